//! A guest in a help desk: the right ticket always, nothing typed or done is lost, and what is asked of the desk.

mod left;
mod told;

use std::collections::BTreeMap;

use super::*;
use crate::host::{Answer, Intent, IntentKind};
use crate::leaving::Export;
use crate::ui::state::case::Offer;
use crate::ui::state::{Host, HostAction, Unshown};
use crate::words::{Catalogue, PlainFormat};

/// A widget beside a desk, and its storage.
struct Guest {
    desk: Desk,
    stored: BTreeMap<String, Stored>,
    drafts: Vec<(String, String)>,
    sent: Vec<(Intent, String)>,
    downloads: Vec<String>,
}

/// What the desk tells of a ticket: the English one, under another number, with a note in it or more messages.
fn context(number: &str, change: impl Fn(String) -> String) -> String {
    let payload = change(TICKET.replace("20431", number));
    format!(
        r#"{{"desk":"zendesk","place":"acme.zendesk.com","ticket":"{number}",
        "capabilities":{{"insert_reply":true,"add_note":true,"add_tags":true}},"payload":{payload}}}"#
    )
}

fn same(payload: String) -> String {
    payload
}

/// With an internal note of ours at the end.
fn with_note(note: &str) -> impl Fn(String) -> String {
    let note = crate::json::write(note).unwrap();
    move |payload| {
        let comment = format!(
            r#""comments": [{{"id": 99, "author_id": 1, "public": false, "created_at": "2026-11-20T10:00:00Z", "plain_body": {note}}},"#
        );
        payload.replacen(r#""comments": ["#, &comment, 1)
    }
}

impl Guest {
    fn new() -> Self {
        let mut desk = Desk::new();
        desk.state.be_guest(Host { can_write: true, ..Host::default() });
        Self { desk, stored: BTreeMap::new(), drafts: Vec::new(), sent: Vec::new(), downloads: Vec::new() }
    }

    fn showing(number: &str) -> Self {
        let mut guest = Self::new();
        guest.tell(number, same);
        guest
    }

    /// Another machine, where chance says otherwise.
    fn elsewhere(number: &str) -> Self {
        let mut guest = Self::new();
        guest.desk.salt = 100;
        guest.tell(number, same);
        guest
    }

    fn tell(&mut self, number: &str, change: impl Fn(String) -> String) {
        self.host(HostAction::Context(context(number, change)));
    }

    fn host(&mut self, action: HostAction) {
        self.act(Action::Host(action));
    }

    fn act(&mut self, action: Action) {
        for effect in self.desk.send(action) {
            self.run(effect);
        }
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Load { id, fresh, notes } => {
                let stored = Carried::new(self.stored[&id.to_string()].clone());
                self.act(Action::Loaded { stored, fresh, notes });
            }
            Effect::Open { case, notes } => {
                let stored = self.stored.get(&case.id.to_string()).cloned();
                self.act(match stored {
                    Some(stored) => Action::Loaded { stored: Carried::new(stored), fresh: Some(case), notes },
                    None => Action::New { case, notes },
                });
            }
            Effect::Append(append) => {
                self.desk.stored = self.stored.remove(&append.row.name);
                let saved = saved(&append);
                let name = append.row.name.clone();
                self.desk.write(append.take());
                self.stored.extend(self.desk.stored.take().map(|stored| (name, stored)));
                self.act(saved);
            }
            Effect::Draft { case, field, text } => {
                let stored = self.stored.get_mut(&case).unwrap();
                stored.drafts.push(crate::store::Draft { field: field.clone(), text });
                self.drafts.push((case, field));
            }
            Effect::Send { intent, lines } => {
                let words = Catalogue::shipped("en").unwrap();
                let mut text: Vec<String> = lines.iter().map(|line| words.text(line, &PlainFormat)).collect();
                text.push(intent.text.clone());
                self.sent.push((*intent, text.join("\n")));
            }
            Effect::Resume { export, replace } => {
                let (journal, drafts) = Export::import(&export).unwrap();
                let mut stored = OpenCase::stored(&journal, drafts).unwrap();
                // As `Store::replace` does.
                let old = self.stored.remove(&stored.row.name).unwrap();
                assert!(replace.is_none_or(|head| head == old.entries.last().unwrap().hash));
                stored.drafts.extend(old.drafts);
                self.stored.insert(stored.row.name.clone(), stored.clone());
                self.act(Action::Imported { stored: Carried::new(stored), known: None });
            }
            Effect::Download { text, .. } => self.downloads.push(text),
            Effect::Go(route) => self.act(Action::Navigated(route)),
            Effect::Focus(selector) => assert_ne!(selector, "h1", "a guest takes no focus by itself"),
            _ => {}
        }
    }

    fn start(&mut self) {
        self.act(Action::Case(CaseAction::Start(self.open().path())));
        assert!(self.open().record.plan.is_some());
    }

    fn open(&self) -> &OpenCase {
        self.desk.open()
    }

    fn around(&self) -> &Host {
        self.desk.state.host.as_ref().unwrap()
    }

    fn note(&mut self) -> String {
        self.host(HostAction::Note);
        let (intent, text) = self.sent.pop().unwrap();
        assert_eq!(intent.kind, IntentKind::AddNote);
        self.host(HostAction::Answered { request: intent.request, answer: Answer::Done, text: text.clone() });
        text
    }
}

