//! The reader against hand-written sentences, threads, letters with history and signatures, and arbitrary text.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use clean_break::assessment::read_all;
use clean_break::case::{Author, Case, Language, Message};
use clean_break::text::{
    AsideKind, Finding, FindingKind, LeaveTarget, LeaveTime, NotRead, Practised, READABLE, Reader, Reading, Span,
    TABLES, TableError, Utf16, Voice, languages_of,
};
use proptest::prelude::*;

const EN: &str = include_str!("fixtures/phrases/en.txt");
const FR: &str = include_str!("fixtures/phrases/fr.txt");
const IT: &str = include_str!("fixtures/phrases/it.txt");
const DE: &str = include_str!("fixtures/phrases/de.txt");
const ES: &str = include_str!("fixtures/phrases/es.txt");

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

/// A kind; of a wish to leave, whom and when.
type Told = (FindingKind, Option<(LeaveTarget, LeaveTime)>);

struct Line {
    author: Author,
    expected: BTreeSet<Told>,
    text: &'static str,
}

/// `wish_to_leave:gone:other`: without a target, it is about us; without a time, neither is looked at.
fn told(label: &str) -> Told {
    let mut words = label.split(':');
    let kind = words.next().and_then(|word| FindingKind::ALL.iter().find(|kind| kind.word() == word)).expect(label);
    let leave = words.next().map(|word| {
        let time = *LeaveTime::ALL.iter().find(|time| time.word() == word).expect(label);
        let target = words.next().map_or(LeaveTarget::Us, |word| {
            *LeaveTarget::ALL.iter().find(|target| target.word() == word).expect(label)
        });
        (target, time)
    });
    (*kind, leave)
}

fn fixtures(source: &'static str) -> Vec<Line> {
    let lines = source.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (words, text) = line.split_once(" | ").expect(line);
            let (author, words) =
                words.strip_prefix("staff: ").map_or((Author::Customer, words), |w| (Author::Staff, w));
            let expected = words.split(',').map(str::trim).filter(|word| *word != "-").map(told).collect();
            Line { author, expected, text }
        })
        .collect()
}

/// The sentences of a language in a folder of fixtures; none where it has no file.
fn sentences(folder: &str, language: Language) -> Vec<Line> {
    let path = format!("{}/tests/fixtures/{folder}/{}.txt", env!("CARGO_MANIFEST_DIR"), language.word());
    std::fs::read_to_string(path).map_or_else(|_| Vec::new(), |file| fixtures(file.leak()))
}

/// Right, wrong and missed; prints what is not as expected.
fn score(language: Language, lines: &[Line]) -> [u32; 3] {
    let mut counts = [0; 3];
    for line in lines {
        let reading = read(line.text, line.author, Some(language));
        let plain = line.expected.contains(&(FindingKind::WishToLeave, None));
        let leave = |finding: &Finding| finding.leave.filter(|_| !plain).map(|leave| (leave.target, leave.time));
        let got: BTreeSet<Told> = reading.findings.iter().map(|finding| (finding.kind, leave(finding))).collect();
        counts[0] += got.intersection(&line.expected).count() as u32;
        counts[1] += got.difference(&line.expected).count() as u32;
        counts[2] += line.expected.difference(&got).count() as u32;
        if got != line.expected || reading.language != Some(language) {
            println!("{}: expected {:?}, read {got:?} in {:?}", line.text, line.expected, reading.language);
        }
    }
    counts
}

