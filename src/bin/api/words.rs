//! Texts as JavaScript sees them: key and arguments for programs, and the text in one language for people.

use std::cell::RefCell;
use std::rc::Rc;

use clean_break::case::{MoneyJson, date_text};
use clean_break::json::{self, Writer};
use clean_break::json_output;
use clean_break::leaving::money_json;
use clean_break::map::Map;
use clean_break::words::{Argument, Catalogue, IntlFormat, Text};
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;
}

thread_local! {
    /// The language of the last call: making the browser's formatters takes longer than an assessment.
    static LAST: RefCell<Option<Rc<Words>>> = const { RefCell::new(None) };
}

/// One language's messages and formatters.
pub struct Words {
    tag: String,
    catalogue: Catalogue,
    format: IntlFormat,
}

impl Words {
    /// The words of a BCP 47 tag; its region decides how numbers and dates are written.
    pub fn of(tag: &str) -> Result<Rc<Self>, Fault> {
        let last = LAST.with_borrow(Clone::clone);
        if let Some(last) = last.filter(|last| last.tag == tag) {
            return Ok(last);
        }
        let words = Rc::new(Self::new(tag)?);
        LAST.set(Some(Rc::clone(&words)));
        Ok(words)
    }

    fn new(tag: &str) -> Result<Self, Fault> {
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        match (canonical_locales(tag), Catalogue::shipped(&primary)) {
            (Ok(_), Some(catalogue)) => Ok(Self { tag: tag.to_owned(), catalogue, format: IntlFormat::new(tag) }),
            _ => {
                let languages: Vec<&str> = Catalogue::languages().collect();
                let rule = format!("{tag:?} is not a tag of a language that is written here: {}", languages.join(", "));
                Err(Code::Lang.at("lang", rule))
            }
        }
    }

    /// The catalogue's own language, as in `en`.
    pub fn language(&self) -> &str {
        self.catalogue.language()
    }

    /// A text with its words.
    pub fn text(&self, text: &Text) -> TextJs {
        TextJs {
            key: text.key.name(),
            args: text.arguments.iter().map(|(name, argument)| (*name, self.argument(argument))).collect(),
            text: self.string(text),
        }
    }

    /// A text's words alone.
    pub fn string(&self, text: &Text) -> String {
        self.catalogue.text(text, &self.format)
    }

    /// Texts with their words.
    pub fn texts<'a>(&self, texts: impl IntoIterator<Item = &'a Text>) -> Vec<TextJs> {
        texts.into_iter().map(|text| self.text(text)).collect()
    }

    fn argument(&self, argument: &Argument) -> ArgumentJs {
        match argument {
            Argument::Text(text) => ArgumentJs::Text(text.clone()),
            Argument::Count(count) => ArgumentJs::Number(*count),
            Argument::Percent(percent) => ArgumentJs::Number(i64::from(*percent)),
            Argument::Date(date) => ArgumentJs::Text(date_text(*date)),
            Argument::Money(money) => ArgumentJs::Money(money_json(*money)),
            Argument::Message(text) => ArgumentJs::Message(self.text(text)),
            Argument::List(texts) => ArgumentJs::List(self.texts(texts)),
        }
    }
}

json_output! {
    /// A text: stable for programs, readable for people.
    pub struct TextJs {
        key: &'static str,
        args: Map<&'static str, ArgumentJs>,
        text: String,
    }
}

enum ArgumentJs {
    Text(String),
    Number(i64),
    Money(MoneyJson),
    Message(TextJs),
    List(Vec<TextJs>),
}

impl json::Write for ArgumentJs {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Text(text) => to.string(text),
            Self::Number(number) => number.write(to),
            Self::Money(money) => money.write(to),
            Self::Message(text) => text.write(to),
            Self::List(texts) => texts.write(to),
        }
    }
}
