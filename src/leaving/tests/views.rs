//! What the screen is given: states, clocks, letters, the leaving sheet.

use time::macros::date;

use super::*;
use crate::words::{Catalogue, Key, PlainFormat};
use letters::{LetterFacts, draft};
use sheet::leaving_sheet;

fn english(text: &crate::words::Text) -> String {
    Catalogue::shipped("en").unwrap().text(text, &PlainFormat)
}

#[test]
fn steps_say_where_they_stand() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let view = parting.view(TODAY);
    assert_eq!(view.current, Some(0));
    assert_eq!(view.steps[0].state, StepState::Current);
    assert_eq!(view.steps[7].state, StepState::Locked { by: vec![2, 6] });
    let kind = view.steps[0].fields.iter().find(|field| field.id == "customer_kind").unwrap();
    assert_eq!(kind.value, Some(FieldValue::Choice("consumer".to_owned())), "known facts are filled in");
    parting.full("confirm_wish").unwrap();
    parting.skip("say_it_once", "they asked for silence").unwrap();
    let note = Some(FreeText::typed("ticket B-12"));
    parting.act(Act::StepWaiting { step: "cancel_in_billing".to_owned(), on: WaitsOn::Billing, note }).unwrap();
    let view = parting.view(TODAY);
    assert!(matches!(view.steps[1].state, StepState::Skipped { .. }));
    assert!(matches!(view.steps[2].state, StepState::Waiting { on: WaitsOn::Billing, .. }));
    assert_eq!(view.current, Some(4), "data can go on while billing works");
}

#[test]
fn conditions_follow_the_form_as_it_is_typed() {
    let mut parting = Parting::new();
    parting.start("consumer_subscription_eu", Path::CleanBreak);
    let step = parting.playbook.step("confirm_wish").unwrap();
    let unmet = |fields: &Fields| -> Vec<String> {
        let all = conditions(step, &parting.playbook, &parting.record, fields, law(), TODAY);
        all.into_iter().filter(|condition| !condition.met).map(|condition| english(&condition.text)).collect()
    };
    let mut form = full(step);
    form.insert("notice_on".to_owned(), day(date!(2026 - 11 - 22)));
    assert_eq!(
        unmet(&form),
        ["It is recorded that the customer wants to leave", "“Notice received on” is today or earlier"]
    );
}

#[test]
fn what_was_not_given_is_told_from_what_was_checked() {
    let mut parting = Parting::new();
    parting.start("consumer_subscription_eu", Path::CleanBreak);
    let step = parting.playbook.step("confirm_wish").unwrap();
    let blank = |fields: &Fields| -> Vec<Option<String>> {
        let all = conditions(step, &parting.playbook, &parting.record, fields, law(), TODAY);
        all.into_iter().filter(|condition| condition.blank).map(|condition| condition.field).collect()
    };
    let mut form = Fields::new();
    assert_eq!(blank(&form), [Some("notice_on".to_owned())], "asked for, and not there to be compared");
    form.insert("notice_on".to_owned(), day(TODAY));
    assert_eq!(blank(&form), []);
}

#[test]
fn a_letter_says_what_it_is_about_and_is_not_known() {
    let gaps = |kind, facts: &LetterFacts| -> Vec<Key> {
        letters::gaps(kind, facts).into_iter().map(|text| text.key).collect()
    };
    let nothing = LetterFacts::default();
    assert_eq!(
        gaps(LetterKind::ConfirmEnd, &nothing),
        [Key::StepFieldReference, Key::StepFieldEndDate, Key::StepFieldLastCharge]
    );
    let goods = LetterFacts { goods: true, ..nothing.clone() };
    assert_eq!(
        gaps(LetterKind::ConfirmEnd, &goods),
        [Key::StepFieldReturnReference, Key::StepFieldUndoneOn, Key::StepFieldLastCharge],
        "as the form calls them"
    );
    assert_eq!(gaps(LetterKind::Farewell, &LetterFacts { ends_on: Some(TODAY), ..nothing.clone() }), []);
    assert_eq!(gaps(LetterKind::PublicAnswer, &nothing), [], "it has something to say without any fact");
}