#[test]
fn the_ticket_on_screen_opens_under_its_own_name() {
    let guest = Guest::showing("20431");
    assert_eq!(guest.open().id().to_string(), "zendesk:acme/20431");
    assert!(matches!(&guest.desk.state.route, Route::Case { id, .. } if id == guest.open().id()));
    assert_eq!(guest.stored.len(), 1);
}

#[test]
fn another_ticket_takes_the_screen_and_what_was_typed_stays_with_its_own() {
    let mut guest = Guest::showing("1");
    guest.start();
    let typed = CaseAction::Typed { field: "confirm_wish.notice_on".to_owned(), text: "2026-11".to_owned() };
    guest.act(Action::Case(typed));
    guest.tell("2", same);
    assert_eq!(guest.open().id().ticket, "2");
    assert!(guest.open().drafts.is_empty());
    assert!(guest.open().record.plan.is_none());
    assert_eq!(guest.drafts, [("zendesk:acme/1".to_owned(), "confirm_wish.notice_on".to_owned())]);
    guest.tell("1", same);
    assert!(guest.open().record.plan.is_some(), "it stands where it stood");
}

#[test]
fn late_answers_about_the_ticket_before_change_nothing() {
    let mut guest = Guest::showing("1");
    let act = guest.desk.send(Action::Case(CaseAction::Start(guest.open().path())));
    guest.host(HostAction::Insert("Dear Ms Example".to_owned()));
    let request = guest.sent[0].0.request;
    let loading = guest.desk.send(Action::Host(HostAction::Context(context("2", same))));
    guest.act(saved(&append(&act)));
    let stored = guest.stored["zendesk:acme/1"].clone();
    guest.act(Action::Loaded { stored: Carried::new(stored.clone()), fresh: None, notes: Vec::new() });
    guest.act(Action::Imported { stored: Carried::new(stored), known: None });
    guest.host(HostAction::Answered { request, answer: Answer::Done, text: String::new() });
    assert_eq!((guest.open().id().ticket.as_str(), guest.open().has_begun()), ("2", false));
    assert_eq!(guest.desk.state.notice, None);
    for effect in loading {
        guest.run(effect);
    }
    assert_eq!((guest.open().id().ticket.as_str(), guest.open().has_begun()), ("2", true));
}

#[test]
fn the_verdict_does_not_wait_for_storage_but_what_is_done_does() {
    let mut guest = Guest::new();
    let lookup = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    let path = guest.open().path();
    guest.act(Action::Case(CaseAction::Start(path)));
    guest.host(HostAction::Note);
    assert!(guest.open().record.plan.is_none() && guest.stored.is_empty() && guest.sent.is_empty());
    assert!(guest.open().has_queued(), "so the bar does not say that it is saved");
    // The desk tells it again; it is still one case.
    guest.tell("1", same);
    for effect in lookup {
        guest.run(effect);
    }
    assert!(guest.open().record.plan.is_some(), "what was done meanwhile follows");
    assert_eq!((guest.stored.len(), guest.sent.len()), (1, 1));
    // In another frame, where it is stored: what is done there is done to what is stored.
    let mut other = Guest::new();
    other.stored = std::mem::take(&mut guest.stored);
    let lookup = other.desk.send(Action::Host(HostAction::Context(context("1", same))));
    let wish = Act::WishSet { wants_to_leave: true, how: WishHow::InWriting };
    other.act(Action::Case(CaseAction::act(wish)));
    assert!(!other.open().has_begun());
    for effect in lookup {
        other.run(effect);
    }
    assert!(other.open().record.plan.is_some() && other.open().record.wish.is_some());
}

