//! The linter, which playbook serves which case, differences of versions, and own words.

use super::*;
use crate::case::{Case, ContractKind, CustomerKind};
use crate::leaving::PlaybookError;
use crate::map::Map;
use crate::words::{Catalogue, Key, PlainFormat, Text};

fn found(id: &str, change: impl FnOnce(&mut Playbook)) -> Vec<Finding> {
    let mut book = playbook(id);
    change(&mut book);
    lint_playbook(&book, &packs())
}

fn step<'a>(book: &'a mut Playbook, id: &str) -> &'a mut Step {
    book.steps.iter_mut().find(|step| step.id == id).unwrap()
}

fn only(findings: &[Finding]) -> (Option<&str>, &Flaw) {
    assert_eq!(findings.len(), 1, "{findings:#?}");
    (findings[0].step.as_deref(), &findings[0].flaw)
}

#[test]
fn nothing_is_wrong_with_what_is_delivered() {
    for book in shipped() {
        assert_eq!(lint_playbook(&book, &packs()), [], "{} {}", book.id, book.version);
    }
    assert_eq!(lint_branches(&branches(), &packs()), []);
    assert_eq!(unused_rules(law(), &newest_books(), &[branches()]), []);
}

/// What a new plan may follow.
fn newest_books() -> Vec<Playbook> {
    let all = shipped();
    let is_newest = |one: &&Playbook| !all.iter().any(|other| other.id == one.id && one.version < other.version);
    all.iter().filter(is_newest).cloned().collect()
}

#[test]
fn a_rule_whose_clock_no_plan_shows_is_found() {
    let unused = |change: &dyn Fn(&mut Vec<Playbook>)| -> Vec<(String, String)> {
        let mut books = newest_books();
        change(&mut books);
        let found = unused_rules(law(), &books, &[branches()]);
        found.into_iter().map(|unused| (unused.jurisdiction, unused.rule)).collect()
    };
    let without = |id: &'static str| {
        move |books: &mut Vec<Playbook>| {
            for step in books.iter_mut().flat_map(|book| &mut book.steps) {
                step.clock.0.retain(|clock| clock.chain().all(|one| one.rule != id));
                step.conditions.retain(|condition| condition.rule() != Some(id));
            }
        }
    };
    let pair = |place: &str, id: &str| (place.to_owned(), id.to_owned());
    assert_eq!(unused(&without("privacy_confirm")), [pair("US-CA", "privacy_confirm")]);
    assert_eq!(unused(&without("withdrawal")), ["EU", "ES", "GB"].map(|place| pair(place, "withdrawal")));
    let of_data = unused(&without("privacy_reply"));
    let told = ["privacy_reply", "privacy_extension", "privacy_access", "privacy_erasure", "privacy_portability"];
    assert_eq!(of_data.iter().filter(|(place, _)| place == "EU").count(), told.len(), "what it counts goes with it");
    assert!(told.iter().all(|id| of_data.contains(&pair("EU", id))), "{of_data:?}");
    let pending = |books: &mut Vec<Playbook>| books.clear();
    assert!(!unused(&pending).contains(&pair("GB", "subscription_refund")), "what is not law yet starts no clock");
}

