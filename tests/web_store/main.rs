//! How the store behaves: natively in memory; in a browser in memory and in IndexedDB, by the very same tests, and then
//! what only a browser can do: refuse, fill up, and have other tabs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests; clippy knows only those with #[test]"
)]

use clean_break::leaving::{Act, Entry, Journal, Salt, Stamp};
use clean_break::store::{CATALOGUE, CaseRow, Document, Draft, PASTE, SealedText, Store, StoreError, Stored};

fn row(name: &str) -> CaseRow {
    CaseRow {
        name: name.to_owned(),
        document: r#"{"schema":"clean-break/case@1"}"#.to_owned(),
        label: "Ada Öztürk".to_owned(),
        status: "open".to_owned(),
        opened_at: "2026-11-02T09:14:00Z".to_owned(),
        updated_at: "2026-11-02T09:14:00Z".to_owned(),
        seen: 0,
        due: None,
        entries: 0,
    }
}

fn entry(body: &str) -> Entry {
    Entry { body: body.to_owned(), hash: format!("hash of {body}") }
}

fn text(commitment: &str) -> SealedText {
    SealedText {
        commitment: commitment.to_owned(),
        salt: "salt".to_owned(),
        text: Some(format!("text of {commitment}")),
    }
}

fn draft(field: &str, text: &str) -> Draft {
    Draft { field: field.to_owned(), text: text.to_owned() }
}

fn refused() -> StoreError {
    StoreError::Refused { name: "SecurityError".to_owned(), message: "a sandboxed frame".to_owned() }
}

fn missing(name: &str) -> Result<(), StoreError> {
    Err(StoreError::Missing { name: name.to_owned() })
}

async fn loaded(store: &Store, case: &str) -> Stored {
    store.load(case).await.unwrap().unwrap()
}

/// What each test below is given: an empty store, and another that opens the same place as a second tab would.
struct Desk {
    store: Store,
    other: Store,
}

async fn what_was_created_is_loaded_as_it_was(Desk { store, other }: Desk) {
    assert_eq!(store.load("desk/1").await, Ok(None));
    let (entries, texts) = ([entry("opened"), entry("read")], [text("c1")]);
    assert_eq!(store.create(&row("desk/1"), &entries, &texts, &[]).await, Ok(2));
    let stored = loaded(&other, "desk/1").await;
    assert_eq!(stored.row, CaseRow { entries: 2, ..row("desk/1") });
    assert_eq!((&stored.entries[..], &stored.texts[..], &stored.drafts[..]), (&entries[..], &texts[..], &[][..]));
}

async fn a_name_is_created_once(Desk { store, other }: Desk) {
    store.create(&row("desk/1"), &[entry("first")], &[], &[]).await.unwrap();
    let again = other.create(&row("desk/1"), &[entry("second")], &[text("c")], &[]).await;
    assert_eq!(again, Err(StoreError::Exists { name: "desk/1".to_owned() }));
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.entries, stored.texts), (vec![entry("first")], vec![]));
}

async fn appended_entries_keep_their_order_past_ten(Desk { store, .. }: Desk) {
    store.create(&row("desk/1"), &[], &[], &[]).await.unwrap();
    for n in 0..12 {
        assert_eq!(store.append(&row("desk/1"), &[entry(&n.to_string())], &[], &[], n).await, Ok(n + 1));
    }
    let bodies: Vec<_> = loaded(&store, "desk/1").await.entries.into_iter().map(|entry| entry.body).collect();
    assert_eq!(bodies.join(" "), "0 1 2 3 4 5 6 7 8 9 10 11");
}

async fn of_two_tabs_the_second_is_told_and_leaves_nothing(Desk { store, other }: Desk) {
    store.create(&row("desk/1"), &[entry("opened")], &[], &[]).await.unwrap();
    other.append(&row("desk/1"), &[entry("faster")], &[text("faster")], &[], 1).await.unwrap();
    let late = CaseRow { status: "late".to_owned(), ..row("desk/1") };
    let answer = store.append(&late, &[entry("slower"), entry("more")], &[text("slower")], &[], 1).await;
    assert_eq!(answer, Err(StoreError::Ahead { stored: 2 }));
    let stored = loaded(&store, "desk/1").await;
    assert_eq!(stored.row, CaseRow { entries: 2, ..row("desk/1") });
    assert_eq!(stored.entries, [entry("opened"), entry("faster")]);
    assert_eq!(stored.texts, [text("faster")]);
}

