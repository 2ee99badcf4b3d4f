//! A charge that the contract sets for ending or switching: whether it may be asked for, how far, and by which rule.
//!
//! What is not known is never asked for. Rules that were not read in their text, or may change, carry a doubt.

use time::{Date, Month};

use super::{Direction, Line, SettlementError, same};
use crate::case::Money;
use crate::leaving::rules::UNION;
use crate::vocabulary;
use crate::words::{Key, Text, say};

/// From this day switching charges are zero (Reg. (EU) 2023/2854 Art. 29(1)).
const SWITCHING_FREE: Date = match Date::from_calendar_date(2027, Month::January, 12) {
    Ok(day) => day,
    Err(_) => Date::MAX,
};

vocabulary! {
    /// What the charge is for. A penalty for ending a term early and a charge for switching are two things.
    ChargeKind {
        /// Ending a term before its time.
        EarlyEnd = "early_end",
        /// Switching to another provider, or taking data along.
        Switching = "switching",
    }
}

vocabulary! {
    /// What the contract is about, as far as rules on charges tell it apart.
    Sector {
        /// Telephone, internet, television.
        Telecom = "telecom",
        /// Electricity.
        Electricity = "electricity",
        /// A data processing service.
        Cloud = "cloud",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// How the contract comes to its end.
    Because {
        /// The customer ends a term that still runs.
        ByChoice = "by_choice",
        /// No term runs any more: it is over, or renewed itself.
        AfterTerm = "after_term",
        /// We changed the terms.
        OurChange = "our_change",
        /// We did not do what was agreed.
        OurFault = "our_fault",
    }
}

/// A charge that the contract sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// How much.
    pub claimed: Money,
    /// For what.
    pub kind: Option<ChargeKind>,
    /// What the contract is about.
    pub sector: Option<Sector>,
    /// How it comes to its end.
    pub because: Option<Because>,
    /// Costs or loss of ours that we can prove.
    pub proved: Option<Money>,
    /// Whether it is a fixed term at a fixed price, freely agreed, with the charge told clearly before.
    pub agreed: Option<bool>,
    /// The customer's country, ISO 3166.
    pub country: Option<String>,
}

/// How far a charge may be asked for.
enum Limit {
    /// Not at all.
    Nothing,
    /// Up to what we can prove.
    Proved,
    /// As the contract has it.
    Agreed,
}

impl Charge {
    /// The line. After a withdrawal nothing is asked for.
    pub(super) fn line(&self, ends_on: Date, withdrawn: bool) -> Result<Line, SettlementError> {
        let claimed = self.claimed;
        if claimed.minor < 0 {
            return Err(SettlementError::Negative(claimed));
        }
        let nothing = Money::new(0, claimed.currency);
        let (amount, reason, doubt) = match self.judge(ends_on, withdrawn) {
            Err(unknown) => (nothing, say::settle_charge_unknown(claimed, unknown), None),
            Ok((limit, rule, doubt)) => {
                let (amount, reason) = match (limit, self.proved) {
                    (Limit::Nothing, _) => (nothing, say::settle_charge_none(claimed, rule)),
                    (Limit::Agreed, _) if rule == Key::SettleRuleNone => (claimed, say::settle_charge_plain(claimed)),
                    (Limit::Agreed, _) => (claimed, say::settle_charge_agreed(claimed, rule)),
                    (Limit::Proved, None) => (nothing, say::settle_charge_unproved(claimed, rule)),
                    (Limit::Proved, Some(proved)) => {
                        same(claimed, proved)?;
                        let amount = if proved.minor < claimed.minor { proved } else { claimed };
                        (amount, say::settle_charge_proved(claimed, proved, rule))
                    }
                };
                (amount, reason, doubt)
            }
        };
        let label = match self.kind {
            Some(ChargeKind::Switching) => Key::SettleSwitching,
            _ => Key::SettleEarlyEnd,
        };
        Ok(Line { doubt: doubt.map(Text::from), ..Line::new(label, reason, amount, Direction::ToUs) })
    }

    /// How far it may be asked for, by which rule, and what is not certain about it; or the name of the field that decides
    /// and is empty.
    fn judge(&self, ends_on: Date, withdrawn: bool) -> Result<(Limit, Key, Option<Key>), Key> {
        if withdrawn {
            return Ok((Limit::Nothing, Key::SettleRuleWithdrawal, None));
        }
        let because = || self.because.ok_or(Key::StepFieldEtcWhy);
        let kind = || self.kind.ok_or(Key::StepFieldEtcKind);
        if self.because == Some(Because::OurFault) {
            return Ok((Limit::Nothing, Key::SettleRuleOurFault, Some(Key::SettleDoubtNational)));
        }
        let sector = self.sector.unwrap_or(Sector::Other);
        let country = match (&self.country, sector) {
            (Some(country), _) => country.split('-').next().unwrap_or_default(),
            (None, Sector::Other) => "",
            (None, _) => return Err(Key::StepFieldJurisdiction),
        };
        let in_union = UNION.contains(&country);
        match sector {
            Sector::Cloud if in_union && kind()? == ChargeKind::Switching => Ok(if ends_on >= SWITCHING_FREE {
                (Limit::Nothing, Key::SettleRuleSwitchingZero, Some(Key::SettleDoubtOmnibus))
            } else {
                (Limit::Proved, Key::SettleRuleSwitchingCosts, Some(Key::SettleDoubtOmnibus))
            }),
            Sector::Telecom if country == "IT" => {
                Ok((Limit::Proved, Key::SettleRuleItaly, Some(Key::SettleDoubtSecondary)))
            }
            Sector::Telecom if in_union => Ok(match because()? {
                Because::OurChange => (Limit::Nothing, Key::SettleRuleEeccChange, Some(Key::SettleDoubtUnread)),
                Because::AfterTerm => (Limit::Nothing, Key::SettleRuleEeccRenewed, Some(Key::SettleDoubtUnread)),
                _ => (Limit::Agreed, Key::SettleRuleEeccTerm, Some(Key::SettleDoubtNational)),
            }),
            Sector::Electricity if in_union => Ok(match (kind()?, self.agreed) {
                (ChargeKind::Switching, _) => {
                    (Limit::Nothing, Key::SettleRuleElectricitySwitching, Some(Key::SettleDoubtSmall))
                }
                _ if because()? != Because::ByChoice => (Limit::Nothing, Key::SettleRuleNoTerm, None),
                (_, None) => return Err(Key::StepFieldEtcAgreed),
                (_, Some(false)) => (Limit::Nothing, Key::SettleRuleElectricityNot, Some(Key::SettleDoubtSmall)),
                (_, Some(true)) => (Limit::Proved, Key::SettleRuleElectricityLoss, Some(Key::SettleDoubtSmall)),
            }),
            _ if kind()? == ChargeKind::EarlyEnd && because()? == Because::AfterTerm => {
                Ok((Limit::Nothing, Key::SettleRuleNoTerm, None))
            }
            Sector::Cloud if in_union => Ok((Limit::Agreed, Key::SettleRulePenalty, Some(Key::SettleDoubtSecondary))),
            // Staff are told that no rule is known here; the customer has no use for it.
            _ => Ok((Limit::Agreed, Key::SettleRuleNone, Some(Key::SettleRuleNone))),
        }
    }
}
