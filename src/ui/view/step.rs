//! One step, one screen: what to do, its conditions with their state, its form, its text to copy, and done.

mod alternatives;
mod contact;
mod money;
mod sheet;

use yew::prelude::*;

use super::case::opener;
use super::{Cx, nothing, panel, plan};
use crate::leaving::Act;
use crate::leaving::{
    ConditionView, FieldKind, FieldView, Fields, Known, LetterKind, PlanView, StepKind, StepState, StepView, WishHow,
    conditions, letters,
};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase, form};
use crate::words::{Catalogue, Key, say};

/// The step's card.
pub fn step(cx: Cx, open: &OpenCase, view: &PlanView, step: &StepView) -> Html {
    let (fields, _) = form::values(step, &open.drafts, open.texts());
    let editable = matches!(step.state, StepState::Current | StepState::Open | StepState::Waiting { .. });
    html! {
        <div class="step-card">
            <h3 tabindex="-1">{ cx.t(step.title.clone()) }</h3>
            <p>{ cx.t(step.guidance.clone()) }</p>
            { step.clock.as_ref().map_or_else(nothing, |clock| plan::clock(cx, clock)) }
            { wish(cx, open, step) }
            { if editable { form_of(cx, open, step) } else { recorded(cx, open, step) } }
            { special(cx, open, view, step, &fields) }
            { letter(cx, open, step, &fields) }
            { if editable { checklist(cx, open, step, &fields) } else { nothing() } }
            { panel::fault(cx, open) }
            { acts(cx, open, step, &fields) }
            { panel::here(cx, open, &["skip", "wait"]) }
        </div>
    }
}

/// In the first step: how we know that they want to leave.
fn wish(cx: Cx, open: &OpenCase, step: &StepView) -> Html {
    let recorded = open.record.wish.is_some_and(|wish| wish.wants_to_leave);
    if step.kind != StepKind::ConfirmWish || recorded {
        return nothing();
    }
    let know = |how, label: Key| {
        let act = CaseAction::Act(Act::WishSet { wants_to_leave: true, how });
        html! { <button onclick={cx.act(act)}>{ cx.t(label) }</button> }
    };
    html! {
        <div class="stack tight" role="group" aria-labelledby="wish-known">
            <p id="wish-known">{ cx.t(Key::UiWishKnown) }</p>
            <div class="row">
                { know(WishHow::InWriting, Key::PanelHowInWriting) }
                { know(WishHow::ByPhone, Key::PanelHowByPhone) }
                { know(WishHow::InPerson, Key::PanelHowInPerson) }
            </div>
        </div>
    }
}

fn form_of(cx: Cx, open: &OpenCase, step: &StepView) -> Html {
    html! {
        <div class="fields" hidden={step.fields.is_empty()}>
            { for step.fields.iter().map(|field| self::field(cx, open, &step.id, field)) }
        </div>
    }
}

fn field(cx: Cx, open: &OpenCase, step: &str, field: &FieldView) -> Html {
    let id = form::key(step, &field.id);
    let value = form::shown(step, field, &open.drafts, open.texts());
    let label = html! {
        <label for={id.clone()}>
            { cx.t(field.label.clone()) }
            { if field.required { " · " } else { "" } }
            { if field.required { cx.t(Key::FormRequired) } else { AttrValue::default() } }
        </label>
    };
    let input = match field.kind {
        FieldKind::Choice => {
            select(cx, &id, &value, field.choices.iter().map(|(word, text)| (word.as_str(), cx.t(text.clone()))))
        }
        FieldKind::YesNo => {
            select(cx, &id, &value, [("yes", cx.t(Key::PanelYes)), ("no", cx.t(Key::PanelNo))].into_iter())
        }
        FieldKind::Date => {
            html! { <input id={id.clone()} type="date" value={value} oninput={cx.typed::<InputEvent>(id)} /> }
        }
        FieldKind::Money => money(cx, open, step, field, &id, value),
        FieldKind::Country => html! {
            <input id={id.clone()} value={value} maxlength="6" autocomplete="off" placeholder="DE" oninput={cx.typed::<InputEvent>(id)} />
        },
        FieldKind::Text => {
            html! { <input id={id.clone()} value={value} autocomplete="off" oninput={cx.typed::<InputEvent>(id)} /> }
        }
    };
    html! { <div key={field.id.clone()} class="field">{ label }{ input }</div> }
}

