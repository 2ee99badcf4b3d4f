//! The start screen: saved cases, samples, paste and drop. Pure; tested natively.

use time::Date;

use super::{Effect, Moment, State};
use crate::ingest::{self, Draft, IngestError, Ingested, SourceKind, Speaker};
use crate::leaving::locked::Locked;
use crate::order;
use crate::store::{CaseRow, PASTE};
use crate::words::{Key, Text, say};

/// What the start screen shows.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What is in the paste box.
    pub text: String,
    /// The box was read: it is cleared when its case is on screen.
    pub taken: bool,
    /// Forgets what is kept of the box, once its case is written.
    pub forget: Option<Effect>,
    /// Why it could not be read.
    pub fault: Option<Text>,
    /// The thread does not say who the customer is.
    pub asking: Option<Asking>,
    /// A file of everything that is about to be checked.
    pub importing: Option<String>,
    /// An encrypted file that waits for its passphrase.
    pub locked: Option<String>,
    /// It is being decrypted.
    pub unlocking: bool,
    /// A file hovers over the page.
    pub dragging: bool,
    /// The saved case that is about to be deleted.
    pub deleting: Option<String>,
    /// Saved cases, what is due first before what is due later or not at all; none while they are being listed.
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

crate::json_input! {
    /// An invented customer of the sample desk, as `samples/index.json` lists them.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// Why a file gives no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is larger than anything that belongs here.
    TooLarge,
    /// It is no text.
    NoText,
}

impl Unread {
    /// What the screen says; what is too large for what it reads, it says itself.
    pub const fn told(self, too_large: Key) -> Key {
        match self {
            Self::TooLarge => too_large,
            Self::NoText => Key::StartUnreadable,
        }
    }
}

