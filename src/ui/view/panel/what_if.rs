//! What if: inputs to move, and the verdict that would follow, beside the one that stands.

use web_sys::Event;
use yew::Callback;

use crate::case::Share;
use crate::signals::{Attempt, AttemptKind, AttemptOutcome, Outcome};
use crate::ui::el::{El, el};
use crate::ui::state::case::WhatIf;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::ui::view::verdict::path_name;
use crate::ui::view::{Cx, button, option};
use crate::words::{Key, Text, say};

/// A handler that moves one input.
fn moved(cx: &Cx, open: &OpenCase, change: impl Fn(&mut WhatIf, &str) + 'static) -> Callback<Event> {
    let what_if = open.what_if.clone();
    cx.entered(move |word| {
        let mut what_if = what_if.clone();
        change(&mut what_if, &word);
        Action::Case(CaseAction::WhatIf(what_if))
    })
}

/// An input that can be moved to one of `words`.
fn choice(cx: &Cx, label: impl Into<Text>, words: &[(&'static str, Key)], chosen: &str, moved: Callback<Event>) -> El {
    let options = words.iter().map(|(word, key)| option(*word, cx.t(*key), chosen == *word));
    let select = el("select").on_change(moved).children(options);
    el("label").class("field").text(cx.t(label)).child(select)
}

const YES_NO: [(&str, Key); 3] = [("", Key::PanelAsIs), ("yes", Key::PanelYes), ("no", Key::PanelNo)];

fn flag(word: &str) -> Option<bool> {
    match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

const fn flag_word(flag: Option<bool>) -> &'static str {
    match flag {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// The form.
pub fn what_if(cx: &Cx, open: &OpenCase) -> El {
    let now = &open.what_if;
    let then = now.assess(&open.record, &cx.state.library.reader, cx.today);
    let same = then.advice.path == open.assessment.advice.path;
    let result = if same { Key::PanelWhatIfSame.into() } else { say::panel_what_if_then(path_name(then.advice.path)) };
    let wish = moved(cx, open, |what_if, word| what_if.wish = flag(word));
    let escalate = moved(cx, open, |what_if, word| what_if.escalate = flag(word));
    let attempts = open.assessment.story.attempts().filter(|attempt| attempt.kind == AttemptKind::Repair);
    let reset = button(cx.t(Key::PanelWhatIfReset), cx.act(CaseAction::WhatIf(WhatIf::default())))
        .attr("type", "button")
        .flag("disabled", now.is_as_it_is());
    let close = button(cx.t(Key::PanelWhatIfClose), cx.act(CaseAction::Panel(None))).attr("type", "button");
    el("section")
        .class("panel notice stack")
        .attr("aria-label", cx.t(Key::PanelWhatIfTitle))
        .child(el("h3").text(cx.t(Key::PanelWhatIfTitle)))
        .child(el("p").class("small muted").text(cx.t(Key::PanelWhatIfHint)))
        .child(
            el("div")
                .class("fields")
                .child(attachment(cx, open))
                .child(choice(cx, Key::PanelWhatIfWish, &YES_NO, flag_word(now.wish), wish))
                .child(choice(cx, Key::PanelWhatIfEscalated, &YES_NO, flag_word(now.escalate), escalate))
                .children(attempts.map(|one| attempt(cx, open, one))),
        )
        .child(
            el("div")
                .attr("role", "status")
                .class("stack tight")
                .child(el("p").child(el("strong").text(cx.t(result))))
                .child(el("p").class("small muted").hidden(same).text(cx.t(then.advice.why.clone()))),
        )
        .child(el("div").class("row").child(reset).child(close))
}

/// Attachment in five steps; as it is until it is moved.
fn attachment(cx: &Cx, open: &OpenCase) -> El {
    const STEPS: [(&str, f64); 5] = [("0", 0.0), ("1", 0.25), ("2", 0.5), ("3", 0.75), ("4", 1.0)];
    let chosen = open.what_if.attachment;
    let changed = moved(cx, open, |what_if, word| {
        let value = STEPS.iter().find(|(step, _)| *step == word).map(|(_, value)| *value);
        what_if.attachment = value.and_then(Share::new);
    });
    let is_chosen = |value: f64| chosen.is_some_and(|share| (share.get() - value).abs() < 0.01);
    let steps = STEPS.iter().map(|(step, value)| option(*step, [step, " / 4"].concat(), is_chosen(*value)));
    let select =
        el("select").on_change(changed).child(option("", cx.t(Key::PanelAsIs), chosen.is_none())).children(steps);
    el("label").class("field").text(cx.t(Key::PanelWhatIfAttachment)).child(select)
}

/// The outcome of an attempt; left alone, it is as it is.
fn attempt(cx: &Cx, open: &OpenCase, attempt: &Attempt) -> El {
    const WORDS: [(&str, Key); 3] = [
        ("not_known", Key::VerdictOutcomeUnknown),
        ("ok", Key::VerdictOutcomeOk),
        ("failed", Key::VerdictOutcomeFailed),
    ];
    let moved_to = open.what_if.outcomes.get(&attempt.id);
    let word = match (moved_to, attempt.outcome) {
        (Some(Some(outcome)), _) => outcome.word(),
        (None, AttemptOutcome::Ok) => "ok",
        (None, AttemptOutcome::Failed) => "failed",
        (Some(None), _) | (None, AttemptOutcome::NotKnown) => "not_known",
    };
    let id = attempt.id.clone();
    let changed = moved(cx, open, move |what_if, word| {
        let outcome = Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word);
        what_if.outcomes.insert(id.clone(), outcome);
    });
    choice(cx, say::panel_what_if_outcome(cx.day(attempt.at)), &WORDS, word, changed).key(attempt.id.as_str())
}
