//! What Zendesk tells an app in its sidebar: an object of the paths that were asked for (`ticket.id`,
//! `ticket.conversation`, `ticket.requester`, ...). Unlike the API it gives HTML only, and messages without an id.

use time::Date;

use super::build::{Builder, Found};
use super::value::Value;
use super::zendesk::channel_named;
use super::{IngestError, Ingested, SourceKind, html};
use crate::case::{Audience, Author, Channel};

pub(super) fn read(paths: &Value, today: Date) -> Result<Ingested, IngestError> {
    let number = paths.at("ticket.id").needed_id("ticket.id")?;
    let created = paths.at("ticket.createdAt").time("ticket.createdAt")?;
    let earliest = created.unwrap_or_else(|| today.midnight().assume_utc());
    let account = paths.at("currentAccount").at("subdomain").string();
    let desk = account.map_or_else(|| "zendesk".to_owned(), |account| ["zendesk:", &account].concat());
    let mut builder = Builder::new(SourceKind::Zendesk, desk, number, earliest);
    builder.case.tags = paths.at("ticket.tags").strings();

    let messages = paths.at("ticket.conversation").list();
    for (at, message) in messages.iter().enumerate() {
        let content = message.at("message");
        let Some(text) = content.at("content").text() else {
            // What the system says of itself, as "solved", has no words.
            continue;
        };
        let writer = message.at("author");
        let author = match writer.at("role").text() {
            Some("end-user") => Author::Customer,
            Some("system") => Author::System,
            _ => Author::Staff,
        };
        let via = message.at("channel").at("name").text().unwrap_or_default();
        let is_plain = content.at("contentType").text() == Some("text/plain");
        let stamp = message.at("timestamp");
        builder.push(Found {
            id: message_id(stamp.text(), writer.at("id").id().as_deref(), messages.get(..at).unwrap_or_default()),
            at: stamp.time("ticket.conversation.timestamp")?,
            author,
            channel: channel_named(via),
            audience: if via == "internal" { Audience::Internal } else { Audience::Private },
            text: if is_plain { text.to_owned() } else { html::text(text) },
            by: writer.at("name").string(),
        });
    }
    if messages.is_empty() {
        builder.push(Found {
            id: "description".to_owned(),
            at: created,
            author: Author::Customer,
            channel: Channel::Email,
            audience: Audience::Private,
            text: paths.at("ticket.description").string().unwrap_or_default(),
            by: None,
        });
    }

    // After the organisation's, because the person's own fields are the better source.
    for prefix in ["ticket.organization.customField:", "ticket.requester.customField:"] {
        for (path, value) in paths.fields() {
            if let Some(name) = path.strip_prefix(prefix) {
                builder.field(name, value);
            }
        }
    }
    let requester = paths.at("ticket.requester");
    let customer = &mut builder.case.customer;
    customer.id = requester.at("id").id().unwrap_or_default();
    customer.name = requester.at("name").string();
    customer.language = requester.at("locale").string();
    builder.finish()
}

/// A name that the message keeps when the ticket is read again: its time and author, counted where that is not enough.
fn message_id(stamp: Option<&str>, author: Option<&str>, before: &[Value]) -> String {
    let same =
        |other: &&Value| other.at("timestamp").text() == stamp && other.at("author").at("id").id().as_deref() == author;
    let mut id = [stamp.unwrap_or_default(), "/", author.unwrap_or_default()].concat();
    let twins = before.iter().filter(same).count();
    if twins > 0 {
        id.push('/');
        id.push_str(&twins.to_string());
    }
    id
}
