//! What needs a real browser inside Rust: run by `cargo xtask test --only web`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests; clippy knows only those with #[test]"
)]

use clean_break::words::{Catalogue, Format as _, IntlFormat, say};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn numbers_and_plurals_follow_the_language() {
    let french = Catalogue::shipped("fr").unwrap();
    let format = IntlFormat::new("fr");
    // French counts zero as one, and groups thousands with a narrow no-break space.
    assert_eq!(french.text(&say::unit_days(0), &format), "0 jour");
    assert_eq!(french.text(&say::unit_days(2), &format), "2 jours");
    assert_eq!(format.count(12_500), "12\u{202f}500");
}
