//! Pasted threads in the shapes that people paste.

use proptest::prelude::*;
use time::macros::date;

use crate::case::{Author, Case, Channel};
use crate::ingest::{IngestError, Ingested, read};
use crate::words::Text;

const TODAY: time::Date = date!(2026 - 11 - 21);

fn case(text: &str) -> (Case, Vec<Text>) {
    match read(text, TODAY).unwrap() {
        Ingested::Case { case, notes, .. } => (*case, notes),
        other => panic!("{other:?}"),
    }
}

/// Author's initial, date and text of each message.
fn lines(case: &Case) -> Vec<String> {
    let initial = |author: Author| author.word().chars().nth(1).unwrap_or_default();
    case.messages
        .iter()
        .map(|message| format!("{} {} {}", initial(message.author), message.at.date(), message.text))
        .collect()
}

fn has(notes: &[Text], key: &str) -> bool {
    notes.iter().any(|note| note.key.name() == key)
}

#[test]
fn roles_without_dates() {
    let (case, notes) =
        case("Customer: My line is dead.\r\nAgain.\r\n\r\nSupport: We are sorry.\r\nCustomer: Still dead.");
    assert_eq!(
        lines(&case),
        ["u 2026-11-21 My line is dead.\nAgain.", "t 2026-11-21 We are sorry.", "u 2026-11-21 Still dead."]
    );
    assert!(has(&notes, "ingest.note.undated"));
    assert_eq!(case.customer.name, None, "a word for a role is no name");
    assert!(case.messages.iter().all(|message| message.channel == Channel::Email));
}

#[test]
fn role_words_of_four_languages() {
    for (customer, staff) in
        [("Kunde", "Kundenservice"), ("Client", "Service client"), ("Cliente", "Assistenza"), ("Customer", "Agent")]
    {
        let (case, _) = case(&format!("{staff} : a\n{customer} : b"));
        assert_eq!(
            case.messages.iter().map(|message| message.author).collect::<Vec<_>>(),
            [Author::Staff, Author::Customer]
        );
    }
}

#[test]
fn a_name_with_its_date_in_every_order() {
    for text in [
        "Anna Example, 12.10.2026: It broke.\nSupport, 13.10.2026: Sorry.",
        "Anna Example (12 Oct 2026, 14:03): It broke.\nSupport (13 Oct 2026): Sorry.",
        "[12.10.26, 14:03:22] Anna Example: It broke.\n[13.10.26, 09:00:01] Support: Sorry.",
        "12/10/2026, 14:03 - Anna Example: It broke.\n13/10/2026, 09:00 - Support: Sorry.",
        "Anna Example wrote on 12 October 2026:\nIt broke.\n\nSupport wrote on 13 October 2026:\nSorry.",
        "Anna Example a écrit le 12 octobre à 14h03 :\nIt broke.\nSupport a écrit le 13 octobre :\nSorry.",
        "Anna Example, 12 ottobre 2026, 14:03\nIt broke.\nSupport, 13 ottobre 2026, 09:00\nSorry.",
        "Anna Example | 2026-10-12 14:03: It broke.\nSupport | 2026-10-13: Sorry.",
    ] {
        let (case, _) = case(text);
        assert_eq!(lines(&case), ["u 2026-10-12 It broke.", "t 2026-10-13 Sorry."], "{text}");
        assert_eq!(case.customer.name.as_deref(), Some("Anna Example"));
    }
}

#[test]
fn an_exported_chat_has_its_own_voice_and_channel() {
    let text = "\u{200e}[12/10/26, 14:00:00] Messages are end-to-end encrypted.\n\
                [12/10/26, 14:03:22] Anna: It broke.\nTwice.\n[13/10/26, 2:00:01\u{202f}PM] Acme Support: Sorry.";
    let (case, notes) = case(text);
    assert_eq!(
        lines(&case),
        ["y 2026-10-12 Messages are end-to-end encrypted.", "u 2026-10-12 It broke.\nTwice.", "t 2026-10-13 Sorry."]
    );
    assert!(case.messages.iter().all(|message| message.channel == Channel::Chat));
    assert!(!has(&notes, "ingest.note.day_first"), "the 13th leaves no doubt");
}

#[test]
fn the_month_comes_first_where_the_thread_shows_it() {
    let (case, notes) = case("10/12/2026, 2:03 PM - Anna: a\n10/13/2026, 2:04 PM - Support: b");
    assert_eq!(lines(&case), ["u 2026-10-12 a", "t 2026-10-13 b"]);
    assert!(!has(&notes, "ingest.note.day_first"));
}

#[test]
fn a_doubtful_order_is_said() {
    let (_, notes) = case("Anna, 11/10/2026: a\nSupport, 12/10/2026: b");
    assert!(has(&notes, "ingest.note.day_first"));
}

