//! One step, one screen: what to do, its conditions with their state, its form, its text to copy, and done.

mod alternatives;
pub mod contact;
pub mod inputs;
mod letter;
mod money;
mod sheet;

use super::case::opener;
use super::verdict::wish_row;
use super::{Cx, button, count, form_here, panel, plan};
use crate::leaving::Act;
use crate::leaving::{
    ClockView, ConditionView, Fields, Known, PlanView, StepKind, StepState, StepView, clock_views, conditions,
    late_promises, withdrawal_right,
};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase, form};
use crate::words::{Key, say};

/// The step's card.
pub fn step(cx: &Cx, open: &OpenCase, view: &PlanView, step: &StepView) -> El {
    let mark = form::mark(&cx.state.preferences.language);
    let (fields, _) = form::values(step, &open.drafts, open.texts(), mark, open.currency());
    let editable = matches!(step.state, StepState::Current | StepState::Open | StepState::Waiting { .. });
    let drafted = step.letter.map(|kind| letter::Drafted::new(cx, open, step, kind, &fields));
    let clocks = live_clocks(cx, open, step, &fields);
    el("div")
        .class("step-card")
        .child(el("h3").attr("tabindex", "-1").text(cx.t(step.title.clone())))
        .child(plan::held(cx, open, view, step).class("notice warn"))
        .child(handed_back(cx, open, view, step))
        .child(el("p").text(cx.t(step.guidance.clone())))
        .children(clocks.iter().map(|one| plan::clock(cx, one).key(plan::name(one))))
        .child(wish(cx, open, step))
        .child(withdrawal(cx, open, step, &fields))
        .child(if editable { inputs::form(cx, open, step) } else { inputs::recorded(cx, open, step) })
        .children(if editable { late(cx, open, step, &fields, &clocks) } else { Vec::new() })
        .child(special(cx, open, view, step, &fields))
        .child(contact::after_goodbye(cx, view, step))
        .child(drafted.as_ref().map_or_else(nothing, |drafted| letter::letter(cx, open, view, step, drafted)))
        .child(if editable { checklist(cx, open, step, &fields) } else { nothing() })
        .child(panel::act_fault(cx, open))
        .child(acts(cx, open, step, drafted.map(|drafted| drafted.text)))
        .child(form_here(cx, open, &["skip", "wait"]))
}

/// How a hand-over of the case ends.
fn handed_back(cx: &Cx, open: &OpenCase, view: &PlanView, step: &StepView) -> El {
    let current = view.current.and_then(|place| view.steps.get(place));
    let is_here = open.record.handed_over.is_some() && current.is_some_and(|current| current.id == step.id);
    let back = |done| cx.act(CaseAction::act(Act::HandedBack { step: None, done }));
    el("div")
        .class("row")
        .hidden(!is_here)
        .child(button(cx.t(Key::UiTheyDid), back(true)).class("small"))
        .child(button(cx.t(Key::UiTakeBack), back(false)).class("small"))
}

/// In the first step: how we know that they want to leave.
fn wish(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    let recorded = open.record.wish.is_some_and(|wish| wish.wants_to_leave);
    if step.kind != StepKind::ConfirmWish || recorded {
        return nothing();
    }
    wish_row(cx, true, "wish-known", Key::UiWishKnown)
}

