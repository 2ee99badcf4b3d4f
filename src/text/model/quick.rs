//! What the model makes of a text for a reader that remembers words: the same as [`Model::felt`], without what only
//! explanations need. Sums stay where they are made, and lanes are spread when they could run over.

use super::super::memory::Memory;
use super::super::tokens::{Break, Token, Tokens};
use super::feel::Feel;
use super::grams::{self, Shape, Sink, Word};
use super::score::{Felt, Gist, stretch};
use super::{Model, Wide, spread};

/// So many grams are summed in lanes of sixteen bits before they are spread; a word and the marks behind it have at most
/// 300 more.
const FULL: i32 = (u16::MAX as i32) / (2 * super::BIAS) - 300;

/// Sums of a stretch.
struct Sums<'m> {
    model: &'m Model,
    lanes: u64,
    /// Grams in the lanes, and those that were spread.
    grams: i32,
    spread: i32,
    wide: Wide,
    feel: Feel,
}

impl Sums<'_> {
    fn spread(&mut self) {
        self.wide.add(self.lanes);
        self.spread += self.grams;
        (self.lanes, self.grams) = (0, 0);
    }
}

impl Sink for Sums<'_> {
    fn gram(&mut self, hash: u32) {
        self.lanes += self.model.lanes(hash);
        self.grams += 1;
    }

    fn word(&mut self, _: u32, _: Break, _: bool) {}

    fn mark(&mut self, key: u32, first: char) {
        self.feel.mark(self.model.lexicon.find(key, usize::MAX), first);
    }
}

impl Model {
    /// The lanes of the grams that begin before a word of this shape: where `window` stands, behind the word of the hash
    /// `last`, if any.
    fn between(&self, window: u64, last: u32, shape: &Shape) -> u64 {
        // The first three, and up to four more: lanes of eight bits have room for the sum of as many.
        let (mut first, mut more, mut count) = (0, 0, 0);
        let mut gram = |hash| {
            *(if count < 3 { &mut first } else { &mut more }) += self.bucket(hash);
            count += 1;
        };
        grams::across(window, &shape.ends, &mut gram);
        if last != 0 {
            gram(grams::pair(last, shape.hash));
        }
        spread(first) + spread(more)
    }

    /// The gist of a folded word in the language of this number.
    pub(in crate::text) fn gist_of(&self, token: &Token, folded: &str, language: usize) -> Gist {
        self.gist(Word { folded: if token.number { "0" } else { folded }, language, cut: false })
    }

    /// [`Model::felt`] with what is remembered of the words in the language of this number.
    #[inline(never)]
    pub(in crate::text) fn felt_known(&self, text: &str, tokens: &Tokens, language: usize, known: &Memory) -> Felt {
        let mut felt = Felt::default();
        let all = tokens.list.len().max(1) as f64;
        let mut first = 0;
        while first < tokens.list.len() {
            let end = stretch(tokens, first);
            let mut sums =
                Sums { model: self, lanes: 0, grams: 0, spread: 0, wide: Wide::default(), feel: Feel::default() };
            if first == 0 {
                grams::head(text, tokens, &mut sums);
            }
            let (mut window, mut last) = (0, 0);
            let words = tokens.list.get(first..end).unwrap_or_default();
            for (next, token) in (first + 1..).zip(words) {
                if token.before == Break::Sentence {
                    (window, last) = (u64::from(b' '), 0);
                }
                if !token.opaque {
                    let learned;
                    let gist = match known.gist(token) {
                        // What is remembered has a space before it.
                        Some(gist) if window != 0 => gist,
                        _ => {
                            let folded = if token.number { "0" } else { tokens.folded(token) };
                            learned = self.gist(Word { folded, language, cut: window == 0 });
                            &learned
                        }
                    };
                    let shape = &gist.shape;
                    sums.lanes += gist.lanes + self.between(window, last, shape);
                    sums.grams += i32::from(gist.grams) + grams::between(&shape.ends) + i32::from(last != 0);
                    window = shape.ends.after(window);
                    last = shape.hash;
                    sums.feel.heated += u32::from(shape.drawn);
                    sums.feel.word(gist.sense, token.before);
                }
                let start = tokens.get(next).map_or(text.len(), |next| next.span.start);
                grams::gap(text, token.span.end, start, &mut sums);
                if sums.grams > FULL {
                    sums.spread();
                }
            }
            sums.spread();
            // The last stretch may be short and counts as much less.
            let share = (end - first) as f64 / all;
            let logits = self.logits(sums.wide, sums.spread, &sums.feel, language);
            for (all, logit) in felt.logits.iter_mut().zip(logits) {
                *all += share * logit;
            }
            felt.heated += sums.feel.heated;
            first = end;
        }
        felt
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::memory::{Lessons, Recall as _};
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_same_as_without_a_memory(text in "([a-eé]{1,70}|I|not|n0t|12|a@b)([ ,.!?:\n👍-]{1,3}([a-eé]{1,70}|sooo|is|12|www.b)){0,100}") {
            let model = Model::parse(include_bytes!("../../../www/models/reader-1.dat")).unwrap();
            let mut known = Memory::default();
            // The second time the words are known.
            for _ in 0..2 {
                let mut tokens = Tokens::default();
                known.begin();
                tokens.read(&text, &[], &mut known);
                known.settle(&mut tokens, Lessons { language: 0, table: None, model: Some(&model) });
                prop_assert_eq!(model.felt_known(&text, &tokens, 0, &known), model.felt(&text, &tokens, 0, None));
            }
        }
    }
}
