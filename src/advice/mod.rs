//! The advice: repair, second chance, clean break, settle, honour or unclear; and, apart, the reasons for and against.

mod reasons;
mod rules;
mod verdict;

pub use reasons::Reasons;
pub use rules::{Escalation, GRAVE, Grounds, Rule, Wish};
pub use verdict::advise;

use crate::vocabulary;
use crate::words::Text;

vocabulary! {
    /// What to do with the case (the first rule that applies, in this order).
    Path {
        /// The customer asks to leave: honour it at once.
        Honour = "honour",
        /// A person, the law or fraud is in it: stop and escalate.
        Escalate = "escalate",
        /// No failure and no complaint is known.
        NothingToRepair = "nothing_to_repair",
        /// Too little is known: ask one question.
        Unclear = "unclear",
        /// Stop courting; offer a dignified exit.
        CleanBreak = "clean_break",
        /// Settle what is owed; ask once.
        Settle = "settle",
        /// Apology, compensation and facts, one owner.
        SecondChance = "second_chance",
        /// Put it right.
        Repair = "repair",
    }
}

/// What to do, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The path.
    pub path: Path,
    /// The verdict in one sentence.
    pub title: Text,
    /// Why, in one sentence.
    pub why: Text,
    /// The one question whose answer would tell most, where there is one.
    pub question: Option<Question>,
    /// How often staff may still ask the customer to stay: 0 on [`Path::Honour`], [`Path::Escalate`],
    /// [`Path::CleanBreak`], [`Path::NothingToRepair`] and [`Path::Unclear`], else 1.
    pub save_attempts: u8,
}

/// A question for staff or for the customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What its answer changes in the case.
    pub id: QuestionId,
    /// The question.
    pub text: Text,
}

/// What the answer to a question changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionId {
    /// `Customer::attachment`.
    Attachment,
    /// `Corrections::outcomes`, under this attempt's id.
    Outcome(String),
    /// `Corrections::wish`.
    Wish,
    /// Whether anything went wrong: an event of the case.
    Failure,
    /// A fact of the account.
    Fact(crate::risk::MissingKind),
}

impl QuestionId {
    /// Its name for programs: `attachment`, `outcome:<attempt id>`, `wish`, `failure`, `fact:<kind>`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Attachment => "attachment".to_owned(),
            Self::Outcome(attempt) => format!("outcome:{attempt}"),
            Self::Wish => "wish".to_owned(),
            Self::Failure => "failure".to_owned(),
            Self::Fact(kind) => format!("fact:{}", kind.word()),
        }
    }
}
