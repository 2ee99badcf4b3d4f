//! Circumstances: what they bring into a plan, what they hold back and leave out, and that all of it goes again.

use proptest::prelude::*;

use super::*;

/// A parting whose playbook grows as the app's does.
pub(super) struct Case {
    pub(super) parting: Parting,
    books: Vec<Playbook>,
    branches: Vec<Branches>,
}

impl Case {
    fn new() -> Self {
        Self { parting: Parting::new(), books: shipped(), branches: vec![branches()] }
    }

    fn base(&self) -> Playbook {
        let plan = self.parting.record.plan.as_ref().unwrap();
        self.books.iter().find(|book| book.id == plan.playbook && book.version == plan.version).unwrap().clone()
    }

    pub(super) fn act(&mut self, act: Act) -> Result<(), ActError> {
        if let Some(plan) = &self.parting.record.plan {
            let (id, version) = match &act {
                Act::PlanMoved { playbook, version, .. } => (playbook.clone(), *version),
                _ => (plan.playbook.clone(), plan.version),
            };
            let book = self.books.iter().find(|book| book.id == id && book.version == version).unwrap();
            self.parting.playbook = match &act {
                Act::PlanMoved { .. } => book.clone(),
                _ => grown(book, &self.parting.record, &self.branches).into_owned(),
            };
        }
        self.parting.act(act)
    }

    pub(super) fn begun(id: &str, path: Path) -> Self {
        let mut case = Self::new();
        if path == Path::Honour {
            case.parting.leave();
        }
        let version = case.books.iter().filter(|book| book.id == id).map(|book| book.version).max().unwrap();
        case.parting.playbook =
            case.books.iter().find(|book| book.id == id && book.version == version).unwrap().clone();
        let act = Act::PlanStarted { playbook: id.to_owned(), version, path };
        case.parting.record.check(&act, Some(&case.parting.playbook), law(), TODAY).unwrap();
        let entry = case.parting.journal.append(act, &stamp(case.parting.record.history.len())).unwrap().clone();
        case.parting.record.apply(&entry, case.parting.journal.texts()).unwrap();
        case
    }

    pub(super) fn set(&mut self, circumstance: Circumstance, holds: bool) -> Result<(), ActError> {
        let note = holds.then(|| FreeText::typed("their sister called"));
        self.act(Act::CircumstanceSet { circumstance, holds, note, branches: 1 })
    }

    pub(super) fn playbook(&self) -> Playbook {
        grown(&self.base(), &self.parting.record, &self.branches).into_owned()
    }

    fn view(&self) -> PlanView {
        PlanView::new(&self.parting.record, &self.playbook(), law(), TODAY).unwrap()
    }

    fn ids(&self) -> Vec<String> {
        self.view().steps.into_iter().map(|step| step.id).collect()
    }

    pub(super) fn full(&mut self, step: &str) -> Result<(), ActError> {
        let fields = self.playbook().step(step).map(full).unwrap_or_default();
        self.act(Act::StepDone { step: step.to_owned(), fields, letter: None })
    }
}

#[test]
fn a_death_stops_the_sends_asks_who_speaks_and_offers_nothing() {
    let mut case = Case::begun("consumer_subscription_eu", Path::Honour);
    let before = case.view();
    case.full("confirm_wish").unwrap();
    case.set(Circumstance::Died, true).unwrap();
    assert!(matches!(case.set(Circumstance::Died, true), Err(ActError::NotSo(_))), "it holds already");
    let ids = case.ids();
    for gone in ["say_it_once", "alternatives", "farewell"] {
        assert!(!ids.iter().any(|id| id == gone), "{gone}");
    }
    let view = case.view();
    let step = |id: &str| view.steps.iter().find(|step| step.id == id).unwrap();
    assert_eq!(step("died_stop").when, Some(Circumstance::Died));
    assert_eq!(step("died_stop").state, StepState::Current, "the sends stop first");
    assert!(matches!(step("cancel_in_billing").state, StepState::Locked { .. }));
    assert!(matches!(case.full("cancel_in_billing"), Err(ActError::Locked { .. })));
    case.full("died_stop").unwrap();
    case.full("died_estate").unwrap();
    case.full("cancel_in_billing").unwrap();
    let again = Act::StepReopened { step: "died_estate".to_owned() };
    case.act(again).unwrap();
    case.set(Circumstance::Died, false).unwrap();
    let after: Vec<String> = before.steps.into_iter().map(|step| step.id).collect();
    assert_eq!(case.ids(), after, "the plan is as it was");
    let plan = case.parting.record.plan.as_ref().unwrap();
    assert!(plan.is_done("cancel_in_billing"), "what was done stays done");
    assert!(plan.field("died_estate", "speaks_for").is_some(), "and what was typed stays typed");
}

