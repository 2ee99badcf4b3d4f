//! The state as a person meets it: what acts change, and when.

mod after;
mod books;
mod catalogue;
mod different;
mod forms;
mod host;
mod stated;
mod trained;

use time::macros::datetime;

use super::case::Panel;
use super::catalogue::{Keep, Told};
use super::*;
use crate::case::Case;
use crate::leaving::{Act, WishHow};
use crate::store::{SealedText, Stored};
use crate::text::Reader;
use crate::ui::later::LATER;
use crate::ui::route::Pane;
use crate::words::{Key, say};

const TICKET: &str = include_str!("../../../tests/fixtures/tickets/zendesk-english-germany.json");

fn moment(salt: u8) -> Moment {
    Moment {
        now: datetime!(2026-11-21 10:00 +1),
        today: time::macros::date!(2026 - 11 - 21),
        salt: Salt::new([salt; 16]),
    }
}

fn library() -> Library {
    let files = Files {
        playbooks: [
            include_str!("../../../www/playbooks/consumer_subscription_eu.json"),
            include_str!("../../../www/playbooks/consumer_subscription_eu.1.json"),
            include_str!("../../../www/playbooks/consumer_goods.json"),
            include_str!("../../../www/playbooks/generic.json"),
            include_str!("../../../www/playbooks/repair.json"),
            include_str!("../../../www/playbooks/second_chance.json"),
            include_str!("../../../www/playbooks/settle.json"),
        ]
        .map(str::to_owned)
        .to_vec(),
        branches: vec![include_str!("../../../www/branches/branches.json").to_owned()],
        packs: vec![include_str!("../../../www/rules/eu.json").to_owned()],
        holidays: include_str!("../../../www/holidays/days.json").to_owned(),
        providers: include_str!("../../../www/providers/sample.json").to_owned(),
        begin: include_str!("../../../www/providers/begin.json").to_owned(),
    };
    Library { reader: Reader::shipped(), ..(LATER.library)(&files).unwrap() }
}

/// A desk with storage: acts are written into a list, as the browser would.
struct Desk {
    state: State,
    stored: Option<Stored>,
    salt: u8,
}

fn saved(append: &Append) -> Action {
    let entries = append.expected + u32::try_from(append.entries.len()).unwrap();
    Action::Saved { case: append.row.name.clone(), entries, at: "10:00".to_owned() }
}

/// The append among effects.
fn append(effects: &[Effect]) -> Append {
    let found = effects.iter().find_map(|effect| match effect {
        Effect::Append(append) => Some((**append).clone()),
        _ => None,
    });
    found.expect("nothing is written")
}

/// Storage of a document with a revision, as the browser would keep it.
#[derive(Default)]
struct Shelf {
    revision: u32,
    text: String,
}

impl Shelf {
    fn answer(&mut self, keep: Option<&Keep>) -> Told {
        match keep {
            Some(keep) if keep.expected == self.revision => {
                self.revision += 1;
                self.text.clone_from(&keep.text);
                Told::Saved(self.revision)
            }
            _ => Told::Read { revision: self.revision, text: self.text.clone() },
        }
    }
}

impl Desk {
    fn new() -> Self {
        let preferences = Preferences {
            language: "en".to_owned(),
            theme: Theme::Auto,
            name: String::new(),
            own_names: String::new(),
        };
        let mut desk = Self { state: State::new(preferences, Route::Start), stored: None, salt: 0 };
        *desk.state.library = library();
        desk.state.later = Some(&LATER);
        desk
    }

    fn send(&mut self, action: Action) -> Vec<Effect> {
        self.salt += 1;
        self.state.reduce(action, moment(self.salt))
    }

    /// Sends an action and carries its effects out.
    fn act(&mut self, action: Action) {
        let effects = self.send(action);
        for effect in effects {
            match effect {
                Effect::Open { case, notes } => self.act(Action::New { case, notes }),
                Effect::Append(append) => {
                    let saved = saved(&append);
                    self.write(append.take());
                    self.act(saved);
                }
                Effect::Go(route) => self.act(Action::Navigated(route)),
                _ => {}
            }
        }
    }

    fn write(&mut self, append: Append) {
        let Append { row, entries, texts, .. } = append;
        let stored = self.stored.get_or_insert_with(|| Stored {
            row: row.clone(),
            entries: Vec::new(),
            texts: Vec::new(),
            drafts: Vec::new(),
        });
        stored.row = row;
        stored.entries.extend(entries);
        for text in texts {
            stored.texts.retain(|known: &SealedText| known.commitment != text.commitment);
            stored.texts.push(text);
        }
    }

