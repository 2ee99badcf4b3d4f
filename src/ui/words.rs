//! One language on screen: its messages and the browser's formatters.

use std::rc::Rc;

use yew::AttrValue;

use super::browser;
use crate::case::{Language, Money};
use crate::words::{Catalogue, Format, IntlFormat, Text};

/// A loaded language.
pub struct Words {
    /// Its messages.
    pub catalogue: Catalogue,
    /// Its numbers, dates and lists.
    pub format: IntlFormat,
}

impl Words {
    /// A catalogue with the formatters of its language, as the reader's region writes numbers and dates: a browser in
    /// British English reads "21 Nov 2026".
    pub fn new(catalogue: Catalogue) -> Rc<Self> {
        let language = catalogue.language();
        let region =
            browser::languages().into_iter().find(|tag| Language::from_tag(tag).map(Language::word) == Some(language));
        let format = IntlFormat::new(region.as_deref().unwrap_or(language));
        Rc::new(Self { catalogue, format })
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

    /// An amount as text.
    pub fn money(&self, money: Money) -> AttrValue {
        AttrValue::from(self.format.money(money))
    }

    /// A civil date as text.
    pub fn date(&self, date: time::Date) -> AttrValue {
        AttrValue::from(self.format.date(date))
    }
}
