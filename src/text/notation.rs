//! A compact notation for phrases, and its compiler: natively alone, and in the build script. What is served is the table that
//! comes of it (`served`).
//!
//! A file is plain text, one phrase a line, `#` for comments. It begins with its format and language and ends with
//! `[end]`, so that one that was cut off is not taken for whole:
//!
//! ```text
//! clean-break/phrases@1 en
//! @plan = contract|subscription     a class of words, used as @plan wherever a word may stand
//! [wish_to_leave asserted]          the phrases below tell this; the words after the kind are its manner
//! want to cancel ~ my|the @plan
//! [end]
//! ```
//!
//! A phrase is a sequence of: `word` (`j'ai` is two); `a|b`; `perd{s|ez|re}` (one stem, some endings); `word?` (may be absent); `~` (up to two words) and `~~`
//! (up to five), never across a negation; `,` (a clause may end here); `NAME` (one to three capitalised words); `LEFT`
//! (the same, of a company that they leave); `NUM` (begins with a digit); `^` (a clause begins) and `$` (a clause ends).
//! Phrases never cross the end of a sentence. Words are folded like the text: case, accents and shapes of apostrophes do
//! not matter, and `kündigen` is `kuendigen` too. A compound that no phrase has counts as its last part, where the class
//! `@compound` has that: a `handyvertrag` is a `vertrag`. Sections tell a [`FindingKind`], or `positive` or `negative` for words of feeling.
//!
//! A wish to leave is told by `[wish_to_leave]` (going), `[wish_to_leave gone]` and `[wish_to_leave thinking]`, each
//! before other words of manner. It is about the company that they write to; `other` says that it is not (`left LEFT to
//! join you`), and a phrase with `LEFT` leaves it open, unless the name is one of our own: see [`Reader::own_names`].
//!
//! [`Reader::own_names`]: super::Reader::own_names

use std::collections::HashSet;

use super::fold::push_folded;

/// The format, as the first line names it before the language.
const FORMAT: &str = "clean-break/phrases@1";

/// A rule of the notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhrasesRule {
    /// The first line.
    #[error("the first line is clean-break/phrases@1 and a language that the project knows")]
    Format,
    /// `[kind manner]`.
    #[error(
        "a section is a kind of finding, positive or negative, and then gone, thinking or other (of a wish to leave), \
         firm, asserted, alone or veto, in brackets"
    )]
    Section,
    /// `@name = a|b`.
    #[error("a class is a name and its words")]
    Class,
    /// Phrases follow a section's heading.
    #[error("a phrase stands in a section")]
    Homeless,
    /// What stands between two `|`.
    #[error(
        "where a word may stand there is one word of Latin letters or digits, NUM, $ or a class that was defined above; \
         NAME and LEFT stand alone"
    )]
    Word,
    /// Phrases are found by a word, and quoted from their first.
    #[error("a phrase begins with a word or with NAME or LEFT, and has a word that is neither optional nor NUM nor $")]
    Beginning,
    /// Words and phrases have numbers of 16 bits.
    #[error("there are at most 65,535 different words and as many phrases")]
    TooMany,
    /// A file is whole.
    #[error("the last line is [end]")]
    End,
}

/// Why a file of phrases is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: `{text}`: {rule}")]
pub struct PhrasesError {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// The rule that it breaks.
    pub rule: PhrasesRule,
}

impl PhrasesError {
    /// More than a table holds.
    #[allow(dead_code, reason = "the build script stops at a fault of its own")]
    pub(super) fn whole(file: &str) -> Self {
        Self { line: file.lines().count(), text: String::new(), rule: PhrasesRule::TooMany }
    }
}

/// What stands at one place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `^`.
    Start,
    /// `~`, or `~~`.
    Gap(bool),
    /// `,`.
    Comma,
    /// `NAME`, or `LEFT`.
    Name(bool),
    /// One of some words; whether none may stand there too.
    Words(Vec<Word>, bool),
}

/// What stands between two `|`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// A folded word; `<`, `>` and `_` stand for `ä`, `ö` and `ü`, which are written in two ways.
    Plain(String),
    /// All words of a class, by its name.
    Class(String),
    /// `NUM`.
    Number,
    /// `$`.
    End,
}

/// A line that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A section's heading, without its brackets.
    Section(String),
    /// A class: its name and its words.
    Class(String, Vec<Word>),
    /// A phrase.
    Phrase(Vec<Piece>),
}

