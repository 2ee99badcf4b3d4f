//! Several clocks on one step: which of them run, how each is met, and that older files and journals are read as before.

use time::macros::date;

use super::*;
use crate::case::{ContractKind, CustomerKind};

/// A plan of the subscription's playbook for somebody of a kind in a place, and the steps up to the cancellation done.
fn begun(kind: CustomerKind, place: &str) -> Parting {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
    form.insert("customer_kind".to_owned(), FieldValue::Choice(kind.word().to_owned()));
    form.insert("jurisdiction".to_owned(), FieldValue::Choice(place.to_owned()));
    form.insert("notice_on".to_owned(), day(date!(2026 - 11 - 09)));
    parting.done("confirm_wish", form).unwrap();
    parting
}

fn form<const N: usize>(fields: [(&str, FieldValue); N]) -> Fields {
    fields.into_iter().map(|(id, value)| (id.to_owned(), value)).collect()
}

fn request(on: Date) -> Fields {
    form([("wants_copy", FieldValue::YesNo(true)), ("wants_erasure", FieldValue::YesNo(true)), ("request_on", day(on))])
}

/// The clocks of a step with a form as it is typed: rule, day, and how each stands.
fn clocks(parting: &Parting, step: &str, form: &Fields) -> Vec<(String, Date, ClockState)> {
    let step = parting.playbook.step(step).unwrap();
    let all = clock_views(step, &parting.record, form, law(), TODAY);
    all.into_iter().map(|clock| (clock.rule, clock.due, clock.state)).collect()
}

fn fields(parting: &Parting, id: &str) -> Vec<String> {
    let view = parting.view(TODAY);
    let step = view.steps.iter().find(|step| step.id == id).unwrap();
    step.fields.iter().map(|field| field.id.clone()).collect()
}

#[test]
fn a_californian_request_is_confirmed_and_answered() {
    let mut parting = begun(CustomerKind::Consumer, "US-CA");
    let asked = request(date!(2026 - 11 - 09));
    // 10, 12, 13, 16-20, 23 and 24 November; the 11th is Veterans Day. 45 days: 21 to the end of November, 24 more.
    let (confirm, reply) = (date!(2026 - 11 - 24), date!(2026 - 12 - 24));
    let running = |rule: &str, due, days| (rule.to_owned(), due, ClockState::DueIn(days));
    assert_eq!(
        clocks(&parting, "data", &asked),
        [running("privacy_confirm", confirm, 3), running("privacy_reply", reply, 33)]
    );
    let confirmed = ("receipt_confirmed_on".to_owned(), day(date!(2026 - 11 - 16)));
    let later = form([("copy_by", day(reply)), ("erase_by", day(reply))]);
    parting.done("data", asked.into_iter().chain(later).chain([confirmed]).collect()).unwrap();
    let view = parting.view(TODAY);
    let data = view.steps.iter().find(|step| step.id == "data").unwrap();
    let states: Vec<ClockState> = data.clocks.iter().map(|clock| clock.state).collect();
    let met = ClockState::Met { on: date!(2026 - 11 - 16), late: 0 };
    assert_eq!(states, [met, ClockState::DueIn(33)], "confirmed is not yet answered");
    assert_eq!(data.clock().unwrap().rule, "privacy_reply", "a line shows what is still to be done");
}

#[test]
fn what_was_left_on_voicemail_has_a_day_where_the_law_says_so() {
    let parting = begun(CustomerKind::Consumer, "US-CA");
    assert!(fields(&parting, "cancel_in_billing").contains(&"voicemail_on".to_owned()));
    assert_eq!(clocks(&parting, "cancel_in_billing", &Fields::new()), [], "a mail is no voicemail");
    let left = form([("voicemail_on", day(date!(2026 - 11 - 20)))]);
    let due = ("voicemail_reply".to_owned(), date!(2026 - 11 - 21), ClockState::Today);
    assert_eq!(clocks(&parting, "cancel_in_billing", &left), [due]);

    let german = begun(CustomerKind::Consumer, "DE");
    let confirm = [("confirm_notice".to_owned(), date!(2026 - 11 - 09), ClockState::Overdue(12))];
    assert_eq!(clocks(&german, "cancel_in_billing", &Fields::new()), confirm);
    let californian = ["voicemail_on", "receipt_confirmed_on", "opted_out_on"];
    for step in ["cancel_in_billing", "data", "stop_contact"] {
        assert!(
            fields(&german, step).iter().all(|id| !californian.contains(&id.as_str())),
            "{step}: nobody else is asked"
        );
    }
}

