//! What moved the relationship: each event's and each message's share, as a log-likelihood ratio and in points of the
//! leaving score.

use time::Date;

use super::{Cause, Filtered, HeardTick, Input, Model, Output, States, exit_within, log_odds};
use crate::order;
use crate::signals::{Evidence, Thread};
use crate::words::{Key, Text, say};

/// One thing that moved the relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// The event's or signal's id, as in the story; `time` for weeks passing without a word.
    pub id: String,
    /// The day (UTC) of the event or message; for `time`, the last week's Monday.
    pub date: Date,
    /// What it was.
    pub label: Text,
    /// For a message, the log-likelihood ratio of broken against not broken; for an event, the change in the log-odds
    /// of broken against a quiet week in its place. Positive is towards broken. All influences together are the whole
    /// way from a customer of whom nothing is known.
    pub log_ratio: f64,
    /// What it moved the log-odds of leaving, likewise: all influences together are the relationship's part of the leaving
    /// score. Positive is towards leaving.
    pub points: f64,
    /// The words it stands on, where it stands on words.
    pub evidence: Option<Evidence>,
    /// The customer had been helped shortly before: part of a complaint reflects that they expect help.
    pub helped: bool,
}

/// A way that the relationship has gone: in log-odds of being broken, and of leaving.
#[derive(Clone, Copy)]
struct Way {
    broken: f64,
    leaving: f64,
}

impl Way {
    const NONE: Self = Self { broken: 0.0, leaving: 0.0 };

    fn plus(self, other: Self) -> Self {
        Self { broken: self.broken + other.broken, leaving: self.leaving + other.leaving }
    }

    fn from(self, start: Self) -> Self {
        Self { broken: self.broken - start.broken, leaving: self.leaving - start.leaving }
    }
}

/// What moved the relationship over `ticks`, as `filtered` found it, where leaving is looked at over so many weeks; oldest
/// first, the passing of time last.
#[must_use]
pub fn influences(
    thread: &Thread,
    ticks: &[HeardTick],
    filtered: &Filtered,
    model: &Model,
    horizon: u16,
) -> Vec<Influence> {
    let stand = |states: [f64; 3]| Way {
        broken: odds(states),
        leaving: log_odds(exit_within(States::from_array(states), horizon, model)),
    };
    let mut moved: Vec<Influence> = Vec::new();
    let (mut time, mut weeks, mut last_week) = (Way::NONE, 0, None);
    let mut before = model.start;
    for (index, (heard, after)) in ticks.iter().zip(&filtered.per_tick).enumerate() {
        let HeardTick { tick, week, .. } = heard;
        let start = stand(before);
        let (quiet, reached) = match index {
            0 => (before, before),
            _ => (model.step(before, Input::Quiet), model.step(before, tick.input)),
        };
        let (quiet, reached) = (stand(quiet), stand(reached));
        before = after.to_array();
        let mut now = stand(before);
        if tick.output == Some(Output::Exit) {
            now.leaving = log_odds(1.0);
        }
        let told = now.from(reached);
        time = time.plus(quiet.from(start));
        match &heard.cause {
            Some(cause) => {
                let evidence = evidence_of(thread, &cause.id);
                add(&mut moved, Influence::of(cause, input_label(tick.input), reached.from(quiet), evidence));
            }
            None => time = time.plus(reached.from(quiet)),
        }
        let spoken = heard.message.and_then(|message| thread.messages.get(message));
        match (spoken, &heard.notice) {
            (Some(spoken), _) => {
                let cause = Cause { id: spoken.voice_id.clone(), date: spoken.at.date() };
                let evidence = Some(spoken.evidence.clone());
                let influence = Influence::of(&cause, output_label(tick.output), told, evidence);
                add(&mut moved, Influence { helped: heard.after_help, ..influence });
            }
            (None, Some(notice)) => moved.push(Influence::of(notice, Key::SignalExitNotice, told, None)),
            (None, None) => {
                time = time.plus(told);
                weeks += 1;
                last_week = Some(*week);
            }
        }
    }
    order::sort(&mut moved, |a, b| a.date < b.date);
    if let Some(date) = last_week {
        let label = say::signal_time_passing(weeks);
        let passing = Cause { id: "time".to_owned(), date };
        moved.push(Influence { label, ..Influence::of(&passing, Key::SignalEventQuiet, time, None) });
    } else if let Some(last) = moved.last_mut() {
        last.add(time);
    }
    moved
}

impl Influence {
    fn of(cause: &Cause, label: Key, way: Way, evidence: Option<Evidence>) -> Self {
        let Way { broken: log_ratio, leaving: points } = way;
        let (id, date) = (cause.id.clone(), cause.date);
        Self { id, date, label: label.into(), log_ratio, points, evidence, helped: false }
    }

    fn add(&mut self, way: Way) {
        self.log_ratio += way.broken;
        self.points += way.leaving;
    }
}

/// A failure that stays open moves the relationship week by week: one line.
fn add(moved: &mut Vec<Influence>, influence: Influence) {
    match moved.iter_mut().find(|known| known.id == influence.id && known.label == influence.label) {
        Some(known) => known.add(Way { broken: influence.log_ratio, leaving: influence.points }),
        None => moved.push(influence),
    }
}

fn odds([broken, strained, sound]: [f64; 3]) -> f64 {
    let tiny = f64::MIN_POSITIVE;
    (broken.max(tiny) / (strained + sound).max(tiny)).ln()
}

fn evidence_of(thread: &Thread, id: &str) -> Option<Evidence> {
    let signal = thread.signals.iter().find(|signal| signal.id == id).map(|signal| &signal.evidence);
    signal.or_else(|| Some(&thread.messages.iter().find(|heard| heard.voice_id == id)?.evidence)).cloned()
}

const fn input_label(input: Input) -> Key {
    match input {
        Input::Quiet => Key::SignalEventQuiet,
        Input::FailureOpen => Key::SignalEventFailureOpen,
        Input::RepairOk => Key::SignalEventRepairOk,
        Input::RepairFailed => Key::SignalEventRepairFailed,
        Input::Outreach => Key::SignalEventOutreach,
        Input::LateRepair => Key::SignalEventLateRepair,
    }
}

const fn output_label(output: Option<Output>) -> Key {
    match output {
        None => Key::SignalHeardUnread,
        Some(Output::Silent | Output::Neutral) => Key::SignalHeardNeutral,
        Some(Output::Compliment) => Key::SignalHeardCompliment,
        Some(Output::Private) => Key::SignalHeardPrivate,
        Some(Output::Public) => Key::SignalHeardPublic,
        Some(Output::Exit) => Key::SignalExitNotice,
    }
}
