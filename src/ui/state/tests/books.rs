//! The team's own playbooks: copied, broken, mended, published, followed, shared by two tabs, exported and taken over.

use super::*;
use crate::leaving::book_edit::clocks::{ClockAt, ClockEdit};
use crate::leaving::{BookEdit, BookText, ClockFrom, Condition, FieldKind, Playbook, Spot, StepKind};
use crate::map::Map;
use crate::ui::state::books::{BooksAction, Brings, Shelving};

fn act(desk: &mut Desk, shelf: &mut Shelf, action: BooksAction) -> Vec<Effect> {
    let mut all = Vec::new();
    let mut actions = vec![action];
    while let Some(action) = actions.pop() {
        for effect in desk.send(Action::Books(Carried::new(action))) {
            if let Effect::Books(keep) = &effect {
                actions.push(BooksAction::Told(shelf.answer(keep.as_deref())));
            }
            all.push(effect);
        }
    }
    all
}

fn shelving(desk: &Desk) -> &Shelving {
    desk.state.shelving().unwrap()
}

fn words(spot: Spot, text: &str) -> BooksAction {
    BooksAction::Edit(BookEdit::Words(spot, "en".to_owned(), text.to_owned()))
}

/// A desk whose library has come.
fn opened_desk() -> Desk {
    let mut desk = Desk::new();
    desk.send(Action::Library(Carried::new(library())));
    desk
}

/// A copy of the generic playbook, open.
fn copied() -> (Desk, Shelf) {
    let (mut desk, mut shelf) = (opened_desk(), Shelf::default());
    act(&mut desk, &mut shelf, BooksAction::Copy("generic".to_owned(), "Ours".to_owned()));
    act(&mut desk, &mut shelf, BooksAction::Open("generic_own".to_owned()));
    (desk, shelf)
}

fn newest(desk: &Desk, id: &str) -> Option<u32> {
    let books = desk.state.library.playbooks.iter().filter(|book| book.id == id);
    books.map(|book| book.version).max()
}

#[test]
fn a_copy_is_a_draft_until_it_is_published_and_then_goes_before_the_one_it_was_copied_from() {
    let (mut desk, mut shelf) = copied();
    assert_eq!(newest(&desk, "generic_own"), None, "no plan follows a draft");
    act(&mut desk, &mut shelf, words(Spot::Step(0), "Ask first"));
    act(&mut desk, &mut shelf, BooksAction::Publish);
    assert_eq!(newest(&desk, "generic_own"), Some(1));
    let case = Case::parse(include_str!("../../../../www/samples/honour-english.json")).unwrap();
    let chosen = |desk: &Desk| {
        let mut case = case.clone();
        case.contract.kind = None;
        desk.state.library.playbook_for(crate::advice::Path::Honour, &case).unwrap().id.clone()
    };
    assert_eq!(chosen(&desk), "generic_own");
    // Another version; the first one stays for the plans that follow it.
    act(&mut desk, &mut shelf, BooksAction::Open("generic_own".to_owned()));
    act(&mut desk, &mut shelf, words(Spot::Step(0), "Ask them first"));
    act(&mut desk, &mut shelf, BooksAction::Publish);
    assert!(desk.state.library.playbook("generic_own", 1).is_some());
    assert_eq!(newest(&desk, "generic_own"), Some(2));
    act(&mut desk, &mut shelf, BooksAction::Retire("generic_own".to_owned(), true));
    assert_eq!((chosen(&desk).as_str(), newest(&desk, "generic_own")), ("generic", Some(2)), "only new plans leave it");
    // A reload reads the same.
    let mut again = opened_desk();
    again.send(Action::Books(Carried::new(BooksAction::Told(shelf.answer(None)))));
    assert_eq!(shelving(&again).books, shelving(&desk).books);
    assert_eq!(newest(&again, "generic_own"), Some(2));
}

#[test]
fn what_was_done_is_told_once_it_is_on_the_disk() {
    let (mut desk, mut shelf) = copied();
    let effects = desk.send(Action::Books(Carried::new(BooksAction::Publish)));
    let keep = effects.iter().find_map(|effect| match effect {
        Effect::Books(keep) => keep.as_deref(),
        _ => None,
    });
    assert_eq!(shelving(&desk).told(), None);
    let stored = shelf.answer(Some(keep.unwrap()));
    act(&mut desk, &mut shelf, BooksAction::Told(stored));
    assert_eq!(shelving(&desk).told(), Some(&crate::words::say::books_published_now(1)));
}

