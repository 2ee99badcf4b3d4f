//! The JS API, for browsers and Node: the core without a user interface. `docs/api.md` has the examples.

#[cfg(target_arch = "wasm32")]
#[path = "api/mod.rs"]
mod api;

#[cfg(target_arch = "wasm32")]
fn main() {
    api::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is called from JavaScript: cargo xtask build, then docs/api.md");
}
