//! The team's own playbooks: copied, edited, published, taken over and exported, and how they get into storage. Every change
//! is kept at once. Pure; tested natively. Reached through [`Later`](crate::ui::Later) only.

use super::catalogue::{Keep, Told};
use super::shared::Shared;
use super::{Effect, State, Unread};
use crate::json;
use crate::leaving::book_edit::clocks::ClockEdit;
use crate::leaving::{BookEdit, BookText, Finding, Flaw, OwnBook, OwnBooks, Playbook, PlaybookError, Spot};
use crate::leaving::{PLAYBOOK_SCHEMA, lint_playbook};
use crate::map::Map;
use crate::words::{Key, Text, say};

/// How many changes can be taken back.
const UNDO: usize = 50;

/// What a person does to playbooks, and what storage says of them.
#[derive(Clone, Debug)]
pub enum BooksAction {
    /// Copied a shipped playbook, by its id, under a title.
    Copy(String, String),
    /// Opened an own one to edit it.
    Open(String),
    /// Back to the list.
    Close,
    /// Opened a step, or closed it.
    Step(Option<usize>),
    /// Opened a condition of that step, or closed it.
    Condition(Option<usize>),
    /// Chose the language of own words.
    Language(String),
    /// Changed something.
    Edit(BookEdit),
    /// Took the last change back.
    Undo,
    /// Made the draft the next version.
    Publish,
    /// Threw a draft away.
    Discard(String),
    /// No longer for new plans, or again.
    Retire(String, bool),
    /// Exported a version, or the draft.
    Export(String, Option<u32>),
    /// Typed or pasted a playbook.
    Taking(String),
    /// Chose or dropped a file.
    File(Result<String, Unread>),
    /// A file hovers over the box, or does no more.
    Dragging(bool),
    /// Took it over: as what it is, or as a draft of its own.
    Take(bool),
    /// Storage answered.
    Told(Told),
}

/// What is being done to playbooks.
#[derive(Clone, Debug, Default)]
pub struct Shelving {
    /// The playbooks of the site.
    pub shipped: Shared<[Playbook]>,
    /// The own ones, as they are on screen.
    pub books: OwnBooks,
    /// As this tab knows them to be stored.
    base: OwnBooks,
    /// How often the stored ones were written.
    pub revision: u32,
    /// What is on its way to the disk.
    pending: Option<OwnBooks>,
    /// The one that is being edited.
    pub open: Option<String>,
    /// Its step that is open.
    pub step: Option<usize>,
    /// The condition of that step that is open.
    pub condition: Option<usize>,
    /// The language of own words.
    pub language: String,
    /// The draft as it was before each change, the newest last.
    before: Vec<Playbook>,
    /// Where one types: all of it is one change.
    typing: Option<Spot>,
    /// What was done last.
    told: Option<Text>,
    /// What is to be taken over.
    pub taking: String,
    /// A file hovers over the box.
    pub dragging: bool,
}

/// What a text would bring.
#[derive(Clone, Debug)]
pub enum Brings {
    /// Nothing is there yet.
    Nothing,
    /// It cannot be read.
    Unread(Text),
    /// A playbook.
    Book {
        /// It.
        book: Box<Playbook>,
        /// What is wrong with it.
        found: Vec<Finding>,
        /// What is to be known before it is taken over.
        note: Option<Text>,
        /// Whether it can come in as what it is, under its id and in its version.
        whole: bool,
        /// Whether it can come in as a draft of its own.
        beside: bool,
    },
}

impl Shelving {
    /// The own playbook that is being edited.
    #[must_use]
    pub fn opened(&self) -> Option<&OwnBook> {
        self.books.book(self.open.as_deref()?)
    }

