//! The forms of the catalogue: an option, and a need.

use time::Date;

use super::{Editing, reading};
use crate::case::date_text;
use crate::providers::entry::{self, Typed, Wrong};
use crate::providers::{FeatureJson, OptionKind, ProviderJson};
use crate::ui::state::form::{self, Fault};
use crate::ui::state::{Effect, Moment, State};
use crate::words::{Key, say};

/// Where the keyboard goes when a form opens.
const FORM: &str = "#option-form :is(input, select, textarea)";

/// An option being written.
#[derive(Clone, Debug)]
pub struct OptionForm {
    /// As it was when the form was opened; none for a new one.
    pub base: Option<ProviderJson>,
    /// What stands in each field.
    pub typed: Typed,
    /// The language of the texts that are shown.
    pub language: String,
}

/// A need being named.
#[derive(Clone, Debug)]
pub struct NeedForm {
    /// Which; none for a new one.
    pub id: Option<String>,
    /// Its names by language.
    pub typed: Typed,
    /// The language of the name that is shown.
    pub language: String,
}

impl Editing {
    /// The two forms, to change; at most one of them is open.
    pub(super) const fn forms(&mut self) -> (&mut Option<OptionForm>, &mut Option<NeedForm>) {
        (&mut self.form, &mut self.need)
    }
}

impl State {
    pub(super) fn open_form(&mut self, id: Option<&str>, today: Date) -> Vec<Effect> {
        let base = id.and_then(|id| self.library.own.as_ref()?.provider(id).cloned());
        let language = self.preferences.language.clone();
        let typed = match &base {
            Some(base) => entry::typed(base, form::mark(&language)),
            None => Typed::from([
                ("checked".to_owned(), date_text(today)),
                ("kind".to_owned(), OptionKind::Company.word().to_owned()),
            ]),
        };
        self.editing.open().form = Some(OptionForm { base, typed, language });
        self.editing.open().need = None;
        self.editing.open().faults.clear();
        vec![Effect::Focus(FORM.to_owned())]
    }

    pub(super) fn open_need(&mut self, id: Option<String>) -> Vec<Effect> {
        let known = id.as_ref().and_then(|id| self.library.own.as_ref()?.features.iter().find(|one| one.id == *id));
        let named = known.map(|one| one.name.clone()).unwrap_or_default();
        let typed = named.iter().map(|(language, name)| (language.clone(), name.clone())).collect();
        self.editing.open().need = Some(NeedForm { id, typed, language: self.preferences.language.clone() });
        self.editing.open().form = None;
        self.editing.open().faults.clear();
        vec![Effect::Focus("#need-form :is(input, select)".to_owned())]
    }

    pub(super) fn type_into(&mut self, field: &str, text: String) {
        // A text's fault is the field's in whatever language.
        let base =
            entry::LOCALISED.iter().find(|name| field.strip_prefix(**name).is_some_and(|rest| rest.starts_with('.')));
        let name = base.copied().unwrap_or(field);
        self.editing.open().faults.retain(|fault| fault.field.strip_prefix("option.") != Some(name));
        match self.editing.open().forms() {
            (Some(form), _) => drop(form.typed.insert(field.to_owned(), text)),
            (_, Some(need)) => {
                drop(need.typed.insert(need.language.clone(), text));
            }
            _ => {}
        }
    }

    /// Says what is wrong, and moves the keyboard to the first field that has to be mended.
    fn refuse_option(&mut self, wrong: Vec<Wrong>) -> Vec<Effect> {
        let fault = |one: Wrong| Fault { field: form::key("option", &one.field), text: one.text };
        self.editing.open().faults = wrong.into_iter().map(fault).collect();
        vec![Effect::Focus(":is(input, select, textarea)[aria-invalid]".to_owned())]
    }

    pub(super) fn save_option(&mut self, moment: Moment) -> Vec<Effect> {
        let (Some(form), Some(own)) = (self.editing.open().form.clone(), self.own()) else { return Vec::new() };
        let reading = reading(&self.library, &self.preferences.language, moment.today);
        let mut option = match entry::read(&form.typed, reading) {
            Ok(option) => option,
            Err(mut wrong) => {
                // Here it is chosen from a list, where a table has words for it.
                for one in wrong.iter_mut().filter(|one| one.text.key == Key::AlternativesWrongInterest) {
                    one.text = Key::FormWantChoice.into();
                }
                return self.refuse_option(wrong);
            }
        };
        match &form.base {
            Some(base) => option.id.clone_from(&base.id),
            None => option.id = own.free_id(&option.id),
        }
        let is_twin = |one: &ProviderJson| one.kind == option.kind && one.id != option.id;
        if option.kind != OptionKind::Company && own.providers.iter().any(is_twin) {
            return self
                .refuse_option(vec![Wrong { field: "kind".to_owned(), text: Key::AlternativesWrongOnlyOne.into() }]);
        }
        let now = own.provider(&option.id).cloned();
        if now != form.base {
            // Another tab was faster: once that was said, saving again is meant.
            if let Some(form) = &mut self.editing.open().form {
                form.base = now;
            }
            self.editing.open().faults =
                vec![Fault { field: "option".to_owned(), text: Key::AlternativesOtherTabForm.into() }];
            return vec![Effect::Focus("#option-form [role=alert]".to_owned())];
        }
        let told = say::alternatives_saved(self.called(&option.name));
        self.keep(Some(own.with(option)), told, true)
    }

    pub(super) fn save_need(&mut self) -> Vec<Effect> {
        let (Some(need), Some(own)) = (self.editing.open().need.clone(), self.own()) else { return Vec::new() };
        let mut name = need.typed;
        name.retain(|_, text| !text.trim().is_empty());
        let called = self.called(&name);
        let id = own.feature_id(&called);
        let is_there = own.features.iter().any(|one| one.id == id && need.id.as_ref() != Some(&id));
        let fault = match (called.is_empty(), is_there) {
            (true, _) => Some(Key::AlternativesWrongEmpty),
            (_, true) => Some(Key::AlternativesWrongFeatureThere),
            _ => None,
        };
        if let Some(fault) = fault {
            return self.refuse_option(vec![Wrong { field: "need".to_owned(), text: fault.into() }]);
        }
        let told = say::alternatives_saved(called);
        self.keep(Some(own.with_feature(FeatureJson { id: need.id.unwrap_or(id), name })), told, true)
    }
}
