//! Numbers, dates, money and lists as the browser's Intl writes them for the reader's language.

use std::cell::OnceCell;

use js_sys::{Array, Function, JsString, Object, Reflect};
use time::Date;
use wasm_bindgen::{JsCast, JsValue};

use super::{Format, PlainFormat};
use crate::case::Money;

/// The browser's formatters for one language, each made when it is first used: to make one takes the browser longer than
/// to draw a list. Where one of them fails, the plain form stands in: a number on screen matters more than its dress.
#[derive(Clone, Debug)]
pub struct IntlFormat {
    locale: Array,
    plain: Option<&'static Plain>,
    made: [OnceCell<Option<Function>>; FORMATTERS.len()],
}

/// What can be asked of a formatter, in the order of [`FORMATTERS`].
#[derive(Clone, Copy)]
enum Form {
    Number,
    Percent,
    Date,
    Signed,
    Plural,
    List,
    Region,
    Language,
}

type Options<'o> = &'o [(&'o str, &'o str)];

/// Formatters of Intl with their options and the method that is used of them.
const FORMATTERS: [(&str, Options, &str); 8] = [
    ("NumberFormat", &[], "format"),
    ("NumberFormat", &[("style", "percent")], "format"),
    ("DateTimeFormat", &[("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZone", "UTC")], "format"),
    (
        "NumberFormat",
        &[("signDisplay", "exceptZero"), ("minimumFractionDigits", "1"), ("maximumFractionDigits", "1")],
        "format",
    ),
    ("PluralRules", &[], "select"),
    ("ListFormat", &[], "format"),
    ("DisplayNames", &[("type", "region")], "of"),
    ("DisplayNames", &[("type", "language")], "of"),
];

/// What stands in every verdict and is written here as the browser would: the first formatter of a page takes it longer to
/// make than all else that a verdict needs; but for the minus, which is a true one. Languages and regions that are not listed
/// have the browser's.
#[derive(Debug)]
struct Plain {
    /// BCP 47 tags.
    tags: &'static [&'static str],
    /// Before tenths.
    point: &'static str,
    /// Between a number and its percent sign.
    gap: &'static str,
    /// Before the last part of a list of two, and of more.
    last: [&'static str; 2],
    /// Whether zero is counted as one is.
    zero_is_one: bool,
}

/// After CLDR 44; a test in the browser compares each with Intl. Spanish lists are not in it: their "y" can become "e".
const PLAIN: &[Plain] = &[
    Plain {
        tags: &["en-GB", "en-IE", "en-AU", "en-NZ"],
        point: ".",
        gap: "",
        last: [" and ", " and "],
        zero_is_one: false,
    },
    Plain { tags: &["en", "en-US"], point: ".", gap: "", last: [" and ", ", and "], zero_is_one: false },
    Plain { tags: &["fr", "fr-FR", "fr-BE"], point: ",", gap: "\u{a0}", last: [" et ", " et "], zero_is_one: true },
    Plain { tags: &["it", "it-IT"], point: ",", gap: "", last: [" e ", " e "], zero_is_one: false },
    Plain { tags: &["de", "de-DE", "de-AT"], point: ",", gap: "\u{a0}", last: [" und ", " und "], zero_is_one: false },
];

/// A method of one of Intl's formatters, bound.
fn method(locale: &Array, formatter: &str, options: Options, name: &str) -> Option<Function> {
    let given = Object::new();
    for (name, value) in options {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&given, &(*name).into(), &(*value).into());
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &formatter.into()).ok()?.dyn_into().ok()?;
    let formatter = Reflect::construct(&constructor, &Array::of2(locale, &given)).ok()?;
    let method: Function = Reflect::get(&formatter, &name.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&formatter))
}

