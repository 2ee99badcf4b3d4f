//! The plan as plain objects.

use clean_break::advice::Path;
use clean_break::case::{MoneyJson, date_text};
use clean_break::json::{self, Writer};
use clean_break::json_output;
use clean_break::leaving::rules::{Actor, Confidence, Flag, Unit};
use clean_break::leaving::settlement::{Direction, Line, Settlement};
use clean_break::leaving::{
    ClockState, ClockView, ConditionView, FieldKind, FieldValue, FieldView, LetterKind, PlanView, StepKind, StepState,
    StepView, money_json,
};

use super::Rehearsal;
use crate::api::words::{TextJs, Words};

json_output! {
    pub struct PlanJs<'a> {
        path: Path,
        playbook: Option<&'a str>,
        version: Option<u32>,
        title: Option<TextJs>,
        steps: Vec<StepJs<'a>>,
        saves_left as "savesLeft": u32,
        settlement: Option<SettlementJs>,
        clocks: Vec<ClockJs<'a>>,
    }
}

json_output! {
    struct StepJs<'a> {
        id: &'a str,
        kind: StepKind,
        title: TextJs,
        guidance: TextJs,
        state: &'static str,
        conditions: Vec<ConditionJs>,
        fields: Vec<FieldJs<'a>>,
        clocks: Vec<ClockJs<'a>>,
        skippable: bool,
        letter: Option<LetterKind>,
    }
}

json_output! {
    struct ConditionJs {
        text: TextJs,
        met: bool,
    }
}

json_output! {
    struct FieldJs<'a> {
        id: &'a str,
        kind: FieldKind,
        label: TextJs,
        required: bool,
        value: Option<ValueJs<'a>>,
        choices: Vec<ChoiceJs<'a>>,
    }
}

enum ValueJs<'a> {
    Word(&'a str),
    Day(String),
    Money(&'a MoneyJson),
    YesNo(bool),
}

impl json::Write for ValueJs<'_> {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Word(word) => to.string(word),
            Self::Day(day) => to.string(day),
            Self::Money(money) => money.write(to),
            Self::YesNo(yes) => yes.write(to),
        }
    }
}

json_output! {
    struct ChoiceJs<'a> {
        id: &'a str,
        label: TextJs,
    }
}

json_output! {
    struct ClockJs<'a> {
        step: &'a str,
        rule: &'a str,
        title: TextJs,
        article: String,
        who: Actor,
        source: String,
        checked_on as "checkedOn": String,
        due: String,
        lasts: bool,
        n: u16,
        unit: Unit,
        confidence: Confidence,
        met_on as "metOn": Option<String>,
        days_late as "daysLate": Option<i64>,
        days_left as "daysLeft": Option<i64>,
        flags: &'a [Flag],
        note: Option<TextJs>,
    }
}

json_output! {
    struct SettlementJs {
        sums: Vec<SumJs>,
    }
}

json_output! {
    struct SumJs {
        lines: Vec<LineJs>,
        total: MoneyJson,
        direction: Direction,
    }
}

json_output! {
    struct LineJs {
        label: TextJs,
        reason: TextJs,
        doubt: Option<TextJs>,
        amount: MoneyJson,
        direction: Direction,
        vat: Option<VatJs>,
    }
}

json_output! {
    struct VatJs {
        rate: String,
        net: MoneyJson,
        vat: MoneyJson,
        reason: TextJs,
    }
}

impl PlanJs<'_> {
    /// A path that has no plan.
    pub const fn none(path: Path) -> Self {
        Self {
            path,
            playbook: None,
            version: None,
            title: None,
            steps: Vec::new(),
            saves_left: 0,
            settlement: None,
            clocks: Vec::new(),
        }
    }
}

/// The plan as it stands.
pub fn plan<'a>(plan: &'a Rehearsal, view: &'a PlanView, settlement: Option<&Settlement>, words: &Words) -> PlanJs<'a> {
    let shown = Shown { plan, words };
    PlanJs {
        path: view.path,
        playbook: Some(&plan.playbook.id),
        version: Some(view.version),
        title: Some(words.text(&view.title)),
        steps: view.steps.iter().map(|step| shown.step(step)).collect(),
        saves_left: view.saves_left,
        settlement: settlement.map(|settlement| shown.settlement(settlement)),
        clocks: view.clocks.iter().map(|clock| shown.clock(clock)).collect(),
    }
}

