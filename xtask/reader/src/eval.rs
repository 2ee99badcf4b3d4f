//! The table of scores: the reader on rows that it was not trained on, beside word lists on the same rows.

use clean_break::case::{Author, Language};
use clean_break::text::model::Model;
use clean_break::text::model::training::{Head, logits, write_tongue};
use clean_break::text::{FindingKind, Reader, Voice};

use crate::baselines::Lists;
use crate::data::{FOLDS, LANGUAGES, Row, Set, Source};
use crate::goals::Goals;
use crate::measure::{accuracy, best, class_calibration, macro_f1, mean, top_calibration};
use crate::tongue;
use crate::train::{Choice, Fitted, Held, Prepared, shares};

/// Over so many splits into parts calibration errors are averaged: on one, chance moves that of voice by .006.
const SPLITS: u64 = 5;

/// Prints the table. Only with `last` are the airline tweets measured on which choices are not compared.
pub fn eval(source: &Source, choice: Choice, last: bool) -> anyhow::Result<()> {
    let mut goals = Goals::default();
    let lists = Lists::new(source)?;
    let mut prepared = Prepared::new(source, source.training()?, choice)?;
    let (parts, temperature, held) = cross(&prepared)?;
    let mut splits = vec![[0, 1].map(|head| judged(&prepared, &held, head))];
    for other in 1..SPLITS {
        prepared.split(source.seed + other);
        let (_, _, held) = cross(&prepared)?;
        splits.push([0, 1].map(|head| judged(&prepared, &held, head)));
    }
    prepared.split(source.seed);
    let rows = &prepared.rows;
    let of = |set: Set| {
        held.iter()
            .filter_map(move |held| Some((rows.get(held.row)?, held.logits)))
            .filter(move |(row, _)| row.set == set)
    };
    println!("\nReader: {choice:?}, temperatures {temperature:.2?}");

    println!("\nTone of tweets, macro-F1 x 100, five-fold cross-validated");
    println!("{:10} {:>6} {:>6} {:>6} {:>6}", "", "reader", "AFINN", "VADER", "most");
    let mut sums = [0.0; 2];
    for (language, name) in LANGUAGES.iter().enumerate() {
        let here: Vec<_> = of(Set::Tweets).filter(|(row, _)| row.language == language).collect();
        let score = |read: &dyn Fn(&Row, [f64; 4]) -> usize| {
            let pairs: Vec<_> = here.iter().filter_map(|(row, logits)| Some((row.tone?, read(row, *logits)))).collect();
            macro_f1(&pairs, 3) * 100.0
        };
        let reader = score(&|_, logits| best(&shares(logits, 0)));
        let afinn = score(&|row, _| lists.afinn(&row.text, language));
        let vader =
            if language == 0 { format!("{:.1}", score(&|row, _| lists.vader(&row.text))) } else { "-".to_owned() };
        sums = [sums[0] + reader / 5.0, sums[1] + afinn / 5.0];
        println!("{name:10} {reader:6.1} {afinn:6.1} {vader:>6} {:6.1}", score(&|_, _| 1));
        goals.least(name, reader, afinn);
    }
    println!("{:10} {:6.1} {:6.1}", "mean", sums[0], sums[1]);
    goals.part("tweets", sums[0] / 100.0);
    goals.least("tweets", sums[0], 58.0);

    println!("\nCalibration error over {SPLITS} splits into parts, the first of them that of the scores");
    for (head, name) in ["tone of tweets", "voice of sentences"].iter().enumerate() {
        let shares: Vec<_> = splits.iter().filter_map(|split| split.get(head)).collect();
        let of = |what: &dyn Fn(&Judged) -> f64| mean(shares.iter().map(|shares| what(shares)));
        let error = of(&|shares| top_calibration(shares)[0]);
        print!("{name:18} top-1 {error:.3}: mean of");
        shares.iter().for_each(|shares| print!(" {:.3}", top_calibration(shares)[0]));
        let chance = of(&|shares| top_calibration(shares)[1]);
        println!(
            "; perfect shares by chance {chance:.3}; class by class {:.3}",
            of(&|shares| class_calibration(shares))
        );
        goals.most(&format!("calibration error, {name},"), error, 0.03);
    }
    let [_, voices] = splits.swap_remove(0);
    let read: Vec<_> = voices.iter().map(|(is, shares)| (*is, best(shares))).collect();
    println!(
        "Voice of invented sentences, macro-F1 {:.3}, accuracy {:.3}; by language:",
        macro_f1(&read, 3),
        accuracy(&read)
    );
    let mut tones = Vec::new();
    for (language, name) in LANGUAGES.iter().enumerate() {
        let here = |head: usize| {
            let pairs: Vec<_> = of(Set::Sentences)
                .filter(|(row, _)| row.language == language)
                .filter_map(|(row, logits)| Some((row.voice?, best(&shares(logits, head)))))
                .collect();
            macro_f1(&pairs, 3)
        };
        tones.push(here(0));
        print!("  {name} voice {:.3} tone {:.3}", here(1), here(0));
    }
    println!();
    goals.part("tone of sentences", mean(tones.into_iter()));
    let [tone, voice] = [0, 1].map(|head| {
        let pairs: Vec<_> =
            of(Set::Short).filter_map(|(row, logits)| Some((row.voice?, best(&shares(logits, head))))).collect();
        macro_f1(&pairs, 3)
    });
    println!("Short sentences, not in the measure: tone {tone:.3}, voice {voice:.3}");

    whole(&prepared, &parts, temperature, &lists, &mut goals)?;
    alarms(source, &mut goals)?;
    languages(&prepared, &mut goals);
    airlines(source, &prepared.write(&prepared.fit(|_| true), temperature), &lists, last, &mut goals)?;
    goals.print();
    Ok(())
}