async fn an_act_pressed_twice_is_stored_once(Desk { store, .. }: Desk) {
    store.create(&row("desk/1"), &[], &[], &[]).await.unwrap();
    let (case, act) = (row("desk/1"), [entry("sent")]);
    let (first, second) = both(store.append(&case, &act, &[], &[], 0), store.append(&case, &act, &[], &[], 0)).await;
    assert_eq!((first, second), (Ok(1), Err(StoreError::Ahead { stored: 1 })));
    assert_eq!(loaded(&store, "desk/1").await.entries, act);
}

async fn an_act_that_fails_half_way_leaves_nothing(Desk { store, .. }: Desk) {
    store.create(&row("desk/1"), &[], &[text("c1")], &[]).await.unwrap();
    let failed = store.append(&row("desk/1"), &[entry("act")], &[text("c2"), text("c1")], &[], 0).await;
    assert!(matches!(&failed, Err(StoreError::Refused { name, .. }) if name == "ConstraintError"), "{failed:?}");
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.row.entries, stored.entries, stored.texts), (0, vec![], vec![text("c1")]));
}

async fn an_append_without_entries_brings_the_row_up_to_date(Desk { store, .. }: Desk) {
    store.create(&row("desk/1"), &[entry("opened")], &[], &[]).await.unwrap();
    let closed = CaseRow { status: "closed".to_owned(), entries: 77, ..row("desk/1") };
    assert_eq!(store.append(&closed, &[], &[], &[], 1).await, Ok(1));
    assert_eq!(store.list_cases().await, Ok(vec![CaseRow { entries: 1, ..closed }]));
}

async fn nothing_is_appended_to_a_case_that_is_not_there(Desk { store, .. }: Desk) {
    assert_eq!(store.append(&row("desk/1"), &[entry("act")], &[], &[], 0).await.map(drop), missing("desk/1"));
    assert_eq!(store.put_draft("desk/1", &draft("letter", "Dear")).await, missing("desk/1"));
    assert_eq!(store.load("desk/1").await, Ok(None));
}

async fn a_redaction_is_part_of_an_act_forgets_one_text_and_is_not_undone(Desk { store, .. }: Desk) {
    store.create(&row("desk/1"), &[entry("opened")], &[text("c1"), text("c2")], &[]).await.unwrap();
    let gone = SealedText { commitment: "c1".to_owned(), salt: String::new(), text: None };
    let act = store.append(&row("desk/1"), &[entry("redacted")], std::slice::from_ref(&gone), &[], 1).await;
    assert_eq!(act, Ok(2));
    assert!(store.append(&row("desk/1"), &[entry("back")], &[text("c1")], &[], 2).await.is_err());
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.entries, stored.texts), (vec![entry("opened"), entry("redacted")], vec![gone, text("c2")]));
}

async fn drafts_are_overwritten_and_forgotten(Desk { store, other }: Desk) {
    store.create(&row("desk/1"), &[], &[], &[]).await.unwrap();
    store.put_draft("desk/1", &draft("letter", "Dear")).await.unwrap();
    store.put_draft("desk/1", &draft("note", "call back")).await.unwrap();
    store.put_draft("desk/1", &draft("letter", "Dear Ada")).await.unwrap();
    assert_eq!(loaded(&other, "desk/1").await.drafts, [draft("letter", "Dear Ada"), draft("note", "call back")]);
    store.delete_draft("desk/1", "letter").await.unwrap();
    store.delete_draft("desk/1", "letter").await.unwrap();
    assert_eq!(loaded(&other, "desk/1").await.drafts, [draft("note", "call back")]);
}

