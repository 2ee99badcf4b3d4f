//! One language's messages, and how a [`Text`] becomes words in it.

use super::generated::{FINGERPRINT, LANGUAGES, NAMES, SHIPPED};
use super::{Argument, Format, Text};
use crate::json::{self, JsonError};

/// Between the form for one and the form for other numbers in a served message.
const PLURAL_MARK: char = '\u{1e}';

/// How the keys begin whose messages nobody sees before what follows the first verdict is loaded (`ui::later`)...
const LATER: &[&str] = &[
    "about.",
    "advice.against.",
    "advice.change.",
    "advice.default.",
    "advice.for.",
    "advice.note.",
    "alternatives.",
    "after.",
    "app.copied",
    "app.copy_failed",
    "app.file_damaged",
    "app.may_be_cleared",
    "app.name_label",
    "app.store_failed",
    "band.state.",
    "books.",
    "branch.",
    "case.caught_up",
    "case.imported",
    "case.join",
    "case.lock",
    "case.missing",
    "case.new_messages",
    "case.nothing_new",
    "case.other_customer",
    "case.overtaken",
    "case.tampered",
    "case.to_desk",
    "case.updated",
    "close.",
    "fault.",
    "form.",
    "host.apart",
    "host.copy_instead",
    "host.damaged",
    "host.exported",
    "host.inserted",
    "host.kept_here",
    "host.note_",
    "host.offer",
    "host.other",
    "host.refused",
    "host.resume",
    "host.sending",
    "host.tagged",
    "host.timed_out",
    "host.why_",
    "ingest.ask_who.",
    "ingest.error.",
    "ingest.note.before_first",
    "ingest.note.day_first",
    "ingest.note.no_speakers",
    "ingest.note.source",
    "ingest.note.times_utc",
    "ingest.note.year_assumed",
    "ingest.sample.",
    "ingest.source.",
    "kind.",
    "letter.",
    "lint.",
    "need.",
    "panel.",
    "plan.",
    "provider.",
    "reading.",
    "rule.",
    "settle.",
    "sheet.",
    "signal.attempt.",
    "signal.event.",
    "signal.exit_notice",
    "signal.heard.",
    "signal.how.",
    "signal.outcome.",
    "signal.time_passing",
    "start.",
    "status.",
    "step.",
    "store.",
    "thread.",
    "ui.",
    "verdict.against",
    "verdict.broken",
    "verdict.chart",
    "verdict.defaults",
    "verdict.for",
    "verdict.inferred",
    "verdict.nothing_against",
    "verdict.recorded",
    "verdict.said",
    "verdict.sound",
    "verdict.story",
    "verdict.strained",
    "verdict.would_change",
];

/// ... except for these.
const FIRST: &[&str] = &["panel.how_", "ui.wish_"];

/// A language is served in two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is seen up to the first verdict.
    First,
    /// All else.
    Later,
}

/// The messages of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    language: String,
    /// In the order of their keys; those of a part that is not here are empty.
    messages: Vec<String>,
    is_whole: bool,
}

/// Why a served catalogue cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// The file is not a list of strings.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// The file belongs to another build.
    #[error("the catalogue is of build {found}, this is {FINGERPRINT}: reload the page")]
    OtherBuild {
        /// The build that the file names.
        found: String,
    },
}

/// The name of a shipped language in itself, else the tag.
#[must_use]
pub fn endonym(language: &str) -> &str {
    match language {
        "en" => "English",
        "fr" => "Français",
        "it" => "Italiano",
        "de" => "Deutsch",
        "es" => "Español",
        other => other,
    }
}

