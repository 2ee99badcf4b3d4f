//! One step of an own playbook: its line in the list, and its form with the preview beside it.

use super::draft::{at, change, tick, words};
use super::{act, preview};
use crate::leaving::{
    BookEdit, BookText, Field, FieldKind, Finding, LetterKind, Playbook, Spot, Step, WaitsOn, condition_words,
    waits_on_title,
};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::books::{BooksAction, Shelving};
use crate::ui::view::{Cx, button, count, field, option};
use crate::words::{Key, Text, say};

/// The kinds of fields that can be added.
const KINDS: [(FieldKind, Key); 5] = [
    (FieldKind::Text, Key::BooksKindText),
    (FieldKind::Date, Key::BooksKindDate),
    (FieldKind::Money, Key::BooksKindMoney),
    (FieldKind::Choice, Key::BooksKindChoice),
    (FieldKind::YesNo, Key::BooksKindYesNo),
];

/// A step's line, with its form where it is open.
pub fn line(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, found: &[Finding]) -> El {
    let is_open = shelving.step == Some(place);
    let name = step.title.text();
    let open = button(
        cx.t(say::books_step_of(count(place + 1), name.clone())),
        cx.on(act(BooksAction::Step((!is_open).then_some(place)))),
    )
    .class("plain")
    .attr("aria-expanded", if is_open { "true" } else { "false" });
    let small = |sign: &'static str, label: Text, edit| {
        button(sign.into(), cx.on(change(edit))).class("small").attr("aria-label", cx.t(label))
    };
    let acts = el("span")
        .class("row")
        .child(small("↑", say::books_up(name.clone()), BookEdit::Move(place, true)).flag("disabled", place == 0))
        .child(
            small("↓", say::books_down(name.clone()), BookEdit::Move(place, false))
                .flag("disabled", place + 1 == book.steps.len()),
        )
        .child(small("✕", say::books_remove(name), BookEdit::RemoveStep(place)));
    el("li")
        .key(step.id.as_str())
        .child(el("div").class("between").child(open).child(acts))
        .children(at(cx, found, Some(&step.id), None))
        .child(if is_open { form(cx, shelving, book, place, step, found) } else { nothing() })
}

fn form(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, found: &[Finding]) -> El {
    let fields = step
        .fields
        .iter()
        .enumerate()
        .map(|(number, field)| self::field_form(cx, shelving, book, (place, number), step, field, found));
    let add = KINDS.map(|(kind, label)| {
        button(cx.t(label), cx.on(change(BookEdit::AddField(place, kind)))).class("small").key(kind.word())
    });
    let conditions = step.conditions.iter().enumerate().map(|(number, condition)| {
        let text = condition_words(condition, step, book);
        let remove = button("✕".into(), cx.on(change(BookEdit::RemoveCondition(place, number))))
            .class("small")
            .attr("aria-label", cx.t(say::books_remove(text.clone())));
        el("li").key(number).class("between").child(el("span").text(cx.t(text))).child(remove)
    });
    let requires = book.steps.iter().take(place).map(|other| {
        let on = step.requires.contains(&other.id);
        tick(cx, cx.t(other.title.text()), on, BookEdit::Requires(place, other.id.clone(), !on)).key(other.id.as_str())
    });
    let waits = WaitsOn::ALL.iter().map(|whom| {
        let on = step.waits_on.contains(whom);
        tick(cx, cx.t(waits_on_title(*whom)), on, BookEdit::WaitsOn(place, *whom, !on)).key(whom.word())
    });
    let group = |label: Key| el("fieldset").class("stack tight").child(el("legend").text(cx.t(label)));
    let clocks = step
        .clock
        .0
        .iter()
        .enumerate()
        .map(|(at, clock)| el("p").key(at).class("small muted").text(cx.t(say::books_clock(clock.rule.as_str()))));
    let form = el("div")
        .class("stack")
        .child(words(cx, shelving, book, Spot::Step(place), cx.t(Key::BooksStepTitle), false))
        .child(words(cx, shelving, book, Spot::Guidance(place), cx.t(Key::BooksGuidance), true))
        .child(
            group(Key::BooksFields)
                .child(el("ul").class("stack book-fields").children(fields))
                .child(el("p").class("small muted").text(cx.t(Key::BooksAddField)))
                .child(el("div").class("row").children(add)),
        )
        .child(
            group(Key::UiConditions)
                .class(step.conditions.is_empty().then_some("visually-hidden"))
                .child(el("ul").class("stack tight").children(conditions)),
        )
        .child(if place == 0 {
            nothing()
        } else {
            group(Key::BooksRequires).child(el("div").class("row").children(requires))
        })
        .child(group(Key::BooksWaits).child(el("div").class("row").children(waits)))
        .child(tick(cx, cx.t(Key::BooksSkippable), step.skippable, BookEdit::Skippable(place, !step.skippable)))
        .child(letter(cx, shelving, place, step))
        .children(clocks);
    el("div").attr("id", "book-step").class("book-step").child(form).child(preview::preview(cx, book, step))
}

