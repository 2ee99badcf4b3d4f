//! What the relationship's bar is made of: every event and message that moved it, the largest first, on the same scale.

use super::signals::{bar, quoted};
use crate::order;
use crate::relationship::Influence;
use crate::ui::el::{El, el};
use crate::ui::state::OpenCase;
use crate::ui::view::{Cx, count};
use crate::words::{Key, Text, say};

/// So many are shown at once; the others are smaller.
const FIRST: usize = 4;

/// Less than this is shown as nothing.
const LEAST: f64 = 0.05;

/// The parts of the relationship's bar, where `longest` is a whole bar.
pub fn moved(cx: &Cx, open: &OpenCase, longest: f64) -> El {
    let mut parts: Vec<&Influence> = open.explanation(cx.today).influences.iter().collect();
    parts.retain(|part| part.points.abs() >= LEAST);
    order::sort(&mut parts, |a, b| a.points.abs() > b.points.abs());
    let (first, others) = parts.split_at(parts.len().min(FIRST));
    let list =
        |parts: &[&Influence]| el("ul").class("signals").children(parts.iter().map(|moved| part(cx, moved, longest)));
    el("div")
        .class("stack tight small")
        .hidden(parts.is_empty())
        .child(el("p").class("muted").text(cx.t(Key::UiMoved)))
        .child(list(first))
        .child(
            el("details")
                .hidden(others.is_empty())
                .child(el("summary").text(cx.t(say::ui_moved_others(count(others.len())))))
                .child(list(others)),
        )
}

/// The longest of these parts.
pub fn longest(cx: &Cx, open: &OpenCase) -> f64 {
    let parts = open.explanation(cx.today).influences.iter();
    parts.map(|part| part.points.abs()).fold(0.0, f64::max)
}

fn part(cx: &Cx, moved: &Influence, longest: f64) -> El {
    let mut label = el("span").text(cx.t(moved.label.clone()));
    if moved.id != "time" {
        label = label.text(" · ").text(cx.words.date(moved.date));
    }
    let words = moved.evidence.as_ref().map(|evidence| quoted(cx, &evidence.quote)).unwrap_or_default();
    // Kind words after help reflect nothing of the sort.
    let complains = [Key::SignalHeardPrivate, Key::SignalHeardPublic].iter().any(|key| moved.label == Text::from(*key));
    el("li")
        .key([&*moved.id, &cx.t(moved.label.clone())].concat())
        .child(
            el("div")
                .class("what")
                .child(label)
                .child(el("span").class("muted").hidden(words.is_empty()).text(words))
                .child(el("span").class("muted").hidden(!(moved.helped && complains)).text(cx.t(Key::UiMovedHelped))),
        )
        .child(el("span").class("numbers small").text(cx.words.signed(moved.points)))
        .child(bar(moved.points, longest))
}
