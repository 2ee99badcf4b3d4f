//! Gathers what a source tells and makes it a case through the one door, [`CaseJson::check`]; counts what is left out.

use time::OffsetDateTime;

use super::value::Value;
use super::{IngestError, Ingested, LONGEST_MESSAGE, MOST_MESSAGES, Saved, SourceKind, saved};
use crate::case::{
    Audience, Author, Case, CaseJson, Channel, CustomerJson, CustomerKind, Fact, MessageJson, SCHEMA,
    jurisdiction_code, parse_date, time_text,
};
use crate::map::{Map, Set};
use crate::words::{Key, Text, count, say};

/// A message as its source gives it.
pub(super) struct Found {
    pub(super) id: String,
    pub(super) at: Option<OffsetDateTime>,
    pub(super) author: Author,
    pub(super) channel: Channel,
    pub(super) audience: Audience,
    pub(super) text: String,
    /// Who wrote it, by name.
    pub(super) by: Option<String>,
}

/// A case in the making.
pub(super) struct Builder {
    pub(super) case: CaseJson,
    pub(super) notes: Vec<Text>,
    source: SourceKind,
    facts: Map<String, Fact>,
    ids: Set<String>,
    /// The time of a message that has none: that of the message before it.
    previous: OffsetDateTime,
    cut: i64,
    blank: i64,
    undated: i64,
    saved: Option<Box<Saved>>,
}

impl Builder {
    /// A case of `ticket` at `desk`; a `/` in the desk's name, which no case may have there, becomes `-`. `earliest` dates
    /// messages without a time before the first that has one.
    pub(super) fn new(source: SourceKind, desk: String, ticket: String, earliest: OffsetDateTime) -> Self {
        let customer = CustomerJson {
            id: String::new(),
            name: None,
            kind: CustomerKind::Unknown,
            jurisdiction: None,
            language: None,
            since: None,
            attachment: None,
            facts: Map::new(),
        };
        let case = CaseJson {
            schema: SCHEMA.to_owned(),
            id: ticket,
            desk: Some(desk.replace('/', "-")),
            customer,
            contract: None,
            messages: Vec::new(),
            events: Vec::new(),
            tags: Vec::new(),
            tickets: Vec::new(),
        };
        Self {
            case,
            notes: Vec::new(),
            source,
            facts: Map::new(),
            ids: Set::new(),
            previous: earliest,
            cut: 0,
            blank: 0,
            undated: 0,
            saved: None,
        }
    }

    /// Adds a message; one without text, or with an id that is here already, is left out.
    pub(super) fn push(&mut self, found: Found) {
        let text = found.text.trim();
        if text.is_empty() {
            self.blank += 1;
            return;
        }
        if !self.ids.insert(found.id.clone()) {
            return;
        }
        let at = found.at.unwrap_or_else(|| {
            self.undated += 1;
            self.previous
        });
        self.previous = at;
        if let Some(export) = saved::of(found.author, found.audience, text) {
            return Saved::keep(&mut self.saved, Saved { at: Some(at), by: found.by, export });
        }
        let kept = match text.char_indices().nth(LONGEST_MESSAGE) {
            Some((end, _)) => {
                self.cut += 1;
                text.get(..end).unwrap_or(text)
            }
            None => text,
        };
        self.case.messages.push(MessageJson {
            id: found.id,
            at: time_text(at),
            author: found.author,
            channel: found.channel,
            audience: found.audience,
            text: kept.to_owned(),
        });
    }

    /// Takes the customer's fields as administrators named them. Country, kind and "customer since" are known by a few
    /// usual names (`country`, `customer_type`, `customer_since`); the rest become account facts.
    pub(super) fn fields(&mut self, fields: &Value) {
        for (name, value) in fields.fields() {
            self.field(name, value);
        }
    }

    pub(super) fn field(&mut self, name: &str, value: &Value) {
        match name {
            "country" | "country_code" | "jurisdiction" => self.country(value),
            "customer_type" | "customer_kind" => self.kind(value),
            "customer_since" => {
                let since = value.string().filter(|text| parse_date(name, text).is_ok());
                self.case.customer.since = since.or(self.case.customer.since.take());
            }
            _ => {
                if let Some(fact) = value.fact() {
                    self.facts.insert(name.to_owned(), fact);
                }
            }
        }
    }

    fn country(&mut self, value: &Value) {
        let Some(given) = value.text() else { return };
        match country_code(given) {
            Some(code) => self.case.customer.jurisdiction = Some(code),
            None => self.notes.push(say::ingest_note_country_unread(given)),
        }
    }

    fn kind(&mut self, value: &Value) {
        let given = value.text().unwrap_or_default();
        if let Some(kind) = CustomerKind::ALL.iter().find(|kind| kind.word().eq_ignore_ascii_case(given)) {
            self.case.customer.kind = *kind;
        }
    }

    /// The case, checked, with all notes.
    pub(super) fn finish(mut self) -> Result<Ingested, IngestError> {
        if self.case.customer.id.trim().is_empty() {
            self.case.customer.id = format!("unknown-{}", self.case.id);
        }
        let mut case: Case = self.case.check()?;
        case.customer.facts = self.facts;
        let surplus = case.messages.len().saturating_sub(MOST_MESSAGES);
        case.messages.drain(..surplus);
        let mut notes = self.notes;
        let surplus = count(surplus);
        let counted = [
            (surplus, say::ingest_note_older_left_out(surplus)),
            (self.cut, say::ingest_note_cut(self.cut)),
            (self.blank, say::ingest_note_blank(self.blank)),
            (self.undated, say::ingest_note_undated(self.undated)),
        ];
        notes.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, note)| note));
        if case.messages.is_empty() {
            notes.push(Key::IngestNoteNoMessages.into());
        }
        Ok(Ingested::Case { case: Box::new(case), notes, source: self.source, saved: self.saved })
    }
}

/// An ISO 3166 code in upper case, with an optional subdivision, where the text is one: `de`, `US-CA`.
pub(super) fn country_code(text: &str) -> Option<String> {
    let (country, rest) = text.split_at_checked(2)?;
    let fits = country.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (rest.is_empty()
            || rest.strip_prefix('-').is_some_and(|part| {
                (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            }));
    fits.then(|| jurisdiction_code(text))
}
