//! How likely the customer is to leave, whether it can still be repaired, what may follow the exit, and how much of
//! what should be known is known.

mod churn;
mod coverage;
mod retaliation;

pub use churn::{Churn, ChurnBand, ChurnSource, RepairBand, Repairability};
pub use coverage::{Coverage, Missing, MissingKind};
pub use retaliation::{Retaliation, RetaliationBand, avoidance_after, retaliation_after};

/// The logistic function.
fn sigmoid(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
