//! Rules: which hold for whom, with which doubts.

use time::macros::date;

use super::*;
use crate::case::CustomerKind;
use crate::leaving::rules::{Flag, RulesError, applicable};

fn ids(kind: CustomerKind, place: Option<&str>, today: Date) -> Vec<(String, String, Vec<Flag>)> {
    let packs = packs();
    let found = applicable(&packs, kind, place, today);
    found.into_iter().map(|found| (found.rule.id.clone(), found.jurisdiction.to_owned(), found.flags)).collect()
}

fn flags(id: &str, kind: CustomerKind, place: Option<&str>, today: Date) -> Option<Vec<Flag>> {
    ids(kind, place, today).into_iter().find(|(rule, ..)| rule == id).map(|(.., flags)| flags)
}

#[test]
fn a_national_rule_goes_before_the_unions() {
    let place = |kind, place| {
        let all = ids(kind, Some(place), TODAY);
        all.into_iter().filter(|(id, ..)| id == "withdrawal_button").map(|(_, of, _)| of).collect::<Vec<_>>()
    };
    assert_eq!(place(CustomerKind::Consumer, "DE"), ["DE"]);
    assert_eq!(place(CustomerKind::Consumer, "DE-BY"), ["DE"]);
    assert_eq!(place(CustomerKind::Consumer, "FR"), ["EU"]);
    assert_eq!(place(CustomerKind::Consumer, "GB"), [""; 0]);
    assert_eq!(place(CustomerKind::Business, "DE"), [""; 0]);
}

#[test]
fn doubts_are_flagged() {
    use CustomerKind::{Consumer, Unknown};
    assert_eq!(flags("withdrawal", Consumer, Some("FR"), TODAY), Some(vec![]));
    assert_eq!(flags("switching_charges", Consumer, Some("FR"), TODAY), Some(vec![Flag::NotInForce]));
    assert_eq!(flags("switching_charges", Consumer, Some("FR"), date!(2027 - 01 - 12)), Some(vec![]));
    assert_eq!(flags("keep_invoices", Consumer, Some("DE"), TODAY), Some(vec![Flag::LowConfidence]));
    let nobody = vec![Flag::CoverageUnknown, Flag::JurisdictionUnknown];
    assert_eq!(flags("withdrawal", Unknown, None, TODAY), Some(nobody));
    assert_eq!(flags("confirm_notice", Unknown, None, TODAY), None, "national law needs a country");
}

#[test]
fn a_pack_grows_stale_after_180_days() {
    let checked = date!(2026 - 11 - 15);
    let on = |days| flags("withdrawal", CustomerKind::Consumer, Some("FR"), checked + time::Duration::days(days));
    assert_eq!(on(180), Some(vec![]));
    assert_eq!(on(181), Some(vec![Flag::Stale]));
}

#[test]
fn impossible_packs_are_refused() {
    let text = include_str!("../../../www/rules/de.json");
    let parse = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        RulePack::parse(&text.replacen(from, to, 1)).unwrap_err()
    };
    assert!(matches!(parse("rules@1", "rules@2"), RulesError::Schema(_)));
    assert!(matches!(parse("cancel_any_time", "cancellation_button"), RulesError::Twice(_)));
    assert!(matches!(parse(r#""n": 0"#, r#""n": 3"#), RulesError::Impossible(_)));
    let reversed = parse(r#""from": "2022-07-01""#, r#""until": "2020-01-01", "from": "2022-07-01""#);
    assert!(matches!(reversed, RulesError::Impossible(_)));
    let RulesError::Json(error) = parse("rule.confirm_notice", "rule.no_such") else { panic!("a missing text") };
    assert_eq!(error.path, "rules[0].title");
}