#[test]
fn a_draft_with_an_error_is_kept_and_not_published_until_it_is_mended() {
    let (mut desk, mut shelf) = copied();
    let book = shelving(&desk).opened().unwrap().shown().unwrap().clone();
    let cancel = book.steps.iter().position(|step| step.kind == StepKind::Cancel).unwrap();
    act(&mut desk, &mut shelf, BooksAction::Edit(BookEdit::RemoveStep(cancel)));
    act(&mut desk, &mut shelf, BooksAction::Edit(BookEdit::AddField(0, FieldKind::Choice)));
    act(&mut desk, &mut shelf, BooksAction::Publish);
    assert_eq!(newest(&desk, "generic_own"), None);
    let mut again = opened_desk();
    again.send(Action::Books(Carried::new(BooksAction::Told(shelf.answer(None)))));
    assert_eq!(shelving(&again).books, shelving(&desk).books, "with words that nobody has written yet");
    act(&mut desk, &mut shelf, BooksAction::Undo);
    act(&mut desk, &mut shelf, BooksAction::Undo);
    assert_eq!(shelving(&desk).opened().unwrap().shown(), Some(&book));
    assert!(!shelving(&desk).can_undo());
    act(&mut desk, &mut shelf, BooksAction::Publish);
    assert_eq!(newest(&desk, "generic_own"), Some(1));
}

#[test]
fn what_is_typed_in_one_place_is_one_change_and_the_standard_words_come_back() {
    let (mut desk, mut shelf) = copied();
    let standard = shelving(&desk).opened().unwrap().shown().unwrap().steps[0].title.clone();
    for text in ["A", "As", "Ask"] {
        act(&mut desk, &mut shelf, words(Spot::Step(0), text));
    }
    act(&mut desk, &mut shelf, words(Spot::Guidance(0), "Say it"));
    act(&mut desk, &mut shelf, BooksAction::Undo);
    act(&mut desk, &mut shelf, BooksAction::Undo);
    assert!(!shelving(&desk).can_undo());
    act(&mut desk, &mut shelf, words(Spot::Step(0), "Ask"));
    act(&mut desk, &mut shelf, BooksAction::Edit(BookEdit::Standard(Spot::Step(0))));
    assert_eq!(shelving(&desk).opened().unwrap().shown().unwrap().steps[0].title, standard);
}

#[test]
fn what_stands_in_a_box_stays_while_storage_answers_and_goes_once_it_counts_or_is_taken_back() {
    let (mut desk, mut shelf) = copied();
    let typed = || Some(("book.places".to_owned(), "DE F".to_owned()));
    let typing = || Action::Typing("book.places".to_owned(), "DE F".to_owned());
    desk.send(typing());
    let stored = shelf.answer(None);
    act(&mut desk, &mut shelf, BooksAction::Told(stored));
    assert_eq!(desk.state.unsent, typed());
    act(&mut desk, &mut shelf, BooksAction::Edit(BookEdit::Places("DE FR".to_owned())));
    assert_eq!(desk.state.unsent, None);
    desk.send(typing());
    act(&mut desk, &mut shelf, BooksAction::Undo);
    assert_eq!(desk.state.unsent, None);
}

#[test]
fn steps_of_every_kind_can_be_added_and_rest_on_nothing_that_is_not_there() {
    let (mut desk, mut shelf) = copied();
    for kind in StepKind::ALL {
        act(&mut desk, &mut shelf, BooksAction::Edit(BookEdit::AddStep(*kind)));
        let open = shelving(&desk).step.unwrap();
        let book = shelving(&desk).opened().unwrap().shown().unwrap().clone();
        assert_eq!(book.steps[open].kind, *kind, "the new step is open");
        let found = crate::leaving::lint_playbook(&book, &desk.state.library.packs);
        let dangling = found.iter().find(|one| one.step.as_ref() == Some(&book.steps[open].id) && one.flaw.is_fault());
        // To ask whether they stay, and a farewell without proof, are faults of the path and not of the copy.
        assert!(dangling.is_none() || matches!(kind, StepKind::Ask), "{kind:?}: {dangling:?}");
        act(&mut desk, &mut shelf, BooksAction::Undo);
    }
}