#[test]
fn a_withdrawal_is_acknowledged_whatever_the_contract() {
    for book in shipped().iter().filter(|book| book.serves.customer_kinds != [CustomerKind::Business]) {
        let newest = shipped().iter().all(|other| other.id != book.id || other.version <= book.version);
        let withdraws = book.steps.iter().any(|step| step.field("withdrawal_on").is_some());
        if newest && withdraws {
            let cancel = book.step("cancel_in_billing").unwrap();
            assert!(cancel.clock.all().any(|clock| clock.rule == "withdrawal_button"), "{}", book.id);
        }
    }
}

#[test]
fn a_longer_answer_counts_once_it_was_announced_in_time() {
    let mut parting = begun(CustomerKind::Consumer, "DE");
    let asked = request(date!(2026 - 10 - 09));
    let with = |told: Date| {
        let more = form([
            ("extended_told_on", day(told)),
            ("copy_by", day(date!(2027 - 01 - 09))),
            ("erase_by", day(date!(2027 - 01 - 09))),
        ]);
        asked.clone().into_iter().chain(more).collect::<Fields>()
    };
    let first = |form: &Fields| clocks(&parting, "data", form).remove(0);
    assert_eq!(first(&asked), ("privacy_reply".to_owned(), date!(2026 - 11 - 09), ClockState::Overdue(12)));
    let longer = ("privacy_extension".to_owned(), date!(2027 - 01 - 09), ClockState::DueIn(49));
    assert_eq!(first(&with(date!(2026 - 11 - 09))), longer);
    assert!(parting.done("data", with(date!(2026 - 11 - 10))).is_err(), "a day after the month");
    parting.done("data", with(date!(2026 - 11 - 09))).unwrap();
}

#[test]
fn what_the_law_makes_us_keep_is_told_with_the_sheet() {
    let mut parting = begun(CustomerKind::Consumer, "DE");
    parting.full("cancel_in_billing").unwrap();
    parting.full("settle_money").unwrap();
    let kept = form([
        ("copy_sent_on", day(TODAY)),
        ("erased_on", day(TODAY)),
        ("kept", words("Invoices")),
        ("kept_because", words("§ 147 AO")),
    ]);
    parting.done("data", request(date!(2026 - 11 - 20)).into_iter().chain(kept).collect()).unwrap();
    let refusal = |state| [("privacy_refusal".to_owned(), date!(2026 - 12 - 20), state)];
    assert_eq!(clocks(&parting, "leaving_sheet", &Fields::new()), refusal(ClockState::DueIn(29)));
    parting.skip("alternatives", "not wanted").unwrap();
    parting.full("leaving_sheet").unwrap();
    let met = ClockState::Met { on: TODAY, late: 0 };
    assert_eq!(clocks(&parting, "leaving_sheet", &Fields::new()), refusal(met));
}

#[test]
fn a_company_is_no_data_subject() {
    let parting = begun(CustomerKind::Business, "DE");
    assert!(fields(&parting, "data").contains(&"personal_data".to_owned()));
    let consumer = begun(CustomerKind::Consumer, "DE");
    assert!(
        !fields(&consumer, "data").contains(&"personal_data".to_owned()),
        "what a person asks for is about a person"
    );
    let asked = request(date!(2026 - 11 - 20));
    let rules = |parting: &Parting, form: &Fields| -> Vec<String> {
        clocks(parting, "data", form).into_iter().map(|(rule, ..)| rule).collect()
    };
    assert_eq!(rules(&consumer, &asked), ["privacy_reply"]);
    assert_eq!(rules(&parting, &asked), [""; 0]);
    let about = |yes| asked.clone().into_iter().chain(form([("personal_data", FieldValue::YesNo(yes))])).collect();
    assert_eq!(rules(&parting, &about(false)), [""; 0]);
    assert_eq!(rules(&parting, &about(true)), ["privacy_reply"]);
}

