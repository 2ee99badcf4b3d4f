//! What a customer needs, asked in three questions: budget, how tied down, what it must have.

use super::catalogue::{Catalogue, check_price};
use super::json::CatalogueError;
use super::weights::{Weights, WeightsJson};
use crate::case::{Money, MoneyJson};
use crate::json::Rule;
use crate::words::Key;
use crate::{json_shape, vocabulary};

vocabulary! {
    /// How long the customer is ready to be bound.
    Tie {
        /// Month by month: a term of a month at most, and 31 days of notice at most.
        Free = "free",
        /// A year at most, and 31 days of notice at most.
        Year = "year",
        /// It does not matter.
        Any = "any",
    }
}

impl Tie {
    /// What it is called on screen.
    #[must_use]
    pub const fn label(self) -> Key {
        match self {
            Self::Free => Key::NeedTieFree,
            Self::Year => Key::NeedTieYear,
            Self::Any => Key::NeedTieAny,
        }
    }
}

/// What a customer needs. An unanswered question takes no part in the ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The most for a month.
    pub budget: Option<Money>,
    /// How tied down it may be.
    pub tie: Option<Tie>,
    /// What it must have, by feature id; each once.
    pub must_have: Vec<String>,
    /// Where the customer lives: a country, or a country and subdivision as in a case (`DE`, `US-CA`).
    pub region: Option<String>,
    /// What the reader calls that place; its code where nobody says.
    pub place: Option<String>,
    /// How much each of them counts.
    pub weights: Weights,
}

json_shape! {
    /// The needs as programs give them.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct NeedsJson {
        /// The most for a month.
        pub budget: Option<MoneyJson>,
        /// How tied down it may be.
        pub tie: Option<Tie>,
        /// What it must have, by feature id.
        pub must_have as "mustHave": Vec<String> = default,
        /// Where the customer lives.
        pub region: Option<String>,
        /// How much each of them counts.
        pub weights: WeightsJson = default,
    }
}

impl Needs {
    /// The place in words.
    #[must_use]
    pub fn place(&self) -> &str {
        self.place.as_deref().or(self.region.as_deref()).unwrap_or_default()
    }
}

impl NeedsJson {
    /// Checks them against the catalogue.
    ///
    /// # Errors
    /// When the budget is no amount, a feature is not in the catalogue, or a weight is too great.
    pub fn check(self, catalogue: &Catalogue) -> Result<Needs, CatalogueError> {
        let budget = match self.budget {
            Some(budget) => Some(check_price("budget", &budget)?),
            None => None,
        };
        let mut must_have: Vec<String> = Vec::new();
        for (at, id) in self.must_have.into_iter().enumerate() {
            if !catalogue.features.iter().any(|feature| feature.id == id) {
                return Err(CatalogueError::at(format!("mustHave[{at}]"), Rule::NotFeature(id)));
            }
            if !must_have.contains(&id) {
                must_have.push(id);
            }
        }
        let weights = self.weights.check(catalogue)?;
        let region = self.region.filter(|region| !region.trim().is_empty());
        Ok(Needs { budget, tie: self.tie, must_have, region, place: None, weights })
    }
}
