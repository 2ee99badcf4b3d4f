//! The parting in words: acts for the log, states of steps and clocks, doubts about rules, why an act was not taken.

use time::Date;

use super::act::Act;
use super::act_error::ActError;
use super::after::{PartingOutcome, Recognised};
use super::branches::Circumstance;
use super::clock::ClockState;
use super::plan::{ClockView, PlanView, StepState};
use super::playbook::{Playbook, StepKind};
use super::rules::{Actor, Clock, Confidence, Coverage, Flag, Unit};
use super::values::{ContactChannel, WaitsOn, WishHow};
use crate::case::ContractKind;
use crate::words::{Key, Text, say};

impl Act {
    /// The act in words. Titles of steps are taken from `playbook`; a step that it does not have is named in general
    /// words.
    #[must_use]
    pub fn text(&self, playbook: Option<&Playbook>) -> Text {
        let title = |id: &String| {
            let step = playbook.and_then(|playbook| playbook.step(id));
            step.map_or_else(|| Key::PlanOtherStep.into(), |step| step.title.text())
        };
        match self {
            Self::Opened { .. } => Key::PlanHistoryOpened.into(),
            Self::CaseUpdated { .. } => Key::PlanHistoryCaseUpdated.into(),
            Self::TicketJoined { ticket } => say::plan_history_ticket_joined(ticket.as_str()),
            Self::SignalStruck { .. } => Key::PlanHistorySignalStruck.into(),
            Self::SignalRestored { .. } => Key::PlanHistorySignalRestored.into(),
            Self::AttachmentRated { .. } => Key::PlanHistoryAttachmentRated.into(),
            Self::OutcomeSet { .. } => Key::PlanHistoryOutcomeSet.into(),
            Self::EventAdded { .. } => Key::PlanHistoryEventAdded.into(),
            Self::FactSet { name, .. } => say::plan_history_fact_set(name.as_str()),
            Self::ContractSet(_) => Key::PlanHistoryContractSet.into(),
            Self::WishSet { wants_to_leave: true, .. } => Key::PlanHistoryWishLeave.into(),
            Self::WishSet { wants_to_leave: false, .. } => Key::PlanHistoryWishStay.into(),
            Self::WishTakenBack { on: Some(on), .. } => say::plan_history_wish_taken_back_on(on.0),
            Self::WishTakenBack { on: None, .. } => Key::PlanHistoryWishTakenBack.into(),
            Self::EscalationSet { escalate: true, .. } => Key::PlanHistoryEscalated.into(),
            Self::EscalationSet { escalate: false, .. } => Key::PlanHistoryEscalationEnded.into(),
            Self::AdviceOverridden { .. } => Key::PlanHistoryAdviceOverridden.into(),
            Self::AdviceRestored {} => Key::PlanHistoryAdviceRestored.into(),
            Self::PlanStarted { .. } => Key::PlanHistoryPlanStarted.into(),
            Self::StepDone { step, .. } => {
                let done = playbook.and_then(|playbook| playbook.step(step));
                match done.filter(|done| done.kind == StepKind::Farewell) {
                    Some(farewell) => say::plan_history_last_message(farewell.title.text()),
                    None => say::plan_history_step_done(title(step)),
                }
            }
            Self::StepSkipped { step, .. } => say::plan_history_step_skipped(title(step)),
            Self::StepReopened { step } => say::plan_history_step_reopened(title(step)),
            Self::StepWaiting { step, on, .. } => say::plan_history_step_waiting(title(step), waits_on_title(*on)),
            Self::StepResumed { step } => say::plan_history_step_resumed(title(step)),
            Self::HandedBack { step: Some(step), done: true } => say::plan_history_step_by_them(title(step)),
            Self::HandedBack { step: Some(step), done: false } => say::plan_history_step_taken_back(title(step)),
            Self::HandedBack { step: None, done: true } => Key::PlanHistoryHandedDone.into(),
            Self::HandedBack { step: None, done: false } => Key::PlanHistoryHandedBack.into(),
            Self::SaveAttemptUsed { .. } => Key::PlanHistorySaveAttemptUsed.into(),
            Self::PlanTurned { .. } => Key::PlanHistoryPlanTurned.into(),
            Self::NeedsSet { .. } => Key::PlanHistoryNeedsSet.into(),
            Self::ContactStopped { channel, .. } => say::plan_history_contact_stopped(channel_title(*channel)),
            Self::ClockMet { step, .. } => say::plan_history_clock_met(title(step)),
            Self::ClockReopened { step, .. } => say::plan_history_clock_reopened(title(step)),
            Self::Closed { .. } => Key::PlanHistoryClosed.into(),
            Self::Reopened { .. } => Key::PlanHistoryReopened.into(),
            Self::TextRedacted { .. } => Key::PlanHistoryTextRedacted.into(),
            Self::HandedOver { .. } => Key::PlanHistoryHandedOver.into(),
            Self::CircumstanceSet { circumstance, holds: true, .. } => {
                say::plan_history_circumstance(circumstance.title())
            }
            Self::CircumstanceSet { circumstance, holds: false, .. } => {
                say::plan_history_circumstance_ended(circumstance.title())
            }
            Self::PlanMoved { .. } => Key::PlanHistoryPlanMoved.into(),
            Self::SendListed { .. } => Key::PlanHistorySendListed.into(),
            Self::SendStopped { .. } => Key::PlanHistorySendStopped.into(),
            Self::SuppressionKept { kept, .. } => say::plan_history_suppression_kept(kept.text()),
            Self::WinBackBlocked { .. } => Key::PlanHistoryWinBackBlocked.into(),
            Self::OutcomeRecorded { outcome, .. } => say::plan_history_outcome_recorded(outcome.text()),
            Self::DisputeOpened { .. } => Key::PlanHistoryDisputeOpened.into(),
            Self::DisputeEnded { .. } => Key::PlanHistoryDisputeEnded.into(),
            Self::EraseBySet { on, .. } => say::plan_history_erase_by_set(on.0),
            Self::Erased {} => Key::PlanHistoryErased.into(),
        }
    }

