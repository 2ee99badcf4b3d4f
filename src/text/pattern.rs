//! A compact notation for phrases, compiled once, and its matcher: linear in the text for a fixed table.
//!
//! A table is plain text, one phrase a line, `#` for comments:
//!
//! ```text
//! @plan = contract|subscription     a class of words, used as @plan wherever a word may stand
//! [wish_to_leave asserted]          the phrases below tell this; the words after the kind are its manner
//! want to cancel ~ my|the @plan
//! ```
//!
//! A phrase is a sequence of: `word` (`j'ai` is two); `stem*`; `a|b`; `word?` (may be absent); `~` (up to two words) and `~~` (up to
//! five), never across a negation; `,` (a clause may end here); `NAME` (one to three capitalised words); `NUM`
//! (begins with a digit); `^` (a clause begins) and `$` (a clause ends). Phrases never cross the end of a sentence. Words are folded like the
//! text: case, accents and shapes of apostrophes do not matter.

use super::tokens::{Break, Tokens, folded_line};

/// How the phrases of a section count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// A negation before the phrase does not undo it.
    pub firm: bool,
    /// It counts only as a statement: not in a question, not under a condition.
    pub asserted: bool,
    /// It rules the kind out where it stands.
    pub veto: bool,
}

/// Where a phrase matched: words `first..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The heading of its section, as an index into [`Table::heads`].
    pub head: usize,
    /// Its first word.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
}

/// A section's heading.
#[derive(Debug)]
pub(super) struct Head {
    /// The word in brackets.
    pub word: &'static str,
    /// Its manner.
    pub manner: Manner,
}

#[derive(Debug)]
struct Literal {
    text: String,
    stem: bool,
}

#[derive(Debug)]
enum Item {
    Words { alternatives: Vec<Literal>, optional: bool, or_number: bool, or_end: bool },
    Gap(usize),
    Comma,
    Name,
}

#[derive(Debug)]
struct Phrase {
    head: usize,
    at_start: bool,
    items: Vec<Item>,
}

/// A compiled table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The headings in order.
    pub heads: Vec<Head>,
    classes: Vec<(&'static str, Vec<Literal>)>,
    phrases: Vec<Phrase>,
    /// Phrases by the first letters of their first word.
    index: Vec<(u32, usize)>,
    /// Phrases that begin with a name.
    named: Vec<usize>,
    /// Lines that could not be understood; a test keeps this empty.
    pub faults: Vec<&'static str>,
}

/// The first four bytes of a word: what the index goes by.
fn key(word: &str) -> u32 {
    word.bytes().chain(core::iter::repeat(0)).take(4).fold(0, |key, byte| key << 8 | u32::from(byte))
}

