//! What the customer needs next, as typed: an amount, one word, features, and how much each counts. Drafts until the step
//! is done, then closed words in the journal, with the order that was shown.

use time::Date;

use super::{Library, OpenCase};
use crate::case::{Currency, Money};
use crate::leaving::{Act, read_money};
use crate::map::Map;
use crate::providers::{Catalogue, Criterion, Needs, Tie, Weights, rank};
use crate::ui::state::form::{self, Fault};
use crate::words::Text;

/// The budget's name.
pub const BUDGET: &str = "budget";
/// The name of how tied down it may be.
pub const TIE: &str = "tie";

/// The name of the order that was shown, as in `1 example-fibre, 2 sample-cable`.
const ORDER: &str = "order";
/// How the names of weights begin.
const WEIGHT: &str = "weight.";

/// The name of a weight.
#[must_use]
pub fn weight(criterion: Criterion, feature: &str) -> String {
    let dot = if feature.is_empty() { "" } else { "." };
    [WEIGHT, criterion.word(), dot, feature].concat()
}

/// What one question shows: what was typed, else what is recorded.
#[must_use]
pub fn shown(open: &OpenCase, name: &str) -> String {
    let draft = open.drafts.get(&form::key("needs", name));
    draft.or_else(|| open.record.needs.get(name)).cloned().unwrap_or_default()
}

/// The currency of the catalogue's prices: what a budget is asked in.
#[must_use]
pub fn currency(library: &Library) -> Option<Currency> {
    let price = library.alternatives()?.providers.iter().find_map(|provider| provider.monthly_price.as_ref());
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
    let must_have: Vec<String> = features.filter(|id| shown(open, id) == "yes").collect();
    let mut weights = Weights::default();
    let plain = [Criterion::Price, Criterion::Term, Criterion::Notice].map(|criterion| (criterion, ""));
    for (criterion, feature) in plain.into_iter().chain(must_have.iter().map(|id| (Criterion::Feature, id.as_str()))) {
        if let Ok(moved) = shown(open, &weight(criterion, feature)).parse() {
            weights.set(criterion, feature, moved);
        }
    }
    Needs {
        budget: budget(open, catalogue.currency(), mark).ok().flatten(),
        tie: Tie::ALL.iter().copied().find(|known| known.word() == tie),
        must_have,
        region: open.record.case.customer.jurisdiction.clone(),
        place: None,
        weights,
    }
}

/// The fields of the weights that were moved: emptied, they are as at the start again.
#[must_use]
pub fn moved(open: &OpenCase) -> Vec<String> {
    let begins = form::key("needs", WEIGHT);
    let typed = open.drafts.iter().filter(|(field, text)| field.starts_with(&begins) && !text.is_empty());
    let mut moved: Vec<String> = typed.map(|(field, _)| field.clone()).collect();
    let recorded = open.record.needs.keys().filter(|name| name.starts_with(WEIGHT));
    for field in recorded.map(|name| form::key("needs", name)) {
        if !open.drafts.contains_key(&field) {
            moved.push(field);
        }
    }
    moved
}

/// The order as it is shown, by places and ids.
fn order(open: &OpenCase, library: &Library, mark: char, today: Date) -> Option<String> {
    let catalogue = library.alternatives()?.check(open.letter_language()).ok()?;
    let ranking = rank(&catalogue, &read(open, &catalogue, mark), today);
    let mut order = String::new();
    for one in &ranking.ranked {
        if !order.is_empty() {
            order.push_str(", ");
        }
        order.push_str(&one.place.to_string());
        order.push(' ');
        order.push_str(&one.provider.id);
    }
    Some(order)
}

/// The act that records the needs, where any was typed, and the order that they gave. The amount is recorded as files
/// write it, whatever the language.
#[must_use]
pub fn act(open: &OpenCase, library: &Library, mark: char, today: Date) -> Option<Act> {
    let mut typed: Map<String, String> = open
        .drafts
        .iter()
        .filter_map(|(field, text)| Some((field.strip_prefix("needs.")?.to_owned(), text.trim().to_owned())))
        .collect();
    if typed.is_empty() {
        return None;
    }
    if let Ok(Some(amount)) = budget(open, currency(library), mark) {
        typed.insert(BUDGET.to_owned(), amount.decimal());
    }
    let mut needs = open.record.needs.clone();
    needs.extend(typed);
    needs.extend(order(open, library, mark, today).map(|order| (ORDER.to_owned(), order)));
    needs.retain(|_, text| !text.is_empty());
    Some(Act::NeedsSet { needs })
}
