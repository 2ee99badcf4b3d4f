//! The team's own catalogue: begun, edited, filled from a list, undone, and shared by two tabs.

use super::*;
use crate::providers::table;

fn act(desk: &mut Desk, shelf: &mut Shelf, action: CatalogueAction) -> Vec<Effect> {
    let mut all = Vec::new();
    for effect in desk.send(Action::Catalogue(Carried::new(action))) {
        if let Effect::Catalogue(keep) = &effect {
            let told = shelf.answer(keep.as_deref());
            all.extend(desk.send(Action::Catalogue(Carried::new(CatalogueAction::Told(told)))));
        }
        all.push(effect);
    }
    all
}

fn typed(desk: &mut Desk, shelf: &mut Shelf, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        act(desk, shelf, CatalogueAction::Typed { field: (*field).to_owned(), text: (*text).to_owned() });
    }
}

fn own(desk: &Desk) -> Vec<String> {
    let own = desk.state.library.own.as_ref();
    own.map(|own| own.providers.iter().map(|one| one.id.clone()).collect()).unwrap_or_default()
}

fn faults(desk: &Desk) -> Vec<(&str, Key)> {
    desk.state.editing.get().unwrap().faults.iter().map(|fault| (fault.field.as_str(), fault.text.key)).collect()
}

const OPTION: [(&str, &str); 6] = [
    ("name.en", "Fibre First"),
    ("what.en", "Fibre by the month"),
    ("price", "34.90"),
    ("currency", "EUR"),
    ("interest", "none"),
    ("source.en", "their price list"),
];

fn begun() -> (Desk, Shelf) {
    let (mut desk, mut shelf) = (Desk::new(), Shelf::default());
    desk.act(Action::Navigated(Route::Alternatives));
    act(&mut desk, &mut shelf, CatalogueAction::Begin);
    (desk, shelf)
}

#[test]
fn a_catalogue_of_ones_own_takes_the_samples_place_and_is_never_a_copy_of_it() {
    let (mut desk, mut shelf) = begun();
    assert_eq!(own(&desk), ["none", "yourself"]);
    assert!(!desk.state.library.alternatives().unwrap().sample);
    act(&mut desk, &mut shelf, CatalogueAction::Discard);
    assert!(desk.state.library.alternatives().unwrap().sample && shelf.text.is_empty());
    act(&mut desk, &mut shelf, CatalogueAction::Undo);
    assert_eq!(own(&desk), ["none", "yourself"]);
}

#[test]
fn an_option_is_checked_field_by_field_saved_changed_removed_and_brought_back() {
    let (mut desk, mut shelf) = begun();
    act(&mut desk, &mut shelf, CatalogueAction::Edit(None));
    let effects = act(&mut desk, &mut shelf, CatalogueAction::Save);
    assert!(matches!(&effects[..], [Effect::Focus(faulty)] if faulty.contains("aria-invalid")));
    let empty = Key::AlternativesWrongEmpty;
    let interest = ("option.interest", Key::FormWantChoice);
    assert_eq!(faults(&desk), [("option.name", empty), ("option.what", empty), interest, ("option.source", empty)]);
    typed(&mut desk, &mut shelf, &OPTION);
    assert!(faults(&desk).is_empty(), "mended while one types");
    act(&mut desk, &mut shelf, CatalogueAction::Save);
    assert_eq!(own(&desk), ["none", "yourself", "fibre-first"]);
    assert!(desk.state.editing.get().unwrap().form.is_none());
    act(&mut desk, &mut shelf, CatalogueAction::Edit(Some("fibre-first".to_owned())));
    typed(&mut desk, &mut shelf, &[("name.en", "Fibre Second"), ("name.de", "Glas Zwei")]);
    act(&mut desk, &mut shelf, CatalogueAction::Save);
    let option = desk.state.library.own.as_ref().unwrap().provider("fibre-first").unwrap().clone();
    assert_eq!(option.name.get("de").map(String::as_str), Some("Glas Zwei"), "its id stays");
    act(&mut desk, &mut shelf, CatalogueAction::Remove("fibre-first".to_owned()));
    assert_eq!(own(&desk), ["none", "yourself"]);
    act(&mut desk, &mut shelf, CatalogueAction::Undo);
    assert_eq!(own(&desk), ["none", "yourself", "fibre-first"]);
    assert!(desk.state.editing.get().unwrap().before.is_none(), "once");
}

