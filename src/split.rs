//! The border between the module that shows the first verdict and the one with the rest: `cargo xtask build` cuts here.
//! In the binary, since the library is also that of the JS API, which is one module.

use std::pin::Pin;

use clean_break::ui::later::{LATER, Later};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

#[wasm_split(later, fallible)]
fn later() -> Result<&'static Later, SplitLoaderError> {
    Ok(&LATER)
}

/// Loads the second module, once; `None` when it cannot be had now. The reason is in the browser's console.
pub fn load() -> Pin<Box<dyn Future<Output = Option<&'static Later>>>> {
    Box::pin(async { later().await.ok() })
}
