//! After the parting: silence that holds, what became of it, and an erasure after which the chain still holds.

use proptest::prelude::*;
use time::Duration;

use super::plan::any_act;
use super::*;
use crate::case::Share;
use crate::leaving::after::{AFTER_CLOCK_DAYS, After, KEEP_DAYS, Measures, Quiet, weeks_of_silence};
use crate::map::Map;
use crate::risk::{avoidance_after, retaliation_after};

const EARLIER_VERSION: &str = include_str!("../../../tests/api/export.json");

fn closed() -> Parting {
    let mut parting = Parting::parted();
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
    parting
}

fn dispute(parting: &mut Parting) {
    parting.act(Act::DisputeOpened { about: FreeText::typed("the last invoice") }).unwrap();
}

/// Whether anything that a person typed is left in a file.
fn says_nothing(journal: &Journal) -> bool {
    let export = Export::new(journal, Map::new());
    export.document.text.is_empty() && export.texts.0.values().all(|kept| kept.text.is_empty() && kept.salt.is_empty())
}

#[test]
fn a_journal_of_an_earlier_version_folds_as_it_did() {
    let (journal, _) = Export::import(EARLIER_VERSION).unwrap();
    let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts()).unwrap();
    assert_eq!(record.after, After::default());
    assert!(record.is_over() && record.contact.len() == ContactChannel::ALL.len());
    assert_eq!(verify(journal.entries(), journal.texts(), journal.document()).erased, None);
}

#[test]
fn a_scheduled_message_that_is_not_stopped_keeps_the_step_open() {
    let mut parting = Parting::parted();
    parting.act(Act::StepReopened { step: "stop_contact".to_owned() }).unwrap();
    let name = FreeText::typed("Renewal reminder");
    parting.act(Act::SendListed { name, on: Some(Day(date!(2026 - 12 - 01))) }).unwrap();
    assert!(matches!(
        parting.full("stop_contact"),
        Err(ActError::Unmet { condition, .. }) if *condition == Condition::ContactStopped {}
    ));
    let stop = |send| Act::SendStopped { send, evidence: FreeText::typed("taken out of the series") };
    assert!(parting.act(stop(0)).is_err() && parting.act(stop(2)).is_err(), "there is only one");
    parting.act(stop(1)).unwrap();
    assert!(parting.act(stop(1)).is_err(), "it is stopped");
    parting.full("stop_contact").unwrap();
    let send = &parting.record.after.sends[0];
    assert_eq!((send.on, send.stopped.as_ref().map(|ticked| ticked.on)), (Some(date!(2026 - 12 - 01)), Some(TODAY)));
    assert_eq!(parting.journal.texts().get(&send.name), Some("Renewal reminder"));
}

#[test]
fn the_farewell_is_marked_as_the_last_message() {
    use crate::words::{Catalogue, PlainFormat};
    let parting = Parting::parted();
    let words = Catalogue::shipped("en").unwrap();
    let history = parting.record.history.iter();
    let said: Vec<String> =
        history.map(|happened| words.text(&happened.act.text(Some(&parting.playbook)), &PlainFormat)).collect();
    assert_eq!(said.iter().filter(|line| line.ends_with("The last message")).count(), 1);
    assert!(said.contains(&"Done: Farewell. The last message".to_owned()), "{said:?}");
}

#[test]
fn win_back_is_blocked_once_and_for_good() {
    let mut parting = Parting::parted();
    let block = || Act::WinBackBlocked { evidence: FreeText::typed("CRM flag, list 7") };
    parting.act(block()).unwrap();
    let blocked = parting.record.after.blocked.clone();
    assert_eq!(parting.act(block()), Err(ActError::NotSo("win_back".to_owned())));
    // Even a journal that says it twice, and a plan that turns, leave it as it was.
    let entry = parting.journal.append(block(), &stamp(90)).unwrap().clone();
    parting.record.apply(&entry, parting.journal.texts()).unwrap();
    assert_eq!(parting.record.after.blocked, blocked);
}

#[test]
fn nobody_is_asked_to_stay_once_win_back_is_blocked() {
    let mut parting = Parting::parted();
    let taken_back = |parting: &mut Parting| {
        let words = Some(FreeText::typed("I would rather stay"));
        parting.act(Act::WishTakenBack { on: None, words, how: WishHow::InWriting }).unwrap();
        let (from, to, version) = (Path::Honour, Path::SecondChance, playbook("second_chance").version);
        let reason = FreeText::typed("they said so");
        let turned = Act::PlanTurned { from, to, playbook: "second_chance".to_owned(), version, reason };
        parting.act(turned).unwrap();
        for step in ["own", "compensate", "write"] {
            parting.full(step).unwrap();
        }
        parting.act(Act::SaveAttemptUsed { step: "ask".to_owned() })
    };
    assert_eq!(taken_back(&mut parting), Ok(()), "not blocked: once");
    let mut parting = Parting::parted();
    parting.act(Act::WinBackBlocked { evidence: FreeText::typed("CRM flag") }).unwrap();
    assert_eq!(taken_back(&mut parting), Err(ActError::Budget), "they came back by themselves, and are not asked");
    assert_eq!(parting.view(TODAY).saves_left, 0);
    parting.skip("ask", "win-back is blocked").unwrap();
    parting.full("follow_up").unwrap();
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
}

