//! Signals as bars that add up, and the story of failures and repairs behind them; each can be corrected on the spot.

use yew::prelude::*;

use crate::leaving::{Act, WishHow};
use crate::signals::{Attempt, AttemptOutcome, HowKnown, Outcome, Point, PointSource};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, nothing};
use crate::words::{Key, say};

/// The points as bars around a common zero.
pub fn points(cx: Cx, open: &OpenCase) -> Html {
    let points = &open.assessment.churn.points;
    let longest = points.iter().map(|point| point.points.abs()).fold(2.0, f64::max);
    html! {
        <div>
            <p class="muted" hidden={!points.is_empty()}>{ cx.t(Key::VerdictNothingCounts) }</p>
            <ul class="signals">{ for points.iter().map(|point| self::point(cx, open, point, longest)) }</ul>
        </div>
    }
}

fn point(cx: Cx, open: &OpenCase, point: &Point, longest: f64) -> Html {
    let lit = open.lit.as_ref() == Some(&point.id);
    let light = CaseAction::Light((!lit).then(|| point.id.clone()));
    let quote = point.evidence.as_ref().map(|evidence| ["“", evidence.quote.trim(), "”"].concat());
    let can_strike = matches!(point.source, PointSource::Text | PointSource::Fact);
    let strike = Panel::Strike { signal: point.id.clone(), label: point.label.clone() };
    html! {
        <li key={point.id.clone()}>
            <div class="what">
                <span class={point.struck.then_some("struck")}>{ cx.t(point.label.clone()) }</span>
                { quote.map_or_else(nothing, |quote| html! {
                    <button class="quote" aria-pressed={lit.to_string()} title={cx.t(Key::VerdictShowQuote)} onclick={cx.act(light)}>
                        { quote }
                    </button>
                }) }
                { match (point.struck, can_strike) {
                    (true, _) => html! {
                        <button class="plain small" onclick={cx.act(CaseAction::Act(Act::SignalRestored { signal: point.id.clone() }))}>
                            { cx.t(Key::VerdictRestore) }
                        </button>
                    },
                    (false, true) => html! {
                        <button class="plain small" aria-label={cx.t(say::verdict_strike_named(point.label.clone()))}
                            onclick={cx.act(CaseAction::Panel(Some(strike)))}>
                            { cx.t(Key::VerdictStrike) }
                        </button>
                    },
                    (false, false) => nothing(),
                } }
            </div>
            <span class="numbers small">
                { if point.struck { cx.t(Key::VerdictStruck) } else { cx.words.signed(point.points) } }
            </span>
            { bar(if point.struck { 0.0 } else { point.points }, longest) }
        </li>
    }
}

/// A bar from the zero in the middle: right pushes towards leaving, left holds. The number beside it says the same.
fn bar(points: f64, longest: f64) -> Html {
    // Whole units of a drawing 96 wide: printing floats would cost 6 KB.
    #[expect(clippy::cast_possible_truncation, reason = "at most 47")]
    let length = (points.abs() / longest * 47.0).round() as i32;
    let from = if points < 0.0 { 48 - length } else { 48 };
    html! {
        <svg viewBox="0 0 96 14" aria-hidden="true">
            <line class="track" x1="48" y1="0" x2="48" y2="14" />
            <rect class={if points < 0.0 { "hold" } else { "push" }} x={from.to_string()} y="3" rx="2"
                width={length.to_string()} height="8" />
        </svg>
    }
}

/// What went wrong and what was done about it.
pub fn story(cx: Cx, open: &OpenCase) -> Html {
    let failures = &open.assessment.story.failures;
    html! {
        <div class="stack tight">
            <h3>{ cx.t(Key::VerdictStory) }</h3>
            <ul class="stack tight">
                { for failures.iter().map(|failure| html! {
                    <li key={failure.id.clone()} class="stack tight">
                        <p class="between">
                            <span>{ cx.t(say::verdict_story_failure(failure.opened.date())) }</span>
                            <span class="small muted">
                                { cx.t(if failure.resolved.is_some() { Key::VerdictStoryResolved } else { Key::VerdictStoryOpen }) }
                                { " · " }{ how(cx, &failure.how) }
                            </span>
                        </p>
                        <ul class="reasons stack tight">
                            { for failure.attempts.iter().map(|attempt| self::attempt(cx, attempt)) }
                        </ul>
                    </li>
                }) }
            </ul>
            <div>{ opener(cx, Panel::Event, cx.t(Key::VerdictAddEvent)) }</div>
        </div>
    }
}

fn how(cx: Cx, how: &HowKnown) -> AttrValue {
    match how {
        HowKnown::Recorded(_) => cx.t(Key::VerdictRecorded),
        HowKnown::Staff => cx.t(Key::VerdictSaid),
        HowKnown::Inferred(_) => cx.t(Key::VerdictInferred),
    }
}

fn attempt(cx: Cx, attempt: &Attempt) -> Html {
    let quote = match &attempt.how {
        HowKnown::Inferred(evidence) => ["“", evidence.quote.trim(), "”"].concat(),
        _ => String::new(),
    };
    let said = match attempt.outcome {
        AttemptOutcome::Ok => Some(Outcome::Ok),
        AttemptOutcome::Failed => Some(Outcome::Failed),
        AttemptOutcome::NotKnown => None,
    };
    html! {
        <li key={attempt.id.clone()}>
            <div class="between">
                <span>{ cx.t(say::verdict_story_repair(attempt.at.date())) }</span>
                { outcome(cx, &attempt.id, said) }
            </div>
            <p class="small muted">{ how(cx, &attempt.how) }{ " " }{ quote }</p>
        </li>
    }
}

/// A choice of what became of an attempt.
pub fn outcome(cx: Cx, attempt: &str, said: Option<Outcome>) -> Html {
    let (send, id) = (cx.send.clone(), attempt.to_owned());
    let onchange = Callback::from(move |event: Event| {
        let word = crate::ui::browser::value(&event).unwrap_or_default();
        let outcome = Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word);
        let act = Act::OutcomeSet { attempt: id.clone(), outcome };
        send.emit(crate::ui::state::Action::Case(CaseAction::Act(act)));
    });
    html! {
        <select class="small" aria-label={cx.t(Key::VerdictOutcomeLabel)} {onchange}>
            <option value="" selected={said.is_none()}>{ cx.t(Key::VerdictOutcomeUnknown) }</option>
            <option value="ok" selected={said == Some(Outcome::Ok)}>{ cx.t(Key::VerdictOutcomeOk) }</option>
            <option value="failed" selected={said == Some(Outcome::Failed)}>{ cx.t(Key::VerdictOutcomeFailed) }</option>
        </select>
    }
}

/// Whether the customer wants to leave, where staff have asked.
pub fn wish(cx: Cx) -> Html {
    let set = |wants_to_leave| CaseAction::Act(Act::WishSet { wants_to_leave, how: WishHow::ByPhone });
    html! {
        <div class="row">
            <button onclick={cx.act(set(true))}>{ cx.t(Key::PanelYes) }</button>
            <button onclick={cx.act(set(false))}>{ cx.t(Key::PanelNo) }</button>
        </div>
    }
}