impl Catalogue {
    /// Languages for which the project ships a catalogue, as BCP 47 tags.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().copied()
    }

    /// The catalogue of a shipped language, compiled in. For tests, the JS API and `cargo xtask build`; the site loads
    /// the served file instead, so that it carries one language only.
    #[must_use]
    pub fn shipped(language: &str) -> Option<Self> {
        let (language, messages) = SHIPPED.iter().find(|(name, _)| *name == language)?;
        Some(Self {
            language: (*language).to_owned(),
            messages: messages.iter().map(|message| (*message).to_owned()).collect(),
            is_whole: true,
        })
    }

    /// Reads a part of a served catalogue, as [`Catalogue::served`] wrote it.
    ///
    /// # Errors
    /// When the text is not a list of strings or belongs to another build.
    pub fn parse(language: &str, text: &str) -> Result<Self, CatalogueError> {
        let mut messages: Vec<String> = json::parse(text)?;
        match messages.pop() {
            Some(build) if build == FINGERPRINT => {
                Ok(Self { language: language.to_owned(), messages, is_whole: false })
            }
            found => Err(CatalogueError::OtherBuild { found: found.unwrap_or_default() }),
        }
    }

    /// The other part of the same language.
    pub fn join(&mut self, other: &Self) {
        for (message, other) in self.messages.iter_mut().zip(&other.messages) {
            if message.is_empty() {
                message.clone_from(other);
            }
        }
        self.is_whole = true;
    }

    /// Whether both parts are here.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The file that is served for a part of this language: its messages in the order of their keys' names, those of
    /// the other part empty, then the build.
    ///
    /// # Errors
    /// Never, since a catalogue holds texts only; see [`json::write`].
    pub fn served(&self, part: Part) -> Result<String, JsonError> {
        let begins = |name: &str, list: &[&str]| list.iter().any(|beginning| name.starts_with(beginning));
        let is_later = |name| begins(name, LATER) && !begins(name, FIRST);
        let lines = NAMES.iter().zip(&self.messages);
        let lines = lines.map(|(name, message)| if is_later(name) == (part == Part::Later) { message } else { "" });
        json::write(&lines.chain([FINGERPRINT]).collect::<Vec<&str>>())
    }

    /// The language's BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// `text` in this language.
    #[must_use]
    pub fn text(&self, text: &Text, format: &dyn Format) -> String {
        let pattern = self.pattern(text, format);
        let mut out = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            if let Some((_, argument)) = text.arguments.iter().find(|(known, _)| *known == name) {
                out.push_str(&self.argument(argument, format));
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    fn pattern(&self, text: &Text, format: &dyn Format) -> &str {
        let message = self.messages.get(text.key as usize).map_or("", String::as_str);
        let Some((one, other)) = message.split_once(PLURAL_MARK) else {
            return message;
        };
        match text.arguments.first() {
            Some((_, Argument::Count(count))) if format.is_one(*count) => one,
            _ => other,
        }
    }

    fn argument(&self, argument: &Argument, format: &dyn Format) -> String {
        match argument {
            Argument::Text(text) => text.clone(),
            Argument::Count(count) => format.count(*count),
            Argument::Percent(percent) => format.percent(*percent),
            Argument::Date(date) => format.date(*date),
            Argument::Money(money) => format.money(*money),
            Argument::Message(text) => self.text(text, format),
            Argument::List(texts) => {
                let parts: Vec<String> = texts.iter().map(|text| self.text(text, format)).collect();
                format.list(&parts)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Key, PlainFormat, say};

    #[test]
    fn the_parts_of_a_served_catalogue_are_the_whole() {
        for language in Catalogue::languages() {
            let catalogue = Catalogue::shipped(language).unwrap();
            let part = |part| Catalogue::parse(language, &catalogue.served(part).unwrap()).unwrap();
            let mut read = part(Part::First);
            assert!(!read.is_whole());
            read.join(&part(Part::Later));
            assert_eq!(read, catalogue);
        }
    }

    #[test]
    fn plural_forms_follow_the_count() {
        let catalogue = Catalogue::shipped("en").unwrap();
        assert_eq!(catalogue.text(&say::unit_days(1), &PlainFormat), "1 day");
        assert_eq!(catalogue.text(&say::unit_days(14), &PlainFormat), "14 days");
    }

    #[test]
    fn braces_in_an_argument_are_text() {
        let catalogue = Catalogue::shipped("en").unwrap();
        let text = Text::from(Key::UnitDays).with("n", Argument::Text("{n} <b>".to_owned()));
        assert_eq!(catalogue.text(&text, &PlainFormat), "{n} <b> days");
    }

    #[test]
    fn each_language_quotes_with_its_own_marks() {
        for (language, open, close) in
            [("en", "“", "”"), ("de", "„", "“"), ("fr", "«\u{202f}", "\u{202f}»"), ("it", "«", "»"), ("es", "«", "»")]
        {
            let catalogue = Catalogue::shipped(language).unwrap();
            let quoted = catalogue.text(&say::verdict_quote("ok"), &PlainFormat);
            assert_eq!(quoted, [open, "ok", close].concat(), "{language}");
            for message in &catalogue.messages {
                let rest = message.replace(open, "").replace(close, "");
                assert!(!rest.contains(['“', '”', '„', '«', '»']), "{language}: {message}");
                assert_eq!(message.matches(open).count(), message.matches(close).count(), "{language}: {message}");
            }
        }
    }

    #[test]
    fn a_catalogue_of_another_build_is_refused() {
        assert!(matches!(Catalogue::parse("en", r#"["a"]"#), Err(CatalogueError::OtherBuild { .. })));
    }
}