/// A file that was understood.
#[derive(Debug)]
pub struct Phrases {
    /// The language's word, as the first line has it.
    pub language: String,
    /// Its lines in order.
    pub lines: Vec<Line>,
}

/// Compiles a file; what languages and sections there are, the caller knows.
pub fn compile(
    file: &str,
    known: &dyn Fn(&str) -> bool,
    section: &dyn Fn(&str) -> bool,
) -> Result<Phrases, PhrasesError> {
    let (mut number, mut last) = (0, "");
    let fault = |line, text: &str, rule| PhrasesError { line, text: text.to_owned(), rule };
    let mut draft =
        Draft { section, lines: Vec::new(), classes: Vec::new(), words: HashSet::new(), phrases: 0, housed: false };
    let mut language = None;
    let mut ended = false;
    for (at, line) in file.lines().enumerate() {
        let line = line.trim();
        (number, last) = (at + 1, line);
        let read = if at == 0 {
            let word = line.strip_prefix(FORMAT).and_then(|tail| tail.strip_prefix(' '));
            language = word.filter(|word| known(word));
            language.map(drop).ok_or(PhrasesRule::Format)
        } else if line.is_empty() || line.starts_with('#') {
            Ok(())
        } else if ended {
            Err(PhrasesRule::End)
        } else if line == "[end]" {
            ended = true;
            Ok(())
        } else {
            draft.line(line)
        };
        read.map_err(|rule| fault(number, line, rule))?;
    }
    match language {
        Some(language) if ended => Ok(Phrases { language: language.to_owned(), lines: draft.lines }),
        Some(_) => Err(fault(number, last, PhrasesRule::End)),
        None => Err(fault(1, "", PhrasesRule::Format)),
    }
}

type Read<T> = Result<T, PhrasesRule>;

/// The most words, and the most phrases; one number more stands for none.
const MOST: usize = 65_534;

/// The farthest that a phrase's word may stand from its first, in words.
const FARTHEST: usize = 255;

/// A file while it is read.
struct Draft<'f> {
    section: &'f dyn Fn(&str) -> bool,
    lines: Vec<Line>,
    classes: Vec<&'f str>,
    /// Every word, in both spellings.
    words: HashSet<String>,
    phrases: usize,
    /// A section was begun.
    housed: bool,
}

impl<'f> Draft<'f> {
    fn line(&mut self, line: &'f str) -> Read<()> {
        let read = if let Some(head) = line.strip_prefix('[') {
            let head = head.strip_suffix(']').filter(|head| (self.section)(head)).ok_or(PhrasesRule::Section)?;
            self.housed = true;
            Line::Section(head.split_whitespace().collect::<Vec<_>>().join(" "))
        } else if let Some(class) = line.strip_prefix('@')
            && let Some((name, words)) = class.split_once('=')
        {
            let (name, words) = (name.trim(), words.trim());
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if name.is_empty() || !name.chars().all(plain) || words.is_empty() {
                return Err(PhrasesRule::Class);
            }
            let words = self.words(words)?;
            self.classes.push(name);
            Line::Class(name.to_owned(), words)
        } else {
            self.phrase(line)?
        };
        self.lines.push(read);
        Ok(())
    }

    fn phrase(&mut self, line: &str) -> Read<Line> {
        if !self.housed {
            return Err(PhrasesRule::Homeless);
        }
        self.phrases += 1;
        if self.phrases > MOST {
            return Err(PhrasesRule::TooMany);
        }
        let mut pieces = Vec::new();
        for piece in line.split_whitespace() {
            match piece {
                "^" => pieces.push(Piece::Start),
                "~" | "~~" => pieces.push(Piece::Gap(piece == "~~")),
                "," => pieces.push(Piece::Comma),
                "NAME" | "LEFT" => pieces.push(Piece::Name(piece == "LEFT")),
                _ => self.place(piece, &mut pieces)?,
            }
        }
        if begins(&pieces) && stands(&pieces) { Ok(Line::Phrase(pieces)) } else { Err(PhrasesRule::Beginning) }
    }