#[test]
fn clocks_run_on_after_a_close_until_they_are_met() {
    let mut parting = Parting::parted();
    parting.act(Act::Closed { reason: None, open: vec![] }).unwrap();
    let clocks = |parting: &Parting, today| -> Vec<(String, Date, ClockState)> {
        let view = parting.view(today);
        view.open_clocks().map(|clock| (clock.rule.clone(), clock.due, clock.state)).collect()
    };
    let due = date!(2026 - 11 - 30);
    let running = |state| vec![("privacy_reply".to_owned(), due, state)];
    assert_eq!(clocks(&parting, TODAY), running(ClockState::DueIn(9)));
    assert_eq!(clocks(&parting, due), running(ClockState::Today));
    assert_eq!(clocks(&parting, date!(2026 - 12 - 01)), running(ClockState::Overdue(1)));
    let met =
        |step: &str| Act::ClockMet { step: step.to_owned(), evidence: FreeText::typed("sent by post"), rule: None };
    assert!(parting.act(met("farewell")).is_err());
    parting.act(met("data")).unwrap();
    assert_eq!(clocks(&parting, TODAY), []);
}

#[test]
fn a_notice_recorded_late_shows_when_it_was_due() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
    let notice = date!(2026 - 11 - 11);
    form.insert("notice_on".to_owned(), day(notice));
    parting.done("confirm_wish", form).unwrap();
    let view = parting.view(TODAY);
    let clock = view.clocks.iter().find(|clock| clock.rule == "confirm_notice").unwrap();
    assert_eq!((clock.due, clock.state), (notice, ClockState::Overdue(10)));
    assert!(view.clocks.iter().all(|clock| clock.step != "stop_contact"), "a notice is no objection to advertising");
}

#[test]
fn advertising_ends_at_once_after_an_objection_and_with_the_contract_by_our_own_rule() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    parting.full("confirm_wish").unwrap();
    let ends = date!(2026 - 12 - 31);
    let mut form = parting.playbook.step("cancel_in_billing").map(full).unwrap();
    form.insert("end_date".to_owned(), day(ends));
    parting.done("cancel_in_billing", form).unwrap();
    let view = |parting: &Parting, form: &Fields| {
        let step = parting.playbook.step("stop_contact").unwrap();
        let clock = clock_views(step, &parting.record, form, law(), TODAY).remove(0);
        (clock.rule, clock.due, clock.state, clock.flags)
    };
    let house = |state| ("stop_contact_at_end".to_owned(), ends, state, vec![rules::Flag::House]);
    let by_law = |state| ("stop_marketing".to_owned(), date!(2026 - 11 - 19), state, vec![]);
    assert_eq!(view(&parting, &Fields::new()), house(ClockState::DueIn(40)));
    let objection = Fields::from([("objected_on".to_owned(), day(date!(2026 - 11 - 19)))]);
    assert_eq!(view(&parting, &objection), by_law(ClockState::Overdue(2)), "as soon as it is typed");
    parting.stop_all();
    let (mut silent, mut objecting) = (parting.record.clone(), parting);
    objecting.done("stop_contact", objection).unwrap();
    assert_eq!(
        view(&objecting, &Fields::new()),
        by_law(ClockState::Met { on: TODAY, late: 2 }),
        "and says that it was late"
    );
    let ticked = Ticked { on: TODAY, by: String::new(), evidence: FreeText::typed("lists cleared") };
    let step_id = "stop_contact".to_owned();
    silent.plan.as_mut().unwrap().met.push(Met { step: step_id, rule: None, ticked: Some(ticked) });
    let step = objecting.playbook.step("stop_contact").unwrap();
    let clock = clock_views(step, &silent, &Fields::new(), law(), date!(2026 - 12 - 01)).remove(0);
    assert_eq!(clock.state, ClockState::Met { on: TODAY, late: 0 }, "done before the contract ends is done");
}

