//! Rules: which hold for whom, with which doubts.

use time::macros::date;

use super::*;
use crate::case::{ContractKind, CustomerKind};
use crate::leaving::rules::{Flag, RulesError};
use crate::leaving::{Cited, applicable};
use crate::words::{Catalogue, PlainFormat};

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
    assert_eq!(place(CustomerKind::Consumer, "FR"), ["FR"]);
    assert_eq!(place(CustomerKind::Consumer, "AT"), ["EU"]);
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

/// The clock of a rule for somebody in a place: which pack's, when it runs out, and its doubts.
fn clock(id: &str, whose: Whose<'_>, from: Date) -> Option<(String, Date, Vec<Flag>)> {
    let law = packs();
    let (found, due) = law.clock(id, &whose, from, TODAY)?;
    Some((found.jurisdiction.to_owned(), due.on, found.flags))
}

fn consumer(place: &str) -> Whose<'_> {
    Whose { kind: CustomerKind::Consumer, place: Some(place), contract: None }
}

#[test]
fn one_right_has_the_clock_of_each_place() {
    let from = date!(2026 - 11 - 02);
    let reply = |place| clock("privacy_reply", consumer(place), from).map(|(of, due, _)| (of, due));
    assert_eq!(reply("FR"), Some(("EU".to_owned(), date!(2026 - 12 - 02))));
    assert_eq!(reply("GB"), Some(("GB".to_owned(), date!(2026 - 12 - 02))));
    assert_eq!(reply("US-CA"), Some(("US-CA".to_owned(), date!(2026 - 12 - 17))));
    assert_eq!(reply("US-NY"), None, "no such law is known there");
    assert_eq!(reply("CH"), None);
    let by_old_name = clock("gdpr_reply", consumer("US-CA"), from);
    assert_eq!(by_old_name, clock("privacy_reply", consumer("US-CA"), from), "older playbooks name it so");
}

#[test]
fn a_states_day_off_moves_nothing_of_federal_law() {
    let from = date!(2026 - 11 - 16);
    let due = |id| {
        clock(id, consumer("US-CA"), from).map(|(of, due, flags)| (of, due, flags.contains(&Flag::HolidaysRegional)))
    };
    // 17–20, 23–25, 27 and 30 November, 1 December; Thanksgiving is off in all of the States, the day after it is not.
    assert_eq!(due("stop_marketing"), Some(("US".to_owned(), date!(2026 - 12 - 01), false)));
    assert_eq!(
        due("privacy_confirm"),
        Some(("US-CA".to_owned(), date!(2026 - 12 - 02), false)),
        "California's own law"
    );
}

#[test]
fn a_rule_is_judged_on_the_day_its_clock_starts() {
    let cancel = |id, place, from| clock(id, consumer(place), from);
    assert_eq!(cancel("confirm_notice", "DE", date!(2022 - 06 - 30)), None);
    assert!(cancel("confirm_notice", "DE", date!(2022 - 07 - 01)).is_some());
    assert_eq!(cancel("subscription_cooling_off", "GB", TODAY), None, "passed, but not in force");
    assert_eq!(cancel("withdrawal_button", "IT", date!(2026 - 06 - 18)), None, "neither Italy's nor the Union's");
    let law = packs();
    let known = applicable(&law, CustomerKind::Consumer, Some("GB"), TODAY);
    let shown = known.iter().find(|found| found.rule.id == "subscription_cooling_off").unwrap();
    assert_eq!(shown.flags, [Flag::NotInForce], "it is shown, with its flag");
}

