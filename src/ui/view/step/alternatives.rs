//! Alternatives: three questions, then every option with its reasons, what we gain from it, and when it was checked.

use yew::prelude::*;

use crate::leaving::{StepState, StepView};
use crate::providers::{Catalogue, Known, Ranked, Ranking, Tie, as_text, rank};
use crate::ui::state::case::needs;
use crate::ui::state::{Action, CaseAction, OpenCase, form};
use crate::ui::view::{Cx, nothing};
use crate::words::{Key, Text, say};

/// The alternatives in the customer's language; they are what the customer will read.
pub fn alternatives(cx: Cx, open: &OpenCase, step: &StepView) -> Html {
    let catalogue = cx.state.library.providers.clone();
    match catalogue.map(|catalogue| catalogue.check(cx.letters.catalogue.language())) {
        Some(Ok(catalogue)) => {
            let needs = needs::read(open, &catalogue);
            let ranking = rank(&catalogue, &needs, cx.today);
            html! {
                <div class="stack">
                    { questions(cx, open, &catalogue) }
                    { options(cx, open, step, &ranking) }
                </div>
            }
        }
        Some(Err(error)) => html! { <p class="fault">{ cx.t(say::app_file_failed(error.to_string())) }</p> },
        None => nothing(),
    }
}

fn questions(cx: Cx, open: &OpenCase, catalogue: &Catalogue) -> Html {
    let budget = needs::shown(open, needs::BUDGET);
    let tie = needs::shown(open, needs::TIE);
    let key = |name| form::key("needs", name);
    html! {
        <div class="stack tight">
            <p class="eyebrow">{ cx.t(Key::UiNeedsTitle) }</p>
            <div class="fields">
                <div class="field">
                    <label for={key(needs::BUDGET)}>
                        { cx.t(Key::UiNeedsBudget) }
                        { catalogue.currency().map(|currency| [" (", currency.as_str(), ")"].concat()).unwrap_or_default() }
                    </label>
                    <input id={key(needs::BUDGET)} inputmode="decimal" value={budget} oninput={cx.typed::<InputEvent>(key(needs::BUDGET))} />
                </div>
                <div class="field">
                    <label for={key(needs::TIE)}>{ cx.t(Key::UiNeedsTie) }</label>
                    <select id={key(needs::TIE)} onchange={cx.typed::<Event>(key(needs::TIE))}>
                        <option value="" selected={tie.is_empty()}>{ cx.t(Key::FormChoose) }</option>
                        { for Tie::ALL.iter().map(|known| html! {
                            <option key={known.word()} value={known.word()} selected={tie == known.word()}>{ cx.t(known.label()) }</option>
                        }) }
                    </select>
                </div>
            </div>
            <fieldset class="stack tight">
                <legend>{ cx.t(Key::UiNeedsMust) }</legend>
                <div class="scale">
                    { for catalogue.features().iter().map(|feature| {
                        let name = form::key("needs", &feature.id);
                        let on = needs::shown(open, &feature.id) == "yes";
                        let toggled = CaseAction::Typed { field: name, text: if on { "no" } else { "yes" }.to_owned() };
                        html! {
                            <label key={feature.id.clone()} class="check" lang={cx.letters.catalogue.language().to_owned()}>
                                <input type="checkbox" checked={on} onchange={cx.act::<Event>(toggled)} />
                                { feature.name.clone() }
                            </label>
                        }
                    }) }
                </div>
            </fieldset>
        </div>
    }
}

fn options(cx: Cx, open: &OpenCase, step: &StepView, ranking: &Ranking) -> Html {
    let letters = cx.letters;
    let text = as_text(ranking, &letters.catalogue, &letters.format);
    let editable = matches!(step.state, StepState::Current | StepState::Open);
    html! {
        <div class="stack tight">
            <p class="eyebrow">{ cx.t(Key::UiOptions) }</p>
            <p class="notice warn small" hidden={!ranking.sample}>{ letters.t(Key::ProviderSample) }</p>
            <p class="small muted">{ ranking.ties.clone().map(|ties| letters.t(ties)).unwrap_or_default() }</p>
            <ol class="options" lang={letters.catalogue.language().to_owned()}>
                { for ranking.ranked.iter().map(|one| option(cx, one)) }
            </ol>
            <div class="stack tight small muted" hidden={ranking.excluded.is_empty()}>
                <p>{ cx.t(Key::UiExcluded) }</p>
                <ul class="reasons">
                    { for ranking.excluded.iter().map(|one| html! {
                        <li key={one.id.clone()}>{ one.name.clone() }{ ": " }{ letters.t(one.why.clone()) }</li>
                    }) }
                </ul>
            </div>
            <div class="row">
                <button onclick={cx.act(CaseAction::Copy(text))}>{ cx.t(Key::UiCopyText) }</button>
                { if editable { name_them(cx, open, step, ranking) } else { nothing() } }
            </div>
        </div>
    }
}

/// Puts the ranked names, and what we gain from them, into the step's form, from where the leaving sheet takes them.
fn name_them(cx: Cx, _open: &OpenCase, step: &StepView, ranking: &Ranking) -> Html {
    let names: Vec<&str> = ranking.ranked.iter().map(|one| one.provider.name.as_str()).collect();
    let gains: Vec<String> = ranking
        .ranked
        .iter()
        .filter(|one| one.provider.interest != crate::providers::Interest::None)
        .map(|one| [&one.provider.name, ": ", &cx.letters.string(one.provider.interest.disclosure())].concat())
        .collect();
    let interest = if gains.is_empty() { cx.letters.string(Key::ProviderInterestNone) } else { gains.join(" ") };
    let typed = [(form::key(&step.id, "named"), names.join("; ")), (form::key(&step.id, "interest"), interest)];
    let send = cx.send.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        for (field, text) in typed.clone() {
            send.emit(Action::Case(CaseAction::Typed { field, text }));
        }
    });
    html! { <button {onclick}>{ cx.t(Key::UiNameThem) }</button> }
}

fn option(cx: Cx, one: &Ranked) -> Html {
    let letters = cx.letters;
    let mark = |met| match met {
        Known::Yes => "✓",
        Known::No => "✗",
        Known::Unknown => "?",
    };
    let note = |met, note: Text| match met {
        Known::Yes => say::provider_text_met(note),
        Known::No => say::provider_text_unmet(note),
        Known::Unknown => say::provider_text_unknown(note),
    };
    html! {
        <li key={one.provider.id.clone()}>
            <p class="between">
                <strong>{ one.provider.name.clone() }</strong>
                <span class="small muted">
                    { letters.t(say::ui_option_points(i64::from(one.score))) }
                    { if one.tied { " · " } else { "" } }
                    { if one.tied { letters.t(Key::UiOptionTied) } else { AttrValue::default() } }
                </span>
            </p>
            <p class="small">{ one.provider.what.clone() }</p>
            <ul class="small">
                { for one.reasons.iter().enumerate().map(|(at, reason)| html! {
                    <li key={at}>
                        <span aria-hidden="true">{ mark(reason.met) }{ " " }</span>
                        { letters.t(note(reason.met, reason.note.clone())) }
                    </li>
                }) }
            </ul>
            <p class="small muted">{ letters.t(one.provider.interest.disclosure()) }{ " " }{ letters.t(one.checked()) }</p>
        </li>
    }
}
