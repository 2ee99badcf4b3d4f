//! A thread pasted as plain text: finds its heads, and tells the customer from staff or asks.

mod date;
mod head;
mod letter;
mod role;

use sha2::{Digest, Sha256};
use time::{Date, OffsetDateTime};

use self::date::{Order, Proof};
use self::head::{Head, Kind};
use self::role::role;
use super::build::{Builder, Found};
use super::{IngestError, Ingested, SourceKind};
use crate::case::{Audience, Author, Channel};
use crate::lower::lower;
use crate::map::Map;
use crate::words::{Key, Text, say};

/// Someone who speaks in a pasted thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// Their name as written.
    pub name: String,
    /// How many messages are theirs.
    pub messages: usize,
    /// The beginning of their first message.
    pub first_words: String,
}

/// A pasted thread before it is known who the customer is.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The thread as it was pasted.
    text: String,
    speakers: Vec<Speaker>,
    turns: Vec<Turn>,
    notes: Vec<Text>,
    channel: Channel,
    /// Stands in for the date of messages before the first dated one.
    earliest: OffsetDateTime,
    today: Date,
}

/// One message of the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    /// Index of the speaker; none for the chat program itself.
    speaker: Option<usize>,
    at: Option<OffsetDateTime>,
    text: String,
}

/// Characters of a first message that are shown when asking who is who.
const FIRST_WORDS: usize = 80;

pub(super) fn read(text: &str, today: Date) -> Result<Ingested, IngestError> {
    let mut heads = heads(text, today, Order::DayFirst);
    let proofs = |wanted| heads.iter().flatten().any(|head| head.when.and_then(|when| when.order) == Some(wanted));
    let mut notes = Vec::new();
    match (proofs(Proof::Day), proofs(Proof::Month)) {
        (false, true) => heads = self::heads(text, today, Order::MonthFirst),
        (false, false) if proofs(Proof::Neither) => notes.push(Key::IngestNoteDayFirst.into()),
        _ => {}
    }
    let mut draft = Draft {
        text: text.to_owned(),
        speakers: Vec::new(),
        turns: Vec::new(),
        notes,
        channel: Channel::Email,
        earliest: today.midnight().assume_utc(),
        today,
    };
    draft.collect(text, &heads);
    if draft.speakers.is_empty() {
        return draft.as_one_message();
    }
    match draft.customer() {
        Some(index) => draft.with_customer(index),
        None => Ok(Ingested::AskWho { speakers: draft.speakers.clone(), draft }),
    }
}

/// The head in each line, where it has one that can be trusted.
fn heads(text: &str, today: Date, order: Order) -> Vec<Option<Head<'_>>> {
    let mut heads: Vec<Option<Head<'_>>> = text.lines().map(|line| head::read(line, today, order)).collect();
    // A bare "Name:" counts when the name speaks twice, or anywhere with a date, or when the thread begins so.
    let mut times: Map<String, usize> = Map::new();
    for head in heads.iter().flatten() {
        if let Some(name) = head.speaker {
            times.update(fold(name), |times| *times += if head.kind == Kind::Bare { 1 } else { 2 });
        }
    }
    let first = text.lines().position(|line| !line.trim().is_empty()).unwrap_or_default();
    let begins_so = heads.get(first).is_some_and(|head| head.is_some_and(|head| head.when.is_none()));
    for slot in &mut heads {
        if let Some(Head { speaker: Some(name), kind: Kind::Bare, .. }) = slot
            && !begins_so
            && times.get(&fold(name)).is_none_or(|count| *count < 2)
        {
            *slot = None;
        }
    }
    letter::all(text, &mut heads, today, order);
    heads
}

fn fold(name: &str) -> String {
    lower(name)
}

