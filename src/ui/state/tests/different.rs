//! What is different about a customer, and which playbook the plan follows, as a person records it.

use super::*;
use crate::advice::Path;
use crate::leaving::Circumstance;

fn ids(desk: &Desk) -> Vec<String> {
    let plan = desk.open().plan(&desk.state.library, moment(0).today).unwrap();
    plan.steps.into_iter().map(|step| step.id).collect()
}

fn submit(desk: &mut Desk, panel: Panel) {
    desk.act(Action::Case(CaseAction::Panel(Some(panel))));
    desk.act(Action::Case(CaseAction::Submit));
}

#[test]
fn a_circumstance_is_recorded_with_a_remark_and_taken_back() {
    let mut desk = Desk::plan_begun();
    let before = ids(&desk);
    desk.typed("different.unreachable.note", "Moved, no new number");
    submit(&mut desk, Panel::Different("unreachable".to_owned()));
    assert!(desk.open().panel.is_none() && desk.open().drafts.is_empty(), "used up by the act");
    let held = desk.open().record.circumstances.get(&Circumstance::Unreachable).cloned().unwrap();
    let note = held.note.as_ref().and_then(|note| desk.open().texts().get(note));
    assert_eq!((note, held.branches), (Some("Moved, no new number"), 2));
    assert_eq!(ids(&desk).len(), before.len() + 2);
    let undo = Act::CircumstanceSet { circumstance: Circumstance::Unreachable, holds: false, note: None, branches: 2 };
    desk.act(Action::Case(CaseAction::act(undo)));
    assert_eq!(ids(&desk), before);
    submit(&mut desk, Panel::Different("no such".to_owned()));
    assert_eq!(desk.open().fault, Some(Key::FormBadValue.into()));
}

#[test]
fn a_threat_escalates_and_nothing_else() {
    let mut desk = Desk::plan_begun();
    submit(&mut desk, Panel::Threat);
    assert_eq!(desk.faults(), [("threat.reason", Key::PanelReasonNeeded)]);
    desk.typed("threat.reason", "Wrote that they would hurt themselves");
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.open().record.corrections.escalate, Some(true));
    assert!(desk.open().record.circumstances.is_empty());
}

#[test]
fn the_playbook_that_was_chosen_begins_and_the_plan_moves_to_another() {
    let mut desk = Desk::read_ticket();
    let path = desk.open().path();
    assert_eq!(path, Path::Honour);
    let library = desk.state.library.clone();
    let to_start = |desk: &Desk| desk.open().playbook_to_start(path, &library).map(|book| book.id.clone());
    assert_eq!(to_start(&desk).as_deref(), Some("generic"), "the ticket does not tell the kind of contract");
    desk.typed(crate::ui::state::case::PLAYBOOK, "consumer_goods");
    assert_eq!(to_start(&desk).as_deref(), Some("consumer_goods"));
    desk.act(Action::Case(CaseAction::Start(path)));
    let playbook = |desk: &Desk| desk.open().record.plan.as_ref().map(|plan| plan.playbook.clone());
    assert_eq!(playbook(&desk).as_deref(), Some("consumer_goods"));
    assert!(desk.open().drafts.is_empty(), "the choice is made");
    submit(&mut desk, Panel::Another);
    let missing = [("another.playbook", Key::PanelChoosePlaybook), ("another.reason", Key::PanelReasonNeeded)];
    assert_eq!(desk.faults(), missing);
    desk.typed("another.playbook", "generic");
    desk.typed("another.reason", "Nothing was delivered");
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(playbook(&desk).as_deref(), Some("generic"));
}
