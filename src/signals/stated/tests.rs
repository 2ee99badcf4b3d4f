//! What is found and what is not, in three languages.

use time::macros::date;

use super::*;
use crate::case::Language;
use crate::signals::testing::made;
use crate::text::{Reader, Voice};

/// The facts in one message, written on 1 June 2026.
fn facts(language: &str, text: &str) -> Vec<(StatedKind, Date, String)> {
    let mut made = made().said(0, Author::Customer, Voice::Neutral, text, &[]);
    made.readings[0].language = Language::from_tag(language);
    let found = stated(&made.case, &made.readings, &Set::new());
    found.into_iter().map(|one| (one.kind, one.on, one.evidence.quote)).collect()
}

fn one(language: &str, text: &str, kind: StatedKind, on: Date, quote: &str) {
    assert_eq!(facts(language, text), [(kind, on, quote.to_owned())], "{text}");
}

#[test]
fn since_when_they_are_with_us() {
    use StatedKind::Since;
    let six_years = date!(2020 - 06 - 01);
    one("en", "I have been with you for 6 years.", Since, six_years, "with you for 6 years");
    one("en", "Customer since 2019 and now this?", Since, date!(2019 - 07 - 01), "Customer since 2019");
    one("en", "A customer for six long years!", Since, six_years, "customer for six long years");
    one("en", "I have been a member since March 2019", Since, date!(2019 - 03 - 01), "member since March 2019");
    one("fr", "Je suis cliente depuis 6 ans.", Since, six_years, "cliente depuis 6 ans");
    one("fr", "Abonné depuis mars 2019", Since, date!(2019 - 03 - 01), "Abonné depuis mars 2019");
    one("fr", "Voilà plus de six ans que je suis chez vous", Since, six_years, "six ans que je suis chez vous");
    one("it", "Sono vostro cliente da 6 anni.", Since, six_years, "cliente da 6 anni");
    one("it", "Cliente dal 2019", Since, date!(2019 - 07 - 01), "Cliente dal 2019");
}

#[test]
fn when_the_contract_ends() {
    use StatedKind::EndsOn;
    let march = date!(2027 - 03 - 31);
    one("en", "My contract ends in March.", EndsOn, march, "contract ends in March");
    one("en", "The contract expires on 31 March 2027", EndsOn, march, "contract expires on 31 March 2027");
    one("en", "my subscription runs until 2027-03-31", EndsOn, march, "subscription runs until 2027-03-31");
    one("en", "My plan ends in June", EndsOn, date!(2026 - 06 - 30), "plan ends in June");
    one("fr", "Mon contrat se termine en mars.", EndsOn, march, "contrat se termine en mars");
    one("fr", "L’abonnement prend fin le 31/03/2027", EndsOn, march, "abonnement prend fin le 31/03/2027");
    one("it", "Il mio contratto scade a marzo", EndsOn, march, "contratto scade a marzo");
    one("it", "La scadenza del contratto è il 31.3.2027", EndsOn, march, "scadenza del contratto è il 31.3.2027");
}

#[test]
fn when_they_gave_notice() {
    use StatedKind::Notice;
    let third = date!(2026 - 05 - 03);
    one("en", "Notice given on 3 May, no answer.", Notice, third, "Notice given on 3 May");
    one("en", "I gave notice on May 3rd", Notice, third, "gave notice on May 3rd");
    one(
        "en",
        "I cancelled my contract on the 3rd of May 2026",
        Notice,
        third,
        "I cancelled my contract on the 3rd of May 2026",
    );
    one("en", "I gave notice on 3 November", Notice, date!(2025 - 11 - 03), "gave notice on 3 November");
    one("fr", "J’ai résilié le 3 mai.", Notice, third, "résilié le 3 mai");
    one("it", "Ho dato disdetta il 3 maggio", Notice, third, "disdetta il 3 maggio");
}

#[test]
fn what_is_not_stated_is_not_found() {
    for text in [
        "I was a customer of another firm. It broke 2 years ago.",
        "As a customer I bought this 2 years ago",
        "I am a customer with a 2 year contract",
        "I have been waiting for 6 years",
        "My contract ended and you may call me",
        "The contract ends on 03/04/2027",
        "Did you notice that on 3 May it rained?",
        "I gave notice, it takes effect on 3 July 2027",
        "The contract ends in March 2020",
        "My contract ends. In March I was ill.",
    ] {
        assert_eq!(facts("en", text), [], "{text}");
    }
    assert_eq!(facts("fr", "Je suis cliente, il y a 2 ans tout allait bien"), []);
    assert_eq!(facts("it", "Sono cliente, 2 anni fa andava tutto bene"), []);
    assert_eq!(facts("it", "Il contratto non finisce mai 3 volte"), []);
    assert_eq!(facts("de", "Kunde seit 2019"), [], "a language without words is not read");
}

#[test]
fn only_what_the_customer_says_and_the_last_of_it_and_never_what_was_struck() {
    let made = made()
        .said(0, Author::Staff, Voice::Neutral, "You have been a customer for 9 years", &[])
        .said(1, Author::Customer, Voice::Neutral, "Customer since 2018.", &[])
        .said(2, Author::Customer, Voice::Neutral, "No: customer since 2019.", &[]);
    let reader = Reader::shipped();
    let readings = crate::assessment::read_all(&made.case, &reader);
    let found = stated(&made.case, &readings, &Set::new());
    assert_eq!((found.len(), found[0].evidence.message_id.as_str()), (1, "3"));
    let struck: Set<String> = [found[0].id.clone()].into();
    assert_eq!(stated(&made.case, &readings, &struck)[0].evidence.message_id, "2");
}
