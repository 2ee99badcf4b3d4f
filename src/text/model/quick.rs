//! What the model makes of a text for a reader that remembers words: the same as [`Model::felt`], without what only
//! explanations need. Sums stay where they are made, and lanes are spread when they could run over.

use super::super::memory::Memory;
use super::super::tokens::{Break, Token, Tokens};
use super::feel::{Feel, Sense};
use super::grams::{self, Shape, Sink, Word};
use super::score::{Felt, Gist, stretch};
use super::{Model, Wide, spread};

/// So many grams are summed in lanes of sixteen bits before they are spread; a word has at most 300 more.
const FULL: i32 = (u16::MAX as i32) / (2 * super::BIAS) - 300;

/// What comes seldom in a stretch: marks, and words that the lexicon knows. Apart from the sums of its words, which stay in
/// registers.
struct Rare<'m> {
    model: &'m Model,
    wide: Wide,
    grams: i32,
    feel: Feel,
}

impl Sink for Rare<'_> {
    fn gram(&mut self, hash: u32) {
        self.wide.add(self.model.lanes(hash));
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
    #[inline(always)]
    fn between(&self, window: u32, last: u32, shape: &Shape) -> u64 {
        let [first, second, third, fourth, fifth, sixth] =
            grams::across(window, &shape.ends).map(|hash| self.bucket(hash));
        // Without a branch: words of one letter come where they like.
        let pair = self.bucket(grams::pair(last, shape.hash)) * u32::from(last != 0);
        let (two, three) = (u32::from(shape.ends.count > 1), u32::from(shape.ends.count > 2));
        // Lanes of eight bits have room for the sum of four buckets.
        spread(first + second + third) + spread((fourth + fifth) * two + sixth * three + pair)
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
            let words = tokens.list.get(first..end).unwrap_or_default();
            let mut rare = Rare { model: self, wide: Wide::default(), grams: 0, feel: Feel::default() };
            if first == 0 {
                grams::head(text, tokens, &mut rare);
            }
            let behind = tokens.get(end).map_or(text.len(), |next| next.span.start);
            self.rare(text, words, behind, known, &mut rare);
            let (sums, grams) = self.words(tokens, words, language, known);
            rare.wide.even += sums.even;
            rare.wide.odd += sums.odd;
            // The last stretch may be short and counts as much less.
            let share = (end - first) as f64 / all;
            let logits = self.logits(rare.wide, rare.grams + grams, &rare.feel, language);
            for (all, logit) in felt.logits.iter_mut().zip(logits) {
                *all += share * logit;
            }
            felt.heated += rare.feel.heated;
            first = end;
        }
        felt
    }

    /// What the lexicon makes of the words, and the marks behind each; `behind` is where the next word begins.
    fn rare(&self, text: &str, mut words: &[Token], behind: usize, known: &Memory, rare: &mut Rare<'_>) {
        let mut count = 0;
        while let [token, rest @ ..] = words {
            words = rest;
            if let Some(gist) = known.gist(token)
                && !token.opaque
            {
                count += 1;
                if token.before != Break::None {
                    rare.feel.pause();
                }
                if gist.shape.drawn {
                    rare.feel.heated += 1;
                }
                if gist.sense != Sense::NONE {
                    rare.feel.words = count;
                    rare.feel.told(gist.sense);
                }
            }
            let start = rest.first().map_or(behind, |next| next.span.start);
            grams::gap(text, token.span.end, start, rare);
        }
        rare.feel.words = count;
    }

    /// The sums of the grams of the words, and how many grams there are.
    fn words(&self, tokens: &Tokens, mut words: &[Token], language: usize, known: &Memory) -> (Wide, i32) {
        let (mut lanes, mut held, mut wide, mut grams) = (0, 0, Wide::default(), 0);
        let (mut window, mut last) = (0, 0);
        // What is remembered of a word has a space before it, which is not seen where a stretch begins within a sentence.
        if let Some(at) = words.iter().position(|token| !token.opaque)
            && let Some((cut, rest)) = words.split_at_checked(at + 1)
            && cut.iter().all(|token| token.before != Break::Sentence)
            && let Some(token) = cut.last()
        {
            let folded = if token.number { "0" } else { tokens.folded(token) };
            let gist = self.gist(Word { folded, language, cut: true });
            lanes = gist.lanes + self.between(0, 0, &gist.shape);
            held = i32::from(gist.grams);
            (window, last) = (gist.shape.ends.after(0), gist.shape.hash);
            words = rest;
        }
        for token in words {
            if token.before == Break::Sentence {
                (window, last) = (grams::SPACE, 0);
            }
            if let Some(gist) = known.gist(token)
                && !token.opaque
            {
                let shape = &gist.shape;
                lanes += gist.lanes + self.between(window, last, shape);
                held += i32::from(gist.grams) + i32::from(last != 0);
                window = shape.ends.after(window);
                last = shape.hash;
                if held > FULL {
                    wide.add(core::mem::take(&mut lanes));
                    grams += core::mem::take(&mut held);
                }
            }
        }
        wide.add(lanes);
        (wide, grams + held)
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