#[test]
fn each_flaw_is_found_where_it_is() {
    let findings = found("earlier", |book| book.paths.clear());
    assert_eq!(only(&findings), (None, &Flaw::NoPath));

    let findings = found("repair", |book| book.steps.retain(|step| step.kind != StepKind::Close));
    assert_eq!(only(&findings), (None, &Flaw::Lacks(StepKind::Close)));

    let without_stop = |book: &mut Playbook| {
        book.steps.retain(|step| step.kind != StepKind::StopContact);
        step(book, "close").requires.retain(|id| id != "stop_contact");
    };
    assert_eq!(only(&found("book", without_stop)), (None, &Flaw::Lacks(StepKind::StopContact)));

    let second = |book: &mut Playbook| {
        let mut again = step(book, "close").clone();
        again.id = "close_again".to_owned();
        again.requires.clear();
        book.steps.push(again);
    };
    assert_eq!(only(&found("repair", second)), (Some("close_again"), &Flaw::Second(StepKind::Close)));

    let after = |book: &mut Playbook| {
        let mut late = step(book, "write").clone();
        late.id = "late".to_owned();
        late.requires = vec!["close".to_owned()];
        book.steps.push(late);
    };
    assert_eq!(only(&found("repair", after)), (Some("late"), &Flaw::AfterClose));

    let waits = |book: &mut Playbook| {
        step(book, "write").conditions.push(Condition::StepDone { step: "follow_up".to_owned() });
    };
    assert_eq!(only(&found("repair", waits)), (Some("write"), &Flaw::WaitsForItself("follow_up".to_owned())));

    let never = |book: &mut Playbook| {
        let condition = Condition::Filled { field: "other_paid".to_owned() };
        step(book, "settle_money").conditions.push(condition);
    };
    let findings = found("book", never);
    assert_eq!(only(&findings), (Some("settle_money"), &Flaw::NeverAsked));
    assert_eq!(findings[0].field.as_deref(), Some("other_paid"));

    let wish = |book: &mut Playbook| step(book, "own").conditions.push(Condition::WishToLeave {});
    assert_eq!(only(&found("repair", wish)), (Some("own"), &Flaw::NeedsWish));

    let pleads = |book: &mut Playbook| step(book, "say_it_once").kind = StepKind::Ask;
    assert_eq!(only(&found("book", pleads)), (Some("say_it_once"), &Flaw::Pleads));

    let unasked = |book: &mut Playbook| step(book, "data").conditions.push(Condition::SaveAttemptUsed {});
    assert_eq!(only(&found("book", unasked)), (Some("data"), &Flaw::NoAsk), "nobody is asked on the way out");
    let early = |book: &mut Playbook| step(book, "own").conditions.push(Condition::SaveAttemptUsed {});
    assert_eq!(only(&found("repair", early)), (Some("own"), &Flaw::NoAsk), "who asks waits for it");
    let after_asking = |book: &mut Playbook| {
        step(book, "follow_up").conditions.push(Condition::SaveAttemptUsed {});
    };
    assert_eq!(found("repair", after_asking), [], "another step asks");

    let both = |book: &mut Playbook| {
        for word in ["solved", "not_solved", "solved"] {
            let condition = Condition::Is { field: "outcome".to_owned(), word: word.to_owned() };
            step(book, "follow_up").conditions.push(condition);
        }
    };
    let findings = found("repair", both);
    assert!(findings.iter().all(|one| one.flaw == Flaw::Contradicts && one.flaw.is_fault()) && !findings.is_empty());
    assert_eq!(findings[0].field.as_deref(), Some("outcome"));

    let rule = |book: &mut Playbook| {
        let clock = step(book, "stop_contact").clock.0[0].otherwise.as_mut().unwrap();
        clock.rule = "no_such".to_owned();
    };
    assert_eq!(only(&found("book", rule)), (Some("stop_contact"), &Flaw::NoRule("no_such".to_owned())));

    let period = |book: &mut Playbook| {
        let Some(Condition::Within { rule, .. }) = step(book, "confirm_wish").conditions.last_mut() else { panic!() };
        *rule = Some("no_such".to_owned());
    };
    let findings = found("book", period);
    assert_eq!(only(&findings), (Some("confirm_wish"), &Flaw::NoRule("no_such".to_owned())));
    assert_eq!(findings[0].field.as_deref(), Some("withdrawal_on"));

    let third = |book: &mut Playbook| step(book, "data").clock.0[1].rule = "no_such".to_owned();
    assert_eq!(only(&found("book", third)), (Some("data"), &Flaw::NoRule("no_such".to_owned())));

    let words = |book: &mut Playbook| {
        let own = [("en", "Hand in the key"), ("de", "Schlüssel abgeben")];
        let own = own.into_iter().map(|(tag, said)| (tag.to_owned(), said.to_owned())).collect();
        step(book, "write").title = BookText::Own(own);
    };
    let findings = found("repair", words);
    assert_eq!(only(&findings), (Some("write"), &Flaw::Missing(vec!["es", "fr", "it"])));
    assert!(!findings[0].flaw.is_fault(), "it works, in another language");
    let said = Catalogue::shipped("en").unwrap().text(&findings[0].flaw.text(), &PlainFormat);
    assert_eq!(
        said, "Own words are missing in: Español, Français, Italiano",
        "as they stand in the list to choose from"
    );

    let farewell = |book: &mut Playbook| step(book, "cancel_in_billing").skippable = true;
    let unproved = PlaybookError::FarewellUnproved("farewell".to_owned());
    assert_eq!(only(&found("book", farewell)), (Some("farewell"), &Flaw::Refused(unproved)));
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let broken = |book: &mut Playbook| {
        step(book, "own").requires.push("close".to_owned());
        step(book, "write").requires.push("nowhere".to_owned());
        step(book, "ask").conditions.push(Condition::Filled { field: "no_such".to_owned() });
    };
    let flaws: Vec<Flaw> = found("repair", broken).into_iter().map(|finding| finding.flaw).collect();
    let refused = |error: &PlaybookError| flaws.contains(&Flaw::Refused(error.clone()));
    assert!(refused(&PlaybookError::Cycle("own".to_owned())), "{flaws:?}");
    let (step, unknown) = ("write".to_owned(), "nowhere".to_owned());
    assert!(refused(&PlaybookError::UnknownStep { step, unknown }));
    let (step, unknown) = ("ask".to_owned(), "no_such".to_owned());
    assert!(refused(&PlaybookError::UnknownField { step, unknown }));
    assert!(flaws.iter().all(Flaw::is_fault));
}

