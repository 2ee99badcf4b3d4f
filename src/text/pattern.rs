//! Matching compiled phrases: linear in the text for a fixed table. The notation is explained in `notation`.
//!
//! Each word of the text is looked up once; from then on words are numbers.

use core::cell::Cell;

use super::lexicon::{Lexicon, UNKNOWN};
use super::tokens::{Break, Tokens};
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

/// Where a phrase matched: words `first..end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The heading of its section, as an index into [`Table::heads`].
    pub head: usize,
    /// Its first word.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
    /// The company that is left and the one that is named beside, each as its first word and one past its last.
    pub names: [Option<(usize, usize)>; 2],
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
    /// The bit of what a veto may rule out.
    pub const fn bit(self) -> u32 {
        match self {
            Self::Kind(kind) => 1 << kind as u32,
            Self::Mark(mark) => 1 << (mark & 31),
            Self::Feeling(_) => 0,
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
#[derive(Debug, Default)]
pub(super) struct Set {
    /// Their numbers, in order.
    pub words: Vec<u16>,
    /// A bit for each, which some share: most words are none of them at a glance.
    pub bits: u64,
    /// The place may be empty.
    pub optional: bool,
    /// A number may stand there.
    pub or_number: bool,
    /// The clause may end there.
    pub or_end: bool,
}

impl Set {
    /// Adds a word, where it is new.
    pub fn add(&mut self, word: u16) {
        self.bits |= bit(word);
        if let Err(place) = self.words.binary_search(&word) {
            self.words.insert(place, word);
        }
    }
}

/// A part of a phrase.
#[derive(Debug)]
pub(super) enum Item {
    /// A word.
    Words(Set),
    /// Up to so many words of any kind but negations.
    Gap(usize),
    /// A clause may end here.
    Comma,
    /// A name; whether of the company that is left.
    Name(bool),
}

/// A phrase.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Its section.
    pub head: usize,
    /// It stands at the beginning of a clause.
    pub at_start: bool,
    /// Its parts.
    pub items: Vec<Item>,
}

/// Words that must stand soon after the first in its clause, of two sets: tells of most phrases at a glance that they do not match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outlook {
    /// The set that comes first and the one that is rarest.
    sets: [Ahead; 2],
}

/// One of some words stands within so many words.
#[derive(Clone, Copy, Debug)]
struct Ahead {
    /// A bit for each of the words, which some share.
    words: u64,
    /// Which of [`WINDOWS`] they stand in; 0 where any word will do.
    window: u8,
}

/// How many words on an outlook goes, in few steps.
const WINDOWS: [usize; 5] = [0, 1, 3, 6, 15];

/// The bit of a word in an outlook; a word that no phrase has needs none.
const fn bit(word: u16) -> u64 {
    if word == UNKNOWN { 0 } else { 1 << (word & 63) }
}

impl Outlook {
    /// The outlook of a phrase of these items.
    pub fn new(items: &[Item]) -> Self {
        let any = Ahead { words: u64::MAX, window: 0 };
        let mut sets = [any; 2];
        let mut within = 0;
        let mut begun = false;
        for item in items {
            match item {
                // The first word is one of these.
                Item::Words(set) if !begun => begun = !set.optional,
                Item::Words(set) => {
                    within += 1;
                    let words = set.bits;
                    let window = WINDOWS.iter().position(|&far| within <= far);
                    let (false, Some(window)) = (set.optional || set.or_number || set.or_end, window) else { continue };
                    let ahead = Ahead { words, window: window as u8 };
                    let [near, rare] = &mut sets;
                    if near.window == 0 {
                        *near = ahead;
                    } else if words.count_ones() < rare.words.count_ones() {
                        *rare = ahead;
                    }
                }
                Item::Gap(most) => within += most,
                // What follows may stand in another clause.
                Item::Comma => break,
                // Three words at most, of which one may be the first.
                Item::Name(_) => {
                    within += 3;
                    begun = true;
                }
            }
        }
        Self { sets }
    }

    /// Whether the words `seen` in each window of the clause may hold what must follow.
    fn holds(&self, seen: &[u64; WINDOWS.len()]) -> bool {
        self.sets.iter().all(|set| seen.get(usize::from(set.window)).is_none_or(|seen| seen & set.words != 0))
    }
}

/// A compiled table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The headings in order.
    pub heads: Vec<Head>,
    /// The phrases in order.
    pub phrases: Vec<Phrase>,
    /// What must follow the first word of each.
    pub outlooks: Vec<Outlook>,
    /// Every word.
    pub words: Lexicon,
    /// For each word, the classes it belongs to.
    pub flags: Vec<u8>,
    /// For each word, the phrases that begin with it.
    pub begins: Vec<Vec<u16>>,
    /// Phrases that begin with a name.
    pub named: Vec<u16>,
    /// Some words end compounds ([`Class::Compound`]).
    pub compounds: bool,
}

