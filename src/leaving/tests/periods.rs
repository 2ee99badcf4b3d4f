//! A period in which a date has to lie is that of its rule's clock, day by day, wherever the customer is.

use std::sync::LazyLock;

use proptest::prelude::*;
use time::Duration;
use time::macros::date;

use super::*;
use crate::case::{ContractKind, CustomerKind};
use crate::leaving::conditions::is_met;

/// A condition, and the fields of its first and its second date.
type Period = (Condition, String, String);

/// Every place for which holidays or rules are kept, one that has none, and nowhere.
fn places() -> &'static [Option<String>] {
    static PLACES: LazyLock<Vec<Option<String>>> = LazyLock::new(all_places);
    &PLACES
}

fn all_places() -> Vec<Option<String>> {
    let law = law();
    let mut all: Vec<String> = law.holidays().places.keys().cloned().collect();
    all.extend(law.iter().map(|pack| pack.jurisdiction.clone()).filter(|place| place != "EU"));
    all.push("CH".to_owned());
    all.into_iter().map(Some).chain([None]).collect()
}

/// The conditions of all playbooks, old ones too, whose period is a rule's: each with its two dates.
fn periods() -> &'static [Period] {
    static PERIODS: LazyLock<Vec<Period>> = LazyLock::new(all_periods);
    &PERIODS
}

fn all_periods() -> Vec<Period> {
    let mut all: Vec<Period> = Vec::new();
    for condition in shipped().into_iter().flat_map(|book| book.steps).flat_map(|step| step.conditions) {
        let known = all.iter().any(|(known, ..)| *known == condition);
        let dates = match &condition {
            Condition::Within { field, than, .. } => (than.clone(), field.clone()),
            Condition::Apart { first, then, .. } => (first.clone(), then.clone()),
            _ => continue,
        };
        if condition.rule().is_some() && !known {
            all.push((condition, dates.0, dates.1));
        }
    }
    all
}

/// Whether a date may stand there, by the check of the step.
fn holds(period: &Period, record: &CaseRecord, from: Date, on: Date) -> bool {
    let form = Fields::from([(period.1.clone(), day(from)), (period.2.clone(), day(on))]);
    is_met(&period.0, record, &form, law(), TODAY)
}

fn record(kind: CustomerKind, place: Option<String>, contract: Option<ContractKind>) -> CaseRecord {
    let mut record = Parting::new().record;
    record.case.customer.kind = kind;
    record.case.customer.jurisdiction = place;
    record.case.contract.kind = contract;
    record
}

