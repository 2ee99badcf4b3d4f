//! The static site and the widget: mounts the program, and says so calmly if it should ever stop.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(window) = web_sys::window()
            && let Ok(event) = web_sys::Event::new("clean-break-fault")
        {
            // boot.js shows the message; nothing of this program is relied on any more.
            let _ = window.dispatch_event(&event);
        }
    }));
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("clean-break"));
    if let Some(root) = root {
        clean_break::ui::mount(root);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser: cargo xtask serve");
}
