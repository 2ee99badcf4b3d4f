//! The plan: all its steps in one list, the one to do now opened in place, clocks and the way out always in view.

mod after;
pub mod different;
mod journal;
pub mod page;

use yew::AttrValue;

use super::case::opener;
use super::{Cx, button, count, form_here, panel, rules, step};
use crate::leaving::{
    Act, ClockState, ClockView, FreeText, PlanView, StepState, StepView, changes, said_to_leave, serving,
    waits_on_title,
};
use crate::ui::el::{El, el, nothing};
use crate::ui::route::Route;
use crate::ui::state::books::Shelving;
use crate::ui::state::case::{Panel, UNNAMED, leads_out};
use crate::ui::state::{CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The plan's cards.
pub fn plan(cx: &Cx, open: &OpenCase) -> El {
    // Of a closed plan, what comes first stands above everything, with how it was closed.
    let told = if open.record.is_over() { nothing() } else { told(cx, open) };
    let cards = el("div").class("stack").child(told);
    let cards = match (open.plan(&cx.state.library, cx.today), &open.record.plan) {
        // Of a closed plan the clocks stand above, with how it was closed.
        (Some(plan), _) if plan.closed.is_some() => cards.child(steps(cx, open, &plan)),
        (Some(plan), _) => cards.child(steps(cx, open, &plan)).child(clocks(cx, open, &plan)),
        (None, Some(pinned)) => {
            let is_shipped = |shelving: &Shelving| shelving.shipped.iter().any(|book| book.id == pinned.playbook);
            let version = i64::from(pinned.version);
            let missing = match cx.state.shelving().is_some_and(is_shipped) {
                true => say::ui_pinned_missing(version),
                false => say::books_missing(pinned.playbook.as_str(), version),
            };
            let manage = el("a").attr("href", "#/playbooks").text(cx.t(Key::BooksManage));
            let notice = el("div").class("notice warn stack tight").child(el("p").text(cx.t(missing)));
            cards.child(notice.child(el("p").child(manage)))
        }
        (None, None) => cards.child(
            el("section")
                .class("card stack")
                .child(el("h2").text(cx.t(Key::UiPlan)))
                .child(el("p").class("muted").text(cx.t(Key::UiNoPlan)))
                .child(different::chooser(cx, open))
                .child(el("p").class("small").child(el("a").attr("href", "#/playbooks").text(cx.t(Key::BooksManage))))
                .child(panel::act_fault(cx, open)),
        ),
    };
    cards.child(journal::journal(cx, open))
}

/// What whoever opens the case is to know first.
fn told(cx: &Cx, open: &OpenCase) -> El {
    let told: Vec<El> = after::since(cx, open).into_iter().chain(after::blocked(cx, open)).collect();
    el("div").class("stack").hidden(told.is_empty()).children(told)
}

fn steps(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let shown = open.shown_step(plan);
    let at = plan.steps.iter().position(|step| shown.is_some_and(|shown| shown.id == step.id));
    let place = at
        .filter(|_| plan.closed.is_none())
        .map(|at| cx.t(say::ui_step_of(count(at + 1), plan.steps.len().to_string())));
    let list = plan.steps.iter().map(|step| {
        let is_shown = plan.closed.is_none() && shown.is_some_and(|shown| shown.id == step.id);
        el("li")
            .key(step.id.as_str())
            .child(line(cx, step, is_shown))
            .child(if is_shown { nothing() } else { held(cx, open, plan, step).class("small muted beneath") })
            .child(because(cx, open, step))
            .child(added(cx, step))
            .child(if is_shown { step::step(cx, open, plan, step) } else { nothing() })
    });
    el("section")
        .class("card stack")
        .attr("aria-labelledby", "plan-title")
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").attr("id", "plan-title").attr("tabindex", "-1").text(cx.t(plan.title.clone())))
                .child(
                    el("p")
                        .class("small muted")
                        .text(place.map(|place| [&*place, " · "].concat()).unwrap_or_default())
                        .text(cx.t(say::ui_plan_version(i64::from(plan.version))))
                        .text(" · ")
                        .text(cx.t(say::ui_saves_left(i64::from(plan.saves_left)))),
                ),
        )
        .child(el("p").class("notice bad").hidden(!plan.escalated).text(cx.t(Key::UiEscalated)))
        .child(newer(cx, open, plan))
        .child(said(cx, open))
        .child(different::better(cx, open))
        .child(open.pinned(&cx.state.library).map_or_else(nothing, |pinned| different::own_missing(cx, pinned)))
        .child(el("ol").class("plan-steps").children(list))
        .child(if plan.closed.is_none() { different::menu(cx, open) } else { nothing() })
        .child(ways_out(cx, open, plan))
        .child(form_here(cx, open, &["close_now", "lock", "turn", "hand_over", "reopen", "page"]))
}