fn select<'a>(cx: Cx, id: &str, chosen: &str, options: impl Iterator<Item = (&'a str, AttrValue)>) -> Html {
    html! {
        <select id={id.to_owned()} onchange={cx.typed::<Event>(id)}>
            <option value="" selected={chosen.is_empty()}>{ cx.t(Key::FormChoose) }</option>
            { for options.map(|(word, text)| html! {
                <option key={word} value={word.to_owned()} selected={chosen == word}>{ text }</option>
            }) }
        </select>
    }
}

/// Currencies offered beside an amount.
const CURRENCIES: [&str; 5] = ["EUR", "GBP", "USD", "CHF", "SEK"];

fn money(cx: Cx, open: &OpenCase, step: &str, field: &FieldView, id: &str, value: String) -> Html {
    let currency = form::currency(step, field, &open.drafts);
    let key = form::currency_key(step, &field.id);
    html! {
        <div class="amount">
            <input id={id.to_owned()} {value} inputmode="decimal" autocomplete="off" oninput={cx.typed::<InputEvent>(id)} />
            <select aria-label={cx.t(Key::FormCurrency)} onchange={cx.typed::<Event>(key)}>
                { for CURRENCIES.iter().map(|code| html! {
                    <option key={*code} value={*code} selected={currency.as_str() == *code}>{ *code }</option>
                }) }
            </select>
        </div>
    }
}

