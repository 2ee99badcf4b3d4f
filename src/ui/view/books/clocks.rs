//! The clocks of a step: the rule that sets each, from which date it runs, what stops it, and what runs where it cannot.

use super::draft::{change, found_here, remove};
use crate::leaving::book_edit::clocks::{
    ClockAt, ClockEdit, RuleChoice, askable, clock_rules, from_words, new_clock, starts,
};
use crate::leaving::rules::{Actor, Rule};
use crate::leaving::{BookEdit, ClockWhen, Field, FieldKind, Finding, MetBy, Playbook, Step, StepClock};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::books::Shelving;
use crate::ui::view::plan::colon;
use crate::ui::view::rules::who_and_when;
use crate::ui::view::step::inputs::country_name;
use crate::ui::view::{Cx, button, field, option};
use crate::words::{Key, Text, say};

/// A clock in words: its rule, where one is known, and from which date it runs.
pub fn clock_words(cx: &Cx, clock: &StepClock, step: &Step, book: &Playbook) -> Text {
    let rule = clock_rules(&cx.state.library.packs).into_iter().find(|rule| rule.id == clock.rule);
    let title = rule.map_or_else(|| say::books_clock_unknown(clock.rule.as_str()), |rule| rule.title.into());
    say::books_clock_line(title, from_words(&clock.from, step, book))
}

/// The clocks of the step at `place`.
pub fn clocks(cx: &Cx, shelving: &Shelving, book: &Playbook, place: usize, step: &Step, found: &[Vec<Finding>]) -> El {
    let fresh = new_clock(step, book, &shelving.shipped, &cx.state.library.packs);
    let add = |label: Key, clock: usize| match fresh.clone() {
        Some(new) => {
            let at = ClockAt { clock, line: 0 };
            button(cx.t(label), cx.on(change(BookEdit::Clock(place, at, ClockEdit::Add(new))))).class("small")
        }
        None => nothing(),
    };
    let mut found = found.iter();
    let mut items = Vec::new();
    for (number, clock) in step.clock.0.iter().enumerate() {
        let rows = clock.chain().enumerate().map(|(at, one)| {
            let found = found.next().map(Vec::as_slice).unwrap_or_default();
            line(cx, book, (place, ClockAt { clock: number, line: at }), step, one, found)
        });
        items.push(
            el("li")
                .key(number)
                .class("stack tight")
                .child(
                    el("ul")
                        .attr("id", ["book-clock-", &number.to_string()].concat())
                        .class("stack book-parts")
                        .children(rows),
                )
                .child(el("div").child(add(Key::BooksClockOther, number))),
        );
    }
    let count = items.len();
    let add = add(Key::BooksClockAdd, count).attr("id", "book-clocks-add");
    el("fieldset")
        .class("stack tight")
        .child(el("legend").text(cx.t(Key::BooksClockTitle)))
        .child(el("p").class("small muted").text(cx.t(Key::BooksClockHint)))
        .child(el("ul").attr("id", "book-clocks").class("stack").hidden(count == 0).children(items))
        .child(el("div").child(add))
}

/// One line of a clock.
fn line(
    cx: &Cx,
    book: &Playbook,
    (place, at): (usize, ClockAt),
    step: &Step,
    clock: &StepClock,
    found: &[Finding],
) -> El {
    let send = move |edit: ClockEdit| change(BookEdit::Clock(place, at, edit));
    let id = |part: &str| ["book.clock.", &at.clock.to_string(), ".", &at.line.to_string(), ".", part].concat();
    let name = cx.t(clock_words(cx, clock, step, book));
    let remove = remove(cx, clock_words(cx, clock, step, book), send(ClockEdit::Remove));
    let all = starts(step, book);
    let chosen = all.iter().position(|from| *from == clock.from);
    let none = chosen.is_none().then(|| option("", cx.t(Key::FormChoose), true));
    let options = (0_usize..)
        .zip(&all)
        .map(|(number, from)| option(number.to_string(), cx.t(from_words(from, step, book)), chosen == Some(number)));
    let from = el("select").children(none).children(options);
    let was = clock.from.clone();
    let from = from.on_change(cx.entered(move |text| {
        let chosen = text.parse().ok().and_then(|number: usize| all.get(number).cloned());
        send(ClockEdit::From(chosen.unwrap_or_else(|| was.clone())))
    }));
    let until = el("input")
        .attr("type", "checkbox")
        .checked(clock.until_met)
        .on_change(cx.on(send(ClockEdit::UntilMet(!clock.until_met))));
    let shown = el("div")
        .class("stack tight")
        .attr("role", "group")
        .attr("aria-label", name.clone())
        .child(
            el("div")
                .class("between")
                .child(match at.line {
                    0 => el("span").text(name),
                    _ => el("span").child(el("strong").text(cx.t(Key::BooksClockOtherwise))).text(" ").text(name),
                })
                .child(remove),
        )
        .children(found_here(cx, found))
        .child(
            el("div")
                .class("fields")
                .child(
                    field(cx, &id("rule"), cx.t(Key::BooksClockRule), rules(cx, (step, at.clock), clock, send))
                        .class("wide"),
                )
                .child(field(cx, &id("from"), cx.t(Key::BooksClockFrom), from).class("wide")),
        )
        .child(details(cx, &clock.rule))
        .child(el("label").class("check").child(until).child(el("span").text(cx.t(Key::BooksClockUntilMet))))
        .child(met_by(cx, &id("met"), step, clock, send))
        .child(when(cx, &id("when"), (step, book), clock, send));
    el("li").key(at.line).child(shown)
}

