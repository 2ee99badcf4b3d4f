//! The leaving sheet as a page: text, HTML for a mail, a file of its own.

use super::*;
use crate::words::{Catalogue, PlainFormat};
use settlement::EquipmentState;
use sheet::{Sheet, SheetFacts, Value, Wished, leaving_sheet};

const LANGUAGES: [&str; 5] = ["en", "fr", "it", "de", "es"];

/// What a person could type to break out of any place in HTML.
const EVIL: &str = r#"<img src=x onerror=alert(1)> "quoted" 'single' </td></table><script>&amp;"#;

fn facts(text: &str) -> SheetFacts {
    let form: Fields = [
        ("company", words(text)),
        ("reference", words(text)),
        ("end_date", day(date!(2026 - 11 - 30))),
        ("last_charge", eur(2000)),
        ("credit", eur(250)),
        ("deposit", eur(5000)),
        ("deposit_kept", eur(1000)),
        ("deposit_kept_because", words(text)),
        ("kept", words(text)),
        ("kept_because", words(text)),
        ("equipment", words(text)),
        ("named", words(text)),
        ("interest", words(text)),
        ("contact", words(text)),
        ("vat_amounts", FieldValue::Choice("included".to_owned())),
        ("vat_rate", FieldValue::Decimal("5.5".to_owned())),
    ]
    .into_iter()
    .map(|(id, value)| (id.to_owned(), value))
    .collect();
    let parting = Parting::new();
    let known = Known { record: &parting.record, texts: parting.journal.texts(), form: &form };
    SheetFacts { made_on: Some(TODAY), name: Some(text.to_owned()), ..known.sheet() }
}

fn html(sheet: &Sheet, language: &str) -> String {
    sheet.as_html(&Catalogue::shipped(language).unwrap(), &PlainFormat)
}

#[test]
fn nothing_that_a_person_typed_becomes_markup() {
    let harmless = leaving_sheet(&facts("plain"));
    let evil = leaving_sheet(&facts(EVIL));
    for language in LANGUAGES {
        let (plain, mixed) = (html(&harmless, language), html(&evil, language));
        let tags = |html: &str| html.matches('<').count();
        assert_eq!(tags(&plain), tags(&mixed), "{language}: no tag more than with harmless words");
        assert_eq!(plain.matches('"').count(), mixed.matches('"').count(), "{language}: no attribute more");
        assert!(mixed.contains("&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &#39;single&#39;"), "{mixed}");
        assert!(mixed.contains("&lt;script&gt;&amp;amp;"), "{mixed}");
        let file = evil.as_file(&Catalogue::shipped(language).unwrap(), &PlainFormat);
        assert!(file.contains(&mixed) && !file.contains("<script"), "the file holds the same page");
        assert!(file.starts_with(&format!("<!doctype html>\n<html lang=\"{language}\">")), "{file}");
    }
}

#[test]
fn text_and_html_say_the_same_in_every_language() {
    let sheet = leaving_sheet(&facts("plain"));
    for language in LANGUAGES {
        let catalogue = Catalogue::shipped(language).unwrap();
        let (text, html) = (sheet.as_text(&catalogue, &PlainFormat), html(&sheet, language));
        assert!(html.starts_with(&format!("<div lang=\"{language}\" style=")), "{html}");
        let said = |what: &str| {
            let escaped = what.replace('&', "&amp;").replace('\'', "&#39;");
            assert!(text.contains(what) && html.contains(&escaped), "{language}: {what}\n{text}\n{html}");
        };
        for section in &sheet.sections {
            said(&catalogue.text(&section.heading, &PlainFormat));
            for row in &section.rows {
                said(&catalogue.text(&row.label, &PlainFormat));
                if let Some(value) = &row.value {
                    said(&value.text(&catalogue, &PlainFormat));
                }
                for note in &row.notes {
                    said(&catalogue.text(note, &PlainFormat));
                }
            }
        }
        // Styles that a mail program or the site's policy would drop are on no other place than the elements.
        assert!(!html.contains("<style") && !html.contains(" class="), "{html}");
    }
    let german = sheet.as_text(&Catalogue::shipped("de").unwrap(), &PlainFormat);
    assert!(german.contains("Darin 5,5\u{a0}% Mehrwertsteuer"), "{german}");
    let english = sheet.as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat);
    assert!(english.contains("VAT in it, 5.5%: 1.04 EUR = 20.00 EUR × 5.5 ÷ (100 + 5.5)"), "{english}");
    assert!(english.contains("50.00 EUR − 10.00 EUR that we keep (plain) = 40.00 EUR"), "{english}");
    assert!(english.contains("42.50 EUR − 20.00 EUR = 22.50 EUR"), "{english}");
}

