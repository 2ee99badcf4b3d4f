//! What a letter had better not say: rules for words, each with its source, and the words that break them. Advice only:
//! nothing here keeps a letter from being sent.
//!
//! What is said is told by phrases, which are files (`www/lint/`, see docs/letters.md); what is left out is told here: a
//! fact that is known and not named, feeling before fact, an answer too many in public.

use time::Date;

use super::letters::LetterFacts;
use crate::case::{Language, Money};
use crate::order;
use crate::text::{Mark, Marked, Marks, Span, TableError, fold};
use crate::vocabulary;
use crate::words::{Format, Key, Text, say};

vocabulary! {
    /// A rule for the words of a letter.
    Rule {
        /// They are asked to stay.
        Pleading = "pleading",
        /// They are made responsible for how we feel, or for what we did for them.
        Guilt = "guilt",
        /// They are told what they lose.
        Loss = "loss",
        /// They are asked back.
        WinBack = "win_back",
        /// They are sold something, or offered it cheaper.
        Upselling = "upselling",
        /// They are made to look small.
        Shame = "shame",
        /// The fault is said to be theirs.
        Blame = "blame",
        /// A promise without what or when.
        Vague = "vague",
        /// They are told that they are wrong.
        Argument = "argument",
        /// Words that say nothing, or an apology for what they feel.
        Spin = "spin",
        /// The letter begins with feeling.
        FeelingFirst = "feeling_first",
        /// An amount is known and not named.
        NoAmount = "no_amount",
        /// A day is known and not named.
        NoDate = "no_date",
        /// Money where all can read it.
        MoneyInPublic = "money_in_public",
        /// More than two answers in public.
        PublicExchange = "public_exchange",
        /// Who they are, or how to reach them, where all can read it.
        PersonalData = "personal_data",
    }
}

pub use linter::Linter;

/// What a section of phrases tells beside the first ten rules, which have sections of their own names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Regret, apology, empathy.
    Feeling,
    /// That something was done or is so.
    Fact,
    /// What we pay back.
    Refund,
    /// What we give to make up.
    Amends,
    /// What they still pay.
    Charge,
    /// That the contract ends.
    Ending,
    /// A time that is none.
    Soon,
    /// A currency.
    Money,
    /// Somebody by title and name.
    Person,
    /// The number of an order, a contract, an account.
    Reference,
    /// A street.
    Street,
    /// That what stands beside it is ours: our number, our shop, our colleague.
    Ours,
    /// A day, in words.
    Day,
}

/// The names of the sections in files.
const SECTIONS: [&str; 23] = [
    "pleading",
    "guilt",
    "loss",
    "win_back",
    "upselling",
    "shame",
    "blame",
    "vague",
    "argument",
    "spin",
    "feeling",
    "fact",
    "refund",
    "amends",
    "charge",
    "ending",
    "soon",
    "money",
    "person",
    "reference",
    "street",
    "ours",
    "day",
];

/// How many of them are rules.
const RULES: usize = 10;

/// How many answers in public are enough (Golmohammadi et al. 2021: long public exchanges; the number is a design
/// default).
const ENOUGH: usize = 2;

/// Where a letter is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// By everybody.
    pub public: bool,
    /// How many times we have answered there already.
    pub answers: usize,
}

/// Words that break a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// The words.
    pub span: Span,
    /// A way out.
    pub way_out: Text,
}

/// The phrases of each language, as sites serve them: `build.rs` makes them of `www/lint/`.
pub const TABLES: [(Language, &str); 5] = [
    (Language::En, include_str!(concat!(env!("OUT_DIR"), "/lint-en.txt"))),
    (Language::Fr, include_str!(concat!(env!("OUT_DIR"), "/lint-fr.txt"))),
    (Language::It, include_str!(concat!(env!("OUT_DIR"), "/lint-it.txt"))),
    (Language::De, include_str!(concat!(env!("OUT_DIR"), "/lint-de.txt"))),
    (Language::Es, include_str!(concat!(env!("OUT_DIR"), "/lint-es.txt"))),
];

/// Learns the phrases of a language from their table.
///
/// # Errors
/// When it is of another version, cut off or changed.
pub fn learn(table: &[u8]) -> Result<Marks, TableError> {
    Marks::learn(table, &SECTIONS)
}

