//! Text from a file, a paste or a help desk -> a case. Sources are recognised by what they contain, never by file name.
//!
//! Read so far: our own `clean-break/case@1`, a Zendesk API ticket (`{ticket, comments, users}`), what Zendesk, Chatwoot
//! and Front tell an app beside the ticket, and a thread pasted as plain text. Whatever was left out or assumed on the
//! way is said in the notes. HTML is read only where a desk sends no plain text beside it.

mod build;
mod chatwoot;
mod error;
mod front;
mod html;
mod paste;
pub mod saved;
mod value;
mod zaf;
mod zendesk;

pub use error::{IngestError, unread};
pub use paste::{Draft, Speaker};
pub use saved::Saved;

use time::Date;

use crate::case::{Case, CaseJson, SCHEMA};
use crate::leaving::locked;
use crate::vocabulary;
use crate::words::{Key, Text};
pub use value::Value;

/// The schema of a file with everything that is stored.
const EXPORT_SCHEMA: &str = "clean-break/export@1";

/// The largest file that is read, in bytes (design default).
pub const LARGEST_FILE: usize = 20_000_000;

/// The largest plain text that is read as a thread, in bytes (design default).
pub const LARGEST_PASTE: usize = 1_000_000;

/// The longest message that is kept, in characters; the rest is cut off with a note (design default).
pub const LONGEST_MESSAGE: usize = 20_000;

/// The most messages that are kept of one ticket, the latest ones; older ones are left out with a note (design default).
pub const MOST_MESSAGES: usize = 500;

vocabulary! {
    /// Where a case was read from.
    SourceKind {
        /// A `clean-break/case@1` file.
        CaseFile = "case_file",
        /// A ticket of Zendesk's API.
        Zendesk = "zendesk",
        /// What Chatwoot tells a dashboard app.
        Chatwoot = "chatwoot",
        /// What Front tells a plugin.
        Front = "front",
        /// A thread pasted as text.
        Paste = "paste",
    }
}

impl SourceKind {
    /// What it is called on screen.
    #[must_use]
    pub const fn label(self) -> Key {
        match self {
            Self::CaseFile => Key::IngestSourceCaseFile,
            Self::Zendesk => Key::IngestSourceZendesk,
            Self::Chatwoot => Key::IngestSourceChatwoot,
            Self::Front => Key::IngestSourceFront,
            Self::Paste => Key::IngestSourcePaste,
        }
    }
}

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Ingested {
    /// A case.
    Case {
        /// The case, checked.
        case: Box<Case>,
        /// What was left out or assumed, for the reader.
        notes: Vec<Text>,
        /// Where it came from.
        source: SourceKind,
        /// What a note of ours among the messages carries; the latest one. Such notes are no messages of the case.
        saved: Option<Box<Saved>>,
    },
    /// A pasted thread in which the customer cannot be told from staff: ask, then [`Draft::with_customer`].
    AskWho {
        /// Who speaks, in order of first appearance.
        speakers: Vec<Speaker>,
        /// The thread so far.
        draft: Draft,
    },
    /// A file of everything that this program stores; `store` reads it.
    Export,
    /// The same, encrypted: it wants its passphrase first.
    Locked,
}

/// Reads a text. `today` fills in years that a pasted thread leaves out, and dates that are missing altogether.
///
/// # Errors
/// When the text is empty, too large, not of a known shape, or breaks a rule; each error names the place and the rule.
pub fn read(text: &str, today: Date) -> Result<Ingested, IngestError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return Err(IngestError::Empty);
    }
    if !looks_like_json(text) {
        check_size(text, LARGEST_PASTE)?;
        return paste::read(text, today);
    }
    check_size(text, LARGEST_FILE)?;
    if text.starts_with('[') {
        return Err(IngestError::List);
    }
    read_payload(&Value::parse(text)?, today)
}

/// Reads whatever a help desk may tell, or a file that is parsed already.
///
/// # Errors
/// As [`read`].
pub fn read_payload(payload: &Value, today: Date) -> Result<Ingested, IngestError> {
    if let Value::Text(text) = payload {
        return read(text, today);
    }
    if let Some(told) = read_told(payload, today) {
        return told;
    }
    if payload.at("comments").is_null() { Err(IngestError::Unknown) } else { zendesk::read(payload, today) }
}

/// Reads what the apps of help desks are told, and our own cases; `None` for what only [`read_payload`] may know. A desk's
/// first verdict needs no more than this, so that the rest can be loaded later.
pub fn read_told(told: &Value, today: Date) -> Option<Result<Ingested, IngestError>> {
    match told.at("schema").text() {
        Some(SCHEMA) => {
            let case = told.read::<CaseJson>().map_err(IngestError::from).and_then(|case| Ok(case.check()?));
            return Some(case.map(case_file));
        }
        Some(EXPORT_SCHEMA) => return Some(Ok(Ingested::Export)),
        Some(locked::SCHEMA) => return Some(Ok(Ingested::Locked)),
        Some(schema) => return Some(Err(IngestError::Schema { found: schema.to_owned() })),
        None => {}
    }
    if !told.at("ticket").is_null() && !told.at("comments").is_null() {
        return None;
    }
    if !told.at("ticket.id").is_null() {
        return Some(zaf::read(told, today));
    }
    if let Some(conversation) = front::conversation(told) {
        return Some(front::read(told, conversation, today));
    }
    let context = if told.at("event").text() == Some("appContext") { told.at("data") } else { told };
    (!context.at("conversation").is_null()).then(|| chatwoot::read(context, today))
}

/// A case as its file has it, but for notes of ours.
fn case_file(mut case: Case) -> Ingested {
    let mut saved = None;
    case.messages.retain(|message| {
        let Some(export) = saved::of(message.author, message.audience, &message.text) else { return true };
        Saved::keep(&mut saved, Saved { at: Some(message.at), by: None, export });
        false
    });
    Ingested::Case { case: Box::new(case), notes: Vec::new(), source: SourceKind::CaseFile, saved }
}

/// Whether a text means to be JSON; a pasted chat may start with a date in square brackets.
fn looks_like_json(text: &str) -> bool {
    match text.as_bytes() {
        [b'{', ..] => true,
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'{' | b'[' | b']' | b'"')),
        _ => false,
    }
}

const fn check_size(text: &str, most: usize) -> Result<(), IngestError> {
    if text.len() > most { Err(IngestError::TooLarge { bytes: text.len(), most }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
