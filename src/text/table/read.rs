//! Reads a table as it is served (`served` tells its form): in one pass, without an allocation for a phrase or a word.

use super::{Class, Head, Item, Manner, Or, Place, Table, Tells, bit};
use crate::case::Language;
use crate::text::lexicon::{Lexicon, UNKNOWN, hash};
use crate::text::{FindingKind, Leave, LeaveTarget, LeaveTime};

/// The format, as the first line names it before the language.
const FORMAT: &str = "clean-break/table@2";

/// Why a table of phrases is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The first line.
    #[error("the first line is not clean-break/table@2 and a language that the project knows")]
    Format,
    /// It is cut off or changed.
    #[error("a table of phrases is damaged at byte {0}")]
    Damaged(usize),
}

impl Table {
    /// Reads a table, whose sections tell marks of these names; findings where there are none.
    pub fn read(file: &[u8], names: &[&str]) -> Result<(Language, Self), TableError> {
        let (language, words, start) = heading(file).ok_or(TableError::Format)?;
        let mut table = Self { words: Lexicon::with_room(words), flags: vec![0; words], ..Self::default() };
        // On average; what is more takes another allocation.
        table.phrases.reserve(file.len() / 48);
        table.items.reserve(file.len() / 8);
        table.sets.reserve(file.len() / 4);
        let mut draft =
            Draft { file, names, at: start, table, signs: Vec::with_capacity(512), classes: Vec::with_capacity(64) };
        draft.read().ok_or(TableError::Damaged(draft.at))?;
        Ok((language, draft.table))
    }
}

/// What the first line says, and where the next begins.
fn heading(file: &[u8]) -> Option<(Language, usize, usize)> {
    let end = file.iter().position(|&byte| byte == b'\n')?;
    let line = core::str::from_utf8(file.get(..end)?).ok()?;
    let (language, words) = line.strip_prefix(FORMAT)?.strip_prefix(' ')?.split_once(' ')?;
    let language = Language::ALL.iter().copied().find(|known| known.word() == language)?;
    Some((language, usize::from(words.parse::<u16>().ok()?), end + 1))
}

/// What a sign stands for.
#[derive(Clone, Copy)]
enum Sign {
    /// A word, and how it is spelt without umlauts.
    Word(u16, u16),
    /// A class, by its place among them.
    Class(usize),
}

/// The most words in all sets: of a class within a class they are more than a file is long.
const MOST: usize = 1 << 20;

/// A table while it is read.
struct Draft<'f> {
    file: &'f [u8],
    names: &'f [&'f str],
    at: usize,
    table: Table,
    signs: Vec<Sign>,
    classes: Vec<(&'f [u8], Place)>,
}

impl<'f> Draft<'f> {
    /// Reads what follows the first line; nothing where it is damaged.
    fn read(&mut self) -> Option<()> {
        loop {
            let sign = if self.eat(b'@') {
                let name = self.name();
                Sign::Class(self.class(name))
            } else {
                self.word()?
            };
            self.signs.push(sign);
            if !self.eat(b' ') {
                break;
            }
        }
        self.end_line()?;
        loop {
            if self.eat(b'[') {
                let start = self.at;
                while self.peek()? != b'\n' {
                    self.at += 1;
                }
                let heading = core::str::from_utf8(self.file.get(start..self.at)?).ok()?;
                if heading == "end]" {
                    self.at += 1;
                    break;
                }
                self.table.heads.push(section(heading, self.names)?);
            } else if self.eat(b'@') {
                self.define()?;
            } else {
                self.phrase()?;
            }
            self.end_line()?;
        }
        self.table.index();
        (self.at == self.file.len()).then_some(())
    }

