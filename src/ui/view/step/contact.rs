//! The stop-contact ledger: channel by channel, each ticked with its evidence.

use crate::leaving::PlanView;
use crate::ui::el::{El, el};
use crate::ui::state::OpenCase;
use crate::ui::state::case::Panel;
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, form_here, plan};
use crate::words::{Key, say};

/// The ledger.
pub fn ledger(cx: &Cx, open: &OpenCase, view: &PlanView) -> El {
    let channels = view.contact.iter().map(|channel| {
        let stopped = match &channel.stopped {
            Some(ticked) => el("span")
                .class("small muted")
                .text(cx.t(say::ui_stopped_on(ticked.on)))
                .text(" · ")
                .text(plan::words(cx, open, &ticked.evidence)),
            None => opener(cx, Panel::Contact(channel.channel), cx.t(Key::UiStop)),
        };
        el("li")
            .key(channel.channel.word())
            .class("between")
            .child(el("span").text(cx.t(channel.title.clone())))
            .child(stopped)
    });
    el("div").class("stack tight").child(el("ul").class("plan-steps").children(channels)).child(form_here(
        cx,
        open,
        &["contact"],
    ))
}
