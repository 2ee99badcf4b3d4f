//! Every number of the rules that is ours to choose. All defaults are design defaults: only the signs are sourced.

use crate::json_shape;

json_shape! {
    /// Thresholds, windows and points; a team may change each of them.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Thresholds = default {
        /// Failed repairs that count as many (Hutzinger and Weitzl 2023 found the effect, not the number). 1 or more.
        /// Default: 2.
        pub n_multi as "nMulti": u32,
        /// Attachment from which the customer counts as strongly tied, 0 to 1.
        /// Default: .6.
        pub a_high as "aHigh": f64,
        /// Share of the known below which no verdict is given, 0 to 1.
        /// Default: .5.
        pub coverage_floor as "coverageFloor": f64,
        /// The likeliest state of the relationship must be at least this likely, 0 to 1.
        /// Default: .55.
        pub posterior: f64,
        /// That is asked from so many failed repairs on; 0 asks it always. Below the number the rules for repair do not look
        /// at the state, so a team may raise it to `n_multi` to spare itself the question.
        /// Default: 0.
        pub posterior_from_failed as "posteriorFromFailed": u32,
        /// P(broken) from which many failed repairs of a strongly tied customer mean a clean break, 0 to 1.
        /// Default: .5.
        pub broken: f64,
        /// Log-odds added by a stated wish to leave.
        /// Default: 1.5.
        pub wish_points as "wishPoints": f64,
        /// Log-odds added by a thought of leaving, or by leaving a company that may be us, where no wish to leave and no
        /// ultimatum is stated.
        /// Default: .75.
        pub thinking_points as "thinkingPoints": f64,
        /// Log-odds added by an ultimatum, where no wish to leave is stated.
        /// Default: .8.
        pub ultimatum_points as "ultimatumPoints": f64,
        /// Log-odds added by a named competitor.
        /// Default: .7.
        pub competitor_points as "competitorPoints": f64,
        /// The most that account facts may add or take together, in log-odds.
        /// Default: 2.
        pub facts_limit as "factsLimit": f64,
        /// A complaint within so many days of a repair attempt says that it failed.
        /// Default: 30.
        pub repeat_days as "repeatDays": u16,
        /// An inferred event is the recorded one of the same kind within so many days.
        /// Default: 3.
        pub same_event_days as "sameEventDays": u16,
        /// A complaint after an attempt, unanswered for so many days, opens the failure again.
        /// Default: 7.
        pub answer_days as "answerDays": u16,
        /// Failed repairs count for so many days.
        /// Default: 365.
        pub memory_days as "memoryDays": u16,
        /// A helped customer expects help for so many ticks (weeks), this one included.
        /// Default: 8.
        pub help_ticks as "helpTicks": u16,
        /// Horizon of the leaving probability, in weeks.
        /// Default: 13.
        pub horizon_weeks as "horizonWeeks": u16,
    }
}

/// A threshold out of its range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is out of its range")]
pub struct ThresholdError(pub &'static str);

impl Thresholds {
    /// The thresholds, where each is in its range.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(self) -> Result<Self, ThresholdError> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let points = |value: f64| (0.0..=10.0).contains(&value);
        let rules = [
            ("nMulti", self.n_multi >= 1),
            ("aHigh", share(self.a_high)),
            ("coverageFloor", share(self.coverage_floor)),
            ("posterior", share(self.posterior)),
            ("broken", share(self.broken)),
            ("wishPoints", points(self.wish_points)),
            ("thinkingPoints", points(self.thinking_points)),
            ("ultimatumPoints", points(self.ultimatum_points)),
            ("competitorPoints", points(self.competitor_points)),
            ("factsLimit", points(self.facts_limit)),
            ("horizonWeeks", self.horizon_weeks >= 1),
        ];
        match rules.into_iter().find(|(_, fits)| !fits) {
            Some((name, _)) => Err(ThresholdError(name)),
            None => Ok(self),
        }
    }
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
            thinking_points: 0.75,
            ultimatum_points: 0.8,
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
