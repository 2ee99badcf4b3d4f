//! The validated case.

use std::fmt;

use time::{Date, OffsetDateTime};

use super::Money;
use crate::map::Map;
use crate::vocabulary;

/// Names a case: tickets of two desks never meet, even under equal numbers. Displayed as `desk/ticket`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId {
    /// The desk, as in `zendesk:acme`; `file` for cases without one. Without `/`, so that no two cases are displayed alike.
    pub desk: String,
    /// The ticket's number or name at that desk, whatever it contains.
    pub ticket: String,
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.desk, self.ticket)
    }
}

/// Everything that is known of one unhappy customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name.
    pub id: CaseId,
    /// Who they are.
    pub customer: Customer,
    /// What was agreed.
    pub contract: Contract,
    /// What was written, oldest first.
    pub messages: Vec<Message>,
    /// What happened, oldest first.
    pub events: Vec<ServiceEvent>,
    /// The desk's tags.
    pub tags: Vec<String>,
    /// Other tickets that are read as part of this case.
    pub tickets: Vec<String>,
}

/// The customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Customer {
    /// The desk's id of the person.
    pub id: String,
    /// Their name, where known.
    pub name: Option<String>,
    /// Consumer or business.
    pub kind: CustomerKind,
    /// ISO 3166 country, with a subdivision where law needs one (`DE`, `US-CA`), upper case.
    pub jurisdiction: Option<String>,
    /// BCP 47 tag of the language they write in, as the desk gave it.
    pub language: Option<String>,
    /// Customer since.
    pub since: Option<Date>,
    /// How much of themselves the customer sees in the brand, rated by staff.
    pub attachment: Option<Attachment>,
    /// Account facts by name, as the company's systems call them.
    pub facts: Map<String, Fact>,
}

/// How self-relevant the brand is to the customer (Johnson, Matear, Thomson 2011); rated by people, never read from text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attachment {
    /// 0 (none) to 1 (part of who they are).
    pub rating: Share,
    /// Who rated.
    pub by: RatedBy,
}

/// A share from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);
    /// All of it.
    pub const ONE: Self = Self(1.0);

    /// The share, where `value` is from 0 to 1.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The value, 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Whole percent, rounded, 0 to 100.
    #[must_use]
    pub fn percent(self) -> u8 {
        (self.0 * 100.0).round() as u8
    }
}

/// What was agreed with the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contract {
    /// What kind of contract, where known.
    pub kind: Option<ContractKind>,
    /// When it was made.
    pub concluded_on: Option<Date>,
    /// How it was made.
    pub concluded_by: Option<ConcludedBy>,
    /// When it ends.
    pub ends_on: Option<Date>,
}

/// One message of the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The desk's id of the message; unique in the case.
    pub id: String,
    /// When it was written, in UTC.
    pub at: OffsetDateTime,
    /// Who wrote it.
    pub author: Author,
    /// How it came.
    pub channel: Channel,
    /// Who can read it.
    pub audience: Audience,
    /// Its plain text.
    pub text: String,
}

/// Something that happened between company and customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceEvent {
    /// When, in UTC.
    pub at: OffsetDateTime,
    /// What.
    pub kind: EventKind,
    /// The money in it, where there is any.
    pub amount: Option<Money>,
    /// A remark of the desk.
    pub note: String,
}

/// An account fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A number.
    Number(f64),
    /// A word.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

vocabulary! {
    /// Consumer law covers consumers only, so this is asked first.
    #[derive(Default)]
    CustomerKind { /// A private person.
        Consumer = "consumer", /// A company or professional.
        Business = "business", /// Not known yet.
        #[default] Unknown = "unknown" }
}

vocabulary! {
    /// Kinds of contract that differ in law or in how one leaves.
    ContractKind {
        /// A recurring service for consumers.
        Subscription = "subscription",
        /// Things bought.
        Goods = "goods",
        /// Telephone, internet, television.
        Telecom = "telecom",
        /// Electricity or gas.
        Energy = "energy",
        /// Software for companies.
        BusinessSoftware = "business_software",
        /// Anything else.
        Other = "other",
    }
}

vocabulary! {
    /// How the contract was made; withdrawal rights hang on it.
    ConcludedBy {
        /// On a web page or in an app.
        Online = "online",
        /// On the telephone.
        Phone = "phone",
        /// In a shop.
        Shop = "shop",
        /// At the customer's door.
        Door = "door",
    }
}

vocabulary! {
    /// Who wrote a message.
    Author {
        /// The customer.
        Customer = "customer",
        /// Our side.
        Staff = "staff",
        /// A machine: receipts, status changes.
        System = "system",
    }
}

vocabulary! {
    /// How a message came.
    #[derive(Default)]
    Channel {
        /// E-mail.
        #[default]
        Email = "email",
        /// Chat or messenger.
        Chat = "chat",
        /// A call, written down.
        Phone = "phone",
        /// A review site.
        Review = "review",
        /// A social network.
        Social = "social",
    }
}

vocabulary! {
    /// Who can read a message.
    #[derive(Default)]
    Audience {
        /// Staff only: notes.
        Internal = "internal",
        /// Company and customer.
        #[default]
        Private = "private",
        /// The world.
        Public = "public",
    }
}

vocabulary! {
    /// What can happen.
    EventKind {
        /// Something went wrong for the customer.
        Failure = "failure",
        /// We tried to put it right.
        RepairAttempt = "repair_attempt",
        /// The customer or staff confirmed that it is right again.
        RepairConfirmed = "repair_confirmed",
        /// The attempt did not help.
        RepairFailed = "repair_failed",
        /// We promised something.
        Promise = "promise",
        /// We kept it.
        PromiseKept = "promise_kept",
        /// We wrote unasked, with information.
        Outreach = "outreach",
        /// The customer gave notice.
        ExitNotice = "exit_notice",
        /// The customer bought.
        Purchase = "purchase",
        /// The customer paid.
        Payment = "payment",
        /// The price changed.
        PriceChange = "price_change",
    }
}

vocabulary! {
    /// Who rated attachment.
    RatedBy {
        /// A member of staff.
        Staff = "staff",
        /// The customer, in a survey.
        Customer = "customer",
    }
}

vocabulary! {
    /// Languages that the project can read or write.
    Language {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
        /// Italian.
        It = "it",
        /// German.
        De = "de",
        /// Spanish.
        Es = "es",
    }
}

impl Language {
    /// The language of a BCP 47 tag (`fr-CA` is French), where it is one of ours.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|language| language.word().eq_ignore_ascii_case(primary))
    }
}
