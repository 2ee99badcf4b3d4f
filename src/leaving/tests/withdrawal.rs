//! A withdrawal: what is asked, what goes back, and what is said where nobody knows.

use time::macros::date;

use super::*;
use crate::words::{Catalogue, PlainFormat, Text};
use letters::draft;
use settlement::{Direction, SettlementError};
use sheet::{SheetFacts, leaving_sheet};

const MADE: Date = date!(2026 - 11 - 10);
const WITHDRAWN: Date = date!(2026 - 11 - 19);

fn english(text: &Text) -> String {
    Catalogue::shipped("en").unwrap().text(text, &PlainFormat)
}

/// A contract of 10 November, withdrawn from on the 19th and ended in billing today; `late` where they were not informed.
fn withdrawn(late: bool) -> Parting {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
    form.insert("concluded_on".to_owned(), day(MADE));
    form.insert("withdrawal_on".to_owned(), day(WITHDRAWN));
    if late {
        form.insert("late_because".to_owned(), FieldValue::Choice("not_informed".to_owned()));
    }
    parting.done("confirm_wish", form).unwrap();
    let cancel = [("reference", words("K-1")), ("end_date", day(TODAY)), ("last_charge", eur(0))];
    parting.done("cancel_in_billing", cancel.map(|(id, value)| (id.to_owned(), value)).into()).unwrap();
    parting
}

fn asked(parting: &Parting) -> Vec<String> {
    let view = parting.view(TODAY);
    let step = view.steps.iter().find(|step| step.id == "settle_money").unwrap();
    step.fields.iter().map(|field| field.id.clone()).collect()
}

/// What was paid for thirty days from the contract, and what they answered.
fn paid(answer: Option<&str>) -> Fields {
    let mut fields = Fields::from([
        ("prepaid_from".to_owned(), day(MADE)),
        ("prepaid_to".to_owned(), day(date!(2026 - 12 - 09))),
        ("prepaid_paid".to_owned(), eur(3000)),
        ("other_paid".to_owned(), eur(490)),
    ]);
    if let Some(word) = answer {
        fields.insert("at_once".to_owned(), FieldValue::Choice(word.to_owned()));
    }
    fields
}

fn known<'a>(parting: &'a Parting, form: &'a Fields) -> Known<'a> {
    Known { record: &parting.record, texts: parting.journal.texts(), form }
}

#[test]
fn the_one_question_is_asked_after_a_withdrawal_only_and_blocks_the_step() {
    let mut parting = withdrawn(false);
    assert!(["at_once", "other_paid", "period_price"].iter().all(|id| asked(&parting).contains(&(*id).to_owned())));
    let unanswered = Condition::Filled { field: "at_once".to_owned() };
    let refused = parting.done("settle_money", paid(None));
    assert_eq!(refused, Err(ActError::Unmet { step: "settle_money".to_owned(), condition: Box::new(unanswered) }));
    assert_eq!(known(&parting, &paid(None)).settlement(), Err(SettlementError::Undecided));
    let nothing_paid = [("at_once".to_owned(), FieldValue::Choice("not_shown".to_owned()))].into();
    assert!(parting.done("settle_money", nothing_paid).is_err(), "what was paid is asked for, 0 if nothing");
    parting.done("settle_money", paid(Some("not_shown"))).unwrap();

    let informed_too_late = withdrawn(true);
    assert!(!asked(&informed_too_late).contains(&"at_once".to_owned()), "the answer is known: nothing is owed");
    let mut plain = Parting::new();
    plain.leave();
    plain.start("consumer_subscription_eu", Path::Honour);
    plain.full("confirm_wish").unwrap();
    assert!(!asked(&plain).iter().any(|id| ["at_once", "other_paid", "period_price"].contains(&id.as_str())));
}

#[test]
fn all_payments_go_back_less_the_service_until_the_withdrawal_where_that_is_owed() {
    let parting = withdrawn(false);
    let total = |parting: &Parting, form: &Fields| {
        let settlement = known(parting, form).settlement().unwrap().unwrap().sums.remove(0);
        (settlement.total.minor, settlement.direction)
    };
    // 30.00 x 10 of 30 days are for the service, the day of the withdrawal counted; the end in billing plays no part.
    assert_eq!(total(&parting, &paid(Some("asked_and_told"))), (3490 - 1000, Direction::ToCustomer));
    assert_eq!(total(&parting, &paid(Some("not_shown"))), (3490, Direction::ToCustomer));
    assert_eq!(total(&withdrawn(true), &paid(None)), (3490, Direction::ToCustomer), "Art. 14(4)(a)(i)");
}

