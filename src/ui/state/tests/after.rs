//! After the parting as a person meets it: what the desk shows as owed, what others have added, and an erasure.

use super::*;
use crate::advice::Path;
use crate::leaving::{FreeText, Journal, Stamp, verify};
use crate::store::CaseRow;

fn closed() -> Desk {
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Start(Path::Honour)));
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Close))));
    desk.typed("close_now.reason", "done elsewhere");
    desk.act(Action::Case(CaseAction::Submit));
    assert!(desk.open().record.is_over());
    desk
}

fn row(desk: &Desk) -> &CaseRow {
    &desk.stored.as_ref().unwrap().row
}

/// The stored case is opened again by somebody.
fn again(desk: &mut Desk) -> Vec<Effect> {
    let stored = Carried::new(desk.stored.clone().unwrap());
    desk.state.wanted = Some(desk.open().id().clone());
    desk.send(Action::Loaded { stored, fresh: None, notes: Vec::new() })
}

#[test]
fn the_row_of_a_closed_case_says_what_is_still_owed() {
    let desk = closed();
    let due = row(&desk).due.as_ref().unwrap();
    let erase = due.iter().find(|clock| clock.title == "status.erase").unwrap();
    // 90 days after closing, or 30 days after the last clock.
    assert!("2027-02-19" <= erase.on.as_str(), "{erase:?}");
    assert!(due.is_sorted_by(|a, b| a.on <= b.on));
    assert_eq!(row(&desk).seen, row(&desk).entries);
}

#[test]
fn a_row_of_an_earlier_version_is_brought_up_to_date_once() {
    let mut desk = closed();
    let row = &mut desk.stored.as_mut().unwrap().row;
    let known = (row.due.take(), std::mem::take(&mut row.seen)).0;
    let effects = again(&mut desk);
    let refreshed = append(&effects);
    assert!(refreshed.entries.is_empty() && refreshed.texts.is_empty());
    assert_eq!(refreshed.row.due, known);
    assert!(desk.open().since.is_none(), "nobody was here before, as far as is known");
    desk.stored.as_mut().unwrap().row = refreshed.row;
    assert!(!again(&mut desk).iter().any(|effect| matches!(effect, Effect::Append(_))));
}

#[test]
fn what_a_colleague_has_added_is_told_until_it_is_read() {
    let mut desk = closed();
    again(&mut desk);
    let known = desk.open().record.history.len();
    assert_eq!(desk.open().since.unwrap().acts(&desk.open().record).count(), 0, "nobody else was here");
    // A colleague goes on, elsewhere, and their file is taken in.
    let stored = desk.stored.as_mut().unwrap();
    let export = (LATER.export)(match &desk.state.open {
        Open::Case(open) => open,
        _ => panic!("no case"),
    });
    let (mut journal, _): (Journal, _) = crate::leaving::Export::import(&export).unwrap();
    let stamp = Stamp { at: "2026-11-21T12:00:00Z".to_owned(), by: "agent-9".to_owned(), salt: Salt::new([9; 16]) };
    let reason = FreeText::typed("they wrote");
    stored.entries.push(journal.append(Act::Reopened { reason }, &stamp).unwrap().clone());
    let (commitment, kept) = journal.texts().0.iter().find(|(_, kept)| kept.text == "they wrote").unwrap();
    let text = SealedText { commitment: commitment.clone(), salt: kept.salt.clone(), text: Some(kept.text.clone()) };
    stored.texts.push(text);
    stored.row.entries += 1;
    again(&mut desk);
    let open = desk.open();
    let since = open.since.unwrap();
    let added: Vec<u32> = since.acts(&open.record).map(|happened| happened.n).collect();
    assert_eq!(added, [u32::try_from(known + 1).unwrap()]);
    let effects = desk.send(Action::Case(CaseAction::Seen));
    assert_eq!(append(&effects).row.seen, u32::try_from(known + 1).unwrap());
    assert!(desk.open().since.is_none() && desk.state.saving != Saving::Pending);
}

#[test]
fn what_one_does_oneself_is_no_news() {
    let mut desk = closed();
    again(&mut desk);
    let known = desk.open().record.history.len();
    desk.act(Action::Case(CaseAction::act(Act::Reopened { reason: FreeText::typed("they wrote") })));
    assert_eq!(desk.open().record.history.len(), known + 1);
    assert_eq!(desk.open().since.unwrap().acts(&desk.open().record).count(), 0);
}

#[test]
fn an_erasure_takes_texts_document_name_and_what_was_half_typed() {
    let mut desk = closed();
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Dispute))));
    desk.typed("dispute.about", "the invoice");
    desk.act(Action::Case(CaseAction::Submit));
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Erase))));
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.open().fault, Some(Key::FormInDispute.into()));
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::DisputeEnd(1)))));
    desk.typed("dispute_end.1.reason", "settled");
    desk.act(Action::Case(CaseAction::Submit));
    desk.typed("reopen.reason", "half-typed");
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Erase))));
    desk.act(Action::Case(CaseAction::Submit));
    let open = desk.open();
    assert!(open.record.after.erased.is_some() && open.drafts.is_empty(), "{:?}", open.fault);
    let stored = desk.stored.clone().unwrap();
    assert!(stored.texts.iter().all(|text| text.text.is_none() && text.salt.is_empty()));
    let row = &stored.row;
    assert_eq!((row.label.as_str(), row.status.as_str()), (open.id().ticket.as_str(), "status.erased"));
    assert_eq!(row.due.as_deref(), Some(&[][..]));
    assert_eq!((open.record.case.customer.name.as_deref(), open.record.case.messages.len()), (None, 0));
    // It opens again, verifies, and newer data of the desk do not fill it.
    again(&mut desk);
    let fresh = desk.open().record.case.clone();
    desk.act(Action::Case(CaseAction::Update(Box::new(fresh))));
    let export = crate::leaving::Export::parse(&desk.open().state()).unwrap();
    let found = verify(&export.entries, &export.texts, &export.document);
    assert_eq!((found.first_bad, found.erased), (None, Some(found.entries)));
}
