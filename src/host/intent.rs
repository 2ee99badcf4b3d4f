//! What the widget asks of the help desk, each only on the agent's click.

use serde::Serialize;

use super::Ticket;
use crate::json;

/// The tag that a ticket gets (design default).
pub const TAG: &str = "clean-break:parting";

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

/// As it goes out.
#[derive(Serialize)]
struct IntentJson<'a> {
    r#type: IntentKind,
    desk: super::Desk,
    place: &'a str,
    ticket: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<[&'a str; 1]>,
    #[serde(rename = "requestId")]
    request: u32,
}

impl Intent {
    /// The intent as the wire gets it.
    #[must_use]
    pub fn json(&self) -> String {
        let text = self.text.as_str();
        let tags = self.kind == IntentKind::AddTags;
        let json = IntentJson {
            r#type: self.kind,
            desk: self.ticket.desk,
            place: &self.ticket.place,
            ticket: &self.ticket.number,
            text: (!tags).then_some(text),
            tags: tags.then_some([text]),
            request: self.request,
        };
        json::write(&json).unwrap_or_default()
    }
}