#[test]
fn no_charge_stands_beside_a_withdrawal() {
    let parting = withdrawn(false);
    let step = parting.playbook.step("cancel_in_billing").unwrap();
    let form = full(step);
    let unmet: Vec<String> = conditions(step, &parting.playbook, &parting.record, &form, law(), TODAY)
        .into_iter()
        .filter(|condition| !condition.met)
        .map(|condition| english(&condition.text))
        .collect();
    assert!(matches!(unmet.as_slice(), [text] if text.contains("is 0, because “Withdrawal declared on")), "{unmet:?}");
    // An earlier playbook let it pass.
    let charged = [paid(Some("not_shown")), [("last_charge".to_owned(), eur(1840))].into()];
    let settlement =
        known(&parting, &charged.into_iter().flatten().collect()).settlement().unwrap().unwrap().sums.remove(0);
    assert_eq!(settlement.total.minor, 3490);
    assert!(english(&settlement.lines.last().unwrap().reason).contains("Art. 14(5)"));
}

#[test]
fn the_customer_reads_every_line_its_article_and_the_day() {
    let parting = withdrawn(false);
    let catalogue = Catalogue::shipped("en").unwrap();
    let form = paid(Some("asked_and_told"));
    let sheet = leaving_sheet(&known(&parting, &form).sheet()).as_text(&catalogue, &PlainFormat);
    for part in [
        "Withdrawal declared on: 2026-11-19",
        "in your favour: 30.00 EUR\n  After a withdrawal every payment goes back (Directive 2011/83/EU, Art. 13(1))",
        "Service until the withdrawal, owed by you: 10.00 EUR\n  30.00 EUR × 10 of 30 days = 10.00 EUR, rounded half up \
         to 0.01 EUR, up to and with 2026-11-19",
        "Balance that we pay you: 24.90 EUR",
        "To be paid by: 2026-12-03",
    ] {
        assert!(sheet.contains(part), "{part} in\n{sheet}");
    }
    let confirm =
        |form: &Fields| draft(LetterKind::ConfirmEnd, &known(&parting, form).letter(None), &catalogue, &PlainFormat);
    let before = confirm(&Fields::new());
    assert!(before.contains("We will pay back what you have paid by 2026-12-03"), "{before}");
    assert!(confirm(&form).contains("We will refund 24.90 EUR by 2026-12-03."), "{}", confirm(&form));
}

#[test]
fn a_briton_reads_british_law() {
    let mut parting = withdrawn(false);
    let charge = [
        ("etc_claimed", eur(9900)),
        ("etc_kind", FieldValue::Choice("early_end".to_owned())),
        ("last_charge", eur(1840)),
    ];
    let charge = charge.map(|(id, value)| (id.to_owned(), value));
    let form = |answer| -> Fields { paid(Some(answer)).into_iter().chain(charge.clone()).collect() };
    let text = |parting: &Parting, form: &Fields| {
        let catalogue = Catalogue::shipped("en").unwrap();
        leaving_sheet(&known(parting, form).sheet()).as_text(&catalogue, &PlainFormat)
    };
    let german = text(&parting, &form("asked_and_told"));
    assert_eq!((german.contains("2011/83/EU"), german.contains("reg. 3")), (true, false), "{german}");
    for (answer, typed) in [("asked_and_told", "GB-SCT"), ("not_shown", "GB-SCT"), ("asked_and_told", "UK")] {
        parting.record.case.customer.jurisdiction = Some("GB-SCT".to_owned());
        parting.record.plan.as_mut().unwrap().steps.update("confirm_wish".to_owned(), |step| {
            step.fields.insert("jurisdiction".to_owned(), FieldValue::Choice(typed.to_owned()));
        });
        let british = text(&parting, &form(answer));
        assert!(!british.contains("Art. ") && !british.contains("/EU"), "{british}");
        for part in ["Regulations 2013, reg. 34", "(reg. 36)", "Regulations 2013, reg. 33–36", "(reg. 33–36)"] {
            assert!(british.contains(part), "{part} in\n{british}");
        }
    }
}

