//! An act in one line, for the log on screen.

use super::act::Act;
use super::plan::{channel_title, waits_on_title};
use super::playbook::Playbook;
use crate::words::{Key, Text, say};

impl Act {
    /// The act in words. Titles of steps are taken from `playbook`; a step that it does not have is named in general
    /// words.
    #[must_use]
    pub fn text(&self, playbook: Option<&Playbook>) -> Text {
        let title = |id: &String| {
            let step = playbook.and_then(|playbook| playbook.step(id));
            step.map_or_else(|| Key::PlanOtherStep.into(), |step| Text::from(step.title.0))
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
            Self::EscalationSet { escalate: true, .. } => Key::PlanHistoryEscalated.into(),
            Self::EscalationSet { escalate: false, .. } => Key::PlanHistoryEscalationEnded.into(),
            Self::AdviceOverridden { .. } => Key::PlanHistoryAdviceOverridden.into(),
            Self::AdviceRestored {} => Key::PlanHistoryAdviceRestored.into(),
            Self::PlanStarted { .. } => Key::PlanHistoryPlanStarted.into(),
            Self::StepDone { step, .. } => say::plan_history_step_done(title(step)),
            Self::StepSkipped { step, .. } => say::plan_history_step_skipped(title(step)),
            Self::StepReopened { step } => say::plan_history_step_reopened(title(step)),
            Self::StepWaiting { step, on, .. } => say::plan_history_step_waiting(title(step), waits_on_title(*on)),
            Self::StepResumed { step } => say::plan_history_step_resumed(title(step)),
            Self::SaveAttemptUsed { .. } => Key::PlanHistorySaveAttemptUsed.into(),
            Self::PlanTurned { .. } => Key::PlanHistoryPlanTurned.into(),
            Self::NeedsSet { .. } => Key::PlanHistoryNeedsSet.into(),
            Self::ContactStopped { channel, .. } => say::plan_history_contact_stopped(channel_title(*channel)),
            Self::ClockMet { step, .. } => say::plan_history_clock_met(title(step)),
            Self::Closed { .. } => Key::PlanHistoryClosed.into(),
            Self::Reopened { .. } => Key::PlanHistoryReopened.into(),
            Self::TextRedacted { .. } => Key::PlanHistoryTextRedacted.into(),
            Self::HandedOver { .. } => Key::PlanHistoryHandedOver.into(),
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
            | Self::Reopened { reason }
            | Self::TextRedacted { reason, .. }
            | Self::ContactStopped { evidence: reason, .. }
            | Self::ClockMet { evidence: reason, .. } => Some(reason),
            Self::EventAdded { note, .. }
            | Self::StepWaiting { note, .. }
            | Self::HandedOver { note, .. }
            | Self::Closed { reason: note, .. } => note.as_ref(),
            _ => None,
        }
    }
}

/// How a newer version of a playbook differs, step by step; empty when its steps are the same.
#[must_use]
pub fn differences(pinned: &Playbook, newer: &Playbook) -> Vec<Text> {
    let mut found = Vec::new();
    for step in &newer.steps {
        match pinned.step(&step.id) {
            None => found.push(say::plan_newer_added(Text::from(step.title.0))),
            Some(old) if old != step => found.push(say::plan_newer_changed(Text::from(step.title.0))),
            Some(_) => {}
        }
    }
    for step in pinned.steps.iter().filter(|step| newer.step(&step.id).is_none()) {
        found.push(say::plan_newer_removed(Text::from(step.title.0)));
    }
    found
}
