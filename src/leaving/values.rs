//! Values inside acts: closed words, dates, amounts and forms, as files write them.

use time::Date;

use super::FreeText;
use crate::case::{
    ConcludedBy, ContractKind, Currency, CustomerKind, Decimal, Money, MoneyJson, date_text, parse_date,
};
use crate::json::{self, Place, Writer};
use crate::map::Map;
use crate::{json_shape, vocabulary};

/// A civil date as files write it, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl json::Write for Day {
    fn write(&self, to: &mut Writer) {
        to.string(&date_text(self.0));
    }
}

impl json::Read for Day {
    fn read(from: &Place<'_>) -> Self {
        Self(parse_date("date", from.text()).unwrap_or_else(|error| {
            from.refuse(error.rule);
            Date::MIN
        }))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl schemars::JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "description": "A civil date.", "type": "string", "format": "date" })
    }
}

vocabulary! {
    /// How we know whether the customer wants to leave.
    WishHow {
        /// They wrote it, or used the cancellation button: it can be shown.
        InWriting = "in_writing",
        /// They said it on the telephone.
        ByPhone = "by_phone",
        /// They said it face to face.
        InPerson = "in_person",
    }
}

vocabulary! {
    /// Ways in which a company reaches a person, each stopped on its own.
    ContactChannel {
        /// Newsletters and mailings by e-mail.
        Newsletter = "newsletter",
        /// Calls.
        Phone = "phone",
        /// Text messages.
        Sms = "sms",
        /// Letters and catalogues.
        Post = "post",
        /// Notices of an app.
        Push = "push",
        /// Messages that a system will send by itself: renewal reminders, surveys, win-back series.
        Scheduled = "scheduled",
        /// Lists of people handed to advertisers.
        Ads = "ads",
    }
}

vocabulary! {
    /// On whom a step can wait.
    WaitsOn {
        /// The customer's answer.
        Customer = "customer",
        /// Billing.
        Billing = "billing",
        /// The data protection officer or whoever answers for data.
        DataProtection = "data_protection",
        /// The warehouse or carrier.
        Logistics = "logistics",
        /// A team lead.
        TeamLead = "team_lead",
        /// Those who put the fault right.
        Technicians = "technicians",
        /// Marketing, who own the lists.
        Marketing = "marketing",
        /// Whoever speaks for the customer.
        Representative = "representative",
        /// The provider to whom the customer goes.
        NewProvider = "new_provider",
    }
}

json_shape! {
    /// A value of a step's form.
    #[derive(Clone, Debug, PartialEq)]
    pub enum FieldValue {
        /// A typed text.
        Text = "text" (text: FreeText),
        /// A civil date.
        Date = "date" (date: Day),
        /// An amount.
        Money = "money" (money: MoneyJson),
        /// The word of a choice, or a country (`DE`).
        Choice = "choice" (choice: String),
        /// Yes or no.
        YesNo = "yes_no" (no: bool),
        /// A number of zero or more as its exact decimal text (`5.5`).
        Decimal = "decimal" (decimal: String),
    }
}

impl FieldValue {
    /// An amount of money.
    #[must_use]
    pub fn money(money: Money) -> Self {
        Self::Money(money_json(money))
    }

    /// The date, where it is one.
    #[must_use]
    pub const fn as_date(&self) -> Option<Date> {
        match self {
            Self::Date(day) => Some(day.0),
            _ => None,
        }
    }

    /// The amount, where it is one.
    #[must_use]
    pub fn as_money(&self) -> Option<Money> {
        match self {
            Self::Money(money) => read_money(money),
            _ => None,
        }
    }

    /// The number, where it is one.
    #[must_use]
    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(text) => Decimal::parse(text),
            _ => None,
        }
    }

    /// The chosen word, where it is one.
    #[must_use]
    pub fn as_choice(&self) -> Option<&str> {
        match self {
            Self::Choice(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it says anything.
    #[must_use]
    pub fn is_filled(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_blank(),
            Self::Choice(word) => !word.is_empty(),
            Self::Money(money) => read_money(money).is_some(),
            Self::Decimal(text) => !text.is_empty(),
            Self::Date(_) | Self::YesNo(_) => true,
        }
    }
}

/// The money of a file; `None` when its currency is no code.
#[must_use]
pub fn read_money(money: &MoneyJson) -> Option<Money> {
    Currency::parse(&money.currency).ok().map(|currency| Money::new(money.minor, currency))
}

/// Money as files write it.
#[must_use]
pub fn money_json(money: Money) -> MoneyJson {
    MoneyJson { minor: money.minor, currency: money.currency.as_str().to_owned() }
}

/// The values of a step's form by field.
pub type Fields = Map<String, FieldValue>;

json_shape! {
    /// The value of an account fact that staff set. A number stands as its decimal text (`12.5`): 1.0 and 1 must not differ.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum FactValue {
        /// A number, as a JSON number in a string.
        Number = "number" (number: String),
        /// A word.
        Text = "text" (text: FreeText),
        /// Yes or no.
        Flag = "flag" (flag: bool),
    }
}

json_shape! {
    /// What staff know about customer and contract; `None` leaves a fact as it was.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct ContractFacts {
        /// Consumer or business.
        pub customer_kind: Option<CustomerKind>,
        /// Country, ISO 3166, with a subdivision where law needs one.
        pub jurisdiction: Option<String>,
        /// The language they write in, BCP 47.
        pub language: Option<String>,
        /// The kind of contract.
        pub contract_kind: Option<ContractKind>,
        /// When it was made.
        pub concluded_on: Option<Day>,
        /// How it was made.
        pub concluded_by: Option<ConcludedBy>,
        /// When it ends.
        pub ends_on: Option<Day>,
    }
}