#[test]
fn the_sheet_tells_the_days_that_the_law_sets_and_no_doubtful_ones() {
    let mut parting = begun(CustomerKind::Consumer, "US-CA");
    let proof = [("reference", words("K-1")), ("end_date", day(date!(2026 - 11 - 30))), ("last_charge", eur(0))];
    let left = ("voicemail_on", day(date!(2026 - 11 - 09)));
    parting.done("cancel_in_billing", form([proof[0].clone(), proof[1].clone(), proof[2].clone(), left])).unwrap();
    let plan = parting.record.plan.as_mut().unwrap();
    plan.steps.get_mut("cancel_in_billing").unwrap().status = StepStatus::Open;
    let later = form([("copy_by", day(date!(2026 - 12 - 24))), ("erase_by", day(date!(2026 - 12 - 24)))]);
    parting.done("data", request(date!(2026 - 11 - 09)).into_iter().chain(later).collect()).unwrap();
    let view = parting.view(TODAY);
    let open: Vec<&str> = view.open_clocks().map(|clock| clock.rule.as_str()).collect();
    assert_eq!(open, ["voicemail_reply", "privacy_confirm", "stop_contact_at_end", "privacy_reply"]);
    let catalogue = crate::words::Catalogue::shipped("en").unwrap();
    let mut terms = sheet::terms(&view, "leaving_sheet");
    let said = |terms: &[sheet::Term], copy| {
        let facts = sheet::SheetFacts { terms: terms.to_vec(), copy, ..sheet::SheetFacts::default() };
        sheet::leaving_sheet(&facts).as_text(&catalogue, &crate::words::PlainFormat)
    };
    let text = said(&terms, sheet::Wished::Open);
    for line in ["Legal deadlines", "(11 CCR § 7021(a)): due 2026-11-24", "11 CCR § 7021(b)): due 2026-12-24"] {
        assert!(text.contains(line), "{line} in {text}");
    }
    for id in ["privacy_reply", "gdpr_reply"] {
        terms.last_mut().unwrap().rule = id.to_owned();
        let promised = said(&terms, sheet::Wished::By(date!(2026 - 12 - 24)));
        assert!(promised.contains("due 2026-11-24") && !promised.contains("due 2026-12-24"), "not twice: {promised}");
    }
    assert!(!text.contains("voicemail"), "nobody is told that an uncertain rule is law: {text}");
    assert!(!text.contains("Advertising"), "nor that our own one is: {text}");
    assert_eq!(sheet::terms(&view, "data").len(), 0, "what the sheet's own step settles");
}

/// The clocks of a step of another playbook, for somebody in a place with a kind of contract.
fn elsewhere(book: &str, step: &str, place: &str, kind: ContractKind, form: &Fields) -> Vec<(String, Date)> {
    let mut parting = begun(CustomerKind::Consumer, place);
    let proof = [("reference", words("K-1")), ("end_date", day(date!(2026 - 12 - 04))), ("last_charge", eur(0))];
    parting.done("cancel_in_billing", self::form(proof)).unwrap();
    parting.record.case.contract.kind = Some(kind);
    let book = shipped().into_iter().filter(|one| one.id == book).max_by_key(|one| one.version).unwrap();
    let all = clock_views(book.step(step).unwrap(), &parting.record, form, law(), TODAY);
    all.into_iter().map(|clock| (clock.rule, clock.due)).collect()
}

