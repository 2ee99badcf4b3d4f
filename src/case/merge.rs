//! Several tickets of one customer, read as one case.

use super::{Case, CaseError};

impl Case {
    /// Adds the messages, events and tags of another ticket of the same customer. Messages that are already here (same
    /// id) are not added twice; the customer's and contract's known facts are kept and unknown ones filled in.
    ///
    /// # Errors
    /// When the other ticket is of another customer or of another desk.
    pub fn merge(&mut self, other: Self) -> Result<(), CaseError> {
        if self.customer.id != other.customer.id || self.id.desk != other.id.desk {
            return Err(CaseError::at(
                "customer.id",
                format!(
                    "ticket {} is of customer {:?} at {}, this case of {:?} at {}",
                    other.id.ticket, other.customer.id, other.id.desk, self.customer.id, self.id.desk
                ),
            ));
        }
        let known: std::collections::BTreeSet<String> =
            self.messages.iter().map(|message| message.id.clone()).collect();
        self.messages.extend(other.messages.into_iter().filter(|message| !known.contains(&message.id)));
        self.messages.sort_by_key(|item| item.at);
        for event in other.events {
            if !self.events.contains(&event) {
                self.events.push(event);
            }
        }
        self.events.sort_by_key(|item| item.at);
        for tag in other.tags {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
        for ticket in std::iter::once(other.id.ticket).chain(other.tickets) {
            if ticket != self.id.ticket && !self.tickets.contains(&ticket) {
                self.tickets.push(ticket);
            }
        }
        let (mine, theirs) = (&mut self.customer, other.customer);
        mine.name = mine.name.take().or(theirs.name);
        mine.jurisdiction = mine.jurisdiction.take().or(theirs.jurisdiction);
        mine.language = mine.language.take().or(theirs.language);
        mine.since = mine.since.or(theirs.since);
        mine.attachment = mine.attachment.or(theirs.attachment);
        for (name, fact) in theirs.facts {
            mine.facts.entry(name).or_insert(fact);
        }
        let (mine, theirs) = (&mut self.contract, other.contract);
        mine.kind = mine.kind.or(theirs.kind);
        mine.concluded_on = mine.concluded_on.or(theirs.concluded_on);
        mine.concluded_by = mine.concluded_by.or(theirs.concluded_by);
        mine.ends_on = mine.ends_on.or(theirs.ends_on);
        Ok(())
    }
}