#[test]
fn nobody_who_is_not_to_be_asked_is_asked() {
    for circumstance in [Circumstance::Died, Circumstance::Represented, Circumstance::Minor, Circumstance::Vulnerable] {
        let mut case = Case::begun("repair", Path::Repair);
        assert_eq!(case.view().saves_left, 1);
        case.set(circumstance, true).unwrap();
        assert_eq!(case.view().saves_left, 0, "{circumstance:?}");
        let ask = Act::SaveAttemptUsed { step: "ask".to_owned() };
        assert_eq!(case.act(ask), Err(ActError::UnknownStep("ask".to_owned())));
    }
}

#[test]
fn attempts_are_on_two_channels_and_days_apart() {
    let mut case = Case::begun("generic", Path::Honour);
    case.set(Circumstance::Unreachable, true).unwrap();
    let choice = |word: &str| FieldValue::Choice(word.to_owned());
    let form = |second: &str, way: &str| -> Fields {
        let second = crate::case::parse_date("", second).unwrap();
        [
            ("attempt_1_on", day(time::macros::date!(2026 - 11 - 10))),
            ("attempt_1_way", choice("phone")),
            ("attempt_2_on", day(second)),
            ("attempt_2_way", choice(way)),
        ]
        .into_iter()
        .map(|(id, value)| (id.to_owned(), value))
        .collect()
    };
    let unmet = |refused| match refused {
        Err(ActError::Unmet { condition, .. }) => *condition,
        other => panic!("{other:?}"),
    };
    let mut done = |fields| case.act(Act::StepDone { step: "unreachable_attempts".to_owned(), fields, letter: None });
    assert!(matches!(unmet(done(form("2026-11-14", "post"))), Condition::Apart { .. }));
    assert!(matches!(unmet(done(form("2026-11-15", "phone"))), Condition::Differ { .. }));
    done(form("2026-11-15", "post")).unwrap();
    assert!(matches!(case.full("close"), Err(ActError::Locked { .. })), "the closing in writing comes first");
}

#[test]
fn who_cannot_be_reached_is_tried_before_the_last_message_and_an_older_plan_stays_as_it_was() {
    let mut case = Case::begun("generic", Path::Honour);
    let order = |case: &Case| {
        let book = case.playbook();
        let place = |id: &str| book.steps.iter().position(|step| step.id == id).unwrap();
        place("unreachable_writing") < place("farewell")
    };
    case.set(Circumstance::Unreachable, true).unwrap();
    assert!(!order(&case), "pinned to the first version: before the closing");
    case.set(Circumstance::Unreachable, false).unwrap();
    case.branches.push(newest_branches());
    case.act(Act::CircumstanceSet { circumstance: Circumstance::Unreachable, holds: true, note: None, branches: 2 })
        .unwrap();
    assert!(order(&case));
    let farewell = case.playbook().steps.into_iter().find(|step| step.id == "farewell").unwrap();
    assert!(farewell.requires.contains(&"unreachable_writing".to_owned()));
    let stop = case.playbook().steps.into_iter().find(|step| step.id == "stop_contact").unwrap();
    assert!(!stop.requires.iter().any(|id| id.starts_with("unreachable")), "advertising ends at once");
    assert_eq!(lint_branches(&newest_branches(), &packs()), []);
}

#[test]
fn every_circumstance_leaves_every_plan_in_order() {
    for branches in [branches(), newest_branches()] {
        leaves_every_plan_in_order(vec![branches]);
    }
}

