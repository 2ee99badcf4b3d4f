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
