//! What is owed at the end, to the cent.

use proptest::prelude::*;
use time::Date;
use time::macros::date;

use crate::case::{Currency, Money};
use crate::leaving::settlement::*;
use crate::words::{Catalogue, PlainFormat};

const NOVEMBER: (Date, Date) = (date!(2026 - 11 - 01), date!(2026 - 11 - 30));

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn owed(ends_on: Date) -> Owed {
    Owed {
        ends_on,
        prepaid: None,
        withdrawal: None,
        credit: None,
        deposit: None,
        compensation: None,
        last_charge: None,
        equipment: None,
    }
}

fn prepaid(ends_on: Date, minor: i64) -> Owed {
    let (from, to) = NOVEMBER;
    Owed { prepaid: Some(Prepaid { from, to, paid: eur(minor) }), ..owed(ends_on) }
}

fn total(owed: &Owed) -> Result<(i64, Direction), SettlementError> {
    settle(owed, Currency::EUR).map(|settlement| (settlement.total.minor, settlement.direction))
}

#[test]
fn unused_days_are_paid_back() {
    assert_eq!(total(&prepaid(date!(2026 - 11 - 21), 3000)), Ok((900, Direction::ToCustomer)));
    assert_eq!(total(&prepaid(date!(2026 - 11 - 30), 3000)), Ok((0, Direction::ToCustomer)));
    assert_eq!(total(&prepaid(date!(2026 - 12 - 24), 3000)), Ok((0, Direction::ToCustomer)));
    assert_eq!(total(&prepaid(date!(2026 - 10 - 01), 3000)), Ok((3000, Direction::ToCustomer)));
}

#[test]
fn a_half_is_rounded_up() {
    // 5 x 9 / 30 = 1.5, and 5 x 8 / 30 = 1.33.
    assert_eq!(total(&prepaid(date!(2026 - 11 - 21), 5)), Ok((2, Direction::ToCustomer)));
    assert_eq!(total(&prepaid(date!(2026 - 11 - 22), 5)), Ok((1, Direction::ToCustomer)));
}

#[test]
fn lines_say_how_they_were_worked_out() {
    let whole = Owed {
        credit: Some(eur(250)),
        deposit: Some(eur(0)),
        last_charge: Some(eur(2000)),
        equipment: Some(eur(4900)),
        ..prepaid(date!(2026 - 11 - 21), 3000)
    };
    let settlement = settle(&whole, Currency::EUR).unwrap();
    assert_eq!((settlement.total.minor, settlement.direction), (5750, Direction::ToUs));
    assert_eq!(settlement.lines.len(), 4, "an amount of zero is no line");
    let reason = Catalogue::shipped("en").unwrap().text(&settlement.lines[0].reason, &PlainFormat);
    assert_eq!(reason, "30.00 EUR × 9 of 30 days, rounded half up to the smallest unit");
}

#[test]
fn what_cannot_be_settled_is_refused() {
    let end = date!(2026 - 11 - 21);
    let dollars = Money::new(1, Currency::parse("USD").unwrap());
    let mixed = Owed { credit: Some(dollars), ..prepaid(end, 3000) };
    assert_eq!(total(&mixed), Err(SettlementError::Currencies(Currency::EUR, dollars.currency)));
    let (to, from) = NOVEMBER;
    let reversed = Owed { prepaid: Some(Prepaid { from, to, paid: eur(1) }), ..owed(end) };
    assert_eq!(total(&reversed), Err(SettlementError::Reversed { from, to }));
    assert_eq!(total(&Owed { credit: Some(eur(-1)), ..owed(end) }), Err(SettlementError::Negative(eur(-1))));
    assert_eq!(total(&prepaid(end, -1)), Err(SettlementError::Negative(eur(-1))));
    let huge = Owed { credit: Some(eur(i64::MAX)), deposit: Some(eur(i64::MAX)), ..owed(end) };
    assert_eq!(total(&huge), Err(SettlementError::TooLarge));
}

/// Paid for November, set up for 10.00, withdrawn on the 10th.
fn withdrawn(pays_for_service: Option<bool>) -> Owed {
    let withdrawal =
        Withdrawal { on: date!(2026 - 11 - 10), pays_for_service, price: None, other_paid: Some(eur(1000)) };
    Owed { withdrawal: Some(withdrawal), ..prepaid(date!(2026 - 11 - 24), 3000) }
}

