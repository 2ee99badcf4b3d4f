//! Options as they are typed: the form, and tables from spreadsheets.

use super::*;
use crate::json;
use crate::map::Map;
use crate::providers::entry::{self, Reading, Typed, Wrong};
use crate::providers::table::{self, Table};
use crate::words::Key;

const READING: Reading = Reading { mark: '.', currency: Some(Currency::EUR), today: TODAY };

const HEADER: &str = "Name,What,Price,Term,Interest,Checked,Source,Fibre";
const FINE: &str = "Fibre First,Fibre by the month,34.90,1,none,2026-11-02,their price list,yes";

fn begin() -> CatalogueJson {
    json::parse(include_str!("../../../www/providers/begin.json")).unwrap()
}

fn brought(text: &str) -> table::Brought {
    let table = Table::parse(text);
    let columns = table.columns(&begin(), "en");
    table.read(&columns, &begin(), "en", READING)
}

fn wrong(text: &str) -> Vec<(String, Key)> {
    let brought = brought(text);
    let faults = brought.lines.first().unwrap().read.clone().unwrap_err();
    faults.into_iter().map(|Wrong { field, text }| (field, text.key)).collect()
}

#[test]
fn what_a_catalogue_of_ones_own_begins_with_keeps_the_rules_in_every_language() {
    for language in Words::languages() {
        let catalogue = begin().check(language).unwrap();
        assert!(!catalogue.is_sample() && catalogue.providers().len() == 2);
        let name = |language| begin().check(language).unwrap().providers()[0].name.clone();
        assert_eq!(name(language) == name("en"), language == "en", "{language}");
    }
}

#[test]
fn a_line_of_a_table_is_an_option() {
    let brought = brought(&format!("{HEADER}\r\n{FINE}\r\n"));
    let option = brought.lines[0].read.clone().unwrap();
    assert_eq!((option.id.as_str(), option.name.get("en").unwrap().as_str()), ("fibre-first", "Fibre First"));
    assert_eq!(option.monthly_price, Some(MoneyJson { minor: 3490, currency: "EUR".to_owned() }));
    assert_eq!((option.minimum_term_months, option.notice_days, option.regions), (Some(1), None, None));
    assert_eq!(option.features, Map::from([("fibre".to_owned(), Known::Yes)]));
    assert_eq!(brought.features[0].name.get("en").unwrap(), "Fibre");
}

#[test]
fn what_is_wrong_in_a_line_is_said_field_by_field() {
    assert_eq!(
        wrong(&format!("{HEADER}\n,,cheap,soon,,2027-01-01,,maybe")),
        [
            ("name".to_owned(), Key::AlternativesWrongEmpty),
            ("what".to_owned(), Key::AlternativesWrongEmpty),
            ("price".to_owned(), Key::FormNotAnAmount),
            ("term".to_owned(), Key::AlternativesWrongNumber),
            ("interest".to_owned(), Key::AlternativesWrongInterest),
            ("checked".to_owned(), Key::AlternativesWrongAhead),
            ("source".to_owned(), Key::AlternativesWrongEmpty),
        ]
    );
    let text = FINE.replace("none,2026-11-02", "affiliate,11/02/2026");
    let faults = wrong(&format!("{HEADER}\n{text}"));
    assert_eq!(
        faults,
        [("interest_text".to_owned(), Key::AlternativesWrongInterestText), ("checked".to_owned(), Key::FormNotADate)]
    );
    assert_eq!(wrong("name,kind,regions\nA,shop,Germany")[1].1, Key::AlternativesWrongKind);
    // A price of no currency, where the catalogue has none yet.
    let none = Reading { currency: None, ..READING };
    let typed = Typed::from([("price".to_owned(), "3".to_owned())]);
    assert!(entry::read(&typed, none).unwrap_err().iter().any(|one| one.text.key == Key::AlternativesWrongCurrency));
}

#[test]
fn the_number_of_a_line_is_that_of_the_text() {
    let text = format!("{HEADER}\n\n{}\n\r\n{FINE}", FINE.replace("Fibre First", "\"Two\nlines\""));
    let lines = brought(&text).lines;
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [3, 6]);
}

