//! What must not be taken silently: an end before the notice, a wish without a day, money that comes to nothing.

use time::macros::date;

use super::*;
use crate::words::{Catalogue, Key, PlainFormat, Text};
use letters::draft;
use settlement::Sum;
use sheet::leaving_sheet;

fn english(text: &Text) -> String {
    Catalogue::shipped("en").unwrap().text(text, &PlainFormat)
}

fn form<const N: usize>(fields: [(&str, FieldValue); N]) -> Fields {
    fields.into_iter().map(|(id, value)| (id.to_owned(), value)).collect()
}

/// A parting whose notice came today, for a contract made a year ago.
fn noticed() -> Parting {
    let mut parting = Parting::new();
    parting.leave();
    parting.start("consumer_subscription_eu", Path::Honour);
    let mut fields = parting.playbook.step("confirm_wish").map(full).unwrap();
    fields.insert("concluded_on".to_owned(), day(date!(2025 - 11 - 21)));
    parting.done("confirm_wish", fields).unwrap();
    parting
}

fn unmet(parting: &Parting, step: &str, fields: &Fields) -> Vec<String> {
    let step = parting.playbook.step(step).unwrap();
    let all = conditions(step, &parting.playbook, &parting.record, fields, law(), TODAY);
    all.into_iter().filter(|condition| !condition.met).map(|condition| english(&condition.text)).collect()
}

fn known<'a>(parting: &'a Parting, form: &'a Fields) -> Known<'a> {
    Known { record: &parting.record, texts: parting.journal.texts(), form }
}

#[test]
fn an_end_before_the_notice_names_both_days_and_needs_a_reason() {
    let mut parting = noticed();
    let mut fields =
        form([("reference", words("K-1")), ("end_date", day(date!(2026 - 03 - 01))), ("last_charge", eur(0))]);
    assert_eq!(
        unmet(&parting, "cancel_in_billing", &fields),
        [
            "“Last day of the contract” (2026-03-01) must not be before “Notice received on” (2026-11-21), or “If it ends \
          before the notice: why (a withdrawal, for instance)” is filled in"
        ]
    );
    assert!(matches!(parting.done("cancel_in_billing", fields.clone()), Err(ActError::Unmet { .. })));
    fields.insert(EARLIER.to_owned(), words(" "));
    assert!(parting.done("cancel_in_billing", fields.clone()).is_err(), "a blank is no reason");
    fields.insert(EARLIER.to_owned(), words("Withdrawal of 20 February"));
    assert_eq!(unmet(&parting, "cancel_in_billing", &fields), [""; 0]);
    fields.insert("end_date".to_owned(), day(date!(2025 - 11 - 20)));
    assert_eq!(unmet(&parting, "cancel_in_billing", &fields).len(), 1, "nothing ends before it was made");
    fields.insert("end_date".to_owned(), day(date!(2026 - 03 - 01)));
    parting.done("cancel_in_billing", fields).unwrap();
}

#[test]
fn the_reason_for_one_end_excuses_no_other() {
    let mut parting = noticed();
    let fields = form([
        ("reference", words("K-1")),
        ("end_date", day(date!(2026 - 03 - 01))),
        ("last_charge", eur(0)),
        (EARLIER, words("Withdrawal")),
    ]);
    parting.done("cancel_in_billing", fields).unwrap();
    let turn = Act::PlanTurned {
        from: Path::Honour,
        to: Path::CleanBreak,
        playbook: "consumer_subscription_eu".to_owned(),
        version: playbook("consumer_subscription_eu").version,
        reason: FreeText::typed("they said so"),
    };
    parting.act(turn).unwrap();
    assert_eq!(parting.record.plan.as_ref().unwrap().field("cancel_in_billing", EARLIER), None);
}

#[test]
fn a_wish_about_data_needs_its_days() {
    let mut parting = noticed();
    let mut fields = form([("wants_copy", FieldValue::YesNo(true)), ("wants_erasure", FieldValue::YesNo(false))]);
    assert_eq!(
        unmet(&parting, "data", &fields),
        [
            "With “Wants a copy of the data”, “Data request received on” is filled in too",
            "With “Wants a copy of the data”, one of these is filled in too: Copy sent on, Copy not sent yet: by"
        ]
    );
    fields.insert("request_on".to_owned(), day(TODAY));
    fields.insert("copy_by".to_owned(), day(date!(2026 - 11 - 20)));
    assert_eq!(unmet(&parting, "data", &fields), ["“Copy not sent yet: by” is today or later"]);
    fields.insert("copy_by".to_owned(), day(date!(2026 - 12 - 05)));
    parting.done("data", fields).unwrap();
    let neither = form([("wants_copy", FieldValue::YesNo(false)), ("wants_erasure", FieldValue::YesNo(false))]);
    assert_eq!(unmet(&parting, "data", &neither), [""; 0]);
}

