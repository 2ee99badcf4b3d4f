//! The reader against hand-written sentences, threads, letters with history and signatures, and arbitrary text.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clean_break::assessment::read_all;
use clean_break::case::{Author, Case, Language, Message};
use clean_break::text::{AsideKind, FindingKind, NotRead, READABLE, Reader, Reading, Span, Utf16, Voice, languages_of};
use proptest::prelude::*;

const EN: &str = include_str!("fixtures/phrases/en.txt");
const FR: &str = include_str!("fixtures/phrases/fr.txt");
const IT: &str = include_str!("fixtures/phrases/it.txt");

static READER: LazyLock<Reader> = LazyLock::new(Reader::shipped);

fn read(text: &str, author: Author, hint: Option<Language>) -> Reading {
    READER.read(text, author, hint)
}

fn customer(text: &str) -> Reading {
    read(text, Author::Customer, None)
}

fn kinds(text: &str, author: Author) -> BTreeSet<FindingKind> {
    read(text, author, None).findings.into_iter().map(|finding| finding.kind).collect()
}

fn quotes(text: &str, author: Author, kind: FindingKind) -> Vec<String> {
    let found = read(text, author, None).findings;
    found.iter().filter(|finding| finding.kind == kind).map(|finding| finding.span.quote(text).to_owned()).collect()
}

struct Line {
    author: Author,
    expected: BTreeSet<FindingKind>,
    text: &'static str,
}

fn fixtures(source: &'static str) -> Vec<Line> {
    let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (words, text) = line.split_once(" | ").unwrap();
            let (author, words) =
                words.strip_prefix("staff: ").map_or((Author::Customer, words), |w| (Author::Staff, w));
            let kind = |word: &str| *FindingKind::ALL.iter().find(|kind| kind.word() == word).expect(word);
            let expected = words.split(", ").filter(|word| *word != "-").map(kind).collect();
            Line { author, expected, text }
        })
        .collect()
}

#[test]
fn sentences_are_read_precisely() {
    for (language, source) in [(Language::En, EN), (Language::Fr, FR), (Language::It, IT)] {
        let lines = fixtures(source);
        assert!(lines.len() >= 120, "{language:?} has {} sentences", lines.len());
        let covered: BTreeSet<_> = lines.iter().flat_map(|line| line.expected.iter().copied()).collect();
        assert_eq!(covered.len(), FindingKind::ALL.len(), "every kind has a sentence in {language:?}");
        let (mut right, mut wrong, mut missed) = (0_u32, 0_u32, 0_u32);
        for line in &lines {
            let reading = read(line.text, line.author, Some(language));
            assert_eq!(reading.language, Some(language), "{}", line.text);
            let got: BTreeSet<_> = reading.findings.iter().map(|finding| finding.kind).collect();
            right += got.intersection(&line.expected).count() as u32;
            wrong += got.difference(&line.expected).count() as u32;
            missed += line.expected.difference(&got).count() as u32;
            if got != line.expected {
                println!("{}: expected {:?}, read {got:?}", line.text, line.expected);
            }
        }
        let share = |of: u32| f64::from(right) / f64::from(right + of);
        let (precision, recall) = (share(wrong), share(missed));
        println!("{language:?}: {} sentences, precision {precision:.3}, recall {recall:.3}", lines.len());
        assert!(precision >= 0.95 && recall >= 0.8);
    }
}

