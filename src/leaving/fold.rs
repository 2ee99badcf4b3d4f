//! The fold: entry by entry, from the desk's case to the record.

use time::Date;

use super::act::Act;
use super::after::After;
use super::playbook::{EARLIER, OUTCOME, PROOF};
use super::record::{
    CaseRecord, Closing, HIGHEST_ANSWER, Happened, Held, Met, Override, PlanState, StepRecord, StepStatus, Ticked, Wish,
};
use super::values::{ContractFacts, FactValue, FieldValue, Fields, read_money};
use super::{Entry, Texts};
use crate::advice::Path;
use crate::carried::Carried;
use crate::case::{
    Attachment, Case, CaseError, ConcludedBy, ContractKind, CustomerKind, Fact, RatedBy, ServiceEvent, Share,
    jurisdiction_code, parse_date, parse_time,
};
use crate::json::{self, JsonError};
use crate::map::{Map, Set};
use crate::order;
use crate::signals::Corrections;

/// Fields of dates that fall with the wish to leave.
const TAKEN_BACK: [&str; 3] = ["notice_on", "withdrawal_on", "voicemail_on"];

/// Why a journal cannot be folded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// The case document is not a case.
    #[error("the case document: {0}")]
    Document(#[from] CaseError),
    /// An entry cannot be read.
    #[error("entry {n}: {error}")]
    Entry {
        /// Its number, counted from 1.
        n: u32,
        /// What is wrong.
        error: JsonError,
    },
    /// An entry's time is none.
    #[error("entry {n}: {error}")]
    Time {
        /// Its number.
        n: u32,
        /// What is wrong.
        error: CaseError,
    },
}

impl PlanState {
    fn new(playbook: String, version: u32, path: Path, started: Date) -> Self {
        Self { playbook, version, path, started, steps: Map::new(), met: Vec::new(), closed: None, reopened: 0 }
    }

    fn set(&mut self, step: String, status: StepStatus) {
        self.steps.update(step, |record| record.status = status);
    }
}

impl CaseRecord {
    /// Folds a journal: `document` is the case document that its last `opened` or `case_updated` binds; an erased one is
    /// empty, and of the case only its name is left.
    ///
    /// # Errors
    /// See [`FoldError`].
    pub fn fold(document: &str, entries: &[Entry], texts: &Texts) -> Result<Self, FoldError> {
        let named = if document.is_empty() { entries.first().and_then(|entry| entry.read().ok()) } else { None };
        let mut record = Self::new(match named {
            Some(body) => bare(&body.case)?,
            None => Case::parse(document)?,
        });
        for entry in entries {
            record.apply(entry, texts)?;
        }
        Ok(record)
    }

    /// A record before its first act.
    #[must_use]
    pub const fn new(case: Case) -> Self {
        Self {
            case,
            corrections: Corrections { struck: Set::new(), outcomes: Map::new(), wish: None, escalate: None },
            overridden: None,
            wish: None,
            needs: Map::new(),
            contact: Map::new(),
            handed_over: None,
            circumstances: Map::new(),
            saves_used: 0,
            plan: None,
            after: After {
                sends: Vec::new(),
                suppression: None,
                blocked: None,
                outcome: None,
                disputes: Vec::new(),
                erase_by: None,
                erased: None,
            },
            history: Vec::new(),
        }
    }

    /// Adds one entry.
    ///
    /// # Errors
    /// When the entry cannot be read; the record is then as it was.
    pub fn apply(&mut self, entry: &Entry, texts: &Texts) -> Result<(), FoldError> {
        let n = u32::try_from(self.history.len()).unwrap_or(u32::MAX).saturating_add(1);
        let body = entry.read().map_err(|error| FoldError::Entry { n, error })?;
        let at = parse_time("at", &body.at).map_err(|error| FoldError::Time { n: body.n, error })?;
        // RFC 3339 begins with the civil date at its own offset.
        let local = body.at.get(..10).unwrap_or_default();
        let on = parse_date("at", local).map_err(|error| FoldError::Time { n: body.n, error })?;
        let happened = Happened { n: body.n, at, on, by: body.by, act: Carried::new(body.act) };
        self.act(&happened, texts);
        self.after.act(&happened.act, &happened);
        self.history.push(happened);
        Ok(())
    }

