//! Tests of the whole parting: fixtures here, the chain and the plan in their own files.

mod addressee;
mod after;
mod book_edit;
mod branches;
mod chain;
mod clocks;
mod examples;
mod money;
mod open;
mod packs;
mod page;
mod periods;
mod plan;
mod playbook_lint;
mod playbooks;
mod several;
mod views;
mod withdrawal;

use time::Date;
use time::macros::date;

use super::*;
use crate::advice::Path;
use crate::case::{Currency, Money};
use rules::RulePack;

pub(super) const TODAY: Date = date!(2026 - 11 - 21);

pub(super) const CASE: &str = r#"{"schema":"clean-break/case@1","id":"T-8421","desk":"zendesk:acme","customer":{"id":"C-77",
    "name":"Léa Bernard","kind":"consumer","jurisdiction":"DE","language":"fr"},
    "messages":[{"id":"m1","at":"2026-11-02T09:14:00Z","author":"customer","text":"Je veux résilier."}]}"#;

pub(super) fn playbook(id: &str) -> Playbook {
    let text = match id {
        "repair" => include_str!("../../../www/playbooks/repair.json"),
        "second_chance" => include_str!("../../../www/playbooks/second_chance.json"),
        "earlier" => include_str!("../../../www/playbooks/consumer_subscription_eu.1.json"),
        _ => include_str!("../../../www/playbooks/consumer_subscription_eu.json"),
    };
    Playbook::parse(text).unwrap()
}

/// Every playbook that the site delivers, old versions too.
pub(super) fn shipped() -> Vec<Playbook> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/playbooks");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| Playbook::parse(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

pub(super) fn branches() -> Branches {
    Branches::parse(include_str!("../../../www/branches/branches.1.json")).unwrap()
}

pub(super) fn newest_branches() -> Branches {
    Branches::parse(include_str!("../../../www/branches/branches.json")).unwrap()
}

/// The rule packs and holidays that are delivered, read once.
pub(super) fn law() -> &'static Law {
    static LAW: std::sync::LazyLock<Law> = std::sync::LazyLock::new(|| {
        Law::new(rules::PACKS.iter().map(|text| RulePack::parse(text).unwrap()).collect(), holidays())
    });
    &LAW
}

pub(super) fn packs() -> Law {
    law().clone()
}

pub(super) fn holidays() -> Holidays {
    Holidays::parse(include_str!("../../../www/holidays/days.json")).unwrap()
}

pub(super) fn stamp(n: usize) -> Stamp {
    let minute = n % 60;
    let hour = 8 + n / 60 % 12;
    let mut salt = [7; 16];
    salt[0] = u8::try_from(n % 256).unwrap();
    salt[1] = u8::try_from(n / 256).unwrap();
    Stamp { at: format!("2026-11-21T{hour:02}:{minute:02}:00Z"), by: "agent-7".to_owned(), salt: Salt::new(salt) }
}

pub(super) fn eur(minor: i64) -> FieldValue {
    FieldValue::money(Money::new(minor, Currency::EUR))
}

pub(super) fn words(text: &str) -> FieldValue {
    FieldValue::Text(FreeText::typed(text))
}

pub(super) fn day(date: Date) -> FieldValue {
    FieldValue::Date(Day(date))
}

/// A form of a step in which every required field, and a few others, are filled.
pub(super) fn full(step: &Step) -> Fields {
    let mut fields = Fields::new();
    for field in step.fields.iter().filter(|field| field.required && field.only.is_none()) {
        let value = match field.kind {
            FieldKind::Text => words("as agreed"),
            FieldKind::Date => day(TODAY),
            FieldKind::Money => eur(1840),
            FieldKind::Choice => FieldValue::Choice(field.choices[0].id.clone()),
            FieldKind::Country => FieldValue::Choice("DE".to_owned()),
            FieldKind::YesNo => FieldValue::YesNo(true),
            FieldKind::Decimal => FieldValue::Decimal("19".to_owned()),
        };
        fields.insert(field.id.clone(), value);
    }
    // And what these ask for.
    for condition in &step.conditions {
        if let Condition::Needs { field, one_of } = condition
            && fields.contains_key(field)
            && !one_of.iter().any(|other| fields.contains_key(other))
        {
            fields.insert(one_of[one_of.len() - 1].clone(), day(TODAY));
        }
    }
    fields
}

/// A journal and its record, kept in step as the app does.
pub(super) struct Parting {
    pub journal: Journal,
    pub record: CaseRecord,
    pub playbook: Playbook,
}

impl Parting {
    pub fn new() -> Self {
        let journal = Journal::open(CASE, &stamp(0)).unwrap();
        let record = CaseRecord::fold(CASE, journal.entries(), journal.texts()).unwrap();
        Self { journal, record, playbook: playbook("consumer_subscription_eu") }
    }

    /// Does an act where it is allowed.
    pub fn act(&mut self, act: Act) -> Result<(), ActError> {
        let turned = match &act {
            Act::PlanStarted { playbook: id, .. } | Act::PlanTurned { playbook: id, .. } => Some(playbook(id)),
            _ => None,
        };
        self.record.check(&act, Some(turned.as_ref().unwrap_or(&self.playbook)), law(), TODAY)?;
        let entry = self.journal.append(act, &stamp(self.record.history.len())).unwrap().clone();
        self.record.apply(&entry, self.journal.texts()).unwrap();
        self.playbook = turned.unwrap_or_else(|| self.playbook.clone());
        Ok(())
    }

    pub fn start(&mut self, id: &str, path: Path) {
        let version = playbook(id).version;
        self.act(Act::PlanStarted { playbook: id.to_owned(), version, path }).unwrap();
    }

    pub fn leave(&mut self) {
        self.act(Act::WishSet { wants_to_leave: true, how: WishHow::InWriting }).unwrap();
    }

    pub fn done(&mut self, step: &str, fields: Fields) -> Result<(), ActError> {
        self.act(Act::StepDone { step: step.to_owned(), fields, letter: None })
    }

    pub fn skip(&mut self, step: &str, reason: &str) -> Result<(), ActError> {
        self.act(Act::StepSkipped { step: step.to_owned(), reason: FreeText::typed(reason) })
    }

    /// Does a step with a full form.
    pub fn full(&mut self, step: &str) -> Result<(), ActError> {
        let fields = self.playbook.step(step).map(full).unwrap_or_default();
        self.done(step, fields)
    }

    pub fn stop_all(&mut self) {
        for channel in ContactChannel::ALL {
            self.act(Act::ContactStopped { channel: *channel, evidence: FreeText::typed("taken off the list") })
                .unwrap();
        }
    }

    pub fn view(&self, today: Date) -> PlanView {
        PlanView::new(&self.record, &self.playbook, law(), today).unwrap()
    }

    /// A clean break, done to the end but not closed.
    pub fn parted() -> Self {
        let mut parting = Self::new();
        parting.leave();
        parting.start("consumer_subscription_eu", Path::Honour);
        for step in ["confirm_wish", "say_it_once", "cancel_in_billing", "settle_money"] {
            parting.full(step).unwrap();
        }
        let data = parting.playbook.step("data").map(full).unwrap();
        let request = ("request_on".to_owned(), day(date!(2026 - 10 - 31)));
        parting.done("data", data.into_iter().chain([request]).collect()).unwrap();
        parting.skip("alternatives", "they asked us not to").unwrap();
        for step in ["leaving_sheet", "farewell"] {
            parting.full(step).unwrap();
        }
        parting.stop_all();
        parting.full("stop_contact").unwrap();
        parting
    }
}
