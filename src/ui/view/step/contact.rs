//! The stop-contact ledger: channel by channel, each ticked with its evidence.

use yew::prelude::*;

use crate::leaving::PlanView;
use crate::ui::state::OpenCase;
use crate::ui::state::case::Panel;
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, panel, plan};
use crate::words::{Key, say};

/// The ledger.
pub fn ledger(cx: Cx, open: &OpenCase, view: &PlanView) -> Html {
    html! {
        <div class="stack tight">
            <ul class="plan-steps">
                { for view.contact.iter().map(|channel| html! {
                    <li key={channel.channel.word()} class="between">
                        <span>{ cx.t(channel.title.clone()) }</span>
                        { match &channel.stopped {
                            Some(ticked) => html! {
                                <span class="small muted">
                                    { cx.t(say::ui_stopped_on(ticked.on)) }{ " · " }{ plan::words(cx, open, &ticked.evidence) }
                                </span>
                            },
                            None => opener(cx, Panel::Contact(channel.channel), cx.t(Key::UiStop)),
                        } }
                    </li>
                }) }
            </ul>
            { panel::here(cx, open, &["contact"]) }
        </div>
    }
}