    fn open(&self) -> &OpenCase {
        match &self.state.open {
            Open::Case(open) => open,
            other => panic!("no case is open: {other:?}"),
        }
    }

    fn read_ticket() -> Self {
        let mut desk = Self::new();
        desk.act(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
        desk
    }

    /// A desk on which the clean break has begun and the wish is recorded.
    fn plan_begun() -> Self {
        let mut desk = Self::read_ticket();
        desk.act(Action::Case(CaseAction::Start(desk.open().path())));
        let wish = Act::WishSet { wants_to_leave: true, how: WishHow::InWriting };
        desk.act(Action::Case(CaseAction::act(wish)));
        desk
    }

    fn done(&mut self, step: &str) -> Vec<Effect> {
        let effects = self.send(Action::Case(CaseAction::Done { step: step.to_owned(), letter: None }));
        for effect in &effects {
            if let Effect::Append(append) = effect {
                self.act(saved(append));
            }
        }
        effects
    }

    /// What is wrong, field by field.
    fn faults(&self) -> Vec<(&str, Key)> {
        self.open().faults.iter().map(|fault| (fault.field.as_str(), fault.text.key)).collect()
    }

    fn typed(&mut self, field: &str, text: &str) {
        self.act(Action::Case(CaseAction::Typed { field: field.to_owned(), text: text.to_owned() }));
    }
}

#[test]
fn a_ticket_opens_under_its_own_address_and_is_saved() {
    let desk = Desk::read_ticket();
    assert_eq!(desk.state.route, Route::Case { id: desk.open().id().clone(), pane: Pane::Verdict });
    assert_eq!(desk.state.saving, Saving::Saved { at: "10:00".to_owned() });
    assert_eq!(desk.stored.as_ref().unwrap().entries.len(), 1);
}

#[test]
fn nothing_changes_on_screen_before_it_is_saved_and_the_next_act_waits() {
    let mut desk = Desk::read_ticket();
    let effects = desk.send(Action::Case(CaseAction::Start(desk.open().path())));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Append(_))));
    assert_eq!(desk.state.saving, Saving::Pending);
    assert!(desk.open().record.plan.is_none());
    let wish = Act::WishSet { wants_to_leave: true, how: WishHow::InWriting };
    assert!(desk.send(Action::Case(CaseAction::act(wish))).is_empty());
    let effects = desk.send(saved(&append(&effects)));
    assert!(desk.open().record.plan.is_some());
    assert!(desk.open().record.wish.is_none());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Append(_))), "nothing that was clicked is lost");
    desk.send(saved(&append(&effects)));
    assert!(desk.open().record.wish.is_some());
}

#[test]
fn a_case_waits_for_the_phrases_of_its_language_and_opens_without_those_that_cannot_be_had() {
    let mut desk = Desk::new();
    *desk.state.library = Library { reader: Reader::default(), ..library() };
    let case = Case::parse(include_str!("../../../www/samples/honour-english.json")).unwrap();
    desk.state.wanted = Some(case.id.clone());
    let effects = desk.send(Action::New { case: Box::new(case), notes: Vec::new() });
    let [Effect::Learn { languages, then: Some(then) }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(languages, &[Language::En]);
    assert!(matches!(desk.state.open, Open::None));
    let then = Some(then.clone());
    let effects = desk.send(Action::Learned { languages: languages.clone(), reader: Reader::default(), then });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Append(_))));
    assert!(desk.open().assessment.readings[0].not_read.is_some());
    let mut reader = Reader::default();
    reader.learn(crate::text::TABLES[0].1.as_bytes()).unwrap();
    desk.send(Action::Learned { languages: Vec::new(), reader, then: None });
    assert!(desk.open().assessment.readings[0].not_read.is_none());
}

#[test]
fn an_act_that_is_not_saved_leaves_everything_as_it_was() {
    let mut desk = Desk::read_ticket();
    desk.send(Action::Case(CaseAction::Start(desk.open().path())));
    let case = desk.open().id().to_string();
    desk.send(Action::NotSaved { case, why: Key::StoreFull.into() });
    assert!(desk.open().record.plan.is_none());
    assert!(desk.state.notice.is_some());
    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    assert!(desk.open().record.plan.is_some(), "it can be tried again");
}

#[test]
fn what_is_stored_opens_as_it_was() {
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    let stored = desk.stored.clone().unwrap();
    let again = OpenCase::load(stored, Vec::new(), &library(), moment(0).today).unwrap();
    assert_eq!(again.record, desk.open().record);
    assert_eq!(again.assessment, desk.open().assessment);
}

