//! A compact notation for phrases, and its compiler.
//!
//! A table is plain text, one phrase a line, `#` for comments:
//!
//! ```text
//! @plan = contract|subscription     a class of words, used as @plan wherever a word may stand
//! [wish_to_leave asserted]          the phrases below tell this; the words after the kind are its manner
//! want to cancel ~ my|the @plan
//! ```
//!
//! A phrase is a sequence of: `word` (`j'ai` is two); `a|b`; `word?` (may be absent); `~` (up to two words) and `~~`
//! (up to five), never across a negation; `,` (a clause may end here); `NAME` (one to three capitalised words); `NUM`
//! (begins with a digit); `^` (a clause begins) and `$` (a clause ends). Phrases never cross the end of a sentence.
//! Words are folded like the text: case, accents and shapes of apostrophes do not matter.

use super::pattern::{Class, Head, Item, Manner, Phrase, Set, Table, Word};
use super::tokens::folded_line;

/// A table while it is read: words are numbered as they come, and by the alphabet at the end.
#[derive(Default)]
struct Draft {
    table: Table,
    spelled: Vec<String>,
    classes: Vec<(&'static str, Vec<u16>)>,
}

/// Compiles a table. Lines that cannot be understood are kept in [`Table::faults`].
pub(super) fn compile(source: &'static str) -> Table {
    let mut draft = Draft::default();
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if draft.line(line).is_none() {
            draft.table.faults.push(line);
        }
    }
    draft.finish()
}

impl Draft {
    fn line(&mut self, line: &'static str) -> Option<()> {
        if let Some(head) = line.strip_prefix('[') {
            let mut words = head.strip_suffix(']')?.split_whitespace();
            let mut head = Head { word: words.next()?, manner: Manner::default() };
            for word in words {
                match word {
                    "firm" => head.manner.firm = true,
                    "asserted" => head.manner.asserted = true,
                    "veto" => head.manner.veto = true,
                    _ => return None,
                }
            }
            self.table.heads.push(head);
        } else if let Some((name, words)) = line.strip_prefix('@').and_then(|class| class.split_once('=')) {
            let words = self.set(words.trim())?.words;
            self.classes.push((name.trim(), words));
        } else {
            self.phrase(line)?;
        }
        Some(())
    }

    fn phrase(&mut self, line: &'static str) -> Option<()> {
        let mut phrase = Phrase { head: self.table.heads.len().checked_sub(1)?, at_start: false, items: Vec::new() };
        for piece in line.split_whitespace() {
            match piece {
                "^" => phrase.at_start = true,
                "~" => phrase.items.push(Item::Gap(2)),
                "~~" => phrase.items.push(Item::Gap(5)),
                "," => phrase.items.push(Item::Comma),
                "NAME" => phrase.items.push(Item::Name),
                _ => self.words(piece, &mut phrase.items)?,
            }
        }
        // A phrase is found by its first word, so it must begin with one, or with a name.
        let begins = phrase.items.iter().find(|item| !matches!(item, Item::Words(set) if set.optional));
        let found =
            matches!(begins?, Item::Name) || matches!(begins?, Item::Words(set) if !set.or_number && !set.or_end);
        found.then(|| self.table.phrases.push(phrase))
    }

    /// Adds the items of a piece made of words.
    fn words(&mut self, piece: &'static str, items: &mut Vec<Item>) -> Option<()> {
        let elided = !piece.contains(['|', '@', '?']) && piece.contains('\'');
        let folded = if elided { folded_line(piece) } else { String::new() };
        if folded.contains(' ') {
            for word in folded.split(' ') {
                let words = vec![self.number(word.to_owned())?];
                items.push(Item::Words(Set { words, ..Set::default() }));
            }
        } else {
            items.push(Item::Words(self.set(piece)?));
        }
        Some(())
    }

    /// The words of `a|b|@class`, with a `?` behind them where they may be absent.
    fn set(&mut self, piece: &'static str) -> Option<Set> {
        let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let mut set = Set { optional, ..Set::default() };
        for word in piece.split('|') {
            if word == "NUM" {
                set.or_number = true;
            } else if word == "$" {
                set.or_end = true;
            } else if let Some(name) = word.strip_prefix('@') {
                let (_, words) = self.classes.iter().find(|(other, _)| *other == name)?;
                set.words.extend_from_slice(words);
            } else {
                let folded = folded_line(word);
                if folded.is_empty() || folded.contains(' ') {
                    return None;
                }
                set.words.push(self.number(folded)?);
            }
        }
        Some(set)
    }

    fn number(&mut self, word: String) -> Option<u16> {
        let number = u16::try_from(self.spelled.len()).ok().filter(|&number| number < u16::MAX)?;
        self.spelled.push(word);
        Some(number)
    }

    /// Puts the words into order and everything else onto their final numbers.
    fn finish(self) -> Table {
        let Self { mut table, spelled, classes } = self;
        let mut ranks = vec![0_u16; spelled.len()];
        let mut order: Vec<(Word, usize)> = Vec::with_capacity(spelled.len());
        order.extend(spelled.into_iter().enumerate().map(|(number, word)| (Word::new(word), number)));
        order.sort_unstable();
        for (word, number) in order {
            if table.words.last() != Some(&word) {
                table.words.push(word);
            }
            if let Some(rank) = ranks.get_mut(number) {
                *rank = (table.words.len() - 1) as u16;
            }
        }
        let renumber = |words: &mut Vec<u16>| {
            for word in words.iter_mut() {
                *word = ranks.get(usize::from(*word)).copied().unwrap_or(u16::MAX);
            }
            words.sort_unstable();
            words.dedup();
        };
        table.flags = vec![0; table.words.len()];
        for (name, mut words) in classes {
            let Some(class) = Class::ALL.iter().find(|class| class.name() == name) else { continue };
            renumber(&mut words);
            for word in words {
                if let Some(flags) = table.flags.get_mut(usize::from(word)) {
                    *flags |= class.bit();
                }
            }
        }
        for (number, phrase) in table.phrases.iter_mut().enumerate() {
            let mut begins = true;
            for item in &mut phrase.items {
                match item {
                    Item::Words(set) => {
                        renumber(&mut set.words);
                        if begins {
                            table.index.extend(set.words.iter().map(|&word| (word, number as u16)));
                        }
                        begins &= set.optional;
                    }
                    Item::Name if begins => {
                        table.named.push(number as u16);
                        begins = false;
                    }
                    _ => {}
                }
            }
        }
        table.index.sort_unstable();
        table.index.dedup();
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_reported() {
        let table = compile("word\n[x y]\n[x]\na?\n@none\n~ a\nNUM|a b\na|b'c\nfine");
        assert_eq!(table.faults, ["word", "[x y]", "a?", "@none", "~ a", "NUM|a b", "a|b'c"]);
    }

    #[test]
    fn words_are_numbered_by_the_alphabet() {
        let table = compile("@join = b|a\n[x]\nb a c|a");
        let words: Vec<_> = table.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(words, ["a", "b", "c"]);
        assert_eq!(table.flags, [Class::Join.bit(), Class::Join.bit(), 0]);
    }
}
