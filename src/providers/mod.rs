//! Where a leaving customer could go: a catalogue of alternatives, three questions, an honest ranking.
//!
//! Besides companies the ranking always holds "none at all" and "do it yourself". What we gain from an option is
//! disclosed beside it and has no part in the order. Nothing about the customer is sent anywhere: the customer goes,
//! nobody is referred.

mod catalogue;
mod edit;
pub mod entry;
mod json;
mod needs;
mod rank;
mod report;
pub mod table;
mod weights;

pub use catalogue::{Catalogue, Feature, Interest, Provider};
pub use json::{
    CatalogueError, CatalogueJson, FeatureJson, InterestJson, InterestKind, Known, Localised, OptionKind, ProviderJson,
    SCHEMA,
};
pub use needs::{Needs, NeedsJson, Tie};
pub use rank::{Criterion, Excluded, Fit, Ranked, Ranking, Reason, STALE_AFTER_DAYS, rank};
pub use report::as_text;
pub use weights::{MOST, Weighed, Weights, WeightsJson, weighed, weight_label};

#[cfg(test)]
mod tests;