#[test]
fn a_plan_under_way_is_opened_where_it_stood_unless_the_address_names_a_pane() {
    let begun = Desk::plan_begun();
    let stored = Carried::new(begun.stored.clone().unwrap());
    let id = begun.open().id().clone();
    let opened = |from: Route, stored: &Stored| {
        let mut desk = Desk::new();
        desk.state.route = from;
        desk.state.wanted = Some(id.clone());
        desk.act(Action::Loaded { stored: Carried::new(stored.clone()), fresh: None, notes: Vec::new() });
        desk.state.route
    };
    let at = |pane| Route::Case { id: id.clone(), pane };
    assert_eq!(opened(Route::Start, &stored), at(Pane::Plan));
    for pane in [Pane::Verdict, Pane::Thread] {
        assert_eq!(opened(at(pane), &stored), at(pane), "a deep link wins");
    }
    assert_eq!(opened(Route::Start, &Desk::read_ticket().stored.unwrap()), at(Pane::Verdict), "no plan yet");
    let mut closed = begun;
    closed.typed("close_now.reason", "moved to Lyon");
    closed.act(Action::Case(CaseAction::Panel(Some(Panel::Close))));
    closed.act(Action::Case(CaseAction::Submit));
    assert!(!closed.open().is_under_way());
    assert_eq!(opened(Route::Start, &closed.stored.unwrap()), at(Pane::Verdict), "a closed one leads with its closing");
}

#[test]
fn a_changed_byte_in_storage_is_named_and_not_opened() {
    let desk = Desk::read_ticket();
    let mut stored = desk.stored.clone().unwrap();
    stored.entries[0].body = stored.entries[0].body.replace("2026", "2025");
    assert_eq!(OpenCase::load(stored, Vec::new(), &library(), moment(0).today).unwrap_err().key, Key::CaseTampered);
}

#[test]
fn another_tab_that_was_faster_is_told_and_what_is_half_typed_stays() {
    let mut desk = Desk::read_ticket();
    let before = desk.stored.clone().unwrap();
    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    let after = desk.stored.clone().unwrap();
    let mut late = Desk::new();
    late.state.wanted = Some(desk.open().id().clone());
    late.act(Action::Loaded { stored: Carried::new(before), fresh: None, notes: Vec::new() });
    late.typed("confirm_wish.notice_on", "2026-11-03");
    late.act(Action::Overtaken { stored: Carried::new(after), act_lost: false });
    assert_eq!(late.state.notice, Some(say::case_caught_up(1)));
    assert!(late.open().record.plan.is_some());
    assert_eq!(late.open().drafts.get("confirm_wish.notice_on").map(String::as_str), Some("2026-11-03"));
}

#[test]
fn another_ticket_of_the_customer_joins_and_one_of_somebody_else_does_not() {
    let mut desk = Desk::read_ticket();
    let count = desk.open().record.case.messages.len();
    let second = TICKET.replace("20431", "20500");
    desk.act(Action::Case(CaseAction::Join(Ok(second))));
    assert_eq!(desk.open().record.case.tickets, ["20500"]);
    assert!(desk.open().record.case.messages.len() > count);
    desk.act(Action::Case(CaseAction::Join(Ok(TICKET.replace("501", "777").replace("20431", "20501")))));
    assert_eq!(desk.open().fault, Some(Key::CaseOtherCustomer.into()));
    desk.act(Action::Case(CaseAction::Join(Err(Unread::TooLarge))));
    assert_eq!(desk.open().fault, Some(Key::StartTooLarge.into()));
}

#[test]
fn an_answer_about_another_case_changes_nothing_here() {
    let mut desk = Desk::read_ticket();
    let first = append(&desk.send(Action::Case(CaseAction::Start(desk.open().path()))));
    // The agent goes on to another case before the first act is on the disk.
    let other = Case::parse(include_str!("../../../www/samples/repair-english.json")).unwrap();
    desk.state.wanted = Some(other.id.clone());
    let opened = append(&desk.send(Action::New { case: Box::new(other.clone()), notes: Vec::new() }));
    desk.send(saved(&first));
    assert_eq!(desk.state.saving, Saving::Pending, "not saved yet");
    desk.send(Action::NotSaved { case: first.row.name.clone(), why: Key::StoreFull.into() });
    assert_eq!(desk.state.saving, Saving::Pending);
    assert!(desk.state.notice.is_some(), "but it is said");
    desk.send(saved(&opened));
    assert!(matches!(desk.state.saving, Saving::Saved { .. }));
    assert_eq!(desk.open().id(), &other.id);
    desk.send(Action::NotStored(CaseId { desk: "file".to_owned(), ticket: "9".to_owned() }));
    assert_eq!(desk.open().id(), &other.id);
}