    fn peek(&self) -> Option<u8> {
        self.file.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn end_line(&mut self) -> Option<()> {
        self.eat(b'\n').then_some(())
    }

    /// The name of a class.
    fn name(&mut self) -> &'f [u8] {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z' | b'0'..=b'9' | b'_')) {
            self.at += 1;
        }
        self.file.get(start..self.at).unwrap_or_default()
    }

    /// The place of the class of this name, which is added where it is new.
    fn class(&mut self, name: &'f [u8]) -> usize {
        let known = self.classes.iter().position(|(other, _)| *other == name);
        known.unwrap_or_else(|| {
            self.classes.push((name, Place::default()));
            self.classes.len() - 1
        })
    }

    fn define(&mut self) -> Option<()> {
        let name = self.name();
        let at = self.class(name);
        self.eat(b'=').then_some(())?;
        let words = self.place()?;
        if let Some(class) = Class::ALL.iter().find(|class| class.name().as_bytes() == name) {
            self.table.compounds |= matches!(class, Class::Compound);
            let start = words.start as usize;
            for &word in self.table.sets.get(start..start + usize::from(words.count))? {
                if let Some(flags) = self.table.flags.get_mut(usize::from(word)) {
                    *flags |= class.bit();
                }
            }
        }
        self.classes.get_mut(at)?.1 = words;
        Some(())
    }

    fn phrase(&mut self) -> Option<()> {
        self.table.heads.last()?;
        let number = u16::try_from(self.table.phrases.len()).ok().filter(|&number| number != UNKNOWN);
        number?;
        let items = self.table.items.len() as u32;
        let at_start = self.eat(b'^');
        // How many words before what comes next it begins, at least and at most; and the place that it is found by.
        let (mut least, mut most) = (0_u8, 0_u8);
        let mut found = None;
        let mut fewest = usize::MAX;
        loop {
            let chosen = self.eat(b'.');
            let (item, short, long) = match self.peek()? {
                b'\n' => break,
                b'~' => (Item::Gap(2), 0, 2),
                b'=' => (Item::Gap(5), 0, 5),
                b',' => (Item::Comma, 0, 0),
                byte @ (b'*' | b'!') => (Item::Name(byte == b'!'), 1, 3),
                _ => {
                    self.eat(b' ');
                    let place = self.place()?;
                    let count = if chosen { 0 } else { usize::from(place.count) };
                    if place.must_stand() && count < fewest {
                        fewest = count;
                        found = Some((self.table.items.len() as u32, (least, most)));
                    }
                    (Item::Words(place), u8::from(!(place.is_optional || place.or_end())), 1)
                }
            };
            if !matches!(item, Item::Words(_)) {
                self.at += 1;
            }
            self.table.items.push(item);
            (least, most) = (least + short, most.checked_add(long)?);
        }
        let (found, before) = found?;
        self.table.add(items, found, before, at_start)
    }

    /// Words with `|` between two.
    fn place(&mut self) -> Option<Place> {
        let mut words = Place { start: self.table.sets.len() as u32, ..Place::default() };
        loop {
            match self.peek()? {
                b'#' => {
                    self.at += 1;
                    words.or = if words.or_end() { Or::Both } else { Or::Number };
                }
                b'$' => {
                    self.at += 1;
                    words.or = if words.or_number() { Or::Both } else { Or::End };
                }
                _ => {
                    let sign = self.sign()?;
                    self.add(sign, &mut words);
                }
            }
            if !self.eat(b'|') {
                break;
            }
        }
        words.count = u16::try_from(self.table.sets.len() - words.start as usize).ok()?;
        if self.eat(b'?') {
            words.is_optional = true;
        }
        (self.table.sets.len() <= MOST).then_some(words)
    }

    /// A sign, or a word that is spelt.
    fn sign(&mut self) -> Option<Sign> {
        let number = match self.peek()? {
            byte @ b'A'..=b'Z' => usize::from(byte - b'A'),
            byte @ 0xC3..=0xDF => {
                self.at += 1;
                let letter = usize::from(byte & 0x1F) << 6 | usize::from(self.peek()? & 0x3F);
                letter - 0xC0 + 26
            }
            _ => return self.word(),
        };
        self.at += 1;
        self.signs.get(number).copied()
    }

    /// Adds a word, or those of a class, to others.
    fn add(&mut self, sign: Sign, place: &mut Place) {
        match sign {
            Sign::Word(word, other) => {
                for word in [word, other] {
                    if word != UNKNOWN {
                        self.table.sets.push(word);
                        place.bits |= bit(word);
                    }
                }
            }
            Sign::Class(class) => {
                let Some(&(_, class)) = self.classes.get(class) else { return };
                let start = class.start as usize;
                self.table.sets.extend_from_within(start..start + usize::from(class.count));
                place.bits |= class.bits;
            }
        }
    }

    /// A word that is spelt: its number, and that of how it is spelt without umlauts.
    fn word(&mut self) -> Option<Sign> {
        let start = self.at;
        let mut umlauts = false;
        while let Some(byte) = self.peek() {
            match byte {
                b'a'..=b'z' | b'0'..=b'9' => {}
                b'<' | b'>' | b'_' => umlauts = true,
                _ => break,
            }
            self.at += 1;
        }
        let word = self.file.get(start..self.at)?;
        if word.is_empty() {
            return None;
        }
        if umlauts {
            return Some(Sign::Word(self.spelt(word, false)?, self.spelt(word, true)?));
        }
        Some(Sign::Word(self.number(hash(word), word)?, UNKNOWN))
    }

    /// The number of a word with umlauts: folded, or as it is typed without them.
    fn spelt(&mut self, word: &[u8], typed: bool) -> Option<u16> {
        let mut letters = Vec::with_capacity(word.len() * 2);
        for &byte in word {
            let umlaut = match byte {
                b'<' => b'a',
                b'>' => b'o',
                b'_' => b'u',
                _ => {
                    letters.push(byte);
                    continue;
                }
            };
            letters.push(umlaut);
            if typed {
                letters.push(b'e');
            }
        }
        self.number(hash(&letters), &letters)
    }

    /// The number of a word, of those that the first line counted.
    fn number(&mut self, hash: u32, word: &[u8]) -> Option<u16> {
        let number = self.table.words.number_hashed(hash, word)?;
        (usize::from(number) < self.table.flags.len()).then_some(number)
    }
}

/// What stands in a heading: a mark of one of these names, else a finding.
pub(in crate::text) fn section(text: &str, names: &[&str]) -> Option<Head> {
    let mut words = text.split(' ');
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
