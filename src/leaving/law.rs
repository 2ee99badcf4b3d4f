//! What holds for one customer: the rule packs together with the holidays that their clocks need, and the choice among
//! rules of the same right.

use std::ops::Deref;

use time::Date;

use super::calendar::{Due, Holidays};
use super::record::CaseRecord;
use super::rules::{Actor, Flag, Rule, RulePack};
use super::values::{FieldValue, Fields};
use crate::case::{ContractKind, CustomerKind, country_code};

/// The rule packs, and the holidays.
#[derive(Clone, Debug)]
pub struct Law {
    packs: Vec<RulePack>,
    holidays: Holidays,
}

impl Law {
    /// The law as files have it.
    #[must_use]
    pub const fn new(packs: Vec<RulePack>, holidays: Holidays) -> Self {
        Self { packs, holidays }
    }

    /// The public holidays.
    #[must_use]
    pub const fn holidays(&self) -> &Holidays {
        &self.holidays
    }

    /// The rule that sets a clock, and the day on which it runs out. It is judged on the day from which the clock runs: a
    /// rule that was not in force then starts none, and one that ended later still does. Of a rule that follows
    /// [another](Rule::after), `from` is the day from which that one runs.
    #[must_use]
    pub fn clock(&self, id: &str, whose: &Whose<'_>, from: Date, today: Date) -> Option<(Found<'_>, Due)> {
        let all = applicable(&self.packs, whose.kind, whose.place, from);
        let mut found = all.into_iter().find(|found| found.rule.is(id) && found.rule.in_force(from))?;
        let rule = found.rule;
        // A pack is refused where one that is followed follows another.
        let first = match &rule.after {
            Some(first) => Some(self.clock(first, whose, from, today)?.1),
            None => None,
        };
        let from = first.map_or(from, |first| first.on);
        // Days off of a State move nothing that federal law sets; of the Union's law the holidays are the place's own.
        let federal = found.jurisdiction == "US";
        let place = if federal { Some(found.jurisdiction) } else { whose.place };
        let calendar = self.holidays.of(place);
        let due = calendar.due(from, rule.clock?)?;
        let due = if rule.moves && rule.who == Actor::Customer { calendar.moved(due)? } else { due };
        // How it is doubted today; that it held on the day is settled.
        let about_customer = [Flag::CoverageUnknown, Flag::JurisdictionUnknown];
        let kept = std::mem::take(&mut found.flags).into_iter().filter(|flag| about_customer.contains(flag));
        found.flags = rule.flags(today);
        found.flags.retain(|flag| *flag != Flag::NotInForce);
        found.flags.extend(kept);
        match rule.concerns(whose.contract) {
            Some(true) => {}
            Some(false) => return None,
            None => found.flags.push(Flag::ContractUnknown),
        }
        let doubt = due.doubt.or(first.and_then(|first| first.doubt));
        let doubt = doubt.filter(|doubt| !federal || *doubt != Flag::HolidaysRegional);
        found.flags.extend(doubt);
        Some((found, Due { doubt, ..due }))
    }
}

impl Deref for Law {
    type Target = [RulePack];

    fn deref(&self) -> &[RulePack] {
        &self.packs
    }
}

/// What of a customer decides which rules hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whose<'a> {
    /// Consumer or business.
    pub kind: CustomerKind,
    /// The jurisdiction.
    pub place: Option<&'a str>,
    /// The kind of contract.
    pub contract: Option<ContractKind>,
}

impl<'a> Whose<'a> {
    /// What a form says as it is being typed, else what is known of the case.
    #[must_use]
    pub fn of(record: &'a CaseRecord, form: &'a Fields) -> Self {
        let word = |field: &str| form.get(field).and_then(FieldValue::as_choice).filter(|word| !word.is_empty());
        let (customer, contract) = (&record.case.customer, &record.case.contract);
        let kind = word("customer_kind").and_then(|typed| CustomerKind::ALL.iter().find(|kind| kind.word() == typed));
        let of = word("contract_kind").and_then(|typed| ContractKind::ALL.iter().find(|kind| kind.word() == typed));
        Self {
            kind: kind.copied().unwrap_or(customer.kind),
            place: word("jurisdiction").map(country_code).or(customer.jurisdiction.as_deref()),
            contract: of.copied().or(contract.kind),
        }
    }
}

/// A rule that may hold for a customer, with its doubts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The pack's jurisdiction.
    pub jurisdiction: &'a str,
    /// Its doubts.
    pub flags: Vec<Flag>,
}

/// The rules that hold, or may hold, for a customer. Of rules with the same id one that is in force goes before one that
/// is not, then a subdivision's before its country's, and that before the Union's. Where the jurisdiction or the kind of
/// customer is not known, rules are given with that doubt; those not in force are given too, with their flag.
#[must_use]
pub fn applicable<'a>(
    packs: &'a [RulePack],
    kind: CustomerKind,
    jurisdiction: Option<&str>,
    today: Date,
) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    for in_force in [true, false] {
        for near in 0..=2 {
            let nearness = |pack: &RulePack| match jurisdiction {
                Some(place) => pack.nearness(place),
                None => (pack.jurisdiction == "EU").then_some(2),
            };
            for pack in packs.iter().filter(|pack| nearness(pack) == Some(near)) {
                for rule in pack.rules.iter().filter(|rule| rule.in_force(today) == in_force) {
                    let covered = rule.covers(kind);
                    if covered == Some(false) || found.iter().any(|known| known.rule.id == rule.id) {
                        continue;
                    }
                    let mut flags = rule.flags(today);
                    if covered.is_none() {
                        flags.push(Flag::CoverageUnknown);
                    }
                    if jurisdiction.is_none() {
                        flags.push(Flag::JurisdictionUnknown);
                    }
                    found.push(Found { rule, jurisdiction: &pack.jurisdiction, flags });
                }
            }
        }
    }
    found
}
