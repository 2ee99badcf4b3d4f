//! Facts that the customer states and that are still missing: offered with their words, taken over by a click.

use super::signals::quoted;
use crate::signals::{Stated, StatedKind};
use crate::ui::el::{El, el};
use crate::ui::state::OpenCase;
use crate::ui::state::case::Panel;
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, button};
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
                .child(el("span").class("muted").text(quoted(&stated.evidence.quote))),
        )
        .child(
            el("div").class("row").child(take).child(
                opener(cx, strike, cx.t(Key::UiStatedNot))
                    .class("plain small")
                    .attr("aria-label", cx.t(say::ui_stated_not_named(label))),
            ),
        )
}
