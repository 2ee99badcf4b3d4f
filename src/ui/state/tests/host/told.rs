//! What a guest says of things gone wrong: to the agent in their language, to the page by a code.

use super::*;

/// The notice after the desk has answered so.
fn notice(reason: &str, language: &str) -> String {
    let mut guest = Guest::showing("20431");
    guest.host(HostAction::Insert("Dear Ann".to_owned()));
    let (intent, _) = guest.sent.pop().unwrap();
    let answer = Answer::Refused(reason.to_owned());
    guest.host(HostAction::Answered { request: intent.request, answer, text: intent.text });
    assert_eq!(guest.around().instead.as_deref(), Some("Dear Ann"), "what was not taken can be copied");
    let notice = guest.desk.state.notice.clone().unwrap();
    Catalogue::shipped(language).unwrap().text(&notice, &PlainFormat)
}

#[test]
fn a_refusal_is_in_the_agents_language_whatever_the_wire_says() {
    assert!(notice("composer_in_use", "fr").contains("se trouve dans l’éditeur"));
    assert!(notice("not_handled", "it").contains("questa pagina non accetta testi"));
    for reason in ["desk_refused", "Error: 422 Unprocessable Entity", "?"] {
        let said = notice(reason, "fr");
        assert!(said.contains("la modification n’a pas été acceptée") && !said.contains(reason), "{said}");
    }
}

#[test]
fn the_page_hears_of_a_ticket_that_cannot_be_read() {
    let mut guest = Guest::showing("20431");
    let told = guest.desk.send(Action::Host(HostAction::Context("{\"desk\":\"zendesk\"".to_owned())));
    assert!(matches!(told[..], [Effect::Fault("bad_context")]));
    assert!(guest.around().fault.is_some(), "and so does the agent");
    let told = guest.desk.send(Action::Host(HostAction::Context(context("20431", same))));
    assert!(!told.iter().any(|effect| matches!(effect, Effect::Fault(_))));
}

#[test]
fn what_is_wrong_with_a_ticket_is_told_once_the_words_for_it_are_here() {
    let mut guest = Guest::new();
    (guest.desk.state.later, *guest.desk.state.library) = (None, Library::default());
    let told = guest.desk.send(Action::Host(HostAction::Context(
        r#"{"desk":"zendesk","payload":{"ticket.id":7,"ticket.createdAt":"yesterday"}}"#.to_owned(),
    )));
    assert!(matches!(told[..], [Effect::Fault("bad_context"), Effect::Library]), "{told:?}");
    let Some(Unshown::Told(error)) = &guest.around().fault else { panic!("{:?}", guest.around().fault) };
    let said = Catalogue::shipped("fr").unwrap().text(&(LATER.unread)(error), &PlainFormat);
    assert!(said.contains("ticket.createdAt") && said.contains("n’est pas une date avec une heure"), "{said}");
    // Waiting for a ticket is nothing that one would load more for.
    let told = guest.desk.send(Action::Host(HostAction::Context(r#"{"desk":"zendesk","payload":null}"#.to_owned())));
    assert!(told.is_empty() && guest.around().fault.is_none(), "{told:?}");
}

#[test]
fn a_file_that_the_frame_may_swallow_can_be_copied_too() {
    let mut guest = Guest::showing("20431");
    guest.act(Action::Case(CaseAction::Export));
    assert_eq!(guest.desk.state.notice, Some(Key::HostExported.into()));
    let text = guest.around().instead.clone().unwrap();
    assert!(Export::import(&text).is_ok(), "what is copied is the file");
    // The site itself has its downloads.
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Export));
    assert_eq!(desk.state.notice, None);
}

/// A frame anew, in which storage has answered that it has so many entries of the ticket.
fn revisited(entries: u32) -> Guest {
    let mut guest = Guest::new();
    let lookup = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    assert!(!guest.open().has_verdict(), "storage may know better");
    for effect in lookup {
        if let Effect::Open { case, notes } = effect {
            guest.desk.send(Action::Known { case, entries, notes });
        }
    }
    guest
}

#[test]
fn no_verdict_is_shown_that_stored_corrections_may_contradict() {
    let waited = |guest: &mut Guest| guest.act(Action::Waited(guest.open().id().clone()));
    // Only opened before: nothing can contradict it.
    assert!(revisited(1).open().has_verdict());
    // More was done: it waits for that, however long.
    let mut guest = revisited(2);
    waited(&mut guest);
    assert!(!guest.open().has_verdict());
    // Unless the code that reads it cannot be had.
    guest.act(Action::LibraryFailed);
    assert!(guest.open().has_verdict());
    // Storage that does not answer is not waited for.
    let mut guest = Guest::new();
    let told = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    assert!(told.iter().any(|effect| matches!(effect, Effect::Patience(_))));
    waited(&mut guest);
    assert!(guest.open().has_verdict());
    // What has been counted before the code is here that reads it, is as good an answer.
    for (entries, shown) in [(0, true), (1, true), (2, false)] {
        let mut guest = Guest::new();
        guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
        guest.act(Action::Counted(guest.open().id().clone(), entries));
        waited(&mut guest);
        assert_eq!(guest.open().has_verdict(), shown);
    }
    // One that has no such case, or fails, lets it be shown at once.
    assert!(Guest::showing("1").open().has_verdict());
    let mut guest = Guest::new();
    guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    guest.act(Action::NotStored(guest.open().id().clone()));
    assert!(guest.open().has_verdict());
}

/// What Zendesk's app tells of a ticket, which needs nothing more to be read.
fn app(number: &str) -> Action {
    let payload = include_str!("../../../../../tests/fixtures/ingest/zendesk-app.json").replace("8421", number);
    let text = format!(
        r#"{{"desk":"zendesk","place":"acme.zendesk.com","ticket":"{number}",
        "capabilities":{{"insert_reply":true,"add_note":true,"add_tags":true}},"payload":{payload}}}"#
    );
    Action::Host(HostAction::Context(text))
}

