//! What Chatwoot tells a dashboard app (`appContext`), all generations: only `conversation` is needed.
//!
//! Only the messages loaded on the agent's screen are in it, which a note says. Chatwoot's country is looked up from
//! the visitor's address, not told by the customer, which a note says too. Social conversations are read as private:
//! the context does not tell a post from a direct message.

use std::collections::BTreeMap;

use serde::Deserialize;
use time::Date;

use super::build::{Builder, Found, country_code};
use super::lenient::Scalar;
use super::{IngestError, Ingested, SourceKind};
use crate::case::{Audience, Author, Channel};
use crate::words::{Key, say};

/// The message that carries the context.
#[derive(Deserialize)]
pub(super) struct Envelope {
    pub(super) data: Context,
}

/// The context itself.
#[derive(Deserialize)]
pub(super) struct Context {
    conversation: Conversation,
    contact: Option<Contact>,
}

#[derive(Deserialize)]
struct Conversation {
    id: Scalar,
    account_id: Option<Scalar>,
    messages: Option<Vec<Message>>,
    meta: Option<Meta>,
    additional_attributes: Option<Attributes>,
    labels: Option<Vec<String>>,
    created_at: Option<Scalar>,
    #[serde(rename = "allMessagesLoaded")]
    all_messages_loaded: Option<bool>,
}

#[derive(Deserialize)]
struct Meta {
    sender: Option<Contact>,
    channel: Option<String>,
}

#[derive(Deserialize)]
struct Contact {
    id: Option<Scalar>,
    name: Option<String>,
    additional_attributes: Option<Attributes>,
    custom_attributes: Option<BTreeMap<String, Scalar>>,
}

#[derive(Deserialize)]
struct Attributes {
    country_code: Option<String>,
    browser_language: Option<String>,
    conversation_language: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    id: Option<Scalar>,
    content: Option<String>,
    message_type: Option<Scalar>,
    private: Option<bool>,
    created_at: Option<Scalar>,
    sender: Option<Sender>,
}

#[derive(Deserialize)]
struct Sender {
    #[serde(rename = "type")]
    kind: Option<String>,
}

pub(super) fn read(context: Context, today: Date) -> Result<Ingested, IngestError> {
    let Context { conversation, contact } = context;
    let number = conversation.id.id().ok_or_else(|| IngestError::Rule {
        place: "conversation.id".to_owned(),
        rule: "must be a number".to_owned(),
    })?;
    let desk = match conversation.account_id.as_ref().and_then(Scalar::id) {
        Some(account) => format!("chatwoot:{account}"),
        None => "chatwoot".to_owned(),
    };
    let created = match &conversation.created_at {
        Some(created) => created.time("conversation.created_at")?,
        None => None,
    };
    let earliest = created.unwrap_or_else(|| today.midnight().assume_utc());
    let mut builder = Builder::new(SourceKind::Chatwoot, desk, number, earliest);
    builder.case.tags = conversation.labels.unwrap_or_default();
    let (sender, inbox) = conversation.meta.map_or((None, None), |meta| (meta.sender, meta.channel));
    let channel = channel(inbox.as_deref().unwrap_or_default());

    for (at, message) in conversation.messages.unwrap_or_default().into_iter().enumerate() {
        let author = author(&message);
        let private = message.private == Some(true);
        builder.push(Found {
            id: message.id.as_ref().and_then(Scalar::id).unwrap_or_else(|| format!("message-{}", at + 1)),
            at: match &message.created_at {
                Some(time) => time.time(&format!("conversation.messages[{at}].created_at"))?,
                None => None,
            },
            author,
            channel,
            audience: if private { Audience::Internal } else { Audience::Private },
            text: message.content.unwrap_or_default(),
        });
    }
    if conversation.all_messages_loaded != Some(true) {
        builder.notes.push(Key::IngestNoteOnlyLoaded.into());
    }

    // The contact is `{}` until the desk has loaded it; the sender says the same.
    let person = contact.filter(|contact| contact.id.is_some()).or(sender);
    let mut language = conversation.additional_attributes.and_then(Attributes::language);
    if let Some(person) = person {
        builder.case.customer.id = person.id.as_ref().and_then(Scalar::id).unwrap_or_default();
        builder.case.customer.name = person.name;
        // What a person entered in a custom attribute is a better source than the looked-up country.
        builder.fields(person.custom_attributes.unwrap_or_default());
        if let Some(attributes) = person.additional_attributes {
            let code = attributes.country_code.as_deref().and_then(country_code);
            if let (None, Some(code)) = (&builder.case.customer.jurisdiction, code) {
                builder.notes.push(say::ingest_note_country_from_desk(code.as_str()));
                builder.case.customer.jurisdiction = Some(code);
            }
            language = language.or(attributes.language());
        }
    }
    builder.case.customer.language = language;
    builder.finish()
}

impl Attributes {
    fn language(self) -> Option<String> {
        [self.conversation_language, self.browser_language].into_iter().flatten().find(|tag| !tag.trim().is_empty())
    }
}

fn author(message: &Message) -> Author {
    let bot = message.sender.as_ref().and_then(|sender| sender.kind.as_deref()) == Some("agent_bot");
    let kind = message.message_type.as_ref().and_then(Scalar::id);
    match kind.as_deref() {
        Some("0" | "incoming") => Author::Customer,
        Some("1" | "outgoing") if !bot => Author::Staff,
        _ => Author::System,
    }
}

fn channel(inbox: &str) -> Channel {
    match inbox.trim_start_matches("Channel::") {
        "Email" => Channel::Email,
        "TwitterProfile" | "FacebookPage" | "Instagram" | "Tiktok" => Channel::Social,
        "Voice" => Channel::Phone,
        _ => Channel::Chat,
    }
}
