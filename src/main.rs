//! The static site and the widget. Loading it does nothing yet: the page calls `mount` and hears `clean-break-fault`
//! should the program ever stop.

#[cfg(target_arch = "wasm32")]
#[path = "main/widget.rs"]
mod widget;

#[cfg(target_arch = "wasm32")]
mod split;

/// A small allocator: the standard library's is 5 KB longer.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic ends in a trap, which the script around the module tells the page (`xtask/src/guard.js`). What it says is in
/// builds for development only.
#[cfg(target_arch = "wasm32")]
fn main() {
    yew::set_custom_panic_hook(Box::new(|_info| {
        #[cfg(debug_assertions)]
        web_sys::console::error_1(&_info.to_string().into());
    }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser: cargo xtask serve");
}
