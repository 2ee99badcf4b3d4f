//! Telling the story: recorded events count; where the thread tells more, events are inferred from it.
//!
//! A complaint opens a failure where none is open. A staff message about a repair is an attempt on the open failure; a
//! promise is kept beside it, and is none. A complaint soon after an attempt says that it failed; "it works again" says
//! that it helped; thanks alone and silence say nothing. An inferred event that a recorded one of the same kind already tells is left out.

use time::{Duration, OffsetDateTime};

use super::{
    Attempt, AttemptKind, AttemptOutcome, Corrections, Failure, Heard, HowKnown, Outcome, Story, Thread, Thresholds,
};
use crate::case::{Author, Case, EventKind, ServiceEvent};
use crate::map::Set;
use crate::text::{FindingKind, Voice};

/// The story of a case.
#[must_use]
pub fn tell(case: &Case, thread: &Thread, corrections: &Corrections, thresholds: &Thresholds) -> Story {
    let events: Vec<(&ServiceEvent, String)> = case.events.iter().zip(event_ids(&case.events)).collect();
    let mut teller = Teller { events: &events, thread, corrections, thresholds, story: Story::default() };
    let mut records = events.iter().enumerate().peekable();
    for heard in &thread.messages {
        while let Some((index, (event, id))) = records.next_if(|(_, (event, _))| event.at <= heard.at) {
            teller.recorded(index, event, id.clone());
        }
        match heard.speaker {
            Some(Author::Customer) => teller.customer(heard),
            Some(Author::Staff) => teller.staff(heard),
            _ => {}
        }
    }
    for (index, (event, id)) in records {
        teller.recorded(index, event, id.clone());
    }
    teller.story
}

/// An id for each event, the same in every assessment: `e:<kind>:<unix seconds>`, with `:2` for a second of its kind in
/// the same second.
#[must_use]
pub fn event_ids(events: &[ServiceEvent]) -> Vec<String> {
    let mut taken = Set::new();
    let mut ids = Vec::with_capacity(events.len());
    for event in events {
        let base = format!("e:{}:{}", event.kind.word(), event.at.unix_timestamp());
        let mut id = base.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{base}:{number}");
            number += 1;
        }
        ids.push(id);
    }
    ids
}

struct Teller<'a> {
    events: &'a [(&'a ServiceEvent, String)],
    thread: &'a Thread,
    corrections: &'a Corrections,
    thresholds: &'a Thresholds,
    story: Story,
}

