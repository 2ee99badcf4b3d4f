//! The form of a playbook: conditions, clocks and fields as they are chosen, and where a finding stands.

use super::*;
use crate::leaving::book_edit::clocks::{ClockAt, ClockEdit, askable, clock_rules, new_clock, starts};
use crate::leaving::book_edit::conditions::{Control, kinds, parts};
use crate::leaving::book_edit::places::places;

const FIRST: ClockAt = ClockAt { clock: 0, line: 0 };
const SECOND: ClockAt = ClockAt { clock: 0, line: 1 };

/// The program would refuse the step; that words are missing or somebody waits for themselves is another matter.
fn refused(book: &Playbook, at: usize) -> Vec<Finding> {
    let mut found = lint_playbook(book, &[]);
    let step = &book.steps[at].id;
    found.retain(|one| matches!(one.flaw, Flaw::Refused(_)) && one.step.as_ref() == Some(step));
    found
}

fn edited(book: &Playbook, edit: BookEdit) -> Playbook {
    let mut book = book.clone();
    book.edit(edit, &[]);
    book
}

/// Every step of every playbook that is delivered.
fn each_step(mut look: impl FnMut(&Playbook, usize, &Step)) {
    for book in shipped() {
        for (at, step) in book.steps.iter().enumerate() {
            look(&book, at, step);
        }
    }
}

#[test]
fn every_condition_that_is_offered_can_be_added_as_it_is() {
    let mut offered = Vec::new();
    each_step(|book, at, step| {
        for (name, condition) in kinds(step, book, Day(TODAY)) {
            let Some(condition) = condition else { continue };
            if !offered.contains(&name) {
                offered.push(name);
            }
            let with = edited(book, BookEdit::AddCondition(at, condition.clone()));
            assert_eq!(with.steps[at].conditions.last(), Some(&condition));
            assert_eq!(refused(&with, at), [], "{} {}: {condition:?}", book.id, step.id);
        }
    });
    let all = kinds(&playbook("repair").steps[0], &playbook("repair"), Day(TODAY));
    assert_eq!(offered.len(), all.len(), "each kind fits somewhere");
    let empty = Step { fields: Vec::new(), ..playbook("repair").steps[0].clone() };
    let fits = kinds(&empty, &playbook("repair"), Day(TODAY)).iter().filter(|(_, one)| one.is_some()).count();
    assert_eq!(fits, 4, "a step without fields has what is about the case only");
}

#[test]
fn of_every_condition_the_parts_stand_as_they_are_and_each_choice_makes_one_that_fits() {
    let law = packs();
    each_step(|book, at, step| {
        for (number, condition) in step.conditions.iter().enumerate() {
            for part in parts(condition, step, book, &law) {
                let mut choices = Vec::new();
                match part.control {
                    Control::One(options) => {
                        let now = options.iter().filter(|(_, made)| made == condition).count();
                        assert_eq!(now, 1, "{} {}: {condition:?}, {:?}", book.id, step.id, part.label);
                        choices.extend(options.into_iter().map(|(_, made)| made));
                    }
                    // One of them at least is needed, so the last one is not turned off here.
                    Control::Many(options) if options.iter().filter(|(_, on, _)| *on).count() > 1 => {
                        choices.extend(options.into_iter().map(|(.., made)| made));
                    }
                    Control::Many(options) => {
                        choices.extend(options.into_iter().filter(|(_, on, _)| !on).map(|(.., made)| made));
                    }
                    Control::Days(days) => choices.push(condition.clone().with_days(days + 1)),
                    Control::Months(_) => choices.push(condition.clone().with_months(None)),
                    Control::Day(_) => choices.push(condition.clone().with_day(Day(TODAY))),
                }
                for made in choices {
                    assert_eq!(std::mem::discriminant(&made), std::mem::discriminant(condition));
                    let with = edited(book, BookEdit::Condition(at, number, made.clone()));
                    assert_eq!(refused(&with, at), [], "{} {}: {made:?}", book.id, step.id);
                }
            }
        }
    });
}

