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

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(window) = web_sys::window()
            && let Ok(event) = web_sys::Event::new("clean-break-fault")
        {
            // Whose it is: a page may have the program twice, from two folders.
            let _ = js_sys::Reflect::set(&event, &"detail".into(), &widget::base().into());
            // The page shows a message; nothing of this program is relied on any more.
            let _ = window.dispatch_event(&event);
        }
    }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser: cargo xtask serve");
}
