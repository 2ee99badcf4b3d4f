//! Several tickets of one customer, read as one case.

use super::{Case, CaseError};
use crate::json::{Rule, quoted};
use crate::order;

impl Case {
    /// Adds the messages, events and tags of another ticket of the same customer. A message that is already here is not
    /// added twice; another one of the same id is named after its ticket too. The customer's and contract's known facts are kept and unknown ones filled in.
    ///
    /// # Errors
    /// When the other ticket is of another customer or of another desk.
    pub fn merge(&mut self, other: Self) -> Result<(), CaseError> {
        if self.customer.id != other.customer.id || self.id.desk != other.id.desk {
            let of = |case: &Self| [&quoted(&case.customer.id), " at ", &case.id.desk].concat();
            let (given, known) = (of(&other), of(self));
            return Err(CaseError::at("customer.id", Rule::OtherCustomer { ticket: other.id.ticket, given, known }));
        }
        for mut message in other.messages {
            match self.messages.iter().find(|known| known.id == message.id) {
                Some(known) if *known == message => continue,
                // Desks number messages by ticket; the same number in another ticket is another message.
                Some(_) => message.id = format!("{}:{}", other.id.ticket, message.id),
                None => {}
            }
            if self.messages.iter().all(|known| known.id != message.id) {
                self.messages.push(message);
            }
        }
        order::sort(&mut self.messages, |a, b| a.at < b.at);
        for event in other.events {
            if !self.events.contains(&event) {
                self.events.push(event);
            }
        }
        order::sort(&mut self.events, |a, b| a.at < b.at);
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
        let known = std::mem::replace(&mut mine.facts, theirs.facts);
        mine.facts.extend(known);
        let (mine, theirs) = (&mut self.contract, other.contract);
        mine.kind = mine.kind.or(theirs.kind);
        mine.concluded_on = mine.concluded_on.or(theirs.concluded_on);
        mine.concluded_by = mine.concluded_by.or(theirs.concluded_by);
        mine.ends_on = mine.ends_on.or(theirs.ends_on);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(ticket: &str, customer: &str, messages: &[(&str, &str)]) -> Case {
        let messages: Vec<String> = messages
            .iter()
            .map(|(id, text)| {
                format!(r#"{{"id":"{id}","at":"2026-11-02T09:14:00Z","author":"customer","text":"{text}"}}"#)
            })
            .collect();
        Case::parse(&format!(
            r#"{{"schema":"clean-break/case@1","id":"{ticket}","desk":"d","customer":{{"id":"{customer}"}},"messages":[{}]}}"#,
            messages.join(",")
        ))
        .unwrap()
    }

    #[test]
    fn tickets_of_one_customer_become_one_case() {
        let mut first = case("1", "C", &[("a", "one")]);
        first.merge(case("2", "C", &[("a", "two"), ("b", "three")])).unwrap();
        let ids: Vec<&str> = first.messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["a", "2:a", "b"]);
        assert_eq!(first.tickets, ["2"]);
        let before = first.clone();
        first.merge(case("2", "C", &[("a", "two"), ("b", "three")])).unwrap();
        assert_eq!(first, before, "the same ticket again changes nothing");
    }

    #[test]
    fn tickets_of_two_customers_do_not_meet() {
        let mut first = case("1", "C", &[]);
        assert_eq!(first.merge(case("2", "D", &[])).unwrap_err().path, "customer.id");
    }
}
