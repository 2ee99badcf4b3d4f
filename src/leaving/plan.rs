//! The plan as a screen shows it: derived from the record, the playbook, the rule packs and today. Never stored.

use time::Date;

use super::FreeText;
use super::act::{ContactChannel, FieldValue, Fields, WaitsOn};
use super::check::{all_conditions, is_met, locks, open_steps, saves_left};
use super::clock::{ClockState, due};
use super::playbook::{ClockFrom, Condition, Field, FieldKind, LetterKind, Playbook, Step, StepKind};
use super::record::{CaseRecord, Closing, PlanState, StepStatus, Ticked};
use super::rules::{Clock, Flag, RulePack, applicable};
use super::wording::{channel_title, waits_on_title};
use crate::advice::Path;
use crate::words::{Key, Text, say};

/// A plan on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanView {
    /// The playbook's name.
    pub title: Text,
    /// The version to which the case is pinned.
    pub version: u32,
    /// The path.
    pub path: Path,
    /// Its steps, always as many as were shown at the start.
    pub steps: Vec<StepView>,
    /// The place in `steps` of the step to show; `None` when all are settled or the plan is closed.
    pub current: Option<usize>,
    /// The case is escalated: nothing goes on until somebody decides.
    pub escalated: bool,
    /// Save attempts left: 0 or 1.
    pub saves_left: u32,
    /// Ids of the steps still open: what "close now" would leave behind.
    pub open: Vec<String>,
    /// Every clock that runs or ran, by due date.
    pub clocks: Vec<ClockView>,
    /// The stop-contact ledger, channel by channel.
    pub contact: Vec<ChannelView>,
    /// How the plan was closed.
    pub closed: Option<Closing>,
    /// Messages that staff sent after the farewell; the target is 0.
    pub contacts_after_goodbye: usize,
}

/// A step on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub kind: StepKind,
    /// Its title.
    pub title: Text,
    /// What to do.
    pub guidance: Text,
    /// Where it stands.
    pub state: StepState,
    /// Its form, filled with what is known.
    pub fields: Vec<FieldView>,
    /// Its conditions, as they stand with the form as last saved. For a form that is being typed: [`conditions`].
    pub conditions: Vec<ConditionView>,
    /// The clock on it.
    pub clock: Option<ClockView>,
    /// Whether it may be left out.
    pub skippable: bool,
    /// On whom it can wait.
    pub waits_on: Vec<(WaitsOn, Text)>,
    /// The letter that it offers.
    pub letter: Option<LetterKind>,
    /// The letter as it was sent.
    pub sent: Option<FreeText>,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// To be done, and the one to show.
    Current,
    /// To be done.
    Open,
    /// Others come first.
    Locked {
        /// Places in `steps` of those that do.
        by: Vec<usize>,
    },
    /// Waiting on somebody.
    Waiting {
        /// On whom.
        on: WaitsOn,
        /// Since.
        since: Date,
        /// A remark.
        note: Option<FreeText>,
    },
    /// Done.
    Done {
        /// When.
        on: Date,
        /// By whom.
        by: String,
    },
    /// Left out.
    Skipped {
        /// When.
        on: Date,
        /// Why.
        reason: FreeText,
    },
}

/// A field on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: FieldKind,
    /// Its label.
    pub label: Text,
    /// Whether the step needs it.
    pub required: bool,
    /// What was saved, typed on an earlier path, or is known of the case.
    pub value: Option<FieldValue>,
    /// What can be chosen: word and label.
    pub choices: Vec<(String, Text)>,
}

/// A condition on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionView {
    /// What must hold.
    pub text: Text,
    /// Whether it does.
    pub met: bool,
}

/// A clock on screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockView {
    /// The step that it belongs to.
    pub step: String,
    /// The rule's id.
    pub rule: String,
    /// What the rule says.
    pub title: Text,
    /// Where it stands.
    pub article: String,
    /// How long there is.
    pub clock: Clock,
    /// The day on which it runs out.
    pub due: Date,
    /// How it stands today.
    pub state: ClockState,
    /// The doubts about the rule.
    pub flags: Vec<Flag>,
}

/// A channel of the stop-contact ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelView {
    /// Which.
    pub channel: ContactChannel,
    /// Its name.
    pub title: Text,
    /// When, by whom and with what evidence it was stopped.
    pub stopped: Option<Ticked>,
}