impl IntlFormat {
    /// The formatters for a BCP 47 tag.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let plain = PLAIN.iter().find(|plain| plain.tags.contains(&language));
        Self { locale: Array::of1(&language.into()), plain, made: Default::default() }
    }

    /// What the browser makes of a value.
    fn written(&self, form: Form, value: &JsValue) -> Option<String> {
        let (made, (formatter, options, name)) = (self.made.get(form as usize)?, FORMATTERS.get(form as usize)?);
        call(made.get_or_init(|| method(&self.locale, formatter, options, name)).as_ref()?, value)
    }

    /// A number with its sign and one decimal, as in +1.5. A minus is a true one, as wide as the plus; Intl writes a hyphen.
    #[must_use]
    pub fn signed(&self, number: f64) -> String {
        #[expect(clippy::cast_possible_truncation, reason = "small, as is asked")]
        if let Some(plain) = self.plain
            && number.abs() < 999.0
        {
            let tenths = (number * 10.0).round() as i64;
            let sign = match tenths {
                0 => "",
                1.. => "+",
                _ => "−",
            };
            let [whole, rest] = [tenths.abs() / 10, tenths.abs() % 10].map(|part| PlainFormat.count(part));
            return [sign, &whole, plain.point, &rest].concat();
        }
        self.written(Form::Signed, &number.into()).unwrap_or_default().replace('-', "−")
    }

    /// A civil date with its month in full.
    #[must_use]
    pub fn long_date(&self, date: Date) -> String {
        let options = [("dateStyle", "long"), ("timeZone", "UTC")];
        let format = method(&self.locale, "DateTimeFormat", &options, "format");
        let written = format.and_then(|format| call(&format, &milliseconds(date).into()));
        let written = written.unwrap_or_else(|| self.date(date));
        // The first of a month is an ordinal in French; Intl writes a plain 1.
        let is_first = date.day() == 1 && self.locale.get(0).as_string().is_some_and(|tag| tag.starts_with("fr"));
        if is_first { written.replacen("1 ", "1er ", 1) } else { written }
    }

    /// The name of a country by its code; the code where the browser knows no name.
    #[must_use]
    pub fn region(&self, code: &str) -> String {
        self.written(Form::Region, &code.into()).unwrap_or_else(|| code.to_owned())
    }

    /// The name of a language by its code; the code where the browser knows no name.
    #[must_use]
    pub fn language(&self, code: &str) -> String {
        self.written(Form::Language, &code.into()).unwrap_or_else(|| code.to_owned())
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
        if self.plain.is_some() && (0..1000).contains(&count) {
            return PlainFormat.count(count);
        }
        self.written(Form::Number, &(count as f64).into()).unwrap_or_else(|| PlainFormat.count(count))
    }

    fn is_one(&self, count: i64) -> bool {
        if let Some(plain) = self.plain {
            let count = count.unsigned_abs();
            return count == 1 || (count == 0 && plain.zero_is_one);
        }
        self.written(Form::Plural, &(count as f64).into()).as_deref() == Some("one")
    }

    fn percent(&self, percent: u8) -> String {
        if let Some(plain) = self.plain {
            return [&PlainFormat.count(percent.into()), plain.gap, "%"].concat();
        }
        let share = f64::from(percent) / 100.0;
        self.written(Form::Percent, &share.into()).unwrap_or_else(|| PlainFormat.percent(percent))
    }

    fn date(&self, date: Date) -> String {
        self.written(Form::Date, &milliseconds(date).into()).unwrap_or_else(|| PlainFormat.date(date))
    }

    fn money(&self, money: Money) -> String {
        let options = [("style", "currency"), ("currency", money.currency.as_str())];
        let format = method(&self.locale, "NumberFormat", &options, "format");
        // Intl takes a decimal string exactly; a double could round a large amount.
        format.and_then(|format| call(&format, &money.decimal().into())).unwrap_or_else(|| PlainFormat.money(money))
    }

    fn list(&self, parts: &[String]) -> String {
        let Some((last, parts)) = parts.split_last() else { return String::new() };
        if let Some(plain) = self.plain {
            let [of_two, of_more] = plain.last;
            let before = match parts.len() {
                0 => "",
                1 => of_two,
                _ => of_more,
            };
            return [&PlainFormat.list(parts), before, last].concat();
        }
        let array: Array = parts.iter().chain([last]).map(JsValue::from).collect();
        self.written(Form::List, &array).unwrap_or_else(|| [&PlainFormat.list(parts), ", ", last].concat())
    }
}
