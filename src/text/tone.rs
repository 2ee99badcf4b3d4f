//! Tone, voice and arousal: by the trained model where it was learned; until then, and beside it, counted from the
//! findings, from a short list of words of strong feeling, and from how it is written.

use super::fold::is_alphanumeric;
use super::model::Felt;
use super::phrases::Told;
use super::tokens::Tokens;
use super::{Finding, FindingKind, Leave, Tone, Voice};
use crate::case::{Author, Share};

/// What a kind of finding says about the tone: -2 to 2 (design default).
const fn weight(kind: FindingKind) -> i32 {
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

/// The shares of tone. Without the model: each side's count against both and one part neutral, so that they sum to 1 and
/// a text that says nothing is neutral. With it, phrases move its shares: each counts as a [`STEP`], two at most.
pub(super) fn tone(told: &Told, felt: Option<&Felt>) -> Tone {
    let (mut negative, mut positive) = (0, 0);
    for finding in &told.findings {
        let weight = weight(finding.kind);
        negative += (-weight).max(0);
        positive += weight.max(0);
    }
    if let Some(felt) = felt {
        let steps = |count: i32| f64::from(count.min(2)) * STEP;
        let [negative, neutral, positive] = felt.tone(steps(negative), steps(positive));
        return Tone { negative, neutral, positive };
    }
    let negative = f64::from(negative) + told.negative as f64;
    let positive = f64::from(positive) + told.positive as f64;
    let all = negative + positive + 1.0;
    Tone { negative: negative / all, neutral: 1.0 / all, positive: positive / all }
}

/// What a phrase is worth beside the model, in log-odds (design default).
const STEP: f64 = 1.5;

/// From these shares on the model is sure of a complaint or a compliment, and from the third on of neither:
/// then it doubts the complaint that a phrase alone tells (chosen on the training sets: calm questions stay calm).
const COMPLAINT: f64 = 0.65;
const COMPLIMENT: f64 = 0.8;
const DOUBT: f64 = 0.84;

/// How the relationship model hears the message. A wish to leave us and a threat count as complaining, not so thinking of
/// it or leaving another; thanks alone is no compliment. Only customers have a voice.
///
/// Phrases that say it outright count by themselves. That something does not work, or was asked before, is also said in
/// calm questions ("my card has not arrived yet, what can I do?"): there the model may doubt it. It adds a complaint or a
/// compliment only where it is sure of one; it takes thanks for praise, so it is not asked about them, nor about
/// leaving that is only thought of.
pub(super) fn voice(author: Author, told: &Told, felt: Option<&Felt>) -> Voice {
    use FindingKind as F;
    let counts = |finding: &Finding| finding.leave.is_none_or(Leave::is_certain);
    let any = |kinds: &[F]| told.findings.iter().any(|finding| kinds.contains(&finding.kind) && counts(finding));
    if author != Author::Customer {
        return Voice::Neutral;
    }
    let outright = any(&[
        F::Anger,
        F::Betrayal,
        F::UnkeptPromise,
        F::WishToLeave,
        F::Ultimatum,
        F::PublicityThreat,
        F::LegalThreat,
        F::SafetyThreat,
    ]);
    let reported = any(&[F::Complaint, F::RepeatedContact]);
    let praised = any(&[F::Praise, F::RepairConfirmed]);
    let (complains, praises) = match felt {
        Some(felt) => {
            // Most messages tell neither, which one look at the logits says: then there is nothing to weigh.
            let calm = felt.is_calm() && !reported;
            let [complaint, neither, compliment] = if calm { [0.0, 1.0, 0.0] } else { felt.voice() };
            let unsure = told.findings.iter().any(|finding| !counts(finding));
            (
                (complaint >= COMPLAINT && !unsure) || (reported && neither < DOUBT),
                compliment >= COMPLIMENT && !any(&[F::Thanks]),
            )
        }
        None => (reported, false),
    };
    if outright || complains {
        Voice::Complaint
    } else if praised || praises {
        Voice::Compliment
    } else {
        Voice::Neutral
    }
}

/// How heated the message is, 0 to 1 (design default): capitals and repeated marks up to .3 each, angry phrases up to
/// .6, other strong words up to .2; with the model, words of anger, fear, anxiety and disgust and letters drawn out up
/// to .45.
pub(super) fn arousal(text: &str, tokens: &Tokens, told: &Told, felt: Option<&Felt>) -> Share {
    let (words, shouted) = (tokens.words(), tokens.shouted());
    // One word in capitals is a name or an abbreviation.
    let capitals = if shouted > 1 { shouted as f64 / words.max(1) as f64 } else { 0.0 };
    let heated = told.findings.iter().map(|finding| match finding.kind {
        FindingKind::Anger | FindingKind::SafetyThreat => 0.3,
        FindingKind::Betrayal | FindingKind::PublicityThreat | FindingKind::LegalThreat => 0.15,
        _ => 0.0,
    });
    let sum = (capitals * 0.6).min(0.3)
        + (marks(text, tokens) as f64 * 0.1).min(0.3)
        + heated.sum::<f64>().min(0.6)
        + felt.map_or((told.negative as f64 * 0.1).min(0.2), |felt| (f64::from(felt.heated) * 0.15).min(0.45));
    Share::new(sum.min(1.0)).unwrap_or(Share::ONE)
}

/// Exclamation marks, and question marks beyond the first of a row, between the words read.
fn marks(text: &str, tokens: &Tokens) -> usize {
    if !tokens.marks.loud && tokens.marks.questions < 2 {
        return 0;
    }
    let mut count = 0;
    for (at, token) in tokens.list.iter().enumerate() {
        let next = tokens.get(at + 1).map_or(text.len(), |next| next.span.start);
        // What was set aside lies in such a gap too: only the marks right after the word count.
        let gap = text.get(token.span.end..next).unwrap_or_default();
        let row = gap.chars().take(8).take_while(|c| !is_alphanumeric(*c));
        let (mut exclamations, mut questions) = (0, 0_usize);
        for c in row {
            exclamations += usize::from(matches!(c, '!' | '！'));
            questions += usize::from(c == '?');
        }
        count += exclamations + questions.saturating_sub(1);
    }
    count
}