    /// Whether a change can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether everything is on the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.pending.is_none() && self.books == self.base
    }

    /// What was done last, once it is on the disk.
    #[must_use]
    pub fn told(&self) -> Option<&Text> {
        self.told.as_ref().filter(|_| self.is_saved())
    }

    /// What the text in the box would bring.
    #[must_use]
    pub fn brings(&self, packs: &[crate::leaving::rules::RulePack]) -> Brings {
        let text = self.taking.trim();
        if text.is_empty() {
            return Brings::Nothing;
        }
        let read = json::parse::<Playbook>(text).map_err(PlaybookError::Json);
        let book = match read {
            Ok(book) if book.schema == PLAYBOOK_SCHEMA => book,
            Ok(book) => return Brings::Unread(Flaw::Refused(PlaybookError::Schema(book.schema)).text()),
            Err(error) => return Brings::Unread(Flaw::Refused(error).text()),
        };
        let found = lint_playbook(&book, packs);
        let has_faults = found.iter().any(|finding| finding.flaw.is_fault());
        let id = book.id.as_str();
        let same = |known: &Playbook| known.version == book.version;
        let (note, whole, beside) = if let Some(own) = self.books.book(id) {
            match own.published.iter().find(|known| same(known)) {
                Some(known) if *known == book => (Some(Key::BooksImportSame.into()), false, false),
                Some(_) => (Some(say::books_import_clash(id)), false, true),
                None => (Some(say::books_import_known(id)), !has_faults, true),
            }
        } else if self.shipped.iter().any(|known| known.id == id) {
            let is_same = self.shipped.contains(&book);
            let note = if is_same { Key::BooksImportSame.into() } else { say::books_import_clash(id) };
            (Some(note), false, !is_same)
        } else {
            (None, !has_faults, has_faults)
        };
        let note = if has_faults && beside { Some(Key::BooksImportFaults.into()) } else { note };
        Brings::Book { book: Box::new(book), found, note, whole, beside }
    }
}

impl State {
    /// What is being done to playbooks, once anything was.
    #[must_use]
    pub fn shelving(&self) -> Option<&Shelving> {
        self.editing.get().map(|editing| &editing.books)
    }

    /// The library's files have come, or come again: the own playbooks stand among them.
    pub(super) fn shelve_library(&mut self) {
        let shipped = self.library.playbooks.clone();
        self.editing.open().books.shipped = shipped;
        self.shelve();
    }

    /// Plans follow what is on the disk.
    fn shelve(&mut self) {
        let shelving = &self.editing.open().books;
        self.library.playbooks = Shared::new(shelving.base.shelf(&shelving.shipped));
    }

    /// Carries out what is done to playbooks; what is to be done outside comes back.
    pub fn edit_books(&mut self, action: BooksAction) -> Vec<Effect> {
        let language = self.preferences.language.clone();
        let packs = self.library.packs.clone();
        // Whatever a person does beside typing in a box, they have left it.
        if !matches!(action, BooksAction::Told(_) | BooksAction::Dragging(_)) {
            self.unsent = None;
        }
        let shelving = &mut self.editing.open().books;
        let shipped = shelving.shipped.clone();
        match action {
            BooksAction::Copy(id, title) => {
                let Some(model) = shipped.iter().filter(|book| book.id == id).max_by_key(|book| book.version) else {
                    return Vec::new();
                };
                let title = BookText::Own(Map::from([(language, title)]));
                let copy = Playbook { title, changes: None, version: 1, ..model.clone() };
                shelving.begin(copy, &[&id, "_own"].concat());
                shelving.told = Some(Key::BooksCopied.into());
                return self.keep_books("h1");
            }
            BooksAction::Open(id) => {
                shelving.show(Some(id), language);
                return vec![Effect::Focus("h1".to_owned())];
            }
            BooksAction::Close => {
                shelving.show(None, language);
                return vec![Effect::Focus("h1".to_owned())];
            }
            BooksAction::Step(at) => (shelving.step, shelving.condition) = (at, None),
            BooksAction::Condition(at) => shelving.condition = at,
            BooksAction::Language(language) => shelving.language = language,
            BooksAction::Edit(edit) => {
                let focus = shelving.edit(edit, &shipped);
                return self.keep_books(&focus);
            }
            BooksAction::Undo => {
                let (Some(before), Some(id)) = (shelving.before.pop(), shelving.open.clone()) else {
                    return Vec::new();
                };
                shelving.typing = None;
                if let Some(book) = shelving.books.book_mut(&id) {
                    book.draft = Some(before);
                }
                return self.keep_books(":focus|h1");
            }
            BooksAction::Publish => {
                let Some(book) = shelving.opened() else { return Vec::new() };
                let (id, version) = (book.id.clone(), book.next_version());
                let is_fit = |draft: &Playbook| !lint_playbook(draft, &packs).iter().any(|one| one.flaw.is_fault());
                if !book.draft.as_ref().is_some_and(is_fit) {
                    return Vec::new();
                }
                shelving.books.publish(&id);
                shelving.show(None, language);
                shelving.told = Some(say::books_published_now(i64::from(version)));
                return self.keep_books("#books-told|h1");
            }
            BooksAction::Discard(id) => {
                if let Some(book) = shelving.books.book_mut(&id) {
                    book.draft = None;
                }
                shelving.books.books.retain(|book| book.draft.is_some() || !book.published.is_empty());
                shelving.show(None, language);
                return self.keep_books("h1");
            }
            BooksAction::Retire(id, retired) => {
                if let Some(book) = shelving.books.book_mut(&id) {
                    book.retired = retired;
                }
                return self.keep_books(":focus|h1");
            }
            BooksAction::Export(id, version) => return self.export_book(&id, version),
            BooksAction::Taking(text) | BooksAction::File(Ok(text)) => {
                shelving.taking = text;
                shelving.dragging = false;
            }
            BooksAction::File(Err(why)) => {
                shelving.dragging = false;
                self.notice = Some(why.told(Key::BooksImportTooLarge).into());
            }
            BooksAction::Dragging(dragging) => shelving.dragging = dragging,
            BooksAction::Take(beside) => {
                let Brings::Book { book, whole, beside: can_beside, .. } = shelving.brings(&packs) else {
                    return Vec::new();
                };
                if beside && can_beside {
                    let id = book.id.clone();
                    shelving.begin(*book, &id);
                } else if let Some(own) = shelving.books.book_mut(&book.id).filter(|_| whole && !beside) {
                    own.published.push(*book);
                    own.published.sort_by_key(|book| book.version);
                } else {
                    return Vec::new();
                }
                shelving.taking.clear();
                shelving.told = Some(Key::BooksTaken.into());
                return self.keep_books("h1");
            }
            BooksAction::Told(told) => return self.heard_of_books(told),
        }
        Vec::new()
    }

