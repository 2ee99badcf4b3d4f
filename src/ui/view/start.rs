//! The start screen: paste, drop, saved cases, and a sample desk; never empty.

use web_sys::{DragEvent, File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Cx;
use crate::case::{CaseId, parse_time};
use crate::ui::route::{Pane, Route};
use crate::ui::state::start::Asking;
use crate::ui::state::{Action, StartAction};
use crate::words::{Key, Text, say};

/// The start screen.
pub fn start(cx: Cx) -> Html {
    html! {
        <div class="page">
            { input(cx) }
            { saved(cx) }
            { samples(cx) }
        </div>
    }
}

/// Hands a file on as text. A ticket of more than 20 MB is none.
fn take_file(send: &Callback<Action>, file: Option<File>) {
    const LARGEST: f64 = 20e6;
    let Some(file) = file else { return };
    if file.size() > LARGEST {
        send.emit(Action::Start(StartAction::TooLarge));
        return;
    }
    let send = send.clone();
    wasm_bindgen_futures::spawn_local(async move {
        send.emit(Action::Start(StartAction::File(crate::ui::browser::read(file).await)));
    });
}

fn input(cx: Cx) -> Html {
    let start = &cx.state.start;
    let drag = |dragging| {
        let send = cx.send.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            send.emit(Action::Start(StartAction::Dragging(dragging)));
        })
    };
    let drop = {
        let send = cx.send.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let transfer = event.data_transfer();
            let file = transfer.as_ref().and_then(|transfer| transfer.files()).and_then(|files| files.get(0));
            match (file, transfer.and_then(|transfer| transfer.get_data("text").ok())) {
                (Some(file), _) => take_file(&send, Some(file)),
                (None, text) => send.emit(Action::Start(StartAction::File(text))),
            }
        })
    };
    let typed = {
        let send = cx.send.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                send.emit(Action::Start(StartAction::Typed(area.value())));
            }
        })
    };
    let chosen = {
        let send = cx.send.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                take_file(&send, input.files().and_then(|files| files.get(0)));
                // The same file can be chosen again after it was mended.
                input.set_value("");
            }
        })
    };
    html! {
        <section class={classes!("drop", "stack", start.dragging.then_some("over"))}
            ondragover={drag(true)} ondragleave={drag(false)} ondrop={drop}>
            <div class="stack tight">
                <h1 tabindex="-1">{ cx.t(Key::StartTitle) }</h1>
                <p class="muted">{ cx.t(Key::StartLead) }</p>
            </div>
            <div class="field">
                <label for="paste">{ cx.t(Key::StartPaste) }</label>
                <textarea id="paste" rows="7" aria-describedby="paste-hint" value={start.text.clone()} oninput={typed} />
                <span id="paste-hint" class="small muted">{ cx.t(Key::StartPasteHint) }</span>
            </div>
            <p class="fault" role="alert" hidden={start.fault.is_none()}>
                { start.fault.clone().map(|fault| cx.t(fault)).unwrap_or_default() }
            </p>
            { asking(cx, start.asking.as_ref()) }
            <div class="row">
                <button class="main" onclick={cx.on(Action::Start(StartAction::Read))}>{ cx.t(Key::StartRead) }</button>
                <label class="button">
                    { cx.t(Key::StartChoose) }
                    <input class="visually-hidden" type="file" accept=".json,.txt,.eml,.md,text/plain,application/json" onchange={chosen} />
                </label>
                <span class="small muted">{ cx.t(Key::StartDrop) }</span>
            </div>
        </section>
    }
}

fn asking(cx: Cx, asking: Option<&Asking>) -> Html {
    let speakers = asking.map_or(&[][..], |asking| &asking.speakers);
    html! {
        <fieldset class="stack tight" hidden={asking.is_none()}>
            <legend>{ cx.t(Key::StartWho) }</legend>
            <p class="small muted">{ cx.t(Key::StartWhoHint) }</p>
            <div class="row">
                { for speakers.iter().enumerate().map(|(index, speaker)| html! {
                    <button key={index} title={speaker.first_words.clone()}
                        onclick={cx.on(Action::Start(StartAction::Customer(index)))}>
                        { speaker.name.clone() }
                        <span class="small muted">
                            { cx.t(say::start_who_messages(i64::try_from(speaker.messages).unwrap_or(i64::MAX))) }
                        </span>
                    </button>
                }) }
            </div>
        </fieldset>
    }
}

