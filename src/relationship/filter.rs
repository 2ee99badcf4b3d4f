//! The forward filter: where the relationship stands after each tick.

use super::{Model, Output, States, Tick};

/// What the filter found.
#[derive(Clone, Debug, PartialEq)]
pub struct Filtered {
    /// Natural log-likelihood of what was heard.
    pub loglik: f64,
    /// The states after the last tick; the start where there is none.
    pub states: States,
    /// The states after each tick.
    pub per_tick: Vec<States>,
    /// Notice was given; ticks after it do not count.
    pub exited: bool,
}

/// Filters a history. The first tick starts from `pi` and has no transition, so that its input says nothing.
#[must_use]
pub fn filter(ticks: &[Tick], model: &Model) -> Filtered {
    let mut states = model.start;
    let mut found = Filtered { loglik: 0.0, states: States::from_array(states), per_tick: Vec::new(), exited: false };
    found.per_tick.reserve(ticks.len());
    for (index, tick) in ticks.iter().enumerate() {
        let before = if index == 0 { states } else { model.step(states, tick.input) };
        let (after, heard) = model.hear(before, tick.helped, tick.output);
        states = after;
        found.loglik += heard.ln();
        found.per_tick.push(States::from_array(states));
        if tick.output == Some(Output::Exit) {
            found.exited = true;
            break;
        }
    }
    found.states = States::from_array(states);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::relationship::{Input, exit_within};

    type Words = (&'static str, u8, &'static str);

    fn tick((input, helped, output): Words) -> Tick {
        Tick {
            input: Input::ALL.iter().copied().find(|value| value.word() == input).unwrap(),
            helped: helped == 1,
            output: Some(Output::ALL.iter().copied().find(|value| value.word() == output).unwrap()),
        }
    }

    /// Reference values, computed independently; every history starts with a quiet, silent week.
    #[test]
    fn golden_histories() {
        let quiet = ("quiet", 0, "silent");
        let complaint = ("quiet", 0, "private");
        let histories: [(&[Words], f64, [f64; 3], f64); 4] = [
            (
                &[quiet, complaint, ("failure_open", 0, "private"), ("failure_open", 0, "public"), quiet],
                -9.838_550,
                [0.719_014, 0.256_461, 0.024_526],
                0.415_480,
            ),
            (
                &[quiet, complaint, ("repair_ok", 1, "silent"), ("quiet", 1, "silent"), ("quiet", 1, "compliment")],
                -8.137_530,
                [0.005_121, 0.063_411, 0.931_468],
                0.085_763,
            ),
            (&[quiet; 12], -1.475_685, [0.014_667, 0.075_939, 0.909_394], 0.091_669),
            (
                &[quiet, complaint, ("failure_open", 0, "private")],
                -6.631_551,
                [0.355_372, 0.587_875, 0.056_754],
                0.312_224,
            ),
        ];
        let model = Model::default();
        for (history, loglik, states, exit13) in histories {
            let ticks: Vec<Tick> = history.iter().copied().map(tick).collect();
            let found = filter(&ticks, &model);
            assert!((found.loglik - loglik).abs() < 5e-7, "{} {loglik}", found.loglik);
            for (value, golden) in found.states.to_array().into_iter().zip(states) {
                assert!((value - golden).abs() < 5.1e-7, "{value} {golden}");
            }
            let exit = exit_within(found.states, 13, &model);
            assert!((exit - exit13).abs() < 5.1e-7, "{exit} {exit13}");
        }
    }

    #[test]
    fn an_empty_history_is_the_start() {
        let model = Model::default();
        let found = filter(&[], &model);
        assert_eq!(found.states, States::from_array(model.start));
        assert_eq!(found.loglik, 0.0);
    }

    #[test]
    fn nothing_counts_after_notice() {
        let model = Model::default();
        let notice = [tick(("quiet", 0, "silent")), tick(("quiet", 0, "exit"))];
        let with_more = [notice[0], notice[1], tick(("repair_ok", 1, "compliment"))];
        assert!(filter(&notice, &model).exited);
        assert_eq!(filter(&notice, &model), filter(&with_more, &model));
    }

    #[test]
    fn two_failed_repairs_weigh_more_than_one() {
        // Two outcomes in ticks of their own; squeezed into one tick they would read .31.
        let one = ["quiet", "repair_failed"];
        let squeezed: Vec<Tick> = [("quiet", 0, "silent"), (one[1], 1, "private")].map(tick).to_vec();
        let apart: Vec<Tick> =
            [("quiet", 0, "silent"), (one[0], 0, "private"), (one[1], 1, "private"), (one[1], 1, "private")]
                .map(tick)
                .to_vec();
        let model = Model::default();
        assert!((filter(&squeezed, &model).states.broken - 0.31).abs() < 0.005);
        assert!((filter(&apart, &model).states.broken - 0.77).abs() < 0.005);
    }

    fn any_tick() -> impl Strategy<Value = Tick> {
        (0..6_usize, any::<bool>(), 0..6_usize).prop_map(|(input, helped, output)| Tick {
            input: Input::ALL[input],
            helped,
            // The sixth stands for a message that could not be read: notice would end the history.
            output: Output::ALL.get(output).copied().filter(|output| *output != Output::Exit),
        })
    }

    proptest! {
        #[test]
        fn states_stay_probabilities(history in prop::collection::vec(any_tick(), 0..40)) {
            let model = Model::default();
            let found = filter(&history, &model);
            prop_assert!(found.loglik <= 1e-12 && found.loglik.is_finite());
            prop_assert_eq!(found.per_tick.len(), history.len());
            for states in found.per_tick {
                let states = states.to_array();
                prop_assert!(states.iter().all(|value| (0.0..=1.0).contains(value)));
                prop_assert!((states.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }
}
