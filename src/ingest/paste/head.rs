//! The first line of a message in a pasted thread: who wrote it, and when.

use time::Date;

use super::date::{self, Order, When, is_blank};
use super::letter;
use super::role::{is_label, role};

/// The head of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    /// Who speaks; none for what the chat program itself wrote.
    pub(super) speaker: Option<&'a str>,
    pub(super) when: Option<When>,
    /// What follows on the same line.
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// How many lines it takes.
    pub(super) lines: usize,
}

/// How a head is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As chat programs export it: the date first.
    Chat,
    /// A name with a date, or the word for a role.
    Sure,
    /// A name with a colon only, which could be a line of the text.
    Bare,
    /// A line of attribution over a message that is quoted from its first line to its last.
    Quoted,
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// What stands between a name and a date in a line of attribution.
const WROTE: [&str; 5] = [" wrote on ", " a écrit le ", " ha scritto il ", " schrieb am ", " escribió el "];

/// The head in `line`, where it is one.
pub(super) fn read(line: &str, today: Date, order: Order) -> Option<Head<'_>> {
    let line = line.trim_matches(is_blank);
    // Over quoted history too.
    if line.starts_with('>') || letter::attribution(line, today, order).is_some() {
        return None;
    }
    chat(line, today, order).or_else(|| named(line, today, order)).or_else(|| bare(line))
}

/// `[12/10/2026, 14:03:22] Anna: text` and `12/10/2026, 14:03 - Anna: text`
fn chat(line: &str, today: Date, order: Order) -> Option<Head<'_>> {
    let bracketed = line.strip_prefix('[');
    let (when, rest) = date::read(bracketed.unwrap_or(line), today, order)?;
    let rest = rest.trim_start_matches(is_blank);
    let after_mark =
        if bracketed.is_some() { Some(rest.strip_prefix(']')?) } else { rest.strip_prefix(['-', '–', '—']) };
    let (marked, rest) = (after_mark.is_some(), after_mark.unwrap_or(rest).trim_start_matches(is_blank));
    let head = |speaker, text| Head { speaker, when: Some(when), text, kind: Kind::Chat, lines: 1 };
    if (marked || when.time.is_some())
        && let Some((name, text)) = rest.split_once(':')
        && let Some(name) = name_of(name)
    {
        return Some(head(Some(name), text));
    }
    (marked && when.time.is_some()).then(|| head(None, rest))
}

/// `Anna, 12 Oct: text`, `Anna (12 Oct 2026, 14:03): text`, `Anna wrote on 12 Oct:`
fn named(line: &str, today: Date, order: Order) -> Option<Head<'_>> {
    let wrote = WROTE.iter().find_map(|words| line.split_once(words)).map(|(name, rest)| (name, rest, false));
    let marks = line.char_indices().filter(|(_, c)| matches!(c, ',' | '(' | '[' | '-' | '–' | '|'));
    let splits = marks.take(4).filter_map(|(at, c)| {
        let (name, rest) = line.split_at_checked(at)?;
        Some((name, rest.get(c.len_utf8()..)?, matches!(c, '(' | '[')))
    });
    for (name, rest, bracket) in wrote.into_iter().chain(splits) {
        let Some(name) = name_of(name) else { continue };
        let Some((when, rest)) = date::read(rest, today, order) else { continue };
        let mut rest = rest.trim_start_matches(is_blank);
        if bracket {
            let Some(after) = rest.strip_prefix([')', ']']) else { continue };
            rest = after.trim_start_matches(is_blank);
        }
        let text = match rest.strip_prefix(':') {
            Some(text) => text,
            // "Anna, 12 Oct 2026, 14:03" alone on its line; without the time it could be the date line of a letter.
            None if rest.is_empty() && when.time.is_some() => rest,
            None => continue,
        };
        return Some(Head { speaker: Some(name), when: Some(when), text, kind: Kind::Sure, lines: 1 });
    }
    None
}

/// `Anna: text`, `Customer: text`
fn bare(line: &str) -> Option<Head<'_>> {
    let (before, text) = line.split_once(':')?;
    let name = name_of(before)?;
    // "https://..." and "14:03" are no names.
    if text.starts_with("//") || is_label(name) {
        return None;
    }
    let words = name.split_whitespace().count();
    let capital = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '(')
            || matches!(word, "de" | "di" | "da" | "du" | "del" | "della" | "la" | "le" | "van" | "von" | "der")
    };
    let kind = match role(name) {
        Some(_) if words == 1 || name.split_whitespace().all(capital) || is_role_phrase(name) => Kind::Sure,
        _ if words <= 4
            && name.split_whitespace().all(capital)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '.' | '(' | ')')) =>
        {
            Kind::Bare
        }
        _ => return None,
    };
    Some(Head { speaker: Some(name), when: None, text, kind, lines: 1 })
}

/// "Service client", "Servizio clienti": two words, every one of them about a role.
fn is_role_phrase(name: &str) -> bool {
    name.split_whitespace().count() <= 3 && name.split_whitespace().all(|word| role(word).is_some())
}

/// The name in `text`, where it may be one: some letters or a telephone number, and no sentence.
pub(super) fn name_of(text: &str) -> Option<&str> {
    let name = text.trim_matches(|c: char| is_blank(c) || matches!(c, '*' | '_' | '"' | '~'));
    let fits = !name.is_empty()
        && name.chars().nth(LONGEST_NAME).is_none()
        && name.split_whitespace().count() <= 6
        && (name.contains(char::is_alphabetic) || name.starts_with('+'))
        && !name.contains(['?', '!', ';', ':', '<', '>', '/', '=', '{', '}']);
    fits.then_some(name)
}
