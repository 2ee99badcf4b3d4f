//! What to set aside before reading: quoted history, signatures, disclaimers, automatic replies.
//!
//! Line by line, in the languages that desks meet. Careful rather than complete: a line wrongly set aside hides what
//! the customer wrote, a line wrongly kept only adds boilerplate.

use std::sync::OnceLock;

use super::boilerplate::{
    AUTO_HEADS, AUTO_PARTS, CLOSINGS, FOOTERS, FORMAL, FROM, HEADERS, MOBILE, ORIGINAL, SCHRIEB, WROTE,
};
use super::fold::is_lower;
use super::lexicon::Lexicon;
use super::memory::Recall;
use super::tokens::{Token, Tokens, folded_line};
use super::{Aside, AsideKind, Span};
use crate::find::split_once;

/// A line and what it comes to.
struct Line<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    /// Its folded words.
    folded: &'t str,
    /// Where they stand in the arena.
    words: Span,
    /// How many lines with text stand before it.
    rank: usize,
    /// Whether it may begin as one of the lists says: most do not.
    listed: bool,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        step!();
        self.text.is_empty()
    }

    fn is_quoted(&self) -> bool {
        step!();
        self.text.trim_start().starts_with('>')
    }

    fn starts(&self, heads: &str) -> bool {
        self.listed && starts(self.folded, heads)
    }

    fn stands_in(&self, list: &str) -> bool {
        self.listed && stands_in(list, self.folded)
    }
}

/// Whether a line starts as one of the lines of a list.
fn starts(line: &str, heads: &str) -> bool {
    let first = line.bytes().next();
    heads.split('\n').any(|head| {
        head.bytes().next() == first
            && line.strip_prefix(head).is_some_and(|tail| tail.is_empty() || tail.starts_with(' '))
    })
}

/// Whether it is one of the lines of a list.
fn stands_in(list: &str, line: &str) -> bool {
    list.split('\n').any(|other| other == line)
}

/// The first words of all boilerplate: most texts have none where it counts, and are not looked at line by line.
#[derive(Default)]
struct Heads {
    words: Lexicon,
    /// For each word, what begins with it.
    all: Vec<Head>,
}

/// What begins with a word, by the first letter of the next one: a bit for each, since most words that follow are none.
#[derive(Default)]
struct Head {
    /// Lines to set aside.
    lines: u32,
    /// What stands anywhere in a line.
    parts: u32,
    texts: Vec<(AsideKind, &'static str)>,
}

/// The bit of the first letter of the word behind the one that ends at `end`; the first bit where there is none.
fn next(line: &[u8], end: usize) -> u32 {
    1 << (line.get(end + 1).map_or(0, |letter| letter & 31))
}

impl Heads {
    fn add(&mut self, text: &'static str) -> (u32, Option<&mut Head>) {
        let first = text.split(' ').next().unwrap_or_default();
        let number = self.words.number(first).map_or(0, usize::from);
        self.all.resize_with(self.words.len(), Head::default);
        // Anything may follow a single word.
        (if first == text { u32::MAX } else { next(text.as_bytes(), first.len()) }, self.all.get_mut(number))
    }

    fn lines(&mut self, text: &'static str) {
        if let (next, Some(head)) = self.add(text) {
            head.lines |= next;
        }
    }

    fn part(&mut self, text: &'static str, kind: AsideKind) {
        if let (next, Some(head)) = self.add(text) {
            head.parts |= next;
            head.texts.push((kind, text));
        }
    }

