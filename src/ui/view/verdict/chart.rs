//! The relationship by week: three shares stacked, in words for those who do not see it.

use yew::prelude::*;

use crate::relationship::WeekStates;
use crate::ui::state::OpenCase;
use crate::ui::view::Cx;
use crate::words::{Key, say};

const WIDTH: usize = 400;
const HEIGHT: i32 = 84;

/// Whole percent of a share.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn percent(share: f64) -> u8 {
    (share * 100.0).round() as u8
}

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
pub fn chart(cx: Cx, open: &OpenCase) -> Html {
    let weeks = &open.assessment.relationship.timeline;
    let words = weeks.last().map(|week| {
        let states = week.states;
        cx.t(say::verdict_chart_words(
            week.week,
            percent(states.sound),
            percent(states.strained),
            percent(states.broken),
        ))
    });
    let ends = [weeks.first(), weeks.last()].map(|week| week.map(|week| cx.words.date(week.week)).unwrap_or_default());
    let [first, last] = ends;
    html! {
        <figure class="chart stack tight" hidden={weeks.len() < 2}>
            <figcaption class="eyebrow">{ cx.t(Key::VerdictChart) }</figcaption>
            <svg viewBox="0 0 400 84" preserveAspectRatio="none" role="img" aria-label={words.clone().unwrap_or_default()}>
                <polygon class="broken" points={area(weeks, |_| 0.0, |week| week.states.broken)} />
                <polygon class="strained" points={area(weeks, |week| week.states.broken, |week| 1.0 - week.states.sound)} />
                <polygon class="sound" points={area(weeks, |week| 1.0 - week.states.sound, |_| 1.0)} />
            </svg>
            <div class="between small muted"><span>{ first }</span><span>{ last }</span></div>
            <div class="legend">
                <span class="broken"><i />{ cx.t(Key::VerdictBroken) }</span>
                <span class="strained"><i />{ cx.t(Key::VerdictStrained) }</span>
                <span class="sound"><i />{ cx.t(Key::VerdictSound) }</span>
            </div>
            <p class="small muted">{ words.unwrap_or_default() }</p>
        </figure>
    }
}