/// The words of a letter that break a rule, in order; of one rule at most one in a sentence. `format` writes as the
/// letter's reader does.
#[must_use]
pub fn breaches(text: &str, marks: &Marks, facts: &LetterFacts, place: Place, format: &dyn Format) -> Vec<Breach> {
    let lint = Lint { text, marked: marks.find(text), facts, format };
    let mut out = Vec::new();
    for mark in lint.phrases() {
        if let Some(&rule) = Rule::ALL.get(mark.name) {
            out.push((rule, mark.span, rule.way_out()));
        }
    }
    lint.soon(&mut out);
    lint.left_out(&mut out);
    if place.public {
        lint.in_public(place, &mut out);
    } else if let Some(feeling) = lint.feeling_first() {
        out.push((Rule::FeelingFirst, feeling, Rule::FeelingFirst.way_out()));
    }
    order::sort(&mut out, |(one, a, _), (two, b, _)| (a.start, *one) < (b.start, *two));
    let mut kept: Vec<Breach> = Vec::new();
    for (rule, span, way_out) in out {
        let here = lint.sentence(span);
        if !kept.iter().any(|other| other.rule == rule && lint.sentence(other.span) == here) {
            kept.push(Breach { rule, span, way_out });
        }
    }
    kept
}

type Found = Vec<(Rule, Span, Text)>;

struct Lint<'t> {
    text: &'t str,
    marked: Marked,
    facts: &'t LetterFacts,
    format: &'t dyn Format,
}