    /// Whether a line of these folded words may be set aside for how it begins.
    fn begin(&self, line: &str) -> bool {
        let first = line.split(' ').next().unwrap_or_default();
        let head = self.all.get(usize::from(self.words.find(first)));
        head.is_some_and(|head| head.lines & next(line.as_bytes(), first.len()) != 0)
    }
}

fn heads() -> &'static Heads {
    static HEADS: OnceLock<Heads> = OnceLock::new();
    HEADS.get_or_init(|| {
        let mut heads = Heads::default();
        for list in [ORIGINAL, FROM, MOBILE, CLOSINGS, AUTO_HEADS, FORMAL, SCHRIEB.0] {
            list.split('\n').for_each(|head| heads.lines(head));
        }
        WROTE.iter().for_each(|(head, _)| heads.lines(head));
        AUTO_PARTS.split('\n').for_each(|part| heads.part(part, AsideKind::AutoReply));
        FOOTERS.split('\n').for_each(|part| heads.part(part, AsideKind::Disclaimer));
        heads
    })
}

/// The number of a word among the first words of boilerplate; [`UNKNOWN`] where it is none.
pub(super) fn head(hash: u32, word: &str) -> u16 {
    heads().words.find_hashed(hash, word)
}

/// Where boilerplate stands in the arena, in order, and what it is.
type Found = Vec<(AsideKind, Span)>;

/// All such places of a text; none where no line of it can be set aside.
fn parts(text: &str, tokens: &Tokens, known: &impl Recall) -> Option<Found> {
    let heads = heads();
    // Whether the word at `at` is the first of a line.
    let first = |at: usize, token: &Token| {
        let end = at.checked_sub(1).and_then(|last| tokens.get(last)).map_or(0, |last| last.span.end);
        at == 0 || tokens.marks.lines && Span { start: end, end: token.span.start }.quote(text).contains('\n')
    };
    // A link there, or what folds to nothing, is no word of a head.
    let strange = |token: &Token| token.opaque || token.folded.start == token.folded.end;
    let lines = if tokens.marks.lines { tokens.list.len() } else { 1 };
    let mut begins = tokens.list.iter().take(lines).enumerate();
    let mut marked = tokens.marks.ruled || begins.any(|(at, token)| strange(token) && first(at, token));
    let mut parts = Vec::new();
    for (at, number) in known.heads(tokens) {
        step!();
        let (Some(token), Some(head)) = (tokens.get(at), heads.all.get(usize::from(number))) else { continue };
        let next = next(tokens.arena.from(0), token.folded.end);
        marked |= head.lines & next != 0 && first(at, token);
        if head.parts & next == 0 {
            continue;
        }
        let start = token.folded.start;
        let rest = tokens.arena.from(start);
        for (kind, part) in &head.texts {
            if rest.starts_with(part.as_bytes()) {
                parts.push((*kind, Span { start, end: start + part.len() }));
            }
        }
    }
    (marked || !parts.is_empty()).then_some(parts)
}

/// Whether boilerplate of a kind stands among these words.
fn holds(parts: &Found, kind: AsideKind, words: Span) -> bool {
    let from = parts.partition_point(|(_, part)| part.start < words.start);
    let mut inside = parts.iter().skip(from).take_while(|(_, part)| part.start < words.end);
    inside.any(|(other, part)| *other == kind && part.end <= words.end)
}

/// Puts the words of a text without what is set aside into `tokens`, and gives what that is.
pub(super) fn around(text: &str, tokens: &mut Tokens, known: &mut impl Recall) -> Vec<Aside> {
    known.begin();
    tokens.read(text, &[], known);
    let asides = asides(text, tokens, known);
    if !asides.is_empty() {
        let skipped: Vec<Span> = asides.iter().map(|aside| aside.span).collect();
        tokens.read(text, &skipped, known);
    }
    asides
}

