//! Why an act is not allowed.

use super::condition::Condition;
use crate::advice::Path;

/// Why an act is not allowed. The screen offers only what is, so these are for programs; in English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// `opened` is written by [`Journal::open`](super::Journal::open) alone.
    #[error("a case is opened once, by its journal")]
    Opening,
    /// A text is blank.
    #[error("a text of the act is empty: say why, or leave it out where it may be")]
    Blank,
    /// A value is not of its kind or out of its range.
    #[error("{what}: {given} is not allowed")]
    Value {
        /// What.
        what: String,
        /// What was given.
        given: String,
    },
    /// No plan was started.
    #[error("no plan was started")]
    NoPlan,
    /// A plan runs already.
    #[error("a plan runs already; turn it or close it")]
    PlanRuns,
    /// The playbook given is not the one that the act or the plan names, or does not serve the path.
    #[error("the act needs the playbook {id:?} version {version}, serving the path")]
    Playbook {
        /// The id.
        id: String,
        /// The version.
        version: u32,
    },
    /// The plan is closed.
    #[error("the plan is closed; open it again first")]
    Closed,
    /// The plan is not closed.
    #[error("the plan is not closed")]
    NotClosed,
    /// The case is escalated: the plan waits.
    #[error("the case is escalated; the plan waits until that is decided")]
    Escalated,
    /// The playbook has no such step.
    #[error("the playbook has no step {0:?}")]
    UnknownStep(String),
    /// The step is done or skipped.
    #[error("step {0:?} is settled already")]
    Settled(String),
    /// The step is not in the state that the act ends.
    #[error("step {0:?} is not in the state that this act ends")]
    NotSo(String),
    /// Others come first.
    #[error("step {step:?} is locked by {by:?}")]
    Locked {
        /// The step.
        step: String,
        /// What comes first.
        by: String,
    },
    /// A condition does not hold.
    #[error("step {step:?} cannot be done: one of its conditions does not hold")]
    Unmet {
        /// The step.
        step: String,
        /// The condition.
        condition: Box<Condition>,
    },
    /// The step may not be left out.
    #[error("step {0:?} cannot be skipped")]
    NotSkippable(String),
    /// Another settled step rests on this one.
    #[error("step {step:?} cannot be opened again while {by:?} rests on it")]
    Needed {
        /// The step.
        step: String,
        /// The one that rests on it.
        by: String,
    },
    /// The customer wants to leave, and nothing is recorded that takes it back.
    #[error("the customer asked to leave; record first when, or in which words, they took it back")]
    WishStands,
    /// No save attempt is left.
    #[error("no save attempt is left: the customer is not to be asked again")]
    Budget,
    /// The plan is turned from another path than its own, or to its own.
    #[error("the plan follows {}", .0.word())]
    Path(Path),
    /// The list of what is left open is not the whole list.
    #[error("what is left open is {0:?}, all of it and in this order")]
    OpenList(Vec<String>),
    /// Something is left open without a reason.
    #[error("closing with steps open needs a reason")]
    NoReason,
    /// The case's personal data is erased: nothing is added to it.
    #[error("the case is erased; open the ticket anew after deleting it here")]
    Erased,
    /// What a dispute needs is not erased.
    #[error("a dispute is open; what it needs is kept until it ends")]
    InDispute,
    /// There is no such text in the journal.
    #[error("the journal has no such text to remove")]
    NoSuchText,
}