#[test]
fn a_table_of_a_spreadsheet_in_another_language_is_read() {
    let text = "\u{feff}Anbieter;Beschreibung;Preis;Währung;Kündigungsfrist;Interesse;Geprüft am;Quelle;Mindestens 250 Mbit/s;Notiz\n\
                Glas & Co.;Glasfaser, monatlich;34,90;EUR;30;none;2.11.2026;Preisblatt;ja;gut\n";
    let table = Table::parse(text);
    let columns = table.columns(&begin(), "de");
    assert_eq!(columns.last().unwrap(), "", "what is not understood is not used");
    let read = table.read(&columns, &begin(), "de", Reading { mark: ',', ..READING });
    let option = read.lines[0].read.clone().unwrap();
    assert_eq!(option.what.get("de").unwrap(), "Glasfaser, monatlich");
    assert_eq!((option.notice_days, option.checked_on.as_str()), (Some(30), "2026-11-02"));
    assert_eq!(option.features.keys().collect::<Vec<_>>(), ["mindestens-250-mbit-s"]);
    assert!(Table::parse("name\tprice\nA\t1").header == ["name", "price"]);
}

#[test]
fn a_line_without_an_id_is_the_option_of_its_name() {
    let sample: CatalogueJson = json::parse(SAMPLE).unwrap();
    let table = Table::parse(
        "name,what,interest,checked,source\nexample fibre,a,none,2026-11-02,b\nOther,a,none,2026-11-02,b\nOther,a,none,2026-11-02,b",
    );
    let read = table.read(&table.columns(&sample, "en"), &sample, "en", READING);
    let ids: Vec<_> = read.lines.iter().map(|line| line.read.as_ref().map(|one| one.id.as_str()).ok()).collect();
    assert_eq!(ids, [Some("example-fibre"), Some("other"), None], "the third stands twice");
}

#[test]
fn what_a_table_has_no_column_for_stays() {
    let sample: CatalogueJson = json::parse(SAMPLE).unwrap();
    let table = Table::parse("name,price\nExample Fibre,29");
    let read = table.read(&table.columns(&sample, "en"), &sample, "en", READING);
    let (new, old) = (read.lines[0].read.clone().unwrap(), sample.provider("example-fibre").unwrap());
    assert_eq!((new.monthly_price.unwrap().minor, &new.what, &new.features), (2900, &old.what, &old.features));
}

#[test]
fn cells_are_safe_in_a_spreadsheet_and_read_back() {
    let mut catalogue = begin();
    let dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "a \"b\", c; d", "two\nlines"];
    for (at, name) in dangerous.iter().enumerate() {
        let mut option = catalogue.providers[0].clone();
        (option.id, option.kind) = (format!("o{at}"), OptionKind::Company);
        option.name.insert("en".to_owned(), (*name).to_owned());
        catalogue = catalogue.with(option);
    }
    let text = table::write(&catalogue);
    for line in text.lines() {
        let mut cells = line.split(',').map(|cell| cell.trim_start_matches('"'));
        assert!(!cells.any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{line}");
    }
    let read = brought(&text);
    for (line, option) in read.lines.iter().zip(&catalogue.providers) {
        assert_eq!(line.read.as_ref().unwrap(), option);
    }
}

#[test]
fn the_sample_reads_back_from_a_table_and_from_its_form() {
    let mut sample: CatalogueJson = json::parse(SAMPLE).unwrap();
    for option in &mut sample.providers {
        option.features.retain(|_, known| *known != Known::Unknown);
    }
    let text = table::write(&sample);
    let table = Table::parse(&text);
    let read = table.read(&table.columns(&sample, "en"), &sample, "en", READING);
    assert!(read.features.is_empty());
    for (line, option) in read.lines.iter().zip(&sample.providers) {
        assert_eq!(line.read.as_ref().unwrap(), option);
        for mark in ['.', ','] {
            let typed = entry::typed(option, mark);
            assert_eq!(entry::read(&typed, Reading { mark, ..READING }).unwrap(), *option);
        }
    }
    assert_eq!(read.lines.len(), sample.providers.len());
}

