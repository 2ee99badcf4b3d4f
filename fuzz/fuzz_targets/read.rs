//! Any bytes as a message. See `docs/reading.md` for how to run it.

#![no_main]

#[path = "../invariants.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| invariants::hold_for(bytes));