/// The address of a stored case, `desk/ticket`.
fn address(name: &str) -> String {
    let (desk, ticket) = name.split_once('/').unwrap_or(("file", name));
    let id = CaseId { desk: desk.to_owned(), ticket: ticket.to_owned() };
    let mut address = String::from("#");
    address.push_str(&Route::Case { id, pane: Pane::Verdict }.hash());
    address
}

fn saved(cx: Cx) -> Html {
    let start = &cx.state.start;
    let cases = start.cases.as_deref().unwrap_or_default();
    html! {
        <section class="card stack">
            <h2>{ cx.t(Key::StartSaved) }</h2>
            <p class="muted" hidden={!cases.is_empty()}>{ cx.t(Key::StartSavedNone) }</p>
            <ul class="cases" hidden={cases.is_empty()}>
                { for cases.iter().map(|row| {
                    let ticket = row.name.split_once('/').map_or("", |(_, ticket)| ticket);
                    let opened = parse_time("", &row.opened_at).map(|at| cx.t(say::start_opened(at.date())));
                    html! {
                        <li key={row.name.clone()} class="between">
                            <a href={address(&row.name)}>
                                <span class="name">{ row.label.clone() }</span>
                                <span class="small muted">
                                    { cx.t(say::app_case(ticket)) }{ " · " }{ status(cx, &row.status) }{ " · " }
                                    { opened.unwrap_or_default() }
                                </span>
                            </a>
                            <button class="plain small" onclick={cx.on(Action::Start(StartAction::Delete(row.name.clone())))}>
                                { cx.t(say::start_delete(row.label.as_str())) }
                            </button>
                        </li>
                    }
                }) }
            </ul>
            { deleting(cx) }
        </section>
    }
}

/// Where a stored case stands, by its word in the row.
fn status(cx: Cx, word: &str) -> AttrValue {
    Key::parse(word).map(|key| cx.t(key)).unwrap_or_default()
}

fn deleting(cx: Cx) -> Html {
    let start = &cx.state.start;
    let label = start.cases.iter().flatten().find(|row| start.deleting.as_ref() == Some(&row.name));
    html! {
        <div class="notice bad" role="alertdialog" aria-labelledby="delete-sure" hidden={label.is_none()}>
            <p id="delete-sure">
                { label.map(|row| cx.t(say::start_delete_sure(row.label.as_str()))).unwrap_or_default() }
            </p>
            <div class="row">
                <button onclick={cx.on(Action::Start(StartAction::DeleteSure))}>{ cx.t(Key::StartDeleteYes) }</button>
                <button onclick={cx.on(Action::Start(StartAction::DeleteNot))}>{ cx.t(Key::AppCancel) }</button>
            </div>
        </div>
    }
}

fn samples(cx: Cx) -> Html {
    html! {
        <section class="card stack">
            <div class="stack tight">
                <h2>{ cx.t(Key::StartSamples) }</h2>
                <p class="small muted">{ cx.t(Key::StartSamplesHint) }</p>
            </div>
            <ul class="cases">
                { for cx.state.start.samples.iter().map(|sample| html! {
                    <li key={sample.id.clone()}>
                        <button class="rowlike" onclick={cx.on(Action::Start(StartAction::Sample(sample.id.clone())))}>
                            <span class="name" lang={sample.language.clone()}>{ sample.name.clone() }</span>
                            <span class="small muted">
                                { Key::parse(&sample.text).map(|key| cx.t(Text::from(key))).unwrap_or_default() }
                            </span>
                        </button>
                    </li>
                }) }
            </ul>
        </section>
    }
}
