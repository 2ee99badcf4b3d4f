//! Signals as bars that add up, and the story of failures and repairs behind them; each can be corrected on the spot.

use yew::AttrValue;

use crate::leaving::WishHow;
use crate::order;
use crate::signals::{Attempt, AttemptKind, AttemptOutcome, Failure, HowKnown, Outcome, Point, PointSource};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Panel;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, button, late, option};
use crate::words::{Key, say};

/// The points as bars around a common zero. The relationship's comes last: its parts are drawn below it later, and move
/// nothing.
pub fn points(cx: &Cx, open: &OpenCase) -> El {
    let points = &open.assessment.churn.points;
    let mut sorted: Vec<&Point> = points.iter().collect();
    order::sort(&mut sorted, |a, b| a.source != PointSource::Relationship && b.source == PointSource::Relationship);
    let parts = late(cx).map_or(2.0, |later| (later.longest)(cx, open).max(2.0));
    let longest = points.iter().map(|point| point.points.abs()).fold(parts, f64::max);
    el("div")
        .child(el("p").class("muted").hidden(!points.is_empty()).text(cx.t(Key::VerdictNothingCounts)))
        .child(el("p").class("small muted").hidden(points.is_empty()).text(cx.t(Key::VerdictScale)))
        .child(
            el("ul").class("signals").children(sorted.into_iter().map(|point| self::point(cx, open, point, longest))),
        )
}

fn point(cx: &Cx, open: &OpenCase, point: &Point, longest: f64) -> El {
    let (number, length) = match point.struck {
        true => (cx.t(Key::VerdictStruck), 0.0),
        false => (cx.words.signed(point.points), point.points),
    };
    el("li")
        .key(point.id.as_str())
        .child(
            el("div")
                .class("what")
                .child(el("span").class(point.struck.then_some("struck")).text(cx.t(point.label.clone())))
                .child(quote(cx, open, point))
                .child(correction(cx, point)),
        )
        .child(el("span").class("numbers small").text(number))
        .child(bar(length, longest))
        .child(match late(cx) {
            Ok(later) if point.source == PointSource::Relationship => (later.moved)(cx, open, longest).class("parts"),
            _ => nothing(),
        })
}

/// The words behind a signal; they light up in the thread.
fn quote(cx: &Cx, open: &OpenCase, point: &Point) -> El {
    let Some(evidence) = &point.evidence else { return nothing() };
    let lit = open.lit.as_ref() == Some(&point.id);
    let light = CaseAction::Light((!lit).then(|| point.id.clone()));
    button(quoted(cx, &evidence.quote), cx.act(light))
        .class("quote")
        .attr("aria-pressed", if lit { "true" } else { "false" })
        .attr("title", cx.t(Key::VerdictShowQuote))
}

/// Somebody's words between the marks of the language on screen.
pub fn quoted(cx: &Cx, words: &str) -> AttrValue {
    cx.t(say::verdict_quote(words.trim()))
}

fn correction(cx: &Cx, point: &Point) -> El {
    let signal = point.id.clone();
    if point.struck {
        return button(cx.t(Key::VerdictRestore), cx.act(CaseAction::Restore(signal))).class("plain small");
    }
    if !matches!(point.source, PointSource::Text | PointSource::Fact) {
        return nothing();
    }
    let strike = Panel::Strike { signal, label: point.label.clone() };
    opener(cx, strike, cx.t(Key::VerdictStrike))
        .class("plain small")
        .attr("aria-label", cx.t(say::verdict_strike_named(point.label.clone())))
}

/// A bar from the zero in the middle: right pushes towards leaving, left holds. The number beside it says the same.
pub fn bar(points: f64, longest: f64) -> El {
    // Whole units of a drawing 96 wide: printing floats would cost 6 KB.
    #[expect(clippy::cast_possible_truncation, reason = "at most 47")]
    let length = (points.abs() / longest * 47.0).round() as i32;
    let (class, from) = if points < 0.0 { ("hold", 48 - length) } else { ("push", 48) };
    let zero = el("line").class("track").attr("x1", "48").attr("y1", "0").attr("x2", "48").attr("y2", "14");
    let bar = el("rect")
        .class(class)
        .attr("x", from.to_string())
        .attr("y", "3")
        .attr("rx", "2")
        .attr("width", length.to_string())
        .attr("height", "8");
    el("svg").attr("viewBox", "0 0 96 14").attr("aria-hidden", "true").child(zero).child(bar)
}

