//! What must hold before a step is done, as playbooks say it: a closed set, no scripts.

use super::values::Day;
use crate::json_published;

json_published! {
    /// What must hold before a step is done.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Condition {
        /// A field of this step is filled (every required field has this condition by itself).
        Filled = "filled" {
            /// The field.
            field: String,
        },
        /// A date is today or later; holds while the field is empty.
        NotPast = "not_past" {
            /// The field.
            field: String,
        },
        /// A date is today or earlier; holds while the field is empty.
        NotFuture = "not_future" {
            /// The field.
            field: String,
        },
        /// Two dates stand in order; holds while one is empty.
        InOrder = "in_order" {
            /// The field of the earlier date.
            first: String,
            /// The field of the later date.
            then: String,
        },
        /// A date does not lie before a date of an earlier step; holds while one of them is empty, and once `unless` says why
        /// it does.
        NotBefore = "not_before" {
            /// The field.
            field: String,
            /// The earlier step.
            step: String,
            /// Its field.
            than: String,
            /// The field of this step that says why, where there can be a reason.
            unless: Option<String>,
        },
        /// A date lies within a period from another date of the step: that of a rule, as its clock counts it where the
        /// customer is, or else so many days, then so many months. Holds while one of them is empty, and once `unless` says
        /// why it is later.
        Within = "within" {
            /// The field.
            field: String,
            /// The field of the date from which the period runs.
            than: String,
            /// Days, counted from the day after.
            days: u16,
            /// Calendar months, from the end of the days.
            months: Option<u16>,
            /// The field of this step that says why, where there can be a reason.
            unless: Option<String>,
            /// The rule whose clock the period is; days and months count where no pack has it for the customer.
            rule: Option<String>,
        },
        /// An amount is zero once a date of an earlier step is filled: after a withdrawal no charge stands beside the amount
        /// for the service (Dir. 2011/83/EU Art. 14(5)).
        NoCharge = "no_charge" {
            /// The field.
            field: String,
            /// The earlier step.
            step: String,
            /// Its field.
            after: String,
        },
        /// What a field asks for once it is filled, and not with no: that one of the others is filled too.
        Needs = "needs" {
            /// The field.
            field: String,
            /// The others.
            one_of: Vec<String>,
        },
        /// A choice has this word.
        Is = "is" {
            /// The field.
            field: String,
            /// The word.
            word: String,
        },
        /// Another step is done; a skip is not enough.
        StepDone = "step_done" {
            /// The step.
            step: String,
        },
        /// It is recorded that the customer wants to leave.
        WishToLeave = "wish_to_leave" {},
        /// The wish is there in writing.
        WishInWriting = "wish_in_writing" {},
        /// Every channel of the stop-contact ledger is ticked.
        ContactStopped = "contact_stopped" {},
        /// The one question whether they stay was asked and counted (every `ask` step has this condition by itself).
        SaveAttemptUsed = "save_attempt_used" {},
        /// Two dates lie at least a period apart: that of a rule, as its clock counts it where the customer is, or else so many
        /// days; holds while one is empty.
        Apart = "apart" {
            /// The field of the earlier date.
            first: String,
            /// The field of the later date.
            then: String,
            /// Days, counted from the day after.
            days: u16,
            /// The rule whose clock the period is; days count where no pack has it for the customer.
            rule: Option<String>,
        },
        /// Two choices are not the same; holds while one is empty.
        Differ = "differ" {
            /// The field.
            field: String,
            /// The other one.
            from: String,
        },
        /// A date does not lie after a date of an earlier step; holds while one of them is empty, and once `unless` says why
        /// it does.
        NotAfter = "not_after" {
            /// The field.
            field: String,
            /// The earlier step.
            step: String,
            /// Its field.
            than: String,
            /// The field of this step that says why, where there can be a reason.
            unless: Option<String>,
        },
        /// An amount is zero from a day on (Reg. 2023/2854 Art. 29: no switching charges from 12 January 2027).
        ZeroFrom = "zero_from" {
            /// The field.
            field: String,
            /// The first day on which it must be zero.
            day: Day,
        },
    }
}

impl Condition {
    /// The rule whose clock a period is: the one that it names. Older playbooks name none; theirs is known by what it measures.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        let (field, days, months, rule) = match self {
            Self::Within { field, days, months, rule, .. } => (field, days, months, rule),
            Self::Apart { then, days, rule, .. } => (then, days, &None, rule),
            _ => return None,
        };
        let known = match (field.as_str(), days, months) {
            ("retrieval_until", 30, None) => Some("switching_retrieval"),
            ("withdrawal_on", 14, None) => Some("withdrawal"),
            ("withdrawal_on", 14, Some(12)) => Some("withdrawal_extended"),
            ("notice_until", 0, Some(2)) => Some("switching_notice"),
            ("transition_to", 30, None) => Some("switching_transition"),
            ("transition_to", 0, Some(7)) => Some("switching_extension"),
            _ => None,
        };
        rule.as_deref().or(known)
    }

    /// The fields that it looks at.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Filled { field }
            | Self::NotPast { field }
            | Self::NotFuture { field }
            | Self::Is { field, .. }
            | Self::NoCharge { field, .. }
            | Self::ZeroFrom { field, .. } => {
                vec![field]
            }
            Self::InOrder { first, then } | Self::Apart { first, then, .. } => vec![first, then],
            Self::Differ { field, from } => vec![field, from],
            Self::Within { field, than, unless, .. } => {
                let mut fields = vec![field.as_str(), than.as_str()];
                fields.extend(unless.as_deref());
                fields
            }
            Self::NotBefore { field, unless, .. } | Self::NotAfter { field, unless, .. } => {
                let mut fields = vec![field.as_str()];
                fields.extend(unless.as_deref());
                fields
            }
            Self::Needs { field, one_of } => {
                let mut fields = vec![field.as_str()];
                fields.extend(one_of.iter().map(String::as_str));
                fields
            }
            Self::StepDone { .. }
            | Self::WishToLeave {}
            | Self::WishInWriting {}
            | Self::ContactStopped {}
            | Self::SaveAttemptUsed {} => Vec::new(),
        }
    }
}
