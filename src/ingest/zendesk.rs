//! A ticket of Zendesk's API with its comments and users side-loaded: `{ticket, comments, users}`.
//!
//! Zendesk's `public: true` means that the customer can read a comment, not the world: such a comment is private here,
//! and `public: false` is an internal note. Only a mention or a page post on a social network is public.
//! A user's `created_at` is when the desk first heard of them, often the first complaint, so it is not taken for
//! "customer since"; a user field `customer_since` is. The country is never guessed from a time zone.

use std::collections::BTreeMap;

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::build::{Builder, Found};
use super::lenient::Scalar;
use super::{IngestError, Ingested, SourceKind};
use crate::case::{Audience, Author, Channel};
use crate::words::say;

/// The ticket with all that belongs to it.
#[derive(Deserialize)]
pub(super) struct Export {
    ticket: Ticket,
    comments: Vec<Comment>,
    users: Option<Vec<User>>,
    organizations: Option<Vec<Organization>>,
}

#[derive(Deserialize)]
struct Ticket {
    id: Scalar,
    url: Option<String>,
    requester_id: Option<Scalar>,
    organization_id: Option<Scalar>,
    via: Option<Via>,
    created_at: Option<String>,
    tags: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Comment {
    id: Option<Scalar>,
    author_id: Option<Scalar>,
    plain_body: Option<String>,
    body: Option<String>,
    public: Option<bool>,
    via: Option<Via>,
    created_at: Option<String>,
}

#[derive(Deserialize)]
struct Via {
    channel: Option<Scalar>,
    source: Option<ViaSource>,
}

#[derive(Deserialize)]
struct ViaSource {
    rel: Option<String>,
}

#[derive(Deserialize)]
struct User {
    id: Scalar,
    name: Option<String>,
    role: Option<String>,
    locale: Option<String>,
    user_fields: Option<BTreeMap<String, Scalar>>,
}

#[derive(Deserialize)]
struct Organization {
    id: Scalar,
    organization_fields: Option<BTreeMap<String, Scalar>>,
}

/// Zendesk's own user for what its machinery writes.
const SYSTEM_USER: &str = "-1";

pub(super) fn read(export: Export, today: Date) -> Result<Ingested, IngestError> {
    let Export { ticket, comments, users, organizations } = export;
    let number = ticket.id.id().ok_or_else(|| rule("ticket.id", "must be a number"))?;
    let created = time("ticket.created_at", ticket.created_at.as_deref())?;
    let earliest = created.unwrap_or_else(|| today.midnight().assume_utc());
    let requester = ticket.requester_id.as_ref().and_then(Scalar::id);
    let users: BTreeMap<String, User> =
        users.unwrap_or_default().into_iter().filter_map(|user| Some((user.id.id()?, user))).collect();
    let mut builder = Builder::new(SourceKind::Zendesk, desk(ticket.url.as_deref()), number, earliest);
    builder.case.tags = ticket.tags.unwrap_or_default();

    let (mut strangers, mut others) = (0, 0);
    for (at, comment) in comments.into_iter().enumerate() {
        let author_id = comment.author_id.as_ref().and_then(Scalar::id);
        let author = match author_id.as_ref().and_then(|id| users.get(id)).and_then(|user| user.role.as_deref()) {
            Some("end-user") => {
                others += i64::from(author_id != requester);
                Author::Customer
            }
            Some(_) => Author::Staff,
            None if author_id.is_some() && author_id == requester => Author::Customer,
            None if author_id.as_deref() == Some(SYSTEM_USER) => Author::System,
            None => {
                strangers += 1;
                Author::Staff
            }
        };
        let via = comment.via.as_ref().or(ticket.via.as_ref());
        let (channel, world) = channel(via);
        let audience = match comment.public {
            Some(false) => Audience::Internal,
            _ if world => Audience::Public,
            _ => Audience::Private,
        };
        // `plain_body` keeps this one entity of the HTML that it was made from.
        let text = comment.plain_body.or(comment.body).unwrap_or_default().replace("&nbsp;", " ");
        builder.push(Found {
            id: comment.id.as_ref().and_then(Scalar::id).unwrap_or_else(|| format!("comment-{}", at + 1)),
            at: time(&format!("comments[{at}].created_at"), comment.created_at.as_deref())?,
            author,
            channel,
            audience,
            text,
        });
    }
    if strangers > 0 {
        builder.notes.push(say::ingest_note_unknown_role(strangers));
    }
    if others > 0 {
        builder.notes.push(say::ingest_note_other_people(others));
    }

    let organization = ticket.organization_id.as_ref().and_then(Scalar::id);
    let fields = organizations.unwrap_or_default().into_iter().find(|one| one.id.id() == organization);
    builder.fields(fields.and_then(|one| one.organization_fields).unwrap_or_default());
    let mut users = users;
    if let Some(id) = requester {
        if let Some(user) = users.remove(&id) {
            builder.case.customer.name = user.name;
            builder.case.customer.language = user.locale;
            builder.fields(user.user_fields.unwrap_or_default());
        }
        builder.case.customer.id = id;
    }
    builder.finish()
}

fn rule(place: &str, rule: &str) -> IngestError {
    IngestError::Rule { place: place.to_owned(), rule: rule.to_owned() }
}

fn time(place: &str, text: Option<&str>) -> Result<Option<OffsetDateTime>, IngestError> {
    Ok(text.map(|text| crate::case::parse_time(place, text)).transpose()?)
}

/// `zendesk:acme` of `https://acme.zendesk.com/...`; the whole host where a desk has its own.
fn desk(url: Option<&str>) -> String {
    let host =
        url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
    let name = host.strip_suffix(".zendesk.com").unwrap_or(host);
    if name.is_empty() { "zendesk".to_owned() } else { format!("zendesk:{name}") }
}

/// The channel of a comment, and whether the world can read it.
fn channel(via: Option<&Via>) -> (Channel, bool) {
    let name = via.and_then(|via| via.channel.as_ref()?.text()).unwrap_or_default();
    let relation = via.and_then(|via| via.source.as_ref()?.rel.as_deref()).unwrap_or_default();
    let world = matches!(relation, "mention" | "post" | "wall_post");
    match name {
        "voice" | "phone" => (Channel::Phone, false),
        "chat" | "messaging" | "native_messaging" | "sms" | "whatsapp" | "telegram" | "line" | "wechat" => {
            (Channel::Chat, false)
        }
        _ if ["twitter", "facebook", "instagram", "x_corp"].iter().any(|social| name.starts_with(social)) => {
            (Channel::Social, world)
        }
        _ => (Channel::Email, false),
    }
}
