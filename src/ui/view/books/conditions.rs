//! The conditions of a step: each in a sentence, with its parts to choose, and the kinds that can be added.

use super::act;
use super::draft::{change, found_here, remove};
use crate::case::parse_date;
use crate::leaving::book_edit::conditions::{Control, Part, kinds, parts};
use crate::leaving::{BookEdit, Condition, Day, Finding, Playbook, Step, condition_words};
use crate::ui::el::{El, el};
use crate::ui::state::books::{BooksAction, Shelving};
use crate::ui::view::{Cx, button, counted_once_left, field, option};
use crate::words::Key;

/// The conditions of the step at `place`.
pub fn conditions(
    cx: &Cx,
    shelving: &Shelving,
    book: &Playbook,
    place: usize,
    step: &Step,
    found: &[Vec<Finding>],
) -> El {
    let list = step.conditions.iter().enumerate().map(|(number, condition)| {
        let text = condition_words(condition, step, book);
        let found = found.get(number).map(Vec::as_slice).unwrap_or_default();
        let remove = remove(cx, text.clone(), change(BookEdit::RemoveCondition(place, number)));
        let text = cx.t(text);
        // One is open at a time, and each that has to be mended.
        let is_chosen = shelving.condition == Some(number);
        let is_open = is_chosen || !found.is_empty();
        let parts = parts(condition, step, book, &cx.state.library.packs);
        let name = match parts.is_empty() {
            true => el("span").text(text.clone()),
            false => {
                let toggled = (!is_chosen).then_some(number);
                button(text.clone(), cx.on(act(BooksAction::Condition(toggled))))
                    .class("plain")
                    .attr("aria-expanded", if is_open { "true" } else { "false" })
            }
        };
        let has_parts = is_open && !parts.is_empty();
        let controls = parts.into_iter().enumerate().filter(|_| has_parts).map(|(at, part)| {
            let id = ["book.condition.", &number.to_string(), ".", &at.to_string()].concat();
            control(cx, &id, (place, number), condition, part).key(at)
        });
        let shown = el("div")
            .class("stack tight")
            .attr("role", "group")
            .attr("aria-label", text)
            .child(el("div").class("between").child(name).child(remove))
            .children(found_here(cx, found))
            .child(el("div").class("fields").hidden(!has_parts).children(controls));
        el("li").key(number).child(shown)
    });
    let kinds = kinds(step, book, Day(cx.today)).into_iter().map(|(name, condition)| {
        let label = cx.t(name);
        match condition {
            Some(condition) => button(label.clone(), cx.on(change(BookEdit::AddCondition(place, condition)))),
            None => el("button").flag("disabled", true).text(label.clone()),
        }
        .key(&*label)
        .class("small")
    });
    let add = el("details").child(el("summary").attr("id", "book-conditions-add").text(cx.t(Key::BooksAddCondition)));
    el("fieldset")
        .class("stack tight")
        .child(el("legend").text(cx.t(Key::UiConditions)))
        .child(
            el("ul")
                .attr("id", "book-conditions")
                .class("stack book-parts")
                .hidden(step.conditions.is_empty())
                .children(list),
        )
        .child(
            add.child(el("p").class("small muted").text(cx.t(Key::BooksAddConditionHint)))
                .child(el("div").class("row").children(kinds)),
        )
}

/// What a part is chosen with.
fn control(cx: &Cx, id: &str, (place, number): (usize, usize), now: &Condition, part: Part) -> El {
    let label = cx.t(part.label);
    let edit = move |condition: Condition| BookEdit::Condition(place, number, condition);
    let made = move |condition: Condition| change(edit(condition));
    let now = now.clone();
    let boxed = |input: El, value: String, typed: Box<dyn Fn(String) -> Condition>| {
        let input = counted_once_left(cx, id, input, value, move |text| change(edit(typed(text))));
        field(cx, id, label.clone(), input)
    };
    match part.control {
        Control::One(options) => {
            let chosen = options.iter().position(|(_, made)| *made == now);
            // Something that is not there any more.
            let none = chosen.is_none().then(|| option("", cx.t(Key::FormChoose), true));
            let listed = (0_usize..).zip(&options);
            let listed = listed.map(|(at, (name, _))| option(at.to_string(), cx.t(name.clone()), chosen == Some(at)));
            let select = el("select").children(none).children(listed);
            let choose = cx.entered(move |at| {
                let chosen = at.parse().ok().and_then(|at: usize| options.get(at));
                made(chosen.map_or_else(|| now.clone(), |(_, condition)| condition.clone()))
            });
            field(cx, id, label, select.on_change(choose))
        }
        Control::Many(options) => {
            let ticks = options.into_iter().enumerate().map(|(at, (name, on, turned))| {
                let tick = el("input").attr("type", "checkbox").checked(on).on_change(cx.on(made(turned)));
                el("label").key(at).class("check").child(tick).child(el("span").text(cx.t(name)))
            });
            el("fieldset").class("wide").child(el("legend").text(label)).child(el("div").class("scale").children(ticks))
        }
        Control::Days(days) => {
            let typed = move |text: String| now.clone().with_days(text.trim().parse().unwrap_or(days));
            boxed(number_input(), days.to_string(), Box::new(typed))
        }
        Control::Months(months) => {
            let shown = months.map(|months| months.to_string()).unwrap_or_default();
            let typed = move |text: String| now.clone().with_months(text.trim().parse().ok());
            boxed(number_input(), shown, Box::new(typed))
        }
        Control::Day(day) => {
            let typed = move |text: String| now.clone().with_day(parse_date("day", &text).map_or(day, Day));
            boxed(el("input").attr("type", "date"), crate::case::date_text(day.0), Box::new(typed))
        }
    }
}

fn number_input() -> El {
    el("input").attr("type", "number").attr("min", "0").attr("max", "9999").attr("autocomplete", "off")
}
