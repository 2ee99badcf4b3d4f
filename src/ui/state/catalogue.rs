//! The team's own catalogue of alternatives, beside the sample: what is being edited, and how it gets into storage. Pure;
//! tested natively. Reached through [`Later`](crate::ui::Later) only.

mod action;
mod forms;
mod taking;

use std::rc::Rc;

use time::Date;

pub use action::{CatalogueAction, Keep, Told};
pub use forms::{NeedForm, OptionForm};
pub use taking::{Brings, Taking, does};

use super::books::Shelving;
use super::form::Fault;
use super::{Effect, Library, Moment, State, form};
use crate::case::{CaseId, Currency, date_text};
use crate::json;
use crate::providers::entry::Reading;
use crate::providers::{CatalogueJson, table};
use crate::words::{Key, Text, say};

/// Where the keyboard goes when a form has closed.
const CLOSED: &str = "#catalogue-told button|h1";

/// What is being done to the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Editing {
    /// How often the stored catalogue was written, as this tab knows.
    pub revision: u32,
    /// The option that is being written.
    pub form: Option<OptionForm>,
    /// The need that is being named.
    pub need: Option<NeedForm>,
    /// What is wrong field by field.
    pub faults: Vec<Fault>,
    /// The list that is being looked at.
    pub taking: Taking,
    /// What was done last.
    pub told: Option<Text>,
    /// The catalogue before that, to go back to; `Some(None)` where there was none.
    pub before: Option<Option<Rc<CatalogueJson>>>,
    /// What is on its way to the disk.
    pending: Option<Pending>,
    /// The case whose options are filtered, so that no other case is ever shown in part.
    pub filtered: Option<CaseId>,
    /// The case whose options stand side by side.
    pub compared: Option<CaseId>,
    /// What is being done to playbooks.
    pub books: Shelving,
}

/// A change on its way to the disk.
#[derive(Clone, Debug)]
struct Pending {
    catalogue: Option<Rc<CatalogueJson>>,
    told: Text,
    /// Can be undone.
    undo: bool,
}

/// What is being done, as the first module holds it: without the code for what is in it, which comes with the box.
#[derive(Default)]
pub struct Held(Option<Box<dyn Holds>>);

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held")
    }
}

impl Held {
    /// What is being done, once anything was.
    #[must_use]
    pub fn get(&self) -> Option<&Editing> {
        self.0.as_ref().map(|held| held.editing())
    }

    /// The same, to change.
    pub(super) fn open(&mut self) -> &mut Editing {
        self.0.get_or_insert_with(|| Box::new(Editing::default())).open()
    }
}

/// What a [`Held`] box can do.
trait Holds {
    fn editing(&self) -> &Editing;
    fn open(&mut self) -> &mut Editing;
}

impl Holds for Editing {
    fn editing(&self) -> &Editing {
        self
    }

    fn open(&mut self) -> &mut Editing {
        self
    }
}

impl Editing {
    /// Whether a change is on its way to the disk.
    #[must_use]
    pub const fn is_saving(&self) -> bool {
        self.pending.is_some()
    }

    /// Closes whichever form is open.
    fn close(&mut self) {
        self.form = None;
        self.need = None;
        self.faults.clear();
    }
}

/// How what is typed is read: amounts in the reader's language, prices in the catalogue's currency.
#[must_use]
pub fn reading(library: &Library, language: &str, today: Date) -> Reading {
    let known = library.own.as_ref().and_then(|own| own.providers.iter().find_map(|one| one.monthly_price.as_ref()));
    let currency = known.and_then(|price| Currency::parse(&price.currency).ok());
    Reading { mark: form::mark(language), currency, today }
}

impl State {
    /// Carries out what is done to the catalogue; what is to be done outside comes back.
    pub fn edit_catalogue(&mut self, action: CatalogueAction, moment: Moment) -> Vec<Effect> {
        let language = self.preferences.language.clone();
        match action {
            CatalogueAction::Begin => return self.begin_catalogue(moment.today),
            CatalogueAction::Edit(id) => return self.open_form(id.as_deref(), moment.today),
            CatalogueAction::EditNeed(id) => return self.open_need(id),
            CatalogueAction::Language(language) => match self.editing.open().forms() {
                (Some(form), _) => form.language = language,
                (_, Some(need)) => need.language = language,
                _ => {}
            },
            CatalogueAction::Typed { field, text } => self.type_into(&field, text),
            CatalogueAction::Cancel => {
                self.editing.open().close();
                self.editing.open().faults.clear();
                return vec![Effect::Focus(CLOSED.to_owned())];
            }
            CatalogueAction::Save => return self.save_option(moment),
            CatalogueAction::SaveNeed => return self.save_need(),
            CatalogueAction::Remove(id) => {
                let Some(own) = self.own() else { return Vec::new() };
                let told =
                    say::alternatives_removed(own.provider(&id).map(|one| self.called(&one.name)).unwrap_or_default());
                return self.keep(Some(own.without(&id)), told, true);
            }
            CatalogueAction::RemoveNeed(id) => {
                let Some(own) = self.own() else { return Vec::new() };
                let need = own.features.iter().find(|one| one.id == id);
                let told = say::alternatives_removed(need.map(|one| self.called(&one.name)).unwrap_or_default());
                return self.keep(Some(own.without_feature(&id)), told, true);
            }
            CatalogueAction::Discard => return self.keep(None, Key::AlternativesDiscarded.into(), true),
            CatalogueAction::Undo => {
                if let Some(before) = self.editing.open().before.clone() {
                    let before = before.map(|before| (*before).clone());
                    return self.keep(before, Key::AlternativesUndone.into(), false);
                }
            }
            CatalogueAction::Taking(text) => self.editing.open().taking.see(text),
            CatalogueAction::File(Ok(text)) => {
                self.editing.open().taking.see(text);
                return vec![Effect::Focus("#taking".to_owned())];
            }
            CatalogueAction::File(Err(why)) => {
                let taking = &mut self.editing.open().taking;
                taking.fault = Some(why.told(Key::AlternativesImportTooLarge).into());
                taking.dragging = false;
            }
            CatalogueAction::Dragging(dragging) => self.editing.open().taking.dragging = dragging,
            CatalogueAction::Column { header, field } => drop(self.editing.open().taking.columns.insert(header, field)),
            CatalogueAction::Take => {
                let reading = reading(&self.library, &language, moment.today);
                return self.take(&language, reading);
            }
            CatalogueAction::Export(with) => return self.export_catalogue(&with),
            CatalogueAction::Filter(id) => self.editing.open().filtered = id,
            CatalogueAction::Compare(id) => self.editing.open().compared = id,
            CatalogueAction::Told(told) => return self.heard(told),
        }
        Vec::new()
    }

