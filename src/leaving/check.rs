//! What is allowed now: asked before an act is written, so that a journal never holds a plan gone wrong.

use time::Date;

use super::FreeText;
use super::act::Act;
use super::act_error::ActError;
use super::condition::Condition;
use super::conditions::{all_conditions, is_met, locks};
use super::law::Law;
use super::playbook::{Field, FieldKind, LEAVES, OUTCOME, Playbook, Step, StepClock, StepKind};
use super::record::{CaseRecord, HIGHEST_ANSWER, Met, PlanState, StepRecord, StepStatus};
use super::values::{ContractFacts, FactValue, FieldValue};
use crate::advice::Path;
use crate::case::{Currency, MoneyJson, date_text, parse_time};
use crate::json;

/// The largest integer that every JSON reader keeps exactly, 2^53 - 1.
const LARGEST: u64 = (1 << 53) - 1;

/// The steps that are neither done nor skipped, in the playbook's order; the closing step itself is not counted.
#[must_use]
pub fn open_steps(plan: &PlanState, playbook: &Playbook) -> Vec<String> {
    playbook
        .steps
        .iter()
        .filter(|step| step.kind != StepKind::Close && !plan.is_settled(&step.id))
        .map(|step| step.id.clone())
        .collect()
}

/// Save attempts left on a path: one on the repair paths, none on the others, none once the customer has refused, and none
/// ever again once win-back is blocked.
#[must_use]
pub fn saves_left(record: &CaseRecord, path: Path) -> u32 {
    let may_ask = !record.asked_to_leave() && record.after.blocked.is_none();
    let budget = u32::from(may_ask && keeps(path));
    budget.saturating_sub(record.saves_used)
}

/// Whether they answered that they leave, on a path that goes on with them, and the plan was not turned.
#[must_use]
pub fn said_to_leave(record: &CaseRecord) -> bool {
    let Some(plan) = record.plan.as_ref().filter(|plan| keeps(plan.path) && plan.closed.is_none()) else {
        return false;
    };
    let leaves = |step: &StepRecord| {
        matches!(step.status, StepStatus::Done { .. })
            && step.fields.get(OUTCOME).and_then(FieldValue::as_choice) == Some(LEAVES)
    };
    plan.steps.values().any(leaves)
}

/// Whether a path goes on with the customer.
#[must_use]
pub const fn keeps(path: Path) -> bool {
    matches!(path, Path::Repair | Path::SecondChance | Path::Settle)
}

fn value_error(what: &str, given: impl ToString) -> ActError {
    ActError::Value { what: what.to_owned(), given: given.to_string() }
}

impl CaseRecord {
    /// Whether it is recorded that they want to leave, and not that they took it back.
    #[must_use]
    pub fn asked_to_leave(&self) -> bool {
        self.wish.is_some_and(|wish| wish.wants_to_leave)
    }