async fn the_start_screen_keeps_its_draft_without_a_case(Desk { store, other }: Desk) {
    assert_eq!(store.drafts(PASTE).await, Ok(Vec::new()));
    store.put_draft(PASTE, &draft(PASTE, "half a thread")).await.unwrap();
    assert_eq!(other.drafts(PASTE).await, Ok(vec![draft(PASTE, "half a thread")]));
    assert_eq!(store.list_cases().await, Ok(Vec::new()));
    store.delete_draft(PASTE, PASTE).await.unwrap();
    assert_eq!(other.drafts(PASTE).await, Ok(Vec::new()));
}

async fn a_document_is_written_over_only_by_who_knows_it(Desk { store, other }: Desk) {
    assert_eq!(store.document(CATALOGUE).await, Ok(Document::default()));
    assert_eq!(store.put_document(CATALOGUE, "one", 0).await, Ok(1));
    assert_eq!(other.put_document(CATALOGUE, "two", 0).await, Err(StoreError::Ahead { stored: 1 }));
    assert_eq!(other.document(CATALOGUE).await, Ok(Document { revision: 1, text: "one".to_owned() }));
    // Taken away, it still counts.
    assert_eq!(other.put_document(CATALOGUE, "", 1).await, Ok(2));
    assert_eq!(store.document(CATALOGUE).await, Ok(Document { revision: 2, text: String::new() }));
    assert_eq!(store.list_cases().await, Ok(Vec::new()));
}

async fn drafts_that_an_act_has_used_up_go_with_it_or_stay_with_it(Desk { store, other }: Desk) {
    store.create(&row("desk/1"), &[entry("opened")], &[text("c1")], &[]).await.unwrap();
    let drafts = [draft("letter", "Dear Ada"), draft("note", "call back"), draft("subject", "Your notice")];
    for draft in &drafts {
        store.put_draft("desk/1", draft).await.unwrap();
    }
    let spent = ["letter".to_owned(), "subject".to_owned(), "never typed".to_owned()];
    let late = store.append(&row("desk/1"), &[entry("sent")], &[text("c2")], &spent, 0).await;
    assert_eq!(late, Err(StoreError::Ahead { stored: 1 }));
    // The text is taken: found out only after the drafts were removed, within the transaction.
    store.append(&row("desk/1"), &[entry("sent")], &[text("c1")], &spent, 1).await.unwrap_err();
    assert_eq!(loaded(&other, "desk/1").await.drafts, drafts);
    assert_eq!(store.append(&row("desk/1"), &[entry("sent")], &[text("c2")], &spent, 1).await, Ok(2));
    assert_eq!(loaded(&other, "desk/1").await.drafts, [draft("note", "call back")]);
}

async fn a_case_is_deleted_whole_and_its_neighbours_stay(Desk { store, .. }: Desk) {
    for name in ["desk", "desk/1", "desk/10"] {
        store.create(&row(name), &[entry(name)], &[text(name)], &[]).await.unwrap();
        store.put_draft(name, &draft("note", name)).await.unwrap();
    }
    store.delete_case("desk/1").await.unwrap();
    store.delete_case("desk/1").await.unwrap();
    assert_eq!(store.load("desk/1").await, Ok(None));
    for name in ["desk", "desk/10"] {
        let stored = loaded(&store, name).await;
        assert_eq!((stored.entries, stored.texts), (vec![entry(name)], vec![text(name)]));
        assert_eq!(stored.drafts, [draft("note", name)]);
    }
    // Nothing of the old case comes back with a new one of its name.
    store.create(&row("desk/1"), &[], &[], &[]).await.unwrap();
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.entries, stored.texts, stored.drafts), (vec![], vec![], vec![]));
}

fn exported(name: &str, bodies: &[&str]) -> Stored {
    let entries: Vec<_> = bodies.iter().map(|body| entry(body)).collect();
    let row = CaseRow { entries: u32::try_from(entries.len()).unwrap(), ..row(name) };
    Stored { row, entries, texts: vec![text("c1")], drafts: vec![draft("note", "n")] }
}

