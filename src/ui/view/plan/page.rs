//! One page for whoever goes on with the case: where it stands, what was promised, open clocks, and the journal in short.

use super::{after, colon, words};
use crate::case::EventKind;
use crate::leaving::Act;
use crate::ui::el::{El, el};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::{Cx, button};
use crate::words::{Key, Text, say};

/// The page with its buttons.
pub fn page(cx: &Cx, open: &OpenCase) -> El {
    let plan = open.plan(&cx.state.library, cx.today);
    let state = plan.iter().flat_map(|plan| {
        plan.steps.iter().map(|step| [&*cx.t(step.title.clone()), &colon(cx), &*cx.t(step.state.text(plan))].concat())
    });
    let clocks = plan.as_ref().map(|plan| after::open_clocks(cx, plan)).unwrap_or_default();
    let name = open.record.case.customer.name.clone().unwrap_or_default();
    let ticket = open.id().ticket.as_str();
    let paper = el("article")
        .class("paper stack wide hand-page")
        .child(el("h3").class("sheet-title").text(cx.t(say::after_page_title(ticket))))
        .child(el("p").text(name))
        .child(section(cx, Key::AfterPageState, state.collect()))
        .child(section(cx, Key::AfterPagePromised, promised(cx, open)))
        .child(section(cx, Key::AfterPageClocks, clocks))
        .child(section(cx, Key::AfterPageJournal, journal(cx, open)));
    let print = button(cx.t(Key::UiPrint), cx.act(CaseAction::Print)).hidden(!cx.can_print);
    let close = button(cx.t(Key::PanelWhatIfClose), cx.act(CaseAction::Panel(None)));
    el("div")
        .key("page")
        .class("panel stack")
        .child(el("p").class("small muted no-print").text(cx.t(Key::AfterPageHint)))
        .child(paper)
        .child(el("div").class("row no-print").child(print).child(close))
}

fn section(cx: &Cx, heading: Key, lines: Vec<String>) -> El {
    let none = lines.is_empty();
    let lines = lines.into_iter().enumerate().map(|(at, line)| el("li").key(at).text(line));
    el("div")
        .class("stack tight")
        .child(el("h4").text(cx.t(heading)))
        .child(el("p").hidden(!none).text(cx.t(Key::AfterPageNone)))
        .child(el("ul").class("stack tight").hidden(none).children(lines))
}

/// Promises that the thread or staff know of, and letters that were sent.
fn promised(cx: &Cx, open: &OpenCase) -> Vec<String> {
    let events = open.record.case.events.iter().filter(|event| event.kind == EventKind::Promise);
    let mut lines: Vec<String> = events
        .map(|event| {
            [&*cx.words.date(cx.day(event.at)), &colon(cx), &*cx.t(Key::PanelEventPromise), " ", &event.note].concat()
        })
        .collect();
    let playbook = open.playbook(&cx.state.library);
    for happened in &open.record.history {
        if let Act::StepDone { letter: Some(letter), .. } = &*happened.act {
            let text = cx.t(happened.act.text(playbook.as_deref()));
            lines.push([&*cx.words.date(happened.on), &colon(cx), &*text, ". ", &words(cx, open, letter)].concat());
        }
    }
    lines
}

/// Every act in a line, oldest first, and the fingerprint by which the journal can be told.
fn journal(cx: &Cx, open: &OpenCase) -> Vec<String> {
    let playbook = open.playbook(&cx.state.library);
    let acts = open.record.history.iter().map(|happened| {
        let said = happened.act.said().map(|said| [" (", &words(cx, open, said), ")"].concat()).unwrap_or_default();
        let text: Text = happened.act.text(playbook.as_deref());
        [&*cx.words.date(happened.on), " · ", &*super::who(cx, &happened.by), &colon(cx), &*cx.t(text), &said].concat()
    });
    let head = open.head().get(..16).unwrap_or_default();
    acts.chain([cx.words.string(say::ui_journal_head(head))]).collect()
}
