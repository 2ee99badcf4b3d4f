//! A language's phrases in memory: flat lists, and for each word the phrases that are found by it.

mod read;
#[cfg(test)]
pub(super) mod tests;

pub use read::TableError;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use read::section;

use super::lexicon::{Lexicon, UNKNOWN};
use super::{FindingKind, Leave};

/// How the phrases of a section count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// A negation before the phrase does not undo it.
    pub firm: bool,
    /// It counts only as a statement: not in a question, not under a condition.
    pub asserted: bool,
    /// It counts only where nothing else is said.
    pub alone: bool,
    /// It rules the kind out where it stands.
    pub veto: bool,
}

/// What a section's phrases tell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tells {
    /// A finding.
    Kind(FindingKind),
    /// A word of feeling, and whether it is meant well.
    Feeling(bool),
    /// A mark that somebody else has a name for: see `marks`.
    Mark(u8),
}

impl Tells {
    /// The bit of a word of feeling, which no kind has.
    pub const FEELING: u32 = 1 << 31;

    /// The bit of what a veto may rule out.
    pub const fn bit(self) -> u32 {
        match self {
            Self::Kind(kind) => 1 << kind as u32,
            Self::Mark(mark) => 1 << (mark & 31),
            Self::Feeling(_) => Self::FEELING,
        }
    }
}

/// A section's heading.
#[derive(Debug)]
pub(super) struct Head {
    /// The word in brackets.
    pub tells: Tells,
    /// Its manner.
    pub manner: Manner,
    /// When and whom, of a wish to leave.
    pub leave: Leave,
}

/// The classes of words that the rules of reading look for; tables define them by these names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Class {
    /// Undoes what follows.
    Negator,
    /// Begins a clause of its own.
    Subject,
    /// Carries a negation on into the clause that follows ("I don't think I ...").
    Leaning,
    /// Joins two clauses.
    Join,
    /// Sets an alternative against what stands before it.
    Or,
    /// Makes the sentence a condition.
    Condition,
    /// Is no name, for all its capital.
    NoName,
    /// Ends compounds that count as it: where no phrase has "Handyvertrag", it is a "Vertrag".
    Compound,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Negator,
        Self::Subject,
        Self::Leaning,
        Self::Join,
        Self::Or,
        Self::Condition,
        Self::NoName,
        Self::Compound,
    ];

    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negator => "negator",
            Self::Subject => "subject",
            Self::Leaning => "leaning",
            Self::Join => "join",
            Self::Or => "or",
            Self::Condition => "condition",
            Self::NoName => "no_name",
            Self::Compound => "compound",
        }
    }

    /// Its bit in [`Table::flags`].
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A place in a phrase where one of some words stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// The first of them in [`Table::sets`].
    start: u32,
    /// One past the last.
    end: u32,
    /// A bit for each, which some share: most words are none of them at a glance.
    bits: u64,
    /// The place may be empty.
    pub optional: bool,
    /// A number may stand there.
    pub or_number: bool,
    /// The clause may end there.
    pub or_end: bool,
}

impl Place {
    /// Whether one of the words must stand there.
    const fn must_stand(&self) -> bool {
        !(self.optional || self.or_number || self.or_end)
    }
}

/// A part of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// A word.
    Word(u16),
    /// One of the words of a place, by its number.
    Words(u16),
    /// Up to so many words of any kind but negations.
    Gap(u8),
    /// A clause may end here.
    Comma,
    /// A name; whether of the company that is left.
    Name(bool),
}

/// A phrase.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    /// Its section.
    head: u16,
    /// It stands at the beginning of a clause.
    at_start: bool,
    /// Where its items begin; they end where those of the next do.
    items: u32,
    /// The item that it is found by.
    found: u32,
    /// How many words before that it begins, at least and at most.
    before: (u8, u8),
}

/// A phrase that may stand where a word is met.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Near {
    /// The bits of the words of another place, that with the fewest: one of them must stand in the sentence.
    rare: u64,
    /// The bits of no word that may stand right before that word, and of none that may right after it.
    never: [u64; 2],
    /// The bits of what it tells.
    tells: u32,
    /// Its number.
    pub number: u16,
    /// Its section, as an index into [`Table::heads`].
    pub head: u16,
    /// Its parts, as indices into [`Table::items`].
    items: (u32, u32),
    /// How many words before that word it begins, at least and at most.
    pub before: (u8, u8),
    /// It stands at the beginning of a clause.
    pub at_start: bool,
}

/// The phrases of a language.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The headings in order.
    pub heads: Vec<Head>,
    phrases: Vec<Phrase>,
    items: Vec<Item>,
    places: Vec<Place>,
    /// The words of all sets.
    sets: Vec<u16>,
    /// Every word, the most frequent first.
    words: Lexicon,
    /// For each word, the classes it belongs to.
    flags: Vec<u8>,
    /// For each word where those of [`Self::near`] begin that are found by it, first those that tell something, then vetoes;
    /// last, where they end.
    nears: Vec<u32>,
    /// Phrases, by the word that they are found by.
    near: Vec<Near>,
    /// Some words end compounds ([`Class::Compound`]).
    compounds: bool,
}

/// The bit of a word, which some share; one that no phrase has needs none.
pub(super) const fn bit(word: u16) -> u64 {
    if word == UNKNOWN { 0 } else { 1 << (word & 63) }
}