/// The rules that set clocks, by who must act; each with its places.
fn rules(
    cx: &Cx,
    (step, number): (&Step, usize),
    clock: &StepClock,
    send: impl Fn(ClockEdit) -> crate::ui::state::Action + 'static,
) -> El {
    let mut known = clock_rules(&cx.state.library.packs);
    // Each clock of a step has rules of its own: by them it is told which one was met.
    let others = step.clock.0.iter().enumerate().filter(|(other, _)| *other != number);
    let taken: Vec<&StepClock> = others.flat_map(|(_, other)| other.chain()).collect();
    known.retain(|rule| !taken.iter().any(|other| other.rule == rule.id));
    let listed = |who: Actor| {
        let mine = known.iter().filter(|rule| rule.who == who);
        el("optgroup")
            .attr("label", cx.t(who.text()))
            .children(mine.map(|rule| option(rule.id.to_owned(), rule_name(cx, rule), rule.id == clock.rule)))
    };
    let is_known = known.iter().any(|rule| rule.id == clock.rule);
    let other =
        (!is_known).then(|| option(clock.rule.clone(), cx.t(say::books_clock_unknown(clock.rule.as_str())), true));
    el("select")
        .on_change(cx.entered(move |rule| send(ClockEdit::Rule(rule))))
        .children(other)
        .child(listed(Actor::Company))
        .child(listed(Actor::Customer))
}

fn rule_name(cx: &Cx, rule: &RuleChoice<'_>) -> String {
    let places: Vec<_> = rule.places.iter().map(|place| country_name(cx, place)).collect();
    [&*cx.t(rule.title), " (", &places.join(", "), ")"].concat()
}

/// How the places have the rule: who must act, how long there is, and where it stands.
fn details(cx: &Cx, id: &str) -> El {
    let of = |rule: &&Rule| rule.is(id) && rule.clock.is_some();
    let places = cx.state.library.packs.iter().filter_map(|pack| {
        let rule = pack.rules.iter().find(of)?;
        Some(
            el("li")
                .key(&*pack.jurisdiction)
                .child(el("strong").text(country_name(cx, &pack.jurisdiction)))
                .text(colon(cx))
                .text(who_and_when(cx, rule.who, rule.clock))
                .text(" · ")
                .text(cx.t(&rule.article)),
        )
    });
    el("ul").class("small muted").children(places)
}