#[test]
fn threads_tell_their_story() {
    use FindingKind as F;
    let threads: [[(Author, &str, &[F]); 5]; 3] = [
        [
            (
                Author::Customer,
                "The router drops out every evening. This is the third time I am writing about it.",
                &[F::Complaint, F::RepeatedContact],
            ),
            (
                Author::Staff,
                "We are sorry for the trouble. A technician will call you by Friday.",
                &[F::Promise, F::Apology],
            ),
            (
                Author::Customer,
                "Nobody called. I used to recommend you to everyone, I was proud to be with you from the first day. \
                 Now I feel stupid.",
                &[F::Betrayal, F::Identity, F::UnkeptPromise],
            ),
            (Author::Staff, "We have credited €10 and sent a new router.", &[F::RepairAttempt]),
            (
                Author::Customer,
                "Same again. Tell me how I get out of the contract or I will write about this everywhere.",
                &[F::WishToLeave, F::Complaint, F::PublicityThreat],
            ),
        ],
        [
            (
                Author::Customer,
                "La box se coupe tous les soirs. C'est la troisième fois que je vous écris à ce sujet.",
                &[F::Complaint, F::RepeatedContact],
            ),
            (
                Author::Staff,
                "Nous sommes désolés pour la gêne occasionnée. Un technicien vous appellera d'ici vendredi.",
                &[F::Promise, F::Apology],
            ),
            (
                Author::Customer,
                "Personne n’a appelé. Je vous recommandais à tout le monde, j’étais fière d’être chez vous depuis le \
                 premier jour. Maintenant je me sens bête.",
                &[F::Betrayal, F::Identity, F::UnkeptPromise],
            ),
            (Author::Staff, "Nous vous avons crédité 10 € et envoyé une nouvelle box.", &[F::RepairAttempt]),
            (
                Author::Customer,
                "Toujours pareil. Dites-moi comment sortir du contrat ou j'en parlerai partout.",
                &[F::WishToLeave, F::Complaint, F::PublicityThreat],
            ),
        ],
        [
            (
                Author::Customer,
                "Il router cade ogni sera. È la terza volta che vi scrivo per questo.",
                &[F::Complaint, F::RepeatedContact],
            ),
            (
                Author::Staff,
                "Ci dispiace per il disagio. Un tecnico la chiamerà entro venerdì.",
                &[F::Promise, F::Apology],
            ),
            (
                Author::Customer,
                "Non ha chiamato nessuno. Vi consigliavo a tutti, ero orgogliosa di essere con voi dal primo giorno. \
                 Ora mi sento stupida.",
                &[F::Betrayal, F::Identity, F::UnkeptPromise],
            ),
            (Author::Staff, "Le abbiamo accreditato 10 € e spedito un nuovo router.", &[F::RepairAttempt]),
            (
                Author::Customer,
                "Di nuovo lo stesso problema. Ditemi come esco dal contratto o lo scriverò ovunque.",
                &[F::WishToLeave, F::Complaint, F::PublicityThreat],
            ),
        ],
    ];
    for (author, text, expected) in threads.iter().flatten() {
        assert_eq!(kinds(text, *author), expected.iter().copied().collect(), "{text}");
    }
}

#[test]
fn quotes_can_be_read_on_their_own() {
    let text = "Same again. Tell me how I get out of the contract or I will write about this everywhere.";
    assert_eq!(quotes(text, Author::Customer, FindingKind::WishToLeave), ["Tell me how I get out of the contract"]);
    assert_eq!(quotes(text, Author::Customer, FindingKind::PublicityThreat), ["I will write about this everywhere"]);
    let text = "😡😡 J’e\u{301}tais fie\u{300}re d’être chez vous 🙏, je passe chez Orange demain.";
    assert_eq!(quotes(text, Author::Customer, FindingKind::Competitor), ["je passe chez Orange demain"]);
    assert_eq!(quotes(text, Author::Customer, FindingKind::Identity), ["J’e\u{301}tais fie\u{300}re d’être chez vous"]);
}

#[test]
fn spans_translate_to_utf16() {
    let text = "😡 Charged twice! Please explain.";
    let reading = customer(text);
    let span = reading.findings.first().unwrap().span;
    let mut places = Utf16::new(text);
    let (start, end) = places.span(span);
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16(units.get(start..end).unwrap()).unwrap(), span.quote(text));
    assert_eq!((start, end), (3, 16));
    // Back to the start, to a place in another order, and past the end.
    let (end, start, beyond) = (text.len(), 0, text.len() + 9);
    let all = units.len();
    assert_eq!(places.span(Span { start, end }), (0, all));
    assert_eq!(places.span(Span { start: beyond, end: beyond }), (all, all));
    assert_eq!(places.span(span), (3, 16));
}