async fn an_export_imported_elsewhere_is_the_same(Desk { store, other }: Desk) {
    let mut cases = [exported("desk/1", &["a", "b"]), exported("desk/2", &[])];
    assert_eq!(store.import(&cases).await, Ok(2));
    assert_eq!(loaded(&other, "desk/1").await, cases[0]);
    assert_eq!(loaded(&other, "desk/2").await, cases[1]);
    // Again, with the row in other words: nothing to do, and a draft typed since then stays.
    store.put_draft("desk/1", &draft("note", "newer")).await.unwrap();
    cases[0].row.updated_at = "2026-11-02T10:14:00+01:00".to_owned();
    cases[0].row.status = "closed".to_owned();
    assert_eq!(store.import(&cases).await, Ok(0));
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.row.status, stored.drafts), ("open".to_owned(), vec![draft("note", "newer")]));
}

async fn a_case_handed_over_and_back_goes_forward(Desk { store, other }: Desk) {
    let before = exported("desk/1", &["a", "b"]);
    store.import(std::slice::from_ref(&before)).await.unwrap();
    store.put_draft("desk/1", &draft("letter", "Dear")).await.unwrap();
    // The colleague redacted a text, wrote another, and typed into a note.
    let gone = SealedText { commitment: "c1".to_owned(), salt: String::new(), text: None };
    let mut back = exported("desk/1", &["a", "b", "c", "d"]);
    back.row.status = "closed".to_owned();
    back.row.document = "the case as it is now".to_owned();
    back.texts = vec![gone, text("c2")];
    back.drafts = vec![draft("note", "theirs")];
    assert_eq!(store.import(std::slice::from_ref(&back)).await, Ok(1));
    back.drafts.insert(0, draft("letter", "Dear"));
    assert_eq!(loaded(&other, "desk/1").await, back);
    // What was handed over holds nothing new by now, and brings back no redacted text.
    assert_eq!(store.import(&[before]).await, Ok(0));
    assert_eq!(loaded(&other, "desk/1").await, back);
    assert_eq!(store.append(&back.row, &[entry("e")], &[text("c3")], &[], 4).await, Ok(5));
}

async fn a_case_goes_forward_with_the_texts_it_has(Desk { store, .. }: Desk) {
    let gone = SealedText { commitment: "c2".to_owned(), salt: String::new(), text: None };
    store.create(&row("desk/1"), &[entry("a")], &[text("c1"), gone.clone()], &[]).await.unwrap();
    let mut back = exported("desk/1", &["a", "b"]);
    back.texts = vec![text("c1"), text("c2"), text("c3")];
    assert_eq!(store.import(&[back]).await, Ok(1));
    assert_eq!(loaded(&store, "desk/1").await.texts, [text("c1"), gone, text("c3")]);
}

async fn an_import_that_went_another_way_is_refused_whole(Desk { store, .. }: Desk) {
    let old = exported("desk/2", &["a", "b"]);
    store.import(std::slice::from_ref(&old)).await.unwrap();
    let (mut other_text, mut other_document) = (old.clone(), old.clone());
    other_text.texts = vec![text("c2")];
    other_document.row.document = "another".to_owned();
    let forked = [exported("desk/2", &["a", "c"]), exported("desk/2", &["x", "b", "c"]), exported("desk/2", &["b"])];
    for new in forked.into_iter().chain([other_text, other_document]) {
        let answer = store.import(&[exported("desk/1", &["x"]), new]).await;
        assert_eq!(answer, Err(StoreError::Exists { name: "desk/2".to_owned() }));
        assert_eq!(store.load("desk/1").await, Ok(None));
        assert_eq!(loaded(&store, "desk/2").await, old);
    }
}

async fn an_import_that_lost_entries_is_refused_whole(Desk { store, .. }: Desk) {
    let mut short = exported("desk/2", &["a", "b"]);
    short.entries.pop();
    let answer = store.import(&[exported("desk/1", &[]), short]).await;
    assert!(matches!(&answer, Err(StoreError::Damaged(error)) if error.path == "desk/2"), "{answer:?}");
    assert_eq!(store.list_cases().await, Ok(vec![]));
}

