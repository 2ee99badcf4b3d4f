//! What a lexicon makes of a stretch of words: a dozen numbers beside the hashed grams, which carry what tweets alone
//! do not teach and hold negation.

use super::super::tokens::Break;

/// How many numbers.
pub(super) const FEATURES: usize = 13;

/// Words that a negation reaches.
const REACH: u32 = 3;

/// What the lexicon tells of a word, in four bits: 0 nothing, 1 a negator, 2 a word that strengthens, 4 to 6 well meant
/// (weakly to strongly), 8 to 10 not; 3 and 7 spare; 12 to 14 not well meant and heated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sense(pub u8);

impl Sense {
    pub const NONE: Self = Self(0);
    pub const NEGATOR: Self = Self(1);
    pub const BOOSTER: Self = Self(2);

    /// -3 to 3.
    pub fn score(self) -> i32 {
        let size = i32::from(self.0 & 3) + 1;
        match self.0 >> 2 {
            0 => 0,
            1 => size,
            _ => -size,
        }
    }

    /// Anger, fear, anxiety, disgust.
    pub const fn heated(self) -> bool {
        self.0 >= 12
    }
}

/// The numbers as they grow.
#[derive(Clone, Default)]
pub(super) struct Feel {
    positive: f64,
    negative: f64,
    turned: u32,
    most: f64,
    least: f64,
    last: f64,
    negators: u32,
    boosters: u32,
    exclamations: u32,
    questions: u32,
    /// How many words came.
    pub words: u32,
    hits: u32,
    /// Heated words.
    pub heated: u32,
    /// The last word that a negation reaches, and the one that is strengthened, if any: counted from one.
    reach: u32,
    boost: u32,
}

impl Feel {
    /// Takes a word in; what it adds to the sums of well and not well meant words.
    pub fn word(&mut self, sense: Sense, before: Break) -> f64 {
        self.words += 1;
        if before != Break::None {
            self.pause();
        }
        // Most words are nothing to the lexicon.
        if sense == Sense::NONE { 0.0 } else { self.told(sense) }
    }

    /// A clause ends before the word that comes next or came last.
    pub const fn pause(&mut self) {
        (self.reach, self.boost) = (0, 0);
    }

    /// The lexicon tells this of the word that came last.
    pub fn told(&mut self, sense: Sense) -> f64 {
        let score = f64::from(sense.score());
        let mut felt = 0.0;
        if sense == Sense::NEGATOR {
            self.negators += 1;
            self.reach = self.words + REACH;
        } else if sense == Sense::BOOSTER {
            self.boosters += 1;
            self.boost = self.words + 1;
        } else if score != 0.0 {
            felt = if self.boost == self.words { score * 1.3 } else { score };
            let turned = self.reach >= self.words;
            if turned {
                felt *= -0.5;
                self.turned += 1;
            }
            self.heated += u32::from(sense.heated() && !turned);
            self.add(felt);
        }
        felt
    }

    /// Takes a mark in.
    pub fn mark(&mut self, sense: Sense, first: char) -> f64 {
        match first {
            '!' => self.exclamations += 1,
            '?' => self.questions += 1,
            _ => {}
        }
        let felt = f64::from(sense.score());
        if felt != 0.0 {
            self.add(felt);
        }
        felt
    }

    fn add(&mut self, felt: f64) {
        self.hits += 1;
        if felt > 0.0 {
            self.positive += felt;
        } else {
            self.negative -= felt;
        }
        self.most = most(self.most, felt);
        self.least = least(self.least, felt);
        self.last = felt;
    }

    /// By how much sums are divided, so that a long stretch does not shout.
    pub fn root(&self) -> f64 {
        f64::from(self.words.max(1)).sqrt()
    }

    /// The numbers.
    pub fn features(&self) -> [f64; FEATURES] {
        let root = self.root();
        [
            self.positive / root,
            self.negative / root,
            f64::from(self.turned) / root,
            self.most / 3.0,
            self.least / 3.0,
            self.last / 3.0,
            f64::from(self.negators) / root,
            f64::from(self.boosters) / root,
            f64::from(self.exclamations.min(3)) / 3.0,
            f64::from(self.questions.min(1)),
            f64::from(self.words.min(40)) / 40.0,
            f64::from(self.hits.min(1)),
            1.0,
        ]
    }
}

/// The greater of two numbers. The standard library's looks for what is no number as well, and costs a call in the browser.
const fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The smaller of two numbers.
const fn least(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}
