//! How much of what should be known is known. A missing fact is unknown: it adds nothing, and it is named.

use crate::case::Share;
use crate::vocabulary;
use crate::words::{Key, Text};

vocabulary! {
    /// What a verdict wants to know, with its weight (design default).
    MissingKind {
        /// A thread that can be read: 3.
        Thread = "thread",
        /// What became of every repair attempt: 2.
        Outcomes = "outcomes",
        /// How strongly the customer is tied to the brand: 2.
        Attachment = "attachment",
        /// Since when they are a customer: 1.
        Tenure = "tenure",
        /// What binds them, until when: 1.
        Contract = "contract",
        /// Whether they use more or less: 1.
        Usage = "usage",
        /// How they pay: 1.
        Payments = "payments",
    }
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// What.
    pub id: MissingKind,
    /// In words.
    pub label: Text,
}

/// How much of what should be known is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The weighted share that is known.
    pub share: Share,
    /// Below this no verdict is given.
    pub floor: Share,
    /// What is not known, the weightiest first.
    pub missing: Vec<Missing>,
}

impl MissingKind {
    /// Its weight in the coverage (design default).
    #[must_use]
    pub const fn weight(self) -> u8 {
        match self {
            Self::Thread => 3,
            Self::Outcomes | Self::Attachment => 2,
            Self::Tenure | Self::Contract | Self::Usage | Self::Payments => 1,
        }
    }

    /// What is missing, in words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Thread => Key::CoverageThread,
            Self::Outcomes => Key::CoverageOutcomes,
            Self::Attachment => Key::CoverageAttachment,
            Self::Tenure => Key::CoverageTenure,
            Self::Contract => Key::CoverageContract,
            Self::Usage => Key::CoverageUsage,
            Self::Payments => Key::CoveragePayments,
        }
        .into()
    }
}

impl Coverage {
    /// The coverage where `known` tells what is known.
    #[must_use]
    pub fn new(floor: f64, known: impl Fn(MissingKind) -> bool) -> Self {
        let (mut sum, mut all, mut missing) = (0_u8, 0_u8, Vec::new());
        for id in MissingKind::ALL {
            all += id.weight();
            if known(*id) {
                sum += id.weight();
            } else {
                missing.push(Missing { id: *id, label: id.label() });
            }
        }
        let share = Share::new(f64::from(sum) / f64::from(all)).unwrap_or(Share::ZERO);
        Self { share, floor: Share::new(floor).unwrap_or(Share::ONE), missing }
    }

    /// Too little is known for a verdict.
    #[must_use]
    pub fn is_under_floor(&self) -> bool {
        self.share < self.floor
    }

    /// Whether this is missing.
    #[must_use]
    pub fn lacks(&self, kind: MissingKind) -> bool {
        self.missing.iter().any(|missing| missing.id == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_is_named_first() {
        let coverage = Coverage::new(0.5, |kind| kind == MissingKind::Outcomes);
        assert_eq!(coverage.share.percent(), 18);
        assert!(coverage.is_under_floor());
        let weights: Vec<u8> = coverage.missing.iter().map(|missing| missing.id.weight()).collect();
        assert_eq!(weights, [3, 2, 1, 1, 1, 1]);
    }

    #[test]
    fn everything_known_is_all() {
        assert_eq!(Coverage::new(0.5, |_| true).share, Share::ONE);
        assert_eq!(Coverage::new(0.5, |_| false).share, Share::ZERO);
    }
}