async fn a_case_gives_way_only_as_it_is_known_and_keeps_its_drafts(Desk { store, other }: Desk) {
    store.create(&row("desk/1"), &[entry("opened")], &[text("c1"), text("c2")], &[]).await.unwrap();
    store.put_draft("desk/1", &draft("letter", "Dear Ada")).await.unwrap();
    let better = Stored { drafts: Vec::new(), ..exported("desk/1", &["theirs", "more"]) };
    let exists = StoreError::Exists { name: "desk/1".to_owned() };
    assert_eq!(store.replace(&better, "hash of something else").await, Err(exists));
    assert_eq!(loaded(&other, "desk/1").await.entries, [entry("opened")]);
    // Undone as a whole: what is offered does not count its entries right.
    let wrong = Stored { row: row("desk/1"), ..better.clone() };
    store.replace(&wrong, "hash of opened").await.unwrap_err();
    assert_eq!(loaded(&other, "desk/1").await.texts, [text("c1"), text("c2")]);
    assert_eq!(store.replace(&better, "hash of opened").await, Ok(()));
    let drafts = vec![draft("letter", "Dear Ada")];
    assert_eq!(loaded(&other, "desk/1").await, Stored { drafts, ..better.clone() });
    // In the meantime another tab did the same.
    assert_eq!(other.replace(&better, "hash of opened").await, Ok(()));
}

async fn nothing_is_appended_to_another_journal_of_equal_length(Desk { store, other }: Desk) {
    let journal = |salt: u8| {
        let stamp = Stamp { at: "2026-11-02T09:14:00Z".to_owned(), by: "a".to_owned(), salt: Salt::new([salt; 16]) };
        let case = r#"{"schema":"clean-break/case@1","id":"1","desk":"desk","customer":{"id":"C"},"messages":[]}"#;
        let mut journal = Journal::open(case, &stamp).unwrap();
        journal.append(Act::TicketJoined { ticket: "2".to_owned() }, &stamp).unwrap();
        journal
    };
    let (mine, theirs) = (journal(1), journal(2));
    let (first, next) = mine.entries().split_at(1);
    store.create(&row("desk/1"), first, &[], &[]).await.unwrap();
    let row_of_one = CaseRow { entries: 1, ..row("desk/1") };
    let case = Stored { row: row_of_one, entries: vec![theirs.entries()[0].clone()], texts: vec![], drafts: vec![] };
    other.replace(&case, mine.entries()[0].hash.as_str()).await.unwrap();
    assert_eq!(store.append(&row("desk/1"), next, &[], &[], 1).await, Err(StoreError::Ahead { stored: 1 }));
    assert_eq!(store.append(&row("desk/1"), &theirs.entries()[1..], &[], &[], 1).await, Ok(2));
    assert_eq!(loaded(&store, "desk/1").await.entries, theirs.entries());
}

async fn any_text_comes_back_as_it_was(Desk { store, other }: Desk) {
    let odd = "\0 \u{2028} 👩🏽‍🚒 \"\\ \r\n é e\u{301} \u{FFFF}";
    store.create(&row(odd), &[entry(odd)], &[text(odd)], &[]).await.unwrap();
    let stored = loaded(&other, odd).await;
    assert_eq!((stored.entries, stored.texts), (vec![entry(odd)], vec![text(odd)]));
}

/// Polls two futures in turn until both are done, as two presses of a button would run.
async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(move |cx| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(value) = a.as_mut().poll(cx)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = b.as_mut().poll(cx)
        {
            second = Some(value);
        }
        if first.is_some() && second.is_some() {
            return Poll::Ready((first.take().unwrap(), second.take().unwrap()));
        }
        Poll::Pending
    })
    .await
}

