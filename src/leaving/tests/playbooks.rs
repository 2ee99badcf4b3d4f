//! Playbooks: what is refused, and why.

use super::*;
use crate::json::Rule;
use crate::leaving::PlaybookError;

const TEXT: &str = include_str!("../../../www/playbooks/consumer_subscription_eu.json");

fn broken(change: impl FnOnce(&mut Playbook)) -> PlaybookError {
    let mut playbook = Playbook::parse(TEXT).unwrap();
    change(&mut playbook);
    playbook.check().unwrap_err()
}

#[test]
fn the_shipped_playbooks_hold() {
    let others =
        [include_str!("../../../www/playbooks/repair.json"), include_str!("../../../www/playbooks/second_chance.json")];
    for text in others {
        let playbook = Playbook::parse(text).unwrap();
        assert!((4..=6).contains(&playbook.steps.len()));
        assert_eq!(playbook.steps.iter().filter(|step| step.kind == StepKind::Ask).count(), 1);
    }
    let clean = Playbook::parse(TEXT).unwrap();
    assert!(clean.steps.iter().all(|step| step.kind != StepKind::Ask), "a clean break does not plead");
}

#[test]
fn faults_of_structure_are_named() {
    assert_eq!(
        broken(|playbook| playbook.steps[3].requires.push("nowhere".to_owned())),
        PlaybookError::UnknownStep { step: "settle_money".to_owned(), unknown: "nowhere".to_owned() }
    );
    assert_eq!(
        broken(|playbook| playbook.steps[0].requires.push("cancel_in_billing".to_owned())),
        PlaybookError::Cycle("confirm_wish".to_owned())
    );
    assert_eq!(
        broken(|playbook| playbook.steps.swap(0, 1)),
        PlaybookError::OutOfOrder { step: "say_it_once".to_owned(), later: "confirm_wish".to_owned() }
    );
    assert_eq!(broken(|playbook| playbook.steps[1].id = "data".to_owned()), PlaybookError::Twice("data".to_owned()));
    let condition = Condition::Is { field: "concluded_by".to_owned(), word: "pigeon".to_owned() };
    assert_eq!(
        broken(|playbook| playbook.steps[0].conditions.push(condition)),
        PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "concluded_by".to_owned() }
    );
    let not_before = |step: &str, than: &str| Condition::NotBefore {
        field: "notice_on".to_owned(),
        step: step.to_owned(),
        than: than.to_owned(),
        unless: None,
    };
    for (step, than) in [("cancel_in_billing", "end_date"), ("confirm_wish", "concluded_on")] {
        assert_eq!(
            broken(|playbook| playbook.steps[0].conditions.push(not_before(step, than))),
            PlaybookError::OutOfOrder { step: "confirm_wish".to_owned(), later: step.to_owned() },
            "a step looks back at steps that stand before it"
        );
    }
    assert_eq!(
        broken(|playbook| playbook.steps[0].conditions.push(not_before("cancel_in_billing", "reference"))),
        PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "reference".to_owned() }
    );
    let nothing = Condition::Needs { field: "notice_on".to_owned(), one_of: Vec::new() };
    assert_eq!(
        broken(|playbook| playbook.steps[0].conditions.push(nothing)),
        PlaybookError::Unreachable { step: "confirm_wish".to_owned(), field: "notice_on".to_owned() }
    );
    let otherwise = |playbook: &mut Playbook| {
        let clock = playbook.steps[8].clock.0[0].otherwise.as_mut().unwrap();
        clock.from = ClockFrom::Done { step: "nowhere".to_owned() };
    };
    assert_eq!(
        broken(otherwise),
        PlaybookError::UnknownStep { step: "stop_contact".to_owned(), unknown: "nowhere".to_owned() }
    );
    let condition = Condition::NotPast { field: "no_such".to_owned() };
    assert_eq!(
        broken(|playbook| playbook.steps[0].conditions.push(condition)),
        PlaybookError::UnknownField { step: "confirm_wish".to_owned(), unknown: "no_such".to_owned() }
    );
}

#[test]
fn a_farewell_without_proof_is_refused() {
    let unproved = PlaybookError::FarewellUnproved("farewell".to_owned());
    assert_eq!(broken(|playbook| playbook.steps[2].skippable = true), unproved);
    for proof in 0..PROOF.len() {
        assert_eq!(broken(|playbook| playbook.steps[2].fields[proof].required = false), unproved);
    }
    let loosened = broken(|playbook| {
        for step in &mut playbook.steps {
            step.requires.retain(|id| id != "cancel_in_billing" && id != "settle_money");
        }
    });
    assert_eq!(loosened, unproved);
}

#[test]
fn a_text_that_the_catalogue_lacks_is_named() {
    let error = Playbook::parse(&TEXT.replace("step.cancel.title", "step.cancel.titel")).unwrap_err();
    let PlaybookError::Json(error) = error else { panic!("{error}") };
    assert_eq!(error.path, "steps[2].title");
    assert_eq!(error.rule, Rule::NoText("step.cancel.titel".to_owned()));
    let unknown_word = Playbook::parse(&TEXT.replace(r#""kind": "cancel""#, r#""kind": "obstruct""#));
    assert!(matches!(unknown_word, Err(PlaybookError::Json(_))));
}
