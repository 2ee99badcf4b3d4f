//! Letters and the sheet for somebody else than the customer: a guardian, a lawyer, whoever settles an estate.

use super::branches::Case;
use super::*;
use crate::words::{Catalogue, Key, PlainFormat, Text};
use letters::{LetterFacts, draft_in, has_condoled};
use sheet::{SheetFacts, Wished, leaving_sheet};

const LANGUAGES: [&str; 5] = ["en", "de", "fr", "it", "es"];

/// What would make the contract the reader's own.
const fn yours(language: &str) -> &'static [&'static str] {
    match language.as_bytes() {
        b"de" => &["Ihr", "Ihre", "Ihrer", "Ihrem", "Ihren", "dein", "deine", "deiner", "deinem", "deinen"],
        b"fr" => &["votre", "vos", "ton", "ta", "tes"],
        b"it" => &["Suo", "Sua", "Suoi", "Sue", "tuo", "tua", "tuoi", "tue"],
        b"es" => &["su", "sus", "tu", "tus"],
        _ => &["your", "Your", "yours"],
    }
}

fn other(minor: i64, currency: &str) -> Money {
    Money::new(minor, Currency::parse(currency).unwrap())
}

fn full(to: Addressee) -> LetterFacts {
    LetterFacts {
        name: Some("Jana Brandt".to_owned()),
        to,
        notice_on: Some(TODAY),
        ends_on: Some(TODAY),
        reference: Some("K-2041".to_owned()),
        last_charge: Some(Money::new(0, Currency::EUR)),
        refunds: vec![Money::new(1200, Currency::EUR)],
        owed: vec![other(500, "CHF")],
        refund_by: Some(TODAY),
        copy: Wished::By(TODAY),
        erasure: Wished::By(TODAY),
        what_happened: Some("2026-11-03".to_owned()),
        what_we_did: Some("2026-11-04".to_owned()),
        compensation: Some(Money::new(1500, Currency::EUR)),
        fixed_by: Some(TODAY),
        owner: Some("Marta Keller".to_owned()),
        ..LetterFacts::default()
    }
}