#[test]
fn two_dates_change_places_when_one_is_chosen_that_the_other_has() {
    let order = |first: &str, then: &str| Condition::InOrder { first: first.to_owned(), then: then.to_owned() };
    let book = playbook("book");
    let money = book.steps.iter().find(|step| step.id == "settle_money").unwrap();
    let parts = parts(&order("prepaid_from", "prepaid_to"), money, &book, &[]);
    let Control::One(first) = &parts[0].control else { panic!("{parts:?}") };
    assert!(first.iter().any(|(_, made)| *made == order("prepaid_to", "prepaid_from")), "{first:?}");
    assert!(!first.iter().any(|(_, made)| matches!(made, Condition::InOrder { first, then } if first == then)));
}

#[test]
fn clocks_and_what_runs_in_their_place_are_added_changed_and_taken_away() {
    let (law, book) = (packs(), playbook("earlier"));
    let at = book.steps.iter().position(|step| step.id == "stop_contact").unwrap();
    let clock = |book: &Playbook| book.steps[at].clock.all().cloned().collect::<Vec<_>>();
    let act = |book: &Playbook, at_line: ClockAt, edit: ClockEdit| edited(book, BookEdit::Clock(at, at_line, edit));
    let before = clock(&book);
    assert_eq!(before.len(), 2);
    // A line is changed and the other one stays.
    let start = ClockFrom::Start {};
    let changed = act(&book, SECOND, ClockEdit::From(start.clone()));
    assert_eq!(clock(&changed)[1].from, start);
    assert_eq!(clock(&changed)[0], StepClock { otherwise: clock(&changed)[0].otherwise.clone(), ..before[0].clone() });
    let changed = act(&changed, FIRST, ClockEdit::Rule("privacy_reply".to_owned()));
    let changed = act(&changed, FIRST, ClockEdit::UntilMet(true));
    let first = &clock(&changed)[0];
    assert_eq!((first.rule.as_str(), first.until_met, clock(&changed).len()), ("privacy_reply", true, 2));
    // The first one goes: what ran in its place is the clock now. Then that one goes.
    let left = act(&changed, FIRST, ClockEdit::Remove);
    assert_eq!(clock(&left), [StepClock { from: start, ..before[1].clone() }]);
    let none = act(&left, FIRST, ClockEdit::Remove);
    assert_eq!(clock(&none), []);
    // A new one, and one for when it cannot run; what names nothing that is there changes nothing.
    let new = new_clock(&none.steps[at], &none, &shipped(), &law).unwrap();
    let again = act(&none, FIRST, ClockEdit::Add(new.clone()));
    let both = act(&again, FIRST, ClockEdit::Add(before[1].clone()));
    assert_eq!(clock(&both).len(), 2);
    let second = ClockAt { clock: 1, line: 0 };
    let other = StepClock { rule: "privacy_reply".to_owned(), ..new.clone() };
    let several = act(&both, second, ClockEdit::Add(other));
    assert_eq!(several.steps[at].clock.0.len(), 2);
    let when = askable(&several.steps[at], &several).remove(0).1;
    let several = act(&several, second, ClockEdit::When(vec![when.clone()]));
    assert_eq!(several.steps[at].clock.0[1].when, [when]);
    assert_eq!(act(&several, second, ClockEdit::Remove), both);
    assert_eq!(act(&both, ClockAt { clock: 2, line: 0 }, ClockEdit::Add(new)), both);
    assert_eq!(act(&both, ClockAt { clock: 7, line: 0 }, ClockEdit::Remove), both);
    assert_eq!(act(&both, ClockAt { clock: 0, line: 7 }, ClockEdit::Remove), both);
}

#[test]
fn every_step_can_have_a_clock_whose_rule_is_known_and_every_clock_stands_as_it_is() {
    let law = packs();
    let rules = clock_rules(&law);
    assert!(rules.iter().any(|rule| rule.id == "withdrawal" && rule.places == ["EU", "ES", "GB"]));
    assert_eq!(rules.iter().filter(|rule| rule.id == "privacy_reply").count(), 1);
    let delivered = shipped();
    each_step(|book, at, step| {
        for line in step.clock.all() {
            assert!(starts(step, book).contains(&line.from), "{} {}", book.id, step.id);
        }
        for when in step.clock.all().flat_map(|line| &line.when) {
            let when = ClockWhen { business: false, ..when.clone() };
            assert!(askable(step, book).iter().any(|(_, one)| *one == when), "{} {}", book.id, step.id);
        }
        let mut bare = book.clone();
        bare.steps[at].clock = Clocks::default();
        let new = new_clock(&bare.steps[at], &bare, &delivered, &law).unwrap();
        for from in starts(step, book) {
            let with = edited(&bare, BookEdit::Clock(at, FIRST, ClockEdit::Add(StepClock { from, ..new.clone() })));
            let found = lint_playbook(&with, &law);
            let wrong = found.iter().find(|one| one.step.as_ref() == Some(&step.id));
            assert_eq!(wrong, None, "{} {}", book.id, step.id);
        }
    });
}