    /// The words that a person typed to explain it: a reason, an evidence, a remark.
    #[must_use]
    pub const fn said(&self) -> Option<&super::FreeText> {
        match self {
            Self::SignalStruck { reason, .. }
            | Self::EscalationSet { reason, .. }
            | Self::AdviceOverridden { reason, .. }
            | Self::StepSkipped { reason, .. }
            | Self::PlanTurned { reason, .. }
            | Self::PlanMoved { reason, .. }
            | Self::Reopened { reason }
            | Self::TextRedacted { reason, .. }
            | Self::ContactStopped { evidence: reason, .. }
            | Self::ClockMet { evidence: reason, .. }
            | Self::SendListed { name: reason, .. }
            | Self::SendStopped { evidence: reason, .. }
            | Self::SuppressionKept { place: reason, .. }
            | Self::WinBackBlocked { evidence: reason }
            | Self::DisputeOpened { about: reason }
            | Self::DisputeEnded { how: reason, .. }
            | Self::EraseBySet { reason, .. } => Some(reason),
            Self::EventAdded { note, .. }
            | Self::StepWaiting { note, .. }
            | Self::HandedOver { note, .. }
            | Self::WishTakenBack { words: note, .. }
            | Self::CircumstanceSet { note, .. }
            | Self::OutcomeRecorded { note, .. }
            | Self::Closed { reason: note, .. } => note.as_ref(),
            _ => None,
        }
    }
}

