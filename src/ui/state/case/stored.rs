//! The case between screen and storage: how it is created, loaded, written, joined with another ticket, exported.

use time::Date;

use super::{Drafts, OpenCase, WhatIf, stamp};
use crate::assessment::{Settings, assess};
use crate::case::{Case, time_text};
use crate::ingest::{self, Ingested};
use crate::json;
use crate::leaving::{Act, CaseRecord, Export, FreeText, Journal, Kept, Texts};
use crate::map::Set;
use crate::store::{CaseRow, Draft, SealedText, Stored};
use crate::text::Reader;
use crate::ui::state::{Append, Effect, Library, Moment};
use crate::words::{Key, Text, say};

impl OpenCase {
    /// Opens a case for the first time: its journal begins.
    ///
    /// # Errors
    /// Says in words why the case cannot be written.
    pub fn create(
        case: &Case,
        notes: Vec<Text>,
        reader: &Reader,
        by: &str,
        moment: Moment,
    ) -> Result<(Self, Effect), Text> {
        let broken = |error: &dyn std::fmt::Display| say::ingest_error_top(error.to_string());
        let document = json::write(&case.to_json()).map_err(|error| broken(&error))?;
        let stamp = stamp(by, moment);
        let journal = Journal::open(&document, &stamp).map_err(|error| broken(&error))?;
        let open = Self::fold(journal, Drafts::new(), stamp.at, reader, moment.today);
        let mut open = open.map_err(|error| broken(&error))?;
        open.notes = notes;
        let append = open.append(&open.journal, &open.record, Vec::new(), moment);
        Ok((open, append))
    }

    /// The case of a stored row, as the desk gave it; `None` when it cannot be read.
    #[must_use]
    pub fn document(stored: &Stored) -> Option<Case> {
        let kept: Kept = json::parse(&stored.row.document).ok()?;
        Case::parse(&kept.text).ok()
    }

    /// Opens a stored case.
    ///
    /// # Errors
    /// Names the first entry that does not hold.
    pub fn load(stored: Stored, notes: Vec<Text>, reader: &Reader, today: Date) -> Result<Self, Text> {
        let drafts = stored.drafts.into_iter().map(|draft| (draft.field, draft.text)).collect();
        let document: Kept = json::parse(&stored.row.document).map_err(|error| bad(0, &error))?;
        let texts = Texts(stored.texts.into_iter().map(kept).collect());
        let journal = Journal::restore(document, stored.entries, texts).map_err(|error| bad(error.n, &error.why))?;
        let on_disk = journal.entries().len();
        let open = Self::fold(journal, drafts, stored.row.opened_at, reader, today);
        let mut open = open.map_err(|error| bad(0, &error))?;
        open.notes = notes;
        open.kept = on_disk;
        Ok(open)
    }

