//! The bar on top: where one is, what is saved where, language and appearance.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::Cx;
use crate::ui::route::{Pane, Route};
use crate::ui::state::{Action, Open, Saving, Theme};
use crate::words::{Catalogue, Key, say};

/// The names of the languages, in themselves.
pub fn endonym(language: &str) -> &str {
    match language {
        "en" => "English",
        "fr" => "Français",
        "it" => "Italiano",
        "de" => "Deutsch",
        "es" => "Español",
        other => other,
    }
}

/// The bar.
pub fn bar(cx: Cx) -> Html {
    html! {
        <header class="bar">
            <a class="brand" href="#/">{ cx.t(Key::AppName) }</a>
            <nav aria-label={cx.t(Key::AppNav)}>
                { link(cx, &Route::Start, Key::AppDesk) }
                { case_link(cx) }
                { link(cx, &Route::About, Key::AppAbout) }
            </nav>
            <div class="end">
                <span class="small muted" role="status" aria-live="polite">{ saving(cx) }</span>
                { language(cx) }
                { theme(cx) }
            </div>
        </header>
    }
}

fn address(route: &Route) -> String {
    let mut address = String::from("#");
    address.push_str(&route.hash());
    address
}

fn link(cx: Cx, route: &Route, label: Key) -> Html {
    let current = (cx.state.route == *route).then_some("page");
    html! { <a href={address(route)} aria-current={current}>{ cx.t(label) }</a> }
}

fn case_link(cx: Cx) -> Html {
    let (id, current) = match (&cx.state.route, &cx.state.open) {
        (Route::Case { id, .. }, _) => (Some(id), true),
        (_, Open::Case(case)) => (Some(case.id()), false),
        _ => (None, false),
    };
    match id {
        Some(id) => {
            let route = Route::Case { id: id.clone(), pane: Pane::Verdict };
            html! {
                <a href={address(&route)} aria-current={current.then_some("page")}>
                    { cx.t(say::app_case(id.ticket.as_str())) }
                </a>
            }
        }
        None => html! { <span hidden=true /> },
    }
}

fn saving(cx: Cx) -> AttrValue {
    match (&cx.state.open, &cx.state.saving) {
        (Open::Case(_), Saving::Saved { at }) => cx.t(say::app_saved_at(at.as_str())),
        (Open::Case(_), Saving::Pending) => cx.t(Key::AppSaving),
        (Open::Case(_), Saving::Idle) if cx.state.memory_only.is_none() => cx.t(Key::AppSaved),
        (Open::Case(_), _) => cx.t(Key::AppNotSaved),
        _ => AttrValue::default(),
    }
}

/// A handler for a `<select>`'s new value.
fn on_select(cx: Cx, action: fn(String) -> Action) -> Callback<Event> {
    let send = cx.send.clone();
    Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            send.emit(action(select.value()));
        }
    })
}

fn language(cx: Cx) -> Html {
    html! {
        <select aria-label={cx.t(Key::AppLanguage)} onchange={on_select(cx, Action::LanguageChosen)}>
            { for Catalogue::languages().map(|tag| html! {
                <option key={tag} value={tag} lang={tag} selected={cx.state.preferences.language == tag}>
                    { endonym(tag) }
                </option>
            }) }
        </select>
    }
}

fn theme(cx: Cx) -> Html {
    let label = |theme| match theme {
        Theme::Auto => Key::AppThemeAuto,
        Theme::Light => Key::AppThemeLight,
        Theme::Dark => Key::AppThemeDark,
    };
    html! {
        <select aria-label={cx.t(Key::AppTheme)} onchange={on_select(cx, Action::ThemeChosen)}>
            { for Theme::ALL.iter().map(|theme| html! {
                <option key={theme.word()} value={theme.word()} selected={cx.state.preferences.theme == *theme}>
                    { cx.t(label(*theme)) }
                </option>
            }) }
        </select>
    }
}