fn beginning(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(FIRST_WORDS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}

impl Draft {
    /// Cuts the text into turns at its heads.
    fn collect(&mut self, text: &str, heads: &[Option<Head<'_>>]) {
        let (mut before, mut no_year, mut no_zone) = (String::new(), false, false);
        let mut previous: Option<OffsetDateTime> = None;
        let (mut of_head, mut quoted) = (0, false);
        for (line, head) in text.lines().zip(heads) {
            let Some(head) = head else {
                if of_head > 0 {
                    of_head -= 1;
                    continue;
                }
                let line = if quoted { line.trim_start().trim_start_matches('>').trim_start() } else { line };
                let into = self.turns.last_mut().map_or(&mut before, |turn| &mut turn.text);
                into.push_str(line);
                into.push('\n');
                continue;
            };
            (of_head, quoted) = (head.lines.saturating_sub(1), head.kind == Kind::Quoted);
            if head.kind == Kind::Chat {
                self.channel = Channel::Chat;
            }
            let mut at = None;
            if let Some(when) = head.when {
                no_year |= when.no_year;
                no_zone |= when.time.is_some() && when.offset.is_none();
                // Without a time, a message stands right after the one before it on the same day.
                let same_day = previous.filter(|time| when.time.is_none() && time.date() == when.date);
                at = same_day.or_else(|| when.instant());
                previous = at.or(previous);
            }
            let speaker = head.speaker.map(|name| self.speaker(name));
            self.turns.push(Turn { speaker, at, text: format!("{}\n", head.text) });
        }
        if let Some(first) = self.turns.iter().find_map(|turn| turn.at) {
            self.earliest = first;
        }
        for (index, speaker) in self.speakers.iter_mut().enumerate() {
            let mut theirs =
                self.turns.iter().filter(|turn| turn.speaker == Some(index) && !turn.text.trim().is_empty());
            speaker.first_words = theirs.clone().next().map(|turn| beginning(&turn.text)).unwrap_or_default();
            speaker.messages = theirs.by_ref().count();
        }
        if !self.turns.is_empty() && !before.trim().is_empty() {
            let words = before.split_whitespace().count() as i64;
            self.notes.push(say::ingest_note_before_first(words, beginning(&before)));
        }
        if no_year {
            self.notes.push(Key::IngestNoteYearAssumed.into());
        }
        if no_zone {
            self.notes.push(Key::IngestNoteTimesUtc.into());
        }
    }

    fn speaker(&mut self, name: &str) -> usize {
        let known = self.speakers.iter().position(|speaker| fold(&speaker.name) == fold(name));
        known.unwrap_or_else(|| {
            self.speakers.push(Speaker { name: name.to_owned(), messages: 0, first_words: String::new() });
            self.speakers.len() - 1
        })
    }

    /// The customer, where the names leave one possibility only.
    fn customer(&self) -> Option<usize> {
        let only = |wanted: &dyn Fn(Option<Author>) -> bool| {
            let mut fitting = self.speakers.iter().enumerate().filter(|(_, speaker)| wanted(role(&speaker.name)));
            let first = fitting.next()?.0;
            fitting.next().is_none().then_some(first)
        };
        only(&|role| role == Some(Author::Customer)).or_else(|| {
            let nobody_says_so = self.speakers.iter().all(|speaker| role(&speaker.name) != Some(Author::Customer));
            only(&|role| role.is_none()).filter(|_| nobody_says_so)
        })
    }

    /// The case, with the whole text as one message of the customer: what looked like names were none.
    ///
    /// # Errors
    /// Never for a draft that [`super::read`] made.
    pub fn as_one_message(&self) -> Result<Ingested, IngestError> {
        // Where no names were found, nobody has decided it yet: say so.
        let notes = if self.turns.is_empty() { vec![Key::IngestNoteNoSpeakers.into()] } else { Vec::new() };
        let whole = Self {
            text: String::new(),
            speakers: vec![Speaker { name: String::new(), messages: 1, first_words: String::new() }],
            turns: vec![Turn { speaker: Some(0), at: None, text: self.text.clone() }],
            notes,
            channel: Channel::Email,
            earliest: self.today.midnight().assume_utc(),
            today: self.today,
        };
        whole.with_customer(0)
    }

    /// The case, with the speaker of that index as the customer and everyone else as staff.
    ///
    /// # Errors
    /// When there is no speaker of that index.
    pub fn with_customer(&self, index: usize) -> Result<Ingested, IngestError> {
        let customer = self.speakers.get(index).ok_or(IngestError::Speaker { index, speakers: self.speakers.len() })?;
        let number = self.number();
        let mut builder = Builder::new(SourceKind::Paste, "paste".to_owned(), number.clone(), self.earliest);
        builder.notes.clone_from(&self.notes);
        // A word for a role is no name, and the person behind it is known by this thread only.
        if !customer.name.is_empty() && role(&customer.name).is_none() {
            builder.case.customer.id = fold(&customer.name);
            builder.case.customer.name = Some(customer.name.clone());
        }
        for (at, turn) in self.turns.iter().enumerate() {
            let author = match turn.speaker {
                Some(speaker) if speaker == index => Author::Customer,
                Some(speaker) => match self.speakers.get(speaker).and_then(|speaker| role(&speaker.name)) {
                    Some(Author::System) => Author::System,
                    _ => Author::Staff,
                },
                None => Author::System,
            };
            builder.push(Found {
                id: format!("{number}-{}", at + 1),
                at: turn.at,
                author,
                channel: self.channel,
                audience: Audience::Private,
                text: turn.text.clone(),
                by: None,
            });
        }
        builder.finish()
    }

    /// A number for the thread, the same whenever it is pasted again, also after it has grown: from its first message.
    fn number(&self) -> String {
        let mut hash = Sha256::new();
        if let Some(first) = self.turns.first() {
            let name = first.speaker.and_then(|index| self.speakers.get(index)).map_or("", |speaker| &speaker.name);
            hash.update(name.as_bytes());
            hash.update([0]);
            hash.update(first.text.trim().as_bytes());
        }
        hash.finalize().iter().take(5).fold("paste-".to_owned(), |mut number, byte| {
            for digit in [byte >> 4, byte & 15] {
                number.push(char::from_digit(u32::from(digit), 16).unwrap_or_default());
            }
            number
        })
    }
}

#[cfg(test)]
mod tests;
