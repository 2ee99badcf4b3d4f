//! The plan: all its steps in one list, the one to do now opened in place, clocks and the way out always in view.

mod journal;

use yew::prelude::*;

use super::case::opener;
use super::{Cx, nothing, panel, step};
use crate::leaving::rules::Flag;
use crate::leaving::{ClockState, ClockView, FreeText, PlanView, StepState, StepView, waits_on_title};
use crate::ui::state::case::{Panel, leads_out};
use crate::ui::state::{CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The plan's cards.
pub fn plan(cx: Cx, open: &OpenCase) -> Html {
    match (open.plan(&cx.state.library, cx.today), &open.record.plan) {
        (Some(plan), _) => html! {
            <div class="stack">
                { steps(cx, open, &plan) }
                { clocks(cx, open, &plan) }
                { journal::journal(cx, open) }
            </div>
        },
        (None, Some(pinned)) => html! {
            <div class="stack">
                <p class="notice warn">{ cx.t(say::ui_pinned_missing(i64::from(pinned.version))) }</p>
                { journal::journal(cx, open) }
            </div>
        },
        (None, None) => html! {
            <div class="stack">
                <section class="card stack">
                    <h2>{ cx.t(Key::UiPlan) }</h2>
                    <p class="muted">{ cx.t(Key::UiNoPlan) }</p>
                    { panel::fault(cx, open) }
                </section>
                { journal::journal(cx, open) }
            </div>
        },
    }
}

fn steps(cx: Cx, open: &OpenCase, plan: &PlanView) -> Html {
    let shown = open.shown_step(plan);
    let at = plan.steps.iter().position(|step| shown.is_some_and(|shown| shown.id == step.id));
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    html! {
        <section class="card stack" aria-labelledby="plan-title">
            <div class="stack tight">
                <h2 id="plan-title" tabindex="-1">{ cx.t(plan.title.clone()) }</h2>
                <p class="small muted">
                    { at.map(|at| cx.t(say::ui_step_of(count(at + 1), plan.steps.len().to_string()))).unwrap_or_default() }
                    { " · " }{ cx.t(say::ui_plan_version(i64::from(plan.version))) }
                    { " · " }{ cx.t(say::ui_saves_left(i64::from(plan.saves_left))) }
                </p>
            </div>
            <p class="notice bad" hidden={!plan.escalated}>{ cx.t(Key::UiEscalated) }</p>
            { closed(cx, open, plan) }
            <ol class="plan-steps">
                { for plan.steps.iter().map(|step| {
                    let is_shown = plan.closed.is_none() && shown.is_some_and(|shown| shown.id == step.id);
                    html! {
                        <li key={step.id.clone()}>
                            { line(cx, open, step, is_shown) }
                            { if is_shown { step::step(cx, open, plan, step) } else { nothing() } }
                        </li>
                    }
                }) }
            </ol>
            { ways_out(cx, open, plan) }
            { panel::here(cx, open, &["close_now", "turn", "hand_over", "reopen"]) }
        </section>
    }
}

fn line(cx: Cx, open: &OpenCase, step: &StepView, is_shown: bool) -> Html {
    let (dot, state) = match &step.state {
        StepState::Current => ("current", Text::from(Key::UiStateCurrent)),
        StepState::Open => ("", Key::UiStateLocked.into()),
        StepState::Locked { .. } => ("", Key::UiStateLocked.into()),
        StepState::Waiting { on, .. } => ("waiting", say::ui_state_waiting(waits_on_title(*on))),
        StepState::Done { .. } => ("done", Key::UiStateDone.into()),
        StepState::Skipped { .. } => ("skipped", Key::UiStateSkipped.into()),
    };
    let when = match &step.state {
        StepState::Done { on, .. } | StepState::Skipped { on, .. } => cx.words.date(*on),
        StepState::Waiting { .. } => cx.t(state.clone()),
        _ => step.clock.as_ref().map(|clock| due(cx, clock)).unwrap_or_default(),
    };
    html! {
        <>
            <button class={classes!("step-line", is_shown.then_some("current"))} aria-expanded={is_shown.to_string()}
                onclick={cx.act(CaseAction::Step((!is_shown).then(|| step.id.clone())))}>
                <span class={classes!("dot", dot)} />
                <span>{ cx.t(step.title.clone()) }<span class="visually-hidden">{ ", " }{ cx.t(state) }</span></span>
                <span class={classes!("when", overdue(step).then_some("alarm"))}>{ when }</span>
            </button>
            { because(cx, open, step) }
        </>
    }
}

/// Why a step was left out.
fn because(cx: Cx, open: &OpenCase, step: &StepView) -> Html {
    match &step.state {
        StepState::Skipped { reason, .. } => {
            html! { <p class="small muted">{ cx.t(say::ui_because(words(cx, open, reason))) }</p> }
        }
        _ => nothing(),
    }
}

/// A text of a person, or that it was removed.
pub fn words(cx: Cx, open: &OpenCase, text: &FreeText) -> String {
    open.texts().get(text).map_or_else(|| cx.words.string(Key::UiRemoved), str::to_owned)
}

fn overdue(step: &StepView) -> bool {
    step.clock.as_ref().is_some_and(|clock| matches!(clock.state, ClockState::Overdue(_)))
}

/// When a clock runs out, in words.
pub fn due(cx: Cx, clock: &ClockView) -> AttrValue {
    cx.t(match clock.state {
        ClockState::Today => Key::UiDueToday.into(),
        ClockState::DueIn(_) => say::ui_due_in(clock.due),
        ClockState::Overdue(_) => say::ui_overdue(clock.due),
        ClockState::Met(on) => say::ui_clock_met(on),
    })
}

fn clocks(cx: Cx, open: &OpenCase, plan: &PlanView) -> Html {
    html! {
        <section class="card stack" aria-labelledby="clocks-title">
            <h2 id="clocks-title">{ cx.t(Key::UiClocks) }</h2>
            <p class="muted" hidden={!plan.clocks.is_empty()}>{ cx.t(Key::UiClocksNone) }</p>
            <ul class="stack" hidden={plan.clocks.is_empty()}>
                { for plan.clocks.iter().map(|clock| html! {
                    <li key={clock.step.clone()} class="stack tight">
                        { self::clock(cx, clock) }
                        { if matches!(clock.state, ClockState::Met(_)) { nothing() } else {
                            html! { <div class="row">{ opener(cx, Panel::Met(clock.step.clone()), cx.t(Key::UiMarkMet)) }</div> }
                        } }
                    </li>
                }) }
            </ul>
            { panel::here(cx, open, &["met"]) }
        </section>
    }
}

/// A clock with the rule behind it and every doubt about the rule.
pub fn clock(cx: Cx, clock: &ClockView) -> Html {
    let class = match clock.state {
        ClockState::Overdue(_) => "alarm",
        ClockState::Met(_) => "muted",
        _ => "due",
    };
    html! {
        <div class="stack tight">
            <p class="between"><span>{ cx.t(clock.title.clone()) }</span><span class={class}>{ due(cx, clock) }</span></p>
            <p class="small muted">
                { clock.article.clone() }
                { for clock.flags.iter().map(|flag| html! {
                    <span key={flag.word()} class="due">{ " · " }{ cx.t(doubt(*flag)) }</span>
                }) }
            </p>
        </div>
    }
}

const fn doubt(flag: Flag) -> Key {
    match flag {
        Flag::Stale => Key::UiFlagStale,
        Flag::NotInForce => Key::UiFlagNotInForce,
        Flag::LowConfidence => Key::UiFlagLowConfidence,
        Flag::CoverageUnknown => Key::UiFlagCoverageUnknown,
        Flag::JurisdictionUnknown => Key::UiFlagJurisdictionUnknown,
    }
}

fn closed(cx: Cx, open: &OpenCase, plan: &PlanView) -> Html {
    let Some(closing) = &plan.closed else { return nothing() };
    let left: Vec<Text> =
        plan.steps.iter().filter(|step| closing.open.contains(&step.id)).map(|step| step.title.clone()).collect();
    let after = i64::try_from(plan.contacts_after_goodbye).unwrap_or(i64::MAX);
    html! {
        <div class="notice">
            <p><strong>{ cx.t(say::ui_closed_title(closing.on)) }</strong></p>
            <p>{ if left.is_empty() { cx.t(Key::UiClosedAll) } else { cx.t(say::ui_closed_open(left)) } }</p>
            <p class="small muted" hidden={closing.reason.is_none()}>
                { closing.reason.as_ref().map(|reason| cx.t(say::ui_because(words(cx, open, reason)))).unwrap_or_default() }
            </p>
            <p class="small muted">{ cx.t(say::ui_after_goodbye(after)) }</p>
        </div>
    }
}

/// What is always possible.
fn ways_out(cx: Cx, open: &OpenCase, plan: &PlanView) -> Html {
    if plan.closed.is_some() {
        return html! { <div class="row">{ opener(cx, Panel::Reopen, cx.t(Key::UiReopenPlan)) }{ export(cx) }</div> };
    }
    let turn = if leads_out(open.record.plan.as_ref().map_or(plan.path, |state| state.path)) {
        Key::UiTurnStay
    } else {
        Key::UiTurnLeave
    };
    html! {
        <div class="row">
            { opener(cx, Panel::Turn, cx.t(turn)) }
            { opener(cx, Panel::Close, cx.t(Key::UiCloseNow)) }
            { opener(cx, Panel::HandOver, cx.t(Key::UiHandOver)) }
            { export(cx) }
        </div>
    }
}

fn export(cx: Cx) -> Html {
    html! { <button onclick={cx.act(CaseAction::Export)}>{ cx.t(Key::AppExport) }</button> }
}
