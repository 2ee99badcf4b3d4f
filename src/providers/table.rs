//! A catalogue as a table, one option a line: what people keep in a spreadsheet. Columns are told by their headers.
//!
//! What is written is safe to open in a spreadsheet: a cell that it would take for a formula begins with an apostrophe,
//! which reading takes away again.

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::entry::{self, FEATURE, LOCALISED, PLAIN, Reading, Typed, Wrong, in_language};
use super::json::{CatalogueJson, FeatureJson, Localised, ProviderJson};
use crate::lower::lower;
use crate::words::Key;

/// How cells begin that a spreadsheet takes for formulas, and what is put before them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', APOSTROPHE];
const APOSTROPHE: char = '\'';

/// A table as it was read, before its columns mean anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The first line.
    pub header: Vec<String>,
    /// The other lines, each with the number of the line of the text on which it begins, from 1.
    pub lines: Vec<(usize, Vec<String>)>,
}

/// One line of a table, read.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its number in the text, from 1.
    pub number: usize,
    /// What it is called, as far as that can be told.
    pub name: String,
    /// The option, or all that is wrong with it.
    pub read: Result<ProviderJson, Vec<Wrong>>,
}

/// What a table would bring.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// The lines in their order.
    pub lines: Vec<Line>,
    /// Features that the catalogue does not have yet.
    pub features: Vec<FeatureJson>,
}

impl Table {
    /// Reads a text with commas, semicolons or tabs between its cells, whichever its first line has most of.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
        let mut delimiter = b',';
        for mark in [b';', b'\t'] {
            if count(mark) > count(delimiter) {
                delimiter = mark;
            }
        }
        let mut lines = records(text, delimiter).into_iter();
        let header = lines.next().map(|(_, cells)| cells).unwrap_or_default();
        Self { header, lines: lines.collect() }
    }

    /// What each column is by its header: the name of a field, or empty where it is none. A text without a language is in
    /// `language`. A column of yes and no under any other header is a feature.
    #[must_use]
    pub fn columns(&self, catalogue: &CatalogueJson, language: &str) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for (at, header) in self.header.iter().enumerate() {
            let mut column = column(header, catalogue, language);
            if column.is_empty() && self.is_feature(at) {
                column = [FEATURE, &catalogue.feature_id(header.trim())].concat();
            }
            if columns.contains(&column) {
                // Of two columns for the same, the first one counts.
                column.clear();
            }
            columns.push(column);
        }
        columns
    }

    fn is_feature(&self, at: usize) -> bool {
        let mut cells = self.lines.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.trim().is_empty());
        let mut any = false;
        let all = cells.all(|cell| {
            any = true;
            entry::known(cell).is_some()
        });
        any && all && self.header.get(at).is_some_and(|header| !header.trim().is_empty())
    }

    /// Reads its lines, each column as the field of that name.
    #[must_use]
    pub fn read(&self, columns: &[String], catalogue: &CatalogueJson, language: &str, reading: Reading) -> Brought {
        let mut brought = Brought::default();
        for (header, column) in self.header.iter().zip(columns) {
            if let Some(id) = column.strip_prefix(FEATURE)
                && !catalogue.features.iter().any(|known| known.id == *id)
            {
                let called = header.trim();
                let called = called.strip_prefix("feature:").or_else(|| called.strip_prefix(FEATURE)).unwrap_or(called);
                let name = Localised::from([(language.to_owned(), called.trim().to_owned())]);
                brought.features.push(FeatureJson { id: id.to_owned(), name });
            }
        }
        let mut seen: Vec<String> = Vec::new();
        for (number, cells) in &self.lines {
            let mut cells: Typed =
                columns.iter().zip(cells).map(|(column, cell)| (column.clone(), cell.trim().to_owned())).collect();
            cells.retain(|column, _| !column.is_empty());
            let names: Vec<String> =
                cells.iter().filter(|(field, _)| field.starts_with("name.")).map(|(_, name)| name.clone()).collect();
            let known = known(&cells, &names, catalogue);
            // What the table has no column for stays as it is.
            let mut typed = known.map(|known| entry::typed(known, reading.mark)).unwrap_or_default();
            for (field, cell) in cells {
                if cell.is_empty() && field != "id" {
                    drop(typed.remove(&field))
                } else {
                    drop(typed.insert(field, cell))
                }
            }
            let mut read = entry::read(&typed, reading);
            if let Ok(provider) = &mut read {
                if let Some(known) = known {
                    provider.id.clone_from(&known.id);
                } else if provider.id.is_empty() {
                    // Named in another script: its line tells it from others.
                    provider.id = catalogue.free_id(&["option-", &number.to_string()].concat());
                } else {
                    provider.id = catalogue.free_id(&provider.id);
                }
                if seen.contains(&provider.id) {
                    read = Err(vec![Wrong { field: "id".to_owned(), text: Key::AlternativesWrongTwice.into() }]);
                } else {
                    seen.push(provider.id.clone());
                }
            }
            let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            brought.lines.push(Line { number: *number, name, read });
        }
        brought
    }
}

/// The option that a line is about: by its id, else by its name in any language.
fn known<'a>(cells: &Typed, names: &[String], catalogue: &'a CatalogueJson) -> Option<&'a ProviderJson> {
    let id = cells.get("id").map(String::as_str).unwrap_or_default();
    if !id.is_empty() {
        return catalogue.provider(id);
    }
    let is_called =
        |one: &&ProviderJson| one.name.values().any(|name| names.iter().any(|called| lower(called) == lower(name)));
    catalogue.providers.iter().find(is_called)
}