/// That they said they leave, while the plan still goes on with them.
fn said(cx: &Cx, open: &OpenCase) -> El {
    if !said_to_leave(&open.record) || open.panel == Some(Panel::Turn) {
        return nothing();
    }
    el("div")
        .class("notice warn")
        .attr("role", "status")
        .child(el("p").text(cx.t(Key::PlanSaidLeaves)))
        .child(el("div").child(opener(cx, Panel::Turn, cx.t(Key::UiTurnLeave)).class("small")))
}

/// A step's line in the list; it opens the step.
fn line(cx: &Cx, step: &StepView, is_shown: bool) -> El {
    let (dot, state) = match &step.state {
        StepState::Current => ("current", Text::from(Key::UiStateCurrent)),
        StepState::Open => ("", Key::UiStateLocked.into()),
        StepState::Locked { .. } => ("", Key::UiStateLocked.into()),
        StepState::Waiting { on, since, .. } => ("waiting", say::plan_state_waiting(waits_on_title(*on), *since)),
        StepState::Done { .. } => ("done", Key::UiStateDone.into()),
        StepState::Skipped { .. } => ("skipped", Key::UiStateSkipped.into()),
    };
    let when = match &step.state {
        // Done or left out, and still owed.
        _ if overdue(step) => step.clock().map(|clock| due(cx, clock)).unwrap_or_default(),
        StepState::Done { on, .. } | StepState::Skipped { on, .. } => cx.words.date(*on),
        _ => step.clock().map(|clock| due(cx, clock)).unwrap_or_default(),
    };
    let title = el("span")
        .text(cx.t(step.title.clone()))
        .child(el("span").class("visually-hidden").text(", ").text(cx.t(state)));
    el("button")
        .class("step-line")
        .class(is_shown.then_some("current"))
        .attr("aria-expanded", if is_shown { "true" } else { "false" })
        .on_click(cx.act(CaseAction::Step((!is_shown).then(|| step.id.clone()))))
        .child(el("span").class("dot").class(dot))
        .child(title)
        .child(el("span").class("when").class(overdue(step).then_some("alarm")).text(when))
}

/// In whose hands a step is: for whom it waits, and with whom the case is.
pub fn held(cx: &Cx, open: &OpenCase, plan: &PlanView, step: &StepView) -> El {
    let waits = match &step.state {
        StepState::Waiting { on, since, note } => {
            Some((say::plan_state_waiting(waits_on_title(*on), *since), note.as_ref()))
        }
        _ => None,
    };
    let is_handed = open.record.handed_over.is_some();
    let mut acts = open.record.history.iter().rev().filter(|_| is_handed);
    let handed = acts.find_map(|happened| match &*happened.act {
        Act::HandedOver { to, note } => Some((say::ui_handed(words(cx, open, to), happened.on), note.as_ref())),
        _ => None,
    });
    let current = plan.current.and_then(|place| plan.steps.get(place));
    let handed = handed.filter(|_| current.is_some_and(|current| current.id == step.id));
    let lines = waits.into_iter().chain(handed).enumerate().map(|(at, (who, note))| {
        let note = note.map(|note| [" · ", &words(cx, open, note)].concat()).unwrap_or_default();
        el("p").key(at).text(cx.t(who)).text(note)
    });
    let lines: Vec<El> = lines.collect();
    el("div").hidden(lines.is_empty()).children(lines)
}

/// Why a step was skipped.
fn because(cx: &Cx, open: &OpenCase, step: &StepView) -> El {
    match &step.state {
        StepState::Skipped { reason, .. } => {
            el("p").class("small muted beneath").text(cx.t(say::ui_because(words(cx, open, reason))))
        }
        _ => nothing(),
    }
}