    /// Writes what is on screen, unless something is on its way: then it follows that.
    fn keep_books(&mut self, focus: &str) -> Vec<Effect> {
        let shelving = &mut self.editing.open().books;
        let mut effects = Vec::new();
        if !focus.is_empty() {
            effects.push(Effect::Focus(focus.to_owned()));
        }
        if shelving.pending.is_none() && shelving.books != shelving.base {
            let books = shelving.books.clone();
            effects.push(Effect::Books(Some(Box::new(Keep { text: books.text(), expected: shelving.revision }))));
            shelving.pending = Some(books);
        }
        effects
    }

    fn heard_of_books(&mut self, told: Told) -> Vec<Effect> {
        let shelving = &mut self.editing.open().books;
        let pending = shelving.pending.take();
        match told {
            Told::Saved(revision) => {
                shelving.revision = revision;
                if let Some(pending) = pending {
                    shelving.base = pending;
                }
            }
            Told::Read { revision, .. } if revision == shelving.revision && pending.is_none() => return Vec::new(),
            Told::Read { revision, text } => {
                let theirs = match OwnBooks::parse(&text) {
                    Ok(theirs) => theirs,
                    Err(error) => {
                        self.notice = Some(Flaw::Refused(error.into()).text());
                        return Vec::new();
                    }
                };
                let is_first = shelving.revision == 0;
                shelving.revision = revision;
                let (merged, beside) = theirs.clone().merged(&shelving.base, &shelving.books, &shelving.shipped);
                (shelving.base, shelving.books) = (theirs, merged);
                shelving.before.clear();
                if beside {
                    shelving.told = Some(Key::BooksOtherTabCopy.into());
                } else if !is_first {
                    shelving.told = Some(Key::BooksOtherTab.into());
                }
            }
            Told::Failed(why) => {
                self.notice = Some(say::app_store_failed(why));
                return Vec::new();
            }
        }
        self.shelve();
        self.keep_books("")
    }

    fn export_book(&mut self, id: &str, version: Option<u32>) -> Vec<Effect> {
        let Some(own) = self.shelving().and_then(|shelving| shelving.books.book(id)) else { return Vec::new() };
        let book = match version {
            Some(version) => own.published.iter().find(|book| book.version == version).cloned(),
            None => own.draft.clone().map(|draft| Playbook { version: own.next_version(), ..draft }),
        };
        let Some(book) = book else { return Vec::new() };
        let Ok(text) = json::write(&book) else { return Vec::new() };
        self.offer_text(false, &text);
        let name = ["clean-break-playbook-", &book.id, ".", &book.version.to_string(), ".json"].concat();
        vec![Effect::Download { name, text }]
    }
}

impl Shelving {
    /// A draft that stands on its own, under an id that nobody has.
    fn begin(&mut self, book: Playbook, wanted: &str) {
        let id = self.books.free_id(wanted, &self.shipped);
        if let Some(own) = self.books.book_mut(&id) {
            own.draft = Some(Playbook { id: id.clone(), version: 1, ..book });
        }
    }