/// Amount, who pays, and the reason in English of every line.
fn worked_out(owed: &Owed) -> Vec<(i64, Direction, String)> {
    let english = Catalogue::shipped("en").unwrap();
    let lines = settle(owed, Currency::EUR).unwrap().lines;
    lines.iter().map(|line| (line.amount.minor, line.direction, english.text(&line.reason, &PlainFormat))).collect()
}

#[test]
fn a_withdrawal_gives_every_payment_back_and_takes_the_service_until_its_day() {
    use Direction::{ToCustomer, ToUs};
    let whole = withdrawn(Some(true));
    // 30.00 x 10 of 30 days; the contract's end on the 24th has no part in it.
    assert_eq!(total(&whole), Ok((3000, ToCustomer)));
    let lines = worked_out(&whole);
    let amounts: Vec<_> = lines.iter().map(|(minor, direction, _)| (*minor, *direction)).collect();
    assert_eq!(amounts, [(3000, ToCustomer), (1000, ToCustomer), (1000, ToUs)]);
    for ((.., reason), article) in lines.iter().zip(["Art. 13(1)", "Art. 13(1)", "Art. 14(3)"]) {
        assert!(reason.contains(article), "{reason}");
    }
    assert!(lines[2].2.contains("30.00 EUR × 10 of 30 days"), "{}", lines[2].2);
}

#[test]
fn a_service_that_nobody_asked_for_at_once_costs_nothing() {
    let lines = worked_out(&withdrawn(Some(false)));
    assert_eq!((lines[2].0, total(&withdrawn(Some(false)))), (0, Ok((4000, Direction::ToCustomer))));
    assert!(lines[2].2.contains("Art. 14(4)(a)"), "{}", lines[2].2);
    assert_eq!(total(&withdrawn(None)), Err(SettlementError::Undecided), "unknown is neither yes nor no");
}

#[test]
fn a_withdrawal_counts_within_the_period_and_asks_for_no_other_charge() {
    let on = |on: Date, price: Option<Money>| {
        let owed = withdrawn(Some(true));
        let withdrawal = owed.withdrawal.map(|it| Withdrawal { on, price, other_paid: None, ..it });
        total(&Owed { withdrawal, last_charge: Some(eur(1840)), ..owed })
    };
    assert_eq!(on(date!(2026 - 10 - 31), None), Ok((3000, Direction::ToCustomer)), "not begun");
    assert_eq!(on(date!(2026 - 11 - 01), None), Ok((2900, Direction::ToCustomer)));
    assert_eq!(on(date!(2026 - 12 - 24), None), Ok((0, Direction::ToCustomer)));
    assert_eq!(on(date!(2026 - 11 - 10), Some(eur(6000))), Ok((1000, Direction::ToCustomer)), "by the agreed price");
    let reason = worked_out(&Owed { last_charge: Some(eur(1840)), ..withdrawn(Some(true)) }).pop().unwrap();
    assert!(reason.0 == 0 && reason.2.contains("Art. 14(5)"), "{reason:?}");
}

proptest! {
    #[test]
    fn a_refund_is_within_half_a_cent_and_falls_with_every_day(paid in 0i64..=i64::MAX, length in 1i64..800, used in 0i64..800) {
        let from = NOVEMBER.0;
        let day = |n: i64| from + time::Duration::days(n);
        let refund = |used: i64| {
            let prepaid = Prepaid { from, to: day(length - 1), paid: eur(paid) };
            total(&Owed { prepaid: Some(prepaid), ..owed(day(used - 1)) }).unwrap().0
        };
        let unused = (length - used).max(0);
        let error = i128::from(refund(used)) * i128::from(length) - i128::from(paid) * i128::from(unused);
        prop_assert!(2 * error.abs() <= i128::from(length));
        prop_assert!(refund(used + 1) <= refund(used) && refund(used) <= paid);
    }

    #[test]
    fn lines_add_up(amounts in prop::array::uniform5(0i64..1_000_000_000)) {
        let [credit, deposit, compensation, last_charge, equipment] = amounts.map(|minor| Some(eur(minor)));
        let whole = Owed { credit, deposit, compensation, last_charge, equipment, ..owed(NOVEMBER.1) };
        let settlement = settle(&whole, Currency::EUR).unwrap();
        let signed = |direction: Direction, minor: i64| if direction == Direction::ToUs { -minor } else { minor };
        let sum: i64 = settlement.lines.iter().map(|line| signed(line.direction, line.amount.minor)).sum();
        prop_assert_eq!(signed(settlement.direction, settlement.total.minor), sum);
        prop_assert_eq!(sum, amounts[0] + amounts[1] + amounts[2] - amounts[3] - amounts[4]);
    }
}
