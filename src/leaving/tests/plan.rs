//! No sequence of allowed acts goes wrong: order, proof, budget, reasons.

use proptest::prelude::*;

use super::*;

const STEPS: [&str; 16] = [
    "confirm_wish",
    "say_it_once",
    "cancel_in_billing",
    "settle_money",
    "data",
    "alternatives",
    "leaving_sheet",
    "farewell",
    "stop_contact",
    "close",
    "own",
    "make_good",
    "compensate",
    "write",
    "ask",
    "follow_up",
];

#[test]
fn a_clean_break_goes_through_its_ten_stages() {
    let mut parting = Parting::parted();
    assert_eq!(parting.playbook.steps.len(), 10);
    assert_eq!(parting.view(TODAY).open, Vec::<String>::new());
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
    let view = parting.view(TODAY);
    assert!(view.closed.is_some() && view.current.is_none());
    assert_eq!(view.steps.len(), 10);
    assert!(matches!(view.steps.last().unwrap().state, StepState::Done { .. }));
}

#[test]
fn the_cancellation_cannot_be_skipped_nor_done_without_proof() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    parting.full("confirm_wish").unwrap();
    assert!(matches!(parting.skip("cancel_in_billing", "no time"), Err(ActError::NotSkippable(_))));
    let whole = parting.playbook.step("cancel_in_billing").map(full).unwrap();
    for proof in PROOF {
        let mut fields = whole.clone();
        fields.remove(proof);
        let unmet = Condition::Filled { field: proof.to_owned() };
        let refused = parting.done("cancel_in_billing", fields);
        assert_eq!(refused, Err(ActError::Unmet { step: "cancel_in_billing".to_owned(), condition: Box::new(unmet) }));
    }
    assert!(matches!(parting.full("farewell"), Err(ActError::Locked { .. })));
    parting.done("cancel_in_billing", whole).unwrap();
}

#[test]
fn what_others_rest_on_is_not_opened_again() {
    let mut parting = Parting::parted();
    let again = |step: &str| Act::StepReopened { step: step.to_owned() };
    assert!(matches!(parting.act(again("cancel_in_billing")), Err(ActError::Needed { .. })));
    parting.act(again("farewell")).unwrap();
    parting.act(again("stop_contact")).unwrap();
    assert!(matches!(parting.act(again("farewell")), Err(ActError::NotSo(_))));
}

#[test]
fn a_turned_plan_keeps_what_was_typed_and_proves_nothing() {
    let mut parting = Parting::parted();
    let turn = |from, to, playbook: &str| Act::PlanTurned {
        from,
        to,
        playbook: playbook.to_owned(),
        version: self::playbook(playbook).version,
        reason: FreeText::typed("they changed their mind"),
    };
    parting.act(Act::WishSet { wants_to_leave: false, how: WishHow::ByPhone }).unwrap();
    parting.act(turn(Path::Honour, Path::Repair, "repair")).unwrap();
    assert_eq!(parting.view(TODAY).saves_left, 1);
    parting.full("own").unwrap();
    parting.leave();
    assert_eq!(parting.view(TODAY).saves_left, 0, "a refusal ends the budget");
    parting.act(turn(Path::Repair, Path::Honour, "consumer_subscription_eu")).unwrap();
    let plan = parting.record.plan.as_ref().unwrap();
    assert!(!plan.is_done("cancel_in_billing"));
    let view = parting.view(TODAY);
    let cancel = view.steps.iter().find(|step| step.id == "cancel_in_billing").unwrap();
    assert!(cancel.fields.iter().all(|field| field.value.is_none()), "an old proof is not offered again");
    let value = |step: &str, id: &str| {
        let step = view.steps.iter().find(|other| other.id == step).unwrap();
        step.fields.iter().find(|field| field.id == id).unwrap().value.clone()
    };
    assert_eq!(value("data", "wants_copy"), Some(FieldValue::YesNo(true)), "what was typed is offered again");
    assert_eq!(value("confirm_wish", "notice_on"), None, "the first notice was taken back");
    assert!(view.clocks.iter().all(|clock| clock.rule == "privacy_reply"), "and starts no clock");
    assert!(matches!(parting.full("farewell"), Err(ActError::Locked { .. })));
    assert!(parting.act(turn(Path::Repair, Path::Honour, "repair")).is_err());
}