impl Table {
    /// Compiles a table.
    pub fn new(source: &'static str) -> Self {
        let mut table = Self::default();
        for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if table.line(line).is_none() {
                table.faults.push(line);
            }
        }
        table.index.sort_unstable();
        table.index.dedup();
        table
    }

    /// Whether `word` belongs to the class `name`.
    pub fn is(&self, name: &str, word: &str) -> bool {
        self.class(name).is_some_and(|class| fits(class, word))
    }

    /// Every place where a phrase matches, by first word.
    pub fn hits(&self, tokens: &Tokens) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (first, token) in tokens.list.iter().enumerate() {
            let key = key(tokens.folded(token));
            let from = self.index.partition_point(|&(other, _)| other < key);
            let same = self.index.get(from..).unwrap_or_default().iter().take_while(|&&(other, _)| other == key);
            let named = if token.capital { self.named.as_slice() } else { &[] };
            for number in same.map(|(_, phrase)| phrase).chain(named) {
                let Some(phrase) = self.phrases.get(*number) else { continue };
                if phrase.at_start && token.before == Break::None {
                    continue;
                }
                if let Some(end) = self.run(&phrase.items, tokens, first, true) {
                    hits.push(Hit { head: phrase.head, first, end });
                }
            }
        }
        hits
    }

    fn class(&self, name: &str) -> Option<&[Literal]> {
        self.classes.iter().find(|(other, _)| *other == name).map(|(_, class)| class.as_slice())
    }

    /// Matches `items` from word `at` on; `free` where a clause may have ended before it.
    fn run(&self, items: &[Item], tokens: &Tokens, at: usize, free: bool) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        let open = free || tokens.before(at) == Break::None;
        match item {
            Item::Comma => self.run(rest, tokens, at, free || tokens.before(at) != Break::Sentence),
            Item::Gap(most) => {
                for ahead in 0..=*most {
                    let at = at + ahead;
                    if let Some(end) = self.run(rest, tokens, at, free && ahead == 0) {
                        return Some(end);
                    }
                    if tokens.before(at) != Break::None || self.is("negator", tokens.word(at)) {
                        break;
                    }
                }
                None
            }
            Item::Words { alternatives, optional, or_number, or_end } => {
                let here = open
                    && tokens
                        .get(at)
                        .is_some_and(|token| fits(alternatives, tokens.folded(token)) || (*or_number && token.number));
                let passed = *optional || (*or_end && tokens.before(at) != Break::None);
                here.then(|| self.run(rest, tokens, at + 1, false))
                    .flatten()
                    .or_else(|| passed.then(|| self.run(rest, tokens, at, free)).flatten())
            }
            Item::Name => {
                let most = (0..3).take_while(|&ahead| self.is_name(tokens, at, ahead, open)).count();
                (1..=most).rev().find_map(|length| self.run(rest, tokens, at + length, false))
            }
        }
    }

    /// Whether the word at `at + ahead` can belong to a name that begins at `at`: a capital after a small letter, so
    /// that a text all in capitals names nobody.
    fn is_name(&self, tokens: &Tokens, at: usize, ahead: usize, open: bool) -> bool {
        let before = if ahead == 0 { open } else { tokens.before(at + ahead) == Break::None };
        let shouted = at.checked_sub(1).and_then(|last| tokens.get(last)).is_some_and(|token| token.shouted);
        tokens.get(at + ahead).is_some_and(|token| {
            before && token.capital && !shouted && !token.opaque && !self.is("no_name", tokens.folded(token))
        })
    }

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
            self.heads.push(head);
        } else if let Some((name, words)) = line.strip_prefix('@').and_then(|class| class.split_once('=')) {
            let words = self.alternatives(words.trim().split('|'))?;
            self.classes.push((name.trim(), words));
        } else {
            self.phrase(line)?;
        }
        Some(())
    }

    fn phrase(&mut self, line: &'static str) -> Option<()> {
        let mut phrase = Phrase { head: self.heads.len().checked_sub(1)?, at_start: false, items: Vec::new() };
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
        let number = self.phrases.len();
        let keys = self.index.len();
        for item in &phrase.items {
            match item {
                Item::Name => self.named.push(number),
                Item::Words { alternatives, optional, or_number: false, or_end: false } => {
                    for literal in alternatives {
                        if literal.stem && literal.text.len() < 4 {
                            self.index.truncate(keys);
                            return None;
                        }
                        self.index.push((key(&literal.text), number));
                    }
                    if *optional {
                        continue;
                    }
                }
                _ => return None,
            }
            self.phrases.push(phrase);
            return Some(());
        }
        None
    }

    /// Adds the items of a piece made of words.
    fn words(&self, piece: &'static str, items: &mut Vec<Item>) -> Option<()> {
        let (piece, optional) = piece.strip_suffix('?').map_or((piece, false), |piece| (piece, true));
        let folded = folded_line(piece);
        if folded.contains(' ') && !optional && !piece.contains(['|', '@', '*']) {
            // `j'ai` is two words.
            items.extend(folded.split(' ').map(|word| Item::Words {
                alternatives: vec![Literal { text: word.to_owned(), stem: false }],
                optional,
                or_number: false,
                or_end: false,
            }));
            return Some(());
        }
        let plain = |word: &&str| !matches!(*word, "NUM" | "$");
        let alternatives = self.alternatives(piece.split('|').filter(plain))?;
        let (or_number, or_end) =
            (piece.split('|').any(|word| word == "NUM"), piece.split('|').any(|word| word == "$"));
        items.push(Item::Words { alternatives, optional, or_number, or_end });
        Some(())
    }

    /// The words of `a|b*|@class`.
    fn alternatives(&self, words: impl Iterator<Item = &'static str>) -> Option<Vec<Literal>> {
        let mut out = Vec::new();
        for word in words {
            if let Some(name) = word.strip_prefix('@') {
                for literal in self.class(name)? {
                    out.push(Literal { text: literal.text.clone(), stem: literal.stem });
                }
            } else {
                let text = folded_line(word);
                if text.is_empty() || text.contains(' ') {
                    return None;
                }
                out.push(Literal { text, stem: word.ends_with('*') });
            }
        }
        Some(out)
    }
}

fn fits(alternatives: &[Literal], word: &str) -> bool {
    alternatives.iter().any(
        |literal| {
            if literal.stem { word.starts_with(literal.text.as_str()) } else { word == literal.text }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(table: &'static str, text: &str) -> Vec<String> {
        let table = Table::new(table);
        assert!(table.faults.is_empty(), "{:?}", table.faults);
        let tokens = Tokens::new(text, core::iter::empty());
        let words = |hit: &Hit| (hit.first..hit.end).map(|at| tokens.word(at)).collect::<Vec<_>>().join(" ");
        table.hits(&tokens).iter().map(words).collect()
    }

    #[test]
    fn sequences_alternatives_stems_and_options() {
        let table = "[x]\nwant to really? cancel*|leave";
        assert_eq!(matched(table, "I WANT to  cancelling"), ["want to cancelling"]);
        assert_eq!(matched(table, "want to really leave, want to leaves"), ["want to really leave"]);
        assert_eq!(matched("[x]\nso? sad", "so sad"), ["so sad", "sad"]);
    }

    #[test]
    fn gaps_stop_at_negations_and_clauses() {
        let table = "@negator = not\n[x]\nwant ~ cancel";
        assert_eq!(matched(table, "want to just cancel"), ["want to just cancel"]);
        assert!(matched(table, "want to not cancel").is_empty());
        assert!(matched(table, "want, cancel").is_empty());
        assert!(matched(table, "want a b c cancel").is_empty());
        assert_eq!(matched("[x]\nmind , stay", "mind, stay"), ["mind stay"]);
        assert!(matched("[x]\nmind , stay", "mind. Stay").is_empty());
    }

    #[test]
    fn names_anchors_and_numbers() {
        assert_eq!(matched("[x]\nto NAME", "switch to Blue Sky now"), ["to blue sky"]);
        assert!(matched("[x]\nto NAME", "SWITCH TO BLUE").is_empty());
        assert_eq!(matched("[x]\n^ again $", "again, and again again."), ["again"]);
        assert_eq!(matched("[x]\nfor NUM years", "for 10 years"), ["for 10 years"]);
    }

    #[test]
    fn faults_are_reported() {
        assert_eq!(Table::new("word\n[x y]\n[x]\nab*\n@none").faults, ["word", "[x y]", "ab*", "@none"]);
    }
}