#[test]
fn a_switch_has_the_clocks_of_its_kind() {
    let on = form([("switch_on", day(date!(2026 - 12 - 04))), ("switch_asked_on", day(date!(2026 - 11 - 20)))]);
    let of = |kind| elsewhere("consumer_switching", "switch", "IT", kind, &on);
    let clock = |rule: &str, due| (rule.to_owned(), due);
    // 4 December is a Friday, the 8th a holiday; a month later is a Monday.
    let monday = date!(2026 - 12 - 07);
    assert_eq!(
        of(ContractKind::Telecom),
        [clock("number_port", monday), clock("service_gap", monday), clock("number_keep", date!(2027 - 01 - 04))]
    );
    assert_eq!(
        of(ContractKind::Energy),
        [clock("energy_switch_technical", date!(2026 - 12 - 05)), clock("energy_switch", date!(2026 - 12 - 11))]
    );
}

#[test]
fn a_payment_account_is_switched_in_working_days() {
    let asked = form([("account_switch_on", day(date!(2026 - 11 - 20)))]);
    let of = |place, kind, form| elsewhere("generic", "cancel_in_billing", place, kind, form);
    let switch = |all: Vec<(String, Date)>| -> Vec<(String, Date)> {
        all.into_iter().filter(|(rule, _)| rule.starts_with("account")).collect()
    };
    let clock = |rule: &str, due| (rule.to_owned(), due);
    // 23-27 November; 23-27, 30-4, 7, and the 8th is a holiday in Austria, so the 9th.
    let austrian =
        [clock("account_switch_records", date!(2026 - 11 - 27)), clock("account_switch", date!(2026 - 12 - 09))];
    assert_eq!(switch(of("AT", ContractKind::Other, &asked)), austrian);
    let british =
        [clock("account_switch_records", date!(2026 - 11 - 27)), clock("account_switch", date!(2026 - 12 - 01))];
    assert_eq!(switch(of("GB-ENG", ContractKind::Other, &asked)), british);
    assert_eq!(switch(of("AT", ContractKind::Other, &Fields::new())), []);
}

/// A company in the Netherlands that switches: notice on 20 November 2026, transition from the end of its notice, 20 January, to 19
/// February 2027.
fn switching(longer: Option<&str>) -> Parting {
    let mut parting = Parting::new();
    parting.leave();
    parting.playbook = Playbook::parse(include_str!("../../../www/playbooks/business_software.json")).unwrap();
    let (id, version) = (parting.playbook.id.clone(), parting.playbook.version);
    let entry = Act::PlanStarted { playbook: id, version, path: Path::Honour };
    let entry = parting.journal.append(entry, &stamp(9)).unwrap().clone();
    parting.record.apply(&entry, parting.journal.texts()).unwrap();
    let facts = ContractFacts { contract_kind: Some(ContractKind::BusinessSoftware), ..ContractFacts::default() };
    parting.act(Act::ContractSet(facts)).unwrap();
    let wish = form([
        ("customer_kind", FieldValue::Choice("business".to_owned())),
        ("jurisdiction", FieldValue::Choice("NL".to_owned())),
        ("notice_on", day(date!(2026 - 11 - 20))),
        ("notice_until", day(date!(2027 - 01 - 20))),
    ]);
    parting.done("confirm_wish", wish).unwrap();
    let mut dates = form([
        ("transition_from", day(date!(2027 - 01 - 20))),
        ("transition_to", day(date!(2027 - 02 - 19))),
        ("retrieval_until", day(date!(2027 - 03 - 22))),
        ("export_formats", words("CSV")),
    ]);
    if let Some(why) = longer {
        dates.insert("longer_because".to_owned(), words(why));
        dates.insert("longer_told_on".to_owned(), day(TODAY));
    }
    parting.done("transition", dates).unwrap();
    parting
}

