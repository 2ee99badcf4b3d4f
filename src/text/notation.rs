//! A compact notation for phrases, and its compiler.
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
//! A phrase is a sequence of: `word` (`j'ai` is two); `a|b`; `word?` (may be absent); `~` (up to two words) and `~~`
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

use super::fold::push_folded;
use super::pattern::{Class, Head, Item, Manner, Outlook, Phrase, Set, Table, Tells};
use super::tokens::folded_line;
use super::{FindingKind, Leave, LeaveTarget, LeaveTime};
use crate::case::Language;

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
        "where a word may stand there is one word, NUM, $ or a class that was defined above; NAME and LEFT stand alone"
    )]
    Word,
    /// Phrases are found by their first word.
    #[error("a phrase begins with a word that is not optional, or with NAME or LEFT")]
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

/// Compiles a file whose sections tell findings.
pub(super) fn compile(file: &str) -> Result<(Language, Table), PhrasesError> {
    compile_as(file, &[])
}

/// Compiles a file whose sections tell marks of these names; of findings where there are none.
pub(super) fn compile_as<'f>(file: &'f str, names: &'f [&'f str]) -> Result<(Language, Table), PhrasesError> {
    let (mut number, mut last) = (0, "");
    let fault = |line, text: &str, rule| PhrasesError { line, text: text.to_owned(), rule };
    let mut draft = Draft { names, ..Draft::default() };
    let mut language = None;
    let mut ended = false;
    for (at, line) in file.lines().enumerate() {
        let line = line.trim();
        (number, last) = (at + 1, line);
        let read = if at == 0 {
            heading(line).map(|read| language = Some(read))
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
        Some(language) if ended => Ok((language, draft.table)),
        Some(_) => Err(fault(number, last, PhrasesRule::End)),
        None => Err(fault(1, "", PhrasesRule::Format)),
    }
}

type Read<T> = Result<T, PhrasesRule>;

fn heading(line: &str) -> Read<Language> {
    let word = line.strip_prefix(FORMAT).and_then(|tail| tail.strip_prefix(' '));
    Language::ALL.iter().copied().find(|language| Some(language.word()) == word).ok_or(PhrasesRule::Format)
}

/// A table while it is read.
#[derive(Default)]
struct Draft<'f> {
    table: Table,
    classes: Vec<(&'f str, Vec<u16>)>,
    /// The names of marks, where sections tell these.
    names: &'f [&'f str],
}

impl<'f> Draft<'f> {
    fn line(&mut self, line: &'f str) -> Read<()> {
        if let Some(head) = line.strip_prefix('[') {
            let head = head.strip_suffix(']').and_then(|head| section(head, self.names)).ok_or(PhrasesRule::Section)?;
            self.table.heads.push(head);
            Ok(())
        } else if let Some(class) = line.strip_prefix('@')
            && let Some((name, words)) = class.split_once('=')
        {
            self.class(name.trim(), words.trim())
        } else {
            self.phrase(line)
        }
    }

    fn class(&mut self, name: &'f str, words: &str) -> Read<()> {
        if name.is_empty() || words.is_empty() {
            return Err(PhrasesRule::Class);
        }
        let words = self.set(words)?.words;
        if let Some(class) = Class::ALL.iter().find(|class| class.name() == name) {
            self.table.compounds |= matches!(class, Class::Compound);
            for &word in &words {
                if let Some(flags) = self.table.flags.get_mut(usize::from(word)) {
                    *flags |= class.bit();
                }
            }
        }
        self.classes.push((name, words));
        Ok(())
    }

    fn phrase(&mut self, line: &str) -> Read<()> {
        let head = self.table.heads.len().checked_sub(1).ok_or(PhrasesRule::Homeless)?;
        let number = u16::try_from(self.table.phrases.len()).ok().filter(|&number| number < u16::MAX);
        let number = number.ok_or(PhrasesRule::TooMany)?;
        let mut phrase = Phrase { head, at_start: false, items: Vec::new() };
        for piece in line.split_whitespace() {
            match piece {
                "^" => phrase.at_start = true,
                "~" => phrase.items.push(Item::Gap(2)),
                "~~" => phrase.items.push(Item::Gap(5)),
                "," => phrase.items.push(Item::Comma),
                "NAME" | "LEFT" => phrase.items.push(Item::Name(piece == "LEFT")),
                _ => self.words(piece, &mut phrase.items)?,
            }
        }
        self.index(&phrase, number)?;
        self.table.outlooks.push(Outlook::new(&phrase.items));
        self.table.phrases.push(phrase);
        Ok(())
    }

    /// Notes the words that a phrase may begin with, by which it is found.
    fn index(&mut self, phrase: &Phrase, number: u16) -> Read<()> {
        for item in &phrase.items {
            match item {
                Item::Words(set) if set.optional || !(set.or_number || set.or_end) => {
                    for word in &set.words {
                        if let Some(phrases) = self.table.begins.get_mut(usize::from(*word))
                            && phrases.last() != Some(&number)
                        {
                            phrases.push(number);
                        }
                    }
                    if !set.optional {
                        return Ok(());
                    }
                }
                Item::Name(_) => {
                    self.table.named.push(number);
                    return Ok(());
                }
                _ => break,
            }
        }
        Err(PhrasesRule::Beginning)
    }

