//! The catalogue as JSON, `clean-break/providers@1`.

use crate::case::{CaseError, MoneyJson};
use crate::map::Map;
use crate::{json_shape, vocabulary};

/// The schema's name, as it stands in every catalogue file.
pub const SCHEMA: &str = "clean-break/providers@1";

/// Where a catalogue breaks a rule, and which: path and rule, as for cases.
pub type CatalogueError = CaseError;

/// A text by language (BCP 47 primary tags); the reader's language is taken, else English, else the first.
pub type Localised = Map<String, String>;

vocabulary! {
    /// What an option is.
    OptionKind {
        /// Another company.
        Company = "company",
        /// Ourselves: for comparison, never offered to someone who leaves.
        Us = "us",
        /// Doing without.
        NoneAtAll = "none",
        /// Doing it oneself.
        Yourself = "yourself",
    }
}

vocabulary! {
    /// What we gain when a customer takes an option.
    InterestKind {
        /// Nothing.
        None = "none",
        /// A commission.
        Affiliate = "affiliate",
        /// It belongs to us, or we to it.
        SameGroup = "same_group",
    }
}

vocabulary! {
    /// An answer that may be missing.
    Known {
        /// It does.
        Yes = "yes",
        /// It does not.
        No = "no",
        /// Nobody checked.
        Unknown = "unknown",
    }
}

json_shape! {
    /// A catalogue of alternatives.
    CatalogueJson {
        /// Always `clean-break/providers@1`.
        schema: String,
        /// Whether everything in it is invented; said wherever it is shown.
        #[serde(default)]
        sample: bool,
        /// What a customer may need; the ids are used by providers and needs.
        features: Vec<FeatureJson>,
        /// The options; exactly one of kind `none`, exactly one of kind `yourself`, at most one of kind `us`.
        providers: Vec<ProviderJson>,
    }
}

json_shape! {
    /// Something that a customer may need.
    FeatureJson {
        /// Its id.
        id: String,
        /// What it is called.
        name: Localised,
    }
}

json_shape! {
    /// One option.
    ProviderJson {
        /// Its id.
        id: String,
        /// What kind of option.
        #[serde(default = "company")]
        kind: OptionKind,
        /// What it is called.
        name: Localised,
        /// What it is, in a sentence.
        what: Localised,
        /// Price of a month; left out where unknown.
        #[serde(default)]
        monthly_price: Option<MoneyJson>,
        /// Shortest term in months, 0 for none; left out where unknown.
        #[serde(default)]
        minimum_term_months: Option<u16>,
        /// Days of notice, 0 for none; left out where unknown.
        #[serde(default)]
        notice_days: Option<u16>,
        /// What it has, by feature id; a feature that is left out is unknown.
        #[serde(default)]
        features: Map<String, Known>,
        /// Countries where it is sold, ISO 3166; `*` for all; left out where unknown.
        #[serde(default)]
        regions: Option<Vec<String>>,
        /// What we gain.
        interest: InterestJson,
        /// When somebody last looked, `YYYY-MM-DD`.
        checked_on: String,
        /// How one moves there.
        #[serde(default)]
        migration: Option<Localised>,
        /// Where the facts come from: a page or a document.
        source: Localised,
    }
}

json_shape! {
    /// What we gain, disclosed.
    InterestJson {
        /// Of what kind.
        kind: InterestKind,
        /// In words; required unless the kind is `none`.
        #[serde(default)]
        text: Option<Localised>,
    }
}

const fn company() -> OptionKind {
    OptionKind::Company
}
