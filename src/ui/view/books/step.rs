//! One step of an own playbook: its line in the list, and its form with the preview beside it.

use super::draft::{acts, change, found_here, name, tick, words};
use super::{act, clocks, conditions, fields, preview};
use crate::leaving::book_edit::places::{Places, places};
use crate::leaving::{BookEdit, Finding, LetterKind, Playbook, Spot, Step, WaitsOn, waits_on_title};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::books::{BooksAction, Shelving};
use crate::ui::view::{Cx, button, count, field, option};
use crate::words::{Key, say};

/// A step's line, with its form where it is open.
pub fn line(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, found: &[Finding]) -> El {
    let is_open = shelving.step == Some(place);
    let name = name(&step.title);
    let open = button(
        cx.t(say::books_step_of(count(place + 1), name.clone())),
        cx.on(act(BooksAction::Step((!is_open).then_some(place)))),
    )
    .class("plain")
    .attr("aria-expanded", if is_open { "true" } else { "false" });
    let at = (place, book.steps.len());
    let acts = acts(cx, &name, at, |up| BookEdit::Move(place, up), BookEdit::RemoveStep(place));
    // An open step has its findings at their places, a closed one all that must be mended.
    let places = if is_open { places(book, place, &cx.state.library.packs, found) } else { Places::default() };
    let mut closed: Vec<Finding> = Vec::new();
    for one in found.iter().filter(|one| one.step.as_ref() == Some(&step.id)) {
        let is_told = closed.iter().any(|known| known.flaw == one.flaw);
        if !is_told && (one.field.is_none() || one.flaw.is_fault()) {
            closed.push(one.clone());
        }
    }
    el("li")
        .key(step.id.as_str())
        .child(el("div").class("between").child(open).child(acts))
        .children(found_here(cx, if is_open { &places.head } else { &closed }))
        .child(if is_open { form(cx, shelving, book, place, step, &places) } else { nothing() })
}

fn form(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, places: &Places) -> El {
    let requires = book.steps.iter().take(place).map(|other| {
        let on = step.requires.contains(&other.id);
        tick(cx, cx.t(name(&other.title)), on, BookEdit::Requires(place, other.id.clone(), !on)).key(other.id.as_str())
    });
    let waits = WaitsOn::ALL.iter().map(|whom| {
        let on = step.waits_on.contains(whom);
        tick(cx, cx.t(waits_on_title(*whom)), on, BookEdit::WaitsOn(place, *whom, !on)).key(whom.word())
    });
    let group = |label: Key| el("fieldset").class("stack tight").child(el("legend").text(cx.t(label)));
    let form = el("div")
        .class("stack")
        .child(words(cx, shelving, book, Spot::Step(place), cx.t(Key::BooksStepTitle), false))
        .child(words(cx, shelving, book, Spot::Guidance(place), cx.t(Key::BooksGuidance), true))
        .child(fields::fields(cx, shelving, book, place, step, &places.fields))
        .child(conditions::conditions(cx, shelving, book, place, step, &places.conditions))
        .child(clocks::clocks(cx, shelving, book, place, step, &places.clocks))
        .child(if place == 0 {
            nothing()
        } else {
            group(Key::BooksRequires).child(el("div").class("scale").children(requires))
        })
        .child(group(Key::BooksWaits).child(el("div").class("scale").children(waits)))
        .child(tick(cx, cx.t(Key::BooksSkippable), step.skippable, BookEdit::Skippable(place, !step.skippable)))
        .child(letter(cx, shelving, place, step));
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
