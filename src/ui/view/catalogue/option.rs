//! The forms of the catalogue: an option, and a need.

use web_sys::Event;
use yew::{AttrValue, Callback};

use super::{act, called, is_saving};
use crate::case::{Currency, parse_date};
use crate::providers::entry::{FEATURE, LOCALISED, in_language};
use crate::providers::{CatalogueJson, InterestKind, Known, OptionKind};
use crate::ui::browser::Pressed;
use crate::ui::el::{El, el, nothing};
use crate::ui::state::catalogue::{CatalogueAction, NeedForm, OptionForm, reading};
use crate::ui::state::form;
use crate::ui::view::{Cx, button, field, option, understood, understood_day, understood_field};
use crate::words::{Catalogue, Key, endonym, say};

/// What a field is called; none for a need's.
pub fn label(field: &str) -> Option<Key> {
    Some(match field {
        "id" => Key::AlternativesFieldId,
        "kind" => Key::AlternativesFieldKind,
        "name" => Key::AlternativesFieldName,
        "what" => Key::AlternativesFieldWhat,
        "price" => Key::AlternativesFieldPrice,
        "currency" => Key::AlternativesFieldCurrency,
        "term" => Key::AlternativesFieldTerm,
        "notice" => Key::AlternativesFieldNotice,
        "regions" => Key::AlternativesFieldRegions,
        "interest" => Key::AlternativesFieldInterest,
        "interest_text" => Key::AlternativesFieldInterestText,
        "checked" => Key::AlternativesFieldChecked,
        "migration" => Key::AlternativesFieldMigration,
        "source" => Key::AlternativesFieldSource,
        _ => return None,
    })
}

fn typed(cx: &Cx, field: &str) -> Callback<Event> {
    let field = field.to_owned();
    cx.entered(move |text| act(CatalogueAction::Typed { field: field.clone(), text }))
}

/// What stands in a field.
fn shown(form: &OptionForm, field: &str) -> String {
    form.typed.get(field).cloned().unwrap_or_default()
}

/// The form of an option.
pub fn form(cx: &Cx, catalogue: &CatalogueJson, form: &OptionForm) -> El {
    let title = form.base.as_ref().map(|base| cx.t(say::alternatives_edit(called(cx, &base.name))));
    let alert = cx.fault("option");
    let save = button(cx.t(Key::AlternativesSave), cx.on(act(CatalogueAction::Save)))
        .class("main")
        .flag("disabled", is_saving(cx));
    let gains = shown(form, "interest");
    let has_interest = !gains.is_empty() && gains != InterestKind::None.word();
    el("section")
        .attr("id", "option-form")
        .class("panel notice stack")
        .attr("aria-labelledby", "option-title")
        .on("keydown", cx.pressed(Pressed::Escape, act(CatalogueAction::Cancel)))
        .child(el("h3").attr("id", "option-title").text(title.unwrap_or_else(|| cx.t(Key::AlternativesFormNew))))
        .child(
            el("p")
                .class("fault")
                .attr("role", "alert")
                .attr("tabindex", "-1")
                .hidden(alert.is_none())
                .text(alert.unwrap_or_default()),
        )
        .child(el("p").class("small muted").text(cx.t(Key::AlternativesUnknownHint)))
        .child(facts(cx, form))
        .child(language(cx, &form.language, &written(form)))
        .child(
            el("div")
                .class("stack texts")
                .children(["name", "what", "migration", "source"].map(|name| text(cx, form, name).key(name)))
                .child(if has_interest { text(cx, form, "interest_text") } else { nothing() }),
        )
        .child(has(cx, catalogue, form))
        .child(
            el("div").class("row").child(save).child(button(cx.t(Key::AppCancel), cx.on(act(CatalogueAction::Cancel)))),
        )
}

/// What is the same in every language.
fn facts(cx: &Cx, form: &OptionForm) -> El {
    let line =
        |name: &'static str| el("input").attr("autocomplete", "off").value(shown(form, name)).on_input(typed(cx, name));
    let placed = |name: &'static str, input: El, note: AttrValue| {
        let words = label(name).map(|label| cx.t(label)).unwrap_or_default();
        understood_field(cx, &form::key("option", name), words, input, note).key(name)
    };
    let read = reading(&cx.state.library, &cx.state.preferences.language, cx.today);
    let named = Currency::parse(&shown(form, "currency")).ok().or(read.currency);
    let price = named.and_then(|currency| form::amount(shown(form, "price").trim(), currency, read.mark).ok());
    let day = parse_date("", &shown(form, "checked")).ok();
    let none = AttrValue::default;
    el("div")
        .class("fields")
        .child(placed("kind", kind(cx, form), none()))
        .child(placed("price", line("price").attr("inputmode", "decimal"), understood(cx, price)))
        .child(placed(
            "currency",
            line("currency").attr("placeholder", read.currency.map(|known| known.as_str().to_owned())),
            none(),
        ))
        .child(placed("term", line("term").attr("inputmode", "numeric"), none()))
        .child(placed("notice", line("notice").attr("inputmode", "numeric"), none()))
        .child(placed("regions", line("regions"), none()))
        .child(placed("interest", interest(cx, form), none()))
        .child(placed("checked", line("checked").attr("type", "date"), understood_day(cx, day)))
}

