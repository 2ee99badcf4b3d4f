//! Every source as a whole: what it is recognised as, what it becomes, what is refused and why.

use proptest::prelude::*;
use time::macros::{date, datetime};

use super::*;
use crate::case::{Audience, Author, Channel, CustomerKind, Fact};
use crate::json;

const TODAY: Date = date!(2026 - 11 - 21);
const ZENDESK: &str = include_str!("../../tests/fixtures/ingest/zendesk-portuguese.json");
const CHATWOOT: &str = include_str!("../../tests/fixtures/ingest/chatwoot.json");
const ZENDESK_APP: &str = include_str!("../../tests/fixtures/ingest/zendesk-app.json");
const FRONT: &str = include_str!("../../tests/fixtures/ingest/front.json");
const CHATWOOT_2022: &str = include_str!("../../tests/fixtures/ingest/chatwoot-2022.json");

fn case(text: &str) -> (Case, Vec<&'static str>, SourceKind) {
    match read(text, TODAY).unwrap() {
        Ingested::Case { case, notes, source, .. } => {
            (*case, notes.iter().map(|note| note.key.name()).collect(), source)
        }
        other => panic!("{other:?}"),
    }
}

fn fault(text: &str) -> IngestError {
    read(text, TODAY).unwrap_err()
}

/// The Zendesk sample with one piece replaced.
fn zendesk(from: &str, to: &str) -> String {
    assert!(ZENDESK.contains(from), "{from}");
    ZENDESK.replacen(from, to, 1)
}

