//! The relationship by week: three shares stacked, in words for those who do not see it.

use yew::AttrValue;

use crate::relationship::WeekStates;
use crate::ui::el::{El, el, nothing};
use crate::ui::state::OpenCase;
use crate::ui::view::Cx;
use crate::words::{Key, say};

const WIDTH: usize = 400;
const HEIGHT: i32 = 84;

/// The height in whole units, from the top, of a share counted from the bottom.
#[expect(clippy::cast_possible_truncation, reason = "at most the drawing's height")]
fn level(share: f64) -> i32 {
    HEIGHT - (share * f64::from(HEIGHT)).round() as i32
}

/// The area between two levels, as the points of a polygon.
fn area(weeks: &[WeekStates], lower: fn(&WeekStates) -> f64, upper: fn(&WeekStates) -> f64) -> String {
    let last = weeks.len().saturating_sub(1).max(1);
    let mut points = String::new();
    let mut point = |at: usize, share: f64| {
        points.push_str(&(at * WIDTH / last).to_string());
        points.push(',');
        points.push_str(&level(share).to_string());
        points.push(' ');
    };
    for (at, week) in weeks.iter().enumerate() {
        point(at, lower(week));
    }
    for (at, week) in weeks.iter().enumerate().rev() {
        point(at, upper(week));
    }
    points
}

/// The chart; a single week is no course, so from two weeks on.
pub fn chart(cx: &Cx, open: &OpenCase) -> El {
    let weeks = &open.explanation(cx.today).timeline;
    let [first, .., last] = weeks.as_slice() else { return nothing() };
    let [broken, strained, sound] = last.states.percents();
    let words = cx.t(say::verdict_chart_words(last.week, sound, strained, broken));
    let drawing = el("svg")
        .attr("viewBox", "0 0 400 84")
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .attr("aria-label", words.clone())
        .child(polygon("broken", area(weeks, |_| 0.0, |week| week.states.broken)))
        .child(polygon("strained", area(weeks, |week| week.states.broken, |week| 1.0 - week.states.sound)))
        .child(polygon("sound", area(weeks, |week| 1.0 - week.states.sound, |_| 1.0)));
    let ends = el("div")
        .class("between small muted")
        .child(el("span").text(cx.words.date(first.week)))
        .child(el("span").text(cx.words.date(last.week)));
    let legend = el("div")
        .class("legend")
        .child(entry("broken", cx.t(Key::VerdictBroken)))
        .child(entry("strained", cx.t(Key::VerdictStrained)))
        .child(entry("sound", cx.t(Key::VerdictSound)));
    el("figure")
        .class("chart stack tight")
        .child(el("figcaption").child(el("h3").text(cx.t(Key::VerdictChart))))
        .child(drawing)
        .child(ends)
        .child(legend)
        .child(el("p").class("small muted").text(words))
}

fn polygon(class: &'static str, points: String) -> El {
    el("polygon").class(class).attr("points", points)
}

fn entry(class: &'static str, label: AttrValue) -> El {
    el("span").class(class).child(el("i")).text(label)
}
