//! How much may come back after the exit: an ordinal index, never a probability (Johnson, Matear, Thomson 2011;
//! Grégoire, Tripp, Legoux 2009). Only its directions are sourced.

use crate::vocabulary;

vocabulary! {
    /// Bands of the index: low < .25 <= medium < .55 <= high (design default).
    RetaliationBand {
        /// Below .25.
        Low = "low",
        /// From .25.
        Medium = "medium",
        /// From .55; without attachment it is never reached.
        High = "high",
    }
}

/// How much may come back after the exit; unknown until attachment is rated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retaliation {
    /// 0 to 1; none until attachment is rated.
    pub index: Option<f64>,
    /// The band; none until attachment is rated.
    pub band: Option<RetaliationBand>,
}
