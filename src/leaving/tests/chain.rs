//! What was written cannot be changed unnoticed, and can be redacted.

use proptest::prelude::*;

use super::*;
use crate::map::Map;

fn bad(journal: &Journal, change: impl FnOnce(&mut Vec<Entry>, &mut Texts, &mut Kept)) -> Option<Bad> {
    let (mut entries, mut texts, mut document) =
        (journal.entries().to_vec(), journal.texts().clone(), journal.document().clone());
    change(&mut entries, &mut texts, &mut document);
    verify(&entries, &texts, &document).first_bad
}

/// Another ASCII byte at a place, or `None` where there is none.
fn changed(text: &str, place: usize) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let byte = bytes.get_mut(place).filter(|byte| byte.is_ascii())?;
    *byte = if *byte == b'~' { b'!' } else { *byte + 1 };
    String::from_utf8(bytes).ok()
}

#[test]
fn an_honest_journal_holds() {
    let parting = Parting::parted();
    assert_eq!(bad(&parting.journal, |_, _, _| {}), None);
    let restored = Journal::restore(
        parting.journal.document().clone(),
        parting.journal.entries().to_vec(),
        parting.journal.texts().clone(),
    );
    assert_eq!(restored, Ok(parting.journal));
}

#[test]
fn the_same_acts_give_the_same_bytes() {
    assert_eq!(Parting::parted().journal, Parting::parted().journal);
}

#[test]
fn an_entry_has_a_fixed_form() {
    let mut parting = Parting::new();
    parting.skip("x", "y").unwrap_err();
    parting.act(Act::SignalRestored { signal: "m1:wish".to_owned() }).unwrap();
    let first = parting.journal.entries()[0].hash.clone();
    let expected = format!(
        r#"{{"case":"zendesk:acme/T-8421","n":2,"at":"2026-11-21T08:01:00Z","by":"agent-7","prev":"{first}","act":{{"signal_restored":{{"signal":"m1:wish"}}}}}}"#
    );
    assert_eq!(parting.journal.entries()[1].body, expected);
}

#[test]
fn a_commitment_is_sha256_of_salt_and_text() {
    // sha256(00 * 16 || "abc"), computed with coreutils' sha256sum.
    let salt = Salt::parse("00000000000000000000000000000000").unwrap();
    assert_eq!(salt.commit("abc"), "277e7ff6d232b9763f4a66e8d05d210da32dac9c6dbce1026ad4cc98acb5fefe");
}

#[test]
fn typed_texts_stay_out_of_the_chain() {
    let parting = Parting::parted();
    for entry in parting.journal.entries() {
        assert!(!entry.body.contains("they asked us not to") && !entry.body.contains("Bernard"), "{}", entry.body);
    }
}

#[test]
fn changed_removed_added_and_swapped_entries_are_named() {
    let journal = Parting::parted().journal;
    let last = journal.entries().len();
    for at in 0..last {
        let n = u32::try_from(at + 1).unwrap();
        let named = |found: Option<Bad>| found.map(|bad| bad.n);
        let hash = changed(&journal.entries()[at].hash, 5).unwrap();
        assert_eq!(named(bad(&journal, |entries, _, _| entries[at].hash = hash)), Some(n));
        if at + 1 < last {
            let removed = bad(&journal, |entries, _, _| {
                entries.remove(at);
            });
            assert_eq!(named(removed), Some(n), "removed");
            assert_eq!(named(bad(&journal, |entries, _, _| entries.swap(at, at + 1))), Some(n), "swapped");
        }
        let added = bad(&journal, |entries, _, _| {
            let copy = entries[at].clone();
            entries.insert(at, copy);
        });
        assert_eq!(named(added), Some(n + 1), "added");
    }
}

#[test]
fn a_rewritten_entry_breaks_the_next() {
    let journal = Parting::parted().journal;
    let found = bad(&journal, |entries, _, _| {
        let mut body = entries[3].read().unwrap();
        body.by = "somebody else".to_owned();
        entries[3] = Entry::write(&body).unwrap();
    });
    assert_eq!(found, Some(Bad { n: 5, why: Why::Chain }));
}

