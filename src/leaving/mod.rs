//! The parting: a plan is a fold of its journal, and the journal is the only thing ever written for it.
//!
//! An agent's [`Act`] is checked against the record ([`CaseRecord::check`]), written to the [`Journal`] (hash-chained;
//! what people typed enters it as salted hashes) and folded into a [`CaseRecord`]; [`PlanView`] is what the screen
//! shows of it. Playbooks and rule packs are data in `www/`.

mod act;
mod act_error;
mod address;
mod addressee;
pub mod after;
pub mod book_edit;
mod book_text;
mod branches;
mod calendar;
mod changes;
mod check;
mod cited;
mod clock;
mod condition;
mod conditions;
mod elsewhere;
mod entry;
mod export;
mod fold;
mod journal;
mod known;
mod late;
mod law;
pub mod letters;
pub mod lint;
pub mod locked;
mod own_books;
mod plan;
mod playbook;
mod playbook_check;
mod playbook_lint;
mod record;
pub mod rules;
mod sealed;
mod serves;
pub mod settlement;
pub mod sheet;
mod values;
mod verify;
mod view;
mod withdrawal;
mod wording;

pub use act::Act;
pub use act_error::ActError;
pub use address::Address;
pub use addressee::Addressee;
pub use after::{PartingOutcome, Recognised};
pub use book_edit::{BookEdit, Spot};
pub use book_text::BookText;
pub use branches::SCHEMA as BRANCHES_SCHEMA;
pub use branches::{Branch, BranchError, Branches, Circumstance, grown, newest, with_all};
pub use calendar::{Calendar, DaysOff, Due, Holidays, HolidaysError, SCHEMA as HOLIDAYS_SCHEMA};
pub use changes::{Change, changes};
pub use check::{keeps, open_steps, said_to_leave, saves_left};
pub use cited::Cited;
pub use clock::{ClockState, due};
pub use condition::Condition;
pub use conditions::{ConditionView, condition_words, conditions};
pub use entry::{Body, Entry};
pub use export::{Export, ExportError, Pinned, verify_journal};
pub use fold::{FoldError, bare};
pub use journal::{Journal, JournalError, Stamp};
pub use known::Known;
pub use late::late_promises;
pub use law::{Found, Law, Whose, applicable};
pub use own_books::{OwnBook, OwnBooks};
pub use plan::{ChannelView, ClockView, FieldView, PlanView, StepState, StepView};
pub use playbook::SCHEMA as PLAYBOOK_SCHEMA;
pub use playbook::{
    Choice, ClockFrom, ClockWhen, Clocks, EARLIER, Field, FieldKind, LetterKind, MetBy, OUTCOME, Only, PROOF, Playbook,
    Serves, Step, StepClock, StepKind, TextKey,
};
pub use playbook_check::PlaybookError;
pub use playbook_lint::{Finding, Flaw, Unused, lint_branches, lint_playbook, unused_rules};
pub use record::{
    CaseRecord, Closing, HIGHEST_ANSWER, Happened, Held, Met, Override, PlanState, StepRecord, StepStatus, Ticked, Wish,
};
pub use sealed::{FreeText, Kept, Salt, Texts};
pub use serves::{choose, serving};
pub use values::{
    ContactChannel, ContractFacts, Day, FactValue, FieldValue, Fields, WaitsOn, WishHow, money_json, read_money,
};
pub use verify::{Bad, Verification, Why, verify};
pub use view::clock_views;
pub use withdrawal::withdrawal_right;
pub use wording::{channel_title, waits_on_title};

#[cfg(test)]
mod tests;
