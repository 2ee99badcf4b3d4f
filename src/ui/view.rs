//! Views are functions of state that return exactly one element; lists are keyed. Here: what each is given, the frame
//! around the screens, and the small pieces that screens share.

mod about;
mod bar;
mod case;
mod panel;
mod plan;
mod start;
mod step;
mod thread;
mod verdict;

use time::Date;
use yew::prelude::*;

use super::route::Route;
use super::state::{Action, CaseAction, Open, State};
use super::words::Words;
use crate::words::{Key, Text, say};

/// What a view is given.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The agent's language.
    pub words: &'a Words,
    /// The customer's language, for letters and the leaving sheet.
    pub letters: &'a Words,
    /// Everything that is on screen.
    pub state: &'a State,
    /// Where acts go.
    pub send: &'a Callback<Action>,
    /// Today where the reader is.
    pub today: Date,
}

impl Cx<'_> {
    /// A message as text.
    pub fn t(&self, text: impl Into<Text>) -> AttrValue {
        self.words.t(text)
    }

    /// A handler that sends `action`.
    pub fn on<E: 'static>(&self, action: Action) -> Callback<E> {
        let send = self.send.clone();
        Callback::from(move |_| send.emit(action.clone()))
    }

    /// A handler that does something in the case.
    pub fn act<E: 'static>(&self, action: CaseAction) -> Callback<E> {
        self.on(Action::Case(action))
    }

    /// A handler that keeps what is typed or chosen in a field as the draft of that name.
    pub fn typed<E: AsRef<web_sys::Event> + 'static>(&self, field: impl Into<String>) -> Callback<E> {
        let (send, field) = (self.send.clone(), field.into());
        Callback::from(move |event: E| {
            if let Some(text) = super::browser::value(event.as_ref()) {
                send.emit(Action::Case(CaseAction::Typed { field: field.clone(), text }));
            }
        })
    }
}

/// Nothing on screen, and yet one element.
pub fn nothing() -> Html {
    html! { <span hidden=true /> }
}

/// The whole page.
pub fn screen(cx: Cx) -> Html {
    html! {
        <div>
            <a class="visually-hidden" href="#main">{ cx.t(Key::AppSkip) }</a>
            { bar::bar(cx) }
            <main id="main">
                { notices(cx) }
                { match (&cx.state.route, &cx.state.open) {
                    (Route::Start, _) => start::start(cx),
                    (Route::About, _) => about::about(cx),
                    (Route::Case { pane, .. }, Open::Case(open)) => case::case(cx, open, *pane),
                    (Route::Case { id, .. }, Open::Missing(_) | Open::None) => missing(cx, &id.ticket),
                    (Route::Case { .. }, Open::Loading(_)) => loading(cx),
                } }
            </main>
        </div>
    }
}

fn notices(cx: Cx) -> Html {
    let memory = cx.state.memory_only.as_ref().map(|why| cx.t(say::app_memory(why.as_str())));
    html! {
        <div class="stack" hidden={cx.state.notice.is_none() && memory.is_none() && !cx.state.offline}>
            <div class="notice" role="status" hidden={cx.state.notice.is_none()}>
                <p>{ cx.state.notice.clone().map(|notice| cx.t(notice)).unwrap_or_default() }</p>
                <div><button class="plain small" onclick={cx.on(Action::Dismissed)}>{ cx.t(Key::AppDismiss) }</button></div>
            </div>
            <p class="notice warn" role="status" hidden={memory.is_none()}>{ memory.unwrap_or_default() }</p>
            <p class="notice" role="status" hidden={!cx.state.offline}>{ cx.t(Key::AppOffline) }</p>
        </div>
    }
}

fn missing(cx: Cx, ticket: &str) -> Html {
    html! {
        <section class="page card stack">
            <h1 tabindex="-1">{ cx.t(say::app_case(ticket)) }</h1>
            <p>{ cx.t(say::case_missing(ticket)) }</p>
            <div><a class="button" href="#/">{ cx.t(Key::CaseToDesk) }</a></div>
        </section>
    }
}

fn loading(cx: Cx) -> Html {
    html! {
        <div class="page card skeleton">
            <span class="visually-hidden" role="status">{ cx.t(Key::AppLoading) }</span>
            <i /><i /><i />
        </div>
    }
}
