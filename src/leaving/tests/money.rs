//! What is owed at the end, to the cent.

use proptest::prelude::*;
use time::Date;
use time::macros::date;

use crate::case::{Currency, Decimal, Money};
use crate::leaving::settlement::*;
use crate::words::{Catalogue, Key, PlainFormat, Text};

const NOVEMBER: (Date, Date) = (date!(2026 - 11 - 01), date!(2026 - 11 - 30));

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn owed(ends_on: Date) -> Owed {
    Owed::until(ends_on)
}

fn prepaid(ends_on: Date, minor: i64) -> Owed {
    let (from, to) = NOVEMBER;
    Owed { prepaid: Some(Prepaid { from, to, paid: eur(minor) }), ..owed(ends_on) }
}

fn total(owed: &Owed) -> Result<(i64, Direction), SettlementError> {
    owed.settle().map(|settlement| {
        let [sum] = settlement.sums.as_slice() else { panic!("{settlement:?}") };
        (sum.total.minor, sum.direction)
    })
}

/// The one sum of what is owed in one currency.
fn sum(owed: &Owed) -> Sum {
    let mut sums = owed.settle().unwrap().sums;
    assert_eq!(sums.len(), 1);
    sums.remove(0)
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
        equipment: Equipment { fee: Some(eur(4900)), ..Equipment::NONE },
        ..prepaid(date!(2026 - 11 - 21), 3000)
    };
    let settlement = sum(&whole);
    assert_eq!((settlement.total.minor, settlement.direction), (5750, Direction::ToUs));
    assert_eq!(settlement.lines.len(), 4, "an amount of zero is no line");
    let reason = Catalogue::shipped("en").unwrap().text(&settlement.lines[0].reason, &PlainFormat);
    assert_eq!(
        reason,
        "30.00 EUR × 9 of 30 days = 9.00 EUR, rounded half up to 0.01 EUR. The days after 2026-11-21, up to and with \
         2026-11-30, go back; 21.00 EUR are for the days before"
    );
    let total = Catalogue::shipped("en").unwrap().text(&settlement.reason().unwrap(), &PlainFormat);
    assert_eq!(total, "69.00 EUR − 11.50 EUR = 57.50 EUR");
}

