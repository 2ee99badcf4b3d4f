//! The case as JSON, `clean-break/case@1`: the shape of the file, and the check that makes it a [`Case`].

use time::Date;

use super::{
    Attachment, Audience, Author, Case, CaseId, Channel, ConcludedBy, Contract, ContractKind, Currency, Customer,
    CustomerKind, EventKind, Fact, Message, Money, RatedBy, ServiceEvent, Share, date_text, parse_date, parse_time,
    time_text,
};
use crate::json::{self, JsonError, Place, Rule, Value, Wanted, Writer};
use crate::json_published;
use crate::map::{Map, Set};
use crate::order;

/// The schema's name, as it stands in every case file.
pub const SCHEMA: &str = "clean-break/case@1";

/// The longest text of one message, in bytes; a megabyte is no message.
const LONGEST_TEXT: usize = 1_000_000;

/// Where a case breaks a rule, and which.
pub type CaseError = JsonError;

json_published! {
    /// One customer's case.
    #[derive(Clone, Debug, PartialEq)]
    pub struct CaseJson {
        /// Always `clean-break/case@1`.
        pub schema: String,
        /// The ticket's number or name.
        pub id: String,
        /// The desk that the ticket is of, as in `zendesk:acme`; without `/`, which stands between desk and ticket in a case's name.
        pub desk: Option<String> = omitted,
        /// Who the customer is.
        pub customer: CustomerJson,
        /// What was agreed.
        pub contract: Option<ContractJson> = default,
        /// What was written.
        pub messages: Vec<MessageJson> = default,
        /// What happened.
        pub events: Vec<EventJson> = default,
        /// The desk's tags.
        pub tags: Vec<String> = default,
        /// Other tickets that are read as part of this case.
        pub tickets: Vec<String> = omitted,
    }
}

json_published! {
    /// The customer.
    #[derive(Clone, Debug, PartialEq)]
    pub struct CustomerJson {
        /// The desk's id of the person.
        pub id: String,
        /// Their name.
        pub name: Option<String> = default,
        /// Consumer or business; consumer law covers consumers only.
        pub kind: CustomerKind = default,
        /// Country, ISO 3166, with a subdivision where law needs one: `DE`, `US-CA`.
        pub jurisdiction: Option<String> = default,
        /// The language they write in, BCP 47.
        pub language: Option<String> = default,
        /// Customer since, `YYYY-MM-DD`.
        pub since: Option<String> = default,
        /// How much of themselves they see in the brand, rated by a person.
        pub attachment: Option<AttachmentJson> = default,
        /// Account facts by name.
        pub facts: Map<String, FactJson> = default,
    }
}

json_published! {
    /// A rating of attachment.
    #[derive(Clone, Debug, PartialEq)]
    pub struct AttachmentJson {
        /// 0 to 1.
        pub rating: f64,
        /// Who rated.
        pub by: RatedBy,
    }
}

/// An account fact: a number, a word, or yes and no.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema), schemars(untagged))]
pub enum FactJson {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
}

impl json::Write for FactJson {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Flag(flag) => flag.write(to),
            Self::Number(number) => number.write(to),
            Self::Text(text) => to.string(text),
        }
    }
}

impl json::Read for FactJson {
    fn read(from: &Place<'_>) -> Self {
        match from.value() {
            Some(Value::Flag(flag)) => Self::Flag(*flag),
            Some(Value::Number(number)) => Self::Number(*number),
            Some(Value::Text(text)) => Self::Text(text.clone()),
            _ => {
                from.refuse_as_unlike(Wanted::Fact);
                Self::Flag(false)
            }
        }
    }
}

json_published! {
    /// The contract.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ContractJson {
        /// Its kind.
        pub kind: Option<ContractKind> = default,
        /// When it was made, `YYYY-MM-DD`.
        pub concluded_on as "concludedOn": Option<String> = default,
        /// How it was made.
        pub concluded_by as "concludedBy": Option<ConcludedBy> = default,
        /// When it ends, `YYYY-MM-DD`.
        pub ends_on as "endsOn": Option<String> = default,
    }
}

json_published! {
    /// One message.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MessageJson {
        /// The desk's id; unique in the case.
        pub id: String,
        /// When, RFC 3339, as in `2026-11-02T09:14:00Z`.
        pub at: String,
        /// Who wrote it.
        pub author: Author,
        /// How it came.
        pub channel: Channel = default,
        /// Who can read it: `public` is the world (a post, a review), `internal` are staff notes.
        pub audience: Audience = default,
        /// Its plain text.
        pub text: String,
    }
}

