//! The reasons in words: what speaks for the verdict and against it, what would change it, what to bear in mind.

use super::{GRAVE, Grounds, Path, Rule};
use crate::case::Author;
use crate::signals::Thresholds;
use crate::text::{FindingKind, Voice};
use crate::words::{Key, Text, say};

/// What speaks for a verdict, and what else there is to say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// What speaks for it.
    pub for_it: Vec<Text>,
    /// What speaks against it.
    pub against: Vec<Text>,
    /// What would change it.
    pub would_change: Vec<Text>,
    /// What to bear in mind, as that the verdict hangs on one post.
    pub notes: Vec<Text>,
    /// Thresholds behind this verdict that are design defaults, with their values.
    pub defaults: Vec<Text>,
}

impl Reasons {
    /// Those of `rule` on `grounds`. `helped`: the last complaint came soon after help. `one_post`: without one public
    /// post the verdict would be another.
    #[must_use]
    pub fn new(rule: Rule, grounds: &Grounds<'_>, helped: bool, one_post: bool) -> Self {
        let (for_it, against) = for_and_against(rule, grounds);
        Self {
            for_it,
            against,
            would_change: would_change(rule.path(), grounds),
            notes: notes(rule.path(), grounds, helped, one_post),
            defaults: defaults(rule, grounds.thresholds),
        }
    }
}

fn for_and_against(rule: Rule, grounds: &Grounds<'_>) -> (Vec<Text>, Vec<Text>) {
    let (mut parting, mut staying) = (parting(grounds), staying(grounds));
    let unknown: Vec<Text> = grounds.coverage.missing.iter().map(|missing| missing.label.clone()).collect();
    let unknown = (!unknown.is_empty()).then(|| say::advice_against_unknown(unknown));
    let failed = (grounds.failed > 0).then(|| say::advice_for_failed(i64::from(grounds.failed)));
    let tie = grounds.attachment.map(|attachment| {
        let strong = attachment.get() >= grounds.thresholds.a_high;
        let say = if strong { say::advice_for_strong_tie } else { say::advice_for_weak_tie };
        say(attachment.percent())
    });
    match rule.path() {
        Path::Honour => {
            let mut reasons = grave(grounds);
            reasons.extend(parting);
            reasons.extend(failed);
            (reasons, staying)
        }
        Path::CleanBreak | Path::Settle => {
            parting.extend(failed);
            parting.extend(tie);
            staying.extend(unknown);
            (parting, staying)
        }
        Path::Unclear => {
            let known = parting.into_iter().chain(staying).chain(failed).chain(tie).collect();
            (unknown.into_iter().collect(), known)
        }
        Path::SecondChance => {
            staying.extend(failed);
            parting.extend(unknown);
            (staying, parting)
        }
        Path::Repair | Path::NothingToRepair => {
            if rule == Rule::NoneFailed {
                staying.push(Key::AdviceForNoneFailed.into());
            }
            parting.extend(unknown);
            (staying, parting)
        }
        Path::Escalate => (Vec::new(), unknown.into_iter().collect()),
    }
}

/// What goes to the person responsible although the wish to leave comes first, in its own words; nothing where staff
/// cleared it.
fn grave(grounds: &Grounds<'_>) -> Vec<Text> {
    if grounds.escalation.is_none() {
        return Vec::new();
    }
    let found = GRAVE.into_iter().filter_map(|kind| grounds.thread.first(kind));
    found.map(|signal| say::advice_for_grave(signal.label.clone(), signal.evidence.quote.clone())).collect()
}

/// What points to the end of the relationship, other than failed repairs.
fn parting(grounds: &Grounds<'_>) -> Vec<Text> {
    let mut reasons = Vec::new();
    if grounds.states.broken >= 0.5 {
        let [broken, ..] = grounds.states.percents();
        reasons.push(say::advice_for_broken(broken));
    }
    let complaints = grounds.thread.customer().filter(|heard| heard.voice == Voice::Complaint).count();
    if complaints > 1 {
        reasons.push(say::advice_for_complaints(complaints as i64));
    }
    reasons.extend(grounds.doubt.map(|signal| signal.label.clone()));
    for kind in [
        FindingKind::Betrayal,
        FindingKind::UnkeptPromise,
        FindingKind::RepeatedContact,
        FindingKind::Ultimatum,
        FindingKind::Competitor,
        FindingKind::PublicityThreat,
    ] {
        reasons.extend(grounds.thread.first(kind).map(|signal| signal.label.clone()));
    }
    reasons
}