#[test]
fn only_what_can_be_read_is_read() {
    for text in [
        "Fui cobrada duas vezes",
        "Bom dia, fui cobrada duas vezes em setembro.",
        "Segue o comprovativo.",
        "A internet continua sem funcionar",
        "Quero cancelar o contrato",
        "Não recebi a encomenda",
        "Ik wil mijn abonnement opzeggen",
        "De monteur is gisteren niet gekomen.",
        "Wat een slechte klantenservice zeg.",
        "Als dit niet wordt opgelost ga ik naar een andere provider.",
        "Quando vou receber o reembolso da minha compra?",
        "Se isto não ficar resolvido vou fazer queixa.",
        "nao consigo falar com ninguem ai",
        "El tècnic no va venir ahir.",
        "Sunt client de zece ani si nu am mai vazut asa ceva",
        "Teknikeren kom ikke i går.",
        "Плохая связь весь день",
        "請取消我的合約",
        "Ich möchte meinen Vertrag kündigen.",
        "Quiero darme de baja del servicio.",
    ] {
        for hint in [None, Some(Language::En), Some(Language::Fr), Some(Language::It)] {
            let reading = read(text, Author::Customer, hint);
            assert_eq!(reading.not_read, Some(NotRead::UnknownLanguage), "{text} {hint:?}");
            assert!(reading.findings.is_empty() && reading.voice == Voice::Neutral);
        }
    }
    for (text, language) in [
        ("Ich möchte meinen Vertrag kündigen.", Language::De),
        ("Warum ruft niemand zurück?", Language::De),
        ("Estoy muy decepcionada con ustedes.", Language::Es),
        ("Où renvoyer la bouilloire défectueuse ?", Language::Fr),
        ("Référence de la résiliation", Language::Fr),
        ("Il rimborso non è mai arrivato.", Language::It),
        ("Where do I return the faulty kettle?", Language::En),
    ] {
        assert_eq!(customer(text).language, Some(language), "{text}");
    }
    assert_eq!(customer("Quiero darme de baja del servicio.").language, Some(Language::Es));
    assert_eq!(customer("Cancel subscription.").not_read, Some(NotRead::TooShort), "in a language that nobody named");
    assert_eq!(customer("").not_read, Some(NotRead::TooShort));
    // The hint breaks ties, the text weighs more.
    assert_eq!(read("Modem, wifi, webcam", Author::Customer, Some(Language::It)).language, None);
    assert_eq!(read("Je veux résilier mon contrat", Author::Customer, Some(Language::En)).language, Some(Language::Fr));
}

#[test]
fn a_word_or_two_is_read_where_it_speaks_for_itself() {
    use FindingKind as F;
    for (text, language, kinds) in [
        ("Cancel me.", Language::En, Some([F::WishToLeave])),
        ("please CANCEL", Language::En, Some([F::WishToLeave])),
        ("Cancel subscription.\n\nBest regards\nJo Fox", Language::En, Some([F::WishToLeave])),
        ("I'm leaving.", Language::En, Some([F::WishToLeave])),
        ("Not working", Language::En, Some([F::Complaint])),
        ("Annulez.", Language::Fr, Some([F::WishToLeave])),
        ("Résiliation svp", Language::Fr, Some([F::WishToLeave])),
        ("Disdico.", Language::It, Some([F::WishToLeave])),
        ("Disdetta subito", Language::It, Some([F::WishToLeave])),
        ("Don't cancel", Language::En, None),
        ("Cancel appointment", Language::En, None),
        ("Thank you", Language::En, None),
        ("Merci", Language::Fr, None),
        ("Annulez ?", Language::De, None),
        ("Annulez.", Language::It, None),
        ("👍", Language::En, None),
    ] {
        let reading = read(text, Author::Customer, Some(language));
        let got: Vec<_> = reading.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(got, kinds.as_ref().map_or(&[][..], |kinds| &kinds[..]), "{text}");
        assert_eq!(reading.not_read, if kinds.is_some() { None } else { Some(NotRead::TooShort) }, "{text}");
        assert_eq!(reading.voice == Voice::Complaint, kinds.is_some(), "{text}");
        if kinds.is_some() {
            assert_eq!(reading.language, Some(language), "{text}");
        }
    }
    // In a longer text, a bare word is no order.
    assert!(kinds("Cancel. That is what the red button says.", Author::Customer).is_empty());
    // The ticket's language is learned for them.
    let mut case = case(["Annulez.".to_owned()].into_iter());
    case.customer.language = Some("fr-FR".to_owned());
    assert_eq!(languages_of(&case), [Language::Fr]);
}

#[test]
fn an_ultimatum_is_no_wish_beside_one_that_is() {
    use FindingKind as F;
    for text in [
        "I want to cancel my contract. Call me back or I leave.",
        "Je veux résilier mon contrat. Rappelez-moi ou je vous quitte.",
        "Voglio disdire il contratto. Richiamatemi o me ne vado.",
    ] {
        assert_eq!(kinds(text, Author::Customer), BTreeSet::from([F::WishToLeave, F::Ultimatum]), "{text}");
    }
}

