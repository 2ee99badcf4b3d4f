//! Matching phrases: linear in the text for a fixed table. The notation is explained in `notation`.
//!
//! Each word of the text is looked up once; from then on words are numbers. A phrase is looked for where the rarest of its
//! words stands that must: most phrases begin with a word that most texts are full of.

use core::cell::Cell;

use super::lexicon::UNKNOWN;
use super::memory::Recall;
use super::table::{Around, Class, Item, Near, Phrase, Table, Words, few};
use super::tokens::{Break, Token, Tokens};

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

/// The words of a text by their numbers in a table.
pub(super) struct Numbered<'t, K> {
    table: &'t Table,
    known: &'t K,
    /// The words.
    pub tokens: &'t Tokens,
    /// The names of the phrase that matched last, as in [`Hit::names`].
    names: Cell<[Option<(usize, usize)>; 2]>,
}

impl<'t, K: Recall> Numbered<'t, K> {
    /// Of a text that is settled ([`Recall::settle`]).
    pub fn new(table: &'t Table, tokens: &'t Tokens, known: &'t K) -> Self {
        Self { table, known, tokens, names: Cell::default() }
    }

    /// Whether the word at `at` belongs to `class`.
    pub fn is(&self, class: Class, at: usize) -> bool {
        self.table.is(class, self.number(at))
    }

    /// Every place where a phrase matches, once: of vetoes or of the others, of those that tell something of these bits.
    pub fn hits(&self, vetoes: bool, tells: u32) -> Vec<Hit> {
        let mut hits = Vec::new();
        if vetoes {
            for (at, word) in self.tokens.list.iter().enumerate() {
                let all = self.table.near(word.listed, true);
                if !all.is_empty() {
                    self.hits_at(at, (all, true), &self.around(at, word, tells), &mut hits);
                }
            }
        } else {
            for at in self.known.finders(self.tokens) {
                let Some(word) = self.tokens.get(at) else { continue };
                let around = self.around(at, word, tells);
                self.hits_at(at, (self.known.near(self.table, word, &around), false), &around, &mut hits);
            }
        }
        hits
    }

    /// The places of these phrases, which are found by the word at `at`.
    #[inline]
    fn hits_at(&self, at: usize, (all, vetoes): (&[Near], bool), around: &Around, hits: &mut Vec<Hit>) {
        let mut last = UNKNOWN;
        for near in all {
            // A word may stand twice in a set.
            if near.may_stand(around)
                && near.phrase != last
                && let Some(phrase) = self.table.phrase(near.phrase)
            {
                last = near.phrase;
                self.hits_of((last, phrase), at, (vetoes, around), hits);
            }
        }
    }

    /// What stands around the word at `at`.
    fn around(&self, at: usize, word: &Token, tells: u32) -> Around {
        // No phrase goes beyond its sentence.
        let sentence = self.tokens.sentences.get(word.sentence).map_or(Words::default(), |sentence| sentence.words);
        Around { sentence, beside: [self.few(at.wrapping_sub(1)), self.few(at + 1)], tells }
    }

    /// The places of a phrase that is found by the word at `at`. A step of its own: it is seldom taken.
    #[inline(never)]
    fn hits_of(
        &self,
        (number, phrase): (u16, &Phrase),
        at: usize,
        (vetoes, around): (bool, &Around),
        hits: &mut Vec<Hit>,
    ) {
        let (least, most) = (usize::from(phrase.before.0), usize::from(phrase.before.1));
        for first in at.saturating_sub(most)..(at + 1).saturating_sub(least) {
            step!();
            if phrase.never_first(self.few(first)) || phrase.at_start && self.tokens.before(first) == Break::None {
                continue;
            }
            let Some(end) = self.run(self.table.items(phrase), first, true) else { continue };
            let names = self.names.take();
            // By an earlier word it was found already.
            let found = |at: usize| {
                let Some(word) = self.tokens.get(at) else { return false };
                let mut near = self.table.near(word.listed, vetoes).iter();
                let near = near.find(|near| near.phrase == number);
                near.is_some_and(|near| near.may_stand(&self.around(at, word, around.tells)))
            };
            if !(first + least..at).any(found) {
                hits.push(Hit { head: usize::from(phrase.head), first, end, names });
            }
        }
    }

    /// [`few`] of the word at `at`.
    fn few(&self, at: usize) -> u32 {
        few(self.number(at))
    }

    fn number(&self, at: usize) -> u16 {
        self.tokens.get(at).map_or(UNKNOWN, |token| token.listed)
    }