#[test]
fn two_names_that_say_nothing_are_asked_about() {
    let text = "Anna, 12 Oct 2026: It broke.\nTom, 12 Oct 2026: Sorry.\nAnna, 13 Oct 2026: Again.";
    let Ingested::AskWho { speakers, draft } = read(text, TODAY).unwrap() else { panic!("nobody says who they are") };
    let seen: Vec<_> = speakers.iter().map(|one| (one.name.as_str(), one.messages, one.first_words.as_str())).collect();
    assert_eq!(seen, [("Anna", 2, "It broke."), ("Tom", 1, "Sorry.")]);
    let Ok(Ingested::Case { case, .. }) = draft.with_customer(1) else { panic!("Tom is there") };
    assert_eq!(lines(&case), ["t 2026-10-12 It broke.", "u 2026-10-12 Sorry.", "t 2026-10-13 Again."]);
    assert_eq!(draft.with_customer(2), Err(IngestError::Speaker { index: 2, speakers: 2 }));
}

#[test]
fn what_looks_like_names_can_be_one_message_after_all() {
    let text = "Problem: the line is dead.\nReason: nobody knows.";
    let Ingested::AskWho { draft, .. } = read(text, TODAY).unwrap() else { panic!("it looks like a thread") };
    let Ok(Ingested::Case { case, notes, .. }) = draft.as_one_message() else { panic!("it is a message") };
    assert_eq!(lines(&case), [format!("u 2026-11-21 {text}")]);
    assert!(!has(&notes, "ingest.note.no_speakers"), "staff said so themselves");
}

#[test]
fn the_one_unknown_name_beside_staff_is_the_customer() {
    let (case, _) = case("Anna: It broke.\nTom (Support): Sorry.\nLea (Support): Me too.\nAnna: Again.");
    assert_eq!(lines(&case).iter().map(|line| line.chars().next().unwrap()).collect::<String>(), "uttu");
}

#[test]
fn lines_with_a_colon_are_not_all_heads() {
    let text = "Hello support,\nOrder number: 77\nProblem: no line since Monday.\nSee https://example.test/a: it says so.\n\
                The answer: nothing.";
    let (case, notes) = case(text);
    assert_eq!(case.messages.len(), 1);
    assert_eq!(case.messages.first().unwrap().text, text);
    assert!(has(&notes, "ingest.note.no_speakers"));
}

#[test]
fn quoted_history_stays_in_its_message() {
    let (case, _) =
        case("Anna, 12 Oct 2026: It broke.\n> Support, 10 Oct 2026: All is well.\nSupport, 13 Oct 2026: Sorry.");
    assert_eq!(case.messages.len(), 2);
    assert!(case.messages.first().unwrap().text.contains("> Support"));
}

#[test]
fn what_stands_before_the_first_name_is_said() {
    let (case, notes) = case("Ticket 77, copied from the old desk\n\nAnna, 12 Oct 2026: a\nSupport, 12 Oct 2026: b");
    assert_eq!(case.messages.len(), 2);
    let note = notes.iter().find(|note| note.key.name() == "ingest.note.before_first").unwrap();
    assert!(format!("{note:?}").contains('7'), "seven words: {note:?}");
}

#[test]
fn a_pasted_mail_begins_the_thread() {
    for head in [
        "From: Dana <dana@example.test>\nDate: 3 Sep 2026 08:12\n\n",
        "Subject: Re: line\nFrom: \"Dana\" <dana@example.test>\nSent: Thursday, 3 September 2026 08:12\nTo: a@example.test;\n b@example.test\n",
        "De\u{a0}: Dana <dana@example.test>\r\nDate\u{a0}: 3 sept. 2026 à 08:12\r\nÀ : desk\r\n\r\n",
        "Da: Dana\nData: 3 settembre 2026, 08:12\nOggetto: Re: linea\n",
        "On 3 Sep 2026, Dana wrote:\n\n",
        "On Thu, Sep 3, 2026 at 8:12 AM Dana <dana@example.test> wrote:\n> ",
        "Le 3 sept. 2026 à 08:12, Dana a écrit\u{a0}:\n",
        "Le jeu. 3 sept. 2026 à 08:12, Dana <dana@example.test> a\nécrit :\n\n",
        "Il 3 set 2026, Dana ha scritto:\n",
        "Il giorno gio 3 set 2026 alle ore 08:12 Dana <dana@example.test> ha scritto:\n",
        "Am 3. September 2026 um 08:12 schrieb Dana:\n",
        "Am Do., 3. Sept. 2026 um 08:12 Uhr schrieb Dana <dana@example.test>:\n\n",
        "Am 03.09.26 um 08:12 schrieb Dana\n<dana@example.test>:\n",
        "Von: Dana <dana@example.test>\nGesendet: Donnerstag, 3. September 2026 08:12\nAn: Hilfe\nBetreff: AW: Anschluss\n\n",
        "Von: Dana\nDatum: 3. September 2026 um 08:12\nAn: Hilfe\nKopie: Jo\n\n",
        "El jue, 3 sept 2026 a las 08:12, Dana (<dana@example.test>) escribió:\n\n",
        "El 3/9/26 a las 8:12, Dana escribió:\n",
        "De: Dana <dana@example.test>\nEnviado: jueves, 3 de septiembre de 2026 8:12\nPara: Ayuda\nAsunto: RE: línea\n\n",
        "De: Dana\nEnviado el: jueves, 3 de septiembre de 2026 8:12\nPara: Ayuda\nCC: Jo\n\n",
    ] {
        let text = format!("{head}It broke.\n\nSupport, 4 Sep 2026: Sorry.\nDana, 5 Sep 2026: Again.");
        let (case, notes) = case(&text);
        assert_eq!(lines(&case), ["u 2026-09-03 It broke.", "t 2026-09-04 Sorry.", "u 2026-09-05 Again."], "{text}");
        assert!(!has(&notes, "ingest.note.before_first"), "{text}");
    }
}

