//! Taking a list over: its text, what each column is, and what each line would bring or what is wrong with it.

use yew::AttrValue;

use super::{act, called, is_saving, option::label};
use crate::providers::entry::{FEATURE, LOCALISED, PLAIN, Wrong, in_language};
use crate::providers::table::Line;
use crate::providers::{CatalogueJson, ProviderJson};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::catalogue::{Brings, CatalogueAction, Taking, does, reading};
use crate::ui::state::{Action, Unread};
use crate::ui::view::files::{file_drop, file_input};
use crate::ui::view::{Cx, button, count, option};
use crate::words::{Catalogue, Key, Text, endonym, say};

/// The section.
pub fn taking(cx: &Cx) -> El {
    let library = &cx.state.library;
    let Some(own) = library.own.as_ref().or(library.begin.as_ref()) else { return nothing() };
    let none = Taking::default();
    let taking = cx.state.editing.get().map_or(&none, |editing| &editing.taking);
    let language = &cx.state.preferences.language;
    let brings = taking.brings(own, language, reading(library, language, cx.today));
    let box_ = el("textarea")
        .attr("id", "taking")
        .attr("rows", "6")
        .class("table-text")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "taking-hint")
        .value(taking.text.clone())
        .on_input(cx.entered(|text| act(CatalogueAction::Taking(text))));
    let file = file_input(cx, taken).attr("accept", ".csv,.tsv,.txt,.json,text/csv,text/plain,application/json");
    let fault = taking.fault.clone();
    file_drop(cx, taking.dragging, |over| act(CatalogueAction::Dragging(over)), taken)
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").text(cx.t(Key::AlternativesImport)))
                .child(el("p").attr("id", "taking-hint").class("small muted").text(cx.t(Key::AlternativesImportHint))),
        )
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", "taking").text(cx.t(Key::AlternativesImportBox)))
                .child(box_),
        )
        .child(
            el("p")
                .class("fault")
                .attr("role", "alert")
                .hidden(fault.is_none())
                .text(fault.map(|fault| cx.t(fault)).unwrap_or_default()),
        )
        .child(
            el("div")
                .class("row")
                .child(el("label").class("button").text(cx.t(Key::StartChoose)).child(file))
                .child(el("span").class("small muted").text(cx.t(Key::StartDrop))),
        )
        .child(preview(cx, own, &brings))
}

fn taken(text: Result<String, Unread>) -> Action {
    act(CatalogueAction::File(text))
}

fn preview(cx: &Cx, own: &CatalogueJson, brings: &Brings) -> El {
    let (good, bad) = brings.counts();
    let take = button(cx.t(say::alternatives_import_take(count(good))), cx.on(act(CatalogueAction::Take)))
        .class("main")
        .hidden(good == 0)
        .flag("disabled", is_saving(cx));
    let list = match brings {
        Brings::Nothing => nothing(),
        Brings::Unread(why) => el("p").class("fault").attr("role", "alert").text(cx.t(why.clone())),
        Brings::Catalogue(catalogue) => {
            lines(cx, catalogue.providers.iter().map(|one| fine(cx, own, one, AttrValue::from("–"))))
        }
        Brings::Table { brought, .. } if brought.lines.is_empty() => {
            el("p").class("muted").text(cx.t(Key::AlternativesImportEmpty))
        }
        Brings::Table { header, columns, brought } => {
            let rows = brought.lines.iter().map(|line| match &line.read {
                Ok(option) => fine(cx, own, option, line.number.to_string().into()),
                Err(wrong) => faulty(cx, line, wrong),
            });
            el("div").class("stack").child(self::columns(cx, header, columns)).child(lines(cx, rows))
        }
    };
    el("div")
        .class("stack")
        .child(list)
        .child(el("p").class("small due").attr("role", "status").text(if bad == 0 {
            AttrValue::default()
        } else {
            cx.t(say::alternatives_import_bad(count(bad)))
        }))
        .child(el("div").child(take))
}

/// What each column is; a person may know better.
fn columns(cx: &Cx, header: &[String], columns: &[String]) -> El {
    let fields = header.iter().zip(columns).enumerate().map(|(at, (header, chosen))| {
        let called = header.clone();
        let changed = cx.entered(move |field| act(CatalogueAction::Column { header: called.clone(), field }));
        el("label").key(at).class("field").text(header.clone()).child(column(cx, header, chosen).on_change(changed))
    });
    el("details")
        .child(el("summary").text(cx.t(Key::AlternativesImportColumns)))
        .child(el("div").class("fields columns").children(fields))
}

fn column(cx: &Cx, header: &str, chosen: &str) -> El {
    let mut names: Vec<String> = PLAIN.map(str::to_owned).to_vec();
    for name in LOCALISED {
        names.extend(Catalogue::languages().map(|language| in_language(name, language)));
    }
    if !chosen.is_empty() && !names.iter().any(|name| name == chosen) {
        names.push(chosen.to_owned());
    }
    el("select")
        .child(option("", cx.t(Key::AlternativesImportIgnored), chosen.is_empty()))
        .children(names.iter().map(|name| option(name.clone(), cx.t(field_name(name, header)), name == chosen)))
}

/// What a field is called, with its language where it has one.
fn field_name(name: &str, otherwise: &str) -> Text {
    if let Some(feature) = name.strip_prefix(FEATURE) {
        return say::alternatives_import_need(if otherwise.is_empty() { feature } else { otherwise });
    }
    let (base, language) = name.split_once('.').unwrap_or((name, ""));
    match label(base) {
        Some(label) if language.is_empty() => label.into(),
        Some(label) => say::alternatives_import_text(Text::from(label), endonym(language)),
        None => say::need_criterion_feature(name),
    }
}

fn lines(cx: &Cx, rows: impl Iterator<Item = El>) -> El {
    let head = |key| el("th").attr("scope", "col").text(cx.t(key));
    let rows = rows.enumerate().map(|(at, row)| row.key(at));
    el("table")
        .child(
            el("thead").child(
                el("tr")
                    .child(head(Key::AlternativesImportLine))
                    .child(head(Key::AlternativesColumnOption))
                    .child(head(Key::AlternativesImportBrings)),
            ),
        )
        .child(el("tbody").children(rows))
}

fn fine(cx: &Cx, own: &CatalogueJson, option: &ProviderJson, number: AttrValue) -> El {
    el("tr")
        .child(el("td").text(number))
        .child(el("th").attr("scope", "row").text(called(cx, &option.name).to_owned()))
        .child(el("td").text(cx.t(does(own, option))))
}

fn faulty(cx: &Cx, line: &Line, wrong: &[Wrong]) -> El {
    let faults = wrong.iter().enumerate().map(|(at, one)| {
        let text = say::alternatives_import_wrong(field_name(&one.field, ""), one.text.clone());
        el("li").key(at).text(cx.t(text))
    });
    el("tr")
        .child(el("td").text(line.number.to_string()))
        .child(el("th").attr("scope", "row").text(line.name.clone()))
        .child(el("td").child(el("ul").class("fault").children(faults)))
}