#[test]
fn catalogues_grow_and_shrink_and_keep_the_rules() {
    let sample: CatalogueJson = json::parse(SAMPLE).unwrap();
    let merged = begin().merged(sample.clone());
    merged.check("en").unwrap();
    assert_eq!(merged.providers.iter().filter(|one| one.kind == OptionKind::NoneAtAll).count(), 1);
    let fewer = merged.clone().without_feature("fibre").without("example-fibre");
    fewer.check("en").unwrap();
    assert!(fewer.providers.iter().all(|one| !one.features.contains_key("fibre")));
    assert_eq!((merged.free_id("example-fibre").as_str(), merged.free_id("").as_str()), ("example-fibre-2", "option"));
    assert_eq!(merged.feature_id("Glasfaser bis in die Wohnung"), "fibre", "by its name in any language");
    assert_eq!(begin().feature_id("Budget"), "budget-2", "a word of the plan");
    let taken = SAMPLE.replacen(r#""id": "speed_250""#, r#""id": "budget""#, 1);
    assert_eq!(Catalogue::parse(&taken, "en").unwrap_err().path, "features[0].id");
    assert_eq!(sample.languages(), ["de", "en", "es", "fr", "it"]);
}

proptest! {
    #[test]
    fn any_text_is_a_table_or_none(text in "[\\PC\n\r\",;'=]{0,80}") {
        let brought = brought(&text);
        prop_assert!(brought.lines.len() <= text.split(['\n', '\r']).count());
    }

    #[test]
    fn any_cell_survives_the_way_out_and_back(name in "[\\PC\n\"',;=+@-]{1,30}") {
        let mut catalogue = begin();
        catalogue.providers[0].name.insert("en".to_owned(), name.clone());
        let text = table::write(&catalogue);
        let line = &brought(&text).lines[0];
        match &line.read {
            Ok(option) => prop_assert_eq!(option.name.get("en").map(String::as_str), Some(name.trim()).filter(|name| !name.is_empty())),
            Err(_) => prop_assert!(name.trim().is_empty()),
        }
    }
}

/// The worked example of the documentation: its table of options gives the places and points that stand there.
#[test]
fn the_worked_example_can_be_redone() {
    let docs = include_str!("../../../docs/alternatives.md");
    let csv = docs.split("```csv\n").nth(1).unwrap().split("```").next().unwrap();
    let table = Table::parse(csv);
    let brought = table.read(&table.columns(&begin(), "en"), &begin(), "en", READING);
    let providers = brought.lines.into_iter().map(|line| line.read.unwrap()).collect();
    let json = begin().merged(CatalogueJson { features: brought.features, providers, ..begin() });
    let catalogue = json.check("en").unwrap();
    let mut needs = Needs {
        budget: Some(Money::new(3000, Currency::EUR)),
        tie: Some(Tie::Free),
        must_have: vec!["fibre".to_owned()],
        region: Some("DE".to_owned()),
        place: None,
        weights: Weights::default(),
    };
    let rows = |needs: &Needs| {
        let ranking = rank(&catalogue, needs, TODAY);
        let row = |place: String, one: &Ranked| {
            let mut row = format!("| {place} | {} |", one.provider.name);
            for reason in &one.reasons {
                let points = reason.points();
                let sign = if points > 0 {
                    "+"
                } else if points < 0 {
                    "−"
                } else {
                    ""
                };
                row += &format!(" {sign}{} |", points.abs());
            }
            row + &format!(" {} |", one.score)
        };
        let mut rows: Vec<String> = ranking.ranked.iter().map(|one| row(one.place.to_string(), one)).collect();
        rows.extend(ranking.apart.iter().map(|one| row("apart".to_owned(), one)));
        rows.join("\n")
    };
    assert!(docs.contains(&rows(&needs)), "{}", rows(&needs));
    needs.weights.set(Criterion::Feature, "fibre", 2);
    assert!(docs.contains(&rows(&needs)), "{}", rows(&needs));
}
