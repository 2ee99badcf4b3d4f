//! The bar on top: where one is, what is saved where, language and appearance.

use yew::AttrValue;

use super::{Cx, option};
use crate::ui::el::{El, el, nothing};
use crate::ui::route::{Pane, Route};
use crate::ui::state::{Action, Open, Saving, Theme};
use crate::words::{Catalogue, Key, endonym, say};

/// The bar.
pub fn bar(cx: &Cx) -> El {
    let desk = match cx.state.host {
        Some(_) => nothing(),
        None => link(&Route::Start, cx.state.route == Route::Start, cx.t(Key::AppDesk)),
    };
    // Their place is kept: the first verdict is on screen sooner without them.
    let menu = |menu: fn(&Cx) -> El| if cx.state.menus { menu(cx) } else { el("span").class("menu") };
    el("header")
        .class("bar")
        .attr("part", "bar")
        .child(el("a").class("brand").attr("href", "#/").text(cx.t(Key::AppName)))
        .child(el("nav").attr("aria-label", cx.t(Key::AppNav)).child(desk).child(case_link(cx)).child(link(
            &Route::About,
            cx.state.route == Route::About,
            cx.t(Key::AppAbout),
        )))
        .child(
            el("div")
                .class("end")
                .child(
                    el("span").class("small muted").attr("role", "status").attr("aria-live", "polite").text(saving(cx)),
                )
                .child(menu(language))
                .child(menu(theme)),
        )
}

/// A link to a screen, and whether it is the one in view.
pub fn link(route: &Route, here: bool, label: AttrValue) -> El {
    el("a").attr("href", ["#", &route.hash()].concat()).attr("aria-current", here.then_some("page")).text(label)
}

fn case_link(cx: &Cx) -> El {
    let (id, here) = match (&cx.state.route, &cx.state.open) {
        (Route::Case { id, .. }, _) => (id, true),
        (_, Open::Case(case)) => (case.id(), false),
        _ => return nothing(),
    };
    let route = Route::Case { id: id.clone(), pane: Pane::Verdict };
    link(&route, here, cx.t(say::app_case(id.ticket.as_str())))
}

fn saving(cx: &Cx) -> AttrValue {
    match (&cx.state.open, &cx.state.saving) {
        (Open::Case(_), _) if cx.state.memory_only.is_some() => cx.t(Key::AppNotSaved),
        (Open::Case(_), Saving::Saved { at }) => cx.t(say::app_saved_at(at.as_str())),
        (Open::Case(_), Saving::Pending) => cx.t(Key::AppSaving),
        (Open::Case(open), Saving::Idle) => cx.t(if open.has_queued() { Key::AppSaving } else { Key::AppSaved }),
        (Open::Case(_), _) => cx.t(Key::AppNotSaved),
        _ => AttrValue::default(),
    }
}

fn language(cx: &Cx) -> El {
    let languages = Catalogue::languages().map(|tag| {
        let chosen = cx.state.preferences.language == tag;
        option(tag, AttrValue::from(endonym(tag)), chosen).attr("lang", tag)
    });
    el("select")
        .attr("aria-label", cx.t(Key::AppLanguage))
        .on_change(cx.entered(Action::LanguageChosen))
        .children(languages)
}

fn theme(cx: &Cx) -> El {
    let themes = Theme::ALL.iter().map(|theme| {
        let label = match theme {
            Theme::Auto => Key::AppThemeAuto,
            Theme::Light => Key::AppThemeLight,
            Theme::Dark => Key::AppThemeDark,
        };
        option(theme.word(), cx.t(label), cx.state.preferences.theme == *theme)
    });
    el("select").attr("aria-label", cx.t(Key::AppTheme)).on_change(cx.entered(Action::ThemeChosen)).children(themes)
}
