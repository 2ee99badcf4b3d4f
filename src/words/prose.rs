//! How a letter writes: as the screen does, but a day with its month in full, as people write to one another.

use time::Date;

use super::{Format, IntlFormat};
use crate::case::Money;

/// The formatters of a language, for running text.
#[derive(Clone, Copy, Debug)]
pub struct Prose<'f>(pub &'f IntlFormat);

impl Format for Prose<'_> {
    fn count(&self, count: i64) -> String {
        self.0.count(count)
    }

    fn is_one(&self, count: i64) -> bool {
        self.0.is_one(count)
    }

    fn percent(&self, percent: u8) -> String {
        self.0.percent(percent)
    }

    fn date(&self, date: Date) -> String {
        self.0.long_date(date)
    }

    fn money(&self, money: Money) -> String {
        self.0.money(money)
    }

    fn list(&self, parts: &[String]) -> String {
        self.0.list(parts)
    }
}
