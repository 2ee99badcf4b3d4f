//! The case between screen and storage: how it is begun, loaded, written, caught up with.

use time::Date;

use super::since::Since;
use super::{OpenCase, Pending};
use crate::case::{Case, date_text, time_text};
use crate::json;
use crate::leaving::rules::Actor;
use crate::leaving::{CaseRecord, FoldError, Happened, Journal, Kept, PlanView, Stamp, Texts, bare};
use crate::order;
use crate::store::{CaseRow, Draft, RowClock, SealedText, Stored};
use crate::ui::route::{Pane, Route};
use crate::ui::state::form::Drafts;
use crate::ui::state::{Append, Carried, Effect, Library, Moment};
use crate::words::{Key, Text, say};

impl OpenCase {
    /// The case of a stored row, as the desk gave it; `None` when it cannot be read.
    #[must_use]
    pub fn document(stored: &Stored) -> Option<Case> {
        let kept: Kept = json::parse(&stored.row.document).ok()?;
        let case = if kept.redacted { bare(&stored.row.name) } else { Case::parse(&kept.text) };
        case.ok()
    }

    /// Opens a stored case.
    ///
    /// # Errors
    /// Names the first entry that does not hold.
    pub fn load(stored: Stored, notes: Vec<Text>, library: &Library, today: Date) -> Result<Self, Text> {
        let drafts = stored.drafts.into_iter().map(|draft| (draft.field, draft.text)).collect();
        let document: Kept = json::parse(&stored.row.document).map_err(|_| unreadable())?;
        let texts = Texts(stored.texts.into_iter().map(kept).collect());
        let journal = Journal::restore(document, stored.entries.clone(), texts)
            .map_err(|bad| say::case_tampered(bad.text(&stored.entries, &library.playbooks)))?;
        let record = fold(&journal).map_err(|_| unreadable())?;
        let mut open = Self::of(record, &library.reader, today);
        open.drafts = drafts;
        open.opened_at = stored.row.opened_at;
        open.since = Since::new(stored.row.seen, &open.record);
        open.notes = notes;
        open.kept = journal.entries().len();
        open.journal = journal;
        Ok(open)
    }

    /// The journal begins, with the case as its document.
    pub(super) fn begin(&mut self, by: &str, moment: Moment) -> Vec<Effect> {
        let stamp = stamp(by, moment);
        let journal = json::write(&self.record.case.to_json()).ok().and_then(|text| Journal::open(&text, &stamp).ok());
        let Some(journal) = journal else { return self.refuse(Key::FormNotWritten.into()) };
        let Ok(record) = fold(&journal) else { return self.refuse(Key::FormNotWritten.into()) };
        self.journal = journal.clone();
        self.record = record.clone();
        self.opened_at = stamp.at;
        let append = self.append(&journal, &record, Vec::new(), &Library::default(), moment);
        self.pending = Some(Pending { journal, record, spent: Vec::new(), focus: None, action: None });
        vec![append]
    }

    /// Whether an act that makes the journal so long is on its way to the disk.
    #[must_use]
    pub fn awaits(&self, case: &str, entries: u32) -> bool {
        let length =
            self.pending.as_ref().map_or(self.journal.entries().len(), |pending| pending.journal.entries().len());
        self.id().to_string() == case && u32::try_from(length) == Ok(entries)
    }

    /// The act is on the disk: the screen may say so.
    pub fn saved(&mut self, library: &Library, moment: Moment) -> Vec<Effect> {
        let Some(Pending { journal, record, spent, focus, .. }) = self.pending.take() else { return Vec::new() };
        let was = self.record.plan.as_ref().map(|plan| plan.path);
        self.kept = journal.entries().len();
        self.journal = journal;
        self.record = record;
        self.assess(&library.reader, moment.today);
        let mut opener = String::new();
        // Where the keyboard stays, nothing was sent that could be closed.
        if focus.is_some_and(|focus| !focus.starts_with(':')) {
            if let Some(panel) = self.panel.take() {
                opener = panel.opener();
            }
            self.step = None;
        }
        for field in spent {
            self.drafts.remove(&field);
            self.touched.remove(&field);
        }
        let turned = self.record.plan.as_ref().map(|plan| plan.path) != was;
        let mut effects = Vec::new();
        if turned && self.pinned(library).is_some() {
            effects.push(Effect::Go(Route::Case { id: self.id().clone(), pane: Pane::Plan }));
        }
        effects.extend(focus.map(|selector| {
            opener.push_str(selector);
            Effect::Focus(opener)
        }));
        effects
    }

    /// The act is not on the disk; what was typed stays.
    pub fn not_saved(&mut self) {
        self.pending = None;
        self.queue.clear();
    }

    /// What is written of `journal` beyond the entries that are on the disk.
    pub(super) fn append(
        &self,
        journal: &Journal,
        record: &CaseRecord,
        spent: Vec<String>,
        library: &Library,
        moment: Moment,
    ) -> Effect {
        let known = self.kept;
        let texts = journal.texts().0.iter().filter(|(key, kept)| self.is_news(key, kept) || known == 0);
        Effect::Append(Carried::new(Append {
            row: seen(row(journal, record, &self.opened_at, &time_text(moment.now)), record, library, moment.today),
            entries: journal.entries().iter().skip(known).cloned().collect(),
            texts: texts.map(|(commitment, kept)| sealed(commitment, kept)).collect(),
            expected: u32::try_from(known).unwrap_or(u32::MAX),
            spent,
        }))
    }