    /// Matches `items` from word `at` on; `free` where a clause may have ended before it.
    fn run(&self, mut items: &[Item], mut at: usize, mut free: bool) -> Option<usize> {
        while let Some((item, rest)) = items.split_first() {
            step!();
            items = rest;
            match item {
                Item::Comma => free |= self.tokens.before(at) != Break::Sentence,
                Item::Gap(most) => {
                    // Most words are none that may follow, which one look tells.
                    let next = match rest.first() {
                        Some(Item::Words(place)) if place.must_stand() => Some(place),
                        _ => None,
                    };
                    for ahead in 0..=usize::from(*most) {
                        let at = at + ahead;
                        if next.is_none_or(|place| place.may_be(self.number(at)))
                            && let Some(end) = self.run(rest, at, free && ahead == 0)
                        {
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
                Item::Words(place) => {
                    let token = self.tokens.get(at);
                    let ends = token.is_none_or(|token| token.before != Break::None);
                    let is_one =
                        |token: &Token| self.table.is_one(place, token.listed) || (place.or_number() && token.number);
                    let here = (free || !ends) && token.is_some_and(is_one);
                    let passed = place.is_optional || (place.or_end() && ends);
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
                    let open = self.stands(at, free);
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

    /// Whether the word at `at` stands in the clause, or where one may have ended.
    fn stands(&self, at: usize, free: bool) -> bool {
        free || self.tokens.before(at) == Break::None
    }

    /// Whether the word at `at + ahead` can belong to a name that begins at `at`: a capital after a small letter, so
    /// that a text all in capitals names nobody.
    fn is_name(&self, at: usize, ahead: usize, open: bool) -> bool {
        let before = if ahead == 0 { open } else { self.tokens.before(at + ahead) == Break::None };
        let shouted = at.checked_sub(1).and_then(|last| self.tokens.get(last)).is_some_and(|token| token.shouted);
        let named = |token: &Token| token.capital && !token.opaque;
        before && !shouted && self.tokens.get(at + ahead).is_some_and(named) && !self.is(Class::NoName, at + ahead)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::TABLES;
    use super::super::memory::{Forget, Lessons};
    use super::super::table::LONGEST;
    use super::super::table::tests::table;
    use super::*;

    fn lessons(table: &Table) -> Lessons<'_> {
        Lessons { language: 0, table: Some(table), model: None }
    }

    fn matched(lines: &str, text: &str) -> Vec<String> {
        let table = table(lines);
        let mut tokens = Tokens::new(text);
        Forget.settle(&mut tokens, lessons(&table));
        let hits = Numbered::new(&table, &tokens, &Forget).hits(false, u32::MAX);
        let words = |hit: &Hit| {
            (hit.first..hit.end)
                .map(|at| tokens.get(at).map_or("", |token| tokens.folded(token)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        hits.iter().map(words).collect()
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

    /// Where each phrase matches when each is tried everywhere.
    fn tried(table: &Table, words: &Numbered<'_, Forget>) -> Vec<(usize, usize, usize)> {
        let tokens = words.tokens;
        let mut hits = Vec::new();
        let phrases: Vec<&Phrase> = (0..).map_while(|number| table.phrase(number)).collect();
        for first in 0..tokens.list.len() {
            for &phrase in &phrases {
                if !(phrase.at_start && tokens.before(first) == Break::None)
                    && let Some(end) = words.run(table.items(phrase), first, true)
                {
                    hits.push((first, end, usize::from(phrase.head)));
                }
            }
        }
        hits
    }

    const SENTENCES: [&str; 10] = [
        include_str!("../../tests/fixtures/phrases/en.txt"),
        include_str!("../../tests/fixtures/phrases/fr.txt"),
        include_str!("../../tests/fixtures/phrases/it.txt"),
        include_str!("../../tests/fixtures/phrases/de.txt"),
        include_str!("../../tests/fixtures/phrases/es.txt"),
        include_str!("../../tests/fixtures/blind/en.txt"),
        include_str!("../../tests/fixtures/blind/fr.txt"),
        include_str!("../../tests/fixtures/blind/it.txt"),
        include_str!("../../tests/fixtures/blind/de.txt"),
        include_str!("../../tests/fixtures/blind/es.txt"),
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_found_by_words_is_all_that_matches(
            picks in proptest::collection::vec((0..2_usize, 0..700_usize, 0..4_usize), 1..5),
            language in 0..5_usize,
        ) {
            let table = Table::read(TABLES[language].1.as_bytes(), &[]).unwrap().1;
            let mut text = String::new();
            for (file, line, glue) in picks {
                let lines: Vec<&str> = SENTENCES[file * 5 + language].lines().collect();
                text.push_str(lines[line % lines.len()]);
                text.push_str([" ", ", ", ". ", " Acme "][glue]);
            }
            let mut tokens = Tokens::new(&text);
            Forget.settle(&mut tokens, lessons(&table));
            let words = Numbered::new(&table, &tokens, &Forget);
            let found = [false, true].map(|vetoes| words.hits(vetoes, u32::MAX));
            let mut hits: Vec<_> = found.iter().flatten().map(|hit| (hit.first, hit.end, hit.head)).collect();
            hits.sort_unstable();
            let mut all = tried(&table, &words);
            all.sort_unstable();
            prop_assert_eq!(hits, all);
        }
    }
}