impl Teller<'_> {
    fn recorded(&mut self, index: usize, event: &ServiceEvent, id: String) {
        if self.corrections.struck.contains(&id) {
            return;
        }
        let how = HowKnown::Recorded(index);
        match event.kind {
            EventKind::Failure => self.open(id, event.at, how),
            EventKind::RepairAttempt => self.attempt(id, AttemptKind::Repair, event.at, how),
            EventKind::Promise if self.story.has_open_failure() => {
                self.attempt(id, AttemptKind::Promise, event.at, how);
            }
            EventKind::PromiseKept => {
                let promise = |attempt: &&mut Attempt| attempt.kind == AttemptKind::Promise && is_pending(attempt);
                if let Some(promise) = self.last_attempts().rev().find(promise) {
                    settle(promise, AttemptOutcome::Ok, event.at, how);
                }
            }
            EventKind::RepairFailed => self.recorded_failed(id, event.at, how),
            EventKind::RepairConfirmed => self.recorded_confirmed(id, event.at, how),
            _ => {}
        }
    }

    fn recorded_failed(&mut self, id: String, at: OffsetDateTime, how: HowKnown) {
        let is_repair = |attempt: &&mut Attempt| attempt.kind == AttemptKind::Repair;
        if let Some(pending) = self.last_attempts().rev().filter(is_repair).find(|attempt| is_pending(attempt)) {
            return settle(pending, AttemptOutcome::Failed, at, how);
        }
        // The record of what was already said or told.
        if let Some(last) = self.last_attempts().rev().find(is_repair) {
            match last.outcome_how {
                Some(HowKnown::Staff) if is_said_failed(last) => return,
                Some(HowKnown::Inferred(_)) => {
                    last.outcome_how = Some(how);
                    return;
                }
                _ => {}
            }
        }
        // A failed repair whose attempt nobody recorded.
        self.attempt(id, AttemptKind::Repair, at, how.clone());
        if let Some(implied) = self.last_attempts().next_back().filter(|attempt| is_pending(attempt)) {
            settle(implied, AttemptOutcome::Failed, at, how);
        }
    }

    fn recorded_confirmed(&mut self, id: String, at: OffsetDateTime, how: HowKnown) {
        if self.story.failures.is_empty() {
            self.open(id, at, how.clone());
        }
        self.confirm(at, &how);
    }

    fn customer(&mut self, heard: &Heard) {
        let confirmed = self.thread.find(heard, FindingKind::RepairConfirmed);
        let complains = heard.voice == Voice::Complaint;
        if complains && (confirmed.is_none() || !self.story.has_open_failure()) {
            return self.complaint(heard);
        }
        if !complains && let Some(signal) = confirmed {
            return self.confirm(heard.at, &HowKnown::Inferred(signal.evidence.clone()));
        }
        // "It works again" and a complaint in one message, or thanks alone: a question for staff, never an outcome.
        if (confirmed.is_some() || self.thread.find(heard, FindingKind::Thanks).is_some())
            && let Some(pending) = self.last_attempts().rev().find(|attempt| is_pending(attempt))
        {
            pending.thanked = true;
        }
    }

    fn complaint(&mut self, heard: &Heard) {
        let how = HowKnown::Inferred(heard.evidence.clone());
        let unkept = self.thread.find(heard, FindingKind::UnkeptPromise).is_some();
        let window = Duration::days(i64::from(self.thresholds.repeat_days));
        let mut is_new = !self.story.has_open_failure();
        let pending = |kind| move |attempt: &&mut Attempt| is_pending(attempt) && attempt.kind == kind;
        // A plain complaint says nothing of a promise, which may not be due yet.
        if unkept && let Some(promise) = self.last_attempts().rev().find(pending(AttemptKind::Promise)) {
            settle(promise, AttemptOutcome::Failed, heard.at, how.clone());
        }
        if let Some(repair) = self.last_attempts().rev().find(pending(AttemptKind::Repair)) {
            if heard.at <= repair.at.saturating_add(window) {
                return settle(repair, AttemptOutcome::Failed, heard.at, how);
            }
            // Long after an attempt of which nothing was heard, a complaint is of something new.
            is_new = true;
        }
        if is_new && !self.is_recorded(EventKind::Failure, heard.at) {
            self.open(heard.voice_id.clone(), heard.at, how);
        }
    }

    fn staff(&mut self, heard: &Heard) {
        if !self.story.has_open_failure() {
            return;
        }
        let (signal, kind, event) = match self.thread.find(heard, FindingKind::RepairAttempt) {
            Some(signal) => (signal, AttemptKind::Repair, EventKind::RepairAttempt),
            None => match self.thread.find(heard, FindingKind::Promise) {
                Some(signal) => (signal, AttemptKind::Promise, EventKind::Promise),
                None => return,
            },
        };
        let window = Duration::days(i64::from(self.thresholds.same_event_days));
        let goes_on = self
            .last_attempts()
            .next_back()
            .is_some_and(|last| last.kind == kind && is_pending(last) && heard.at <= last.at.saturating_add(window));
        if !goes_on && !self.is_recorded(event, heard.at) {
            let (id, how) = (signal.id.clone(), HowKnown::Inferred(signal.evidence.clone()));
            self.attempt(id, kind, heard.at, how);
        }
    }

    fn open(&mut self, id: String, opened: OffsetDateTime, how: HowKnown) {
        let failure = Failure { id, opened, how, attempts: Vec::new(), resolved: None, resolved_how: None };
        self.story.failures.push(failure);
    }

    /// An attempt on the latest open failure; where none is open, on one that nobody recorded. What staff say of its
    /// outcome stands from the start.
    fn attempt(&mut self, id: String, kind: AttemptKind, at: OffsetDateTime, how: HowKnown) {
        let mut attempt = Attempt {
            id,
            kind,
            at,
            how,
            outcome: AttemptOutcome::NotKnown,
            outcome_at: None,
            outcome_how: None,
            thanked: false,
        };
        let said = self.corrections.outcomes.get(&attempt.id);
        match said {
            Some(Outcome::Ok) => settle(&mut attempt, AttemptOutcome::Ok, at, HowKnown::Staff),
            Some(Outcome::Failed) => settle(&mut attempt, AttemptOutcome::Failed, at, HowKnown::Staff),
            None => {}
        }
        if !self.story.has_open_failure() {
            self.open(format!("{}:failure", attempt.id), at, attempt.how.clone());
        }
        if let Some(failure) = self.story.failures.iter_mut().rfind(|failure| failure.resolved.is_none()) {
            if said == Some(&Outcome::Ok) && kind == AttemptKind::Repair {
                failure.resolved = Some(at);
                failure.resolved_how = Some(HowKnown::Staff);
            }
            failure.attempts.push(attempt);
        }
    }

    /// It works again: the latest open failure is resolved, and with it its pending attempt. What staff said stands.
    fn confirm(&mut self, at: OffsetDateTime, how: &HowKnown) {
        let Some(failure) = self.story.failures.iter_mut().rfind(|failure| failure.resolved.is_none()) else {
            return;
        };
        if failure.attempts.last().is_some_and(is_said_failed) {
            return;
        }
        if let Some(last) = failure.attempts.iter_mut().rfind(|attempt| is_pending(attempt)) {
            settle(last, AttemptOutcome::Ok, at, how.clone());
        }
        failure.resolved = Some(at);
        failure.resolved_how = Some(how.clone());
    }

    /// The attempts on the latest open failure.
    fn last_attempts(&mut self) -> impl DoubleEndedIterator<Item = &mut Attempt> {
        let failure = self.story.failures.iter_mut().rfind(|failure| failure.resolved.is_none());
        failure.map(|failure| failure.attempts.iter_mut()).unwrap_or_default()
    }

    /// Whether a record of this kind, not struck, tells what happened at `at`.
    fn is_recorded(&self, kind: EventKind, at: OffsetDateTime) -> bool {
        let window = Duration::days(i64::from(self.thresholds.same_event_days));
        self.events.iter().any(|(event, id)| {
            let is_near = event.at <= at.saturating_add(window) && at <= event.at.saturating_add(window);
            event.kind == kind && is_near && !self.corrections.struck.contains(id)
        })
    }
}

fn is_pending(attempt: &Attempt) -> bool {
    attempt.outcome == AttemptOutcome::NotKnown
}

fn is_said_failed(attempt: &Attempt) -> bool {
    attempt.outcome == AttemptOutcome::Failed && attempt.outcome_how == Some(HowKnown::Staff)
}

fn settle(attempt: &mut Attempt, outcome: AttemptOutcome, at: OffsetDateTime, how: HowKnown) {
    attempt.outcome = outcome;
    attempt.outcome_at = Some(at);
    attempt.outcome_how = Some(how);
}

#[cfg(test)]
mod tests;
