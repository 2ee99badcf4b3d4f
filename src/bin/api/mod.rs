//! What JavaScript can call. Each function reads plain objects, calls the core and gives plain objects back; bad input
//! throws a `CleanBreakError` that names the place.

mod assess;
mod fault;
mod filter;
mod journal;
mod options;
mod plan;
mod providers;
mod reading;
mod words;

use clean_break::json;
use clean_break::text::Reader;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use fault::{Code, Fault};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

/// Runs once, when the module is loaded: a fault of ours then reaches JavaScript as an error with its place.
pub fn start() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}

/// The version of this build, as in `1.2.3`.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

thread_local! {
    static READER: Reader = Reader::shipped();
}

/// The reader of every shipped language, made when first needed.
fn reader() -> Reader {
    READER.with(Reader::clone)
}

fn to_js<T: json::Write>(value: &T) -> Result<JsValue, Fault> {
    json::to_js(value).map_err(|error| Code::TooLarge.of(error))
}
