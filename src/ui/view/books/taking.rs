//! Taking a playbook over: its text, and what it would bring or what is wrong with it.

use super::{act, finding};
use crate::leaving::{Finding, Playbook};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::books::{BooksAction, Brings, Shelving};
use crate::ui::state::{Action, Unread};
use crate::ui::view::files::{file_drop, file_input};
use crate::ui::view::{Cx, button};
use crate::words::{Key, say};

/// The section.
pub fn taking(cx: &Cx, shelving: &Shelving) -> El {
    let input = el("textarea")
        .attr("id", "taking")
        .attr("rows", "6")
        .class("table-text")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "taking-hint")
        .value(shelving.taking.clone())
        .on_input(cx.entered(|text| act(BooksAction::Taking(text))));
    file_drop(cx, shelving.dragging, |over| act(BooksAction::Dragging(over)), taken)
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").text(cx.t(Key::BooksImport)))
                .child(el("p").attr("id", "taking-hint").class("small muted").text(cx.t(Key::BooksImportHint))),
        )
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", "taking").text(cx.t(Key::BooksImportBox)))
                .child(input),
        )
        .child(
            el("div")
                .class("row")
                .child(el("label").class("button").text(cx.t(Key::StartChoose)).child(file_input(cx, taken))),
        )
        .child(match shelving.brings(&cx.state.library.packs) {
            Brings::Nothing => nothing(),
            Brings::Unread(why) => el("p").class("fault").attr("role", "alert").text(cx.t(why)),
            Brings::Book { book, found, note, whole, beside } => {
                let note = el("p").hidden(note.is_none()).text(note.map(|note| cx.t(note)).unwrap_or_default());
                let name = book.title.text();
                let take = |label, beside| button(cx.t(label), cx.on(act(BooksAction::Take(beside)))).class("main");
                el("div")
                    .class("stack")
                    .child(el("div").attr("role", "status").child(note))
                    .child(el("ul").children(
                        found.iter().enumerate().map(|(at, one)| el("li").key(at).child(placed(cx, &book, one))),
                    ))
                    .child(
                        el("div")
                            .class("row")
                            .child(
                                take(say::books_import_take(name.clone(), i64::from(book.version)), false)
                                    .hidden(!whole),
                            )
                            .child(take(say::books_import_copy(name), true).hidden(!beside)),
                    )
            }
        })
}

/// A finding with its place.
fn placed(cx: &Cx, book: &Playbook, one: &Finding) -> El {
    let step = one.step.as_ref().and_then(|id| book.step(id));
    let place = step.map(|step| cx.t(step.title.text())).unwrap_or_default();
    el("div").child(el("strong").text(place)).child(finding(cx, one))
}

fn taken(text: Result<String, Unread>) -> Action {
    act(BooksAction::File(text))
}
