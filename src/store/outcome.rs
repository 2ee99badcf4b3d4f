//! What the store decides to write, once it has seen what is there.

use super::transaction::{Found, Key, Query, Table, Write, encode};
use super::{CaseRow, Change, Document, Draft, SealedText, StoreError, Stored};
use crate::json::{JsonError, Rule};
use crate::leaving::Entry;

/// What a transaction decides to do, and what other tabs hear of it.
#[derive(Default)]
pub(super) struct Outcome {
    pub writes: Vec<Write>,
    pub changes: Vec<Change>,
}

impl Outcome {
    /// Writes a row, with entries that must not be there yet and their texts, on top of `known` entries or as a new case.
    pub fn write(
        &mut self,
        row: &CaseRow,
        entries: &[Entry],
        texts: &[SealedText],
        known: Option<u32>,
    ) -> Result<u32, StoreError> {
        let name = &row.name;
        let mut count = known.unwrap_or_default();
        for entry in entries {
            self.writes.push(Write::Add(Table::Entries, Key::nth(name, count), encode(Table::Entries, entry)?));
            count = count.saturating_add(1);
        }
        for text in texts {
            // Only a redaction may replace a text, so that nothing redacted ever comes back.
            let write = if text.text.is_none() { Write::Put } else { Write::Add };
            self.writes.push(write(Table::Texts, Key::named(name, &text.commitment), encode(Table::Texts, text)?));
        }
        let value = encode(Table::Cases, &CaseRow { entries: count, ..row.clone() })?;
        let write = if known.is_none() { Write::Add } else { Write::Put };
        self.writes.push(write(Table::Cases, Key::case(name), value));
        self.changes.push(Change { case: name.clone(), entries: count });
        Ok(count)
    }

    pub fn draft(&mut self, case: &str, draft: &Draft) -> Result<(), StoreError> {
        let key = Key::named(case, &draft.field);
        self.writes.push(Write::Put(Table::Drafts, key, encode(Table::Drafts, draft)?));
        Ok(())
    }

    pub fn document(&mut self, name: &str, document: &Document) -> Result<(), StoreError> {
        let key = Key::named(name, name);
        self.writes.push(Write::Put(Table::Drafts, key, encode(Table::Drafts, document)?));
        self.changes.push(Change { case: name.to_owned(), entries: document.revision });
        Ok(())
    }

    pub fn forget_draft(&mut self, case: &str, field: &str) {
        self.writes.push(Write::Remove(Query::one(Table::Drafts, Key::named(case, field))));
    }

    pub fn clear(&mut self, case: &str) {
        self.writes.extend(Table::ALL.map(|table| Write::Remove(Query::case(table, case))));
    }

    /// As [`clear`](Self::clear), but what was half-typed stays.
    pub fn make_way(&mut self, case: &str) {
        let tables = [Table::Cases, Table::Entries, Table::Texts];
        self.writes.extend(tables.map(|table| Write::Remove(Query::case(table, case))));
    }

    /// Writes what an imported case has beyond what is stored of it; entries are compared, since each names the one before.
    pub fn import(&mut self, case: &Stored, old: Option<Stored>) -> Result<(), StoreError> {
        let name = &case.row.name;
        if usize::try_from(case.row.entries) != Ok(case.entries.len()) {
            return Err(StoreError::Damaged(JsonError::at(name.as_str(), Rule::Miscounted)));
        }
        let Some(old) = old else {
            self.write(&case.row, &case.entries, &case.texts, None)?;
            return self.drafts(case);
        };
        match (case.entries.strip_prefix(&old.entries[..]), old.entries.strip_prefix(&case.entries[..])) {
            // Rows are not compared: their times may be written at another offset, their status in other words.
            (Some([]), _) if old.row.document == case.row.document && old.texts == case.texts => Ok(()),
            (Some([_, ..]), _) => self.go_on(case, &old),
            (_, Some([_, ..])) => Ok(()),
            _ => Err(StoreError::Exists { name: name.clone() }),
        }
    }

    /// Brings a stored case forward to where `case`, which begins with the same entries, has got meanwhile.
    fn go_on(&mut self, case: &Stored, old: &Stored) -> Result<(), StoreError> {
        // What is stored of a text stays, unless it was redacted since then.
        let is_news = |text: &&SealedText| {
            text.text.is_none() || old.texts.iter().all(|known| known.commitment != text.commitment)
        };
        let texts: Vec<_> = case.texts.iter().filter(is_news).cloned().collect();
        let added = case.entries.get(old.entries.len()..).unwrap_or_default();
        // What was added elsewhere is yet to be seen here.
        let row = CaseRow { seen: old.row.seen, ..case.row.clone() };
        self.write(&row, added, &texts, Some(old.row.entries))?;
        self.drafts(case)
    }

    fn drafts(&mut self, case: &Stored) -> Result<(), StoreError> {
        case.drafts.iter().try_for_each(|draft| self.draft(&case.row.name, draft))
    }
}

pub(super) fn everything_of(case: &str) -> Vec<Query> {
    Table::ALL.map(|table| Query::case(table, case)).into()
}

/// What the four queries of [`everything_of`] found.
pub(super) fn stored(found: &mut Found) -> Result<Option<Stored>, StoreError> {
    let (row, entries, texts, drafts) = (found.one()?, found.all()?, found.all()?, found.all()?);
    Ok(row.map(|row| Stored { row, entries, texts, drafts }))
}

#[cold]
pub(super) fn missing(name: &str) -> StoreError {
    StoreError::Missing { name: name.to_owned() }
}
