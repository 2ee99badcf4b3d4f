//! `assess`: a case, with its reasons, as plain objects.

use core::cell::Cell;

use clean_break::advice::{Advice, Path, Reasons};
use clean_break::assessment::{Assessment, Explanation, Settings, SettingsError, assess, explain};
use clean_break::case::{Author, Case, CaseJson, date_text, time_text};
use clean_break::json;
use clean_break::map::{Map, Set};
use clean_break::relationship::Relationship;
use clean_break::risk::{ChurnBand, MissingKind, RepairBand, RetaliationBand};
use clean_break::signals::{
    AttemptKind, AttemptOutcome, Corrections, Evidence, Failure, HowKnown, Outcome, PointSource,
};
use clean_break::text::{FindingKind, LeaveTarget, LeaveTime, NotRead, Utf16};
use clean_break::{json_input, json_output};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};
use super::filter::StatesJs;
use super::options::Options;
use super::words::{TextJs, Words};
use super::{reader, to_js};

json_input! {
    #[derive(Default)]
    struct CorrectionsJs {
        struck: Vec<String> = default,
        outcomes: Map<String, Outcome> = default,
        wish: Option<bool>,
        escalate: Option<bool>,
    }
}

impl From<CorrectionsJs> for Corrections {
    fn from(CorrectionsJs { struck, outcomes, wish, escalate }: CorrectionsJs) -> Self {
        let mut set = Set::default();
        set.extend(struck);
        Self { struck: set, outcomes, wish, escalate }
    }
}

json_output! {
    struct AssessmentJs<'a> {
        coverage: CoverageJs,
        churn: ChurnJs<'a>,
        relationship: RelationshipJs<'a>,
        repairability: RepairabilityJs,
        retaliation: RetaliationJs,
        advice: AdviceJs,
        failures: Vec<FailureJs<'a>>,
        signals: Vec<SignalJs<'a>>,
        identity_quotes as "identityQuotes": Vec<QuoteJs<'a>>,
        unread: Vec<UnreadJs<'a>>,
    }
}

json_output! {
    struct CoverageJs {
        share: f64,
        floor: f64,
        missing: Vec<MissingJs>,
    }
}

json_output! {
    struct MissingJs {
        id: MissingKind,
        label: TextJs,
    }
}

json_output! {
    struct ChurnJs<'a> {
        band: ChurnBand,
        label: TextJs,
        probability: Option<f64>,
        calibrated: bool,
        log_odds as "logOdds": f64,
        points: Vec<PointJs<'a>>,
    }
}

json_output! {
    struct PointJs<'a> {
        id: &'a str,
        source: PointSource,
        label: TextJs,
        points: f64,
        struck: bool,
        evidence: Option<QuoteJs<'a>> = flat,
    }
}

json_output! {
    /// Words of a message: `text.slice(start, end) === quote`.
    struct QuoteJs<'a> {
        message_id as "messageId": &'a str,
        quote: &'a str,
        start: usize,
        end: usize,
    }
}

json_output! {
    struct RelationshipJs<'a> {
        states: StatesJs,
        loglik: f64,
        exit13: f64,
        timeline: Vec<WeekJs>,
        influences: Vec<InfluenceJs<'a>>,
    }
}

json_output! {
    struct WeekJs {
        week: String,
        states: StatesJs,
    }
}

json_output! {
    struct InfluenceJs<'a> {
        id: &'a str,
        date: String,
        label: TextJs,
        log_ratio as "logRatio": f64,
        points: f64,
        helped: bool,
        evidence: Option<QuoteJs<'a>> = flat,
    }
}

json_output! {
    struct RepairabilityJs {
        value: f64,
        band: RepairBand,
        label: TextJs,
    }
}

json_output! {
    struct RetaliationJs {
        index: Option<f64>,
        band: Option<RetaliationBand>,
        label: Option<TextJs>,
    }
}

json_output! {
    struct AdviceJs {
        path: Path,
        title: TextJs,
        why: TextJs,
        for_reasons as "for": Vec<TextJs>,
        against: Vec<TextJs>,
        would_change as "wouldChange": Vec<TextJs>,
        question: Option<QuestionJs>,
        notes: Vec<TextJs>,
        save_attempts as "saveAttempts": u8,
        defaults: Vec<TextJs>,
    }
}

json_output! {
    struct QuestionJs {
        id: String,
        text: TextJs,
    }
}

