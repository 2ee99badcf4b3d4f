//! The trained model: what any bytes and any text must hold, and what the shipped file makes of a few sentences.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::LazyLock;

use clean_break::case::{Author, Language};
use clean_break::text::model::{Model, ModelError};
use clean_break::text::{Reader, Reading, Voice};
use proptest::prelude::*;

const FILE: &[u8] = include_bytes!("../www/models/reader-1.dat");
static READER: LazyLock<Reader> = LazyLock::new(Reader::shipped);

fn customer(text: &str) -> Reading {
    READER.read(text, Author::Customer, None)
}

/// Every span is a part of the text, and the words' parts in the logits never say more than these together.
fn sound(text: &str) {
    let explained = READER.explain(text, Some(Language::En));
    let mut end = 0;
    for word in &explained.words {
        assert!(end <= word.span.start && word.span.start < word.span.end, "{text:?}");
        assert!(text.get(word.span.start..word.span.end).is_some(), "{text:?}");
        assert!(word.weights.iter().all(|weight| weight.is_finite()));
        end = word.span.end;
    }
    for logit in 0..4 {
        for (span, weight) in explained.strongest(logit, 3) {
            assert!(!span.quote(text).is_empty() && weight > 0.0);
        }
    }
    let tone = customer(text).tone;
    assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-9);
}

#[test]
fn the_shipped_model_is_understood_and_read_by() {
    assert!(Model::parse(FILE).is_ok() && READER.has_model());
    let angry = customer("This is the worst service ever, I am furious and disgusted.");
    assert!(angry.tone.negative > 0.6 && angry.voice == Voice::Complaint && angry.arousal.get() > 0.25);
    let glad = customer("Wonderful, your colleague was so kind and everything works perfectly now.");
    assert!(glad.tone.positive > 0.5 && glad.voice == Voice::Compliment, "{glad:?}");
    let calm = customer("How do I change the address on my account?");
    assert!(calm.tone.neutral > 0.5 && calm.voice == Voice::Neutral);
    let french = customer("C'est une honte, votre service est nul et je suis furieux.");
    assert!(french.tone.negative > 0.6 && french.voice == Voice::Complaint);
}

#[test]
fn words_that_moved_it_are_quoted_where_they_stand() {
    let text = "😡😡 C’est scandale\u{301}ux et très décevant";
    let explained = READER.explain(text, Some(Language::Fr));
    let quotes: Vec<_> = explained.strongest(0, 3).iter().map(|(span, _)| span.quote(text)).collect();
    assert!(quotes.iter().any(|quote| quote.contains("décevant") || quote.contains("scandale\u{301}ux")), "{quotes:?}");
}

#[test]
fn what_does_not_come_from_words_is_small_change() {
    // The logit is what the words gave and what is left: length, marks, the language.
    let one = READER.explain("I am very disappointed with the service today", Some(Language::En));
    let sum: f64 = one.words.iter().map(|word| word.weights[0]).sum();
    assert!((one.logits[0] - sum).abs() < 2.0 && sum > 0.0, "{} {sum}", one.logits[0]);
}

#[test]
fn capitals_links_and_names_change_nothing_of_tone() {
    let plain = customer("the delivery was late and nobody answered me");
    for text in [
        "THE DELIVERY WAS LATE AND NOBODY ANSWERED ME",
        "The Delivery was late and nobody answered me",
        "@brand the delivery was late and nobody answered me https://a.example/x",
    ] {
        assert_eq!(customer(text).tone, plain.tone, "{text}");
    }
}

#[test]
fn other_versions_and_cut_files_are_refused() {
    assert_eq!(Model::parse(b"CBR2").unwrap_err(), ModelError::Version);
    assert_eq!(Model::parse(&FILE[..FILE.len() - 1]).unwrap_err(), ModelError::Checksum);
    assert_eq!(Model::parse(b"CBR1").unwrap_err(), ModelError::Checksum);
}

/// A file with these bytes and a checksum that fits.
fn sealed(body: &[u8]) -> Vec<u8> {
    let sum = body.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    [b"CBR1", body, &sum.to_le_bytes()].concat()
}

proptest! {
    #[test]
    fn any_bytes_are_a_model_or_refused(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Model::parse(&body);
        let _ = Model::parse(&sealed(&body));
    }

    #[test]
    fn a_changed_model_reads_or_is_refused(at in 0_usize..60_000, to in any::<u8>()) {
        let mut body = FILE[4..FILE.len() - 4].to_vec();
        let place = at % body.len();
        body[place] = to;
        let mut reader = READER.clone();
        if reader.learn_model(&sealed(&body)).is_ok() {
            let tone = reader.read("The delivery was late and nobody answered me.", Author::Customer, None).tone;
            prop_assert!(tone.negative >= 0.0 && tone.negative <= 1.0);
        }
    }

    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,200}") {
        sound(&text);
    }

    #[test]
    fn odd_texts_are_read_soundly(parts in proptest::collection::vec(0..14_usize, 0..40)) {
        let odd = ["a", "é", "e\u{301}", "\u{200D}", "👩\u{200D}🚀", "😡", "!!", " ", "\n", "שלום", "\u{202E}", "not ", "\u{FFFD}", "sooooo "];
        let text: String = parts.iter().map(|part| odd[*part]).collect();
        sound(&text);
    }
}
