//! What a person does in a case, as data.

use super::{Panel, WhatIf};
use crate::advice::Path;
use crate::case::Case;
use crate::leaving::{Act, WishHow};
use crate::signals::Outcome;
use crate::ui::state::{Carried, Unread};

/// What a person does in a case.
#[derive(Clone, Debug)]
pub enum CaseAction {
    /// Lit a signal's words, or none.
    Light(Option<String>),
    /// Opened a form, or closed it.
    Panel(Option<Panel>),
    /// Opened a step by hand, or went back to the current one.
    Step(Option<String>),
    /// Typed into a field.
    Typed {
        /// The draft's key.
        field: String,
        /// What stands there now.
        text: String,
    },
    /// Starts a letter again from the facts, by its draft's key; what was typed can be brought back.
    Redraft(String),
    /// Brings back what was typed before.
    Undraft(String),
    /// Left a field after typing: what stands there is checked.
    Left(String),
    /// Sent the open form.
    Submit,
    /// Acts that need no form.
    Act(Carried<Act>),
    /// Starts, or turns to, the plan of a path.
    Start(Path),
    /// Done with a step; the letter as it was sent.
    Done {
        /// The step.
        step: String,
        /// The letter.
        letter: Option<String>,
    },
    /// Moves an input of the what-if.
    WhatIf(WhatIf),
    /// Shows or hides what was set aside.
    Asides(bool),
    /// Asked how a message was read, by its name, or no longer.
    HowRead(Option<String>),
    /// Gave the file of another ticket of this customer; none when it is no text.
    Join(Result<String, Unread>),
    /// The desk tells the ticket again; newer data are taken over.
    Fresh(Box<Case>),
    /// Begins the journal.
    Begin,
    /// Takes over what the desk sends now.
    Update(Box<Case>),
    /// Exports everything as one file.
    Export,
    /// Typed the passphrase of a file that is to be encrypted.
    Passphrase(String),
    /// The encrypted file is made, under its name.
    Locked(String, String),
    /// Copies a text.
    Copy(String),
    /// Copies a text, and the same as HTML.
    CopyRich {
        /// The text.
        text: String,
        /// The HTML.
        html: String,
    },
    /// Saves a text as a file.
    Save {
        /// The file's name.
        name: String,
        /// Its content.
        text: String,
    },
    /// Has read what others have added.
    Seen,
    /// Prints the leaving sheet.
    Print,
    /// Counts a struck signal again, by its id.
    Restore(String),
    /// Said what became of an attempt, by its id; none when that is not known after all.
    Outcome(String, Option<Outcome>),
    /// Said whether the customer wants to leave, and how that is known.
    Wish(bool, WishHow),
}

impl CaseAction {
    /// An act that needs no form.
    #[must_use]
    pub fn act(act: Act) -> Self {
        Self::Act(Carried::new(act))
    }

    /// What can be done before the code of acts is here, as an act.
    pub(super) fn whole(self) -> Self {
        Self::act(match self {
            Self::Restore(signal) => Act::SignalRestored { signal },
            Self::Outcome(attempt, outcome) => Act::OutcomeSet { attempt, outcome },
            Self::Wish(wants_to_leave, how) => Act::WishSet { wants_to_leave, how },
            other => return other,
        })
    }

    /// Whether doing it twice in a row can only be a second click.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Act(one), Self::Act(two)) => one == two,
            (Self::Restore(one), Self::Restore(two)) => one == two,
            (Self::Outcome(one, became), Self::Outcome(two, other)) => (one, became) == (two, other),
            (Self::Wish(wants, how), Self::Wish(also, other)) => (wants, how) == (also, other),
            (Self::Done { step: one, .. }, Self::Done { step: two, .. }) => one == two,
            (Self::Join(one), Self::Join(two)) => one == two,
            (Self::Fresh(one), Self::Fresh(two)) => one == two,
            (Self::Submit, Self::Submit) | (Self::Start(_), Self::Start(_)) | (Self::Seen, Self::Seen) => true,
            _ => false,
        }
    }
}
