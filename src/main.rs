//! The static site and the widget.

fn main() {
    // wasm-bindgen refuses a program that asks nothing of the browser.
    #[cfg(target_arch = "wasm32")]
    std::hint::black_box(web_sys::window());
}