#[test]
fn a_turn_between_partings_keeps_the_notice_and_one_after_asking_forgets_the_answer() {
    let turn = |from, to, id: &str| {
        let reason = FreeText::typed("they said so");
        Act::PlanTurned { from, to, playbook: id.to_owned(), version: playbook(id).version, reason }
    };
    let mut parting = Parting::parted();
    parting.act(turn(Path::Honour, Path::CleanBreak, "consumer_subscription_eu")).unwrap();
    let plan = parting.record.plan.as_ref().unwrap();
    assert_eq!(plan.field("confirm_wish", "notice_on"), Some(&day(TODAY)));

    let mut parting = Parting::new();
    parting.start("repair", Path::Repair);
    for step in ["own", "make_good", "write"] {
        parting.full(step).unwrap();
    }
    parting.act(Act::SaveAttemptUsed { step: "ask".to_owned() }).unwrap();
    parting.full("ask").unwrap();
    assert!(parting.record.plan.as_ref().unwrap().field("ask", OUTCOME).is_some());
    parting.act(turn(Path::Repair, Path::SecondChance, "second_chance")).unwrap();
    assert_eq!(parting.record.plan.as_ref().unwrap().field("ask", OUTCOME), None);
}

#[test]
fn a_refusal_says_what_to_do_in_every_language_and_no_english_detail() {
    use crate::words::{Catalogue, PlainFormat, Text};
    let step = || "settle_money".to_owned();
    let errors = [
        ActError::Unmet { step: step(), condition: Box::new(Condition::WishToLeave {}) },
        ActError::Locked { step: step(), by: step() },
        ActError::Escalated,
        ActError::Closed,
        ActError::NoPlan,
        ActError::Settled(step()),
        ActError::NotSkippable(step()),
        ActError::Needed { step: step(), by: step() },
        ActError::Budget,
        ActError::NoReason,
        ActError::Value { what: "on".to_owned(), given: step() },
        ActError::Playbook { id: step(), version: 7 },
    ];
    for language in Catalogue::languages() {
        let catalogue = Catalogue::shipped(language).unwrap();
        let said = errors.iter().map(|error| catalogue.text(&Text::from(error), &PlainFormat));
        let said: std::collections::BTreeSet<String> = said.collect();
        assert_eq!(said.len(), errors.len(), "{language}: each says something of its own");
        assert!(said.iter().all(|text| text.ends_with('.') && !text.contains("settle_money")), "{language}: {said:?}");
    }
    assert_eq!(Text::from(&ActError::Blank), Text::from(&ActError::NoReason));
    assert_eq!(Text::from(&ActError::NotSo(step())), Text::from(&ActError::Opening));
}

#[test]
fn the_question_is_asked_once() {
    let mut parting = Parting::new();
    parting.start("repair", Path::Repair);
    for step in ["own", "make_good", "write"] {
        parting.full(step).unwrap();
    }
    let condition = Box::new(Condition::SaveAttemptUsed {});
    assert_eq!(parting.full("ask"), Err(ActError::Unmet { step: "ask".to_owned(), condition }));
    let ask = || Act::SaveAttemptUsed { step: "ask".to_owned() };
    parting.act(ask()).unwrap();
    assert_eq!(parting.act(ask()), Err(ActError::Budget));
    parting.full("ask").unwrap();
    assert_eq!(parting.record.saves_used, 1);
}

