//! Looks of what the second module draws: it brings them along, so that they are there when it is.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Element};

const LATER: &str = include_str!("later.css");

thread_local! {
    /// One for all widgets of the program.
    static SHEET: Result<CssStyleSheet, JsValue> =
        CssStyleSheet::new().and_then(|sheet| sheet.replace_sync(LATER).map(|()| sheet));
}

/// Adds them to the document or the shadow root that `root` is in, once.
pub fn add(root: &Element) {
    let Ok(sheets) = Reflect::get(&root.get_root_node(), &"adoptedStyleSheets".into()) else { return };
    // One that was taken off the page meanwhile is in none of both.
    let Ok(sheets) = sheets.dyn_into::<Array>() else { return };
    SHEET.with(|sheet| {
        if let Ok(sheet) = sheet
            && !sheets.includes(sheet, 0)
        {
            sheets.push(sheet);
        }
    });
}