#[test]
fn whether_a_withdrawal_is_open_is_said_and_unknown_is_not_no() {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let right = |form: &[(&str, FieldValue)]| {
        let form = form.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
        withdrawal_right(&parting.record, &form, law(), TODAY).map(|text| english(&text))
    };
    let made = |on: Date| ("concluded_on", day(on));
    let word = |id, word: &str| (id, FieldValue::Choice(word.to_owned()));
    assert!(right(&[]).unwrap().contains("Do not take this as a no"));
    assert!(right(&[made(date!(2026 - 11 - 09))]).unwrap().contains("until 2026-11-23"));
    let saturday = right(&[made(date!(2026 - 11 - 07))]).unwrap();
    assert!(saturday.contains("until 2026-11-23"), "it would end on a Saturday: {saturday}");
    let longer = right(&[made(date!(2026 - 11 - 06))]).unwrap();
    assert!(longer.contains("until 2027-11-22"), "20 November 2027 is a Saturday: {longer}");
    let delivered = ("delivered_on", day(date!(2026 - 11 - 19)));
    let goods = right(&[made(date!(2026 - 10 - 01)), delivered]).unwrap();
    assert!(goods.contains("until 2026-12-03"), "of goods from their delivery: {goods}");
    assert_eq!(right(&[made(date!(2025 - 11 - 06))]), None, "even the longer period is over");
    assert_eq!(right(&[word("concluded_by", "shop")]), None);
    assert_eq!(right(&[word("customer_kind", "business")]), None);
    assert_eq!(right(&[word("jurisdiction", "US")]), None, "no pack here has the rule");
    let declared = ("withdrawal_on", day(TODAY));
    assert_eq!(right(std::slice::from_ref(&declared)), None, "declared: the period is checked instead");
    // Declared where there is no such right: all that was paid would go back by it.
    for without in [word("concluded_by", "shop"), word("customer_kind", "business"), word("jurisdiction", "US")] {
        let said = right(&[declared.clone(), without.clone()]);
        assert!(said.is_some_and(|text| text.contains("gives no right to withdraw")), "{without:?}");
    }
    assert_eq!(right(&[declared.clone(), word("concluded_by", "phone")]), None);
    assert_eq!(right(&[declared, word("jurisdiction", "GB")]), None);
}