fn leaves_every_plan_in_order(branches: Vec<Branches>) {
    for book in shipped() {
        let plain = |book: &Playbook| book.steps.iter().filter(|step| step.when.is_none()).count();
        for circumstance in Circumstance::ALL {
            let mut record = Parting::new().record;
            let held = record::Held { on: TODAY, by: "agent-7".to_owned(), note: None, branches: 1 };
            record.circumstances.insert(*circumstance, held);
            let grown = grown(&book, &record, &branches);
            let branch = branches[0].branch(*circumstance).unwrap();
            assert_eq!(grown.steps.len(), plain(&grown) + branch.steps.len());
            grown.check().unwrap_or_else(|error| panic!("{} with {circumstance:?}: {error}", book.id));
            let close = grown.steps.iter().find(|step| step.kind == StepKind::Close).unwrap();
            for step in &branch.steps {
                assert!(grown.rests_on(close).contains(&step.id.as_str()), "{}: {}", book.id, step.id);
            }
        }
    }
}

#[test]
fn branches_that_would_take_what_is_owed_are_refused() {
    let broken = |change: fn(&mut Branches)| {
        let mut branches = branches();
        change(&mut branches);
        branches.check().unwrap_err()
    };
    assert_eq!(
        broken(|all| all.branches[0].without.push(StepKind::Cancel)),
        BranchError::Kinds(Circumstance::Unreachable, StepKind::Cancel)
    );
    assert_eq!(
        broken(|all| all.branches[0].before.clear()),
        BranchError::Kinds(Circumstance::Unreachable, StepKind::Close)
    );
    assert_eq!(
        broken(|all| drop(all.branches.pop())),
        BranchError::Circumstance(Circumstance::NoAuthority),
        "every circumstance has its branch"
    );
    assert_eq!(
        broken(|all| all.branches[0].steps[0].id = "close".to_owned()),
        BranchError::Id("close".to_owned()),
        "its steps cannot be taken for the playbook's"
    );
    assert!(matches!(broken(|all| all.branches[0].steps[1].requires[0].push('x')), BranchError::Playbook(_)));
}

#[test]
fn a_step_that_leaves_hands_on_what_it_rested_on() {
    // A farewell that is proved only by way of a step that a circumstance takes out of the plan.
    let mut book = playbook("consumer_subscription_eu");
    let set = |book: &mut Playbook, id: &str, requires: &[&str]| {
        let step = book.steps.iter_mut().find(|step| step.id == id).unwrap();
        step.requires = requires.iter().map(|id| (*id).to_owned()).collect();
    };
    set(&mut book, "alternatives", &["cancel_in_billing"]);
    set(&mut book, "leaving_sheet", &["alternatives"]);
    set(&mut book, "farewell", &["leaving_sheet"]);
    book.check().unwrap();
    let mut record = Parting::new().record;
    let held = record::Held { on: TODAY, by: "agent-7".to_owned(), note: None, branches: 1 };
    record.circumstances.insert(Circumstance::Minor, held);
    let all = [branches()];
    let grown = grown(&book, &record, &all);
    assert!(grown.step("alternatives").is_none());
    grown.check().unwrap();
}

#[test]
fn another_contract_moves_the_plan_and_keeps_all_that_was_typed() {
    let mut case = Case::begun("generic", Path::Honour);
    case.full("confirm_wish").unwrap();
    case.full("cancel_in_billing").unwrap();
    let version = 1;
    let moved = |playbook: &str| Act::PlanMoved {
        playbook: playbook.to_owned(),
        version,
        reason: FreeText::typed("it is a mobile phone contract"),
    };
    assert_eq!(case.act(moved("repair")), Err(ActError::Playbook { id: "repair".to_owned(), version }), "another path");
    assert_eq!(case.act(moved("generic")), Err(ActError::PlanRuns), "it follows that one already");
    case.act(moved("consumer_switching")).unwrap();
    let plan = case.parting.record.plan.as_ref().unwrap();
    assert_eq!((plan.playbook.as_str(), plan.path), ("consumer_switching", Path::Honour));
    assert!(!plan.is_done("cancel_in_billing"), "nothing is done");
    assert_eq!(plan.field("cancel_in_billing", "last_charge"), Some(&eur(1840)), "all that was typed is offered");
    assert!(plan.field("cancel_in_billing", "reference").is_some());
    assert!(matches!(case.full("farewell"), Err(ActError::Locked { .. })));
    let export = Export::new(&case.parting.journal, crate::map::Map::new());
    assert_eq!(export.playbook.as_ref().map(|pinned| pinned.id.as_str()), Some("consumer_switching"));
    let (journal, _) = Export::import(&export.write().unwrap()).unwrap();
    assert_eq!(CaseRecord::fold(CASE, journal.entries(), journal.texts()).unwrap(), case.parting.record);
}