    /// Whether `act` is allowed now. `playbook` is the plan's own or, for an act that starts or turns a plan, the one
    /// that begins; acts that have no plan in them need none. Periods in which a date has to lie are those of `law`.
    ///
    /// # Errors
    /// See [`ActError`].
    pub fn check(&self, act: &Act, playbook: Option<&Playbook>, law: &Law, today: Date) -> Result<(), ActError> {
        let mut copy = act.clone();
        if copy.texts_mut().iter().any(|text| text.is_blank()) {
            return Err(ActError::Blank);
        }
        if self.after.erased.is_some() {
            return Err(ActError::Erased);
        }
        match act {
            Act::Opened { .. } => Err(ActError::Opening),
            Act::AttachmentRated { answers } => match answers.iter().find(|answer| **answer > HIGHEST_ANSWER) {
                Some(answer) => Err(value_error("answers", answer)),
                None => Ok(()),
            },
            Act::EventAdded { at, amount, .. } => {
                parse_time("at", at).map_err(|_| value_error("at", at))?;
                amount.as_ref().map_or(Ok(()), check_money)
            }
            Act::FactSet { value: Some(FactValue::Number(text)), .. } => match json::parse::<f64>(text) {
                Ok(number) if number.is_finite() => Ok(()),
                _ => Err(value_error("value", text)),
            },
            Act::ContractSet(facts) => self.check_contract(facts),
            Act::TextRedacted { commitment, .. } => self.check_redaction(commitment),
            Act::PlanStarted { playbook: id, version, path } => {
                check_playbook(playbook, id, *version, Some(*path))?;
                if keeps(*path) && self.asked_to_leave() {
                    return Err(ActError::WishStands);
                }
                match &self.plan {
                    Some(plan) if plan.closed.is_none() && (plan.playbook != *id || plan.version == *version) => {
                        Err(ActError::PlanRuns)
                    }
                    _ => Ok(()),
                }
            }
            Act::ClockMet { step, rule, .. } => {
                let (_, playbook) = self.plan_and_playbook(playbook)?;
                // Every clock, also of a step left out or of a plan closed: what is owed stays owed.
                let clocks = &playbook.step(step).ok_or_else(|| ActError::UnknownStep(step.clone()))?.clock;
                match rule {
                    None if clocks.0.is_empty() => Err(ActError::UnknownStep(step.clone())),
                    Some(rule) if clocks.all().all(|clock| clock.rule != *rule) => Err(value_error("rule", rule)),
                    _ => Ok(()),
                }
            }
            Act::ClockReopened { step, rule } => {
                let (plan, playbook) = self.plan_and_playbook(playbook)?;
                let step = playbook.step(step).ok_or_else(|| ActError::UnknownStep(step.clone()))?;
                let is_it = |clock: &StepClock, id: &String| clock.chain().any(|spec| spec.rule == *id);
                let found = step.clock.0.iter().enumerate().find(|(_, clock)| is_it(clock, rule));
                let (place, clock) = found.ok_or_else(|| value_error("rule", rule))?;
                let is_its =
                    |met: &&Met| met.step == step.id && met.rule.as_ref().map_or(place == 0, |id| is_it(clock, id));
                match plan.met.iter().rev().find(is_its).and_then(|met| met.ticked.as_ref()) {
                    Some(_) => Ok(()),
                    None => Err(ActError::NotSo(rule.clone())),
                }
            }
            Act::Reopened { .. } => match &self.plan {
                None => Err(ActError::NoPlan),
                Some(plan) if plan.closed.is_none() => Err(ActError::NotClosed),
                Some(_) => Ok(()),
            },
            Act::WishTakenBack { on: None, words: None, .. } => Err(ActError::NoReason),
            Act::WishTakenBack { on: Some(on), .. } if today < on.0 => Err(value_error("on", date_text(on.0))),
            Act::AdviceOverridden { path, .. } if keeps(*path) && self.asked_to_leave() => Err(ActError::WishStands),
            Act::HandedBack { step: None, .. } if self.handed_over.is_none() => {
                Err(ActError::NotSo("handed_over".to_owned()))
            }
            Act::CircumstanceSet { circumstance, holds, .. }
                if self.circumstances.contains_key(circumstance) == *holds =>
            {
                Err(ActError::NotSo(circumstance.word().to_owned()))
            }
            Act::CircumstanceSet { .. }
            | Act::HandedBack { step: None, .. }
            | Act::WishTakenBack { .. }
            | Act::CaseUpdated { .. }
            | Act::TicketJoined { .. }
            | Act::SignalStruck { .. }
            | Act::SignalRestored { .. }
            | Act::OutcomeSet { .. }
            | Act::FactSet { .. }
            | Act::WishSet { .. }
            | Act::EscalationSet { .. }
            | Act::AdviceOverridden { .. }
            | Act::AdviceRestored {}
            | Act::NeedsSet { .. }
            | Act::ContactStopped { .. }
            | Act::HandedOver { .. } => Ok(()),
            Act::SendListed { .. }
            | Act::SendStopped { .. }
            | Act::SuppressionKept { .. }
            | Act::WinBackBlocked { .. }
            | Act::OutcomeRecorded { .. }
            | Act::DisputeOpened { .. }
            | Act::DisputeEnded { .. }
            | Act::EraseBySet { .. }
            | Act::Erased {} => self.check_after(act, today),
            _ => self.check_plan(act, playbook, law, today),
        }
    }