/// The parts of `text` to set aside, in order and apart.
fn asides(text: &str, tokens: &Tokens, known: &impl Recall) -> Vec<Aside> {
    let Some(parts) = parts(text, tokens, known) else { return Vec::new() };
    let lines = lines(text, tokens);
    let mut out = Vec::new();
    let (mut at, mut signed) = (0, 0);
    while at < lines.len() {
        let taken = quoted(&lines, at)
            .or_else(|| signature(&lines, at))
            .or_else(|| auto_reply(&lines, at, &parts))
            .or_else(|| disclaimer(&lines, at, &parts, at == signed));
        let Some((kind, count)) = taken else {
            at += 1;
            continue;
        };
        let end = lines.len().min(at + count.max(1));
        let last = lines.get(at..end).unwrap_or_default().iter().rfind(|line| !line.is_blank());
        if let (Some(first), Some(last)) = (lines.get(at), last) {
            out.push(Aside { kind, span: Span { start: first.start, end: last.end } });
        }
        at = end;
        if kind == AsideKind::Signature {
            signed = end;
        }
    }
    out
}

fn lines<'t>(text: &'t str, tokens: &'t Tokens) -> Vec<Line<'t>> {
    let mut out = Vec::new();
    let (mut start, mut rank) = (0, 0);
    let mut rest = tokens.list.as_slice();
    let mut words = Span { start: 0, end: 0 };
    let heads = heads();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let next = start + line.len();
        words.start = words.end;
        let mut fresh = true;
        while let Some((token, tail)) = rest.split_first().filter(|(token, _)| token.span.start < next) {
            if fresh {
                words.start = token.folded.start;
                fresh = false;
            }
            words.end = token.folded.end;
            rest = tail;
        }
        let folded = tokens.arena.quote(words);
        let listed = heads.begin(folded);
        out.push(Line { start, end: start + trimmed.len(), text: trimmed, folded, words, rank, listed });
        start = next;
        rank += usize::from(!trimmed.is_empty());
    }
    out
}

/// Rules look at the lines from `at` on and say how many they set aside.
type Taken = Option<(AsideKind, usize)>;