#[test]
fn the_case_document_is_bound() {
    let mut parting = Parting::new();
    let newer = CASE.replace("C-77", "C-78");
    parting.act(Act::CaseUpdated { document: FreeText::typed(newer.clone()) }).unwrap();
    assert_eq!(parting.journal.document().text, newer);
    assert_eq!(bad(&parting.journal, |_, _, _| {}), None);
    let changed = bad(&parting.journal, |_, _, document| document.text = CASE.to_owned());
    assert_eq!(changed, Some(Bad { n: 2, why: Why::Document }));
    let other = CASE.replace("T-8421", "T-1");
    assert!(parting.journal.append(Act::CaseUpdated { document: FreeText::typed(other) }, &stamp(9)).is_err());
    assert_eq!(parting.journal.entries().len(), 2, "a refused act leaves nothing behind");
}

#[test]
fn a_journal_of_another_customers_document_is_named() {
    let journal = Parting::parted().journal;
    let mut prev = None;
    let entries: Vec<Entry> = journal
        .entries()
        .iter()
        .map(|entry| {
            let mut body = entry.read().unwrap();
            body.case = "zendesk:acme/T-1".to_owned();
            body.prev = prev.clone().unwrap_or(body.prev);
            let entry = Entry::write(&body).unwrap();
            prev = Some(entry.hash.clone());
            entry
        })
        .collect();
    let found = Bad { n: 1, why: Why::Beside("the case document") };
    let (texts, document) = (journal.texts().clone(), journal.document().clone());
    assert_eq!(verify(&entries, &texts, &document).first_bad, Some(found.clone()));
    let mut export = Export::new(&journal, Map::new());
    (export.case, export.head, export.entries) = ("zendesk:acme/T-1".to_owned(), prev.unwrap(), entries.clone());
    assert_eq!(Export::import(&export.write().unwrap()), Err(ExportError::Bad(found.clone())));
    assert_eq!(Journal::restore(document, entries, texts), Err(found));
}

#[test]
fn a_person_reads_which_entry_it_is_and_what_does_not_fit() {
    use crate::words::{Catalogue, PlainFormat};
    let journal = Parting::parted().journal;
    let said = |language: &str, change: &dyn Fn(&mut Vec<Entry>)| {
        let mut entries = journal.entries().to_vec();
        change(&mut entries);
        let bad = verify(&entries, journal.texts(), journal.document()).first_bad.unwrap();
        Catalogue::shipped(language)
            .unwrap()
            .text(&bad.text(&entries, &[playbook("consumer_subscription_eu")]), &PlainFormat)
    };
    let changed = |entries: &mut Vec<Entry>| entries[1].body = entries[1].body.replace("in_writing", "by_phone");
    assert_eq!(
        said("en", &changed),
        "Entry 2, of 2026-11-21 (“The customer wants to leave”, as it reads now), does not fit: it was changed after it \
         was written."
    );
    assert!(said("fr", &changed).contains("modifiée après coup") && said("it", &changed).contains("La voce 2"));
    let done = |entries: &mut Vec<Entry>| entries[3].body = entries[3].body.replace("2026-11-21T", "2026-11-20T");
    assert!(said("en", &done).contains("“Done: Confirm the wish”, as it reads now"));
    let damaged = |entries: &mut Vec<Entry>| entries[1].body.truncate(9);
    assert_eq!(said("en", &damaged), "Entry 2 does not fit: it was changed after it was written.");
    let removed = |entries: &mut Vec<Entry>| drop(entries.remove(1));
    let text = said("en", &removed);
    assert!(
        text.starts_with("Entry 2, of 2026-11-21 (“Plan started”") && text.contains("an entry before it"),
        "{text}"
    );
}