    fn fold(
        journal: Journal,
        drafts: Drafts,
        opened_at: String,
        reader: &Reader,
        today: Date,
    ) -> Result<Self, crate::leaving::FoldError> {
        let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts())?;
        let assessment = assess(&record.case, reader, &Settings::default(), &record.corrections, today);
        Ok(Self {
            record,
            assessment,
            drafts,
            touched: Set::new(),
            notes: Vec::new(),
            news: None,
            lit: None,
            panel: None,
            fault: None,
            faults: Vec::new(),
            step: None,
            what_if: WhatIf::default(),
            asides: false,
            journal,
            kept: 0,
            opened_at,
            pending: None,
            queue: Vec::new(),
        })
    }

    /// What is written of `journal` beyond the entries that are on the disk.
    pub(super) fn append(&self, journal: &Journal, record: &CaseRecord, spent: Vec<String>, moment: Moment) -> Effect {
        let known = self.kept;
        let texts = journal.texts().0.iter().filter(|(key, kept)| self.is_news(key, kept) || known == 0);
        Effect::Append(Box::new(Append {
            row: row(journal, record, &self.opened_at, &time_text(moment.now)),
            entries: journal.entries().iter().skip(known).cloned().collect(),
            texts: texts.map(|(commitment, kept)| sealed(commitment, kept)).collect(),
            expected: u32::try_from(known).unwrap_or(u32::MAX),
            spent,
        }))
    }

    /// An imported journal as it is stored.
    ///
    /// # Errors
    /// Says in words why it cannot be folded.
    pub fn stored(journal: &Journal, drafts: Drafts) -> Result<Stored, Text> {
        let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts())
            .map_err(|error| bad(0, &error))?;
        let at = |happened: Option<&crate::leaving::Happened>| {
            happened.map(|happened| time_text(happened.at)).unwrap_or_default()
        };
        let row = row(journal, &record, &at(record.history.first()), &at(record.history.last()));
        Ok(Stored {
            row,
            entries: journal.entries().to_vec(),
            texts: journal.texts().0.iter().map(|(commitment, kept)| sealed(commitment, kept)).collect(),
            drafts: drafts.into_iter().map(|(field, text)| Draft { field, text }).collect(),
        })
    }

    fn is_news(&self, key: &str, kept: &Kept) -> bool {
        self.journal.texts().0.get(key) != Some(kept)
    }

    /// Takes over what another tab has written: entries, and half-typed texts of fields in which nothing was typed here.
    /// Gives the number of entries that were added. While an act of this tab is on its way, or when it knows more,
    /// nothing changes, unless that act was lost.
    pub fn catch_up(&mut self, stored: Stored, act_lost: bool, reader: &Reader, today: Date) -> i64 {
        let before = self.journal.entries().len();
        if !act_lost && (self.pending.is_some() || stored.entries.len() <= before) {
            if self.pending.is_none() && stored.entries.len() == before {
                for Draft { field, text } in stored.drafts {
                    if !self.touched.contains(&field) {
                        self.drafts.insert(field, text);
                    }
                }
            }
            return 0;
        }
        let Ok(mut fresh) = Self::load(stored, std::mem::take(&mut self.notes), reader, today) else { return 0 };
        fresh.touched = std::mem::take(&mut self.touched);
        let mut typed = std::mem::take(&mut self.drafts);
        typed.retain(|field, _| fresh.touched.contains(field));
        fresh.drafts.extend(typed);
        fresh.asides = self.asides;
        *self = fresh;
        i64::try_from(self.journal.entries().len().saturating_sub(before)).unwrap_or(0)
    }

    /// Takes over newer data of the desk, where there are any; `news` then says what is new, or that nothing is.
    pub fn update(&mut self, fresh: &Case, library: &Library, by: &str, moment: Moment) -> Option<Effect> {
        let mut known = Case::parse(&self.journal.document().text).ok()?;
        let mut fresh = fresh.clone();
        if !known.tickets.is_empty() {
            // What other tickets brought stays; of this ticket the desk's newer word counts.
            let before = known.clone();
            known.messages.retain(|message| fresh.messages.iter().all(|newer| newer.id != message.id));
            fresh.merge(known).ok()?;
            known = before;
        }
        if fresh == known {
            let mut read = self.record.history.iter().rev();
            self.news =
                read.find(|happened| happened.act.document().is_some()).map(|last| say::case_nothing_new(last.on));
            return None;
        }
        let document = json::write(&fresh.to_json()).ok()?;
        let act = Act::CaseUpdated { document: FreeText::Typed(document) };
        let append = self.write(vec![act], Vec::new(), None, library, by, moment).into_iter().next()?;
        self.news = Some(news(fresh, &known));
        Some(append)
    }

    /// Reads another ticket of the customer as part of this case; newer data of this very ticket are taken over.
    pub(super) fn join(&mut self, text: Option<&str>, library: &Library, by: &str, moment: Moment) -> Vec<Effect> {
        let read = text.map(|text| ingest::read(text, moment.today));
        let other = match read {
            Some(Ok(Ingested::Case { case, .. })) => *case,
            Some(Err(error)) => return self.refuse((&error).into()),
            _ => return self.refuse(Key::StartUnreadable.into()),
        };
        if other.id == *self.id() {
            return self.update(&other, library, by, moment).into_iter().collect();
        }
        let ticket = other.id.ticket.clone();
        let Ok(mut merged) = Case::parse(&self.journal.document().text) else { return Vec::new() };
        if merged.merge(other).is_err() {
            return self.refuse(Key::CaseOtherCustomer.into());
        }
        let Ok(document) = json::write(&merged.to_json()) else { return Vec::new() };
        self.notes.push(say::case_joined(ticket.as_str()));
        let acts = vec![Act::CaseUpdated { document: FreeText::Typed(document) }, Act::TicketJoined { ticket }];
        self.write(acts, Vec::new(), None, library, by, moment)
    }

    pub(super) fn export(&self) -> Vec<Effect> {
        let Ok(text) = Export::new(&self.journal, self.drafts.clone()).write() else { return Vec::new() };
        let mut name = String::from("clean-break-");
        name.extend(self.id().ticket.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
        name.push_str(".json");
        vec![Effect::Download { name, text }]
    }
}

/// What a case has beyond what was known of it.
fn news(mut fresh: Case, known: &Case) -> Text {
    let all = fresh.messages.len();
    fresh.messages.retain(|message| known.messages.iter().any(|other| other.id == message.id));
    let added = i64::try_from(all - fresh.messages.len()).unwrap_or(i64::MAX);
    match (added, fresh == *known) {
        (0, _) => Key::CaseUpdated.into(),
        (_, true) => say::case_new_messages(added),
        (_, false) => say::case_new_messages_and_more(added),
    }
}

/// The case's row in storage.
fn row(journal: &Journal, record: &CaseRecord, opened_at: &str, updated_at: &str) -> CaseRow {
    let status = match &record.plan {
        None => Key::StatusRead,
        Some(plan) if plan.closed.is_some() => Key::StatusClosed,
        Some(_) => Key::StatusPlan,
    };
    CaseRow {
        name: record.case.id.to_string(),
        document: json::write(journal.document()).unwrap_or_default(),
        label: record.case.customer.name.clone().unwrap_or_else(|| record.case.id.ticket.clone()),
        status: status.name_in_files().unwrap_or_default().to_owned(),
        opened_at: opened_at.to_owned(),
        updated_at: updated_at.to_owned(),
        entries: u32::try_from(journal.entries().len()).unwrap_or(u32::MAX),
    }
}

fn bad(n: u32, why: &dyn std::fmt::Display) -> Text {
    say::case_tampered(i64::from(n), why.to_string())
}

fn sealed(commitment: &str, kept: &Kept) -> SealedText {
    let text = (!kept.redacted).then(|| kept.text.clone());
    SealedText { commitment: commitment.to_owned(), salt: kept.salt.clone(), text }
}

fn kept(text: SealedText) -> (String, Kept) {
    let redacted = text.text.is_none();
    (text.commitment, Kept { salt: text.salt, text: text.text.unwrap_or_default(), redacted })
}