#[test]
fn the_outcome_is_known_only_after_the_end() {
    let outcome = || Act::OutcomeRecorded { outcome: PartingOutcome::StayedAway, note: None };
    let mut parting = Parting::parted();
    assert_eq!(parting.act(outcome()), Err(ActError::NotSo("closed".to_owned())));
    assert_eq!(Measures::of(&parting.record, &parting.view(TODAY)), None);
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
    parting.act(outcome()).unwrap();
    dispute(&mut parting);
    let measures = Measures::of(&parting.record, &parting.view(TODAY)).unwrap();
    assert_eq!((measures.days_to_close, measures.contacts, measures.reopened, measures.disputes), (0, 0, 0, (0, 1)));
    let (met, late, runs) = measures.clocks;
    let ours = parting.view(TODAY).clocks.iter().filter(|clock| clock.who == rules::Actor::Company).count();
    assert_eq!(met + late + runs, ours);
    parting.act(Act::Reopened { reason: FreeText::typed("they wrote") }).unwrap();
    assert_eq!(Measures::of(&parting.record, &parting.view(TODAY)), None, "it goes on");
}

#[test]
fn the_day_of_erasure_follows_closing_clocks_and_disputes() {
    let mut parting = Parting::parted();
    assert_eq!(parting.record.erase_by(None), None, "the plan runs");
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
    assert_eq!(parting.record.erase_by(None), Some(TODAY + Duration::days(KEEP_DAYS)));
    let late = date!(2027 - 06 - 01);
    assert_eq!(parting.record.erase_by(Some(late)), Some(late + Duration::days(AFTER_CLOCK_DAYS)));
    dispute(&mut parting);
    assert_eq!(parting.record.erase_by(None), None, "what a dispute needs is kept");
    assert_eq!(parting.act(Act::Erased {}), Err(ActError::InDispute));
    parting.act(Act::DisputeEnded { dispute: 1, how: FreeText::typed("settled") }).unwrap();
    let past = Act::EraseBySet { on: Day(date!(2026 - 11 - 20)), reason: FreeText::typed("now") };
    assert!(parting.act(past).is_err());
    let on = date!(2026 - 12 - 31);
    parting.act(Act::EraseBySet { on: Day(on), reason: FreeText::typed("house schedule") }).unwrap();
    assert_eq!(parting.record.erase_by(Some(late)), Some(on), "staff's word counts");
}

#[test]
fn nothing_is_erased_while_the_plan_runs_and_nothing_added_afterwards() {
    let mut parting = Parting::parted();
    assert_eq!(parting.act(Act::Erased {}), Err(ActError::NotSo("closed".to_owned())));
    let mut parting = closed();
    let steps = parting.view(TODAY).steps.len();
    parting.act(Act::Erased {}).unwrap();
    assert!(says_nothing(&parting.journal));
    let found = verify(parting.journal.entries(), parting.journal.texts(), parting.journal.document());
    assert_eq!((found.first_bad, found.erased), (None, Some(found.entries)));
    let again = Act::Reopened { reason: FreeText::typed("they wrote") };
    assert_eq!(parting.act(again), Err(ActError::Erased));
    // What is left still folds: the case by its name, the plan with its steps, nobody's words.
    let journal = &parting.journal;
    let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts()).unwrap();
    assert_eq!((record.case.id.to_string(), record.case.customer.name.clone()), (journal.case().to_owned(), None));
    assert_eq!(record.after.erased, Some(TODAY));
    assert!(record.case.messages.is_empty() && record.is_over());
    assert_eq!(PlanView::new(&record, &parting.playbook, &packs(), TODAY).map(|view| view.steps.len()), Some(steps));
    // And it goes through a file.
    let file = Export::new(journal, Map::new()).write().unwrap();
    assert!(!file.contains("Bernard") && !file.contains("as agreed"));
    assert_eq!(Export::import(&file).map(|(journal, _)| journal).as_ref(), Ok(journal));
}