/// With which circumstance a step came into the plan.
fn added(cx: &Cx, step: &StepView) -> El {
    match step.when {
        Some(when) => el("p").class("small muted beneath").text(cx.t(say::branch_added(when.title()))),
        None => nothing(),
    }
}

/// A text of a person, or that it was removed.
pub fn words(cx: &Cx, open: &OpenCase, text: &FreeText) -> String {
    open.texts().get(text).map_or_else(|| cx.words.string(Key::UiRemoved), str::to_owned)
}

/// A colon between what is named and what is said of it, with the blanks that the language has around it.
pub fn colon(cx: &Cx) -> AttrValue {
    cx.t(Key::UiColon)
}

/// Who acted, where nobody has given a name: the journal has one word for that, and each language its own.
pub fn who(cx: &Cx, by: &str) -> AttrValue {
    if by == UNNAMED { cx.t(Key::UiSomeone) } else { by.to_owned().into() }
}

fn overdue(step: &StepView) -> bool {
    step.clock().is_some_and(|clock| matches!(clock.state, ClockState::Overdue(_)))
}

/// What tells a clock from the others of its plan.
pub fn name(clock: &ClockView) -> String {
    [&clock.step, ".", &clock.rule].concat()
}

/// When a clock runs out, in words.
pub fn due(cx: &Cx, clock: &ClockView) -> AttrValue {
    cx.t(clock.day())
}

fn clocks(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let past = plan.clocks.iter().filter(|clock| !clock.state.is_open());
    let list = plan.open_clocks().chain(past).map(|clock| {
        // What only lasts is waited for, and not done.
        let met = if clock.marked {
            let again = Act::ClockReopened { step: clock.step.clone(), rule: clock.rule.clone() };
            el("div")
                .class("row")
                .child(button(cx.t(Key::UiUnmarkMet), cx.act(CaseAction::act(again))).class("plain small"))
        } else if clock.state.is_open() && !clock.lasts {
            let panel = Panel::Met { step: clock.step.clone(), rule: clock.rule.clone() };
            el("div").class("row").child(opener(cx, panel, cx.t(Key::UiMarkMet)))
        } else {
            nothing()
        };
        el("li").key(name(clock)).class("stack tight").child(self::clock(cx, clock)).child(met)
    });
    el("section")
        .class("card stack")
        .attr("aria-labelledby", "clocks-title")
        .child(el("h2").attr("id", "clocks-title").text(cx.t(Key::UiClocks)))
        .child(el("p").class("muted").hidden(!plan.clocks.is_empty()).text(cx.t(Key::UiClocksNone)))
        .child(no_pack(cx, open))
        .child(el("ul").class("stack ruled").hidden(plan.clocks.is_empty()).children(list))
        .child(form_here(cx, open, &["met"]))
        .child(all_rules(cx, open))
}

/// The way to all rules of the customer's country. A guest's address belongs to the page around.
fn all_rules(cx: &Cx, open: &OpenCase) -> El {
    let place = open.record.case.customer.jurisdiction.clone().unwrap_or_default();
    el("p").class("small").child(super::bar::link(&Route::Rules(place), false, cx.t(Key::RuleListAll)))
}

/// That nothing here knows the law of the customer's country: no clock is not the same as no term.
fn no_pack(cx: &Cx, open: &OpenCase) -> El {
    let place = open.record.case.customer.jurisdiction.as_deref();
    match place.filter(|place| !cx.state.library.packs.iter().any(|pack| pack.holds_in(place))) {
        Some(place) => el("p").class("due").text(cx.t(say::ui_clocks_no_pack(&*step::inputs::country_name(cx, place)))),
        None => nothing(),
    }
}

/// A clock with the rule behind it and every doubt about the rule.
pub fn clock(cx: &Cx, clock: &ClockView) -> El {
    // Of what is done, the ground is enough.
    let met = matches!(clock.state, ClockState::Met { .. });
    let class = match clock.state {
        ClockState::Overdue(_) => "alarm",
        ClockState::Met { late: 0, .. } | ClockState::Over => "muted",
        _ => "due",
    };
    el("div")
        .class("stack tight clock")
        .child(
            el("p")
                .class("between")
                .child(el("span").text(cx.t(clock.title.clone())))
                .child(el("span").class(class).text(due(cx, clock))),
        )
        .child(el("p").class("small").text(match clock.lasts {
            // Nobody has to do anything until then.
            true => cx.t(clock.clock.text()),
            false => rules::who_and_when(cx, clock.who, Some(clock.clock)),
        }))
        .child(rules::ground(cx, clock.article.clone(), (clock.confidence, clock.checked_on), Vec::new(), &clock.flags))
        .child(rules::note(cx, clock.note.clone().filter(|_| !met)))
        .child(rules::source(cx, clock.source.clone()).hidden(met))
}