impl From<&ActError> for Text {
    /// Why an act was not taken, for the person who tried. What the screen does not offer has one message for all.
    fn from(error: &ActError) -> Self {
        match error {
            ActError::Unmet { .. } => Key::FormUnmet,
            ActError::Locked { .. } => Key::FormLocked,
            ActError::Escalated => Key::FormEscalated,
            ActError::Closed => Key::FormClosed,
            ActError::NoPlan => Key::FormNoPlan,
            ActError::Settled(_) => Key::FormSettled,
            ActError::NotSkippable(_) => Key::FormNotSkippable,
            ActError::Needed { .. } => Key::FormNeeded,
            ActError::Budget => Key::FormNoSaveLeft,
            ActError::NoReason | ActError::Blank => Key::FormNoReason,
            ActError::WishStands => Key::FormWishStands,
            ActError::Value { .. } => Key::FormBadValue,
            ActError::Erased => Key::FormErased,
            ActError::InDispute => Key::FormInDispute,
            ActError::Opening
            | ActError::PlanRuns
            | ActError::Playbook { .. }
            | ActError::NotClosed
            | ActError::UnknownStep(_)
            | ActError::NotSo(_)
            | ActError::Path(_)
            | ActError::OpenList(_)
            | ActError::NoSuchText => Key::FormNotPossible,
        }
        .into()
    }
}

impl PartingOutcome {
    /// The outcome in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::StayedAway => Key::AfterStayedAway,
            Self::CameBack => Key::AfterCameBack,
            Self::Dispute => Key::AfterDispute,
            Self::Authority => Key::AfterAuthority,
            Self::Unknown => Key::AfterUnknown,
        }
        .into()
    }
}

impl Recognised {
    /// What it is, in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Email => Key::AfterKeptEmail,
            Self::Phone => Key::AfterKeptPhone,
            Self::Post => Key::AfterKeptPost,
            Self::Number => Key::AfterKeptNumber,
            Self::Hash => Key::AfterKeptHash,
        }
        .into()
    }
}

/// A channel's name.
#[must_use]
pub fn channel_title(channel: ContactChannel) -> Text {
    match channel {
        ContactChannel::Newsletter => Key::PlanChannelNewsletter,
        ContactChannel::Phone => Key::PlanChannelPhone,
        ContactChannel::Sms => Key::PlanChannelSms,
        ContactChannel::Post => Key::PlanChannelPost,
        ContactChannel::Push => Key::PlanChannelPush,
        ContactChannel::Scheduled => Key::PlanChannelScheduled,
        ContactChannel::Ads => Key::PlanChannelAds,
    }
    .into()
}

/// The name of whom a step waits on.
#[must_use]
pub fn waits_on_title(on: WaitsOn) -> Text {
    match on {
        WaitsOn::Customer => Key::PlanWaitsCustomer,
        WaitsOn::Billing => Key::PlanWaitsBilling,
        WaitsOn::DataProtection => Key::PlanWaitsDataProtection,
        WaitsOn::Logistics => Key::PlanWaitsLogistics,
        WaitsOn::TeamLead => Key::PlanWaitsTeamLead,
        WaitsOn::Technicians => Key::PlanWaitsTechnicians,
        WaitsOn::Marketing => Key::PlanWaitsMarketing,
        WaitsOn::Representative => Key::PlanWaitsRepresentative,
        WaitsOn::NewProvider => Key::PlanWaitsNewProvider,
    }
    .into()
}

impl Circumstance {
    /// What holds, in words.
    #[must_use]
    pub fn title(self) -> Text {
        match self {
            Self::Unreachable => Key::BranchUnreachableTitle,
            Self::Died => Key::BranchDiedTitle,
            Self::Represented => Key::BranchRepresentedTitle,
            Self::DisputesBill => Key::BranchDisputesBillTitle,
            Self::Minor => Key::BranchMinorTitle,
            Self::Vulnerable => Key::BranchVulnerableTitle,
            Self::NoAuthority => Key::BranchNoAuthorityTitle,
        }
        .into()
    }
}

impl WishHow {
    /// How we know, in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::InWriting => Key::PlanHowInWriting,
            Self::ByPhone => Key::PlanHowByPhone,
            Self::InPerson => Key::PlanHowInPerson,
        }
        .into()
    }
}

impl ClockView {
    /// By when it has to be done or was, or until when it lasts.
    #[must_use]
    pub fn day(&self) -> Text {
        match self.state {
            ClockState::Today | ClockState::DueIn(_) if self.lasts => say::ui_clock_until(self.due),
            state => state.day(self.due),
        }
    }
}

