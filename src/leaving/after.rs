//! What is left once they have gone: silence that holds, what became of it, disputes, and the end of the case's own
//! personal data. docs/after.md tells why it is so.

use time::{Date, Duration};

use super::FreeText;
use super::act::Act;
use super::act_error::ActError;
use super::clock::ClockState;
use super::plan::PlanView;
use super::record::{CaseRecord, Happened, Ticked};
use super::rules::Actor;
use crate::case::Share;
use crate::risk::{RetaliationBand, retaliation_after};
use crate::vocabulary;

/// Personal data goes so long after the parting is over (design default, no legal period: a company's own retention
/// schedule goes first).
pub const KEEP_DAYS: i64 = 90;

/// ... and never sooner than this after the last clock was due: whoever is asked about it must be able to answer.
pub const AFTER_CLOCK_DAYS: i64 = 30;

vocabulary! {
    /// What became of a parting. That somebody stayed is not among them: nobody is "saved" by a parting.
    PartingOutcome {
        /// They left and stayed away.
        StayedAway = "stayed_away",
        /// They came back, and nobody had asked them to.
        CameBack = "came_back",
        /// They dispute something.
        Dispute = "dispute",
        /// They complained to an authority.
        Authority = "authority",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What a suppression list keeps to recognise somebody by: no more than honours the objection.
    Recognised {
        /// The e-mail address.
        Email = "email",
        /// The telephone number.
        Phone = "phone",
        /// The postal address.
        Post = "post",
        /// The customer's number.
        Number = "number",
        /// A hash of one of these.
        Hash = "hash",
    }
}

/// A message that a system would have sent by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Send {
    /// What it is called.
    pub name: FreeText,
    /// When it would go out; unknown for a series.
    pub on: Option<Date>,
    /// How it was stopped.
    pub stopped: Option<Ticked>,
}

/// What is kept so that the objection can be honoured (GDPR Art. 21(3)) once all else is erased (Art. 17(3)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// What is kept.
    pub kept: Recognised,
    /// On which list, in which system.
    pub place: FreeText,
    /// Since when.
    pub on: Date,
}

/// Something that they dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// About what.
    pub about: FreeText,
    /// Since when.
    pub on: Date,
    /// How it ended.
    pub ended: Option<Ticked>,
}

/// What is recorded beside and after the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// Scheduled sends, as they were listed; numbered from 1.
    pub sends: Vec<Send>,
    /// What the suppression list keeps.
    pub suppression: Option<Suppression>,
    /// Nobody may ever ask them back: when, by whom and where it is blocked. No act takes it back.
    pub blocked: Option<Ticked>,
    /// What became of it, as last recorded, and when.
    pub outcome: Option<(PartingOutcome, Option<FreeText>, Date)>,
    /// Disputes, numbered from 1.
    pub disputes: Vec<Dispute>,
    /// The day on which the case's personal data goes, where staff set one; and why.
    pub erase_by: Option<(Date, FreeText)>,
    /// The day on which it went.
    pub erased: Option<Date>,
}

/// The place of what is numbered from 1.
fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

impl After {
    /// Whether a dispute is open.
    #[must_use]
    pub fn in_dispute(&self) -> bool {
        self.disputes.iter().any(|dispute| dispute.ended.is_none())
    }

    /// Takes an act in; others are passed over.
    pub(super) fn act(&mut self, act: &Act, happened: &Happened) {
        let on = happened.on;
        let ticked = |evidence: &FreeText| Ticked { on, by: happened.by.clone(), evidence: evidence.clone() };
        match act {
            Act::SendListed { name, on } => {
                self.sends.push(Send { name: name.clone(), on: on.map(|day| day.0), stopped: None });
            }
            Act::SendStopped { send, evidence } => {
                if let Some(send) = place(*send).and_then(|place| self.sends.get_mut(place)) {
                    send.stopped = Some(ticked(evidence));
                }
            }
            Act::SuppressionKept { kept, place } => {
                self.suppression = Some(Suppression { kept: *kept, place: place.clone(), on });
            }
            // The first day counts, whatever a journal says twice.
            Act::WinBackBlocked { evidence } => self.blocked = self.blocked.take().or_else(|| Some(ticked(evidence))),
            Act::OutcomeRecorded { outcome, note } => self.outcome = Some((*outcome, note.clone(), on)),
            Act::DisputeOpened { about } => self.disputes.push(Dispute { about: about.clone(), on, ended: None }),
            Act::DisputeEnded { dispute, how } => {
                if let Some(dispute) = place(*dispute).and_then(|place| self.disputes.get_mut(place)) {
                    dispute.ended = Some(ticked(how));
                }
            }
            Act::EraseBySet { on, reason } => self.erase_by = Some((on.0, reason.clone())),
            Act::Erased {} => self.erased = Some(on),
            _ => {}
        }
    }
}