#[test]
fn the_subject_of_a_first_mail_is_part_of_it() {
    let (case, _) = case("From: Dana\nDate: 3 Sep 2026\nSubject: I cancel\n\nIt broke.\n\nSupport, 4 Sep 2026: Sorry.");
    assert_eq!(lines(&case), ["u 2026-09-03 I cancel\n\nIt broke.", "t 2026-09-04 Sorry."]);
}

#[test]
fn a_thread_of_mails() {
    let (case, _) = case(
        "From: Dana\nDate: 3 Sep 2026\n\nIt broke.\n\n-----\nFrom: Support\nSent: 4 Sep 2026\n\nSorry.\n\n\
         On 5 Sep 2026 at 9:00, Dana wrote:\nAgain.",
    );
    assert_eq!(lines(&case), ["u 2026-09-03 It broke.\n\n-----", "t 2026-09-04 Sorry.", "u 2026-09-05 Again."]);
}

#[test]
fn an_answer_between_quoted_lines_is_not_put_into_the_mouth_of_the_quoted() {
    let text = "On 3 Sep 2026, Dana wrote:\n> It broke.\n\nWe shall see.";
    let (case, notes) = case(text);
    assert_eq!(case.messages.len(), 1);
    assert!(has(&notes, "ingest.note.no_speakers"));
}

#[test]
fn an_undated_message_stays_in_its_place() {
    let (case, notes) = case("Anna: a\nSupport, 12 Oct 2026, 14:00: b\nAnna: c\nSupport, 12 Oct 2026: d");
    assert_eq!(lines(&case), ["u 2026-10-12 a", "t 2026-10-12 b", "u 2026-10-12 c", "t 2026-10-12 d"]);
    assert!(has(&notes, "ingest.note.undated"));
}

#[test]
fn the_same_thread_is_the_same_case_also_after_it_has_grown() {
    let (short, _) = case("Anna, 12 Oct 2026: a\nSupport, 12 Oct 2026: b");
    let (long, _) = case("Anna, 12 Oct 2026: a\nSupport, 12 Oct 2026: b\nAnna, 13 Oct 2026: c");
    let (other, _) = case("Anna, 12 Oct 2026: x\nSupport, 12 Oct 2026: b");
    assert_eq!(short.id, long.id);
    assert_ne!(short.id, other.id);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = read(&text, TODAY);
    }

    /// Texts made of the pieces that heads are made of.
    #[test]
    fn heads_in_any_mixture(pieces in proptest::collection::vec(
        prop_oneof![
            Just("Anna"), Just("Support"), Just(": "), Just(", "), Just(" ("), Just(")"), Just("["), Just("] "), Just(" - "),
            Just("12 Oct 2026"), Just("31/12/26"), Just("14:03"), Just("\n"), Just(" wrote on "), Just("> "), Just("é "),
        ],
        0..30,
    )) {
        if let Ok(Ingested::AskWho { speakers, draft }) = read(&pieces.concat(), TODAY) {
            for index in 0..speakers.len() {
                prop_assert!(draft.with_customer(index).is_ok());
            }
        }
    }

    /// Whatever the names, no word of a message is lost.
    #[test]
    fn every_word_is_kept(bodies in proptest::collection::vec("[a-z]{1,8}( [a-z]{1,8}){0,4}", 1..8)) {
        let text: String = bodies
            .iter()
            .enumerate()
            .map(|(at, body)| format!("{}, 12 Oct 2026: {body}\n", if at % 2 == 0 { "Anna" } else { "Support" }))
            .collect();
        let (case, _) = case(&text);
        let read: Vec<_> = case.messages.iter().map(|message| message.text.clone()).collect();
        prop_assert_eq!(read, bodies);
    }
}
