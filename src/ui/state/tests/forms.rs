//! Forms as a person meets them: what is wrong, where, and what happens to what was typed.

use std::rc::Rc;

use super::*;
use crate::advice::Path;
use crate::providers::CatalogueJson;

#[test]
fn a_form_without_its_reason_says_so_and_keeps_what_was_typed() {
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Disagree))));
    desk.typed("disagree.path", "clean_break");
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.faults(), [("disagree.reason", Key::PanelReasonNeeded)]);
    desk.typed("disagree.reason", "She called");
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.open().path(), Path::CleanBreak);
    assert!(desk.open().drafts.is_empty(), "used up by the act");
}

#[test]
fn a_path_against_the_written_wish_needs_the_words_or_the_day_that_took_it_back() {
    let mut desk = Desk::read_ticket();
    assert!(desk.open().asked_to_leave() && desk.open().record.wish.is_none(), "it stands in the thread alone");
    desk.act(Action::Case(CaseAction::Start(Path::Repair)));
    assert_eq!(desk.open().fault, Some(Key::FormWishStands.into()));
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Disagree))));
    desk.typed("disagree.path", "repair");
    desk.typed("disagree.reason", "She called");
    desk.act(Action::Case(CaseAction::Submit));
    let (words, how) = ("disagree.words", "disagree.how");
    assert_eq!(desk.faults(), [(words, Key::PanelTakenBackNeeded), (how, Key::PanelChooseHow)]);
    desk.typed(how, "by_phone");
    desk.typed("disagree.back_on", "2026-12-01");
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.open().fault, Some(Key::PanelTakenBackAhead.into()));
    desk.typed("disagree.back_on", "2026-11-20");
    desk.typed(words, "Forget the cancellation, if you fix it");
    desk.act(Action::Case(CaseAction::Submit));
    let open = desk.open();
    assert_eq!((open.path(), open.asked_to_leave()), (Path::Repair, false));
    let acts: Vec<&Act> = open.record.history.iter().rev().take(2).map(|happened| &*happened.act).collect();
    assert!(matches!(acts[..], [Act::AdviceOverridden { .. }, Act::WishTakenBack { on: Some(_), words: Some(_), .. }]));
    desk.act(Action::Case(CaseAction::Start(Path::Repair)));
    let plan = desk.open().plan(&desk.state.library, moment(0).today).unwrap();
    assert_eq!((plan.path, plan.saves_left), (Path::Repair, 1));
}

#[test]
fn nobody_is_asked_to_stay_once_a_wish_to_leave_comes_in() {
    let mut desk = Desk::new();
    let case = Case::parse(include_str!("../../../../www/samples/repair-english.json")).unwrap();
    desk.state.wanted = Some(case.id.clone());
    desk.act(Action::New { case: Box::new(case.clone()), notes: Vec::new() });
    desk.act(Action::Case(CaseAction::Start(Path::Repair)));
    let saves = |desk: &Desk| desk.open().plan(&desk.state.library, moment(0).today).unwrap().saves_left;
    assert_eq!(saves(&desk), 1);
    let mut newer = case;
    let last = newer.messages.last().unwrap().clone();
    let text = "I want to cancel my contract.".to_owned();
    newer.messages.push(crate::case::Message {
        id: "wish".to_owned(),
        author: crate::case::Author::Customer,
        text,
        ..last
    });
    desk.act(Action::Case(CaseAction::Fresh(Box::new(newer))));
    assert!(desk.open().asked_to_leave());
    assert_eq!(saves(&desk), 0);
    desk.act(Action::Case(CaseAction::act(Act::SaveAttemptUsed { step: "ask".to_owned() })));
    assert_eq!(desk.open().fault, Some(Key::FormNoSaveLeft.into()));
}