#[test]
fn history_signatures_and_footers_are_set_aside() {
    let cases: &[(&str, &[AsideKind])] = &[
        (
            "Thank you for your reply.\n\nOn Mon, 2 Nov 2026 at 09:14, Acme <help@acme.example> wrote:\n> I want to cancel.\n",
            &[AsideKind::Quoted],
        ),
        (
            "Thank you for your reply.\n\nOn Mon, 2 Nov 2026 at 09:14, Acme Support\n<help@acme.example> wrote:\n\nI want to cancel.",
            &[AsideKind::Quoted],
        ),
        (
            "Merci pour votre réponse.\n\nLe lun. 2 nov. 2026 à 09:14, Acme <a@acme.example> a écrit :\n> Je veux résilier.",
            &[AsideKind::Quoted],
        ),
        (
            "Grazie per la risposta.\n\nIl giorno lun 2 nov 2026 alle ore 09:14 Acme <a@acme.example> ha scritto:\n> Voglio disdire.",
            &[AsideKind::Quoted],
        ),
        ("Thank you for your reply.\n\n-----Original Message-----\nFrom: me\nI want to cancel.", &[AsideKind::Quoted]),
        ("Merci pour votre aide.\n\n-------- Message d'origine --------\nJe veux résilier.", &[AsideKind::Quoted]),
        ("Grazie per la risposta.\n\n----- Messaggio originale -----\nVoglio disdire.", &[AsideKind::Quoted]),
        (
            "Merci pour votre aide.\n\nDe : Acme\nEnvoyé : lundi 2 novembre 2026\nÀ : Jo\nObjet : Facture\n\nJe veux résilier.",
            &[AsideKind::Quoted],
        ),
        ("Thank you for your reply.\n-- \nJo Fox\nI want to cancel Ltd", &[AsideKind::Signature]),
        ("Thank you for your reply.\n\nSent from my iPhone", &[AsideKind::Signature]),
        (
            "Merci pour votre aide.\n\nCordialement,\nJeanne Dupont\n06 00 00 00 00\n\nEnvoyé de mon iPhone",
            &[AsideKind::Signature, AsideKind::Signature],
        ),
        (
            "Grazie per la risposta.\n\nCordiali saluti\nAnna Rossi\n\nInviato da iPhone",
            &[AsideKind::Signature, AsideKind::Signature],
        ),
        (
            "Thank you for your reply.\n\nThis email and any attachments are confidential. My lawyer\nwill sue you.",
            &[AsideKind::Disclaimer],
        ),
        (
            "Merci pour votre aide.\n\nCe message et toutes les pièces jointes sont confidentiels. Mon avocat.",
            &[AsideKind::Disclaimer],
        ),
        (
            "Grazie per la risposta.\n\nLe informazioni contenute in questa comunicazione sono riservate. Avvocato.",
            &[AsideKind::Disclaimer],
        ),
    ];
    for (text, expected) in cases {
        let reading = customer(text);
        let got: Vec<_> = reading.asides.iter().map(|aside| aside.kind).collect();
        assert_eq!(&got, expected, "{text}");
        assert_eq!(kinds(text, Author::Customer), BTreeSet::from([FindingKind::Thanks]), "{text}");
    }
}

#[test]
fn answers_between_quotes_and_after_signatures_are_read() {
    let text = "> Did the technician come?\nNobody came yesterday.\n\n> Can we help?\nI want to cancel my contract.";
    assert_eq!(kinds(text, Author::Customer), BTreeSet::from([FindingKind::WishToLeave, FindingKind::UnkeptPromise]));
    let text = "Here is the invoice.\nBest regards\nJo Fox\nPS: please cancel my contract.";
    assert_eq!(kinds(text, Author::Customer), BTreeSet::from([FindingKind::WishToLeave]));
    let text = "I travelled with you.\nFrom: Rome\nTo: Paris\nMy luggage was damaged.";
    assert!(customer(text).asides.is_empty());
}