/// The form of a step that is settled, as it was recorded.
fn recorded(cx: Cx, open: &OpenCase, step: &StepView) -> Html {
    let filled = step.fields.iter().filter(|field| field.value.is_some());
    html! {
        <table hidden={!step.fields.iter().any(|field| field.value.is_some())}>
            <tbody>
                { for filled.map(|field| html! {
                    <tr key={field.id.clone()}>
                        <th scope="row">{ cx.t(field.label.clone()) }</th>
                        <td>{ said(cx, open, &step.id, field) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn said(cx: Cx, open: &OpenCase, step: &str, field: &FieldView) -> AttrValue {
    use crate::leaving::FieldValue;
    match &field.value {
        Some(FieldValue::Date(day)) => cx.words.date(day.0),
        Some(value @ FieldValue::Money(_)) => value.as_money().map(|money| cx.words.money(money)).unwrap_or_default(),
        Some(FieldValue::YesNo(yes)) => cx.t(if *yes { Key::PanelYes } else { Key::PanelNo }),
        Some(FieldValue::Choice(word)) => {
            let label = field.choices.iter().find(|(known, _)| known == word).map(|(_, text)| cx.t(text.clone()));
            label.unwrap_or_else(|| word.clone().into())
        }
        _ => form::shown(step, field, &form::Drafts::new(), open.texts()).into(),
    }
}

/// What only this kind of step has.
fn special(cx: Cx, open: &OpenCase, view: &PlanView, step: &StepView, fields: &Fields) -> Html {
    match step.kind {
        StepKind::Money => money::settlement(cx, open, fields),
        StepKind::Alternatives => alternatives::alternatives(cx, open, step),
        StepKind::Sheet => sheet::sheet(cx, open, fields),
        StepKind::StopContact => contact::ledger(cx, open, view),
        StepKind::Ask => ask(cx, open, view, step),
        StepKind::Close => html! {
            <ul class="stack tight">
                { for view.open_clocks().map(|clock| html! { <li key={clock.step.clone()}>{ plan::clock(cx, clock) }</li> }) }
            </ul>
        },
        _ => nothing(),
    }
}

/// The one attempt to keep them, where there is one.
fn ask(cx: Cx, open: &OpenCase, view: &PlanView, step: &StepView) -> Html {
    let used = open.record.saves_used > 0;
    let act = CaseAction::Act(Act::SaveAttemptUsed { step: step.id.clone() });
    html! {
        <div class="stack tight">
            <p class="small muted">{ cx.t(say::ui_saves_left(i64::from(view.saves_left))) }</p>
            <div><button disabled={view.saves_left == 0 || used} onclick={cx.act(act)}>{ cx.t(Key::UiSaveUsed) }</button></div>
        </div>
    }
}

/// The name of the language of the customer's letters, in that language.
fn language_name(cx: Cx) -> &'static str {
    super::bar::endonym(Catalogue::languages().find(|tag| *tag == cx.letters.catalogue.language()).unwrap_or("en"))
}

/// The letter as it stands: as typed, else as the facts make it.
fn letter_text(cx: Cx, open: &OpenCase, step: &StepView, kind: LetterKind, fields: &Fields) -> String {
    let typed = open.drafts.get(&form::key(&step.id, "letter")).filter(|text| !text.is_empty());
    typed.cloned().unwrap_or_else(|| {
        let sender = Some(cx.state.preferences.name.clone()).filter(|name| !name.is_empty());
        let facts = Known { record: &open.record, texts: open.texts(), form: fields }.letter(sender);
        letters::draft(kind, &facts, &cx.letters.catalogue, &cx.letters.format)
    })
}

fn letter(cx: Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Html {
    let Some(kind) = step.letter else { return nothing() };
    let label = cx.t(say::ui_letter(language_name(cx)));
    let lang = cx.letters.catalogue.language().to_owned();
    if let (StepState::Done { .. }, Some(sent)) = (&step.state, &step.sent) {
        let text = plan::words(cx, open, sent);
        return html! {
            <div class="stack tight">
                <p class="eyebrow">{ label }</p>
                <p class="message paper" {lang}><span class="written">{ text.clone() }</span></p>
                <div><button onclick={cx.act(CaseAction::Copy(text))}>{ cx.t(Key::AppCopy) }</button></div>
            </div>
        };
    }
    let id = form::key(&step.id, "letter");
    let text = letter_text(cx, open, step, kind, fields);
    let fresh = CaseAction::Typed { field: id.clone(), text: String::new() };
    let typed = open.drafts.get(&id).is_some_and(|text| !text.is_empty());
    html! {
        <div class="field letter">
            <label for={id.clone()}>{ label }</label>
            <textarea id={id.clone()} {lang} value={text.clone()} oninput={cx.typed::<InputEvent>(id)} />
            <div class="row">
                <button onclick={cx.act(CaseAction::Copy(text))}>{ cx.t(Key::AppCopy) }</button>
                <button class="plain small" hidden={!typed} onclick={cx.act(fresh)}>{ cx.t(Key::UiLetterFresh) }</button>
            </div>
        </div>
    }
}

fn live_conditions(cx: Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Vec<ConditionView> {
    match open.playbook(&cx.state.library).and_then(|playbook| Some((playbook, playbook.step(&step.id)?))) {
        Some((playbook, source)) => conditions(source, playbook, &open.record, fields, cx.today),
        None => step.conditions.clone(),
    }
}

fn checklist(cx: Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Html {
    let conditions = live_conditions(cx, open, step, fields);
    html! {
        <div class="stack tight" hidden={conditions.is_empty()}>
            <p class="eyebrow">{ cx.t(Key::UiConditions) }</p>
            <ul class="conditions">
                { for conditions.iter().enumerate().map(|(at, condition)| html! {
                    <li key={at} class={(!condition.met).then_some("muted")}>
                        <span aria-hidden="true">{ if condition.met { "✓" } else { "○" } }</span>
                        <span>
                            { cx.t(condition.text.clone()) }
                            <span class="visually-hidden">{ ": " }{ cx.t(if condition.met { Key::UiMet } else { Key::UiUnmet }) }</span>
                        </span>
                    </li>
                }) }
            </ul>
        </div>
    }
}

fn acts(cx: Cx, open: &OpenCase, step: &StepView, fields: &Fields) -> Html {
    let id = step.id.clone();
    match &step.state {
        StepState::Current | StepState::Open => {
            let letter = step.letter.map(|kind| letter_text(cx, open, step, kind, fields));
            html! {
                <div class="acts">
                    <button class="main" onclick={cx.act(CaseAction::Done { step: id.clone(), letter })}>{ cx.t(Key::UiDone) }</button>
                    { if step.skippable { opener(cx, Panel::Skip(id.clone()), cx.t(Key::UiSkip)) } else { nothing() } }
                    { if step.waits_on.is_empty() { nothing() } else { opener(cx, Panel::Wait(id), cx.t(Key::UiWait)) } }
                </div>
            }
        }
        StepState::Waiting { .. } => html! {
            <div class="acts">
                <button class="main" onclick={cx.act(CaseAction::Act(Act::StepResumed { step: id }))}>{ cx.t(Key::UiResume) }</button>
            </div>
        },
        StepState::Done { .. } | StepState::Skipped { .. } => html! {
            <div class="acts">
                <button onclick={cx.act(CaseAction::Act(Act::StepReopened { step: id }))}>{ cx.t(Key::UiReopenStep) }</button>
            </div>
        },
        StepState::Locked { .. } => html! { <p class="small muted">{ cx.t(Key::FormLocked) }</p> },
    }
}