    /// Adds the items of a piece made of words.
    fn words(&mut self, piece: &str, items: &mut Vec<Item>) -> Read<()> {
        let elided = !piece.contains(['|', '@', '?']) && piece.contains('\'');
        let folded = if elided { folded_line(piece) } else { String::new() };
        if folded.contains(' ') {
            for word in folded.split(' ') {
                let mut set = Set::default();
                set.add(self.number(word)?);
                items.push(Item::Words(set));
            }
        } else {
            items.push(Item::Words(self.set(piece)?));
        }
        Ok(())
    }

    /// The words of `a|b|@class`, with a `?` behind them where they may be absent.
    fn set(&mut self, piece: &str) -> Read<Set> {
        let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let mut set = Set { optional, ..Set::default() };
        for word in piece.split('|') {
            if matches!(word, "NAME" | "LEFT") {
                return Err(PhrasesRule::Word);
            } else if word == "NUM" {
                set.or_number = true;
            } else if word == "$" {
                set.or_end = true;
            } else if let Some(name) = word.strip_prefix('@') {
                let (_, words) = self.classes.iter().find(|(other, _)| *other == name).ok_or(PhrasesRule::Word)?;
                words.iter().for_each(|&word| set.add(word));
            } else {
                let folded = folded_line(word);
                if folded.is_empty() || folded.contains(' ') {
                    return Err(PhrasesRule::Word);
                }
                set.add(self.number(&folded)?);
                if word.contains(['ä', 'ö', 'ü']) {
                    set.add(self.number(&spelt_out(word))?);
                }
            }
        }
        Ok(set)
    }

    fn number(&mut self, word: &str) -> Read<u16> {
        let number = self.table.words.number(word).ok_or(PhrasesRule::TooMany)?;
        self.table.flags.resize(self.table.words.len(), 0);
        self.table.begins.resize_with(self.table.words.len(), Vec::new);
        Ok(number)
    }
}

/// A word as it is typed without umlauts.
fn spelt_out(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        push_folded(&mut out, c);
        if matches!(c, 'ä' | 'ö' | 'ü') {
            out.push('e');
        }
    }
    out
}

/// What stands between a heading's brackets.
fn section(text: &str, names: &[&str]) -> Option<Head> {
    let mut words = text.split_whitespace();
    let tells = match words.next()? {
        word if !names.is_empty() => Tells::Mark(u8::try_from(names.iter().position(|name| *name == word)?).ok()?),
        "positive" => Tells::Feeling(true),
        "negative" => Tells::Feeling(false),
        word => Tells::Kind(FindingKind::ALL.iter().copied().find(|kind| kind.word() == word)?),
    };
    let (mut manner, mut leave) = (Manner::default(), Leave::NOW);
    let leaves = matches!(tells, Tells::Kind(FindingKind::WishToLeave));
    for word in words {
        match word {
            "gone" if leaves => leave.time = LeaveTime::Gone,
            "thinking" if leaves => leave.time = LeaveTime::Thinking,
            "other" if leaves => leave.target = LeaveTarget::Other,
            "firm" => manner.firm = true,
            "asserted" => manner.asserted = true,
            "alone" => manner.alone = true,
            "veto" => manner.veto = true,
            _ => return None,
        }
    }
    Some(Head { tells, manner, leave })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

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
            ("[anger]\nto the|NAME", 3, "to the|NAME", R::Word),
            ("[anger]\nleft LEFT?", 3, "left LEFT?", R::Word),
            ("@a = b|NAME", 2, "@a = b|NAME", R::Word),
            ("[anger]\nfine\n[end]\nmore", 5, "more", R::End),
        ] {
            let error = compile(&file(lines)).unwrap_err();
            assert_eq!(error, PhrasesError { line, text: text.to_owned(), rule });
        }
        for (file, text) in [("", ""), ("\n[end]", ""), ("clean-break/phrases@2 en\n[end]", "clean-break/phrases@2 en")]
        {
            let text = text.to_owned();
            assert_eq!(compile(file).unwrap_err(), PhrasesError { line: 1, text, rule: R::Format });
        }
        let error = compile("clean-break/phrases@1 xx").unwrap_err().to_string();
        assert!(error.starts_with("line 1: `clean-break/phrases@1 xx`: the first line is"), "{error}");
    }

    #[test]
    fn classes_mark_their_words_and_phrases_are_found_by_their_first() {
        let (_, umlauts) = compile(&file("[anger]\nkündigen")).unwrap();
        assert!(
            ["kundigen", "kuendigen"]
                .into_iter()
                .all(|word| umlauts.begins[usize::from(umlauts.words.find(word))] == [0])
        );
        let (language, table) = compile(&file("@join = b|a\n[anger]\nb a c|a\nd? a|a b")).unwrap();
        assert_eq!(language, Language::En);
        let of = |word: &str| usize::from(table.words.find(word));
        assert_eq!(table.flags[of("a")], Class::Join.bit());
        assert_eq!(table.flags[of("c")], 0);
        assert_eq!((&table.begins[of("a")], &table.begins[of("b")]), (&vec![1], &vec![0]));
        assert_eq!((&table.begins[of("c")], &table.begins[of("d")]), (&vec![], &vec![1]));
    }
}
