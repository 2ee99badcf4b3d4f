//! How the plan on screen is derived.

use time::{Date, Duration};

use super::check::{open_steps, saves_left};
use super::clock::ClockState;
use super::conditions::{conditions, is_asked, locks};
use super::law::{Law, Whose};
use super::plan::{ChannelView, ClockView, FieldView, PlanView, StepState, StepView};
use super::playbook::{ClockFrom, ClockWhen, Field, MetBy, Playbook, Step, StepKind};
use super::record::{CaseRecord, Met, PlanState, StepStatus};
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
        let mut clocks: Vec<ClockView> = steps.iter().flat_map(|step| step.clocks.iter().cloned()).collect();
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
        self.clocks.iter().filter(|clock| clock.state.is_open())
    }

    /// The day on which the farewell was said, where it was.
    #[must_use]
    pub fn goodbye(&self) -> Option<Date> {
        match self.steps.iter().find(|step| step.kind == StepKind::Farewell)?.state {
            StepState::Done { on, .. } => Some(on),
            _ => None,
        }
    }

    /// The day on which the last of the terms to act by runs out. Times that only last ask nobody for an answer.
    #[must_use]
    pub fn last_due(&self) -> Option<Date> {
        self.clocks.iter().rev().find(|clock| !clock.lasts).map(|clock| clock.due)
    }
}

impl StepView {
    /// The clock to show where there is room for one: the first that runs out of those to act by, else any that runs, else
    /// the first.
    #[must_use]
    pub fn clock(&self) -> Option<&ClockView> {
        let first = |lasts| self.clocks.iter().find(|clock| clock.lasts == lasts && clock.state.is_open());
        first(false).or_else(|| first(true)).or_else(|| self.clocks.first())
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
        conditions: conditions(step, playbook, record, &form, law, today),
        fields,
        clocks: clock_views(step, record, &Fields::new(), law, today),
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

/// The clocks of a step by due date, as long as they have a date to start from and a rule that covers: leaving a step out pays no debt.
/// `form` is the step's form as it is being typed, empty where there is none.
#[must_use]
pub fn clock_views(step: &Step, record: &CaseRecord, form: &Fields, law: &Law, today: Date) -> Vec<ClockView> {
    let all = (0..step.clock.0.len()).filter_map(|place| clock_view(place, step, record, form, law, today));
    let mut all: Vec<ClockView> = all.collect();
    order::sort(&mut all, |a, b| a.due < b.due);
    all
}

/// The one at a place.
fn clock_view(
    place: usize,
    step: &Step,
    record: &CaseRecord,
    form: &Fields,
    law: &Law,
    today: Date,
) -> Option<ClockView> {
    let (plan, clock) = (record.plan.as_ref()?, step.clock.0.get(place)?);
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
    let whose = Whose::of(record, form);
    let is_said = |when: &ClockWhen| {
        let given = value(&when.step, &when.field).filter(|value| value.is_filled());
        (when.business && whose.kind != CustomerKind::Business)
            || given.is_some_and(|value| *value != FieldValue::YesNo(false))
    };
    let (spec, from, (found, due)) = clock.chain().find_map(|spec| {
        let from = start(&spec.from).filter(|_| spec.when.iter().all(is_said))?;
        Some((spec, from, law.clock(&spec.rule, &whose, from, today)?))
    })?;
    let (rule, due) = (found.rule, due.on);
    // A mark from before both the clock and the plan is of an earlier clock: that of a notice taken back, say. What is
    // owed only later, when the contract ends, may be done before.
    let is_its = |met: &&Met| {
        let named = |id: &String| rule.is(id) || clock.chain().any(|spec| spec.rule == *id);
        met.step == step.id && met.rule.as_ref().map_or(place == 0, named)
    };
    let marked = plan.met.iter().rev().find(is_its).and_then(|met| met.ticked.as_ref()).map(|ticked| ticked.on);
    let marked = marked.filter(|on| *on >= from.min(plan.started));
    let recorded = || {
        let asked = |it: &&MetBy| value(&step.id, &it.asked) == Some(&FieldValue::YesNo(true));
        let done = |it: &MetBy| value(&step.id, &it.done).and_then(FieldValue::as_date);
        let days: Option<Vec<Date>> = spec.met_by.iter().filter(asked).map(done).collect();
        days?.into_iter().max()
    };
    // What only lasts is not over because a step is done.
    let met = marked.or_else(|| if spec.until_met || rule.lasts { recorded() } else { done_on(&step.id) });
    let state = match met {
        Some(on) => ClockState::met(due, on),
        None if rule.lasts && due < today => ClockState::Over,
        None => ClockState::open(due, today),
    };
    Some(ClockView {
        step: step.id.clone(),
        rule: spec.rule.clone(),
        title: rule.title.0.into(),
        article: (&rule.article).into(),
        who: rule.who,
        source: (&rule.source).into(),
        confidence: rule.confidence,
        checked_on: rule.checked_on.0,
        clock: rule.clock?,
        note: rule.note.map(|note| note.0.into()),
        lasts: rule.lasts,
        due,
        state,
        marked: marked.is_some(),
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
