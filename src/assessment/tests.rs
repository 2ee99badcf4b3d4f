//! The pipeline from a case to its advice, on threads as people write them.

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::advice::QuestionId;
use crate::case::{Audience, ContractKind, Fact, Language};
use crate::relationship::{Input, Output};
use crate::risk::{ChurnBand, RetaliationBand};
use crate::signals::testing::{Made, START, day, made};
use crate::signals::{Outcome, PointSource};
use crate::text::{FindingKind, LeaveTarget, LeaveTime};
use crate::words::{Catalogue, Key, PlainFormat, Text, say};

const TODAY: Date = date!(2026 - 06 - 20);

fn judge(made: &Made, corrections: &Corrections) -> Assessment {
    assess_with_readings(&made.case, made.readings.clone(), &Settings::default(), corrections, TODAY)
}

fn explained_by(made: &Made, corrections: &Corrections) -> Explanation {
    explain(&made.case, &made.readings, &Settings::default(), corrections, TODAY)
}

fn explained(made: &Made) -> Explanation {
    explained_by(made, &Corrections::default())
}

fn notes(made: &Made) -> Vec<Text> {
    explained(made).reasons.notes
}

fn plain(made: &Made) -> Assessment {
    judge(made, &Corrections::default())
}

fn strike(id: &str) -> Corrections {
    Corrections { struck: [id.to_owned()].into(), ..Corrections::default() }
}

/// Complains, is sent a part and promised a call that never comes, complains, is credited, complains again: two failed
/// repairs, and an unkept promise that is none.
fn embittered() -> Made {
    let last = "Still nothing. I have been with you from the first day";
    made()
        .since(date!(2021 - 03 - 01))
        .complaint(0)
        .repair(1)
        .promise(2)
        .said(
            4,
            Author::Customer,
            Voice::Complaint,
            "You never called",
            &[(FindingKind::UnkeptPromise, "never called")],
        )
        .repair(5)
        .said(
            8,
            Author::Customer,
            Voice::Complaint,
            last,
            &[(FindingKind::Complaint, "Still nothing"), (FindingKind::Identity, "from the first day")],
        )
}

fn leaving(made: Made) -> Made {
    made.said(
        9,
        Author::Customer,
        Voice::Neutral,
        "Please cancel my account",
        &[(FindingKind::WishToLeave, "cancel my account")],
    )
}

/// Complains, and says that they leave unless something is done.
fn threatening(made: Made, days: i64) -> Made {
    let text = "It does not work, fix it by Friday or I leave";
    let findings = [(FindingKind::Complaint, "not work"), (FindingKind::Ultimatum, "or I leave")];
    made.said(days, Author::Customer, Voice::Complaint, text, &findings)
}

#[test]
fn an_ultimatum_counts_and_is_never_honoured() {
    let known = || made().since(date!(2021 - 03 - 01)).attached(0.3);
    let (calm, threatened) = (plain(&known().complaint(0)), plain(&threatening(known(), 0)));
    assert_eq!(threatened.advice.path, calm.advice.path);
    assert!((threatened.churn.log_odds - calm.churn.log_odds - 0.8).abs() < 1e-9);
    assert_eq!(threatened.relationship.exit13, calm.relationship.exit13);
    let label = Text::from(Key::SignalUltimatum);
    let point = threatened.churn.points.iter().find(|point| point.label == label).unwrap();
    assert_eq!(judge(&threatening(known(), 0), &strike(&point.id)).churn.log_odds, calm.churn.log_odds);
    // Who says that they leave, or that they stay, no longer threatens.
    let counted = |assessment: &Assessment| assessment.churn.points.iter().any(|point| point.label == label);
    assert!(!counted(&plain(&leaving(threatening(known(), 0)))));
    let stays = [(FindingKind::WishWithdrawn, "I will stay")];
    let back = |made: Made| made.said(3, Author::Customer, Voice::Neutral, "All right, I will stay", &stays);
    assert!(!counted(&plain(&back(threatening(known(), 0)))));
    assert!(counted(&plain(&threatening(back(known()), 4))));
    for wish in [false, true] {
        let said = Corrections { wish: Some(wish), ..Corrections::default() };
        assert!(!counted(&judge(&threatening(known(), 0), &said)));
    }
}

/// Says something of leaving that is not certain, and nothing else.
fn doubting(target: LeaveTarget, time: LeaveTime) -> Made {
    let text = "I am leaving Acme for Bolt";
    let wish = [(FindingKind::WishToLeave, "leaving Acme for Bolt")];
    made().said(0, Author::Customer, Voice::Neutral, text, &wish).leaving(target, time)
}

