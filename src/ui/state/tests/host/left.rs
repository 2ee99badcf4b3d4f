//! Tickets that are left while something done to them is yet to be written: it lands in their own journal, and once.

use std::collections::VecDeque;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::leaving::{FactValue, Happened};

#[test]
fn what_was_done_to_a_ticket_that_was_left_before_it_could_be_written_is_written_all_the_same() {
    let plan = |stored: &Stored| {
        let open = OpenCase::load(stored.clone(), Vec::new(), &library(), moment(0).today).unwrap();
        (open.record.plan.is_some(), open.record.wish.is_some())
    };
    let wish = || Action::Case(CaseAction::act(Act::WishSet { wants_to_leave: true, how: WishHow::InWriting }));
    let mut guest = Guest::new();
    // Neither storage nor the library has answered.
    let library_files =
        std::mem::replace(&mut *guest.desk.state.library, Library { reader: Reader::shipped(), ..Library::default() });
    let lookup = guest.desk.send(Action::Host(HostAction::Context(context("1", same))));
    let path = guest.open().path();
    guest.act(Action::Case(CaseAction::Start(path)));
    guest.act(wish());
    guest.tell("2", same);
    for effect in lookup {
        guest.run(effect);
    }
    assert!(guest.stored.is_empty());
    guest.act(Action::Library(Carried::new(library_files)));
    assert_eq!(guest.open().id().ticket, "2");
    assert_eq!(plan(&guest.stored["zendesk:acme/1"]), (true, true));
    assert_eq!(plan(&guest.stored["zendesk:acme/2"]), (false, false));
    assert!(guest.desk.state.left.is_empty());

    // Where storage has it already, what was done is done to that; and so for whoever comes back before it answers.
    let mut other = Guest::showing("3");
    other.tell("2", same);
    let lookup = other.desk.send(Action::Host(HostAction::Context(context("3", same))));
    other.act(wish());
    other.tell("2", same);
    for effect in lookup {
        other.run(effect);
    }
    assert_eq!(plan(&other.stored["zendesk:acme/3"]), (false, true));
    assert_eq!(other.stored["zendesk:acme/3"].entries.len(), 2, "opened, and the wish");
    let lookup = other.desk.send(Action::Host(HostAction::Context(context("3", same))));
    other.act(Action::Case(CaseAction::Start(path)));
    let other_lookup = other.desk.send(Action::Host(HostAction::Context(context("2", same))));
    other.tell("3", same);
    for effect in lookup.into_iter().chain(other_lookup) {
        other.run(effect);
    }
    assert!(other.open().record.plan.is_some() && other.open().record.wish.is_some());
    assert_eq!(other.stored["zendesk:acme/3"].entries.len(), 3);
}

#[test]
fn what_follows_an_act_on_its_way_to_the_disk_is_written_though_the_ticket_was_left() {
    let mut guest = Guest::showing("1");
    let path = guest.open().path();
    let begun = guest.desk.send(Action::Case(CaseAction::Start(path)));
    guest.act(Action::Case(CaseAction::act(Act::WishSet { wants_to_leave: true, how: WishHow::InWriting })));
    guest.tell("2", same);
    for effect in begun {
        guest.run(effect);
    }
    assert_eq!(guest.stored["zendesk:acme/1"].entries.len(), 3);
    assert_eq!((guest.open().id().ticket.as_str(), guest.desk.state.notice.clone()), ("2", None));
    assert!(guest.desk.state.left.is_empty());
}

/// What happens, in any order.
#[derive(Clone, Debug)]
enum Step {
    /// The desk shows this ticket.
    Tell(u8),
    /// The agent does something to it that nobody else does.
    Act,
    /// Storage answers what it was asked first of all.
    Answer,
    /// The rest of the program is here, then its files.
    Arrive,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1u8..4).prop_map(Step::Tell),
        Just(Step::Act),
        Just(Step::Act),
        Just(Step::Answer),
        Just(Step::Answer),
        Just(Step::Arrive)
    ]
}

/// A widget beside a desk whose storage takes its time.
struct Slow {
    guest: Guest,
    asked: VecDeque<Effect>,
    /// The ticket of each act, by its number.
    done: Vec<String>,
}