#[test]
fn every_flaw_has_words_in_every_language() {
    let id = || "id".to_owned();
    let flaws = [
        Flaw::Refused(PlaybookError::Schema(id())),
        Flaw::Refused(PlaybookError::Twice(id())),
        Flaw::Refused(PlaybookError::UnknownStep { step: id(), unknown: id() }),
        Flaw::Refused(PlaybookError::Cycle(id())),
        Flaw::Refused(PlaybookError::Unreachable { step: id(), field: id() }),
        Flaw::NoPath,
        Flaw::Lacks(StepKind::Close),
        Flaw::Second(StepKind::Close),
        Flaw::Missing(vec!["de", "it"]),
        Flaw::NoRule(id()),
    ];
    for language in Catalogue::languages() {
        let catalogue = Catalogue::shipped(language).unwrap();
        for flaw in &flaws {
            let said = catalogue.text(&flaw.text(), &PlainFormat);
            assert!(said.len() > 10 && !said.contains('{'), "{language}: {said}");
        }
    }
}

#[test]
fn own_words_are_shown_in_each_language_and_else_in_english_or_the_first() {
    let own = |pairs: &[(&str, &str)]| {
        let words: Map<String, String> =
            pairs.iter().map(|(tag, said)| ((*tag).to_owned(), (*said).to_owned())).collect();
        BookText::Own(words).text()
    };
    let said = |language, text: &Text| Catalogue::shipped(language).unwrap().text(text, &PlainFormat);
    let both = own(&[("de", "Schlüssel {abgeben}"), ("en", "Hand in the key")]);
    assert_eq!(said("de", &both), "Schlüssel {abgeben}");
    assert_eq!(said("en", &both), "Hand in the key");
    assert_eq!(said("it", &both), "Hand in the key");
    assert_eq!(said("en", &own(&[("nl", "Sleutel"), ("pt", "Chave")])), "Sleutel", "any language rather than none");
    for language in Catalogue::languages() {
        assert_eq!(said(language, &own(&[(language, "x")])), "x");
    }
}