impl Lint<'_> {
    fn all(&self, tells: Tells) -> impl Iterator<Item = &Mark> {
        self.marked.marks.iter().filter(move |mark| mark.name == RULES + tells as usize)
    }

    /// What tells a rule by itself.
    fn rules(&self) -> impl Iterator<Item = &Mark> {
        self.marked.marks.iter().filter(|mark| mark.name < RULES)
    }

    /// Of these, those that stand: a promise with its day is not vague, and the same words break one rule, that of the
    /// longest phrase.
    fn phrases(&self) -> Vec<Mark> {
        let is_kept = |mark: &Mark| mark.name != Rule::Vague as usize || !self.has_day(mark.sentence);
        let mut marks: Vec<Mark> = self.rules().copied().filter(is_kept).collect();
        order::sort(&mut marks, |one, two| one.span.end - one.span.start > two.span.end - two.span.start);
        let mut kept: Vec<Mark> = Vec::new();
        for mark in marks {
            let overlaps = |other: &Mark| other.span.start < mark.span.end && mark.span.start < other.span.end;
            if !kept.iter().any(overlaps) {
                kept.push(mark);
            }
        }
        kept
    }

    fn has(&self, tells: Tells, sentence: usize) -> bool {
        self.all(tells).any(|mark| mark.sentence == sentence)
    }

    /// The sentence that a place is in.
    fn sentence(&self, span: Span) -> usize {
        self.marked.sentences.partition_point(|sentence| sentence.span.end <= span.start)
    }

    fn has_number(&self, sentence: usize) -> bool {
        self.marked.sentences.get(sentence).is_some_and(|sentence| sentence.has_number)
    }

    /// A time that is none: where the day is known it belongs there, else the promise is vague. Beside a day it does no
    /// harm.
    fn soon(&self, out: &mut Found) {
        for mark in self.all(Tells::Soon).filter(|mark| !self.has_day(mark.sentence)) {
            // "See you soon" is no promise.
            if self.rules().any(|rule| rule.span.start <= mark.span.start && mark.span.end <= rule.span.end) {
                continue;
            }
            let pays = self.has(Tells::Refund, mark.sentence) || self.has(Tells::Amends, mark.sentence);
            let day = match (pays, self.has(Tells::Ending, mark.sentence)) {
                (true, _) => self.facts.refund_by,
                (false, true) => self.facts.ends_on,
                (false, false) => self.facts.fixed_by,
            };
            out.push(match day {
                Some(day) => (Rule::NoDate, mark.span, say::lint_out_date(day)),
                None => (Rule::Vague, mark.span, Rule::Vague.way_out()),
            });
        }
    }

    /// Whether a day stands in the sentence, or a number that is no amount.
    fn has_day(&self, sentence: usize) -> bool {
        if self.has(Tells::Day, sentence) {
            return true;
        }
        let Some(span) = self.marked.sentences.get(sentence).map(|sentence| sentence.span) else { return false };
        let is_amount = |number: Span| {
            let currency = |money: &Mark| money.span.start >= number.end && money.span.start <= number.end + 4;
            let decimals = number.quote(self.text).rsplit([',', '.']).next().is_some_and(|tail| tail.len() == 2);
            self.has_sign(number) || self.all(Tells::Money).any(currency) || decimals && number.end - number.start > 3
        };
        let mut here = self.marked.numbers.iter().filter(|number| span.start <= number.start && number.end <= span.end);
        here.any(|number| !is_amount(*number))
    }

    /// Whether a number has the sign of a currency beside it.
    fn has_sign(&self, number: Span) -> bool {
        let before = self.text.get(..number.start).unwrap_or_default().trim_end();
        let after = self.text.get(number.end..).unwrap_or_default().trim_start();
        let is_sign = |c: char| matches!(c, '€' | '$' | '£');
        before.ends_with(is_sign) || after.starts_with(is_sign)
    }

    /// What is spoken of, and known, and not said.
    fn left_out(&self, out: &mut Found) {
        let refunds = self.facts.refunds.iter().map(|amount| (Tells::Refund, *amount));
        let amends = self.facts.compensation.map(|amount| (Tells::Amends, amount));
        let charge = self.facts.last_charge.map(|amount| (Tells::Charge, amount));
        for (tells, amount) in refunds.chain(amends).chain(charge) {
            if let Some(mark) = self.all(tells).next()
                && amount.minor > 0
                && !self.names_amount(amount)
            {
                out.push((Rule::NoAmount, mark.span, say::lint_out_amount(amount)));
            }
        }
        if let (Some(mark), Some(day)) = (self.all(Tells::Ending).next(), self.facts.ends_on)
            && !self.has(Tells::Soon, mark.sentence)
            && !self.names_day(day)
        {
            out.push((Rule::NoDate, mark.span, say::lint_out_date(day)));
        }
    }

    fn in_public(&self, place: Place, out: &mut Found) {
        let rule = Rule::MoneyInPublic;
        let sums = [Tells::Refund, Tells::Amends, Tells::Money].into_iter().flat_map(|tells| self.all(tells));
        out.extend(sums.map(|mark| (rule, mark.span, rule.way_out())));
        let signed = self.marked.numbers.iter().filter(|number| self.has_sign(**number));
        out.extend(signed.map(|number| (rule, *number, rule.way_out())));
        self.personal(out);
        if place.answers >= ENOUGH
            && let Some(first) = self.marked.sentences.first()
        {
            out.push((Rule::PublicExchange, first.span, Rule::PublicExchange.way_out()));
        }
    }

    /// Feeling before the first fact, where there is one to tell.
    fn feeling_first(&self) -> Option<Span> {
        let facts = |sentence: usize| self.has_number(sentence) || self.has(Tells::Fact, sentence);
        let first = (0..self.marked.sentences.len()).find(|&sentence| facts(sentence));
        // After a death one sentence of condolence is right, and comes first.
        let first_felt = self.all(Tells::Feeling).next()?;
        let feeling = if self.facts.to.is_estate() {
            self.all(Tells::Feeling).find(|mark| mark.sentence != first_felt.sentence)?
        } else {
            first_felt
        };
        let known = self.facts.ends_on.is_some() || !self.facts.refunds.is_empty() || self.facts.fixed_by.is_some();
        let is_first = first.map_or(known, |first| feeling.sentence < first);
        is_first.then_some(feeling.span)
    }

    /// Whether the letter names an amount, in figures however grouped; whole amounts may stand without their decimals.
    fn names_amount(&self, amount: Money) -> bool {
        let unit = 10_i64.pow(amount.currency.digits().into());
        let whole = (amount.minor % unit == 0).then_some(amount.minor / unit);
        let mut rest = self.text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let (value, has_mark, after) = figure(rest.get(at..).unwrap_or_default());
            if whole == Some(value) || (has_mark || unit == 1) && value == amount.minor {
                return true;
            }
            rest = after;
        }
        false
    }

    /// Whether a sentence of the letter names a day: its number and that of the month, or the month's name.
    fn names_day(&self, day: Date) -> bool {
        let written = fold(&self.format.date(day));
        let month = written.split(|c: char| !c.is_alphabetic()).find(|word| word.len() > 2);
        let month: Option<String> = month.map(|name| name.chars().take(3).collect());
        let (number, of_year) = (i64::from(day.day()), i64::from(u8::from(day.month())));
        self.marked.sentences.iter().any(|sentence| {
            let text = sentence.span.quote(self.text);
            let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|word| word.parse().unwrap_or(0_i64));
            let has_day = numbers.clone().any(|one| one == number);
            let named =
                month.as_ref().is_some_and(|month| fold(text).split(' ').any(|word| word.starts_with(month.as_str())));
            // The 12th of December has its number twice.
            let count = numbers.by_ref().filter(|&one| one == of_year).count();
            has_day && (named || count > usize::from(number == of_year))
        })
    }
}

