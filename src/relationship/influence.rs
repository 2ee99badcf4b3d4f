//! What moved the relationship: each event's and each message's share, as a log-likelihood ratio.

use time::Date;

use super::{Cause, Filtered, HeardTick, Input, Model, Output};
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
    /// The words it stands on, where it stands on words.
    pub evidence: Option<Evidence>,
    /// The customer had been helped shortly before: part of a complaint reflects that they expect help.
    pub helped: bool,
}

/// What moved the relationship over `ticks`, as `filtered` found it; oldest first, the passing of time last.
#[must_use]
pub fn influences(thread: &Thread, ticks: &[HeardTick], filtered: &Filtered, model: &Model) -> Vec<Influence> {
    let mut moved: Vec<Influence> = Vec::new();
    let (mut time, mut weeks, mut last_week) = (0.0, 0, None);
    let mut before = model.start;
    for (index, (heard, after)) in ticks.iter().zip(&filtered.per_tick).enumerate() {
        let HeardTick { tick, week, .. } = heard;
        let start = log_odds(before);
        let (quiet, reached) = match index {
            0 => (before, before),
            _ => (model.step(before, Input::Quiet), model.step(before, tick.input)),
        };
        let (quiet, reached) = (log_odds(quiet), log_odds(reached));
        before = after.to_array();
        let told = log_odds(before) - reached;
        time += quiet - start;
        match &heard.cause {
            Some(cause) => {
                let evidence = evidence_of(thread, &cause.id);
                add(&mut moved, Influence::of(cause, input_label(tick.input), reached - quiet, evidence));
            }
            None => time += reached - quiet,
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
                time += told;
                weeks += 1;
                last_week = Some(*week);
            }
        }
    }
    order::sort(&mut moved, |a, b| a.date < b.date);
    if let Some(date) = last_week {
        let label = say::signal_time_passing(weeks);
        moved.push(Influence { id: "time".to_owned(), date, label, log_ratio: time, evidence: None, helped: false });
    } else if let Some(last) = moved.last_mut() {
        last.log_ratio += time;
    }
    moved
}

impl Influence {
    fn of(cause: &Cause, label: Key, log_ratio: f64, evidence: Option<Evidence>) -> Self {
        Self { id: cause.id.clone(), date: cause.date, label: label.into(), log_ratio, evidence, helped: false }
    }
}

/// A failure that stays open moves the relationship week by week: one line.
fn add(moved: &mut Vec<Influence>, influence: Influence) {
    match moved.iter_mut().find(|known| known.id == influence.id && known.label == influence.label) {
        Some(known) => known.log_ratio += influence.log_ratio,
        None => moved.push(influence),
    }
}

fn log_odds([broken, strained, sound]: [f64; 3]) -> f64 {
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