#[test]
fn who_answers_that_they_leave_is_not_kept_on_the_path_unseen() {
    for (word, told) in [("stays", false), ("leaves", true), ("no_answer", false)] {
        let mut parting = Parting::new();
        parting.start("repair", Path::Repair);
        for step in ["own", "make_good", "write"] {
            parting.full(step).unwrap();
        }
        parting.act(Act::SaveAttemptUsed { step: "ask".to_owned() }).unwrap();
        assert!(!said_to_leave(&parting.record));
        parting.done("ask", [(OUTCOME.to_owned(), FieldValue::Choice(word.to_owned()))].into()).unwrap();
        assert_eq!(said_to_leave(&parting.record), told, "{word}");
        parting.leave();
        let (to, version) = (Path::Honour, playbook("consumer_subscription_eu").version);
        let (playbook, reason) = ("consumer_subscription_eu".to_owned(), FreeText::typed("they said so"));
        parting.act(Act::PlanTurned { from: Path::Repair, to, playbook, version, reason }).unwrap();
        assert!(!said_to_leave(&parting.record), "turned");
    }
}

#[test]
fn nothing_goes_against_a_wish_to_leave_before_it_is_recorded_that_it_was_taken_back() {
    let mut parting = Parting::new();
    parting.leave();
    let reason = || FreeText::typed("they sounded unsure");
    let overridden = |path| Act::AdviceOverridden { path, reason: reason() };
    let started = || Act::PlanStarted { playbook: "repair".to_owned(), version: 1, path: Path::Repair };
    for path in [Path::Repair, Path::SecondChance, Path::Settle] {
        assert_eq!(parting.act(overridden(path)), Err(ActError::WishStands));
        assert_eq!(saves_left(&parting.record, path), 0);
    }
    assert_eq!(parting.act(started()), Err(ActError::WishStands));
    parting.act(overridden(Path::CleanBreak)).unwrap();
    let taken_back = |on: Option<Date>, words: Option<&str>| Act::WishTakenBack {
        on: on.map(Day),
        words: words.map(FreeText::typed),
        how: WishHow::ByPhone,
    };
    assert_eq!(parting.act(taken_back(None, None)), Err(ActError::NoReason));
    assert_eq!(parting.act(taken_back(None, Some(" "))), Err(ActError::Blank));
    assert!(parting.act(taken_back(TODAY.next_day(), None)).is_err(), "not before it has happened");
    parting.act(taken_back(TODAY.previous_day(), Some("Please forget it"))).unwrap();
    assert_eq!(
        parting.record.wish.map(|wish| (wish.wants_to_leave, wish.on)),
        Some((false, TODAY.previous_day().unwrap()))
    );
    parting.act(overridden(Path::Repair)).unwrap();
    parting.act(started()).unwrap();
    assert_eq!(parting.view(TODAY).saves_left, 1);
}

#[test]
fn an_escalated_case_waits_and_can_still_be_closed() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    parting.act(Act::EscalationSet { escalate: true, reason: FreeText::typed("a lawyer wrote") }).unwrap();
    assert_eq!(parting.full("confirm_wish"), Err(ActError::Escalated));
    let open = parting.view(TODAY).open;
    parting.act(Act::Closed { reason: Some(FreeText::typed("the lawyers go on")), open }).unwrap();
}

#[test]
fn close_now_wants_a_reason_and_hides_nothing() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    parting.full("confirm_wish").unwrap();
    let open = parting.view(TODAY).open;
    assert_eq!(open.len(), 8);
    let close = |reason: Option<&str>, open: &[String]| Act::Closed {
        reason: reason.map(FreeText::typed),
        open: open.to_vec(),
    };
    assert_eq!(parting.act(close(None, &open)), Err(ActError::NoReason));
    assert_eq!(parting.act(close(Some("  "), &open)), Err(ActError::Blank));
    assert_eq!(parting.act(close(Some("why"), &open[1..])), Err(ActError::OpenList(open.clone())));
    parting.act(close(Some("moved to the Lyon team"), &open)).unwrap();
    assert_eq!(parting.full("say_it_once"), Err(ActError::Closed));
    parting.act(Act::Reopened { reason: FreeText::typed("back again") }).unwrap();
    parting.full("say_it_once").unwrap();
    assert_eq!(parting.record.plan.as_ref().unwrap().reopened, 1);
}

