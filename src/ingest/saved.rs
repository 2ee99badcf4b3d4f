//! Our own notes in a ticket: each ends in a line that a widget on another machine can go on from. Such a note is taken
//! out of the thread, since reading our own words again would only echo them.
//!
//! A note is one of ours when staff wrote it where customers do not read, it begins as ours do, and its line begins a line:
//! a message that only quotes such a line, as desks do with what customers wrote, stays a message.
//!
//! The line is `clean-break/state@1:`, an export file in base64url without padding, and a full stop. The full stop tells
//! where it ends, since desks wrap lines and put signatures below; a line without a state says only that the note is ours.
//! A line of another version is ours as well, and carries what cannot be read.

use time::OffsetDateTime;

use crate::base64url;
use crate::case::{Audience, Author};
use crate::find::split_once;

/// How a note begins, in every language.
pub const HEAD: &str = "Clean Break, ";

/// How the line begins, up to its version.
const MARK: &str = "clean-break/state@";

/// The version that is written, and the only one that is read.
const VERSION: &str = "1";

/// The longest line that is written, in bytes (design default; the desks' own limits begin at 64 KB).
pub const LONGEST_LINE: usize = 48_000;

/// A state that a note of ours carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// When the note was written; unknown where the page gave the state itself.
    pub at: Option<OffsetDateTime>,
    /// Who wrote it, as the desk names them.
    pub by: Option<String>,
    /// An export file.
    pub export: String,
}

/// The last line of a note. Without a state when `export` is too long for a note.
#[must_use]
pub fn line(export: Option<&str>) -> String {
    [MARK, VERSION, ":", &base64url::encode(export.unwrap_or_default().as_bytes()), "."].concat()
}

/// Whether an export is short enough for a note.
#[must_use]
pub const fn fits(export: &str) -> bool {
    export.len() / 3 * 4 < LONGEST_LINE
}

/// The export in a note of ours; empty where the note carries none, or one that was damaged, and no export where the note
/// is of another version. `None` for any other text.
#[must_use]
pub fn find(note: &str) -> Option<String> {
    let (_, rest) = split_once(note.trim_start().strip_prefix(HEAD)?, &["\n", MARK].concat())?;
    Some(decode(rest))
}

/// As [`find`], of what a staff member's internal message carries; of any other, nothing is taken.
pub(super) fn of(author: Author, audience: Audience, text: &str) -> Option<String> {
    if author == Author::Staff && audience == Audience::Internal { find(text) } else { None }
}

/// The export in a note's last line alone. `None` for any other text.
#[must_use]
pub fn in_line(line: &str) -> Option<String> {
    line.trim_start().strip_prefix(MARK).map(decode)
}

fn decode(rest: &str) -> String {
    let (version, rest) = split_once(rest, ":").unwrap_or_default();
    if version != VERSION {
        return version.to_owned();
    }
    let bytes = split_once(rest, ".").and_then(|(line, _)| base64url::decode(line));
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

impl Saved {
    /// The later of two notes that carries a state: one that carries none, or was cut off, hides nothing.
    pub(super) fn keep(latest: &mut Option<Box<Self>>, next: Self) {
        if latest
            .as_ref()
            .is_none_or(|earlier| earlier.export.is_empty() || earlier.at <= next.at && !next.export.is_empty())
        {
            *latest = Some(Box::new(next));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_base64url_as_others_write_it() {
        assert_eq!(line(Some("ü?~")), "clean-break/state@1:w7w_fg.");
        assert_eq!(line(None), "clean-break/state@1:.");
    }

    #[test]
    fn a_note_without_its_end_has_no_state() {
        assert_eq!(find("Clean Break, 21 November\nclean-break/state@1:QUJD"), Some(String::new()), "cut off");
        assert_eq!(find("Clean Break, \nclean-break/state@1:QU(JD."), Some(String::new()));
        assert_eq!(find("Clean Break, \nclean-break/state@1:."), Some(String::new()));
        assert_eq!(find("What a clean break"), None);
        assert_eq!(in_line("clean-break/state@1:QUJD.\n"), Some("ABC".to_owned()));
        assert_eq!(in_line("{}"), None);
    }

    #[test]
    fn a_note_of_another_version_is_ours_and_carries_what_cannot_be_read() {
        assert_eq!(find("Clean Break, 21 November\nclean-break/state@2:QUJD."), Some("2".to_owned()));
        assert_eq!(find("Clean Break, 21 November\nclean-break/state@"), Some(String::new()), "cut off");
    }

    #[test]
    fn what_only_quotes_a_line_is_no_note() {
        for quoted in [
            "clean-break/state@1:QUJD.",
            "Summary\nclean-break/state@1:QUJD.",
            "They wrote: clean-break/state@1:QUJD.",
            "Clean Break, they wrote: clean-break/state@1:QUJD.",
            "They wrote:\nClean Break, 21 November\nclean-break/state@1:QUJD.",
            "> Clean Break, 21 November\n> clean-break/state@1:QUJD.",
        ] {
            assert_eq!(find(quoted), None, "{quoted}");
        }
    }

    proptest! {
        #[test]
        fn a_state_survives_wrapping_and_a_signature(export in "\\PC{1,200}", width in 1usize..90) {
            let line = line(Some(&export));
            let wrapped: Vec<&str> = line.as_bytes()[MARK.len() + 2..].chunks(width)
                .map(|part| std::str::from_utf8(part).unwrap()).collect();
            let note = format!("{HEAD}21 November\r\nAdvice\r\n{MARK}1:{}\n-- \nSam Agent", wrapped.join("\r\n"));
            prop_assert_eq!(find(&note), Some(export));
        }

        #[test]
        fn any_text_is_read_or_passed_over(text in "\\PC{0,80}") {
            let _ = find(&text);
            let _ = find(&format!("{HEAD}\n{MARK}{text}."));
            let _ = find(&format!("{HEAD}\n{MARK}1:{text}."));
        }
    }
}