    /// Adds what a piece made of words is: `j'ai` is two places.
    fn place(&mut self, piece: &str, pieces: &mut Vec<Piece>) -> Read<()> {
        let (words, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let parts: Vec<&str> = if piece.contains(['|', '@', '?', '{']) { vec![words] } else { elided(words) };
        if let [_] = *parts {
            pieces.push(Piece::Words(self.words(words)?, optional));
        } else {
            for part in parts {
                let word = self.plain(part)?;
                pieces.push(Piece::Words(vec![word], false));
            }
        }
        Ok(())
    }

    /// The words of `a|b|@class`; `{a|b}` are the endings of what stands before.
    fn words(&mut self, piece: &str) -> Read<Vec<Word>> {
        let (mut out, mut stem) = (Vec::new(), None);
        for part in piece.split('|') {
            let ending = match part.split_once('{') {
                Some((head, ending)) if stem.is_none() => {
                    stem = Some(head);
                    ending
                }
                _ => part,
            };
            let (ending, is_last) = ending.strip_suffix('}').map_or((ending, false), |ending| (ending, true));
            match stem.filter(|stem| !stem.is_empty()) {
                Some(stem) => out.push(self.word(&format!("{stem}{ending}"))?),
                None => out.push(self.word(ending)?),
            }
            if is_last && stem.take().is_none() {
                return Err(PhrasesRule::Word);
            }
        }
        if stem.is_some() { Err(PhrasesRule::Word) } else { Ok(out) }
    }

    fn word(&mut self, word: &str) -> Read<Word> {
        match word {
            "NAME" | "LEFT" => Err(PhrasesRule::Word),
            "NUM" => Ok(Word::Number),
            "$" => Ok(Word::End),
            _ => match word.strip_prefix('@') {
                Some(name) if self.classes.contains(&name) => Ok(Word::Class(name.to_owned())),
                Some(_) => Err(PhrasesRule::Word),
                None if elided(word).len() > 1 => Err(PhrasesRule::Word),
                None => self.plain(word),
            },
        }
    }

    fn plain(&mut self, word: &str) -> Read<Word> {
        let mut folded = String::new();
        for c in word.chars() {
            match c {
                'ä' => folded.push('<'),
                'ö' => folded.push('>'),
                'ü' => folded.push('_'),
                '\'' | '’' => {}
                _ if c.is_alphanumeric() => push_folded(&mut folded, c),
                _ => return Err(PhrasesRule::Word),
            }
        }
        let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '<' | '>' | '_');
        if folded.is_empty() || !folded.chars().all(latin) {
            return Err(PhrasesRule::Word);
        }
        for spelling in spellings(&folded) {
            self.words.insert(spelling);
        }
        if self.words.len() > MOST { Err(PhrasesRule::TooMany) } else { Ok(Word::Plain(folded)) }
    }
}

/// Whether a phrase begins with what stands in the text: a word, before which some may be absent, or a name.
fn begins(pieces: &[Piece]) -> bool {
    let mut pieces = pieces.iter().filter(|piece| **piece != Piece::Start);
    let first = pieces.find(|piece| !matches!(piece, Piece::Words(_, true)));
    match first {
        Some(Piece::Words(words, _)) => must_stand(words),
        Some(Piece::Name(_)) => true,
        _ => false,
    }
}

/// Whether one of its words must stand, by which it is found.
fn stands(pieces: &[Piece]) -> bool {
    let span = |piece: &Piece| match piece {
        Piece::Start | Piece::Comma => 0,
        Piece::Gap(far) => {
            if *far {
                5
            } else {
                2
            }
        }
        Piece::Name(_) => 3,
        Piece::Words(..) => 1,
    };
    let found = |piece: &Piece| matches!(piece, Piece::Words(words, false) if must_stand(words));
    pieces.iter().any(found) && pieces.iter().map(span).sum::<usize>() <= FARTHEST
}

/// Whether one of these words must stand where they may: neither a number nor an end will do.
pub fn must_stand(words: &[Word]) -> bool {
    !words.iter().any(|word| matches!(word, Word::Number | Word::End))
}

/// The words of `j'ai`; English contractions stay whole, as in texts (`tokens`).
fn elided(word: &str) -> Vec<&str> {
    match word.split_once(['\'', '’']) {
        Some((head, tail)) if !matches!(tail, "t" | "s" | "m" | "d" | "re" | "ve" | "ll") => {
            let mut words = elided(tail);
            words.insert(0, head);
            words
        }
        _ => vec![word],
    }
}

