//! How much may come back after the exit: an ordinal index, never a probability (Johnson, Matear, Thomson 2011;
//! Grégoire, Tripp, Legoux 2009). Only its directions are sourced.

use super::sigmoid;
use crate::case::Share;
use crate::vocabulary;
use crate::words::{Key, Text};

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

impl Retaliation {
    /// `sigmoid(-3 + 2 a + min(f,3)/3 + 1.5 a min(f,3)/3 + 1.5 P(broken) + .5 arousal)`: attachment `a`, failed repairs
    /// `f`, arousal 0 to 1. With `a` = 0 it is at most .50, so never high.
    #[must_use]
    pub fn new(attachment: Option<Share>, failed: u32, broken: f64, arousal: f64) -> Self {
        let index = attachment.map(|attachment| {
            let (a, f) = (attachment.get(), f64::from(failed.min(3)) / 3.0);
            sigmoid(-3.0 + 2.0 * a + f + 1.5 * a * f + 1.5 * broken + 0.5 * arousal)
        });
        Self { index, band: index.map(RetaliationBand::of) }
    }
}

impl RetaliationBand {
    /// The band of an index, 0 to 1.
    #[must_use]
    pub fn of(index: f64) -> Self {
        match index {
            i if i < 0.25 => Self::Low,
            i if i < 0.55 => Self::Medium,
            _ => Self::High,
        }
    }

    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Low => Key::BandRetaliationLow,
            Self::Medium => Key::BandRetaliationMedium,
            Self::High => Key::BandRetaliationHigh,
        }
        .into()
    }
}

/// The index `weeks` after the exit: it fades, slower for the strongly tied (`tau = 8 (1 + a)` weeks).
#[must_use]
pub fn retaliation_after(index: f64, attachment: Share, weeks: f64) -> f64 {
    index * (-weeks.max(0.0) / (8.0 * (1.0 + attachment.get()))).exp()
}

/// Avoidance `weeks` after the exit, from `start` (0 to 1) at the exit: it grows, faster for the strongly tied
/// (`tau = 12 / (1 + a)` weeks).
#[must_use]
pub fn avoidance_after(start: f64, attachment: Share, weeks: f64) -> f64 {
    1.0 - (1.0 - start) * (-weeks.max(0.0) * (1.0 + attachment.get()) / 12.0).exp()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn index(a: f64, f: u32, broken: f64, arousal: f64) -> f64 {
        Retaliation::new(Share::new(a), f, broken, arousal).index.unwrap()
    }

    #[test]
    fn without_attachment_it_is_never_high() {
        assert!((index(0.0, 9, 1.0, 1.0) - 0.5).abs() < 1e-12);
        assert_eq!(Retaliation::new(Share::new(0.0), 9, 1.0, 1.0).band, Some(RetaliationBand::Medium));
    }

    #[test]
    fn unrated_attachment_is_unknown_not_none() {
        assert_eq!(Retaliation::new(None, 3, 0.9, 1.0), Retaliation { index: None, band: None });
    }

    proptest! {
        #[test]
        fn more_ties_failures_and_heat_never_lower_it(
            a in 0.0..=1.0_f64, f in 0..6_u32, broken in 0.0..=1.0_f64, arousal in 0.0..=1.0_f64, more in 0.0..=1.0_f64,
        ) {
            let here = index(a, f, broken, arousal);
            let up = |value: f64| value + (1.0 - value) * more;
            prop_assert!(index(up(a).min(1.0), f, broken, arousal) >= here);
            prop_assert!(index(a, f + 1, broken, arousal) >= here);
            prop_assert!(index(a, f, up(broken), arousal) >= here);
            prop_assert!(index(a, f, broken, up(arousal)) >= here);
            // Failed repairs weigh more, in log-odds, on the strongly tied.
            let logit = |p: f64| (p / (1.0 - p)).ln();
            let weight = |a: f64| logit(index(a, 3, broken, arousal)) - logit(index(a, 0, broken, arousal));
            prop_assert!(weight(up(a).min(1.0)) >= weight(a) - 1e-9);
        }

        #[test]
        fn revenge_fades_and_avoidance_grows(
            start in 0.0..=1.0_f64, a in 0.0..=1.0_f64, weeks in 0.0..200.0_f64, more in 0.0..50.0_f64,
        ) {
            let a = Share::new(a).unwrap();
            prop_assert!(retaliation_after(start, a, weeks + more) <= retaliation_after(start, a, weeks));
            prop_assert!(avoidance_after(start, a, weeks + more) >= avoidance_after(start, a, weeks));
            // Grudges of the strongly tied last longer.
            prop_assert!(retaliation_after(start, Share::ONE, weeks) >= retaliation_after(start, a, weeks));
            prop_assert!(avoidance_after(start, Share::ONE, weeks) >= avoidance_after(start, a, weeks));
        }
    }
}