#[test]
fn other_codes_of_a_country_are_its_own() {
    let mut parting = Parting::new();
    for (typed, known) in [("UK", "GB"), ("UK-SCT", "GB-SCT"), ("EL", "GR"), ("US-CA", "US-CA")] {
        let jurisdiction = Some(typed.to_owned());
        parting.act(Act::ContractSet(ContractFacts { jurisdiction, ..ContractFacts::default() })).unwrap();
        assert_eq!(parting.record.case.customer.jurisdiction.as_deref(), Some(known));
        let case = CASE.replace(r#""jurisdiction":"DE""#, &format!(r#""jurisdiction":"{typed}""#));
        let read = crate::json::parse::<crate::case::CaseJson>(&case).unwrap().check().unwrap();
        assert_eq!(read.customer.jurisdiction.as_deref(), Some(known));
    }
}

#[test]
fn a_rule_not_in_force_gives_way_to_one_that_is() {
    let pack = |place: &str, more: &str| {
        let rule = format!(
            r#"{{"id":"a","title":"rule.withdrawal","covers":"both","article":"{place}","who":"company","source":"-",
            "clock":{{"n":3,"unit":"days"}},"confidence":"high","checked_on":"2026-11-15"{more}}}"#
        );
        let text = format!(r#"{{"schema":"clean-break/rules@1","jurisdiction":"{place}","rules":[{rule}]}}"#);
        RulePack::parse(&text).unwrap()
    };
    let chosen = |packs: &[RulePack], on| {
        let found = applicable(packs, CustomerKind::Consumer, Some("US-CA"), on);
        found.into_iter().map(|found| found.jurisdiction.to_owned()).collect::<Vec<_>>()
    };
    let packs = [pack("US", ""), pack("US-CA", r#","from":"2026-12-01""#)];
    assert_eq!(chosen(&packs, TODAY), ["US"]);
    assert_eq!(chosen(&packs, date!(2026 - 12 - 01)), ["US-CA"]);
    assert_eq!(chosen(&[pack("US", ""), pack("US-CA", r#","pending":true"#)], TODAY), ["US"]);
    assert_eq!(chosen(&[pack("US-CA", r#","pending":true"#)], TODAY), ["US-CA"], "alone it is shown");
}

#[test]
fn a_rule_for_kinds_of_contract_holds_for_these_only() {
    let of = |contract| clock("number_port", Whose { contract, ..consumer("AT") }, date!(2026 - 11 - 20));
    let due = date!(2026 - 11 - 23);
    assert_eq!(of(Some(ContractKind::Telecom)), Some(("EU".to_owned(), due, vec![])));
    assert_eq!(of(Some(ContractKind::Energy)), None);
    assert_eq!(of(None), Some(("EU".to_owned(), due, vec![Flag::ContractUnknown])));
}

#[test]
fn what_is_not_known_of_holidays_is_said() {
    let confirm = |place, from| clock("privacy_confirm", consumer(place), from).map(|(_, due, flags)| (due, flags));
    // Thanksgiving and the day after it are none.
    assert_eq!(confirm("US-CA", date!(2026 - 11 - 20)), Some((date!(2026 - 12 - 08), vec![])));
    let late = confirm("US-CA", date!(2036 - 12 - 22)).unwrap();
    assert!(late.1.contains(&Flag::HolidaysUnknown), "beyond the table's years");
    let told = |place| clock("switching_extension_told", consumer(place), date!(2026 - 11 - 20)).unwrap().2;
    assert!(!told("AT").contains(&Flag::HolidaysRegional));
    assert!(told("DE").contains(&Flag::HolidaysRegional));
    assert!(!told("DE-BY").contains(&Flag::HolidaysRegional));
    assert!(told("DE-XX").contains(&Flag::HolidaysRegional), "an unknown part is its country");
}

#[test]
fn the_customers_time_ends_on_a_working_day_and_ours_on_the_day_itself() {
    let from = date!(2026 - 12 - 11);
    let due = |id, place| clock(id, consumer(place), from).map(|(_, due, _)| due);
    // 14 days end on 25 December, a Friday; Saturday the 26th, Sunday.
    assert_eq!(due("withdrawal", "AT"), Some(date!(2026 - 12 - 28)));
    assert_eq!(due("refund_after_withdrawal", "AT"), Some(date!(2026 - 12 - 25)));
    assert_eq!(due("withdrawal", "GB"), Some(date!(2026 - 12 - 25)), "no such rule is known there");
}

#[test]
fn every_pack_says_what_it_must() {
    for pack in packs().iter() {
        for rule in &pack.rules {
            let name = format!("{} {}", pack.jurisdiction, rule.id);
            assert!(!matches!(&rule.article, Cited::Own(words) if words.trim().is_empty()), "{name}");
            assert!(rule.checked_on.0 <= date!(2026 - 11 - 22), "{name}");
            assert!(!rule.pending || rule.note.is_some() && rule.from.is_none(), "{name}: why it is not in force");
            let said = rule.house || rule.pending || rule.from.is_some() || rule.until.is_some();
            assert!(said || rule.confidence != rules::Confidence::High, "{name}: since when");
        }
    }
}

/// A citation in a language.
fn said(cited: &Cited, language: &str) -> String {
    Catalogue::shipped(language).unwrap().text(&cited.into(), &PlainFormat)
}

#[test]
fn every_rule_cites_the_same_numbers_in_every_language_and_no_language_shows_the_english_words() {
    let numbers = |text: &str| {
        let mut numbers: Vec<String> = text.split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect();
        numbers.sort();
        numbers.retain(|number| !number.is_empty());
        numbers
    };
    // What is named in all languages as its country names it.
    let named = |text: &str| text.replace("UK GDPR", "").replace("15 U.S.C. § 7704", "").replace("cf.", "");
    for pack in packs().iter() {
        for rule in &pack.rules {
            let name = format!("{} {}", pack.jurisdiction, rule.id);
            assert!(matches!(rule.source, Cited::Key(_)), "{name}: what was read is of the catalogue");
            for cited in [&rule.article, &rule.source] {
                let english = said(cited, "en");
                assert!(!english.trim().is_empty(), "{name}");
                for language in Catalogue::languages().filter(|language| *language != "en") {
                    let other = said(cited, language);
                    assert_eq!(numbers(&other), numbers(&english), "{name}, {language}: {other}");
                    let differs = named(&other) != named(&english) || named(&english).trim().is_empty();
                    assert!(differs || matches!(cited, Cited::Own(_)), "{name}, {language}: {other}");
                }
            }
        }
    }
}

#[test]
fn a_law_of_the_union_is_cited_as_each_language_cites_it() {
    let law = packs();
    let cited = |id: &str, language| {
        let rule = law.iter().find_map(|pack| pack.rules.iter().find(|rule| rule.id == id)).unwrap();
        said(&rule.article, language)
    };
    let all = |id| ["en", "fr", "de", "it", "es"].map(|language| cited(id, language));
    assert_eq!(
        all("refund_after_withdrawal"),
        [
            "Directive 2011/83/EU, Art. 13(1)",
            "directive 2011/83/UE, art. 13, par. 1",
            "Richtlinie 2011/83/EU, Art. 13 Abs. 1",
            "direttiva 2011/83/UE, art. 13, par. 1",
            "Directiva 2011/83/UE, art. 13, apartado 1",
        ]
    );
    assert_eq!(cited("privacy_reply", "de"), "Art. 12 Abs. 3 DSGVO");
    assert_eq!(cited("withdrawal_button", "fr"), "directive 2011/83/UE, art. 11\u{a0}bis");
    assert_eq!(all("confirm_notice"), ["§ 312k Abs. 4 BGB"; 5], "a national law has its own name");
}

#[test]
fn a_packs_own_words_are_shown_as_they_are() {
    let pack = |article: &str, source: &str| {
        RulePack::parse(&format!(
            r#"{{"schema":"clean-break/rules@1","jurisdiction":"AT","rules":[{{"id":"a","title":"rule.withdrawal",
            "covers":"both","article":"{article}","who":"company","source":"{source}","confidence":"high",
            "checked_on":"2026-11-15"}}]}}"#
        ))
    };
    let own = pack("§ 4 FAGG", "Read {in full}, Art. 4").unwrap();
    for language in Catalogue::languages() {
        assert_eq!(said(&own.rules[0].article, language), "§ 4 FAGG");
        assert_eq!(said(&own.rules[0].source, language), "Read {in full}, Art. 4");
    }
    let text = crate::json::write(&own).unwrap();
    assert_eq!(RulePack::parse(&text).unwrap(), own);
    let RulesError::Json(error) = pack("rule.article.privacy_99", "-").unwrap_err() else { panic!("no such text") };
    assert_eq!(error.path, "rules[0].article");
}

#[test]
fn ids_shared_by_packs_mean_the_same_to_the_same_party() {
    let law = packs();
    let all = || law.iter().flat_map(|pack| pack.rules.iter());
    for rule in all() {
        for other in all().filter(|other| other.id == rule.id) {
            assert_eq!(rule.who, other.who, "{}", rule.id);
        }
    }
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
    let moves = parse(r#""who": "company""#, r#""moves": true, "who": "company""#);
    assert!(matches!(moves, RulesError::Impossible(_)), "we act by the earlier day");
    let was = parse(r#""id": "cancellation_button""#, r#""id": "x", "was": ["confirm_notice"]"#);
    assert!(matches!(was, RulesError::Twice(_)));
    assert!(matches!(parse(r#""n": 0"#, r#""n": 3"#), RulesError::Impossible(_)));
    let reversed = parse(r#""from": "2022-07-01""#, r#""until": "2020-01-01", "from": "2022-07-01""#);
    assert!(matches!(reversed, RulesError::Impossible(_)));
    let RulesError::Json(error) = parse("rule.confirm_notice", "rule.no_such") else { panic!("a missing text") };
    assert_eq!(error.path, "rules[0].title");
}