json_output! {
    struct FailureJs<'a> {
        id: &'a str,
        opened: String,
        how: HowJs<'a>,
        resolved: Option<String>,
        attempts: Vec<AttemptJs<'a>>,
    }
}

json_output! {
    struct AttemptJs<'a> {
        id: &'a str,
        kind: AttemptKind,
        at: String,
        how: HowJs<'a>,
        outcome: AttemptOutcome,
        thanked: bool,
    }
}

json_output! {
    struct HowJs<'a> {
        by: &'static str,
        evidence: Option<QuoteJs<'a>> = flat,
    }
}

json_output! {
    struct SignalJs<'a> {
        id: &'a str,
        kind: FindingKind,
        time: Option<LeaveTime>,
        target: Option<LeaveTarget>,
        author: Author,
        label: TextJs,
        struck: bool,
        evidence: QuoteJs<'a> = flat,
    }
}

json_output! {
    struct UnreadJs<'a> {
        message_id as "messageId": &'a str,
        why: NotRead,
    }
}

/// Turns the core's values into objects: knows the case that quotes are of, and the language.
struct View<'a> {
    case: &'a Case,
    words: &'a Words,
    /// The message of the last quote, and how far its units were counted.
    units: Cell<Option<(&'a str, Utf16<'a>)>>,
}

impl<'a> View<'a> {
    fn quote(&self, evidence: &'a Evidence) -> QuoteJs<'a> {
        let id = evidence.message_id.as_str();
        let fresh = || {
            let message = self.case.messages.iter().find(|message| message.id == id);
            (id, Utf16::new(message.map_or("", |message| &message.text)))
        };
        let (id, mut units) = self.units.get().filter(|(last, _)| *last == id).unwrap_or_else(fresh);
        let (start, end) = units.span(evidence.span);
        self.units.set(Some((id, units)));
        QuoteJs { message_id: &evidence.message_id, quote: &evidence.quote, start, end }
    }

    fn assessment(&self, found: &'a Assessment, behind: &'a Explanation) -> AssessmentJs<'a> {
        let words = self.words;
        let missing = found.coverage.missing.iter();
        let unread = self.case.messages.iter().zip(&found.readings);
        AssessmentJs {
            coverage: CoverageJs {
                share: found.coverage.share.get(),
                floor: found.coverage.floor.get(),
                missing: missing.map(|one| MissingJs { id: one.id, label: words.text(&one.label) }).collect(),
            },
            churn: self.churn(found),
            relationship: self.relationship(&found.relationship, behind),
            repairability: RepairabilityJs {
                value: found.repairability.value,
                band: found.repairability.band,
                label: words.text(&found.repairability.band.label()),
            },
            retaliation: RetaliationJs {
                index: found.retaliation.index,
                band: found.retaliation.band,
                label: found.retaliation.band.map(|band| words.text(&band.label())),
            },
            advice: self.advice(&found.advice, &behind.reasons),
            failures: found.story.failures.iter().map(|failure| self.failure(failure)).collect(),
            signals: found
                .signals
                .iter()
                .map(|signal| SignalJs {
                    id: &signal.id,
                    kind: signal.kind,
                    time: signal.leave.map(|leave| leave.time),
                    target: signal.leave.map(|leave| leave.target),
                    author: signal.author,
                    label: words.text(&signal.label),
                    struck: signal.struck,
                    evidence: self.quote(&signal.evidence),
                })
                .collect(),
            identity_quotes: behind.identity_quotes.iter().map(|evidence| self.quote(evidence)).collect(),
            unread: unread
                .filter_map(|(message, read)| Some(UnreadJs { message_id: &message.id, why: read.not_read? }))
                .collect(),
        }
    }