#[test]
fn values_out_of_range_are_refused() {
    let mut parting = Parting::new();
    let refused = |result: Result<(), ActError>| assert!(matches!(result, Err(ActError::Value { .. })), "{result:?}");
    refused(parting.act(Act::AttachmentRated { answers: [0, 5, 4] }));
    for number in ["1e999", "ten", "NaN", "\"1\"", ""] {
        let value = Some(FactValue::Number(number.to_owned()));
        refused(parting.act(Act::FactSet { name: "mrr".to_owned(), value }));
    }
    let jurisdiction = Some("Germany".to_owned());
    refused(parting.act(Act::ContractSet(ContractFacts { jurisdiction, ..ContractFacts::default() })));
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut fields = parting.playbook.step("confirm_wish").map(full).unwrap();
    fields.insert("customer_kind".to_owned(), FieldValue::Choice("martian".to_owned()));
    refused(parting.done("confirm_wish", fields.clone()));
    fields.insert("customer_kind".to_owned(), words("consumer"));
    refused(parting.done("confirm_wish", fields));
}

#[test]
fn staffs_edits_stand_on_the_desks_data() {
    let mut parting = Parting::new();
    parting.act(Act::AttachmentRated { answers: [4, 4, 1] }).unwrap();
    let value = Some(FactValue::Number("12.5".to_owned()));
    parting.act(Act::FactSet { name: "mrr".to_owned(), value }).unwrap();
    let note = Some(FreeText::typed("told on the phone"));
    let at = "2026-11-20T10:00:00Z".to_owned();
    parting.act(Act::EventAdded { at, kind: crate::case::EventKind::Failure, amount: None, note }).unwrap();
    let newer = CASE.replace("Je veux", "Je voudrais");
    parting.act(Act::CaseUpdated { document: FreeText::typed(newer) }).unwrap();
    let journal = &parting.journal;
    let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts()).unwrap();
    assert_eq!(record.case.messages[0].text, "Je voudrais résilier.");
    assert_eq!(record.case.customer.attachment.unwrap().rating.percent(), 75);
    assert_eq!(record.case.customer.facts.get("mrr"), Some(&crate::case::Fact::Number(12.5)));
    assert_eq!(record.case.events[0].note, "told on the phone");
}

/// A wish to leave with a contract made on 1 November 2020, withdrawn from on `day`.
fn withdrawn(on: Date, late: bool) -> (Parting, Result<(), ActError>) {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
    form.insert("concluded_on".to_owned(), day(date!(2020 - 11 - 01)));
    form.insert("withdrawal_on".to_owned(), day(on));
    if late {
        form.insert("late_because".to_owned(), FieldValue::Choice("not_informed".to_owned()));
    }
    let step = parting.playbook.step("confirm_wish").unwrap().clone();
    let unmet =
        conditions(&step, &parting.playbook, &parting.record, &form, law(), TODAY).into_iter().filter(|view| !view.met);
    let unmet = unmet.count();
    let done = parting.done("confirm_wish", form);
    assert_eq!(unmet == 0, done.is_ok(), "the screen and the check agree");
    (parting, done)
}

#[test]
fn a_withdrawal_is_taken_within_its_period_only() {
    for (on, plain, late) in [
        // The 14 days end on 15 November, a Sunday.
        (date!(2020 - 11 - 15), true, true),
        (date!(2020 - 11 - 16), true, true),
        (date!(2020 - 11 - 17), false, true),
        // Twelve months more, from the Monday on which they end.
        (date!(2021 - 11 - 16), false, true),
        (date!(2021 - 11 - 17), false, false),
        (TODAY, false, false),
    ] {
        for (late, taken) in [(false, plain), (true, late)] {
            let (parting, done) = withdrawn(on, late);
            assert_eq!(done.is_ok(), taken, "{on} {late}");
            let refund = parting.view(TODAY).clocks.into_iter().any(|clock| clock.rule == "refund_after_withdrawal");
            assert_eq!(refund, taken, "a refused withdrawal starts no clock: {on} {late}");
        }
    }
}

