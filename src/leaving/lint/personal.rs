//! Personal data in an answer that everybody reads: who the customer is, where they live, how they are reached, what
//! they ordered. What is ours (our hotline, our shop, a colleague) may stand there.

use super::{Found, Lint, Rule, Tells};
use crate::text::Span;

/// Before the `@` of an address that is nobody's in particular, in the five languages.
const ROLES: [&str; 22] = [
    "support",
    "help",
    "info",
    "service",
    "contact",
    "kontakt",
    "hilfe",
    "hallo",
    "hello",
    "office",
    "care",
    "team",
    "kunden",
    "customer",
    "privacy",
    "datenschutz",
    "aide",
    "assistance",
    "assistenza",
    "aiuto",
    "ayuda",
    "atencion",
];

/// Digits of a telephone number, at least; an order's is as long (design default).
const PHONE: usize = 9;

/// Characters of an IBAN (ISO 13616), at least: Norway has the shortest.
const IBAN: usize = 15;

impl Lint<'_> {
    /// What tells everybody about one person.
    pub(super) fn personal(&self, out: &mut Found) {
        let rule = Rule::PersonalData;
        let mut add = |span| out.push((rule, span, rule.way_out()));
        self.all(Tells::Reference).for_each(|mark| add(mark.span));
        let ours: Vec<usize> = self.all(Tells::Ours).map(|mark| mark.sentence).collect();
        let is_ours = |span: Span| ours.contains(&self.sentence(span));
        for person in self.all(Tells::Person).filter(|mark| !is_ours(mark.span)) {
            if !self.is_colleague(person.span.quote(self.text)) {
                add(person.span);
            }
        }
        for street in self.all(Tells::Street).filter(|mark| !is_ours(mark.span)) {
            // "12 Baker Street", "Marktstraße 12" and "via Garibaldi 12".
            let near = |number: &&Span| number.start <= street.span.end + 24 && number.end + 24 >= street.span.start;
            let here = |number: &&Span| self.sentence(**number) == street.sentence;
            if self.marked.numbers.iter().filter(near).any(|number| here(&number)) {
                add(street.span);
            }
        }
        if let Some(span) = self.family_name() {
            add(span);
        }
        for span in self.contacts().into_iter().filter(|span| !is_ours(*span)) {
            add(span);
        }
    }

    /// Whether it names who writes or who sees to it.
    fn is_colleague(&self, name: &str) -> bool {
        let ours = [&self.facts.sender, &self.facts.owner].into_iter().flatten();
        ours.filter_map(|ours| ours.split_whitespace().next_back()).any(|last| name.ends_with(last))
    }

    /// The customer's family name, where it is known and stands there.
    fn family_name(&self) -> Option<Span> {
        let name = self.facts.name.as_ref()?.split_whitespace().next_back()?;
        if name.chars().count() < 3 || self.is_colleague(name) {
            return None;
        }
        let is_whole = |at: usize| {
            let before = self.text.get(..at).and_then(|text| text.chars().next_back());
            let after = self.text.get(at + name.len()..).and_then(|text| text.chars().next());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        };
        let (start, _) = self.text.match_indices(name).find(|(at, _)| is_whole(*at))?;
        Some(Span { start, end: start + name.len() })
    }

    /// Addresses of mail, telephone numbers and accounts.
    fn contacts(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let (mut end, mut starts) = (0, true);
        for (at, c) in self.text.char_indices() {
            let begins = starts && at >= end;
            starts = !(c.is_alphanumeric() || matches!(c, '.' | ',' | '@' | '+'));
            let rest = self.text.get(at..).unwrap_or_default();
            let length = if begins { mail(rest).or_else(|| account(rest)).or_else(|| phone(rest)) } else { None };
            if let Some(length) = length {
                end = at + length;
                spans.push(Span { start: at, end });
            }
        }
        spans
    }
}

/// The length of an address of mail at the head of a text, unless it is one of a role.
fn mail(text: &str) -> Option<usize> {
    let word = text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';')).next()?;
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (local, host) = word.split_once('@')?;
    let local = local.to_lowercase();
    let is_role = ROLES.iter().any(|role| local.starts_with(role));
    (!local.is_empty() && host.contains('.') && !is_role).then_some(word.len())
}

/// The length of an IBAN at the head of a text, as it is written in groups.
fn account(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_head = matches!(bytes, [a, b, c, d, ..]
        if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit());
    let fits = |byte: &&u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || **byte == b' ';
    let length = bytes.iter().take_while(fits).count();
    let run = text.get(..length)?.trim_end();
    let count = run.bytes().filter(u8::is_ascii_alphanumeric).count();
    (is_head && count >= IBAN).then_some(run.len())
}

/// The length of a telephone number at the head of a text, or of any other number as long; days are none.
fn phone(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        return None;
    }
    let fits =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '\u{202f}' | '-' | '/' | '.' | '(' | ')');
    let run = text.split(|c| !fits(c)).next()?.trim_end_matches(|c: char| !c.is_ascii_digit());
    let mut groups = run.split(|c: char| !c.is_ascii_digit());
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let count = run.bytes().filter(u8::is_ascii_digit).count();
    (count >= PHONE && !groups.any(is_year)).then_some(run.len())
}
