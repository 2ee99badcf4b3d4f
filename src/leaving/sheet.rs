//! The leaving sheet: the one page that the customer takes along. Dates, money, data, equipment, what we keep, who else
//! there is, whom to ask; in the customer's language.

mod another;
mod goods;
mod html;
mod switching;
mod terms;

use time::Date;

use super::addressee::Addressee;
use super::elsewhere::Withdrawals;
use super::settlement::{Direction, EquipmentState, Settlement, Sum};
use crate::case::Money;
use crate::words::{Catalogue, Format, Key, Text, say};

pub use goods::GoodsBack;
pub use switching::Switching;
pub use terms::{Term, terms};

/// What a sheet is made of; what is not known is left out or said to be unknown, never guessed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetFacts {
    /// Our company, as the customer knows it.
    pub company: Option<String>,
    /// The day of which the sheet tells how things stand.
    pub made_on: Option<Date>,
    /// The customer's name.
    pub name: Option<String>,
    /// Who gets it.
    pub to: Addressee,
    /// When they withdrew from the contract, where they did.
    pub withdrawn_on: Option<Date>,
    /// The contract's last day.
    pub ends_on: Option<Date>,
    /// The cancellation's reference.
    pub reference: Option<String>,
    /// The last charge.
    pub last_charge: Option<Money>,
    /// Money both ways.
    pub settlement: Option<Settlement>,
    /// Whether amounts are known that could not be settled, in two currencies, say.
    pub unsettled: bool,
    /// By when a refund is paid.
    pub refund_by: Option<Date>,
    /// When the request about their data reached us.
    pub request_on: Option<Date>,
    /// A copy of their data.
    pub copy: Wished,
    /// Having their data erased.
    pub erasure: Wished,
    /// Where a business switches its software: the export and the end of its data.
    pub switching: Option<Switching>,
    /// What the law makes us keep, in words.
    pub kept: Option<String>,
    /// By which law, or for what reason.
    pub kept_because: Option<String>,
    /// Until when we keep it.
    pub kept_until: Option<Date>,
    /// Where our equipment is.
    pub equipment_state: Option<EquipmentState>,
    /// What has to come back, in words.
    pub equipment: Option<String>,
    /// By when.
    pub equipment_by: Option<Date>,
    /// Where goods were sold: their way back, in place of equipment's.
    pub goods: Option<GoodsBack>,
    /// By which law on withdrawals its reasons are told.
    pub law: Withdrawals,
    /// Other providers, by name; shown in this order.
    pub alternatives: Vec<String>,
    /// Whether we earn anything from one of them, in words; shown whenever there are alternatives.
    pub interest: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// What the law sets a day for.
    pub terms: Vec<Term>,
}

/// How far something is that the customer may have asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wished {
    /// They did not ask, or it is not known that they did.
    #[default]
    No,
    /// They asked, and no day was set.
    Open,
    /// It will be done by this day.
    By(Date),
    /// It was done on this day.
    Done(Date),
}

impl Wished {
    /// Whether it is still owed.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::By(_))
    }
}

/// The sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Who made it.
    pub company: Option<String>,
    /// As of which day.
    pub made_on: Option<Text>,
    /// Its title.
    pub title: Text,
    /// To whom it goes, where that is not the customer.
    pub to: Option<Text>,
    /// Its sections, none of them empty.
    pub sections: Vec<Section>,
}

/// A part of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: Text,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row: what, and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What.
    pub label: Text,
    /// Its value; `None` when the label says it all.
    pub value: Option<Value>,
    /// How the value was worked out, where that has to be said.
    pub notes: Vec<Text>,
    /// Whether it is what the others add up to.
    pub is_sum: bool,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A message.
    Text(Text),
    /// Words of a person, shown as they are.
    Words(String),
    /// A date.
    Date(Date),
    /// An amount.
    Money(Money),
}