#[test]
fn a_case_whose_first_write_failed_is_written_whole_with_the_next_act() {
    let mut desk = Desk::new();
    let case = Case::parse(include_str!("../../../www/samples/honour-english.json")).unwrap();
    desk.state.wanted = Some(case.id.clone());
    let first = append(&desk.send(Action::New { case: Box::new(case), notes: Vec::new() }));
    desk.send(Action::NotSaved { case: first.row.name, why: Key::StoreFull.into() });
    let again = append(&desk.send(Action::Case(CaseAction::Start(desk.open().path()))));
    assert_eq!((again.expected, again.entries.len()), (0, 2));
    assert_eq!(again.row.status, Key::StatusPlan.name(), "the list says what the journal says");
}

#[test]
fn a_second_click_on_the_same_thing_does_nothing() {
    let mut desk = Desk::read_ticket();
    let path = desk.open().path();
    let effects = desk.send(Action::Case(CaseAction::Start(path)));
    assert!(desk.send(Action::Case(CaseAction::Start(path))).is_empty());
    let effects = desk.send(saved(&append(&effects)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Append(_))));
    assert_eq!(desk.open().fault, None);
}

#[test]
fn newer_data_of_the_desk_keep_what_other_tickets_brought() {
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Join(Ok(TICKET.replace("20431", "20500")))));
    let joined = desk.open().record.case.messages.len();
    desk.act(Action::Case(CaseAction::Join(Ok(TICKET.to_owned()))));
    assert_eq!(desk.open().record.case.messages.len(), joined);
    assert_eq!(desk.open().record.case.tickets, ["20500"]);
}

#[test]
fn a_plan_started_before_the_playbooks_are_here_starts_when_they_are() {
    let mut desk = Desk::new();
    *desk.state.library = Library { reader: Reader::shipped(), ..Library::default() };
    desk.act(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
    let path = desk.open().path();
    assert!(desk.send(Action::Case(CaseAction::Start(path))).is_empty());
    desk.act(Action::Library(Carried::new(library())));
    assert!(desk.open().record.plan.is_some());
}

/// A later reading of the ticket's case, with `count` more messages.
fn later(desk: &Desk, count: usize) -> Case {
    let mut case = desk.open().record.case.clone();
    let last = case.messages.last().unwrap().clone();
    for n in 0..count {
        case.messages.push(crate::case::Message { id: format!("later-{n}"), ..last.clone() });
    }
    case
}

#[test]
fn reading_the_ticket_again_says_what_is_new() {
    let mut desk = Desk::read_ticket();
    let read = |desk: &mut Desk, case: Case| {
        desk.state.notice = None;
        let stored = Carried::new(desk.stored.clone().unwrap());
        desk.act(Action::Loaded { stored, fresh: Some(Box::new(case)), notes: Vec::new() });
        desk.state.notice.clone()
    };
    let entries = |desk: &Desk| desk.stored.as_ref().unwrap().entries.len();
    let (same, two) = (later(&desk, 0), later(&desk, 2));
    assert_eq!(read(&mut desk, same.clone()), Some(say::case_nothing_new(moment(0).today)));
    assert_eq!(entries(&desk), 1, "and nothing is written");
    assert_eq!(read(&mut desk, two.clone()), Some(say::case_new_messages(2)));
    assert_eq!(entries(&desk), 2);
    let mut renamed = two.clone();
    renamed.customer.name = Some("Hannah Sample".to_owned());
    assert_eq!(read(&mut desk, renamed.clone()), Some(Key::CaseUpdated.into()));
    let mut more = renamed;
    more.messages.push(crate::case::Message { id: "last".to_owned(), ..more.messages.last().unwrap().clone() });
    more.customer.name = Some("Hannah Example".to_owned());
    assert_eq!(read(&mut desk, more), Some(say::case_new_messages_and_more(1)));

    desk.state.notice = None;
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Join(Ok(TICKET.to_owned()))));
    assert_eq!(desk.state.notice, Some(say::case_nothing_new(moment(0).today)), "also from within the case");
}

#[test]
fn an_import_says_what_it_brought() {
    let desk = Desk::read_ticket();
    let stored = desk.stored.clone().unwrap();
    let told = |known| {
        let mut desk = Desk::new();
        desk.act(Action::Imported { stored: Carried::new(stored.clone()), known });
        desk.open();
        desk.state.notice
    };
    assert_eq!(told(None), None, "the case itself is the answer");
    assert_eq!(told(Some(0)), Some(say::case_imported(1)));
    assert_eq!(told(Some(1)), Some(Key::CaseImportedNothing.into()));
}

