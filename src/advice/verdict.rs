//! The verdict in words: what to do, why, and what to ask.

use super::{Advice, Escalation, Grounds, Path, Question, QuestionId, Rule, Wish};
use crate::risk::MissingKind;
use crate::text::FindingKind;
use crate::words::{Key, Text, say};

/// The verdict of `rule` on `grounds`, in words.
#[must_use]
pub fn advise(rule: Rule, grounds: &Grounds<'_>) -> Advice {
    let path = rule.path();
    Advice {
        path,
        title: title(rule).into(),
        why: why(rule, grounds),
        question: question(rule, grounds),
        save_attempts: u8::from(matches!(path, Path::Repair | Path::SecondChance | Path::Settle)),
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