#[test]
fn a_late_withdrawal_is_told_both_dates() {
    let parting = Parting::new();
    let step = parting.playbook.step("confirm_wish").unwrap();
    let mut form = full(step);
    form.insert("concluded_on".to_owned(), day(date!(2020 - 11 - 01)));
    form.insert("withdrawal_on".to_owned(), day(TODAY));
    let unmet: Vec<_> = conditions(step, &parting.playbook, &parting.record, &form, law(), TODAY)
        .into_iter()
        .filter(|view| view.field.as_deref() == Some("withdrawal_on") && !view.met)
        .map(|view| format!("{:?}", view.text))
        .collect();
    assert_eq!(unmet.len(), 2);
    for (text, limit) in unmet.iter().zip([date!(2020 - 11 - 16), date!(2021 - 11 - 16)]) {
        assert!(text.contains(&format!("{TODAY:?}")) && text.contains(&format!("{limit:?}")), "{text}");
    }
}

#[test]
fn the_sheet_holds_no_date_from_before_the_end() {
    let (notice, end) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    for (step, field, on) in [("confirm_wish", "notice_on", notice), ("cancel_in_billing", "end_date", end)] {
        let mut form = parting.playbook.step(step).map(full).unwrap();
        form.insert(field.to_owned(), day(on));
        parting.done(step, form).unwrap();
        parting.full(if step == "confirm_wish" { "say_it_once" } else { "settle_money" }).unwrap();
    }
    for (step, field) in [("data", "kept_until"), ("leaving_sheet", "equipment_by")] {
        let mut form = parting.playbook.step(step).map(full).unwrap();
        for (on, taken) in [(notice.previous_day().unwrap(), false), (end.previous_day().unwrap(), false), (end, true)]
        {
            form.insert(field.to_owned(), day(on));
            assert_eq!(parting.done(step, form.clone()).is_ok(), taken, "{step} {on}");
        }
        if step == "data" {
            parting.full("alternatives").unwrap();
        }
    }
}

/// An act that may or may not be allowed; `kind`, `step` and `variant` choose it.
pub(super) fn any_act(parting: &Parting, kind: u8, step: u8, variant: u8) -> Act {
    let step = STEPS[usize::from(step) % STEPS.len()].to_owned();
    let reason = FreeText::typed(if variant.is_multiple_of(7) { "" } else { "because" });
    let path = parting.record.plan.as_ref().map_or(Path::Honour, |plan| plan.path);
    match kind {
        0 => Act::WishSet { wants_to_leave: !variant.is_multiple_of(4), how: WishHow::InWriting },
        1 => Act::PlanStarted {
            playbook: if variant.is_multiple_of(3) { "repair" } else { "consumer_subscription_eu" }.to_owned(),
            version: if variant.is_multiple_of(3) { 1 } else { 2 },
            path: if variant.is_multiple_of(3) { Path::Repair } else { Path::CleanBreak },
        },
        2 => {
            let to = [Path::Honour, Path::Repair, Path::SecondChance, Path::CleanBreak][usize::from(variant % 4)];
            let playbook = match to {
                Path::Repair => "repair",
                Path::SecondChance => "second_chance",
                _ => "consumer_subscription_eu",
            };
            Act::PlanTurned {
                from: path,
                to,
                playbook: playbook.to_owned(),
                version: self::playbook(playbook).version,
                reason,
            }
        }
        3 => Act::StepSkipped { step, reason },
        4 => Act::StepReopened { step },
        5 => Act::StepWaiting { step, on: WaitsOn::Billing, note: None },
        6 => Act::SaveAttemptUsed { step },
        7 => Act::EscalationSet { escalate: variant.is_multiple_of(2), reason },
        8 => {
            let channel = ContactChannel::ALL[usize::from(variant) % ContactChannel::ALL.len()];
            Act::ContactStopped { channel, evidence: reason }
        }
        9 => {
            let open = parting.record.plan.as_ref().map(|plan| open_steps(plan, &parting.playbook));
            Act::Closed { reason: Some(reason), open: open.unwrap_or_default() }
        }
        10 => Act::Reopened { reason },
        11 => {
            let sealed = parting.journal.texts().0.keys().nth(usize::from(variant));
            let commitment = sealed.map_or_else(|| FreeText::typed("none"), |text| FreeText::Sealed(text.clone()));
            Act::TextRedacted { commitment, reason }
        }
        // Most acts: the step that comes next, or any other, with a form that sometimes lacks a field.
        _ => {
            let next =
                parting.record.plan.as_ref().and_then(|plan| open_steps(plan, &parting.playbook).first().cloned());
            let step = next.filter(|_| !variant.is_multiple_of(5)).unwrap_or(step);
            let mut fields = parting.playbook.step(&step).map(full).unwrap_or_default();
            if variant.is_multiple_of(6) {
                let lacking = fields.keys().nth(usize::from(variant) / 6 % fields.len().max(1)).cloned();
                fields.remove(&lacking.unwrap_or_default());
            }
            Act::StepDone { step, fields, letter: (variant > 200).then(|| FreeText::typed("Good day,")) }
        }
    }
}

