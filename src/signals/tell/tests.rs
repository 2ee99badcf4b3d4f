//! The story of failures and repairs, told from threads and events.

use super::*;
use crate::case::Audience;
use crate::signals::testing::{Made, day, made};

fn outcomes(made: &Made) -> Vec<AttemptOutcome> {
    made.story(&Corrections::default()).attempts().map(|attempt| attempt.outcome).collect()
}

fn failed(made: &Made, corrections: &Corrections) -> u32 {
    made.story(corrections).failed(day(60), 365)
}

#[test]
fn a_complaint_opens_a_failure_and_its_repetition_fails_the_repair() {
    let case = made().complaint(0).repair(1).complaint(3);
    let story = case.story(&Corrections::default());
    assert_eq!(story.failures.len(), 1);
    let attempt = &story.failures[0].attempts[0];
    assert_eq!((attempt.outcome, attempt.outcome_at), (AttemptOutcome::Failed, Some(day(3))));
    assert!(matches!(&attempt.how, HowKnown::Inferred(evidence) if evidence.quote == "credited"));
    assert!(matches!(&attempt.outcome_how, Some(HowKnown::Inferred(evidence)) if evidence.message_id == "3"));
}

#[test]
fn silence_and_thanks_are_not_known() {
    assert_eq!(outcomes(&made().complaint(0).repair(1)), [AttemptOutcome::NotKnown]);
    let story = made().complaint(0).repair(1).thanks(2).story(&Corrections::default());
    let attempt = &story.failures[0].attempts[0];
    assert_eq!((attempt.outcome, attempt.thanked), (AttemptOutcome::NotKnown, true));
}

#[test]
fn words_confirm_a_repair_and_reset_only_its_failure() {
    let case = made().complaint(0).repair(1).complaint(2).repair(3).works_again(4);
    assert_eq!(outcomes(&case), [AttemptOutcome::Failed, AttemptOutcome::Ok]);
    assert_eq!(failed(&case, &Corrections::default()), 0);
    let another = case.complaint(20).repair(21).complaint(22);
    assert_eq!(another.story(&Corrections::default()).failures.len(), 2);
    assert_eq!(failed(&another, &Corrections::default()), 1);
}

#[test]
fn a_promise_fails_only_when_it_is_said_to_be_unkept() {
    assert_eq!(outcomes(&made().complaint(0).promise(1).complaint(2)), [AttemptOutcome::NotKnown]);
    let unkept = [(FindingKind::UnkeptPromise, "never called")];
    let case = made().complaint(0).promise(1).said(5, Author::Customer, Voice::Complaint, "You never called", &unkept);
    assert_eq!(outcomes(&case), [AttemptOutcome::Failed]);
    let kept = case.event(3, EventKind::PromiseKept);
    assert_eq!(outcomes(&kept), [AttemptOutcome::Ok]);
    assert!(kept.story(&Corrections::default()).has_open_failure(), "a kept promise puts nothing right by itself");
}

#[test]
fn a_promise_is_no_repair_and_one_not_kept_no_failed_repair() {
    let unkept = [(FindingKind::UnkeptPromise, "never called")];
    let call = |made: Made| made.said(5, Author::Customer, Voice::Complaint, "You never called", &unkept);
    let case = call(made().complaint(0).promise(1));
    assert_eq!((outcomes(&case), failed(&case, &Corrections::default())), (vec![AttemptOutcome::Failed], 0));
    // Beside a repair, both are told.
    let case = call(made().complaint(0).repair(1).promise(2));
    assert_eq!(outcomes(&case), [AttemptOutcome::Failed, AttemptOutcome::Failed]);
    assert_eq!(failed(&case, &Corrections::default()), 1);
    // A record that a repair failed is of a repair, though only a promise is known.
    let case = made().complaint(0).event(1, EventKind::Promise).event(9, EventKind::RepairFailed);
    assert_eq!(outcomes(&case), [AttemptOutcome::NotKnown, AttemptOutcome::Failed]);
    assert_eq!(failed(&case, &Corrections::default()), 1);
}