impl ClockState {
    /// By when what is `due` has to be done or was.
    #[must_use]
    pub fn day(self, due: Date) -> Text {
        match self {
            Self::Over => say::ui_clock_over(due),
            Self::Today => Key::UiDueToday.into(),
            Self::DueIn(_) => say::ui_due_in(due),
            Self::Overdue(_) => say::ui_overdue(due),
            Self::Met { on, late: 0 } => say::ui_clock_met(on),
            Self::Met { on, late } => say::ui_clock_met_late(late.into(), on),
        }
    }

    /// The state in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::DueIn(days) => say::plan_clock_due_in(days.into()),
            Self::Today => Key::PlanClockToday.into(),
            Self::Overdue(days) => say::plan_clock_overdue(days.into()),
            Self::Met { on, late: 0 } => say::plan_clock_met(on),
            Self::Met { on, late } => say::plan_clock_met_late(late.into(), on),
            Self::Over => Key::PlanClockOver.into(),
        }
    }
}

impl StepState {
    /// The state in words; `view` is the plan that the step is of.
    #[must_use]
    pub fn text(&self, view: &PlanView) -> Text {
        match self {
            Self::Current => Key::PlanStateCurrent.into(),
            Self::Open => Key::PlanStateOpen.into(),
            Self::Locked { by } => {
                let titles = by.iter().filter_map(|place| view.steps.get(*place)).map(|step| step.title.clone());
                say::plan_state_locked(titles.collect())
            }
            Self::Waiting { on, since, .. } => say::plan_state_waiting(waits_on_title(*on), *since),
            Self::Done { on, .. } => say::plan_state_done(*on),
            Self::Skipped { on, .. } => say::plan_state_skipped(*on),
        }
    }
}

impl Confidence {
    /// How sure we are of a rule, in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::High => Key::RuleConfidenceHigh,
            Self::Medium => Key::RuleConfidenceMedium,
            Self::Low => Key::RuleConfidenceLow,
        }
        .into()
    }
}

impl Coverage {
    /// Whom a rule covers, in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Consumer => Key::RuleCoversConsumer,
            Self::Business => Key::RuleCoversBusiness,
            Self::Both => Key::RuleCoversBoth,
        }
        .into()
    }
}

impl ContractKind {
    /// The kind of contract in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Subscription => Key::RuleContractSubscription,
            Self::Goods => Key::RuleContractGoods,
            Self::Telecom => Key::RuleContractTelecom,
            Self::Energy => Key::RuleContractEnergy,
            Self::BusinessSoftware => Key::RuleContractBusinessSoftware,
            Self::Other => Key::RuleContractOther,
        }
        .into()
    }
}

impl Actor {
    /// Who must act, in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Company => Key::RuleWhoCompany,
            Self::Customer => Key::RuleWhoCustomer,
        }
        .into()
    }
}

impl Clock {
    /// How long there is, in words.
    #[must_use]
    pub fn text(self) -> Text {
        let n = self.n.into();
        match self.unit {
            Unit::AtOnce => Key::RuleClockAtOnce.into(),
            Unit::Hours => say::rule_clock_hours(n),
            Unit::Days => say::rule_clock_days(n),
            Unit::WorkingDays => say::rule_clock_working_days(n),
            Unit::Months => say::rule_clock_months(n),
        }
    }
}

impl Flag {
    /// The doubt in words.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::Stale => Key::RuleFlagStale,
            Self::NotInForce => Key::RuleFlagNotInForce,
            Self::LowConfidence => Key::RuleFlagLowConfidence,
            Self::CoverageUnknown => Key::RuleFlagCoverageUnknown,
            Self::JurisdictionUnknown => Key::RuleFlagJurisdictionUnknown,
            Self::House => Key::RuleFlagHouse,
            Self::ContractUnknown => Key::RuleFlagContractUnknown,
            Self::HolidaysUnknown => Key::RuleFlagHolidaysUnknown,
            Self::HolidaysRegional => Key::RuleFlagHolidaysRegional,
        }
        .into()
    }
}
