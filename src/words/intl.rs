//! Numbers, dates, money and lists as the browser's Intl writes them for the reader's language.

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use time::Date;
use wasm_bindgen::{JsCast, JsValue};

use super::{Format, PlainFormat};
use crate::case::Money;

/// The browser's formatters for one language. Where one of them fails, the plain form stands in: a number on screen
/// matters more than its dress.
#[derive(Clone, Debug)]
pub struct IntlFormat {
    locale: Array,
    numbers: Function,
    percents: Function,
    dates: Function,
    signed: Function,
    plurals: Intl::PluralRules,
    lists: Option<Function>,
    regions: Option<Function>,
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

/// A method of one of Intl's formatters, bound; for those that js-sys has no binding for.
fn method(formatter: &str, locale: &Array, options: &Object, name: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &formatter.into()).ok()?.dyn_into().ok()?;
    let formatter = Reflect::construct(&constructor, &Array::of2(locale, options)).ok()?;
    let method: Function = Reflect::get(&formatter, &name.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&formatter))
}

impl IntlFormat {
    /// The formatters for a BCP 47 tag.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let locale = Array::of1(&language.into());
        Self {
            numbers: Intl::NumberFormat::new(&locale, &Object::new()).format(),
            percents: Intl::NumberFormat::new(&locale, &options(&[("style", "percent")])).format(),
            dates: Intl::DateTimeFormat::new(
                &locale,
                &options(&[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")]),
            )
            .format(),
            signed: Intl::NumberFormat::new(
                &locale,
                &options(&[
                    ("signDisplay", "exceptZero"),
                    ("minimumFractionDigits", "1"),
                    ("maximumFractionDigits", "1"),
                ]),
            )
            .format(),
            plurals: Intl::PluralRules::new(&locale, &Object::new()),
            lists: method("ListFormat", &locale, &Object::new(), "format"),
            regions: method("DisplayNames", &locale, &options(&[("type", "region")]), "of"),
            locale,
        }
    }
}

impl IntlFormat {
    /// A number with its sign and one decimal, as in +1.5.
    #[must_use]
    pub fn signed(&self, number: f64) -> String {
        call(&self.signed, &number.into()).unwrap_or_default()
    }

    /// The name of a country by its code; the code where the browser knows no name.
    #[must_use]
    pub fn region(&self, code: &str) -> String {
        self.regions.as_ref().and_then(|regions| call(regions, &code.into())).unwrap_or_else(|| code.to_owned())
    }

    /// Whether one name stands before another in a list of the language.
    #[must_use]
    pub fn stands_before(&self, one: &str, other: &str) -> bool {
        JsString::from(one).locale_compare(other, &self.locale, &Object::new()) < 0
    }
}

fn call(function: &Function, argument: &JsValue) -> Option<String> {
    function.call1(&JsValue::UNDEFINED, argument).ok()?.as_string()
}

/// Midnight of `date` in UTC, as JavaScript's milliseconds.
fn milliseconds(date: Date) -> f64 {
    date.midnight().assume_utc().unix_timestamp() as f64 * 1000.0
}

impl Format for IntlFormat {
    fn count(&self, count: i64) -> String {
        call(&self.numbers, &(count as f64).into()).unwrap_or_else(|| PlainFormat.count(count))
    }
    fn is_one(&self, count: i64) -> bool {
        self.plurals.select(count as f64) == "one"
    }

    fn percent(&self, percent: u8) -> String {
        call(&self.percents, &(f64::from(percent) / 100.0).into()).unwrap_or_else(|| PlainFormat.percent(percent))
    }

    fn date(&self, date: Date) -> String {
        call(&self.dates, &milliseconds(date).into()).unwrap_or_else(|| PlainFormat.date(date))
    }

    fn money(&self, money: Money) -> String {
        let currency = money.currency.as_str();
        let formatter =
            Intl::NumberFormat::new(&self.locale, &options(&[("style", "currency"), ("currency", currency)]));
        // Intl takes a decimal string exactly; a double could round a large amount.
        call(&formatter.format(), &money.decimal().into()).unwrap_or_else(|| PlainFormat.money(money))
    }

    fn list(&self, parts: &[String]) -> String {
        let array: Array = parts.iter().map(JsValue::from).collect();
        self.lists.as_ref().and_then(|lists| call(lists, &array)).unwrap_or_else(|| PlainFormat.list(parts))
    }
}
