//! What a note in the ticket offers: the same journal, gone further on another machine.

use super::OpenCase;
use crate::case::parse_time;
use crate::ingest::Saved;
use crate::leaving::{Act, Export};
use crate::ui::state::Moment;
use crate::words::{Text, count, say};

/// What a note in the ticket carries, compared with what is here.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// It goes further.
    Newer {
        /// In words.
        text: Text,
        /// What is here was only opened, and gives way.
        replace: bool,
    },
    /// It goes another way; in words. What is here becomes a file if the agent takes it over.
    Apart(Text),
    /// It cannot be read; in words.
    Damaged,
}

/// Whether staff did it; the rest follows from opening the ticket.
const fn is_staffs(act: &Act) -> bool {
    !matches!(act, Act::Opened { .. } | Act::CaseUpdated { .. })
}

impl OpenCase {
    /// Everything that a colleague needs to go on, as an export file; nothing half-typed.
    #[must_use]
    pub fn state(&self) -> String {
        Export::new(&self.journal, super::Drafts::new()).write().unwrap_or_default()
    }

    /// Whether nothing was done here but opening it, which may be on its way to the disk.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        let written = self.pending.as_ref().map_or(&self.journal, |pending| &pending.journal);
        written.entries().len() == 1 && self.queue.is_empty()
    }

    /// Whether an act is on its way to the disk.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.pending.is_some()
    }

    /// What a note in the ticket offers; nothing where all of it is here.
    #[must_use]
    pub fn offer(&self, saved: &Saved, moment: Moment) -> Option<Offer> {
        if saved.export.is_empty() {
            return None;
        }
        let Ok((journal, _)) = Export::import(&saved.export) else { return Some(Offer::Damaged) };
        if journal.case() != self.id().to_string() {
            return None;
        }
        let (mine, theirs) = (self.journal.entries(), journal.entries());
        let common = mine.iter().zip(theirs).take_while(|(one, other)| one.hash == other.hash).count();
        let more =
            theirs.iter().skip(common).filter(|entry| entry.read().is_ok_and(|body| is_staffs(&body.act))).count();
        if more == 0 {
            return None;
        }
        let last = theirs.last().and_then(|entry| entry.read().ok());
        let by = saved.by.clone().or_else(|| last.as_ref().map(|body| body.by.clone())).unwrap_or_default();
        let at = saved.at.or_else(|| last.and_then(|body| parse_time("", &body.at).ok())).unwrap_or(moment.now);
        let on = at.checked_to_offset(moment.now.offset()).unwrap_or(at).date();
        let went_on = self.record.history.iter().skip(common).any(|happened| is_staffs(&happened.act));
        Some(if went_on {
            Offer::Apart(say::host_apart(on, by))
        } else {
            Offer::Newer { text: say::host_offer(count(more), on, by), replace: common < mine.len() }
        })
    }
}