#[test]
fn what_cannot_be_settled_is_refused() {
    let end = date!(2026 - 11 - 21);
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
    let lines = sum(owed).lines;
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
            sum(&Owed { prepaid: Some(prepaid), ..owed(day(used - 1)) }).total.minor
        };
        let unused = (length - used).max(0);
        let error = i128::from(refund(used)) * i128::from(length) - i128::from(paid) * i128::from(unused);
        prop_assert!(2 * error.abs() <= i128::from(length));
        prop_assert!(refund(used + 1) <= refund(used) && refund(used) <= paid);
    }

    #[test]
    fn lines_add_up(amounts in prop::array::uniform5(0i64..1_000_000_000)) {
        let [credit, deposit, compensation, last_charge, fee] = amounts.map(|minor| Some(eur(minor)));
        let equipment = Equipment { fee, ..Equipment::NONE };
        let whole = Owed { credit, deposit, compensation, last_charge, equipment, ..owed(NOVEMBER.1) };
        let sums = whole.settle().unwrap().sums;
        let signed = |direction: Direction, minor: i64| if direction == Direction::ToUs { -minor } else { minor };
        let lines = sums.iter().flat_map(|sum| &sum.lines);
        let sum: i64 = lines.map(|line| signed(line.direction, line.amount.minor)).sum();
        prop_assert_eq!(sums.first().map_or(0, |sum| signed(sum.direction, sum.total.minor)), sum);
        prop_assert_eq!(sum, amounts[0] + amounts[1] + amounts[2] - amounts[3] - amounts[4]);
    }

    #[test]
    fn the_order_of_lines_makes_no_difference(given in lines(), seed in any::<u64>()) {
        let mut mixed = given.clone();
        let mut state = seed;
        for at in (1..mixed.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            mixed.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(totals(given), totals(mixed));
    }

    #[test]
    fn currencies_are_never_mixed(given in lines()) {
        let settled = sums(given.clone()).unwrap();
        for sum in &settled {
            prop_assert!(sum.lines.iter().all(|line| line.amount.currency == sum.total.currency));
            let alone: Vec<Line> =
                given.iter().filter(|line| line.amount.currency == sum.total.currency).cloned().collect();
            prop_assert_eq!(&sums(alone).unwrap(), std::slice::from_ref(sum), "the others make no difference");
        }
        let kinds: std::collections::BTreeSet<Currency> = given.iter().map(|line| line.amount.currency).collect();
        prop_assert_eq!(settled.len(), kinds.len());
        prop_assert_eq!(settled.iter().map(|sum| sum.lines.len()).sum::<usize>(), given.len());
    }

    #[test]
    fn what_goes_back_and_what_is_kept_are_what_was_paid(paid in 0i64..1_000_000_000_000, kept in 0i64..1_000_000_000_000) {
        let why = Some("cable missing".to_owned());
        let split = Owed { deposit: Some(eur(paid)), deposit_kept: Some((eur(kept), why)), ..owed(NOVEMBER.1) };
        if kept > paid {
            prop_assert_eq!(split.settle(), Err(SettlementError::Kept { kept: eur(kept), held: eur(paid) }));
        } else {
            let back: i64 = split.settle().unwrap().sums.iter().map(|sum| sum.total.minor).sum();
            prop_assert_eq!(back + kept, paid);
        }
    }

    #[test]
    fn net_and_vat_are_gross_and_the_tax_is_off_by_half_a_unit_at_most(
        amount in 1i64..1_000_000_000_000, tenths in 0u32..400, on_top in any::<bool>()
    ) {
        let rate = Decimal::parse(&format!("{}.{}", tenths / 10, tenths % 10));
        let mode = Some(if on_top { VatMode::OnTop } else { VatMode::Included });
        let vat = Vat { mode, rate, paid_rate: None };
        let lines = sum(&Owed { last_charge: Some(eur(amount)), vat, ..owed(NOVEMBER.1) }).lines;
        let Some(LineVat { net, vat, .. }) = lines[0].vat.clone() else { panic!("no VAT") };
        let gross = lines[0].amount.minor;
        prop_assert_eq!(net.minor + vat.minor, gross);
        prop_assert_eq!(if on_top { net.minor } else { gross }, amount);
        // Off by: vat - base x rate / parts, all in whole numbers.
        let parts = i128::from(if on_top { 1000 } else { 1000 + tenths });
        let error = i128::from(vat.minor) * parts - i128::from(amount) * i128::from(tenths);
        prop_assert!(2 * error.abs() <= parts);
    }

    #[test]
    fn a_withdrawal_leaves_no_charge_for_ending(charge in charge(), day in 0i64..400) {
        let on = NOVEMBER.0 + time::Duration::days(day);
        let withdrawal = withdrawn(Some(true)).withdrawal.map(|it| Withdrawal { on, ..it });
        let lines = Owed { withdrawal, charge: Some(charge), ..withdrawn(Some(true)) }.settle().unwrap().sums;
        let asked = lines.iter().flat_map(|sum| &sum.lines).filter(|line| is_charge(line));
        prop_assert_eq!(asked.map(|line| line.amount.minor).sum::<i64>(), 0);
    }

    #[test]
    fn a_charge_is_never_more_than_the_contract_sets_and_switching_clouds_in_the_union_is_free_from_2027(
        charge in charge(), day in 0i64..400
    ) {
        let ends_on = NOVEMBER.0 + time::Duration::days(day);
        let settled = Owed { charge: Some(charge.clone()), ..owed(ends_on) }.settle();
        let Ok(Settlement { sums }) = settled else { return Ok(()) };
        let asked: i64 = sums.iter().map(|sum| sum.total.minor).sum();
        prop_assert!(asked <= charge.claimed.minor);
        let in_union = matches!(charge.country.as_deref(), Some("DE" | "IT"));
        let is_free = ends_on >= date!(2027 - 01 - 12) && charge.kind == Some(ChargeKind::Switching);
        if in_union && is_free && charge.sector == Some(Sector::Cloud) {
            prop_assert_eq!(asked, 0);
        }
        if charge.because == Some(Because::OurFault) {
            prop_assert_eq!(asked, 0);
        }
    }

    #[test]
    fn equipment_loses_value_with_every_day_and_never_costs_more_than_new(
        new in 0i64..1_000_000_000, months in 1u32..120, age in 0i64..5000
    ) {
        let since = Some(NOVEMBER.0);
        let months = Decimal::parse(&months.to_string());
        let equipment = Equipment { new: Some(eur(new)), since, months, ..Equipment::NONE };
        let worth = |age: i64| {
            let owed = Owed { equipment, ..owed(NOVEMBER.0 + time::Duration::days(age)) };
            owed.settle().unwrap().sums.iter().map(|sum| sum.total.minor).sum::<i64>()
        };
        prop_assert!(worth(age + 1) <= worth(age) && worth(age) <= new);
    }
}

fn totals(lines: Vec<Line>) -> Vec<(Currency, i64, Direction)> {
    let mut totals: Vec<_> =
        sums(lines).unwrap().iter().map(|sum| (sum.total.currency, sum.total.minor, sum.direction)).collect();
    totals.sort();
    totals
}