/// Own sentences, and those of someone who has not seen the phrases (`blind`), which must be read well on their own,
/// too; a wish to leave is right where its time and its target are.
#[test]
fn sentences_are_read_precisely() {
    let mut bad = Vec::new();
    for language in READABLE {
        let (own, blind) = (sentences("phrases", language), sentences("blind", language));
        let covered: BTreeSet<_> =
            own.iter().chain(&blind).flat_map(|line| &line.expected).map(|told| told.0).collect();
        assert!(own.len() + blind.len() >= 120, "{language:?} has {} sentences", own.len() + blind.len());
        assert_eq!(covered.len(), FindingKind::ALL.len(), "every kind has a sentence in {language:?}");
        let (ours, theirs) = (score(language, &own), score(language, &blind));
        let both = [0, 1, 2].map(|at| ours[at] + theirs[at]);
        let shares = |[right, wrong, missed]: [u32; 3]| {
            let share = |of: u32| f64::from(right) / f64::from((right + of).max(1));
            (share(wrong), share(missed))
        };
        let all = own.len() + blind.len();
        for (name, lines, counts) in [("own", own.len(), ours), ("blind", blind.len(), theirs), ("all", all, both)] {
            let (precision, recall) = shares(counts);
            println!("{} {name}: {lines} sentences, precision {precision:.3}, recall {recall:.3}", language.word());
            // What the phrases were written beside says little alone: the blind ones must do as well.
            if name != "own" && (precision < 0.95 || recall < 0.8) {
                bad.push((language, name));
            }
        }
    }
    assert!(bad.is_empty(), "{bad:?}");
}

/// Sentences of a second person who had not seen the phrases, each with what calls for an answer in it: those that want to
/// leave, threaten, feel betrayed and so on, and hard negatives. What else they tell (thanks, a fault) is not looked at.
#[test]
fn what_calls_for_an_answer_is_told_apart() {
    use FindingKind::{
        Betrayal, Competitor, Identity, LegalThreat, PublicityThreat, SafetyThreat, Ultimatum, UnkeptPromise,
        WishToLeave,
    };
    let named = [
        WishToLeave,
        Ultimatum,
        Betrayal,
        Identity,
        Competitor,
        UnkeptPromise,
        PublicityThreat,
        LegalThreat,
        SafetyThreat,
    ];
    for language in READABLE {
        let lines = sentences("named", language);
        assert_eq!(lines.len(), 75);
        let mut counts = [0.0_f64; 3];
        for line in &lines {
            let told = read(line.text, line.author, Some(language)).findings.into_iter();
            let told = told.filter(|finding| named.contains(&finding.kind));
            let got: BTreeSet<Told> =
                told.map(|found| (found.kind, found.leave.map(|leave| (leave.target, leave.time)))).collect();
            counts[0] += got.intersection(&line.expected).count() as f64;
            counts[1] += got.difference(&line.expected).count() as f64;
            counts[2] += line.expected.difference(&got).count() as f64;
        }
        let [right, wrong, missed] = counts;
        let (precision, recall) = (right / (right + wrong), right / (right + missed));
        assert!(precision >= 0.95 && recall >= 0.8, "{language:?}: precision {precision:.3}, recall {recall:.3}");
    }
}

