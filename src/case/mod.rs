//! What we know of one customer: who they are, what was agreed, what was written, what happened.
//!
//! [`Case`] cannot be wrong: it is made only by [`CaseJson::check`] (or by ingest, through the same door), which names
//! the place and the rule when something does not fit.

mod date;
mod decimal;
mod json;
mod merge;
mod money;
mod types;

pub use date::{date_text, parse_date, parse_time, time_text};
pub use decimal::Decimal;
pub use json::{
    AttachmentJson, CaseError, CaseJson, ContractJson, CustomerJson, EventJson, MessageJson, MoneyJson, SCHEMA,
    country_code, jurisdiction_code,
};
pub use money::{Currency, Money, MoneyError};
pub use types::{
    Attachment, Audience, Author, Case, CaseId, Channel, ConcludedBy, Contract, ContractKind, Customer, CustomerKind,
    EventKind, Fact, Language, Message, RatedBy, ServiceEvent, Share,
};
