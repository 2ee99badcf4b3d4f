//! The fields of an object argument, each read on its own, so that a fault names the field and has its own code.

use std::rc::Rc;

use clean_break::case::{Language, parse_date};
use clean_break::json;
use js_sys::Reflect;
use time::Date;
use wasm_bindgen::JsValue;

use super::fault::{Code, Fault};
use super::words::Words;

/// An object argument; left out, it has no fields.
pub struct Options(JsValue);

impl Options {
    pub fn new(value: JsValue) -> Result<Self, Fault> {
        if value.is_undefined() || value.is_null() || value.is_object() {
            Ok(Self(value))
        } else {
            Err(Code::Options.at(".", "the options must be an object"))
        }
    }

    /// A field as it is; `undefined` and `null` are no field.
    pub fn get(&self, name: &str) -> Option<JsValue> {
        let value = Reflect::get(&self.0, &name.into()).ok()?;
        (!value.is_undefined() && !value.is_null()).then_some(value)
    }

    /// A field of the shape `T`, where it is given.
    pub fn read<T: json::Read>(&self, name: &str, code: Code) -> Result<Option<T>, Fault> {
        let value = self.get(name).map(|value| json::from_js(&value));
        value.transpose().map_err(|error| code.of(error).under(name))
    }

    fn text(&self, name: &str, code: Code) -> Result<Option<String>, Fault> {
        let text = |value: JsValue| value.as_string().ok_or_else(|| code.at(name, "must be a string"));
        self.get(name).map(text).transpose()
    }

    /// `today`: no clock is read here.
    pub fn today(&self) -> Result<Date, Fault> {
        let text = self.text("today", Code::Date)?;
        let text = text.ok_or_else(|| Code::Date.at("today", "is missing; give a date such as 2026-11-02"))?;
        parse_date("today", &text).map_err(|error| Code::Date.of(error))
    }

    /// `lang` as the language in which texts are given; English where it is left out.
    pub fn words(&self) -> Result<Rc<Words>, Fault> {
        Words::of(self.text("lang", Code::Lang)?.as_deref().unwrap_or("en"))
    }

    /// `lang` as a hint; a language that cannot be read is no hint.
    pub fn hint(&self) -> Result<Option<Language>, Fault> {
        Ok(self.text("lang", Code::Lang)?.as_deref().and_then(Language::from_tag))
    }
}
