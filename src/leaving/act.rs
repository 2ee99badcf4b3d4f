//! The closed set of acts: everything that a person can do to a case, and the only thing a journal holds.
//!
//! In files an act is an object of one field, its word: `{"step_skipped":{"step":"alternatives","reason":"<hash>"}}`.
//! Only integers, strings, yes and no: the same bytes from every writer.

use super::FreeText;
use super::after::{PartingOutcome, Recognised};
use super::branches::Circumstance;
use super::values::{ContactChannel, ContractFacts, Day, FactValue, FieldValue, Fields, WaitsOn, WishHow};
use crate::advice::Path;
use crate::case::{EventKind, MoneyJson};
use crate::json_shape;
use crate::map::Map;
use crate::signals::Outcome;

json_shape! {
    /// Something that a person did. [`CaseRecord::check`](super::CaseRecord::check) says whether it is allowed now;
    /// [`Journal::append`](super::Journal::append) writes it.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Act {
        /// The case was opened here. Always the first act.
        Opened = "opened" {
            /// The case document (JSON text).
            document: FreeText,
        },
        /// The desk sent newer data. Staff's own edits stay on top of it.
        CaseUpdated = "case_updated" {
            /// The new case document.
            document: FreeText,
        },
        /// Another ticket of the customer is read as part of this case.
        TicketJoined = "ticket_joined" {
            /// Its number.
            ticket: String,
        },
        /// A signal was read wrongly and does not count.
        SignalStruck = "signal_struck" {
            /// The signal's id.
            signal: String,
            /// Why.
            reason: FreeText,
        },
        /// A struck signal counts again.
        SignalRestored = "signal_restored" {
            /// The signal's id.
            signal: String,
        },
        /// Attachment was rated by three short questions.
        AttachmentRated = "attachment_rated" {
            /// Each from 0 (not at all) to 4 (very much); the rating is their sum over 12.
            answers: [u8; 3],
        },
        /// What became of a repair attempt.
        OutcomeSet = "outcome_set" {
            /// The attempt's id.
            attempt: String,
            /// `None` takes an earlier answer back: not known.
            outcome: Option<Outcome>,
        },
        /// Something happened that the desk's data do not have.
        EventAdded = "event_added" {
            /// When, RFC 3339.
            at: String,
            /// What.
            kind: EventKind,
            /// The money in it.
            amount: Option<MoneyJson>,
            /// A remark.
            note: Option<FreeText>,
        },
        /// An account fact was set or, with `None`, taken out.
        FactSet = "fact_set" {
            /// Its name.
            name: String,
            /// Its value.
            value: Option<FactValue>,
        },
        /// Customer and contract: what the law asks first.
        ContractSet = "contract_set" (set: ContractFacts),
        /// Whether the customer wants to leave.
        WishSet = "wish_set" {
            /// They do, or they want to stay.
            wants_to_leave: bool,
            /// How we know.
            how: WishHow,
        },
        /// The customer took the wish to leave back: on a day, in words of theirs, or both.
        WishTakenBack = "wish_taken_back" {
            /// On which day.
            on: Option<Day>,
            /// In which words.
            words: Option<FreeText>,
            /// How we know.
            how: WishHow,
        },
        /// A person, the law or fraud is in it (or not after all): the plan waits while it is set.
        EscalationSet = "escalation_set" {
            /// Whether the case is escalated.
            escalate: bool,
            /// Why.
            reason: FreeText,
        },
        /// Staff choose another path than the advice.
        AdviceOverridden = "advice_overridden" {
            /// The path.
            path: Path,
            /// Why.
            reason: FreeText,
        },
        /// The advice holds again.
        AdviceRestored = "advice_restored" {},
        /// A plan begins, or the same playbook's newer version takes its place (its steps are then to be confirmed again).
        PlanStarted = "plan_started" {
            /// The playbook's id.
            playbook: String,
            /// Its version, to which the case is pinned.
            version: u32,
            /// The path that it follows.
            path: Path,
        },
        /// A step is done.
        StepDone = "step_done" {
            /// The step's id.
            step: String,
            /// Its form.
            fields: Fields,
            /// The letter as it was sent, where the step has one.
            letter: Option<FreeText>,
        },
        /// A step is left out.
        StepSkipped = "step_skipped" {
            /// The step's id.
            step: String,
            /// Why; never empty.
            reason: FreeText,
        },
        /// A done or skipped step is open again.
        StepReopened = "step_reopened" {
            /// The step's id.
            step: String,
        },
        /// A step waits on somebody.
        StepWaiting = "step_waiting" {
            /// The step's id.
            step: String,
            /// On whom: one of the step's `waits_on`.
            on: WaitsOn,
            /// A remark.
            note: Option<FreeText>,
        },
        /// The waiting is over. As earlier versions wrote it; `handed_back` says how it ended.
        StepResumed = "step_resumed" {
            /// The step's id.
            step: String,
        },
        /// What was in other hands is in ours again: a step that waited, or the case that was handed over.
        HandedBack = "handed_back" {
            /// The step; `None` is the case.
            step: Option<String>,
            /// Whether they did it; otherwise it was taken back.
            done: bool,
        },
        /// The customer was asked once whether they would stay. Counts against the budget of the whole case.
        SaveAttemptUsed = "save_attempt_used" {
            /// The step in which it happened.
            step: String,
        },
        /// The customer changed their mind, in either direction. What was typed stays as suggestions, except for proofs,
        /// outcomes and, when they stay, the dates of their notice and withdrawal.
        PlanTurned = "plan_turned" {
            /// The path that ends.
            from: Path,
            /// The path that begins.
            to: Path,
            /// Its playbook's id.
            playbook: String,
            /// Its playbook's version.
            version: u32,
            /// Why.
            reason: FreeText,
        },
        /// What the customer needs from whoever comes next, by criterion, how much each counts, and the order that this
        /// gave; closed words and ids of the providers' catalogue only.
        NeedsSet = "needs_set" {
            /// Criterion and its word.
            needs: Map<String, String>,
        },
        /// A channel was stopped.
        ContactStopped = "contact_stopped" {
            /// Which.
            channel: ContactChannel,
            /// How it can be seen: a list's name, a system's confirmation, "never used".
            evidence: FreeText,
        },
        /// What a clock asked for has been done (possible after closing, too).
        ClockMet = "clock_met" {
            /// The step whose clock it is.
            step: String,
            /// How it can be seen.
            evidence: FreeText,
            /// The rule of the clock; without one, as earlier journals have it, it is the step's first.
            rule: Option<String>,
        },
        /// A clock that was marked as met by mistake runs again.
        ClockReopened = "clock_reopened" {
            /// The step whose clock it is.
            step: String,
            /// The rule of the clock.
            rule: String,
        },
        /// The plan is closed; with steps open this is "close now".
        Closed = "closed" {
            /// Why; needed when anything is open.
            reason: Option<FreeText>,
            /// Ids of the steps left open, in the playbook's order: all of them.
            open: Vec<String>,
        },
        /// A closed plan goes on.
        Reopened = "reopened" {
            /// Why.
            reason: FreeText,
        },
        /// A text was removed; its commitment stays in the chain.
        TextRedacted = "text_redacted" {
            /// The commitment.
            commitment: FreeText,
            /// Why.
            reason: FreeText,
        },
        /// Somebody else goes on with the case.
        HandedOver = "handed_over" {
            /// Who.
            to: FreeText,
            /// A remark for them.
            note: Option<FreeText>,
        },
        /// Something is different about the customer or the case, or is not any more. Its steps enter the plan, as the branches
        /// of that version have them, and leave it again.
        CircumstanceSet = "circumstance_set" {
            /// What.
            circumstance: Circumstance,
            /// Whether it holds.
            holds: bool,
            /// A remark.
            note: Option<FreeText>,
            /// The version of the branches to which it is pinned.
            branches: u32,
        },
        /// The contract turns out to be another one: another playbook of the same path takes over. All that was typed stays as
        /// suggestions; its steps are to be confirmed.
        PlanMoved = "plan_moved" {
            /// Its playbook's id.
            playbook: String,
            /// Its playbook's version.
            version: u32,
            /// Why.
            reason: FreeText,
        },
        /// A message that a system would send by itself was found.
        SendListed = "send_listed" {
            /// What it is called.
            name: FreeText,
            /// When it would go out.
            on: Option<Day>,
        },
        /// It will not be sent.
        SendStopped = "send_stopped" {
            /// Which, counted from 1.
            send: u32,
            /// How it can be seen.
            evidence: FreeText,
        },
        /// What a suppression list keeps so that the objection can be honoured.
        SuppressionKept = "suppression_kept" {
            /// What they are recognised by.
            kept: Recognised,
            /// On which list, in which system.
            place: FreeText,
        },
        /// Nobody may ask them back, for good: no act takes it back.
        WinBackBlocked = "win_back_blocked" {
            /// Where it is blocked, and how that can be seen.
            evidence: FreeText,
        },
        /// What became of the parting; the last word counts.
        OutcomeRecorded = "outcome_recorded" {
            /// What.
            outcome: PartingOutcome,
            /// A remark.
            note: Option<FreeText>,
        },
        /// They dispute something.
        DisputeOpened = "dispute_opened" {
            /// What.
            about: FreeText,
        },
        /// A dispute is over.
        DisputeEnded = "dispute_ended" {
            /// Which, counted from 1.
            dispute: u32,
            /// How.
            how: FreeText,
        },
        /// When the case's own personal data is to go.
        EraseBySet = "erase_by_set" {
            /// By which day.
            on: Day,
            /// Why then.
            reason: FreeText,
        },
        /// Every text and the case document are gone; the chain stays.
        Erased = "erased" {},
    }
}

