//! The pipeline: a case, the settings and what staff corrected, to everything that the screen says about the case.

use time::{Date, Duration, OffsetDateTime, Time};

use crate::advice::{Advice, Escalation, GRAVE, Grounds, Path, Reasons, Rule, Wish, advise};
use crate::case::{Author, Case, EventKind, ServiceEvent, Share};
use crate::json_shape;
use crate::relationship::{
    Filtered, HeardTick, Influence, Model, ModelError, Output, Relationship, States, Tick, TickSource, WeekStates,
    exit_within, filter, influences, is_ahead, ticks,
};
use crate::risk::{Churn, ChurnSource, Coverage, MissingKind, Repairability, Retaliation};
use crate::signals::{
    Account, Corrections, Evidence, Signal, Story, Thread, ThresholdError, Thresholds, account_points, event_ids, tell,
};
use crate::text::{Reader, Reading, Voice, hint};

json_shape! {
    /// What a team may set.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Settings = default {
        /// Numbers of the rules.
        pub thresholds: Thresholds,
        /// Parameters of the relationship model.
        pub model: Model,
        /// Names that customers call the company by, in any case: they tell whom "I leave Acme for Bolt" is about. Only
        /// [`assess`] looks at them; readings made elsewhere want a reader of
        /// [`own_names`](crate::text::Reader::own_names). Default: none.
        pub own_names as "ownNames": Vec<String>,
    }
}

/// A setting out of its range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A threshold.
    #[error("thresholds: {0}")]
    Threshold(#[from] ThresholdError),
    /// A part of the relationship model.
    #[error("model: {0}")]
    Model(#[from] ModelError),
}

impl Settings {
    /// The settings, where each is in its range. Do so for every file from outside.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(self) -> Result<Self, SettingsError> {
        Ok(Self { thresholds: self.thresholds.check()?, model: self.model.check()?, ..self })
    }
}

/// What is known of a case, what it means, and what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// How much is known.
    pub coverage: Coverage,
    /// How likely they are to leave.
    pub churn: Churn,
    /// Where the relationship stands.
    pub relationship: Relationship,
    /// Whether it can still be repaired.
    pub repairability: Repairability,
    /// What may come back after the exit.
    pub retaliation: Retaliation,
    /// What to do.
    pub advice: Advice,
    /// What went wrong, and what was done about it.
    pub story: Story,
    /// Every finding of the thread, in the order of messages and places; the ids of [`Corrections::struck`].
    pub signals: Vec<Signal>,
    /// What was read, aligned with `Case::messages`.
    pub readings: Vec<Reading>,
}

/// What stands behind an [`Assessment`]: it explains the verdict, which does not need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What speaks for the verdict and against it.
    pub reasons: Reasons,
    /// The relationship week by week, oldest first.
    pub timeline: Vec<WeekStates>,
    /// What moved the relationship, oldest first.
    pub influences: Vec<Influence>,
    /// Phrases in which the customer speaks of themselves and the brand: a prompt beside the attachment questions,
    /// never scored.
    pub identity_quotes: Vec<Evidence>,
}

/// Reads the case's messages and assesses it. Pure: the same arguments give the same assessment. The reader should have
/// learned [`languages_of`](crate::text::languages_of) the case.
#[must_use]
pub fn assess(case: &Case, reader: &Reader, settings: &Settings, corrections: &Corrections, today: Date) -> Assessment {
    let readings = match settings.own_names.as_slice() {
        [] => read_all(case, reader),
        names => read_all(case, &reader.clone().own_names(names)),
    };
    assess_with_readings(case, readings, settings, corrections, today)
}

/// Reads every message of the case, aligned with `Case::messages`.
#[must_use]
pub fn read_all(case: &Case, reader: &Reader) -> Vec<Reading> {
    let hint = hint(case);
    case.messages.iter().map(|message| reader.read(&message.text, message.author, hint)).collect()
}

