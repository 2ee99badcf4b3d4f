//! The sample desk: invented customers that a newcomer can open with one click, marked as a rehearsal.

use serde::Deserialize;
use time::Date;

use super::IngestError;
use crate::case::parse_date;
use crate::json;
use crate::words::Key;

/// The desk of every sample case: a rehearsal.
pub const REHEARSAL: &str = "rehearsal";

/// The list of sample cases, `www/samples/index.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// The day on which the samples are set, so that they read the same on every day.
    pub today: Date,
    /// The cases.
    pub cases: Vec<Sample>,
}

/// One sample case in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The ticket.
    pub id: String,
    /// Its file, beside the list.
    pub file: String,
    /// The customer's name.
    pub name: String,
    /// The language they write in, BCP 47.
    pub language: String,
    /// What it shows, in a line.
    pub text: Key,
}

#[derive(Deserialize)]
struct IndexJson {
    today: String,
    cases: Vec<SampleJson>,
}

#[derive(Deserialize)]
struct SampleJson {
    id: String,
    file: String,
    name: String,
    language: String,
    text: String,
}

impl Samples {
    /// Reads the list.
    ///
    /// # Errors
    /// Names the place and the rule.
    pub fn parse(text: &str) -> Result<Self, IngestError> {
        let index: IndexJson = json::parse(text)?;
        let mut cases = Vec::new();
        for (at, SampleJson { id, file, name, language, text }) in index.cases.into_iter().enumerate() {
            let text = Key::parse(&text).ok_or_else(|| IngestError::Rule {
                place: format!("cases[{at}].text"),
                rule: format!("{text:?} is not in the catalogue of words"),
            })?;
            cases.push(Sample { id, file, name, language, text });
        }
        Ok(Self { today: parse_date("today", &index.today)?, cases })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Ingested, SourceKind, read};
    use super::*;
    use crate::case::{Author, EventKind};

    fn file(name: &str) -> String {
        std::fs::read_to_string(format!("{}/www/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn every_sample_reads_and_is_a_rehearsal() {
        let samples = Samples::parse(&file("index.json")).unwrap();
        for sample in &samples.cases {
            let Ok(Ingested::Case { case, source: SourceKind::CaseFile, .. }) =
                read(&file(&sample.file), samples.today)
            else {
                panic!("{} is a case file", sample.file)
            };
            assert_eq!((case.id.desk.as_str(), &case.id.ticket), (REHEARSAL, &sample.id));
            assert_eq!(case.customer.name.as_ref(), Some(&sample.name));
            assert_eq!(case.customer.language.as_ref(), Some(&sample.language));
            assert!(case.messages.iter().any(|message| message.author == Author::Customer));
            assert!(case.messages.iter().all(|message| message.at.date() <= samples.today), "{}", sample.file);
        }
        for language in ["en", "fr", "it"] {
            assert!(samples.cases.iter().filter(|sample| sample.language == language).count() >= 2, "{language}");
        }
    }

    #[test]
    fn each_sample_holds_what_its_line_says() {
        let failed = |name: &str| {
            let Ok(Ingested::Case { case, .. }) = read(&file(name), Date::MAX) else { panic!("{name}") };
            let count = |kind| case.events.iter().filter(|event| event.kind == kind).count();
            (count(EventKind::RepairFailed), count(EventKind::ExitNotice) > 0, case.customer.attachment.is_some())
        };
        assert_eq!(failed("honour-english.json"), (1, true, true));
        assert_eq!(failed("honour-italian.json"), (1, true, true));
        assert_eq!(failed("clean-break-french.json"), (2, false, true));
        assert_eq!(failed("repair-english.json"), (0, false, true));
        assert_eq!(failed("second-chance-french.json"), (1, false, true));
        assert_eq!(failed("unclear-italian.json"), (2, false, false));
    }
}
