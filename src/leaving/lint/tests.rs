//! What the lists of phrases find in sentences that were written for them, and in our own letters.

use time::Date;
use time::macros::date;

use super::*;
use crate::case::Currency;
use crate::leaving::letters::{Paid, draft_in, left_out};
use crate::leaving::sheet::Wished;
use crate::leaving::{Address, Addressee, LetterKind};
use crate::text::table_of;
use crate::words::{Catalogue, PlainFormat};

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
    learn(table_of(&file("www/lint", language), &SECTIONS).unwrap().as_bytes()).unwrap()
}

#[test]
fn what_is_served_is_what_the_lists_say() {
    for (language, table) in TABLES {
        assert!(table == table_of(&file("www/lint", language.word()), &SECTIONS).unwrap(), "{language:?}");
        assert!(learn(table.as_bytes()).is_ok());
    }
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
            "refund" => facts.refunds = vec![euros(4250)],
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

/// Written before any phrase; while phrases were written; after these; after the last phrase. See docs/letters.md.
const PARTS: [&str; 5] = ["blind", "own", "second", "last", "third"];

struct Fixture {
    /// As in [`PARTS`].
    part: usize,
    rules: Vec<Rule>,
    facts: LetterFacts,
    place: Place,
    text: String,
}

fn fixtures(folder: &str, language: &str) -> Vec<Fixture> {
    let file = file(folder, language);
    let mut part = 0;
    let mut out = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("== ") {
            part = PARTS.iter().position(|known| *known == name).unwrap();
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
        out.push(Fixture { part, rules, facts, place, text: text.replace("\\n", "\n") });
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
    let mut all = [Count::default(); PARTS.len()];
    for language in LANGUAGES {
        let marks = marks(language);
        let mut parts = [Count::default(); PARTS.len()];
        let fixtures = fixtures("tests/fixtures/letters", language);
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
            let part = fixture.part;
            parts[part].add(&fixture.rules, &rules, |_| true);
            all[part].add(&fixture.rules, &rules, |_| true);
        }
        let parts: Vec<String> =
            parts.iter().map(|count| format!("{:.2} / {:.2}", count.precision(), count.recall())).collect();
        println!("| {language} | {} |", parts.join(" | "));
    }
    for (rule, count) in Rule::ALL.iter().zip(by_rule) {
        println!("| {} | {:?} | {:.2} | {:.2} |", rule.word(), count.0, count.precision(), count.recall());
    }
    let mut whole = Count::default();
    for (name, count) in PARTS.into_iter().zip(all) {
        println!("{name}: {:?}: precision {:.2}, recall {:.2}", count.0, count.precision(), count.recall());
        whole.0.iter_mut().zip(count.0).for_each(|(sum, one)| *sum += one);
    }
    println!("all: {:?}: precision {:.2}, recall {:.2}", whole.0, whole.precision(), whole.recall());
    assert!(whole.precision() >= 0.9 && whole.recall() >= 0.8);
}

/// The rules found in a sentence of the fixtures.
fn found(fixture: &Fixture, marks: &Marks, language: &'static str) -> Vec<Rule> {
    let found = breaches(&fixture.text, marks, &fixture.facts, fixture.place, &Spelt(language));
    let mut rules: Vec<Rule> = found.iter().map(|breach| breach.rule).collect();
    rules.sort();
    rules.dedup();
    rules
}

/// Sentences that were not written for the lists: before they were extended, after, and after that (docs/letters.md). Only
/// sums are printed, so that nobody mends the lists by them.
#[test]
fn unseen_sentences_are_measured() {
    for (folder, precision, recall) in [("unseen", 0.9, 0.9), ("odd", 0.9, 0.8), ("fresh", 0.8, 0.5)] {
        let found = measured(folder);
        assert!(found.precision() >= precision && found.recall() >= recall, "{folder}: {:?}", found.0);
    }
}

/// The sums of a folder of sentences.
fn measured(folder: &str) -> Count {
    let path = format!("tests/fixtures/letters/{folder}");
    let mut by_rule = vec![Count::default(); Rule::ALL.len()];
    let mut whole = Count::default();
    for language in LANGUAGES {
        let (marks, mut all) = (marks(language), Count::default());
        for fixture in fixtures(&path, language) {
            let rules = found(&fixture, &marks, language);
            for (rule, count) in Rule::ALL.iter().zip(&mut by_rule) {
                count.add(&fixture.rules, &rules, |one| one == *rule);
            }
            all.add(&fixture.rules, &rules, |_| true);
            whole.add(&fixture.rules, &rules, |_| true);
        }
        println!("| {folder} {language} | {:?} | {:.2} | {:.2} |", all.0, all.precision(), all.recall());
    }
    for (rule, count) in Rule::ALL.iter().zip(by_rule) {
        println!("| {folder} {} | {:?} | {:.2} | {:.2} |", rule.word(), count.0, count.precision(), count.recall());
    }
    println!("{folder}: {:?}: precision {:.2}, recall {:.2}", whole.0, whole.precision(), whole.recall());
    whole
}

/// Facts of three customers: everything known, a withdrawal, and nothing.
fn known() -> [LetterFacts; 3] {
    let full = LetterFacts {
        name: Some("Jana Brandt".to_owned()),
        sender: Some("Marta Keller".to_owned()),
        notice_on: Some(date!(2026 - 12 - 1)),
        ends_on: Some(date!(2026 - 12 - 31)),
        reference: Some("K-2041".to_owned()),
        last_charge: Some(euros(1840)),
        refunds: vec![euros(4250)],
        refund_by: Some(date!(2026 - 12 - 14)),
        copy: Wished::By(date!(2026 - 12 - 20)),
        erasure: Wished::Open,
        what_happened: Some("2026-12-03".to_owned()),
        what_we_did: Some("2026-12-04".to_owned()),
        compensation: Some(euros(1500)),
        fixed_by: Some(date!(2026 - 12 - 12)),
        owner: Some("Marta Keller".to_owned()),
        ..LetterFacts::default()
    };
    let withdrawn = LetterFacts {
        withdrawn_on: Some(date!(2026 - 12 - 1)),
        last_charge: Some(euros(0)),
        refunds: Vec::new(),
        copy: Wished::Open,
        erasure: Wished::By(date!(2026 - 12 - 20)),
        ..full.clone()
    };
    [full, withdrawn, LetterFacts { settled: true, ..LetterFacts::default() }]
}

/// Whoever still owes something, and has paid what was agreed.
fn owing() -> LetterFacts {
    let [full, ..] = known();
    LetterFacts {
        refunds: Vec::new(),
        refund_by: None,
        owed: vec![euros(1840)],
        agreed: Some("2026-12-05".to_owned()),
        agreed_on: Some(date!(2026 - 12 - 5)),
        paid: Some(Paid::ByThem(euros(1500), date!(2026 - 12 - 6))),
        payment_reference: Some("P-7".to_owned()),
        ..full
    }
}

/// Who may read a letter.
fn readers() -> [Addressee; 3] {
    let name = || Some("Alex Sample".to_owned());
    [Addressee::Customer, Addressee::Representative(name()), Addressee::Estate(name())]
}

#[test]
fn after_a_death_one_sentence_of_condolence_is_no_feeling_before_fact() {
    let estate =
        LetterFacts { to: Addressee::Estate(None), ends_on: Some(date!(2026 - 12 - 31)), ..known()[2].clone() };
    let once = "We are so sorry for your loss. The contract ends on 31 December 2026.";
    assert_eq!(english(once, &estate, Place::default()), []);
    let twice = "We are so sorry for your loss. We regret it deeply. The contract ends on 31 December 2026.";
    assert_eq!(english(twice, &estate, Place::default()), [Rule::FeelingFirst]);
    let living = LetterFacts { to: Addressee::Customer, ..estate };
    assert_eq!(english(once, &living, Place::default()), [Rule::FeelingFirst]);
}

#[test]
fn our_own_letters_break_no_rule() {
    for language in LANGUAGES {
        let (marks, catalogue, format) = (marks(language), Catalogue::shipped(language).unwrap(), Spelt(language));
        for (&kind, &address) in LetterKind::ALL.iter().flat_map(|kind| Address::ALL.iter().map(move |one| (kind, one)))
        {
            let facts = known().into_iter().chain([owing()]);
            for (facts, to) in facts.flat_map(|facts| readers().map(|to| (facts.clone(), to))) {
                let facts = LetterFacts { to, ..facts };
                let text = draft_in(address, kind, &facts, &catalogue, &format);
                let place = Place { public: kind == LetterKind::PublicAnswer, answers: 1 };
                let found = breaches(&text, &marks, &facts, place, &format);
                let quotes: Vec<_> = found.iter().map(|one| (one.rule, one.span.quote(&text))).collect();
                assert_eq!(quotes, [], "{language} {kind:?} {address:?}:\n{text}");
            }
        }
    }
}

#[test]
fn the_public_answer_tells_nothing_of_the_case() {
    let catalogue = Catalogue::shipped("de").unwrap();
    let [facts, ..] = known();
    let text = draft_in(Address::Informal, LetterKind::PublicAnswer, &facts, &catalogue, &Spelt("de"));
    assert!(
        !text.contains(|c: char| c.is_ascii_digit()) && !text.contains("Jana") && !text.contains("Marta"),
        "{text}"
    );
    assert!(text.contains("damit wir es mit dir klären") && text.lines().count() < 5, "{text}");
}

#[test]
fn what_is_not_known_is_left_out_and_named() {
    let [full, _, nothing] = known();
    for kind in LetterKind::ALL {
        assert_eq!(left_out(*kind, &full), [], "{kind:?}");
    }
    let names = |kind| left_out(kind, &nothing).into_iter().map(|text| text.key).collect::<Vec<_>>();
    assert_eq!(names(LetterKind::Acknowledge), [Key::StepFieldEndDate]);
    assert_eq!(
        names(LetterKind::SecondChance),
        [Key::StepFieldFixedBy, Key::StepFieldOwner, Key::StepFieldCompensation]
    );
    assert_eq!(names(LetterKind::PublicAnswer), []);
}

/// The rules found in an English text.
fn english(text: &str, facts: &LetterFacts, place: Place) -> Vec<Rule> {
    let found = breaches(text, &ENGLISH, facts, place, &Spelt("en"));
    found.iter().map(|one| one.rule).collect()
}

#[test]
fn a_known_amount_is_named_however_it_is_written() {
    let facts = LetterFacts { refunds: vec![euros(123_450)], ..LetterFacts::default() };
    let found = |amount: &str| english(&format!("The refund is {amount}."), &facts, Place::default());
    for amount in ["1,234.50 €", "1.234,50 €", "1\u{202f}234,50 €", "€1234.50", "1’234.50", "1 234.50"] {
        assert_eq!(found(amount), [], "{amount}");
    }
    for amount in ["1,234 €", "12.50 €", "123450", "large", "234.50 €"] {
        assert_eq!(found(amount), [Rule::NoAmount], "{amount}");
    }
    let whole = LetterFacts { refunds: vec![euros(4200)], ..LetterFacts::default() };
    assert_eq!(english("We refund 42 €.", &whole, Place::default()), []);
    assert_eq!(english("We refund 42.10 €.", &whole, Place::default()), [Rule::NoAmount]);
    assert_eq!(english("No refund is due.", &whole, Place::default()), []);
}

#[test]
fn a_known_day_is_named_however_it_is_written() {
    let facts = LetterFacts { ends_on: Some(date!(2026 - 12 - 12)), ..LetterFacts::default() };
    let found = |day: &str| english(&format!("Your contract ends {day}."), &facts, Place::default());
    for day in ["on 12 December 2026", "on 12/12/2026", "2026-12-12", "on 12.12.", "on Dec 12"] {
        assert_eq!(found(day), [], "{day}");
    }
    for day in ["on 11 December 2026", "with the month", "in December"] {
        assert_eq!(found(day), [Rule::NoDate], "{day}");
    }
}

#[test]
fn a_way_out_names_the_fact_that_is_known() {
    let [facts, ..] = known();
    let found = breaches("We will refund you soon.", &marks("en"), &facts, Place::default(), &Spelt("en"));
    let ways: Vec<Text> = found.into_iter().map(|one| one.way_out).collect();
    assert_eq!(ways, [say::lint_out_amount(euros(4250)), say::lint_out_date(date!(2026 - 12 - 14))]);
}

#[test]
fn feeling_comes_after_the_first_fact_but_not_in_public() {
    let [facts, ..] = known();
    let sorry = "We are so sorry. The line was down from 3 to 9 November.";
    assert_eq!(english(sorry, &facts, Place::default()), [Rule::FeelingFirst]);
    assert_eq!(english(sorry, &facts, Place { public: true, answers: 0 }), []);
    assert_eq!(english("The line was down from 3 to 9 November. We are so sorry.", &facts, Place::default()), []);
    // Where there is no fact, none comes too late.
    assert_eq!(english("We are so sorry.", &LetterFacts::default(), Place::default()), []);
}

#[test]
fn in_public_money_and_a_third_answer_are_marked() {
    let facts = LetterFacts::default();
    let at = |text, answers| english(text, &facts, Place { public: true, answers });
    assert_eq!(at("We have sent you £20.", 0), [Rule::MoneyInPublic]);
    assert_eq!(at("Please write to us privately.", 1), []);
    assert_eq!(at("Please write to us privately.", 2), [Rule::PublicExchange]);
}

#[test]
fn the_words_are_the_very_ones_beside_accents_and_emoji() {
    let text = "Chère Zoë 👋🏽,\n\nPlease stay with us 🙏. Your contract ends.";
    let found = breaches(text, &marks("en"), &LetterFacts::default(), Place::default(), &Spelt("en"));
    assert_eq!(found.len(), 1, "{found:?}");
    let span = found[0].span;
    assert_eq!(span.quote(text), "Please stay with us");
    assert_eq!(crate::text::Utf16::new(text).span(span), (17, 36));
}

/// The English phrases, compiled once.
static ENGLISH: std::sync::LazyLock<Marks> = std::sync::LazyLock::new(|| marks("en"));

#[test]
fn a_text_is_looked_through_again_only_when_it_changes() {
    let table = table_of(&file("www/lint", "en"), &SECTIONS).unwrap();
    let linter = Linter::new(table.as_bytes()).unwrap();
    let [facts, ..] = known();
    let look =
        |text, facts: &LetterFacts, public| linter.breaches(text, facts, Place { public, answers: 0 }, &Spelt("en"));
    let first = look("Please stay with us.", &facts, false);
    let public = look("We have sent you £20.", &LetterFacts::default(), true);
    assert!(std::rc::Rc::ptr_eq(&first, &look("Please stay with us.", &facts, false)));
    assert!(std::rc::Rc::ptr_eq(&public, &look("We have sent you £20.", &LetterFacts::default(), true)));
    assert_eq!((first.len(), public.len()), (1, 1));
    // Another text, other facts, another place.
    assert_eq!(look("Please stay.", &facts, false).len(), 1);
    assert_eq!(look("We will refund you.", &LetterFacts::default(), false).len(), 0);
    assert_eq!(look("We will refund you.", &facts, false).len(), 1);
    assert_eq!(look("We will refund you.", &LetterFacts::default(), true)[0].rule, Rule::MoneyInPublic);
}

proptest::proptest! {
    #[test]
    fn any_text_is_looked_through(text in ".{0,80}", public in proptest::bool::ANY, answers in 0..4_usize) {
        let [facts, ..] = known();
        for found in breaches(&text, &ENGLISH, &facts, Place { public, answers }, &Spelt("en")) {
            proptest::prop_assert!(text.get(found.span.start..found.span.end).is_some());
        }
    }
}

/// What the catalogues say beside letters is matter of fact: hardly any of it may be marked.
#[test]
fn plain_words_are_left_alone() {
    fn texts<'j>(part: &'j serde_json::Value, out: &mut Vec<&'j str>) {
        match part {
            serde_json::Value::String(text) => out.push(text),
            serde_json::Value::Object(parts) => parts.values().for_each(|part| texts(part, out)),
            _ => {}
        }
    }
    let mut most = 0;
    for language in LANGUAGES {
        let marks = marks(language);
        let path = format!("{}/www/locales/{language}.json", env!("CARGO_MANIFEST_DIR"));
        let mut catalogue: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        // These quote what they are about.
        catalogue.as_object_mut().unwrap().remove("lint");
        let mut all = Vec::new();
        texts(&catalogue, &mut all);
        let found = |text: &str| breaches(text, &marks, &LetterFacts::default(), Place::default(), &PlainFormat);
        let quotes = |text: &str| found(text).iter().map(|one| (one.rule, one.span.quote(text).to_owned())).collect();
        let marked: Vec<Vec<(Rule, String)>> =
            all.iter().map(|text| quotes(text)).filter(|one: &Vec<_>| !one.is_empty()).collect();
        println!("| {language} | {} of {} | {marked:?}", marked.len(), all.len());
        most = most.max(marked.len() * 50 / all.len());
    }
    assert!(most == 0);
}

