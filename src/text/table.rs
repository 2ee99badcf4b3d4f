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
    /// A bit for each of them, which some share: most words are none of them at a glance.
    bits: u64,
    /// The first of them in [`Table::sets`].
    start: u32,
    /// How many they are.
    count: u16,
    /// The place may be empty.
    pub is_optional: bool,
    /// What else may stand there.
    pub or: Or,
}

/// What may stand in a place instead of one of its words. Its bits leave [`Item`] room for its other kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Or {
    /// Nothing.
    #[default]
    Nothing,
    /// A number.
    Number,
    /// The end of the clause.
    End,
    /// Both.
    Both,
}

impl Place {
    /// Whether the word of this number may be one of them, at a glance.
    pub const fn may_be(&self, number: u16) -> bool {
        self.bits & bit(number) != 0
    }

    pub const fn or_number(&self) -> bool {
        matches!(self.or, Or::Number | Or::Both)
    }

    pub const fn or_end(&self) -> bool {
        matches!(self.or, Or::End | Or::Both)
    }

    /// Whether one of the words must stand there.
    pub const fn must_stand(&self) -> bool {
        !self.is_optional && matches!(self.or, Or::Nothing)
    }
}

/// A part of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// One of the words of a place.
    Words(Place),
    /// Up to so many words of any kind but negations.
    Gap(u8),
    /// A clause may end here.
    Comma,
    /// A name; whether of the company that is left.
    Name(bool),
}

const _: () = assert!(size_of::<Item>() == 16);

/// A phrase. It is looked for where a word of one of its places stands: it is found by that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Phrase {
    /// The [`few`] of no word that may stand first.
    never_first: u32,
    /// Its parts, as indices into [`Table::items`].
    items: (u32, u32),
    /// The part that it is found by.
    found: u32,
    /// Its section, as an index into [`Table::heads`].
    pub head: u16,
    /// How many words before that word it begins, at least and at most.
    pub before: (u8, u8),
    /// It stands at the beginning of a clause.
    pub at_start: bool,
}

/// A phrase as seen from a word that it is found by: what must stand around that. A line of the cache.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Near {
    /// The words of the place with the fewest, one of which must stand in the sentence.
    rare: Words,
    /// The same of the place with the next fewest, folded once.
    next: [u64; 2],
    /// The [`few`] of no word that may stand right before it, and of none that may right after it.
    never: [u32; 2],
    /// The bits of what it tells.
    tells: u32,
    /// The phrase's number.
    pub phrase: u16,
}

const _: () = assert!(size_of::<Near>() == 64);

/// The phrases of a language.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The headings in order.
    pub heads: Vec<Head>,
    phrases: Vec<Phrase>,
    items: Vec<Item>,
    /// The words of all sets.
    sets: Vec<u16>,
    /// Every word, the most frequent first.
    words: Lexicon,
    /// For each word, the classes it belongs to.
    flags: Vec<u8>,
    /// For each word where those of [`Self::near`] begin that are found by it, first those that tell something, then vetoes;
    /// last, where they end.
    nears: Vec<u32>,
    /// Phrases, by the word that they are found by; until all are read, by their numbers.
    near: Vec<Near>,
    /// Some words end compounds ([`Class::Compound`]).
    compounds: bool,
}

/// The bit of a word, which some share; one that no phrase has needs none.
pub(super) const fn bit(word: u16) -> u64 {
    if word == UNKNOWN { 0 } else { 1 << (word & 63) }
}

/// The bit of a word among no more than 32; all for one that no phrase has.
pub(super) const fn few(word: u16) -> u32 {
    if word == UNKNOWN { u32::MAX } else { 1 << (word & 31) }
}

/// A bit for each of some words, which few share: of 256.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words([u64; 4]);

impl Words {
    const ALL: Self = Self([u64::MAX; 4]);

    /// Adds the word of this number.
    pub fn add(&mut self, word: u16) {
        if let Some(bits) = self.0.get_mut(usize::from(word >> 6 & 3)) {
            *bits |= bit(word);
        }
    }

    /// Half as many bits, each for twice as many words.
    const fn folded(&self) -> [u64; 2] {
        let [a, b, c, d] = self.0;
        [a | c, b | d]
    }

    /// The bits that both have; zero where there are none.
    const fn both(&self, other: &Self) -> u64 {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        a & e | b & f | c & g | d & h
    }
}

/// What is looked for around a word.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The words of its sentence.
    pub sentence: Words,
    /// The [`few`] of the word before it and of the one after it.
    pub beside: [u32; 2],
    /// Of what is asked for.
    pub tells: u32,
}

/// What phrases make of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    /// Its number; [`UNKNOWN`] where no phrase has it.
    pub number: u16,
    /// How many phrases are found by it, vetoes aside.
    count: u16,
    /// Where they begin in [`Table::near`].
    first: u32,
    /// The bits of the words one of which must stand in the sentence for any of them.
    sentence: u64,
    /// The [`few`] of the words one of which must stand right before it, and right after it.
    beside: [u32; 2],
}

impl Default for Listed {
    fn default() -> Self {
        Self { number: UNKNOWN, count: 0, first: 0, sentence: 0, beside: [0; 2] }
    }
}

impl Listed {
    /// Whether a phrase is found by it, vetoes aside.
    pub const fn finds(&self) -> bool {
        self.count != 0
    }

    /// Whether one of the phrases may stand there, as [`Near::may_stand`] would tell of each.
    pub const fn may_stand(&self, around: &Around) -> bool {
        let ([before, after], [last, next], [even, odd]) = (self.beside, around.beside, around.sentence.folded());
        (self.sentence & (even | odd) != 0) & (before & last != 0) & (after & next != 0)
    }
}