    fn churn(&self, found: &'a Assessment) -> ChurnJs<'a> {
        let points = found.churn.points.iter().map(|point| PointJs {
            id: &point.id,
            source: point.source,
            label: self.words.text(&point.label),
            points: point.points,
            struck: point.struck,
            evidence: point.evidence.as_ref().map(|evidence| self.quote(evidence)),
        });
        ChurnJs {
            band: found.churn.band,
            label: self.words.text(&found.churn.band.label()),
            probability: found.churn.probability,
            calibrated: found.churn.calibrated,
            log_odds: found.churn.log_odds,
            points: points.collect(),
        }
    }

    fn relationship(&self, found: &Relationship, behind: &'a Explanation) -> RelationshipJs<'a> {
        let timeline = behind.timeline.iter();
        let influences = behind.influences.iter().map(|moved| InfluenceJs {
            id: &moved.id,
            date: date_text(moved.date),
            label: self.words.text(&moved.label),
            log_ratio: moved.log_ratio,
            points: moved.points,
            helped: moved.helped,
            evidence: moved.evidence.as_ref().map(|evidence| self.quote(evidence)),
        });
        RelationshipJs {
            states: found.states.into(),
            loglik: found.loglik,
            exit13: found.exit13,
            timeline: timeline.map(|week| WeekJs { week: date_text(week.week), states: week.states.into() }).collect(),
            influences: influences.collect(),
        }
    }

    fn advice(&self, advice: &Advice, reasons: &Reasons) -> AdviceJs {
        let words = self.words;
        let question = advice.question.as_ref();
        AdviceJs {
            path: advice.path,
            title: words.text(&advice.title),
            why: words.text(&advice.why),
            for_reasons: words.texts(&reasons.for_it),
            against: words.texts(&reasons.against),
            would_change: words.texts(&reasons.would_change),
            question: question.map(|one| QuestionJs { id: one.id.name(), text: words.text(&one.text) }),
            notes: words.texts(&reasons.notes),
            save_attempts: advice.save_attempts,
            defaults: words.texts(&reasons.defaults),
        }
    }

    fn failure(&self, failure: &'a Failure) -> FailureJs<'a> {
        let attempts = failure.attempts.iter().map(|attempt| AttemptJs {
            id: &attempt.id,
            kind: attempt.kind,
            at: time_text(attempt.at),
            how: self.how(&attempt.how),
            outcome: attempt.outcome,
            thanked: attempt.thanked,
        });
        FailureJs {
            id: &failure.id,
            opened: time_text(failure.opened),
            how: self.how(&failure.how),
            resolved: failure.resolved.map(time_text),
            attempts: attempts.collect(),
        }
    }

    fn how(&self, how: &'a HowKnown) -> HowJs<'a> {
        match how {
            HowKnown::Recorded(_) => HowJs { by: "record", evidence: None },
            HowKnown::Inferred(evidence) => HowJs { by: "words", evidence: Some(self.quote(evidence)) },
            HowKnown::Staff => HowJs { by: "staff", evidence: None },
        }
    }
}

/// Reads a case argument.
pub fn read_case(value: JsValue) -> Result<CaseJson, Fault> {
    json::from_js(&value).map_err(|error| Code::Case.of(error))
}

/// Checks a case that was read.
pub fn check_case(json: CaseJson) -> Result<Case, Fault> {
    json.check().map_err(|error| Code::Case.of(error))
}

fn read_settings(options: &Options) -> Result<Settings, Fault> {
    let settings: Settings = options.read("settings", Code::Settings)?.unwrap_or_default();
    settings.check().map_err(|error| match error {
        SettingsError::Threshold(error) => Code::Settings.at(["settings.thresholds.", error.0].concat(), error),
        SettingsError::Model(error) => Code::Settings.at(["settings.model.", error.0].concat(), error),
    })
}

/// Assesses a case: how likely the customer is to leave, why, what speaks against it, what is unknown, and what to do.
///
/// The same arguments give the same assessment: `today` is an argument, no clock is read. Throws `bad_case`,
/// `bad_date`, `bad_lang`, `bad_settings`, `bad_corrections` or `bad_options`.
#[wasm_bindgen(js_name = assess, unchecked_return_type = "Assessment")]
pub fn assess_js(
    #[wasm_bindgen(js_name = caseObject, unchecked_param_type = "Case")] case: JsValue,
    #[wasm_bindgen(unchecked_param_type = "AssessOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    let options = Options::new(options)?;
    let (today, words, settings) = (options.today()?, options.words()?, read_settings(&options)?);
    let corrections: CorrectionsJs = options.read("corrections", Code::Corrections)?.unwrap_or_default();
    let case = check_case(read_case(case)?)?;
    let corrections = corrections.into();
    let found = assess(&case, &reader(), &settings, &corrections, today);
    let behind = explain(&case, &found.readings, &settings, &corrections, today);
    to_js(&View { case: &case, words: &words, units: Cell::default() }.assessment(&found, &behind))
}