#[test]
fn automatic_replies_and_bare_history_are_not_read() {
    for text in [
        "Automatic reply: your ticket\n\nI am out of the office until Monday. My lawyer has cancelled my contract.",
        "Réponse automatique\n\nJe suis absente du bureau jusqu'au 5 mai.",
        "Sono fuori ufficio fino al 5 maggio.",
        "> I want to cancel my contract.\n> Please.",
    ] {
        let reading = customer(text);
        assert_eq!(reading.not_read, Some(NotRead::OnlyBoilerplate), "{text}");
        assert!(reading.findings.is_empty());
    }
}

#[test]
fn who_speaks_decides_what_can_be_told() {
    let text = "We are sorry, we will call you tomorrow. I want to cancel my contract.";
    assert_eq!(kinds(text, Author::Customer), BTreeSet::from([FindingKind::WishToLeave]));
    assert_eq!(kinds(text, Author::Staff), BTreeSet::from([FindingKind::Promise, FindingKind::Apology]));
    assert!(kinds(text, Author::System).is_empty());
    assert_eq!(read(text, Author::Staff, None).voice, Voice::Neutral);
}

#[test]
fn voice_and_arousal_follow_the_words() {
    assert_eq!(customer("Thank you for your quick reply.").voice, Voice::Neutral);
    assert_eq!(customer("It works again, great service!").voice, Voice::Compliment);
    assert_eq!(customer("Great service, but it still doesn't work.").voice, Voice::Complaint);
    let calm = customer("It does not work.");
    let loud = customer("IT DOES NOT WORK!!! I am furious!!!");
    assert!(loud.arousal > calm.arousal && calm.arousal.get() < 0.2);
    assert!(calm.tone.negative > calm.tone.positive);
}

