//! The journal: every act in words, where it is kept, and the way to remove a text without breaking the chain.

use yew::prelude::*;

use super::words;
use crate::leaving::{Act, FreeText, Happened};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::{Cx, nothing, panel};
use crate::words::{Key, say};

/// The journal's card.
pub fn journal(cx: Cx, open: &OpenCase) -> Html {
    let history = &open.record.history;
    let head = open.head().get(..16).unwrap_or_default();
    html! {
        <section class="card stack no-print" aria-labelledby="journal-title">
            <div class="stack tight">
                <h2 id="journal-title">{ cx.t(Key::UiJournal) }</h2>
                <p class="small muted">
                    { cx.t(say::ui_journal_count(i64::try_from(history.len()).unwrap_or(i64::MAX))) }{ ". " }
                    { cx.t(Key::UiJournalWhere) }{ " " }
                    { cx.t(if cx.state.persisted { Key::UiPersisted } else { Key::AppMayBeCleared }) }
                </p>
                <p class="small muted">{ cx.t(say::ui_journal_head(head)) }</p>
            </div>
            { name(cx) }
            <details>
                <summary>{ cx.t(Key::UiJournal) }</summary>
                <ol class="stack tight">{ for history.iter().rev().map(|happened| entry(cx, open, happened)) }</ol>
            </details>
            { panel::here(cx, open, &["redact"]) }
        </section>
    }
}

/// Who acts from here on.
fn name(cx: Cx) -> Html {
    let send = cx.send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(name) = crate::ui::browser::value(&event) {
            send.emit(crate::ui::state::Action::NameTyped(name));
        }
    });
    html! {
        <div class="field">
            <label for="staff-name">{ cx.t(Key::AppNameLabel) }</label>
            <input id="staff-name" autocomplete="off" value={cx.state.preferences.name.clone()} {oninput} />
        </div>
    }
}

fn entry(cx: Cx, open: &OpenCase, happened: &Happened) -> Html {
    let said = happened.act.said();
    let redact = said.and_then(|text| match text {
        FreeText::Sealed(commitment) if open.texts().get(text).is_some() => {
            Some(CaseAction::Panel(Some(Panel::Redact(commitment.clone()))))
        }
        _ => None,
    });
    // Removing the record of a removal would hide it.
    let redact = redact.filter(|_| !matches!(happened.act, Act::TextRedacted { .. }));
    let playbook = open.playbook(&cx.state.library);
    html! {
        <li key={happened.n} class="stack tight">
            <p class="between">
                <span>{ cx.t(happened.act.text(playbook)) }</span>
                <span class="small muted">{ cx.words.date(happened.at.date()) }{ " · " }{ happened.by.clone() }</span>
            </p>
            { said.map_or_else(nothing, |text| html! { <p class="small muted">{ words(cx, open, text) }</p> }) }
            { redact.map_or_else(nothing, |redact| html! {
                <div><button class="plain small" onclick={cx.act(redact)}>{ cx.t(Key::UiJournalRedact) }</button></div>
            }) }
        </li>
    }
}