/// Lines of both sides in three currencies with 2, 0 and 3 decimals.
fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0i64..1_000_000_000, 0usize..3, any::<bool>()).prop_map(|(minor, currency, ours)| Line {
        label: Key::SettleCredit.into(),
        reason: Key::SettleCreditReason.into(),
        doubt: None,
        amount: Money::new(minor, Currency::parse(["EUR", "JPY", "KWD"][currency]).unwrap()),
        vat: None,
        direction: if ours { Direction::ToUs } else { Direction::ToCustomer },
    });
    prop::collection::vec(line, 0..12)
}

fn charge() -> impl Strategy<Value = Charge> {
    let kind = prop::option::of(prop::sample::select(ChargeKind::ALL));
    let sector = prop::option::of(prop::sample::select(Sector::ALL));
    let because = prop::option::of(prop::sample::select(Because::ALL));
    let proved = prop::option::of((0i64..200_000).prop_map(eur));
    let country = prop::option::of(prop::sample::select(&["DE", "IT", "US-CA", "GB"][..]));
    let asked = (1i64..100_000, proved, prop::option::of(any::<bool>()));
    (asked, kind, sector, because, country).prop_map(|((claimed, proved, agreed), kind, sector, because, country)| {
        let country = country.map(str::to_owned);
        Charge { claimed: eur(claimed), kind, sector, because, proved, agreed, country }
    })
}

fn is_charge(line: &Line) -> bool {
    [Key::SettleEarlyEnd, Key::SettleSwitching].map(Text::from).contains(&line.label)
}

/// The reason of the one line, and its doubt.
fn judged(charge: Charge, ends_on: Date) -> (i64, String, bool) {
    let english = Catalogue::shipped("en").unwrap();
    let sum = sum(&Owed { charge: Some(charge), ..owed(ends_on) });
    let line = &sum.lines[0];
    (line.amount.minor, english.text(&line.reason, &PlainFormat), line.doubt.is_some())
}

#[test]
fn a_charge_says_its_rule_and_its_doubt_and_an_unknown_names_the_field() {
    let base = Charge {
        claimed: eur(8000),
        kind: Some(ChargeKind::Switching),
        sector: Some(Sector::Cloud),
        because: Some(Because::ByChoice),
        proved: None,
        agreed: None,
        country: Some("FR".to_owned()),
    };
    let (asked, reason, doubt) = judged(base.clone(), date!(2027 - 01 - 12));
    assert_eq!((asked, doubt), (0, true));
    assert!(reason.contains("2023/2854, Art. 29(1)"), "{reason}");
    let (asked, reason, _) = judged(base.clone(), date!(2027 - 01 - 11));
    assert!(asked == 0 && reason.contains("no costs are proved"), "{reason}");
    let (asked, reason, _) = judged(Charge { kind: None, ..base.clone() }, date!(2027 - 01 - 12));
    assert!(asked == 0 && reason.contains("What that charge is for"), "{reason}");
    let (asked, reason, _) = judged(Charge { country: None, ..base.clone() }, date!(2027 - 01 - 12));
    assert!(asked == 0 && reason.contains("“Country”"), "{reason}");
    let dear = Charge { proved: Some(eur(9000)), ..base.clone() };
    assert_eq!(judged(dear, date!(2026 - 12 - 01)).0, 8000, "never more than the contract sets");
    let yen = Some(Money::new(1, Currency::parse("JPY").unwrap()));
    let mixed = Owed { charge: Some(Charge { proved: yen, ..base }), ..owed(date!(2026 - 12 - 01)) };
    assert!(matches!(mixed.settle(), Err(SettlementError::Currencies(..))), "what cannot be compared is not guessed");
}

#[test]
fn half_a_form_is_not_worked_out() {
    let rate = Vat { rate: Decimal::parse("19"), ..Vat::NONE };
    let open = Owed { last_charge: Some(eur(100)), vat: rate, ..owed(NOVEMBER.1) };
    assert_eq!(open.settle(), Err(SettlementError::VatUnknown));
    let kept = Owed { deposit: Some(eur(100)), deposit_kept: Some((eur(1), None)), ..owed(NOVEMBER.1) };
    assert_eq!(kept.settle(), Err(SettlementError::NoReason(eur(1))));
    let half = Equipment { new: Some(eur(100)), since: Some(NOVEMBER.0), ..Equipment::NONE };
    let half_known = Owed { equipment: half, ..owed(NOVEMBER.1) };
    assert_eq!(half_known.settle(), Ok(Settlement { sums: Vec::new() }), "no value can be told without the months");
    let months = Decimal::parse("1.5");
    let odd = Owed { equipment: Equipment { months, ..half }, ..owed(NOVEMBER.1) };
    assert_eq!(odd.settle(), Err(SettlementError::Months(months.unwrap())));
}