/// Makes the sheet; sections without a known fact are left out.
#[must_use]
pub fn leaving_sheet(facts: &SheetFacts) -> Sheet {
    let mut sections = Vec::new();
    let mut push = |heading: Key, rows: Vec<Option<Row>>| {
        let rows: Vec<Row> = rows.into_iter().flatten().collect();
        if !rows.is_empty() {
            sections.push(Section { heading: heading.into(), rows });
        }
    };
    let [end, last, reference] = match facts.goods {
        Some(_) => [Key::SheetGoodsEnd, Key::SheetGoodsUndone, Key::SheetGoodsReference],
        None => [Key::SheetEndHeading, Key::SheetEndLastDay, Key::SheetEndReference],
    };
    push(
        end,
        vec![
            date(Key::SheetEndWithdrawn, facts.withdrawn_on),
            date(last, facts.ends_on),
            words(reference, facts.reference.as_ref()),
        ],
    );
    push(Key::SheetMoneyHeading, money_rows(facts));
    if let Some(switching) = &facts.switching {
        push(Key::SheetSwitchingHeading, switching::rows(switching));
    }
    let asked = facts.copy != Wished::No || facts.erasure != Wished::No;
    push(
        Key::SheetDataHeading,
        vec![
            date(Key::SheetDataRequestOn, facts.request_on.filter(|_| asked)),
            wished(facts.copy, [Key::SheetDataCopyOpen, Key::SheetDataCopyBy, Key::SheetDataCopySent]),
            erasure(facts),
            words(Key::SheetDataKept, facts.kept.as_ref()),
            words(Key::SheetDataKeptBecause, facts.kept_because.as_ref().filter(|_| facts.kept.is_some())),
            date(Key::SheetDataKeptUntil, facts.kept_until),
        ],
    );
    if let Some(goods) = &facts.goods {
        push(Key::SheetGoodsHeading, goods::rows(facts, goods));
    }
    push(
        Key::SheetEquipmentHeading,
        match facts.equipment_state {
            _ if facts.goods.is_some() => Vec::new(),
            Some(EquipmentState::Returned) => vec![Some(row(Key::SheetEquipmentReturned, None))],
            Some(EquipmentState::Kept) => vec![Some(row(Key::SheetEquipmentKept, None))],
            Some(EquipmentState::ToReturn) | None => vec![
                words(Key::SheetEquipmentWhat, facts.equipment.as_ref()),
                date(Key::SheetEquipmentBy, facts.equipment_by),
            ],
        },
    );
    // Nobody who settles an estate looks for another provider.
    if !facts.alternatives.is_empty() && !facts.to.is_estate() {
        let mut rows: Vec<Option<Row>> =
            facts.alternatives.iter().map(|name| words(Key::SheetAlternativesOption, Some(name))).collect();
        rows.push(Some(row(Key::SheetAlternativesNone, None)));
        rows.push(Some(match &facts.interest {
            Some(interest) => row(Key::SheetAlternativesInterest, Some(Value::Words(interest.clone()))),
            None => row(Key::SheetAlternativesInterestUnknown, None),
        }));
        push(Key::SheetAlternativesHeading, rows);
    }
    push(Key::SheetTermsHeading, terms::rows(facts));
    push(Key::SheetContactHeading, vec![words(Key::SheetContactWhom, facts.contact.as_ref())]);
    if !facts.to.is_customer() {
        another::put(&mut sections);
    }
    for row in sections.iter_mut().flat_map(|section| &mut section.rows) {
        facts.law.put(&mut row.label);
        row.notes.iter_mut().for_each(|note| facts.law.put(note));
    }
    let (title, to) = (another::title(facts), another::to(&facts.to));
    Sheet { company: facts.company.clone(), made_on: facts.made_on.map(say::sheet_made_on), title, to, sections }
}

fn row(label: impl Into<Text>, value: Option<Value>) -> Row {
    Row { label: label.into(), value, notes: Vec::new(), is_sum: false }
}

fn date(label: Key, date: Option<Date>) -> Option<Row> {
    date.map(|date| row(label, Some(Value::Date(date))))
}

/// The row of a wish: open, promised, done.
fn wished(wished: Wished, [open, by, done]: [Key; 3]) -> Option<Row> {
    match wished {
        Wished::No => None,
        Wished::Open => Some(row(open, None)),
        Wished::By(day) => date(by, Some(day)),
        Wished::Done(day) => date(done, Some(day)),
    }
}

/// How far the erasure is. Its day is one that we set: no law names it, and the sheet does not look as if one did.
fn erasure(facts: &SheetFacts) -> Option<Row> {
    let row = wished(facts.erasure, [Key::SheetDataEraseOpen, Key::SheetDataEraseBy, Key::SheetDataErasedOn])?;
    Some(match facts.erasure {
        // Said there, with the rest of the switch.
        Wished::Done(_) if facts.switching.is_some() => return None,
        Wished::By(_) => Row { notes: vec![Key::SheetDataEraseOurs.into()], ..row },
        _ => row,
    })
}

fn words(label: Key, words: Option<&String>) -> Option<Row> {
    words.map(|words| row(label, Some(Value::Words(words.clone()))))
}