/// What must hold after every allowed act.
fn assert_sound(parting: &Parting) {
    let record = &parting.record;
    if let Some(plan) = &record.plan
        && (plan.is_done("farewell") || plan.is_done("stop_contact"))
    {
        assert!(plan.is_done("cancel_in_billing"));
        for proof in PROOF {
            assert!(plan.field("cancel_in_billing", proof).is_some_and(FieldValue::is_filled), "{proof}");
        }
    }
    assert!(record.saves_used <= 1);
    for happened in &record.history {
        if let Act::StepSkipped { reason, .. } = &*happened.act {
            let FreeText::Sealed(commitment) = reason else { panic!("sealed") };
            let kept = parting.journal.texts().0.get(commitment).unwrap();
            assert!(kept.redacted || !kept.text.trim().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_allowed_sequence_goes_wrong(acts in prop::collection::vec((0u8..64, any::<u8>(), any::<u8>()), 0..100)) {
        let mut parting = Parting::new();
        parting.leave();
        parting.start("consumer_subscription_eu", Path::Honour);
        parting.stop_all();
        for (kind, step, variant) in acts {
            let act = any_act(&parting, kind, step, variant);
            if parting.act(act).is_ok() {
                assert_sound(&parting);
            }
        }
        let journal = &parting.journal;
        prop_assert_eq!(verify(journal.entries(), journal.texts(), journal.document()).first_bad, None);
        let whole = CaseRecord::fold(CASE, journal.entries(), journal.texts()).unwrap();
        prop_assert_eq!(&whole, &parting.record);
        if let Some(view) = PlanView::new(&whole, &parting.playbook, law(), TODAY) {
            prop_assert_eq!(view.steps.len(), parting.playbook.steps.len());
        }
    }

    /// Whatever stands in a journal, the fold gives a record.
    #[test]
    fn the_fold_is_total(acts in prop::collection::vec((0u8..24, any::<u8>(), any::<u8>()), 0..40)) {
        let mut parting = Parting::new();
        for (n, (kind, step, variant)) in acts.into_iter().enumerate() {
            let act = any_act(&parting, kind, step, variant);
            if parting.journal.append(act, &stamp(n + 1)).is_ok() {
                let journal = &parting.journal;
                prop_assert!(parting.record.apply(journal.entries().last().unwrap(), journal.texts()).is_ok());
            }
        }
        let journal = &parting.journal;
        prop_assert_eq!(CaseRecord::fold(CASE, journal.entries(), journal.texts()).unwrap(), parting.record);
    }
}