impl Table {
    /// The number of a word of the text, of this hash, or that of what it is a compound of.
    fn number(&self, hash: u32, word: &str) -> u16 {
        let number = self.words.find_hashed(hash, word);
        if number != UNKNOWN || !self.compounds || word.len() > LONGEST {
            return number;
        }
        let ends = word.char_indices().skip(3).filter_map(|(at, _)| word.get(at..));
        let mut known = ends.map(|end| self.words.find(end));
        known.find(|&number| self.is(Class::Compound, number)).unwrap_or(UNKNOWN)
    }

    /// Whether the word of this number belongs to `class`.
    fn is(&self, class: Class, number: u16) -> bool {
        self.flags.get(usize::from(number)).is_some_and(|flags| flags & class.bit() != 0)
    }
}

/// Longest compound, in bytes: no word makes reading slow.
const LONGEST: usize = 48;

/// The words of a text by their numbers in a table.
pub(super) struct Numbered<'t> {
    table: &'t Table,
    tokens: &'t Tokens,
    /// [`UNKNOWN`] where the table does not have the word.
    numbers: Vec<u16>,
    /// The names of the phrase that matched last, as in [`Hit::names`].
    names: Cell<[Option<(usize, usize)>; 2]>,
}

impl<'t> Numbered<'t> {
    /// Looks every word up.
    pub fn new(table: &'t Table, tokens: &'t Tokens) -> Self {
        let numbers = tokens.list.iter().map(|token| table.number(token.hash, tokens.folded(token))).collect();
        Self { table, tokens, numbers, names: Cell::default() }
    }

    /// Whether the word at `at` belongs to `class`.
    pub fn is(&self, class: Class, at: usize) -> bool {
        self.table.is(class, self.number(at))
    }

    /// Every place where a phrase matches, by first word.
    pub fn hits(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (first, (token, &number)) in self.tokens.list.iter().zip(&self.numbers).enumerate() {
            let same = self.table.begins.get(usize::from(number)).map_or(&[][..], Vec::as_slice);
            let named = if token.capital { self.table.named.as_slice() } else { &[] };
            if same.is_empty() && named.is_empty() {
                continue;
            }
            let seen = self.seen(first);
            for phrases in [same, named] {
                for &number in phrases {
                    if !self.table.outlooks.get(usize::from(number)).is_some_and(|outlook| outlook.holds(&seen)) {
                        continue;
                    }
                    let Some(phrase) = self.table.phrases.get(usize::from(number)) else { continue };
                    if phrase.at_start && token.before == Break::None {
                        continue;
                    }
                    if let Some(end) = self.run(&phrase.items, first, true) {
                        hits.push(Hit { head: phrase.head, first, end, names: self.names.take() });
                    }
                }
            }
        }
        hits
    }

    /// The words after `first` in its clause, in each window.
    fn seen(&self, first: usize) -> [u64; WINDOWS.len()] {
        let mut seen = [0; WINDOWS.len()];
        let [any, next, near, far, farthest] = &mut seen;
        *any = u64::MAX;
        let [_, _, nears, fars, farthests] = WINDOWS;
        for distance in 1..=farthests {
            if self.tokens.before(first + distance) != Break::None {
                break;
            }
            let bit = bit(self.number(first + distance));
            *farthest |= bit;
            if distance <= fars {
                *far |= bit;
            }
            if distance <= nears {
                *near |= bit;
            }
            if distance == 1 {
                *next = bit;
            }
        }
        seen
    }

    fn number(&self, at: usize) -> u16 {
        self.numbers.get(at).copied().unwrap_or(UNKNOWN)
    }

    /// Matches `items` from word `at` on; `free` where a clause may have ended before it.
    fn run(&self, mut items: &[Item], mut at: usize, mut free: bool) -> Option<usize> {
        while let Some((item, rest)) = items.split_first() {
            step!();
            items = rest;
            match item {
                Item::Comma => free |= self.tokens.before(at) != Break::Sentence,
                Item::Gap(most) => {
                    for ahead in 0..=*most {
                        let at = at + ahead;
                        if let Some(end) = self.run(rest, at, free && ahead == 0) {
                            return Some(end);
                        }
                        // Behind a `,` the gap may begin a clause.
                        let ends = self.tokens.before(at) != Break::None && !(free && ahead == 0);
                        if ends || self.is(Class::Negator, at) {
                            break;
                        }
                    }
                    return None;
                }
                Item::Words(set) => {
                    let here = self.is_one(set, at, free);
                    let passed = set.optional || (set.or_end && self.tokens.before(at) != Break::None);
                    if here
                        && passed
                        && let Some(end) = self.run(rest, at + 1, false)
                    {
                        return Some(end);
                    }
                    if here && !passed {
                        (at, free) = (at + 1, false);
                    } else if !passed {
                        return None;
                    }
                }
                Item::Name(left) => {
                    let open = free || self.tokens.before(at) == Break::None;
                    let most = (0..3).take_while(|&ahead| self.is_name(at, ahead, open)).count();
                    let (length, end) =
                        (1..=most).rev().find_map(|length| Some((length, self.run(rest, at + length, false)?)))?;
                    let [company, other] = self.names.get();
                    let name = Some((at, at + length));
                    self.names.set(if *left { [name, other] } else { [company, name] });
                    return Some(end);
                }
            }
        }
        Some(at)
    }