/// Rows with what they are and the shares of a head that has not seen them.
type Judged = Vec<(usize, [f64; 3])>;

/// The rows by which a head's shares are judged.
fn judged(prepared: &Prepared, held: &[Held], head: usize) -> Judged {
    held.iter().filter_map(|held| Some((prepared.judged(held, head)?, shares(held.logits, head)))).collect()
}

/// Fits on each part's others, the temperatures, and what the fits make of the rows that they have not seen.
fn cross(prepared: &Prepared) -> anyhow::Result<(Vec<Fitted>, [f64; 2], Vec<Held>)> {
    let parts = prepared.parts();
    let mut held = prepared.held(&parts)?;
    let temperature = prepared.temperature(&held);
    for held in &mut held {
        for (lane, logit) in held.logits.iter_mut().enumerate() {
            *logit /= temperature.get(lane / 2).copied().unwrap_or(1.0);
        }
    }
    Ok((parts, temperature, held))
}

/// Airline tweets, never trained on, read by the model that is written. Choices are compared on half of them; the other
/// half, and both together, are for the end.
fn airlines(source: &Source, file: &[u8], lists: &Lists, last: bool, goals: &mut Goals) -> anyhow::Result<()> {
    let model = Model::parse(file)?;
    let rows = source.airlines()?;
    let mut whole = Reader::phrases();
    whole.learn_model(file)?;
    println!("\nThe file: {} bytes\nAirline tweets, never trained on, macro-F1 of tone", file.len());
    for (name, halves) in [("half A", [true, false]), ("half B", [false, true]), ("both", [true; 2])] {
        if halves[1] && !last {
            continue;
        }
        let rows: Vec<_> = rows.iter().filter(|row| halves.get(row.fold) == Some(&true)).collect();
        let score = |read: &dyn Fn(&Row) -> usize| {
            let pairs: Vec<_> = rows.iter().filter_map(|row| Some((row.tone?, read(row)))).collect();
            macro_f1(&pairs, 3)
        };
        let reader = score(&|row| {
            let tone = whole.read(&row.text, Author::Customer, Some(Language::En)).tone;
            best(&[tone.negative, tone.neutral, tone.positive])
        });
        println!(
            "{name:7} {} rows: whole reader {reader:.3}, model alone {:.3}, AFINN {:.3}, VADER {:.3}, most {:.3}",
            rows.len(),
            score(&|row| best(&shares(logits(&model, &row.text, 0), 0))),
            score(&|row| lists.afinn(&row.text, 0)),
            score(&|row| lists.vader(&row.text)),
            score(&|_| 0)
        );
        if !halves[1] {
            goals.part("airlines A", reader);
        }
    }
    Ok(())
}

/// How many calm questions raise an alarm that somebody may leave, and how many that ask to leave are found.
fn alarms(source: &Source, goals: &mut Goals) -> anyhow::Result<()> {
    use FindingKind::{Competitor, LegalThreat, PublicityThreat, SafetyThreat, Ultimatum, WishToLeave};
    let reader = Reader::phrases();
    // By whether they ask for an account to be closed: all, and those that raise one.
    let mut counts = [[0_u32; 2]; 2];
    for (text, closes) in source.questions()? {
        let findings = reader.read(&text, Author::Customer, Some(Language::En)).findings;
        let raises = findings.iter().any(|finding| {
            let kinds = [WishToLeave, Ultimatum, Competitor, PublicityThreat, LegalThreat, SafetyThreat];
            kinds.contains(&finding.kind)
        });
        if raises && !closes {
            println!("  alarm: {text}");
        }
        if let Some(count) = counts.get_mut(usize::from(closes)) {
            *count = [count[0] + 1, count[1] + u32::from(raises)];
        }
    }
    let [[calm, alarms], [closing, found]] = counts;
    println!(
        "Banking questions: {alarms} of {calm} calm ones raise an alarm; of {closing} to close an account {found} are found"
    );
    goals.most("false alarms", f64::from(alarms), 3.0);
    goals.least("closures found", f64::from(found), 97.0);
    Ok(())
}

