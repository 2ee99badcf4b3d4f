//! The model's parameters, their defaults, and what makes a set of parameters admissible.

use super::{Input, Output};
use crate::json_shape;

json_shape! {
    /// Parameters of the hidden Markov model. Rows and columns of states: broken, strained, sound.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Model = default {
        /// `pi`: the state of a customer of whom nothing is known.
        pub start: [f64; 3],
        /// `A[u]`: transitions, by [`super::Input`] in its order, from row to column.
        pub transitions: [[[f64; 3]; 3]; 6],
        /// `B[e]`: what is heard, without and with help expected, by state and [`super::Output`] in its order.
        pub heard: [[[f64; 6]; 3]; 2],
    }
}

/// Why a set of parameters cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not a row of probabilities that sum to 1")]
pub struct ModelError(pub &'static str);

/// Complaints of a helped customer are so much likelier, relative to others in the same state (theta, Ma, Sun, Kekre
/// 2015 for the sign; the size is a design default).
const SQUEAKY_WHEEL: f64 = 1.5;

impl Default for Model {
    /// The design defaults. No published parameter is in them; the column of exits is anchored so that 13 weeks frozen in
    /// a state give 55 % (broken), 25 % (strained) and 5 % (sound).
    fn default() -> Self {
        let mut unhelped = [[0.0; 6]; 3];
        fill(unhelped.as_flattened_mut(), UNHELPED.as_flattened());
        let mut transitions = [[[0.0; 3]; 3]; 6];
        fill(transitions.as_flattened_mut().as_flattened_mut(), TRANSITIONS.as_flattened().as_flattened());
        Self {
            start: [0.03, 0.17, 0.80],
            transitions,
            heard: [unhelped, unhelped.map(|row| expecting_help(row, SQUEAKY_WHEEL))],
        }
    }
}

/// The defaults in thousandths, since a `f64` takes eight bytes of the module; their quotients are the same numbers.
static UNHELPED: [[u16; 6]; 3] = [[720, 30, 2, 100, 88, 60], [800, 70, 6, 75, 27, 22], [900, 55, 25, 12, 4, 4]];
static TRANSITIONS: [[[u16; 3]; 3]; 6] = [
    [[970, 27, 3], [20, 920, 60], [2, 13, 985]],
    [[990, 8, 2], [200, 780, 20], [20, 280, 700]],
    [[550, 370, 80], [20, 480, 500], [3, 27, 970]],
    [[990, 9, 1], [450, 530, 20], [100, 450, 450]],
    [[970, 27, 3], [15, 885, 100], [2, 10, 988]],
    [[990, 9, 1], [120, 850, 30], [10, 90, 900]],
];

#[inline(never)]
fn fill(values: &mut [f64], thousandths: &[u16]) {
    for (value, thousandths) in values.iter_mut().zip(thousandths) {
        *value = f64::from(*thousandths) / 1000.0;
    }
}

/// A row of outputs with complaints made `theta` times likelier, relative to the rest.
fn expecting_help(row: [f64; 6], theta: f64) -> [f64; 6] {
    let [silent, neutral, compliment, private, public, exit] = row;
    let raised = [silent, neutral, compliment, private * theta, public * theta, exit];
    let total: f64 = raised.iter().sum();
    raised.map(|value| value / total)
}

impl Model {
    /// The model, where every row is a row of probabilities.
    ///
    /// # Errors
    /// Names the first part that is not.
    pub fn check(self) -> Result<Self, ModelError> {
        fn admissible(row: &[f64]) -> bool {
            row.iter().all(|value| (0.0..=1.0).contains(value)) && (row.iter().sum::<f64>() - 1.0).abs() < 1e-6
        }
        if !admissible(&self.start) {
            return Err(ModelError("start"));
        }
        if !self.transitions.iter().flatten().all(|row| admissible(row)) {
            return Err(ModelError("transitions"));
        }
        if !self.heard.iter().flatten().all(|row| admissible(row)) {
            return Err(ModelError("heard"));
        }
        Ok(self)
    }
}

#[expect(clippy::indexing_slicing, reason = "loops over fixed arrays, indices from closed vocabularies")]
impl Model {
    /// One transition: `d A[u]`.
    pub(crate) fn step(&self, before: [f64; 3], input: Input) -> [f64; 3] {
        let rows = &self.transitions[input as usize];
        let mut after = [0.0; 3];
        for from in 0..3 {
            for to in 0..3 {
                after[to] += before[from] * rows[from][to];
            }
        }
        after
    }

    /// The states after something was heard, and how likely that was. What could not be read tells only that it was no
    /// notice.
    pub(crate) fn hear(&self, before: [f64; 3], helped: bool, output: Option<Output>) -> ([f64; 3], f64) {
        let rows = &self.heard[usize::from(helped)];
        let mut after = before;
        let mut heard = 0.0;
        for state in 0..3 {
            after[state] *= match output {
                Some(output) => rows[state][output as usize],
                None => 1.0 - rows[state][Output::Exit as usize],
            };
            heard += after[state];
        }
        // A model with a zero where something was heard all the same: impossible, so it tells nothing.
        if heard <= 0.0 {
            return (before, 1.0);
        }
        (after.map(|value| value / heard), heard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(better: [f64; 3], worse: [f64; 3]) -> bool {
        // Stochastic order: never more mass at the bad end, cumulated from there.
        better[0] <= worse[0] + 1e-12 && better[0] + better[1] <= worse[0] + worse[1] + 1e-12
    }

    #[test]
    fn the_defaults_are_probabilities() {
        assert!(Model::default().check().is_ok());
        let mut wrong = Model::default();
        wrong.heard[1][2][0] += 0.1;
        assert_eq!(wrong.check(), Err(ModelError("heard")));
    }

    #[test]
    fn worse_states_complain_and_leave_more_and_praise_less() {
        for rows in Model::default().heard {
            let [broken, strained, sound] = rows;
            for complaint in [Output::Private as usize, Output::Public as usize, Output::Exit as usize] {
                assert!(broken[complaint] > strained[complaint] && strained[complaint] > sound[complaint]);
            }
            let praise = Output::Compliment as usize;
            assert!(broken[praise] < strained[praise] && strained[praise] < sound[praise]);
        }
    }

    #[test]
    fn help_makes_complaints_likelier_and_exits_rarer() {
        let [unhelped, helped] = Model::default().heard;
        for (without, with) in unhelped.into_iter().zip(helped) {
            for complaint in [Output::Private as usize, Output::Public as usize] {
                let odds = with[complaint] / with[0] / (without[complaint] / without[0]);
                assert!((odds - SQUEAKY_WHEEL).abs() < 1e-12 && odds >= 1.0);
            }
            assert!(with[Output::Exit as usize] < without[Output::Exit as usize]);
        }
    }

    #[test]
    fn inputs_are_ordered_as_the_sources_say() {
        let rows = Model::default().transitions;
        let row = |input: Input, state: usize| rows[input as usize][state];
        let ordered = |state: usize, order: &[Input]| {
            order.windows(2).all(|pair| at_least(row(pair[0], state), row(pair[1], state)))
        };
        for state in 0..3 {
            assert!(ordered(state, &[Input::Outreach, Input::Quiet, Input::LateRepair]), "state {state}");
        }
        for state in 0..2 {
            let order = [Input::RepairOk, Input::Quiet, Input::FailureOpen, Input::RepairFailed];
            assert!(ordered(state, &order), "state {state}");
        }
        // A repaired failure is still no better than none.
        assert!(ordered(2, &[Input::Quiet, Input::RepairOk, Input::FailureOpen, Input::RepairFailed]));
    }
}