    /// Brings the row in storage up to date, where it is of an earlier version or was taken in from a file: what is owed stands
    /// there.
    #[must_use]
    pub fn refreshed(&self, row: &CaseRow, library: &Library, today: Date) -> Option<Effect> {
        let due = due(&self.record, library, today);
        (due.is_some() && due != row.due).then(|| self.row_only(CaseRow { due, ..row.clone() }))
    }

    /// Whoever works here has seen what others have added.
    pub(super) fn has_seen(&mut self, library: &Library, today: Date) -> Vec<Effect> {
        self.since = None;
        let row = row(&self.journal, &self.record, &self.opened_at, &acted(self.record.history.last()));
        vec![self.row_only(seen(row, &self.record, library, today))]
    }

    fn row_only(&self, row: CaseRow) -> Effect {
        let expected = u32::try_from(self.kept).unwrap_or(u32::MAX);
        Effect::Append(Carried::new(Append {
            row,
            entries: Vec::new(),
            texts: Vec::new(),
            expected,
            spent: Vec::new(),
        }))
    }

    /// An imported journal as it is stored.
    ///
    /// # Errors
    /// Says in words why it cannot be folded.
    pub fn stored(journal: &Journal, drafts: Drafts) -> Result<Stored, Text> {
        let record = fold(journal).map_err(|_| unreadable())?;
        let row = row(journal, &record, &acted(record.history.first()), &acted(record.history.last()));
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
    /// Gives the number of entries that were added. While an act of this tab is on its way, or when it knows all of it,
    /// nothing changes, unless that act was lost. Entries are compared by their hashes: of two journals of one length the
    /// stored one counts.
    pub fn catch_up(&mut self, stored: Stored, act_lost: bool, library: &Library, today: Date) -> i64 {
        let (mine, theirs) = (self.journal.entries(), &stored.entries);
        let common = mine.iter().zip(theirs).take_while(|(one, other)| one.hash == other.hash).count();
        let added = theirs.len() - common;
        if !act_lost && (self.pending.is_some() || added == 0) {
            if self.pending.is_none() && common == mine.len() {
                for Draft { field, text } in stored.drafts {
                    if !self.touched.contains(&field) {
                        self.drafts.insert(field, text);
                    }
                }
            }
            return 0;
        }
        let Ok(mut fresh) = Self::load(stored, std::mem::take(&mut self.notes), library, today) else { return 0 };
        fresh.touched = std::mem::take(&mut self.touched);
        let mut typed = std::mem::take(&mut self.drafts);
        typed.retain(|field, _| fresh.touched.contains(field));
        fresh.drafts.extend(typed);
        fresh.since = fresh.since.or(self.since);
        fresh.asides = self.asides;
        fresh.how_read = self.how_read.take();
        *self = fresh;
        i64::try_from(added).unwrap_or(0)
    }
}

/// What a journal adds up to.
pub(super) fn fold(journal: &Journal) -> Result<CaseRecord, FoldError> {
    CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts())
}

/// What stands in the journal for whoever has given no name.
pub const UNNAMED: &str = "agent";

/// When and by whom something is done.
pub(super) fn stamp(by: &str, moment: Moment) -> Stamp {
    let by = if by.trim().is_empty() { UNNAMED } else { by };
    Stamp { at: time_text(moment.now), by: by.to_owned(), salt: moment.salt }
}

/// The case's row in storage.
fn row(journal: &Journal, record: &CaseRecord, opened_at: &str, updated_at: &str) -> CaseRow {
    let status = match &record.plan {
        _ if record.after.erased.is_some() => Key::StatusErased,
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
        seen: 0,
        due: None,
        entries: u32::try_from(journal.entries().len()).unwrap_or(u32::MAX),
    }
}

/// When an act was done, as rows have it.
fn acted(happened: Option<&Happened>) -> String {
    happened.map(|happened| time_text(happened.at)).unwrap_or_default()
}

/// The row with all of its entries seen, and what is owed today.
fn seen(row: CaseRow, record: &CaseRecord, library: &Library, today: Date) -> CaseRow {
    CaseRow { seen: row.entries, due: due(record, library, today), ..row }
}

/// What is owed to the customer, and the day by which their data goes; `None` where the plan's playbook is not here.
fn due(record: &CaseRecord, library: &Library, today: Date) -> Option<Vec<RowClock>> {
    let Some(plan) = &record.plan else { return Some(Vec::new()) };
    if record.after.erased.is_some() {
        return Some(Vec::new());
    }
    let playbook = library.playbook(&plan.playbook, plan.version)?;
    let view = PlanView::new(record, playbook, &library.packs, today)?;
    let ours = view.open_clocks().filter(|clock| clock.who == Actor::Company && !clock.lasts);
    let clock = |key: Key, on: Date| Some(RowClock { title: key.name_in_files()?.to_owned(), on: date_text(on) });
    let mut due: Vec<RowClock> = ours.filter_map(|shown| clock(shown.title.key, shown.due)).collect();
    let erase = record.erase_by(view.last_due());
    due.extend(erase.and_then(|on| clock(Key::StatusErase, on)));
    order::sort(&mut due, |a, b| a.on < b.on);
    Some(due)
}

fn unreadable() -> Text {
    say::case_tampered(Text::from(Key::PlanTamperUnreadable))
}

fn sealed(commitment: &str, kept: &Kept) -> SealedText {
    let text = (!kept.redacted).then(|| kept.text.clone());
    SealedText { commitment: commitment.to_owned(), salt: kept.salt.clone(), text }
}

fn kept(text: SealedText) -> (String, Kept) {
    let redacted = text.text.is_none();
    (text.commitment, Kept { salt: text.salt, text: text.text.unwrap_or_default(), redacted })
}
