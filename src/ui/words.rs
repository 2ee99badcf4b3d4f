//! One language on screen: its messages and the browser's formatters.

use std::cell::OnceCell;
use std::rc::Rc;

use yew::AttrValue;

use super::browser;
use crate::case::{Language, Money};
use crate::leaving::rules::UNION;
use crate::order;
use crate::words::{Catalogue, Format, IntlFormat, Text};

/// A loaded language.
pub struct Words {
    /// Its messages.
    pub catalogue: Catalogue,
    /// Its numbers, dates and lists.
    pub format: IntlFormat,
    region: Option<String>,
    countries: OnceCell<Vec<(&'static str, AttrValue)>>,
}

/// Countries to choose from beside those of the Union: where its neighbours and partners are.
const COUNTRIES: &str = "AD AE AL AR AU BA BR CA CH CI CL CM CN CO DZ EG GB GE HK IL IN IS JP KE KR LI MA MC MD ME MK \
                         MX MY NG NO NZ PH RS SA SG SM SN TH TN TR TW UA US VA VN XK ZA";

/// The first of the browser's languages that is this one, with its region.
fn region(language: &str) -> Option<String> {
    browser::languages().into_iter().find(|tag| Language::from_tag(tag).map(Language::word) == Some(language))
}

impl Words {
    /// A catalogue with the formatters of its language, as the reader's region writes numbers and dates: a browser in
    /// British English reads "21 Nov 2026".
    pub fn new(catalogue: Catalogue) -> Rc<Self> {
        let language = catalogue.language();
        let region = region(language);
        // Customers who write English to a browser of another language: the day before the month, as in the laws here.
        let plain = if language == "en" { "en-GB" } else { language };
        let format = IntlFormat::new(region.as_deref().unwrap_or(plain));
        Rc::new(Self { catalogue, format, region, countries: OnceCell::new() })
    }

    /// Whether this is the language, written as in the reader's region.
    pub fn are_for(&self, language: &str) -> bool {
        self.catalogue.language() == language && self.region == region(language)
    }

    /// Countries by code, with their names in the order of the language. Named and sorted once, when first asked for.
    pub fn countries(&self) -> &[(&'static str, AttrValue)] {
        self.countries.get_or_init(|| {
            let codes = UNION.iter().copied().chain(COUNTRIES.split(' '));
            let mut countries: Vec<_> = codes.map(|code| (code, AttrValue::from(self.format.region(code)))).collect();
            order::sort(&mut countries, |one, other| self.format.stands_before(&one.1, &other.1));
            countries
        })
    }

    /// A message as text.
    pub fn string(&self, text: impl Into<Text>) -> String {
        self.catalogue.text(&text.into(), &self.format)
    }

    /// A message as text for a node or an attribute.
    pub fn t(&self, text: impl Into<Text>) -> AttrValue {
        AttrValue::from(self.string(text))
    }

    /// A number of points with its sign and one decimal, as in +1.5.
    pub fn signed(&self, points: f64) -> AttrValue {
        AttrValue::from(self.format.signed(points))
    }

    /// The name of a language.
    pub fn language(&self, language: Language) -> String {
        self.format.language(language.word())
    }

    /// An amount as text.
    pub fn money(&self, money: Money) -> AttrValue {
        AttrValue::from(self.format.money(money))
    }

    /// A civil date as text.
    pub fn date(&self, date: time::Date) -> AttrValue {
        AttrValue::from(self.format.date(date))
    }
}
