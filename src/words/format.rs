//! How numbers, dates and money are written; the browser's Intl on screen, a plain form for programs and tests.

use time::Date;

use crate::case::{Money, date_text};

/// Writes values for the reader of one language.
pub trait Format {
    /// A whole number.
    fn count(&self, count: i64) -> String;
    /// Whether `count` takes the language's form for one.
    fn is_one(&self, count: i64) -> bool;
    /// A share in whole percent.
    fn percent(&self, percent: u8) -> String;
    /// A civil date.
    fn date(&self, date: Date) -> String;
    /// An amount with its currency.
    fn money(&self, money: Money) -> String;
    /// Several parts as one phrase, as in "a, b and c".
    fn list(&self, parts: &[String]) -> String;
}

/// ISO dates, plain numbers and English plurals: the same everywhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainFormat;

impl Format for PlainFormat {
    fn count(&self, count: i64) -> String {
        count.to_string()
    }

    fn is_one(&self, count: i64) -> bool {
        count == 1
    }

    fn percent(&self, percent: u8) -> String {
        format!("{percent}%")
    }

    fn date(&self, date: Date) -> String {
        date_text(date)
    }

    fn money(&self, money: Money) -> String {
        money.to_string()
    }

    fn list(&self, parts: &[String]) -> String {
        let mut list = String::new();
        for part in parts {
            list.push_str(if list.is_empty() { "" } else { ", " });
            list.push_str(part);
        }
        list
    }
}
