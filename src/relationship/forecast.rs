//! How likely notice is within so many weeks.

use super::{Input, Model, Output, States};

/// Probability of notice within `weeks` from `states`, when nothing further happens: quiet weeks, no help expected.
#[must_use]
#[expect(clippy::indexing_slicing, reason = "constant indices into fixed arrays")]
pub fn exit_within(states: States, weeks: u16, model: &Model) -> f64 {
    let leaving = model.heard[0].map(|row| row[Output::Exit as usize]);
    let mut left = states.to_array();
    let mut gone = 0.0;
    for _ in 0..weeks {
        left = model.step(left, Input::Quiet);
        for state in 0..3 {
            gone += left[state] * leaving[state];
            left[state] *= 1.0 - leaving[state];
        }
    }
    gone
}

/// Log-odds of a probability of leaving. Notice that is given counts as 99 in 100, so that every bar beside its own can
/// still be seen.
#[must_use]
pub fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-6, 0.99);
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(state: usize) -> States {
        let mut states = [0.0; 3];
        states[state] = 1.0;
        States::from_array(states)
    }

    /// The anchors of the column of exits: 13 weeks frozen in one state.
    #[test]
    fn frozen_states_leave_as_anchored() {
        let mut frozen = Model::default();
        frozen.transitions[0] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        for (state, share) in [(0, 0.553), (1, 0.251), (2, 0.051)] {
            assert!((exit_within(one(state), 13, &frozen) - share).abs() < 5e-4);
        }
    }

    #[test]
    fn a_bare_prior_reads_112() {
        let model = Model::default();
        assert!((exit_within(States::from_array(model.start), 13, &model) - 0.112).abs() < 5e-4);
    }

    proptest! {
        #[test]
        fn longer_is_never_less(weeks in 0..200_u16, state in 0..3_usize) {
            let model = Model::default();
            let (now, later) = (exit_within(one(state), weeks, &model), exit_within(one(state), weeks + 1, &model));
            prop_assert!(now <= later && later <= 1.0);
        }

        #[test]
        fn a_worse_state_leaves_sooner(weeks in 1..200_u16) {
            let model = Model::default();
            let exits = [0, 1, 2].map(|state| exit_within(one(state), weeks, &model));
            prop_assert!(exits[0] > exits[1] && exits[1] > exits[2]);
        }
    }
}
