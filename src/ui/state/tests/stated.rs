//! Facts that a customer states: offered with their words, counted and filled in once they are taken over.

use time::macros::date;

use super::*;
use crate::leaving::{Day, FieldValue};
use crate::risk::MissingKind;
use crate::signals::{Stated, StatedKind};

const THREAD: &str = "Ann Fox, 2 Nov 2026: My connection does not work. I have been with you for 6 years. My contract ends in \
                      March. I gave notice on 5 October and nobody answered.\n\
                      Support, 3 Nov 2026: We are sorry to hear that.";

fn read(thread: &str) -> Desk {
    let mut desk = Desk::new();
    desk.act(Action::Start(StartAction::Typed(thread.to_owned())));
    desk.act(Action::Start(StartAction::Read));
    desk
}

fn offered(desk: &Desk) -> Vec<(StatedKind, Date)> {
    desk.open().stated().iter().map(|one| (one.kind, one.on)).collect()
}

fn take(desk: &mut Desk, kind: StatedKind) -> Stated {
    let stated = desk.open().stated().into_iter().find(|one| one.kind == kind).unwrap();
    desk.act(Action::Case(OpenCase::take(&stated, date!(2026 - 11 - 21))));
    stated
}

/// The value that the open plan's form shows for a field.
fn shown(desk: &Desk, field: &str) -> Option<FieldValue> {
    let plan = desk.open().plan(&desk.state.library, date!(2026 - 11 - 21)).unwrap();
    let mut fields = plan.steps.into_iter().flat_map(|step| step.fields);
    fields.find(|one| one.id == field).and_then(|field| field.value)
}

#[test]
fn nothing_counts_before_it_is_taken_over_and_everything_after() {
    let mut desk = read(THREAD);
    let expected = [
        (StatedKind::Since, date!(2020 - 11 - 02)),
        (StatedKind::EndsOn, date!(2027 - 03 - 31)),
        (StatedKind::Notice, date!(2026 - 10 - 05)),
    ];
    assert_eq!(offered(&desk), expected);
    let lacks = |desk: &Desk, kind| desk.open().assessment.coverage.lacks(kind);
    assert!(lacks(&desk, MissingKind::Tenure) && lacks(&desk, MissingKind::Contract));
    assert!(desk.open().record.case.events.is_empty());

    take(&mut desk, StatedKind::Since);
    assert!(!lacks(&desk, MissingKind::Tenure));
    take(&mut desk, StatedKind::EndsOn);
    assert!(!lacks(&desk, MissingKind::Contract));
    let notice = take(&mut desk, StatedKind::Notice);
    assert_eq!(offered(&desk), [], "what is taken over is no longer offered");
    let event = &desk.open().record.case.events[0];
    assert_eq!((event.at.date(), event.note.as_str()), (notice.on, notice.evidence.quote.as_str()));
    assert_eq!(desk.open().path(), crate::advice::Path::Honour);

    // And the forms know it.
    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    assert_eq!(shown(&desk, "notice_on"), Some(FieldValue::Date(Day(date!(2026 - 10 - 05)))));
    assert_eq!(shown(&desk, "end_date"), Some(FieldValue::Date(Day(date!(2027 - 03 - 31)))));
}

#[test]
fn what_is_not_so_is_struck_out_with_a_reason() {
    let mut desk = read(THREAD);
    let stated = desk.open().stated().remove(0);
    let strike = Act::SignalStruck { signal: stated.id, reason: crate::leaving::FreeText::typed("of another firm") };
    desk.act(Action::Case(CaseAction::act(strike)));
    assert_eq!(offered(&desk).len(), 2);
}

#[test]
fn the_day_of_notice_is_that_of_the_message_where_nothing_is_recorded() {
    let mut desk = Desk::plan_begun();
    let wish =
        desk.open().assessment.signals.iter().find(|one| one.kind == crate::text::FindingKind::WishToLeave).unwrap();
    let messages = &desk.open().record.case.messages;
    let on = messages.iter().find(|message| message.id == wish.evidence.message_id).unwrap().at.date();
    assert_eq!(shown(&desk, "notice_on"), Some(FieldValue::Date(Day(on))));
    // Only a suggestion: what is typed counts, also that it is empty.
    desk.typed("confirm_wish.notice_on", "");
    desk.done("confirm_wish");
    assert!(desk.faults().contains(&("confirm_wish.notice_on", Key::FormWantDate)));
}