/// What points to a relationship that can last.
fn staying(grounds: &Grounds<'_>) -> Vec<Text> {
    let mut reasons = Vec::new();
    if grounds.states.broken < 0.5 {
        let [broken, ..] = grounds.states.percents();
        reasons.push(say::advice_against_not_broken(100_u8.saturating_sub(broken)));
    }
    if grounds.story.failures.iter().any(|failure| failure.resolved.is_some()) {
        reasons.push(Key::AdviceAgainstRepaired.into());
    }
    for kind in [FindingKind::WishWithdrawn, FindingKind::Praise, FindingKind::Thanks] {
        reasons.extend(grounds.thread.first(kind).map(|signal| signal.label.clone()));
    }
    reasons
}

fn would_change(path: Path, grounds: &Grounds<'_>) -> Vec<Text> {
    let tie = percent(grounds.thresholds.a_high);
    let mut changes: Vec<Text> = match path {
        Path::Honour => return vec![Key::AdviceChangeStay.into()],
        Path::Escalate => vec![Key::AdviceChangeCleared.into()],
        Path::NothingToRepair => vec![Key::AdviceChangeFailure.into()],
        Path::Unclear => vec![Key::AdviceChangeAnswer.into()],
        Path::CleanBreak => vec![Key::AdviceChangeStay.into(), say::advice_change_weak_tie(tie)],
        Path::Settle => vec![Key::AdviceChangeRepaired.into(), say::advice_change_strong_tie(tie)],
        Path::SecondChance => vec![Key::AdviceChangeRepaired.into(), Key::AdviceChangeFailsAgain.into()],
        Path::Repair => vec![Key::AdviceChangeRepaired.into(), Key::AdviceChangeFails.into()],
    };
    changes.push(Key::AdviceChangeLeave.into());
    changes
}

fn notes(path: Path, grounds: &Grounds<'_>, helped: bool, one_post: bool) -> Vec<Text> {
    let mut notes: Vec<Text> = Vec::new();
    if one_post {
        notes.push(Key::AdviceNoteOnePost.into());
    }
    if helped {
        notes.push(Key::AdviceNoteHelped.into());
    }
    match path {
        Path::Repair | Path::SecondChance => {
            let last = grounds.thread.customer().filter(|heard| heard.voice == Voice::Complaint).last();
            let public = last.is_some_and(|heard| heard.public);
            notes.push(if public { Key::AdviceNotePublic } else { Key::AdviceNotePrivate }.into());
        }
        Path::NothingToRepair => notes.push(Key::AdviceNoteSilence.into()),
        _ => {}
    }
    let unread = |author| author == Some(Author::Customer);
    let messages = grounds.thread.messages.iter();
    if !grounds.unread && messages.clone().any(|heard| unread(heard.speaker) && heard.is_unread()) {
        notes.push(Key::AdviceNoteUnread.into());
    }
    if grounds.ahead > 0 {
        notes.push(say::advice_note_ahead(grounds.ahead as i64));
    }
    notes
}

/// The thresholds that the rule used and that nobody has changed.
fn defaults(rule: Rule, thresholds: &Thresholds) -> Vec<Text> {
    let ours = Thresholds::default();
    let mut used = Vec::new();
    let many = matches!(rule, Rule::Unrated | Rule::MayStillHold | Rule::Broken | Rule::ManyFailed | Rule::OneFailed);
    if many && thresholds.n_multi == ours.n_multi {
        used.push(say::advice_default_many(i64::from(ours.n_multi)));
    }
    if matches!(rule, Rule::MayStillHold | Rule::Broken | Rule::ManyFailed) && thresholds.a_high == ours.a_high {
        used.push(say::advice_default_strong_tie(percent(ours.a_high)));
    }
    if matches!(rule, Rule::MayStillHold | Rule::Broken) && thresholds.broken == ours.broken {
        used.push(say::advice_default_broken(percent(ours.broken)));
    }
    if rule == Rule::Coverage && thresholds.coverage_floor == ours.coverage_floor {
        used.push(say::advice_default_coverage(percent(ours.coverage_floor)));
    }
    if rule == Rule::NoClearState && thresholds.posterior == ours.posterior {
        used.push(say::advice_default_state(percent(ours.posterior)));
    }
    used
}

/// Whole percent of a share.
fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}
