//! From the story and the thread to the ticks of the model.
//!
//! A tick is an ISO week (UTC), silent weeks included. A repair's outcome starts a tick of its own where the week has
//! already heard the customer or another outcome, so that two failed repairs in one week count as two.

use time::{Date, Duration, OffsetDateTime, Time};

use super::{Input, Output, Tick};
use crate::case::{Author, Case, EventKind, Share};
use crate::order;
use crate::signals::{
    AttemptKind, AttemptOutcome, Corrections, Failure, Heard, HowKnown, Story, Thread, Thresholds, event_ids,
};
use crate::text::{NotRead, Voice};

/// A tick and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardTick {
    /// The tick.
    pub tick: Tick,
    /// The week's Monday (ISO 8601, UTC).
    pub week: Date,
    /// What gave it its input; none for a quiet one.
    pub cause: Option<Cause>,
    /// Which message was its loudest: its place in `Case::messages`.
    pub message: Option<usize>,
    /// Help came before its message, this week or in the weeks for which `helped` holds. (`helped` is of the whole week.)
    pub after_help: bool,
    /// The notice, where the tick ends with one.
    pub notice: Option<Cause>,
}

/// An event behind a tick's input or its notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of the failure, attempt or event.
    pub id: String,
    /// Its day (UTC).
    pub date: Date,
}

