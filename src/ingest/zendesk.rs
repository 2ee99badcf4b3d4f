//! A ticket of Zendesk's API with its comments and users side-loaded: `{ticket, comments, users}`.
//!
//! Zendesk's `public: true` means that the customer can read a comment, not the world: such a comment is private here,
//! and `public: false` is an internal note. Only a mention or a page post on a social network is public.
//! A user's `created_at` is when the desk first heard of them, often the first complaint, so it is not taken for
//! "customer since"; a user field `customer_since` is. The country is never guessed from a time zone.

use time::Date;

use super::build::{Builder, Found};
use super::value::Value;
use super::{IngestError, Ingested, SourceKind};
use crate::case::{Audience, Author, Channel};
use crate::json::Wanted;
use crate::words::say;

/// Zendesk's own user for what its machinery writes.
const SYSTEM_USER: Value = Value::Number(-1.0);

pub(super) fn read(file: &Value, today: Date) -> Result<Ingested, IngestError> {
    let (ticket, users) = (file.at("ticket"), file.at("users").list());
    let comments = file.at("comments");
    let Value::List(comments) = comments else {
        return Err(IngestError::unlike("comments", comments, Wanted::List));
    };
    let number = ticket.at("id").needed_id("ticket.id")?;
    let created = ticket.at("created_at").time("ticket.created_at")?;
    let earliest = created.unwrap_or_else(|| today.midnight().assume_utc());
    let requester = ticket.at("requester_id");
    let mut builder = Builder::new(SourceKind::Zendesk, desk(ticket.at("url").text()), number, earliest);
    builder.case.tags = ticket.at("tags").strings();

    let (mut strangers, mut others) = (0, 0);
    for (at, comment) in comments.iter().enumerate() {
        let id = comment.at("author_id");
        let author = match by_id(users, id).at("role").text() {
            Some("end-user") => {
                others += i64::from(id != requester);
                Author::Customer
            }
            Some(_) => Author::Staff,
            None if !id.is_null() && id == requester => Author::Customer,
            None if *id == SYSTEM_USER => Author::System,
            None => {
                strangers += 1;
                Author::Staff
            }
        };
        let via = if comment.at("via").is_null() { ticket.at("via") } else { comment.at("via") };
        let (channel, world) = channel(via);
        let audience = match comment.at("public").flag() {
            Some(false) => Audience::Internal,
            _ if world => Audience::Public,
            _ => Audience::Private,
        };
        let text = comment.at("plain_body").text().or_else(|| comment.at("body").text());
        builder.push(Found {
            id: comment.at("id").id().unwrap_or_else(|| format!("comment-{}", at + 1)),
            at: comment.at("created_at").time(&format!("comments[{at}].created_at"))?,
            author,
            channel,
            audience,
            // `plain_body` keeps this one entity of the HTML that it was made from.
            text: text.unwrap_or_default().replace("&nbsp;", " "),
            by: by_id(users, id).at("name").string(),
        });
    }
    if strangers > 0 {
        builder.notes.push(say::ingest_note_unknown_role(strangers));
    }
    if others > 0 {
        builder.notes.push(say::ingest_note_other_people(others));
    }

    let organization = by_id(file.at("organizations").list(), ticket.at("organization_id"));
    builder.fields(organization.at("organization_fields"));
    let customer = by_id(users, requester);
    // After the organisation's, because the person's own fields are the better source.
    builder.fields(customer.at("user_fields"));
    builder.case.customer.name = customer.at("name").string();
    builder.case.customer.language = customer.at("locale").string();
    builder.case.customer.id = requester.id().unwrap_or_default();
    builder.finish()
}

/// The record with that id; null where there is none.
fn by_id<'a>(records: &'a [Value], id: &Value) -> &'a Value {
    records.iter().find(|record| !id.is_null() && record.at("id") == id).unwrap_or(&Value::Null)
}

/// `zendesk:acme` of `https://acme.zendesk.com/...`; the whole host where a desk has its own.
fn desk(url: Option<&str>) -> String {
    let host =
        url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let name = host.strip_suffix(".zendesk.com").unwrap_or(host);
    if name.is_empty() { "zendesk".to_owned() } else { format!("zendesk:{name}") }
}

/// The channel of a comment, and whether the world can read it.
fn channel(via: &Value) -> (Channel, bool) {
    let channel = channel_named(via.at("channel").text().unwrap_or_default());
    let relation = via.at("source").at("rel").text();
    (channel, channel == Channel::Social && matches!(relation, Some("mention" | "post" | "wall_post")))
}

/// The channel of that name.
pub(super) fn channel_named(name: &str) -> Channel {
    match name {
        "voice" | "phone" => Channel::Phone,
        "chat" | "messaging" | "native_messaging" | "sms" | "whatsapp" | "telegram" | "line" | "wechat" => {
            Channel::Chat
        }
        _ if ["twitter", "facebook", "instagram", "x_corp"].iter().any(|social| name.starts_with(social)) => {
            Channel::Social
        }
        _ => Channel::Email,
    }
}
