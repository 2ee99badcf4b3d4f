//! Reading and writing against `serde_json`, which is the measure.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::DEEPEST;
use super::*;
use crate::case::{Case, CaseJson, Channel, SCHEMA};
use crate::leaving::rules::RulePack;
use crate::leaving::{Act, Playbook};
use crate::map::Map;
use crate::providers::CatalogueJson;

crate::json_shape! {
    #[derive(Clone, Debug, PartialEq)]
    struct Row {
        name: String,
        count: u8 = default,
        note: Option<String>,
        sort_of as "sortOf": Channel = default,
        shapes: Vec<Shape> = default,
    }
}

crate::json_shape! {
    #[derive(Clone, Debug, PartialEq)]
    enum Shape {
        Round = "round" (radius: f64),
        Square = "square" { side: i64, colours: Map<String, [u8; 3]> },
        Nothing = "nothing" {},
    }
}

crate::json_output! {
    struct Around<'a> {
        before: bool,
        row: Option<&'a Row> = flat,
        after: bool,
    }
}

/// The same as serde_json has it.
mod theirs {
    use super::{BTreeMap, Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Row {
        name: String,
        #[serde(default)]
        count: u8,
        note: Option<String>,
        #[serde(default)]
        sort_of: Channel,
        #[serde(default)]
        shapes: Vec<Shape>,
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Channel {
        #[default]
        Email,
        Chat,
        Phone,
        Review,
        Social,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Round(f64),
        Square { side: i64, colours: BTreeMap<String, [u8; 3]> },
        Nothing {},
    }
}

fn row(text: &str) -> Result<Row, String> {
    parse::<Row>(text).map_err(|error| error.to_string())
}

fn fault(text: &str) -> String {
    row(text).unwrap_err()
}

#[test]
fn a_fault_names_its_place_the_value_and_the_rule() {
    let list = |text: &str| parse::<Vec<Row>>(text).unwrap_err().to_string();
    assert_eq!(list(r#"[{"name":"a"},{"name":7}]"#), "[1].name: 7: expected a string");
    assert_eq!(list(r#"[{"name":"a"},{}]"#), "[1]: missing field `name`");
    assert_eq!(list(r#"{"name":"a"}"#), ".: an object: expected a list");
    assert_eq!(fault(r#"{"name":"a","count":256}"#), "count: 256: expected a whole number from 0 to 255");
    assert_eq!(fault(r#"{"name":"a","count":0.5}"#), "count: 0.5: expected a whole number from 0 to 255");
    assert_eq!(
        fault(r#"{"name":"a","sortOf":"letter"}"#),
        "sortOf: \"letter\": expected one of email, chat, phone, review, social"
    );
    let shape = |text: &str| fault(&[r#"{"name":"a","shapes":["#, text, "]}"].concat());
    assert_eq!(shape(r#""triangle""#), "shapes[0]: \"triangle\": expected one of round, square, nothing");
    assert_eq!(shape("3"), "shapes[0]: 3: expected a word, or an object of one field");
    assert_eq!(shape(r#""round""#), "shapes[0].round: expected an object of one field");
    assert_eq!(shape(r#""nothing""#), "shapes[0].nothing: expected an object of one field");
    assert_eq!(shape(r#"{"nothing":1}"#), "shapes[0].nothing: 1: expected an object");
    assert_eq!(shape(r#"{"square":{"side":1}}"#), "shapes[0].square: missing field `colours`");
    assert_eq!(
        shape(r#"{"square":{"side":1,"colours":{"red":[1,2,"x"]}}}"#),
        "shapes[0].square.colours.red[2]: \"x\": expected a whole number from 0 to 255"
    );
    assert_eq!(
        shape(r#"{"square":{"side":1,"colours":{"red":[1,2]}}}"#),
        "shapes[0].square.colours.red: a list: expected a list of 3"
    );
    assert_eq!(fault(&format!("[\"{}\"]", "é".repeat(50))), ".: a list: expected an object");
    assert_eq!(fault(&format!("\"{}\"", "é".repeat(50))), format!(".: \"{}...\": expected an object", "é".repeat(40)));
}

#[test]
fn what_is_not_json_says_where() {
    let rule = |text: &str| Value::parse(text).unwrap_err().to_string();
    assert_eq!(rule(""), ".: not JSON at line 1, column 1: the text ends early");
    assert_eq!(rule("[1] 2"), ".: not JSON at line 1, column 5: expected the end");
    assert_eq!(rule("{\n \"é\": 1\n \"b\": 2}"), ".: not JSON at line 3, column 2: expected `,` or `}`");
    assert_eq!(rule("[1,]"), ".: not JSON at line 1, column 4: expected a value");
    assert_eq!(rule("[-1e999]"), ".: not JSON at line 1, column 8: the number is too large");
}

#[test]
fn the_first_fault_is_the_one_that_is_named() {
    assert_eq!(fault(r#"{"count":-1,"note":7,"name":8}"#), "name: 8: expected a string");
    assert_eq!(fault(r#"{"name":"a","note":7,"count":-1}"#), "count: -1: expected a whole number from 0 to 255");
}

#[test]
fn fields_that_are_missing_unknown_or_doubled() {
    let short = Row { name: "a".to_owned(), count: 0, note: None, sort_of: Channel::Email, shapes: Vec::new() };
    assert_eq!(row(r#"{"name":"a"}"#), Ok(short.clone()));
    assert_eq!(row(r#"{"note":null,"more":[{}],"name":"a"}"#), Ok(short.clone()));
    // As JSON.parse has it, the last one counts, be it good or bad.
    assert_eq!(row(r#"{"name":7,"count":1,"name":"a","count":0}"#), Ok(short));
    assert_eq!(fault(r#"{"name":"a","name":7}"#), "name: 7: expected a string");
    assert_eq!(parse(r#"{"a":1,"a":2}"#), Ok(Map::<String, u8>::from_iter([("a".to_owned(), 2)])));
    assert_eq!(parse(r#"{"round":"x","round":2}"#), Ok(Shape::Round(2.0)));
}

#[test]
fn what_is_flat_stands_among_the_others() {
    let row = Row { name: "a".to_owned(), count: 0, note: None, sort_of: Channel::Chat, shapes: Vec::new() };
    assert_eq!(write(&Around { before: true, row: None, after: false }).unwrap(), r#"{"before":true,"after":false}"#);
    assert_eq!(
        write(&Around { before: true, row: Some(&row), after: false }).unwrap(),
        r#"{"before":true,"name":"a","count":0,"note":null,"sortOf":"chat","shapes":[],"after":false}"#
    );
}

#[test]
fn depth_is_limited_and_width_is_not() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Value::parse(&nested(DEEPEST.into())).is_ok());
    let error = Value::parse(&nested(usize::from(DEEPEST) + 1)).unwrap_err();
    assert!(matches!(error.rule, Rule::Syntax { syntax: Syntax::Shallower, .. }), "{error}");
    assert!(error.to_string().ends_with("nested too deeply"), "{error}");
    assert!(Value::parse(&"[".repeat(10_000_000)).is_err());
    assert!(Value::parse(&"{\"a\":".repeat(1_000_000)).is_err());
    assert!(Value::parse(&format!("[{}[]]", "[[]],".repeat(1000))).is_ok());
}

#[test]
fn whole_numbers_are_those_of_javascript() {
    let most = LARGEST_WHOLE as i64;
    for whole in [0, -1, 123_456_789_012_345, 1_234_567_890_123_456, most, -most] {
        assert_eq!(parse(&whole.to_string()), Ok(whole));
        assert_eq!(write(&whole), Ok(whole.to_string()));
    }
    for whole in [most + 1, -most - 1, i64::MAX, i64::MIN] {
        assert!(parse::<i64>(&whole.to_string()).is_err());
        assert!(write(&whole).is_err());
    }
    // 9007199254740993 is 9007199254740992 to JavaScript.
    assert!(parse::<u64>("9007199254740993").is_err());
    assert_eq!(parse("1e2"), Ok(100_u8));
    assert_eq!(parse("-0"), Ok(0_u8));
    assert!(write(&usize::MAX).is_err());
    assert!(parse::<u8>("-1").is_err());
}

/// What `JSON.stringify` gives for these; `tests/web.rs` asks the browser.
#[test]
fn fractions_are_written_as_javascript_writes_them() {
    for (number, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (4.0, "4"),
        (-12.5, "-12.5"),
        (0.1, "0.1"),
        (1.0 / 3.0, "0.3333333333333333"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-6, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (1e-7, "1e-7"),
        (5e-324, "5e-324"),
        (123_456.789, "123456.789"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (123_456_789_012_345_680_000.0, "123456789012345680000"),
        (1e21, "1e+21"),
        (-1.25e22, "-1.25e+22"),
        (f64::MAX, "1.7976931348623157e+308"),
        (f64::NAN, "null"),
        (f64::NEG_INFINITY, "null"),
    ] {
        assert_eq!(write(&number).unwrap(), text);
    }
}

#[test]
fn halves_of_a_surrogate_pair() {
    let text = |json: &str| parse::<String>(json).unwrap();
    assert_eq!(text(r#""\ud83d\ude00 \u00e9""#), "😀 é");
    assert_eq!(text(r#""\ud83d""#), "\u{fffd}");
    assert_eq!(text(r#""\ude00\ud83d\n""#), "\u{fffd}\u{fffd}\n");
    assert_eq!(text(r#""\ud83d\ud83d\ude00""#), "\u{fffd}😀");
    assert!(parse::<String>(r#""\ud83d\u12""#).is_err());
}

/// The value as serde_json has it.
fn ours(value: &serde_json::Value) -> Value {
    use serde_json::Value as Theirs;
    match value {
        Theirs::Null => Value::Null,
        Theirs::Bool(flag) => Value::Flag(*flag),
        Theirs::Number(number) => Value::Number(number.as_f64().unwrap()),
        Theirs::String(text) => Value::Text(text.clone()),
        Theirs::Array(items) => Value::List(items.iter().map(ours).collect()),
        Theirs::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), ours(value))).collect())
        }
    }
}

/// Fields in the order of the alphabet and one of each name: serde_json keeps them so, or in their own order.
fn tidy(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(tidy).collect()),
        Value::Object(fields) => {
            let fields: BTreeMap<_, _> = fields.into_iter().map(|(name, value)| (name, tidy(value))).collect();
            Value::Object(fields.into_iter().collect())
        }
        other => other,
    }
}

fn whole_number() -> impl Strategy<Value = serde_json::Value> {
    let most = LARGEST_WHOLE as i64;
    prop_oneof![(-9_i64..100), (-most..=most)].prop_map(Into::into)
}

fn tree(number: impl Strategy<Value = serde_json::Value> + 'static) -> impl Strategy<Value = serde_json::Value> {
    let text = prop_oneof![".{0,8}", "[\\x00-\\x7f\"\\\\]{0,8}"];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        text.clone().prop_map(Into::into),
        number
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(text.clone(), inner, 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_number() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        prop::num::f64::ANY.prop_map(Into::into),
        (-1_000_000..1_000_000_i32).prop_map(|number| (f64::from(number) / 1000.0).into()),
    ]
}

/// serde_json refuses half of a surrogate pair.
fn may_differ(text: &str) -> bool {
    text.contains("\\ud") || text.contains("\\uD")
}

/// Their tree, written by us.
struct Ours(serde_json::Value);

impl Write for Ours {
    fn write(&self, to: &mut Writer) {
        match &self.0 {
            serde_json::Value::Null => None::<bool>.write(to),
            serde_json::Value::Bool(flag) => flag.write(to),
            serde_json::Value::Number(number) => number.as_i64().unwrap().write(to),
            serde_json::Value::String(text) => text.write(to),
            serde_json::Value::Array(items) => items.iter().cloned().map(Ours).collect::<Vec<_>>().write(to),
            serde_json::Value::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), Ours(value.clone()))).collect::<Map<_, _>>().write(to);
            }
        }
    }
}

impl Read for Value {
    fn read(from: &Place<'_>) -> Self {
        from.value().cloned().unwrap_or(Self::Null)
    }
}

/// A shape that ours and theirs know is read, or refused, by both, and has the same bytes.
fn agree(text: &str) -> Result<(), TestCaseError> {
    match (parse::<Row>(text), serde_json::from_str::<theirs::Row>(text)) {
        (Ok(ours), Ok(theirs)) => {
            let written = write(&ours).unwrap();
            prop_assert_eq!(parse::<Row>(&written), Ok(ours));
            prop_assert_eq!(parse::<Value>(&written), parse(&serde_json::to_string(&theirs).unwrap()));
        }
        (Err(_), Err(_)) => {}
        (ours, theirs) => prop_assert!(false, "{} gives {:?}, not {:?}", text, ours, theirs.map(|_| ())),
    }
    Ok(())
}

/// What is read is written and read again as the same; what is refused is refused at or around the place of the change.
fn holds<T: Read + Write + PartialEq + std::fmt::Debug>(text: &str, place: &str) -> Result<(), TestCaseError> {
    match parse::<T>(text) {
        Ok(read) => prop_assert_eq!(parse(&write(&read).unwrap()), Ok(read)),
        Err(error) => refused_at(&error, place, text)?,
    }
    Ok(())
}

fn refused_at(error: &JsonError, place: &str, text: &str) -> Result<(), TestCaseError> {
    let named = error.path.replace('[', ".").replace(']', "");
    let named = named.trim_start_matches('.');
    let near = place == named || place.starts_with(&[named, "."].concat()) || named.starts_with(&[place, "."].concat());
    prop_assert!(named.is_empty() || near, "{} is named, {} was changed: {}", error, place, text);
    let value = Value::parse(text).unwrap();
    prop_assert!(fits(&error.rule, found(&value, named)), "{} of {}", error, text);
    Ok(())
}

/// What stands at a place, as in `messages.2.at`.
fn found<'v>(value: &'v Value, place: &str) -> &'v Value {
    place.split('.').filter(|name| !name.is_empty()).fold(value, |value, name| match value {
        Value::List(items) => items.get(name.parse::<usize>().unwrap()).unwrap(),
        // The word of a variant, which is the last step there is.
        Value::Text(_) => value,
        _ => value.field(name).unwrap(),
    })
}

/// Whether a rule says of what stands there what is so.
fn fits(rule: &Rule, there: &Value) -> bool {
    let is = |given: &str| matches!(there, Value::Text(text) if text == given);
    let has_kind = |wanted: Wanted| match wanted {
        Wanted::Object => matches!(there, Value::Object(_)),
        Wanted::List => matches!(there, Value::List(_)),
        Wanted::Items(count) => matches!(there, Value::List(items) if items.len() == count),
        Wanted::Text => matches!(there, Value::Text(_)),
        Wanted::Whole(least, most) => {
            matches!(there, Value::Number(number) if number::within(*number, least, most).is_some())
        }
        Wanted::Number | Wanted::Seconds => matches!(there, Value::Number(_)),
        Wanted::Flag => matches!(there, Value::Flag(_)),
        Wanted::Word => matches!(there, Value::Text(_)) || matches!(there, Value::Object(fields) if fields.len() == 1),
        Wanted::Fact => matches!(there, Value::Number(_) | Value::Text(_) | Value::Flag(_)),
        Wanted::Answer => matches!(there, Value::Object(_) | Value::Text(_) | Value::Flag(_)),
    };
    match rule {
        Rule::Missing(name) => matches!(there, Value::Object(_)) && there.field(name).is_none(),
        Rule::Bare => matches!(there, Value::Text(_)),
        Rule::Unlike { given, wanted } => *given == Given::from(there) && !has_kind(*wanted),
        Rule::NotOneOf { given, known } => {
            let stands =
                is(given) || matches!(there, Value::Object(fields) if fields.iter().all(|(name, _)| name == given));
            stands && !known.split(", ").any(|word| word == given)
        }
        Rule::NotDate(given) | Rule::NotTime(given) | Rule::NotCountry(given) | Rule::NoText(given) => is(given),
        Rule::NotSealed => matches!(there, Value::Text(text) if text.len() != 64),
        Rule::Blank => matches!(there, Value::Object(_)),
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_value_is_read_as_serde_json_reads_it(value in tree(any_number())) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert_eq!(Value::parse(&text).unwrap(), ours(&serde_json::from_str(&text).unwrap()));
        }
    }

    /// Journals hold integers and strings only: their bytes are the same from every writer.
    #[test]
    fn integers_and_strings_are_written_to_the_byte(value in tree(whole_number())) {
        prop_assert_eq!(write(&Ours(value.clone())).unwrap(), value.to_string());
    }

    #[test]
    fn a_fraction_is_read_back(number in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL) {
        prop_assert_eq!(parse::<f64>(&write(&number).unwrap()), Ok(number));
        prop_assert_eq!(parse::<f64>(&format!("{number:e}")), Ok(number));
    }

    #[test]
    fn garbage_is_refused_as_serde_json_refuses_it(text in "[\\[\\]{},:\"\\\\/ \\n01.eE+\\-truefalsn\\x00é]{0,12}") {
        prop_assume!(!may_differ(&text));
        let theirs = serde_json::from_str(&text).ok().map(|value| tidy(ours(&value)));
        prop_assert_eq!(Value::parse(&text).ok().map(tidy), theirs);
    }

    #[test]
    fn a_damaged_text_is_refused_as_serde_json_refuses_it(
        value in tree(any_number()), at in any::<prop::sample::Index>(), new in "[\\[\\]{},:\"\\\\ 01.e+\\-tn\\x1fé]{0,2}"
    ) {
        let mut text: Vec<char> = value.to_string().chars().collect();
        let at = at.index(text.len());
        text.splice(at..=at, new.chars());
        let text: String = text.into_iter().collect();
        prop_assume!(!may_differ(&text));
        let theirs = serde_json::from_str(&text).ok().map(|value| tidy(ours(&value)));
        prop_assert_eq!(Value::parse(&text).ok().map(tidy), theirs, "{}", text);
    }

    #[test]
    fn any_text_at_all_does_no_harm(text in ".{0,40}") {
        prop_assert_eq!(Value::parse(&text).is_ok(), serde_json::from_str::<serde_json::Value>(&text).is_ok());
    }

    #[test]
    fn any_value_is_a_row_or_none(value in tree(any_number())) {
        let _ = row(&value.to_string());
        let _ = parse::<Vec<Row>>(&value.to_string());
    }

    #[test]
    fn a_row_is_read_as_serde_json_reads_it(at in any::<prop::sample::Index>(), new in 0..8_usize) {
        let row = r#"{"name":"a","count":9,"note":"n","sortOf":"chat","shapes":[{"round":0.5},{"nothing":{}},
            {"square":{"side":-7,"colours":{"red":[0,255,1],"blue":[1,2,3]}}}]}"#;
        agree(&changed(serde_json::from_str(row).unwrap(), at, new).0)?;
    }

    /// A file that was not copied to its end.
    #[test]
    fn a_text_that_is_cut_off_is_known_as_such(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let text = CASES[which.index(CASES.len())].trim_end();
        let cut = &text[..text.floor_char_boundary(at.index(text.len() - 1))];
        let error = Case::parse(cut).unwrap_err();
        let Rule::Syntax { line, ends, .. } = error.rule else { panic!("{error}") };
        prop_assert_eq!(error.path, ".");
        // Half of `true` is no value that ends early, but none at all.
        let word = cut.rsplit(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
        let is_word = ["true", "false", "null"].iter().any(|known| !word.is_empty() && known.starts_with(word) && *known != word);
        prop_assert!(ends || is_word, "{}", cut);
        prop_assert_eq!(line, cut.split('\n').count());
    }

    /// What is well-formed but says what cannot be: the place and the value are named.
    #[test]
    fn a_case_that_cannot_be_says_what_stands_where(which in 0..7_usize, said in "[a-z/ ]{1,9}") {
        let file = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut case = serde_json::from_str(CASES[0]).unwrap();
            change(&mut case);
            Case::parse(&case.to_string()).unwrap_err()
        };
        let text = || serde_json::Value::from(said.as_str());
        let given = || said.clone();
        let (error, place, rule) = match which {
            0 => (file(&|case| case["messages"][1]["at"] = text()), "messages[1].at", Rule::NotTime(given())),
            1 => (file(&|case| case["customer"]["since"] = text()), "customer.since", Rule::NotDate(given())),
            2 => {
                let id = Case::parse(CASES[0]).unwrap().messages[0].id.clone();
                let twice = file(&|case| case["messages"][1]["id"] = case["messages"][0]["id"].clone());
                (twice, "messages[1].id", Rule::Twice(id))
            }
            3 => (file(&|case| case["desk"] = format!("{said}/").into()), "desk", Rule::Slash(format!("{said}/"))),
            4 => (file(&|case| case["id"] = "  ".into()), "id", Rule::Empty),
            5 => (file(&|case| case["customer"]["jurisdiction"] = format!("{said}!").into()), "customer.jurisdiction", Rule::NotCountry(format!("{said}!"))),
            _ => (file(&|case| case["schema"] = text()), "schema", Rule::Not { given: given(), known: SCHEMA }),
        };
        prop_assert_eq!(error, JsonError::at(place, rule));
    }

    /// Every kind of file that is shipped, with one place changed.
    #[test]
    fn a_fault_is_named_where_it_is(which in 0..usize::MAX, at in any::<prop::sample::Index>(), new in 0..8_usize) {
        let change = |text: &str| changed(serde_json::from_str(text).unwrap(), at, new);
        let refused = |error: Option<JsonError>, place: &str, text: &str| error.map_or(Ok(()), |error| refused_at(&error, place, text));
        match which % 5 {
            0 => {
                let (text, place) = change(CASES[at.index(CASES.len())]);
                holds::<CaseJson>(&text, &place)?;
            }
            1 => {
                let (text, place) = change(include_str!("../../www/playbooks/consumer_subscription_eu.json"));
                refused(parse::<Playbook>(&text).err(), &place, &text)?;
            }
            2 => {
                let (text, place) = change(include_str!("../../www/rules/eu.json"));
                refused(parse::<RulePack>(&text).err(), &place, &text)?;
            }
            3 => {
                let (text, place) = change(CATALOGUE);
                holds::<CatalogueJson>(&text, &place)?;
            }
            _ => {
                let (text, place) = change(ACTS[at.index(ACTS.len())]);
                holds::<Act>(&text, &place)?;
            }
        }
    }
}

const CASES: [&str; 2] =
    [include_str!("../../www/samples/clean-break-french.json"), include_str!("../../www/samples/honour-italian.json")];

const CATALOGUE: &str = include_str!("../../www/providers/sample.json");

/// Acts in every shape that they have.
const ACTS: [&str; 8] = [
    r#"{"contract_set":{"customer_kind":"consumer","jurisdiction":"DE","language":null,"concluded_on":"2026-01-31"}}"#,
    r#"{"advice_restored":{}}"#,
    r#"{"attachment_rated":{"answers":[0,4,2]}}"#,
    r#"{"fact_set":{"name":"plan","value":{"number":"12.5"}}}"#,
    r#"{"fact_set":{"name":"plan","value":{"flag":true}}}"#,
    r#"{"step_done":{"step":"cancel","letter":null,"fields":{"end":{"date":"2026-11-21"},"last":{"money":{"minor":
        1840,"currency":"EUR"}},"how":{"choice":"online"},"sure":{"yes_no":false}}}}"#,
    r#"{"closed":{"reason":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","open":["a","b"]}}"#,
    r#"{"event_added":{"at":"2026-11-02T09:14:00Z","kind":"promise","amount":{"minor":-5,"currency":"EUR"}}}"#,
];

/// The text of the value with one place in it taken out or replaced, and that place.
fn changed(mut value: serde_json::Value, at: prop::sample::Index, new: usize) -> (String, String) {
    fn places(value: &serde_json::Value, here: &str, found: &mut Vec<(String, String)>) {
        let inner: Vec<(String, &serde_json::Value)> = match value {
            serde_json::Value::Array(items) => (0..).map(|at: usize| at.to_string()).zip(items).collect(),
            serde_json::Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
            _ => return,
        };
        for (name, value) in inner {
            found.push((here.to_owned(), name.clone()));
            places(value, &format!("{here}/{name}"), found);
        }
    }
    let mut found = Vec::new();
    places(&value, "", &mut found);
    let (parent, name) = at.get(&found);
    // No empty list: serde_json would read it as a struct of defaults.
    let news = ["null", "true", "7", "-0.5", "\"x\"", "{}", "[7]"];
    match (value.pointer_mut(parent).unwrap(), news.get(new)) {
        (serde_json::Value::Object(fields), None) => drop(fields.remove(name)),
        (serde_json::Value::Array(items), None) => drop(items.remove(name.parse().unwrap())),
        (holder, Some(new)) => *holder.pointer_mut(&format!("/{name}")).unwrap() = serde_json::from_str(new).unwrap(),
        (other, None) => unreachable!("{other} holds nothing"),
    }
    let place = [parent, "/", name].concat().replace('/', ".");
    (value.to_string(), place.trim_start_matches('.').to_owned())
}

#[test]
fn nothing_that_stands_in_a_file_is_lost() {
    fn lost(before: &serde_json::Value, after: &serde_json::Value) -> bool {
        match (before, after) {
            (serde_json::Value::Object(before), serde_json::Value::Object(after)) => {
                before.iter().any(|(name, value)| after.get(name).is_none_or(|after| lost(value, after)))
            }
            (serde_json::Value::Array(before), serde_json::Value::Array(after)) => {
                before.len() != after.len() || before.iter().zip(after).any(|(before, after)| lost(before, after))
            }
            (serde_json::Value::Number(before), serde_json::Value::Number(after)) => before.as_f64() != after.as_f64(),
            (before, after) => before != after,
        }
    }
    fn check<T: Read + Write>(text: &str) {
        let read = |text: &str| serde_json::from_str(text).unwrap();
        let written = write(&parse::<T>(text).unwrap()).unwrap();
        assert!(!lost(&read(text), &read(&written)), "{text} becomes {written}");
    }
    CASES.iter().for_each(|text| check::<CaseJson>(text));
    ACTS.iter().for_each(|text| check::<Act>(text));
    check::<CatalogueJson>(CATALOGUE);
}