/// Calm questions and formal complaints, as the whole reader reads them: model and phrases.
fn whole(
    prepared: &Prepared,
    parts: &[Fitted],
    temperature: [f64; 2],
    lists: &Lists,
    goals: &mut Goals,
) -> anyhow::Result<()> {
    println!("\nThe whole reader (model and phrases) on rows not trained on; share of rows");
    let mut counts = [[0.0; 7]; 2];
    let mut sentences = Vec::new();
    let mut phrases = Vec::new();
    let plain = Reader::phrases();
    for (fold, part) in parts.iter().enumerate().take(FOLDS) {
        let mut reader = Reader::shipped();
        reader.learn_model(&prepared.write(part, temperature))?;
        for row in prepared.rows.iter().filter(|row| row.fold == fold) {
            let count = match row.set {
                Set::Banking => &mut counts[0],
                Set::Narratives => &mut counts[1],
                Set::Sentences => {
                    let read = |reader: &Reader| match reader
                        .read(&row.text, Author::Customer, Language::ALL.get(row.language).copied())
                        .voice
                    {
                        Voice::Complaint => 0,
                        Voice::Neutral => 1,
                        Voice::Compliment => 2,
                    };
                    sentences.push((row.voice.unwrap_or(1), read(&reader)));
                    phrases.push((row.voice.unwrap_or(1), read(&plain)));
                    continue;
                }
                _ => continue,
            };
            let reading = reader.read(&row.text, Author::Customer, Some(Language::En));
            let tone = best(&[reading.tone.negative, reading.tone.neutral, reading.tone.positive]);
            let (afinn, vader) = (lists.afinn(&row.text, 0), lists.vader(&row.text));
            let told =
                [true, reading.voice == Voice::Complaint, tone == 0, tone == 2, vader == 0, vader == 2, afinn == 0];
            count.iter_mut().zip(told).for_each(|(count, told)| *count += f64::from(u8::from(told)));
        }
    }
    println!(
        "{:12} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "", "complaint", "negative", "positive", "VADER neg", "VADER pos", "AFINN neg"
    );
    for (name, [all, counts @ ..]) in ["banking", "narratives"].iter().zip(counts) {
        print!("{name:12}");
        let shares = counts.map(|count| count / f64::max(all, 1.0));
        shares.iter().for_each(|share| print!(" {share:9.3}"));
        println!();
        if *name == "banking" {
            goals.most("banking called complaint", shares[0], 0.05);
            goals.most("banking called negative", shares[1], 0.12);
        } else {
            goals.least("narratives called complaint", shares[0], 0.92);
        }
    }
    println!(
        "Voice of invented sentences, macro-F1: whole reader {:.3}, phrases alone {:.3}",
        macro_f1(&sentences, 3),
        macro_f1(&phrases, 3)
    );
    Ok(())
}

/// Telling languages apart, on tweets and sentences of forty characters and more, by heads that have not seen them.
fn languages(prepared: &Prepared, goals: &mut Goals) {
    // By set and language: all, the trained head, the whole reader (its head has seen the rows), whatlang.
    let mut counts = [[[0.0; 4]; LANGUAGES.len()]; 2];
    let whole = Reader::phrases();
    let texts = tongue::texts(&prepared.rows);
    for fold in 0..FOLDS {
        let file = write_tongue(&tongue::fit(&texts, |of| of != fold));
        let head = Head::parse(&file);
        for row in prepared.rows.iter().filter(|row| row.fold == fold) {
            let set = match row.set {
                Set::Tweets => 0,
                Set::Sentences => 1,
                _ => continue,
            };
            if row.text.chars().count() < 40 {
                continue;
            }
            let told = [
                true,
                head.as_ref().is_some_and(|head| best(&head.read(&row.text)) == row.language),
                whole
                    .read(&row.text, Author::Customer, None)
                    .language
                    .is_some_and(|read| read as usize == row.language),
                whatlang::detect(&row.text).is_some_and(|info| info.lang().code() == iso(row.language)),
            ];
            if let Some(count) = counts.get_mut(set).and_then(|set| set.get_mut(row.language)) {
                count.iter_mut().zip(told).for_each(|(count, told)| *count += f64::from(u8::from(told)));
            }
        }
    }
    println!(
        "\nLanguage, share right on texts of 40 characters and more: trained head, whole reader (not held out), whatlang"
    );
    for (set, name) in counts.iter().zip(["tweets", "sentences"]) {
        let mut means = [0.0; 3];
        for ([all, right @ ..], language) in set.iter().zip(LANGUAGES) {
            print!("{name:10} {language}  ");
            for (mean, right) in means.iter_mut().zip(right) {
                print!(" {:.3}", right / f64::max(*all, 1.0));
                *mean += right / f64::max(*all, 1.0) / LANGUAGES.len() as f64;
            }
            println!();
        }
        println!("{name:10} mean {:.3} {:.3} {:.3}", means[0], means[1], means[2]);
        goals.least("language", means[0], 0.975);
    }
}

fn iso(language: usize) -> &'static str {
    ["eng", "fra", "ita", "deu", "spa"].get(language).copied().unwrap_or("?")
}