/// What a person does on the start screen.
#[derive(Clone, Debug)]
pub enum StartAction {
    /// Typed or pasted into the box.
    Typed(String),
    /// What was in the box when the page was left.
    Restored(String),
    /// Asked to read the box.
    Read,
    /// A file was chosen or dropped.
    File(Result<String, Unread>),
    /// Gave the passphrase of an encrypted file; none to leave the file alone.
    Unlock(Option<String>),
    /// Whether the passphrase was right: the file's content.
    Unlocked(Option<String>),
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

impl State {
    /// Carries out what is done on the start screen; what is to be done outside comes back.
    pub fn at_start(&mut self, action: StartAction, moment: Moment) -> Vec<Effect> {
        if let (StartAction::Failed(fault), true) = (&action, self.host.is_some()) {
            self.notice = Some(fault.clone());
            return Vec::new();
        }
        let mut effects = self.start.reduce(action, moment.today);
        effects.extend(self.import());
        for effect in &effects {
            if let Effect::Open { case, .. } = effect {
                self.wanted = Some(case.id.clone());
            }
        }
        effects
    }
}

impl Start {
    /// Carries an action out; what is to be done outside comes back.
    pub fn reduce(&mut self, action: StartAction, today: Date) -> Vec<Effect> {
        match action {
            StartAction::Typed(text) => {
                self.text = text;
                self.taken = false;
                self.forget = None;
                self.fault = None;
                return vec![self.keep()];
            }
            StartAction::Restored(text) if self.text.is_empty() => self.text = text,
            StartAction::Restored(_) => {}
            StartAction::Read if self.text.trim().is_empty() => self.fault = Some(Key::StartEmpty.into()),
            StartAction::Read => {
                let text = self.text.clone();
                self.taken = true;
                return self.read(&text, today);
            }
            StartAction::File(Ok(text)) if is_text(&text) => {
                self.dragging = false;
                self.taken = false;
                return self.read(&text, today);
            }
            StartAction::File(read) => {
                self.dragging = false;
                let why = read.err().unwrap_or(Unread::NoText);
                self.fault = Some(why.told(Key::StartTooLarge).into());
            }
            StartAction::Unlock(Some(passphrase)) => {
                self.fault = None;
                self.unlocking = self.locked.is_some();
                let unlock = |text: &String| Effect::Unlock { text: text.clone(), passphrase };
                return self.locked.as_ref().map(unlock).into_iter().collect();
            }
            StartAction::Unlock(None) => (self.locked, self.fault) = (None, None),
            StartAction::Unlocked(Some(text)) if self.locked.is_some() => {
                (self.locked, self.unlocking) = (None, false);
                return self.read(&text, today);
            }
            StartAction::Unlocked(_) => {
                self.unlocking = false;
                self.fault = Some(Key::StartLockedWrong.into());
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
                order::sort(&mut cases, comes_first);
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

    /// The box is kept as a draft; an empty one is forgotten.
    fn keep(&self) -> Effect {
        Effect::Draft { case: PASTE.to_owned(), field: PASTE.to_owned(), text: self.text.clone() }
    }

    /// A case is on screen. What it was read from is of no more use; a text that was not read stays.
    pub fn shown(&mut self) -> Option<Effect> {
        self.asking = None;
        std::mem::take(&mut self.taken).then(|| {
            self.text.clear();
            self.keep()
        })
    }

    /// Reads a text; of a note from a ticket, what it carries.
    fn read(&mut self, text: &str, today: Date) -> Vec<Effect> {
        let carried = ingest::saved::find(text);
        if carried.as_ref().is_some_and(|carried| !carried.starts_with('{')) {
            self.fault = Some(Key::HostDamaged.into());
            return Vec::new();
        }
        let text = carried.as_deref().unwrap_or(text);
        self.take(ingest::read(text, today), text)
    }

    /// What was read is opened; what could not be read gets its reason, and the box keeps what it holds until a case is
    /// on screen.
    fn take(&mut self, read: Result<Ingested, IngestError>, text: &str) -> Vec<Effect> {
        (self.fault, self.locked) = (None, None);
        match read {
            Ok(Ingested::Case { case, mut notes, source, .. }) => {
                if source != SourceKind::CaseFile {
                    notes.insert(0, say::ingest_note_source(source.label(), case.id.desk.as_str()));
                }
                vec![Effect::Open { case, notes }]
            }
            Ok(Ingested::AskWho { speakers, draft }) => {
                self.asking = Some(Asking { speakers, draft });
                Vec::new()
            }
            Ok(Ingested::Export) => {
                self.importing = Some(text.to_owned());
                Vec::new()
            }
            Ok(Ingested::Locked) => match Locked::parse(text) {
                Ok(_) => {
                    self.taken = false;
                    self.locked = Some(text.to_owned());
                    vec![Effect::Focus("#unlock".to_owned())]
                }
                Err(error) => {
                    self.taken = false;
                    self.fault = Some(ingest::unread(&error));
                    Vec::new()
                }
            },
            Err(error) => {
                self.taken = false;
                self.fault = Some((&error).into());
                Vec::new()
            }
        }
    }
}

/// The order of the saved cases: what is due first comes first, then those where nothing is owed, newest act first.
fn comes_first(a: &CaseRow, b: &CaseRow) -> bool {
    let due = |row: &CaseRow| row.due.iter().flatten().map(|clock| clock.on.clone()).min();
    match (due(a), due(b)) {
        (Some(one), Some(other)) if one != other => one < other,
        (one, other) if one.is_some() != other.is_some() => one.is_some(),
        _ => a.updated_at > b.updated_at,
    }
}

/// Whether a file's content is text: of a picture, a document or an archive the browser makes signs that nobody typed. A few
/// are letters in an old encoding.
fn is_text(content: &str) -> bool {
    let head = content.get(..content.floor_char_boundary(4096)).unwrap_or_default();
    let strange = head.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    !head.contains('\0') && strange * 10 <= head.len() && !head.trim_start().starts_with("<svg")
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const THREAD: &str = "Ann Fox, 2 Nov 2026: It does not work.\nSupport, 3 Nov 2026: We are sorry.";

    fn send(start: &mut Start, action: StartAction) -> Vec<Effect> {
        start.reduce(action, date!(2026 - 11 - 21))
    }

    /// What is kept of the paste box by the last of some effects.
    fn kept(effects: impl IntoIterator<Item = Effect>) -> Option<String> {
        match effects.into_iter().last() {
            Some(Effect::Draft { case, field, text }) if case == PASTE && field == PASTE => Some(text),
            _ => None,
        }
    }

    #[test]
    fn the_paste_box_is_kept_until_it_was_read() {
        let mut start = Start::default();
        assert_eq!(kept(send(&mut start, StartAction::Typed(THREAD.to_owned()))).as_deref(), Some(THREAD));
        // After a reload; a text that was typed meanwhile stays.
        let mut start = Start::default();
        send(&mut start, StartAction::Restored(THREAD.to_owned()));
        send(&mut start, StartAction::Restored("older".to_owned()));
        assert_eq!(start.text, THREAD);
        // A case from elsewhere leaves it alone, and so does a reading that failed.
        assert!(start.shown().is_none());
        send(&mut start, StartAction::Typed("{".to_owned()));
        send(&mut start, StartAction::Read);
        assert!(start.fault.is_some() && start.shown().is_none());
        send(&mut start, StartAction::Typed(THREAD.to_owned()));
        send(&mut start, StartAction::Read);
        assert_eq!(start.text, THREAD, "until the case is on screen");
        assert_eq!(kept(start.shown()).as_deref(), Some(""));
        assert!(start.text.is_empty() && start.shown().is_none());
    }

    #[test]
    fn what_is_due_first_comes_first_and_rows_of_earlier_versions_are_read() {
        let row = |name: &str, updated: &str, due: &str| {
            let text = format!(
                r#"{{"name":"{name}","document":"","label":"{name}","status":"status.closed","openedAt":"","updatedAt":"{updated}","entries":3{due}}}"#
            );
            crate::json::parse::<CaseRow>(&text).unwrap()
        };
        let clock = |on: &str| format!(r#","seen":3,"due":[{{"title":"status.erase","on":"{on}"}}]"#);
        let old = row("old", "2026-11-20", "");
        assert_eq!((old.due.as_ref(), old.seen), (None, 0), "not known, and not nothing");
        let rows = vec![
            old,
            row("later", "2026-11-21", &clock("2027-02-01")),
            row("none", "2026-11-21", r#","seen":3,"due":[]"#),
            row("overdue", "2026-10-01", &clock("2026-10-30")),
        ];
        let mut start = Start::default();
        send(&mut start, StartAction::Listed(rows));
        let names: Vec<String> = start.cases.unwrap().into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["overdue", "later", "none", "old"]);
    }

    #[test]
    fn a_file_says_what_it_was_recognised_as() {
        let ticket = include_str!("../../../tests/fixtures/tickets/zendesk-english-germany.json");
        let effects = send(&mut Start::default(), StartAction::File(Ok(ticket.to_owned())));
        let Some(Effect::Open { case, notes }) = effects.first() else { panic!("{effects:?}") };
        assert_eq!(notes[0], say::ingest_note_source(SourceKind::Zendesk.label(), case.id.desk.as_str()));
        let own = include_str!("../../../www/samples/repair-english.json");
        let effects = send(&mut Start::default(), StartAction::File(Ok(own.to_owned())));
        assert!(matches!(&effects[..], [Effect::Open { notes, .. }] if notes.is_empty()));
    }

    #[test]
    fn what_is_no_ticket_says_what_to_do() {
        let fault = |text: &str| {
            let mut start = Start::default();
            assert!(send(&mut start, StartAction::File(Ok(text.to_owned()))).is_empty(), "nothing is opened");
            assert!(start.asking.is_none());
            start.fault.map(|fault| fault.key)
        };
        let image = String::from_utf8_lossy(include_bytes!("../../../docs/pictures/case-360-light.png"));
        assert_eq!(fault(&image), Some(Key::StartUnreadable));
        let mut start = Start::default();
        send(&mut start, StartAction::File(Err(Unread::TooLarge)));
        assert_eq!(start.fault, Some(Key::StartTooLarge.into()));
        assert_eq!(fault("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), Some(Key::StartUnreadable));
        assert_eq!(fault(" \n"), Some(Key::IngestErrorEmpty));
        assert_eq!(fault(r#"{"schema":"clean-break/case@2","id":"1"}"#), Some(Key::IngestErrorSchema));
        assert_eq!(fault(r#"{"schema":"clean-break/export@9"}"#), Some(Key::IngestErrorSchema));
        assert_eq!(fault(&"much ".repeat(2_000_000)), Some(Key::IngestErrorTooLarge));
        assert_eq!(fault("[{}]"), Some(Key::IngestErrorList));
        // A letter or two in an old encoding do not keep a thread from being read.
        let old = "Zo\u{fffd} Petit, 2 Nov 2026: Cela ne marche plus du tout.";
        assert!(!send(&mut Start::default(), StartAction::File(Ok(old.to_owned()))).is_empty());
    }

    #[test]
    fn a_fault_of_a_whole_file_is_at_the_top() {
        let mut start = Start::default();
        send(&mut start, StartAction::File(Ok("{\"schema\": ".to_owned())));
        let place = start.fault.map(|fault| fault.key);
        assert_eq!(place, Some(Key::IngestErrorTop));
    }
}