    /// Whether a word of the set stands at `at`, in the clause or where one may have ended.
    fn is_one(&self, set: &Set, at: usize, free: bool) -> bool {
        let number = self.number(at);
        let known = set.bits & bit(number) != 0 && set.words.binary_search(&number).is_ok();
        (known || (set.or_number && self.tokens.get(at).is_some_and(|token| token.number)))
            && (free || self.tokens.before(at) == Break::None)
    }

    /// Whether the word at `at + ahead` can belong to a name that begins at `at`: a capital after a small letter, so
    /// that a text all in capitals names nobody.
    fn is_name(&self, at: usize, ahead: usize, open: bool) -> bool {
        let before = if ahead == 0 { open } else { self.tokens.before(at + ahead) == Break::None };
        let shouted = at.checked_sub(1).and_then(|last| self.tokens.get(last)).is_some_and(|token| token.shouted);
        let named = |token: &super::tokens::Token| token.capital && !token.opaque;
        before && !shouted && self.tokens.get(at + ahead).is_some_and(named) && !self.is(Class::NoName, at + ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(table: &str, text: &str) -> Vec<String> {
        let (_, table) = super::super::notation::compile(&crate::text::notation::tests::file(table)).unwrap();
        let tokens = Tokens::new(text, core::iter::empty());
        let words = |hit: &Hit| {
            (hit.first..hit.end)
                .map(|at| tokens.get(at).map_or("", |token| tokens.folded(token)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        Numbered::new(&table, &tokens).hits().iter().map(words).collect()
    }

    #[test]
    fn sequences_alternatives_and_options() {
        let table = "[anger]\nwant to really? cancel|leave";
        assert_eq!(matched(table, "I WANT to  cancel"), ["want to cancel"]);
        assert_eq!(matched(table, "want to really leave, want to leaves"), ["want to really leave"]);
        assert_eq!(matched("[anger]\nso? sad", "so sad"), ["so sad", "sad"]);
    }

    #[test]
    fn compounds_count_as_what_they_end_with() {
        let table = "@compound = vertrag\n[anger]\nmeinen vertrag|kauf\nder mietvertrag";
        assert_eq!(matched(table, "meinen Handyvertrag, meinen Vertrag"), ["meinen handyvertrag", "meinen vertrag"]);
        // A word that stands in a phrase is itself; a short beginning makes no compound; "kauf" ends none.
        assert!(matched(table, "meinen Mietvertrag, meinen Urvertrag, meinen Einkauf").is_empty());
        assert!(matched("[anger]\nmeinen vertrag", "meinen Handyvertrag").is_empty());
        assert!(matched(table, &["meinen ", &"a".repeat(LONGEST), "vertrag"].concat()).is_empty());
    }

    #[test]
    fn gaps_stop_at_negations_and_clauses() {
        let table = "@negator = not\n[anger]\nwant ~ cancel";
        assert_eq!(matched(table, "want to just cancel"), ["want to just cancel"]);
        assert!(matched(table, "want to not cancel").is_empty());
        assert!(matched(table, "want, cancel").is_empty());
        assert!(matched(table, "want a b c cancel").is_empty());
        assert_eq!(matched("[anger]\nmind , stay", "mind, stay"), ["mind stay"]);
        assert!(matched("[anger]\nmind , stay", "mind. Stay").is_empty());
        assert_eq!(matched("[anger]\nmind , ~ stay", "mind, we may stay"), ["mind we may stay"]);
        assert!(matched("[anger]\nmind , ~ stay", "mind, we, stay").is_empty());
    }

    #[test]
    fn names_anchors_and_numbers() {
        assert_eq!(matched("[anger]\nto NAME", "switch to Blue Sky now"), ["to blue sky"]);
        assert!(matched("[anger]\nto NAME", "SWITCH TO BLUE").is_empty());
        assert_eq!(matched("[anger]\n^ again $", "again, and again again."), ["again"]);
        assert_eq!(matched("[anger]\nfor NUM years", "for 10 years"), ["for 10 years"]);
    }
}
