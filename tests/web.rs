//! What needs a real browser inside Rust: run by `cargo xtask test --only web`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests; clippy knows only those with #[test]"
)]

use clean_break::json;
use clean_break::map::Map;
use clean_break::words::{Catalogue, Format as _, IntlFormat, Prose, say};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn numbers_and_plurals_follow_the_language() {
    let french = Catalogue::shipped("fr").unwrap();
    let format = IntlFormat::new("fr");
    // French counts zero as one, and groups thousands with a narrow no-break space.
    assert_eq!(french.text(&say::unit_days(0), &format), "0 jour");
    assert_eq!(french.text(&say::unit_days(2), &format), "2 jours");
    assert_eq!(format.count(12_500), "12\u{202f}500");
}

#[wasm_bindgen_test]
fn a_letter_writes_the_month_in_full() {
    let day = |tag: &str, day| {
        Prose(&IntlFormat::new(tag)).date(time::Date::from_calendar_date(2026, time::Month::December, day).unwrap())
    };
    assert_eq!(day("en-GB", 3), "3 December 2026");
    assert_eq!(day("de", 3), "3. Dezember 2026");
    assert_eq!(day("es", 3), "3 de diciembre de 2026");
    assert_eq!(day("fr", 1), "1er décembre 2026");
    assert_eq!(day("fr", 11), "11 décembre 2026");
}

#[wasm_bindgen_test]
fn what_stands_in_every_verdict_is_what_intl_writes() {
    // The language's own extension changes nothing but the name, so that the browser's formatter is taken.
    for tag in [
        "en-GB", "en-IE", "en-AU", "en-NZ", "en", "en-US", "fr", "fr-FR", "fr-BE", "it", "it-IT", "de", "de-DE",
        "de-AT",
    ] {
        let (ours, theirs) = (IntlFormat::new(tag), IntlFormat::new(&[tag, "-u-nu-latn"].concat()));
        for percent in [0, 5, 45, 100] {
            assert_eq!(ours.percent(percent), theirs.percent(percent), "{tag}");
        }
        for count in [-1, 0, 1, 2, 11, 999, 1_000, 1_000_000] {
            assert_eq!(ours.count(count), theirs.count(count), "{tag}");
            assert_eq!(ours.is_one(count), theirs.is_one(count), "{count} in {tag}");
        }
        for number in [0.0, -0.04, 0.06, 1.0, -1.54, 12.25, 998.9, -1234.5] {
            assert_eq!(ours.signed(number), theirs.signed(number), "{number} in {tag}");
        }
        for parts in [&[][..], &["a"], &["a", "b"], &["a", "b", "c"], &["a", "b", "c", "d"]] {
            let parts: Vec<_> = parts.iter().map(|&part| part.to_owned()).collect();
            assert_eq!(ours.list(&parts), theirs.list(&parts), "{tag}");
        }
    }
}

/// Texts that JavaScript and Rust could read or write differently.
const TEXTS: &[&str] = &[
    "0",
    "-0",
    "4.0",
    "-12.50",
    "0.1",
    "0.30000000000000004",
    "1e-6",
    "1.5E-7",
    "5e-324",
    "123456.789",
    "9007199254740991",
    "123456789012345680000",
    "1e21",
    "-1.25e22",
    "1.7976931348623157e308",
    r#""\u0000\b\t\n\u000b\f\r\u001f \" \\ \/ \u007f \u2028 \u00e9 \ud83d\ude00""#,
];

#[wasm_bindgen_test]
fn what_is_written_is_what_javascript_writes() {
    for text in TEXTS {
        let value = js_sys::JSON::parse(text).unwrap();
        let expected = String::from(js_sys::JSON::stringify(&value).unwrap());
        let written = match json::parse::<String>(text) {
            Ok(text) => json::write(&text),
            Err(_) => json::write(&json::parse::<f64>(text).unwrap()),
        };
        assert_eq!(written.unwrap(), expected, "{text}");
    }
}

#[wasm_bindgen_test]
fn plain_objects_in_and_out() {
    let value = js_sys::JSON::parse(r#"{"b":[1,-0.5],"a":[]}"#).unwrap();
    let map: Map<String, Vec<f64>> = json::from_js(&value).unwrap();
    assert_eq!(map, Map::from_iter([("a".to_owned(), vec![]), ("b".to_owned(), vec![1.0, -0.5])]));
    let back = json::to_js(&map).unwrap();
    assert_eq!(String::from(js_sys::JSON::stringify(&back).unwrap()), r#"{"a":[],"b":[1,-0.5]}"#);
    let error = json::from_js::<Vec<u8>>(&value).unwrap_err();
    assert_eq!(error.to_string(), ".: an object: expected a list");
    for nothing in [JsValue::UNDEFINED, js_sys::BigInt::from(1).into(), js_sys::Symbol::iterator().into()] {
        assert!(json::from_js::<Vec<u8>>(&nothing).is_err());
    }
}