#[test]
fn the_data_act_has_its_own_terms_and_the_gdpr_only_those_of_a_person() {
    let parting = switching(None);
    let retrieval = ("switching_retrieval".to_owned(), date!(2027 - 03 - 22), ClockState::DueIn(121));
    let asked =
        |person| request(TODAY).into_iter().chain(form([("personal_data", FieldValue::YesNo(person))])).collect();
    assert_eq!(clocks(&parting, "data", &asked(false)), std::slice::from_ref(&retrieval));
    let reply = ("privacy_reply".to_owned(), date!(2026 - 12 - 21), ClockState::DueIn(30));
    assert_eq!(clocks(&parting, "data", &asked(true)), [reply, retrieval]);
    let notice = clocks(&parting, "transition", &Fields::new()).remove(1);
    assert_eq!(notice, ("switching_notice".to_owned(), date!(2027 - 01 - 20), ClockState::DueIn(60)));
    let export = |parting: &Parting| clocks(parting, "export", &Fields::new()).remove(0);
    assert_eq!(export(&parting).0, "switching_transition");
    let longer = export(&switching(Some("Two petabytes")));
    assert_eq!((longer.0.as_str(), longer.1), ("switching_extension", date!(2027 - 08 - 20)));
}

#[test]
fn a_transition_counts_from_the_end_of_the_notice_and_not_from_the_day_after() {
    let mut parting = switching(None);
    parting.act(Act::StepReopened { step: "transition".to_owned() }).unwrap();
    let mut done = |from: Date, to: Date, why: Option<&str>| {
        let mut dates = form([
            ("transition_from", day(from)),
            ("transition_to", day(to)),
            ("retrieval_until", day(date!(2027 - 03 - 22))),
            ("export_formats", words("CSV")),
        ]);
        if let Some(why) = why {
            dates.insert("longer_because".to_owned(), words(why));
            dates.insert("longer_told_on".to_owned(), day(TODAY));
        }
        match parting.done("transition", dates) {
            Ok(()) => parting.act(Act::StepReopened { step: "transition".to_owned() }).map(|()| None).unwrap(),
            Err(ActError::Unmet { condition, .. }) => Some(*condition),
            Err(other) => panic!("{other:?}"),
        }
    };
    let (notice, after) = (date!(2027 - 01 - 20), date!(2027 - 01 - 21));
    assert!(matches!(done(after, date!(2027 - 02 - 19), None), Some(Condition::NotAfter { .. })));
    assert!(matches!(done(notice, date!(2027 - 02 - 20), None), Some(Condition::Within { .. })));
    assert_eq!(done(notice, date!(2027 - 02 - 19), None), None);
    assert_eq!(done(after, date!(2027 - 02 - 20), Some("the customer asked for it")), None);
}

#[test]
fn what_only_lasts_is_over_and_never_late() {
    let parting = switching(None);
    let state = |today| {
        let view = parting.view(today);
        let clock = view.clocks.iter().find(|clock| clock.rule == "switching_retrieval").unwrap();
        assert!(clock.lasts);
        (clock.state, view.open_clocks().any(|open| open.rule == "switching_retrieval"))
    };
    assert_eq!(state(date!(2027 - 03 - 22)), (ClockState::Today, true));
    assert_eq!(state(date!(2027 - 03 - 23)), (ClockState::Over, false));
    let view = parting.view(TODAY);
    assert!(view.clocks.last().unwrap().lasts, "the last of all, in March");
    assert_eq!(view.last_due(), Some(date!(2027 - 02 - 19)), "and nobody asks us about it afterwards");
}

