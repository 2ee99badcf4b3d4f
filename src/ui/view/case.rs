//! The case screen: thread, verdict and plan, side by side where they fit, as tabs where they do not.

use yew::AttrValue;

use super::bar::link;
use super::{Cx, button, host, late, later, loading, verdict};
use crate::ui::browser::Pressed;
use crate::ui::el::{El, el, nothing};
use crate::ui::route::{Pane, Route};
use crate::ui::state::case::Panel;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::words::{Key, say};

/// The case screen.
pub fn case(cx: &Cx, open: &OpenCase, front: Pane) -> El {
    let verdicts = pane("verdicts stack", Pane::Verdict, front);
    let is_closed = open.record.plan.as_ref().is_some_and(|plan| plan.closed.is_some());
    // A closed case is not judged again unless somebody asks.
    let verdicts = match (open.has_verdict(), is_closed) {
        (false, _) => verdicts.child(loading(cx)),
        (true, true) => verdicts.child(
            el("details")
                .child(el("summary").text(cx.t(Key::CaseTabVerdict)))
                .child(el("div").class("stack").child(verdict::verdict(cx, open)).child(verdict::evidence(cx, open))),
        ),
        (true, false) => verdicts.child(verdict::verdict(cx, open)).child(verdict::evidence(cx, open)),
    };
    let closing = match is_closed {
        true => later(cx).map_or_else(silent, |later| (later.closing)(cx, open)),
        false => nothing(),
    };
    let plan = later(cx).map_or_else(silent, |later| (later.plan)(cx, open));
    let plan = pane("plan stack", Pane::Plan, front).child(plan);
    let thread =
        pane("thread stack", Pane::Thread, front).child(late(cx).map_or_else(silent, |later| (later.thread)(cx, open)));
    let ticket = open.id().ticket.as_str();
    let heading = cx.t(match &open.record.case.customer.name {
        Some(name) => say::case_heading(ticket, name.as_str()),
        None => say::app_case(ticket),
    });
    let leave = CaseAction::Panel(None);
    el("div")
        .class("stack")
        .on("keydown", cx.pressed(Pressed::Escape, Action::Case(leave)))
        .child(el("h1").class("visually-hidden").attr("tabindex", "-1").text(heading))
        .child(notes(cx, open))
        .child(host::ticket(cx, open))
        .child(closing)
        .child(tabs(cx, open, front))
        .child(el("div").class("panes").attr("data-front", front.word()).child(verdicts).child(plan).child(thread))
        .child(late(cx).map_or_else(|_| nothing(), |later| (later.kept)(cx)))
}

/// What is on its way, or could not be had, is told once: below the verdict.
fn silent(coming: El) -> El {
    coming.attr("role", "group")
}

fn pane(class: &'static str, this: Pane, front: Pane) -> El {
    let id = ["pane-", this.word()].concat();
    el("div")
        .class(class)
        .attr("part", this.word())
        .attr("id", id)
        .attr("data-shown", if this == front { "true" } else { "false" })
}

fn notes(cx: &Cx, open: &OpenCase) -> El {
    let rehearsal = open.id().desk == "rehearsal";
    let notes = open.notes.iter().enumerate();
    el("div")
        .class("stack tight")
        .hidden(open.notes.is_empty() && !rehearsal)
        .child(el("p").class("small muted").hidden(!rehearsal).text(cx.t(Key::CaseRehearsal)))
        .children(notes.map(|(at, note)| el("p").key(at).class("small muted").text(cx.t(note.clone()))))
}

fn tabs(cx: &Cx, open: &OpenCase, front: Pane) -> El {
    let tab = |this: Pane, label: Key| {
        link(&Route::Case { id: open.id().clone(), pane: this }, front == this, cx.t(label)).key(this.word())
    };
    el("nav")
        .class("tabs")
        .attr("aria-label", cx.t(Key::CasePanes))
        .child(tab(Pane::Verdict, Key::CaseTabVerdict))
        .child(tab(Pane::Plan, Key::CaseTabPlan))
        .child(tab(Pane::Thread, Key::CaseTabThread))
}

/// A button that opens a form, and to which the keyboard returns from it.
pub fn opener(cx: &Cx, panel: Panel, label: AttrValue) -> El {
    let name = panel.name();
    button(label, cx.act(CaseAction::Panel(Some(panel)))).attr("data-opens", name)
}
