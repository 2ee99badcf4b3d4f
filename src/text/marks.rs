//! Marks in a text that we write ourselves: phrases of a file in the notation of `notation`, whose sections somebody else
//! has names for, each with the very words it stands on. What is quoted is somebody else's and is passed over.

use super::Span;
use super::memory::Forget;
use super::phrases;
use super::table::{Table, TableError};
use super::tokens::Tokens;
use crate::case::Language;

/// The phrases of one language.
#[derive(Debug)]
pub struct Marks {
    language: Language,
    table: Table,
}

/// A mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place of its section's name among those that were given.
    pub name: usize,
    /// The words.
    pub span: Span,
    /// The sentence that they stand in, as a place in [`Marked::sentences`].
    pub sentence: usize,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first word to its last.
    pub span: Span,
    /// One of its words begins with a digit.
    pub has_number: bool,
}

/// A text that was looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// What was found, in order of the place; none overlaps another of its own name.
    pub marks: Vec<Mark>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// Words that begin with a digit.
    pub numbers: Vec<Span>,
}

impl Marks {
    /// Learns phrases from their table, whose sections bear these names: at most 32.
    ///
    /// # Errors
    /// When the table is of another version, cut off or changed.
    pub fn learn(table: &[u8], names: &[&str]) -> Result<Self, TableError> {
        let (language, table) = Table::read(table, names)?;
        Ok(Self { language, table })
    }

    /// The language of the phrases.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Looks a text through.
    #[must_use]
    pub fn find(&self, text: &str) -> Marked {
        let mut tokens = Tokens::default();
        tokens.read(text, &quoted(text), &mut Forget);
        let mut out = Marked::default();
        for token in &tokens.list {
            if token.number && !token.opaque {
                out.numbers.push(token.span);
            }
            match out.sentences.get_mut(token.sentence) {
                Some(sentence) => {
                    sentence.span.end = token.span.end;
                    sentence.has_number |= token.number;
                }
                None => out.sentences.push(Sentence { span: token.span, has_number: token.number }),
            }
        }
        for (name, first, end) in phrases::marked(&self.table, self.language, &mut tokens) {
            let (Some(first), Some(last)) = (tokens.get(first), end.checked_sub(1).and_then(|end| tokens.get(end)))
            else {
                continue;
            };
            let mark = Mark {
                name: usize::from(name),
                span: Span { start: first.span.start, end: last.span.end },
                sentence: first.sentence,
            };
            match out.marks.iter_mut().rfind(|other| other.name == mark.name) {
                Some(other) if mark.span.start < other.span.end => other.span.end = other.span.end.max(mark.span.end),
                _ => out.marks.push(mark),
            }
        }
        out
    }
}

/// What stands between quotation marks in one paragraph, and lines that quote a mail.
fn quoted(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    let mut line = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            if text.get(line..at).is_some_and(|line| line.trim_start().starts_with('>')) {
                // A quotation that began in the line before went on over it.
                spans.retain(|span: &Span| span.end <= line);
                spans.push(Span { start: line, end: at });
                open = None;
            }
            line = at + 1;
            if text.get(line..).is_some_and(|rest| rest.starts_with('\n')) {
                open = None;
            }
        }
        match open {
            Some((start, ends)) if ends.contains(&c) => {
                spans.push(Span { start, end: at + c.len_utf8() });
                open = None;
            }
            Some(_) => {}
            None => open = closing(c).map(|ends| (at, ends)),
        }
    }
    if text.get(line..).is_some_and(|line| line.trim_start().starts_with('>')) {
        spans.retain(|span| span.end <= line);
        spans.push(Span { start: line, end: text.len() });
    }
    spans
}

/// What closes the quotation that a mark opens. Single ones are left alone: they are apostrophes too.
const fn closing(c: char) -> Option<&'static [char]> {
    match c {
        '"' => Some(&['"']),
        '“' => Some(&['”']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        '»' => Some(&['«']),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::table_of;
    use super::*;

    const FILE: &str = "clean-break/phrases@1 en\n@negator = not|never\n[beg]\nplease stay\nstay ~ us\n\
                        [soon asserted]\nsoon\n[beg veto]\nstay away\n[end]\n";

    fn learned() -> Marks {
        let names = ["beg", "soon"];
        Marks::learn(table_of(FILE, &names).unwrap().as_bytes(), &names).unwrap()
    }

    fn found(text: &str) -> Vec<(usize, &str)> {
        let marks = learned();
        marks.find(text).marks.iter().map(|mark| (mark.name, mark.span.quote(text))).collect()
    }

    #[test]
    fn marks_are_the_very_words_whatever_stands_around_them() {
        assert_eq!(found("Très bien 👋🏽: please stay with us, soon."), [(0, "please stay with us"), (1, "soon")]);
        assert_eq!(found("Do not please stay with us. Soon?"), []);
        assert_eq!(found("Please stay away from us."), []);
    }

    #[test]
    fn what_is_quoted_is_passed_over() {
        for text in [
            "You said “please stay” once.",
            "« please stay »",
            "„please stay“",
            "\"please stay\"",
            "> please stay\n> soon",
            "“one\n> please stay” soon\nstop",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("An open “ quote.\n\nPlease stay”"), [(0, "Please stay")]);
        assert_eq!(found("12\" and please stay"), [(0, "please stay")]);
    }

    #[test]
    fn sentences_and_numbers_have_their_places() {
        let text = "Hello.\nOn 3 May we paid 4,50 €. Fine";
        let marked = learned().find(text);
        let sentences: Vec<_> = marked.sentences.iter().map(|one| (one.span.quote(text), one.has_number)).collect();
        assert_eq!(sentences, [("Hello", false), ("On 3 May we paid 4,50", true), ("Fine", false)]);
        assert_eq!(marked.numbers.iter().map(|span| span.quote(text)).collect::<Vec<_>>(), ["3", "4,50"]);
    }

    #[test]
    fn a_section_of_another_name_is_no_section() {
        assert_eq!(table_of(FILE, &["beg"]).unwrap_err().line, 6);
    }
}