#[test]
fn amounts_are_read_from_the_right_and_the_sum_stands_out() {
    let sheet = leaving_sheet(&facts("plain"));
    let money = sheet.sections.iter().find(|section| section.has_amounts()).unwrap();
    assert_eq!(sheet.sections.iter().filter(|section| section.has_amounts()).count(), 1);
    assert_eq!(money.rows.iter().filter(|row| row.is_sum).count(), 1);
    assert!(matches!(money.rows.iter().find(|row| row.is_sum).unwrap().value, Some(Value::Money(_))));
    let html = html(&sheet, "en");
    let amount = html.split("22.50 EUR").nth(1).unwrap();
    assert!(html.contains("text-align:right") && amount.starts_with("</span></th><td"), "{html}");
}

#[test]
fn equipment_that_came_back_is_not_asked_for() {
    let sheet = |state| {
        let facts =
            SheetFacts { equipment_state: state, equipment: Some("router".to_owned()), ..SheetFacts::default() };
        leaving_sheet(&facts).as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat)
    };
    assert!(sheet(None).contains("Please send back: router"));
    assert!(sheet(Some(EquipmentState::ToReturn)).contains("Please send back: router"));
    let returned = sheet(Some(EquipmentState::Returned));
    assert!(
        returned.contains("Everything has come back to us") && !returned.contains("Please send back"),
        "{returned}"
    );
}

/// The facts of a form, as a plan that asks for these fields has them.
fn of(form: &[(&str, FieldValue)]) -> SheetFacts {
    let form: Fields = form.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
    let parting = Parting::new();
    Known { record: &parting.record, texts: parting.journal.texts(), form: &form }.sheet()
}

fn english(facts: &SheetFacts) -> String {
    leaving_sheet(facts).as_text(&Catalogue::shipped("en").unwrap(), &PlainFormat)
}

fn says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn a_switch_has_its_export_its_last_day_and_its_erasure_known_or_not() {
    let begun = [("retrieval_until", day(date!(2027 - 03 - 22))), ("export_formats", words("CSV and JSON"))];
    let text = english(&of(&begun));
    says(
        &text,
        &[
            "Taking the data along\n- The data can be retrieved until: 2027-03-22\n  At least 30 days after the transition",
            "- Format of the export: CSV and JSON\n- Where the export is: not recorded yet\n",
            "- Handed over on: not recorded yet\n- Data erased on: not recorded yet\n- Erasure confirmed on: not recorded yet\n",
        ],
    );
    let done = [
        ("retrieval_until", day(date!(2027 - 03 - 22))),
        ("export_formats", words("CSV and JSON")),
        ("export_place", words("files.cloud.test")),
        ("exported_on", day(date!(2027 - 02 - 18))),
        ("export_received", words("Noor Example")),
        ("erased_on", day(date!(2027 - 03 - 23))),
        ("erasure_confirmed_on", day(date!(2027 - 03 - 24))),
    ];
    let text = english(&of(&done));
    says(
        &text,
        &[
            "- Where the export is: files.cloud.test\n- Handed over on: 2027-02-18\n- Confirmed as complete by: Noor Example\n",
            "- Data erased on: 2027-03-23\n- Erasure confirmed on: 2027-03-24\n",
        ],
    );
    assert!(!text.contains("not recorded yet") && text.matches("2027-03-23").count() == 1, "{text}");
    assert!(!english(&facts("plain")).contains("Taking the data along"), "nobody else is told of a switch");
}