#[test]
fn what_waited_for_the_rest_of_the_program_is_not_done_to_the_next_ticket() {
    for asked in [HostAction::Tag, HostAction::Note] {
        let mut guest = Guest::new();
        guest.desk.state.later = None;
        guest.act(app("8421"));
        guest.host(asked.clone());
        guest.act(app("8422"));
        guest.act(Action::Later(&LATER));
        guest.act(app("8422"));
        assert_eq!(guest.open().id().ticket, "8422");
        assert!(guest.sent.is_empty(), "{asked:?} was asked for the ticket before: {:?}", guest.sent);
    }
    let mut guest = Guest::new();
    guest.desk.state.later = None;
    guest.act(app("8421"));
    guest.host(HostAction::Tag);
    guest.act(app("8421"));
    guest.act(Action::Later(&LATER));
    assert_eq!(guest.sent.len(), 1, "the same ticket, told again, is no other");
}

#[test]
fn a_ticket_that_cannot_be_read_yet_takes_the_one_before_off_the_screen() {
    let mut guest = Guest::new();
    guest.desk.state.later = None;
    guest.act(app("8421"));
    guest.tell("20431", same);
    assert!(matches!(guest.desk.state.open, Open::None) && guest.around().shown.is_none());
    guest.act(Action::Later(&LATER));
    assert_eq!(guest.open().id().ticket, "20431");
}

#[test]
fn what_was_said_of_a_ticket_goes_with_it() {
    let mut guest = Guest::showing("20431");
    guest.host(HostAction::Insert("Dear Ann".to_owned()));
    let (intent, _) = guest.sent.pop().unwrap();
    let answer = Answer::Refused("not_handled".to_owned());
    guest.host(HostAction::Answered { request: intent.request, answer, text: intent.text });
    assert!(guest.desk.state.notice.is_some());
    guest.host(HostAction::Context(r#"{"desk":"zendesk","payload":null}"#.to_owned()));
    assert_eq!((&guest.desk.state.notice, &guest.around().instead), (&None, &None));
}