#[test]
fn a_letter_typed_before_a_fact_of_another_step_changed_says_so() {
    let mut desk = Desk::plan_begun();
    desk.typed("confirm_wish.customer_kind", "consumer");
    desk.typed("confirm_wish.notice_on", "2026-11-03");
    desk.done("confirm_wish");
    desk.typed("say_it_once.letter", "Received on 3 November, it ends on the 30th.");
    let outdated = |desk: &Desk| {
        let plan = desk.open().plan(&desk.state.library, moment(0).today).unwrap();
        form::outdated(&plan.steps, "say_it_once", &desk.open().drafts)
    };
    assert_eq!(outdated(&desk), None);
    desk.typed("cancel_in_billing.reference", "K-1");
    assert_eq!(outdated(&desk), None, "that letter does not rest on it");
    desk.typed("cancel_in_billing.end_date", "2026-12-31");
    assert_eq!(outdated(&desk), Some(Key::StepFieldEndDate.into()));
    desk.done("say_it_once");
    assert_eq!(desk.faults(), [("say_it_once.letter", Key::UiLetterOutdated)]);
    desk.typed("say_it_once.letter.changed", "");
    desk.typed("cancel_in_billing.last_charge.currency", "GBP");
    assert_eq!(outdated(&desk), None);
    desk.typed("say_it_once.letter", "");
    desk.typed("cancel_in_billing.end_date", "2026-11-30");
    assert_eq!(outdated(&desk), None, "drafted anew, it follows the facts");
}

#[test]
fn a_step_on_which_another_rests_says_which_one_to_open_first() {
    let mut desk = Desk::plan_begun();
    desk.typed("confirm_wish.notice_on", "2026-11-20");
    desk.done("confirm_wish");
    desk.done("say_it_once");
    desk.act(Action::Case(CaseAction::act(Act::StepReopened { step: "confirm_wish".to_owned() })));
    let fault = desk.open().fault.clone().unwrap();
    let words = crate::words::Catalogue::shipped("en").unwrap();
    let text = words.text(&fault, &crate::words::PlainFormat);
    assert_eq!(text, "“Say it once” rests on this step. Open that one again first.");
}

#[test]
fn a_step_that_is_refused_names_every_field_and_the_keyboard_goes_to_the_first() {
    let mut desk = Desk::read_ticket();
    desk.act(Action::Case(CaseAction::Start(desk.open().path())));
    desk.typed("confirm_wish.customer_kind", "");
    desk.typed("confirm_wish.concluded_on", "2026-12-24");
    desk.typed("confirm_wish.notice_on", "");
    let effects = desk.done("confirm_wish");
    let (kind, on, notice) = ("confirm_wish.customer_kind", "confirm_wish.concluded_on", "confirm_wish.notice_on");
    let expected = [(kind, Key::FormWantChoice), (on, Key::PlanConditionNotFuture), (notice, Key::FormWantDate)];
    assert_eq!(desk.faults(), expected);
    assert!(matches!(&effects[..], [Effect::Focus(selector)] if selector.contains("aria-invalid")));
    let labels =
        [Key::StepFieldCustomerKind, Key::StepFieldConcludedOn, Key::StepFieldNoticeOn, Key::PlanConditionWish];
    assert_eq!(desk.open().fault, Some(say::form_look_at(labels.map(Text::from).to_vec())));

    // Mended one by one; what is not mended yet stays said.
    desk.typed(notice, "3 November");
    desk.typed(on, "2026-01-24");
    assert_eq!(desk.faults(), expected[..1]);
    desk.done("confirm_wish");
    assert_eq!(desk.faults(), [(notice, Key::FormNotADate), (kind, Key::FormWantChoice)]);
    desk.act(Action::Case(CaseAction::act(Act::WishSet { wants_to_leave: true, how: WishHow::InWriting })));
    desk.typed(kind, "consumer");
    desk.typed(notice, "2026-11-03");
    desk.done("confirm_wish");
    assert!(desk.open().faults.is_empty() && desk.open().fault.is_none());
    assert!(desk.open().record.plan.as_ref().unwrap().is_done("confirm_wish"));
}

