//! The verdict: what to do, why, two axes as bands, what is known and what is missing, then the act. Below it the
//! evidence: bars that add up, each with its words; what speaks against; what would change it.

mod chart;
pub mod moved;
mod signals;
mod stated;

pub use signals::{bar, quoted, wish_row};

use super::case::opener;
use super::{Cx, button, form_here, late};
use crate::advice::{Path, QuestionId};
use crate::leaving::Act;
use crate::ui::el::{El, el, nothing};
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
pub fn verdict(cx: &Cx, open: &OpenCase) -> El {
    let advice = &open.assessment.advice;
    let title = el("h2").attr("id", "verdict-title").attr("tabindex", "-1").text(cx.t(advice.title.clone()));
    // Title, reason and bands are on screen sooner without what stands below them.
    let below = |part: fn(&Cx, &OpenCase) -> El| if cx.state.painted { part(cx, open) } else { nothing() };
    el("section")
        .class("card verdict stack")
        .attr("aria-labelledby", "verdict-title")
        .child(el("div").class("stack tight").child(title).child(el("p").class("muted").text(cx.t(advice.why.clone()))))
        .child(match (cx.state.later, &open.record.overridden) {
            (Some(later), Some(_)) => (later.chosen)(cx, open),
            _ => nothing(),
        })
        .child(axes(cx, open))
        .child(below(coverage))
        .child(below(question))
        .child(below(acts))
        .child(form_here(cx, open, &["disagree", "attachment", "what_if", "event", "escalate"]))
}

/// The path that staff chose over the advice.
pub fn chosen(cx: &Cx, open: &OpenCase) -> El {
    let Some(chosen) = &open.record.overridden else { return nothing() };
    let reason = open.texts().get(&chosen.reason).unwrap_or("…");
    let follow = button(cx.t(Key::VerdictFollowAdvice), cx.act(CaseAction::act(Act::AdviceRestored {})));
    el("div")
        .class("notice")
        .child(el("p").text(cx.t(say::verdict_chosen(path_name(chosen.path), reason))))
        .child(el("div").child(follow.class("plain small")))
}

fn axes(cx: &Cx, open: &OpenCase) -> El {
    let assessment = &open.assessment;
    let (churn, repair) = (assessment.churn.band, assessment.repairability.band);
    let retaliation = assessment.retaliation.band.map(|band| cx.t(say::verdict_retaliation(band.label())));
    // Below the floor no band is shown at all: an unknown must not look like a middle.
    let known = assessment.coverage.share >= assessment.coverage.floor;
    el("div")
        .class("stack tight")
        .child(
            el("div")
                .class("axes")
                .child(axis(cx, Key::VerdictLeaving, known.then(|| (churn.label(), churn as i64 + 1)), true))
                .child(axis(cx, Key::VerdictRepair, known.then(|| (repair.label(), repair as i64 + 1)), false)),
        )
        .child(el("p").class("small muted").hidden(retaliation.is_none()).text(retaliation.unwrap_or_default()))
}

fn axis(cx: &Cx, label: Key, band: Option<(Text, i64)>, uncalibrated: bool) -> El {
    let (name, words, on) = match &band {
        Some((band, step)) => (cx.t(band.clone()), cx.t(say::verdict_of_four(band.clone(), *step)), *step),
        None => (cx.t(Key::VerdictWithheld), cx.t(Key::VerdictWithheld), 0),
    };
    let caveat = el("span")
        .class("small muted")
        .hidden(!uncalibrated || band.is_none())
        .text(" ")
        .text(cx.t(Key::VerdictUncalibrated));
    let steps = el("div")
        .class("steps4")
        .class(uncalibrated.then_some("push"))
        .attr("role", "img")
        .attr("aria-label", words)
        .children((1..=4).map(|step| el("i").key(step).class((step <= on).then_some("on"))));
    el("div")
        .class("axis")
        .child(el("span").class("small muted").text(cx.t(label)))
        .child(el("span").child(el("strong").text(name)).child(caveat))
        .child(steps)
}

fn coverage(cx: &Cx, open: &OpenCase) -> El {
    let coverage = &open.assessment.coverage;
    let percent = coverage.share.percent();
    let missing: Vec<Text> = coverage.missing.iter().map(|missing| missing.label.clone()).collect();
    let missing = if missing.is_empty() { cx.t(Key::VerdictAllKnown) } else { cx.t(say::verdict_missing(missing)) };
    let meter = el("i").style(&["width:", &percent.to_string(), "%"].concat());
    el("div")
        .class("coverage small muted")
        .child(el("span").text(cx.t(say::verdict_known(percent))))
        .child(el("div").class("meter").attr("aria-hidden", "true").child(meter))
        .child(el("span").text(missing))
}