/// Runs every behaviour over each twin that is at hand.
macro_rules! behaviours {
    ($($name:ident,)+) => {
        #[cfg(not(target_arch = "wasm32"))]
        mod in_memory {
            $(#[test] fn $name() { super::native::now(super::$name(super::in_memory())); })+
        }

        #[cfg(target_arch = "wasm32")]
        mod in_memory {
            use wasm_bindgen_test::wasm_bindgen_test;
            $(#[wasm_bindgen_test] async fn $name() { super::$name(super::in_memory()).await; })+
        }

        #[cfg(target_arch = "wasm32")]
        mod in_the_browser {
            use wasm_bindgen_test::wasm_bindgen_test;
            $(#[wasm_bindgen_test] async fn $name() { super::$name(super::browser::two_tabs(stringify!($name)).await).await; })+
        }
    };
}

behaviours! {
    what_was_created_is_loaded_as_it_was,
    a_name_is_created_once,
    appended_entries_keep_their_order_past_ten,
    of_two_tabs_the_second_is_told_and_leaves_nothing,
    an_act_pressed_twice_is_stored_once,
    an_act_that_fails_half_way_leaves_nothing,
    an_append_without_entries_brings_the_row_up_to_date,
    nothing_is_appended_to_a_case_that_is_not_there,
    a_redaction_is_part_of_an_act_forgets_one_text_and_is_not_undone,
    drafts_are_overwritten_and_forgotten,
    the_start_screen_keeps_its_draft_without_a_case,
    a_document_is_written_over_only_by_who_knows_it,
    drafts_that_an_act_has_used_up_go_with_it_or_stay_with_it,
    a_case_is_deleted_whole_and_its_neighbours_stay,
    an_export_imported_elsewhere_is_the_same,
    a_case_handed_over_and_back_goes_forward,
    a_case_goes_forward_with_the_texts_it_has,
    an_import_that_went_another_way_is_refused_whole,
    an_import_that_lost_entries_is_refused_whole,
    a_case_gives_way_only_as_it_is_known_and_keeps_its_drafts,
    nothing_is_appended_to_another_journal_of_equal_length,
    any_text_comes_back_as_it_was,
}

/// In memory there is one tab only.
fn in_memory() -> Desk {
    let store = Store::memory(refused());
    Desk { other: store.clone(), store }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::*;
    use clean_break::store::{DATABASE, Kept, Setting, Settings};
    use proptest::prelude::*;
    use std::task::{Context, Poll, Waker};

    /// Memory never waits, so one poll is enough.
    pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
        match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("the in-memory store waits for something"),
        }
    }

    #[test]
    fn without_a_browser_the_store_says_why_it_is_in_memory() {
        let store = now(Store::open(DATABASE)).unwrap();
        assert!(matches!(store.kept(), Kept::Memory(StoreError::Refused { .. })));
        assert_eq!(now(store.persisted()), Some(false));
    }

    #[test]
    fn settings_outlive_a_refusal() {
        let settings = Settings::default();
        assert!(!settings.set(Setting::Language, Some("it")));
        assert!(!settings.set(Setting::Theme, Some("dark")));
        assert_eq!(settings.get(Setting::Language).as_deref(), Some("it"));
        settings.set(Setting::Language, None);
        assert_eq!(settings.get(Setting::Language), None);
        assert_eq!(settings.get(Setting::Theme).as_deref(), Some("dark"));
    }

    proptest! {
        /// Whatever tabs do in whatever order, the journal is exactly the acts that were answered with "saved".
        #[test]
        fn the_journal_is_what_was_acknowledged(acts in prop::collection::vec((0_u32..6, 0_usize..3, 0_u8..4), 1..40)) {
            let store = in_memory().store;
            now(store.create(&row("desk/1"), &[], &[], &[])).unwrap();
            let (mut entries, mut texts) = (Vec::new(), std::collections::BTreeMap::new());
            for (at, (expected, size, commitment)) in acts.into_iter().enumerate() {
                let act: Vec<_> = (0..size).map(|n| entry(&format!("{at}.{n}"))).collect();
                let sealed = text(&commitment.to_string());
                if now(store.append(&row("desk/1"), &act, std::slice::from_ref(&sealed), &[], expected)).is_ok() {
                    entries.extend(act);
                    prop_assert!(texts.insert(sealed.commitment.clone(), sealed).is_none());
                }
            }
            let stored = now(loaded(&store, "desk/1"));
            prop_assert_eq!(stored.row.entries as usize, entries.len());
            prop_assert_eq!(stored.entries, entries);
            prop_assert_eq!(stored.texts, texts.into_values().collect::<Vec<_>>());
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod browser;
