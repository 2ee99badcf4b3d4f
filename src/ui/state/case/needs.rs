//! What the customer needs next, as typed: an amount, one word, and features. Drafts until the step is done, then
//! closed words in the journal.

use super::{Library, OpenCase};
use crate::case::{Currency, Money};
use crate::leaving::{Act, read_money};
use crate::map::Map;
use crate::providers::{Catalogue, Needs, Tie};
use crate::ui::state::form::{self, Fault};
use crate::words::Text;

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

/// The currency of the catalogue's prices: what a budget is asked in.
#[must_use]
pub fn currency(library: &Library) -> Option<Currency> {
    let price = library.providers.as_ref()?.providers.iter().find_map(|provider| provider.monthly_price.as_ref());
    price.and_then(read_money).map(|money| money.currency)
}

/// The most that they want to pay, where it was typed; `mark` is the decimal mark of the reader's language.
///
/// # Errors
/// Says in words how to write it.
pub fn budget(open: &OpenCase, currency: Option<Currency>, mark: char) -> Result<Option<Money>, Text> {
    let typed = shown(open, BUDGET);
    match currency {
        Some(currency) if !typed.trim().is_empty() => form::amount(typed.trim(), currency, mark).map(Some),
        _ => Ok(None),
    }
}

/// What is wrong with the answers.
#[must_use]
pub fn fault(open: &OpenCase, currency: Option<Currency>, mark: char) -> Option<Fault> {
    let text = budget(open, currency, mark).err()?;
    Some(Fault { field: form::key("needs", BUDGET), text })
}

/// The needs as they stand; an answer that does not fit takes no part.
#[must_use]
pub fn read(open: &OpenCase, catalogue: &Catalogue, mark: char) -> Needs {
    let tie = shown(open, TIE);
    let features = catalogue.features().iter().map(|feature| feature.id.clone());
    Needs {
        budget: budget(open, catalogue.currency(), mark).ok().flatten(),
        tie: Tie::ALL.iter().copied().find(|known| known.word() == tie),
        must_have: features.filter(|id| shown(open, id) == "yes").collect(),
        region: open.record.case.customer.jurisdiction.clone(),
    }
}

/// The act that records the needs, where any was typed. The amount is recorded as files write it, whatever the language.
#[must_use]
pub fn act(open: &OpenCase, currency: Option<Currency>, mark: char) -> Option<Act> {
    let mut typed: Map<String, String> = open
        .drafts
        .iter()
        .filter_map(|(field, text)| Some((field.strip_prefix("needs.")?.to_owned(), text.trim().to_owned())))
        .collect();
    if typed.is_empty() {
        return None;
    }
    if let Ok(Some(amount)) = budget(open, currency, mark) {
        typed.insert(BUDGET.to_owned(), amount.decimal());
    }
    let mut needs = open.record.needs.clone();
    needs.extend(typed);
    needs.retain(|_, text| !text.is_empty());
    Some(Act::NeedsSet { needs })
}