#[test]
fn goods_have_the_words_of_a_sale() {
    let withdrawn = [
        ("withdrawal_on", day(date!(2026 - 11 - 10))),
        ("items", words("chair")),
        ("return_cost", FieldValue::Choice("customer".to_owned())),
        ("return_told", FieldValue::YesNo(true)),
        ("other_paid", eur(12_000)),
        ("equipment_fee", eur(1500)),
        ("goods_kept_because", words("seat scratched")),
    ];
    let text = english(&of(&withdrawn));
    says(
        &text,
        &[
            "- Price paid, with standard delivery, in your favour: 120.00 EUR\n  It goes back after a withdrawal",
            "- Deduction for items kept or loss of value, owed by you: 15.00 EUR\n  seat scratched. A loss of value is owed only",
            "- To be paid by: 2026-11-24\n  Or later, once the goods are back or shown to have been sent",
            "Goods\n- Please send back: chair\n- Send by: 2026-11-24\n- You pay the return\n",
        ],
    );
    assert!(!text.contains("quipment") && !text.contains("Credit") && !text.contains("service"), "{text}");
    let back = withdrawn.clone().into_iter().chain([("received_on", day(TODAY))]).collect::<Vec<_>>();
    let text = english(&of(&back));
    says(&text, &["Goods\n- What goes back: chair\n- Arrived with us on: 2026-11-21\n- You pay the return\n"]);
    assert!(!text.contains("Or later"), "{text}");
    let cost = |told: Option<bool>| {
        let form = withdrawn.clone().into_iter().filter(|(id, _)| *id != "return_told");
        let told = told.map(|told| ("return_told", FieldValue::YesNo(told)));
        english(&of(&form.chain(told).collect::<Vec<_>>()))
    };
    says(&cost(Some(false)), &["- We pay the return, as you were not told otherwise before the purchase"]);
    says(&cost(None), &["- Who pays the return is not settled yet"]);
    // Where the Union's directive does not hold, it is no ground.
    assert!(english(&of(&withdrawn)).contains("2011/83/EU"));
    for (place, is_cited) in [("NO", true), ("GB", false), ("US-CA", false)] {
        let there = [("jurisdiction", FieldValue::Choice(place.to_owned()))];
        let text = english(&of(&withdrawn.clone().into_iter().chain(there).collect::<Vec<_>>()));
        says(
            &text,
            &["  It goes back after a withdrawal", "  seat scratched. A loss of value", "  Or later, once the goods"],
        );
        assert_eq!(text.contains("2011/83/EU"), is_cited, "{place}: {text}");
    }
    let defect =
        [("end_date", day(TODAY)), ("items", words("chair")), ("credit", eur(12_000)), ("last_charge", eur(500))];
    let defect = defect.into_iter().chain([("ground", FieldValue::Choice("defect".to_owned()))]).collect::<Vec<_>>();
    says(
        &english(&of(&defect)),
        &[
            "The purchase\n- Cancelled as of: 2026-11-21\n",
            "- Price paid back, in your favour: 120.00 EUR\n  For goods with a defect\n",
            "- Last charge, owed by you: 5.00 EUR\n  Still open from the order\n",
        ],
    );
}

#[test]
fn the_day_of_an_erasure_is_said_to_be_ours() {
    let mut facts = SheetFacts { erasure: Wished::By(TODAY), ..SheetFacts::default() };
    says(&english(&facts), &["- Your data will be erased by: 2026-11-21\n  A day that we have set ourselves\n"]);
    facts.erasure = Wished::Done(TODAY);
    assert!(!english(&facts).contains("set ourselves"));
}
