//! Which playbook serves a case: the most specific of those that follow its path.

use super::playbook::Playbook;
use super::rules::UNION;
use crate::advice::Path;
use crate::case::{Case, CustomerKind};

/// What the kind of contract is worth: more than all the rest, for by it the steps differ.
const KIND: i8 = 4;

/// What a list says of a fact of the case: for it where it names it, against it where the fact is not known, nothing where
/// the list is empty; `None` where the case is of another kind.
fn weigh(worth: i8, is_empty: bool, is_known: bool, is_named: bool) -> Option<i8> {
    match (is_empty, is_known, is_named) {
        (true, ..) => Some(0),
        (_, false, _) => Some(-worth),
        (_, _, true) => Some(worth),
        _ => None,
    }
}

/// Whether a place is a jurisdiction, one of its subdivisions, or a country of the Union for `EU`.
fn lies_in(place: &str, jurisdiction: &str) -> bool {
    let country = place.split('-').next().unwrap_or_default();
    jurisdiction == place || jurisdiction == country || (jurisdiction == "EU" && UNION.contains(&country))
}

impl Playbook {
    /// How well it fits a case: 0 for a playbook that is made for anybody, more with each fact that it names, less with
    /// each that it names and nobody knows yet; `None` when it is made for others.
    #[must_use]
    pub fn fit(&self, case: &Case) -> Option<i8> {
        let (customer, contract) = (&case.customer, &case.contract);
        let serves = &self.serves;
        let kinds = &serves.contract_kinds;
        let is_named = contract.kind.is_some_and(|kind| kinds.contains(&kind));
        let kind = weigh(KIND, kinds.is_empty(), contract.kind.is_some(), is_named)?;
        let whom = &serves.customer_kinds;
        let who = weigh(1, whom.is_empty(), customer.kind != CustomerKind::Unknown, whom.contains(&customer.kind))?;
        let place = customer.jurisdiction.as_deref();
        let is_there = |place| serves.jurisdictions.iter().any(|jurisdiction| lies_in(place, jurisdiction));
        let there = weigh(1, serves.jurisdictions.is_empty(), place.is_some(), place.is_some_and(is_there))?;
        Some(kind + who + there)
    }
}

/// The newest version of each playbook that serves a path, in the order in which they come.
#[must_use]
pub fn serving(playbooks: &[Playbook], path: Path) -> Vec<&Playbook> {
    let is_newest = |one: &&Playbook| !playbooks.iter().any(|other| other.id == one.id && one.version < other.version);
    playbooks.iter().filter(is_newest).filter(|playbook| playbook.paths.contains(&path)).collect()
}

/// The playbook that serves a case on a path best; of two that fit alike, the first one.
#[must_use]
pub fn choose<'a>(playbooks: &'a [Playbook], path: Path, case: &Case) -> Option<&'a Playbook> {
    let mut best: Option<(&Playbook, i8)> = None;
    for playbook in serving(playbooks, path) {
        if let Some(fit) = playbook.fit(case)
            && best.is_none_or(|(_, known)| known < fit)
        {
            best = Some((playbook, fit));
        }
    }
    best.map(|(playbook, _)| playbook)
}