impl CaseRecord {
    /// Whether one of the acts of [`After`] is allowed now.
    pub(super) fn check_after(&self, act: &Act, today: Date) -> Result<(), ActError> {
        let open = |allowed: bool, what: &str| if allowed { Ok(()) } else { Err(ActError::NotSo(what.to_owned())) };
        match act {
            Act::SendStopped { send, .. } => {
                let send = place(*send).and_then(|place| self.after.sends.get(place));
                open(send.is_some_and(|send| send.stopped.is_none()), "send")
            }
            Act::WinBackBlocked { .. } => open(self.after.blocked.is_none(), "win_back"),
            Act::DisputeEnded { dispute, .. } => {
                let dispute = place(*dispute).and_then(|place| self.after.disputes.get(place));
                open(dispute.is_some_and(|dispute| dispute.ended.is_none()), "dispute")
            }
            // How a parting ended is known once it has.
            Act::OutcomeRecorded { .. } => open(self.is_over(), "closed"),
            Act::EraseBySet { on, .. } if on.0 < today => {
                Err(ActError::Value { what: "on".to_owned(), given: crate::case::date_text(on.0) })
            }
            // What a dispute needs is kept until it ends (GDPR Art. 17(3)(e)), what a plan needs until it is closed.
            Act::Erased {} if self.after.in_dispute() => Err(ActError::InDispute),
            Act::Erased {} => open(self.plan.as_ref().is_none_or(|plan| plan.closed.is_some()), "closed"),
            _ => Ok(()),
        }
    }

    /// Whether a plan was followed and is closed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.closed.is_some())
    }

    /// The day by which the case's personal data is to go: as staff set it, else as proposed: [`KEEP_DAYS`] after the
    /// closing or the end of the last dispute, [`AFTER_CLOCK_DAYS`] after the last of its clocks was `due`, whichever is
    /// last. None before the plan is closed, while a dispute is open, and once it is gone.
    #[must_use]
    pub fn erase_by(&self, due: Option<Date>) -> Option<Date> {
        let closed = self.plan.as_ref()?.closed.as_ref()?.on;
        if self.after.erased.is_some() || self.after.in_dispute() {
            return None;
        }
        if let Some((on, _)) = &self.after.erase_by {
            return Some(*on);
        }
        let later = |date: Date, days: i64| date.saturating_add(Duration::days(days));
        let ended = self.after.disputes.iter().filter_map(|dispute| dispute.ended.as_ref()).map(|ended| ended.on);
        let over = ended.fold(closed, Date::max);
        Some(later(over, KEEP_DAYS).max(due.map_or(Date::MIN, |due| later(due, AFTER_CLOCK_DAYS))))
    }
}

/// How quiet a parting was. Nothing here counts as a success that somebody stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measures {
    /// From the start of the plan, or its last turn, to its closing.
    pub days_to_close: i64,
    /// The company's clocks that were met on time, late, and that still run.
    pub clocks: (usize, usize, usize),
    /// Messages of staff after the farewell; the target is 0.
    pub contacts: usize,
    /// How often the plan was opened again.
    pub reopened: u32,
    /// Disputes that ended, and all of them.
    pub disputes: (usize, usize),
}

impl Measures {
    /// The measures of a closed plan; `None` while it runs.
    #[must_use]
    pub fn of(record: &CaseRecord, view: &PlanView) -> Option<Self> {
        let (plan, closed) = (record.plan.as_ref()?, view.closed.as_ref()?);
        let mut clocks = (0, 0, 0);
        for clock in view.clocks.iter().filter(|clock| clock.who == Actor::Company && !clock.lasts) {
            match clock.state {
                ClockState::Met { late: 0, .. } => clocks.0 += 1,
                ClockState::Met { .. } => clocks.1 += 1,
                _ => clocks.2 += 1,
            }
        }
        let disputes = &record.after.disputes;
        Some(Self {
            days_to_close: (closed.on - plan.started).whole_days(),
            clocks,
            contacts: view.contacts_after_goodbye,
            reopened: plan.reopened,
            disputes: (disputes.iter().filter(|dispute| dispute.ended.is_some()).count(), disputes.len()),
        })
    }
}

/// How long silence matters most: a hint in whole weeks and bands, of no single person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// Attachment was not rated.
    Unknown,
    /// What may come back was low from the first day.
    Low,
    /// Until this day, so many weeks after the goodbye.
    Until {
        /// The day.
        day: Date,
        /// The weeks.
        weeks: u8,
    },
    /// That day has passed.
    Over,
}

/// The weeks after the exit until the retaliation index falls into the low band: the first whole week with
/// `R e^(-w / tau) < .25`, `tau = 8 (1 + a)`.
#[must_use]
pub fn weeks_of_silence(index: f64, attachment: Share) -> u8 {
    // With a = 1 and R = 1 it is 23 weeks.
    let is_low = |weeks: &u8| {
        RetaliationBand::of(retaliation_after(index, attachment, f64::from(*weeks))) == RetaliationBand::Low
    };
    (0..52).find(is_low).unwrap_or(52)
}

impl Quiet {
    /// How it stands `today`, so long after the `goodbye`.
    #[must_use]
    pub fn new(index: Option<f64>, attachment: Option<Share>, goodbye: Date, today: Date) -> Self {
        let (Some(index), Some(attachment)) = (index, attachment) else { return Self::Unknown };
        match weeks_of_silence(index, attachment) {
            0 => Self::Low,
            weeks => match goodbye.saturating_add(Duration::weeks(weeks.into())) {
                day if today < day => Self::Until { day, weeks },
                _ => Self::Over,
            },
        }
    }
}