/// The field of a header; empty where it is none.
fn column(header: &str, catalogue: &CatalogueJson, language: &str) -> String {
    let header = lower(header.trim());
    if let Some(feature) = header.strip_prefix("feature:").or_else(|| header.strip_prefix(FEATURE)) {
        return [FEATURE, &catalogue.feature_id(feature.trim())].concat();
    }
    let (name, tag) = header.split_once('.').unwrap_or((&header, language));
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let field = field(&name);
    match field {
        "" => String::new(),
        field if LOCALISED.contains(&field) => in_language(field, tag),
        field => field.to_owned(),
    }
}

/// The words for columns that are understood, in the languages of the project.
fn field(name: &str) -> &'static str {
    match name {
        "id" => "id",
        "kind" | "type" | "art" | "tipo" => "kind",
        "name" | "provider" | "anbieter" | "nom" | "fournisseur" | "nome" | "fornitore" | "nombre" | "proveedor" => {
            "name"
        }
        "what" | "description" | "beschreibung" | "descrizione" | "descripción" => "what",
        "price" | "monthlyprice" | "preis" | "prix" | "prezzo" | "precio" => "price",
        "currency" | "währung" | "devise" | "valuta" | "moneda" | "divisa" => "currency",
        "term" | "termmonths" | "minimumtermmonths" | "laufzeit" | "engagement" | "durata" | "permanencia" => "term",
        "notice" | "noticedays" | "kündigungsfrist" | "préavis" | "preavviso" | "preaviso" => "notice",
        "regions" | "countries" | "länder" | "pays" | "paesi" | "países" => "regions",
        "interest" | "interesse" | "intérêt" | "interés" => "interest",
        "interesttext" => "interest_text",
        "checked" | "checkedon" | "geprüft" | "geprüftam" | "vérifié" | "vérifiéle" | "verificato" | "comprobado" => {
            "checked"
        }
        "migration" | "moving" | "wechsel" | "migrazione" | "migración" => "migration",
        "source" | "url" | "quelle" | "fonte" | "fuente" => "source",
        _ => "",
    }
}

/// The lines of a text that hold anything, each with its number. An apostrophe before a formula is taken away.
fn records(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut output, mut ends) = (vec![0; text.len() + 1], vec![0; text.len() + 2]);
    let (mut written, mut ended) = (0, 0);
    let (mut begin, mut at) = (0, 0);
    let mut records = Vec::new();
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let (Some(to), Some(marks)) = (output.get_mut(written..), ends.get_mut(ended..)) else { return records };
        let (result, read, wrote, fields) = reader.read_record(rest, to, marks);
        at += read;
        written += wrote;
        ended += fields;
        match result {
            // The next call, with nothing more to read, says what that was.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record => {
                let cells = cells(output.get(..written).unwrap_or_default(), ends.get(..ended).unwrap_or_default());
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    records.push((line_number(text, begin), cells));
                }
                (written, ended, begin) = (0, 0, at);
            }
            // The buffers hold all of the text, so that they are never full.
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => return records,
        }
    }
}

fn cells(bytes: &[u8], ends: &[usize]) -> Vec<String> {
    let mut begin = 0;
    let mut cells = Vec::new();
    for end in ends {
        let cell = bytes.get(begin..*end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        let is_guarded = cell.strip_prefix(APOSTROPHE).is_some_and(|rest| rest.starts_with(FORMULA));
        cells.push(cell.get(usize::from(is_guarded)..).unwrap_or_default().to_owned());
        begin = *end;
    }
    cells
}

/// The number of the line on which a record begins; blank lines before it are not its own.
fn line_number(text: &str, begin: usize) -> usize {
    let rest = text.get(begin..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    text.bytes().take(begin + blank).filter(|byte| *byte == b'\n').count() + 1
}

/// A catalogue as a table: commas, a full stop in amounts, every language in columns of its own. It can be read back,
/// and opened in a spreadsheet without harm.
#[must_use]
pub fn write(catalogue: &CatalogueJson) -> String {
    let mut columns: Vec<String> = Vec::new();
    for field in ["id", "kind", "name", "what", "price", "currency", "term", "notice", "regions"].into_iter().chain([
        "interest",
        "interest_text",
        "checked",
        "migration",
        "source",
    ]) {
        if LOCALISED.contains(&field) {
            columns.extend(catalogue.languages().into_iter().map(|language| in_language(field, language)));
        } else {
            columns.push(field.to_owned());
        }
    }
    debug_assert!(PLAIN.iter().all(|field| columns.iter().any(|column| column == field)), "a field is not written");
    let options: Vec<Typed> = catalogue.providers.iter().map(|one| entry::typed(one, '.')).collect();
    columns.retain(|column| PLAIN.contains(&column.as_str()) || options.iter().any(|one| one.contains_key(column)));
    columns.extend(catalogue.features.iter().map(|one| [FEATURE, &one.id].concat()));
    let mut text = String::new();
    push_line(&mut text, columns.iter().map(String::as_str));
    for option in &options {
        push_line(&mut text, columns.iter().map(|column| option.get(column).map(String::as_str).unwrap_or_default()));
    }
    text
}

fn push_line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
            text.push('"');
            text.push_str(guard);
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(guard);
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}
