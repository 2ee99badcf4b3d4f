//! The forward filter: where the relationship stands after each tick.

use super::States;

/// What the filter found.
#[derive(Clone, Debug, PartialEq)]
pub struct Filtered {
    /// Natural log-likelihood of what was heard.
    pub loglik: f64,
    /// The states after the last tick; the start where there is none.
    pub states: States,
    /// The states after each tick.
    pub per_tick: Vec<States>,
    /// The last tick was a notice.
    pub exited: bool,
}
