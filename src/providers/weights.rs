//! How much each need counts: what the agent can move, and see what it does to the order.

use super::catalogue::Catalogue;
use super::json::CatalogueError;
use super::needs::Needs;
use super::rank::{Criterion, longest_term};
use crate::json::Rule;
use crate::json_shape;
use crate::map::Map;
use crate::words::{Key, Text, say};

/// The greatest weight. A feature of this weight is one that it must have: what is not shown to have it stands apart.
pub const MOST: u8 = 4;

/// How much each need counts, from 0 (it takes no part) to [`MOST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The price of a month; 3 unless said otherwise.
    pub price: u8,
    /// The shortest term; 2 unless said otherwise.
    pub term: u8,
    /// The notice; 1 unless said otherwise.
    pub notice: u8,
    /// Features by id; one that is left out is a must.
    pub features: Map<String, u8>,
}

impl Default for Weights {
    /// Design defaults.
    fn default() -> Self {
        Self { price: 3, term: 2, notice: 1, features: Map::new() }
    }
}

impl Weights {
    /// The weight of a criterion; `feature` names which, where it is one.
    #[must_use]
    pub fn of(&self, criterion: Criterion, feature: &str) -> u8 {
        let weight = match criterion {
            Criterion::Price => self.price,
            Criterion::Term => self.term,
            Criterion::Notice => self.notice,
            Criterion::Feature => self.features.get(feature).copied().unwrap_or(MOST),
            // No wish but a fact: what is not sold there cannot be had.
            Criterion::Region => 2,
        };
        weight.min(MOST)
    }

    /// Sets the weight of a criterion.
    pub fn set(&mut self, criterion: Criterion, feature: &str, weight: u8) {
        let weight = weight.min(MOST);
        match criterion {
            Criterion::Price => self.price = weight,
            Criterion::Term => self.term = weight,
            Criterion::Notice => self.notice = weight,
            Criterion::Feature => {
                self.features.insert(feature.to_owned(), weight);
            }
            Criterion::Region => {}
        }
    }
}

/// A weight in words.
#[must_use]
pub const fn weight_label(criterion: Criterion, weight: u8) -> Key {
    match (weight, criterion) {
        (0, _) => Key::NeedWeightNone,
        (1, _) => Key::NeedWeightLittle,
        (2, _) => Key::NeedWeightSome,
        (3, _) => Key::NeedWeightMuch,
        (_, Criterion::Feature) => Key::NeedWeightMust,
        _ => Key::NeedWeightMost,
    }
}

/// A need that takes part in the order, and how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// What is compared.
    pub criterion: Criterion,
    /// The feature's id, where it is one.
    pub feature: Option<String>,
    /// From 0, when it takes no part, to [`MOST`].
    pub weight: u8,
    /// What it is called.
    pub name: Text,
}

impl Weighed {
    /// What it is called, and how much it counts in words.
    #[must_use]
    pub fn text(&self) -> Text {
        say::need_weighed(self.name.clone(), Text::from(weight_label(self.criterion, self.weight)))
    }
}

/// The needs that were asked for, in the order of the questions. That an option is sold where the customer lives is not
/// among them: it is no wish.
#[must_use]
pub fn weighed(catalogue: &Catalogue, needs: &Needs) -> Vec<Weighed> {
    let mut weighed = Vec::new();
    let mut add = |criterion, feature: &str, name: Text| {
        let weight = needs.weights.of(criterion, feature);
        let feature = Some(feature.to_owned()).filter(|feature| !feature.is_empty());
        weighed.push(Weighed { criterion, feature, weight, name });
    };
    if needs.budget.is_some() {
        add(Criterion::Price, "", Key::NeedCriterionPrice.into());
    }
    if needs.tie.and_then(longest_term).is_some() {
        add(Criterion::Term, "", Key::NeedCriterionTerm.into());
        add(Criterion::Notice, "", Key::NeedCriterionNotice.into());
    }
    for id in &needs.must_have {
        add(Criterion::Feature, id, say::need_criterion_feature(catalogue.feature_name(id)));
    }
    weighed
}

json_shape! {
    /// Weights as programs give them; what is left out has its default.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct WeightsJson {
        /// The price of a month.
        pub price: Option<u8>,
        /// The shortest term.
        pub term: Option<u8>,
        /// The notice.
        pub notice: Option<u8>,
        /// Features by id.
        pub features: Map<String, u8> = default,
    }
}

impl WeightsJson {
    /// Checks them against the catalogue.
    ///
    /// # Errors
    /// When a weight is more than [`MOST`], or a feature is not in the catalogue.
    pub fn check(self, catalogue: &Catalogue) -> Result<Weights, CatalogueError> {
        let default = Weights::default();
        let within = |name: &str, weight: u8| {
            if weight <= MOST {
                return Ok(weight);
            }
            Err(CatalogueError::at(
                format!("weights.{name}"),
                Rule::NotWithin { given: weight.into(), least: 0, most: MOST.into() },
            ))
        };
        for (id, weight) in self.features.iter() {
            let name = format!("features.{id}");
            within(&name, *weight)?;
            if !catalogue.features.iter().any(|feature| feature.id == *id) {
                return Err(CatalogueError::at(format!("weights.{name}"), Rule::NotFeature(id.clone())));
            }
        }
        Ok(Weights {
            price: within("price", self.price.unwrap_or(default.price))?,
            term: within("term", self.term.unwrap_or(default.term))?,
            notice: within("notice", self.notice.unwrap_or(default.notice))?,
            features: self.features,
        })
    }
}
