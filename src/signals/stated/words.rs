//! The words by which customers state a fact, language by language, folded. Of several words all stand in this order.

use crate::case::Language;

/// What a language has for the facts that are looked for.
pub(super) struct Words {
    /// Belonging to us: "customer", "with you".
    pub belonging: &'static [&'static str],
    /// Before the day from which something lasts: "since".
    pub since: &'static [&'static str],
    /// Before how long something has lasted: "for".
    pub lasting: &'static [&'static str],
    /// Before or after a length of time that tells how long ago something was, or that names a thing.
    pub otherwise: &'static [&'static str],
    pub years: &'static [&'static str],
    pub months: &'static [&'static str],
    /// What binds them.
    pub contract: &'static [&'static str],
    /// That it ends.
    pub ending: &'static [&'static str],
    /// That notice was given.
    pub notice: &'static [&'static str],
    /// Before a month that stands alone, which may be another word without it ("may", "mars", « mai »).
    pub before_month: &'static [&'static str],
    /// Before a month, after its day: "3rd of May".
    pub of: &'static str,
    /// From January on.
    pub calendar: [&'static str; 12],
    /// Numbers from one on.
    pub numbers: [&'static str; 12],
    /// Whether 3/5 can be the fifth of March: then it is not read.
    pub two_orders: bool,
}

/// The words of a language, where it has some.
pub(super) fn of(language: Language) -> Option<&'static Words> {
    match language.word() {
        "en" => Some(&ENGLISH),
        "fr" => Some(&FRENCH),
        "it" => Some(&ITALIAN),
        _ => None,
    }
}

static ENGLISH: Words = Words {
    belonging: &[
        "customer",
        "client",
        "member",
        "subscriber",
        "subscribed",
        "with you",
        "with your company",
        "stayed with",
    ],
    since: &["since"],
    lasting: &["for", "after", "over", "almost", "nearly", "than", "been", "past", "last", "about", "around"],
    otherwise: &["ago", "contract", "plan", "warranty", "guarantee", "subscription", "term", "deal", "old"],
    years: &["year", "years", "yrs"],
    months: &["month", "months"],
    contract: &["contract", "subscription", "plan", "membership", "agreement", "policy"],
    ending: &[
        "ends",
        "end",
        "ending",
        "expires",
        "expire",
        "expiring",
        "expiry",
        "runs out",
        "runs until",
        "is up",
        "until",
        "renews",
    ],
    notice: &[
        "gave notice",
        "given notice",
        "notice given",
        "giving notice",
        "my notice",
        "our notice",
        "notice of cancellation",
        "i cancelled",
        "i canceled",
        "we cancelled",
        "we canceled",
        "cancelled my",
        "canceled my",
        "cancelled our",
        "terminated my",
        "terminated our",
        "i terminated",
    ],
    before_month: &["in", "since", "of", "until", "till", "by", "end", "from", "early", "late", "mid", "next"],
    of: "of",
    calendar: [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    numbers: ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    two_orders: true,
};

static FRENCH: Words = Words {
    belonging: &[
        "client",
        "cliente",
        "clients",
        "abonne",
        "abonnee",
        "abonnes",
        "chez vous",
        "fidele",
        "adherent",
        "adherente",
    ],
    since: &["depuis"],
    lasting: &["depuis", "apres", "pendant", "de", "pres", "bientot", "fait", "plus"],
    otherwise: &["y a", "contrat", "garantie", "engagement", "dernier", "derniere"],
    years: &["an", "ans", "annee", "annees"],
    months: &["mois"],
    contract: &["contrat", "abonnement", "forfait", "adhesion", "engagement"],
    ending: &["termine", "finit", "expire", "fin", "echeance", "jusqu", "echoit", "prend fin", "reconduit"],
    notice: &["resilie", "resiliation", "preavis"],
    before_month: &["en", "depuis", "de", "d", "fin", "debut", "mi", "jusqu", "jusqu en", "courant", "des"],
    of: "de",
    calendar: [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    numbers: ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
    two_orders: false,
};

static ITALIAN: Words = Words {
    belonging: &[
        "cliente", "clienti", "abbonato", "abbonata", "abbonati", "con voi", "da voi", "fedele", "socio", "socia",
    ],
    since: &["da", "dal", "dall", "dallo"],
    lasting: &["da", "dopo", "per", "oltre", "quasi", "piu", "circa", "di"],
    otherwise: &["fa", "contratto", "garanzia", "vincolo", "scorso", "scorsi"],
    years: &["anno", "anni"],
    months: &["mese", "mesi"],
    contract: &["contratto", "abbonamento", "piano", "iscrizione", "vincolo"],
    ending: &["scade", "scadra", "finisce", "finira", "termina", "terminera", "scadenza", "fine", "fino", "rinnova"],
    notice: &["disdetta", "disdetto", "disdettato", "recesso", "receduto"],
    before_month: &["a", "ad", "da", "di", "in", "dal", "fine", "inizio", "meta", "entro"],
    of: "di",
    calendar: [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    numbers: ["un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"],
    two_orders: false,
};