/// The letter that it offers: each is called by the step of the site's playbooks that offers it.
fn letter(cx: &Cx, shelving: &Shelving, place: usize, step: &Step) -> El {
    let letters = LetterKind::ALL.iter().filter_map(|letter| {
        let model = shelving.shipped.iter().flat_map(|book| &book.steps).find(|step| step.letter == Some(*letter))?;
        Some(option(letter.word(), cx.t(model.title.text()), step.letter == Some(*letter)))
    });
    let select = el("select")
        .on_change(cx.entered(move |word| {
            change(BookEdit::Letter(place, LetterKind::ALL.iter().copied().find(|letter| letter.word() == word)))
        }))
        .child(option("", cx.t(Key::BooksLetterNone), step.letter.is_none()))
        .children(letters);
    field(cx, "book.letter", cx.t(Key::BooksLetter), select)
}

fn field_form(
    cx: &Cx,
    shelving: &Shelving,
    book: &Playbook,
    (place, number): (usize, usize),
    step: &Step,
    field: &Field,
    found: &[Finding],
) -> El {
    let label = field.label.text();
    let remove = button("✕".into(), cx.on(change(BookEdit::RemoveField(place, number))))
        .class("small")
        .attr("aria-label", cx.t(say::books_remove(label.clone())));
    let choices = field.choices.iter().enumerate().map(|(at, choice)| {
        let spot = Spot::Choice(place, number, at);
        let remove = button("✕".into(), cx.on(change(BookEdit::RemoveChoice(place, number, at))))
            .class("small")
            .attr("aria-label", cx.t(say::books_remove(choice.label.text())));
        el("li")
            .key(choice.id.as_str())
            .class("between")
            .child(words(cx, shelving, book, spot, cx.t(Key::BooksLabelChoice), false))
            .child(remove)
    });
    let is_choice = field.kind == FieldKind::Choice;
    let is_own = field.choices.iter().any(|choice| matches!(choice.label, BookText::Own(_)));
    let add = button(cx.t(Key::BooksAddChoice), cx.on(change(BookEdit::AddChoice(place, number)))).class("small");
    el("li")
        .key(field.id.as_str())
        .class("stack tight")
        .child(
            el("div")
                .class("between")
                .child(words(cx, shelving, book, Spot::Label(place, number), cx.t(Key::BooksLabel), false))
                .child(remove),
        )
        .children(at(cx, found, Some(&step.id), Some(&field.id)))
        .child(tick(
            cx,
            cx.t(say::books_required(label)),
            field.required,
            BookEdit::Required(place, number, !field.required),
        ))
        .child(
            el("details")
                .flag("open", is_own)
                .hidden(!is_choice)
                .child(el("summary").class("small").text(cx.t(Key::BooksChoices)))
                .child(el("ul").class("stack tight").children(choices))
                .child(add),
        )
}