fn any_day() -> impl Strategy<Value = Date> {
    // Before the first and after the last year of which holidays are known, too.
    let (first, last) = (date!(2015 - 01 - 01).to_julian_day(), date!(2039 - 12 - 31).to_julian_day());
    (first..=last).prop_map(|day| Date::from_julian_day(day).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn a_period_ends_on_the_day_of_its_clock(
        from in any_day(), place in 0usize..200, kind in 0usize..3, contract in 0usize..7, which in 0usize..20,
    ) {
        let (places, periods) = (places(), periods());
        let period = &periods[which % periods.len()];
        let kind = CustomerKind::ALL[kind % CustomerKind::ALL.len()];
        let record = record(kind, places[place % places.len()].clone(), ContractKind::ALL.get(contract).copied());
        let form = Fields::new();
        let clock = law().clock(period.0.rule().unwrap(), &Whose::of(&record, &form), from, TODAY);
        let Some((found, due)) = clock else { return Ok(()) };
        let (before, after) = (due.on - Duration::DAY, due.on + Duration::DAY);
        let on = |day| holds(period, &record, from, day);
        match period.0 {
            Condition::Within { .. } => prop_assert!(on(due.on) && !on(after), "{} {:?} {}", from, found.rule.id, due.on),
            _ => prop_assert!(on(due.on) && !on(before), "{} {:?} {}", from, found.rule.id, due.on),
        }
    }
}

#[test]
fn every_rule_of_a_period_is_met_by_the_property() {
    let mut rules: Vec<String> = periods().iter().filter_map(|(period, ..)| period.rule().map(str::to_owned)).collect();
    rules.sort_unstable();
    rules.dedup();
    let expected = [
        "privacy_reply",
        "switching_extension",
        "switching_notice",
        "switching_retrieval",
        "switching_transition",
        "withdrawal",
        "withdrawal_extended",
    ];
    assert_eq!(rules, expected);
    assert!(places().len() > 40);
}

/// The withdrawal's two periods, plain and extended, of a consumer.
fn withdrawal(place: &str, from: Date, on: Date) -> (bool, bool) {
    let record = record(CustomerKind::Consumer, Some(place.to_owned()), Some(ContractKind::Subscription));
    let of = |rule: &str| {
        let period = periods().iter().find(|(period, ..)| period.rule() == Some(rule)).unwrap();
        holds(period, &record, from, on)
    };
    (of("withdrawal"), of("withdrawal_extended"))
}

#[test]
fn a_withdrawal_that_ends_on_a_holiday_is_taken_on_the_next_working_day() {
    // 11 December and 14 days: Christmas Day, Boxing Day, a Sunday; so Monday the 28th.
    let made = date!(2026 - 12 - 11);
    assert_eq!(withdrawal("AT", made, date!(2026 - 12 - 28)), (true, true));
    assert_eq!(withdrawal("AT", made, date!(2026 - 12 - 29)), (false, true));
    // Britain's regulations were not read to move anything.
    assert_eq!(withdrawal("GB", made, date!(2026 - 12 - 25)), (true, true));
    assert_eq!(withdrawal("GB", made, date!(2026 - 12 - 26)), (false, true));
    // Corpus Christi, 4 June 2026, is off in Bavaria and not in Berlin.
    let made = date!(2026 - 05 - 21);
    assert!(withdrawal("DE-BY", made, date!(2026 - 06 - 05)).0);
    assert!(!withdrawal("DE-BE", made, date!(2026 - 06 - 05)).0);
    // The twelve months run from the end of the first period, and end on a working day themselves.
    assert_eq!(withdrawal("AT", date!(2026 - 12 - 11), date!(2027 - 12 - 28)), (false, true));
    assert_eq!(withdrawal("AT", date!(2026 - 12 - 11), date!(2027 - 12 - 29)), (false, false));
}

#[test]
fn a_typed_place_counts_before_it_is_recorded() {
    let record = record(CustomerKind::Consumer, None, None);
    let period = periods().iter().find(|(period, ..)| period.rule() == Some("withdrawal")).unwrap();
    let on = |place: &str| {
        let form = Fields::from([
            (period.1.clone(), day(date!(2026 - 12 - 11))),
            (period.2.clone(), day(date!(2026 - 12 - 28))),
            ("jurisdiction".to_owned(), FieldValue::Choice(place.to_owned())),
        ]);
        is_met(&period.0, &record, &form, law(), TODAY)
    };
    assert!(on("AT") && on("EL"));
    assert!(!on("GB") && !on("UK"));
}

#[test]
fn a_rule_that_hangs_on_another_is_checked() {
    let rule = |id: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","title":"rule.withdrawal","covers":"both","article":"-","who":"company","source":"-",
            "confidence":"high","checked_on":"2026-11-15"{more}}}"#
        )
    };
    let pack = |rules: &[String]| {
        let rules = rules.join(",");
        RulePack::parse(&format!(r#"{{"schema":"clean-break/rules@1","jurisdiction":"AT","rules":[{rules}]}}"#))
    };
    let days = |n: u8, more: &str| format!(r#","clock":{{"n":{n},"unit":"days"}}{more}"#);
    let first = rule("a", &days(14, ""));
    assert!(pack(&[first.clone(), rule("b", &days(3, r#","after":"a""#))]).is_ok());
    assert!(pack(&[first.clone(), rule("b", &days(14, r#","counted_by":"a""#))]).is_ok());
    let hangs = |rules: &[String], on: &str| match pack(rules) {
        Err(rules::RulesError::HangsOn(_, other)) => assert_eq!(other, on),
        other => panic!("{other:?}"),
    };
    hangs(&[rule("b", &days(3, r#","after":"a""#))], "a");
    hangs(&[rule("b", &days(3, r#","after":"b""#))], "b");
    hangs(&[rule("a", ""), rule("b", &days(3, r#","after":"a""#))], "a");
    hangs(&[first.clone(), rule("b", r#","after":"a""#)], "a");
    hangs(&[first.clone(), rule("b", &days(3, r#","counted_by":"a""#))], "a");
    hangs(&[rule("b", &days(3, r#","counted_by":"b""#))], "b");
}
