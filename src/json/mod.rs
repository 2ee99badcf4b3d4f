//! JSON in and out, by hand: one reader and one writer for the browser and for native builds, so that both read the same
//! and write the same bytes. Types keep serde's derive; what is ours is the small part that every type is compiled
//! against, since in the bundle that part is paid once for each type (`docs/decisions/0006-json-by-hand.md`).
//!
//! - [`Value`]: a JSON text as a tree.
//! - `read`: a tree as a type of ours, with the place of the first fault.
//! - `write`: a type of ours as a text.
//!
//! Numbers are JavaScript's everywhere: whole numbers beyond 2^53 - 1 are refused, in reading and in writing.

mod fault;
mod number;
mod read;
mod value;
mod write;

pub use fault::JsonError;
pub use value::Value;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The largest whole number (and, negated, the smallest) that JavaScript tells from its neighbours: 2^53 - 1.
const LARGEST_WHOLE: u64 = (1 << 53) - 1;

/// Reads a JSON text as `T`. Unknown fields are passed over; of fields that stand twice the last counts.
///
/// # Errors
/// Names the place and the rule when the text is not JSON or not of `T`'s shape.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    Value::parse(text)?.read()
}

/// Writes `value` as JSON text without blanks, as `JSON.stringify` does, down to the byte.
///
/// # Errors
/// When a whole number is beyond 2^53 - 1, or a map's keys are not strings.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, JsonError> {
    let mut writer = write::Writer::default();
    value.serialize(&mut writer).map_err(fault::Fault::finish)?;
    Ok(writer.finish())
}

/// Reads a JavaScript value as `T`: what `JSON.stringify` makes of it, so that a `Date` is its text.
///
/// # Errors
/// Names the place and the rule when the value is not of `T`'s shape or cannot be JSON at all.
#[cfg(target_arch = "wasm32")]
pub fn from_js<T: DeserializeOwned>(value: &wasm_bindgen::JsValue) -> Result<T, JsonError> {
    // `undefined`, functions and symbols have no JSON: then there is no text.
    let text = js_sys::JSON::stringify(value).ok().and_then(|text| wasm_bindgen::JsValue::from(text).as_string());
    match text {
        Some(text) => parse(&text),
        None => Err(fault::Fault::rule("the value cannot be written as JSON").finish()),
    }
}

/// Turns `value` into plain JavaScript objects, as `JSON.parse` makes them.
///
/// # Errors
/// As [`write()`].
#[cfg(target_arch = "wasm32")]
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<wasm_bindgen::JsValue, JsonError> {
    let text = write(value)?;
    js_sys::JSON::parse(&text).map_err(|_| fault::Fault::rule("the value cannot be written as JSON").finish())
}

#[cfg(test)]
mod tests;