#[test]
fn a_zendesk_ticket() {
    let (case, notes, source) = case(ZENDESK);
    assert_eq!(source, SourceKind::Zendesk);
    assert_eq!(case.id.to_string(), "zendesk:acme/8421");
    assert_eq!(case.tags, ["billing", "vip"]);
    let customer = &case.customer;
    assert_eq!((customer.id.as_str(), customer.name.as_deref()), ("77", Some("Ana Example")));
    assert_eq!(customer.language.as_deref(), Some("pt-BR"));
    assert_eq!(
        (customer.since, &customer.jurisdiction),
        (None, &None),
        "neither is known from an account or a time zone"
    );
    let seen: Vec<_> = case.messages.iter().map(|one| (one.author, one.audience, one.channel, one.at)).collect();
    let at = datetime!(2026-09-10 00:26:40 UTC);
    assert_eq!(
        seen,
        [
            (Author::Customer, Audience::Private, Channel::Email, at),
            (Author::Staff, Audience::Internal, Channel::Email, at)
        ]
    );
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn the_invented_tickets() {
    for (text, language, country) in [
        (include_str!("../../tests/fixtures/tickets/zendesk-english-germany.json"), "en-GB", "DE"),
        (include_str!("../../tests/fixtures/tickets/zendesk-french-france.json"), "fr", "FR"),
        (include_str!("../../tests/fixtures/tickets/zendesk-italian-italy.json"), "it", "IT"),
    ] {
        let (case, notes, _) = case(text);
        assert!(notes.is_empty(), "{notes:?}");
        assert_eq!(case.customer.language.as_deref(), Some(language));
        assert_eq!(case.customer.jurisdiction.as_deref(), Some(country));
        assert_eq!(case.customer.kind, CustomerKind::Consumer);
        assert!(case.customer.since.is_some());
        let authors: String =
            case.messages.iter().map(|one| if one.author == Author::Customer { 'c' } else { 's' }).collect();
        assert_eq!(authors, "csscscsc");
        let internal = case.messages.iter().filter(|one| one.audience == Audience::Internal).count();
        assert_eq!(internal, 1);
        assert!(case.messages.iter().all(|one| one.audience != Audience::Public), "the desk's word for sent");
    }
}

/// A file of the sample desk.
fn sample(name: &str) -> String {
    std::fs::read_to_string(format!("{}/www/samples/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_sample_desk_lists_what_it_holds() {
    crate::json_input! {
        struct Row {
            id: String,
            name: String,
            language: String,
            text: String,
        }
    }
    let rows: Vec<Row> = json::parse(&sample("index")).unwrap();
    for Row { id, name, language, text } in &rows {
        let (case, _, source) = case(&sample(id));
        assert_eq!((case.id.desk.as_str(), source), ("rehearsal", SourceKind::CaseFile));
        assert_eq!((case.customer.name.as_ref(), case.customer.language.as_ref()), (Some(name), Some(language)));
        assert!(Key::parse(text).is_some(), "{text}");
        assert!(case.messages.iter().all(|message| message.at.date() <= TODAY), "{id}");
    }
    for language in ["en", "fr", "it"] {
        assert_eq!(rows.iter().filter(|row| row.language == language).count(), 2);
    }
}

#[test]
fn each_sample_holds_what_its_line_says() {
    use crate::case::EventKind::{ExitNotice, RepairFailed};
    for (name, failed, leaving, rated) in [
        ("honour-english", 1, true, true),
        ("honour-italian", 1, true, true),
        ("clean-break-french", 2, false, true),
        ("repair-english", 0, false, true),
        ("second-chance-french", 1, false, true),
        ("unclear-italian", 2, false, false),
    ] {
        let (case, ..) = case(&sample(name));
        let count = |kind| case.events.iter().filter(|event| event.kind == kind).count();
        assert_eq!((count(RepairFailed), count(ExitNotice) > 0), (failed, leaving), "{name}");
        assert_eq!(case.customer.attachment.is_some(), rated, "{name}");
    }
}

#[test]
fn a_byte_order_mark_and_windows_lines_do_no_harm() {
    let (plain, ..) = case(ZENDESK);
    let (windows, ..) = case(&format!("\u{feff}{}", ZENDESK.replace('\n', "\r\n")));
    assert_eq!(plain, windows);
}

#[test]
fn zendesk_fields_of_the_requester() {
    let fields = r#""user_fields": {"country": "de", "customer_type": "consumer", "customer_since": "2021-03-01", "plan": "pro",
        "seats": 3, "beta": true, "empty": null, "list": [1]},"#;
    let (case, ..) = case(&zendesk(r#""user_fields": {},"#, fields));
    let customer = case.customer;
    assert_eq!(customer.jurisdiction.as_deref(), Some("DE"));
    assert_eq!(customer.kind, CustomerKind::Consumer);
    assert_eq!(customer.since, Some(date!(2021 - 03 - 01)));
    let facts: Vec<_> = customer.facts.into_iter().collect();
    assert_eq!(
        facts,
        [
            ("beta".to_owned(), Fact::Flag(true)),
            ("plan".to_owned(), Fact::Text("pro".to_owned())),
            ("seats".to_owned(), Fact::Number(3.0))
        ]
    );
}

#[test]
fn a_country_that_is_no_code_is_left_open_and_said() {
    let (case, notes, _) = case(&zendesk(r#""user_fields": {},"#, r#""user_fields": {"country": "Germany"},"#));
    assert_eq!(case.customer.jurisdiction, None);
    assert_eq!(notes, ["ingest.note.country_unread"]);
}

#[test]
fn zendesk_channels_and_audiences() {
    let social = r#""via": {"channel": "twitter", "source": {"rel": "RELATION"}}, "created_at""#;
    let with = |relation: &str| {
        // The first comment's `via` is the one after its audit.
        let at = ZENDESK.find("\"audit_id\": 101").unwrap();
        let (head, tail) = ZENDESK.split_at(at);
        let from = tail.find("\"via\"").unwrap();
        let to = tail.find("\"created_at\"").unwrap() + "\"created_at\"".len();
        format!("{head}{}{}{}", &tail[..from], social.replace("RELATION", relation), &tail[to..])
    };
    for (relation, audience) in [("mention", Audience::Public), ("direct_message", Audience::Private)] {
        let (case, ..) = case(&with(relation));
        let first = case.messages.first().unwrap();
        assert_eq!((first.channel, first.audience), (Channel::Social, audience), "{relation}");
    }
}

#[test]
fn a_zendesk_author_without_a_user_is_staff_unless_they_asked() {
    let nobody = zendesk(r#""users": ["#, r#""users": [], "unused": ["#);
    let (case, notes, _) = case(&nobody);
    let authors: Vec<_> = case.messages.iter().map(|one| one.author).collect();
    assert_eq!(authors, [Author::Customer, Author::Staff]);
    assert_eq!(notes, ["ingest.note.unknown_role"]);
    assert_eq!((case.customer.id.as_str(), case.customer.name), ("77", None));
}

#[test]
fn what_zendesk_tells_an_app() {
    let (case, notes, source) = case(ZENDESK_APP);
    assert_eq!((source, case.id.to_string().as_str()), (SourceKind::Zendesk, "zendesk:acme/8421"));
    assert_eq!((case.customer.id.as_str(), case.customer.name.as_deref()), ("77", Some("Ana Example")));
    assert_eq!(
        (case.customer.language.as_deref(), &case.tags[..]),
        (Some("pt-br"), &["billing".to_owned(), "vip".to_owned()][..])
    );
    let seen: Vec<_> = case.messages.iter().map(|one| (one.author, one.audience, one.text.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Author::Customer, Audience::Private, "Fui cobrada duas vezes"),
            (Author::Staff, Audience::Internal, "duplicate invoice")
        ],
        "the system's own event has no words"
    );
    assert_eq!(case.messages[0].at, datetime!(2026-09-10 00:26:40 UTC));
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn messages_of_a_zendesk_app_keep_their_names_when_the_ticket_grows() {
    let before = case(ZENDESK_APP).0;
    let grown = ZENDESK_APP.replacen(
        r#""ticket.conversation": ["#,
        r#""ticket.conversation": [{"author":{"id":77,"role":"end-user"},"message":{"content":"Hello?"},"timestamp":"2026-09-11T08:00:00Z"},"#,
        1,
    );
    let after = case(&grown).0;
    assert_eq!(after.messages.len(), before.messages.len() + 1);
    assert!(before.messages.iter().all(|one| after.messages.contains(one)));
}

#[test]
fn what_front_tells_a_plugin() {
    let (case, notes, source) = case(FRONT);
    assert_eq!((source, case.id.to_string().as_str()), (SourceKind::Front, "front/cnv_1"));
    assert_eq!((case.customer.id.as_str(), case.customer.name.as_deref()), ("crd_1", Some("Ana Example")));
    assert_eq!(case.tags, ["billing"]);
    let seen: Vec<_> = case.messages.iter().map(|one| (one.author, one.audience, one.text.as_str())).collect();
    assert_eq!(
        seen,
        [
            (Author::Customer, Audience::Private, "Fui cobrada duas vezes"),
            (Author::Staff, Audience::Private, "We are looking into it."),
            (Author::Staff, Audience::Internal, "Looks like a duplicate.")
        ]
    );
    assert!(notes.is_empty(), "{notes:?}");
    for list in ["messages", "comments"] {
        let more = FRONT.replace(&format!("\"{list}\": {{"), &format!("\"{list}\": {{\"nextPageToken\": \"p2\","));
        assert_ne!(more, FRONT);
        assert_eq!(self::case(&more).1, ["ingest.note.only_loaded"], "{list}");
    }
}

#[test]
fn a_note_of_ours_is_no_message_and_what_it_carries_is_found() {
    let line = saved::line(Some("{}"));
    let note = |line: &str| format!("Clean Break, 10 September<br>Advice<br>{line}");
    let noted = ZENDESK_APP.replace("duplicate invoice", &note(&line));
    let Ok(Ingested::Case { case, saved: Some(saved), .. }) = read(&noted, TODAY) else { panic!("nothing found") };
    assert_eq!(case.messages.len(), 1);
    let at = Some(datetime!(2026-09-10 00:28:40 UTC));
    assert_eq!(*saved, Saved { at, by: Some("Sam Agent".to_owned()), export: "{}".to_owned() });
    let file = json::write(&self::case(ZENDESK_APP).0.to_json())
        .unwrap()
        .replace("duplicate invoice", &note(&line).replace("<br>", "\\n"));
    assert!(matches!(read(&file, TODAY), Ok(Ingested::Case { saved: Some(_), .. })));
    let by_customer = ZENDESK_APP.replace("Fui cobrada duas vezes", &note(&line));
    let internal_by_customer = noted.replace("\"admin\"", "\"end-user\"");
    let quoted = ZENDESK_APP.replace("duplicate invoice", &format!("They wrote:<br>{}", note(&line)));
    for forged in [by_customer, internal_by_customer, quoted] {
        let Ok(Ingested::Case { case, saved: None, .. }) = read(&forged, TODAY) else { panic!("taken: {forged}") };
        assert_eq!(case.messages.len(), 2, "what customers write is a message, and what quotes it too");
    }
}

#[test]
fn a_note_without_a_state_hides_none_of_an_earlier_one() {
    let message = |n: u8, line: &str| {
        format!(
            r#"{{"id":{n},"message_type":1,"private":true,"created_at":{},"content":"Clean Break, today\n{line}"}}"#,
            1_790_000_000 + u32::from(n)
        )
    };
    let (older, newer) = (saved::line(Some("older")), saved::line(Some("newer")));
    let (none, cut) = (saved::line(None), older.trim_end_matches('.'));
    for (lines, found) in [
        ([&older, &none, cut], "older"),
        ([&none, &older, &newer], "newer"),
        ([&older, &newer, &none], "newer"),
        ([&none, &none, cut], ""),
    ] {
        let messages: Vec<String> = (1..).zip(lines).map(|(n, line)| message(n, line)).collect();
        let payload = format!(r#"{{"conversation":{{"id":9,"messages":[{}]}}}}"#, messages.join(","));
        let Ok(Ingested::Case { case, saved: Some(saved), .. }) = read(&payload, TODAY) else {
            panic!("nothing found")
        };
        assert_eq!((case.messages.len(), saved.export.as_str()), (0, found));
    }
}

#[test]
fn a_slash_in_a_desks_name_is_written_otherwise() {
    assert!(CHATWOOT.contains("\"account_id\": 5"));
    let (case, ..) = case(&CHATWOOT.replace("\"account_id\": 5", "\"account_id\": \"5/7\""));
    assert_eq!(case.id.to_string(), "chatwoot:5-7/131");
}

#[test]
fn a_chatwoot_context_of_each_generation() {
    let bare = {
        let start = CHATWOOT.find("\"data\": {").unwrap() + "\"data\": ".len();
        CHATWOOT[start..].trim_end().strip_suffix('}').unwrap().to_owned()
    };
    // Between the two came the agent; the newest also has the attributes' definitions and the theme.
    let between = {
        let (head, tail) = CHATWOOT.split_once(",\n    \"customAttributes\"").unwrap();
        assert!(head.contains("currentAgent") && tail.contains("theme"));
        format!("{head}}}}}")
    };
    for text in [CHATWOOT, &between, CHATWOOT_2022, &bare] {
        let (case, notes, source) = case(text);
        assert_eq!(source, SourceKind::Chatwoot);
        assert_eq!(case.id.to_string(), "chatwoot:5/131");
        assert_eq!(case.tags, ["billing", "vip"]);
        assert_eq!((case.customer.id.as_str(), case.customer.name.as_deref()), ("188", Some("Ana Example")));
        assert_eq!(case.customer.language.as_deref(), Some("pt"));
        assert_eq!(case.customer.jurisdiction.as_deref(), Some("PT"));
        assert_eq!(case.customer.facts.get("customer_plan"), Some(&Fact::Text("pro".to_owned())));
        assert_eq!(notes, ["ingest.note.only_loaded", "ingest.note.country_from_desk"]);
        let seen: Vec<_> = case.messages.iter().map(|one| (one.author, one.audience)).collect();
        assert_eq!(
            seen,
            [
                (Author::Customer, Audience::Private),
                (Author::System, Audience::Private),
                (Author::Staff, Audience::Internal),
                (Author::Customer, Audience::Private)
            ]
        );
        assert!(case.messages.iter().all(|one| one.channel == Channel::Chat));
        assert_eq!(case.messages.first().unwrap().at, datetime!(2026-09-10 00:26:40 UTC));
    }
}

#[test]
fn a_case_file_and_an_export_are_told_apart() {
    let (zendesk, ..) = case(ZENDESK);
    let file = json::write(&zendesk.to_json()).unwrap();
    let (read_back, _, source) = case(&file);
    assert_eq!((read_back, source), (zendesk, SourceKind::CaseFile));
    assert_eq!(read(r#"{"schema":"clean-break/export@1","cases":[]}"#, TODAY), Ok(Ingested::Export));
    assert_eq!(read(r#"{"schema":"clean-break/locked-export@1"}"#, TODAY), Ok(Ingested::Locked));
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(fault(" \u{feff} \r\n"), IngestError::Empty);
    assert_eq!(fault("{}"), IngestError::Unknown);
    assert_eq!(fault("[{}]"), IngestError::List);
    assert_eq!(
        fault(r#"{"schema":"clean-break/case@9"}"#),
        IngestError::Schema { found: "clean-break/case@9".to_owned() }
    );
    assert_eq!(
        fault(&"x".repeat(LARGEST_PASTE + 1)),
        IngestError::TooLarge { bytes: LARGEST_PASTE + 1, most: LARGEST_PASTE }
    );
    let place = |text: &str| match fault(text) {
        IngestError::Rule(error) => error.path,
        other => panic!("{other:?}"),
    };
    assert_eq!(place(&format!("{{\"a\":{}", "[".repeat(1_000_000))), ".");
    let brackets = format!(r#"{{"conversation": {{"id": "{}\\\"["}}}}"#, "[".repeat(100));
    assert!(read(&brackets, TODAY).is_ok(), "brackets in a text are no depth");
    assert!(matches!(fault("{ticket: 1}"), IngestError::Rule(_)));
    assert_eq!(place(r#"{"ticket": {"id": 1}, "comments": 7}"#), "comments");
    assert_eq!(place(r#"{"ticket": {"id": null}, "comments": []}"#), "ticket.id");
    assert_eq!(
        place(&zendesk(
            "\"created_at\": \"2026-09-10T00:26:40Z\",\n      \"metadata\"",
            "\"created_at\": \"soon\", \"metadata\""
        )),
        "comments[0].created_at"
    );
    assert_eq!(place(r#"{"conversation": {"messages": []}}"#), "conversation.id");
    assert_eq!(place(r#"{"conversation": {"id": 1, "created_at": 1e300}}"#), "conversation.created_at");
}

#[test]
fn long_messages_and_long_threads_are_cut_with_a_note() {
    let long = "é".repeat(LONGEST_MESSAGE + 5);
    let comments: Vec<String> = (0..MOST_MESSAGES + 2)
        .map(|n| {
            format!(r#"{{"id":{n},"author_id":1,"plain_body":"{}"}}"#, if n == MOST_MESSAGES { &long } else { "short" })
        })
        .collect();
    let text = format!(r#"{{"ticket":{{"id":"A1","requester_id":1}},"comments":[{}]}}"#, comments.join(","));
    let (case, notes, _) = case(&text);
    assert_eq!(case.messages.len(), MOST_MESSAGES);
    assert_eq!(case.messages.first().unwrap().id, "2", "the latest are kept");
    assert!(case.messages.iter().all(|one| one.text.chars().count() <= LONGEST_MESSAGE));
    assert_eq!(notes, ["ingest.note.older_left_out", "ingest.note.cut", "ingest.note.undated"]);
}

#[test]
fn every_error_has_words_in_every_language() {
    for text in ["", "{}", "[{}]", r#"{"schema":"x"}"#, r#"{"conversation":3}"#] {
        for language in crate::words::Catalogue::languages() {
            let words = crate::words::Catalogue::shipped(language).unwrap();
            assert!(!words.text(&Text::from(&fault(text)), &crate::words::PlainFormat).is_empty());
        }
    }
}

/// Places between characters, so that a cut or an insertion keeps the text valid UTF-8.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

proptest! {
    #[test]
    fn a_file_cut_anywhere_is_refused_or_read(at in 0usize..9000, which in 0usize..5) {
        let text = [ZENDESK, CHATWOOT, CHATWOOT_2022, ZENDESK_APP, FRONT][which];
        let _ = read(&text[..boundary(text, at)], TODAY);
    }

    /// Any value in the place of any number or word.
    #[test]
    fn a_value_of_another_type_is_refused_or_read(
        nth in 0usize..60,
        value in prop_oneof![Just("null"), Just("-1"), Just("1e40"), Just("[]"), Just("{}"), Just("true"), Just("\"\"")],
    ) {
        for text in [ZENDESK, CHATWOOT, ZENDESK_APP, FRONT] {
            let Some((at, _)) = text.match_indices("\": ").nth(nth) else { continue };
            let (head, tail) = text.split_at(at + 3);
            if tail.starts_with(['{', '[']) { continue }
            let end = tail.find([',', '\n', '}']).unwrap();
            let _ = read(&format!("{head}{value}{}", &tail[end..]), TODAY);
        }
    }
}
