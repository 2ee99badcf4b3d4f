//! The relationship as a hidden state that events move and messages betray: an input-output hidden Markov model
//! (three states after Netzer, Lattin, Srinivasan 2008; help that makes the next complaint likelier after Ma, Sun,
//! Kekre 2015). Its parameters are design defaults: only their signs are sourced, see [`Model`].

mod filter;
mod forecast;
mod influence;
mod model;
mod ticks;

pub use filter::{Filtered, filter};
pub use forecast::{exit_within, log_odds};
pub use influence::{Influence, influences};
pub use model::{Model, ModelError};
pub use ticks::{Cause, HeardTick, TickSource, is_ahead, ticks};

use time::Date;

use crate::vocabulary;
use crate::words::{Key, Text};

vocabulary! {
    /// The hidden state, worst first; the order of every row and column of the model.
    State {
        /// Little holds the customer.
        Broken = "broken",
        /// Under strain; either way is open.
        Strained = "strained",
        /// As it should be.
        Sound = "sound",
    }
}

vocabulary! {
    /// What happened before a tick's message.
    Input {
        /// Nothing that moves the relationship, or an attempt whose outcome is not known yet.
        Quiet = "quiet",
        /// A failure is new, unanswered or past its time limit.
        FailureOpen = "failure_open",
        /// A repair was confirmed.
        RepairOk = "repair_ok",
        /// A repair failed.
        RepairFailed = "repair_failed",
        /// We wrote unasked, with information.
        Outreach = "outreach",
        /// A further attempt after many failed ones, at a strongly tied customer (Hutzinger and Weitzl 2023).
        LateRepair = "late_repair",
    }
}

vocabulary! {
    /// What the customer let be heard in a tick.
    Output {
        /// Nothing.
        Silent = "silent",
        /// A message without complaint or praise.
        Neutral = "neutral",
        /// Praise, or a confirmed repair.
        Compliment = "compliment",
        /// A complaint to the company alone.
        Private = "private",
        /// A complaint that the world can read.
        Public = "public",
        /// Notice; nothing follows it.
        Exit = "exit",
    }
}

impl State {
    /// In words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Broken => Key::BandStateBroken,
            Self::Strained => Key::BandStateStrained,
            Self::Sound => Key::BandStateSound,
        }
        .into()
    }
}

/// One step of the model: a week, or a part of one that ends with a repair's outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// `u`: what happened before the message.
    pub input: Input,
    /// `e`: helped lately, so that the customer expects help.
    pub helped: bool,
    /// `y`: what was heard; none where something was written that could not be read. Such a tick tells nothing
    /// but that the customer is still there.
    pub output: Option<Output>,
}

/// Probabilities of the three states; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct States {
    /// P(broken).
    pub broken: f64,
    /// P(strained).
    pub strained: f64,
    /// P(sound).
    pub sound: f64,
}

impl States {
    /// In the order of [`State`].
    #[must_use]
    pub const fn from_array([broken, strained, sound]: [f64; 3]) -> Self {
        Self { broken, strained, sound }
    }

    /// In the order of [`State`].
    #[must_use]
    pub const fn to_array(self) -> [f64; 3] {
        [self.broken, self.strained, self.sound]
    }

    /// In whole percent, in the order of [`State`]: together always 100. Each is its share rounded down; what is missing
    /// goes to the largest remainders (Hamilton's method), one each.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
    #[expect(clippy::indexing_slicing, reason = "the index is below 3")]
    pub fn percents(self) -> [u8; 3] {
        let shares = self.to_array().map(|share| share * 100.0);
        let mut whole = shares.map(|share| share as u8);
        for _ in whole.iter().fold(0, |sum: u8, part| sum.saturating_add(*part))..100 {
            let mut most = 0;
            for at in 1..3 {
                if shares[at] - f64::from(whole[at]) > shares[most] - f64::from(whole[most]) {
                    most = at;
                }
            }
            whole[most] += 1;
        }
        whole
    }

    /// The largest of the three.
    #[must_use]
    pub const fn largest(self) -> f64 {
        self.broken.max(self.strained).max(self.sound)
    }
}

/// The states at the end of one week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeekStates {
    /// The week's Monday (ISO 8601, UTC).
    pub week: Date,
    /// The states.
    pub states: States,
}

/// The relationship as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Relationship {
    /// The states now.
    pub states: States,
    /// Natural log-likelihood of everything heard.
    pub loglik: f64,
    /// Probability of notice within the horizon (13 weeks), nothing further happening; 1 once notice is given.
    pub exit13: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thirds_and_halves_add_up_to_a_hundred() {
        let percents = |shares| States::from_array(shares).percents();
        assert_eq!(percents([1.0 / 3.0; 3]).iter().sum::<u8>(), 100);
        assert_eq!(percents([0.125, 0.125, 0.75]), [13, 12, 75], "each alone would round to 101 in all");
        assert_eq!(percents([0.007, 0.495, 0.498]), [1, 49, 50]);
        assert_eq!(percents([0.0, 0.0, 1.0]), [0, 0, 100]);
    }

    proptest! {
        #[test]
        fn percents_add_up_and_are_within_one_of_their_shares(parts in prop::array::uniform3(0.0f64..1.0)) {
            let sum: f64 = parts.iter().sum();
            prop_assume!(sum > 1e-6);
            let shares = parts.map(|part| part / sum);
            let percents = States::from_array(shares).percents();
            prop_assert_eq!(percents.iter().map(|part| u32::from(*part)).sum::<u32>(), 100);
            for (percent, share) in percents.into_iter().zip(shares) {
                prop_assert!((f64::from(percent) - 100.0 * share).abs() < 1.0 + 1e-9);
            }
        }
    }
}
