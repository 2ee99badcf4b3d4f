//! The journal: every act in words, where it is kept, and the way to remove a text without breaking the chain.

use super::{colon, words};
use crate::leaving::{Act, FieldValue, FreeText, Happened, Playbook, with_all};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Panel;
use crate::ui::state::{Action, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::step::inputs;
use crate::ui::view::{Cx, count, field, form_here};
use crate::words::{Key, say};

/// The journal's card.
pub fn journal(cx: &Cx, open: &OpenCase) -> El {
    let history = &open.record.history;
    let head = open.head().get(..16).unwrap_or_default();
    // What is not saved is said above the case, with what to do.
    let is_saved = cx.state.memory_only.is_none();
    let kept = if cx.state.persisted { Key::UiPersisted } else { Key::AppMayBeCleared };
    let kept = [Key::UiJournalWhere, kept].map(|key| cx.t(key));
    // With the steps of every circumstance: one that does not hold any more has left its steps in the journal.
    let library = &cx.state.library;
    let playbook = open.pinned(library).map(|pinned| with_all(pinned, &library.branches));
    let playbook = playbook.as_ref();
    let entries = history.iter().rev().map(|happened| entry(cx, open, playbook, happened));
    el("section")
        .class("card stack no-print")
        .attr("aria-labelledby", "journal-title")
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").attr("id", "journal-title").text(cx.t(Key::UiJournal)))
                .child(
                    el("p")
                        .class("small muted")
                        .text(cx.t(say::ui_journal_count(count(history.len()))))
                        .text(". ")
                        .text(if is_saved { kept.join(" ") } else { String::new() }),
                )
                .child(el("p").class("small muted").text(cx.t(say::ui_journal_head(head)))),
        )
        .child(name(cx))
        .child(
            el("details")
                .child(el("summary").text(cx.t(Key::UiJournal)))
                .child(el("ol").class("stack ruled acted").children(entries)),
        )
        .child(form_here(cx, open, &["redact"]))
}

/// Who acts from here on.
fn name(cx: &Cx) -> El {
    if let Some(agent) = cx.state.host.as_ref().and_then(|host| host.agent.as_ref()) {
        return el("p").class("small muted").text(cx.t(say::ui_journal_agent(agent.as_str())));
    }
    let input = el("input")
        .attr("autocomplete", "off")
        .value(cx.state.preferences.name.clone())
        .on_input(cx.entered(Action::NameTyped));
    field(cx, "staff-name", cx.t(Key::AppNameLabel), input)
}

fn entry(cx: &Cx, open: &OpenCase, playbook: Option<&Playbook>, happened: &Happened) -> El {
    let act = cx.t(happened.act.text(playbook));
    let when = cx.words.date(happened.on);
    // Removing the record of a removal would hide it.
    let removable = !matches!(*happened.act, Act::TextRedacted { .. });
    let mut sealed = (*happened.act).clone();
    // The first text of a removal is what it removed.
    let texts = sealed.texts_mut().into_iter().enumerate().skip(usize::from(!removable));
    let texts = texts.map(|(at, text)| self::text(cx, open, text, removable).key(at));
    el("li")
        .key(happened.n)
        .class("stack tight")
        .child(
            el("p")
                .class("between")
                .child(el("span").text(act))
                .child(el("span").class("small muted").text(when).text(" · ").text(super::who(cx, &happened.by))),
        )
        .child(form(cx, playbook, &happened.act))
        .children(texts)
}

/// What a step's form said besides texts of people: countries, dates and choices by their names.
fn form(cx: &Cx, playbook: Option<&Playbook>, act: &Act) -> El {
    let Act::StepDone { step, fields, .. } = act else { return nothing() };
    let step = playbook.and_then(|playbook| playbook.step(step));
    let known = step.map(|step| step.fields.as_slice()).unwrap_or_default().iter();
    let said: Vec<String> = known
        .filter_map(|field| {
            let value = fields.get(&field.id).filter(|value| !matches!(value, FieldValue::Text(_)))?;
            let shown = inputs::value(cx, field.kind, value, |word| {
                field.choices.iter().find(|choice| choice.id == word).map(|choice| choice.label.text())
            });
            Some([&*cx.t(field.label.text()), &colon(cx), &*shown].concat())
        })
        .collect();
    el("p").class("small muted").hidden(said.is_empty()).text(said.join(" · "))
}

/// A text of a person, and the way to remove it where it is still there.
fn text(cx: &Cx, open: &OpenCase, text: &FreeText, removable: bool) -> El {
    let shown = el("div").class("stack tight").child(el("p").class("small muted written").text(words(cx, open, text)));
    match text {
        FreeText::Sealed(commitment) if removable && open.texts().get(text).is_some() => {
            let redact = opener(cx, Panel::Redact(commitment.clone()), cx.t(Key::UiJournalRedact));
            shown.child(el("div").child(redact.class("plain small")))
        }
        _ => shown,
    }
}
