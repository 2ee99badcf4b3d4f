//! Where in the site one is: hash routes by hand (a router crate would cost 35 KB). Every screen has its own address.

use crate::case::CaseId;

/// A screen and what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Saved cases, samples, paste and drop.
    #[default]
    Start,
    /// What the product does and does not claim.
    About,
    /// The rules that hold in a place, by its code; the Union's where it is empty.
    Rules(String),
    /// The catalogue of alternatives.
    Alternatives,
    /// Playbooks: those of the site, and the team's own.
    Playbooks,
    /// One case.
    Case {
        /// Which.
        id: CaseId,
        /// Which of its panes is in front where only one fits.
        pane: Pane,
    },
}

crate::vocabulary! {
    /// The panes of the case screen.
    Pane {
        /// The verdict and its evidence.
        Verdict = "verdict",
        /// The plan.
        Plan = "plan",
        /// What was written.
        Thread = "thread",
    }
}

impl Route {
    /// Reads the part of an address after `#`. What is unknown leads to the start.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches(['#', '/']).split('/');
        let mut next = || parts.next().and_then(decoded);
        match (next().as_deref(), next(), next(), next()) {
            (Some("about"), ..) => Self::About,
            (Some("rules"), place, ..) => Self::Rules(place.unwrap_or_default()),
            (Some("alternatives"), ..) => Self::Alternatives,
            (Some("playbooks"), ..) => Self::Playbooks,
            (Some("case"), Some(desk), Some(ticket), pane) if !desk.is_empty() && !ticket.is_empty() => {
                let pane = Pane::ALL.iter().copied().find(|known| Some(known.word()) == pane.as_deref());
                Self::Case { id: CaseId { desk, ticket }, pane: pane.unwrap_or(Pane::Verdict) }
            }
            _ => Self::Start,
        }
    }

    /// The part of the address after `#`.
    #[must_use]
    pub fn hash(&self) -> String {
        match self {
            Self::Start => "/".to_owned(),
            Self::About => "/about".to_owned(),
            Self::Rules(place) => ["/rules/", place].concat(),
            Self::Alternatives => "/alternatives".to_owned(),
            Self::Playbooks => "/playbooks".to_owned(),
            Self::Case { id, pane } => {
                let mut hash = String::from("/case/");
                push_encoded(&mut hash, &id.desk);
                hash.push('/');
                push_encoded(&mut hash, &id.ticket);
                hash.push('/');
                hash.push_str(pane.word());
                hash
            }
        }
    }
}

/// Writes a part of an address: every byte but letters and digits of ASCII as `%` and two hexadecimal digits.
fn push_encoded(address: &mut String, part: &str) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() {
            address.push(char::from(byte));
        } else {
            address.push('%');
            let digits = [byte / 16, byte % 16].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16));
            address.extend(digits.map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// Reads a part of an address; a `%` without two digits stands for itself. Nothing where the bytes are no text.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        match encoded_byte(rest) {
            Some((byte, after)) => {
                bytes.push(byte);
                rest = after;
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

/// A byte in the form `%2F`, and what follows it.
fn encoded_byte(text: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, after @ ..] = text else { return None };
    let value = char::from(*high).to_digit(16)? * 16 + char::from(*low).to_digit(16)?;
    Some((u8::try_from(value).ok()?, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_unknown_address_leads_to_the_start() {
        for hash in ["", "#", "#/", "#/nowhere", "#/case/", "#/case/zendesk:acme"] {
            assert_eq!(Route::parse(hash), Route::Start, "{hash}");
        }
    }

    #[test]
    fn screens_without_a_case_read_back() {
        for route in [Route::Start, Route::About, Route::Alternatives, Route::Playbooks] {
            assert_eq!(Route::parse(&["#", &route.hash()].concat()), route);
        }
    }

    #[test]
    fn signs_in_an_address_are_encoded() {
        let id = CaseId { desk: "zendesk:acme".to_owned(), ticket: "é/%".to_owned() };
        let route = Route::Case { id, pane: Pane::Plan };
        assert_eq!(route.hash(), "/case/zendesk%3Aacme/%C3%A9%2F%25/plan");
        assert_eq!(Route::parse("#/case/zendesk:acme/%c3%a9%2f%/plan"), route);
        assert_eq!(Route::parse("#/case/zendesk:acme/%C3/plan"), Route::Start, "bytes that are no text");
    }

    #[test]
    fn rules_are_those_of_a_place() {
        assert_eq!(Route::parse("#/rules"), Route::Rules(String::new()));
        assert_eq!(Route::parse("#/rules/US-CA"), Route::Rules("US-CA".to_owned()));
        assert_eq!(Route::Rules("US-CA".to_owned()).hash(), "/rules/US-CA");
    }

    proptest! {
        #[test]
        fn an_address_reads_back(desk in "\\PC{1,12}", ticket in "\\PC{1,12}", pane in prop::sample::select(Pane::ALL)) {
            let route = Route::Case { id: CaseId { desk, ticket }, pane };
            prop_assert_eq!(Route::parse(&format!("#{}", route.hash())), route);
        }
    }
}
