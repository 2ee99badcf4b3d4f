//! What if: inputs to move, and the verdict that would follow, beside the one that stands.

use yew::prelude::*;

use crate::case::Share;
use crate::signals::{AttemptOutcome, Outcome};
use crate::ui::state::case::WhatIf;
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::ui::view::Cx;
use crate::ui::view::verdict::path_name;
use crate::words::{Key, Text, say};

/// A handler that moves one input.
fn moved(cx: Cx, open: &OpenCase, change: impl Fn(&mut WhatIf, &str) + 'static) -> Callback<Event> {
    let (send, what_if) = (cx.send.clone(), open.what_if.clone());
    Callback::from(move |event: Event| {
        let mut what_if = what_if.clone();
        change(&mut what_if, &crate::ui::browser::value(&event).unwrap_or_default());
        send.emit(Action::Case(CaseAction::WhatIf(what_if)));
    })
}

fn choice(cx: Cx, label: Text, options: &[(&'static str, Key)], chosen: &str, onchange: Callback<Event>) -> Html {
    html! {
        <label class="field">
            { cx.t(label) }
            <select {onchange}>
                { for options.iter().map(|(word, key)| html! {
                    <option key={*word} value={*word} selected={chosen == *word}>{ cx.t(*key) }</option>
                }) }
            </select>
        </label>
    }
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
pub fn what_if(cx: Cx, open: &OpenCase) -> Html {
    let moved_inputs = &open.what_if;
    let then = moved_inputs.assess(&open.record, cx.today);
    let same = then.advice.path == open.assessment.advice.path;
    let result = if same { Key::PanelWhatIfSame.into() } else { say::panel_what_if_then(path_name(then.advice.path)) };
    html! {
        <section class="panel notice stack" aria-label={cx.t(Key::PanelWhatIfTitle)}>
            <h3>{ cx.t(Key::PanelWhatIfTitle) }</h3>
            <p class="small muted">{ cx.t(Key::PanelWhatIfHint) }</p>
            <div class="fields">
                { attachment(cx, open) }
                { choice(cx, Key::PanelWhatIfWish.into(), &YES_NO, flag_word(moved_inputs.wish),
                    moved(cx, open, |what_if, word| what_if.wish = flag(word))) }
                { choice(cx, Key::PanelWhatIfEscalated.into(), &YES_NO, flag_word(moved_inputs.escalate),
                    moved(cx, open, |what_if, word| what_if.escalate = flag(word))) }
                { for attempts(cx, open) }
            </div>
            <div role="status" class="stack tight">
                <p><strong>{ cx.t(result) }</strong></p>
                <p class="small muted" hidden={same}>{ cx.t(then.advice.why.clone()) }</p>
            </div>
            <div class="row">
                <button type="button" onclick={cx.act(CaseAction::WhatIf(WhatIf::default()))}
                    disabled={moved_inputs.is_as_it_is()}>{ cx.t(Key::PanelWhatIfReset) }</button>
                <button type="button" onclick={cx.act(CaseAction::Panel(None))}>{ cx.t(Key::PanelWhatIfClose) }</button>
            </div>
        </section>
    }
}

/// Attachment in five steps; as it is until it is moved.
fn attachment(cx: Cx, open: &OpenCase) -> Html {
    const STEPS: [(&str, f64); 5] = [("0", 0.0), ("1", 0.25), ("2", 0.5), ("3", 0.75), ("4", 1.0)];
    let chosen = open.what_if.attachment;
    let onchange = moved(cx, open, |what_if, word| {
        let value = STEPS.iter().find(|(step, _)| *step == word).map(|(_, value)| *value);
        what_if.attachment = value.and_then(Share::new);
    });
    let is_chosen = |value: f64| chosen.is_some_and(|share| (share.get() - value).abs() < 0.01);
    html! {
        <label class="field">
            { cx.t(Key::PanelWhatIfAttachment) }
            <select {onchange}>
                <option value="" selected={chosen.is_none()}>{ cx.t(Key::PanelAsIs) }</option>
                { for STEPS.iter().map(|(step, value)| html! {
                    <option key={*step} value={*step} selected={is_chosen(*value)}>
                        { [step, " / 4"].concat() }
                    </option>
                }) }
            </select>
        </label>
    }
}

/// The outcome of each attempt; left alone, it is as it is.
fn attempts<'a>(cx: Cx<'a>, open: &'a OpenCase) -> impl Iterator<Item = Html> + 'a {
    const OPTIONS: [(&str, Key); 3] = [
        ("not_known", Key::VerdictOutcomeUnknown),
        ("ok", Key::VerdictOutcomeOk),
        ("failed", Key::VerdictOutcomeFailed),
    ];
    let all = open.assessment.story.failures.iter().flat_map(|failure| &failure.attempts);
    all.map(move |attempt| {
        let moved_to = open.what_if.outcomes.get(&attempt.id);
        let word = match (moved_to, attempt.outcome) {
            (Some(Some(outcome)), _) => outcome.word(),
            (None, AttemptOutcome::Ok) => "ok",
            (None, AttemptOutcome::Failed) => "failed",
            (Some(None), _) | (None, AttemptOutcome::NotKnown) => "not_known",
        };
        let id = attempt.id.clone();
        let onchange = moved(cx, open, move |what_if, word| {
            let outcome = Outcome::ALL.iter().copied().find(|outcome| outcome.word() == word);
            what_if.outcomes.insert(id.clone(), outcome);
        });
        choice(cx, say::panel_what_if_outcome(attempt.at.date()), &OPTIONS, word, onchange)
    })
}