/// Stock phrases that a list must have: one line each, found as this rule whatever stands around it.
#[test]
fn stock_phrases_are_known() {
    for (language, rule, phrases) in [
        (
            "en",
            Rule::Vague,
            "soon; shortly; as soon as possible; at our earliest convenience; in due course; in the next few days; promptly",
        ),
        (
            "de",
            Rule::Vague,
            "bald; demnächst; in Kürze; zeitnah; umgehend; schnellstmöglich; so schnell wie möglich; in den nächsten Tagen; in ein paar Tagen; baldmöglichst",
        ),
        (
            "fr",
            Rule::Vague,
            "bientôt; prochainement; sous peu; rapidement; dès que possible; dans les meilleurs délais; dans les plus brefs délais; dans les prochains jours; au plus vite",
        ),
        (
            "it",
            Rule::Vague,
            "presto; a breve; al più presto; il prima possibile; quanto prima; nei prossimi giorni; nel più breve tempo possibile; prontamente",
        ),
        (
            "es",
            Rule::Vague,
            "pronto; en breve; lo antes posible; cuanto antes; a la mayor brevedad; en los próximos días; próximamente; tan pronto como sea posible",
        ),
        (
            "en",
            Rule::Spin,
            "for your convenience; we take this very seriously; your call is important to us; sorry for any inconvenience; we value your feedback",
        ),
        (
            "de",
            Rule::Spin,
            "wir nehmen das sehr ernst; Ihre Zufriedenheit ist uns wichtig; etwaige Unannehmlichkeiten; danke für Ihr Verständnis; zu Ihrer Sicherheit",
        ),
        (
            "fr",
            Rule::Spin,
            "nous prenons cela très au sérieux; votre satisfaction est notre priorité; pour votre confort; merci de votre compréhension; toute gêne occasionnée",
        ),
        (
            "it",
            Rule::Spin,
            "prendiamo la cosa molto sul serio; la Sua soddisfazione è importante; per la Sua comodità; grazie per la comprensione; eventuali disagi",
        ),
        (
            "es",
            Rule::Spin,
            "nos lo tomamos muy en serio; su satisfacción es nuestra prioridad; para su comodidad; gracias por su comprensión; cualquier molestia",
        ),
    ] {
        let marks = marks(language);
        for phrase in phrases.split("; ") {
            let text = format!("Xyz xyz {phrase} xyz.");
            let found = breaches(&text, &marks, &LetterFacts::default(), Place::default(), &Spelt(language));
            assert!(found.iter().any(|one| one.rule == rule), "{language}: {phrase}: {found:?}");
        }
    }
}