#[test]
fn each_finding_stands_once_and_beside_what_has_to_be_changed() {
    let law = packs();
    each_step(|book, at, step| {
        for (number, field) in step.fields.iter().enumerate() {
            let broken = edited(book, BookEdit::RemoveField(at, number));
            let all = lint_playbook(&broken, &law);
            let named = |own: &Step| all.iter().any(|one| one.step.as_ref() == Some(&own.id));
            for (place, own) in broken.steps.iter().enumerate().filter(|(_, own)| named(own)) {
                let here: Vec<&Finding> = all.iter().filter(|one| one.step.as_ref() == Some(&own.id)).collect();
                let placed = places(&broken, place, &law, &all);
                let shown: Vec<&Finding> = [&placed.head, &placed.fields]
                    .into_iter()
                    .chain(&placed.conditions)
                    .chain(&placed.clocks)
                    .flatten()
                    .collect();
                for one in &here {
                    assert!(shown.contains(one), "{} {}: {one:?} is nowhere", book.id, own.id);
                }
                for one in &shown {
                    assert!(here.contains(one), "{} {}: {one:?} is made up", book.id, own.id);
                }
            }
            let placed = places(&broken, at, &law, &all);
            for (condition, found) in broken.steps[at].conditions.iter().zip(&placed.conditions) {
                let names = condition.fields().contains(&field.id.as_str());
                assert_eq!(names, !found.is_empty(), "{} {}: {condition:?}", book.id, step.id);
            }
        }
    });
    // A clock of a rule that nobody knows, and a choice that cannot be answered.
    let mut book = playbook("earlier");
    let at = book.steps.iter().position(|step| step.id == "stop_contact").unwrap();
    book.edit(BookEdit::Clock(at, SECOND, ClockEdit::Rule("nobody".to_owned())), &[]);
    book.edit(BookEdit::AddField(at, FieldKind::Choice), &[]);
    let number = book.steps[at].fields.len() - 1;
    for _ in 0..2 {
        book.edit(BookEdit::RemoveChoice(at, number, 0), &[]);
    }
    let placed = places(&book, at, &law, &lint_playbook(&book, &law));
    assert_eq!(placed.clocks.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
    assert_eq!((placed.head.len(), placed.fields.len()), (0, 2), "no words, and no answers: {placed:?}");
    // A clock that runs from a field which is no date any more.
    let mut book = playbook("earlier");
    let date = book.steps[at].fields.iter().position(|field| field.id == "objected_on").unwrap();
    book.edit(BookEdit::Kind(at, date, FieldKind::Text), &[]);
    let placed = places(&book, at, &law, &lint_playbook(&book, &law));
    let flaws = placed.clocks.iter().map(|line| line.iter().map(|one| &one.flaw).collect::<Vec<_>>());
    assert_eq!(flaws.collect::<Vec<_>>(), [vec![&Flaw::NoDate], vec![]]);
}

#[test]
fn fields_change_kind_and_place_and_those_that_the_program_reads_keep_their_kind() {
    let mut book = playbook("book");
    book.edit(BookEdit::AddField(0, FieldKind::Choice), &[]);
    let new = book.steps[0].fields.len() - 1;
    assert_eq!(book.steps[0].fields[new].choices.len(), 2);
    book.edit(BookEdit::Kind(0, new, FieldKind::Decimal), &[]);
    assert_eq!((book.steps[0].fields[new].kind, book.steps[0].fields[new].choices.len()), (FieldKind::Decimal, 0));
    book.edit(BookEdit::Kind(0, new, FieldKind::Choice), &[]);
    assert_eq!(book.steps[0].fields[new].choices.len(), 2);
    assert!(!book.is_read(0, new, &shipped()));
    assert!(book.is_read(0, 0, &shipped()));
    book.edit(BookEdit::MoveField(0, new, true), &[]);
    assert_eq!(book.steps[0].fields[new - 1].id, "own");
    let same = book.clone();
    book.edit(BookEdit::MoveField(0, new, false), &[]);
    assert_eq!(book, same, "it is the last one");
}
