//! What the customer needs next, as typed: an amount, one word, and features. Drafts until the step is done, then
//! closed words in the journal.

use super::OpenCase;
use crate::case::Money;
use crate::leaving::Act;
use crate::map::Map;
use crate::providers::{Catalogue, Needs, Tie};
use crate::ui::state::form;

/// The budget's name.
pub const BUDGET: &str = "budget";
/// The name of how tied down it may be.
pub const TIE: &str = "tie";

/// What one question shows: what was typed, else what is recorded.
#[must_use]
pub fn shown(open: &OpenCase, name: &str) -> String {
    let draft = open.drafts.get(&form::key("needs", name));
    draft.or_else(|| open.record.needs.get(name)).cloned().unwrap_or_default()
}

/// The needs as they stand; an answer that does not fit takes no part.
#[must_use]
pub fn read(open: &OpenCase, catalogue: &Catalogue) -> Needs {
    let tie = shown(open, TIE);
    let features = catalogue.features().iter().map(|feature| feature.id.clone());
    Needs {
        budget: catalogue.currency().and_then(|currency| Money::parse(&shown(open, BUDGET), currency).ok()),
        tie: Tie::ALL.iter().copied().find(|known| known.word() == tie),
        must_have: features.filter(|id| shown(open, id) == "yes").collect(),
        region: open.record.case.customer.jurisdiction.clone(),
    }
}

/// The act that records the needs, where any was typed.
#[must_use]
pub fn act(open: &OpenCase) -> Option<Act> {
    let typed: Map<String, String> = open
        .drafts
        .iter()
        .filter_map(|(field, text)| Some((field.strip_prefix("needs.")?.to_owned(), text.trim().to_owned())))
        .collect();
    if typed.is_empty() {
        return None;
    }
    let mut needs = open.record.needs.clone();
    needs.extend(typed);
    needs.retain(|_, text| !text.is_empty());
    Some(Act::NeedsSet { needs })
}