    fn act(&mut self, happened: &Happened, texts: &Texts) {
        let on = happened.on;
        match (*happened.act).clone() {
            Act::Opened { .. } | Act::CaseUpdated { .. } | Act::TextRedacted { .. } => {}
            Act::HandedOver { to, note } => self.handed_over = Some((to, note)),
            Act::TicketJoined { ticket } => {
                if ticket != self.case.id.ticket && !self.case.tickets.contains(&ticket) {
                    self.case.tickets.push(ticket);
                }
            }
            Act::SignalStruck { signal, .. } => {
                self.corrections.struck.insert(signal);
            }
            Act::SignalRestored { signal } => {
                self.corrections.struck.remove(&signal);
            }
            Act::AttachmentRated { answers } => self.case.customer.attachment = rating(answers),
            Act::OutcomeSet { attempt, outcome: Some(outcome) } => {
                self.corrections.outcomes.insert(attempt, outcome);
            }
            Act::OutcomeSet { attempt, outcome: None } => {
                self.corrections.outcomes.remove(&attempt);
            }
            Act::EventAdded { at, kind, amount, note } => {
                if let Ok(at) = parse_time("at", &at) {
                    let note = note.and_then(|note| texts.get(&note).map(str::to_owned)).unwrap_or_default();
                    let amount = amount.as_ref().and_then(read_money);
                    self.case.events.push(ServiceEvent { at, kind, amount, note });
                    order::sort(&mut self.case.events, |a, b| a.at < b.at);
                }
            }
            Act::FactSet { name, value } => self.set_fact(name, value, texts),
            Act::ContractSet(facts) => self.set_contract(facts),
            Act::WishSet { wants_to_leave, how } => {
                self.corrections.wish = Some(wants_to_leave);
                self.wish = Some(Wish { wants_to_leave, how, on });
            }
            Act::WishTakenBack { on: day, how, .. } => {
                self.corrections.wish = Some(false);
                self.wish = Some(Wish { wants_to_leave: false, how, on: day.map_or(on, |day| day.0) });
            }
            Act::HandedBack { step: None, .. } => self.handed_over = None,
            Act::EscalationSet { escalate, .. } => self.corrections.escalate = Some(escalate),
            Act::AdviceOverridden { path, reason } => self.overridden = Some(Override { path, reason }),
            Act::AdviceRestored {} => self.overridden = None,
            Act::NeedsSet { needs } => self.needs = needs,
            Act::ContactStopped { channel, evidence } => {
                self.contact.insert(channel, Ticked { on, by: happened.by.clone(), evidence });
            }
            Act::SaveAttemptUsed { .. } => self.saves_used = self.saves_used.saturating_add(1),
            Act::PlanStarted { playbook, version, path } | Act::PlanTurned { playbook, version, to: path, .. } => {
                self.start(PlanState::new(playbook, version, path, on), false);
            }
            Act::PlanMoved { playbook, version, .. } => {
                if let Some(path) = self.plan.as_ref().map(|plan| plan.path) {
                    self.start(PlanState::new(playbook, version, path, on), true);
                }
            }
            Act::CircumstanceSet { circumstance, holds: true, note, branches } => {
                self.circumstances.insert(circumstance, Held { on, by: happened.by.clone(), note, branches });
            }
            Act::CircumstanceSet { circumstance, holds: false, .. } => {
                self.circumstances.remove(&circumstance);
            }
            act => self.act_on_plan(act, happened),
        }
    }

    /// A plan that takes another's place keeps what was typed, as suggestions, and nothing as done. Proofs and outcomes
    /// are not kept: a cancellation that was proved before the customer stayed proves nothing after it. Nor is, once
    /// they stay, the date of a notice that was taken back: clocks count from it. A plan that only moves to another
    /// playbook keeps all of it.
    fn start(&mut self, mut plan: PlanState, moves: bool) {
        let stays = self.wish.is_some_and(|wish| !wish.wants_to_leave);
        if let Some(earlier) = self.plan.take() {
            plan.steps = earlier.steps;
            plan.met = earlier.met;
            plan.reopened = earlier.reopened;
            for record in plan.steps.values_mut() {
                record.status = StepStatus::Open;
                record.fields.retain(|id, _| {
                    let id = id.as_str();
                    moves
                        || !(PROOF.contains(&id)
                            || [EARLIER, OUTCOME].contains(&id)
                            || stays && TAKEN_BACK.contains(&id))
                });
            }
        }
        self.plan = Some(plan);
    }