    /// Acts on a running plan.
    fn check_plan(&self, act: &Act, playbook: Option<&Playbook>, law: &Law, today: Date) -> Result<(), ActError> {
        let plan = self.plan.as_ref().ok_or(ActError::NoPlan)?;
        if plan.closed.is_some() {
            return Err(ActError::Closed);
        }
        if let Act::PlanTurned { from, to, playbook: id, version, .. } = act {
            check_playbook(playbook, id, *version, Some(*to))?;
            if keeps(*to) && self.asked_to_leave() {
                return Err(ActError::WishStands);
            }
            return if *from == plan.path && to != from { Ok(()) } else { Err(ActError::Path(plan.path)) };
        }
        if let Act::PlanMoved { playbook: id, version, .. } = act {
            check_playbook(playbook, id, *version, Some(plan.path))?;
            return if *id == plan.playbook { Err(ActError::PlanRuns) } else { Ok(()) };
        }
        let (plan, playbook) = self.plan_and_playbook(playbook)?;
        if let Act::Closed { reason, open } = act {
            let left = open_steps(plan, playbook);
            return match reason {
                _ if left != *open => Err(ActError::OpenList(left)),
                None if !left.is_empty() => Err(ActError::NoReason),
                _ => Ok(()),
            };
        }
        if self.corrections.escalate == Some(true) {
            return Err(ActError::Escalated);
        }
        let (Act::StepDone { step: id, .. }
        | Act::StepSkipped { step: id, .. }
        | Act::StepReopened { step: id }
        | Act::StepWaiting { step: id, .. }
        | Act::StepResumed { step: id }
        | Act::HandedBack { step: Some(id), .. }
        | Act::SaveAttemptUsed { step: id }) = act
        else {
            return Ok(());
        };
        let step = playbook.step(id).ok_or_else(|| ActError::UnknownStep(id.clone()))?;
        let status = plan.status(id);
        match act {
            Act::StepReopened { .. } => {
                let rests = |other: &&Step| other.requires.contains(id) && plan.is_settled(&other.id);
                match playbook.steps.iter().find(rests) {
                    _ if !plan.is_settled(id) => Err(ActError::NotSo(id.clone())),
                    // What a circumstance brought in may always be corrected.
                    Some(other) if step.when.is_none() => {
                        Err(ActError::Needed { step: id.clone(), by: other.id.clone() })
                    }
                    _ => Ok(()),
                }
            }
            Act::StepResumed { .. } | Act::HandedBack { .. } => match status {
                StepStatus::Waiting { .. } => Ok(()),
                _ => Err(ActError::NotSo(id.clone())),
            },
            _ if plan.is_settled(id) => Err(ActError::Settled(id.clone())),
            _ => match locks(step, plan).first() {
                Some(by) => Err(ActError::Locked { step: id.clone(), by: (*by).to_owned() }),
                None => self.check_step(act, step, plan, law, today),
            },
        }
    }

