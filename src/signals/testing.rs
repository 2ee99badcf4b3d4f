//! Cases with readings made by hand, for tests.

use time::macros::date;
use time::{Date, Duration, OffsetDateTime, Time};

use super::{Corrections, Story, Thread, Thresholds, tell};
use crate::case::{
    Attachment, Audience, Author, Case, CaseId, Channel, Contract, Customer, CustomerKind, EventKind, Message, RatedBy,
    ServiceEvent, Share,
};
use crate::text::{Finding, FindingKind, Leave, LeaveTarget, LeaveTime, NotRead, Reading, Span, Tone, Voice};

/// Monday of the first week.
pub(crate) const START: Date = date!(2026 - 06 - 01);

/// Noon, so many days after [`START`].
pub(crate) fn day(days: i64) -> OffsetDateTime {
    OffsetDateTime::new_utc(START, Time::MIDNIGHT) + Duration::days(days) + Duration::hours(12)
}

/// A case and its readings.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) case: Case,
    pub(crate) readings: Vec<Reading>,
}

pub(crate) fn made() -> Made {
    let customer = Customer {
        id: "C-1".to_owned(),
        name: None,
        kind: CustomerKind::Unknown,
        jurisdiction: None,
        language: None,
        since: None,
        attachment: None,
        facts: crate::map::Map::new(),
    };
    let id = CaseId { desk: "file".to_owned(), ticket: "T-1".to_owned() };
    let (messages, events, tags, tickets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Made {
        case: Case { id, customer, contract: Contract::default(), messages, events, tags, tickets },
        readings: Vec::new(),
    }
}

impl Made {
    /// Adds a private message; `findings` name the phrases as they stand in the text.
    pub(crate) fn said(
        mut self,
        days: i64,
        author: Author,
        voice: Voice,
        text: &str,
        findings: &[(FindingKind, &str)],
    ) -> Self {
        self.case.messages.push(Message {
            id: (self.case.messages.len() + 1).to_string(),
            at: day(days),
            author,
            channel: Channel::Email,
            audience: Audience::Private,
            text: text.to_owned(),
        });
        let finding = |(kind, phrase): &(FindingKind, &str)| {
            let start = text.find(phrase).unwrap();
            let leave = (*kind == FindingKind::WishToLeave).then_some(Leave::NOW);
            Finding { kind: *kind, span: Span { start, end: start + phrase.len() }, leave }
        };
        self.readings.push(Reading {
            language: None,
            language_confidence: Share::ONE,
            not_read: None,
            asides: Vec::new(),
            tone: Tone { negative: 0.0, neutral: 1.0, positive: 0.0 },
            voice,
            arousal: Share::ZERO,
            findings: findings.iter().map(finding).collect(),
        });
        self
    }

    pub(crate) fn complaint(self, days: i64) -> Self {
        self.said(days, Author::Customer, Voice::Complaint, "It does not work", &[(FindingKind::Complaint, "not work")])
    }

    pub(crate) fn repair(self, days: i64) -> Self {
        self.said(days, Author::Staff, Voice::Neutral, "We credited you", &[(FindingKind::RepairAttempt, "credited")])
    }

    pub(crate) fn promise(self, days: i64) -> Self {
        self.said(days, Author::Staff, Voice::Neutral, "We will call you", &[(FindingKind::Promise, "will call")])
    }

    pub(crate) fn works_again(self, days: i64) -> Self {
        let works = &[(FindingKind::RepairConfirmed, "works again")];
        self.said(days, Author::Customer, Voice::Compliment, "It works again", works)
    }

    pub(crate) fn thanks(self, days: i64) -> Self {
        self.said(days, Author::Customer, Voice::Compliment, "Thank you", &[(FindingKind::Thanks, "Thank you")])
    }

    /// The wish to leave of the last message is such a one.
    pub(crate) fn leaving(mut self, target: LeaveTarget, time: LeaveTime) -> Self {
        let last = self.readings.last_mut().unwrap();
        for finding in last.findings.iter_mut().filter(|finding| finding.leave.is_some()) {
            finding.leave = Some(Leave { target, time });
        }
        self
    }

    /// The last message is readable by these.
    pub(crate) fn to(mut self, audience: Audience) -> Self {
        self.case.messages.last_mut().unwrap().audience = audience;
        self
    }

    /// The last message could not be read.
    pub(crate) fn unread(mut self) -> Self {
        let last = self.readings.last_mut().unwrap();
        last.not_read = Some(NotRead::UnknownLanguage);
        last.voice = Voice::Neutral;
        last.findings.clear();
        self
    }

    pub(crate) fn event(mut self, days: i64, kind: EventKind) -> Self {
        self.case.events.push(ServiceEvent { at: day(days), kind, amount: None, note: String::new() });
        self.case.events.sort_by_key(|event| event.at);
        self
    }

    pub(crate) fn attached(mut self, rating: f64) -> Self {
        self.case.customer.attachment = Some(Attachment { rating: Share::new(rating).unwrap(), by: RatedBy::Staff });
        self
    }

    pub(crate) fn since(mut self, since: Date) -> Self {
        self.case.customer.since = Some(since);
        self
    }

    pub(crate) fn thread(&self, corrections: &Corrections) -> Thread {
        Thread::new(&self.case, &self.readings, &corrections.struck)
    }

    pub(crate) fn story(&self, corrections: &Corrections) -> Story {
        tell(&self.case, &self.thread(corrections), corrections, &Thresholds::default())
    }
}