#[test]
fn of_two_tabs_neither_loses_what_was_written() {
    let (mut desk, mut shelf) = copied();
    let mut other = opened_desk();
    other.send(Action::Books(Carried::new(BooksAction::Told(shelf.answer(None)))));
    act(&mut other, &mut shelf, BooksAction::Open("generic_own".to_owned()));
    act(&mut desk, &mut shelf, words(Spot::Step(0), "Here"));
    // The other tab has not heard of it, and changes the same playbook: it stands beside.
    act(&mut other, &mut shelf, words(Spot::Step(0), "There"));
    let ids = |desk: &Desk| shelving(desk).books.books.iter().map(|own| own.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&other), ["generic_own", "generic_own_2"]);
    assert_eq!(shelving(&other).told(), Some(&Key::BooksOtherTabCopy.into()));
    desk.send(Action::Books(Carried::new(BooksAction::Told(shelf.answer(None)))));
    assert_eq!(shelving(&desk).books, shelving(&other).books);
    // Different playbooks do not get into each other's way.
    act(&mut desk, &mut shelf, BooksAction::Copy("repair".to_owned(), "Ours".to_owned()));
    act(&mut other, &mut shelf, BooksAction::Copy("settle".to_owned(), "Ours".to_owned()));
    assert_eq!(ids(&other), ["generic_own", "generic_own_2", "repair_own", "settle_own"]);
}

#[test]
fn an_exported_version_comes_in_elsewhere_as_it_is_and_a_clash_asks() {
    let (mut desk, mut shelf) = copied();
    act(&mut desk, &mut shelf, BooksAction::Publish);
    let export = |desk: &mut Desk, shelf: &mut Shelf| {
        let effects = act(desk, shelf, BooksAction::Export("generic_own".to_owned(), Some(1)));
        let [Effect::Download { name, text }] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(name, "clean-break-playbook-generic_own.1.json");
        text.clone()
    };
    let text = export(&mut desk, &mut shelf);
    act(&mut desk, &mut shelf, BooksAction::Taking(text.clone()));
    act(&mut desk, &mut shelf, BooksAction::Take(true));
    assert_eq!(shelving(&desk).books.books.len(), 1, "it is here already");

    let (mut other, mut elsewhere) = (opened_desk(), Shelf::default());
    act(&mut other, &mut elsewhere, BooksAction::File(Err(Unread::TooLarge)));
    assert_eq!(other.state.notice.take(), Some(Key::BooksImportTooLarge.into()));
    assert!(other.state.start.fault.is_none());
    act(&mut other, &mut elsewhere, BooksAction::File(Ok(text.clone())));
    act(&mut other, &mut elsewhere, BooksAction::Take(false));
    assert_eq!(newest(&other, "generic_own"), Some(1));
    assert_eq!(export(&mut other, &mut elsewhere), text);
    // The same id and version with other words.
    act(&mut other, &mut elsewhere, BooksAction::Taking(text.replace("Ours", "Theirs")));
    act(&mut other, &mut elsewhere, BooksAction::Take(false));
    assert_eq!(shelving(&other).books.books.len(), 1);
    act(&mut other, &mut elsewhere, BooksAction::Take(true));
    assert!(shelving(&other).books.book("generic_own_2").is_some_and(|own| own.draft.is_some()));
    // A later version joins the first.
    act(&mut other, &mut elsewhere, BooksAction::Taking(text.replacen("\"version\":1", "\"version\":3", 1)));
    act(&mut other, &mut elsewhere, BooksAction::Take(false));
    assert_eq!(newest(&other, "generic_own"), Some(3));
    assert!(other.state.library.playbook("generic_own", 1).is_some());
    // What cannot be read says where and why.
    act(
        &mut other,
        &mut elsewhere,
        BooksAction::Taking(text.replacen("\"kind\":\"confirm_wish\"", "\"kind\":\"no\"", 1)),
    );
    let brings = shelving(&other).brings(&other.state.library.packs);
    let Brings::Unread(why) = brings else { panic!("{brings:?}") };
    assert!(format!("{why:?}").contains("steps[0]") || format!("{why:?}").contains("kind"), "{why:?}");
}