#[test]
fn a_recorded_event_is_not_told_twice() {
    let thread = made().complaint(0).repair(1).complaint(3);
    let recorded = thread
        .clone()
        .event(1, EventKind::Failure)
        .event(2, EventKind::RepairAttempt)
        .event(4, EventKind::RepairFailed);
    let story = recorded.story(&Corrections::default());
    assert_eq!(story.failures.len(), 1);
    assert_eq!(story.failures[0].attempts.len(), 1);
    assert!(matches!(story.failures[0].attempts[0].outcome_how, Some(HowKnown::Recorded(2))));
    assert_eq!(failed(&recorded, &Corrections::default()), 1);
    // Two records are two failed repairs, even without their attempts.
    let twice = made().event(0, EventKind::RepairFailed).event(9, EventKind::RepairFailed);
    assert_eq!(failed(&twice, &Corrections::default()), 2);
}

#[test]
fn long_after_an_attempt_a_complaint_is_of_something_new() {
    let case = made().complaint(0).repair(1).complaint(32);
    assert_eq!(outcomes(&case), [AttemptOutcome::NotKnown]);
    assert_eq!(case.story(&Corrections::default()).failures.len(), 2);
    assert_eq!(outcomes(&made().complaint(0).repair(1).complaint(31)), [AttemptOutcome::Failed]);
}

#[test]
fn notes_and_machines_are_never_the_customers_voice() {
    let case = made().complaint(0).to(Audience::Internal);
    assert!(case.story(&Corrections::default()).failures.is_empty());
    let mut case = made().complaint(0);
    case.case.messages[0].author = Author::System;
    assert!(case.story(&Corrections::default()).failures.is_empty());
    assert!(
        made().complaint(0).repair(1).to(Audience::Internal).story(&Corrections::default()).failures[0]
            .attempts
            .is_empty()
    );
}

#[test]
fn what_staff_say_goes_before_what_was_inferred() {
    let case = made().complaint(0).repair(1).complaint(3);
    let id = "m:2:repair_attempt:3".to_owned();
    let said = |outcome| Corrections { outcomes: [(id.clone(), outcome)].into(), ..Corrections::default() };
    assert_eq!(case.story(&said(Outcome::Failed)).failed(day(60), 365), 1);
    let story = case.story(&said(Outcome::Ok));
    assert_eq!(story.failed(day(60), 365), 0);
    assert_eq!(story.failures.len(), 2, "the later complaint is of something new");
    assert_eq!(story.failures[0].resolved_how, Some(HowKnown::Staff));
}

#[test]
fn what_is_struck_stops_counting() {
    let case = made().complaint(0).repair(1).complaint(3);
    let strike = |id: &str| Corrections { struck: [id.to_owned()].into(), ..Corrections::default() };
    for id in ["m:3:complaint:12", "m:3:voice", "m:2:repair_attempt:3"] {
        assert_eq!(failed(&case, &strike(id)), if id == "m:3:complaint:12" { 1 } else { 0 }, "{id}");
    }
    assert_eq!(failed(&case, &strike("m:3:complaint:8")), 0);
    let recorded = made().event(0, EventKind::Failure);
    assert!(recorded.story(&strike(&event_ids(&recorded.case.events)[0])).failures.is_empty());
}

#[test]
fn failed_repairs_are_forgotten_after_a_year() {
    let story = made().complaint(0).repair(1).complaint(3).story(&Corrections::default());
    assert_eq!(story.failed(day(3 + 365), 365), 1);
    assert_eq!(story.failed(day(4 + 365), 365), 0);
    assert_eq!(story.failed(day(2), 365), 0, "nor known before they show");
}

#[test]
fn ids_are_stable_and_distinct() {
    let case = made().event(0, EventKind::Failure).event(0, EventKind::Failure).event(1, EventKind::Failure);
    let ids = event_ids(&case.case.events);
    assert_eq!(ids[1], format!("{}:2", ids[0]));
    assert_eq!(event_ids(&case.event(9, EventKind::Outreach).case.events)[..3], ids);
}