#[test]
fn a_mark_is_of_one_clock_and_one_without_a_rule_of_the_first() {
    let mut parting = begun(CustomerKind::Consumer, "US-CA");
    let later = form([("copy_by", day(date!(2026 - 12 - 24))), ("erase_by", day(date!(2026 - 12 - 24)))]);
    parting.done("data", request(date!(2026 - 11 - 09)).into_iter().chain(later).collect()).unwrap();
    let mark = |rule: Option<&str>| Act::ClockMet {
        step: "data".to_owned(),
        evidence: FreeText::typed("mail of today"),
        rule: rule.map(str::to_owned),
    };
    let open = |parting: &Parting| -> Vec<String> {
        parting.view(TODAY).open_clocks().map(|clock| clock.rule.clone()).collect()
    };
    assert_eq!(open(&parting), ["privacy_confirm", "privacy_reply"]);
    assert!(matches!(parting.act(mark(Some("confirm_notice"))), Err(ActError::Value { .. })));
    let mut earlier = begun(CustomerKind::Consumer, "US-CA");
    std::mem::swap(&mut earlier, &mut parting);
    let mut first = Parting {
        journal: earlier.journal.clone(),
        record: earlier.record.clone(),
        playbook: earlier.playbook.clone(),
    };
    earlier.act(mark(Some("privacy_confirm"))).unwrap();
    assert_eq!(open(&earlier), ["privacy_reply"]);
    first.act(mark(None)).unwrap();
    assert_eq!(open(&first), ["privacy_confirm"], "as journals had it when a step had one clock");

    // A mark made by mistake is taken back, and only that one; the journal keeps both.
    let again = |rule: &str| Act::ClockReopened { step: "data".to_owned(), rule: rule.to_owned() };
    let refused = |parting: &mut Parting, rule: &str| parting.act(again(rule)).unwrap_err();
    assert_eq!(refused(&mut earlier, "privacy_reply"), ActError::NotSo("privacy_reply".to_owned()), "not marked");
    assert!(matches!(refused(&mut earlier, "confirm_notice"), ActError::Value { .. }));
    let marked = |parting: &Parting| parting.view(TODAY).clocks.iter().filter(|clock| clock.marked).count();
    for (parting, rule) in [(&mut earlier, "privacy_confirm"), (&mut first, "privacy_reply")] {
        let before = parting.record.history.len();
        assert_eq!(marked(parting), 1);
        parting.act(again(rule)).unwrap();
        assert_eq!((open(parting).len(), marked(parting)), (2, 0), "{rule}");
        assert_eq!(refused(parting, rule), ActError::NotSo(rule.to_owned()));
        parting.act(mark(Some(rule))).unwrap();
        assert_eq!((open(parting).len(), parting.record.history.len()), (1, before + 2));
    }
}

#[test]
fn an_entry_of_an_earlier_version_reads_the_same() {
    let sealed = "7f".repeat(32);
    let act: Act = crate::json::parse(&format!(r#"{{"clock_met":{{"step":"data","evidence":"{sealed}"}}}}"#)).unwrap();
    assert!(matches!(act, Act::ClockMet { rule: None, .. }));
}

#[test]
fn one_clock_is_written_as_it_always_was() {
    for book in shipped() {
        let text = crate::json::write(&book).unwrap();
        assert_eq!(Playbook::parse(&text).unwrap(), book);
        for step in &book.steps {
            let written = crate::json::write(&step.clock).unwrap();
            let begins = match step.clock.0.len() {
                0 => "null",
                1 => "{",
                _ => "[",
            };
            assert!(written.starts_with(begins), "{}: {written}", step.id);
        }
    }
    let none: Clocks = crate::json::parse("[]").unwrap();
    assert_eq!(none, Clocks::default());
}

#[test]
fn a_step_cannot_name_a_rule_twice_or_ask_what_is_not_there() {
    let broken = |change: &dyn Fn(&mut Step)| {
        let mut book = playbook("book");
        change(book.steps.iter_mut().find(|step| step.id == "data").unwrap());
        book.check().unwrap_err()
    };
    let twice = |step: &mut Step| step.clock.0[1].rule = "privacy_reply".to_owned();
    assert_eq!(broken(&twice), PlaybookError::Twice("privacy_reply".to_owned()));
    let nothing = |step: &mut Step| step.clock.0[1].when[0].field = "nothing".to_owned();
    let unknown = || "nothing".to_owned();
    assert_eq!(broken(&nothing), PlaybookError::UnknownField { step: "data".to_owned(), unknown: unknown() });
    let nowhere = |step: &mut Step| step.clock.0[1].when[0].step = "nothing".to_owned();
    assert_eq!(broken(&nowhere), PlaybookError::UnknownStep { step: "data".to_owned(), unknown: unknown() });
    let nobody = |step: &mut Step| {
        let field = step.fields.iter_mut().find(|field| field.id == "personal_data").unwrap();
        field.only.as_mut().unwrap().is = Some("nobody".to_owned());
    };
    let unreachable = PlaybookError::Unreachable { step: "data".to_owned(), field: "customer_kind".to_owned() };
    assert_eq!(broken(&nobody), unreachable);
}
