//! The one error that JavaScript sees: an `Error` named `CleanBreakError`, with a code, a place and a rule.

use clean_break::case::CaseError;
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

/// Which argument is wrong. The words are part of the API.
#[derive(Clone, Copy)]
pub enum Code {
    Answers,
    Case,
    Catalogue,
    Corrections,
    Date,
    Journal,
    Lang,
    Model,
    Needs,
    Options,
    Packs,
    Settings,
    Text,
    Ticks,
    TooLarge,
}

impl Code {
    const fn word(self) -> &'static str {
        match self {
            Self::Answers => "bad_answers",
            Self::Case => "bad_case",
            Self::Catalogue => "bad_catalogue",
            Self::Corrections => "bad_corrections",
            Self::Date => "bad_date",
            Self::Journal => "bad_journal",
            Self::Lang => "bad_lang",
            Self::Model => "bad_model",
            Self::Needs => "bad_needs",
            Self::Options => "bad_options",
            Self::Packs => "bad_packs",
            Self::Settings => "bad_settings",
            Self::Text => "bad_text",
            Self::Ticks => "bad_ticks",
            Self::TooLarge => "too_large",
        }
    }

    /// A fault at a place of the argument; `.` is the whole of it.
    pub fn at(self, path: impl Into<String>, rule: impl ToString) -> Fault {
        Fault { code: self, path: path.into(), rule: rule.to_string() }
    }

    /// A fault that the core named.
    pub fn of(self, error: impl Into<CaseError>) -> Fault {
        let CaseError { path, rule } = error.into();
        self.at(path, rule)
    }
}

/// What is wrong, and where.
pub struct Fault {
    code: Code,
    path: String,
    rule: String,
}

impl Fault {
    /// The same fault of a value that stands in a field of its argument.
    pub fn under(self, field: &str) -> Self {
        let path = match self.path.as_str() {
            "." => field.to_owned(),
            inner if inner.starts_with('[') => [field, inner].concat(),
            inner => [field, ".", inner].concat(),
        };
        Self { path, ..self }
    }
}

impl From<Fault> for JsValue {
    fn from(Fault { code, path, rule }: Fault) -> Self {
        let message = if path == "." { rule } else { [path.as_str(), ": ", &rule].concat() };
        let error = Error::new(&message);
        error.set_name("CleanBreakError");
        for (name, value) in [("code", code.word()), ("path", &path)] {
            // Setting a field of a fresh object cannot fail.
            let _ = Reflect::set(&error, &name.into(), &value.into());
        }
        error.into()
    }
}
