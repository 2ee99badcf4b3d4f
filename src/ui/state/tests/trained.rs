//! The trained reader comes after the first verdict: the case is read again, and nothing else about it changes.

use super::*;

const MODEL: &[u8] = include_bytes!("../../../../www/models/reader-1.dat");

/// A desk with the ticket, read by phrases only.
fn by_phrases() -> Desk {
    let mut desk = Desk::new();
    desk.state.library.reader = Reader::phrases();
    desk.act(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
    desk
}

#[test]
fn the_case_is_read_again_in_place() {
    let mut desk = by_phrases();
    let before = desk.open().assessment.readings.clone();
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Disagree))));
    desk.act(Action::Case(CaseAction::Typed { field: Panel::Disagree.key("reason"), text: "They called".to_owned() }));
    let kept = desk.stored.as_ref().unwrap().entries.len();
    assert!(desk.send(Action::Model(Some(MODEL.to_vec()))).is_empty());
    let after = &desk.open().assessment.readings;
    let trained = Reader::shipped();
    let case = &desk.open().record.case;
    for ((message, before), after) in case.messages.iter().zip(&before).zip(after) {
        assert_eq!(after.findings, before.findings);
        assert_eq!(after.tone, trained.read(&message.text, message.author, after.language).tone);
    }
    assert_ne!(*after, before);
    assert_eq!(desk.open().panel, Some(Panel::Disagree));
    assert_eq!(desk.open().drafts.get(&Panel::Disagree.key("reason")).unwrap(), "They called");
    assert_eq!(desk.stored.as_ref().unwrap().entries.len(), kept);
    assert!(desk.state.notice.is_none());
}

#[test]
fn an_act_on_its_way_to_the_disk_is_not_disturbed() {
    let mut desk = by_phrases();
    let path = desk.open().path();
    let effects = desk.send(Action::Case(CaseAction::Start(path)));
    desk.send(Action::Model(Some(MODEL.to_vec())));
    assert_eq!(desk.state.saving, Saving::Pending);
    desk.act(saved(&append(&effects)));
    assert!(desk.open().is_under_way());
    assert!(desk.state.library.reader.has_model());
}

#[test]
fn without_it_phrases_stay_and_a_word_says_so() {
    for file in [None, Some(b"CBR1 cut off".to_vec())] {
        let mut desk = by_phrases();
        let before = desk.open().assessment.readings.clone();
        desk.act(Action::Model(file));
        assert_eq!(desk.open().assessment.readings, before);
        assert_eq!(desk.state.notice, Some(Key::ReadingModelFailed.into()));
        // It came before: nobody misses it.
        let mut desk = Desk::read_ticket();
        desk.act(Action::Model(None));
        assert_eq!(desk.state.notice, None);
    }
}

#[test]
fn how_a_message_was_read_is_shown_until_it_is_closed() {
    let mut desk = Desk::read_ticket();
    let id = desk.open().record.case.messages[0].id.clone();
    desk.act(Action::Case(CaseAction::HowRead(Some(id.clone()))));
    assert_eq!(desk.open().how_read, Some(id));
    desk.act(Action::Case(CaseAction::HowRead(None)));
    assert_eq!(desk.open().how_read, None);
}