/// Something that happened, as a tick sees it.
#[derive(Clone, Copy)]
enum What<'a> {
    /// A recorded failure came up. (An inferred one is its complaint already, and counts from the next tick on.)
    Opened(&'a Failure),
    /// A repair was tried: whether it came too late, and when its outcome showed.
    Tried { id: &'a str, late: bool, outcome_at: Option<OffsetDateTime> },
    /// A repair failed.
    Failed(&'a str),
    /// A failure was resolved.
    Resolved(&'a str),
    /// We wrote unasked.
    Outreach(&'a str),
    /// The customer wrote.
    Wrote(&'a Heard),
    /// The customer gave notice.
    Notice(&'a str),
}

#[derive(Clone, Copy)]
struct Item<'a> {
    at: OffsetDateTime,
    what: What<'a>,
}

/// What ticks are made of.
#[derive(Clone, Copy, Debug)]
pub struct TickSource<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its thread.
    pub thread: &'a Thread,
    /// Its story.
    pub story: &'a Story,
    /// Attachment, where rated.
    pub attachment: Option<Share>,
    /// What staff corrected.
    pub corrections: &'a Corrections,
    /// Windows and thresholds.
    pub thresholds: &'a Thresholds,
}

/// Of a longer history, what came before is heard in its first week: the model has long forgotten it (and a wrong date
/// must not cost a million weeks).
const LONGEST: Duration = Duration::weeks(520);

/// Whether something is dated after `today`: a wrong date. The desk's today may be a day behind UTC.
#[must_use]
pub fn is_ahead(at: OffsetDateTime, today: Date) -> bool {
    at.date() > today.saturating_add(Duration::DAY)
}

/// The ticks of a case, from the first message or event to `today` (a day later at most); they stop at a notice. Where the first week has an
/// input, a quiet week goes before it: the first tick of a history has no transition that could carry one.
#[must_use]
pub fn ticks(source: &TickSource<'_>, today: Date) -> Vec<HeardTick> {
    let ids = event_ids(&source.case.events);
    let mut items = items(source, &ids);
    items.retain(|item| !is_ahead(item.at, today));
    let days = source.case.messages.iter().map(|message| message.at.date());
    let days = days.chain(source.case.events.iter().map(|event| event.at.date()));
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Vec::new();
    };
    let last_day = last.clamp(today, today.saturating_add(Duration::DAY));
    let now = OffsetDateTime::new_utc(last_day, Time::MIDNIGHT).saturating_add(Duration::DAY);
    let mut week = monday(first.max(last_day.saturating_sub(LONGEST)));
    let mut maker = Maker { source, now, made: Vec::new(), carried: Vec::new(), last_help: None };
    let mut rest = items.as_slice();
    while week <= last_day {
        let next = week.saturating_add(Duration::WEEK);
        let (this_week, later) = rest.split_at(rest.partition_point(|item| item.at.date() < next));
        rest = later;
        let mut start = 0;
        let mut heard = false;
        for (index, item) in this_week.iter().enumerate() {
            let outcome = matches!(item.what, What::Failed(_) | What::Resolved(_));
            if outcome && heard {
                maker.tick(week, this_week.get(start..index).unwrap_or_default(), item.at);
                start = index;
                heard = false;
            }
            heard |= outcome || matches!(item.what, What::Wrote(_));
            if matches!(item.what, What::Notice(_)) {
                maker.tick(week, this_week.get(start..=index).unwrap_or_default(), item.at);
                return maker.finish();
            }
        }
        let end = OffsetDateTime::new_utc(next, Time::MIDNIGHT);
        maker.tick(week, this_week.get(start..).unwrap_or_default(), end.min(now));
        if next <= week {
            break;
        }
        week = next;
    }
    maker.finish()
}

/// The Monday of a day's ISO week.
fn monday(day: Date) -> Date {
    day.saturating_sub(Duration::days(i64::from(day.weekday().number_days_from_monday())))
}

fn items<'a>(source: &TickSource<'a>, ids: &'a [String]) -> Vec<Item<'a>> {
    let TickSource { case, thread, story, thresholds, .. } = *source;
    let mut items: Vec<Item<'a>> = Vec::new();
    let strong = source.attachment.is_some_and(|attachment| attachment.get() >= thresholds.a_high);
    for failure in &story.failures {
        // A failure that only its repair tells of came up nobody knows when.
        let recorded = match failure.how {
            HowKnown::Recorded(event) => case.events.get(event).is_some_and(|event| event.kind == EventKind::Failure),
            _ => false,
        };
        if recorded {
            items.push(Item { at: failure.opened, what: What::Opened(failure) });
        }
        for attempt in &failure.attempts {
            let id = attempt.id.as_str();
            if attempt.kind == AttemptKind::Repair {
                let late = strong && story.failed(attempt.at, thresholds.memory_days) >= thresholds.n_multi;
                let outcome_at = attempt.outcome_at;
                items.push(Item { at: attempt.at, what: What::Tried { id, late, outcome_at } });
            }
            if let Some(at) = attempt.outcome_at.filter(|_| attempt.is_failed_repair()) {
                items.push(Item { at, what: What::Failed(id) });
            }
        }
        if let Some(at) = failure.resolved {
            items.push(Item { at, what: What::Resolved(failure.id.as_str()) });
        }
    }
    items.extend(thread.customer().map(|heard| Item { at: heard.at, what: What::Wrote(heard) }));
    for (event, id) in case.events.iter().zip(ids) {
        let what = match event.kind {
            EventKind::Outreach => What::Outreach(id),
            EventKind::ExitNotice if notice_stands(source, event.at) => What::Notice(id),
            _ => continue,
        };
        if !source.corrections.struck.contains(id) {
            items.push(Item { at: event.at, what });
        }
    }
    // Of things at one moment, what happened goes before the message that tells of it. (The sort is stable.)
    let tells = |item: &Item<'_>| matches!(item.what, What::Wrote(_) | What::Notice(_));
    order::sort(&mut items, |a, b| (a.at, tells(a)) < (b.at, tells(b)));
    items
}

/// Whether a notice of `at` stands: not taken back later, in words or by what staff know.
fn notice_stands(source: &TickSource<'_>, at: OffsetDateTime) -> bool {
    source.corrections.wish != Some(false) && source.thread.withdrawn().is_none_or(|withdrawn| withdrawn < at)
}

struct Maker<'a, 'b> {
    source: &'b TickSource<'a>,
    now: OffsetDateTime,
    made: Vec<HeardTick>,
    /// What came after the last tick's loudest message.
    carried: Vec<Item<'a>>,
    /// The last tick with help in it.
    last_help: Option<usize>,
}

impl<'a> Maker<'a, '_> {
    fn tick(&mut self, week: Date, items: &[Item<'a>], end: OffsetDateTime) {
        let loudest = loudest(items);
        let end = end.min(self.now);
        // Where the customer speaks, what came after is for the next tick.
        let (limit, moment) = loudest.map_or((items.len(), end), |(index, item)| (index, item.at));
        let after = items.get(limit..).unwrap_or_default().to_vec();
        let carried = std::mem::replace(&mut self.carried, after);
        let mut inputs: Vec<(Input, Cause)> = Vec::new();
        for item in carried.iter().chain(items.get(..limit).unwrap_or_default()) {
            if let Some((input, id)) = input_of(item, items, end) {
                inputs.push((input, Cause { id: id.to_owned(), date: item.at.date() }));
            }
        }
        if let Some(failure) = self.held(moment) {
            inputs.push((Input::FailureOpen, Cause { id: failure.id.clone(), date: failure.opened.date() }));
        }
        let worst = inputs.into_iter().max_by_key(|(input, _)| severity(*input));
        let index = self.made.len();
        let within = |last: usize| index - last < usize::from(self.source.thresholds.help_ticks);
        let helps =
            |items: &[Item<'_>]| items.iter().any(|item| matches!(item.what, What::Tried { .. } | What::Resolved(_)));
        let after_help = self.last_help.is_some_and(within) || helps(items.get(..limit).unwrap_or_default());
        if helps(items) {
            self.last_help = Some(index);
        }
        let (input, cause) = match worst {
            Some((Input::Quiet, _)) | None => (Input::Quiet, None),
            Some((input, cause)) => (input, Some(cause)),
        };
        let (output, message, notice) = match loudest.map(|(_, item)| (item.what, item.at)) {
            Some((What::Wrote(heard), _)) => (output_of(heard), Some(heard.message), None),
            Some((What::Notice(id), at)) => {
                (Some(Output::Exit), None, Some(Cause { id: id.to_owned(), date: at.date() }))
            }
            _ => (Some(Output::Silent), None, None),
        };
        let tick = Tick { input, helped: self.last_help.is_some_and(within), output };
        self.made.push(HeardTick { tick, week, cause, message, after_help, notice });
    }

    /// A failure that is open at this moment: not tried yet, or called about again and unanswered for too long.
    fn held(&self, at: OffsetDateTime) -> Option<&'a Failure> {
        self.source.story.failures.iter().rfind(|failure| {
            let open = match failure.how {
                HowKnown::Recorded(_) => failure.opened <= at,
                _ => failure.opened < at,
            };
            if !open || failure.resolved.is_some_and(|resolved| resolved <= at) {
                return false;
            }
            let tried = |kind, when: OffsetDateTime| kind == AttemptKind::Repair && when <= at;
            let last = failure.attempts.iter().rfind(|attempt| tried(attempt.kind, attempt.at));
            last.is_none_or(|attempt| self.unanswered(failure, attempt.at, at))
        })
    }

    /// Whether the first call after the last answer has waited for too long at `at`.
    fn unanswered(&self, failure: &Failure, tried: OffsetDateTime, at: OffsetDateTime) -> bool {
        let TickSource { thread, case, .. } = *self.source;
        let answers = thread.messages.iter().filter(|heard| heard.speaker == Some(Author::Staff)).map(|heard| heard.at);
        let told = |kind| matches!(kind, EventKind::Promise | EventKind::PromiseKept | EventKind::Outreach);
        let acts = case.events.iter().filter(|event| told(event.kind)).map(|event| event.at);
        let answered = answers.chain(acts).filter(|when| *when <= at).fold(tried, OffsetDateTime::max);
        let calls = thread.customer().filter(|heard| heard.voice == Voice::Complaint).map(|heard| heard.at);
        let failed = failure.attempts.iter().filter(|attempt| attempt.outcome == AttemptOutcome::Failed);
        let calls = calls.chain(failed.filter_map(|attempt| attempt.outcome_at));
        let waiting = calls.filter(|when| *when > answered && *when <= at).min();
        let patience = Duration::days(i64::from(self.source.thresholds.answer_days));
        waiting.is_some_and(|since| at >= since.saturating_add(patience))
    }

    fn finish(mut self) -> Vec<HeardTick> {
        if let Some(first) = self.made.first().filter(|first| first.tick.input != Input::Quiet) {
            let week = first.week.saturating_sub(Duration::WEEK);
            let tick = Tick { input: Input::Quiet, helped: false, output: Some(Output::Silent) };
            self.made.insert(0, HeardTick { tick, week, cause: None, message: None, after_help: false, notice: None });
        }
        self.made
    }
}

/// The input that an item gives, if any, and the id behind it. `end` is the end of its tick.
fn input_of<'a>(item: &Item<'a>, items: &[Item<'a>], end: OffsetDateTime) -> Option<(Input, &'a str)> {
    let repaired =
        |failure: &Failure| items.iter().any(|item| matches!(item.what, What::Resolved(id) if id == failure.id));
    match item.what {
        What::Opened(failure) => (!repaired(failure)).then_some((Input::FailureOpen, failure.id.as_str())),
        What::Tried { id, late: true, .. } => Some((Input::LateRepair, id)),
        // Not known yet: quiet. Known within the tick: the outcome speaks.
        What::Tried { id, outcome_at, .. } => outcome_at.is_none_or(|at| at > end).then_some((Input::Quiet, id)),
        What::Failed(id) => Some((Input::RepairFailed, id)),
        What::Resolved(id) => Some((Input::RepairOk, id)),
        What::Outreach(id) => Some((Input::Outreach, id)),
        What::Wrote(_) | What::Notice(_) => None,
    }
}

/// The worst input of a tick wins.
const fn severity(input: Input) -> u8 {
    match input {
        Input::RepairOk => 0,
        Input::Outreach => 1,
        Input::Quiet => 2,
        Input::LateRepair => 3,
        Input::FailureOpen => 4,
        Input::RepairFailed => 5,
    }
}

/// The strongest voice among the items, the last of equals.
fn loudest<'a, 'i>(items: &'i [Item<'a>]) -> Option<(usize, &'i Item<'a>)> {
    let loudness = |item: &Item<'_>| match item.what {
        What::Notice(_) => 7,
        What::Wrote(heard) => match output_of(heard) {
            Some(Output::Public) => 6,
            Some(Output::Private) => 5,
            Some(Output::Compliment) => 3,
            Some(_) => 2,
            // Unread words may be a complaint; two words ("thank you") hardly.
            None if heard.not_read == Some(NotRead::TooShort) => 1,
            None => 4,
        },
        _ => 0,
    };
    let spoken = items.iter().enumerate().filter(|(_, item)| loudness(item) > 0);
    spoken.max_by_key(|(_, item)| loudness(item))
}

fn output_of(heard: &Heard) -> Option<Output> {
    match (heard.not_read, heard.voice) {
        (Some(_), _) => None,
        (None, Voice::Complaint) if heard.public => Some(Output::Public),
        (None, Voice::Complaint) => Some(Output::Private),
        (None, Voice::Compliment) => Some(Output::Compliment),
        (None, Voice::Neutral) => Some(Output::Neutral),
    }
}
