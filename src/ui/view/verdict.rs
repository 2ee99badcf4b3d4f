//! The verdict: what to do, why, two axes as bands, what is known and what is missing, then the act. Below it the
//! evidence: bars that add up, each with its words; what speaks against; what would change it.

mod chart;
mod signals;

use yew::prelude::*;

use super::case::opener;
use super::{Cx, nothing, panel};
use crate::advice::{Path, QuestionId};
use crate::risk::{ChurnBand, RepairBand, RetaliationBand};
use crate::ui::route::{Pane, Route};
use crate::ui::state::case::Panel;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The name of a path.
pub const fn path_name(path: Path) -> Key {
    match path {
        Path::Honour => Key::PathHonour,
        Path::Escalate => Key::PathEscalate,
        Path::NothingToRepair => Key::PathNothingToRepair,
        Path::Unclear => Key::PathUnclear,
        Path::CleanBreak => Key::PathCleanBreak,
        Path::Settle => Key::PathSettle,
        Path::SecondChance => Key::PathSecondChance,
        Path::Repair => Key::PathRepair,
    }
}

/// The verdict's card.
pub fn verdict(cx: Cx, open: &OpenCase) -> Html {
    let advice = &open.assessment.advice;
    html! {
        <section class="card verdict stack" aria-labelledby="verdict-title">
            <div class="stack tight">
                <h1 id="verdict-title" tabindex="-1">{ cx.t(advice.title.clone()) }</h1>
                <p class="muted">{ cx.t(advice.why.clone()) }</p>
            </div>
            { chosen(cx, open) }
            { axes(cx, open) }
            { coverage(cx, open) }
            { question(cx, open) }
            { acts(cx, open) }
            { panel::here(cx, open, &["disagree", "attachment", "what_if", "event", "escalate"]) }
        </section>
    }
}

/// The path that staff chose over the advice.
fn chosen(cx: Cx, open: &OpenCase) -> Html {
    let Some(chosen) = &open.record.overridden else { return nothing() };
    let reason = open.texts().get(&chosen.reason).unwrap_or("…");
    html! {
        <div class="notice">
            <p>{ cx.t(say::verdict_chosen(path_name(chosen.path), reason)) }</p>
            <div>
                <button class="plain small" onclick={cx.act(CaseAction::Act(crate::leaving::Act::AdviceRestored {}))}>
                    { cx.t(Key::VerdictFollowAdvice) }
                </button>
            </div>
        </div>
    }
}

fn axes(cx: Cx, open: &OpenCase) -> Html {
    let assessment = &open.assessment;
    let (leaving, step) = match assessment.churn.band {
        ChurnBand::Low => (Key::BandChurnLow, 1),
        ChurnBand::Guarded => (Key::BandChurnGuarded, 2),
        ChurnBand::Elevated => (Key::BandChurnElevated, 3),
        ChurnBand::High => (Key::BandChurnHigh, 4),
    };
    let (repair, repair_step) = match assessment.repairability.band {
        RepairBand::Unlikely => (Key::BandRepairUnlikely, 1),
        RepairBand::Doubtful => (Key::BandRepairDoubtful, 2),
        RepairBand::Possible => (Key::BandRepairPossible, 3),
        RepairBand::Likely => (Key::BandRepairLikely, 4),
    };
    let retaliation = assessment.retaliation.band.map(|band| match band {
        RetaliationBand::Low => Key::BandRetaliationLow,
        RetaliationBand::Medium => Key::BandRetaliationMedium,
        RetaliationBand::High => Key::BandRetaliationHigh,
    });
    // Below the floor no band is shown at all: an unknown must not look like a middle.
    let known = assessment.coverage.share >= assessment.coverage.floor;
    html! {
        <div class="stack tight">
            <div class="axes">
                { axis(cx, Key::VerdictLeaving, known.then_some((leaving, step)), true) }
                { axis(cx, Key::VerdictRepair, known.then_some((repair, repair_step)), false) }
            </div>
            <p class="small muted" hidden={retaliation.is_none()}>
                { retaliation.map(|band| cx.t(say::verdict_retaliation(band))).unwrap_or_default() }
            </p>
        </div>
    }
}

fn axis(cx: Cx, label: Key, band: Option<(Key, i64)>, uncalibrated: bool) -> Html {
    let words = match band {
        Some((band, step)) => cx.t(say::verdict_of_four(band, step)),
        None => cx.t(Key::VerdictWithheld),
    };
    let on = band.map_or(0, |(_, step)| step);
    html! {
        <div class="axis">
            <span class="small muted">{ cx.t(label) }</span>
            <span>
                <strong>{ cx.t(band.map_or(Key::VerdictWithheld, |(band, _)| band)) }</strong>
                <span class="small muted" hidden={!uncalibrated || band.is_none()}>{ " " }{ cx.t(Key::VerdictUncalibrated) }</span>
            </span>
            <div class={classes!("steps4", uncalibrated.then_some("push"))} role="img" aria-label={words}>
                { for (1..=4).map(|step| html! { <i key={step} class={(step <= on).then_some("on")} /> }) }
            </div>
        </div>
    }
}

