//! The internal note that a ticket gets: the verdict, where the plan stands, and (as its last line) a state that a
//! colleague's widget on another machine can go on from.

use time::Date;

use crate::advice::Advice;
use crate::ingest::saved;
use crate::leaving::{CaseRecord, PlanView, StepState, waits_on_title};
use crate::words::{Key, Text, count, say};

/// What a person reads in the note, line by line. `head` is the hash of the journal's last entry: standing in the ticket,
/// it proves that the journal was not written anew later.
#[must_use]
pub fn lines(record: &CaseRecord, advice: &Advice, plan: Option<&PlanView>, head: &str, today: Date) -> Vec<Text> {
    let mut lines = vec![say::host_note_head(today), advice.title.clone(), advice.why.clone()];
    if let Some(plan) = plan {
        lines.push(say::host_note_plan(plan.title.clone()));
        for step in &plan.steps {
            let title = step.title.clone();
            lines.push(match &step.state {
                StepState::Done { on, .. } => say::host_note_done(title, *on),
                StepState::Skipped { on, .. } => say::host_note_skipped(title, *on),
                StepState::Waiting { on, .. } => say::host_note_waiting(title, waits_on_title(*on)),
                _ => say::host_note_open(title),
            });
        }
        for clock in plan.open_clocks().filter(|clock| !clock.lasts) {
            lines.push(say::host_note_due(clock.due, clock.title.clone()));
        }
        if let Some(closing) = &plan.closed {
            lines.push(say::host_note_closed(closing.on));
        }
    }
    if let Some(blocked) = &record.after.blocked {
        lines.push(say::after_blocked(blocked.on));
    }
    lines.push(say::host_note_journal(count(record.history.len()), head));
    lines
}

/// The note's last line, and a word on it where the state is too long for a note.
#[must_use]
pub fn state(export: &str) -> (Option<Text>, String) {
    if saved::fits(export) {
        (None, saved::line(Some(export)))
    } else {
        (Some(Key::HostNoteTooLong.into()), saved::line(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Catalogue, PlainFormat};

    #[test]
    fn a_note_begins_alike_in_every_language() {
        for language in Catalogue::languages() {
            let words = Catalogue::shipped(language).unwrap();
            let head = words.text(&say::host_note_head(time::macros::date!(2026 - 11 - 21)), &PlainFormat);
            assert!(head.starts_with(saved::HEAD), "{language}: {head}");
        }
    }
}