#[test]
fn a_ticket_that_was_left_before_storage_answered_is_as_if_never_opened() {
    let mut guest = Guest::new();
    let lookup = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    guest.tell("2", same);
    for effect in lookup {
        guest.run(effect);
    }
    assert_eq!(guest.open().id().ticket, "2");
    assert_eq!(guest.stored.keys().collect::<Vec<_>>(), ["zendesk:acme/2"]);
}

#[test]
fn where_storage_fails_the_verdict_stays() {
    let mut guest = Guest::new();
    guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    let id = guest.open().id().clone();
    guest.act(Action::NotStored(id));
    assert_eq!(guest.open().id().ticket, "1");
    assert_eq!(guest.desk.state.saving, Saving::Failed);
}

#[test]
fn the_same_ticket_with_new_messages_goes_on_mid_plan() {
    let mut guest = Guest::showing("1");
    guest.start();
    guest.act(Action::Case(CaseAction::Panel(Some(Panel::Close))));
    let (entries, messages) = (guest.open().record.history.len(), guest.open().record.case.messages.len());
    guest.tell("1", same);
    assert_eq!(guest.open().record.history.len(), entries, "nothing new, nothing written");
    assert_eq!(guest.desk.state.notice, None);
    guest.tell("1", |payload| {
        let comment = r#""comments": [{"id": 98, "author_id": 501, "public": true, "created_at": "2026-11-20T10:00:00Z", "plain_body": "Any news?"},"#;
        payload.replacen(r#""comments": ["#, comment, 1)
    });
    assert_eq!(guest.open().record.case.messages.len(), messages + 1);
    assert!(guest.open().record.plan.is_some());
    assert_eq!(guest.open().panel, Some(Panel::Close));
}

/// What Chatwoot tells of a conversation: the messages of these numbers, one an hour.
fn loaded(numbers: &[u32]) -> String {
    let message = |n: &u32| {
        format!(r#"{{"id":{n},"message_type":0,"created_at":{},"content":"Message {n}"}}"#, 1_790_000_000 + 3600 * n)
    };
    let messages: Vec<String> = numbers.iter().map(message).collect();
    format!(
        r#"{{"desk":"chatwoot","place":"app.chatwoot.com","ticket":"9","payload":{{"conversation":{{"id":9,"account_id":5,
        "messages":[{}],"meta":{{"sender":{{"id":7,"name":"Ada"}}}}}}}}}}"#,
        messages.join(",")
    )
}

#[test]
fn messages_that_the_desk_has_not_loaded_this_time_stay() {
    let mut guest = Guest::new();
    let ids = |guest: &Guest| -> Vec<String> {
        guest.open().record.case.messages.iter().map(|message| message.id.clone()).collect()
    };
    guest.host(HostAction::Context(loaded(&[1, 2, 3, 4])));
    guest.host(HostAction::Context(loaded(&[3, 4])));
    assert_eq!(ids(&guest), ["1", "2", "3", "4"]);
    assert_eq!(guest.open().record.history.len(), 1, "nothing new, nothing written");
    guest.host(HostAction::Context(loaded(&[3, 5, 6])));
    assert_eq!(ids(&guest), ["1", "2", "3", "5", "6"], "what the desk took back among those it has loaded is gone");
    guest.host(HostAction::Context(loaded(&[])));
    assert_eq!(ids(&guest), ["1", "2", "3", "5", "6"]);
}

