//! The case screen: thread, verdict and plan, side by side where they fit, as tabs where they do not.

use yew::prelude::*;

use super::{Cx, plan, thread, verdict};
use crate::ui::route::{Pane, Route};
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::words::Key;

/// The case screen.
pub fn case(cx: Cx, open: &OpenCase, pane: Pane) -> Html {
    html! {
        <div class="stack">
            { notes(cx, open) }
            { tabs(cx, open, pane) }
            <div class="panes">
                <div class="verdicts stack" id="pane-verdict" data-shown={shown(pane, Pane::Verdict)}>
                    { verdict::verdict(cx, open) }
                    { verdict::evidence(cx, open) }
                </div>
                <div class="plan stack" id="pane-plan" data-shown={shown(pane, Pane::Plan)}>
                    { plan::plan(cx, open) }
                </div>
                <div class="thread stack" id="pane-thread" data-shown={shown(pane, Pane::Thread)}>
                    { thread::thread(cx, open) }
                </div>
            </div>
        </div>
    }
}

const fn shown(pane: Pane, this: Pane) -> &'static str {
    if pane as u8 == this as u8 { "true" } else { "false" }
}

fn notes(cx: Cx, open: &OpenCase) -> Html {
    let rehearsal = open.id().desk == "rehearsal";
    html! {
        <div class="stack tight" hidden={open.notes.is_empty() && !rehearsal}>
            <p class="small muted" hidden={!rehearsal}>{ cx.t(Key::CaseRehearsal) }</p>
            { for open.notes.iter().enumerate().map(|(at, note)| html! {
                <p key={at} class="small muted">{ cx.t(note.clone()) }</p>
            }) }
        </div>
    }
}

fn tabs(cx: Cx, open: &OpenCase, pane: Pane) -> Html {
    let tab = |this: Pane, label: Key| {
        let route = Route::Case { id: open.id().clone(), pane: this };
        html! {
            <a key={this.word()} href={["#", &route.hash()].concat()} aria-current={(pane == this).then_some("page")}>
                { cx.t(label) }
            </a>
        }
    };
    html! {
        <nav class="tabs" aria-label={cx.t(Key::CasePanes)}>
            { tab(Pane::Verdict, Key::CaseTabVerdict) }
            { tab(Pane::Plan, Key::CaseTabPlan) }
            { tab(Pane::Thread, Key::CaseTabThread) }
        </nav>
    }
}

/// A button that opens a form.
pub fn opener(cx: Cx, panel: crate::ui::state::case::Panel, label: impl Into<AttrValue>) -> Html {
    html! { <button onclick={cx.on(Action::Case(CaseAction::Panel(Some(panel))))}>{ label.into() }</button> }
}
