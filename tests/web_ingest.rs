//! Reads the samples through the browser's own JSON.parse: the same cases as natively, and the same refusals.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use clean_break::case::{Author, Case, Fact};
use clean_break::ingest::{IngestError, Ingested, read};
use clean_break::providers::{Catalogue, Needs, rank};
use time::macros::date;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const TODAY: time::Date = date!(2026 - 11 - 21);
const ZENDESK: &str = include_str!("fixtures/tickets/zendesk-english-germany.json");
const CHATWOOT: &str = include_str!("fixtures/ingest/chatwoot.json");

fn case(text: &str) -> Case {
    match read(text, TODAY).unwrap() {
        Ingested::Case { case, .. } => *case,
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
fn a_zendesk_ticket() {
    let case = case(&format!("\u{feff}{ZENDESK}"));
    assert_eq!(case.id.to_string(), "zendesk:examplenet/20431");
    assert_eq!(case.customer.id, "501");
    assert_eq!(case.customer.facts.get("plan"), Some(&Fact::Text("Home 250".to_owned())));
    assert_eq!(case.messages.iter().filter(|one| one.author == Author::Customer).count(), 4);
}

#[wasm_bindgen_test]
fn fields_of_any_type() {
    let fields =
        r#""user_fields": {"seats": 3, "share": 0.5, "beta": true, "none": null, "list": [1, {}], "object": {"a": 1},"#;
    let case = case(&ZENDESK.replacen(r#""user_fields": {"#, fields, 1));
    assert_eq!(case.customer.facts.get("seats"), Some(&Fact::Number(3.0)));
    assert_eq!(case.customer.facts.get("share"), Some(&Fact::Number(0.5)));
    assert_eq!(case.customer.facts.get("beta"), Some(&Fact::Flag(true)));
    assert!(!case.customer.facts.contains_key("list") && !case.customer.facts.contains_key("object"));
}

#[wasm_bindgen_test]
fn a_chatwoot_context() {
    let case = case(CHATWOOT);
    assert_eq!(case.id.to_string(), "chatwoot:5/131");
    assert_eq!(case.messages.len(), 4);
}

#[wasm_bindgen_test]
fn a_case_file() {
    assert_eq!(case(include_str!("../www/samples/honour-english.json")).id.ticket, "R-1001");
}

#[wasm_bindgen_test]
fn refusals() {
    assert!(matches!(read("{ticket: 1}", TODAY), Err(IngestError::Rule(_))));
    assert_eq!(read("{}", TODAY), Err(IngestError::Unknown));
    let Err(IngestError::Rule(error)) = read(r#"{"ticket": {"id": 1}, "comments": 3}"#, TODAY) else {
        panic!("comments are a list")
    };
    assert_eq!(error.path, "comments");
}

#[wasm_bindgen_test]
fn a_catalogue_of_providers() {
    let catalogue = Catalogue::parse(include_str!("../www/providers/sample.json"), "it-IT").unwrap();
    assert_eq!(rank(&catalogue, &Needs::default(), TODAY).ranked.len(), 8);
}