/// Something that a person may try.
#[derive(Clone, Debug)]
enum Try {
    Set(usize, bool),
    Done(usize),
    Skip(usize),
    Again(usize),
    Move(usize),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = prop_oneof![
        3 => (0..Circumstance::ALL.len(), any::<bool>()).prop_map(|(at, holds)| Try::Set(at, holds)),
        8 => (0..20_usize).prop_map(Try::Done),
        2 => (0..20_usize).prop_map(Try::Skip),
        1 => (0..20_usize).prop_map(Try::Again),
        1 => (0..3_usize).prop_map(Try::Move),
    ];
    proptest::collection::vec(one, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_order_of_acts_keeps_the_typed_and_proves_before_a_farewell(tries in tries()) {
        const BOOKS: [&str; 3] = ["generic", "consumer_switching", "consumer_goods"];
        let mut case = Case::begun("generic", Path::Honour);
        let mut typed: Vec<(String, String)> = Vec::new();
        for attempt in tries {
            let steps = case.playbook().steps;
            let id = |at: usize| steps[at % steps.len()].id.clone();
            let act = match attempt {
                Try::Set(at, holds) => Act::CircumstanceSet {
                    circumstance: Circumstance::ALL[at],
                    holds,
                    note: None,
                    branches: 1,
                },
                Try::Done(at) => {
                    let fields = full(&steps[at % steps.len()]);
                    Act::StepDone { step: id(at), fields, letter: None }
                }
                Try::Skip(at) => Act::StepSkipped { step: id(at), reason: FreeText::typed("asked us not to") },
                Try::Again(at) => Act::StepReopened { step: id(at) },
                Try::Move(at) => {
                    let playbook = BOOKS[at].to_owned();
                    Act::PlanMoved { playbook, version: 1, reason: FreeText::typed("another contract") }
                }
            };
            if case.act(act.clone()).is_ok() && let Act::StepDone { step, fields, .. } = &act {
                let texts = fields.iter().filter(|(_, value)| matches!(value, FieldValue::Text(_)));
                typed.extend(texts.map(|(field, _)| (step.clone(), field.clone())));
                if step == "farewell" {
                    let plan = case.parting.record.plan.as_ref().unwrap();
                    prop_assert!(plan.is_done("cancel_in_billing"));
                    let proof = PROOF.iter().all(|id| plan.field("cancel_in_billing", id).is_some());
                    prop_assert!(proof, "a farewell before the proof");
                }
            }
            let plan = case.parting.record.plan.as_ref().unwrap();
            for (step, field) in &typed {
                prop_assert!(plan.field(step, field).is_some(), "{} of {} is lost", field, step);
            }
        }
        for circumstance in Circumstance::ALL {
            let _ = case.set(*circumstance, false);
        }
        let base: Vec<String> = case.base().steps.into_iter().map(|step| step.id).collect();
        prop_assert_eq!(case.ids(), base, "without circumstances the plan is the playbook's");
    }
}

#[test]
fn a_journal_of_an_earlier_version_adds_up_to_what_it_did() {
    let (journal, _) = Export::import(include_str!("../../../tests/api/export.json")).unwrap();
    let record = CaseRecord::fold(&journal.document().text, journal.entries(), journal.texts()).unwrap();
    assert!(record.circumstances.is_empty());
    let plan = record.plan.as_ref().unwrap();
    let books = shipped();
    let book = books.iter().find(|book| book.id == plan.playbook && book.version == plan.version).unwrap();
    let all = [branches()];
    assert!(matches!(grown(book, &record, &all), std::borrow::Cow::Borrowed(_)), "its steps are those of its file");
    let view = PlanView::new(&record, book, law(), TODAY).unwrap();
    let ids: Vec<&str> = view.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, book.steps.iter().map(|step| step.id.as_str()).collect::<Vec<_>>());
    // And takes what came later.
    let set = Act::CircumstanceSet { circumstance: Circumstance::Minor, holds: true, note: None, branches: 1 };
    record.check(&set, Some(book), law(), TODAY).unwrap();
}