/// What is looked for around a word, in bits.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// Of the words of its sentence.
    pub sentence: u64,
    /// Of the word before it and the one after it; all for one that no phrase has.
    pub beside: [u64; 2],
    /// Of what is asked for.
    pub tells: u32,
}

impl Near {
    /// Whether it may stand there. All is looked at in one step: most may not, for one reason or another.
    pub const fn may_stand(&self, around: &Around) -> bool {
        let ([before, after], [last, next]) = (self.never, around.beside);
        (self.rare & around.sentence != 0) & (before & last | after & next == 0) & (self.tells & around.tells != 0)
    }
}

/// The place of a word's list among [`Table::nears`].
const fn listed(word: u16, vetoes: bool) -> usize {
    word as usize * 2 + vetoes as usize
}

/// Longest compound, in bytes: no word makes reading slow.
pub(super) const LONGEST: usize = 48;

impl Table {
    /// The number of a word of the text, of this hash, or that of what it is a compound of.
    pub fn number(&self, hash: u32, word: &str) -> u16 {
        let number = self.words.find_hashed(hash, word);
        if number != UNKNOWN || !self.compounds || word.len() > LONGEST {
            return number;
        }
        let ends = word.char_indices().skip(3).filter_map(|(at, _)| word.get(at..));
        let mut known = ends.map(|end| self.words.find(end));
        known.find(|&number| self.is(Class::Compound, number)).unwrap_or(UNKNOWN)
    }

    /// Whether the word of this number belongs to `class`.
    pub fn is(&self, class: Class, number: u16) -> bool {
        self.flags.get(usize::from(number)).is_some_and(|flags| flags & class.bit() != 0)
    }

    /// The place of this number.
    pub fn place(&self, number: u16) -> Option<&Place> {
        self.places.get(usize::from(number))
    }

    /// Whether the word of this number is one of a place's.
    pub fn is_one(&self, place: &Place, number: u16) -> bool {
        place.bits & bit(number) != 0 && self.words_of(place).contains(&number)
    }

    fn words_of(&self, place: &Place) -> &[u16] {
        self.sets.get(place.start as usize..place.end as usize).unwrap_or_default()
    }

    /// The phrases that are found by this word: vetoes, or the others.
    pub fn near(&self, word: u16, vetoes: bool) -> &[Near] {
        let at = |list: usize| self.nears.get(list).map_or(0, |&at| at as usize);
        let list = listed(word, vetoes);
        self.near.get(at(list)..at(list + 1)).unwrap_or_default()
    }

    /// The parts of a phrase.
    pub fn items(&self, near: &Near) -> &[Item] {
        let (first, end) = near.items;
        self.items.get(first as usize..end as usize).unwrap_or_default()
    }

    /// The words one of which must stand where this part of a phrase is; none where others may.
    fn words_at(&self, item: u32) -> &[u16] {
        match self.items.get(item as usize) {
            Some(Item::Word(word)) => core::slice::from_ref(word),
            Some(Item::Words(place)) => {
                let place = self.place(*place).filter(|place| place.must_stand());
                place.map_or(&[], |place| self.words_of(place))
            }
            _ => &[],
        }
    }

    /// The bits of those words; all where others may stand there.
    fn bits_at(&self, item: u32) -> u64 {
        match self.words_at(item) {
            [] => u64::MAX,
            words => words.iter().fold(0, |all, &word| all | bit(word)),
        }
    }

    /// Notes for each word the phrases that are found by it.
    fn index(&mut self) {
        // Counted first, behind the place of each: then each count is where its phrases begin, and moves on to where they end.
        let mut nears = vec![0_u32; self.words.len() * 2 + 1];
        let mut near = Vec::new();
        for counting in [true, false] {
            for (number, phrase) in self.phrases.iter().enumerate() {
                let &Phrase { head, at_start, items, found, before } = phrase;
                let Some(&Head { tells, manner: Manner { veto, .. }, .. }) = self.heads.get(usize::from(head)) else {
                    continue;
                };
                let end = self.phrases.get(number + 1).map_or(self.items.len() as u32, |next| next.items);
                let mut rare = u64::MAX;
                for bits in (items..end).filter(|&item| item != found).map(|item| self.bits_at(item)) {
                    if bits.count_ones() < rare.count_ones() {
                        rare = bits;
                    }
                }
                let may = |item: Option<u32>| {
                    let item = item.filter(|item| (items..end).contains(item));
                    item.map_or(u64::MAX, |item| self.bits_at(item))
                };
                let never = [!may(found.checked_sub(1)), !may(found.checked_add(1))];
                let (number, items, tells) = (number as u16, (items, end), tells.bit());
                let entry = Near { rare, never, tells, number, head, items, before, at_start };
                for &word in self.words_at(found) {
                    let Some(at) = nears.get_mut(listed(word, veto) + 1) else { continue };
                    if let Some(near) = near.get_mut(*at as usize) {
                        *near = entry;
                    }
                    *at += 1;
                }
            }
            if counting {
                let mut sum = 0;
                for at in &mut nears {
                    (*at, sum) = (sum, sum + *at);
                }
                near = vec![Near::default(); sum as usize];
            }
        }
        (self.nears, self.near) = (nears, near);
    }
}
