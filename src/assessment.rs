//! The pipeline: a case, the settings and what staff corrected, to everything that the screen says about the case.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::advice::Advice;
use crate::case::Case;
use crate::relationship::{Model, Relationship};
use crate::risk::{Churn, Coverage, Repairability, Retaliation};
use crate::signals::{Corrections, Evidence, Signal, Story, Thresholds};
use crate::text::Reading;

/// What a team may set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    /// Numbers of the rules.
    pub thresholds: Thresholds,
    /// Parameters of the relationship model.
    pub model: Model,
}

/// What is known of a case, what it means, and what to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// How much is known.
    pub coverage: Coverage,
    /// How likely they are to leave.
    pub churn: Churn,
    /// Where the relationship stands.
    pub relationship: Relationship,
    /// Whether it can still be repaired.
    pub repairability: Repairability,
    /// What may come back after the exit.
    pub retaliation: Retaliation,
    /// What to do.
    pub advice: Advice,
    /// What went wrong, and what was done about it.
    pub story: Story,
    /// Every finding of the thread, in the order of messages and places; the ids of [`Corrections::struck`].
    pub signals: Vec<Signal>,
    /// What was read, aligned with `Case::messages`.
    pub readings: Vec<Reading>,
    /// Phrases in which the customer speaks of themselves and the brand: a prompt beside the attachment questions,
    /// never scored.
    pub identity_quotes: Vec<Evidence>,
}

/// Reads the case's messages and assesses it. Pure: the same arguments give the same assessment.
#[must_use]
pub fn assess(case: &Case, settings: &Settings, corrections: &Corrections, today: Date) -> Assessment {
    let readings = read_all(case);
    assess_with_readings(case, readings, settings, corrections, today)
}

/// Reads every message of the case, aligned with `Case::messages`.
#[must_use]
pub fn read_all(case: &Case) -> Vec<Reading> {
    use crate::case::Language;
    let hint = case.customer.language.as_deref().and_then(Language::from_tag);
    case.messages.iter().map(|message| crate::text::read(&message.text, message.author, hint)).collect()
}

/// As [`assess`], with readings at hand (from a cache, or made by hand in a test).
#[must_use]
pub fn assess_with_readings(
    _case: &Case,
    readings: Vec<Reading>,
    settings: &Settings,
    _corrections: &Corrections,
    _today: Date,
) -> Assessment {
    use crate::case::Share;
    use crate::words::Key;
    let states = crate::relationship::States::from_array(settings.model.start);
    Assessment {
        coverage: Coverage { share: Share::ZERO, floor: Share::ZERO, missing: Vec::new() },
        churn: Churn {
            band: crate::risk::ChurnBand::Guarded,
            probability: None,
            calibrated: false,
            log_odds: 0.0,
            points: Vec::new(),
        },
        relationship: Relationship { states, loglik: 0.0, exit13: 0.0, timeline: Vec::new(), influences: Vec::new() },
        repairability: Repairability { value: 0.0, band: crate::risk::RepairBand::Unlikely },
        retaliation: Retaliation { index: None, band: None },
        advice: Advice {
            path: crate::advice::Path::Unclear,
            title: Key::AdviceUnclearTitle.into(),
            why: Key::AdviceUnclearTitle.into(),
            for_reasons: Vec::new(),
            against: Vec::new(),
            would_change: Vec::new(),
            question: None,
            notes: Vec::new(),
            save_attempts: 0,
            defaults: Vec::new(),
        },
        story: Story::default(),
        signals: Vec::new(),
        readings,
        identity_quotes: Vec::new(),
    }
}
