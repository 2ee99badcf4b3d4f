//! The verdict in words: why, what speaks for and against it, what would change it, and what to ask.

use super::{Advice, Escalation, GRAVE, Grounds, Path, Question, QuestionId, Rule, Wish};
use crate::case::Author;
use crate::risk::MissingKind;
use crate::signals::Thresholds;
use crate::text::{FindingKind, Voice};
use crate::words::{Key, Text, say};

/// The verdict of `rule` on `grounds`, in words. `helped`: the last complaint came soon after help. `one_post`: without
/// one public post the verdict would be another.
#[must_use]
pub fn advise(rule: Rule, grounds: &Grounds<'_>, helped: bool, one_post: bool) -> Advice {
    let path = rule.path();
    let (for_reasons, against) = for_and_against(rule, grounds);
    Advice {
        path,
        title: title(rule).into(),
        why: why(rule, grounds),
        for_reasons,
        against,
        would_change: would_change(path, grounds),
        question: question(rule, grounds),
        notes: notes(path, grounds, helped, one_post),
        save_attempts: u8::from(matches!(path, Path::Repair | Path::SecondChance | Path::Settle)),
        defaults: defaults(rule, grounds.thresholds),
    }
}

const fn title(rule: Rule) -> Key {
    match rule.path() {
        Path::Honour => Key::AdviceHonourTitle,
        Path::Escalate => Key::AdviceEscalateTitle,
        Path::NothingToRepair if matches!(rule, Rule::NothingFound) => Key::AdviceNothingToRepairTitleFound,
        Path::NothingToRepair => Key::AdviceNothingToRepairTitle,
        Path::Unclear => Key::AdviceUnclearTitle,
        Path::CleanBreak => Key::AdviceCleanBreakTitle,
        Path::Settle => Key::AdviceSettleTitle,
        Path::SecondChance => Key::AdviceSecondChanceTitle,
        Path::Repair => Key::AdviceRepairTitle,
    }
}

fn why(rule: Rule, grounds: &Grounds<'_>) -> Text {
    let failed = i64::from(grounds.failed);
    match rule {
        Rule::Wish(Wish::Written) => Key::AdviceHonourWhyWritten.into(),
        Rule::Wish(Wish::Notice(date)) => say::advice_honour_why_notice(date),
        Rule::Wish(Wish::Told) => Key::AdviceHonourWhyTold.into(),
        Rule::Escalate(Escalation::Found(kind)) => match kind {
            FindingKind::SafetyThreat => Key::AdviceEscalateWhySafety,
            FindingKind::Vulnerability => Key::AdviceEscalateWhyVulnerability,
            FindingKind::LegalThreat => Key::AdviceEscalateWhyLegal,
            _ => Key::AdviceEscalateWhyFraud,
        }
        .into(),
        Rule::Escalate(Escalation::Told) => Key::AdviceEscalateWhyTold.into(),
        Rule::Which => say::advice_unclear_why_which(doubted(grounds)),
        Rule::Thinking => say::advice_unclear_why_thinking(doubted(grounds)),
        Rule::NothingKnown => Key::AdviceNothingToRepairWhy.into(),
        Rule::NothingFound => Key::AdviceNothingToRepairWhyFound.into(),
        Rule::AllRepaired => Key::AdviceNothingToRepairWhyRepaired.into(),
        Rule::Unread => Key::AdviceUnclearWhyUnread.into(),
        Rule::Unrated => say::advice_unclear_why_unrated(failed),
        Rule::Coverage => say::advice_unclear_why_coverage(grounds.coverage.share.percent()),
        Rule::NoClearState => Key::AdviceUnclearWhyState.into(),
        Rule::MayStillHold => say::advice_unclear_why_may_hold(failed),
        Rule::Broken => say::advice_clean_break_why(failed),
        Rule::ManyFailed => say::advice_settle_why(failed),
        Rule::OneFailed => Key::AdviceSecondChanceWhy.into(),
        Rule::NoneFailed => Key::AdviceRepairWhy.into(),
    }
}

/// The words that may be a wish to leave us.
fn doubted(grounds: &Grounds<'_>) -> String {
    grounds.doubt.map(|signal| signal.evidence.quote.clone()).unwrap_or_default()
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

/// The question that would tell most: attachment where the rules wait for it; then what became of the last repair; then
/// whether anything went wrong; then the weightiest thing missing; then what the customer wants.
fn question(rule: Rule, grounds: &Grounds<'_>) -> Option<Question> {
    let ask = |id, text: Text| Some(Question { id, text });
    let outcome = grounds.story.unknown_outcomes().next_back().map(|attempt| {
        let say = if attempt.thanked { say::advice_question_outcome_thanked } else { say::advice_question_outcome };
        Question { id: QuestionId::Outcome(attempt.id.clone()), text: say(attempt.at.date()) }
    });
    let attachment = || ask(QuestionId::Attachment, Key::AdviceQuestionAttachment.into());
    let wish = || ask(QuestionId::Wish, Key::AdviceQuestionWish.into());
    match rule {
        Rule::Unrated => attachment(),
        Rule::Which => ask(QuestionId::Wish, Key::AdviceQuestionWhich.into()),
        Rule::Thinking => wish(),
        Rule::Unread => ask(QuestionId::Failure, Key::AdviceQuestionFailure.into()),
        Rule::Coverage if outcome.is_none() => {
            let missing = grounds.coverage.missing.iter().map(|missing| missing.id);
            match missing.into_iter().find(|id| *id != MissingKind::Thread && *id != MissingKind::Outcomes) {
                Some(MissingKind::Attachment) => attachment(),
                Some(kind) => ask(QuestionId::Fact(kind), fact_question(kind).into()),
                None => wish(),
            }
        }
        Rule::NoClearState | Rule::MayStillHold if outcome.is_none() => wish(),
        Rule::Wish(_)
        | Rule::Escalate(_)
        | Rule::NothingKnown
        | Rule::NothingFound
        | Rule::AllRepaired
        | Rule::Broken => None,
        _ => outcome,
    }
}

const fn fact_question(kind: MissingKind) -> Key {
    match kind {
        MissingKind::Contract => Key::AdviceQuestionContract,
        MissingKind::Usage => Key::AdviceQuestionUsage,
        MissingKind::Payments => Key::AdviceQuestionPayments,
        _ => Key::AdviceQuestionTenure,
    }
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
