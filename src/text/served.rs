//! Writes phrases as they are served, for `table` to read: natively alone, and in the build script.
//!
//! It is text still, made to be read in one pass and to compress: comments are gone, words are folded, and the most
//! frequent have a sign each, a letter or two bytes (docs/decisions/0009-phrases-as-data.md). Lines end with a line feed:
//!
//! - the format, the language and how many words there are, by spaces;
//! - the words and the classes that have signs, in their order, by spaces. The signs are `A` to `Z`, then U+00C0 and on;
//! - `@name=` and its words: a class;
//! - `[` and a section's heading;
//! - a phrase: `^`, `~` (two words), `=` (five), `,`, `*` (a name), `!` (one that is left), and places: words with a `|`
//!   between two and a `?` behind them where none need stand. Words are spelt or have their sign; `#` is a number, `$` an
//!   end. A space stands between two places only where both words are spelt;
//! - `[end]`.

use std::collections::{HashMap, HashSet};

use super::notation::{Line, Phrases, Piece, Word, spellings};

/// The format.
const FORMAT: &str = "clean-break/table@1";

/// So many words have signs, and all classes: with more, what is spelt compresses less (measured: 200 to 800).
const SIGNS: usize = 400;

/// The table of these phrases.
pub fn served(phrases: &Phrases) -> String {
    let mut places: HashMap<&Word, (usize, usize)> = HashMap::new();
    let mut spelt = HashSet::new();
    for word in words(phrases) {
        let place = places.len();
        places.entry(word).or_insert((place, 0)).1 += 1;
        if let Word::Plain(word) = word {
            spelt.extend(spellings(word));
        }
    }
    // By frequency; of two as frequent, the one that comes first.
    let mut frequent: Vec<_> =
        places.iter().filter(|(word, _)| matches!(word, Word::Plain(_) | Word::Class(_))).collect();
    frequent.sort_by_key(|&(_, &(place, count))| (std::cmp::Reverse(count), place));
    let mut rank = 0;
    frequent.retain(|(word, _)| {
        rank += 1;
        rank <= SIGNS || matches!(word, Word::Class(_))
    });
    let mut out = format!("{FORMAT} {} {}\n", phrases.language, spelt.len());
    let names: Vec<String> = frequent.iter().map(|&(&word, _)| name(word)).collect();
    out.push_str(&names.join(" "));
    out.push('\n');
    let signs = frequent.iter().map(|&(&word, _)| word).zip(('A'..='Z').chain('\u{C0}'..)).collect();
    let mut writer = Writer { places, signs, out, spelt: false };
    for line in &phrases.lines {
        writer.line(line);
        writer.out.push('\n');
    }
    writer.out.push_str("[end]\n");
    writer.out
}

/// Every word of a file, in order.
fn words(phrases: &Phrases) -> impl Iterator<Item = &Word> {
    phrases.lines.iter().flat_map(|line| match line {
        Line::Section(_) => Vec::new(),
        Line::Class(_, words) => words.iter().collect(),
        Line::Phrase(pieces) => pieces
            .iter()
            .flat_map(|piece| if let Piece::Words(words, _) = piece { words.as_slice() } else { &[] })
            .collect(),
    })
}

/// A word as it stands without a sign.
fn name(word: &Word) -> String {
    match word {
        Word::Plain(word) => word.clone(),
        Word::Class(name) => format!("@{name}"),
        Word::Number => "#".to_owned(),
        Word::End => "$".to_owned(),
    }
}

struct Writer<'p> {
    /// Where each word comes first, and how often it stands.
    places: HashMap<&'p Word, (usize, usize)>,
    signs: HashMap<&'p Word, char>,
    out: String,
    /// A spelt word was written last.
    spelt: bool,
}

impl Writer<'_> {
    fn line(&mut self, line: &Line) {
        self.spelt = false;
        match line {
            Line::Section(heading) => self.out.extend(["[", heading]),
            Line::Class(name, words) => {
                self.out.extend(["@", name, "="]);
                self.words(words);
            }
            Line::Phrase(pieces) => pieces.iter().for_each(|piece| self.piece(piece)),
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Start => self.mark('^'),
            Piece::Gap(far) => self.mark(if *far { '=' } else { '~' }),
            Piece::Comma => self.mark(','),
            Piece::Name(left) => self.mark(if *left { '!' } else { '*' }),
            Piece::Words(words, optional) => {
                self.words(words);
                if *optional {
                    self.mark('?');
                }
            }
        }
    }

    fn mark(&mut self, mark: char) {
        self.out.push(mark);
        self.spelt = false;
    }

    /// The words of a place. They stand everywhere in the order in which the file first has them, which means the same
    /// and compresses better than any other order that was tried.
    fn words(&mut self, words: &[Word]) {
        let mut words: Vec<&Word> = words.iter().collect();
        words.sort_by_key(|word| self.places.get(word));
        for (at, word) in words.into_iter().enumerate() {
            let sign = self.signs.get(word);
            let spelt = sign.is_none() && matches!(word, Word::Plain(_));
            if at > 0 {
                self.out.push('|');
            } else if self.spelt && spelt {
                self.out.push(' ');
            }
            match sign {
                Some(&sign) => self.out.push(sign),
                None => self.out.push_str(&name(word)),
            }
            self.spelt = spelt;
        }
    }
}