fn coverage(cx: Cx, open: &OpenCase) -> Html {
    let coverage = &open.assessment.coverage;
    let percent = coverage.share.percent();
    let missing: Vec<Text> = coverage.missing.iter().map(|missing| missing.label.clone()).collect();
    let missing = if missing.is_empty() { cx.t(Key::VerdictAllKnown) } else { cx.t(say::verdict_missing(missing)) };
    let mut width = percent.to_string();
    width.push('%');
    html! {
        <div class="coverage small muted">
            <span>{ cx.t(say::verdict_known(percent)) }</span>
            <div class="meter" aria-hidden="true"><i ~style={["width:", &width].concat()} /></div>
            <span>{ missing }</span>
        </div>
    }
}

/// The one question that would tell most, with its answer at hand.
fn question(cx: Cx, open: &OpenCase) -> Html {
    let Some(question) = &open.assessment.advice.question else { return nothing() };
    let answer = match &question.id {
        QuestionId::Attachment => opener(cx, Panel::Attachment, cx.t(Key::VerdictRate)),
        QuestionId::Outcome(attempt) => signals::outcome(cx, attempt, None),
        QuestionId::Wish => signals::wish(cx),
        QuestionId::Failure | QuestionId::Fact(_) => opener(cx, Panel::Event, cx.t(Key::VerdictAddEvent)),
    };
    html! {
        <div class="notice warn">
            <p class="eyebrow">{ cx.t(Key::VerdictAsk) }</p>
            <p>{ cx.t(question.text.clone()) }</p>
            <div class="row">{ answer }</div>
        </div>
    }
}

fn acts(cx: Cx, open: &OpenCase) -> Html {
    let path = open.path();
    let start = match path {
        Path::Honour | Path::CleanBreak | Path::Settle => Some(Key::VerdictStartCleanBreak),
        Path::Repair => Some(Key::VerdictStartRepair),
        Path::SecondChance => Some(Key::VerdictStartSecondChance),
        Path::Escalate | Path::NothingToRepair | Path::Unclear => None,
    };
    let plan = Route::Case { id: open.id().clone(), pane: Pane::Plan };
    let escalated = open.record.corrections.escalate == Some(true) || path == Path::Escalate;
    html! {
        <div class="acts">
            { match (&open.record.plan, start) {
                (Some(_), _) => html! {
                    <button class="main" onclick={cx.on(Action::Navigated(plan))}>{ cx.t(Key::VerdictOpenPlan) }</button>
                },
                (None, Some(label)) => html! {
                    <button class="main" onclick={cx.act(CaseAction::Start(path))}>{ cx.t(label) }</button>
                },
                (None, None) => nothing(),
            } }
            { opener(cx, Panel::Disagree, cx.t(Key::VerdictDisagree)) }
            { opener(cx, Panel::WhatIf, cx.t(Key::VerdictWhatIf)) }
            { opener(cx, Panel::Attachment, cx.t(Key::VerdictRate)) }
            { if escalated {
                opener(cx, Panel::Escalate(false), cx.t(Key::VerdictResume))
            } else {
                opener(cx, Panel::Escalate(true), cx.t(Key::VerdictEscalate))
            } }
        </div>
    }
}

/// The evidence's card.
pub fn evidence(cx: Cx, open: &OpenCase) -> Html {
    let advice = &open.assessment.advice;
    html! {
        <section class="card stack" aria-labelledby="evidence-title">
            <h2 id="evidence-title">{ cx.t(Key::VerdictWhatCounts) }</h2>
            { signals::points(cx, open) }
            { panel::here(cx, open, &["strike"]) }
            { chart::chart(cx, open) }
            { signals::story(cx, open) }
            { reasons(cx, Key::VerdictFor, &advice.for_reasons, None) }
            { reasons(cx, Key::VerdictAgainst, &advice.against, Some(Key::VerdictNothingAgainst)) }
            { reasons(cx, Key::VerdictWouldChange, &advice.would_change, None) }
            <div class="stack tight small muted">
                { for advice.notes.iter().enumerate().map(|(at, note)| html! { <p key={at}>{ cx.t(note.clone()) }</p> }) }
                <details>
                    <summary>{ cx.t(Key::VerdictDefaults) }</summary>
                    <ul class="reasons">
                        { for advice.defaults.iter().enumerate().map(|(at, text)| html! { <li key={at}>{ cx.t(text.clone()) }</li> }) }
                    </ul>
                </details>
            </div>
        </section>
    }
}

fn reasons(cx: Cx, title: Key, reasons: &[Text], none: Option<Key>) -> Html {
    html! {
        <div class="stack tight" hidden={reasons.is_empty() && none.is_none()}>
            <h3>{ cx.t(title) }</h3>
            <ul class="reasons">
                { for reasons.iter().enumerate().map(|(at, reason)| html! { <li key={at}>{ cx.t(reason.clone()) }</li> }) }
                { for none.filter(|_| reasons.is_empty()).map(|none| html! { <li key="none">{ cx.t(none) }</li> }) }
            </ul>
        </div>
    }
}
