//! The worked examples of docs/settlement.md, row by row, from the form to the sums.

use super::*;
use crate::case::{Decimal, parse_date};
use settlement::{Direction, Line, Sum};

const DOC: &str = include_str!("../../../docs/settlement.md");

/// A value as the table writes it.
fn value(text: &str) -> FieldValue {
    if let Ok(date) = parse_date("", text) {
        return day(date);
    }
    if let Some(quoted) = text.strip_prefix('"') {
        return words(quoted.trim_end_matches('"'));
    }
    if let Some((number, code)) = text.split_once(' ') {
        let currency = Currency::parse(code).unwrap();
        return FieldValue::money(Money::parse(number, currency, '.').unwrap());
    }
    match text {
        "yes" | "no" => FieldValue::YesNo(text == "yes"),
        _ => match Decimal::parse(text) {
            Some(number) => FieldValue::Decimal(number.to_string()),
            None => FieldValue::Choice(text.to_owned()),
        },
    }
}

fn written(line: &Line) -> String {
    let sign = match (line.amount.minor, line.direction) {
        (0, _) => "",
        (_, Direction::ToCustomer) => "+",
        (_, Direction::ToUs) => "-",
    };
    let vat = line.vat.as_ref().map(|vat| format!(" ({})", vat.vat.decimal())).unwrap_or_default();
    format!("{sign}{}{vat}", line.amount)
}

#[test]
fn every_worked_example_of_the_docs_comes_out() {
    let parting = Parting::new();
    let rows = DOC.split("| Example |").nth(1).unwrap().lines().skip(2).filter(|line| line.starts_with('|'));
    let mut seen = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, form, lines, owed] = cells.as_slice() else { panic!("{row}") };
        let form: Fields = form
            .split("; ")
            .map(|field| field.split_once('=').unwrap())
            .map(|(field, text)| (field.to_owned(), value(text)))
            .collect();
        let known = Known { record: &parting.record, texts: parting.journal.texts(), form: &form };
        let settlement = known.settlement().unwrap_or_else(|fault| panic!("{name}: {fault}")).unwrap();
        let found: Vec<String> = settlement.sums.iter().flat_map(|sum| &sum.lines).map(written).collect();
        assert_eq!(found.join("; "), *lines, "{name}");
        let sum = |sum: &Sum| format!("{} {}", sum.total, sum.direction.word());
        let found: Vec<String> = settlement.sums.iter().map(sum).collect();
        assert_eq!(found.join("; "), *owed, "{name}");
        seen += 1;
    }
    assert!(seen > 25, "{seen} examples");
}
