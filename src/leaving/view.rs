//! How the plan on screen is derived.

use time::{Date, Duration};

use super::check::{open_steps, saves_left};
use super::clock::ClockState;
use super::conditions::{conditions, is_asked, locks};
use super::law::{Law, Whose};
use super::plan::{ChannelView, ClockView, FieldView, PlanView, StepState, StepView};
use super::playbook::{ClockFrom, Field, MetBy, Playbook, Step, StepKind};
use super::record::{CaseRecord, PlanState, StepStatus};
use super::values::{ContactChannel, Day, FieldValue, Fields};
use super::wording::{channel_title, waits_on_title};
use crate::case::{Audience, Author, CustomerKind, Message};
use crate::order;

impl PlanView {
    /// The plan of a record; `None` without a plan, or with another playbook than the one it is pinned to.
    #[must_use]
    pub fn new(record: &CaseRecord, playbook: &Playbook, law: &Law, today: Date) -> Option<Self> {
        let plan = record.plan.as_ref()?;
        if playbook.id != plan.playbook || playbook.version != plan.version {
            return None;
        }
        let escalated = record.corrections.escalate == Some(true);
        let current = current(plan, playbook);
        let mut steps = Vec::with_capacity(playbook.steps.len());
        for (place, step) in playbook.steps.iter().enumerate() {
            steps.push(step_view(step, current == Some(place), record, plan, playbook, law, today));
        }
        let mut clocks: Vec<ClockView> = steps.iter().filter_map(|step| step.clock.clone()).collect();
        order::sort(&mut clocks, |a, b| a.due < b.due);
        Some(Self {
            title: playbook.title.text(),
            version: plan.version,
            path: plan.path,
            steps,
            current,
            escalated,
            // Who is not to be asked has no such step.
            saves_left: if playbook.has(StepKind::Ask) { saves_left(record, plan.path) } else { 0 },
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
        self.clocks.iter().filter(|clock| !matches!(clock.state, ClockState::Met { .. }))
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
    law: &Law,
    today: Date,
) -> StepView {
    let saved = plan.steps.get(&step.id);
    let asked = step.fields.iter().filter(|field| is_asked(field, Some(plan)));
    let fields: Vec<FieldView> = asked.map(|field| field_view(field, step, record, plan)).collect();
    let mut form = Fields::new();
    for field in &fields {
        if let Some(value) = &field.value {
            form.insert(field.id.clone(), value.clone());
        }
    }
    StepView {
        id: step.id.clone(),
        kind: step.kind,
        title: step.title.text(),
        guidance: step.guidance.text(),
        when: step.when,
        state: state(step, is_current, plan, playbook),
        conditions: conditions(step, playbook, record, &form, today),
        fields,
        clock: clock_view(step, record, &Fields::new(), law, today),
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
        label: field.label.text(),
        required: field.required,
        value: plan.field(&step.id, &field.id).cloned().or_else(|| known(&field.id, record)),
        choices: field.choices.iter().map(|choice| (choice.id.clone(), choice.label.text())).collect(),
    }
}

/// What the case already says about a field.
fn known(field: &str, record: &CaseRecord) -> Option<FieldValue> {
    let (customer, contract) = (&record.case.customer, &record.case.contract);
    let word = |word: &str| FieldValue::Choice(word.to_owned());
    let day = |date: Option<Date>| date.map(|date| FieldValue::Date(Day(date)));
    match field {
        "customer_kind" if customer.kind != CustomerKind::Unknown => Some(word(customer.kind.word())),
        "jurisdiction" => customer.jurisdiction.as_deref().map(word),
        "contract_kind" => contract.kind.map(|kind| word(kind.word())),
        "concluded_by" => contract.concluded_by.map(|by| word(by.word())),
        "concluded_on" => day(contract.concluded_on),
        "end_date" => day(contract.ends_on),
        _ => None,
    }
}

/// The clock of a step, as long as it has a date to start from and a rule that covers: leaving a step out pays no debt.
/// `form` is the step's form as it is being typed, empty where there is none.
#[must_use]
pub fn clock_view(step: &Step, record: &CaseRecord, form: &Fields, law: &Law, today: Date) -> Option<ClockView> {
    let plan = record.plan.as_ref()?;
    let done_on = |id: &str| match plan.status(id) {
        StepStatus::Done { on, .. } => Some(*on),
        _ => None,
    };
    let value = |id: &String, field: &String| {
        let typed = if *id == step.id { form.get(field) } else { None };
        typed.or_else(|| plan.field(id, field))
    };
    let start = |from: &ClockFrom| match from {
        ClockFrom::Wish {} => record.wish.filter(|wish| wish.wants_to_leave).map(|wish| wish.on),
        ClockFrom::Start {} => Some(plan.started),
        ClockFrom::Field { step: id, field } => value(id, field).and_then(FieldValue::as_date),
        ClockFrom::Done { step } => done_on(step),
    };
    let (customer, contract) = (&record.case.customer, &record.case.contract);
    let whose = Whose { kind: customer.kind, place: customer.jurisdiction.as_deref(), contract: contract.kind };
    let mut spec = step.clock.as_ref()?;
    let (from, (found, due)) = loop {
        let runs = start(&spec.from).and_then(|from| Some((from, law.clock(&spec.rule, &whose, from, today)?)));
        match runs {
            Some(runs) => break runs,
            None => spec = spec.otherwise.as_deref()?,
        }
    };
    let (rule, due) = (found.rule, due.on);
    // A mark from before both the clock and the plan is of an earlier clock: that of a notice taken back, say. What is
    // owed only later, when the contract ends, may be done before.
    let marked = plan.met.get(&step.id).map(|met| met.on).filter(|on| *on >= from.min(plan.started));
    let recorded = || {
        let asked = |it: &&MetBy| value(&step.id, &it.asked) == Some(&FieldValue::YesNo(true));
        let done = |it: &MetBy| value(&step.id, &it.done).and_then(FieldValue::as_date);
        let days: Option<Vec<Date>> = spec.met_by.iter().filter(asked).map(done).collect();
        days?.into_iter().max()
    };
    let met = marked.or_else(|| if spec.until_met { recorded() } else { done_on(&step.id) });
    Some(ClockView {
        step: step.id.clone(),
        rule: spec.rule.clone(),
        title: rule.title.0.into(),
        article: rule.article.clone(),
        who: rule.who,
        source: rule.source.clone(),
        confidence: rule.confidence,
        checked_on: rule.checked_on.0,
        clock: rule.clock?,
        note: rule.note.map(|note| note.0.into()),
        due,
        state: met.map_or_else(|| ClockState::open(due, today), |on| ClockState::met(due, on)),
        flags: found.flags,
    })
}

/// What staff wrote to the customer after the farewell step was done. The first of these messages is not counted when it
/// left within a day: it is the farewell itself, sent after the step was ticked (design default). Receipts and other
/// messages of machines are not counted.
fn contacts_after_goodbye(record: &CaseRecord, plan: &PlanState, playbook: &Playbook) -> usize {
    let farewell = playbook.steps.iter().find(|step| step.kind == StepKind::Farewell);
    let Some(StepStatus::Done { at: goodbye, .. }) = farewell.map(|step| plan.status(&step.id)) else {
        return 0;
    };
    let is_contact = |message: &&Message| {
        message.author == Author::Staff && message.audience != Audience::Internal && message.at > *goodbye
    };
    let contacts = || record.case.messages.iter().filter(is_contact);
    let is_farewell = contacts().any(|message| message.at - *goodbye <= Duration::DAY);
    contacts().count() - usize::from(is_farewell)
}
