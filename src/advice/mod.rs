//! The advice: repair, second chance, clean break, settle, honour or unclear, with reasons for and against.

mod reasons;
mod rules;

pub use reasons::advise;
pub use rules::{Escalation, GRAVE, Grounds, Rule, Wish};

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
    /// What speaks for it.
    pub for_reasons: Vec<Text>,
    /// What speaks against it.
    pub against: Vec<Text>,
    /// What would change it.
    pub would_change: Vec<Text>,
    /// The one question whose answer would tell most, where there is one.
    pub question: Option<Question>,
    /// What to bear in mind, as that the verdict hangs on one post.
    pub notes: Vec<Text>,
    /// How often staff may still ask the customer to stay: 0 on [`Path::Honour`], [`Path::Escalate`],
    /// [`Path::CleanBreak`], [`Path::NothingToRepair`] and [`Path::Unclear`], else 1.
    pub save_attempts: u8,
    /// Thresholds behind this verdict that are design defaults, with their values.
    pub defaults: Vec<Text>,
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