json_published! {
    /// One event.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EventJson {
        /// When, RFC 3339.
        pub at: String,
        /// What.
        pub kind: EventKind,
        /// The money in it.
        pub amount: Option<MoneyJson> = default,
        /// A remark.
        pub note: String = default,
    }
}

json_published! {
    /// Money in whole minor units.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MoneyJson {
        /// Whole minor units: 1840 for 18.40 EUR.
        pub minor: i64,
        /// ISO 4217.
        pub currency: String,
    }
}

fn optional_date(path: &str, text: Option<&String>) -> Result<Option<Date>, CaseError> {
    text.map(|text| parse_date(path, text)).transpose()
}

fn required(path: &str, text: String) -> Result<String, CaseError> {
    if text.trim().is_empty() { Err(CaseError::at(path, Rule::Empty)) } else { Ok(text) }
}

impl CaseJson {
    /// Makes it a [`Case`]; messages and events are put in order of time.
    ///
    /// # Errors
    /// Names the first place that breaks a rule.
    pub fn check(self) -> Result<Case, CaseError> {
        if self.schema != SCHEMA {
            return Err(CaseError::at("schema", Rule::Not { given: self.schema, known: SCHEMA }));
        }
        let desk = self.desk.filter(|desk| !desk.trim().is_empty()).unwrap_or_else(|| "file".to_owned());
        if desk.contains('/') {
            return Err(CaseError::at("desk", Rule::Slash(desk)));
        }
        let id = CaseId { desk, ticket: required("id", self.id)? };
        let mut messages = Vec::with_capacity(self.messages.len());
        let mut seen = Set::new();
        for (at, message) in self.messages.into_iter().enumerate() {
            let message = message.check(&format!("messages[{at}]"))?;
            if !seen.insert(message.id.clone()) {
                return Err(CaseError::at(format!("messages[{at}].id"), Rule::Twice(message.id)));
            }
            messages.push(message);
        }
        order::sort(&mut messages, |a, b| a.at < b.at);
        let mut events = Vec::with_capacity(self.events.len());
        for (at, event) in self.events.into_iter().enumerate() {
            events.push(event.check(&format!("events[{at}]"))?);
        }
        order::sort(&mut events, |a, b| a.at < b.at);
        Ok(Case {
            id,
            customer: self.customer.check()?,
            contract: self.contract.map(ContractJson::check).transpose()?.unwrap_or_default(),
            messages,
            events,
            tags: self.tags,
            tickets: self.tickets,
        })
    }
}

impl CustomerJson {
    fn check(self) -> Result<Customer, CaseError> {
        let attachment = match self.attachment {
            Some(AttachmentJson { rating, by }) => {
                let rating =
                    Share::new(rating).ok_or_else(|| CaseError::at("customer.attachment.rating", Rule::NotShare))?;
                Some(Attachment { rating, by })
            }
            None => None,
        };
        let jurisdiction = match self.jurisdiction {
            Some(code) => Some(check_jurisdiction(&code)?),
            None => None,
        };
        let facts = self.facts.into_iter().map(|(name, fact)| (name, fact.into())).collect();
        Ok(Customer {
            id: required("customer.id", self.id)?,
            name: self.name.filter(|name| !name.trim().is_empty()),
            kind: self.kind,
            jurisdiction,
            language: self.language.filter(|language| !language.is_empty()),
            since: optional_date("customer.since", self.since.as_ref())?,
            attachment,
            facts,
        })
    }
}

/// A country's code, or a part's of one, as ISO 3166 has it: in capitals, `GB` for "UK" and `GR` for the "EL" of the Union.
#[must_use]
pub fn jurisdiction_code(code: &str) -> String {
    let code = code.to_ascii_uppercase();
    let (country, part) = code.split_at_checked(2).unwrap_or((&code, ""));
    [country_code(country), part].concat()
}

/// A country's code in capitals, as [`jurisdiction_code`] has it.
#[must_use]
pub fn country_code(code: &str) -> &str {
    match code {
        "UK" => "GB",
        "EL" => "GR",
        _ => code,
    }
}

fn check_jurisdiction(code: &str) -> Result<String, CaseError> {
    let (country, subdivision) = code.split_once('-').unwrap_or((code, "X"));
    let fits = country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (1..=3).contains(&subdivision.len())
        && subdivision.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fits {
        Ok(jurisdiction_code(code))
    } else {
        Err(CaseError::at("customer.jurisdiction", Rule::NotCountry(code.to_owned())))
    }
}

impl From<FactJson> for Fact {
    fn from(fact: FactJson) -> Self {
        match fact {
            FactJson::Flag(flag) => Self::Flag(flag),
            FactJson::Number(number) => Self::Number(number),
            FactJson::Text(text) => Self::Text(text),
        }
    }
}