#[test]
fn of_two_tabs_neither_writes_over_the_other_unseen() {
    let (mut desk, mut shelf) = begun();
    let mut other = Desk::new();
    other.send(Action::Catalogue(Carried::new(CatalogueAction::Told(shelf.answer(None)))));
    assert_eq!(own(&other), own(&desk));
    for tab in [&mut desk, &mut other] {
        act(tab, &mut shelf, CatalogueAction::Edit(None));
        typed(tab, &mut shelf, &OPTION);
    }
    act(&mut desk, &mut shelf, CatalogueAction::Save);
    // The other tab has not heard of it yet: what it writes is refused, and it sees what is there.
    act(&mut other, &mut shelf, CatalogueAction::Save);
    assert_eq!(own(&other), ["none", "yourself", "fibre-first"]);
    assert!(other.state.editing.get().unwrap().form.is_some(), "what was typed stays");
    assert_eq!(other.state.editing.get().unwrap().told, Some(Key::AlternativesOtherTab.into()));
    typed(&mut other, &mut shelf, &[("name.en", "Fibre First")]);
    act(&mut other, &mut shelf, CatalogueAction::Save);
    assert_eq!(own(&other), ["none", "yourself", "fibre-first", "fibre-first-2"]);
    // Both change the same option.
    let edit = CatalogueAction::Edit(Some("fibre-first".to_owned()));
    act(&mut other, &mut shelf, edit.clone());
    desk.send(Action::Catalogue(Carried::new(CatalogueAction::Told(shelf.answer(None)))));
    act(&mut desk, &mut shelf, edit);
    typed(&mut desk, &mut shelf, &[("price", "20")]);
    act(&mut desk, &mut shelf, CatalogueAction::Save);
    other.send(Action::Catalogue(Carried::new(CatalogueAction::Told(shelf.answer(None)))));
    typed(&mut other, &mut shelf, &[("price", "30")]);
    act(&mut other, &mut shelf, CatalogueAction::Save);
    assert_eq!(faults(&other), [("option", Key::AlternativesOtherTabForm)]);
    act(&mut other, &mut shelf, CatalogueAction::Save);
    let price = |desk: &Desk| {
        let own = desk.state.library.own.as_ref().unwrap();
        own.provider("fibre-first").unwrap().monthly_price.as_ref().unwrap().minor
    };
    assert_eq!((price(&other), price(&desk)), (3000, 2000), "meant, once it was said");
    assert_eq!(desk.send(Action::Changed("catalogue".to_owned())).len(), 1, "and this tab reads it again");
}

#[test]
fn of_a_list_the_good_lines_are_taken_and_the_bad_ones_stay_in_view() {
    let (mut desk, mut shelf) = begun();
    let header = "name,what,price,currency,interest,checked,source,Fibre";
    let (good, bad) = ("A,a,1,EUR,none,2026-11-02,s,yes", "B,b,cheap,EUR,none,2026-11-02,s,no");
    act(&mut desk, &mut shelf, CatalogueAction::Taking(format!("{header}\n{good}\n{bad}\n")));
    act(&mut desk, &mut shelf, CatalogueAction::Take);
    assert_eq!(own(&desk), ["none", "yourself", "a"]);
    assert_eq!(desk.state.library.own.as_ref().unwrap().features.len(), 1);
    assert!(desk.state.editing.get().unwrap().taking.text.contains("cheap"));
    act(&mut desk, &mut shelf, CatalogueAction::Taking(format!("{header}\n{}", bad.replace("cheap", "2"))));
    act(&mut desk, &mut shelf, CatalogueAction::Take);
    assert_eq!(own(&desk), ["none", "yourself", "a", "b"]);
    assert!(desk.state.editing.get().unwrap().taking.text.is_empty());
    // The whole of it goes out and comes back.
    let effects = act(&mut desk, &mut shelf, CatalogueAction::Export("csv".to_owned()));
    let [Effect::Download { name, text }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(name, "clean-break-alternatives.csv");
    assert_eq!(text.trim_start_matches('\u{feff}'), table::write(desk.state.library.own.as_ref().unwrap()));
    let before = desk.state.library.own.clone();
    act(&mut desk, &mut shelf, CatalogueAction::Taking(text.clone()));
    act(&mut desk, &mut shelf, CatalogueAction::Take);
    assert_eq!(desk.state.library.own, before);
}

#[test]
fn the_sample_is_never_taken_over_as_ones_own() {
    let (mut desk, mut shelf) = begun();
    let sample = include_str!("../../../../www/providers/sample.json");
    act(&mut desk, &mut shelf, CatalogueAction::File(Ok(sample.to_owned())));
    act(&mut desk, &mut shelf, CatalogueAction::Take);
    assert_eq!(own(&desk), ["none", "yourself"]);
    act(&mut desk, &mut shelf, CatalogueAction::File(Err(Unread::NoText)));
    assert!(desk.state.editing.get().unwrap().taking.fault.is_some());
}

#[test]
fn a_file_that_is_too_large_is_told_here_and_nowhere_else() {
    let (mut desk, mut shelf) = begun();
    act(&mut desk, &mut shelf, CatalogueAction::Dragging(true));
    act(&mut desk, &mut shelf, CatalogueAction::File(Err(Unread::TooLarge)));
    let taking = &desk.state.editing.get().unwrap().taking;
    assert_eq!(taking.fault, Some(Key::AlternativesImportTooLarge.into()));
    assert!(!taking.dragging && desk.state.start.fault.is_none());
}

#[test]
fn needs_are_named_once_and_go_with_what_options_say_of_them() {
    let (mut desk, mut shelf) = begun();
    let mut name = |desk: &mut Desk, text: &str| {
        act(desk, &mut shelf, CatalogueAction::EditNeed(None));
        typed(desk, &mut shelf, &[("need", text)]);
        act(desk, &mut shelf, CatalogueAction::SaveNeed);
    };
    name(&mut desk, "Fibre");
    name(&mut desk, "fibre");
    assert_eq!(faults(&desk), [("option.need", Key::AlternativesWrongFeatureThere)]);
    act(&mut desk, &mut shelf, CatalogueAction::RemoveNeed("fibre".to_owned()));
    assert!(desk.state.library.own.as_ref().unwrap().features.is_empty());
}
