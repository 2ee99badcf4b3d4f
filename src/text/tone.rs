//! Tone, voice and arousal, version one: counted from the findings, from a short list of words of strong feeling, and
//! from how it is written. A trained model takes the place of [`tone`] later; nothing else changes then.

use super::phrases::Told;
use super::tokens::Tokens;
use super::{Finding, FindingKind, Leave, Tone, Voice};
use crate::case::{Author, Share};

/// What a kind of finding says about the tone: -2 to 2 (design default).
const fn weight(kind: FindingKind) -> i8 {
    use FindingKind as F;
    match kind {
        F::Anger | F::Betrayal | F::SafetyThreat => -2,
        F::Complaint | F::UnkeptPromise | F::RepeatedContact | F::PublicityThreat | F::LegalThreat | F::Fraud => -1,
        F::Ultimatum | F::Vulnerability => -1,
        F::Thanks => 1,
        F::Praise | F::RepairConfirmed => 2,
        F::WishToLeave | F::WishWithdrawn | F::Identity | F::Competitor => 0,
        F::Promise | F::RepairAttempt | F::Apology => 0,
    }
}

/// The shares of tone: each side's count against both and one part neutral, so that they sum to 1 and a text that says
/// nothing is neutral.
pub(super) fn tone(told: &Told) -> Tone {
    let (mut negative, mut positive) = (told.negative as f64, told.positive as f64);
    for finding in &told.findings {
        let weight = f64::from(weight(finding.kind));
        negative += (-weight).max(0.0);
        positive += weight.max(0.0);
    }
    let all = negative + positive + 1.0;
    Tone { negative: negative / all, neutral: 1.0 / all, positive: positive / all }
}

/// How the relationship model hears the message. A wish to leave us and a threat count as complaining, not so thinking
/// of it or leaving another; thanks alone is no compliment. Only customers have a voice.
pub(super) fn voice(author: Author, told: &Told) -> Voice {
    use FindingKind as F;
    let counts = |finding: &Finding| finding.leave.is_none_or(Leave::is_certain);
    let any = |kinds: &[F]| told.findings.iter().any(|finding| kinds.contains(&finding.kind) && counts(finding));
    if author != Author::Customer {
        Voice::Neutral
    } else if any(&[
        F::Complaint,
        F::Anger,
        F::Betrayal,
        F::UnkeptPromise,
        F::RepeatedContact,
        F::WishToLeave,
        F::Ultimatum,
        F::PublicityThreat,
        F::LegalThreat,
        F::SafetyThreat,
    ]) {
        Voice::Complaint
    } else if any(&[F::Praise, F::RepairConfirmed]) {
        Voice::Compliment
    } else {
        Voice::Neutral
    }
}

/// How heated the message is, 0 to 1 (design default): capitals and repeated marks up to .3 each, angry phrases up to
/// .6, other strong words up to .2.
pub(super) fn arousal(text: &str, tokens: &Tokens, told: &Told) -> Share {
    let words = tokens.list.iter().filter(|token| !token.opaque && !token.number).count().max(1);
    let shouted = tokens.list.iter().filter(|token| token.shouted && token.span.end - token.span.start > 2).count();
    // One word in capitals is a name or an abbreviation.
    let capitals = if shouted > 1 { shouted as f64 / words as f64 } else { 0.0 };
    let heated = told.findings.iter().map(|finding| match finding.kind {
        FindingKind::Anger | FindingKind::SafetyThreat => 0.3,
        FindingKind::Betrayal | FindingKind::PublicityThreat | FindingKind::LegalThreat => 0.15,
        _ => 0.0,
    });
    let sum = (capitals * 0.6).min(0.3)
        + (marks(text, tokens) as f64 * 0.1).min(0.3)
        + heated.sum::<f64>().min(0.6)
        + (told.negative as f64 * 0.1).min(0.2);
    Share::new(sum.min(1.0)).unwrap_or(Share::ONE)
}

/// Exclamation marks, and question marks beyond the first of a row, between the words read.
fn marks(text: &str, tokens: &Tokens) -> usize {
    let (mut loud, mut questions) = (false, 0_usize);
    for byte in text.bytes() {
        // The wide mark begins with this byte.
        loud |= matches!(byte, b'!' | 0xEF);
        questions += usize::from(byte == b'?');
    }
    if !loud && questions < 2 {
        return 0;
    }
    let mut count = 0;
    for (at, token) in tokens.list.iter().enumerate() {
        let next = tokens.get(at + 1).map_or(text.len(), |next| next.span.start);
        // What was set aside lies in such a gap too: only the marks right after the word count.
        let gap = text.get(token.span.end..next).unwrap_or_default();
        let row = gap.chars().take(8).take_while(|c| !c.is_alphanumeric());
        let (mut exclamations, mut questions) = (0, 0_usize);
        for c in row {
            exclamations += usize::from(matches!(c, '!' | '！'));
            questions += usize::from(c == '?');
        }
        count += exclamations + questions.saturating_sub(1);
    }
    count
}
