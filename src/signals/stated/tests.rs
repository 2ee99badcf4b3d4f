//! What is found and what is not, in five languages.

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
    one("de", "Ich bin seit 6 Jahren Kunde bei Ihnen.", Since, six_years, "6 Jahren Kunde");
    one("de", "Kundin seit März 2019, und jetzt das", Since, date!(2019 - 03 - 01), "Kundin seit März 2019");
    one("de", "Nach über sechs Jahren bei Ihnen reicht es", Since, six_years, "sechs Jahren bei Ihnen");
    one("de", "Mitglied seit dem 3. Mai 2020.", Since, date!(2020 - 05 - 03), "Mitglied seit dem 3. Mai 2020");
    one("de", "Seit 2019 bin ich Kunde.", Since, date!(2019 - 07 - 01), "Seit 2019 bin ich Kunde");
    one("es", "Soy cliente desde hace 6 años.", Since, six_years, "cliente desde hace 6 años");
    one("es", "Llevo más de seis años con ustedes", Since, six_years, "seis años con ustedes");
    one("es", "Cliente desde marzo de 2019", Since, date!(2019 - 03 - 01), "Cliente desde marzo de 2019");
    one("es", "Soy clienta desde el año 2019", Since, date!(2019 - 07 - 01), "clienta desde el año 2019");
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
    one("de", "Mein Vertrag endet im März.", EndsOn, march, "Vertrag endet im März");
    one("de", "Der Handyvertrag läuft am 31. März 2027 aus", EndsOn, march, "Handyvertrag läuft am 31. März 2027");
    one("de", "Das Abo läuft noch bis zum 31.03.2027", EndsOn, march, "Abo läuft noch bis zum 31.03.2027");
    one("de", "Sie schreiben, dass mein Vertrag am 31. März endet", EndsOn, march, "Vertrag am 31. März endet");
    one("de", "Am 31.3.2027 endet mein Vertrag.", EndsOn, march, "31.3.2027 endet mein Vertrag");
    one("es", "Mi contrato termina en marzo.", EndsOn, march, "contrato termina en marzo");
    one("es", "La permanencia acaba el 31 de marzo de 2027", EndsOn, march, "permanencia acaba el 31 de marzo de 2027");
    one("es", "Tengo contrato hasta el 31/03/2027", EndsOn, march, "contrato hasta el 31/03/2027");
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
    one("de", "Ich habe am 3. Mai gekündigt.", Notice, third, "3. Mai gekündigt");
    one("de", "Meine Kündigung vom 3. Mai 2026 ist unbeantwortet", Notice, third, "Kündigung vom 3. Mai 2026");
    one("de", "Am 3.5.2026 habe ich den Vertrag gekündigt", Notice, third, "3.5.2026 habe ich den Vertrag gekündigt");
    one("es", "Pedí la baja el 3 de mayo.", Notice, third, "la baja el 3 de mayo");
    one("es", "Cancelé el 3 de mayo de 2025", Notice, date!(2025 - 05 - 03), "Cancelé el 3 de mayo de 2025");
    one("es", "Nos dimos de baja el 03/05/2026", Notice, third, "dimos de baja el 03/05/2026");
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
    for text in [
        "Ich war Kunde einer anderen Firma. Vor 2 Jahren ging es kaputt.",
        "Als Kunde habe ich das vor 2 Jahren gekauft",
        "Ich bin Kunde und warte seit 2 Monaten. Nichts passiert.",
        "Als Kundin habe ich seit 2 Monaten kein Internet",
        "Ich warte seit 6 Jahren",
        "Der Vertrag läuft seit März",
        "Der Vertrag endete im März 2020",
        "Mein Vertrag endet. Im März war ich krank.",
        "Am 3. Mai hat es geregnet und niemand kam, jetzt ist gekündigt",
        "Ich kündige zum 3. Juli 2027",
        "Gekündigt ist es zum 3. Juli 2027",
    ] {
        assert_eq!(facts("de", text), [], "{text}");
    }
    for text in [
        "Soy cliente y hace 2 años todo iba bien",
        "Como cliente llevo 2 meses esperando una respuesta",
        "Soy cliente con un contrato de 2 años de permanencia",
        "Era cliente de otra empresa. Se rompió hace 2 años.",
        "El contrato terminó en marzo de 2020",
        "Mi contrato termina. En marzo estuve enfermo.",
        "Estuve de baja el 3 de mayo",
        "He pedido la baja para el 3 de julio de 2027",
    ] {
        assert_eq!(facts("es", text), [], "{text}");
    }
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
