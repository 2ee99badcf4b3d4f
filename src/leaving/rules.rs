//! Rule packs, `clean-break/rules@1`: what the law gives a leaving customer, with its doubts. Not legal advice.
//!
//! The product never hides the doubt: a pack that was checked more than 180 days ago, a rule not in force and a rule of
//! low confidence are flagged wherever they are shown.

use time::Date;

use super::cited::Cited;
use super::playbook::TextKey;
use super::values::Day;
use crate::case::{ContractKind, CustomerKind};
use crate::json::{self, JsonError};
use crate::words::{Text, say};
use crate::{json_published, vocabulary};

/// The packs that are delivered, as texts; the site fetches the same files.
pub const PACKS: [&str; 9] = [
    include_str!("../../www/rules/eu.json"),
    include_str!("../../www/rules/de.json"),
    include_str!("../../www/rules/es.json"),
    include_str!("../../www/rules/fr.json"),
    include_str!("../../www/rules/gb.json"),
    include_str!("../../www/rules/it.json"),
    include_str!("../../www/rules/us.json"),
    include_str!("../../www/rules/us-ca.json"),
    include_str!("../../www/rules/us-ny.json"),
];

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
    /// Units of a clock: days, working days and months are three different clocks.
    Unit {
        /// Hours.
        Hours = "hours",
        /// Calendar days.
        Days = "days",
        /// Days that are no Saturday, no Sunday and no public holiday.
        WorkingDays = "working_days",
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
        /// The kind of contract is not known, and the rule holds for some kinds only.
        ContractUnknown = "contract_unknown",
        /// Working days were counted without public holidays, of which nothing is known for the place or the year.
        HolidaysUnknown = "holidays_unknown",
        /// Working days were counted with the holidays of the whole country only; its parts have others.
        HolidaysRegional = "holidays_regional",
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
        /// Its id, by which playbooks name it. Rules of one id in several packs give the same right, each with its own clock.
        pub id: String,
        /// Earlier ids of it, by which older playbooks name it.
        pub was: Vec<String> = default,
        /// What it says, in a sentence.
        pub title: TextKey,
        /// Whom it covers.
        pub covers: Coverage,
        /// For which kinds of contract it holds; for all where this is empty.
        pub contracts: Vec<ContractKind> = default,
        /// Where it stands, as lawyers write it.
        pub article: Cited,
        /// In force from.
        pub from: Option<Day> = default,
        /// In force until, that day included.
        pub until: Option<Day> = default,
        /// Whether it is not law yet: a proposal, or passed without a day from which it holds.
        pub pending: bool = default,
        /// The clock, where there is one.
        pub clock: Option<Clock> = default,
        /// Whether a clock that runs out on a Saturday, a Sunday or a public holiday runs to the end of the next working day
        /// (Reg. 1182/71 Art. 3(4)). Only for what the customer has to do: we act by the earlier day.
        pub moves: bool = default,
        /// The rule of the same pack at whose end the clock starts, given the day from which that one runs: an extended
        /// period of withdrawal runs from the end of the ordinary one.
        pub after: Option<String> = omitted,
        /// The rule of the same pack whose clock counts for this one too, so that a plan shows it once.
        pub counted_by: Option<String> = omitted,
        /// Whether the clock is a time that lasts, a right or a ban, and no term to act by: once it is over, nothing is late.
        pub lasts: bool = omitted,
        /// Who must act.
        pub who: Actor,
        /// What was read, in words.
        pub source: Cited,
        /// How sure we are.
        pub confidence: Confidence,
        /// When it was last checked.
        pub checked_on: Day,
        /// Whether it is our own rule and not the law's.
        pub house: bool = default,
        /// A doubt about it in words, where a flag does not say enough.
        pub note: Option<TextKey> = default,
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
    /// `from` after `until`, a clock of nothing, or one of ours that moves.
    #[error("rule {0:?}: its dates are reversed, its clock is empty, or it moves and is not the customer's")]
    Impossible(String),
    /// It hangs on a rule that is not in the pack, on itself, or on one with no clock of its own or another clock.
    #[error("rule {0:?} hangs on {1:?}, which is not in the pack or has no fitting clock")]
    HangsOn(String, String),
}

impl From<&RulesError> for Text {
    fn from(error: &RulesError) -> Self {
        match error {
            RulesError::Json(error) => error.into(),
            RulesError::Schema(found) => say::fault_other(found, SCHEMA),
            RulesError::Twice(rule) => say::fault_twice(rule),
            RulesError::Impossible(rule) | RulesError::HangsOn(rule, _) => say::fault_unfit(rule),
        }
    }
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
            let mut earlier = pack.rules.iter().take(place).flat_map(|other| other.was.iter().chain([&other.id]));
            if let Some(id) = earlier.find(|id| rule.is(id)) {
                return Err(RulesError::Twice(id.clone()));
            }
            let reversed = matches!((rule.from, rule.until), (Some(from), Some(until)) if until < from);
            let empty = rule.clock.is_some_and(|clock| (clock.n == 0) != (clock.unit == Unit::AtOnce));
            let moves = rule.moves && (rule.who == Actor::Company || rule.clock.is_none());
            if reversed || empty || moves {
                return Err(RulesError::Impossible(rule.id.clone()));
            }
            let other = |id: &String| pack.rules.iter().find(|other| other.id == *id);
            let follows = |id: &&String| other(id).is_some_and(|it| it.clock.is_some() && it.after.is_none());
            let is_counted = |id: &&String| other(id).is_some_and(|it| it.clock == rule.clock && it.id != rule.id);
            let after = rule.after.as_ref().filter(|id| rule.clock.is_none() || !follows(id));
            if let Some(id) = after.or_else(|| rule.counted_by.as_ref().filter(|id| !is_counted(id))) {
                return Err(RulesError::HangsOn(rule.id.clone(), id.clone()));
            }
        }
        Ok(pack)
    }

    /// Whether the pack holds in a jurisdiction: its own, one of its subdivisions, or a country of the Union for `EU`.
    #[must_use]
    pub fn holds_in(&self, jurisdiction: &str) -> bool {
        self.nearness(jurisdiction).is_some()
    }

    /// How near the pack is to a jurisdiction: 0 its own, 1 its country's, 2 the Union's; `None` where it does not hold.
    pub(super) fn nearness(&self, jurisdiction: &str) -> Option<u8> {
        let country = jurisdiction.split('-').next().unwrap_or_default();
        match &*self.jurisdiction {
            own if own == jurisdiction => Some(0),
            own if own == country => Some(1),
            "EU" if UNION.contains(&country) => Some(2),
            _ => None,
        }
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

    /// Whether a playbook that names `id` means it.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.id == id || self.was.iter().any(|known| known == id)
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, on: Date) -> bool {
        !self.pending && self.from.is_none_or(|from| from.0 <= on) && self.until.is_none_or(|until| on <= until.0)
    }

    /// Whether it holds for a kind of contract; `None` where that is not known.
    #[must_use]
    pub fn concerns(&self, contract: Option<ContractKind>) -> Option<bool> {
        if self.contracts.is_empty() {
            return Some(true);
        }
        contract.map(|kind| self.contracts.contains(&kind))
    }

    /// The doubts to show with it on `today`.
    #[must_use]
    pub fn flags(&self, today: Date) -> Vec<Flag> {
        let mut flags = Vec::new();
        if (today - self.checked_on.0).whole_days() > STALE_AFTER {
            flags.push(Flag::Stale);
        }
        if !self.in_force(today) {
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
