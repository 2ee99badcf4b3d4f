//! The catalogue of alternatives: the sample to look at, or the team's own to edit, to take lists into and to export.

mod option;
mod taking;

use yew::AttrValue;

use super::{Cx, button, count};
use crate::case::parse_date;
use crate::leaving::read_money;
use crate::providers::{CatalogueJson, InterestKind, Localised, OptionKind, ProviderJson, STALE_AFTER_DAYS};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::catalogue::{CatalogueAction, Editing};
use crate::ui::state::{Action, Carried};
use crate::words::{Key, say};

/// The screen.
pub fn catalogue(cx: &Cx) -> El {
    let library = &cx.state.library;
    let head = el("div")
        .class("stack tight")
        .child(el("h1").attr("tabindex", "-1").text(cx.t(Key::AlternativesTitle)))
        .child(el("p").text(cx.t(Key::AlternativesLead)));
    let page =
        el("div").class("page").child(el("section").class("card stack").child(head).child(state(cx)).child(told(cx)));
    match (&library.own, &library.sample) {
        (Some(own), _) => {
            page.child(options(cx, own, true)).child(needs(cx, own)).child(taking::taking(cx)).child(out(cx))
        }
        (None, Some(sample)) => page.child(options(cx, sample, false)).child(taking::taking(cx)).child(out(cx)),
        (None, None) => page,
    }
}

/// Something done to the catalogue.
pub fn act(action: CatalogueAction) -> Action {
    Action::Catalogue(Carried::new(action))
}

/// Whether a change is on its way to the disk.
fn is_saving(cx: &Cx) -> bool {
    cx.state.editing.get().is_some_and(Editing::is_saving)
}

/// What something is called in the agent's language, else in English, else in the first that there is.
fn called<'a>(cx: &Cx, texts: &'a Localised) -> &'a str {
    let language = cx.words.catalogue.language();
    texts.get(language).or_else(|| texts.get("en")).or_else(|| texts.values().next()).map_or("", String::as_str)
}

/// Whose catalogue it is.
fn state(cx: &Cx) -> El {
    match &cx.state.library.own {
        Some(own) => {
            let stale = own.providers.iter().filter(|one| is_stale(cx, one)).count();
            let here = cx.t(say::alternatives_own_here(count(own.providers.len())));
            el("div")
                .class("stack tight")
                .child(el("p").class("small muted").text(here))
                .child(el("p").class("small due").hidden(stale == 0).text(cx.t(say::alternatives_stale(count(stale)))))
        }
        None => {
            let begin = button(cx.t(Key::AlternativesBegin), cx.on(act(CatalogueAction::Begin))).class("main");
            el("div").class("stack").child(el("p").class("notice warn").text(cx.t(Key::AlternativesSampleHere))).child(
                el("div")
                    .class("row")
                    .child(begin)
                    .child(el("span").class("small muted").text(cx.t(Key::AlternativesBeginHint))),
            )
        }
    }
}

/// What was done last, and how to take it back.
fn told(cx: &Cx) -> El {
    let editing = cx.state.editing.get();
    let told = editing.and_then(|editing| editing.told.clone());
    let undo = button(cx.t(Key::AlternativesUndo), cx.on(act(CatalogueAction::Undo))).class("small");
    el("div")
        .attr("id", "catalogue-told")
        .class("row")
        .attr("role", "status")
        .child(el("span").text(told.map(|told| cx.t(told)).unwrap_or_default()))
        .child(undo.hidden(editing.is_none_or(|editing| editing.before.is_none())))
}

fn is_stale(cx: &Cx, option: &ProviderJson) -> bool {
    let always = matches!(option.kind, OptionKind::NoneAtAll | OptionKind::Yourself);
    let checked = parse_date("", &option.checked_on);
    !always && checked.is_ok_and(|checked| (cx.today - checked).whole_days() > STALE_AFTER_DAYS)
}

fn options(cx: &Cx, catalogue: &CatalogueJson, own: bool) -> El {
    let title = if own { Key::AlternativesList } else { Key::AlternativesListSample };
    let add = button(cx.t(Key::AlternativesAdd), cx.on(act(CatalogueAction::Edit(None))));
    let form = cx.state.editing.get().and_then(|editing| editing.form.as_ref()).filter(|_| own);
    el("section")
        .class("card stack")
        .child(el("h2").text(cx.t(title)))
        .child(el("ul").class("options").children(catalogue.providers.iter().map(|one| self::option(cx, one, own))))
        .child(match form {
            Some(form) => option::form(cx, catalogue, form),
            None if own => el("div").child(add),
            None => nothing(),
        })
}

