//! What the widget asks of the help desk, each only on the agent's click.

use super::Ticket;
use crate::json::{self, Write, Writer};

/// The tag that a ticket gets where nobody sets another (design default).
pub const TAG: &str = "clean-break:parting";

/// A tag as desks take it: 1 to 80 characters, no blanks.
#[must_use]
pub fn tag(text: &str) -> Option<String> {
    let is_tag = !text.is_empty() && text.chars().count() <= 80 && !text.chars().any(char::is_whitespace);
    is_tag.then(|| text.to_owned())
}

crate::vocabulary! {
    /// What is asked.
    IntentKind {
        /// To put a text into the reply; it is never sent.
        InsertReply = "insert_reply",
        /// To put an internal note into the ticket.
        AddNote = "add_note",
        /// To tag the ticket.
        AddTags = "add_tags",
        /// Nothing of the desk: to copy the text. Never leaves the widget.
        Copy = "copy",
    }
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// What is asked.
    pub kind: IntentKind,
    /// The ticket that it was made for.
    pub ticket: Ticket,
    /// The text; the tag of [`IntentKind::AddTags`].
    pub text: String,
    /// Its number in this widget.
    pub request: u32,
}

/// How the desk answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is done.
    Done,
    /// It was refused, and why, in the wire's words.
    Refused(String),
    /// Nothing was heard in time.
    TimedOut,
}

impl Write for Intent {
    fn write(&self, to: &mut Writer) {
        to.open();
        to.field("type", &self.kind);
        to.field("desk", &self.ticket.desk);
        to.field("place", &self.ticket.place);
        to.field("ticket", &self.ticket.number);
        if self.kind == IntentKind::AddTags {
            to.field("tags", &[&self.text]);
        } else {
            to.field("text", &self.text);
        }
        to.field("requestId", &self.request);
        to.close();
    }
}

impl Intent {
    /// The intent as the wire gets it.
    #[must_use]
    pub fn json(&self) -> String {
        json::write(self).unwrap_or_default()
    }
}