#[test]
fn a_redacted_text_is_gone_and_the_chain_holds() {
    let mut parting = Parting::parted();
    let skipped = parting.record.history.iter().find_map(|happened| match &*happened.act {
        Act::StepSkipped { reason, .. } => Some((reason.clone(), happened.n)),
        _ => None,
    });
    let (reason, n) = skipped.expect("a step was skipped");
    let FreeText::Sealed(commitment) = reason.clone() else { panic!("sealed") };
    let silent = bad(&parting.journal, |_, texts, _| texts.redact(&commitment));
    assert_eq!(silent, Some(Bad { n, why: Why::Redaction(commitment) }), "a removal without its act is named");
    let redaction = Act::TextRedacted { commitment: reason.clone(), reason: FreeText::typed("asked by the customer") };
    parting.act(redaction.clone()).unwrap();
    assert_eq!(parting.journal.texts().get(&reason), None);
    assert_eq!(bad(&parting.journal, |_, _, _| {}), None);
    let text = Export::new(&parting.journal, Map::new()).write().unwrap();
    assert!(!text.contains("they asked us not to"));
    let unknown = FreeText::Sealed("0".repeat(64));
    let nothing = Act::TextRedacted { commitment: unknown, reason: FreeText::typed("why") };
    assert_eq!(parting.act(nothing), Err(ActError::NoSuchText));
}

#[test]
fn an_export_reads_back_and_names_a_missing_tail() {
    let journal = Parting::parted().journal;
    let drafts = Map::from([("farewell".to_owned(), "Good day".to_owned())]);
    let mut export = Export::new(&journal, drafts.clone());
    assert_eq!(Export::import(&export.write().unwrap()), Ok((journal, drafts)));
    export.entries.pop();
    // Texts of the missing entry belong to no entry; without them the head tells.
    assert!(export.verify().first_bad.is_some());
    export.entries.pop();
    let last = u32::try_from(export.entries.len()).unwrap();
    let sealed: Vec<String> = export.texts.0.keys().cloned().collect();
    for commitment in sealed {
        if !export.entries.iter().any(|entry| entry.body.contains(&commitment)) {
            export.texts.0.remove(&commitment);
        }
    }
    assert_eq!(export.verify().first_bad, Some(Bad { n: last, why: Why::Head }));
}

#[test]
fn what_is_no_export_names_the_place() {
    assert!(matches!(Export::parse("{}"), Err(ExportError::Json(_))));
    let text = Export::new(&Parting::new().journal, Map::new()).write().unwrap();
    let error = verify_journal(&text.replace(r#""hash":"#, r#""hash":7,"was":"#)).unwrap_err();
    assert!(matches!(&error, ExportError::Json(error) if error.path == "entries[0].hash"), "{error}");
    assert!(matches!(Export::parse(&text.replace("export@1", "export@9")), Err(ExportError::Schema(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_changed_byte_of_an_entry_is_named(at in any::<prop::sample::Index>(), place in any::<prop::sample::Index>()) {
        let journal = Parting::parted().journal;
        let at = at.index(journal.entries().len());
        let place = place.index(journal.entries()[at].body.len());
        let body = changed(&journal.entries()[at].body, place);
        prop_assume!(body.is_some());
        let found = bad(&journal, |entries, _, _| entries[at].body = body.unwrap());
        prop_assert_eq!(found, Some(Bad { n: u32::try_from(at + 1).unwrap(), why: Why::Hash }));
    }

    #[test]
    fn any_changed_text_names_the_entry_that_sealed_it(which in any::<prop::sample::Index>(), typed in "\\PC{0,12}") {
        let journal = Parting::parted().journal;
        let which = which.index(journal.texts().0.len());
        let (commitment, kept) = journal.texts().0.iter().nth(which).unwrap();
        prop_assume!(kept.text != typed);
        let sealing = journal.entries().iter().position(|entry| entry.body.contains(commitment)).unwrap();
        let found = bad(&journal, |_, texts, _| texts.0.get_mut(commitment).unwrap().text = typed);
        let n = u32::try_from(sealing + 1).unwrap();
        prop_assert_eq!(found, Some(Bad { n, why: Why::TextChanged(commitment.clone()) }));
    }

    #[test]
    fn any_changed_byte_of_an_export_is_noticed(place in any::<prop::sample::Index>()) {
        let text = Export::new(&Parting::parted().journal, Map::new()).write().unwrap();
        let covered = text.find(r#","drafts":"#).unwrap();
        let other = changed(&text, place.index(covered));
        prop_assume!(other.is_some());
        prop_assert!(Export::import(&other.unwrap()).is_err());
    }
}
