//! Taking a list over: what it would bring is shown, line by line, before anything changes.

use super::{Effect, State};
use crate::json;
use crate::map::Map;
use crate::providers::entry::Reading;
use crate::providers::table::{Brought, Line, Table};
use crate::providers::{CatalogueJson, ProviderJson};
use crate::words::{Key, Text, count, say};

/// The list that is being looked at.
#[derive(Clone, Debug, Default)]
pub struct Taking {
    /// Its text.
    pub text: String,
    /// What a person said of columns, by header.
    pub columns: Map<String, String>,
    /// A file hovers over the box.
    pub dragging: bool,
    /// Why a file could not be read.
    pub fault: Option<Text>,
}

/// What a list would bring.
#[derive(Clone, Debug)]
pub enum Brings {
    /// Nothing is there yet.
    Nothing,
    /// It cannot be read at all.
    Unread(Text),
    /// A table, with its headers and what each column is.
    Table {
        /// The headers.
        header: Vec<String>,
        /// What each column is.
        columns: Vec<String>,
        /// Its lines, and needs that are new.
        brought: Brought,
    },
    /// A whole catalogue.
    Catalogue(Box<CatalogueJson>),
}

impl Taking {
    /// A text to look at.
    pub fn see(&mut self, text: String) {
        self.text = text;
        self.dragging = false;
        self.fault = None;
    }

    /// What the text would bring to a catalogue; texts without a language are in `language`.
    #[must_use]
    pub fn brings(&self, own: &CatalogueJson, language: &str, reading: Reading) -> Brings {
        let text = self.text.trim();
        if text.is_empty() {
            return Brings::Nothing;
        }
        if text.starts_with('{') {
            return catalogue(text);
        }
        let table = Table::parse(&self.text);
        let mut columns = table.columns(own, language);
        for (header, column) in table.header.iter().zip(&mut columns) {
            if let Some(said) = self.columns.get(header) {
                column.clone_from(said);
            }
        }
        let brought = table.read(&columns, own, language, reading);
        Brings::Table { header: table.header, columns, brought }
    }
}

fn catalogue(text: &str) -> Brings {
    let checked = json::parse::<CatalogueJson>(text).and_then(|read| read.check("en").map(|_| read));
    match checked {
        Ok(read) if read.sample => Brings::Unread(Key::AlternativesImportSample.into()),
        Ok(read) => Brings::Catalogue(Box::new(read)),
        Err(error) => Brings::Unread(say::alternatives_import_not_read(Text::from(&error))),
    }
}

impl Brings {
    /// The options that can be taken over, and those that cannot.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        match self {
            Self::Nothing | Self::Unread(_) => (0, 0),
            Self::Catalogue(catalogue) => (catalogue.providers.len(), 0),
            Self::Table { brought, .. } => {
                let good = brought.lines.iter().filter(|line| line.read.is_ok()).count();
                (good, brought.lines.len() - good)
            }
        }
    }
}

/// What an option would do to a catalogue, in a word.
#[must_use]
pub fn does(own: &CatalogueJson, option: &ProviderJson) -> Key {
    match own.provider(&option.id) {
        None => Key::AlternativesImportNew,
        Some(known) if known == option => Key::AlternativesImportSame,
        Some(_) => Key::AlternativesImportChanged,
    }
}

impl State {
    /// Takes over what can be.
    pub(super) fn take(&mut self, language: &str, reading: Reading) -> Vec<Effect> {
        let own = self.library.own.as_ref().or(self.library.begin.as_ref());
        let Some(own) = own.map(|own| (**own).clone()) else { return Vec::new() };
        let brings = self.editing.open().taking.brings(&own, language, reading);
        let (good, bad) = brings.counts();
        let merged = match brings {
            _ if good == 0 => return Vec::new(),
            Brings::Nothing | Brings::Unread(_) => return Vec::new(),
            Brings::Catalogue(catalogue) => own.merged(*catalogue),
            Brings::Table { brought, .. } => {
                let providers = brought.lines.into_iter().filter_map(|Line { read, .. }| read.ok()).collect();
                let table = CatalogueJson { features: brought.features, providers, ..own.clone() };
                own.merged(table)
            }
        };
        let effects = self.keep(Some(merged), say::alternatives_taken(count(good)), true);
        // What stays out stays in view.
        if bad == 0 && !effects.is_empty() {
            self.editing.open().taking = Taking::default();
        }
        effects
    }
}
