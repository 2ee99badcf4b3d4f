//! The start screen: saved cases, samples, paste and drop. Pure; tested natively.

use time::Date;

use super::Effect;
use crate::ingest::{self, Draft, IngestError, Ingested, Speaker};
use crate::order;
use crate::store::CaseRow;
use crate::words::{Key, Text};

/// What the start screen shows.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What is in the paste box.
    pub text: String,
    /// Why it could not be read.
    pub fault: Option<Text>,
    /// The thread does not say who the customer is.
    pub asking: Option<Asking>,
    /// A file hovers over the page.
    pub dragging: bool,
    /// The saved case that is about to be deleted.
    pub deleting: Option<String>,
    /// Saved cases, newest act first; none while they are being listed.
    pub cases: Option<Vec<CaseRow>>,
    /// The sample desk.
    pub samples: Vec<Sample>,
}

/// A pasted thread that waits for one answer.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who speaks in it.
    pub speakers: Vec<Speaker>,
    /// The thread.
    pub draft: Draft,
}

/// An invented customer of the sample desk, as `samples/index.json` lists them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Sample {
    /// The file's name without its ending.
    pub id: String,
    /// The customer's name.
    pub name: String,
    /// The language they write in.
    pub language: String,
    /// One line about them, by its key.
    pub text: String,
}

/// What a person does on the start screen.
#[derive(Clone, Debug)]
pub enum StartAction {
    /// Typed or pasted into the box.
    Typed(String),
    /// Asked to read the box.
    Read,
    /// A file was chosen or dropped; none when it is no text.
    File(Option<String>),
    /// A file is too large to be a ticket.
    TooLarge,
    /// A file hovers over the page, or does no more.
    Dragging(bool),
    /// Said who the customer is.
    Customer(usize),
    /// Said that there are no speakers: all of it is one message of the customer.
    OneMessage,
    /// Chose an invented customer.
    Sample(String),
    /// The saved cases were listed.
    Listed(Vec<CaseRow>),
    /// The samples were listed.
    Samples(Vec<Sample>),
    /// Asked to delete a saved case.
    Delete(String),
    /// Meant it.
    DeleteSure,
    /// Did not mean it.
    DeleteNot,
    /// Something could not be opened.
    Failed(Text),
}

impl Start {
    /// Carries an action out; what is to be done outside comes back.
    pub fn reduce(&mut self, action: StartAction, today: Date) -> Vec<Effect> {
        match action {
            StartAction::Typed(text) => {
                self.text = text;
                self.fault = None;
            }
            StartAction::Read if self.text.trim().is_empty() => self.fault = Some(Key::StartEmpty.into()),
            StartAction::Read => {
                let text = self.text.clone();
                return self.take(ingest::read(&text, today), &text);
            }
            StartAction::File(Some(text)) => {
                self.dragging = false;
                return self.take(ingest::read(&text, today), &text);
            }
            StartAction::File(None) => {
                self.dragging = false;
                self.fault = Some(Key::StartUnreadable.into());
            }
            StartAction::TooLarge => {
                self.dragging = false;
                self.fault = Some(Key::StartTooLarge.into());
            }
            StartAction::Dragging(dragging) => self.dragging = dragging,
            StartAction::Customer(index) => {
                if let Some(asking) = &self.asking {
                    let read = asking.draft.with_customer(index);
                    return self.take(read, "");
                }
            }
            StartAction::OneMessage => {
                if let Some(asking) = &self.asking {
                    let read = asking.draft.as_one_message();
                    return self.take(read, "");
                }
            }
            StartAction::Sample(id) => return vec![Effect::OpenSample(id)],
            StartAction::Listed(mut cases) => {
                order::sort(&mut cases, |a, b| a.updated_at > b.updated_at);
                self.cases = Some(cases);
            }
            StartAction::Samples(samples) => self.samples = samples,
            StartAction::Delete(name) => self.deleting = Some(name),
            StartAction::DeleteNot => self.deleting = None,
            StartAction::DeleteSure => return self.deleting.take().map(Effect::Delete).into_iter().collect(),
            StartAction::Failed(fault) => self.fault = Some(fault),
        }
        Vec::new()
    }

    /// What was read is opened; what could not be read gets its reason, and the box keeps what it holds until a case is
    /// on screen.
    fn take(&mut self, read: Result<Ingested, IngestError>, text: &str) -> Vec<Effect> {
        self.fault = None;
        match read {
            Ok(Ingested::Case { case, notes, .. }) => vec![Effect::Open { case, notes }],
            Ok(Ingested::AskWho { speakers, draft }) => {
                self.asking = Some(Asking { speakers, draft });
                Vec::new()
            }
            Ok(Ingested::Export) => vec![Effect::Import(text.to_owned())],
            Err(error) => {
                self.fault = Some((&error).into());
                Vec::new()
            }
        }
    }
}
