//! One language on screen: its messages and the browser's formatters.

use std::rc::Rc;

use yew::AttrValue;

use crate::case::Money;
use crate::words::{Catalogue, Format, IntlFormat, Text};

/// A loaded language.
pub struct Words {
    /// Its messages.
    pub catalogue: Catalogue,
    /// Its numbers, dates and lists.
    pub format: IntlFormat,
}

impl Words {
    /// A catalogue with the formatters of its language.
    pub fn new(catalogue: Catalogue) -> Rc<Self> {
        let format = IntlFormat::new(catalogue.language());
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