#[test]
fn what_is_put_back_after_an_erasure_is_named() {
    let whole = closed();
    let mut gone = closed();
    gone.act(Act::Erased {}).unwrap();
    let entries = gone.journal.entries();
    let (texts, document) = (gone.journal.texts(), gone.journal.document());
    assert_eq!(verify(entries, texts, whole.journal.document()).first_bad, Some(Bad { n: 1, why: Why::Document }));
    let (commitment, kept) = whole.journal.texts().0.iter().next().unwrap();
    let mut back = texts.clone();
    back.0.insert(commitment.clone(), kept.clone());
    let why = verify(entries, &back, document).first_bad.map(|bad| bad.why);
    assert_eq!(why, Some(Why::Redaction(commitment.clone())));
    // And without the act, an empty file is tampering.
    let before = whole.journal.entries();
    assert!(verify(before, texts, document).first_bad.is_some());
}

#[test]
fn resentment_and_avoidance_are_those_of_the_equations() {
    let share = |value| Share::new(value).unwrap();
    // R e^(-w / (8 (1 + a))) and 1 - (1 - V) e^(-w (1 + a) / 12), worked by hand.
    for (index, a, weeks, expected) in
        [(0.6, 0.5, 4.0, 0.429_919), (1.0, 1.0, 16.0, 0.367_879), (0.4, 0.0, 8.0, 0.147_152)]
    {
        assert!((retaliation_after(index, share(a), weeks) - expected).abs() < 1e-6);
    }
    for (start, a, weeks, expected) in
        [(0.2, 0.5, 4.0, 0.514_775), (0.0, 1.0, 6.0, 0.632_121), (0.5, 0.0, 12.0, 0.816_060)]
    {
        assert!((avoidance_after(start, share(a), weeks) - expected).abs() < 1e-6);
    }
    // tau ln(R / .25): 12 ln 2.4 = 10.5, 16 ln 4 = 22.2, 8 ln 1.6 = 3.8.
    assert_eq!([(0.6, 0.5), (1.0, 1.0), (0.4, 0.0)].map(|(r, a)| weeks_of_silence(r, share(a))), [11, 23, 4]);
    assert_eq!(weeks_of_silence(0.2, Share::ONE), 0);
    let half = Share::new(0.5);
    let hint = |today| Quiet::new(Some(0.6), half, TODAY, today);
    let day = TODAY + Duration::weeks(11);
    assert_eq!(hint(TODAY), Quiet::Until { day, weeks: 11 });
    assert_eq!(hint(day - Duration::DAY), Quiet::Until { day, weeks: 11 });
    assert_eq!((hint(day), Quiet::new(Some(0.1), half, TODAY, TODAY)), (Quiet::Over, Quiet::Low));
    assert_eq!(Quiet::new(None, None, TODAY, TODAY), Quiet::Unknown, "never low because nobody rated it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn erasing_any_journal_leaves_nothing_said_and_the_chain_valid(
        acts in prop::collection::vec((0u8..24, any::<u8>(), any::<u8>()), 0..40),
    ) {
        let mut parting = Parting::new();
        for (n, (kind, step, variant)) in acts.into_iter().enumerate() {
            let act = any_act(&parting, kind, step, variant);
            if parting.journal.append(act, &stamp(n + 1)).is_ok() {
                let entry = parting.journal.entries().last().unwrap().clone();
                parting.record.apply(&entry, parting.journal.texts()).unwrap();
            }
        }
        let before = parting.journal.entries().to_vec();
        parting.journal.append(Act::Erased {}, &stamp(99)).unwrap();
        let journal = &parting.journal;
        prop_assert_eq!(&journal.entries()[..before.len()], &before[..], "not one byte of the chain changes");
        prop_assert!(says_nothing(journal));
        let found = verify(journal.entries(), journal.texts(), journal.document());
        prop_assert_eq!((found.first_bad, found.erased), (None, Some(found.entries)));
        prop_assert!(CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts()).is_ok());
        let restored = Journal::restore(journal.document().clone(), journal.entries().to_vec(), journal.texts().clone());
        prop_assert_eq!(restored.as_ref(), Ok(journal));
        // Changed afterwards, it is named all the same.
        let mut entries = journal.entries().to_vec();
        entries[0].hash.replace_range(..1, "x");
        prop_assert!(verify(&entries, journal.texts(), journal.document()).first_bad.is_some());
    }

    #[test]
    fn the_weeks_of_silence_are_the_first_in_the_low_band(index in 0.0..=1.0_f64, a in 0.0..=1.0_f64, more in 0.0..=1.0_f64) {
        let share = Share::new(a).unwrap();
        let weeks = weeks_of_silence(index, share);
        prop_assert!(weeks <= 23);
        prop_assert!(retaliation_after(index, share, f64::from(weeks)) < 0.25);
        prop_assert!(weeks == 0 || retaliation_after(index, share, f64::from(weeks - 1)) >= 0.25);
        // Stronger ties and a higher index never shorten it.
        let up = |value: f64| (value + (1.0 - value) * more).min(1.0);
        prop_assert!(weeks_of_silence(up(index), share) >= weeks);
        prop_assert!(weeks_of_silence(index, Share::new(up(a)).unwrap()) >= weeks);
    }
}