#[test]
fn what_another_tab_has_typed_is_taken_over_but_never_in_place_of_what_was_typed_here() {
    use crate::store::Draft;
    let mut desk = Desk::new();
    let case = Case::parse(include_str!("../../../www/samples/honour-english.json")).unwrap();
    desk.state.wanted = Some(case.id.clone());
    let first = append(&desk.send(Action::New { case: Box::new(case), notes: Vec::new() }));
    assert!(desk.send(Action::Focused).is_empty(), "what is not stored yet must not be looked for there");
    let done = saved(&first);
    desk.write(first);
    desk.act(done);

    desk.typed("skip.data.reason", "typed here");
    let name = desk.open().id().to_string();
    let effects = desk.send(Action::Focused);
    assert!(matches!(&effects[..], [Effect::Reread(case)] if *case == name), "{effects:?}");
    let draft = |field: &str| Draft { field: field.to_owned(), text: "typed there".to_owned() };
    let mut stored = desk.stored.clone().unwrap();
    stored.drafts = vec![draft("skip.data.reason"), draft("turn.reason")];
    desk.act(Action::Overtaken { stored: Carried::new(stored.clone()), act_lost: false });
    let shown = |desk: &Desk, field: &str| desk.open().drafts.get(field).cloned();
    assert_eq!(shown(&desk, "skip.data.reason").as_deref(), Some("typed here"));
    assert_eq!(shown(&desk, "turn.reason").as_deref(), Some("typed there"));
    assert_eq!(desk.state.notice, None, "nothing to tell");

    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    stored.drafts = vec![draft("reopen.reason")];
    desk.act(Action::Overtaken { stored: Carried::new(stored), act_lost: false });
    assert_eq!(shown(&desk, "reopen.reason"), None, "read before the last act");
}

#[test]
fn a_case_that_was_left_before_it_could_be_written_is_written_once_it_can() {
    let mut desk = Desk::new();
    *desk.state.library = Library { reader: Reader::shipped(), ..Library::default() };
    desk.act(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
    assert_eq!(desk.state.saving, Saving::Pending);
    desk.act(Action::Navigated(Route::Start));
    desk.act(Action::Start(StartAction::File(Ok(TICKET.replace("20431", "20500")))));
    desk.act(Action::Start(StartAction::File(Ok(TICKET.replace("20431", "20500")))));
    let Route::Case { id, .. } = desk.state.route.clone() else { panic!("no case is on screen") };
    let first = CaseId { ticket: "20431".to_owned(), ..id.clone() };
    desk.act(Action::Navigated(Route::Case { id: first.clone(), pane: Pane::Verdict }));
    assert_eq!(*desk.open().id(), first, "it is not looked for in storage");
    desk.act(Action::Navigated(Route::Case { id, pane: Pane::Verdict }));
    let effects = desk.send(Action::Library(Carried::new(library())));
    let written: Vec<&str> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Append(append) => Some(append.row.name.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(written, ["zendesk:examplenet/20500", "zendesk:examplenet/20431"]);
}

#[test]
fn what_cannot_be_had_is_said_and_asked_for_again() {
    let mut desk = Desk::new();
    *desk.state.library = Library { reader: Reader::shipped(), ..Library::default() };
    desk.act(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
    assert_eq!(desk.state.coming, Coming::OnTheWay);
    assert!(desk.send(Action::LibraryWanted).is_empty(), "it is on its way");
    desk.act(Action::LibraryFailed);
    assert_eq!((desk.state.coming, &desk.state.saving), (Coming::Failed, &Saving::Failed));
    assert!(matches!(&desk.send(Action::Online(true))[..], [Effect::Library]));
    desk.act(Action::Library(Carried::new(library())));
    assert_eq!(desk.stored.as_ref().unwrap().entries.len(), 1);
    assert!(matches!(desk.state.saving, Saving::Saved { .. }));
}

#[test]
fn a_deleted_case_that_another_tab_takes_in_again_is_back() {
    let mut desk = Desk::read_ticket();
    let (id, stored) = (desk.open().id().clone(), desk.stored.clone().unwrap());
    desk.act(Action::Gone(id.to_string()));
    assert!(matches!(&desk.state.open, Open::Missing(missing) if *missing == id));
    assert!(desk.send(Action::Changed("zendesk/other".to_owned())).is_empty());
    let effects = desk.send(Action::Changed(id.to_string()));
    assert!(matches!(&effects[..], [.., Effect::Load { id: wanted, .. }] if *wanted == id));
    desk.act(Action::Loaded { stored: Carried::new(stored), fresh: None, notes: Vec::new() });
    assert_eq!(*desk.open().id(), id);
}
