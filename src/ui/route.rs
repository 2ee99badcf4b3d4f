//! Where in the site one is: hash routes by hand (a router crate would cost 35 KB). Every screen has its own address.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::case::CaseId;

/// A screen and what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// Saved cases, samples, paste and drop.
    #[default]
    Start,
    /// What the product does and does not claim.
    About,
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
        let mut next = || parts.next().map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
        match (next().as_deref(), next(), next(), next()) {
            (Some("about"), ..) => Self::About,
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
        let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        match self {
            Self::Start => "/".to_owned(),
            Self::About => "/about".to_owned(),
            Self::Case { id, pane } => {
                let mut hash = String::from("/case/");
                hash.push_str(&part(&id.desk));
                hash.push('/');
                hash.push_str(&part(&id.ticket));
                hash.push('/');
                hash.push_str(pane.word());
                hash
            }
        }
    }
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

    proptest! {
        #[test]
        fn an_address_reads_back(desk in "\\PC{1,12}", ticket in "\\PC{1,12}", pane in prop::sample::select(Pane::ALL)) {
            let route = Route::Case { id: CaseId { desk, ticket }, pane };
            prop_assert_eq!(Route::parse(&format!("#{}", route.hash())), route);
        }
    }
}
