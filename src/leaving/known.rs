//! What the steps' forms add up to: the facts of letters, of the settlement and of the leaving sheet.

use time::Date;

use super::addressee::Addressee;
use super::elsewhere::Withdrawals;
use super::letters::{LetterFacts, Paid};
use super::playbook::SETTLES;
use super::record::{CaseRecord, StepStatus};
use super::sealed::Texts;
use super::settlement::{
    Because, Charge, ChargeKind, Equipment, EquipmentState, Goods, Ground, Owed, Prepaid, Sector, Settlement,
    SettlementError, Sum, Vat, VatMode, Withdrawal,
};
use super::sheet::{GoodsBack, SheetFacts, Switching, Wished};
use super::values::{FieldValue, Fields};
use super::withdrawal::refund_due;
use crate::case::{ContractKind, Decimal, Money, country_code};

/// Reads fields of a plan's forms by their ids: first in the form that is being typed, then in the steps that are done.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The record.
    pub record: &'a CaseRecord,
    /// The texts beside the journal.
    pub texts: &'a Texts,
    /// The form that is being typed; empty where there is none.
    pub form: &'a Fields,
}

impl<'a> Known<'a> {
    fn value(&self, field: &str) -> Option<&'a FieldValue> {
        self.form.get(field).or_else(|| {
            let mut steps = self.record.plan.as_ref()?.steps.values();
            steps.find_map(|step| match step.status {
                StepStatus::Done { .. } => step.fields.get(field),
                _ => None,
            })
        })
    }

    fn date(&self, field: &str) -> Option<Date> {
        self.value(field).and_then(FieldValue::as_date)
    }

    fn money(&self, field: &str) -> Option<Money> {
        self.value(field).and_then(FieldValue::as_money)
    }

    fn decimal(&self, field: &str) -> Option<Decimal> {
        self.value(field).and_then(FieldValue::as_decimal)
    }

    fn word(&self, field: &str) -> Option<&'a str> {
        self.value(field).and_then(FieldValue::as_choice)
    }

    fn yes(&self, field: &str) -> Option<bool> {
        match self.value(field)? {
            FieldValue::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }

    fn words(&self, field: &str) -> Option<String> {
        match self.value(field)? {
            FieldValue::Text(text) => self.texts.get(text).map(str::to_owned).filter(|text| !text.trim().is_empty()),
            _ => None,
        }
    }

    fn ends_on(&self) -> Option<Date> {
        self.date("end_date").or(self.record.case.contract.ends_on)
    }

    /// The withdrawal, where one is recorded. Who was not told of the right, or wrongly, pays for no service.
    fn withdrawal(&self) -> Option<Withdrawal> {
        let asked = self.value("at_once").and_then(FieldValue::as_choice);
        let not_informed = self.value("late_because").is_some_and(FieldValue::is_filled);
        Some(Withdrawal {
            on: self.date("withdrawal_on")?,
            pays_for_service: if not_informed { Some(false) } else { asked.map(|word| word == "asked_and_told") },
            price: self.money("period_price"),
            other_paid: self.money("other_paid"),
        })
    }

    /// By when we pay: as promised, else as the law has it after a withdrawal.
    fn refund_by(&self) -> Option<Date> {
        self.date("refund_by").or_else(|| refund_due(self.date("withdrawal_on")?))
    }

    /// The last charge; a withdrawal leaves none.
    fn last_charge(&self) -> Option<Money> {
        let charge = self.money("last_charge");
        if self.date("withdrawal_on").is_some() { charge.map(|it| Money::new(0, it.currency)) } else { charge }
    }

    /// The last charge where a letter has told it and the amounts turn out to be without VAT, which comes on top.
    #[must_use]
    pub fn told_without_vat(&self) -> Option<Money> {
        let charge = self.last_charge().filter(|amount| amount.minor > 0)?;
        let mode = self.one_of(VatMode::ALL, VatMode::word, "vat_amounts");
        let mut steps = self.record.plan.as_ref()?.steps.values();
        let is_told = steps.any(|step| step.letter.is_some() && step.fields.contains_key("last_charge"));
        (is_told && mode == Some(VatMode::OnTop)).then_some(charge)
    }

    /// How far a wish is: asked for in one field, done on the day of another, promised for that of a third.
    fn wished(&self, asked: &str, done: &str, by: &str) -> Wished {
        match (self.value(asked), self.date(done), self.date(by)) {
            (Some(FieldValue::YesNo(false)), ..) | (None, None, None) => Wished::No,
            (_, Some(day), _) => Wished::Done(day),
            (_, None, Some(day)) => Wished::By(day),
            (Some(_), None, None) => Wished::Open,
        }
    }

    fn copy(&self) -> Wished {
        self.wished("wants_copy", "copy_sent_on", "copy_by")
    }

    fn erasure(&self) -> Wished {
        self.wished("wants_erasure", "erased_on", "erase_by")
    }

    /// Whether it is known that we owe the customer nothing more: no step that would show it was left out.
    fn is_settled(&self, settlement: Option<&Settlement>) -> bool {
        let left_out = |id: &&str| {
            let plan = self.record.plan.as_ref();
            plan.is_none_or(|plan| matches!(plan.status(id), StepStatus::Skipped { .. }))
        };
        settlement.is_some_and(|all| all.sums.iter().all(|sum| sum.refund().is_none()))
            && !SETTLES.iter().any(left_out)
            && !self.copy().is_open()
            && !self.erasure().is_open()
    }

    /// What goes into the settlement; `None` while the contract's last day is not known.
    #[must_use]
    pub fn owed(&self) -> Option<Owed> {
        let prepaid = match (self.date("prepaid_from"), self.date("prepaid_to"), self.money("prepaid_paid")) {
            (Some(from), Some(to), Some(paid)) => Some(Prepaid { from, to, paid }),
            _ => None,
        };
        let withdrawal = self.withdrawal();
        Some(Owed {
            prepaid,
            withdrawal,
            credit: self.money("credit"),
            deposit: self.money("deposit"),
            deposit_kept: self.money("deposit_kept").map(|kept| (kept, self.words("deposit_kept_because"))),
            compensation: self.money("compensation"),
            last_charge: self.money("last_charge"),
            equipment: self.equipment_kept(),
            charge: self.charge(),
            vat: Vat {
                mode: self.one_of(VatMode::ALL, VatMode::word, "vat_amounts"),
                rate: self.decimal("vat_rate"),
                paid_rate: self.decimal("paid_vat_rate"),
            },
            goods: self.goods(),
            ..Owed::until(self.ends_on().or_else(|| withdrawal.map(|it| it.on))?)
        })
    }

    /// The value of a closed set that was chosen in a field.
    fn one_of<T: Copy>(&self, all: &[T], word: fn(T) -> &'static str, field: &str) -> Option<T> {
        let chosen = self.word(field)?;
        all.iter().copied().find(|one| word(*one) == chosen)
    }

    fn equipment_kept(&self) -> Equipment {
        Equipment {
            state: self
                .one_of(EquipmentState::ALL, EquipmentState::word, "equipment_state")
                .or_else(|| self.date("equipment_back_on").map(|_| EquipmentState::Returned)),
            fee: self.money("equipment_fee"),
            new: self.money("equipment_new"),
            since: self.date("equipment_since"),
            months: self.decimal("equipment_months"),
            remaining_fee: self.money("remaining_fee"),
        }
    }

    /// Whether the plan follows a playbook, or a copy of it, or asks for one of its own fields.
    fn follows(&self, playbook: &str, fields: [&str; 2]) -> bool {
        let plan = self.record.plan.as_ref();
        plan.is_some_and(|plan| plan.playbook.starts_with(playbook))
            || fields.iter().any(|field| self.value(field).is_some())
    }

    /// Where goods were sold.
    #[must_use]
    pub fn goods(&self) -> Option<Goods> {
        self.follows("consumer_goods", ["items", "goods_kept_because"]).then(|| Goods {
            ground: self.one_of(Ground::ALL, Ground::word, "ground"),
            kept_because: self.words("goods_kept_because"),
            not_told: self.value("late_because").is_some_and(FieldValue::is_filled),
        })
    }

    /// Where the customer is: a country that was typed as "UK" or "EL" by the code that the rules have.
    fn place(&self) -> Option<&'a str> {
        self.word("jurisdiction").map(country_code).or(self.record.case.customer.jurisdiction.as_deref())
    }

    fn charge(&self) -> Option<Charge> {
        Some(Charge {
            claimed: self.money("etc_claimed")?,
            kind: self.one_of(ChargeKind::ALL, ChargeKind::word, "etc_kind"),
            sector: self.one_of(Sector::ALL, Sector::word, "etc_sector").or_else(|| self.sector()),
            because: self.one_of(Because::ALL, Because::word, "etc_why"),
            proved: self.money("etc_proved"),
            agreed: self.yes("etc_agreed"),
            country: self.place().map(str::to_owned),
        })
    }

    /// What the contract is about where its kind tells; energy may be gas, and software no cloud.
    fn sector(&self) -> Option<Sector> {
        let kind = self.word("contract_kind").or(self.record.case.contract.kind.map(ContractKind::word));
        (kind == Some(ContractKind::Telecom.word())).then_some(Sector::Telecom)
    }

    /// The settlement; `None` while the last day is not known or no amount was given.
    ///
    /// # Errors
    /// See [`SettlementError`].
    pub fn settlement(&self) -> Result<Option<Settlement>, SettlementError> {
        let Some(owed) = self.owed() else {
            return Ok(None);
        };
        let mut settlement = owed.settle()?;
        let lines = settlement.sums.iter_mut().flat_map(|sum| &mut sum.lines);
        lines.for_each(|line| self.withdrawals().put(&mut line.reason));
        Ok(if settlement.sums.is_empty() { None } else { Some(settlement) })
    }

    fn withdrawals(&self) -> Withdrawals {
        Withdrawals::of(self.place())
    }

    /// The facts of a letter; `sender` signs it.
    #[must_use]
    pub fn letter(&self, sender: Option<String>) -> LetterFacts {
        let settlement = self.settlement().ok().flatten();
        let settled = self.is_settled(settlement.as_ref());
        let sums = settlement.map(|settlement| settlement.sums).unwrap_or_default();
        LetterFacts {
            name: self.record.case.customer.name.clone(),
            to: Addressee::of(self.record, self.texts),
            goods: self.goods().is_some(),
            sender,
            notice_on: self.date("notice_on"),
            ends_on: self.ends_on(),
            reference: self.words("reference"),
            last_charge: self.last_charge(),
            withdrawn_on: self.date("withdrawal_on"),
            refunds: sums.iter().filter_map(Sum::refund).collect(),
            owed: sums.iter().filter_map(Sum::charge).collect(),
            refund_by: self.refund_by(),
            copy: self.copy(),
            erasure: self.erasure(),
            settled,
            what_happened: self.words("what_happened"),
            what_we_did: self.words("what_we_did"),
            compensation: self.money("compensation"),
            fixed_by: self.date("fixed_by"),
            owner: self.words("owner"),
            condoled: false,
            agreed: self.words("agreed"),
            agreed_on: self.date("agreed_on"),
            paid: self.paid(),
            payment_reference: self.words("payment_reference"),
        }
    }

    /// What was paid after an agreement.
    fn paid(&self) -> Option<Paid> {
        let sum = || self.money("compensation").zip(self.date("paid_on"));
        match self.word("paid_by")? {
            "we" => sum().map(|(amount, on)| Paid::ByUs(amount, on)),
            "customer" => sum().map(|(amount, on)| Paid::ByThem(amount, on)),
            _ => Some(Paid::Nothing),
        }
    }

    fn goods_back(&self) -> Option<GoodsBack> {
        self.goods()?;
        Some(GoodsBack {
            items: self.words("items"),
            sent_on: self.date("sent_on"),
            received_on: self.date("received_on"),
            we_pay: self.word("return_cost").map(|who| who == "we"),
            told: self.yes("return_told"),
        })
    }

    /// Whether goods have to come back that are not on their way yet.
    #[must_use]
    pub fn awaits_goods(&self) -> bool {
        self.goods_back().is_some_and(|goods| goods.is_awaited())
    }

    /// The switch of a business's software, where the plan is about one.
    fn switching(&self) -> Option<Switching> {
        self.follows("business_software", ["retrieval_until", "export_formats"]).then(|| Switching {
            retrieval_until: self.date("retrieval_until"),
            formats: self.words("export_formats"),
            place: self.words("export_place"),
            exported_on: self.date("exported_on"),
            received: self.words("export_received"),
            erased_on: self.date("erased_on"),
            confirmed_on: self.date("erasure_confirmed_on"),
        })
    }

    /// The facts of the leaving sheet. Alternatives typed in one field are separated by lines or semicolons.
    #[must_use]
    pub fn sheet(&self) -> SheetFacts {
        let named = self.words("named").unwrap_or_default();
        let settlement = self.settlement();
        let names = named.split(['\n', ';']).map(str::trim).filter(|name| !name.is_empty());
        SheetFacts {
            company: self.words("company"),
            made_on: None,
            name: self.record.case.customer.name.clone(),
            to: Addressee::of(self.record, self.texts),
            ends_on: self.ends_on(),
            reference: self.words("reference"),
            last_charge: self.last_charge(),
            withdrawn_on: self.date("withdrawal_on"),
            unsettled: settlement.is_err(),
            settlement: settlement.ok().flatten(),
            refund_by: self.refund_by(),
            request_on: self.date("request_on"),
            copy: self.copy(),
            erasure: self.erasure(),
            switching: self.switching(),
            kept: self.words("kept"),
            kept_because: self.words("kept_because"),
            kept_until: self.date("kept_until"),
            equipment_state: self.equipment_kept().state,
            equipment: self.words("equipment").or_else(|| self.words("equipment_list")),
            equipment_by: self.date("equipment_by"),
            goods: self.goods_back(),
            law: self.withdrawals(),
            alternatives: names.map(str::to_owned).collect(),
            interest: self.words("interest"),
            contact: self.words("contact"),
            terms: Vec::new(),
        }
    }
}
