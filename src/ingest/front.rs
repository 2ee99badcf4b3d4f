//! What Front tells a plugin: the context of one conversation, and beside it the messages (and, where the plugin asked,
//! the comments) as `{"context": {...}, "messages": {"results": [...]}, "comments": {"results": [...]}}`. Lists may stand
//! without `results`.

use time::Date;

use super::build::{Builder, Found};
use super::value::Value;
use super::{IngestError, Ingested, SourceKind, html};
use crate::case::{Audience, Author, Channel};

/// The conversation, where the payload is Front's.
pub(super) fn conversation(file: &Value) -> Option<&Value> {
    let context = if file.at("context").is_null() { file } else { file.at("context") };
    let is_front = context.at("type").text() == Some("singleConversation");
    is_front.then(|| context.at("conversation"))
}

pub(super) fn read(file: &Value, conversation: &Value, today: Date) -> Result<Ingested, IngestError> {
    let id = conversation.at("id").needed_id("conversation.id")?;
    let mut builder = Builder::new(SourceKind::Front, "front".to_owned(), id, today.midnight().assume_utc());
    builder.case.tags = conversation.at("tags").list().iter().filter_map(|tag| tag.at("name").string()).collect();
    let channel = match conversation.at("type").text().unwrap_or_default() {
        "sms" | "whatsapp" | "intercom" | "smooch" | "front_chat" | "fbmessenger" => Channel::Chat,
        "twitter" | "facebook" | "instagram" => Channel::Social,
        "call" | "phone_call" => Channel::Phone,
        _ => Channel::Email,
    };

    for (list, audience) in [("messages", Audience::Private), ("comments", Audience::Internal)] {
        for (at, message) in results(file.at(list)).iter().enumerate() {
            let content = message.at("content");
            let body = content.at("body").text().or_else(|| message.at("body").text()).unwrap_or_default();
            let is_html = content.at("type").text() == Some("html");
            let writer = if audience == Audience::Internal { message.at("author") } else { message.at("from") };
            let date = ["date", "postedAt", "createdAt"].map(|name| message.at(name));
            let date = date.into_iter().find(|date| !date.is_null()).unwrap_or(&Value::Null);
            builder.push(Found {
                id: message.at("id").id().unwrap_or_else(|| [list, "-", &(at + 1).to_string()].concat()),
                at: date.time(&[list, "[", &at.to_string(), "].date"].concat())?,
                author: if message.at("status").text() == Some("inbound") { Author::Customer } else { Author::Staff },
                channel,
                audience,
                text: if is_html { html::text(body) } else { body.to_owned() },
                by: writer.at("name").string(),
            });
        }
    }
    if ["messages", "comments"].iter().any(|list| !file.at(list).at("nextPageToken").is_null()) {
        builder.notes.push(crate::words::Key::IngestNoteOnlyLoaded.into());
    }

    let recipient = conversation.at("recipient");
    let customer = &mut builder.case.customer;
    customer.id = recipient.at("contact").at("id").id().or_else(|| recipient.at("handle").string()).unwrap_or_default();
    customer.name = recipient.at("name").string().or_else(|| recipient.at("contact").at("name").string());
    builder.finish()
}

fn results(list: &Value) -> &[Value] {
    if list.at("results").is_null() { list.list() } else { list.at("results").list() }
}