    /// The team's own catalogue, to change.
    fn own(&self) -> Option<CatalogueJson> {
        self.library.own.as_deref().cloned()
    }

    /// What something is called in the reader's language, or in another.
    fn called(&self, texts: &crate::providers::Localised) -> String {
        let name = texts.get(&self.preferences.language).or_else(|| texts.get("en")).or_else(|| texts.values().next());
        name.cloned().unwrap_or_default()
    }

    fn begin_catalogue(&mut self, today: Date) -> Vec<Effect> {
        let Some(mut begun) = self.library.begin.as_deref().cloned() else { return Vec::new() };
        for one in &mut begun.providers {
            one.checked_on = date_text(today);
        }
        self.keep(Some(begun), Key::AlternativesBegun.into(), true)
    }

    /// Writes the catalogue; the screen changes once it is saved.
    fn keep(&mut self, catalogue: Option<CatalogueJson>, told: Text, undo: bool) -> Vec<Effect> {
        if self.editing.open().is_saving() {
            return Vec::new();
        }
        // What can be typed keeps the rules, and so does what was taken over; this is the last to see that.
        if let Some(Err(error)) = catalogue.as_ref().map(|catalogue| catalogue.check("en")) {
            self.notice = Some(say::alternatives_import_not_read(Text::from(&error)));
            return Vec::new();
        }
        let Ok(text) = catalogue.as_ref().map_or_else(|| Ok(String::new()), json::write) else { return Vec::new() };
        self.editing.open().pending = Some(Pending { catalogue: catalogue.map(Rc::new), told, undo });
        vec![Effect::Catalogue(Some(Box::new(Keep { text, expected: self.editing.open().revision })))]
    }

    /// Takes an answer of storage in.
    fn heard(&mut self, told: Told) -> Vec<Effect> {
        match told {
            Told::Saved(revision) => {
                let Some(pending) = self.editing.open().pending.take() else { return Vec::new() };
                let before = std::mem::replace(&mut self.library.own, pending.catalogue);
                self.editing.open().revision = revision;
                self.editing.open().before = pending.undo.then_some(before);
                self.editing.open().told = Some(pending.told);
                self.editing.open().close();
                self.editing.open().faults.clear();
                vec![Effect::Focus(CLOSED.to_owned())]
            }
            Told::Read { revision, text } => {
                let lost = self.editing.open().pending.take().is_some();
                if revision == self.editing.open().revision && !lost {
                    return Vec::new();
                }
                let is_first = self.editing.open().revision == 0;
                self.editing.open().revision = revision;
                let own = if text.is_empty() { None } else { Some(json::parse::<CatalogueJson>(&text)) };
                match own.transpose() {
                    Ok(own) => self.library.own = own.map(Rc::new),
                    Err(error) => {
                        self.notice = Some(say::alternatives_unusable(Text::from(&error)));
                        return Vec::new();
                    }
                }
                if !is_first || lost {
                    self.editing.open().told = Some(Key::AlternativesOtherTab.into());
                    self.editing.open().before = None;
                }
                Vec::new()
            }
            Told::Failed(why) => {
                self.editing.open().pending = None;
                self.notice = Some(say::app_store_failed(why));
                Vec::new()
            }
        }
    }

    fn export_catalogue(&mut self, ending: &str) -> Vec<Effect> {
        let Some(catalogue) = self.library.alternatives() else { return Vec::new() };
        let text = if ending == "csv" {
            // With the mark, spreadsheets read accents right.
            ["\u{feff}", &table::write(catalogue)].concat()
        } else {
            json::write(&**catalogue).unwrap_or_default()
        };
        self.offer_text(false, &text);
        vec![Effect::Download { name: ["clean-break-alternatives.", ending].concat(), text }]
    }
}
