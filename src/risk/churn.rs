//! The leaving score: log-odds of notice within 13 weeks by the relationship, and points on top. And, on the other
//! axis, whether the relationship can still be repaired.

use super::sigmoid;
use crate::map::Set;
use crate::relationship::{Model, States, exit_within, log_odds};
use crate::signals::{Account, Point, PointSource, Signal, Thread, Thresholds};
use crate::text::FindingKind;
use crate::vocabulary;
use crate::words::{Key, Text};

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

impl ChurnBand {
    /// The band of a probability, 0 to 1.
    #[must_use]
    pub fn of(probability: f64) -> Self {
        match probability {
            p if p < 0.10 => Self::Low,
            p if p < 0.20 => Self::Guarded,
            p if p < 0.40 => Self::Elevated,
            _ => Self::High,
        }
    }

    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Low => Key::BandChurnLow,
            Self::Guarded => Key::BandChurnGuarded,
            Self::Elevated => Key::BandChurnElevated,
            Self::High => Key::BandChurnHigh,
        }
        .into()
    }
}

impl RepairBand {
    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Unlikely => Key::BandRepairUnlikely,
            Self::Doubtful => Key::BandRepairDoubtful,
            Self::Possible => Key::BandRepairPossible,
            Self::Likely => Key::BandRepairLikely,
        }
        .into()
    }
}

/// What the leaving score is made of.
#[derive(Clone, Copy, Debug)]
pub struct ChurnSource<'a> {
    /// The relationship model.
    pub model: &'a Model,
    /// Probability of notice within the horizon.
    pub exit: f64,
    /// The thread.
    pub thread: &'a Thread,
    /// What staff know of a wish to leave.
    pub wish: Option<bool>,
    /// Struck ids.
    pub struck: &'a Set<String>,
    /// Points and limits.
    pub thresholds: &'a Thresholds,
}

impl Churn {
    /// The score: where a customer of whom nothing is known stands, what the relationship moves, the account's facts,
    /// and what the thread says that the relationship does not hold.
    #[must_use]
    pub fn new(source: &ChurnSource<'_>, account: Account) -> Self {
        let ChurnSource { model, exit, thread, wish, struck, thresholds } = *source;
        let base = log_odds(exit_within(States::from_array(model.start), thresholds.horizon_weeks, model));
        let point = |id: &str, source, label: Key, value: f64| {
            let struck = source != PointSource::Base && struck.contains(id);
            Point { id: id.to_owned(), source, label: label.into(), points: value, evidence: None, struck }
        };
        let mut points = vec![
            point("base", PointSource::Base, Key::SignalPointBase, base),
            point("relationship", PointSource::Relationship, Key::SignalPointRelationship, log_odds(exit) - base),
        ];
        points.extend(account.points);
        let spoken = |is: fn(&Signal) -> bool, standing: Option<&Signal>, value: f64| {
            let struck = || thread.signals.iter().find(|signal| signal.struck && is(signal));
            standing.or_else(struck).map(|signal| Point {
                id: signal.id.clone(),
                source: PointSource::Text,
                label: signal.label.clone(),
                points: value,
                evidence: Some(signal.evidence.clone()),
                struck: signal.struck,
            })
        };
        if wish != Some(false) {
            let stated = thread.wish();
            let said = spoken(Signal::is_wish, stated, thresholds.wish_points);
            if wish == Some(true) && said.as_ref().is_none_or(|said| said.struck) {
                points.push(point("wish", PointSource::Staff, Key::SignalWishByStaff, thresholds.wish_points));
            } else {
                points.extend(said);
            }
            // Who says that they leave need not threaten to, and who threatens to has thought of it.
            if wish.is_none() && stated.is_none() {
                let threat = thread.standing(Signal::is_ultimatum);
                points.extend(spoken(Signal::is_ultimatum, threat, thresholds.ultimatum_points));
                if threat.is_none() {
                    let is = |signal: &Signal| signal.is_unclear() || signal.is_thinking();
                    points.extend(spoken(is, thread.doubt(), thresholds.thinking_points));
                }
            }
        }
        let competitor = thread.first(FindingKind::Competitor);
        points.extend(spoken(Signal::is_competitor, competitor, thresholds.competitor_points));
        let log_odds = points.iter().filter(|point| !point.struck).map(|point| point.points).sum();
        Self { band: ChurnBand::of(sigmoid(log_odds)), probability: None, calibrated: false, log_odds, points }
    }
}

impl Repairability {
    /// `.7 (1 - P(broken)) x (1, .7, .4 for no, one, more failed repairs)`; at most .1 where a clean break is advised
    /// for failed repairs (`parting`).
    #[must_use]
    pub fn new(broken: f64, failed: u32, parting: bool) -> Self {
        let left = match failed {
            0 => 1.0,
            1 => 0.7,
            _ => 0.4,
        };
        let value = (0.7 * (1.0 - broken) * left).min(if parting { 0.1 } else { 1.0 });
        let band = match value {
            v if v < 0.15 => RepairBand::Unlikely,
            v if v < 0.30 => RepairBand::Doubtful,
            v if v < 0.50 => RepairBand::Possible,
            _ => RepairBand::Likely,
        };
        Self { value, band }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bands_begin_where_they_say() {
        use ChurnBand::{Elevated, Guarded, High, Low};
        for (probability, band) in [(0.099, Low), (0.1, Guarded), (0.199, Guarded), (0.2, Elevated), (0.4, High)] {
            assert_eq!(ChurnBand::of(probability), band);
        }
        let bands = [0.1, 0.2, 0.3, 0.6].map(|sound| Repairability::new(1.0 - sound / 0.7, 0, false).band);
        assert_eq!(bands, *RepairBand::ALL);
    }

    proptest! {
        #[test]
        fn less_can_be_repaired_the_worse_it_is(broken in 0.0..=1.0_f64, failed in 0..5_u32, more in 0.0..=1.0_f64) {
            let value = |broken, failed, parting| Repairability::new(broken, failed, parting).value;
            let here = value(broken, failed, false);
            prop_assert!((0.0..=0.7).contains(&here));
            prop_assert!(value(broken + (1.0 - broken) * more, failed, false) <= here);
            prop_assert!(value(broken, failed + 1, false) <= here);
            prop_assert!(value(broken, failed, true) <= here.min(0.1));
        }
    }
}