#[test]
fn threads_tell_their_story() {
    use FindingKind as F;
    let threads: [[(Author, &str, &[F]); 5]; 5] = [
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
        [
            (
                Author::Customer,
                "Der Router fällt jeden Abend aus. Ich schreibe Ihnen deswegen schon zum dritten Mal.",
                &[F::Complaint, F::RepeatedContact],
            ),
            (
                Author::Staff,
                "Die Störung tut uns leid. Ein Techniker ruft Sie bis Freitag, den 3. Mai, an.",
                &[F::Promise, F::Apology],
            ),
            (
                Author::Customer,
                "Niemand hat angerufen. Ich habe euch immer allen empfohlen und war stolz, vom ersten Tag an dabei zu \
                 sein. Jetzt komme ich mir dumm vor.",
                &[F::Betrayal, F::Identity, F::UnkeptPromise],
            ),
            (
                Author::Staff,
                "Wir haben Ihnen 1.234,50 € gutgeschrieben und einen neuen Router geschickt.",
                &[F::RepairAttempt],
            ),
            (
                Author::Customer,
                "Schon wieder dasselbe. Sagen Sie mir, wie ich aus dem Vertrag komme, oder ich schreibe das überall.",
                &[F::WishToLeave, F::Complaint, F::PublicityThreat],
            ),
        ],
        [
            (
                Author::Customer,
                "El router se desconecta todas las noches. Es la tercera vez que les escribo por esto.",
                &[F::Complaint, F::RepeatedContact],
            ),
            (
                Author::Staff,
                "Sentimos las molestias. Un técnico le llamará antes del viernes.",
                &[F::Promise, F::Apology],
            ),
            (
                Author::Customer,
                "No ha llamado nadie. Los recomendaba a todo el mundo, estaba orgullosa de ser clienta suya desde el \
                 primer día. Ahora me siento tonta.",
                &[F::Betrayal, F::Identity, F::UnkeptPromise],
            ),
            (Author::Staff, "Le hemos abonado 10 € y enviado un router nuevo.", &[F::RepairAttempt]),
            (
                Author::Customer,
                "Otra vez lo mismo. Díganme cómo salgo del contrato o lo cuento en todas partes.",
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
        "Vreau să-mi închid contul chiar acum.",
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
        ("Kündigung bitte", Language::De, Some([F::WishToLeave])),
        ("Geht nicht", Language::De, Some([F::Complaint])),
        ("Nicht kündigen", Language::De, None),
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

/// Whom they leave and when, of the first wish to leave.
fn leave(reader: &Reader, text: &str) -> Option<(LeaveTarget, LeaveTime)> {
    let reading = reader.read(text, Author::Customer, None);
    let leave = reading.findings.iter().find_map(|finding| finding.leave);
    leave.map(|leave| (leave.target, leave.time))
}

#[test]
fn a_wish_to_leave_has_a_time_and_a_target() {
    use LeaveTarget::{Other, Unclear, Us};
    use LeaveTime::{Going, Gone, Thinking};
    for (text, expected) in [
        ("I want to cancel my contract.", Some((Us, Going))),
        ("I have cancelled my contract with you.", Some((Us, Gone))),
        ("I am thinking about cancelling my contract.", Some((Us, Thinking))),
        ("I am leaving Orange for Free next month.", Some((Unclear, Going))),
        ("I leave Orange for Free.", Some((Unclear, Going))),
        ("I left Orange for Free last month.", Some((Unclear, Gone))),
        ("I am thinking of switching from Orange to Free.", Some((Unclear, Thinking))),
        ("I left Vodafone to join you and I do not regret it.", Some((Other, Gone))),
        ("We switched from Vodafone to you last year.", Some((Other, Gone))),
        ("Fix it by Friday or I leave.", None),
        ("Je veux résilier mon contrat.", Some((Us, Going))),
        ("J'ai résilié mon contrat chez vous.", Some((Us, Gone))),
        ("Je pense sérieusement à résilier.", Some((Us, Thinking))),
        ("Je quitte Orange pour Free le mois prochain.", Some((Unclear, Going))),
        ("Je me désabonne, merci.", Some((Us, Going))),
        ("Je ne sais pas si je vais rester.", Some((Us, Thinking))),
        ("J'ai quitté Orange pour vous rejoindre.", Some((Other, Gone))),
        ("Voglio disdire il contratto.", Some((Us, Going))),
        ("Ho disdetto il contratto con voi.", Some((Us, Gone))),
        ("Sto pensando di disdire il contratto.", Some((Us, Thinking))),
        ("Lascio Tim per Fastweb il mese prossimo.", Some((Unclear, Going))),
        ("Ho lasciato Tim per venire da voi.", Some((Other, Gone))),
        ("Ich möchte meinen Vertrag zum 31. Dezember kündigen.", Some((Us, Going))),
        ("Ich habe meinen Vertrag bei Ihnen gekündigt.", Some((Us, Gone))),
        ("Ich überlege ernsthaft, den Vertrag zu kündigen.", Some((Us, Thinking))),
        ("Ich wechsle nächsten Monat von Vodafone zu Congstar.", Some((Unclear, Going))),
        ("Ich bin von Vodafone zu Congstar gewechselt.", Some((Unclear, Gone))),
        ("Ich denke darüber nach, von Vodafone zu Congstar zu wechseln.", Some((Unclear, Thinking))),
        ("Ich habe Vodafone verlassen, um zu Ihnen zu kommen.", Some((Other, Gone))),
        ("Wir sind von Vodafone zu Ihnen gewechselt.", Some((Other, Gone))),
        ("Ich bin von der Telekom zu Ihnen gewechselt.", Some((Other, Gone))),
        ("Beheben Sie das bis zum 3. Mai, sonst kündige ich.", None),
        ("Quiero darme de baja.", Some((Us, Going))),
        ("Ya he cancelado mi contrato con ustedes.", Some((Us, Gone))),
        ("Estoy pensando en cambiarme de compañía.", Some((Us, Thinking))),
        ("No sé si darme de baja.", Some((Us, Thinking))),
        ("Dejo Orange por Digi el mes que viene.", Some((Unclear, Going))),
        ("El mes pasado me cambié de Orange a Digi.", Some((Unclear, Gone))),
        ("Dejé a Vodafone para venirme con ustedes.", Some((Other, Gone))),
    ] {
        assert_eq!(leave(&READER, text), expected, "{text}");
        // Only what is certain complains, and only a wish to leave has a target.
        let certain = matches!(expected, Some((Us, Going | Gone)));
        assert_eq!(customer(text).voice == Voice::Complaint, certain || expected.is_none(), "{text}");
        let others = customer(text).findings.into_iter().filter(|finding| finding.kind != FindingKind::WishToLeave);
        assert!(others.into_iter().all(|finding| finding.leave.is_none()), "{text}");
    }
}

#[test]
fn leaving_that_is_quoted_asked_about_or_nearly_done_is_no_wish() {
    for text in [
        "Your mail says I want to cancel, that is not so.",
        "What does the early cancellation fee mean?",
        "Je me désabonne de votre newsletter.",
        "Je vous ai laissé deux messages.",
        "Que signifient les « frais de résiliation » ?",
        "Che cosa significa «penale di recesso»?",
        "Vi ho lasciato due messaggi.",
        "Ich hätte fast gekündigt.",
        "Melden Sie mich vom Newsletter ab.",
        "Was bedeutet „Gebühr bei Kündigung“?",
        "Casi me doy de baja el mes pasado.",
        "¿Qué significa «penalización por baja»?",
    ] {
        assert_eq!(leave(&READER, text), None, "{text}");
    }
}

#[test]
fn our_own_name_is_no_competitor_where_words_are_known_as_brands() {
    let text = "Bei Congstar zahle ich für dasselbe nur die Hälfte.";
    let found = |names: &[String]| READER.clone().own_names(names).read(text, Author::Customer, None).findings.len();
    assert_eq!((found(&[]), found(&["Congstar".to_owned()]), found(&["Vodafone".to_owned()])), (1, 0, 1));
}

#[test]
fn our_own_names_tell_whom_they_leave() {
    use LeaveTarget::{Other, Unclear, Us};
    let ours =
        |names: &[&str]| READER.clone().own_names(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    for (text, names, target) in [
        ("I am leaving Orange for Free next month.", &["orange"][..], Us),
        ("I am leaving Orange for Free next month.", &["FREE"], Other),
        ("I am leaving Orange for Free next month.", &["Vodafone", ""], Unclear),
        ("I am leaving Orange Business for Free.", &["Orange"], Us),
        ("I am leaving Orangery for Free.", &["Orange"], Unclear),
        ("I am switching to Orange next week.", &["Orange"], Other),
        ("I am switching to Orange next week.", &[], Us),
        ("Je quitte Élan Télécom pour Free.", &["elan telecom"], Us),
        ("Ich wechsle nächsten Monat von Vodafone zu Congstar.", &["Vodafone"], Us),
        ("Ich wechsle nächsten Monat von Vodafone zu Congstar.", &["congstar"], Other),
    ] {
        let reader = ours(names);
        assert_eq!(leave(&reader, text).unwrap().0, target, "{text} {names:?}");
        let competitor = reader.read(text, Author::Customer, None).findings;
        let competitor = competitor.iter().any(|finding| finding.kind == FindingKind::Competitor);
        assert!(!(competitor && target == Other), "whoever comes to us goes to no competitor: {text}");
    }
}

#[test]
fn an_ultimatum_is_no_wish_beside_one_that_is() {
    use FindingKind as F;
    for text in [
        "I want to cancel my contract. Call me back or I leave.",
        "Je veux résilier mon contrat. Rappelez-moi ou je vous quitte.",
        "Voglio disdire il contratto. Richiamatemi o me ne vado.",
        "Quiero rescindir el contrato. Llámenme o me voy.",
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
fn a_footer_right_under_a_signature_is_set_aside_too() {
    for (letter, footer) in [
        (
            "Please check my invoice.\n\nKind regards,\nTom\n",
            "This e-mail is confidential. If it is misused we take legal action.",
        ),
        (
            "Merci de vérifier ma facture.\n\nCordialement\nLéa\n",
            "Ce message est confidentiel. Résiliez tout usage non autorisé.",
        ),
        (
            "Bitte prüfen Sie meine Rechnung.\n\nViele Grüße\nAnna\n",
            "Diese E-Mail kann vertrauliche Daten enthalten; sonst Anwalt.",
        ),
    ] {
        let text = [letter, footer].concat();
        let reading = customer(&text);
        let last = reading.asides.last().expect(letter);
        assert_eq!((last.kind, last.span.quote(&text)), (AsideKind::Disclaimer, footer));
        assert!(reading.findings.iter().all(|finding| finding.kind != FindingKind::LegalThreat), "{text}");
    }
}

#[test]
fn asides_are_known_in_german_and_spanish() {
    use AsideKind::{AutoReply, Disclaimer, Quoted, Signature};
    let german = "Danke für die schnelle Antwort, das klären wir morgen.";
    let spanish = "Gracias por la respuesta, lo vemos mañana con calma.";
    let cases: &[(&str, &str, &[AsideKind])] = &[
        (german, "Am 3. März 2026 um 10:12 schrieb Acme Hilfe:\n> Ich kündige.", &[Quoted]),
        (german, "Am Di., 3. März 2026 um 10:12 Uhr schrieb Acme <hilfe@acme.example>:\n\nIch kündige.", &[Quoted]),
        (german, "Am 03.03.26 um 10:12 schrieb Acme\n<hilfe@acme.example>:\n> Ich kündige.", &[Quoted]),
        (
            german,
            "Von: Acme Hilfe\nGesendet: Dienstag, 3. März 2026 10:12\nAn: Jo\nBetreff: AW: Rechnung\n\nIch kündige.",
            &[Quoted],
        ),
        (german, "-----Ursprüngliche Nachricht-----\nVon: Acme\nIch kündige.", &[Quoted]),
        (german, "Anfang der weitergeleiteten Nachricht:\n\nIch kündige.", &[Quoted]),
        (german, "Mit freundlichen Grüßen\nJana Muster\n\nVon meinem iPhone gesendet", &[Signature, Signature]),
        (german, "Viele Grüße\nJana Muster", &[Signature]),
        (german, "Gesendet mit der GMX Mail App", &[Signature]),
        (
            german,
            "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige\nAdressat sind, löschen Sie sie.",
            &[Disclaimer],
        ),
        (
            spanish,
            "El mar, 3 mar 2026 a las 10:12, Acme (<ayuda@acme.example>) escribió:\n> Me doy de baja.",
            &[Quoted],
        ),
        (spanish, "El 3/3/26 a las 10:12, Acme escribió:\n\nMe doy de baja.", &[Quoted]),
        (spanish, "El 3 mar 2026, a las 10:12, Acme\n<ayuda@acme.example> escribió:\n\nMe doy de baja.", &[Quoted]),
        (
            spanish,
            "De: Acme Ayuda\nEnviado: martes, 3 de marzo de 2026 10:12\nPara: Jo\nAsunto: RE: factura\n\nMe doy de baja.",
            &[Quoted],
        ),
        (spanish, "De: Acme\nEnviado el: martes, 3 de marzo de 2026\nPara: Jo\n\nMe doy de baja.", &[Quoted]),
        (spanish, "---------- Mensaje reenviado ---------\nMe doy de baja.", &[Quoted]),
        (spanish, "Un saludo,\nAna Ejemplo\n\nEnviado desde mi iPhone", &[Signature, Signature]),
        (spanish, "Atentamente,\nAna Ejemplo", &[Signature]),
        (spanish, "Obtener Outlook para Android", &[Signature]),
        (spanish, "Este correo electrónico contiene información confidencial. Mi abogado\nlo sabe.", &[Disclaimer]),
        (spanish, "Si usted no es el destinatario, bórrelo.", &[Disclaimer]),
    ];
    for (said, aside, expected) in cases {
        let text = format!("{said}\n\n{aside}");
        let reading = customer(&text);
        let got: Vec<_> = reading.asides.iter().map(|aside| aside.kind).collect();
        assert_eq!(&got, expected, "{text}");
        assert_eq!(reading.asides[0].span.start, said.len() + 2, "{text}");
        assert_eq!(reading.asides.last().unwrap().span.end, text.len(), "{text}");
    }
    for text in [
        "Abwesenheitsnotiz: Ihr Ticket\n\nIch bin bis Montag nicht da.",
        "Ich bin derzeit nicht im Büro.\nIn dringenden Fällen wenden Sie sich an meine Kollegin.",
        "Dies ist eine automatische Antwort.",
        "Respuesta automática: su consulta\n\nVuelvo el lunes.",
        "Estoy fuera de la oficina hasta el 5 de mayo.",
    ] {
        let reading = customer(text);
        assert_eq!(reading.not_read, Some(NotRead::OnlyBoilerplate), "{text}");
        assert_eq!(reading.asides[0].kind, AutoReply);
    }
    // What customers write themselves stays.
    for text in [
        "Am 3. März 2026 schrieb ich Ihnen Folgendes:\nIch kündige meinen Vertrag.",
        "Am 3. März um 10:12 Uhr schrieb mir Ihr Kollege:\nDas wird geprüft.",
        "Ich bin bis zum 5. Mai im Urlaub und kann nicht telefonieren.",
        "Viele Grüße an das ganze Team, das war wirklich gut.",
        "El 3 de marzo me dijeron lo siguiente:\nque venía un técnico.",
        "De: Madrid\nPara: Roma\nMi maleta llegó rota.",
        "El paquete fue enviado desde su almacén el lunes.",
    ] {
        assert!(customer(text).asides.is_empty(), "{text}");
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
    assert_eq!(languages, [Language::De, Language::Fr, Language::En]);
}

#[test]
fn practice_changes_nothing() {
    let mut practised = Practised::new(READER.clone());
    let languages = ["en", "fr", "it", "de", "es"];
    let files =
        languages.map(|language| std::fs::read_to_string(format!("tests/fixtures/blind/{language}.txt")).unwrap());
    // Languages by turns, so that words that two share are met in both.
    let lines = (0..200).flat_map(|line| files.iter().filter_map(move |file| file.lines().nth(line)));
    let texts: Vec<&str> = lines.collect();
    for text in texts.iter().chain(&texts) {
        assert_eq!(practised.read(text, Author::Customer, None), READER.read(text, Author::Customer, None), "{text}");
    }
    let text = "I leave Acme for Bolt";
    let own = ["Acme".to_owned()];
    practised.own_names(&own);
    let ours = READER.clone().own_names(&own).read(text, Author::Customer, None);
    assert_eq!(practised.read(text, Author::Customer, None), ours);
    practised.own_names(&[]);
    assert_eq!(practised.read(text, Author::Customer, None), READER.read(text, Author::Customer, None));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_reads_soundly(text in "\\PC{0,200}", author in 0..3_usize, hint in 0..6_usize) {
        let reading = read(&text, Author::ALL[author], Language::ALL.get(hint).copied());
        sound(&text, &reading);
    }

    #[test]
    fn practice_changes_nothing_in_any_mixture(
        picks in proptest::collection::vec((0..5_usize, 0..200_usize, 0..16_usize), 1..6),
        hint in 0..6_usize,
    ) {
        const GLUE: [&str; 16] = [
            " ", ". ", ", ", "\n", "!! ", "'", "’s ", " don't ", " 1.5 ", " \u{301}5 5 ", "é ", " @acme ", " www.a.example ",
            " SHOUTING LOUDLY ", "\u{200B}", "\n> ",
        ];
        static PRACTISED: LazyLock<Mutex<Practised>> = LazyLock::new(|| Mutex::new(Practised::new(READER.clone())));
        let mut text = String::new();
        for (language, line, glue) in picks {
            let file = [
                include_str!("fixtures/blind/en.txt"),
                include_str!("fixtures/blind/fr.txt"),
                include_str!("fixtures/blind/it.txt"),
                include_str!("fixtures/blind/de.txt"),
                include_str!("fixtures/blind/es.txt"),
            ][language];
            text.push_str(file.lines().nth(line % file.lines().count()).unwrap());
            text.push_str(GLUE[glue]);
        }
        let hint = Language::ALL.get(hint).copied();
        let reading = PRACTISED.lock().unwrap().read(&text, Author::Customer, hint);
        prop_assert_eq!(reading, READER.read(&text, Author::Customer, hint));
    }

    #[test]
    fn any_file_is_learned_or_refused(lines in proptest::collection::vec("\\PC{0,30}|[@\\[\\]|?~^$,=a-c ]{0,12}", 0..8)) {
        let file = format!("clean-break/phrases@1 en\n@a = b|c\n[anger]\n{}\n[end]", lines.join("\n"));
        let mut reader = Reader::default();
        match reader.learn_notation(&file) {
            Ok(language) => prop_assert!(reader.knows(language)),
            Err(error) => prop_assert!(error.line >= 4 && file.lines().nth(error.line - 1).unwrap().trim() == error.text),
        }
        let _ = reader.learn_notation(&lines.join("\n"));
        sound("b c, Aa b! A c b", &reader.read("b c, Aa b! A c b", Author::Customer, Some(Language::En)));
    }

    #[test]
    fn any_table_is_learned_or_refused(
        changes in proptest::collection::vec((0..60_000_usize, any::<u8>()), 1..4),
        tail in "[@a-c=|?~^$,#*!A-CÀ\n]{0,60}",
    ) {
        let mut table = TABLES[0].1.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % table.len();
            table[at] = byte;
        }
        let mut reader = Reader::default();
        for table in [table.as_slice(), format!("clean-break/table@2 en 9\na b @c\n[anger]\n{tail}\n[end]\n").as_bytes()] {
            if reader.learn(table).is_ok() {
                sound("b c, Aa b! A c b", &reader.read("b c, Aa b! A c b", Author::Customer, Some(Language::En)));
            }
        }
    }

    #[test]
    fn what_a_case_needs_is_enough_to_read_it(picks in proptest::collection::vec((0..5_usize, 0..120_usize), 0..6)) {
        let texts = picks.iter().map(|&(source, line)| fixtures([EN, FR, IT, DE, ES][source])[line].text.to_owned());
        let case = case(texts);
        let mut reader = Reader::default();
        reader.learn_model(MODEL).unwrap();
        for language in languages_of(&case) {
            let (_, table) = TABLES.iter().find(|(known, _)| *known == language).unwrap();
            reader.learn(table.as_bytes()).unwrap();
        }
        prop_assert_eq!(read_all(&case, &reader), read_all(&case, &READER));
    }

    #[test]
    fn shuffled_phrases_read_soundly(picks in proptest::collection::vec((0..400_usize, 0..8_usize), 1..12), hint in 0..6_usize) {
        let lines: Vec<Line> = [EN, FR, IT, DE, ES].into_iter().flat_map(fixtures).collect();
        let glue = [" ", ". ", "\n", "\n> ", "\n-- \n", " 😡 ", "’", "\nOn 2 May, a wrote:\n"];
        let mut text = String::new();
        for (line, between) in picks {
            text.push_str(lines[line % lines.len()].text);
            text.push_str(glue[between]);
        }
        sound(&text, &read(&text, Author::Customer, Language::ALL.get(hint).copied()));
    }
}

const MODEL: &[u8] = include_bytes!("../www/models/reader-1.dat");

const FILES: [(Language, &str); 5] = [
    (Language::En, include_str!("../www/phrases/en.txt")),
    (Language::Fr, include_str!("../www/phrases/fr.txt")),
    (Language::It, include_str!("../www/phrases/it.txt")),
    (Language::De, include_str!("../www/phrases/de.txt")),
    (Language::Es, include_str!("../www/phrases/es.txt")),
];

#[test]
fn every_file_is_learned_and_none_that_was_cut_off() {
    for (language, file) in FILES {
        let mut reader = Reader::default();
        assert!(!reader.knows(language));
        assert_eq!(reader.learn_notation(file), Ok(language));
        assert!(reader.knows(language) && READER.knows(language) && READABLE.contains(&language));
        for end in
            (0..file.trim_end().len()).rev().step_by(1499).chain([0, 1]).filter(|end| file.is_char_boundary(*end))
        {
            let cut = &file[..end];
            let error = reader.learn_notation(cut).unwrap_err();
            let lines = cut.lines().count().max(1);
            assert_eq!(error.line, lines, "{error}");
            assert!(error.to_string().starts_with(&format!("line {lines}: ")));
        }
        assert!(reader.knows(language), "a faulty file takes nothing away");
    }
    assert_eq!(FILES.map(|(language, _)| language), READABLE);
}

#[test]
fn every_table_is_learned_and_none_that_was_cut_off_or_is_something_else() {
    assert_eq!(TABLES.map(|(language, _)| language), READABLE);
    for (language, table) in TABLES {
        let table = table.as_bytes();
        let mut reader = Reader::default();
        assert_eq!(reader.learn(table), Ok(language));
        let first = table.iter().position(|&byte| byte == b'\n').unwrap();
        for end in (0..table.len()).step_by(499).chain([first, first + 1, table.len() - 1]) {
            let fault = if end <= first { TableError::Format } else { TableError::Damaged(end) };
            assert_eq!(reader.learn(&table[..end]), Err(fault));
        }
        assert_eq!(reader.learn(&[table, b"\n"].concat()), Err(TableError::Damaged(table.len())));
        assert!(reader.knows(language), "a faulty table takes nothing away");
    }
    for other in [
        b"clean-break/table@1 en 1\na\n[end]\n".as_slice(),
        b"clean-break/table@2 xx 1\na\n[end]\n",
        FILES[0].1.as_bytes(),
        b"\n",
    ] {
        assert_eq!(Reader::default().learn(other), Err(TableError::Format));
    }
}

#[test]
fn a_language_is_read_once_it_was_learned() {
    let text = "Je veux résilier mon contrat.";
    let mut reader = Reader::default();
    let unread = reader.read(text, Author::Customer, None);
    assert_eq!((unread.language, unread.not_read), (Some(Language::Fr), Some(NotRead::UnknownLanguage)));
    assert!(unread.findings.is_empty());
    reader.learn(TABLES[1].1.as_bytes()).unwrap();
    // Without the model, tone is counted from phrases; they themselves are the same.
    assert_eq!(reader.read(text, Author::Customer, None).findings, customer(text).findings);
    reader.learn_model(MODEL).unwrap();
    assert_eq!(reader.read(text, Author::Customer, None), customer(text));
    assert_eq!(reader.clone().read(text, Author::Customer, None), customer(text));
    let mut other = Reader::default();
    other.learn_from(&reader);
    assert_eq!(other.read(text, Author::Customer, None).findings, customer(text).findings);
    assert!(!other.has_model(), "phrases alone are taken over");
    // Learned anew, a language has the phrases of its last file alone.
    reader.learn_notation("clean-break/phrases@1 fr\n[thanks]\nje veux\n[end]").unwrap();
    let kinds: Vec<_> = reader.read(text, Author::Customer, None).findings.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [FindingKind::Thanks]);
    other.learn_from(&reader);
    assert_eq!(other.read(text, Author::Customer, None).findings, customer(text).findings, "what is known stays");
}

#[test]
fn a_megabyte_reads_like_its_parts() {
    let part = "Hello there, the weather is fine and we went to the shop. I want to cancel my contract. ";
    let times = 1_000_000 / part.len();
    let reading = customer(&part.repeat(times));
    assert_eq!(reading.findings.len(), times * customer(part).findings.len());
    // Shapes that would be quadratic if any rule looked back to the start or on to the end.
    for unit in [
        "\n",
        "a",
        "want to ",
        "@",
        "(a",
        "> \n",
        "--\n",
        "from: a\n",
        "on 1\n",
        "…",
        "’s",
        "not ",
        "wenn nicht ",
        "ich vertrag ",
    ] {
        let text = unit.repeat(100_000 / unit.len());
        sound(&text, &customer(&text));
    }
}
