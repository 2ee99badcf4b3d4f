//! Ranks the options by what the customer needs, with a reason for every point.
//!
//! A need that is met adds its weight, one that is not met takes it away, an unknown one does neither and is shown as
//! unknown; one of no weight takes no part. What they must have is no matter of points: a company that is not shown to
//! have it stands apart, with why. The order depends on this, the points and the name alone, so that neither leaving an
//! option out nor the catalogue's own order moves the others, and no interest of ours can.

use time::Date;

use super::catalogue::{Catalogue, Provider};
use super::json::{Known, OptionKind};
use super::needs::{Needs, Tie};
use super::weights::{MOST, Weighed, weighed};
use crate::case::Money;
use crate::lower::lower;
use crate::order;
use crate::vocabulary;
use crate::words::{Key, Text, say};

/// Facts older than this many days are marked (design default, the same as for rule packs).
pub const STALE_AFTER_DAYS: i64 = 180;

/// Days of notice that still leave one free (design default: a month).
const FREE_NOTICE_DAYS: u16 = 31;

vocabulary! {
    /// What is compared.
    Criterion {
        /// The price of a month.
        Price = "price",
        /// The shortest term.
        Term = "term",
        /// The notice.
        Notice = "notice",
        /// One feature.
        Feature = "feature",
        /// Whether it is sold where the customer lives.
        Region = "region",
    }
}

vocabulary! {
    /// Whether an option has what the customer must have, and is sold where they live.
    Fit {
        /// All of it is known to be there.
        Shown = "shown",
        /// Something is not known; nothing is known to be missing.
        NotShown = "not_shown",
        /// Something is known to be missing.
        Lacking = "lacking",
    }
}

/// Why an option has its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What was compared.
    pub criterion: Criterion,
    /// The feature's id, where it is one.
    pub feature: Option<String>,
    /// Whether the need is met.
    pub met: Known,
    /// The points that it could give or take.
    pub weight: i32,
    /// In words, with the figures.
    pub note: Text,
}

impl Reason {
    /// The points that it gives or takes.
    #[must_use]
    pub const fn points(&self) -> i32 {
        match self.met {
            Known::Yes => self.weight,
            Known::No => -self.weight,
            Known::Unknown => 0,
        }
    }

    /// Whether an option that is not shown to meet it stands apart.
    #[must_use]
    pub const fn is_must(&self) -> bool {
        match self.criterion {
            Criterion::Region => true,
            Criterion::Feature => self.weight >= MOST as i32,
            _ => false,
        }
    }
}

/// An option with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its place among its kind (`ranked` or `apart`), from 1; the same for options of the same fit and points.
    pub place: usize,
    /// Whether another option has the same place; such options stand in the order of their names.
    pub tied: bool,
    /// Whether it has what it must have.
    pub fit: Fit,
    /// Points of met needs less points of unmet ones.
    pub score: i32,
    /// One for each need, in the order of the questions.
    pub reasons: Vec<Reason>,
    /// Whether its facts were checked more than [`STALE_AFTER_DAYS`] ago; never of what nobody sells.
    pub stale: bool,
    /// The option with its name, interest and date of checking.
    pub provider: Provider,
}

/// An option that cannot be had.
#[derive(Clone, Debug, PartialEq)]
pub struct Excluded {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Text,
}

/// The options in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Whether the catalogue is invented.
    pub sample: bool,
    /// Best first; "none at all" and "do it yourself" are always among them, after what is shown to fit where they do not.
    pub ranked: Vec<Ranked>,
    /// Companies that are not shown to have what they must have, or to be sold where the customer lives: never offered
    /// among the others. Those of which nothing is known to be missing come first.
    pub apart: Vec<Ranked>,
    /// Options that are not sold where the customer lives.
    pub excluded: Vec<Excluded>,
    /// What the customer has with us, measured in the same way: for comparison, never offered.
    pub us: Option<Ranked>,
    /// Says how ties are ordered, where there are any.
    pub ties: Option<Text>,
    /// What the order follows: the needs that count.
    pub by: Vec<Weighed>,
}

/// Ranks the catalogue's options by the customer's needs.
#[must_use]
pub fn rank(catalogue: &Catalogue, needs: &Needs, today: Date) -> Ranking {
    let mut ranking = Ranking {
        sample: catalogue.sample,
        ranked: Vec::new(),
        apart: Vec::new(),
        excluded: Vec::new(),
        us: None,
        ties: None,
        by: weighed(catalogue, needs),
    };
    ranking.by.retain(|need| need.weight > 0);
    for provider in &catalogue.providers {
        let ranked = measure(provider, catalogue, needs, today);
        let away = ranked.reasons.iter().any(|one| one.criterion == Criterion::Region && one.met == Known::No);
        if provider.kind == OptionKind::Us {
            ranking.us = Some(ranked);
        } else if away && provider.kind == OptionKind::Company {
            let why = say::provider_excluded_region(needs.place());
            ranking.excluded.push(Excluded { id: provider.id.clone(), name: provider.name.clone(), why });
        } else if provider.kind == OptionKind::Company && ranked.fit != Fit::Shown {
            ranking.apart.push(ranked);
        } else {
            ranking.ranked.push(ranked);
        }
    }
    sort(&mut ranking.ranked);
    sort(&mut ranking.apart);
    ranking.ties = ranking.ranked.iter().any(|one| one.tied).then(|| Key::ProviderTies.into());
    ranking
}