#[test]
fn money_stays_owed_until_it_is_paid() {
    let begun = || {
        let mut parting = Parting::new();
        parting.leave();
        parting.start("consumer_subscription_eu", Path::Honour);
        let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
        form.insert("withdrawal_on".to_owned(), day(date!(2026 - 11 - 20)));
        parting.done("confirm_wish", form).unwrap();
        let mut cancel = parting.playbook.step("cancel_in_billing").map(full).unwrap();
        cancel.insert("last_charge".to_owned(), eur(0));
        parting.done("cancel_in_billing", cancel).unwrap();
        parting
    };
    let state = |parting: &Parting| {
        let view = parting.view(TODAY);
        view.clocks.iter().find(|clock| clock.rule == "refund_after_withdrawal").map(|clock| clock.state)
    };
    let paid =
        || Act::ClockMet { step: "settle_money".to_owned(), evidence: FreeText::typed("transfer 88"), rule: None };
    let (mut computed, mut skipped) = (begun(), begun());
    let answer = ("at_once".to_owned(), FieldValue::Choice("not_shown".to_owned()));
    computed.done("settle_money", [answer, ("other_paid".to_owned(), eur(3000))].into()).unwrap();
    skipped.skip("settle_money", "billing does it").unwrap();
    for mut parting in [computed, skipped] {
        assert_eq!(state(&parting), Some(ClockState::DueIn(13)));
        parting.act(paid()).unwrap();
        assert_eq!(state(&parting), Some(ClockState::Met { on: TODAY, late: 0 }));
    }
}

#[test]
fn the_data_clock_stops_when_copy_and_erasure_are_recorded_and_says_that_it_was_late() {
    let recorded = |copy: Option<Date>, erased: Option<Date>| {
        let mut parting = Parting::new();
        parting.leave();
        parting.start("consumer_subscription_eu", Path::Honour);
        parting.full("confirm_wish").unwrap();
        let mut form = parting.playbook.step("data").map(full).unwrap();
        form.insert("request_on".to_owned(), day(date!(2026 - 10 - 15)));
        for (id, on) in [("copy_sent_on", copy), ("erased_on", erased)] {
            if let Some(on) = on {
                form.insert(id.to_owned(), day(on));
            }
        }
        parting.done("data", form).unwrap();
        let view = parting.view(TODAY);
        let clock = view.clocks.iter().find(|clock| clock.rule == "privacy_reply").cloned().unwrap();
        (clock.state, english(&clock.state.text()))
    };
    let (sent, erased) = (date!(2026 - 11 - 02), date!(2026 - 11 - 18));
    assert_eq!(recorded(Some(sent), None).0, ClockState::Overdue(6), "one of the two is not done");
    assert_eq!(recorded(Some(sent), Some(sent)).1, "Done on 2026-11-02");
    assert_eq!(recorded(Some(sent), Some(erased)).1, "3 days late: done on 2026-11-18");
}

#[test]
fn a_clock_shows_its_article_our_confidence_and_when_it_was_checked() {
    let parting = Parting::parted();
    let at = |today| parting.view(today).clocks.into_iter().find(|clock| clock.rule == "confirm_notice").unwrap();
    let clock = at(TODAY);
    assert_eq!((&*english(&clock.article), clock.checked_on), ("§ 312k Abs. 4 BGB", date!(2026 - 11 - 15)));
    assert_eq!(english(&clock.confidence.text()), "fairly sure: one secondary source, or common knowledge");
    assert_eq!(clock.source, Key::RuleSourceDe312k4.into());
    assert!(clock.flags.is_empty());
    assert_eq!(at(date!(2027 - 05 - 15)).flags, [rules::Flag::Stale], "181 days on");
}