#[test]
fn an_amount_is_checked_when_its_field_is_left_by_the_rules_of_the_readers_language() {
    let mut desk = Desk::plan_begun();
    desk.typed("confirm_wish.notice_on", "2026-11-03");
    desk.done("confirm_wish");
    desk.act(Action::Case(CaseAction::Step(Some("cancel_in_billing".to_owned()))));
    let field = "cancel_in_billing.last_charge";
    let left = |desk: &mut Desk| desk.act(Action::Case(CaseAction::Left(field.to_owned())));
    desk.typed(field, "1.500");
    assert!(desk.open().faults.is_empty(), "not while one types");
    left(&mut desk);
    assert_eq!(desk.faults(), [(field, Key::FormTwoAmounts)]);
    desk.act(Action::LanguageChosen("fr".to_owned()));
    left(&mut desk);
    assert_eq!(desk.faults(), [], "a full stop groups in French");
    desk.typed(field, "£ 12");
    left(&mut desk);
    assert_eq!(desk.faults(), [(field, Key::FormNotAnAmount)]);
    desk.typed("cancel_in_billing.last_charge.currency", "GBP");
    left(&mut desk);
    assert_eq!(desk.faults(), [], "mended by the currency");
    desk.typed(field, "-3");
    left(&mut desk);
    assert_eq!(desk.faults(), [(field, Key::FormNotAnAmount)], "who pays is said by the field");
    desk.typed(field, "");
    left(&mut desk);
    assert_eq!(desk.faults(), [], "an empty field is asked for when the step is to be done");
}

#[test]
fn a_letter_typed_before_a_fact_changed_is_drafted_anew_or_checked() {
    let mut desk = Desk::plan_begun();
    desk.act(Action::Case(CaseAction::act(Act::WishSet { wants_to_leave: true, how: WishHow::InWriting })));
    let (notice, letter) = ("confirm_wish.notice_on", "confirm_wish.letter");
    let outdated = |desk: &Desk| desk.open().drafts.get("confirm_wish.letter.changed").is_some_and(|it| it == notice);
    desk.typed("confirm_wish.customer_kind", "consumer");
    desk.typed(notice, "2026-11-03");
    desk.typed(letter, "Received on 3 November.");
    assert!(!outdated(&desk), "typed after the facts");
    desk.typed(notice, "2026-11-02");
    desk.typed(letter, "Received on 3 November!");
    assert!(outdated(&desk), "a change of the letter is no check");
    desk.done("confirm_wish");
    assert_eq!(desk.faults(), [(letter, Key::UiLetterOutdated)]);
    desk.typed(letter, "");
    assert!(!outdated(&desk), "drafted anew");
    desk.typed(letter, "Received.");
    desk.typed(notice, "2026-11-03");
    assert!(outdated(&desk));
    desk.typed("confirm_wish.letter.changed", "");
    desk.done("confirm_wish");
    assert!(desk.open().record.plan.as_ref().unwrap().is_done("confirm_wish"), "checked");
}

#[test]
fn a_letter_started_again_from_the_facts_can_be_brought_back() {
    let mut desk = Desk::plan_begun();
    let letter = "confirm_wish.letter";
    let draft = |desk: &Desk| desk.open().drafts.get(letter).cloned().unwrap_or_default();
    desk.typed(letter, "My own words.");
    desk.act(Action::Case(CaseAction::Redraft(letter.to_owned())));
    assert_eq!(draft(&desk), "");
    desk.act(Action::Case(CaseAction::Undraft(letter.to_owned())));
    assert_eq!(draft(&desk), "My own words.");
    assert!(desk.open().drafts.get("confirm_wish.letter.before").is_some_and(String::is_empty));
}

#[test]
fn phrases_for_letters_are_asked_for_once_with_the_case() {
    let mut desk = Desk::new();
    let mut asked = Vec::new();
    let mut effects = desk.send(Action::Start(StartAction::File(Ok(TICKET.to_owned()))));
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Open { case, notes } => effects.extend(desk.send(Action::New { case, notes })),
            Effect::Append(append) => effects.extend(desk.send(saved(&append))),
            Effect::Lint(language) => asked.push(language),
            _ => {}
        }
    }
    let language = Language::En;
    assert_eq!(asked, [language]);
    let again = desk.state.stored(Action::Gone("another".to_owned()), moment(0));
    assert!(!again.iter().any(|effect| matches!(effect, Effect::Lint(_))), "once");
    desk.act(Action::Lint(language, None));
    assert!(matches!(&desk.state.library.lint, Some((Language::En, None))), "it could not be had");
    let (_, table) = crate::leaving::lint::TABLES[0];
    desk.act(Action::Lint(language, Some(table.to_owned())));
    assert!(desk.state.library.lint.as_ref().is_some_and(|(_, marks)| marks.is_some()));
}

