//! Every number of the rules that is ours to choose. All defaults are design defaults: only the signs are sourced.

use serde::{Deserialize, Serialize};

/// Thresholds, windows and points; a team may change each of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, rename_all = "camelCase")]
pub struct Thresholds {
    /// Failed repairs that count as many (Hutzinger and Weitzl 2023 found the effect, not the number). 1 or more.
    pub n_multi: u32,
    /// Attachment from which the customer counts as strongly tied, 0 to 1.
    pub a_high: f64,
    /// Share of the known below which no verdict is given, 0 to 1.
    pub coverage_floor: f64,
    /// The likeliest state of the relationship must be at least this likely, 0 to 1.
    pub posterior: f64,
    /// That is asked from so many failed repairs on; 0 asks it always. Below the number the rules for repair do not look
    /// at the state, so a team may raise it to `n_multi` to spare itself the question.
    pub posterior_from_failed: u32,
    /// P(broken) from which many failed repairs of a strongly tied customer mean a clean break, 0 to 1.
    pub broken: f64,
    /// Log-odds added by a stated wish to leave.
    pub wish_points: f64,
    /// Log-odds added by a named competitor.
    pub competitor_points: f64,
    /// The most that account facts may add or take together, in log-odds.
    pub facts_limit: f64,
    /// A complaint within so many days of a repair attempt says that it failed.
    pub repeat_days: i64,
    /// An inferred event is the recorded one of the same kind within so many days.
    pub same_event_days: i64,
    /// A complaint after an attempt, unanswered for so many days, opens the failure again.
    pub answer_days: i64,
    /// Failed repairs count for so many days.
    pub memory_days: i64,
    /// A helped customer expects help for so many ticks (weeks), this one included.
    pub help_ticks: u32,
    /// Horizon of the leaving probability, in weeks.
    pub horizon_weeks: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            n_multi: 2,
            a_high: 0.6,
            coverage_floor: 0.5,
            posterior: 0.55,
            posterior_from_failed: 0,
            broken: 0.5,
            wish_points: 1.5,
            competitor_points: 0.7,
            facts_limit: 2.0,
            repeat_days: 30,
            same_event_days: 3,
            answer_days: 7,
            memory_days: 365,
            help_ticks: 8,
            horizon_weeks: 13,
        }
    }
}