/// A balance for each currency, and before it the lines that make it up: what is in a line is not charged once more.
fn money_rows(facts: &SheetFacts) -> Vec<Option<Row>> {
    let nothing_more = facts.last_charge.map(|_| row(Key::SheetMoneyNothingMore, None));
    let Some(settlement) = &facts.settlement else {
        return vec![facts.unsettled.then(|| row(Key::SheetMoneyOpen, None))];
    };
    let mut rows = Vec::new();
    let several = settlement.sums.len() > 1;
    for sum in &settlement.sums {
        sum_rows(sum, several, &mut rows);
    }
    if settlement.sums.iter().any(|sum| sum.refund().is_some()) {
        let waits = facts.withdrawn_on.is_some() && facts.goods.as_ref().is_some_and(GoodsBack::is_awaited);
        let notes = if waits { vec![Key::SheetMoneyWaits.into()] } else { Vec::new() };
        rows.push(date(Key::SheetMoneyBy, facts.refund_by).map(|row| Row { notes, ..row }));
    }
    if several {
        rows.push(Some(row(Key::SheetMoneyCurrencies, None)));
    }
    rows.push(nothing_more);
    rows
}

fn sum_rows(sum: &Sum, several: bool, rows: &mut Vec<Option<Row>>) {
    for line in &sum.lines {
        let label = match line.direction {
            _ if line.amount.minor == 0 => line.label.clone(),
            Direction::ToCustomer => say::sheet_money_for_you(line.label.clone()),
            Direction::ToUs => say::sheet_money_for_us(line.label.clone()),
        };
        let mut notes = vec![line.reason.clone()];
        notes.extend(line.vat.as_ref().map(|vat| vat.reason.clone()));
        rows.push(Some(Row { notes, ..row(label, Some(Value::Money(line.amount))) }));
    }
    let balance = match (sum.direction, sum.total.minor) {
        // Among several currencies it has to be said which.
        (_, 0) => row(Key::SheetMoneyNothing, several.then_some(Value::Money(sum.total))),
        (Direction::ToCustomer, _) => row(Key::SheetMoneyBalanceToYou, Some(Value::Money(sum.total))),
        (Direction::ToUs, _) => row(Key::SheetMoneyBalanceFromYou, Some(Value::Money(sum.total))),
    };
    rows.push(Some(Row { is_sum: true, notes: sum.reason().into_iter().collect(), ..balance }));
}

impl Section {
    /// Whether amounts stand in it, which are read from the right.
    #[must_use]
    pub fn has_amounts(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.value, Some(Value::Money(_))))
    }
}

impl Sheet {
    /// Who made it and when, in one line.
    fn made_by(&self, catalogue: &Catalogue, format: &dyn Format) -> Option<String> {
        let line = match (&self.company, &self.made_on) {
            (Some(company), Some(made_on)) => say::sheet_from(company.as_str(), made_on.clone()),
            (Some(company), None) => return Some(company.clone()),
            (None, made_on) => made_on.clone()?,
        };
        Some(catalogue.text(&line, format))
    }

    /// The sheet as plain text, to copy.
    #[must_use]
    pub fn as_text(&self, catalogue: &Catalogue, format: &dyn Format) -> String {
        let mut out = catalogue.text(&self.title, format);
        if let Some(to) = &self.to {
            out.push('\n');
            out.push_str(&catalogue.text(to, format));
        }
        if let Some(from) = self.made_by(catalogue, format) {
            out.push('\n');
            out.push_str(&from);
        }
        for section in &self.sections {
            out.push_str("\n\n");
            out.push_str(&catalogue.text(&section.heading, format));
            for row in &section.rows {
                let text = match &row.value {
                    None => row.label.clone(),
                    Some(value) => say::sheet_row(row.label.clone(), value.text(catalogue, format)),
                };
                out.push_str("\n- ");
                out.push_str(&catalogue.text(&text, format));
                for note in &row.notes {
                    out.push_str("\n  ");
                    out.push_str(&catalogue.text(note, format));
                }
            }
        }
        out.push('\n');
        out
    }
}

impl Value {
    /// The value in words.
    #[must_use]
    pub fn text(&self, catalogue: &Catalogue, format: &dyn Format) -> String {
        match self {
            Self::Text(text) => catalogue.text(text, format),
            Self::Words(words) => words.clone(),
            Self::Date(date) => format.date(*date),
            Self::Money(money) => format.money(*money),
        }
    }
}