fn quoted(lines: &[Line<'_>], at: usize) -> Taken {
    let rest = lines.get(at..)?;
    let first = rest.first()?;
    if first.is_quoted() {
        return Some((AsideKind::Quoted, quoted_run(rest)));
    }
    if let Some(intro) = wrote(rest) {
        let after = rest.get(intro..).unwrap_or_default();
        let gap = after.iter().take_while(|line| line.is_blank()).count();
        let body = after.get(gap..).unwrap_or_default();
        let marked = body.first().is_some_and(Line::is_quoted);
        let count = if marked { intro + gap + quoted_run(body) } else { rest.len() };
        return Some((AsideKind::Quoted, count));
    }
    let dashes = first.text.trim_start().starts_with("--") || first.text.trim_start().starts_with("__");
    let original = first.stands_in(ORIGINAL) && (dashes || first.text.ends_with(':'));
    if original {
        return Some((AsideKind::Quoted, rest.len()));
    }
    // Two more headers: "From: Rome, To: Paris" is a journey.
    if header(first, FROM) && rest.iter().skip(1).take(5).filter(|line| header(line, HEADERS)).count() > 1 {
        // At the head of a text these are its own headers, and the letter follows.
        let count = if first.rank == 0 { rest.iter().take_while(|line| !line.is_blank()).count() } else { rest.len() };
        return Some((AsideKind::Quoted, count));
    }
    None
}

/// Lines marked with `>` from the head of `rest`, with blank lines between them.
fn quoted_run(rest: &[Line<'_>]) -> usize {
    let mut count = 0;
    for (at, line) in rest.iter().enumerate() {
        if line.is_quoted() {
            count = at + 1;
        } else if !line.is_blank() {
            break;
        }
    }
    count
}

/// The lines of "On ... wrote:", which mail programs wrap over up to three.
fn wrote(rest: &[Line<'_>]) -> Option<usize> {
    let first = rest.first()?;
    let (german, verb, told) = SCHRIEB;
    let from = |line: &Line<'_>| {
        let name = split_once(line.folded, verb).map_or("", |(_, name)| name);
        !name.is_empty() && !told.contains(&name.split(' ').next().unwrap_or_default())
    };
    let german = first.starts(german);
    let tail = WROTE.iter().find(|(head, _)| first.starts(head)).map(|(_, tail)| *tail);
    if !german && tail.is_none() || !first.text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut named = false;
    for (at, line) in rest.iter().take(3).enumerate() {
        named |= german && from(line);
        if line.text.ends_with(':') && (named || tail.is_some_and(|tail| line.folded.ends_with(tail))) {
            return Some(at + 1);
        }
    }
    None
}

/// Whether the line is a header such as `From: ...`, under one of these names.
fn header(line: &Line<'_>, names: &str) -> bool {
    let bare = line.text.trim_start_matches([' ', '*']);
    bare.split_once(':').is_some_and(|(name, _)| name.len() < 12 && stands_in(names, &folded_line(name)))
}

fn signature(lines: &[Line<'_>], at: usize) -> Taken {
    let rest = lines.get(at..)?;
    let first = rest.first()?;
    if first.text.trim() == "--" {
        return Some((AsideKind::Signature, to_history(lines, at)));
    }
    let words = first.folded.split(' ').count();
    if first.starts(MOBILE) && words <= 8 {
        return Some((AsideKind::Signature, 1));
    }
    let formal = first.starts(FORMAL);
    if first.stands_in(CLOSINGS) || formal {
        let names = rest.iter().skip(1).take(6).take_while(|line| is_name_line(line)).count();
        return Some((AsideKind::Signature, 1 + names));
    }
    None
}

/// A short line of capitalised words, figures or addresses, as they stand under a closing; blank lines count.
fn is_name_line(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let words = text.split_whitespace();
    text.is_empty()
        || (words.clone().count() <= 6
            && !text.ends_with(['.', '!', '?', ';'])
            && !starts(line.folded, "ps\np s")
            && words.clone().all(|word| {
                let small = matches!(word, "de" | "di" | "da" | "du" | "von" | "van" | "of" | "and" | "&" | "|" | "-");
                small || word.starts_with(|c: char| !is_lower(c)) || word.contains(['@', '.'])
            }))
}

/// An automatic reply says so at its head; all of it is set aside, up to the history.
fn auto_reply(lines: &[Line<'_>], at: usize, parts: &Found) -> Taken {
    let line = lines.get(at)?;
    let head = line.rank == 0 && line.starts(AUTO_HEADS) && line.folded.split(' ').count() <= 10;
    if !(head || (line.rank < 3 && holds(parts, AsideKind::AutoReply, line.words))) {
        return None;
    }
    Some((AsideKind::AutoReply, to_history(lines, at)))
}

/// How many lines from `at` to the quoted history, or to the end.
fn to_history(lines: &[Line<'_>], at: usize) -> usize {
    let rest = lines.len().saturating_sub(at);
    (1..rest).find(|ahead| quoted(lines, at + ahead).is_some()).unwrap_or(rest)
}

/// A paragraph that reads like a legal footer; right under a signature it needs no blank line before it.
fn disclaimer(lines: &[Line<'_>], at: usize, parts: &Found, signed: bool) -> Taken {
    let fresh = signed || at.checked_sub(1).and_then(|last| lines.get(last)).is_none_or(Line::is_blank);
    if !fresh || lines.get(at)?.is_blank() {
        return None;
    }
    let paragraph = lines.get(at..)?;
    let count = paragraph.iter().take_while(|line| !line.is_blank()).count();
    let paragraph = paragraph.get(..count)?;
    // Footers wrap: a phrase may begin on one line and end on the next.
    let (first, last) = (paragraph.first()?, paragraph.last()?);
    let words = Span { start: first.words.start, end: last.words.end };
    holds(parts, AsideKind::Disclaimer, words).then_some((AsideKind::Disclaimer, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_within_a_line_is_known_by_a_whole_word() {
        assert!(
            AUTO_PARTS.split('\n').chain(FOOTERS.split('\n')).all(|part| part.trim() == part && part.contains(' '))
        );
    }
}