#[test]
fn only_a_certain_wish_to_leave_us_is_honoured() {
    use LeaveTarget::{Other, Unclear, Us};
    use LeaveTime::{Going, Gone, Thinking};
    let silent = plain(&made().said(0, Author::Customer, Voice::Neutral, "Good morning to you", &[]));
    for (target, time, label, points, path) in [
        (Us, Going, Key::SignalWishToLeave, 1.5, Path::Honour),
        (Us, Gone, Key::SignalHasLeft, 1.5, Path::Honour),
        (Us, Thinking, Key::SignalThinksOfLeaving, 0.75, Path::Unclear),
        (Unclear, Going, Key::SignalLeavesSomeone, 0.75, Path::Unclear),
        (Unclear, Gone, Key::SignalLeavesSomeone, 0.75, Path::Unclear),
        (Unclear, Thinking, Key::SignalLeavesSomeone, 0.75, Path::Unclear),
        (Other, Gone, Key::SignalLeavesOther, 0.0, Path::NothingToRepair),
        (Other, Thinking, Key::SignalLeavesOther, 0.0, Path::NothingToRepair),
    ] {
        let case = doubting(target, time);
        let found = plain(&case);
        let signal = &found.signals[0];
        assert_eq!((signal.label.key, found.advice.path), (label, path), "{target:?} {time:?}");
        let added = found.churn.log_odds - silent.churn.log_odds;
        assert!((added - points).abs() < 1e-9, "{target:?} {time:?}: {added}");
        let struck = judge(&case, &strike(&signal.id));
        assert_eq!((struck.churn.log_odds, struck.advice.path), (silent.churn.log_odds, Path::NothingToRepair));
        assert_eq!(struck.churn.points.iter().any(|point| point.struck), points > 0.0, "what is struck stays in sight");
        // Whom they leave is asked, with their words; what staff answer decides.
        if path == Path::Unclear {
            let question = found.advice.question.unwrap();
            let key = if target == Unclear { Key::AdviceQuestionWhich } else { Key::AdviceQuestionWish };
            assert_eq!((question.id, question.text.key), (QuestionId::Wish, key));
            let say = if target == Unclear { say::advice_unclear_why_which } else { say::advice_unclear_why_thinking };
            assert_eq!(found.advice.why, say("leaving Acme for Bolt".to_owned()));
            for (wish, path, points) in [(true, Path::Honour, 1.5), (false, Path::NothingToRepair, 0.0)] {
                let told = judge(&case, &Corrections { wish: Some(wish), ..Corrections::default() });
                assert_eq!(told.advice.path, path);
                assert!((told.churn.log_odds - silent.churn.log_odds - points).abs() < 1e-9);
            }
        }
    }
}

#[test]
fn a_thought_of_leaving_is_a_reason_and_no_rule_where_something_went_wrong() {
    let wish = [(FindingKind::WishToLeave, "thinking of leaving")];
    let said = |made: Made, days| made.said(days, Author::Customer, Voice::Neutral, "I am thinking of leaving", &wish);
    let thinks = |made, days| said(made, days).leaving(LeaveTarget::Us, LeaveTime::Thinking);
    let known = || made().since(date!(2021 - 03 - 01)).attached(0.3).complaint(0);
    let (calm, thinking) = (plain(&known()), thinks(known(), 1));
    assert_eq!(plain(&thinking).advice.path, calm.advice.path);
    let reasons = explained(&thinking).reasons;
    let reason = Text::from(Key::SignalThinksOfLeaving);
    assert!(reasons.against.contains(&reason) || reasons.for_it.contains(&reason));
    // One of wish, ultimatum and thought counts, the gravest; a wish taken back takes the thought back.
    let texts = |made: &Made| plain(made).churn.points.iter().filter(|point| point.source == PointSource::Text).count();
    assert_eq!(texts(&thinks(known(), 1)), 1);
    assert_eq!(texts(&threatening(thinks(known(), 1), 2)), 1);
    assert_eq!(texts(&leaving(threatening(thinks(known(), 1), 2))), 1);
    let stays = [(FindingKind::WishWithdrawn, "I will stay")];
    let back = thinks(known(), 1).said(3, Author::Customer, Voice::Neutral, "All right, I will stay", &stays);
    assert_eq!(texts(&back), 0);
    // Unclear comes before whatever failures say, and after what is grave.
    let unclear = said(known(), 1).leaving(LeaveTarget::Unclear, LeaveTime::Going);
    assert_eq!(plain(&unclear).advice.why.key, Key::AdviceUnclearWhyWhich);
    let grave = [(FindingKind::Vulnerability, "ill")];
    let ill = unclear.said(2, Author::Customer, Voice::Neutral, "I am ill", &grave);
    assert_eq!(plain(&ill).advice.path, Path::Escalate);
}

