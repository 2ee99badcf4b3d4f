//! Reading takes as many steps as the text is long, whatever is in it: counted, never timed.

use core::cell::Cell;

use super::Reader;
use crate::case::{Author, Language};

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts steps.
pub(super) fn step(count: usize) {
    STEPS.set(STEPS.get() + count as u64);
}

/// The steps of reading `text`.
fn steps(reader: &Reader, text: &str) -> u64 {
    STEPS.set(0);
    let _ = reader.read(text, Author::Customer, Some(Language::En));
    STEPS.get()
}

#[test]
fn twice_the_text_takes_twice_the_steps() {
    let reader = Reader::shipped();
    let story = "Hello there, the weather is fine and we went to the shop. I want to cancel my contract.\n";
    let units = [
        story,
        "a",
        "\n",
        " ",
        "\n ",
        "é",
        "want to ",
        "not ",
        "@",
        "(a",
        "(a:",
        "a@",
        "www.",
        "> \n",
        "--\n",
        "from: a\n",
        "on 1\n",
        "on 1 wrote:\n",
        "this email ",
        "…",
        "!",
        "’s",
        "a’",
        "1.",
        "\u{FFFD}",
        "a\u{FFFD}",
        "\u{200D}",
        "a\u{200D}",
        "\u{200B} ",
        "e\u{301}",
        "\u{301}",
        "👩\u{200D}",
        "NAME ",
        "if ",
        "is ~ ",
    ];
    for unit in units {
        let many = unit.repeat(20_000 / unit.len());
        let (one, two) = (steps(&reader, &many), steps(&reader, &many.repeat(2)));
        assert!(one >= 5_000 && two <= one * 21 / 10, "{unit:?}: {one} steps, then {two}");
    }
}
