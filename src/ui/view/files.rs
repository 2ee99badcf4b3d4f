//! Files that a person chooses or drops, handed on as text.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, HtmlInputElement};
use yew::Callback;

use super::Cx;
use crate::ui::browser;
use crate::ui::el::{El, el};
use crate::ui::state::{Action, Unread};

/// A section that takes a file, or a text, that is dropped on it; `over` while one hovers there.
pub fn file_drop(cx: &Cx, over: bool, dragging: fn(bool) -> Action, taken: fn(Result<String, Unread>) -> Action) -> El {
    let hears = |hovers: bool| {
        let send = cx.send.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            send.emit(dragging(hovers));
        })
    };
    let send = cx.send.clone();
    let dropped = Callback::from(move |event: Event| {
        event.prevent_default();
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let file = transfer.as_ref().and_then(|transfer| transfer.files()).and_then(|files| files.get(0));
        match (file, transfer.and_then(|transfer| transfer.get_data("text").ok())) {
            (Some(file), _) => take_file(&send, file, taken),
            (None, text) => send.emit(taken(text.ok_or(Unread::NoText))),
        }
    });
    el("section")
        .class("drop stack")
        .class(over.then_some("over"))
        .on("dragover", hears(true))
        .on("dragleave", hears(false))
        .on("drop", dropped)
}

/// Hands a file on as text. What is larger than 20 MB is not read: the screen says what it had expected.
fn take_file(send: &Callback<Action>, file: File, then: fn(Result<String, Unread>) -> Action) {
    const LARGEST: f64 = 20e6;
    if file.size() > LARGEST {
        send.emit(then(Err(Unread::TooLarge)));
        return;
    }
    let send = send.clone();
    wasm_bindgen_futures::spawn_local(async move { send.emit(then(browser::read(file).await.ok_or(Unread::NoText))) });
}

/// A field to choose a ticket's file with; the label around it is what one sees.
pub fn file_input(cx: &Cx, then: fn(Result<String, Unread>) -> Action) -> El {
    let send = cx.send.clone();
    let chosen = Callback::from(move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take_file(&send, file, then);
        }
        // The same file can be chosen again after it was mended.
        input.set_value("");
    });
    el("input")
        .class("visually-hidden")
        .attr("type", "file")
        .attr("accept", ".json,.txt,.eml,.md,text/plain,application/json")
        .on_change(chosen)
}
