//! Facts that the customer states and that are still missing: offered with their words, taken over by a click. And the
//! names of the own company, where it is not clear whom they mean to leave.

use super::signals::quoted;
use crate::signals::{Signal, Stated, StatedKind};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::Action;
use crate::ui::state::OpenCase;
use crate::ui::state::case::Panel;
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, button, counted_once_left};
use crate::words::{Key, Text, say};

/// What is offered.
pub fn stated(cx: &Cx, open: &OpenCase) -> El {
    let offered = open.stated();
    el("div")
        .class("notice stack tight")
        .attr("role", "group")
        .attr("aria-labelledby", "stated")
        .hidden(offered.is_empty())
        .child(el("p").attr("id", "stated").text(cx.t(Key::UiStated)))
        .child(el("ul").class("stack tight").children(offered.iter().map(|one| fact(cx, one))))
}

fn fact(cx: &Cx, stated: &Stated) -> El {
    let label: Text = match stated.kind {
        StatedKind::Since => say::ui_stated_since(stated.on),
        StatedKind::EndsOn => say::ui_stated_ends(stated.on),
        StatedKind::Notice => say::ui_stated_notice(stated.on),
    };
    let strike = Panel::Strike { signal: stated.id.clone(), label: label.clone() };
    let take = button(cx.t(Key::UiStatedTake), cx.act(OpenCase::take(stated, cx.today)))
        .attr("aria-label", cx.t(say::ui_stated_take_named(label.clone())));
    el("li")
        .key(stated.id.as_str())
        .class("stack tight")
        .child(
            el("span")
                .text(cx.t(label.clone()))
                .text(" · ")
                .child(el("span").class("muted").text(quoted(cx, &stated.evidence.quote))),
        )
        .child(
            el("div").class("row").child(take).child(
                opener(cx, strike, cx.t(Key::UiStatedNot))
                    .class("plain small")
                    .attr("aria-label", cx.t(say::ui_stated_not_named(label))),
            ),
        )
}

/// The names of the own company: asked for where they would tell whom the customer means, and shown where they were
/// typed. Whoever set the desk up may have set them; then there is nothing to ask.
pub fn own_names(cx: &Cx, open: &OpenCase) -> El {
    let typed = match &cx.state.host {
        Some(host) if host.has_names() => return nothing(),
        _ => &cx.state.preferences.own_names,
    };
    if typed.is_empty() && !open.assessment.signals.iter().any(Signal::is_unclear) {
        return nothing();
    }
    let input = el("input")
        .attr("id", "own-names")
        .attr("autocomplete", "organization")
        .attr("aria-describedby", "own-names-hint");
    let input = counted_once_left(cx, "own-names", input, typed.clone(), Action::OwnNamesSet);
    el("div")
        .class("field")
        .child(el("label").attr("for", "own-names").text(cx.t(Key::UiOwnNames)))
        .child(input)
        .child(el("span").attr("id", "own-names-hint").class("small muted").text(cx.t(Key::UiOwnNamesHint)))
}