/// As [`assess`], with readings at hand (from a cache, or made by hand in a test).
#[must_use]
pub fn assess_with_readings(
    case: &Case,
    readings: Vec<Reading>,
    settings: &Settings,
    corrections: &Corrections,
    today: Date,
) -> Assessment {
    let Settings { thresholds, model, .. } = settings;
    let basis = Basis::new(case, &readings, settings, corrections, today);
    let rule = basis.rule(case, settings, corrections);
    let Basis { thread, filtered, failed, account, .. } = &basis;
    let states = filtered.states;
    let exit13 = if filtered.exited { 1.0 } else { exit_within(states, thresholds.horizon_weeks, model) };
    let exit =
        ChurnSource { model, exit: exit13, thread, wish: corrections.wish, struck: &corrections.struck, thresholds };
    Assessment {
        churn: Churn::new(&exit, account.clone()),
        repairability: Repairability::new(states.broken, *failed, rule == Rule::Broken),
        retaliation: Retaliation::new(attachment(case), *failed, states.broken, arousal(thread, settings, today)),
        advice: advise(rule, &basis.grounds(case, settings, corrections)),
        relationship: Relationship { states, loglik: filtered.loglik, exit13 },
        coverage: basis.coverage,
        story: basis.story,
        signals: basis.thread.signals,
        readings,
    }
}

/// Explains the assessment of the same arguments, with its readings. Apart, since the first verdict of a widget is on
/// screen before this code is loaded.
#[must_use]
pub fn explain(
    case: &Case,
    readings: &[Reading],
    settings: &Settings,
    corrections: &Corrections,
    today: Date,
) -> Explanation {
    let basis = Basis::new(case, readings, settings, corrections, today);
    let rule = basis.rule(case, settings, corrections);
    let Basis { thread, ticks, filtered, .. } = &basis;
    let complains = |heard: &&HeardTick| matches!(heard.tick.output, Some(Output::Private | Output::Public));
    let helped = ticks.iter().rfind(complains).is_some_and(|heard| heard.after_help);
    let one_post = hangs_on_one_post(&basis, rule, case, readings, settings, corrections, today);
    Explanation {
        reasons: Reasons::new(rule, &basis.grounds(case, settings, corrections), helped, one_post),
        timeline: timeline(ticks, &filtered.per_tick),
        influences: influences(thread, ticks, filtered, &settings.model, settings.thresholds.horizon_weeks),
        identity_quotes: thread.identity_quotes(),
    }
}

/// What a verdict is decided on: everything before words.
struct Basis {
    thread: Thread,
    story: Story,
    ticks: Vec<HeardTick>,
    filtered: Filtered,
    failed: u32,
    coverage: Coverage,
    account: Account,
    unread: bool,
    ahead: usize,
}

impl Basis {
    fn new(case: &Case, readings: &[Reading], settings: &Settings, corrections: &Corrections, today: Date) -> Self {
        let Settings { thresholds, model, .. } = settings;
        let thread = Thread::new(case, readings, &corrections.struck);
        let story = tell(case, &thread, corrections, thresholds);
        let attachment = attachment(case);
        let source = TickSource { case, thread: &thread, story: &story, attachment, corrections, thresholds };
        let ticks = ticks(&source, today);
        let plain: Vec<Tick> = ticks.iter().map(|heard| heard.tick).collect();
        let filtered = filter(&plain, model);
        // To the end of tomorrow, as far as ticks go.
        let end = OffsetDateTime::new_utc(today, Time::MIDNIGHT).saturating_add(Duration::days(2));
        let failed = story.failed(end, thresholds.memory_days);
        let account = account_points(case, thresholds, &corrections.struck, today);
        let readable = is_readable(&thread);
        let outcomes = (readable || !case.events.is_empty()) && story.unknown_outcomes().next().is_none();
        let coverage = Coverage::new(thresholds.coverage_floor, |kind| match kind {
            MissingKind::Thread => readable,
            MissingKind::Outcomes => outcomes,
            MissingKind::Attachment => attachment.is_some(),
            MissingKind::Tenure => account.tenure,
            MissingKind::Contract => account.contract,
            MissingKind::Usage => account.usage,
            MissingKind::Payments => account.payments,
        });
        let unread = !readable && thread.messages.iter().any(|heard| heard.speaker == Some(Author::Customer));
        let ahead = case.messages.iter().filter(|message| is_ahead(message.at, today)).count();
        Self { thread, story, ticks, filtered, failed, coverage, account, unread, ahead }
    }

