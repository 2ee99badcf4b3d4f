//! What the lists of phrases find in sentences that were written for them, and in our own letters.

use time::Date;
use time::macros::date;

use super::*;
use crate::case::Currency;
use crate::words::PlainFormat;

const LANGUAGES: [&str; 5] = ["en", "de", "fr", "it", "es"];

/// A file of the project, read when the test runs: a changed list needs no building.
fn file(folder: &str, language: &str) -> String {
    std::fs::read_to_string(format!("{}/{folder}/{language}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Writes days as letters do.
struct Spelt(&'static str);

impl Format for Spelt {
    fn count(&self, count: i64) -> String {
        PlainFormat.count(count)
    }

    fn is_one(&self, count: i64) -> bool {
        count == 1
    }

    fn percent(&self, percent: u8) -> String {
        PlainFormat.percent(percent)
    }

    fn date(&self, date: Date) -> String {
        let december = match self.0 {
            "de" => "Dezember",
            "fr" => "décembre",
            "it" => "dicembre",
            "es" => "de diciembre de",
            _ => "December",
        };
        format!("{} {december} {}", date.day(), date.year())
    }

    fn money(&self, money: Money) -> String {
        PlainFormat.money(money)
    }

    fn list(&self, parts: &[String]) -> String {
        parts.join(", ")
    }
}

fn marks(language: &str) -> Marks {
    learn(&file("www/lint", language)).unwrap_or_else(|error| panic!("www/lint/{language}.txt: {error}"))
}

fn euros(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// What a fixture's words of context say is known, and where it is read.
fn context(words: &str) -> (LetterFacts, Place) {
    let (mut facts, mut place) = (LetterFacts::default(), Place::default());
    for word in words.split_whitespace() {
        match word {
            "public" => place.public = true,
            "public2" => place = Place { public: true, answers: 2 },
            "refund" => facts.refund = Some(euros(4250)),
            "date" => {
                facts.refund_by = Some(date!(2026 - 12 - 14));
                facts.fixed_by = facts.refund_by;
                facts.ends_on = Some(date!(2026 - 12 - 31));
            }
            other => panic!("`{other}` is no context"),
        }
    }
    (facts, place)
}

struct Fixture {
    blind: bool,
    rules: Vec<Rule>,
    facts: LetterFacts,
    place: Place,
    text: String,
}

fn fixtures(language: &str) -> Vec<Fixture> {
    let file = file("tests/fixtures/letters", language);
    let mut blind = true;
    let mut out = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(part) = line.strip_prefix("== ") {
            blind = part == "blind";
            continue;
        }
        let (head, text) = line.split_once(" | ").unwrap_or_else(|| panic!("no ` | `: {line}"));
        let (names, words) = head.split_once(" [").unwrap_or((head, ""));
        let known = |name: &str| Rule::ALL.iter().copied().find(|rule| rule.word() == name);
        let mut rules: Vec<Rule> = match names {
            "-" => Vec::new(),
            _ => names.split(',').map(|name| known(name).unwrap_or_else(|| panic!("no rule: {name}"))).collect(),
        };
        rules.sort();
        let (facts, place) = context(words.trim_end_matches(']'));
        out.push(Fixture { blind, rules, facts, place, text: text.replace("\\n", "\n") });
    }
    out
}

/// Right, too much, missed.
#[derive(Clone, Copy, Default)]
struct Count([usize; 3]);

impl Count {
    fn add(&mut self, expected: &[Rule], found: &[Rule], of: impl Fn(Rule) -> bool) {
        let found_of = |rule: &&Rule| of(**rule);
        self.0[0] += found.iter().filter(found_of).filter(|rule| expected.contains(rule)).count();
        self.0[1] += found.iter().filter(found_of).filter(|rule| !expected.contains(rule)).count();
        self.0[2] += expected.iter().filter(found_of).filter(|rule| !found.contains(rule)).count();
    }

    fn precision(self) -> f64 {
        let [right, much, _] = self.0;
        if right + much == 0 { 1.0 } else { right as f64 / (right + much) as f64 }
    }

    fn recall(self) -> f64 {
        let [right, _, missed] = self.0;
        if right + missed == 0 { 1.0 } else { right as f64 / (right + missed) as f64 }
    }
}

/// The table of docs/letters.md: `cargo test --lib leaving::lint -- --nocapture`.
#[test]
fn phrases_find_what_the_sentences_are_labelled_with() {
    let mut by_rule = vec![Count::default(); Rule::ALL.len()];
    let mut all = [Count::default(); 2];
    for language in LANGUAGES {
        let marks = marks(language);
        let mut parts = [Count::default(); 2];
        let fixtures = fixtures(language);
        let good = fixtures.iter().filter(|fixture| fixture.rules.is_empty()).count();
        assert!(fixtures.len() >= 40 && good * 3 >= fixtures.len(), "{language}: {good} of {}", fixtures.len());
        for fixture in fixtures {
            let found = breaches(&fixture.text, &marks, &fixture.facts, fixture.place, &Spelt(language));
            let mut rules: Vec<Rule> = found.iter().map(|breach| breach.rule).collect();
            rules.sort();
            rules.dedup();
            if rules != fixture.rules {
                let quotes: Vec<_> = found.iter().map(|one| (one.rule, one.span.quote(&fixture.text))).collect();
                println!("{language} {:?}: {} -> {quotes:?}", fixture.rules, fixture.text);
            }
            for (rule, count) in Rule::ALL.iter().zip(&mut by_rule) {
                count.add(&fixture.rules, &rules, |one| one == *rule);
            }
            let part = usize::from(!fixture.blind);
            parts[part].add(&fixture.rules, &rules, |_| true);
            all[part].add(&fixture.rules, &rules, |_| true);
        }
        let [blind, own] = parts.map(|count| (count.precision(), count.recall()));
        println!("| {language} | {:.2} | {:.2} | {:.2} | {:.2} |", blind.0, blind.1, own.0, own.1);
    }
    for (rule, count) in Rule::ALL.iter().zip(by_rule) {
        println!("| {} | {:?} | {:.2} | {:.2} |", rule.word(), count.0, count.precision(), count.recall());
    }
    for (name, count) in ["blind", "own"].into_iter().zip(all) {
        println!("{name}: precision {:.3}, recall {:.3}", count.precision(), count.recall());
        assert!(count.precision() >= 0.9 && count.recall() >= 0.8, "{name}");
    }
}