#[test]
fn a_playbook_with_own_words_is_read_and_written() {
    let text = include_str!("../../../www/playbooks/repair.json");
    let own = text.replace(r#""step.write.title""#, r#"{"en":"Write by hand","de":"Von Hand schreiben"}"#);
    let book = Playbook::parse(&own).unwrap();
    assert_eq!(Playbook::parse(&crate::json::write(&book).unwrap()).unwrap(), book);
    for blank in ["{}", r#"{"en":" "}"#] {
        let refused = Playbook::parse(&text.replace(r#""step.write.title""#, blank));
        assert!(matches!(refused, Err(PlaybookError::Json(_))), "{blank}");
    }
    let when = text.replacen(r#""kind": "write""#, r#""when": "died", "kind": "write""#, 1);
    assert_eq!(Playbook::parse(&when), Err(PlaybookError::When("write".to_owned())));
}

fn case(kind: CustomerKind, place: Option<&str>, contract: Option<ContractKind>) -> Case {
    let mut case = Case::parse(CASE).unwrap();
    case.customer.kind = kind;
    case.customer.jurisdiction = place.map(str::to_owned);
    case.contract.kind = contract;
    case
}

#[test]
fn the_most_specific_playbook_serves_a_case() {
    use ContractKind::{BusinessSoftware, Energy, Goods, Other, Subscription, Telecom};
    use CustomerKind::{Business, Consumer, Unknown};
    let books = shipped();
    let id = |path, kind, place, contract| {
        let chosen = choose(&books, path, &case(kind, place, contract));
        chosen.map(|book| (book.id.clone(), book.version))
    };
    let out = |kind, place, contract| id(Path::Honour, kind, place, contract).unwrap().0;
    assert_eq!(out(Consumer, Some("DE"), Some(Subscription)), "consumer_subscription_eu");
    assert_eq!(out(Consumer, Some("GB"), Some(Subscription)), "consumer_subscription_eu");
    assert_eq!(out(Consumer, Some("US-CA"), Some(Subscription)), "consumer_subscription_eu");
    assert_eq!(out(Unknown, None, Some(Subscription)), "consumer_subscription_eu");
    assert_eq!(out(Business, Some("DE"), Some(Subscription)), "generic", "consumer rules are not theirs");
    assert_eq!(out(Consumer, Some("FR"), Some(Goods)), "consumer_goods");
    assert_eq!(out(Consumer, Some("IT"), Some(Telecom)), "consumer_switching");
    assert_eq!(out(Business, Some("IT"), Some(Energy)), "consumer_switching");
    assert_eq!(out(Business, Some("DE-BY"), Some(BusinessSoftware)), "business_software");
    assert_eq!(out(Business, Some("US"), Some(BusinessSoftware)), "generic", "the Data Act is the Union's");
    assert_eq!(out(Consumer, Some("DE"), Some(Other)), "generic");
    assert_eq!(out(Unknown, None, None), "generic");
    assert_eq!(out(Consumer, Some("DE"), None), "generic", "the kind of contract is asked first");
    assert_eq!(id(Path::Settle, Consumer, Some("DE"), None), Some(("settle".to_owned(), 2)));
    assert_eq!(id(Path::Repair, Unknown, None, None), Some(("repair".to_owned(), 1)));
    assert_eq!(id(Path::Unclear, Consumer, Some("DE"), Some(Goods)), None);
    assert_eq!(id(Path::Honour, Consumer, Some("DE"), Some(Subscription)).unwrap().1, 4, "the newest version");
}

#[test]
fn a_kind_of_contract_that_is_learned_finds_its_playbook() {
    let books = shipped();
    for kind in ContractKind::ALL {
        let chosen = choose(&books, Path::CleanBreak, &case(CustomerKind::Consumer, Some("ES"), Some(*kind))).unwrap();
        let named = chosen.serves.contract_kinds.contains(kind) || chosen.id == "generic";
        assert!(named, "{kind:?}: {}", chosen.id);
        let asks = chosen.steps[0].field("contract_kind").unwrap();
        assert!(asks.choices.iter().any(|choice| choice.id == kind.word()));
    }
}

#[test]
fn the_differences_of_two_versions_are_worked_out() {
    let books = shipped();
    let version =
        |n| books.iter().find(|book| book.id == "consumer_subscription_eu" && book.version == n).unwrap().clone();
    let (old, new) = (version(2), version(3));
    let english = Catalogue::shipped("en").unwrap();
    let said: Vec<String> =
        changes(&old, &new).into_iter().map(|change| english.text(&change.text(), &PlainFormat)).collect();
    assert!(said.contains(&"Confirm the wish: also asks for “Kind of contract”".to_owned()), "{said:#?}");
    assert!(said.contains(&"Data: another deadline".to_owned()));
    assert!(!said.iter().any(|line| line.starts_with("Step no longer there")));
    assert_eq!(changes(&old, &old), []);
    let mut less = old.clone();
    less.steps.retain(|step| step.id != "alternatives");
    less.steps[1].title = BookText::Key(Key::StepWriteTitle);
    less.steps[0].conditions.pop();
    let said: Vec<String> =
        changes(&old, &less).into_iter().map(|change| english.text(&change.text(), &PlainFormat)).collect();
    assert_eq!(
        said,
        [
            "Confirm the wish: other conditions",
            "“Say it once” is now called “Write to the customer”",
            "Step no longer there: Alternatives"
        ]
    );
}
