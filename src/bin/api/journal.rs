//! `verifyJournal`: whether anything in an exported case was changed.

use clean_break::json_output;
use clean_break::leaving::{ExportError, Why, verify_journal as verify};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};
use super::to_js;

json_output! {
    struct VerificationJs {
        ok: bool,
        entries: u32,
        erased: Option<u32>,
        first_bad as "firstBad": Option<BadJs>,
    }
}

json_output! {
    struct BadJs {
        n: u32,
        code: &'static str,
        why: String,
    }
}

const fn word(why: &Why) -> &'static str {
    match why {
        Why::Hash => "hash",
        Why::Chain => "chain",
        Why::Number(_) => "number",
        Why::Case(_) => "case",
        Why::Unreadable(_) => "unreadable",
        Why::Opening => "opening",
        Why::TextMissing(_) => "text_missing",
        Why::TextChanged(_) => "text_changed",
        Why::Redaction(_) => "redaction",
        Why::TextUnknown(_) => "text_unknown",
        Why::Document => "document",
        Why::Head => "head",
        Why::Beside(_) => "beside",
    }
}

/// Verifies the text of an exported case (`clean-break/export@1`) and names the first entry that does not hold.
///
/// It shows whether the file was changed after its last entry's hash became known elsewhere, not that what it records
/// took place. Throws `bad_journal` where the text is no export at all.
#[wasm_bindgen(js_name = verifyJournal, unchecked_return_type = "Verification")]
pub fn verify_journal(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Result<JsValue, Fault> {
    let text = text.as_string().ok_or_else(|| Code::Journal.at(".", "the export must be a string"))?;
    let found = verify(&text).map_err(|error| match error {
        ExportError::Json(error) => Code::Journal.of(error),
        ExportError::Schema(_) => Code::Journal.at("schema", error),
        ExportError::Bad(_) => Code::Journal.at("entries", error),
    })?;
    let ok = found.is_ok();
    let first_bad = found.first_bad.map(|bad| BadJs { n: bad.n, code: word(&bad.why), why: bad.why.to_string() });
    to_js(&VerificationJs { ok, entries: found.entries, erased: found.erased, first_bad })
}