#[test]
fn what_was_in_other_hands_comes_back_and_the_journal_says_how() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let back = |step: Option<&str>, done| Act::HandedBack { step: step.map(str::to_owned), done };
    let wait = || Act::StepWaiting { step: "confirm_wish".to_owned(), on: WaitsOn::Customer, note: None };
    assert!(matches!(parting.act(back(Some("confirm_wish"), true)), Err(ActError::NotSo(_))), "nobody has it");
    assert!(matches!(parting.act(back(None, true)), Err(ActError::NotSo(_))));
    for done in [true, false] {
        parting.act(wait()).unwrap();
        parting.act(back(Some("confirm_wish"), done)).unwrap();
        assert_eq!(parting.view(TODAY).steps[0].state, StepState::Current, "the form is ours to fill again");
        parting.act(Act::HandedOver { to: FreeText::typed("the Lyon team"), note: None }).unwrap();
        parting.act(back(None, done)).unwrap();
        assert_eq!(parting.record.handed_over, None);
    }
    let log: Vec<String> =
        parting.record.history.iter().map(|it| english(&it.act.text(Some(&parting.playbook)))).collect();
    for line in [
        "They did it: Confirm the wish",
        "Taken back: Confirm the wish",
        "The case came back: they did it",
        "The case was taken back",
    ] {
        assert!(log.iter().any(|said| said == line), "{line} in {log:?}");
    }
}

#[test]
fn every_clock_on_screen_can_be_marked_as_met_also_after_a_close() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    for step in ["confirm_wish", "cancel_in_billing", "data"] {
        parting.full(step).unwrap();
    }
    let open = parting.view(TODAY).open;
    parting.act(Act::Closed { reason: Some(FreeText::typed("moved to Lyon")), open }).unwrap();
    let steps: Vec<String> = parting.view(TODAY).open_clocks().map(|clock| clock.step.clone()).collect();
    assert_eq!(steps, ["stop_contact", "data"]);
    for step in steps {
        parting.act(Act::ClockMet { step, evidence: FreeText::typed("seen in billing"), rule: None }).unwrap();
    }
    assert_eq!(parting.view(TODAY).open_clocks().count(), 0);
    let plan = parting.record.plan.as_mut().unwrap();
    plan.met.iter_mut().find(|met| met.step == "stop_contact").unwrap().ticked.as_mut().unwrap().on =
        date!(2026 - 11 - 20);
    let view = parting.view(TODAY);
    let open: Vec<&str> = view.open_clocks().map(|clock| clock.step.as_str()).collect();
    assert_eq!(open, ["stop_contact"], "a mark from before the plan is of an earlier one");
}

#[test]
fn rules_that_do_not_cover_give_no_clock() {
    let mut parting = Parting::parted();
    let confirm = |parting: &Parting| parting.view(TODAY).clocks.iter().any(|clock| clock.rule == "confirm_notice");
    assert!(confirm(&parting), "a German consumer");
    let customer_kind = Some(crate::case::CustomerKind::Business);
    parting.act(Act::ContractSet(ContractFacts { customer_kind, ..ContractFacts::default() })).unwrap();
    assert!(!confirm(&parting), "§ 312k covers consumers only");
}