/// What stops a clock beside: pairs of a question and the day on which it was done, where the step has such fields.
fn met_by(
    cx: &Cx,
    id: &str,
    step: &Step,
    clock: &StepClock,
    send: impl Fn(ClockEdit) -> crate::ui::state::Action + Copy + 'static,
) -> El {
    let of = |kind: FieldKind| step.fields.iter().filter(move |field| field.kind == kind);
    let choice = |id: String, label: Key, kind: FieldKind, now: &str, change: Box<dyn Fn(String) -> Vec<MetBy>>| {
        let none = (!of(kind).any(|field| field.id == now)).then(|| option("", cx.t(Key::FormChoose), true));
        let options = of(kind).map(|field: &Field| option(field.id.clone(), cx.t(field.label.text()), field.id == now));
        let select = el("select").children(none).children(options);
        field(cx, &id, cx.t(label), select.on_change(cx.entered(move |text| send(ClockEdit::MetBy(change(text))))))
    };
    let pairs = clock.met_by.iter().enumerate().map(|(number, pair)| {
        let with = |put: fn(&mut MetBy, String)| -> Box<dyn Fn(String) -> Vec<MetBy>> {
            let list = clock.met_by.clone();
            Box::new(move |text| {
                let mut list = list.clone();
                if let Some(pair) = list.get_mut(number) {
                    put(pair, text);
                }
                list
            })
        };
        let part = |name: &str| [id, ".", &number.to_string(), ".", name].concat();
        let mut rest = clock.met_by.clone();
        rest.remove(number);
        let asked = step.field(&pair.asked).map_or_else(|| Key::PlanField.into(), |field| field.label.text());
        let remove = remove(cx, asked, send(ClockEdit::MetBy(rest)));
        el("li")
            .key(number)
            .class("between")
            .child(
                el("div")
                    .class("fields")
                    .child(choice(
                        part("asked"),
                        Key::BooksClockAsked,
                        FieldKind::YesNo,
                        &pair.asked,
                        with(|pair, id| pair.asked = id),
                    ))
                    .child(choice(
                        part("done"),
                        Key::BooksClockDone,
                        FieldKind::Date,
                        &pair.done,
                        with(|pair, id| pair.done = id),
                    )),
            )
            .child(remove)
    });
    let first = |kind: FieldKind| of(kind).next().map(|field| field.id.clone());
    let add = match first(FieldKind::YesNo).zip(first(FieldKind::Date)) {
        Some((asked, done)) => {
            let mut more = clock.met_by.clone();
            more.push(MetBy { asked, done });
            button(cx.t(Key::BooksClockMetAdd), cx.on(send(ClockEdit::MetBy(more)))).class("small")
        }
        None => nothing(),
    };
    el("fieldset")
        .class("stack tight")
        .hidden(clock.met_by.is_empty() && first(FieldKind::YesNo).is_none())
        .child(el("legend").class(clock.met_by.is_empty().then_some("visually-hidden")).text(cx.t(Key::BooksClockMet)))
        .child(el("ul").class("stack tight").hidden(clock.met_by.is_empty()).children(pairs))
        .child(el("div").child(add))
}

/// What must be said for a clock to run.
fn when(
    cx: &Cx,
    id: &str,
    (step, book): (&Step, &Playbook),
    clock: &StepClock,
    send: impl Fn(ClockEdit) -> crate::ui::state::Action + Copy + 'static,
) -> El {
    let known = askable(step, book);
    let items = clock.when.iter().enumerate().map(|(number, one)| {
        let is_it = |when: &ClockWhen| (&when.step, &when.field) == (&one.step, &one.field);
        let chosen = known.iter().position(|(_, when)| is_it(when));
        let none = chosen.is_none().then(|| option("", cx.t(Key::FormChoose), true));
        let options = (0_usize..).zip(&known);
        let options = options.map(|(at, (name, _))| option(at.to_string(), cx.t(name.clone()), chosen == Some(at)));
        let with = |new: ClockWhen| {
            let mut list = clock.when.clone();
            if let Some(one) = list.get_mut(number) {
                *one = new;
            }
            list
        };
        let lists: Vec<Vec<ClockWhen>> =
            known.iter().map(|(_, when)| with(ClockWhen { business: one.business, ..when.clone() })).collect();
        let was = clock.when.clone();
        let choose = cx.entered(move |text| {
            let list = text.parse().ok().and_then(|at: usize| lists.get(at).cloned());
            send(ClockEdit::When(list.unwrap_or_else(|| was.clone())))
        });
        let select = el("select").children(none).children(options).on_change(choose);
        let mut rest = clock.when.clone();
        rest.remove(number);
        let name = chosen.and_then(|at| known.get(at)).map_or_else(|| Key::PlanField.into(), |(name, _)| name.clone());
        let remove = remove(cx, name, send(ClockEdit::When(rest)));
        let business = el("input")
            .attr("type", "checkbox")
            .checked(one.business)
            .on_change(cx.on(send(ClockEdit::When(with(ClockWhen { business: !one.business, ..one.clone() })))));
        el("li")
            .key(number)
            .class("stack tight")
            .child(
                el("div")
                    .class("between")
                    .child(field(cx, &[id, ".", &number.to_string()].concat(), cx.t(Key::BooksClockWhenField), select))
                    .child(remove),
            )
            .child(el("label").class("check").child(business).child(el("span").text(cx.t(Key::BooksClockWhenBusiness))))
    });
    let add = match known.first() {
        Some((_, first)) => {
            let mut more = clock.when.clone();
            more.push(first.clone());
            button(cx.t(Key::BooksClockWhenAdd), cx.on(send(ClockEdit::When(more)))).class("small")
        }
        None => nothing(),
    };
    el("fieldset")
        .class("stack tight")
        .child(el("legend").class(clock.when.is_empty().then_some("visually-hidden")).text(cx.t(Key::BooksClockWhen)))
        .child(el("ul").class("stack tight").hidden(clock.when.is_empty()).children(items))
        .child(el("div").child(add))
}