/// In the first step: whether a withdrawal may still be open to them.
fn withdrawal(cx: &Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> El {
    let right = (step.kind == StepKind::ConfirmWish)
        .then(|| withdrawal_right(&open.record, fields, &cx.state.library.packs, cx.today))
        .flatten();
    el("p").class("notice warn").hidden(right.is_none()).text(right.map(|right| cx.t(right)).unwrap_or_default())
}

/// What is promised later than the law has it, or was told without its VAT.
fn late(cx: &Cx, open: &OpenCase, step: &StepView, fields: &Fields, clocks: &[ClockView]) -> Vec<El> {
    let known = Known { record: &open.record, texts: open.texts(), form: fields };
    let mut texts = late_promises(step, fields, clocks, known.awaits_goods());
    if step.kind == StepKind::Money {
        texts.extend(known.told_without_vat().map(say::plan_net_told));
    }
    let warning = |(at, text)| el("p").key(at).class("notice warn").attr("role", "status").text(cx.t(text));
    texts.into_iter().enumerate().map(warning).collect()
}

/// What only this kind of step has.
fn special(cx: &Cx, open: &OpenCase, view: &PlanView, step: &StepView, fields: &Fields) -> El {
    match step.kind {
        StepKind::Money => money::settlement(cx, open, fields),
        StepKind::Alternatives => alternatives::alternatives(cx, open, step),
        StepKind::Sheet => sheet::sheet(cx, open, view, &step.id, fields),
        StepKind::StopContact => contact::ledger(cx, open, view),
        StepKind::Ask => ask(cx, open, view, step),
        StepKind::Close => {
            let clocks = view.open_clocks();
            el("ul")
                .class("stack ruled")
                .children(clocks.map(|clock| el("li").key(plan::name(clock)).child(plan::clock(cx, clock))))
        }
        _ => nothing(),
    }
}

/// The one attempt to keep them, where there is one. Of a settled step the answer is enough.
fn ask(cx: &Cx, open: &OpenCase, view: &PlanView, step: &StepView) -> El {
    if matches!(step.state, StepState::Done { .. } | StepState::Skipped { .. }) {
        return nothing();
    }
    let used = cx.act(CaseAction::act(Act::SaveAttemptUsed { step: step.id.clone() }));
    let none_left = view.saves_left == 0 || open.record.saves_used > 0;
    el("div")
        .class("stack tight")
        .child(el("p").class("small muted").text(cx.t(say::ui_saves_left(i64::from(view.saves_left)))))
        .child(el("div").child(button(cx.t(Key::UiSaveUsed), used).flag("disabled", none_left)))
}

/// The step's clocks, which follow a date as soon as it is typed.
fn live_clocks(cx: &Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Vec<ClockView> {
    let library = &cx.state.library;
    let playbook = open.playbook(library);
    let source = playbook.as_ref().and_then(|playbook| playbook.step(&step.id));
    source.map(|source| clock_views(source, &open.record, fields, &library.packs, cx.today)).unwrap_or_default()
}

fn live_conditions(cx: &Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Vec<ConditionView> {
    let playbook = open.playbook(&cx.state.library);
    match playbook.as_ref().and_then(|playbook| Some((playbook, playbook.step(&step.id)?))) {
        Some((playbook, source)) => {
            conditions(source, playbook, &open.record, fields, &cx.state.library.packs, cx.today)
        }
        None => step.conditions.clone(),
    }
}

fn checklist(cx: &Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> El {
    let conditions = live_conditions(cx, open, step, fields);
    // What is met is counted; what still asks for something stands there in words.
    let is_met = |condition: &&ConditionView| condition.met && !condition.unknown && !condition.blank;
    let (met, left): (Vec<_>, Vec<_>) = conditions.iter().partition(is_met);
    let list = |of: &[&ConditionView]| {
        let lines = of.iter().enumerate().map(|(at, one)| condition(cx, one).key(at));
        el("ul").class("conditions").hidden(of.is_empty()).children(lines)
    };
    el("div")
        .class("stack tight")
        .hidden(conditions.is_empty())
        .child(el("p").class("eyebrow").text(cx.t(Key::UiConditions)))
        .child(list(&left))
        .child(
            el("details")
                .class("small")
                .hidden(met.is_empty())
                .child(el("summary").text(cx.t(say::ui_met_count(count(met.len()), conditions.len().to_string()))))
                .child(list(&met)),
        )
}

fn condition(cx: &Cx, condition: &ConditionView) -> El {
    // What was not given is no achievement: it is neither ticked nor asked for.
    let (mark, state, said) = match condition.met {
        true if condition.unknown => ("?", Key::UiUnknown, "due"),
        true if condition.blank => ("–", Key::UiNotGiven, "muted"),
        true => ("✓", Key::UiMet, "visually-hidden"),
        false => ("○", Key::UiUnmet, "visually-hidden"),
    };
    el("li")
        .class((mark == "–").then_some("muted"))
        .child(el("span").attr("aria-hidden", "true").text(mark))
        .child(el("span").text(cx.t(condition.text.clone())).child(el("span").class(said).text(", ").text(cx.t(state))))
}

fn acts(cx: &Cx, open: &OpenCase, step: &StepView, letter: Option<String>) -> El {
    let id = step.id.clone();
    let row = el("div").class("acts");
    match &step.state {
        StepState::Current | StepState::Open => {
            let done = cx.act(CaseAction::Done { step: id.clone(), letter });
            let skip = opener(cx, Panel::Skip(id.clone()), cx.t(Key::UiSkip));
            let wait = opener(cx, Panel::Wait(id), cx.t(Key::UiWait));
            let ready = letter::ready(cx, open, step);
            row.child(button(cx.t(Key::UiDone), done).class("main").flag("disabled", !ready))
                .child(if step.skippable { skip } else { nothing() })
                .child(if step.waits_on.is_empty() { nothing() } else { wait })
        }
        StepState::Waiting { .. } => {
            let back = |done| CaseAction::act(Act::HandedBack { step: Some(id.clone()), done });
            row.child(button(cx.t(Key::UiTheyDid), cx.act(back(true))).class("main"))
                .child(button(cx.t(Key::UiTakeBack), cx.act(back(false))))
        }
        StepState::Done { .. } | StepState::Skipped { .. } => {
            let reopen = cx.act(CaseAction::act(Act::StepReopened { step: id }));
            row.child(button(cx.t(Key::UiReopenStep), reopen))
        }
        StepState::Locked { .. } => el("p").class("small muted").text(cx.t(Key::FormLocked)),
    }
}
