//! Names that say what a speaker is, in five languages, and labels that are no names at all.

use crate::case::Author;
use crate::lower::lower;

const CUSTOMER: [&str; 26] = [
    "clienta",
    "usuaria",
    "besucher",
    "besucherin",
    "nutzer",
    "nutzerin",
    "customer",
    "client",
    "cliente",
    "clienti",
    "kunde",
    "kundin",
    "kunden",
    "utente",
    "user",
    "utilisateur",
    "utilisatrice",
    "usuario",
    "visitor",
    "visiteur",
    "visitatore",
    "abonné",
    "abonnée",
    "guest",
    "consumer",
    "requester",
];

const STAFF: [&str; 35] = [
    "atención",
    "equipo",
    "operadora",
    "asesor",
    "asesora",
    "berater",
    "beraterin",
    "kundenberater",
    "kundenberaterin",
    "kundenbetreuung",
    "mitarbeiterin",
    "support",
    "agent",
    "agente",
    "staff",
    "team",
    "équipe",
    "operator",
    "opérateur",
    "opératrice",
    "operatore",
    "operatrice",
    "operador",
    "conseiller",
    "conseillère",
    "assistenza",
    "assistance",
    "soporte",
    "service",
    "servizio",
    "care",
    "kundendienst",
    "kundenservice",
    "helpdesk",
    "mitarbeiter",
];

const SYSTEM: [&str; 6] = ["system", "système", "sistema", "bot", "chatbot", "automation"];

/// Words that begin a line of a letter or form, not a turn of a speaker.
const LABELS: [&str; 92] = [
    "gesendet",
    "kopie",
    "lieber",
    "liebe",
    "sehr",
    "guten",
    "kundennummer",
    "vertragsnummer",
    "telefonnummer",
    "fecha",
    "enviado",
    "para",
    "pedido",
    "referencia",
    "teléfono",
    "dirección",
    "hola",
    "estimado",
    "estimada",
    "estimados",
    "buenos",
    "buenas",
    "subject",
    "re",
    "fw",
    "fwd",
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "sent",
    "note",
    "notes",
    "ps",
    "order",
    "invoice",
    "reference",
    "ref",
    "id",
    "number",
    "no",
    "nr",
    "phone",
    "tel",
    "mobile",
    "email",
    "mail",
    "address",
    "http",
    "https",
    "www",
    "hello",
    "hi",
    "dear",
    "objet",
    "de",
    "à",
    "envoyé",
    "commande",
    "facture",
    "référence",
    "numéro",
    "téléphone",
    "adresse",
    "bonjour",
    "bonsoir",
    "cher",
    "chère",
    "oggetto",
    "da",
    "a",
    "inviato",
    "ordine",
    "fattura",
    "riferimento",
    "numero",
    "telefono",
    "indirizzo",
    "ciao",
    "buongiorno",
    "gentile",
    "spettabile",
    "betreff",
    "von",
    "an",
    "datum",
    "bestellung",
    "rechnung",
    "nummer",
    "hallo",
    "asunto",
];

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(lower)
}

/// What the name says of its bearer; "customer service" is staff.
pub(super) fn role(name: &str) -> Option<Author> {
    let known = |list: &[&str]| words(name).any(|word| list.contains(&word.as_str()));
    if known(&SYSTEM) {
        Some(Author::System)
    } else if known(&STAFF) {
        Some(Author::Staff)
    } else if known(&CUSTOMER) {
        Some(Author::Customer)
    } else {
        None
    }
}

/// Whether a line that starts so is a labelled line of the text, as in "Order number: 77".
pub(super) fn is_label(name: &str) -> bool {
    let label = |word: String| LABELS.contains(&word.as_str());
    words(name).next().is_some_and(label)
        || words(name).last().is_some_and(|word| matches!(word.as_str(), "id" | "no" | "nr" | "number" | "email"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_a_role() {
        assert_eq!(role("Kunde"), Some(Author::Customer));
        assert_eq!(role("Cliente"), Some(Author::Customer));
        assert_eq!(role("Service client"), Some(Author::Staff));
        assert_eq!(role("Tom (Support)"), Some(Author::Staff));
        assert_eq!(role("Système"), Some(Author::System));
        assert_eq!(role("Anna Example"), None);
    }

    #[test]
    fn labels_are_no_names() {
        assert!(is_label("Subject") && is_label("Order number") && is_label("Customer ID") && is_label("Dear Support"));
        assert!(!is_label("Anna") && !is_label("Customer"));
    }
}