#[test]
fn own_names_of_the_settings_tell_whom_they_leave() {
    let text = "I am leaving Orange for Free next month.";
    let case = made().said(0, Author::Customer, Voice::Neutral, text, &[]).case;
    let path = |names: &[&str]| {
        let own_names = names.iter().map(|name| (*name).to_owned()).collect();
        let settings = Settings { own_names, ..Settings::default() };
        assess(&case, &Reader::shipped(), &settings, &Corrections::default(), TODAY).advice.path
    };
    assert_eq!(path(&[]), Path::Unclear);
    assert_eq!(path(&["Orange"]), Path::Honour);
    assert_eq!(path(&["Free"]), Path::NothingToRepair);
    let settings: Settings = crate::json::parse(r#"{"ownNames":["Acme"],"thresholds":{"thinkingPoints":1}}"#).unwrap();
    assert_eq!((settings.own_names.as_slice(), settings.thresholds.thinking_points), (&["Acme".to_owned()][..], 1.0));
}

#[test]
fn words_of_self_harm_and_threats_to_a_person_are_escalated() {
    let reader = Reader::shipped();
    let path = |text: &str, language: &str| {
        let mut case = made().complaint(0).said(1, Author::Customer, Voice::Neutral, text, &[]).case;
        case.customer.language = Some(language.to_owned());
        assess(&case, &reader, &Settings::default(), &Corrections::default(), TODAY).advice.path
    };
    for (language, texts) in [
        (
            "en",
            [
                "I want to die.",
                "If this debt goes to court I will end it all.",
                "Honestly I just want to kill myself over this bill.",
                "There is no point in living anymore.",
                "I wish I was dead.",
                "My life isn't worth living like this.",
                "You are driving me to suicide.",
                "Keep this up and somebody is going to get hurt.",
                "I will come to your shop and beat the manager.",
                "I am going to hurt one of your agents.",
                "Kill myself",
            ],
        ),
        (
            "fr",
            [
                "Je veux mourir.",
                "Avec cette dette, autant en finir ce soir.",
                "Je pense à me suicider.",
                "Je n’ai plus envie de vivre.",
                "J’ai des idées noires depuis votre courrier.",
                "Je vais me jeter sous un train.",
                "Vous aurez ma mort sur la conscience.",
                "Je vais tuer quelqu’un dans votre agence.",
                "Je vais casser la figure à votre directeur.",
                "Je mettrai le feu à votre boutique.",
                "Plutôt mourir",
            ],
        ),
        (
            "it",
            [
                "Voglio morire.",
                "Con questo debito voglio farla finita.",
                "Sto pensando al suicidio.",
                "Non ho più voglia di vivere.",
                "Mi butto sotto un treno.",
                "Non vale più la pena di vivere.",
                "Mi avrete sulla coscienza.",
                "Vengo lì e spacco la faccia al direttore.",
                "Ammazzo qualcuno dei vostri.",
                "Do fuoco alla vostra filiale.",
                "Mi ammazzo",
            ],
        ),
        (
            "es",
            [
                "Quiero morir.",
                "Con esta deuda lo mejor es acabar con todo.",
                "Me dan ganas de quitarme de en medio.",
                "Ya no quiero vivir así.",
                "Mi vida ya no tiene sentido.",
                "Me voy a tirar a las vías del tren.",
                "Cargarán con mi muerte.",
                "Voy a matar a alguien en su oficina.",
                "Iré a su tienda y le daré una paliza al encargado.",
                "Le prendo fuego a su sucursal.",
                "Me mato",
            ],
        ),
        (
            "de",
            [
                "Ich will sterben.",
                "Ich möchte nicht mehr leben.",
                "Ich denke an Suizid.",
                "Am liebsten wäre ich tot.",
                "Ich könnte mir etwas antun.",
                "Ich werfe mich vor den Zug.",
                "Ihr treibt mich in den Selbstmord.",
                "Ich bringe jemanden in Ihrer Filiale um.",
                "Ich komme mit dem Messer vorbei.",
                "Ich zünde Ihre Filiale an.",
                "Ich bringe mich um",
            ],
        ),
        (
            "de",
            [
                "Ich denke daran, mich umzubringen.",
                "Ich habe keinen Lebenswillen mehr.",
                "Das Leben hat keinen Sinn mehr für mich.",
                "Ich nehme mir noch das Leben.",
                "Ihr habt mein Leben auf dem Gewissen.",
                "Dann schlucke ich eben alle meine Tabletten.",
                "Ich will morgen nicht mehr aufwachen.",
                "Ohne mich wären doch alle besser dran.",
                "Ich komme vorbei und haue Ihnen eine rein.",
                "Dann passiert einem Ihrer Mitarbeiter etwas.",
                "Es wird Blut fließen, das verspreche ich Ihnen.",
            ],
        ),
    ] {
        for text in texts {
            assert_eq!(path(text, language), Path::Escalate, "{text}");
        }
    }
    for (language, text) in [
        ("en", "This queue is killing me, I would kill for a stable line."),
        ("en", "How do I kill the frozen app?"),
        ("fr", "Cette attente me tue, je veux en finir avec ce dossier."),
        ("it", "Questa attesa mi uccide, voglio farla finita con questa pratica."),
        ("es", "Esta espera me está matando, quiero acabar con este trámite."),
        ("es", "Me mato a trabajar para pagar la cuota, y me muero de ganas de dejarlo."),
        ("es", "No vale la pena vivir sin internet."),
        ("de", "Die Warteschleife bringt mich um, ich will diesem Papierkram ein Ende setzen."),
        ("de", "Am Abend zündet die Heizung nicht an, und der Techniker kommt nicht mehr."),
        ("de", "Das Gerät ist wie tot, ohne Router wären wir besser dran."),
        ("de", "Ich sterbe vor Langeweile, der Akku ist tot."),
    ] {
        assert_ne!(path(text, language), Path::Escalate, "{text}");
    }
}

#[test]
fn a_message_dated_after_today_is_named_and_moves_no_relationship() {
    // TODAY is day 19; a day more may be another time zone.
    let at = |days| made().complaint(0).complaint(days);
    let (alone, tomorrow, ahead) = (plain(&made().complaint(0)), plain(&at(20)), plain(&at(21)));
    assert_eq!(ahead.relationship.loglik, alone.relationship.loglik);
    assert_ne!(tomorrow.relationship.loglik, alone.relationship.loglik);
    let note = say::advice_note_ahead(1);
    assert!(notes(&at(21)).contains(&note) && !notes(&at(20)).contains(&note));
    assert_eq!(ahead.signals.len(), 2, "its words are read");
    // Whoever asks to leave is heard, whatever the clock of their machine says.
    let text = "Please cancel my account";
    let wish = [(FindingKind::WishToLeave, "cancel my account")];
    let asks = made().complaint(0).said(40, Author::Customer, Voice::Neutral, text, &wish);
    assert_eq!(plain(&asks).advice.path, Path::Honour);
}

#[test]
fn a_wish_to_leave_is_honoured_whatever_the_numbers_say() {
    let made = leaving(embittered().attached(0.8));
    let assessment = plain(&made);
    assert_eq!(assessment.advice.path, Path::Honour);
    assert_eq!((assessment.advice.save_attempts, &assessment.advice.question), (0, &None));
    let failed = assessment.story.attempts().filter(|attempt| attempt.is_failed_repair()).count();
    assert_eq!(failed, 2);
    let quotes = explained(&made).identity_quotes;
    let quotes: Vec<&str> = quotes.iter().map(|evidence| evidence.quote.as_str()).collect();
    assert_eq!(quotes, ["from the first day"]);
    // Under the floor of coverage, too.
    let bare = leaving(crate::signals::testing::made());
    assert!(plain(&bare).coverage.share < plain(&bare).coverage.floor);
    assert_eq!(plain(&bare).advice.path, Path::Honour);
}

#[test]
fn many_failed_repairs_of_a_strongly_tied_customer_mean_a_clean_break() {
    let made = embittered().attached(0.8);
    let assessment = plain(&made);
    assert_eq!(assessment.advice.path, Path::CleanBreak);
    assert!(assessment.relationship.states.broken >= 0.5);
    assert_eq!(assessment.advice.save_attempts, 0);
    assert!(assessment.repairability.value <= 0.1);
    assert_eq!(assessment.retaliation.band, Some(RetaliationBand::High));
    assert!(notes(&made).contains(&Text::from(Key::AdviceNoteHelped)));
    assert_eq!(explained(&made).reasons.defaults.len(), 3);
}

#[test]
fn without_a_rating_the_question_is_attachment() {
    let assessment = plain(&embittered());
    assert_eq!(assessment.advice.path, Path::Unclear);
    assert_eq!(assessment.advice.question.unwrap().id, QuestionId::Attachment);
    assert_eq!((assessment.retaliation.index, assessment.retaliation.band), (None, None));
}

#[test]
fn weakly_tied_customers_are_settled_with() {
    let assessment = plain(&embittered().attached(0.2));
    assert_eq!((assessment.advice.path, assessment.advice.save_attempts), (Path::Settle, 1));
}

#[test]
fn one_failed_repair_is_a_second_chance_and_none_a_repair() {
    let once = made().since(START).attached(0.2).complaint(0).repair(1).complaint(3);
    assert_eq!(plain(&once).advice.path, Path::SecondChance);
    let none = made().since(START).attached(0.2).event(-80, EventKind::Purchase).complaint(18);
    assert_eq!(plain(&none).advice.path, Path::Repair);
    assert!(notes(&none).contains(&Text::from(Key::AdviceNotePrivate)));
}

#[test]
fn no_clear_state_asks_unless_the_team_spares_itself_the_question() {
    let fresh = made().since(START).attached(0.2).complaint(18);
    let mut settings = Settings::default();
    let advice = |settings: &Settings| {
        let none = Corrections::default();
        assess_with_readings(&fresh.case, fresh.readings.clone(), settings, &none, TODAY).advice
    };
    assert_eq!(advice(&settings).question.unwrap().id, QuestionId::Wish);
    settings.thresholds.posterior_from_failed = settings.thresholds.n_multi;
    assert_eq!(advice(&settings).path, Path::Repair);
}

#[test]
fn a_withdrawn_wish_no_longer_counts() {
    let withdrawn = [(FindingKind::WishWithdrawn, "stay after all")];
    let made = leaving(embittered().attached(0.2));
    let back = made.clone().said(10, Author::Customer, Voice::Neutral, "I stay after all", &withdrawn);
    assert_eq!(plain(&back).advice.path, Path::Settle);
    assert!(plain(&back).churn.log_odds < plain(&made).churn.log_odds - 1.0);
    let staff_know = Corrections { wish: Some(false), ..Corrections::default() };
    assert_eq!(judge(&made, &staff_know).advice.path, Path::Settle);
    let told = Corrections { wish: Some(true), ..Corrections::default() };
    let assessment = judge(&embittered(), &told);
    assert_eq!(assessment.advice.path, Path::Honour);
    assert!(assessment.churn.points.iter().any(|point| point.source == PointSource::Staff && point.points == 1.5));
}

#[test]
fn notice_ends_the_history_until_it_is_taken_back() {
    let made = made().complaint(0).event(3, EventKind::ExitNotice);
    let assessment = plain(&made);
    assert_eq!((assessment.advice.path, assessment.relationship.exit13), (Path::Honour, 1.0));
    assert_eq!(assessment.churn.band, ChurnBand::High);
    assert!(assessment.churn.log_odds.is_finite());
    assert_eq!(explained(&made).timeline.last().map(|last| last.week), Some(START));
    let withdrawn = [(FindingKind::WishWithdrawn, "forget it")];
    let back = plain(&made.said(5, Author::Customer, Voice::Neutral, "forget it", &withdrawn));
    assert!(back.relationship.exit13 < 0.5 && back.advice.path != Path::Honour);
}

#[test]
fn grave_matters_go_to_the_person_responsible() {
    let threat = [(FindingKind::LegalThreat, "lawyer")];
    let made = made().complaint(0).said(2, Author::Customer, Voice::Complaint, "my lawyer", &threat);
    assert_eq!(plain(&made).advice.path, Path::Escalate);
    let cleared = Corrections { escalate: Some(false), ..Corrections::default() };
    assert_ne!(judge(&made, &cleared).advice.path, Path::Escalate);
    let mut decided = Corrections { escalate: Some(true), ..Corrections::default() };
    assert_eq!(judge(&crate::signals::testing::made(), &decided).advice.path, Path::Escalate);
    decided.wish = Some(true);
    assert_eq!(judge(&made, &decided).advice.path, Path::Honour);
}

#[test]
fn who_leaves_and_mentions_a_lawyer_is_let_go_and_the_person_responsible_is_told() {
    let threat = [(FindingKind::LegalThreat, "lawyer")];
    let made = leaving(made().complaint(0).said(2, Author::Customer, Voice::Complaint, "my lawyer", &threat));
    let reason = say::advice_for_grave(Key::SignalLegalThreat, "lawyer");
    assert_eq!(plain(&made).advice.path, Path::Honour);
    assert_eq!(explained(&made).reasons.for_it.first(), Some(&reason));
    let cleared = Corrections { escalate: Some(false), ..Corrections::default() };
    assert!(!explained_by(&made, &cleared).reasons.for_it.contains(&reason));
}

#[test]
fn an_unread_thread_is_unknown_and_not_all_well() {
    let made = made().complaint(0).unread().complaint(2).unread();
    let assessment = plain(&made);
    assert_eq!(assessment.advice.path, Path::Unclear);
    assert_eq!(assessment.advice.why, Text::from(Key::AdviceUnclearWhyUnread));
    assert!(assessment.coverage.lacks(MissingKind::Thread) && assessment.coverage.lacks(MissingKind::Outcomes));
    assert_eq!(assessment.advice.question.unwrap().id, QuestionId::Failure);
    // The stub of the reader reads nothing at all.
    let nothing_known = plain(&crate::signals::testing::made());
    assert_eq!(nothing_known.advice.path, Path::NothingToRepair);
    assert_eq!(nothing_known.churn.band, ChurnBand::Guarded);
}

#[test]
fn a_question_in_which_nothing_was_recognised_gets_no_all_clear_while_it_waits() {
    let title = |made: &Made| {
        let advice = plain(made).advice;
        assert_eq!(advice.path, Path::NothingToRepair);
        advice.title
    };
    let waits = || made().said(0, Author::Customer, Voice::Neutral, "The thing does a dance of its own again", &[]);
    assert_eq!(title(&waits()), Text::from(Key::AdviceNothingToRepairTitleFound));
    let all_clear = Text::from(Key::AdviceNothingToRepairTitle);
    assert_eq!(title(&waits().said(1, Author::Staff, Voice::Neutral, "It may", &[])), all_clear);
    assert_eq!(title(&waits().thanks(1)), all_clear, "thanks are recognised");
}

#[test]
fn what_was_repaired_needs_no_repair() {
    let assessment = plain(&made().complaint(0).repair(1).works_again(2));
    assert_eq!(assessment.advice.path, Path::NothingToRepair);
    assert_eq!(assessment.advice.why, Text::from(Key::AdviceNothingToRepairWhyRepaired));
}

#[test]
fn an_unknown_outcome_is_asked_for() {
    let thanked = made().attached(0.2).since(START).complaint(0).repair(1).thanks(2);
    let advice = plain(&thanked).advice;
    let question = advice.question.unwrap();
    assert_eq!(question.id, QuestionId::Outcome("m:2:repair_attempt:3".to_owned()));
    assert_eq!(question.text.key, Key::AdviceQuestionOutcomeThanked);
    let said = |outcome| Corrections {
        outcomes: [("m:2:repair_attempt:3".to_owned(), outcome)].into(),
        ..Corrections::default()
    };
    assert_eq!(judge(&thanked, &said(Outcome::Ok)).advice.path, Path::NothingToRepair);
    assert_eq!(judge(&thanked, &said(Outcome::Failed)).advice.path, Path::SecondChance);
}

#[test]
fn a_complaint_before_help_expected_none() {
    let note = Text::from(Key::AdviceNoteHelped);
    assert!(!notes(&made().complaint(0).repair(1)).contains(&note));
    assert!(notes(&made().complaint(0).repair(1).complaint(2)).contains(&note));
}

#[test]
fn too_little_known_is_no_verdict() {
    let advice = plain(&made().complaint(0)).advice;
    assert_eq!(advice.path, Path::Unclear);
    assert_eq!(advice.question.unwrap().id, QuestionId::Attachment);
}

#[test]
fn the_score_is_the_sum_of_what_is_not_struck() {
    let sum = |assessment: &Assessment| -> f64 {
        assessment.churn.points.iter().filter(|point| !point.struck).map(|point| point.points).sum()
    };
    let mut made = leaving(embittered());
    made.case.customer.facts.insert("Late payments".to_owned(), Fact::Number(3.0));
    let full = plain(&made);
    assert!((full.churn.log_odds - sum(&full)).abs() < 1e-12);
    let wish = full.churn.points.iter().find(|point| point.points == 1.5).unwrap();
    let struck = judge(&made, &strike(&wish.id));
    assert!((full.churn.log_odds - struck.churn.log_odds - 1.5).abs() < 1e-9);
    assert!(struck.churn.points.iter().any(|point| point.id == wish.id && point.struck));
    assert_ne!(struck.advice.path, Path::Honour);
    let paid = judge(&made, &strike("fact:late_payments"));
    assert!((full.churn.log_odds - paid.churn.log_odds - 0.8).abs() < 1e-9);
}

#[test]
fn account_facts_count_within_a_limit_and_unknown_ones_not_at_all() {
    let mut made = made();
    let base = plain(&made).churn.log_odds;
    made.case.customer.facts.insert("favourite_colour".to_owned(), Fact::Text("blue".to_owned()));
    made.case.customer.facts.insert("usage_trend".to_owned(), Fact::Text("odd".to_owned()));
    assert_eq!(plain(&made).churn.log_odds, base);
    for (name, fact) in [
        ("usage-trend", Fact::Number(-0.6)),
        ("auto_renew", Fact::Flag(false)),
        ("late_payments", Fact::Number(4.0)),
        ("days_idle", Fact::Number(90.0)),
    ] {
        made.case.customer.facts.insert(name.to_owned(), fact);
    }
    made.case.customer.facts.remove("usage_trend");
    let assessment = plain(&made);
    assert!((assessment.churn.log_odds - base - 2.0).abs() < 1e-9);
    assert!(!assessment.coverage.lacks(MissingKind::Usage) && assessment.coverage.lacks(MissingKind::Tenure));
    assert_eq!(assessment.churn.probability, None);
}

#[test]
fn a_verdict_that_hangs_on_one_post_says_so() {
    let mut known = made().since(START).attached(0.2).complaint(0).repair(1).complaint(3).to(Audience::Public);
    known.case.contract.kind = Some(ContractKind::Goods);
    assert_eq!(plain(&known).advice.path, Path::SecondChance);
    let told = notes(&known);
    assert!(told.contains(&Text::from(Key::AdviceNoteOnePost)));
    assert!(told.contains(&Text::from(Key::AdviceNotePublic)));
    assert!(!notes(&known.to(Audience::Private)).contains(&Text::from(Key::AdviceNoteOnePost)));
}

#[test]
fn influences_add_up_to_the_whole_way() {
    let made = embittered().event(2, EventKind::Outreach);
    let influences = explained(&made).influences;
    let odds = |states: [f64; 3]| (states[0] / (states[1] + states[2])).ln();
    let way = odds(plain(&made).relationship.states.to_array()) - odds(Model::default().start);
    let sum: f64 = influences.iter().map(|moved| moved.log_ratio).sum();
    assert!((way - sum).abs() < 1e-9, "{way} {sum}");
    let quotes = influences.iter().filter(|moved| moved.evidence.is_some()).count();
    assert!(quotes >= 3);
}

#[test]
fn influences_are_what_the_relationships_bar_is_made_of() {
    for case in [embittered(), embittered().event(40, EventKind::ExitNotice), made()] {
        let assessment = plain(&case);
        let bar = assessment.churn.points.iter().find(|point| point.id == "relationship").unwrap().points;
        let sum: f64 = explained(&case).influences.iter().map(|moved| moved.points).sum();
        assert!((bar - sum).abs() < 1e-9, "{bar} {sum}");
        assert!(bar < 7.0, "notice does not dwarf every other bar: {bar}");
    }
}

#[test]
fn every_text_is_whole_in_every_language() {
    let cases = [embittered(), embittered().attached(0.8), leaving(embittered()), made().complaint(0).repair(1)];
    for language in Catalogue::languages() {
        let catalogue = Catalogue::shipped(language).unwrap();
        for made in &cases {
            let (Assessment { advice, churn, .. }, Explanation { reasons, .. }) = (plain(made), explained(made));
            let texts = [&advice.title, &advice.why].into_iter().chain(&reasons.for_it).chain(&reasons.against);
            for text in texts.chain(churn.points.iter().map(|point| &point.label)) {
                let text = catalogue.text(text, &PlainFormat);
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{language}: {text}");
            }
        }
    }
}

fn ticks_of(made: &Made) -> Vec<(&'static str, bool, &'static str)> {
    let corrections = Corrections::default();
    let (thread, story) = (made.thread(&corrections), made.story(&corrections));
    let source = TickSource {
        case: &made.case,
        thread: &thread,
        story: &story,
        attachment: attachment(&made.case),
        corrections: &corrections,
        thresholds: &Thresholds::default(),
    };
    let heard = ticks(&source, TODAY);
    heard
        .iter()
        .map(|heard| (heard.tick.input.word(), heard.tick.helped, heard.tick.output.map_or("unread", Output::word)))
        .collect()
}

#[test]
fn a_complaint_opens_the_next_week() {
    let expected = [("quiet", false, "private"), ("failure_open", false, "silent"), ("failure_open", false, "silent")];
    assert_eq!(ticks_of(&made().complaint(2)), expected);
}

#[test]
fn a_recorded_failure_counts_at_once_and_a_first_week_gets_a_week_before_it() {
    let expected = [
        ("quiet", false, "silent"),
        ("failure_open", false, "public"),
        ("failure_open", false, "silent"),
        ("failure_open", false, "silent"),
    ];
    assert_eq!(ticks_of(&made().event(1, EventKind::Failure).complaint(2).to(Audience::Public)), expected);
}

#[test]
fn two_failed_repairs_in_one_week_count_as_two() {
    let made = made()
        .complaint(0)
        .repair(0)
        .complaint(1)
        .said(2, Author::Staff, Voice::Neutral, "We sent another", &[(FindingKind::RepairAttempt, "sent")])
        .complaint(3);
    let expected = [
        ("quiet", true, "private"),
        ("repair_failed", true, "private"),
        ("repair_failed", true, "private"),
        ("failure_open", true, "silent"),
    ];
    assert_eq!(ticks_of(&made)[..4], expected);
}

#[test]
fn a_confirmed_repair_is_heard_in_its_own_week() {
    let expected = [("quiet", false, "private"), ("repair_ok", true, "compliment"), ("quiet", true, "silent")];
    assert_eq!(ticks_of(&made().complaint(0).repair(8).works_again(9)), expected);
}

#[test]
fn an_unanswered_call_after_an_attempt_opens_the_failure_again() {
    let made = made().complaint(0).repair(1).complaint(3);
    assert_eq!(
        ticks_of(&made)[1..],
        [("repair_failed", true, "private"), ("failure_open", true, "silent"), ("failure_open", true, "silent"),]
    );
    let answered = made.said(4, Author::Staff, Voice::Neutral, "We look into it", &[]);
    assert_eq!(ticks_of(&answered)[2..], [("quiet", true, "silent"), ("quiet", true, "silent")]);
}

#[test]
fn a_further_attempt_at_a_strongly_tied_customer_is_late() {
    let twice = made().complaint(0).repair(1).complaint(2).repair(3).complaint(4).repair(8);
    assert_eq!(ticks_of(&twice.clone().attached(0.8))[3].0, "late_repair");
    assert_eq!(ticks_of(&twice.attached(0.2))[3].0, "quiet");
}

#[test]
fn what_could_not_be_read_is_neither_silence_nor_neutral() {
    assert_eq!(ticks_of(&made().complaint(0).unread())[0], ("quiet", false, "unread"));
    assert_eq!(ticks_of(&made().complaint(0).complaint(1).unread())[0].2, "private");
}

#[test]
fn help_is_expected_for_eight_weeks() {
    let made = made().event(-70, EventKind::RepairAttempt);
    let helped: Vec<bool> = ticks_of(&made).iter().map(|tick| tick.1).collect();
    assert_eq!(helped.iter().filter(|helped| **helped).count(), 8);
    assert!(helped[0] && helped[7] && !helped[8]);
}

fn any_case() -> impl Strategy<Value = Made> {
    let step = (0..9_u8, 0..6_i64);
    (prop::collection::vec(step, 0..25), prop::option::of(0.0..=1.0_f64)).prop_map(|(steps, rating)| {
        let mut case = made();
        let mut at = 0;
        for (what, days) in steps {
            at += days;
            case = match what {
                0 | 1 => case.complaint(at),
                2 => case.repair(at),
                3 => case.promise(at),
                4 => case.works_again(at),
                5 => case.complaint(at).to(Audience::Public),
                6 => case.complaint(at).unread(),
                7 => case.event(at, EventKind::RepairFailed),
                _ => case.event(at, EventKind::Failure),
            };
        }
        match rating {
            Some(rating) => case.attached(rating),
            None => case,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_case_is_assessed_soundly(made in any_case()) {
        let assessment = plain(&made);
        let states = assessment.relationship.states.to_array();
        prop_assert!((states.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!((0.0..=1.0).contains(&assessment.relationship.exit13));
        prop_assert!((0.0..=0.7).contains(&assessment.repairability.value));
        prop_assert_eq!(&plain(&made), &assessment);
        // No verdict on failures where too little is known.
        if assessment.coverage.share < assessment.coverage.floor {
            prop_assert!(matches!(assessment.advice.path, Path::Unclear | Path::NothingToRepair));
        }
        if assessment.advice.path == Path::Unclear {
            prop_assert!(assessment.advice.question.is_some());
        }
        let weeks = explained(&made).timeline;
        prop_assert!(weeks.windows(2).all(|pair| pair[0].week + Duration::weeks(1) == pair[1].week));
    }

    #[test]
    fn each_failed_repair_never_lowers_retaliation(made in any_case()) {
        let made = if made.case.customer.attachment.is_none() { made.attached(0.5) } else { made };
        let worse = made.clone().event(0, EventKind::RepairFailed);
        let before = plain(&made);
        let failed = |assessment: &Assessment| assessment.story.failed(day(300), 365);
        let after = plain(&worse);
        prop_assume!(failed(&after) > failed(&before) && after.relationship.states.broken >= before.relationship.states.broken);
        prop_assert!(after.retaliation.index >= before.retaliation.index);
    }

    #[test]
    fn a_strike_of_everything_leaves_a_customer_of_whom_nothing_is_known(made in any_case()) {
        let mut corrections = Corrections::default();
        for message in &made.case.messages {
            corrections.struck.insert(format!("m:{}:voice", message.id));
        }
        corrections.struck.extend(plain(&made).signals.into_iter().map(|signal| signal.id));
        corrections.struck.extend(event_ids(&made.case.events));
        let assessment = judge(&made, &corrections);
        prop_assert!(assessment.story.failures.is_empty());
        prop_assert!(assessment.relationship.states.broken <= 0.05);
    }
}

#[test]
fn help_leaves_fewer_exits() {
    let model = Model::default();
    let tick = |input, helped| Tick { input, helped, output: Some(Output::Silent) };
    let exits = |input, helped| {
        let complaint = Tick { input: Input::Quiet, helped: false, output: Some(Output::Private) };
        exit_within(filter(&[tick(Input::Quiet, false), complaint, tick(input, helped)], &model).states, 13, &model)
    };
    assert!(exits(Input::RepairOk, true) < exits(Input::Quiet, false));
    assert!(exits(Input::Quiet, false) < exits(Input::FailureOpen, false));
}

#[test]
fn settings_read_back_and_are_checked() {
    let text = crate::json::write(&Settings::default()).unwrap();
    let back = crate::json::parse::<Settings>(&text).unwrap().check().unwrap();
    assert_eq!(back.thresholds, Thresholds::default());
    let partial: Settings = crate::json::parse(r#"{"thresholds":{"nMulti":3}}"#).unwrap();
    assert_eq!((partial.thresholds.n_multi, partial.thresholds.a_high), (3, 0.6));
    let wrong: Settings = crate::json::parse(r#"{"thresholds":{"aHigh":60}}"#).unwrap();
    assert_eq!(wrong.check().unwrap_err().to_string(), "thresholds: aHigh is out of its range");
}

#[test]
fn wrong_dates_do_no_harm() {
    let mut made = made().complaint(0).complaint(1).event(2, EventKind::RepairFailed);
    made.case.messages[0].at = Date::MIN.midnight().assume_utc();
    made.case.events[0].at = Date::MAX.midnight().assume_utc();
    made.case.customer.since = Some(Date::MAX);
    assert_eq!(plain(&made).advice.path, Path::Unclear);
    let at = |today| assess_with_readings(&made.case, Vec::new(), &Settings::default(), &Corrections::default(), today);
    assert!(at(Date::MAX).relationship.exit13 < 1.0 && at(Date::MIN).relationship.exit13 < 1.0);
}

/// The whole way, from words: the reader is part of it.
#[test]
fn a_thread_is_read_told_and_judged() {
    let texts = [
        (Author::Customer, "Hello, my internet connection has not worked since Monday. Please fix it."),
        (Author::Staff, "I am sorry about that. I have sent you a new router, it arrives tomorrow."),
        (Author::Customer, "The new router is here and it still does not work. This is very disappointing."),
        (Author::Staff, "I have credited 20 EUR to your account and our technician has repaired the line."),
        (Author::Customer, "It still does not work. I am angry. I want to cancel my contract."),
    ];
    let mut made = made().since(START).attached(0.8);
    for (index, (author, text)) in texts.into_iter().enumerate() {
        made = made.said(index as i64 * 2, author, Voice::Neutral, text, &[]);
    }
    let reader = Reader::shipped();
    let assessment = assess(&made.case, &reader, &Settings::default(), &Corrections::default(), TODAY);
    assert_eq!(assessment.advice.path, Path::Honour);
    assert_eq!(assessment.story.failed(day(30), 365), 2);
    let stays = Corrections { wish: Some(false), ..Corrections::default() };
    let path = assess(&made.case, &reader, &Settings::default(), &stays, TODAY).advice.path;
    assert_eq!(path, Path::CleanBreak);
}

/// The same way in German, under a desk whose language is English; dates and sums are no ends of sentences.
#[test]
fn a_german_thread_is_read_told_and_judged() {
    let texts = [
        (Author::Customer, "Guten Tag, mein Internet geht seit dem 3. Juni nicht mehr. Bitte reparieren Sie das."),
        (Author::Staff, "Das tut uns leid. Ich habe Ihnen am 4.6. einen neuen Router geschickt, er kommt morgen an."),
        (Author::Customer, "Der neue Router ist da und es funktioniert immer noch nicht. Ich bin sehr enttäuscht."),
        (Author::Staff, "Wir haben Ihnen 1.020,50 € gutgeschrieben und unser Techniker hat die Leitung repariert."),
        (Author::Customer, "Es geht immer noch nicht. Ich moechte meinen Vertrag zum 31. Dezember 2026 kuendigen."),
    ];
    let mut made = made().since(START).attached(0.8);
    made.case.customer.language = Some("en".to_owned());
    for (index, (author, text)) in texts.into_iter().enumerate() {
        made = made.said(index as i64 * 2, author, Voice::Neutral, text, &[]);
    }
    assert_eq!(crate::text::languages_of(&made.case), [crate::case::Language::De]);
    let reader = Reader::shipped();
    let assessment = assess(&made.case, &reader, &Settings::default(), &Corrections::default(), TODAY);
    assert_eq!(assessment.advice.path, Path::Honour);
    assert_eq!(assessment.story.failed(day(30), 365), 2);
}

/// Agents who work in English have Spanish customers: what is said of them is in the agent's language, the quotes in theirs.
#[test]
fn a_spanish_thread_is_read_and_judged_for_an_english_desk() {
    let mut made = made().since(START).attached(0.8);
    for (index, (author, text)) in [
        (Author::Customer, "Hola, estoy sin internet desde el lunes. Por favor, arréglenlo."),
        (Author::Staff, "Lo siento mucho. Le he enviado un router nuevo."),
        (Author::Customer, "Ya llegó el router y la conexión sigue sin funcionar. Estoy muy decepcionada."),
        (Author::Staff, "Le hemos abonado 20 euros y hemos reparado la línea."),
        (Author::Customer, "Sigue sin funcionar y estoy harta. ¿Cómo hago para darme de baja?"),
    ]
    .into_iter()
    .enumerate()
    {
        made = made.said(index as i64 * 2, author, Voice::Neutral, text, &[]);
    }
    let (reader, settings) = (Reader::shipped(), Settings::default());
    assert_eq!(crate::text::languages_of(&made.case), [Language::Es]);
    let assessment = assess(&made.case, &reader, &settings, &Corrections::default(), TODAY);
    assert_eq!(assessment.advice.path, Path::Honour);
    assert_eq!(assessment.story.failed(day(30), 365), 2);
    let wish = assessment.signals.iter().find(|signal| signal.is_wish()).unwrap();
    assert_eq!(wish.evidence.quote, "Cómo hago para darme de baja");
    assert_eq!(wish.label, Key::SignalWishToLeave.into());
    // "If not, I leave" is no wish, and a wish taken back is none either.
    for (text, path) in [
        ("Si no lo arreglan esta semana, me doy de baja.", Path::CleanBreak),
        ("Ya no quiero darme de baja, me quedo con ustedes, pero sigue sin funcionar.", Path::CleanBreak),
    ] {
        let mut case = made.case.clone();
        case.messages.last_mut().unwrap().text = text.to_owned();
        let assessment = assess(&case, &reader, &settings, &Corrections::default(), TODAY);
        let wish = assessment.signals.iter().any(Signal::is_wish);
        assert_eq!((wish, assessment.advice.path), (false, path), "{text}");
    }
}

/// The invented desk that a first visit opens: each case is named for its verdict.
#[test]
fn the_samples_are_judged_as_their_names_say() {
    let samples = [
        ("repair-english", include_str!("../../www/samples/repair-english.json"), Path::Repair),
        ("second-chance-french", include_str!("../../www/samples/second-chance-french.json"), Path::SecondChance),
        ("unclear-italian", include_str!("../../www/samples/unclear-italian.json"), Path::Unclear),
        ("honour-english", include_str!("../../www/samples/honour-english.json"), Path::Honour),
        ("honour-italian", include_str!("../../www/samples/honour-italian.json"), Path::Honour),
    ];
    let reader = Reader::shipped();
    for (name, text, path) in samples {
        let case = crate::json::parse::<crate::case::CaseJson>(text).unwrap().check().unwrap();
        let last = case.messages.last().unwrap().at.date();
        for days in [0, 1] {
            let today = last + Duration::days(days);
            let assessment = assess(&case, &reader, &Settings::default(), &Corrections::default(), today);
            assert_eq!(assessment.advice.path, path, "{name}, {days} days later");
        }
    }
}
