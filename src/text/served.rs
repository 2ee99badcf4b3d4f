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
//!   end. A space stands between two places only where both words are spelt. A `.` stands before the place that the phrase is
//!   found by, unless that is the first of those with the fewest words;
//! - `[end]`.

use std::collections::{HashMap, HashSet};

use super::notation::{Line, Phrases, Piece, Word, must_stand, spellings};

/// The format.
const FORMAT: &str = "clean-break/table@2";

/// So many words have signs, and all classes: with more, what is spelt compresses less (measured: 200 to 800).
const SIGNS: usize = 400;

/// The table of these phrases. Each is found by the place whose words people write least: how often they wrote each word is `written`,
/// as far as that is known.
pub fn served(phrases: &Phrases, written: &HashMap<String, u32>) -> String {
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
    let mut writer = Writer { places, signs, written, classes: HashMap::new(), out, spelt: false };
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
    written: &'p HashMap<String, u32>,
    /// How common the words of each class are.
    classes: HashMap<&'p str, Common>,
    out: String,
    /// A spelt word was written last.
    spelt: bool,
}

/// How often the words of a place were written together, and how many they are.
type Common = (u32, usize);

impl<'p> Writer<'p> {
    fn line(&mut self, line: &'p Line) {
        self.spelt = false;
        match line {
            Line::Section(heading) => self.out.extend(["[", heading]),
            Line::Class(name, words) => {
                self.out.extend(["@", name, "="]);
                self.words(words);
                self.classes.insert(name, self.common(words));
            }
            Line::Phrase(pieces) => {
                let found = self.found(pieces);
                for (at, piece) in pieces.iter().enumerate() {
                    if found == Some(at) {
                        self.mark('.');
                    }
                    self.piece(piece);
                }
            }
        }
    }

    /// The place that a phrase is found by, where a reader would not choose it.
    fn found(&self, pieces: &[Piece]) -> Option<usize> {
        let commons: Vec<_> = (0..)
            .zip(pieces)
            .filter_map(|(at, piece)| match piece {
                Piece::Words(words, false) if must_stand(words) => Some((at, self.common(words))),
                _ => None,
            })
            .collect();
        let (chosen, _) = commons.iter().min_by_key(|(_, common)| *common)?;
        let (first, _) = commons.iter().min_by_key(|(_, (_, count))| *count)?;
        (chosen != first).then_some(*chosen)
    }

    fn common(&self, words: &[Word]) -> Common {
        words.iter().fold((0, 0), |(written, count), word| {
            let (more, words) = match word {
                Word::Plain(word) => {
                    let spelt = spellings(word);
                    (spelt.iter().filter_map(|word| self.written.get(word)).sum(), spelt.len())
                }
                Word::Class(name) => self.classes.get(name.as_str()).copied().unwrap_or_default(),
                Word::Number | Word::End => (0, 0),
            };
            (written + more, count + words)
        })
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
        words.dedup();
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