/// How a word is spelt: with umlauts folded, and as it is typed without them.
pub fn spellings(word: &str) -> Vec<String> {
    let spelt = |tail: &str| {
        let mut out = String::new();
        for c in word.chars() {
            match c {
                '<' | '>' | '_' => {
                    out.push(match c {
                        '<' => 'a',
                        '>' => 'o',
                        _ => 'u',
                    });
                    out.push_str(tail);
                }
                _ => out.push(c),
            }
        }
        out
    };
    if word.contains(['<', '>', '_']) { vec![spelt(""), spelt("e")] } else { vec![word.to_owned()] }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::text::table_of;

    /// A whole English file of some lines.
    pub(in crate::text) fn file(lines: &str) -> String {
        format!("clean-break/phrases@1 en\n{lines}\n[end]\n")
    }

    #[test]
    fn the_first_fault_is_named_with_its_line() {
        use PhrasesRule as R;
        for (lines, line, text, rule) in [
            ("word", 2, "word", R::Homeless),
            ("[anger y]", 2, "[anger y]", R::Section),
            ("# x\n\n[angry]", 4, "[angry]", R::Section),
            ("[anger gone]", 2, "[anger gone]", R::Section),
            ("[wish_to_leave going]", 2, "[wish_to_leave going]", R::Section),
            ("[anger", 2, "[anger", R::Section),
            ("@ = a", 2, "@ = a", R::Class),
            ("@a =", 2, "@a =", R::Class),
            ("[anger]\na?", 3, "a?", R::Beginning),
            ("[anger]\n@none", 3, "@none", R::Word),
            ("[anger]\n~ a", 3, "~ a", R::Beginning),
            ("[anger]\nNUM|a b", 3, "NUM|a b", R::Beginning),
            ("[anger]\na|b'c", 3, "a|b'c", R::Word),
            ("[anger]\na ~b", 3, "a ~b", R::Word),
            ("[anger]\nno γένος", 3, "no γένος", R::Word),
            ("[anger]\nlos{s|t", 3, "los{s|t", R::Word),
            ("[anger]\nlos{s|t}er", 3, "los{s|t}er", R::Word),
            ("[anger]\nNAME ~ NUM", 3, "NAME ~ NUM", R::Beginning),
            ("@a-b = c", 2, "@a-b = c", R::Class),
            ("[anger]\nto the|NAME", 3, "to the|NAME", R::Word),
            ("[anger]\nleft LEFT?", 3, "left LEFT?", R::Word),
            ("@a = b|NAME", 2, "@a = b|NAME", R::Word),
            ("[anger]\nfine\n[end]\nmore", 5, "more", R::End),
        ] {
            let error = table_of(&file(lines), &[]).unwrap_err();
            assert_eq!(error, PhrasesError { line, text: text.to_owned(), rule });
        }
        for (file, text) in [("", ""), ("\n[end]", ""), ("clean-break/phrases@2 en\n[end]", "clean-break/phrases@2 en")]
        {
            let text = text.to_owned();
            assert_eq!(table_of(file, &[]).unwrap_err(), PhrasesError { line: 1, text, rule: R::Format });
        }
        let error = table_of("clean-break/phrases@1 xx", &[]).unwrap_err().to_string();
        assert!(error.starts_with("line 1: `clean-break/phrases@1 xx`: the first line is"), "{error}");
    }

    #[test]
    fn a_stem_has_its_endings() {
        let words = |piece: &str| draft().words(piece).unwrap();
        assert_eq!(words("a|perd{s|ez|}|b"), words("a|perds|perdez|perd|b"));
        assert_eq!(words("l{o}"), words("lo"));
    }

    #[test]
    fn words_are_spelt_as_texts_are_read() {
        for word in ["don't", "I’ve", "kündigen", "Straße", "già", "10"] {
            let Ok(Word::Plain(folded)) = draft().plain(word) else { panic!("{word}") };
            let read = crate::text::tokens::folded_line(word);
            assert_eq!(spellings(&folded).first(), Some(&read));
        }
        assert_eq!(spellings("k_ndig>n"), ["kundigon", "kuendigoen"]);
        assert_eq!(
            (elided("j'ai"), elided("qu'il n'a"), elided("don't")),
            (vec!["j", "ai"], vec!["qu", "il n", "a"], vec!["don't"])
        );
    }

    fn draft() -> Draft<'static> {
        Draft {
            section: &|_| true,
            lines: Vec::new(),
            classes: Vec::new(),
            words: HashSet::new(),
            phrases: 0,
            housed: true,
        }
    }
}