/// That the playbook has a newer version, what is better in it and what is otherwise, and the way to it.
fn newer(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let library = &cx.state.library;
    let Some(pinned) = open.pinned(library).filter(|_| plan.closed.is_none()) else { return nothing() };
    let mut newest = serving(&library.playbooks, plan.path).into_iter();
    let newest = newest.find(|newest| newest.id == pinned.id && pinned.version < newest.version);
    let Some(newest) = newest else { return nothing() };
    let better = newest.changes.as_ref().map(|changes| cx.t(changes.text())).unwrap_or_default();
    let list = changes(pinned, newest).into_iter().enumerate();
    let list = list.map(|(at, change)| el("li").key(at).text(cx.t(change.text())));
    let move_on = cx.act(CaseAction::Start(plan.path));
    el("div")
        .class("notice")
        .child(el("p").text(cx.t(say::ui_newer(i64::from(newest.version)))).text(" ").text(better))
        .child(
            el("details")
                .child(el("summary").text(cx.t(Key::PlanChangesList)))
                .child(el("ul").class("reasons").children(list)),
        )
        .child(el("div").child(button(cx.t(Key::UiNewerMove), move_on)))
}

/// How and when a closed plan was closed, and the clocks that are left.
pub fn closing(cx: &Cx, open: &OpenCase) -> El {
    let Some(plan) = open.plan(&cx.state.library, cx.today) else { return nothing() };
    let stack = el("div").class("stack").child(told(cx, open)).child(closed(cx, open, &plan));
    match open.record.after.erased {
        Some(on) => stack.child(el("p").class("notice").text(cx.t(say::after_erased(on)))),
        None => stack.child(clocks(cx, open, &plan)).child(after::after(cx, open, &plan)),
    }
}

fn closed(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let Some(closing) = &plan.closed else { return nothing() };
    let left: Vec<Text> =
        plan.steps.iter().filter(|step| closing.open.contains(&step.id)).map(|step| step.title.clone()).collect();
    let left = if left.is_empty() { Key::UiClosedAll.into() } else { say::ui_closed_open(left) };
    let reason = closing.reason.as_ref().map(|reason| cx.t(say::ui_because(words(cx, open, reason))));
    el("section")
        .class("card stack tight verdict")
        .child(el("h2").text(cx.t(say::ui_closed_title(closing.on, &*who(cx, &closing.by)))))
        .child(el("p").text(cx.t(left)))
        .child(el("p").class("small muted").hidden(reason.is_none()).text(reason.unwrap_or_default()))
        .child(
            el("p")
                .class("small muted")
                .hidden(!leads_out(plan.path))
                .text(cx.t(say::ui_after_goodbye(count(plan.contacts_after_goodbye)))),
        )
}

/// What is always possible.
fn ways_out(cx: &Cx, open: &OpenCase, plan: &PlanView) -> El {
    let row = el("div").class("row");
    let row = if plan.closed.is_some() {
        row.child(opener(cx, Panel::Reopen, cx.t(Key::UiReopenPlan)))
    } else {
        let leads_out = leads_out(open.record.plan.as_ref().map_or(plan.path, |state| state.path));
        let turn = if leads_out { Key::UiTurnStay } else { Key::UiTurnLeave };
        row.child(opener(cx, Panel::Turn, cx.t(turn)))
            .child(opener(cx, Panel::Close, cx.t(Key::UiCloseNow)))
            .child(opener(cx, Panel::HandOver, cx.t(Key::UiHandOver)))
    };
    let files = el("div")
        .class("row files")
        .child(opener(cx, Panel::Page, cx.t(Key::AfterPage)).class("plain small"))
        .child(button(cx.t(Key::AppExport), cx.act(CaseAction::Export)).class("plain small"))
        .child(opener(cx, Panel::Lock, cx.t(Key::UiExportLocked)).class("plain small"));
    el("div").class("stack").child(row).child(files)
}