fn option(cx: &Cx, option: &ProviderJson, own: bool) -> El {
    let name = called(cx, &option.name);
    let always = matches!(option.kind, OptionKind::NoneAtAll | OptionKind::Yourself);
    let mut facts: Vec<AttrValue> = Vec::new();
    match (always, option.kind) {
        (true, _) => facts.push(cx.t(Key::AlternativesAlways)),
        (_, OptionKind::Us) => facts.push(cx.t(Key::AlternativesKindUs)),
        _ => {}
    }
    match option.monthly_price.as_ref().and_then(read_money) {
        Some(price) => facts.push(cx.t(say::alternatives_price_mark(price))),
        None if always => {}
        None => facts.push(cx.t(Key::ProviderReasonPriceUnknown)),
    }
    facts.push(cx.t(match option.interest.kind {
        InterestKind::None => Key::AlternativesGainNone,
        InterestKind::Affiliate => Key::AlternativesGainAffiliate,
        InterestKind::SameGroup => Key::AlternativesGainSameGroup,
    }));
    let mut stale = nothing();
    if let Ok(on) = parse_date("", &option.checked_on) {
        if always {
            // Nobody sells it: there is nothing to check.
        } else if is_stale(cx, option) {
            stale = el("p").class("small due").text(cx.t(say::alternatives_stale_mark(on)));
        } else {
            facts.push(cx.t(say::alternatives_checked_mark(on)));
        }
    }
    let edit = button(cx.t(say::alternatives_edit(name)), cx.on(act(CatalogueAction::Edit(Some(option.id.clone())))));
    let remove = button(cx.t(say::alternatives_remove(name)), cx.on(act(CatalogueAction::Remove(option.id.clone()))));
    let acts =
        el("div").class("row").child(edit.class("plain small")).child(remove.class("plain small").hidden(always));
    el("li")
        .key(option.id.as_str())
        .child(el("strong").text(name.to_owned()))
        .child(el("p").class("small").text(called(cx, &option.what).to_owned()))
        .child(el("p").class("small muted").text(facts.join(" · ")))
        .child(stale)
        .child(if own { acts } else { nothing() })
}

/// What a customer may need: the choices of the third question.
fn needs(cx: &Cx, own: &CatalogueJson) -> El {
    let list = own.features.iter().map(|one| {
        let name = called(cx, &one.name);
        let edit =
            button(cx.t(say::alternatives_edit(name)), cx.on(act(CatalogueAction::EditNeed(Some(one.id.clone())))));
        let remove =
            button(cx.t(say::alternatives_remove(name)), cx.on(act(CatalogueAction::RemoveNeed(one.id.clone()))));
        el("li")
            .key(one.id.as_str())
            .class("between")
            .child(el("span").text(name.to_owned()))
            .child(el("span").class("row").child(edit.class("plain small")).child(remove.class("plain small")))
    });
    let add = button(cx.t(Key::AlternativesFeatureAdd), cx.on(act(CatalogueAction::EditNeed(None))));
    el("section")
        .class("card stack")
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").text(cx.t(Key::AlternativesFeatures)))
                .child(el("p").class("small muted").text(cx.t(Key::AlternativesFeaturesHint))),
        )
        .child(el("p").class("muted").hidden(!own.features.is_empty()).text(cx.t(Key::AlternativesFeaturesNone)))
        .child(el("ul").class("stack tight").children(list))
        .child(match cx.state.editing.get().and_then(|editing| editing.need.as_ref()) {
            Some(need) => option::need(cx, need),
            None => el("div").child(add),
        })
}

/// The way out: files of what is here, and the end of it.
fn out(cx: &Cx) -> El {
    let export = |ending: &str| cx.on(act(CatalogueAction::Export(ending.to_owned())));
    let discard = button(cx.t(Key::AlternativesDiscard), cx.on(act(CatalogueAction::Discard))).class("plain small");
    el("div")
        .class("between")
        .child(
            el("div")
                .class("row")
                .child(button(cx.t(Key::AlternativesExportCsv), export("csv")))
                .child(button(cx.t(Key::AlternativesExportJson), export("json"))),
        )
        .child(discard.hidden(cx.state.library.own.is_none()))
}