/// The one question that would tell most, with its answer at hand.
fn question(cx: &Cx, open: &OpenCase) -> El {
    let Some(question) = &open.assessment.advice.question else { return nothing() };
    let answer = match &question.id {
        QuestionId::Attachment => opener(cx, Panel::Attachment, cx.t(Key::VerdictRate)),
        QuestionId::Outcome(id) => match open.assessment.story.attempts().find(|attempt| attempt.id == *id) {
            Some(attempt) => signals::outcome(cx, attempt, None),
            None => nothing(),
        },
        QuestionId::Wish => signals::wish(cx),
        QuestionId::Failure | QuestionId::Fact(_) => opener(cx, Panel::Event, cx.t(Key::VerdictAddEvent)),
    };
    el("div")
        .class("notice warn")
        .child(el("p").class("eyebrow").text(cx.t(Key::VerdictAsk)))
        .child(el("p").text(cx.t(question.text.clone())))
        .child(el("div").class("row").child(answer.class((open.path() == Path::Unclear).then_some("main"))))
}

fn acts(cx: &Cx, open: &OpenCase) -> El {
    let path = open.path();
    let start = match path {
        Path::Honour | Path::CleanBreak => Some(Key::VerdictStartCleanBreak),
        Path::Settle => Some(Key::VerdictStartSettle),
        Path::Repair => Some(Key::VerdictStartRepair),
        Path::SecondChance => Some(Key::VerdictStartSecondChance),
        Path::Escalate | Path::NothingToRepair | Path::Unclear => None,
    };
    let main = match (&open.record.plan, start) {
        (Some(plan), _) if plan.closed.is_some() => nothing(),
        (Some(_), _) => {
            let plan = Route::Case { id: open.id().clone(), pane: Pane::Plan };
            button(cx.t(Key::VerdictOpenPlan), cx.on(Action::Go(plan))).class("main")
        }
        (None, Some(label)) => button(cx.t(label), cx.act(CaseAction::Start(path))).class("main"),
        (None, None) => nothing(),
    };
    let escalated = open.record.corrections.escalate == Some(true) || path == Path::Escalate;
    let escalate = if escalated { Key::VerdictResume } else { Key::VerdictEscalate };
    // Where it is the question, it stands there.
    let asked = open.assessment.advice.question.as_ref().is_some_and(|asked| asked.id == QuestionId::Attachment);
    el("div")
        .class("acts")
        .child(main)
        .child(opener(cx, Panel::Disagree, cx.t(Key::VerdictDisagree)))
        .child(opener(cx, Panel::WhatIf, cx.t(Key::VerdictWhatIf)))
        .child(if asked { nothing() } else { opener(cx, Panel::Attachment, cx.t(Key::VerdictRate)) })
        .child(opener(cx, Panel::Escalate(!escalated), cx.t(escalate)))
}

/// The evidence's card. It stands below the verdict, which is on screen sooner without it.
pub fn evidence(cx: &Cx, open: &OpenCase) -> El {
    if !cx.state.painted {
        return nothing();
    }
    el("section")
        .class("card stack")
        .attr("aria-labelledby", "evidence-title")
        .child(el("h2").attr("id", "evidence-title").text(cx.t(Key::VerdictWhatCounts)))
        .child(signals::points(cx, open))
        .child(form_here(cx, open, &["strike"]))
        .child(late(cx).map_or_else(|coming| coming, |later| (later.grounds)(cx, open)))
}

/// What stands below the signals: facts that are offered, the course, the story, reasons, and what to bear in mind.
pub fn grounds(cx: &Cx, open: &OpenCase) -> El {
    let reasons = &open.explanation(cx.today).reasons;
    let notes = reasons.notes.iter().enumerate();
    let defaults = el("details")
        .child(el("summary").text(cx.t(Key::VerdictDefaults)))
        .child(el("ul").class("reasons").children(items(cx, &reasons.defaults)));
    el("div")
        .class("stack")
        .child(stated::own_names(cx, open))
        .child(stated::stated(cx, open))
        .child(chart::chart(cx, open))
        .child(signals::story(cx, open))
        .child(list(cx, Key::VerdictFor, &reasons.for_it, None))
        .child(list(cx, Key::VerdictAgainst, &reasons.against, Some(Key::VerdictNothingAgainst)))
        .child(list(cx, Key::VerdictWouldChange, &reasons.would_change, None))
        .child(
            el("div")
                .class("stack tight small muted")
                .children(notes.map(|(at, note)| el("p").key(at).text(cx.t(note.clone()))))
                .child(defaults),
        )
}

fn items(cx: &Cx, texts: &[Text]) -> impl Iterator<Item = El> {
    texts.iter().enumerate().map(move |(at, text)| el("li").key(at).text(cx.t(text.clone())))
}

fn list(cx: &Cx, title: Key, reasons: &[Text], none: Option<Key>) -> El {
    let list = el("ul").class("reasons").children(items(cx, reasons));
    let list = match none {
        Some(none) if reasons.is_empty() => list.child(el("li").key("none").text(cx.t(none))),
        _ => list,
    };
    el("div")
        .class("stack tight")
        .hidden(reasons.is_empty() && none.is_none())
        .child(el("h3").text(cx.t(title)))
        .child(list)
}
