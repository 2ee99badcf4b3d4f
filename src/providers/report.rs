//! The ranking as plain text to copy: every option with its reasons, what we gain, and when it was checked.

use super::catalogue::Interest;
use super::json::Known;
use super::rank::{Ranked, Ranking};
use super::weights::Weighed;
use crate::words::{Catalogue, Format, Key, Text, say};

/// The ranking in the words of one language, without markup. What the customer has with us is left out: whoever leaves
/// is not asked to compare.
#[must_use]
pub fn as_text(ranking: &Ranking, words: &Catalogue, format: &dyn Format) -> String {
    let mut head = vec![Text::from(Key::ProviderTextTitle)];
    if ranking.sample {
        head.push(Key::ProviderSample.into());
    }
    head.push(ranking.compared_by());
    head.extend(ranking.ties.clone());
    let mut blocks = vec![head];
    blocks.extend(ranking.ranked.iter().map(option));
    if !ranking.apart.is_empty() {
        blocks.push(vec![Key::ProviderApart.into()]);
        blocks.extend(ranking.apart.iter().map(apart));
    }
    let excluded = ranking.excluded.iter();
    blocks.push(excluded.map(|one| say::provider_text_excluded(one.name.as_str(), one.why.clone())).collect());
    blocks.push(vec![Key::ProviderTextEnd.into()]);

    let mut out = String::new();
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        for line in block {
            out.push_str(&words.text(line, format));
            out.push('\n');
        }
    }
    out
}

fn option(one: &Ranked) -> Vec<Text> {
    let place = i64::try_from(one.place).unwrap_or_default();
    facts(one, say::provider_text_option(place, one.provider.name.as_str(), one.provider.what.as_str()))
}

/// An option that has no place among the others.
fn apart(one: &Ranked) -> Vec<Text> {
    facts(one, say::provider_text_apart(one.provider.name.as_str(), one.provider.what.as_str()))
}

fn facts(one: &Ranked, head: Text) -> Vec<Text> {
    let provider = &one.provider;
    let mut lines = vec![head];
    lines.extend(one.reasons.iter().map(|reason| match reason.met {
        Known::Yes => say::provider_text_met(reason.note.clone()),
        Known::No => say::provider_text_unmet(reason.note.clone()),
        Known::Unknown => say::provider_text_unknown(reason.note.clone()),
    }));
    if let Some(migration) = &provider.migration {
        lines.push(say::provider_text_migration(migration));
    }
    lines.push(provider.interest.disclosure());
    lines.push(one.checked());
    lines
}

impl Ranking {
    /// What the order follows.
    #[must_use]
    pub fn compared_by(&self) -> Text {
        match self.by.as_slice() {
            [] => Key::AlternativesCompareByNothing.into(),
            needs => say::alternatives_compare_by(needs.iter().map(Weighed::text).collect()),
        }
    }
}

impl Ranked {
    /// When the facts were checked, and where they come from; says so when that is long ago.
    #[must_use]
    pub fn checked(&self) -> Text {
        let (on, source) = (self.provider.checked_on, self.provider.source.as_str());
        if self.stale { say::provider_checked_stale(on, source) } else { say::provider_checked(on, source) }
    }
}

impl Interest {
    /// What we gain, in words; nothing is said to be nothing.
    #[must_use]
    pub fn disclosure(&self) -> Text {
        match self {
            Self::None => Key::ProviderInterestNone.into(),
            Self::Affiliate(text) => say::provider_interest_affiliate(text),
            Self::SameGroup(text) => say::provider_interest_same_group(text),
        }
    }
}