#[test]
fn sheet_and_farewell_say_what_is_open() {
    let parting = noticed();
    let catalogue = Catalogue::shipped("en").unwrap();
    let said = |fields: &Fields| {
        let known = known(&parting, fields);
        let sheet = leaving_sheet(&known.sheet()).as_text(&catalogue, &PlainFormat);
        (sheet, draft(LetterKind::Farewell, &known.letter(None), &catalogue, &PlainFormat))
    };
    let settled = english(&Key::LetterSettled.into());
    let base = || form([("end_date", day(date!(2026 - 11 - 30))), ("last_charge", eur(0))]);
    let with = |more: Fields| base().into_iter().chain(more).collect::<Fields>();

    let (sheet, letter) = said(&with(form([
        ("wants_copy", FieldValue::YesNo(true)),
        ("wants_erasure", FieldValue::YesNo(true)),
        ("request_on", day(TODAY)),
        ("copy_by", day(date!(2026 - 12 - 05))),
        ("erased_on", day(TODAY)),
    ])));
    for line in [
        "- Your request reached us on: 2026-11-21",
        "- You will receive a copy by: 2026-12-05",
        "- Erased on: 2026-11-21",
    ] {
        assert!(sheet.contains(line), "{line} in {sheet}");
    }
    assert!(letter.contains("We will send you the copy of your data by 2026-12-05."), "{letter}");
    assert!(letter.contains("Apart from this, you will not hear from us again."), "{letter}");
    assert!(!letter.contains(&settled) && !letter.contains("our last message"), "{letter}");

    // As old journals have it: asked for, and no day.
    let (sheet, letter) =
        said(&with(form([("wants_copy", FieldValue::YesNo(true)), ("wants_erasure", FieldValue::YesNo(true))])));
    assert!(sheet.contains("it has not been sent yet") && sheet.contains("this has not been done yet"), "{sheet}");
    assert!(letter.contains("has not been sent yet") && letter.contains("have not been erased yet"), "{letter}");

    let done = with(form([("wants_copy", FieldValue::YesNo(false)), ("wants_erasure", FieldValue::YesNo(false))]));
    let (sheet, letter) = said(&done);
    assert!(!sheet.contains("Your data"), "{sheet}");
    assert!(letter.contains(&settled) && letter.contains("our last message"), "{letter}");
    let refund = done.into_iter().chain(form([("credit", eur(500))])).collect();
    assert!(!said(&refund).1.contains(&settled), "a refund is still to be paid");
}

#[test]
fn nobody_is_told_that_all_is_in_order_after_a_step_that_would_show_it_was_left_out() {
    for left_out in ["settle_money", "data"] {
        let mut parting = noticed();
        parting.full("cancel_in_billing").unwrap();
        parting.skip(left_out, "later").unwrap();
        assert!(!known(&parting, &Fields::new()).letter(None).settled, "{left_out}");
    }
}

#[test]
fn a_period_paid_in_advance_is_given_whole_and_never_vanishes() {
    let mut parting = noticed();
    parting.full("cancel_in_billing").unwrap();
    let (from, to) = (("prepaid_from", day(date!(2026 - 10 - 01))), ("prepaid_to", day(date!(2026 - 10 - 31))));
    assert_eq!(
        unmet(&parting, "settle_money", &form([from.clone()])),
        ["With “Paid in advance from”, “Paid for that period” is filled in too"]
    );
    let paid = ("prepaid_paid", eur(3000));
    assert_eq!(unmet(&parting, "settle_money", &form([paid.clone()])).len(), 2);

    let whole = form([from.clone(), to, paid.clone()]);
    let Sum { lines, total, .. } = known(&parting, &whole).settlement().unwrap().unwrap().sums.remove(0);
    let [used_up, _] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((used_up.amount.minor, total.minor), (0, 1840));
    assert_eq!(
        english(&used_up.reason),
        "Paid until 2026-10-31; the last day of the contract is 2026-11-21, so nothing is left to refund"
    );
    let sheet = leaving_sheet(&known(&parting, &whole).sheet());
    let text = sheet.as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat);
    assert!(text.contains("so nothing is left to refund"), "{text}");

    let reversed = form([from, ("prepaid_to", day(date!(2026 - 09 - 30))), paid]);
    let fault = known(&parting, &reversed).settlement().unwrap_err();
    assert_eq!(
        english(&(&fault).into()),
        "the period paid in advance ends on 2026-09-30, before it begins on 2026-10-01"
    );
    assert!(parting.done("settle_money", reversed).is_err());

    let dollars = FieldValue::money(Money::new(100, Currency::parse("USD").unwrap()));
    let mixed = form([("credit", eur(100)), ("deposit", dollars)]);
    let text =
        leaving_sheet(&known(&parting, &mixed).sheet()).as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat);
    let kept =
        ["- Balance that we pay you: 1.00 USD", "- Balance that you pay us, once: 17.40 EUR", "nothing is converted"];
    assert!(kept.iter().all(|line| text.contains(line)), "{text}");
    let open = form([("credit", eur(100)), ("vat_rate", FieldValue::Decimal("19".to_owned()))]);
    let text = leaving_sheet(&known(&parting, &open).sheet()).as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat);
    assert!(text.contains("What is owed on either side is still being worked out"), "{text}");
}