#[test]
fn a_form_asks_for_all_that_it_needs_at_once() {
    let mut desk = Desk::plan_begun();
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Turn))));
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.faults(), [("turn.how", Key::PanelChooseHow), ("turn.reason", Key::PanelReasonNeeded)]);
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::HandOver))));
    desk.act(Action::Case(CaseAction::Submit));
    assert_eq!(desk.faults(), [("hand_over.to", Key::PanelHandNeeded)]);
}

#[test]
fn a_form_that_is_left_keeps_what_was_typed_and_gives_the_keyboard_back() {
    let mut desk = Desk::plan_begun();
    desk.act(Action::Case(CaseAction::Panel(Some(Panel::Wait("confirm_wish".to_owned())))));
    desk.typed("wait.confirm_wish.note", "They call back");
    let effects = desk.send(Action::Case(CaseAction::Panel(None)));
    assert!(desk.open().panel.is_none());
    assert_eq!(desk.open().drafts.get("wait.confirm_wish.note").map(String::as_str), Some("They call back"));
    let [Effect::Focus(selector)] = &effects[..] else { panic!("{effects:?}") };
    assert!(selector.starts_with("[data-opens=\"wait.confirm_wish\"]"));
    assert!(desk.send(Action::Case(CaseAction::Panel(None))).is_empty(), "nothing is open");
}

#[test]
fn the_budget_is_read_in_the_readers_language_and_recorded_as_files_write_it() {
    let mut desk = Desk::plan_begun();
    let providers: CatalogueJson = crate::json::parse(include_str!("../../../../www/providers/sample.json")).unwrap();
    *desk.state.library = Library { sample: Some(Rc::new(providers)), ..library() };
    desk.act(Action::LanguageChosen("fr".to_owned()));
    desk.typed("confirm_wish.notice_on", "2026-11-03");
    desk.done("confirm_wish");
    desk.act(Action::Case(CaseAction::Step(Some("alternatives".to_owned()))));
    desk.typed("needs.budget", "30 balles");
    desk.act(Action::Case(CaseAction::Left("needs.budget".to_owned())));
    assert_eq!(desk.faults(), [("needs.budget", Key::FormNotAnAmount)]);
    desk.done("alternatives");
    assert_eq!(desk.open().fault, Some(say::form_look_at(vec![Key::UiNeedsBudget.into()])));
    desk.typed("needs.budget", "1 030,50 €");
    desk.done("alternatives");
    assert_eq!(desk.open().record.needs.get("budget").map(String::as_str), Some("1030.50"));
}

#[test]
fn weights_are_recorded_with_the_order_that_they_gave() {
    let mut desk = Desk::plan_begun();
    desk.typed("confirm_wish.notice_on", "2026-11-03");
    desk.done("confirm_wish");
    desk.act(Action::Case(CaseAction::Step(Some("alternatives".to_owned()))));
    for (field, text) in
        [("budget", "35"), ("tie", "free"), ("fibre", "yes"), ("weight.price", "0"), ("weight.feature.fibre", "2")]
    {
        desk.typed(&["needs.", field].concat(), text);
    }
    desk.done("alternatives");
    let open = desk.open();
    let recorded = |name: &str| open.record.needs.get(name).map(String::as_str);
    assert_eq!(
        (recorded("weight.price"), recorded("weight.feature.fibre"), recorded("weight.term")),
        (Some("0"), Some("2"), None)
    );
    assert!(recorded("order").unwrap().starts_with("1 "), "{:?}", recorded("order"));
    // Whoever reads the journal finds the same order.
    let catalogue = desk.state.library.alternatives().unwrap().check(open.letter_language()).unwrap();
    let needs = crate::ui::state::case::needs::read(open, &catalogue, '.');
    assert_eq!((needs.weights.price, needs.weights.features.get("fibre")), (0, Some(&2)));
    let first = crate::providers::rank(&catalogue, &needs, moment(0).today).ranked[0].provider.id.clone();
    assert!(recorded("order").unwrap().contains(&first));
    assert_eq!(crate::ui::state::case::needs::moved(open).len(), 2);
}

#[test]
fn evidence_for_one_channel_is_not_taken_for_another() {
    use crate::leaving::ContactChannel;
    let newsletter = Panel::Contact(ContactChannel::Newsletter);
    let phone = Panel::Contact(ContactChannel::Phone);
    assert_ne!(newsletter.key("reason"), phone.key("reason"));
}