/// The figure at the head of `text` without its marks, whether it has one, and what follows it. A space groups thousands.
fn figure(text: &str) -> (i64, bool, &str) {
    let (mut value, mut has_mark, mut end) = (0_i64, false, 0);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        if at < end {
            continue;
        }
        let ahead = text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '0'..='9' => value = value.saturating_mul(10).saturating_add(i64::from(u32::from(c) - u32::from('0'))),
            '.' | ',' if digits(ahead) > 0 => has_mark = true,
            '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' if digits(ahead) == 3 => {}
            _ => return (value, has_mark, text.get(at..).unwrap_or_default()),
        }
        end = at + c.len_utf8();
    }
    (value, has_mark, "")
}

impl Rule {
    /// Its name.
    #[must_use]
    pub fn title(self) -> Text {
        self.texts().0.into()
    }

    /// Why, in a sentence.
    #[must_use]
    pub fn why(self) -> Text {
        self.texts().1.into()
    }

    /// A way out.
    #[must_use]
    pub fn way_out(self) -> Text {
        self.texts().2.into()
    }

    /// What it rests on. Only the direction of a study's finding is used, never a figure; what is ours says so.
    #[must_use]
    pub fn source(self) -> Text {
        match self {
            Self::FeelingFirst | Self::NoAmount | Self::NoDate => Key::LintSourceMeire,
            Self::Pleading | Self::Shame => Key::LintSourceJohnson,
            Self::Upselling => Key::LintSourceAscarza,
            Self::WinBack => Key::LintSourceObjection,
            Self::MoneyInPublic => Key::LintSourceHerhausen,
            Self::PublicExchange => Key::LintSourceGolmohammadi,
            Self::PersonalData => Key::LintSourceMinimisation,
            Self::Guilt | Self::Loss | Self::Blame | Self::Vague | Self::Argument | Self::Spin => Key::LintSourceDesign,
        }
        .into()
    }

    const fn texts(self) -> (Key, Key, Key) {
        match self {
            Self::Pleading => (Key::LintRulePleading, Key::LintWhyPleading, Key::LintOutPleading),
            Self::Guilt => (Key::LintRuleGuilt, Key::LintWhyGuilt, Key::LintOutGuilt),
            Self::Loss => (Key::LintRuleLoss, Key::LintWhyLoss, Key::LintOutLoss),
            Self::WinBack => (Key::LintRuleWinBack, Key::LintWhyWinBack, Key::LintOutWinBack),
            Self::Upselling => (Key::LintRuleUpselling, Key::LintWhyUpselling, Key::LintOutUpselling),
            Self::Shame => (Key::LintRuleShame, Key::LintWhyShame, Key::LintOutShame),
            Self::Blame => (Key::LintRuleBlame, Key::LintWhyBlame, Key::LintOutBlame),
            Self::Vague => (Key::LintRuleVague, Key::LintWhyVague, Key::LintOutVague),
            Self::Argument => (Key::LintRuleArgument, Key::LintWhyArgument, Key::LintOutArgument),
            Self::Spin => (Key::LintRuleSpin, Key::LintWhySpin, Key::LintOutSpin),
            Self::FeelingFirst => (Key::LintRuleFeelingFirst, Key::LintWhyFeelingFirst, Key::LintOutFeelingFirst),
            Self::NoAmount => (Key::LintRuleNoAmount, Key::LintWhyNoAmount, Key::LintOutFact),
            Self::NoDate => (Key::LintRuleNoDate, Key::LintWhyNoDate, Key::LintOutFact),
            Self::MoneyInPublic => (Key::LintRuleMoneyInPublic, Key::LintWhyMoneyInPublic, Key::LintOutMoneyInPublic),
            Self::PublicExchange => {
                (Key::LintRulePublicExchange, Key::LintWhyPublicExchange, Key::LintOutPublicExchange)
            }
            Self::PersonalData => (Key::LintRulePersonalData, Key::LintWhyPersonalData, Key::LintOutPersonalData),
        }
    }
}

mod linter;
mod personal;
#[cfg(test)]
mod tests;