#[test]
fn where_a_clocks_rule_does_not_hold_the_other_one_runs() {
    let playbook = Playbook::parse(include_str!("../../../www/playbooks/consumer_switching.json")).unwrap();
    let step = playbook.step("cancel_in_billing").unwrap();
    let mut parting = Parting::parted();
    let mut runs = |place: &str| {
        let jurisdiction = Some(place.to_owned());
        let contract_kind = Some(crate::case::ContractKind::Telecom);
        parting
            .act(Act::ContractSet(ContractFacts { jurisdiction, contract_kind, ..ContractFacts::default() }))
            .unwrap();
        let notice =
            parting.record.plan.as_ref().unwrap().field("confirm_wish", "notice_on").unwrap().as_date().unwrap();
        let clock = clock_views(step, &parting.record, &Fields::new(), law(), TODAY).into_iter().next()?;
        Some((clock.rule, (clock.due - notice).whole_days()))
    };
    assert_eq!(runs("DE"), Some(("confirm_notice".to_owned(), 0)));
    assert_eq!(runs("IT"), Some(("telecom_exit".to_owned(), 30)), "Italy has no rule of confirming, but one of ending");
    assert_eq!(runs("AT"), None);
}

#[test]
fn the_sheet_and_the_letters_are_in_the_customers_language() {
    let parting = Parting::parted();
    let form = Fields::from([
        ("prepaid_from".to_owned(), day(date!(2026 - 11 - 01))),
        ("prepaid_to".to_owned(), day(date!(2026 - 11 - 30))),
        ("prepaid_paid".to_owned(), eur(3000)),
        ("last_charge".to_owned(), eur(0)),
        ("named".to_owned(), words("Orange ; Free\nnone")),
    ]);
    let known = Known { record: &parting.record, texts: parting.journal.texts(), form: &form };
    let french = Catalogue::shipped("fr").unwrap();
    let sheet = leaving_sheet(&known.sheet()).as_text(&french, &PlainFormat);
    assert!(sheet.starts_with("Fiche de départ pour Léa Bernard\n"), "{sheet}");
    for line in [
        "- Dernier jour\u{a0}: 2026-11-21",
        "- Solde que nous vous versons\u{a0}: 9.00 EUR",
        "- Une possibilité\u{a0}: Free",
        "- Contact\u{a0}: as agreed",
    ] {
        assert!(sheet.contains(line), "{line} in {sheet}");
    }
    let letter = draft(LetterKind::ConfirmEnd, &known.letter(Some("Ana".to_owned())), &french, &PlainFormat);
    let expected = "Bonjour Léa Bernard,\n\nVotre contrat prend fin le 2026-11-21. La référence de la résiliation est as \
                    agreed.\n\nPlus rien ne sera prélevé. Nous vous remboursons 9.00 EUR. Le remboursement se fait par le \
                    moyen de paiement que vous avez utilisé.\n\nCordialement\nAna\n";
    assert_eq!(letter, expected);
}

#[test]
fn the_letter_of_a_settlement_says_what_was_agreed_and_who_paid() {
    let parting = Parting::parted();
    let choice = |word: &str| FieldValue::Choice(word.to_owned());
    let letter = |form: &Fields, language: &str| {
        let known = Known { record: &parting.record, texts: parting.journal.texts(), form };
        draft(LetterKind::Settled, &known.letter(None), &Catalogue::shipped(language).unwrap(), &PlainFormat)
    };
    let mut form = Fields::from([
        ("agreed".to_owned(), words("Half of the invoice goes back.")),
        ("agreed_on".to_owned(), day(date!(2026 - 11 - 19))),
        ("compensation".to_owned(), eur(3490)),
        ("paid_by".to_owned(), choice("we")),
        ("paid_on".to_owned(), day(date!(2026 - 11 - 20))),
        ("payment_reference".to_owned(), words("Z-2291")),
    ]);
    let ours = "Dear Léa Bernard,\n\nAgreed on 2026-11-19: Half of the invoice goes back. We paid 34.90 EUR on 2026-11-20. \
                The payment reference is Z-2291.\n\nWith this the matter is closed on our side.\n\nKind regards\n";
    assert_eq!(letter(&form, "en"), ours);
    // Who paid is said as it was: nothing is promised to somebody who paid us, and no amount where none was owed.
    form.insert("paid_by".to_owned(), choice("customer"));
    assert!(letter(&form, "de").contains("Die Zahlung von 34.90 EUR ist am 2026-11-20 bei uns eingegangen."));
    form.insert("paid_by".to_owned(), choice("nobody"));
    assert!(letter(&form, "fr").contains("Il n’y avait rien à payer.") && !letter(&form, "fr").contains("34.90"));
    let gaps = letters::gaps(LetterKind::Settled, &LetterFacts::default());
    let gaps: Vec<Key> = gaps.into_iter().map(|text| text.key).collect();
    assert_eq!(gaps, [Key::StepFieldAgreed, Key::StepFieldPaidBy]);
}

