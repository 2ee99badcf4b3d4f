//! What Chatwoot tells a dashboard app (`appContext`), all generations: only `conversation` is needed.
//!
//! Only the messages loaded on the agent's screen are in it, which a note says. Chatwoot's country is looked up from
//! the visitor's address, not told by the customer, which a note says too. Social conversations are read as private:
//! the context does not tell a post from a direct message.

use time::Date;

use super::build::{Builder, Found, country_code};
use super::value::Value;
use super::{IngestError, Ingested, SourceKind};
use crate::case::{Audience, Author, Channel};
use crate::words::{Key, say};

pub(super) fn read(context: &Value, today: Date) -> Result<Ingested, IngestError> {
    let conversation = context.at("conversation");
    let number = conversation.at("id").needed_id("conversation.id")?;
    let account = conversation.at("account_id").id();
    let desk = account.map_or_else(|| "chatwoot".to_owned(), |account| format!("chatwoot:{account}"));
    let created = conversation.at("created_at").time("conversation.created_at")?;
    let earliest = created.unwrap_or_else(|| today.midnight().assume_utc());
    let mut builder = Builder::new(SourceKind::Chatwoot, desk, number, earliest);
    builder.case.tags = conversation.at("labels").strings();
    let channel = channel(conversation.at("meta").at("channel").text().unwrap_or_default());

    for (at, message) in conversation.at("messages").list().iter().enumerate() {
        let internal = message.at("private").flag() == Some(true);
        builder.push(Found {
            id: message.at("id").id().unwrap_or_else(|| format!("message-{}", at + 1)),
            at: message.at("created_at").time(&format!("conversation.messages[{at}].created_at"))?,
            author: author(message),
            channel,
            audience: if internal { Audience::Internal } else { Audience::Private },
            text: message.at("content").string().unwrap_or_default(),
            by: message.at("sender").at("name").string(),
        });
    }
    if conversation.at("allMessagesLoaded").flag() != Some(true) {
        builder.notes.push(Key::IngestNoteOnlyLoaded.into());
    }

    // The contact is `{}` until the desk has loaded it; the sender says the same.
    let contact = context.at("contact");
    let person = if contact.at("id").is_null() { conversation.at("meta").at("sender") } else { contact };
    let looked_up = person.at("additional_attributes");
    // What a person entered in a custom attribute is a better source than the looked-up country.
    builder.fields(person.at("custom_attributes"));
    let code = looked_up.at("country_code").text().and_then(country_code);
    let customer = &mut builder.case.customer;
    customer.id = person.at("id").id().unwrap_or_default();
    customer.name = person.at("name").string();
    customer.language = language(conversation.at("additional_attributes")).or_else(|| language(looked_up));
    if let (None, Some(code)) = (&customer.jurisdiction, code) {
        builder.notes.push(say::ingest_note_country_from_desk(code.as_str()));
        customer.jurisdiction = Some(code);
    }
    builder.finish()
}

fn language(attributes: &Value) -> Option<String> {
    attributes.at("conversation_language").string().or_else(|| attributes.at("browser_language").string())
}

fn author(message: &Value) -> Author {
    let bot = message.at("sender").at("type").text() == Some("agent_bot");
    match message.at("message_type").id().as_deref() {
        Some("0" | "incoming") => Author::Customer,
        Some("1" | "outgoing") if !bot => Author::Staff,
        _ => Author::System,
    }
}

fn channel(inbox: &str) -> Channel {
    match inbox.strip_prefix("Channel::").unwrap_or(inbox) {
        "Email" => Channel::Email,
        "TwitterProfile" | "FacebookPage" | "Instagram" | "Tiktok" => Channel::Social,
        "Voice" => Channel::Phone,
        _ => Channel::Chat,
    }
}