/// What went wrong and what was done about it.
pub fn story(cx: &Cx, open: &OpenCase) -> El {
    let failures = open.assessment.story.failures.iter().map(|one| failure(cx, one));
    el("div")
        .class("stack tight")
        .child(el("h3").text(cx.t(Key::VerdictStory)))
        .child(el("ul").class("stack tight").children(failures))
        .child(el("div").child(opener(cx, Panel::Event, cx.t(Key::VerdictAddEvent))))
}

fn failure(cx: &Cx, failure: &Failure) -> El {
    let state = if failure.resolved.is_some() { Key::VerdictStoryResolved } else { Key::VerdictStoryOpen };
    let attempts = failure.attempts.iter().map(|one| attempt(cx, one));
    el("li")
        .key(failure.id.as_str())
        .class("stack tight")
        .child(
            el("p")
                .class("between")
                .child(el("span").text(cx.t(say::verdict_story_failure(cx.day(failure.opened)))))
                .child(el("span").class("small muted").text(cx.t(state)).text(" · ").text(how(cx, &failure.how))),
        )
        .child(el("ul").class("attempts stack tight").children(attempts))
}

fn how(cx: &Cx, how: &HowKnown) -> AttrValue {
    cx.t(match how {
        HowKnown::Recorded(_) => Key::VerdictRecorded,
        HowKnown::Staff => Key::VerdictSaid,
        HowKnown::Inferred(_) => Key::VerdictInferred,
    })
}

fn attempt(cx: &Cx, attempt: &Attempt) -> El {
    let quote = match &attempt.how {
        HowKnown::Inferred(evidence) => quoted(cx, &evidence.quote),
        _ => AttrValue::default(),
    };
    let said = match attempt.outcome {
        AttemptOutcome::Ok => Some(Outcome::Ok),
        AttemptOutcome::Failed => Some(Outcome::Failed),
        AttemptOutcome::NotKnown => None,
    };
    el("li")
        .key(attempt.id.as_str())
        .child(
            el("div")
                .class("between")
                .child(el("span").text(cx.t(match attempt.kind {
                    AttemptKind::Repair => say::verdict_story_repair(cx.day(attempt.at)),
                    AttemptKind::Promise => say::verdict_story_promise(cx.day(attempt.at)),
                })))
                .child(outcome(cx, attempt, said)),
        )
        .child(el("p").class("small muted").text(how(cx, &attempt.how)).text(" ").text(quote))
}

/// A choice of what became of an attempt.
pub fn outcome(cx: &Cx, attempt: &Attempt, said: Option<Outcome>) -> El {
    let id = attempt.id.clone();
    let [label, ok, failed] = match attempt.kind {
        AttemptKind::Repair => [Key::VerdictOutcomeLabel, Key::VerdictOutcomeOk, Key::VerdictOutcomeFailed],
        AttemptKind::Promise => [Key::VerdictPromiseLabel, Key::VerdictPromiseKept, Key::VerdictPromiseBroken],
    };
    let changed = cx.entered(move |word| {
        let outcome = Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word);
        Action::Case(CaseAction::Outcome(id.clone(), outcome))
    });
    el("select")
        .class("small")
        .attr("aria-label", cx.t(label))
        .on_change(changed)
        .child(option("", cx.t(Key::VerdictOutcomeUnknown), said.is_none()))
        .child(option("ok", cx.t(ok), said == Some(Outcome::Ok)))
        .child(option("failed", cx.t(failed), said == Some(Outcome::Failed)))
}

/// One answer, by how it is known; the journal keeps both.
pub fn wish_row(cx: &Cx, wants_to_leave: bool, id: &'static str, label: Key) -> El {
    let know = |how, label: Key| button(cx.t(label), cx.act(CaseAction::Wish(wants_to_leave, how)));
    el("div")
        .class("stack tight")
        .attr("role", "group")
        .attr("aria-labelledby", id)
        .child(el("p").attr("id", id).text(cx.t(label)))
        .child(
            el("div")
                .class("row")
                .child(know(WishHow::InWriting, Key::PanelHowInWriting))
                .child(know(WishHow::ByPhone, Key::PanelHowByPhone))
                .child(know(WishHow::InPerson, Key::PanelHowInPerson)),
        )
}

/// Whether the customer wants to leave, where staff have asked.
pub fn wish(cx: &Cx) -> El {
    el("div").class("stack tight").child(wish_row(cx, true, "wish-leave", Key::UiWishKnown)).child(wish_row(
        cx,
        false,
        "wish-stay",
        Key::UiWishStay,
    ))
}