    fn act_on_plan(&mut self, act: Act, happened: &Happened) {
        let (on, by) = (happened.on, happened.by.clone());
        let Some(plan) = &mut self.plan else {
            return;
        };
        match act {
            Act::StepDone { step, fields, letter } => {
                fill_in(&mut self.case, &fields);
                plan.steps
                    .insert(step, StepRecord { status: StepStatus::Done { at: happened.at, on, by }, fields, letter });
            }
            Act::StepSkipped { step, reason } => plan.set(step, StepStatus::Skipped { on, by, reason }),
            Act::StepReopened { step } | Act::StepResumed { step } | Act::HandedBack { step: Some(step), .. } => {
                plan.set(step, StepStatus::Open)
            }
            Act::StepWaiting { step, on: whom, note } => {
                plan.set(step, StepStatus::Waiting { since: on, on: whom, note });
            }
            Act::ClockMet { step, evidence, rule } => {
                plan.met.push(Met { step, rule, ticked: Some(Ticked { on, by, evidence }) });
            }
            Act::ClockReopened { step, rule } => plan.met.push(Met { step, rule: Some(rule), ticked: None }),
            Act::Closed { reason, open } => plan.closed = Some(Closing { on, by, reason, open }),
            Act::Reopened { .. } => {
                plan.closed = None;
                plan.reopened = plan.reopened.saturating_add(1);
            }
            _ => {}
        }
    }

    fn set_fact(&mut self, name: String, value: Option<FactValue>, texts: &Texts) {
        let fact = match value {
            None => None,
            Some(FactValue::Flag(flag)) => Some(Fact::Flag(flag)),
            // A redacted word is a fact that we no longer know.
            Some(FactValue::Text(text)) => texts.get(&text).map(|text| Fact::Text(text.to_owned())),
            Some(FactValue::Number(text)) => json::parse(&text).ok().map(Fact::Number),
        };
        match fact {
            Some(fact) => {
                self.case.customer.facts.insert(name, fact);
            }
            None => {
                self.case.customer.facts.remove(&name);
            }
        }
    }

    fn set_contract(&mut self, facts: ContractFacts) {
        let (customer, contract) = (&mut self.case.customer, &mut self.case.contract);
        customer.kind = facts.customer_kind.unwrap_or(customer.kind);
        customer.jurisdiction = facts.jurisdiction.as_deref().map(jurisdiction_code).or(customer.jurisdiction.take());
        customer.language = facts.language.or(customer.language.take());
        contract.kind = facts.contract_kind.or(contract.kind);
        contract.concluded_on = facts.concluded_on.map(|day| day.0).or(contract.concluded_on);
        contract.concluded_by = facts.concluded_by.or(contract.concluded_by);
        contract.ends_on = facts.ends_on.map(|day| day.0).or(contract.ends_on);
    }
}

/// A case of which only its name, `desk/ticket`, is known.
///
/// # Errors
/// When it is the name of no case.
pub fn bare(name: &str) -> Result<Case, CaseError> {
    let (desk, ticket) = name.split_once('/').unwrap_or(("file", name));
    let quoted = |text: &str| json::write(&text.to_owned()).map_err(|error| CaseError::at("id", error.rule));
    let (desk, ticket) = (quoted(desk)?, quoted(ticket)?);
    let document =
        [r#"{"schema":"clean-break/case@1","desk":"#, &desk, r#","id":"#, &ticket, r#","customer":{"id":"#, &ticket];
    Case::parse(&(document.concat() + "}}"))
}

fn rating(answers: [u8; 3]) -> Option<Attachment> {
    let sum: u8 = answers.iter().map(|answer| (*answer).min(HIGHEST_ANSWER)).sum();
    let rating = Share::new(f64::from(sum) / 12.0)?;
    Some(Attachment { rating, by: RatedBy::Staff })
}

fn word_of<T: Copy>(all: &[T], word: fn(T) -> &'static str, given: Option<&str>) -> Option<T> {
    all.iter().copied().find(|value| Some(word(*value)) == given)
}

/// Writes the fields that are facts of the case into it.
fn fill_in(case: &mut Case, fields: &Fields) {
    let choice = |name: &str| fields.get(name).and_then(FieldValue::as_choice);
    let (customer, contract) = (&mut case.customer, &mut case.contract);
    customer.kind = word_of(CustomerKind::ALL, CustomerKind::word, choice("customer_kind")).unwrap_or(customer.kind);
    if let Some(code) = choice("jurisdiction") {
        customer.jurisdiction = Some(jurisdiction_code(code));
    }
    contract.kind = word_of(ContractKind::ALL, ContractKind::word, choice("contract_kind")).or(contract.kind);
    contract.concluded_by =
        word_of(ConcludedBy::ALL, ConcludedBy::word, choice("concluded_by")).or(contract.concluded_by);
    contract.concluded_on = fields.get("concluded_on").and_then(FieldValue::as_date).or(contract.concluded_on);
}