impl Act {
    /// The texts of people in it, in the order in which they are sealed. The document of `opened` and `case_updated`
    /// is not among them: it is kept apart.
    pub fn texts_mut(&mut self) -> Vec<&mut FreeText> {
        let mut texts = Vec::new();
        match self {
            Self::SignalStruck { reason, .. }
            | Self::EscalationSet { reason, .. }
            | Self::AdviceOverridden { reason, .. }
            | Self::StepSkipped { reason, .. }
            | Self::PlanTurned { reason, .. }
            | Self::PlanMoved { reason, .. }
            | Self::Reopened { reason }
            | Self::ContactStopped { evidence: reason, .. }
            | Self::ClockMet { evidence: reason, .. }
            | Self::SendListed { name: reason, .. }
            | Self::SendStopped { evidence: reason, .. }
            | Self::SuppressionKept { place: reason, .. }
            | Self::WinBackBlocked { evidence: reason }
            | Self::DisputeOpened { about: reason }
            | Self::DisputeEnded { how: reason, .. }
            | Self::EraseBySet { reason, .. } => texts.push(reason),
            Self::TextRedacted { commitment, reason } => texts.extend([commitment, reason]),
            Self::EventAdded { note, .. }
            | Self::StepWaiting { note, .. }
            | Self::OutcomeRecorded { note, .. }
            | Self::Closed { reason: note, .. } => texts.extend(note),
            Self::WishTakenBack { words: note, .. } | Self::CircumstanceSet { note, .. } => texts.extend(note),
            Self::HandedOver { to, note } => {
                texts.push(to);
                texts.extend(note);
            }
            Self::FactSet { value: Some(FactValue::Text(text)), .. } => texts.push(text),
            Self::StepDone { fields, letter, .. } => {
                for value in fields.values_mut() {
                    if let FieldValue::Text(text) = value {
                        texts.push(text);
                    }
                }
                texts.extend(letter);
            }
            Self::Opened { .. }
            | Self::CaseUpdated { .. }
            | Self::TicketJoined { .. }
            | Self::SignalRestored { .. }
            | Self::AttachmentRated { .. }
            | Self::OutcomeSet { .. }
            | Self::FactSet { .. }
            | Self::ContractSet(_)
            | Self::WishSet { .. }
            | Self::AdviceRestored {}
            | Self::PlanStarted { .. }
            | Self::StepReopened { .. }
            | Self::ClockReopened { .. }
            | Self::StepResumed { .. }
            | Self::HandedBack { .. }
            | Self::SaveAttemptUsed { .. }
            | Self::NeedsSet { .. }
            | Self::Erased {} => {}
        }
        texts
    }

    /// The step that it is about, where it is about one.
    #[must_use]
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::StepDone { step, .. }
            | Self::StepSkipped { step, .. }
            | Self::StepReopened { step }
            | Self::StepWaiting { step, .. }
            | Self::StepResumed { step }
            | Self::SaveAttemptUsed { step }
            | Self::ClockMet { step, .. }
            | Self::ClockReopened { step, .. } => Some(step),
            Self::HandedBack { step, .. } => step.as_deref(),
            _ => None,
        }
    }

    /// The commitment to the case document, where this act binds one.
    #[must_use]
    pub const fn document(&self) -> Option<&FreeText> {
        match self {
            Self::Opened { document } | Self::CaseUpdated { document } => Some(document),
            _ => None,
        }
    }
}