/// Everything that must hold of any reading of any text.
fn sound(text: &str, reading: &Reading) {
    let tone = reading.tone;
    assert!((tone.negative + tone.neutral + tone.positive - 1.0).abs() < 1e-9);
    for span in reading.findings.iter().map(|f| f.span).chain(reading.asides.iter().map(|a| a.span)) {
        assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
    assert!(reading.findings.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start));
    assert!(reading.asides.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    for kind in FindingKind::ALL {
        let spans: Vec<_> = reading.findings.iter().filter(|f| f.kind == *kind).map(|f| f.span).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{kind:?} overlaps in {text:?}");
        for finding in spans {
            assert!(
                reading.asides.iter().all(|aside| aside.span.end <= finding.start || finding.end <= aside.span.start)
            );
        }
    }
    assert!(reading.not_read.is_none() || reading.findings.is_empty());
}

/// A case with messages of these texts, and no known language.
fn case(texts: impl Iterator<Item = String>) -> Case {
    let mut case = Case::parse(include_str!("../www/samples/repair-english.json")).unwrap();
    let message = case.messages[0].clone();
    case.customer.language = None;
    case.messages = texts.map(|text| Message { text, ..message.clone() }).collect();
    case
}

#[test]
fn a_case_tells_which_languages_must_be_learned() {
    let texts = [
        "Internet geht seit Montag nicht mehr.",
        "Je veux résilier mon contrat.",
        "Merci bien",
        "I want to cancel my contract.",
        "> Voglio disdire il contratto.",
        "J'attends votre réponse.",
        "Не работает со вчерашнего дня",
    ];
    let languages = languages_of(&case(texts.into_iter().map(str::to_owned)));
    assert_eq!(languages, [Language::Fr, Language::En]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_reads_soundly(text in "\\PC{0,200}", author in 0..3_usize, hint in 0..6_usize) {
        let reading = read(&text, Author::ALL[author], Language::ALL.get(hint).copied());
        sound(&text, &reading);
    }

    #[test]
    fn any_file_is_learned_or_refused(lines in proptest::collection::vec("\\PC{0,30}|[@\\[\\]|?~^$,=a-c ]{0,12}", 0..8)) {
        let file = format!("clean-break/phrases@1 en\n@a = b|c\n[anger]\n{}\n[end]", lines.join("\n"));
        let mut reader = Reader::default();
        match reader.learn(&file) {
            Ok(language) => prop_assert!(reader.knows(language)),
            Err(error) => prop_assert!(error.line >= 4 && file.lines().nth(error.line - 1).unwrap().trim() == error.text),
        }
        let _ = reader.learn(&lines.join("\n"));
        sound("b c, Aa b! A c b", &reader.read("b c, Aa b! A c b", Author::Customer, Some(Language::En)));
    }

    #[test]
    fn what_a_case_needs_is_enough_to_read_it(picks in proptest::collection::vec((0..3_usize, 0..120_usize), 0..6)) {
        let texts = picks.iter().map(|&(source, line)| fixtures([EN, FR, IT][source])[line].text.to_owned());
        let case = case(texts);
        let mut reader = Reader::default();
        reader.learn_model(MODEL).unwrap();
        for language in languages_of(&case) {
            let (_, file) = FILES.iter().find(|(known, _)| *known == language).unwrap();
            reader.learn(file).unwrap();
        }
        prop_assert_eq!(read_all(&case, &reader), read_all(&case, &READER));
    }

    #[test]
    fn shuffled_phrases_read_soundly(picks in proptest::collection::vec((0..400_usize, 0..8_usize), 1..12), hint in 0..6_usize) {
        let lines: Vec<Line> = [EN, FR, IT].into_iter().flat_map(fixtures).collect();
        let glue = [" ", ". ", "\n", "\n> ", "\n-- \n", " 😡 ", "’", "\nOn 2 May, a wrote:\n"];
        let mut text = String::new();
        for (line, between) in picks {
            text.push_str(lines[line % lines.len()].text);
            text.push_str(glue[between]);
        }
        sound(&text, &read(&text, Author::Customer, Language::ALL.get(hint).copied()));
    }
}

const MODEL: &[u8] = include_bytes!("../www/models/reader@1.bin");

const FILES: [(Language, &str); 3] = [
    (Language::En, include_str!("../www/phrases/en.txt")),
    (Language::Fr, include_str!("../www/phrases/fr.txt")),
    (Language::It, include_str!("../www/phrases/it.txt")),
];

#[test]
fn every_file_is_learned_and_none_that_was_cut_off() {
    for (language, file) in FILES {
        let mut reader = Reader::default();
        assert!(!reader.knows(language));
        assert_eq!(reader.learn(file), Ok(language));
        assert!(reader.knows(language) && READER.knows(language) && READABLE.contains(&language));
        for end in
            (0..file.trim_end().len()).rev().step_by(1499).chain([0, 1]).filter(|end| file.is_char_boundary(*end))
        {
            let cut = &file[..end];
            let error = reader.learn(cut).unwrap_err();
            let lines = cut.lines().count().max(1);
            assert_eq!(error.line, lines, "{error}");
            assert!(error.to_string().starts_with(&format!("line {lines}: ")));
        }
        assert!(reader.knows(language), "a faulty file takes nothing away");
    }
    assert_eq!(FILES.map(|(language, _)| language), READABLE);
}

#[test]
fn a_language_is_read_once_it_was_learned() {
    let text = "Je veux résilier mon contrat.";
    let mut reader = Reader::default();
    let unread = reader.read(text, Author::Customer, None);
    assert_eq!((unread.language, unread.not_read), (Some(Language::Fr), Some(NotRead::UnknownLanguage)));
    assert!(unread.findings.is_empty());
    reader.learn(FILES[1].1).unwrap();
    // Without the model, tone is counted from phrases; they themselves are the same.
    assert_eq!(reader.read(text, Author::Customer, None).findings, customer(text).findings);
    reader.learn_model(MODEL).unwrap();
    assert_eq!(reader.read(text, Author::Customer, None), customer(text));
    assert_eq!(reader.clone().read(text, Author::Customer, None), customer(text));
    // Learned anew, a language has the phrases of its last file alone.
    reader.learn("clean-break/phrases@1 fr\n[thanks]\nje veux\n[end]").unwrap();
    let kinds: Vec<_> = reader.read(text, Author::Customer, None).findings.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [FindingKind::Thanks]);
}

#[test]
fn a_megabyte_reads_like_its_parts() {
    let part = "Hello there, the weather is fine and we went to the shop. I want to cancel my contract. ";
    let times = 1_000_000 / part.len();
    let reading = customer(&part.repeat(times));
    assert_eq!(reading.findings.len(), times * customer(part).findings.len());
    // Shapes that would be quadratic if any rule looked back to the start or on to the end.
    for unit in ["\n", "a", "want to ", "@", "(a", "> \n", "--\n", "from: a\n", "on 1\n", "…", "’s", "not "] {
        let text = unit.repeat(100_000 / unit.len());
        sound(&text, &customer(&text));
    }
}