impl Phrase {
    /// Whether it cannot begin with a word of this [`few`].
    pub const fn never_first(&self, word: u32) -> bool {
        self.never_first & word != 0
    }
}

impl Near {
    /// Whether it may stand there. All is looked at in one step: most may not, for one reason or another, and a branch for
    /// each reason would be foretold wrongly too often.
    pub const fn may_stand(&self, around: &Around) -> bool {
        let ([before, after], [last, next]) = (self.never, around.beside);
        let never = before & last | after & next;
        let ([first, second], [even, odd]) = (self.next, around.sentence.folded());
        let next = first & even | second & odd;
        (self.rare.both(&around.sentence) != 0) & (next != 0) & (never == 0) & (self.tells & around.tells != 0)
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

    /// The number of a word of the text, and what the phrases that are found by it have in common.
    pub fn listed(&self, hash: u32, word: &str) -> Listed {
        let number = self.number(hash, word);
        let near = self.near(number, false);
        let first = self.nears.get(listed(number, false)).copied().unwrap_or(0);
        let mut listed = Listed { number, count: near.len() as u16, first, ..Listed::default() };
        for near in near {
            let ([even, odd], [before, after]) = (near.rare.folded(), near.never);
            listed.sentence |= even | odd;
            listed.beside = [listed.beside[0] | !before, listed.beside[1] | !after];
        }
        listed
    }

    /// Whether the word of this number belongs to `class`.
    pub fn is(&self, class: Class, number: u16) -> bool {
        self.flags.get(usize::from(number)).is_some_and(|flags| flags & class.bit() != 0)
    }

    /// Whether the word of this number is one of a place's.
    pub fn is_one(&self, place: &Place, number: u16) -> bool {
        // Of a few words: `contains` is a call.
        place.may_be(number) && self.words_of(place).iter().copied().any(|word| word == number)
    }

    fn words_of(&self, place: &Place) -> &[u16] {
        let start = place.start as usize;
        self.sets.get(start..start + usize::from(place.count)).unwrap_or_default()
    }

    /// The phrases that are found by this word of the text, vetoes aside.
    pub fn near_listed(&self, listed: &Listed) -> &[Near] {
        let first = listed.first as usize;
        self.near.get(first..first + usize::from(listed.count)).unwrap_or_default()
    }

    /// The phrases that are found by this word: vetoes, or the others.
    pub fn near(&self, word: u16, vetoes: bool) -> &[Near] {
        let at = |list: usize| self.nears.get(list).map_or(0, |&at| at as usize);
        let list = listed(word, vetoes);
        self.near.get(at(list)..at(list + 1)).unwrap_or_default()
    }

    /// The phrase of this number.
    pub fn phrase(&self, number: u16) -> Option<&Phrase> {
        self.phrases.get(usize::from(number))
    }

    /// The parts of a phrase.
    pub fn items(&self, phrase: &Phrase) -> &[Item] {
        let (first, end) = phrase.items;
        self.items.get(first as usize..end as usize).unwrap_or_default()
    }

    /// Adds a phrase of the last section whose parts are the last, from `items` on; it is found by the part `found`.
    fn add(&mut self, items: u32, found: u32, before: (u8, u8), at_start: bool) -> Option<()> {
        let end = self.items.len() as u32;
        let head = self.heads.len().checked_sub(1)? as u16;
        let tells = self.heads.last()?.tells.bit();
        // The place where one of its words must stand, if it is one.
        let must = |item: u32| match self.items.get(item as usize) {
            Some(Item::Words(place)) if (items..end).contains(&item) => Some(place).filter(|place| place.must_stand()),
            _ => None,
        };
        let never = |item: u32| must(item).map_or(0, |place| !((place.bits | place.bits >> 32) as u32));
        let mut fewest = [None; 2];
        for mut place in (items..end).filter(|&item| item != found).map(must) {
            for held in &mut fewest {
                if place.is_some_and(|place| held.is_none_or(|held: &Place| place.count < held.count)) {
                    core::mem::swap(held, &mut place);
                }
            }
        }
        let words = |place: Option<&Place>| {
            let mut words = if place.is_none() { Words::ALL } else { Words::default() };
            place.into_iter().flat_map(|place| self.words_of(place)).for_each(|&word| words.add(word));
            words
        };
        let [rare, next] = fewest.map(words);
        let never_first = never(items);
        self.near.push(Near {
            rare,
            next: next.folded(),
            never: [never(found.wrapping_sub(1)), never(found + 1)],
            tells,
            phrase: self.phrases.len() as u16,
        });
        self.phrases.push(Phrase { never_first, items: (items, end), found, head, before, at_start });
        Some(())
    }

    /// Notes for each word the phrases that are found by it.
    fn index(&mut self) {
        // Counted first, behind the place of each: then each count is where its phrases begin, and moves on to where they end.
        let mut nears = vec![0_u32; self.words.len() * 2 + 1];
        let mut near = Vec::new();
        for counting in [true, false] {
            for (phrase, found) in self.phrases.iter().zip(&self.near) {
                let vetoes = self.heads.get(usize::from(phrase.head)).is_some_and(|head| head.manner.veto);
                let Some(Item::Words(place)) = self.items.get(phrase.found as usize) else { continue };
                for &word in self.words_of(place) {
                    let Some(at) = nears.get_mut(listed(word, vetoes) + 1) else { continue };
                    if let Some(near) = near.get_mut(*at as usize) {
                        *near = *found;
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
