//! What people see. State and its reducer are pure and tested natively; views are functions of state; effects
//! (storage, files, clipboard) happen at one place, the component in `app`.

pub mod later;
pub mod route;
pub mod state;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod el;
#[cfg(target_arch = "wasm32")]
mod lock;
#[cfg(target_arch = "wasm32")]
mod mount;
#[cfg(target_arch = "wasm32")]
mod sheet;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod words;

#[cfg(target_arch = "wasm32")]
pub use app::Load;
#[cfg(target_arch = "wasm32")]
pub use mount::{Mounted, Page, mount};