struct Shown<'a, 'w> {
    plan: &'a Rehearsal,
    words: &'w Words,
}

impl<'a> Shown<'a, '_> {
    fn step(&self, step: &'a StepView) -> StepJs<'a> {
        let condition = |one: &ConditionView| ConditionJs { text: self.words.text(&one.text), met: one.met };
        StepJs {
            id: &step.id,
            kind: step.kind,
            title: self.words.text(&step.title),
            guidance: self.words.text(&step.guidance),
            state: match step.state {
                StepState::Current => "current",
                StepState::Open => "open",
                StepState::Locked { .. } => "locked",
                StepState::Waiting { .. } => "waiting",
                StepState::Done { .. } => "done",
                StepState::Skipped { .. } => "skipped",
            },
            conditions: step.conditions.iter().map(condition).collect(),
            fields: step.fields.iter().map(|field| self.field(field)).collect(),
            clocks: step.clocks.iter().map(|clock| self.clock(clock)).collect(),
            skippable: step.skippable,
            letter: step.letter,
        }
    }

    fn field(&self, field: &'a FieldView) -> FieldJs<'a> {
        let value = field.value.as_ref().and_then(|value| match value {
            FieldValue::Text(text) => self.plan.journal.texts().get(text).map(ValueJs::Word),
            FieldValue::Date(day) => Some(ValueJs::Day(date_text(day.0))),
            FieldValue::Money(money) => Some(ValueJs::Money(money)),
            FieldValue::Choice(word) | FieldValue::Decimal(word) => Some(ValueJs::Word(word)),
            FieldValue::YesNo(yes) => Some(ValueJs::YesNo(*yes)),
        });
        let choices = field.choices.iter().map(|(id, label)| ChoiceJs { id, label: self.words.text(label) });
        FieldJs {
            id: &field.id,
            kind: field.kind,
            label: self.words.text(&field.label),
            required: field.required,
            value,
            choices: choices.collect(),
        }
    }

    fn clock(&self, clock: &'a ClockView) -> ClockJs<'a> {
        let met = match clock.state {
            ClockState::Met { on, late } => Some((date_text(on), i64::from(late))),
            _ => None,
        };
        ClockJs {
            step: &clock.step,
            rule: &clock.rule,
            title: self.words.text(&clock.title),
            article: self.words.string(&clock.article),
            who: clock.who,
            source: self.words.string(&clock.source),
            checked_on: date_text(clock.checked_on),
            due: date_text(clock.due),
            lasts: clock.lasts,
            n: clock.clock.n,
            unit: clock.clock.unit,
            confidence: clock.confidence,
            met_on: met.as_ref().map(|met| met.0.clone()),
            days_late: met.map(|met| met.1),
            days_left: match clock.state {
                ClockState::DueIn(days) => Some(i64::from(days)),
                ClockState::Today => Some(0),
                ClockState::Overdue(days) => Some(-i64::from(days)),
                ClockState::Met { .. } | ClockState::Over => None,
            },
            flags: &clock.flags,
            note: clock.note.as_ref().map(|note| self.words.text(note)),
        }
    }

    fn settlement(&self, settlement: &Settlement) -> SettlementJs {
        let sums = settlement.sums.iter().map(|sum| SumJs {
            lines: sum.lines.iter().map(|line| self.line(line)).collect(),
            total: money_json(sum.total),
            direction: sum.direction,
        });
        SettlementJs { sums: sums.collect() }
    }

    fn line(&self, line: &Line) -> LineJs {
        LineJs {
            label: self.words.text(&line.label),
            reason: self.words.text(&line.reason),
            doubt: line.doubt.as_ref().map(|doubt| self.words.text(doubt)),
            amount: money_json(line.amount),
            direction: line.direction,
            vat: line.vat.as_ref().map(|vat| VatJs {
                rate: vat.rate.text('.'),
                net: money_json(vat.net),
                vat: money_json(vat.vat),
                reason: self.words.text(&vat.reason),
            }),
        }
    }
}