impl From<Fact> for FactJson {
    fn from(fact: Fact) -> Self {
        match fact {
            Fact::Flag(flag) => Self::Flag(flag),
            Fact::Number(number) => Self::Number(number),
            Fact::Text(text) => Self::Text(text),
        }
    }
}

impl ContractJson {
    fn check(self) -> Result<Contract, CaseError> {
        let contract = Contract {
            kind: self.kind,
            concluded_on: optional_date("contract.concludedOn", self.concluded_on.as_ref())?,
            concluded_by: self.concluded_by,
            ends_on: optional_date("contract.endsOn", self.ends_on.as_ref())?,
        };
        match (contract.concluded_on, contract.ends_on) {
            (Some(start), Some(end)) if end < start => {
                Err(CaseError::at("contract.endsOn", Rule::Before { given: date_text(end), made: date_text(start) }))
            }
            _ => Ok(contract),
        }
    }
}

impl MessageJson {
    fn check(self, path: &str) -> Result<Message, CaseError> {
        if self.text.len() > LONGEST_TEXT {
            return Err(CaseError::at(
                format!("{path}.text"),
                Rule::TooLong { given: self.text.len(), most: LONGEST_TEXT },
            ));
        }
        Ok(Message {
            at: parse_time(&format!("{path}.at"), &self.at)?,
            id: required(&format!("{path}.id"), self.id)?,
            author: self.author,
            channel: self.channel,
            audience: self.audience,
            text: self.text,
        })
    }
}

impl EventJson {
    fn check(self, path: &str) -> Result<ServiceEvent, CaseError> {
        let amount = match self.amount {
            Some(MoneyJson { minor, currency }) => {
                let currency = Currency::parse(&currency)
                    .map_err(|_| CaseError::at(format!("{path}.amount.currency"), Rule::NotCurrency(currency)))?;
                Some(Money::new(minor, currency))
            }
            None => None,
        };
        Ok(ServiceEvent { at: parse_time(&format!("{path}.at"), &self.at)?, kind: self.kind, amount, note: self.note })
    }
}

impl Case {
    /// Reads a case file.
    ///
    /// # Errors
    /// Names the place and the rule.
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        crate::json::parse::<CaseJson>(text)?.check()
    }

    /// The case as it is written to files.
    #[must_use]
    pub fn to_json(&self) -> CaseJson {
        let date = |date: Option<Date>| date.map(date_text);
        CaseJson {
            schema: SCHEMA.to_owned(),
            id: self.id.ticket.clone(),
            desk: Some(self.id.desk.clone()),
            customer: CustomerJson {
                id: self.customer.id.clone(),
                name: self.customer.name.clone(),
                kind: self.customer.kind,
                jurisdiction: self.customer.jurisdiction.clone(),
                language: self.customer.language.clone(),
                since: date(self.customer.since),
                attachment: self
                    .customer
                    .attachment
                    .map(|attachment| AttachmentJson { rating: attachment.rating.get(), by: attachment.by }),
                facts: self.customer.facts.iter().map(|(name, fact)| (name.clone(), fact.clone().into())).collect(),
            },
            contract: Some(ContractJson {
                kind: self.contract.kind,
                concluded_on: date(self.contract.concluded_on),
                concluded_by: self.contract.concluded_by,
                ends_on: date(self.contract.ends_on),
            }),
            messages: self
                .messages
                .iter()
                .map(|message| MessageJson {
                    id: message.id.clone(),
                    at: time_text(message.at),
                    author: message.author,
                    channel: message.channel,
                    audience: message.audience,
                    text: message.text.clone(),
                })
                .collect(),
            events: self
                .events
                .iter()
                .map(|event| EventJson {
                    at: time_text(event.at),
                    kind: event.kind,
                    amount: event
                        .amount
                        .map(|money| MoneyJson { minor: money.minor, currency: money.currency.as_str().to_owned() }),
                    note: event.note.clone(),
                })
                .collect(),
            tags: self.tags.clone(),
            tickets: self.tickets.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(desk: &str, ticket: &str) -> Result<Case, CaseError> {
        Case::parse(&format!(
            r#"{{"schema":"clean-break/case@1","desk":"{desk}","id":"{ticket}","customer":{{"id":"c"}}}}"#
        ))
    }

    #[test]
    fn no_two_cases_have_one_name() {
        assert_eq!(case("a", "b/c").unwrap().id.to_string(), "a/b/c");
        let error = case("a/b", "c").unwrap_err();
        assert_eq!(error, CaseError::at("desk", Rule::Slash("a/b".to_owned())));
    }
}
