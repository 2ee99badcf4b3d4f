//! What if: the same assessment on moved inputs. Nothing of it is written.

use time::Date;

use crate::assessment::{Assessment, Settings, assess};
use crate::case::{Attachment, RatedBy, Share};
use crate::leaving::CaseRecord;
use crate::map::Map;
use crate::signals::Outcome;
use crate::text::Reader;

/// Inputs that were moved; what was not moved is as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// Attachment.
    pub attachment: Option<Share>,
    /// Whether the customer wants to leave.
    pub wish: Option<bool>,
    /// Outcomes of repair attempts, by the attempt's id; none is not known.
    pub outcomes: Map<String, Option<Outcome>>,
    /// Whether the case is escalated.
    pub escalate: Option<bool>,
}

impl WhatIf {
    /// Whether nothing was moved.
    #[must_use]
    pub fn is_as_it_is(&self) -> bool {
        *self == Self::default()
    }

    /// The assessment with the moved inputs.
    #[must_use]
    pub fn assess(&self, record: &CaseRecord, reader: &Reader, today: Date) -> Assessment {
        let mut case = record.case.clone();
        let mut corrections = record.corrections.clone();
        if let Some(rating) = self.attachment {
            case.customer.attachment = Some(Attachment { rating, by: RatedBy::Staff });
        }
        corrections.wish = self.wish.or(corrections.wish);
        corrections.escalate = self.escalate.or(corrections.escalate);
        for (attempt, outcome) in &self.outcomes {
            match outcome {
                Some(outcome) => corrections.outcomes.insert(attempt.clone(), *outcome),
                None => corrections.outcomes.remove(attempt),
            };
        }
        assess(&case, reader, &Settings::default(), &corrections, today)
    }
}
