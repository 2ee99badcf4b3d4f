//! A withdrawal: what is asked, what goes back, and what is said where nobody knows.

use time::macros::date;

use super::*;
use crate::words::{Catalogue, PlainFormat, Text};
use letters::draft;
use settlement::{Direction, SettlementError};
use sheet::leaving_sheet;

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
    assert_eq!(right(&[("withdrawal_on", day(TODAY))]), None, "declared: the period is checked instead");
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