#[test]
fn what_a_letter_lacks_is_called_as_on_the_form() {
    let goods = LetterFacts { goods: true, ..LetterFacts::default() };
    let lacks: Vec<Key> = letters::gaps(LetterKind::ConfirmEnd, &goods).into_iter().map(|text| text.key).collect();
    assert_eq!(lacks, [Key::StepFieldReturnReference, Key::StepFieldUndoneOn, Key::StepFieldLastCharge]);
    let out: Vec<Key> = letters::left_out(LetterKind::SayOnce, &goods).into_iter().map(|text| text.key).collect();
    assert_eq!(out, [Key::StepFieldUndoneOn]);
}

#[test]
fn nobody_is_told_of_a_notice_that_is_not_recorded() {
    for kind in [LetterKind::SayOnce, LetterKind::Acknowledge] {
        let lacks = |facts: &LetterFacts| letters::gaps(kind, facts);
        let nothing = LetterFacts::default();
        assert_eq!(lacks(&nothing), [Key::StepFieldNoticeOn.into()]);
        let letter = draft(kind, &nothing, &Catalogue::shipped("en").unwrap(), &PlainFormat);
        assert!(!letter.contains("received"), "{letter}");
        let day = Some(time::macros::date!(2026 - 11 - 12));
        assert_eq!(lacks(&LetterFacts { notice_on: day, ..nothing.clone() }), []);
        assert_eq!(lacks(&LetterFacts { withdrawn_on: day, ..nothing }), []);
    }
}

#[test]
fn a_letter_says_only_what_is_known() {
    for language in Catalogue::languages() {
        let catalogue = Catalogue::shipped(language).unwrap();
        for kind in LetterKind::ALL {
            let letter = draft(*kind, &LetterFacts::default(), &catalogue, &PlainFormat);
            assert!(!letter.contains(['{', '}', '!']), "{language}: {letter}");
            assert!(!letter.contains("\n\n\n"), "{language}: {letter}");
        }
    }
}

#[test]
fn an_empty_sheet_has_no_empty_sections() {
    assert_eq!(leaving_sheet(&sheet::SheetFacts::default()).sections, []);
}

#[test]
fn texts_named_by_data_take_no_arguments() {
    let law = packs();
    let rules = || law.iter().flat_map(|pack| pack.rules.iter());
    let mut keys: Vec<Key> = rules().map(|rule| rule.title.0).collect();
    keys.extend(rules().filter_map(|rule| rule.note).map(|note| note.0));
    let cited = rules().flat_map(|rule| [&rule.article, &rule.source]);
    keys.extend(cited.filter_map(|cited| match cited {
        Cited::Key(key) => Some(*key),
        Cited::Own(_) => None,
    }));
    let branches = branches();
    let books = shipped().into_iter().chain(branches.branches.iter().map(Branch::as_playbook));
    for playbook in books {
        let mut texts = vec![&playbook.title];
        for step in &playbook.steps {
            texts.extend([&step.title, &step.guidance]);
            texts.extend(step.fields.iter().map(|field| &field.label));
            texts.extend(step.fields.iter().flat_map(|field| field.choices.iter().map(|choice| &choice.label)));
        }
        keys.extend(texts.into_iter().map(|text| text.text().key));
    }
    let source: serde_json::Value = serde_json::from_str(include_str!("../../../www/locales/en.json")).unwrap();
    for key in keys {
        let text = source.pointer(&format!("/{}", key.name().replace('.', "/"))).and_then(|text| text.as_str());
        assert!(text.is_some_and(|text| !text.is_empty() && !text.contains('{')), "{}", key.name());
    }
}