impl PlanView {
    /// The plan of a record; `None` without a plan, or with another playbook than the one it is pinned to.
    #[must_use]
    pub fn new(record: &CaseRecord, playbook: &Playbook, packs: &[RulePack], today: Date) -> Option<Self> {
        let plan = record.plan.as_ref()?;
        if playbook.id != plan.playbook || playbook.version != plan.version {
            return None;
        }
        let escalated = record.corrections.escalate == Some(true);
        let current = current(plan, playbook);
        let mut steps = Vec::with_capacity(playbook.steps.len());
        for (place, step) in playbook.steps.iter().enumerate() {
            steps.push(step_view(step, current == Some(place), record, plan, playbook, packs, today));
        }
        let mut clocks: Vec<ClockView> = steps.iter().filter_map(|step| step.clock.clone()).collect();
        clocks.sort_by_key(|clock| clock.due);
        Some(Self {
            title: playbook.title.0.into(),
            version: plan.version,
            path: plan.path,
            steps,
            current,
            escalated,
            saves_left: saves_left(record, plan.path),
            open: open_steps(plan, playbook),
            clocks,
            contact: ContactChannel::ALL
                .iter()
                .map(|channel| ChannelView {
                    channel: *channel,
                    title: channel_title(*channel),
                    stopped: record.contact.get(channel).cloned(),
                })
                .collect(),
            closed: plan.closed.clone(),
            contacts_after_goodbye: contacts_after_goodbye(record, plan, playbook),
        })
    }

    /// Clocks that still run: what a close leaves behind.
    pub fn open_clocks(&self) -> impl Iterator<Item = &ClockView> {
        self.clocks.iter().filter(|clock| !matches!(clock.state, ClockState::Met(_)))
    }
}

/// The first step that can be done now; where all of them wait on somebody, the first of those.
fn current(plan: &PlanState, playbook: &Playbook) -> Option<usize> {
    if plan.closed.is_some() {
        return None;
    }
    let mut waiting = None;
    for (place, step) in playbook.steps.iter().enumerate() {
        if plan.is_settled(&step.id) || !locks(step, plan).is_empty() {
            continue;
        }
        if !matches!(plan.status(&step.id), StepStatus::Waiting { .. }) {
            return Some(place);
        }
        waiting = waiting.or(Some(place));
    }
    waiting
}

fn step_view(
    step: &Step,
    is_current: bool,
    record: &CaseRecord,
    plan: &PlanState,
    playbook: &Playbook,
    packs: &[RulePack],
    today: Date,
) -> StepView {
    let saved = plan.steps.get(&step.id);
    let fields: Vec<FieldView> = step.fields.iter().map(|field| field_view(field, step, record, plan)).collect();
    let mut form = Fields::new();
    for field in &fields {
        if let Some(value) = &field.value {
            form.insert(field.id.clone(), value.clone());
        }
    }
    StepView {
        id: step.id.clone(),
        kind: step.kind,
        title: step.title.0.into(),
        guidance: step.guidance.0.into(),
        state: state(step, is_current, plan, playbook),
        conditions: conditions(step, playbook, record, &form, today),
        fields,
        clock: clock_view(step, record, plan, packs, today),
        skippable: step.skippable,
        waits_on: step.waits_on.iter().map(|on| (*on, waits_on_title(*on))).collect(),
        letter: step.letter,
        sent: saved.and_then(|saved| saved.letter.clone()),
    }
}

fn state(step: &Step, is_current: bool, plan: &PlanState, playbook: &Playbook) -> StepState {
    if let (StepKind::Close, Some(closed)) = (step.kind, &plan.closed) {
        return StepState::Done { on: closed.on, by: closed.by.clone() };
    }
    let locked = locks(step, plan);
    match plan.status(&step.id) {
        StepStatus::Done { on, by, .. } => StepState::Done { on: *on, by: by.clone() },
        StepStatus::Skipped { on, reason, .. } => StepState::Skipped { on: *on, reason: reason.clone() },
        StepStatus::Waiting { since, on, note } => StepState::Waiting { on: *on, since: *since, note: note.clone() },
        StepStatus::Open if !locked.is_empty() => {
            let places = playbook.steps.iter().enumerate();
            StepState::Locked {
                by: places.filter(|(_, other)| locked.contains(&other.id.as_str())).map(|(place, _)| place).collect(),
            }
        }
        StepStatus::Open if is_current => StepState::Current,
        StepStatus::Open => StepState::Open,
    }
}

fn field_view(field: &Field, step: &Step, record: &CaseRecord, plan: &PlanState) -> FieldView {
    FieldView {
        id: field.id.clone(),
        kind: field.kind,
        label: field.label.0.into(),
        required: field.required,
        value: plan.field(&step.id, &field.id).cloned().or_else(|| known(&field.id, record)),
        choices: field.choices.iter().map(|choice| (choice.id.clone(), choice.label.0.into())).collect(),
    }
}