#[test]
fn messages_of_another_ticket_leave_no_case_beside_it() {
    let mut guest = Guest::showing("1");
    let wrong = context("1", same).replacen(r#""ticket":"1""#, r#""ticket":"2""#, 1);
    guest.host(HostAction::Context(wrong));
    assert!(matches!(guest.desk.state.open, Open::None));
    let Some(Unshown::Told(error)) = &guest.around().fault else { panic!("{:?}", guest.around().fault) };
    assert_eq!(error.told(), Key::HostOther.into());
    guest.host(HostAction::Insert("Dear Ms Example".to_owned()));
    assert!(guest.sent.is_empty());
    guest.tell("2", same);
    assert_eq!((guest.open().id().ticket.as_str(), &guest.around().fault), ("2", &None));
}

#[test]
fn a_stored_case_that_cannot_be_read_is_told_once() {
    let mut guest = Guest::showing("1");
    guest.tell("2", same);
    let stored = guest.stored.get_mut("zendesk:acme/1").unwrap();
    stored.row.document = stored.row.document.replace("xample", "xbmple");
    let late = Action::Loaded { stored: Carried::new(stored.clone()), fresh: None, notes: Vec::new() };
    guest.act(late);
    assert_eq!(guest.open().id().ticket, "2", "an answer about the ticket before");
    // Were it to go round in circles, this would never come back.
    guest.tell("1", same);
    assert!(matches!((&guest.desk.state.open, &guest.desk.state.route), (Open::None, Route::Start)));
    assert!(matches!(&guest.around().fault, Some(Unshown::Stored(fault)) if fault.key == Key::CaseTampered));
    guest.act(Action::Navigated(Route::Start));
    assert!(guest.around().fault.is_some(), "nor when the agent asks for it again");
    guest.tell("1", same);
    assert!(matches!(&guest.around().fault, Some(Unshown::Stored(_))), "nor when the desk tells it again");
    guest.tell("2", same);
    assert_eq!((guest.open().id().ticket.as_str(), &guest.around().fault), ("2", &None));
}

#[test]
fn when_no_ticket_is_open_the_widget_waits() {
    let mut guest = Guest::showing("1");
    guest.host(HostAction::Context(r#"{"desk":"zendesk","payload":null}"#.to_owned()));
    assert!(matches!(guest.desk.state.open, Open::None));
    assert_eq!(guest.around().fault, None);
    guest.tell("1", same);
    assert_eq!((guest.open().id().ticket.as_str(), &guest.around().fault), ("1", &None));
}

#[test]
fn a_text_is_asked_for_once_and_its_outcome_is_said() {
    let mut guest = Guest::showing("1");
    let insert = || HostAction::Insert("Dear Ms Example".to_owned());
    for (answer, told, instead) in [
        (Answer::Done, Key::HostInserted, false),
        (Answer::Refused("the ticket is closed".to_owned()), Key::HostRefused, true),
        (Answer::Refused("other_ticket".to_owned()), Key::HostOtherNow, true),
        (Answer::Refused("composer_in_use".to_owned()), Key::HostNoteThere, true),
        (Answer::TimedOut, Key::HostTimedOut, true),
    ] {
        guest.host(insert());
        guest.host(insert());
        let (intent, text) = guest.sent.pop().unwrap();
        assert!(guest.sent.is_empty(), "a second click does nothing");
        assert_eq!((intent.ticket.number.as_str(), text.as_str()), ("1", "Dear Ms Example"));
        guest.host(HostAction::Answered { request: intent.request, answer, text });
        assert_eq!(guest.desk.state.notice.as_ref().unwrap().key, told);
        assert_eq!(guest.around().instead.is_some(), instead);
    }
    guest.host(HostAction::Tag);
    assert_eq!(guest.sent.pop().unwrap().1, "clean-break:parting");
}

#[test]
fn a_note_is_told_to_be_unsaved_and_to_lack_what_is_half_typed() {
    let mut guest = Guest::showing("1");
    guest.start();
    let told = |guest: &mut Guest, answer: Answer| {
        guest.host(HostAction::Note);
        let (intent, text) = guest.sent.pop().unwrap();
        guest.host(HostAction::Answered { request: intent.request, answer, text });
        guest.desk.state.notice.as_ref().unwrap().key
    };
    assert_eq!(told(&mut guest, Answer::Done), Key::HostNoteAdded);
    assert_eq!(told(&mut guest, Answer::Refused("composer_in_use".to_owned())), Key::HostReplyThere);
    guest.act(Action::Case(CaseAction::Typed { field: "letter.text".to_owned(), text: "Dear Ms".to_owned() }));
    assert_eq!(told(&mut guest, Answer::Done), Key::HostNoteAddedOpen);
}

#[test]
fn a_tag_of_ours_is_told_and_no_news_of_the_ticket_takes_its_place() {
    let mut guest = Guest::showing("1");
    guest.start();
    guest.host(HostAction::Tag);
    let (intent, text) = guest.sent.pop().unwrap();
    guest.host(HostAction::Answered { request: intent.request, answer: Answer::Done, text });
    let entries = guest.open().record.history.len();
    guest.tell("1", |payload| payload.replacen("\"tags\": [", "\"tags\": [\"clean-break:parting\", ", 1));
    assert_eq!(guest.desk.state.notice.as_ref().unwrap().key, Key::HostTagged);
    assert!(guest.open().record.history.len() > entries, "the ticket did change");
}

#[test]
fn a_file_is_offered_as_text_too_but_no_page_as_its_source() {
    let mut guest = Guest::showing("1");
    guest.act(Action::Case(CaseAction::Save { name: "sheet.html".to_owned(), text: "<!doctype html>".to_owned() }));
    assert_eq!((&guest.around().instead, guest.desk.state.notice.as_ref().unwrap().key), (&None, Key::HostSaved));
    guest.act(Action::Case(CaseAction::Export));
    assert!(guest.around().instead.is_some());
    assert_eq!(guest.desk.state.notice.as_ref().unwrap().key, Key::HostExported);
}

#[test]
fn where_the_desk_takes_no_note_it_is_copied() {
    let mut guest = Guest::new();
    let context = context("1", same).replace("\"add_note\":true", "\"add_note\":false");
    guest.host(HostAction::Context(context));
    guest.host(HostAction::Note);
    assert_eq!(guest.sent.pop().unwrap().0.kind, IntentKind::Copy);
    assert_eq!(guest.around().sending, None, "nobody has to answer");
}

#[test]
fn a_colleague_goes_on_from_the_note_in_the_ticket() {
    let mut first = Guest::showing("1");
    first.start();
    let note = first.note();
    assert!(note.contains("Plan: "), "{note}");
    let mut second = Guest::elsewhere("1");
    second.tell("1", with_note(&note));
    let Some(Offer::Newer { text, replace: true }) = &second.around().offer else {
        panic!("{:?}", second.around().offer)
    };
    assert_eq!(text.key, Key::HostOffer);
    let messages = second.open().record.case.messages.len();
    second.host(HostAction::Resume);
    assert_eq!(second.open().record.plan, first.open().record.plan);
    assert_eq!(second.open().record.case.messages.len(), messages, "the note is no message");
    assert_eq!(second.around().offer, None);

    // Back to the first machine: the second has gone further from the same journal.
    let path = second.open().path();
    second.act(Action::Case(CaseAction::act(Act::AdviceOverridden {
        path,
        reason: crate::leaving::FreeText::typed("She called"),
    })));
    let note = second.note();
    first.tell("1", with_note(&note));
    assert!(matches!(first.around().offer, Some(Offer::Newer { replace: false, .. })));
    first.host(HostAction::Resume);
    assert!(first.open().record.overridden.is_some());
}

#[test]
fn a_note_that_went_another_way_is_told_and_one_that_was_changed_too() {
    let mut first = Guest::showing("1");
    first.start();
    let note = first.note();
    let mut second = Guest::elsewhere("1");
    second.start();
    second.tell("1", with_note(&note));
    assert!(matches!(&second.around().offer, Some(Offer::Apart(text)) if text.key == Key::HostApart));
    let before = second.open().record.clone();
    second.host(HostAction::Resume);
    assert_eq!(second.open().record, before, "nothing is taken over");
    second.host(HostAction::Take);
    assert_eq!(second.open().record.plan, first.open().record.plan);
    assert_eq!(second.around().offer, None);
    let file = second.around().instead.clone().unwrap();
    assert!(file.contains(before.history.last().unwrap().by.as_str()), "{file}");
    assert_eq!(second.downloads, [file], "what gave way is kept");
    assert_eq!(second.desk.state.notice, Some(Key::HostExported.into()));
    // On the site, it is pasted.
    let mut site = Desk::new();
    for (text, is_read) in [
        (note.clone(), true),
        (note.replace("state@1:", "state@1:x"), false),
        (note.replace("state@1:", "state@2:"), false),
    ] {
        site.send(Action::Start(StartAction::Typed(text)));
        site.send(Action::Start(StartAction::Read));
        assert_eq!(site.state.start.fault.is_none(), is_read);
    }
    assert_eq!(site.state.start.fault, Some(Key::HostDamaged.into()));
    let mut outdated = Guest::elsewhere("1");
    outdated.tell("1", with_note(&note.replace("state@1:", "state@2:")));
    assert!(matches!(&outdated.around().offer, Some(Offer::Damaged)));
    let export = crate::ingest::saved::find(&note).unwrap();
    let forged = crate::ingest::saved::line(Some(&export.replace("plan_started", "plan_turned")));
    let mut third = Guest::elsewhere("1");
    third.tell("1", with_note(&["Clean Break, today", &forged].join("\n")));
    assert!(matches!(&third.around().offer, Some(Offer::Damaged)));
}

#[test]
fn what_is_half_typed_stays_when_the_agent_goes_on_from_a_note() {
    let mut first = Guest::showing("1");
    first.start();
    let note = first.note();
    let mut second = Guest::elsewhere("1");
    let typed = CaseAction::Typed { field: "letter.text".to_owned(), text: "Dear Ms".to_owned() };
    second.act(Action::Case(typed));
    second.tell("1", with_note(&note));
    second.host(HostAction::Resume);
    assert!(second.open().record.plan.is_some());
    assert_eq!(second.open().drafts.get("letter.text").map(String::as_str), Some("Dear Ms"));
}

#[test]
fn another_journal_of_equal_length_is_taken_over_from_another_tab() {
    let mut here = Guest::showing("1");
    let mut there = Guest::elsewhere("1");
    here.start();
    there.start();
    assert_eq!(here.open().record.history.len(), there.open().record.history.len());
    assert_ne!(here.open().head(), there.open().head());
    let stored = Carried::new(there.stored["zendesk:acme/1"].clone());
    here.act(Action::Overtaken { stored, act_lost: false });
    assert_eq!(here.open().head(), there.open().head());
    assert_eq!(here.desk.state.saving, Saving::Idle);
}

#[test]
fn what_the_agent_did_after_the_offer_came_up_is_never_deleted() {
    let mut first = Guest::showing("1");
    first.start();
    let note = first.note();
    let mut second = Guest::elsewhere("1");
    second.tell("1", with_note(&note));
    assert!(matches!(second.around().offer, Some(Offer::Newer { replace: true, .. })));
    let stale = second.around().offer.clone();
    second.start();
    assert!(matches!(second.around().offer, Some(Offer::Apart(_))), "the offer follows what is done here");
    let before = second.open().record.clone();
    // Clicked before the screen was drawn anew.
    second.desk.state.host.as_mut().unwrap().offer = stale;
    second.host(HostAction::Resume);
    assert_eq!(second.open().record, before);
    assert_eq!(second.stored["zendesk:acme/1"].entries.len(), before.history.len());
}

#[test]
fn what_another_tab_did_is_weighed_against_the_note_too() {
    let mut first = Guest::showing("1");
    first.start();
    let note = first.note();
    let mut second = Guest::elsewhere("1");
    second.tell("1", with_note(&note));
    let mut tab = Guest::elsewhere("1");
    assert_eq!(tab.open().head(), second.open().head(), "one storage");
    tab.start();
    let stored = Carried::new(tab.stored["zendesk:acme/1"].clone());
    second.act(Action::Overtaken { stored, act_lost: false });
    assert!(matches!(second.around().offer, Some(Offer::Apart(_))), "{:?}", second.around().offer);
}

#[test]
fn a_plan_too_long_for_a_note_is_left_out_and_said() {
    let mut guest = Guest::new();
    let long = format!("\"plain_body\": \"{}", "Long ago. ".repeat(600));
    guest.tell("1", |payload| payload.replace("\"plain_body\": \"", &long));
    guest.host(HostAction::Note);
    let text = guest.sent.pop().unwrap().1;
    assert!(text.contains("too long for a note") && text.len() < 4000, "{text}");
    assert_eq!(crate::ingest::saved::find(&text), Some(String::new()), "still known as ours");
}

#[test]
fn the_page_goes_before_the_desk_and_an_agents_choice_before_both() {
    let mut guest = Guest::new();
    guest.host(HostAction::Options(r#"{"lang":"it-CH","density":"compact"}"#.to_owned()));
    let french = context("1", same).replacen('{', r#"{"theme":"dark","agent":{"language":"fr-CA"},"#, 1);
    guest.host(HostAction::Context(french.clone()));
    let seen = |guest: &Guest| (guest.desk.state.preferences.language.clone(), guest.desk.state.preferences.theme);
    assert_eq!(seen(&guest), ("it".to_owned(), Theme::Dark));
    assert!(guest.desk.state.compact);
    guest.act(Action::ThemeChosen("light".to_owned()));
    guest.host(HostAction::Context(french));
    assert_eq!(seen(&guest).1, Theme::Light);
}

#[test]
fn of_two_that_open_a_ticket_at_once_the_second_takes_the_first_ones_journal_over() {
    let first = Guest::showing("1");
    let mut second = Guest::elsewhere("1");
    assert_ne!(first.open().head(), second.open().head());
    let stored = Carried::new(first.stored["zendesk:acme/1"].clone());
    second.act(Action::Overtaken { stored, act_lost: true });
    assert_eq!(first.open().head(), second.open().head());
    assert_eq!((&second.desk.state.notice, &second.desk.state.saving), (&None, &Saving::Idle));
}

#[test]
fn a_guests_start_is_the_ticket_on_screen() {
    let mut guest = Guest::new();
    guest.host(HostAction::Late);
    assert!(guest.around().late);
    guest.tell("1", same);
    guest.act(Action::Navigated(Route::About));
    guest.act(Action::Navigated(Route::Start));
    assert!(matches!(&guest.desk.state.route, Route::Case { id, .. } if id.ticket == "1"));
}

#[test]
fn a_note_that_is_asked_for_before_it_can_be_written_follows() {
    let mut desk = Desk::new();
    desk.state.host = Some(Box::new(Host { can_write: true, ..Host::default() }));
    *desk.state.library = Library { reader: Reader::shipped(), ..Library::default() };
    desk.act(Action::Host(HostAction::Context(context("8421", same))));
    assert!(desk.send(Action::Host(HostAction::Note)).is_empty());
    let effects = desk.send(Action::Library(Carried::new(library())));
    let notes = effects.iter().filter(|effect| matches!(effect, Effect::Send { .. })).count();
    assert_eq!(notes, 1);
}

#[test]
fn a_ticket_on_its_way_comes_though_the_agent_reads_about_the_widget_meanwhile() {
    let mut guest = Guest::new();
    let opening = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    guest.act(Action::Navigated(Route::About));
    for effect in opening {
        guest.run(effect);
    }
    assert_eq!(guest.open().id().ticket, "1");
    guest.act(Action::Navigated(Route::Start));
    assert!(matches!(&guest.desk.state.route, Route::Case { id, .. } if id.ticket == "1"));
}

#[test]
fn the_bar_is_skipped_to_what_has_the_screen_whatever_its_tag() {
    let mut guest = Guest::showing("1");
    let [Effect::Focus(selector)] = &guest.desk.send(Action::Skipped)[..] else { panic!("nothing takes the keyboard") };
    assert_eq!(selector, "#main");
}

#[test]
fn only_what_the_agent_sets_is_kept_as_their_own() {
    let mut guest = Guest::new();
    let french = context("1", same).replacen('{', r#"{"theme":"dark","agent":{"language":"fr-CA"},"#, 1);
    guest.host(HostAction::Context(french));
    for (action, kept) in [
        (Action::NameTyped("Desk 4".to_owned()), Setting::StaffName),
        (Action::ThemeChosen("light".to_owned()), Setting::Theme),
        (Action::LanguageChosen("it".to_owned()), Setting::Language),
    ] {
        let effects = guest.desk.send(action);
        assert!(matches!(effects[..], [Effect::Prefer(only)] if only == kept), "{effects:?}");
    }
}

#[test]
fn what_the_page_takes_back_is_as_the_agent_the_desk_or_the_system_has_it() {
    let mut guest = Guest::new();
    let options = |guest: &mut Guest, lang: &str, theme: &str| {
        guest.host(HostAction::Options(format!(r#"{{"lang":"{lang}","theme":"{theme}","density":"{}"}}"#, "")));
        (guest.desk.state.preferences.language.clone(), guest.desk.state.preferences.theme)
    };
    guest.host(HostAction::Options(r#"{"density":"compact"}"#.to_owned()));
    assert_eq!(options(&mut guest, "it", "dark"), ("it".to_owned(), Theme::Dark));
    assert!(!guest.desk.state.compact);
    assert_eq!(options(&mut guest, "xx", "blue"), ("it".to_owned(), Theme::Dark), "unknown");
    assert_eq!(options(&mut guest, "", ""), ("en".to_owned(), Theme::Auto), "the system");
    guest.host(HostAction::Context(context("1", same).replacen(
        '{',
        r#"{"theme":"dark","agent":{"language":"fr-CA"},"#,
        1,
    )));
    assert_eq!(options(&mut guest, "it", "light"), ("it".to_owned(), Theme::Light));
    assert_eq!(options(&mut guest, "", ""), ("fr".to_owned(), Theme::Dark), "the desk");
    guest.act(Action::LanguageChosen("it".to_owned()));
    guest.act(Action::ThemeChosen("light".to_owned()));
    assert_eq!(options(&mut guest, "en", "auto"), ("en".to_owned(), Theme::Dark));
    assert_eq!(options(&mut guest, "", ""), ("it".to_owned(), Theme::Light), "the agent");
}

#[test]
fn acts_are_signed_by_whom_the_desk_names_and_by_whoever_typed_a_name_where_it_names_nobody() {
    let named = |number: &str, name: &str| {
        let agent = format!(r#"{{"agent":{{"name":"{name}"}},"#);
        HostAction::Context(context(number, same).replacen('{', &agent, 1))
    };
    let signed = |guest: &Guest| guest.open().record.history.last().unwrap().by.clone();
    let mut guest = Guest::new();
    guest.act(Action::NameTyped("The colleague before".to_owned()));
    guest.host(named("1", "Noor"));
    guest.start();
    assert_eq!(signed(&guest), "Noor");
    guest.host(named("1", "Sam"));
    guest.act(Action::Case(CaseAction::act(Act::AdviceOverridden {
        path: guest.open().path(),
        reason: crate::leaving::FreeText::typed("She called"),
    })));
    assert_eq!(signed(&guest), "Sam");
    guest.tell("2", same);
    guest.start();
    assert_eq!(signed(&guest), "The colleague before");
}

#[test]
fn an_address_that_nobody_has_set_is_named() {
    let mut guest = Guest::new();
    for (trust, named) in [("first_use", Some("https://chat.example.test")), ("pinned", None)] {
        let trust = format!(r#"{{"origin":"https://chat.example.test","trust":"{trust}","#);
        guest.host(HostAction::Context(context("1", same).replacen('{', &trust, 1)));
        assert_eq!(guest.around().shown.as_ref().unwrap().unconfirmed.as_deref(), named);
    }
}

#[test]
fn the_tag_is_the_pages_else_the_desks_else_the_projects_and_always_one_word() {
    let mut guest = Guest::showing("1");
    let tagged = |guest: &mut Guest| {
        guest.host(HostAction::Tag);
        let (Intent { request, .. }, text) = guest.sent.pop().unwrap();
        guest.host(HostAction::Answered { request, answer: Answer::Done, text: text.clone() });
        assert_eq!(guest.desk.state.notice, Some(say::host_tagged("1", text.as_str())));
        text
    };
    assert_eq!(tagged(&mut guest), "clean-break:parting");
    guest.host(HostAction::Context(context("1", same).replacen('{', r#"{"tag":"leaving","#, 1)));
    assert_eq!(tagged(&mut guest), "leaving");
    guest.host(HostAction::Options(r#"{"tag":"churn"}"#.to_owned()));
    assert_eq!(tagged(&mut guest), "churn");
    for none in ["two words", &"x".repeat(81), " "] {
        guest.host(HostAction::Options(format!(r#"{{"tag":"{none}"}}"#)));
        assert_eq!(tagged(&mut guest), "churn");
    }
    guest.host(HostAction::Options(r#"{"tag":""}"#.to_owned()));
    guest.host(HostAction::Context(context("1", same).replacen('{', r#"{"tag":"two words","#, 1)));
    assert_eq!(tagged(&mut guest), "clean-break:parting");
}

#[test]
fn whom_they_leave_is_told_by_the_pages_names_else_the_desks_else_those_that_were_typed() {
    let mut guest = Guest::new();
    let told = |payload: String| payload.replace("I want to cancel my contract.", "I am leaving Orange for Free.");
    let named = |guest: &Guest| {
        let signals = &guest.desk.open().assessment.signals;
        let unclear = signals.iter().filter(|signal| signal.is_unclear()).count();
        (unclear, signals.iter().filter(|signal| signal.is_wish()).count())
    };
    guest.tell("1", told);
    assert_eq!(named(&guest), (1, 0));
    let typed = Some(("own-names".to_owned(), "Acme, or".to_owned()));
    guest.act(Action::Typing("own-names".to_owned(), "Acme, or".to_owned()));
    guest.tell("1", told);
    assert_eq!((&guest.desk.state.unsent, named(&guest)), (&typed, (1, 0)), "it stays while the ticket comes again");
    guest.act(Action::OwnNamesSet("Acme, orange".to_owned()));
    assert_eq!((&guest.desk.state.unsent, named(&guest)), (&None, (0, 1)));
    let by_desk = |names: &str| context("1", told).replacen('{', &format!(r#"{{"ownNames":"{names}","#), 1);
    guest.host(HostAction::Context(by_desk("Free")));
    assert_eq!(named(&guest), (0, 0), "they leave the other one");
    guest.host(HostAction::Options(r#"{"ownNames":"Orange"}"#.to_owned()));
    assert_eq!(named(&guest), (0, 1));
    guest.host(HostAction::Options(r#"{"ownNames":""}"#.to_owned()));
    guest.tell("1", told);
    assert_eq!(named(&guest), (0, 1), "as typed");
    guest.act(Action::OwnNamesSet(String::new()));
    assert_eq!(named(&guest), (1, 0));
}

#[test]
fn menus_follow_what_is_drawn_first_and_the_rest_of_a_case_its_verdict() {
    assert!(Desk::new().state.menus, "the site has them at once");
    let mut guest = Guest::new();
    let drawn = |guest: &Guest| (guest.desk.state.menus, guest.desk.state.painted);
    assert_eq!(drawn(&guest), (false, false));
    guest.act(Action::Painted);
    assert_eq!(drawn(&guest), (true, false), "it waits for its ticket");
    guest.tell("8421", same);
    assert_eq!(drawn(&guest), (true, false));
    guest.act(Action::Painted);
    assert_eq!(drawn(&guest), (true, true));
}