/// Best first: by fit, then by points; equals share a place and stand by name.
fn sort(options: &mut [Ranked]) {
    let name = |one: &Ranked| (lower(&one.provider.name), one.provider.id.clone());
    let rank = |one: &Ranked| (one.fit as u8, -one.score);
    order::sort(options, |a, b| rank(a) < rank(b) || (rank(a) == rank(b) && name(a) < name(b)));
    let ranks: Vec<(u8, i32)> = options.iter().map(rank).collect();
    for one in options {
        let own = rank(one);
        one.place = ranks.iter().filter(|other| **other < own).count() + 1;
        one.tied = ranks.iter().filter(|other| **other == own).count() > 1;
    }
}

/// Whether it has what it must have: features, and being sold there.
fn fit(reasons: &[Reason]) -> Fit {
    let mut fit = Fit::Shown;
    for reason in reasons.iter().filter(|reason| reason.is_must()) {
        match reason.met {
            Known::Yes => {}
            Known::Unknown if fit == Fit::Lacking => {}
            Known::Unknown => fit = Fit::NotShown,
            Known::No => fit = Fit::Lacking,
        }
    }
    fit
}

fn measure(provider: &Provider, catalogue: &Catalogue, needs: &Needs, today: Date) -> Ranked {
    let mut reasons = Vec::new();
    let mut add = |criterion: Criterion, feature: Option<&String>, met, note| {
        let weight = needs.weights.of(criterion, feature.map(String::as_str).unwrap_or_default());
        if weight > 0 {
            reasons.push(Reason { criterion, feature: feature.cloned(), met, weight: i32::from(weight), note });
        }
    };
    if let Some(budget) = needs.budget {
        let (met, note) = price(provider.monthly_price, budget);
        add(Criterion::Price, None, met, note);
    }
    if let Some(longest) = needs.tie.and_then(longest_term) {
        add(Criterion::Term, None, at_most(provider.minimum_term_months, longest), provider.term_text());
        add(Criterion::Notice, None, at_most(provider.notice_days, FREE_NOTICE_DAYS), provider.notice_text());
    }
    for id in &needs.must_have {
        let name = catalogue.feature_name(id);
        let met = provider.features.get(id).copied().unwrap_or(Known::Unknown);
        let note = match met {
            Known::Yes => say::provider_reason_feature_yes(name),
            Known::No => say::provider_reason_feature_no(name),
            Known::Unknown => say::provider_reason_feature_unknown(name),
        };
        add(Criterion::Feature, Some(id), met, note);
    }
    if let Some(region) = &needs.region {
        let met = sold_in(provider.regions.as_deref(), region);
        let note = match met {
            Known::Yes => say::provider_reason_region_yes(needs.place()),
            Known::No => say::provider_reason_region_no(needs.place()),
            Known::Unknown => say::provider_reason_region_unknown(needs.place()),
        };
        add(Criterion::Region, None, met, note);
    }
    // Doing without is sold by nobody: nothing about it grows old.
    let is_sold = matches!(provider.kind, OptionKind::Company | OptionKind::Us);
    Ranked {
        place: 0,
        tied: false,
        fit: fit(&reasons),
        score: reasons.iter().map(Reason::points).sum(),
        reasons,
        stale: is_sold && (today - provider.checked_on).whole_days() > STALE_AFTER_DAYS,
        provider: provider.clone(),
    }
}

pub(super) const fn longest_term(tie: Tie) -> Option<u16> {
    match tie {
        Tie::Free => Some(1),
        Tie::Year => Some(12),
        Tie::Any => None,
    }
}

const fn known(met: bool) -> Known {
    if met { Known::Yes } else { Known::No }
}

fn at_most(number: Option<u16>, most: u16) -> Known {
    number.map_or(Known::Unknown, |number| known(number <= most))
}

fn price(price: Option<Money>, budget: Money) -> (Known, Text) {
    match price {
        None => (Known::Unknown, Key::ProviderReasonPriceUnknown.into()),
        Some(price) if price.currency != budget.currency => {
            (Known::Unknown, say::provider_reason_price_other_currency(price))
        }
        Some(price) if price.minor <= budget.minor => (Known::Yes, say::provider_reason_price_within(price)),
        Some(price) => (Known::No, say::provider_reason_price_over(price)),
    }
}

impl Provider {
    /// The shortest term in words.
    #[must_use]
    pub fn term_text(&self) -> Text {
        match self.minimum_term_months {
            None => Key::ProviderReasonTermUnknown.into(),
            Some(0) => Key::ProviderReasonTermNone.into(),
            Some(months) => say::provider_reason_term_months(i64::from(months)),
        }
    }

    /// The notice in words.
    #[must_use]
    pub fn notice_text(&self) -> Text {
        match self.notice_days {
            None => Key::ProviderReasonNoticeUnknown.into(),
            Some(0) => Key::ProviderReasonNoticeNone.into(),
            Some(days) => say::provider_reason_notice_days(i64::from(days)),
        }
    }
}

fn sold_in(regions: Option<&[String]>, region: &str) -> Known {
    let country = region.split('-').next().unwrap_or_default();
    match regions {
        None => Known::Unknown,
        Some(regions) => known(regions.iter().any(|code| code == "*" || code.eq_ignore_ascii_case(country))),
    }
}
