//! The head of a message as mail programs write it: a block of labelled lines, or a line of attribution.

use time::Date;

use super::date::{self, Order, is_blank};
use super::head::{Head, Kind, name_of};
use crate::lower::lower;

const FROM: [&str; 4] = ["from", "de", "da", "von"];
const DATE: [&str; 10] =
    ["date", "sent", "envoyé", "data", "inviato", "datum", "gesendet", "fecha", "enviado", "enviado el"];
const SUBJECT: [&str; 5] = ["subject", "objet", "oggetto", "betreff", "asunto"];
const OTHER: [&str; 17] = [
    "to",
    "cc",
    "bcc",
    "reply-to",
    "à",
    "répondre à",
    "a",
    "ccn",
    "cci",
    "an",
    "antwort an",
    "para",
    "importance",
    "kopie",
    "cco",
    "responder a",
    "rispondi a",
];

/// What stands after the name in a line of attribution, word by word.
const WROTE: [&[&str]; 5] = [&["wrote"], &["a", "écrit"], &["ha", "scritto"], &["schrieb"], &["escribió"]];

/// Reads the heads of mail programs. In the middle of a message they stand over its quoted history: so they count where
/// the text begins with one, and further ones where no message has another head.
pub(super) fn all<'a>(text: &'a str, heads: &mut [Option<Head<'a>>], today: Date, order: Order) {
    let lines: Vec<&str> = text.lines().collect();
    let mut rest = text;
    let (mut first, mut only) = (true, false);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let here = rest;
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        at += 1;
        // "----- Forwarded message -----"
        let blank = line.trim_matches(is_blank).is_empty();
        if blank || line.starts_with("--") || !(first || only) {
            continue;
        }
        let found = read(here, today, order).and_then(|head| {
            let body = at - 1 + head.lines;
            let end = (body..heads.len()).find(|line| heads.get(*line).is_some_and(Option::is_some));
            let body = lines.get(body..end.unwrap_or(lines.len())).unwrap_or_default();
            let mut said = body.iter().map(|line| line.trim_matches(is_blank)).filter(|line| !line.is_empty());
            let quoted = |line: &str| line.starts_with('>');
            match (first, said.clone().any(quoted), said.all(quoted)) {
                (_, false, _) => Some(head),
                // Who wrote the lines between the quoted ones is not known.
                (true, true, true) => Some(Head { kind: Kind::Quoted, ..head }),
                _ => None,
            }
        });
        let Some(head) = found else {
            if first {
                return;
            }
            continue;
        };
        if first {
            only = heads.iter().skip(at + head.lines - 1).all(Option::is_none);
        }
        first = false;
        for (line, slot) in heads.iter_mut().skip(at - 1).take(head.lines).enumerate() {
            *slot = (line == 0).then_some(head);
        }
        for _ in 1..head.lines {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            at += 1;
        }
    }
}

/// The head at the start of `text`, where a mail program wrote one.
fn read(text: &str, today: Date, order: Order) -> Option<Head<'_>> {
    block(text, today, order).or_else(|| attribution(text, today, order))
}

/// `From: Dana <dana@example.test>`, `Date: 3 Sep 2026 08:12` and their like, in any order: a sender and one more line.
fn block(text: &str, today: Date, order: Order) -> Option<Head<'_>> {
    let (mut speaker, mut when, mut subject, mut lines) = (None, None, "", 0);
    for line in text.lines() {
        // A long list of receivers goes on in the next line.
        if lines > 0 && line.starts_with([' ', '\t']) && !line.trim_matches(is_blank).is_empty() {
            lines += 1;
            continue;
        }
        let Some((label, value)) = line.split_once(':') else { break };
        let mark = |c: char| is_blank(c) || c == '*';
        let (label, value) = (lower(label.trim_matches(mark)), value.trim_matches(mark));
        let is = |list: &[&str]| list.contains(&label.as_str());
        if is(&FROM) && speaker.is_none() {
            speaker = Some(sender(value)?);
        } else if is(&DATE) {
            when = when.or_else(|| date::read(value, today, order).map(|(when, _)| when));
        } else if is(&SUBJECT) {
            subject = value;
        } else if !is(&OTHER) {
            break;
        }
        lines += 1;
    }
    // The subject of an answer repeats what was said before.
    let text = if subject.chars().take(5).any(|c| c == ':') { "" } else { subject };
    (lines > 1).then_some(Head { speaker: Some(speaker?), when, text, kind: Kind::Sure, lines })
}

/// `On 2 Oct 2026, Dana wrote:`, `Le 2 oct. 2026 à 10:12, Dana a écrit :`, also where the line is broken in two.
pub(super) fn attribution(text: &str, today: Date, order: Order) -> Option<Head<'_>> {
    let mut end = 0;
    for (at, line) in text.split_inclusive('\n').take(2).enumerate() {
        end += line.len();
        let Some(line) = text.get(..end)?.trim_matches(is_blank).strip_suffix(':') else { continue };
        let head = WROTE.iter().find_map(|words| {
            words.iter().rev().try_fold(line.trim_end_matches(is_blank), |line, word| {
                Some(line.strip_suffix(word)?.strip_suffix(is_blank)?.trim_end_matches(is_blank))
            })
        });
        let dated = head.unwrap_or(line);
        let (when, name) = date::read(dated.strip_prefix("Il giorno ").unwrap_or(dated), today, order)?;
        let mut name = name.trim_start_matches(|c| is_blank(c) || c == ',');
        if head.is_none() {
            // "Am 2. Okt. 2026 um 10:12 Uhr schrieb Dana:"
            name = name.strip_prefix("schrieb")?.strip_prefix(is_blank)?;
        }
        let speaker = sender(name)?;
        return Some(Head { speaker: Some(speaker), when: Some(when), text: "", kind: Kind::Sure, lines: at + 1 });
    }
    None
}

/// The name in `Dana Example <dana@example.test>`, or the address where there is no name.
fn sender(text: &str) -> Option<&str> {
    let name = text.split(['<', '[']).next().map(|name| name.trim_end_matches(['(', ' '])).and_then(name_of);
    name.or_else(|| name_of(text.trim_matches(['<', '>']))).filter(|name| !name.contains('\n'))
}
