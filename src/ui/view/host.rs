//! In a help desk: waiting for its ticket, writing back into it, and going on from a colleague's note.

use super::{Cx, button, late};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Offer;
use crate::ui::state::{Action, CaseAction, Host, HostAction, OpenCase, Unshown};
use crate::words::{Key, Text, say};

fn on(cx: &Cx, action: HostAction, label: Key) -> El {
    button(cx.t(label), cx.on(Action::Host(action)))
}

/// The screen until the desk has told a ticket.
pub fn waiting(cx: &Cx, host: &Host) -> El {
    let told = match &host.fault {
        None => Ok(Key::HostWaiting.into()),
        Some(Unshown::Told(error)) => late(cx).map(|later| (later.unread)(error)),
        Some(Unshown::Stored(text)) => Ok(text.clone()),
    };
    let heading = |told: Text| el("h1").attr("tabindex", "-1").text(cx.t(told));
    el("section")
        .class("page card stack")
        .child(
            el("div")
                .class("stack")
                .attr("role", "status")
                .child(told.map_or_else(|coming| coming, heading))
                .child(el("p").hidden(!host.late || host.fault.is_some()).text(cx.t(Key::HostWaitingHelp))),
        )
        .child(retry(cx, host))
}

/// Asks the desk to tell the ticket again.
pub fn retry(cx: &Cx, host: &Host) -> El {
    el("div").hidden(!host.can_retry).child(on(cx, HostAction::Retry, Key::HostRetry))
}

/// What can be done with a text: put it into the reply where the desk takes it, copy it. Neither while something is
/// `missing`, which the element of that name tells.
pub fn give(cx: &Cx, text: String, missing: Option<String>) -> El {
    let ready = |button: El| button.flag("disabled", missing.is_some()).attr("aria-describedby", missing.clone());
    let row = el("div").class("row");
    let row = match &cx.state.host {
        Some(host) if host.can().insert_reply => {
            row.child(ready(on(cx, HostAction::Insert(text.clone()), Key::HostInsert).class("main")))
        }
        _ => row,
    };
    row.child(ready(button(cx.t(Key::AppCopy), cx.act(CaseAction::Copy(text)))))
}

/// What can be done with the ticket itself, and what a note in it offers.
pub fn ticket(cx: &Cx, open: &OpenCase) -> El {
    let Some(host) = cx.state.host.as_ref().filter(|host| host.case() == Some(open.id())) else { return nothing() };
    let can = host.can();
    let note = if can.add_note { Key::HostAddNote } else { Key::HostCopyNote };
    el("div")
        .class("stack tight")
        .child(match (cx.state.later, &host.offer) {
            (Some(later), Some(offer)) => (later.offer)(cx, offer),
            _ => nothing(),
        })
        .child(
            el("div")
                .class("row")
                .child(on(cx, HostAction::Note, note))
                .child(on(cx, HostAction::Tag, Key::HostTag).hidden(!can.add_tags)),
        )
        .child(match host.shown.as_ref().and_then(|shown| shown.unconfirmed.as_ref()) {
            Some(origin) => el("p").class("small muted").text(cx.t(say::host_first_use(origin.as_str()))),
            None => nothing(),
        })
}

/// What a colleague's note offers, before anything else: whoever goes on without it does the work twice.
pub fn offer(cx: &Cx, offer: &Offer) -> El {
    match offer {
        Offer::Newer { text, .. } => el("div")
            .class("notice offer")
            .attr("role", "status")
            .child(el("p").child(el("strong").text(cx.t(Key::HostOfferTitle))))
            .child(el("p").text(cx.t(text.clone())))
            .child(el("div").child(on(cx, HostAction::Resume, Key::HostResume).class("main"))),
        Offer::Apart(text) => el("div")
            .class("notice warn")
            .attr("role", "status")
            .child(el("p").text(cx.t(text.clone())))
            .child(el("div").child(on(cx, HostAction::Take, Key::HostTake))),
        Offer::Damaged => {
            el("div").class("notice warn").attr("role", "status").child(el("p").text(cx.t(Key::HostDamaged)))
        }
    }
}

/// Where a guest's plan lives, and the way to take it elsewhere.
pub fn kept(cx: &Cx) -> El {
    let export = button(cx.t(Key::AppExport), cx.act(CaseAction::Export)).class("plain small");
    el("p")
        .class("row small muted")
        .hidden(cx.state.host.is_none() || cx.state.memory_only.is_some())
        .child(el("span").text(cx.t(Key::HostKeptHere)))
        .child(export)
}

/// Beside an outcome: the way to copy what the desk would not take.
pub fn instead(cx: &Cx, text: &str) -> El {
    button(cx.t(Key::HostCopyInstead), cx.act(CaseAction::Copy(text.to_owned())))
}