    fn show(&mut self, open: Option<String>, language: String) {
        (self.open, self.step, self.condition, self.language) = (open, None, None, language);
        self.before.clear();
        (self.typing, self.told) = (None, None);
    }

    /// Makes a change; gives where the keyboard goes.
    fn edit(&mut self, edit: BookEdit, shipped: &[Playbook]) -> String {
        let Some(id) = self.open.clone() else { return String::new() };
        let Some(book) = self.books.book_mut(&id) else { return String::new() };
        let version = book.next_version();
        let Some(mut shown) = book.shown().cloned() else { return String::new() };
        if book.draft.is_none() {
            // What the published version did better is not what the next one does.
            shown.changes = None;
        }
        let typing = match &edit {
            BookEdit::Words(spot, ..) => Some(*spot),
            _ => None,
        };
        let focus = focus(&edit);
        let step = match &edit {
            BookEdit::AddStep(_) | BookEdit::RemoveStep(_) => None,
            BookEdit::Move(at, up) => {
                if *up {
                    at.checked_sub(1)
                } else {
                    Some(at + 1)
                }
            }
            _ => self.step,
        };
        let is_move = matches!(edit, BookEdit::Move(..));
        self.condition = match &edit {
            BookEdit::AddCondition(at, _) => shown.steps.get(*at).map(|step| step.conditions.len()),
            // It stays open also where it was so only because it had to be mended.
            BookEdit::Condition(_, number, _) => Some(*number),
            BookEdit::AddStep(_) | BookEdit::RemoveStep(_) | BookEdit::RemoveCondition(..) => None,
            _ => self.condition,
        };
        let mut draft = Playbook { version, ..shown };
        let before = draft.clone();
        draft.edit(edit, shipped);
        if draft == before {
            return String::new();
        }
        // A step that is open stays open where it goes; a new one opens.
        self.step = match step {
            None if before.steps.len() < draft.steps.len() => {
                draft.steps.iter().position(|step| before.step(&step.id).is_none())
            }
            Some(_) if is_move && self.step.is_none() => None,
            step => step,
        };
        book.draft = Some(draft);
        if typing.is_none() || typing != self.typing {
            self.before.push(before);
            if UNDO < self.before.len() {
                self.before.remove(0);
            }
        }
        self.typing = typing;
        self.told = None;
        focus
    }
}

/// Where the keyboard goes with a change: to what is new, to the next of those among which something is gone, else it stays.
fn focus(edit: &BookEdit) -> String {
    let new = |list: &str| {
        ["#", list, " > li:last-child :is(select, input, textarea)|#", list, " > li:last-child button"].concat()
    };
    // What moves leaves its place in the page, and takes the keyboard along.
    let moved = |list: &str, at: usize, up: bool| {
        let (place, way) = if up { (at, "up") } else { (at + 2, "down") };
        let item = ["#", list, " > li:nth-child(", &place.to_string(), ") "].concat();
        [&item, ".", way, ":enabled|", &item, ":is(.up, .down):enabled"].concat()
    };
    let left = |list: &str, at: usize| {
        let nth = ["#", list, " > li:nth-child(", &(at + 1).to_string(), ") .remove"].concat();
        [nth, ["#", list, " > li:last-child .remove"].concat(), ["#", list, "-add"].concat()].join("|")
    };
    match edit {
        BookEdit::AddStep(_) | BookEdit::RemoveStep(_) => "#books-steps".to_owned(),
        BookEdit::Move(at, up) => moved("book-steps", *at, *up),
        BookEdit::MoveField(_, at, up) => moved("book-fields", *at, *up),
        BookEdit::AddField(..) => new("book-fields"),
        BookEdit::RemoveField(_, at) => left("book-fields", *at),
        BookEdit::AddChoice(_, at) => new(&["book-choices-", &at.to_string()].concat()),
        BookEdit::RemoveChoice(_, at, choice) => left(&["book-choices-", &at.to_string()].concat(), *choice),
        BookEdit::AddCondition(..) => new("book-conditions"),
        BookEdit::RemoveCondition(_, at) => left("book-conditions", *at),
        BookEdit::Clock(_, at, ClockEdit::Add(_)) => {
            ["#book-clock-", &at.clock.to_string(), " > li:last-child select|", &new("book-clocks")].concat()
        }
        BookEdit::Clock(_, at, ClockEdit::Remove) => left("book-clocks", at.clock),
        _ => String::new(),
    }
}
