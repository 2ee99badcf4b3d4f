//! A step as the agent will see it, with nothing in its form yet.

use super::clocks::clock_words;
use super::draft::name;
use crate::leaving::{FieldKind, Playbook, Step, condition_words};
use crate::ui::el::{El, el};
use crate::ui::view::{Cx, field, option};
use crate::words::Key;

/// The preview.
pub fn preview(cx: &Cx, book: &Playbook, step: &Step) -> El {
    let fields = step.fields.iter().map(|one| {
        let input = match one.kind {
            FieldKind::Choice => {
                let choices = one.choices.iter();
                let choices = choices.map(|choice| option(choice.id.clone(), cx.t(name(&choice.label)), false));
                el("select").child(option("", cx.t(Key::FormChoose), true)).children(choices)
            }
            FieldKind::YesNo => el("select")
                .child(option("", cx.t(Key::FormChoose), true))
                .child(option("yes", cx.t(Key::PanelYes), false))
                .child(option("no", cx.t(Key::PanelNo), false)),
            FieldKind::Country => el("select").child(option("", cx.t(Key::FormChoose), true)),
            FieldKind::Date => el("input").attr("type", "date"),
            _ => el("input"),
        };
        let mut label = cx.t(name(&one.label)).to_string();
        if one.required {
            label = [&label, " (", &*cx.t(Key::FormRequired), ")"].concat();
        }
        field(cx, &["preview.", &one.id].concat(), label.into(), input.flag("disabled", true)).key(one.id.as_str())
    });
    let conditions = step.conditions.iter().enumerate();
    let conditions = conditions.map(|(at, condition)| {
        el("li")
            .key(at)
            .child(el("span").attr("aria-hidden", "true").text("○"))
            .child(el("span").text(cx.t(condition_words(condition, step, book))))
    });
    let all = step.clock.0.iter().flat_map(|clock| clock.chain().enumerate());
    let runs = all.enumerate().map(|(at, (line, clock))| {
        let otherwise = el("strong").hidden(line == 0).text(cx.t(Key::BooksClockOtherwise)).text(" ");
        el("li").key(at).child(otherwise).text(cx.t(clock_words(cx, clock, step, book)))
    });
    el("section")
        .class("notice stack book-preview")
        .attr("aria-label", cx.t(Key::BooksPreview))
        .child(el("p").class("eyebrow").text(cx.t(Key::BooksPreview)))
        .child(el("h3").text(cx.t(name(&step.title))))
        .child(el("p").text(cx.t(step.guidance.text())))
        .child(el("div").class("fields").children(fields))
        .child(
            el("div")
                .class("stack tight")
                .hidden(step.conditions.is_empty())
                .child(el("p").class("eyebrow").text(cx.t(Key::UiConditions)))
                .child(el("ul").class("conditions").children(conditions)),
        )
        .child(
            el("div")
                .class("stack tight")
                .hidden(step.clock.0.is_empty())
                .child(el("p").class("eyebrow").text(cx.t(Key::BooksClockTitle)))
                .child(el("ul").children(runs)),
        )
}
