//! The catalogue as JSON, `clean-break/providers@1`.

use crate::case::{CaseError, MoneyJson};
use crate::map::Map;
use crate::{json_published, vocabulary};

/// The schema's name, as it stands in every catalogue file.
pub const SCHEMA: &str = "clean-break/providers@1";

/// Where a catalogue breaks a rule, and which: path and rule, as for cases.
pub type CatalogueError = CaseError;

/// A text by language (BCP 47 primary tags); the reader's language is taken, else English, else the first.
pub type Localised = Map<String, String>;

vocabulary! {
    /// What an option is.
    #[derive(Default)]
    OptionKind {
        /// Another company.
        #[default]
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

json_published! {
    /// A catalogue of alternatives.
    #[derive(Clone, Debug, PartialEq)]
    pub struct CatalogueJson {
        /// Always `clean-break/providers@1`.
        pub schema: String,
        /// Whether everything in it is invented; said wherever it is shown.
        pub sample: bool = default,
        /// What a customer may need; the ids are used by providers and needs.
        pub features: Vec<FeatureJson>,
        /// The options; exactly one of kind `none`, exactly one of kind `yourself`, at most one of kind `us`.
        pub providers: Vec<ProviderJson>,
    }
}

json_published! {
    /// Something that a customer may need.
    #[derive(Clone, Debug, PartialEq)]
    pub struct FeatureJson {
        /// Its id.
        pub id: String,
        /// What it is called.
        pub name: Localised,
    }
}

json_published! {
    /// One option.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ProviderJson {
        /// Its id.
        pub id: String,
        /// What kind of option.
        pub kind: OptionKind = default,
        /// What it is called.
        pub name: Localised,
        /// What it is, in a sentence.
        pub what: Localised,
        /// Price of a month; left out where unknown.
        pub monthly_price as "monthlyPrice": Option<MoneyJson> = default,
        /// Shortest term in months, 0 for none; left out where unknown.
        pub minimum_term_months as "minimumTermMonths": Option<u16> = default,
        /// Days of notice, 0 for none; left out where unknown.
        pub notice_days as "noticeDays": Option<u16> = default,
        /// What it has, by feature id; a feature that is left out is unknown.
        pub features: Map<String, Known> = default,
        /// Countries where it is sold, ISO 3166; `*` for all; left out where unknown.
        pub regions: Option<Vec<String>> = default,
        /// What we gain.
        pub interest: InterestJson,
        /// When somebody last looked, `YYYY-MM-DD`.
        pub checked_on as "checkedOn": String,
        /// How one moves there.
        pub migration: Option<Localised> = default,
        /// Where the facts come from: a page or a document.
        pub source: Localised,
    }
}

json_published! {
    /// What we gain, disclosed.
    #[derive(Clone, Debug, PartialEq)]
    pub struct InterestJson {
        /// Of what kind.
        pub kind: InterestKind,
        /// In words; required unless the kind is `none`.
        pub text: Option<Localised> = default,
    }
}
