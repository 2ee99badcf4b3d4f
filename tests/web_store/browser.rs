//! What only a browser can do.

use super::*;
use clean_break::store::{Change, Kept, SCHEMA_VERSION, Setting, Settings};
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

pub(super) async fn two_tabs(database: &str) -> Desk {
    Desk { store: Store::open(database).await.unwrap(), other: Store::open(database).await.unwrap() }
}

async fn wait(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

async fn until(done: impl Fn() -> bool) {
    for _ in 0..200 {
        if done() {
            return;
        }
        wait(10).await;
    }
    panic!("it did not happen within two seconds");
}

/// Replaces a method of a browser's class by one that throws, until dropped.
struct Broken {
    prototype: JsValue,
    method: &'static str,
    original: JsValue,
}

impl Broken {
    fn new(class: &str, method: &'static str, error: &'static str) -> Self {
        let class = Reflect::get(&js_sys::global(), &class.into()).unwrap();
        let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
        let original = Reflect::get(&prototype, &method.into()).unwrap();
        let throws = Function::new_no_args(&format!("throw new DOMException('as a test', '{error}')"));
        Reflect::set(&prototype, &method.into(), &throws).unwrap();
        Self { prototype, method, original }
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        Reflect::set(&self.prototype, &self.method.into(), &self.original).unwrap();
    }
}

#[wasm_bindgen_test]
async fn the_browser_keeps_it_and_says_for_how_long() {
    let store = Store::open("kept").await.unwrap();
    assert_eq!(store.kept(), Kept::Browser);
    assert!(store.persisted().await.is_some());
}

#[wasm_bindgen_test]
async fn a_refusing_browser_means_memory_and_says_why() {
    let _broken = Broken::new("IDBFactory", "open", "SecurityError");
    let store = Store::open("refused").await.unwrap();
    let reason = StoreError::Refused { name: "SecurityError".to_owned(), message: "as a test".to_owned() };
    assert_eq!(store.kept(), Kept::Memory(&reason));
    assert_eq!(store.create(&row("desk/1"), &[entry("a")], &[], &[]).await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_full_storage_is_said_and_the_act_is_undone() {
    let Desk { store, other } = two_tabs("full").await;
    store.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    let broken = Broken::new("IDBObjectStore", "put", "QuotaExceededError");
    // The entry goes through; the row, written last, does not.
    assert_eq!(store.append(&row("desk/1"), &[entry("b")], &[], &[], 1).await, Err(StoreError::Full));
    drop(broken);
    assert_eq!(loaded(&other, "desk/1").await.entries, [entry("a")]);
    assert_eq!(store.append(&row("desk/1"), &[entry("b")], &[], &[], 1).await, Ok(2));
}

#[wasm_bindgen_test]
async fn acts_are_asked_onto_the_disk_and_drafts_are_not() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let class = Reflect::get(&js_sys::global(), &"IDBDatabase".into()).unwrap();
    let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
    let original: Function = Reflect::get(&prototype, &"transaction".into()).unwrap().unchecked_into();
    let note = Rc::clone(&seen);
    let note = Closure::<dyn Fn(Object)>::new(move |options: Object| {
        note.borrow_mut().push(Reflect::get(&options, &"durability".into()).unwrap().as_string().unwrap());
    });
    let wrap = Function::new_with_args(
        "original, note",
        "return function (...all) { note(all[2]); return original.apply(this, all) }",
    );
    let spy = wrap.call2(&JsValue::NULL, &original, note.as_ref()).unwrap();
    let store = Store::open("durability").await.unwrap();
    Reflect::set(&prototype, &"transaction".into(), &spy).unwrap();
    store.create(&row("desk/1"), &[], &[], &[]).await.unwrap();
    store.append(&row("desk/1"), &[entry("a")], &[], &[], 0).await.unwrap();
    store.put_draft("desk/1", &draft("note", "n")).await.unwrap();
    Reflect::set(&prototype, &"transaction".into(), &original).unwrap();
    assert_eq!(*seen.borrow(), ["strict", "strict", "relaxed"]);
}

#[wasm_bindgen_test]
async fn a_newer_tab_goes_ahead_and_the_older_says_reload() {
    let old = Store::open("versions").await.unwrap();
    old.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    let new = Store::open_version("versions", SCHEMA_VERSION + 1).await.unwrap();
    assert_eq!(old.append(&row("desk/1"), &[entry("b")], &[], &[], 1).await, Err(StoreError::Outdated));
    assert_eq!(Store::open("versions").await.map(drop).unwrap_err(), StoreError::Outdated);
    assert_eq!(loaded(&new, "desk/1").await.entries, [entry("a")]);
}

/// Opens a database as a tab does that never lets go.
async fn stubborn_tab(name: &str) -> web_sys::IdbDatabase {
    let request = web_sys::window().unwrap().indexed_db().unwrap().unwrap().open_with_u32(name, 1).unwrap();
    let opened = Promise::new(&mut |resolve, _| request.set_onsuccess(Some(&resolve)));
    JsFuture::from(opened).await.unwrap();
    request.result().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_let_go_is_named_and_blocks_only_once() {
    drop(Store::open("blocked").await.unwrap());
    let stubborn = stubborn_tab("blocked").await;
    assert_eq!(Store::open_version("blocked", 2).await.map(drop).unwrap_err(), StoreError::Blocked);
    stubborn.close();
    // The first attempt, which could not be taken back, must not stand in the way of this one, nor of the next version.
    let store = Store::open_version("blocked", 2).await.unwrap();
    store.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    assert!(Store::open_version("blocked", 3).await.is_ok());
}

#[wasm_bindgen_test]
async fn a_storage_cleared_under_the_page_is_opened_again() {
    let store = Store::open("cleared").await.unwrap();
    store.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    let _ = web_sys::window().unwrap().indexed_db().unwrap().unwrap().delete_database("cleared").unwrap();
    until_missing(&store).await;
    assert_eq!(store.append(&row("desk/1"), &[entry("b")], &[], &[], 1).await.map(drop), missing("desk/1"));
    assert_eq!(store.create(&row("desk/1"), &[entry("a"), entry("b")], &[], &[]).await, Ok(2));
}

async fn until_missing(store: &Store) {
    for _ in 0..200 {
        if store.load("desk/1").await.unwrap().is_none() {
            return;
        }
        wait(10).await;
    }
    panic!("the case is still there");
}

/// Writes an entry past the store's back.
async fn forge_entry(name: &str, n: u32, value: &JsValue) {
    let database = stubborn_tab(name).await;
    let writing = database.transaction_with_str_and_mode("entries", web_sys::IdbTransactionMode::Readwrite).unwrap();
    let key = Array::of2(&"desk/1".into(), &n.into());
    writing.object_store("entries").unwrap().put_with_key(value, &key).unwrap();
    let done = Promise::new(&mut |resolve, _| writing.set_oncomplete(Some(&resolve)));
    JsFuture::from(done).await.unwrap();
    database.close();
}

#[wasm_bindgen_test]
async fn a_value_of_another_shape_is_called_damaged() {
    let store = Store::open("damaged").await.unwrap();
    store.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    forge_entry("damaged", 0, &Object::new()).await;
    let answer = store.load("desk/1").await;
    assert!(matches!(&answer, Err(StoreError::Damaged(error)) if error.path.starts_with("entries")), "{answer:?}");
}

#[wasm_bindgen_test]
async fn an_entry_is_never_written_over() {
    let store = Store::open("entries").await.unwrap();
    store.create(&row("desk/1"), &[entry("a")], &[], &[]).await.unwrap();
    let forged = clean_break::json::to_js(&entry("forged")).unwrap();
    forge_entry("entries", 1, &forged).await;
    let answer = store.append(&row("desk/1"), &[entry("b")], &[], &[], 1).await;
    assert!(matches!(&answer, Err(StoreError::Refused { name, .. }) if name == "ConstraintError"), "{answer:?}");
    let stored = loaded(&store, "desk/1").await;
    assert_eq!((stored.row.entries, stored.entries), (1, vec![entry("a"), entry("forged")]));
}

#[wasm_bindgen_test]
async fn other_tabs_hear_of_acts_and_this_one_does_not() {
    let Desk { store, other } = two_tabs("heard").await;
    let (here, there) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(Vec::new())));
    let (hear, hear_there) = (Rc::clone(&here), Rc::clone(&there));
    let _listening = store.listen(move |change| hear.borrow_mut().push(change));
    let listening = other.listen(move |change| hear_there.borrow_mut().push(change));
    store.create(&row("desk/1"), &[], &[text("c1")], &[]).await.unwrap();
    store.append(&row("desk/1"), &[entry("a")], &[], &[], 0).await.unwrap();
    store.append(&row("desk/1"), &[entry("b")], &[], &[], 0).await.unwrap_err();
    let gone = SealedText { commitment: "c1".to_owned(), salt: String::new(), text: None };
    store.append(&row("desk/1"), &[entry("redacted")], &[gone], &[], 1).await.unwrap();
    store.put_draft("desk/1", &draft("note", "n")).await.unwrap();
    store.replace(&exported("desk/1", &["x"]), "hash of redacted").await.unwrap();
    store.delete_case("desk/1").await.unwrap();
    until(|| there.borrow().len() >= 5).await;
    let change = |entries| Change { case: "desk/1".to_owned(), entries };
    assert_eq!(*there.borrow(), [change(0), change(1), change(2), change(1), change(0)]);
    // A guard that left its listener behind would make the browser call what is no longer there.
    drop(listening);
    let faults = Rc::new(RefCell::new(0));
    let count = Rc::clone(&faults);
    let count = Closure::<dyn Fn()>::new(move || *count.borrow_mut() += 1);
    let window = web_sys::window().unwrap();
    window.add_event_listener_with_callback("error", count.as_ref().unchecked_ref()).unwrap();
    store.create(&row("desk/2"), &[], &[], &[]).await.unwrap();
    wait(50).await;
    window.remove_event_listener_with_callback("error", count.as_ref().unchecked_ref()).unwrap();
    assert_eq!(*faults.borrow(), 0);
    assert_eq!(there.borrow().len(), 5);
    assert_eq!(*here.borrow(), []);
}

#[wasm_bindgen_test]
async fn a_case_with_acts_is_marked_for_frames_that_have_not_opened_it() {
    let store = Store::open("marked").await.unwrap();
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let is_marked = || storage.get_item("clean-break.acts.desk/marked").unwrap().is_some();
    store.create(&row("desk/marked"), &[entry("a")], &[], &[]).await.unwrap();
    assert!(!is_marked());
    store.append(&row("desk/marked"), &[entry("b")], &[], &[], 1).await.unwrap();
    assert!(is_marked());
    store.delete_case("desk/marked").await.unwrap();
    assert!(!is_marked());
}

#[wasm_bindgen_test]
fn settings_are_kept_by_the_browser_and_survive_its_refusal() {
    let settings = Settings::default();
    assert_eq!(settings.get(Setting::Language), None);
    assert!(settings.set(Setting::Language, Some("it")));
    assert_eq!(Settings::default().get(Setting::Language).as_deref(), Some("it"));
    let broken = Broken::new("Storage", "setItem", "QuotaExceededError");
    assert!(!settings.set(Setting::Language, Some("fr")));
    assert_eq!(settings.get(Setting::Language).as_deref(), Some("fr"));
    drop(broken);
    assert!(settings.set(Setting::Language, None));
    assert_eq!(Settings::default().get(Setting::Language), None);
}
