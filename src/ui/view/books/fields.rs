//! The fields of a step's form: their labels, kinds and choices, and the kinds that can be added.

use super::draft::{acts, change, found_here, is_blank, name, remove, tick, words};
use super::finding;
use crate::leaving::{BookEdit, BookText, Field, FieldKind, Finding, Flaw, Playbook, Spot, Step};
use crate::ui::el::{El, el};
use crate::ui::state::books::Shelving;
use crate::ui::view::{Cx, button, field, option};
use crate::words::{Key, say};

/// The kinds of fields.
const KINDS: [(FieldKind, Key); 7] = [
    (FieldKind::Text, Key::BooksKindText),
    (FieldKind::Date, Key::BooksKindDate),
    (FieldKind::Money, Key::BooksKindMoney),
    (FieldKind::Decimal, Key::BooksKindDecimal),
    (FieldKind::Choice, Key::BooksKindChoice),
    (FieldKind::YesNo, Key::BooksKindYesNo),
    (FieldKind::Country, Key::BooksKindCountry),
];

/// The fields of the step at `place`.
pub fn fields(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, found: &[Finding]) -> El {
    let is_read = (0..step.fields.len()).any(|number| book.is_read(place, number, &shelving.shipped));
    let list = step.fields.iter().enumerate();
    let list = list.map(|(number, one)| form(cx, shelving, book, (place, number), step, one, found));
    let add = KINDS.map(|(kind, label)| {
        button(cx.t(label), cx.on(change(BookEdit::AddField(place, kind)))).class("small").key(kind.word())
    });
    el("fieldset")
        .class("stack tight")
        .child(el("legend").text(cx.t(Key::BooksFields)))
        .child(el("p").class("small muted").hidden(!is_read).text(cx.t(Key::BooksFieldsHint)))
        .child(
            el("ul").attr("id", "book-fields").class("stack book-parts").hidden(step.fields.is_empty()).children(list),
        )
        .child(
            el("p")
                .attr("id", "book-fields-add")
                .attr("tabindex", "-1")
                .class("small muted")
                .text(cx.t(Key::BooksAddField)),
        )
        .child(el("div").class("row").children(add))
}

/// The kind of a field. One that the program reads by its name keeps its kind.
fn kind(cx: &Cx, shelving: &Shelving, book: &Playbook, (place, number): (usize, usize), one: &Field) -> El {
    let called = KINDS.iter().find(|(kind, _)| *kind == one.kind).map_or(Key::PlanField, |(_, name)| *name);
    if book.is_read(place, number, &shelving.shipped) {
        return el("p").class("small muted").text(cx.t(say::books_kind_fixed(called)));
    }
    let options = KINDS.iter().map(|(kind, name)| option(kind.word(), cx.t(*name), *kind == one.kind));
    let was = one.kind;
    let select = el("select").children(options).on_change(cx.entered(move |word| {
        let chosen = KINDS.iter().find(|(kind, _)| kind.word() == word).map_or(was, |(kind, _)| *kind);
        change(BookEdit::Kind(place, number, chosen))
    }));
    field(cx, &["book.kind-", &number.to_string()].concat(), cx.t(Key::BooksKind), select)
}

fn form(
    cx: &Cx,
    shelving: &Shelving,
    book: &Playbook,
    (place, number): (usize, usize),
    step: &Step,
    one: &Field,
    found: &[Finding],
) -> El {
    let label = name(&one.label);
    let at = (number, step.fields.len());
    let moved = |up| BookEdit::MoveField(place, number, up);
    let acts = acts(cx, &label, at, moved, BookEdit::RemoveField(place, number));
    // Where words are missing is said beneath each box that has none.
    let of_field = || found.iter().filter(|found| found.field.as_ref() == Some(&one.id));
    let missing = of_field().find(|found| found.flaw == Flaw::Blank);
    let blank = |text: &BookText| missing.filter(|_| is_blank(text)).map(|missing| finding(cx, missing).key("blank"));
    let here: Vec<Finding> = of_field().filter(|found| found.flaw != Flaw::Blank).cloned().collect();
    let choices = one.choices.iter().enumerate().map(|(at, choice)| {
        let spot = Spot::Choice(place, number, at);
        let remove = remove(cx, name(&choice.label), change(BookEdit::RemoveChoice(place, number, at)));
        el("li")
            .key(choice.id.as_str())
            .class("between")
            .child(words(cx, shelving, book, spot, cx.t(Key::BooksLabelChoice), false).children(blank(&choice.label)))
            .child(remove)
    });
    let list = ["book-choices-", &number.to_string()].concat();
    let is_choice = one.kind == FieldKind::Choice;
    let is_own = one.choices.iter().any(|choice| matches!(choice.label, BookText::Own(_)));
    let add = button(cx.t(Key::BooksAddChoice), cx.on(change(BookEdit::AddChoice(place, number)))).class("small");
    el("li")
        .key(one.id.as_str())
        .class("stack tight")
        .child(
            words(cx, shelving, book, Spot::Label(place, number), cx.t(Key::BooksLabel), false)
                .children(blank(&one.label)),
        )
        .children(found_here(cx, &here))
        .child(el("div").class("between").child(kind(cx, shelving, book, (place, number), one)).child(acts))
        .child(tick(
            cx,
            cx.t(say::books_required(label)),
            one.required,
            BookEdit::Required(place, number, !one.required),
        ))
        .child(
            el("details")
                .flag("open", is_own)
                .hidden(!is_choice)
                .child(el("summary").class("small").text(cx.t(Key::BooksChoices)))
                .child(el("ul").attr("id", list.clone()).class("stack tight").children(choices))
                .child(add.attr("id", [&list, "-add"].concat())),
        )
}