#[test]
fn what_staff_write_after_the_farewell_is_counted() {
    let after = |messages: &[(&str, &str, &str)]| {
        let mut parting = Parting::parted();
        let mut list = r#""messages":["#.to_owned();
        for (n, (at, author, audience)) in messages.iter().enumerate() {
            list.push_str(&format!(
                r#"{{"id":"late{n}","at":"{at}","author":"{author}","audience":"{audience}","text":"Hello"}},"#
            ));
        }
        let document = CASE.replace(r#""messages":["#, &list);
        parting.act(Act::CaseUpdated { document: FreeText::typed(document.clone()) }).unwrap();
        parting.record = CaseRecord::fold(&document, parting.journal.entries(), parting.journal.texts()).unwrap();
        parting.view(TODAY).contacts_after_goodbye
    };
    let (same_day, later) = ("2026-11-21T11:00:00Z", "2026-11-25T09:00:00Z");
    assert_eq!(after(&[]), 0);
    assert_eq!(after(&[("2026-11-20T09:00:00Z", "staff", "public")]), 0, "before the goodbye");
    assert_eq!(after(&[(same_day, "staff", "public")]), 0, "the farewell itself");
    assert_eq!(after(&[(same_day, "staff", "public"), ("2026-11-21T12:00:00Z", "staff", "public")]), 1);
    assert_eq!(after(&[(later, "staff", "public")]), 1);
    assert_eq!(after(&[(same_day, "staff", "public"), (later, "staff", "public")]), 1);
    let silent = [(later, "system", "public"), (later, "customer", "public"), (later, "staff", "internal")];
    assert_eq!(after(&silent), 0, "receipts, the customer and notes among staff");
}

#[test]
fn a_clock_starts_on_the_civil_date_of_the_place() {
    let mut parting = Parting::new();
    let wish = Act::WishSet { wants_to_leave: true, how: WishHow::ByPhone };
    let stamp = Stamp { at: "2026-11-21T00:30:00+01:00".to_owned(), ..stamp(1) };
    let entry = parting.journal.append(wish, &stamp).unwrap().clone();
    parting.record.apply(&entry, parting.journal.texts()).unwrap();
    assert_eq!(parting.record.wish.unwrap().on, date!(2026 - 11 - 21), "not the day before, as in UTC");
}

#[test]
fn every_act_has_its_line_in_the_log() {
    let parting = Parting::parted();
    let lines: Vec<String> =
        parting.record.history.iter().map(|happened| english(&happened.act.text(Some(&parting.playbook)))).collect();
    assert_eq!(lines[0], "Case opened");
    assert_eq!(lines[3], "Done: Confirm the wish");
    assert_eq!(lines[8], "Skipped: Alternatives");
    let view = parting.view(TODAY);
    assert_eq!(english(&view.steps[9].state.text(&view)), "Now");
}

#[test]
fn a_last_charge_that_a_letter_told_without_vat_is_pointed_out() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    parting.full("confirm_wish").unwrap();
    let fields = parting.playbook.step("cancel_in_billing").map(full).unwrap();
    let letter = Some(FreeText::typed("The last charge is 18.40."));
    parting.act(Act::StepDone { step: "cancel_in_billing".to_owned(), fields, letter }).unwrap();
    let told = |mode: &str| {
        let form = [("vat_amounts".to_owned(), FieldValue::Choice(mode.to_owned()))].into();
        let known = Known { record: &parting.record, texts: parting.journal.texts(), form: &form };
        known.told_without_vat().map(|amount| amount.minor)
    };
    assert_eq!((told("on_top"), told("included")), (Some(1840), None));
}
