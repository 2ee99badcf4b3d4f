//! What desks tell, as their wires pass it on, and what goes back.

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::ingest::{Value, read_payload, saved};
use crate::words::Key;

const TODAY: time::Date = date!(2026 - 11 - 21);
const ZENDESK: &str = include_str!("../../tests/fixtures/ingest/zendesk-app.json");
const CHATWOOT: &str = include_str!("../../tests/fixtures/ingest/chatwoot.json");
const FRONT: &str = include_str!("../../tests/fixtures/ingest/front.json");

fn context(desk: &str, place: &str, ticket: &str, payload: &str) -> String {
    format!(
        r#"{{"desk":"{desk}","place":"{place}","ticket":"{ticket}","capabilities":{{"insert_reply":true,"add_note":true,
        "add_tags":false}},"agent":{{"name":"Sam","language":"fr"}},"theme":"dark","payload":{payload}}}"#
    )
}

fn read(text: &str) -> HostContext {
    HostContext::parse(text, TODAY, Some(read_payload)).unwrap()
}

#[test]
fn a_ticket_of_each_desk() {
    for (desk, place, ticket, payload, name) in [
        ("zendesk", "acme.zendesk.com", "8421", ZENDESK, "zendesk:acme/8421"),
        ("chatwoot", "chat.example.test", "131", CHATWOOT, "chatwoot:chat.example.test:5/131"),
        ("front", "app.frontapp.com", "cnv_1", FRONT, "front:app.frontapp.com/cnv_1"),
        ("page", "desk.example.test/app", "131", CHATWOOT, "page:desk.example.test-app/131"),
    ] {
        let read = read(&context(desk, place, ticket, payload));
        assert_eq!(read.case.id.to_string(), name);
        assert_eq!((read.ticket.desk.word(), &*read.ticket.place, &*read.ticket.number), (desk, place, ticket));
        assert_eq!(read.can, Capabilities { insert_reply: true, add_note: true, add_tags: false });
        assert_eq!((read.language.as_deref(), read.dark, read.saved), (Some("fr"), Some(true), None));
        assert_eq!(read.case.customer.name.as_deref(), Some("Ana Example"));
    }
}

#[test]
fn equal_numbers_of_two_desks_never_meet() {
    let one = read(&context("chatwoot", "chat.example.test", "131", CHATWOOT)).case.id;
    let two = read(&context("chatwoot", "chat.example.org", "131", CHATWOOT)).case.id;
    assert_ne!(one, two);
}

#[test]
fn messages_of_another_ticket_are_refused() {
    let error = HostContext::parse(&context("zendesk", "acme.zendesk.com", "8422", ZENDESK), TODAY, Some(read_payload))
        .unwrap_err();
    assert_eq!(error, HostError::OtherTicket { context: "8422".to_owned(), payload: "8421".to_owned() });
    assert_eq!(error.told(), Key::HostOther.into());
    // Told as text, it is still a ticket with a number of its own.
    let text = crate::json::write(ZENDESK).unwrap();
    let as_text = context("zendesk", "acme.zendesk.com", "8422", &text);
    let error = HostContext::parse(&as_text, TODAY, Some(read_payload)).unwrap_err();
    assert_eq!(error, HostError::OtherTicket { context: "8422".to_owned(), payload: "8421".to_owned() });
}

#[test]
fn little_is_needed() {
    let read =
        read(r#"{"desk":"page","payload":"Ana, 2026-11-02: I want to cancel.\nSam (support), 2026-11-03: Why?"}"#);
    assert_eq!((read.can, read.language, read.dark), (Capabilities::default(), None, None));
    assert_eq!(read.case.messages.len(), 2);
    let not_yet = HostContext::parse(r#"{"desk":"page","payload":"Ana: I want to cancel."}"#, TODAY, None);
    assert_eq!(not_yet, Err(HostError::NotYet));
    assert!(HostContext::parse(r#"{"desk":"elsewhere","payload":{}}"#, TODAY, Some(read_payload)).is_err());
    let nothing = r#"{"desk":"page","place":"desk.example.test","ticket":"","agent":null,"theme":null,"payload":null}"#;
    assert_eq!(HostContext::parse(nothing, TODAY, Some(read_payload)), Err(HostError::NoTicket));
    assert_eq!(HostContext::parse(r#"{"desk":"page"}"#, TODAY, Some(read_payload)), Err(HostError::NoTicket));
}

#[test]
fn a_state_is_the_pages_own_or_that_of_a_note() {
    let line = saved::line(Some("{\"note\":1}"));
    let noted = ZENDESK.replace("duplicate invoice", &format!("Clean Break, today<br>{line}"));
    let found = |text: &str| read(text).saved.unwrap().export;
    let plain = context("zendesk", "acme.zendesk.com", "8421", &noted);
    assert_eq!(found(&plain), "{\"note\":1}");
    let own = Value::parse(&plain).is_ok().then(|| plain.replacen('{', r#"{"saved":"{\"own\":1}","#, 1)).unwrap();
    assert_eq!(found(&own), "{\"own\":1}");
    let lined = plain.replacen('{', &format!(r#"{{"saved":"{line}","#), 1);
    assert_eq!(found(&lined), "{\"note\":1}");
}

#[test]
fn intents_name_their_ticket() {
    let ticket = read(&context("zendesk", "acme.zendesk.com", "8421", ZENDESK)).ticket;
    let mut intent = Intent { kind: IntentKind::InsertReply, ticket, text: "Dear \"Ana\"".to_owned(), request: 7 };
    assert_eq!(
        intent.json(),
        r#"{"type":"insert_reply","desk":"zendesk","place":"acme.zendesk.com","ticket":"8421","text":"Dear \"Ana\"","requestId":7}"#
    );
    intent.kind = IntentKind::AddTags;
    intent.text = TAG.to_owned();
    assert!(intent.json().contains(r#""ticket":"8421","tags":["clean-break:parting"],"requestId":7"#));
}

proptest! {
    #[test]
    fn a_context_cut_anywhere_is_refused_or_read(at in 0usize..4000) {
        let text = context("zendesk", "acme.zendesk.com", "8421", ZENDESK);
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let _ = HostContext::parse(&text[..at], TODAY, Some(read_payload));
    }
}