/// The kinds that an option can have: of the other two there is one already, always.
fn kind(cx: &Cx, form: &OptionForm) -> El {
    let chosen = shown(form, "kind");
    let always =
        [(OptionKind::NoneAtAll, Key::AlternativesKindNone), (OptionKind::Yourself, Key::AlternativesKindYourself)];
    let fixed = always.into_iter().find(|(kind, _)| kind.word() == chosen);
    let free = [(OptionKind::Company, Key::AlternativesKindCompany), (OptionKind::Us, Key::AlternativesKindUs)];
    let kinds: Vec<_> = fixed.map_or_else(|| free.to_vec(), |fixed| vec![fixed]);
    el("select")
        .on_change(typed(cx, "kind"))
        .flag("disabled", fixed.is_some())
        .children(kinds.into_iter().map(|(kind, label)| option(kind.word(), cx.t(label), chosen == kind.word())))
}

fn interest(cx: &Cx, form: &OptionForm) -> El {
    let chosen = shown(form, "interest");
    el("select").on_change(typed(cx, "interest")).child(option("", cx.t(Key::FormChoose), chosen.is_empty())).children(
        InterestKind::ALL.iter().map(|kind| {
            let label = match kind {
                InterestKind::None => Key::AlternativesInterestNone,
                InterestKind::Affiliate => Key::AlternativesInterestAffiliate,
                InterestKind::SameGroup => Key::AlternativesInterestSameGroup,
            };
            option(kind.word(), cx.t(label), chosen == kind.word())
        }),
    )
}

/// The languages in which something is written.
fn written(form: &OptionForm) -> Vec<&str> {
    let mut languages: Vec<&str> = Vec::new();
    for (name, text) in form.typed.iter() {
        if let Some((field, language)) = name.split_once('.')
            && LOCALISED.contains(&field)
            && !text.trim().is_empty()
            && !languages.contains(&language)
        {
            languages.push(language);
        }
    }
    languages
}

/// The language of the texts below.
fn language(cx: &Cx, chosen: &str, written: &[&str]) -> El {
    let mut languages: Vec<&str> = Catalogue::languages().collect();
    for tag in written {
        if !languages.contains(tag) {
            languages.push(tag);
        }
    }
    let select = el("select")
        .on_change(cx.entered(|language| act(CatalogueAction::Language(language))))
        .children(languages.iter().map(|tag| option((*tag).to_owned(), endonym(tag).to_owned(), *tag == chosen)));
    let names: Vec<_> = written.iter().map(|tag| say::need_criterion_feature(endonym(tag))).collect();
    let has = if names.is_empty() { AttrValue::default() } else { cx.t(say::alternatives_language_has(names)) };
    field(cx, "option.language", cx.t(Key::AlternativesLanguage), select)
        .child(el("p").class("small muted").text(cx.t(Key::AlternativesLanguageHint)).text(" ").text(has))
}

/// A text in the language that is shown.
fn text(cx: &Cx, form: &OptionForm, name: &'static str) -> El {
    let place = in_language(name, &form.language);
    let input =
        if name == "migration" { el("textarea").attr("rows", "3") } else { el("input").attr("autocomplete", "off") };
    let input = input.attr("lang", form.language.clone()).value(shown(form, &place)).on_input(typed(cx, &place));
    let words = label(name).map(|label| cx.t(label)).unwrap_or_default();
    field(cx, &form::key("option", name), words, input)
}

/// What it has of what a customer may need.
fn has(cx: &Cx, catalogue: &CatalogueJson, form: &OptionForm) -> El {
    let answers = [
        (Known::Unknown, Key::AlternativesKnownUnknown),
        (Known::Yes, Key::AlternativesKnownYes),
        (Known::No, Key::AlternativesKnownNo),
    ];
    let needs = catalogue.features.iter().map(|one| {
        let name = [FEATURE, &one.id].concat();
        let chosen = form.typed.get(&name).map_or("unknown", String::as_str);
        let select = el("select")
            .on_change(typed(cx, &name))
            .children(answers.map(|(known, label)| option(known.word(), cx.t(label), chosen == known.word())));
        field(cx, &form::key("option", &name), called(cx, &one.name).to_owned().into(), select).key(one.id.as_str())
    });
    el("fieldset")
        .class("stack tight")
        .hidden(catalogue.features.is_empty())
        .child(el("legend").text(cx.t(Key::AlternativesFeatures)))
        .child(el("div").class("fields").children(needs))
}

/// The form of a need.
pub fn need(cx: &Cx, need: &NeedForm) -> El {
    let name = need.typed.get(&need.language).cloned().unwrap_or_default();
    let written: Vec<&str> =
        need.typed.iter().filter(|(_, name)| !name.trim().is_empty()).map(|(tag, _)| tag.as_str()).collect();
    let input = el("input")
        .attr("autocomplete", "off")
        .attr("lang", need.language.clone())
        .value(name)
        .on_input(typed(cx, "need"))
        .on("keydown", cx.pressed(Pressed::Send, act(CatalogueAction::SaveNeed)));
    let save = button(cx.t(Key::AlternativesSave), cx.on(act(CatalogueAction::SaveNeed)))
        .class("main")
        .flag("disabled", is_saving(cx));
    el("section")
        .attr("id", "need-form")
        .class("panel notice stack")
        .attr("aria-label", cx.t(Key::AlternativesFeatureAdd))
        .on("keydown", cx.pressed(Pressed::Escape, act(CatalogueAction::Cancel)))
        .child(field(cx, "option.need", cx.t(Key::AlternativesFeatureName), input))
        .child(language(cx, &need.language, &written))
        .child(
            el("div").class("row").child(save).child(button(cx.t(Key::AppCancel), cx.on(act(CatalogueAction::Cancel)))),
        )
}
