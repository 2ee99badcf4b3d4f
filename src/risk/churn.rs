//! The leaving score: log-odds of notice within 13 weeks by the relationship, and points on top. And, on the other
//! axis, whether the relationship can still be repaired.

use crate::signals::Point;
use crate::vocabulary;

vocabulary! {
    /// Bands of the leaving probability: low < .10 <= guarded < .20 <= elevated < .40 <= high (design default).
    ChurnBand {
        /// Below .10.
        Low = "low",
        /// From .10; a customer of whom nothing is known reads .112.
        Guarded = "guarded",
        /// From .20.
        Elevated = "elevated",
        /// From .40.
        High = "high",
    }
}

/// The leaving score.
#[derive(Clone, Debug, PartialEq)]
pub struct Churn {
    /// The band.
    pub band: ChurnBand,
    /// The probability, 0 to 1; none until the company has calibrated the score on its own outcomes.
    pub probability: Option<f64>,
    /// Whether it is calibrated.
    pub calibrated: bool,
    /// The score: the sum of all points that are not struck.
    pub log_odds: f64,
    /// Its parts.
    pub points: Vec<Point>,
}

vocabulary! {
    /// Bands of repairability, at .15, .30 and .50 (design default).
    RepairBand {
        /// Below .15.
        Unlikely = "unlikely",
        /// From .15.
        Doubtful = "doubtful",
        /// From .30.
        Possible = "possible",
        /// From .50.
        Likely = "likely",
    }
}

/// Whether the relationship can still be repaired: a reading aid, not a probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repairability {
    /// 0 to .7.
    pub value: f64,
    /// The band.
    pub band: RepairBand,
}