#[test]
fn a_day_promised_after_the_laws_own_is_told_and_the_sheet_keeps_the_laws() {
    let mut parting = withdrawn(false);
    let late = |parting: &Parting, id: &str, form: &Fields, waits: bool| -> Vec<String> {
        let view = parting.view(TODAY);
        let step = view.steps.iter().find(|step| step.id == id).unwrap();
        let source = parting.playbook.step(id).unwrap();
        let clocks = clock_views(source, &parting.record, form, law(), TODAY);
        late_promises(step, form, &clocks, waits).iter().map(english).collect()
    };
    // The refund: 14 days from 19 November.
    let by = |on: Date| paid(Some("not_shown")).into_iter().chain([("refund_by".to_owned(), day(on))]).collect();
    assert_eq!(late(&parting, "settle_money", &by(date!(2026 - 12 - 03)), false), [""; 0]);
    let told = late(&parting, "settle_money", &by(date!(2026 - 12 - 04)), false);
    assert!(
        matches!(told.as_slice(), [one] if one.contains("after 2026-12-03") && one.contains("Art. 13(1)")),
        "{told:?}"
    );
    assert_eq!(late(&parting, "settle_money", &by(date!(2026 - 12 - 04)), true), [""; 0], "it may wait for the goods");
    // Copy and erasure: a month from 31 October.
    let data = |copy_by: Date, erased: bool| -> Fields {
        let mut form: Fields = [
            ("wants_copy".to_owned(), FieldValue::YesNo(true)),
            ("wants_erasure".to_owned(), FieldValue::YesNo(true)),
            ("request_on".to_owned(), day(date!(2026 - 10 - 31))),
            ("copy_by".to_owned(), day(copy_by)),
            ("erase_by".to_owned(), day(date!(2027 - 01 - 01))),
        ]
        .into();
        if erased {
            form.insert("erased_on".to_owned(), day(TODAY));
        }
        form
    };
    assert_eq!(late(&parting, "data", &data(date!(2026 - 11 - 30), true), false), [""; 0], "the erasure is done");
    assert_eq!(late(&parting, "data", &data(date!(2026 - 12 - 01), false), false).len(), 2);

    let sheet_in = |language, parting: &Parting| {
        let catalogue = Catalogue::shipped(language).unwrap();
        let terms = sheet::terms(&parting.view(TODAY), "leaving_sheet");
        let facts = SheetFacts { terms, ..known(parting, &Fields::new()).sheet() };
        leaving_sheet(&facts).as_text(&catalogue, &PlainFormat)
    };
    let sheet = |parting: &Parting| sheet_in("en", parting);
    parting.done("settle_money", by(date!(2027 - 03 - 01))).unwrap();
    parting.done("data", data(date!(2027 - 06 - 01), false)).unwrap();
    let late = sheet(&parting);
    assert!(late.contains("Art. 13(1))") && late.contains("GDPR Art. 12(3)"), "{late}");
    let french = sheet_in("fr", &parting);
    assert!(french.contains("(directive 2011/83/UE, art. 13, par. 1)"), "{french}");
    assert!(french.contains("(RGPD, art. 12, par. 3)") && !french.contains("Art. "), "{french}");
    for (step, form) in [("settle_money", by(date!(2026 - 12 - 03))), ("data", data(date!(2026 - 11 - 30), true))] {
        parting.act(Act::StepReopened { step: step.to_owned() }).unwrap();
        parting.done(step, form).unwrap();
    }
    let kept = sheet(&parting);
    assert!(!kept.contains("GDPR Art. 12(3)") && !kept.contains("within 14 days by the same"), "{kept}");
}

#[test]
fn a_withdrawal_without_the_day_of_the_contract_is_not_known_to_be_in_time() {
    let parting = Parting::new();
    let step = parting.playbook.step("confirm_wish").unwrap();
    let mut form = full(step);
    form.insert("withdrawal_on".to_owned(), day(TODAY));
    let unknown = |form: &Fields| -> Vec<String> {
        let all = conditions(step, &parting.playbook, &parting.record, form, law(), TODAY);
        all.into_iter().filter(|condition| condition.unknown).map(|condition| english(&condition.text)).collect()
    };
    assert_eq!(
        unknown(&form),
        ["“Withdrawal declared on (within the withdrawal period only)” may be too late: that cannot be told without \
          “Contract made on”"]
    );
    form.insert("concluded_on".to_owned(), day(MADE));
    assert_eq!(unknown(&form), [""; 0]);
}

#[test]
fn a_plan_of_the_earlier_playbook_is_not_prorated_either() {
    let mut parting = Parting::new();
    parting.playbook = playbook("earlier");
    parting.leave();
    let act = Act::PlanStarted { playbook: parting.playbook.id.clone(), version: 1, path: Path::Honour };
    parting.record.check(&act, Some(&parting.playbook), law(), TODAY).unwrap();
    let entry = parting.journal.append(act, &stamp(2)).unwrap().clone();
    parting.record.apply(&entry, parting.journal.texts()).unwrap();
    let mut form = parting.playbook.step("confirm_wish").map(full).unwrap();
    form.insert("withdrawal_on".to_owned(), day(WITHDRAWN));
    parting.done("confirm_wish", form).unwrap();
    parting.full("cancel_in_billing").unwrap();
    assert_eq!(known(&parting, &paid(None)).settlement(), Err(SettlementError::Undecided));
    // Moving to the newer version keeps what was typed, and asks.
    let newer = playbook("consumer_subscription_eu");
    parting.act(Act::PlanStarted { playbook: newer.id, version: newer.version, path: Path::Honour }).unwrap();
    assert_eq!(parting.record.plan.as_ref().unwrap().field("confirm_wish", "withdrawal_on"), Some(&day(WITHDRAWN)));
    assert!(asked(&parting).contains(&"at_once".to_owned()));
}