fn others() -> [Addressee; 4] {
    let name = || Some("Alex Sample".to_owned());
    [
        Addressee::Representative(name()),
        Addressee::Representative(None),
        Addressee::Estate(name()),
        Addressee::Estate(None),
    ]
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

fn letter(language: &str, address: Address, kind: LetterKind, facts: &LetterFacts) -> String {
    draft_in(address, kind, facts, &Catalogue::shipped(language).unwrap(), &PlainFormat)
}

#[test]
fn nobody_reads_of_another_persons_contract_as_theirs() {
    for language in LANGUAGES {
        for (to, address) in others().into_iter().flat_map(|to| Address::ALL.iter().map(move |one| (to.clone(), *one)))
        {
            let name = to.name(None).map(str::to_owned);
            let facts = full(to);
            let kinds = LetterKind::ALL.iter().filter(|kind| **kind != LetterKind::PublicAnswer);
            for withdrawn_on in [None, Some(TODAY)] {
                for goods in [false, true] {
                    let facts = LetterFacts { withdrawn_on, goods, ..facts.clone() };
                    for &kind in kinds.clone() {
                        let text = letter(language, address, kind, &facts);
                        let (greeting, rest) = text.split_once("\n\n").unwrap();
                        assert!(!greeting.contains("Jana"), "{language} {kind:?}: {text}");
                        let greeted = name.as_deref().is_none_or(|name| greeting.contains(address.name(name)));
                        assert!(greeted && !text.contains(['{', '}']), "{language} {kind:?}: {text}");
                        let (opening, rest) = rest.split_once("\n\n").unwrap();
                        assert!(opening.contains("Jana Brandt"), "{language} {kind:?}: {text}");
                        let theirs = words_of(rest).into_iter().find(|word| yours(language).contains(word));
                        assert_eq!(theirs, None, "{language} {address:?} {kind:?}:\n{text}");
                    }
                }
            }
        }
    }
}

#[test]
fn after_a_death_condolence_comes_first_and_nobody_is_thanked_for_their_time() {
    let facts = full(Addressee::Estate(Some("Alex Sample".to_owned())));
    assert_eq!(
        letter("de", Address::Formal, LetterKind::ConfirmEnd, &facts),
        "Guten Tag Alex Sample,\n\nWir sprechen Ihnen unser Beileid aus. Es geht um den Vertrag von Jana Brandt.\n\nDer \
         Vertrag endet am 2026-11-21. Die Kündigungsnummer lautet K-2041.\n\nEs wird nichts mehr berechnet. Wir erstatten \
         12.00 EUR bis zum 2026-11-21. Die Erstattung geht auf das bisherige Konto, sofern uns kein anderes des Nachlasses \
         genannt wird.\n\nFreundliche Grüße\n"
    );
    for language in LANGUAGES {
        let catalogue = Catalogue::shipped(language).unwrap();
        let condolence =
            |address: Address| catalogue.text(&address.of_text(Key::LetterCondolence.into()), &PlainFormat);
        for &address in Address::ALL {
            for kind in [LetterKind::Acknowledge, LetterKind::SayOnce, LetterKind::ConfirmEnd, LetterKind::Farewell] {
                let text = letter(language, address, kind, &facts);
                let (_, rest) = text.split_once("\n\n").unwrap();
                assert!(rest.starts_with(&condolence(address)), "{language} {kind:?}: {text}");
                for never in [Key::LetterThanks, Key::LetterWishWell, Key::LetterRegret, Key::LetterNoReasons] {
                    assert!(
                        !text.contains(&catalogue.text(&never.into(), &PlainFormat)),
                        "{language} {kind:?}: {text}"
                    );
                }
            }
        }
    }
}

#[test]
fn condolence_is_said_once() {
    let facts = full(Addressee::Estate(None));
    for language in LANGUAGES {
        let catalogue = Catalogue::shipped(language).unwrap();
        let condoled = |sent: &str| has_condoled([sent].into_iter(), &catalogue, &PlainFormat);
        for &address in Address::ALL {
            let first = letter(language, address, LetterKind::Acknowledge, &facts);
            assert!(condoled(&first), "{language}: {first}");
            let facts = LetterFacts { condoled: true, ..facts.clone() };
            let second = letter(language, address, LetterKind::ConfirmEnd, &facts);
            assert!(!condoled(&second), "{language}: {second}");
            assert!(second.contains("Jana Brandt"), "{language}: {second}");
        }
    }
}

#[test]
fn whoever_acts_for_the_customer_is_told_so_formally_or_not() {
    let facts = full(Addressee::Representative(Some("Alex Sample".to_owned())));
    let english = letter("en", Address::Formal, LetterKind::Acknowledge, &facts);
    assert!(
        english.starts_with(
            "Dear Alex Sample,\n\nYou act on behalf of Jana Brandt; this is about their contract with us.\n\nWe \
             received the notice on 2026-11-21. The contract ends on 2026-11-21.\n\n"
        ),
        "{english}"
    );
    let french = letter("fr", Address::Informal, LetterKind::Farewell, &facts);
    assert!(
        french.starts_with("Bonjour Alex,\n\nTu agis pour Jana Brandt\u{202f}; ce courrier concerne son contrat"),
        "{french}"
    );
    let unknown = LetterFacts { to: Addressee::Representative(None), ..facts };
    for (language, greeting) in [
        ("en", "Dear Sir or Madam,\n"),
        ("de", "Sehr geehrte Damen und Herren,\n"),
        ("fr", "Madame, Monsieur,\n"),
        ("it", "Gentile Signora, gentile Signore,\n"),
        ("es", "Estimada señora, estimado señor:\n"),
    ] {
        assert!(letter(language, Address::Formal, LetterKind::ConfirmEnd, &unknown).starts_with(greeting));
    }
    assert_eq!(letters::left_out(LetterKind::ConfirmEnd, &unknown), [Text::from(Key::BranchFieldSpeaksFor)]);
}

#[test]
fn the_sheet_is_for_whoever_reads_it() {
    let facts = |to: Addressee| SheetFacts {
        name: Some("Jana Brandt".to_owned()),
        to,
        ends_on: Some(TODAY),
        request_on: Some(TODAY),
        copy: Wished::Open,
        erasure: Wished::By(TODAY),
        equipment_state: Some(settlement::EquipmentState::Kept),
        alternatives: vec!["Orange".to_owned()],
        contact: Some("help@sample.test".to_owned()),
        ..SheetFacts::default()
    };
    for language in LANGUAGES {
        let catalogue = Catalogue::shipped(language).unwrap();
        for to in others() {
            let (name, is_estate) = (to.name(None).map(str::to_owned), to.is_estate());
            let sheet = leaving_sheet(&facts(to));
            let text = sheet.as_text(&catalogue, &PlainFormat);
            let mut lines = text.lines();
            assert!(lines.next().unwrap().contains("Jana Brandt"), "{text}");
            let to = lines.next().unwrap();
            assert!(name.is_none_or(|name| to.contains(&name)) && !to.is_empty(), "{text}");
            assert!(sheet.as_html(&catalogue, &PlainFormat).contains(&to.replace('\'', "&#39;")), "{text}");
            let theirs = words_of(&text).into_iter().find(|word| yours(language).contains(word));
            assert_eq!(theirs, None, "{language}:\n{text}");
            assert_eq!(text.contains("Orange"), !is_estate, "{text}");
        }
    }
}

#[test]
fn the_branches_say_who_reads() {
    let mut case = Case::begun("consumer_subscription_eu", Path::Honour);
    let of = |case: &Case| Addressee::of(&case.parting.record, case.parting.journal.texts());
    let speaks = |case: &mut Case, step: &str, name: &str| {
        let mut fields = case.playbook().step(step).map(super::full).unwrap();
        fields.insert("speaks_for".to_owned(), words(name));
        case.act(Act::StepDone { step: step.to_owned(), fields, letter: None }).unwrap();
    };
    assert_eq!(of(&case), Addressee::Customer);
    case.set(Circumstance::Represented, true).unwrap();
    assert_eq!(of(&case), Addressee::Representative(None), "until somebody has written a name down");
    speaks(&mut case, "represented_authority", "Alex Sample, daughter");
    assert_eq!(of(&case), Addressee::Representative(Some("Alex Sample".to_owned())));
    case.set(Circumstance::Died, true).unwrap();
    assert_eq!(of(&case), Addressee::Estate(None), "whoever acted for the living may not speak for the estate");
    case.full("died_stop").unwrap();
    speaks(&mut case, "died_estate", "Robin Sample");
    assert_eq!(of(&case), Addressee::Estate(Some("Robin Sample".to_owned())));
    case.set(Circumstance::Died, false).unwrap();
    case.set(Circumstance::Represented, false).unwrap();
    assert_eq!(of(&case), Addressee::Customer);
}

#[test]
fn every_sum_is_named() {
    let form: Fields = [
        ("end_date", day(TODAY)),
        ("credit", eur(1200)),
        ("deposit", FieldValue::money(other(5000, "CHF"))),
        ("last_charge", FieldValue::money(other(700, "USD"))),
        ("refund_by", day(TODAY)),
    ]
    .into_iter()
    .map(|(id, value)| (id.to_owned(), value))
    .collect();
    let parting = Parting::new();
    let facts = Known { record: &parting.record, texts: parting.journal.texts(), form: &form }.letter(None);
    let text = letter("en", Address::Formal, LetterKind::Farewell, &facts);
    assert!(text.contains("We will refund 12.00 EUR, 50.00 CHF by 2026-11-21. "), "{text}");
    assert!(text.contains("What is left for you to pay is 7.00 USD."), "{text}");
    assert!(!letters::paragraphs(LetterKind::Farewell, &facts).is_empty());
}

#[test]
fn letters_about_goods_speak_of_a_purchase() {
    let facts = LetterFacts { goods: true, withdrawn_on: None, last_charge: None, ..full(Addressee::Customer) };
    let german = |kind, facts: &LetterFacts| letter("de", Address::Formal, kind, facts);
    assert_eq!(
        german(LetterKind::Acknowledge, &facts),
        "Guten Tag Jana Brandt,\n\nDie Nachricht zur Rückgabe der Waren haben wir am 2026-11-21 erhalten.\n\nWir machen den \
         Kauf rückgängig; die Rücksendenummer und der Betrag, den wir erstatten, folgen.\n\nFreundliche Grüße\n"
    );
    let withdrawn = LetterFacts { withdrawn_on: Some(TODAY), refunds: Vec::new(), ..facts };
    let text = german(LetterKind::ConfirmEnd, &withdrawn);
    assert!(text.contains("Die Rücksendenummer lautet K-2041.\n\nDen Kaufpreis samt Standardlieferung"), "{text}");
    assert!(!text.contains("Leistung") && !text.contains("Kündigung"), "{text}");
    assert!(german(LetterKind::Acknowledge, &withdrawn).contains("Sie müssen keinen Grund nennen"));
}
