//! JSON in and out, by hand: one reader and one writer for the browser and for native builds, so that both read the same
//! and write the same bytes. A type is declared by [`json_shape!`](crate::json_shape), which writes its reader and its
//! writer; both are made to compile to little (`docs/decisions/0006-json-by-hand.md`).
//!
//! - [`Value`]: a JSON text as a tree.
//! - [`Read`]: a tree as a type of ours, with the place of the first fault.
//! - [`Write`]: a type of ours as a text.
//!
//! Numbers are JavaScript's everywhere: whole numbers beyond 2^53 - 1 are refused, in reading and in writing.

mod english;
mod fault;
mod number;
mod read;
mod rule;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod schema;
mod value;
mod write;

pub(crate) use english::quoted;
pub use fault::JsonError;
pub use read::{Place, Read};
pub use rule::{Given, Rule, Syntax, Wanted, beginning};
pub use value::Value;
pub use write::{Write, Writer};

/// The largest whole number (and, negated, the smallest) that JavaScript tells from its neighbours: 2^53 - 1.
const LARGEST_WHOLE: u64 = (1 << 53) - 1;

/// Reads a JSON text as `T`. Unknown fields are passed over; of fields that stand twice the last counts.
///
/// # Errors
/// Names the place and the rule when the text is not JSON or not of `T`'s shape.
pub fn parse<T: Read>(text: &str) -> Result<T, JsonError> {
    Value::parse(text)?.read()
}

/// Writes `value` as JSON text without blanks, as `JSON.stringify` does, down to the byte.
///
/// # Errors
/// When a whole number is beyond 2^53 - 1, or a text of a person is not sealed.
pub fn write<T: Write + ?Sized>(value: &T) -> Result<String, JsonError> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.finish()
}

/// Whether a field may stay unwritten.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Reads a JavaScript value as `T`: what `JSON.stringify` makes of it, so that a `Date` is its text.
///
/// # Errors
/// Names the place and the rule when the value is not of `T`'s shape or cannot be JSON at all.
#[cfg(target_arch = "wasm32")]
pub fn from_js<T: Read>(value: &wasm_bindgen::JsValue) -> Result<T, JsonError> {
    // `undefined`, functions and symbols have no JSON: then there is no text.
    let text = js_sys::JSON::stringify(value).ok().and_then(|text| wasm_bindgen::JsValue::from(text).as_string());
    match text {
        Some(text) => parse(&text),
        None => Err(JsonError::whole(Rule::NoJson)),
    }
}

/// Turns `value` into plain JavaScript objects, as `JSON.parse` makes them.
///
/// # Errors
/// As [`write()`].
#[cfg(target_arch = "wasm32")]
pub fn to_js<T: Write + ?Sized>(value: &T) -> Result<wasm_bindgen::JsValue, JsonError> {
    let text = write(value)?;
    js_sys::JSON::parse(&text).map_err(|_| JsonError::whole(Rule::NoJson))
}

#[cfg(test)]
mod tests;
