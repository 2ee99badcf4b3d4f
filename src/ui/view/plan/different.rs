//! What may be different about the customer or the case, whatever the playbook: a calm list, each line recorded and taken
//! back with one click. And, before a plan begins, the playbook that it will follow.

use web_sys::Event;
use yew::Callback;

use super::words;
use crate::leaving::{Act, BookText, Circumstance, Playbook, newest, serving};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::{PLAYBOOK, Panel};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, button, field, form_here, option};
use crate::words::{Key, Text, say};

/// The menu. It stands open while something in it holds or is being recorded.
pub fn menu(cx: &Cx, open: &OpenCase) -> El {
    let Some(branches) = newest(&cx.state.library.branches) else { return nothing() };
    let kinds = ["different", "another", "threat"];
    let is_asked = open.panel.as_ref().is_some_and(|panel| kinds.contains(&panel.kind()));
    let lines = Circumstance::ALL.iter().map(|circumstance| {
        let guidance = branches.branch(*circumstance).map(|branch| branch.guidance.text());
        line(cx, open, *circumstance, branches.version, guidance)
    });
    // A threat stops everything: that is the escalation of the case, and there is one way to it.
    let threat = way(cx, "threatens", Panel::Threat, Key::BranchThreatensTitle.into())
        .hidden(open.record.corrections.escalate == Some(true));
    let another = match others(cx, open).is_empty() {
        true => el("li").key("another").class("small muted").text(cx.t(Key::BranchAnotherSame)),
        false => way(cx, "another", Panel::Another, Key::BranchAnother.into()),
    };
    el("details")
        .class("different")
        .flag("open", is_asked || !open.record.circumstances.is_empty())
        .child(el("summary").text(cx.t(Key::BranchMenu)))
        .child(
            el("div")
                .class("stack")
                .child(el("p").class("small muted").text(cx.t(Key::BranchMenuHint)))
                .child(el("ul").class("stack").children(lines).child(threat).child(another))
                .child(form_here(cx, open, &kinds)),
        )
}

/// One circumstance: whether it holds, since when and with what remark, and the way to change that.
fn line(cx: &Cx, open: &OpenCase, circumstance: Circumstance, branches: u32, guidance: Option<Text>) -> El {
    let (word, title) = (circumstance.word(), circumstance.title());
    let Some(held) = open.record.circumstances.get(&circumstance) else {
        return way(cx, word, Panel::Different(word.to_owned()), title);
    };
    let note = held.note.as_ref().map(|note| [" · ", &words(cx, open, note)].concat()).unwrap_or_default();
    let undo = Act::CircumstanceSet { circumstance, holds: false, note: None, branches };
    let undo = button(cx.t(Key::BranchUndo), cx.act(CaseAction::act(undo)))
        .class("small")
        .attr("aria-label", cx.t(say::branch_undo_for(title.clone())));
    el("li")
        .key(word)
        .class("notice stack tight")
        .child(el("strong").text(cx.t(title)))
        .child(guidance.map_or_else(nothing, |guidance| el("p").class("small muted").text(cx.t(guidance))))
        .child(
            el("p")
                .class("small")
                .text(cx.t(say::branch_since(held.on)))
                .text(" · ")
                .text(super::who(cx, &held.by))
                .text(note),
        )
        .child(el("div").child(undo))
}

/// The way to record something.
fn way(cx: &Cx, key: &'static str, panel: Panel, title: Text) -> El {
    el("li").key(key).child(opener(cx, panel, cx.t(title)).class("plain"))
}

/// The playbooks of the same path to which the plan could move.
pub fn others<'a>(cx: &'a Cx, open: &OpenCase) -> Vec<&'a Playbook> {
    let Some(plan) = open.record.plan.as_ref() else { return Vec::new() };
    let serving = serving(&cx.state.library.playbooks, plan.path).into_iter();
    serving.filter(|playbook| playbook.id != plan.playbook).collect()
}

/// The playbook that a plan would follow, and the choice of another one.
pub fn chooser(cx: &Cx, open: &OpenCase) -> El {
    let path = open.path();
    let library = &cx.state.library;
    let serving = serving(&library.playbooks, path);
    let Some(chosen) = open.playbook_to_start(path, library).filter(|_| serving.len() > 1) else { return nothing() };
    let best = library.playbook_for(path, &open.record.case);
    let options = serving
        .into_iter()
        .map(|playbook| option(playbook.id.clone(), cx.t(playbook.title.text()), playbook.id == chosen.id));
    let select = el("select").on_change(cx.typed(PLAYBOOK)).children(options);
    let fits = best.map(|best| match best.id == chosen.id {
        true => Key::PlanBookFits.into(),
        false => say::plan_book_better(best.title.text()),
    });
    field(cx, PLAYBOOK, cx.t(Key::PlanBookLabel), select).child(
        el("p").class("small muted").hidden(fits.is_none()).text(fits.map(|fits| cx.t(fits)).unwrap_or_default()),
    )
}

/// That another playbook fits the case better than the plan's, once more is known of the contract.
pub fn better(cx: &Cx, open: &OpenCase) -> El {
    let (library, case) = (&cx.state.library, &open.record.case);
    let Some(plan) = open.record.plan.as_ref().filter(|plan| plan.closed.is_none()) else { return nothing() };
    let best = library.playbook_for(plan.path, case).filter(|best| {
        let pinned = open.pinned(library);
        pinned.is_some_and(|pinned| pinned.id != best.id && pinned.fit(case) < best.fit(case))
    });
    let Some(best) = best.filter(|_| open.panel != Some(Panel::Another)) else { return nothing() };
    let panel = Panel::Another;
    let name = panel.name();
    let chosen = cx.act(CaseAction::Typed { field: panel.key("playbook"), text: best.id.clone() });
    let opened = cx.act(CaseAction::Panel(Some(panel)));
    let move_to_it = Callback::from(move |event: Event| {
        chosen.emit(event.clone());
        opened.emit(event);
    });
    el("div")
        .class("notice")
        .child(el("p").text(cx.t(say::plan_book_better(best.title.text()))))
        .child(el("div").child(button(cx.t(Key::UiNewerMove), move_to_it).class("small").attr("data-opens", name)))
}

/// That words of the playbook's own are not there in the language of the screen.
pub fn own_missing(cx: &Cx, playbook: &Playbook) -> El {
    let language = cx.words.catalogue.language();
    let is_missing = |text: &BookText| text.missing().contains(&language);
    let missing = playbook.steps.iter().any(|step| {
        let labels = step.fields.iter().flat_map(|field| field.choices.iter().map(|choice| &choice.label));
        [&step.title, &step.guidance].into_iter().any(is_missing)
            || step.fields.iter().map(|field| &field.label).chain(labels).any(is_missing)
    });
    el("p").class("small due").hidden(!missing).text(cx.t(Key::PlanOwnMissing))
}
