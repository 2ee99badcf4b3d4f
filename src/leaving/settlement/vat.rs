//! The VAT of a line: net, rate, tax and gross, to redo by hand. A refund carries the rate at which it was paid.

use super::{Line, SettlementError, Taxed, share, unit};
use crate::case::{Decimal, Money};
use crate::vocabulary;
use crate::words::{Text, say};

vocabulary! {
    /// What the amounts of the form are.
    VatMode {
        /// Gross: VAT is in them.
        Included = "included",
        /// Net: VAT comes on top.
        OnTop = "on_top",
    }
}

/// Value added tax. Lines that are no price carry none: a deposit, a credit, a compensation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vat {
    /// What the amounts are; `None` while nobody has said.
    pub mode: Option<VatMode>,
    /// The rate in percent; without one no VAT is shown.
    pub rate: Option<Decimal>,
    /// The rate at which was paid what goes back, where it was another.
    pub paid_rate: Option<Decimal>,
}

/// The VAT of one line: net and tax are together its amount.
#[derive(Clone, Debug, PartialEq)]
pub struct LineVat {
    /// The rate in percent.
    pub rate: Decimal,
    /// Without VAT.
    pub net: Money,
    /// The VAT.
    pub vat: Money,
    /// How it was worked out.
    pub reason: Text,
}

impl Vat {
    /// No VAT is shown.
    pub const NONE: Self = Self { mode: None, rate: None, paid_rate: None };

    /// Adds to a line its VAT; where it comes on top, the amount grows by it.
    pub(super) fn put(&self, line: &mut Line, taxed: Taxed) -> Result<(), SettlementError> {
        let rate = match taxed {
            Taxed::No => None,
            Taxed::AsPaid => self.paid_rate.or(self.rate),
            Taxed::Now => self.rate,
        };
        let Some(rate) = rate else { return Ok(()) };
        let mode = self.mode.ok_or(SettlementError::VatUnknown)?;
        let given = line.amount;
        if given.minor == 0 {
            return Ok(());
        }
        let (percent, of) = rate.fraction();
        let whole = 100 * of;
        let smallest = unit(given.currency);
        let (net, vat, reason) = match mode {
            VatMode::Included => {
                let vat = share(given, percent, whole + percent)?;
                let net = Money::new(given.minor - vat.minor, given.currency);
                (net, vat, say::settle_vat_included(number(rate), vat, given, smallest, net))
            }
            VatMode::OnTop => {
                let vat = share(given, percent, whole)?;
                let gross = given.minor.checked_add(vat.minor).ok_or(SettlementError::TooLarge)?;
                line.amount = Money::new(gross, given.currency);
                (given, vat, say::settle_vat_on_top(number(rate), vat, given, smallest, line.amount))
            }
        };
        line.vat = Some(LineVat { rate, net, vat, reason });
        Ok(())
    }
}

/// A number as the language writes it.
pub(super) fn number(number: Decimal) -> Text {
    let text = number.text('.');
    match text.split_once('.') {
        Some((whole, decimals)) => say::settle_decimal(whole, decimals),
        None => say::settle_whole(text),
    }
}