fn edit(desk: &mut Desk, shelf: &mut Shelf, edit: BookEdit) -> String {
    let effects = act(desk, shelf, BooksAction::Edit(edit));
    let focus = effects.into_iter().find_map(|effect| match effect {
        Effect::Focus(selector) => Some(selector),
        _ => None,
    });
    focus.unwrap_or_default()
}

fn shown(desk: &Desk) -> &Playbook {
    shelving(desk).opened().unwrap().shown().unwrap()
}

#[test]
fn conditions_and_clocks_are_kept_at_once_taken_back_one_by_one_and_the_keyboard_follows() {
    let (mut desk, mut shelf) = copied();
    let at = shown(&desk).steps.iter().position(|step| step.kind == StepKind::Data).unwrap();
    let (before, step) = (shown(&desk).clone(), shown(&desk).steps[at].clone());
    let filled = |field: &str| Condition::Filled { field: field.to_owned() };
    let focus = edit(&mut desk, &mut shelf, BookEdit::AddCondition(at, filled("kept")));
    assert!(focus.starts_with("#book-conditions > li:last-child :is(select, input, textarea)|"), "{focus}");
    let number = step.conditions.len();
    assert_eq!(shelving(&desk).condition, Some(number), "what is new is open");
    edit(&mut desk, &mut shelf, BookEdit::Condition(at, number, filled("kept_until")));
    let first = ClockAt { clock: 0, line: 0 };
    edit(&mut desk, &mut shelf, BookEdit::Clock(at, first, ClockEdit::From(ClockFrom::Wish {})));
    let focus = edit(&mut desk, &mut shelf, BookEdit::Clock(at, first, ClockEdit::Remove));
    assert_eq!(focus, "#book-clocks > li:nth-child(1) .remove|#book-clocks > li:last-child .remove|#book-clocks-add");
    assert_eq!(shown(&desk).steps[at].conditions.last(), Some(&filled("kept_until")));
    assert_eq!(shown(&desk).steps[at].clock.all().count() + 1, step.clock.all().count());
    let mut again = opened_desk();
    again.send(Action::Books(Carried::new(BooksAction::Told(shelf.answer(None)))));
    assert_eq!(shelving(&again).books, shelving(&desk).books, "a reload reads the same");
    for _ in 0..4 {
        act(&mut desk, &mut shelf, BooksAction::Undo);
    }
    assert_eq!(shown(&desk), &before);
    assert!(!shelving(&desk).can_undo());
    let focus = edit(&mut desk, &mut shelf, BookEdit::RemoveCondition(at, 0));
    assert!(focus.ends_with("|#book-conditions-add"), "{focus}");
    let focus = edit(&mut desk, &mut shelf, BookEdit::MoveField(at, 1, true));
    assert_eq!(
        focus,
        "#book-fields > li:nth-child(1) .up:enabled|#book-fields > li:nth-child(1) :is(.up, .down):enabled"
    );
}

#[test]
fn what_a_version_does_better_is_said_of_that_version_only() {
    let (mut desk, mut shelf) = copied();
    act(&mut desk, &mut shelf, BooksAction::Publish);
    act(&mut desk, &mut shelf, BooksAction::Open("generic_own".to_owned()));
    act(&mut desk, &mut shelf, words(Spot::Changes, "It asks less."));
    act(&mut desk, &mut shelf, BooksAction::Undo);
    assert_eq!(shown(&desk).changes, None);
    act(&mut desk, &mut shelf, words(Spot::Changes, "It asks less."));
    act(&mut desk, &mut shelf, BooksAction::Publish);
    let said = |desk: &Desk, version| desk.state.library.playbook("generic_own", version).unwrap().changes.clone();
    let own = |text: &str| Some(BookText::Own(Map::from([("en".to_owned(), text.to_owned())])));
    assert_eq!((said(&desk, 1), said(&desk, 2)), (None, own("It asks less.")));
    // The next one says its own, and nothing where that is taken away again.
    act(&mut desk, &mut shelf, BooksAction::Open("generic_own".to_owned()));
    act(&mut desk, &mut shelf, words(Spot::Step(0), "Ask"));
    assert_eq!(shown(&desk).changes, None);
    act(&mut desk, &mut shelf, words(Spot::Changes, "Shorter."));
    assert_eq!(shown(&desk).changes, own("Shorter."));
    act(&mut desk, &mut shelf, words(Spot::Changes, " "));
    assert_eq!(shown(&desk).changes, None);
}