impl Slow {
    fn new() -> Self {
        let mut guest = Guest::new();
        *guest.desk.state.library = Library { reader: Reader::shipped(), ..Library::default() };
        guest.desk.state.later = None;
        Self { guest, asked: VecDeque::new(), done: Vec::new() }
    }

    fn send(&mut self, action: Action) {
        for effect in self.guest.desk.send(action) {
            match effect {
                Effect::Go(route) => self.send(Action::Navigated(route)),
                Effect::Open { .. } | Effect::Load { .. } | Effect::Append(_) => self.asked.push_back(effect),
                _ => {}
            }
        }
    }

    fn take(&mut self, step: &Step) {
        let is_here = self.guest.desk.state.later.is_some();
        match step {
            Step::Tell(number) => self.send(HostAction::Context(context(&number.to_string(), same)).into()),
            Step::Act => {
                let Open::Case(open) = &self.guest.desk.state.open else { return };
                let name = format!("act{}", self.done.len());
                self.done.push(open.id().to_string());
                let value = Some(FactValue::Number("1".to_owned()));
                self.send(Action::Case(CaseAction::act(Act::FactSet { name, value })));
            }
            Step::Answer if is_here => {
                if let Some(asked) = self.asked.pop_front() {
                    self.answer(asked);
                }
            }
            Step::Answer => {}
            Step::Arrive if is_here => self.send(Action::Library(Carried::new(library()))),
            Step::Arrive => self.send(Action::Later(&LATER)),
        }
    }

    fn answer(&mut self, asked: Effect) {
        let find = |id: &CaseId| self.guest.stored.get(&id.to_string()).cloned();
        let answer = match asked {
            Effect::Open { case, notes } => match find(&case.id) {
                Some(stored) => Action::Known { case, entries: u32::try_from(stored.entries.len()).unwrap(), notes },
                None => Action::New { case, notes },
            },
            Effect::Load { id, fresh, notes } => match (find(&id), fresh) {
                (Some(stored), fresh) => Action::Loaded { stored: Carried::new(stored), fresh, notes },
                (None, Some(case)) => Action::New { case, notes },
                (None, None) => Action::NotStored(id),
            },
            Effect::Append(append) => {
                let known = self.guest.stored.get(&append.row.name).cloned();
                let last = known.as_ref().and_then(|stored| stored.entries.last()).map(|entry| entry.hash.clone());
                match (known, append.entries.first().map(|entry| entry.read().unwrap().prev)) {
                    (_, None) => return,
                    // As `Store::append` and `Store::create` find out.
                    (Some(stored), Some(before)) if last.as_ref() != Some(&before) => {
                        Action::Overtaken { stored: Carried::new(stored), act_lost: true }
                    }
                    (known, _) => {
                        let saved = saved(&append);
                        let name = append.row.name.clone();
                        self.guest.desk.stored = known;
                        self.guest.desk.write(append.take());
                        self.guest.stored.insert(name, self.guest.desk.stored.take().unwrap());
                        saved
                    }
                }
            }
            _ => return,
        };
        self.send(answer);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_act_lands_in_the_journal_of_its_own_ticket_and_once(steps in vec(step(), 1..24)) {
        let mut slow = Slow::new();
        for step in &steps {
            slow.take(step);
        }
        slow.take(&Step::Arrive);
        slow.take(&Step::Arrive);
        while !slow.asked.is_empty() {
            slow.take(&Step::Answer);
        }
        let journal = |stored: &Stored| -> Vec<String> {
            let open = OpenCase::load(stored.clone(), Vec::new(), &slow.guest.desk.state.library, moment(0).today).unwrap();
            let name = |happened: &Happened| match &*happened.act {
                Act::FactSet { name, .. } => Some(name.clone()),
                _ => None,
            };
            open.record.history.iter().filter_map(name).collect()
        };
        for (name, stored) in &slow.guest.stored {
            let own: Vec<String> =
                (0..slow.done.len()).filter(|n| slow.done[*n] == *name).map(|n| format!("act{n}")).collect();
            prop_assert_eq!(journal(stored), own, "{}", name);
        }
        prop_assert!(slow.done.iter().all(|name| slow.guest.stored.contains_key(name)));
        prop_assert!(slow.guest.desk.state.left.is_empty());
    }
}