    fn grounds<'a>(&'a self, case: &Case, settings: &'a Settings, corrections: &Corrections) -> Grounds<'a> {
        Grounds {
            wish: wish(case, &self.thread, corrections),
            doubt: if corrections.wish.is_none() { self.thread.doubt() } else { None },
            escalation: escalation(&self.thread, corrections),
            story: &self.story,
            thread: &self.thread,
            unread: self.unread,
            ahead: self.ahead,
            coverage: &self.coverage,
            attachment: attachment(case),
            failed: self.failed,
            states: self.filtered.states,
            thresholds: &settings.thresholds,
        }
    }

    fn rule(&self, case: &Case, settings: &Settings, corrections: &Corrections) -> Rule {
        Rule::decide(&self.grounds(case, settings, corrections))
    }
}

fn attachment(case: &Case) -> Option<Share> {
    case.customer.attachment.map(|attachment| attachment.rating)
}

/// At least half of what the customer wrote could be read; a word or two ("thank you") counts neither way.
fn is_readable(thread: &Thread) -> bool {
    let (mut read, mut unread) = (0, 0);
    for heard in thread.customer() {
        match heard.not_read {
            None => read += 1,
            Some(_) if heard.is_unread() => unread += 1,
            Some(_) => {}
        }
    }
    read > 0 && read >= unread
}

/// The wish to leave that stands. What staff know goes before what is written; a notice stands until it is taken back.
fn wish(case: &Case, thread: &Thread, corrections: &Corrections) -> Option<Wish> {
    if corrections.wish == Some(false) {
        return None;
    }
    let is_notice = |event: &ServiceEvent| event.kind == EventKind::ExitNotice;
    let ids = if case.events.iter().any(is_notice) { event_ids(&case.events) } else { Vec::new() };
    let notice = case.events.iter().zip(ids).rfind(|(event, id)| {
        is_notice(event)
            && !corrections.struck.contains(id)
            && thread.withdrawn().is_none_or(|withdrawn| withdrawn < event.at)
    });
    match (notice, thread.wish(), corrections.wish) {
        (Some((notice, _)), ..) => Some(Wish::Notice(notice.at.date())),
        (None, Some(_), _) => Some(Wish::Written),
        (None, None, Some(true)) => Some(Wish::Told),
        (None, None, _) => None,
    }
}

fn escalation(thread: &Thread, corrections: &Corrections) -> Option<Escalation> {
    match corrections.escalate {
        Some(true) => Some(Escalation::Told),
        Some(false) => None,
        None => GRAVE.into_iter().find(|kind| thread.first(*kind).is_some()).map(Escalation::Found),
    }
}

/// The most heated complaint of late: within the days in which a complaint counts as a repetition.
fn arousal(thread: &Thread, settings: &Settings, today: Date) -> f64 {
    let since = today.saturating_sub(Duration::days(i64::from(settings.thresholds.repeat_days)));
    let late = thread.customer().filter(|heard| heard.at.date() >= since);
    late.map(|heard| heard.arousal).fold(0.0, f64::max)
}

const MANY_POSTS: usize = 8;

/// Whether striking one public post would change the verdict. A wish to leave is honoured however it is written.
fn hangs_on_one_post(
    basis: &Basis,
    rule: Rule,
    case: &Case,
    readings: &[Reading],
    settings: &Settings,
    corrections: &Corrections,
    today: Date,
) -> bool {
    if matches!(rule.path(), Path::Honour | Path::Escalate) {
        return false;
    }
    let posts = basis.thread.messages.iter().filter(|heard| heard.public && heard.voice == Voice::Complaint);
    // Each post costs an assessment; among many, none decides alone.
    if posts.clone().count() > MANY_POSTS {
        return false;
    }
    for post in posts {
        let mut without = corrections.clone();
        without.struck.insert(format!("m:{}:voice", post.evidence.message_id));
        let other = Basis::new(case, readings, settings, &without, today).rule(case, settings, &without);
        if other.path() != rule.path() {
            return true;
        }
    }
    false
}

/// The states at the end of each week.
fn timeline(ticks: &[HeardTick], per_tick: &[States]) -> Vec<WeekStates> {
    let mut weeks: Vec<WeekStates> = Vec::new();
    for (heard, states) in ticks.iter().zip(per_tick) {
        match weeks.last_mut() {
            Some(last) if last.week == heard.week => last.states = *states,
            _ => weeks.push(WeekStates { week: heard.week, states: *states }),
        }
    }
    weeks
}

#[cfg(test)]
mod tests;
