//! Playbooks: those of the site to look at and to copy, the team's own to edit, publish, export and take over.

mod clocks;
mod conditions;
mod draft;
mod fields;
mod preview;
mod step;
mod taking;

use yew::AttrValue;

use super::{Cx, button, count};
use crate::leaving::{Finding, OwnBook, Playbook};
use crate::ui::el::{El, el};
use crate::ui::state::books::{BooksAction, Shelving};
use crate::ui::state::{Action, Carried};
use crate::words::{Key, say};

/// The screen.
pub fn books(cx: &Cx) -> El {
    let none = Shelving::default();
    let shelving = cx.state.shelving().unwrap_or(&none);
    let page = el("div").class("page");
    match shelving.opened().and_then(|own| Some((own, own.shown()?))) {
        Some((own, book)) => page.child(draft::editor(cx, shelving, own, book)),
        None => page
            .child(
                el("section")
                    .class("card stack")
                    .child(
                        el("div")
                            .class("stack tight")
                            .child(el("h1").attr("tabindex", "-1").text(cx.t(Key::BooksTitle)))
                            .child(el("p").text(cx.t(Key::BooksLead))),
                    )
                    .child(told(cx, shelving)),
            )
            .child(yours(cx, shelving))
            .child(shipped(cx, shelving))
            .child(taking::taking(cx, shelving)),
    }
}

fn act(action: BooksAction) -> Action {
    Action::Books(Carried::new(action))
}

fn told(cx: &Cx, shelving: &Shelving) -> El {
    let told = shelving.told().map(|told| cx.t(told.clone())).unwrap_or_default();
    el("p").attr("id", "books-told").attr("role", "status").attr("tabindex", "-1").text(told)
}

/// A finding in words, with what it means for publishing.
fn finding(cx: &Cx, finding: &Finding) -> El {
    let (class, text) = match finding.flaw.is_fault() {
        true => ("fault", say::books_error(finding.flaw.text())),
        false => ("small due", say::books_hint(finding.flaw.text())),
    };
    el("p").class(class).text(cx.t(text))
}

fn title(cx: &Cx, book: &Playbook) -> AttrValue {
    cx.t(book.title.text())
}

fn yours(cx: &Cx, shelving: &Shelving) -> El {
    let own = &shelving.books.books;
    el("section")
        .class("card stack")
        .child(el("h2").text(cx.t(Key::BooksYours)))
        .child(el("p").class("muted").hidden(!own.is_empty()).text(cx.t(Key::BooksNone)))
        .child(el("ul").class("options").children(own.iter().filter_map(|one| Some(self::own(cx, one, one.shown()?)))))
}

fn own(cx: &Cx, own: &OwnBook, book: &Playbook) -> El {
    let name = book.title.text();
    let mut facts = vec![cx.t(say::books_steps(count(book.steps.len())))];
    if let Some(newest) = own.newest() {
        facts.push(cx.t(say::books_published(i64::from(newest.version))));
    }
    if own.draft.is_some() {
        facts.push(cx.t(Key::BooksDraft));
    }
    if own.retired {
        facts.push(cx.t(Key::BooksRetired));
    }
    let plain = |label: AttrValue, action| button(label, cx.on(act(action))).class("plain small");
    let exports = own.published.iter().map(|version| {
        let label = cx.t(say::books_export(i64::from(version.version), name.clone()));
        plain(label, BooksAction::Export(own.id.clone(), Some(version.version))).key(version.version as usize)
    });
    let retire = if own.retired { say::books_bring_back(name.clone()) } else { say::books_retire(name.clone()) };
    let acts = el("div")
        .class("row")
        .child(plain(cx.t(say::books_edit(name.clone())), BooksAction::Open(own.id.clone())))
        .children(exports)
        .child(
            plain(cx.t(say::books_export_draft(name.clone())), BooksAction::Export(own.id.clone(), None))
                .hidden(own.draft.is_none()),
        )
        .child(plain(cx.t(say::books_discard(name)), BooksAction::Discard(own.id.clone())).hidden(own.draft.is_none()))
        .child(plain(cx.t(retire), BooksAction::Retire(own.id.clone(), !own.retired)).hidden(own.published.is_empty()));
    el("li")
        .key(own.id.as_str())
        .child(el("strong").text(title(cx, book)))
        .child(el("p").class("small muted").text(facts.join(" · ")))
        .child(acts)
}

fn shipped(cx: &Cx, shelving: &Shelving) -> El {
    let is_newest =
        |one: &&Playbook| !shelving.shipped.iter().any(|other| other.id == one.id && one.version < other.version);
    let list = shelving.shipped.iter().filter(is_newest).map(|book| {
        let name = title(cx, book);
        let copied = cx.t(say::books_copy_title(book.title.text())).to_string();
        let copy =
            button(cx.t(say::books_copy(book.title.text())), cx.on(act(BooksAction::Copy(book.id.clone(), copied))));
        let steps: Vec<AttrValue> = book.steps.iter().map(|step| cx.t(step.title.text())).collect();
        el("li")
            .key(book.id.as_str())
            .child(el("strong").text(name))
            .child(el("p").class("small muted").text(steps.join(" · ")))
            .child(el("div").child(copy.class("plain small")))
    });
    el("section")
        .class("card stack")
        .child(el("h2").text(cx.t(Key::BooksShipped)))
        .child(el("ul").class("options").children(list))
}
