//! The seeds of the fuzz target `read`, and what it once found, as a plain test.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../fuzz/invariants.rs"]
mod invariants;

#[test]
fn seeds_are_read_without_harm() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/read");
    let mut seeds = 0;
    for seed in std::fs::read_dir(folder).unwrap() {
        invariants::hold_for(&std::fs::read(seed.unwrap().path()).unwrap());
        seeds += 1;
    }
    assert!(seeds >= 12, "{seeds} seeds in {folder}");
}