    /// Acts on a step that is open and not locked.
    fn check_step(&self, act: &Act, step: &Step, plan: &PlanState, law: &Law, today: Date) -> Result<(), ActError> {
        match act {
            Act::StepDone { fields, .. } => {
                for (id, value) in fields {
                    let field = step.field(id).ok_or_else(|| value_error(id, "a field that the step does not have"))?;
                    check_value(field, value)?;
                }
                let is_unmet = |condition: &Condition| !is_met(condition, self, fields, law, today);
                match all_conditions(step, self).into_iter().find(is_unmet) {
                    Some(condition) => Err(ActError::Unmet { step: step.id.clone(), condition: Box::new(condition) }),
                    None if step.kind == StepKind::Close => Err(value_error("step", "closing is an act of its own")),
                    None => Ok(()),
                }
            }
            Act::StepSkipped { .. } if !step.skippable => Err(ActError::NotSkippable(step.id.clone())),
            Act::StepWaiting { on, .. } if !step.waits_on.contains(on) => Err(value_error("on", on.word())),
            Act::SaveAttemptUsed { .. } if saves_left(self, plan.path) == 0 => Err(ActError::Budget),
            _ => Ok(()),
        }
    }

    fn plan_and_playbook<'a>(
        &'a self,
        playbook: Option<&'a Playbook>,
    ) -> Result<(&'a PlanState, &'a Playbook), ActError> {
        let plan = self.plan.as_ref().ok_or(ActError::NoPlan)?;
        Ok((plan, check_playbook(playbook, &plan.playbook, plan.version, None)?))
    }

    fn check_contract(&self, facts: &ContractFacts) -> Result<(), ActError> {
        if let Some(code) = &facts.jurisdiction
            && !is_country(code)
        {
            return Err(value_error("jurisdiction", code));
        }
        let concluded = facts.concluded_on.map(|day| day.0).or(self.case.contract.concluded_on);
        let ends = facts.ends_on.map(|day| day.0).or(self.case.contract.ends_on);
        match (concluded, ends) {
            (Some(start), Some(end)) if end < start => Err(value_error("ends_on", end)),
            _ => Ok(()),
        }
    }

    fn check_redaction(&self, commitment: &FreeText) -> Result<(), ActError> {
        let is_here = self.history.iter().any(|happened| {
            !matches!(*happened.act, Act::TextRedacted { .. })
                && (*happened.act).clone().texts_mut().into_iter().any(|text| text == commitment)
        });
        if is_here && matches!(commitment, FreeText::Sealed(_)) { Ok(()) } else { Err(ActError::NoSuchText) }
    }
}

fn check_playbook<'a>(
    playbook: Option<&'a Playbook>,
    id: &str,
    version: u32,
    path: Option<Path>,
) -> Result<&'a Playbook, ActError> {
    playbook
        .filter(|playbook| playbook.id == id && playbook.version == version)
        .filter(|playbook| path.is_none_or(|path| playbook.paths.contains(&path)))
        .ok_or_else(|| ActError::Playbook { id: id.to_owned(), version })
}

fn check_money(money: &MoneyJson) -> Result<(), ActError> {
    if Currency::parse(&money.currency).is_err() {
        return Err(value_error("currency", &money.currency));
    }
    if money.minor.unsigned_abs() > LARGEST { Err(value_error("minor", money.minor)) } else { Ok(()) }
}

fn is_country(code: &str) -> bool {
    let (country, subdivision) = code.split_once('-').unwrap_or((code, "X"));
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=3).contains(&subdivision.len())
        && subdivision.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn check_value(field: &Field, value: &FieldValue) -> Result<(), ActError> {
    let fits = match (field.kind, value) {
        (FieldKind::Money, FieldValue::Money(money)) => return check_money(money),
        // Only the text that every writer would write: the same number is the same bytes.
        (FieldKind::Decimal, FieldValue::Decimal(text)) => value.as_decimal().is_some_and(|it| it.text('.') == *text),
        (FieldKind::Choice, FieldValue::Choice(word)) => field.choices.iter().any(|choice| choice.id == *word),
        (FieldKind::Country, FieldValue::Choice(code)) => is_country(code),
        (FieldKind::Text, FieldValue::Text(_))
        | (FieldKind::Date, FieldValue::Date(_))
        | (FieldKind::YesNo, FieldValue::YesNo(_)) => true,
        _ => false,
    };
    if fits { Ok(()) } else { Err(value_error(&field.id, "a value of another kind")) }
}
