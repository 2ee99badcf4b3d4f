//! What a help desk tells of the ticket on screen, checked at the edge: from here on there are only valid types.

use time::Date;

use super::Desk;
use crate::case::{Case, CaseId};
use crate::ingest::{self, IngestError, Ingested, Saved, SourceKind, Value};
use crate::json::JsonError;
use crate::words::{Key, Text};

/// A ticket as its desk names it; wires compare all three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The kind of desk.
    pub desk: Desk,
    /// Which of them, as in `acme.zendesk.com`.
    pub place: String,
    /// The ticket's number or name there.
    pub number: String,
}

/// What the desk can do for us; whatever it cannot becomes Copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Put text into the reply that the agent is writing.
    pub insert_reply: bool,
    /// Put an internal note into the ticket.
    pub add_note: bool,
    /// Tag the ticket.
    pub add_tags: bool,
}

/// The ticket on screen, and who looks at it.
#[derive(Clone, Debug, PartialEq)]
pub struct HostContext {
    /// The ticket.
    pub ticket: Ticket,
    /// What the desk can do.
    pub can: Capabilities,
    /// The tag that it gets, where its desk was set up with one.
    pub tag: Option<String>,
    /// Names of the company whose desk it is, separated by commas, where its desk was set up with them.
    pub own_names: Option<String>,
    /// The origin that it comes from, where that was only the first to speak and nobody has set which may.
    pub unconfirmed: Option<String>,
    /// Who looks at it, where the desk says.
    pub agent: Option<String>,
    /// The language of the agent's desk, as a tag.
    pub language: Option<String>,
    /// Whether the desk is dark, where it says.
    pub dark: Option<bool>,
    /// The case, under the name that belongs to this ticket of this desk alone.
    pub case: Box<Case>,
    /// What was assumed on reading it.
    pub notes: Vec<Text>,
    /// A state to go on from: the page's own, else the latest that a note in the ticket carries.
    pub saved: Option<Box<Saved>>,
}

/// How a payload is read that [`ingest::read_told`] does not know.
pub type ReadPayload = fn(&Value, Date) -> Result<Ingested, IngestError>;

/// Why what a desk told cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// No ticket is open at the desk.
    #[error("no ticket is open")]
    NoTicket,
    /// What reads it is yet to be loaded.
    #[error("it cannot be read yet")]
    NotYet,
    /// It cannot be read.
    #[error(transparent)]
    Ingest(#[from] IngestError),
    /// The messages belong to another ticket than the one on screen.
    #[error("the messages are of ticket {payload:?}, and ticket {context:?} is on screen")]
    OtherTicket {
        /// The ticket on screen.
        context: String,
        /// The ticket that the messages are of.
        payload: String,
    },
}

impl HostContext {
    /// Reads what a wire passes on: `{desk, place, ticket, capabilities, agent, theme, payload, saved}`. Of these only
    /// `desk` and `payload` are needed; without a payload no ticket is open. A payload that no desk's app is told, as a text,
    /// is read by `read`, where that is loaded already.
    ///
    /// # Errors
    /// Names the place that cannot be read; tells when the messages are of another ticket; [`HostError::NotYet`].
    pub fn parse(text: &str, today: Date, read: Option<ReadPayload>) -> Result<Self, HostError> {
        let context = Value::parse(text).map_err(IngestError::from)?;
        let desk: Desk =
            context.at("desk").read().map_err(|error| IngestError::from(JsonError::at("desk", error.rule)))?;
        let payload = context.at("payload");
        if payload.is_null() {
            return Err(HostError::NoTicket);
        }
        let told = match ingest::read_told(payload, today) {
            Some(told) => told,
            None => read.ok_or(HostError::NotYet)?(payload, today),
        };
        let Ingested::Case { mut case, notes, saved, source } = told? else { return Err(IngestError::Unknown.into()) };

        let number = context.at("ticket").id();
        // A pasted thread has no number of its own.
        let own = source != SourceKind::Paste;
        if let Some(number) = number.as_ref().filter(|number| own && **number != case.id.ticket) {
            return Err(HostError::OtherTicket { context: number.clone(), payload: case.id.ticket.clone() });
        }
        let number = number.unwrap_or_else(|| case.id.ticket.clone());
        let place = context.at("place").string().unwrap_or_default();
        case.id = CaseId { desk: desk_name(desk, &place, &case.id.desk), ticket: number.clone() };

        let can = |name| context.at("capabilities").at(name).flag() == Some(true);
        let given = context.at("saved").text();
        let given = given.map(|text| ingest::saved::in_line(text).unwrap_or_else(|| text.to_owned()));
        let given = given.map(|export| Box::new(Saved { at: None, by: None, export }));
        Ok(Self {
            ticket: Ticket { desk, place, number },
            can: Capabilities {
                insert_reply: can("insert_reply"),
                add_note: can("add_note"),
                add_tags: can("add_tags"),
            },
            tag: context.at("tag").text().and_then(super::tag),
            own_names: context.at("ownNames").string(),
            unconfirmed: context.at("origin").string().filter(|_| context.at("trust").text() == Some("first_use")),
            agent: context.at("agent").at("name").string(),
            language: context.at("agent").at("language").string(),
            dark: context.at("theme").text().map(|theme| theme == "dark"),
            case,
            notes,
            saved: given.or(saved),
        })
    }
}

/// The desk's part of a case's name: kind and place, so that equal numbers of two desks never meet. `zendesk:acme` as in
/// Zendesk's files; in Chatwoot numbers count within an account, so that the account follows the place.
fn desk_name(desk: Desk, place: &str, payload: &str) -> String {
    let place = place.to_ascii_lowercase();
    let mut name = match place.strip_suffix(".zendesk.com").unwrap_or(&place) {
        "" => return payload.to_owned(),
        place => [desk.word(), ":", place].concat(),
    };
    if desk == Desk::Chatwoot
        && let Some((_, account)) = payload.split_once(':')
    {
        name.push(':');
        name.push_str(account);
    }
    name.replace('/', "-")
}

impl HostError {
    /// What the screen says of it.
    #[must_use]
    pub fn told(&self) -> Text {
        match self {
            Self::NoTicket | Self::NotYet => Key::HostWaiting.into(),
            Self::Ingest(error) => error.into(),
            Self::OtherTicket { .. } => Key::HostOther.into(),
        }
    }
}
