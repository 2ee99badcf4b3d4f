//! Rule packs, `clean-break/rules@1`: what the law gives a leaving customer, with its doubts. Not legal advice.
//!
//! The product never hides the doubt: a pack that was checked more than 180 days ago, a rule not in force and a rule of
//! low confidence are flagged wherever they are shown.

use time::Date;

use super::playbook::TextKey;
use super::values::Day;
use crate::case::CustomerKind;
use crate::json::{self, JsonError};
use crate::{json_published, vocabulary};

/// The schema's name, as it stands in every pack.
pub const SCHEMA: &str = "clean-break/rules@1";

/// After how many days since it was checked a rule is shown as stale (design default).
pub const STALE_AFTER: i64 = 180;

/// Countries of the European Union, to which the pack `EU` applies.
pub const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

vocabulary! {
    /// Whom a rule covers.
    Coverage {
        /// Private persons only.
        Consumer = "consumer",
        /// Companies only.
        Business = "business",
        /// Everyone.
        Both = "both",
    }
}

vocabulary! {
    /// Units of a clock; three different clocks.
    Unit {
        /// Calendar days.
        Days = "days",
        /// Calendar months: the same day number, or the month's last day.
        Months = "months",
        /// At once.
        AtOnce = "at_once",
    }
}

vocabulary! {
    /// Who must act within the clock.
    Actor {
        /// We.
        Company = "company",
        /// The customer.
        Customer = "customer",
    }
}

vocabulary! {
    /// How sure we are of a rule.
    Confidence {
        /// The text or several good sources were read.
        High = "high",
        /// One secondary source, or common knowledge.
        Medium = "medium",
        /// Uncertain: have it checked.
        Low = "low",
    }
}

vocabulary! {
    /// Doubts that are shown with a rule.
    Flag {
        /// Checked more than 180 days ago.
        Stale = "stale",
        /// Not yet, or no longer, in force on the day.
        NotInForce = "not_in_force",
        /// Low confidence.
        LowConfidence = "low_confidence",
        /// It is not known whether the customer is covered (consumer or business).
        CoverageUnknown = "coverage_unknown",
        /// The jurisdiction is not known.
        JurisdictionUnknown = "jurisdiction_unknown",
        /// Our own rule, where the law sets no such term.
        House = "house",
    }
}

json_published! {
    /// How long somebody has.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Clock {
        /// How many; 0 for `at_once`.
        pub n: u16,
        /// Of what.
        pub unit: Unit,
    }
}

json_published! {
    /// One rule.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rule {
        /// Its id, by which playbooks name it; a national pack's rule goes before the Union's of the same id.
        pub id: String,
        /// What it says, in a sentence.
        pub title: TextKey,
        /// Whom it covers.
        pub covers: Coverage,
        /// Where it stands, as lawyers write it.
        pub article: String,
        /// In force from.
        pub from: Option<Day> = default,
        /// In force until, that day included.
        pub until: Option<Day> = default,
        /// The clock, where there is one.
        pub clock: Option<Clock> = default,
        /// Who must act.
        pub who: Actor,
        /// What was read, in words.
        pub source: String,
        /// How sure we are.
        pub confidence: Confidence,
        /// When it was last checked.
        pub checked_on: Day,
        /// Whether it is our own rule and not the law's.
        pub house: bool = default,
    }
}

json_published! {
    /// The rules of one jurisdiction.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RulePack {
        /// Always `clean-break/rules@1`.
        pub schema: String,
        /// `EU`, a country or a subdivision (`US-CA`).
        pub jurisdiction: String,
        /// The rules.
        pub rules: Vec<Rule>,
    }
}

/// Why a pack is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// Not JSON or not of the shape.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// Another schema.
    #[error("{0:?} is not {SCHEMA:?}")]
    Schema(String),
    /// A rule stands twice.
    #[error("rule {0:?} stands twice")]
    Twice(String),
    /// `from` after `until`, or a clock of nothing.
    #[error("rule {0:?}: its dates are reversed or its clock is empty")]
    Impossible(String),
}

impl RulePack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// See [`RulesError`].
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let pack: Self = json::parse(text)?;
        if pack.schema != SCHEMA {
            return Err(RulesError::Schema(pack.schema));
        }
        for (place, rule) in pack.rules.iter().enumerate() {
            if pack.rules.iter().take(place).any(|other| other.id == rule.id) {
                return Err(RulesError::Twice(rule.id.clone()));
            }
            let reversed = matches!((rule.from, rule.until), (Some(from), Some(until)) if until < from);
            let empty = rule.clock.is_some_and(|clock| (clock.n == 0) != (clock.unit == Unit::AtOnce));
            if reversed || empty {
                return Err(RulesError::Impossible(rule.id.clone()));
            }
        }
        Ok(pack)
    }

    /// Whether the pack holds in a jurisdiction: its own, one of its subdivisions, or a country of the Union for `EU`.
    #[must_use]
    pub fn holds_in(&self, jurisdiction: &str) -> bool {
        let country = jurisdiction.split('-').next().unwrap_or_default();
        self.jurisdiction == jurisdiction
            || self.jurisdiction == country
            || (self.jurisdiction == "EU" && UNION.contains(&country))
    }
}

impl Rule {
    /// Whether it covers a customer; `None` where that is not known.
    #[must_use]
    pub const fn covers(&self, kind: CustomerKind) -> Option<bool> {
        match (self.covers, kind) {
            (Coverage::Both, _)
            | (Coverage::Consumer, CustomerKind::Consumer)
            | (Coverage::Business, CustomerKind::Business) => Some(true),
            (_, CustomerKind::Unknown) => None,
            _ => Some(false),
        }
    }

    /// The doubts to show with it on `today`.
    #[must_use]
    pub fn flags(&self, today: Date) -> Vec<Flag> {
        let mut flags = Vec::new();
        if (today - self.checked_on.0).whole_days() > STALE_AFTER {
            flags.push(Flag::Stale);
        }
        if self.from.is_some_and(|from| today < from.0) || self.until.is_some_and(|until| until.0 < today) {
            flags.push(Flag::NotInForce);
        }
        if self.confidence == Confidence::Low {
            flags.push(Flag::LowConfidence);
        }
        if self.house {
            flags.push(Flag::House);
        }
        flags
    }
}

/// A rule that may hold for a customer, with its doubts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The pack's jurisdiction.
    pub jurisdiction: &'a str,
    /// Its doubts.
    pub flags: Vec<Flag>,
}

/// The rules that hold, or may hold, for a customer; a national rule goes before the Union's of the same id. Where the
/// jurisdiction or the kind of customer is not known, rules are given with that doubt.
#[must_use]
pub fn applicable<'a>(
    packs: &'a [RulePack],
    kind: CustomerKind,
    jurisdiction: Option<&str>,
    today: Date,
) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    // The Union's packs last, so that a country's own rule is met first.
    for union in [false, true] {
        for pack in packs.iter().filter(|pack| (pack.jurisdiction == "EU") == union) {
            if jurisdiction.is_some_and(|place| !pack.holds_in(place)) || (jurisdiction.is_none() && !union) {
                continue;
            }
            for rule in &pack.rules {
                let covered = rule.covers(kind);
                if covered == Some(false) || found.iter().any(|known| known.rule.id == rule.id) {
                    continue;
                }
                let mut flags = rule.flags(today);
                if covered.is_none() {
                    flags.push(Flag::CoverageUnknown);
                }
                if jurisdiction.is_none() {
                    flags.push(Flag::JurisdictionUnknown);
                }
                found.push(Found { rule, jurisdiction: &pack.jurisdiction, flags });
            }
        }
    }
    found
}