/// What the case already says about a field.
fn known(field: &str, record: &CaseRecord) -> Option<FieldValue> {
    let (customer, contract) = (&record.case.customer, &record.case.contract);
    let word = |word: &str| FieldValue::Choice(word.to_owned());
    let day = |date: Option<Date>| date.map(|date| FieldValue::Date(super::Day(date)));
    match field {
        "customer_kind" if customer.kind != crate::case::CustomerKind::Unknown => Some(word(customer.kind.word())),
        "jurisdiction" => customer.jurisdiction.as_deref().map(word),
        "contract_kind" => contract.kind.map(|kind| word(kind.word())),
        "concluded_by" => contract.concluded_by.map(|by| word(by.word())),
        "concluded_on" => day(contract.concluded_on),
        "end_date" => day(contract.ends_on),
        _ => None,
    }
}

/// The conditions of a step with a form as it is being typed.
#[must_use]
pub fn conditions(
    step: &Step,
    playbook: &Playbook,
    record: &CaseRecord,
    fields: &Fields,
    today: Date,
) -> Vec<ConditionView> {
    let view = |condition: Condition| ConditionView {
        text: condition_text(&condition, step, playbook),
        met: is_met(&condition, record, fields, today),
    };
    all_conditions(step).into_iter().map(view).collect()
}

fn condition_text(condition: &Condition, step: &Step, playbook: &Playbook) -> Text {
    let label = |id: &str| step.field(id).map_or_else(|| Key::PlanField.into(), |field| Text::from(field.label.0));
    match condition {
        Condition::Filled { field } => say::plan_condition_filled(label(field)),
        Condition::NotPast { field } => say::plan_condition_not_past(label(field)),
        Condition::NotFuture { field } => say::plan_condition_not_future(label(field)),
        Condition::InOrder { first, then } => say::plan_condition_in_order(label(first), label(then)),
        Condition::Is { field, word } => {
            let choices = step.field(field).map(|field| field.choices.as_slice()).unwrap_or_default();
            let choice = choices.iter().find(|choice| choice.id == *word);
            let value = choice.map_or_else(|| Key::PlanField.into(), |choice| Text::from(choice.label.0));
            say::plan_condition_is(label(field), value)
        }
        Condition::StepDone { step: id } => {
            let title = playbook.step(id).map_or_else(|| Key::PlanField.into(), |step| Text::from(step.title.0));
            say::plan_condition_step_done(title)
        }
        Condition::WishToLeave {} => Key::PlanConditionWish.into(),
        Condition::WishInWriting {} => Key::PlanConditionWishWritten.into(),
        Condition::ContactStopped {} => Key::PlanConditionContact.into(),
        Condition::SaveAttemptUsed {} => Key::PlanConditionAsked.into(),
    }
}

fn clock_view(
    step: &Step,
    record: &CaseRecord,
    plan: &PlanState,
    packs: &[RulePack],
    today: Date,
) -> Option<ClockView> {
    let spec = step.clock.as_ref()?;
    let done_on = |id: &str| match plan.status(id) {
        StepStatus::Done { on, .. } => Some(*on),
        _ => None,
    };
    if matches!(plan.status(&step.id), StepStatus::Skipped { .. }) {
        return None;
    }
    let from = match &spec.from {
        ClockFrom::Wish {} => record.wish.filter(|wish| wish.wants_to_leave)?.on,
        ClockFrom::Start {} => plan.started,
        ClockFrom::Field { step, field } => plan.field(step, field)?.as_date()?,
        ClockFrom::Done { step } => done_on(step)?,
    };
    let customer = &record.case.customer;
    let found = applicable(packs, customer.kind, customer.jurisdiction.as_deref(), today)
        .into_iter()
        .find(|found| found.rule.id == spec.rule)?;
    let clock = found.rule.clock?;
    let due = due(from, clock)?;
    let met = if spec.until_met { plan.met.get(&step.id).map(|met| met.on) } else { done_on(&step.id) };
    Some(ClockView {
        step: step.id.clone(),
        rule: spec.rule.clone(),
        title: found.rule.title.0.into(),
        article: found.rule.article.clone(),
        clock,
        due,
        state: met.map_or_else(|| ClockState::open(due, today), ClockState::Met),
        flags: found.flags,
    })
}

fn contacts_after_goodbye(record: &CaseRecord, plan: &PlanState, playbook: &Playbook) -> usize {
    let farewell = playbook.steps.iter().find(|step| step.kind == StepKind::Farewell);
    let Some(StepStatus::Done { at: goodbye, .. }) = farewell.map(|step| plan.status(&step.id)) else {
        return 0;
    };
    let is_contact = |message: &&crate::case::Message| {
        message.author != crate::case::Author::Customer
            && message.audience != crate::case::Audience::Internal
            && message.at > *goodbye
    };
    record.case.messages.iter().filter(is_contact).count()
}
