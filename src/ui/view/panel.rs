//! The small forms of the case screen, drawn where they were opened. What is typed survives a reload.

mod what_if;

use yew::prelude::*;

use super::verdict::path_name;
use super::{Cx, nothing};
use crate::advice::Path;
use crate::case::EventKind;
use crate::leaving::{WaitsOn, WishHow, channel_title, waits_on_title};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The open form, where it is one of these.
pub fn here(cx: Cx, open: &OpenCase, prefixes: &[&str]) -> Html {
    match &open.panel {
        Some(panel) if prefixes.contains(&panel.prefix()) => form(cx, open, panel),
        _ => nothing(),
    }
}

fn form(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    let fields = match panel {
        Panel::WhatIf => return what_if::what_if(cx, open),
        Panel::Attachment => attachment(cx, open, panel),
        Panel::Disagree => html! { <>{ paths(cx, open, panel) }{ reason(cx, open, panel) }</> },
        Panel::Event => event(cx, open, panel),
        Panel::Wait(_) => html! { <>{ waits_on(cx, open, panel) }{ note(cx, open, panel) }</> },
        Panel::Turn => html! { <>{ wish_how(cx, open, panel) }{ reason(cx, open, panel) }</> },
        Panel::HandOver => {
            html! { <>{ line(cx, open, panel, "to", Key::PanelHandTo) }{ note(cx, open, panel) }</> }
        }
        Panel::Contact(_) | Panel::Met(_) => line(cx, open, panel, "reason", Key::PanelEvidence),
        Panel::Strike { .. }
        | Panel::Skip(_)
        | Panel::Close
        | Panel::Reopen
        | Panel::Escalate(_)
        | Panel::Redact(_) => reason(cx, open, panel),
    };
    let submit = {
        let send = cx.send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(crate::ui::state::Action::Case(CaseAction::Submit));
        })
    };
    html! {
        <form class="panel notice stack" onsubmit={submit} aria-label={cx.t(title(panel))}>
            <h3>{ cx.t(title(panel)) }</h3>
            { hint(cx, open, panel) }
            { fields }
            { fault(cx, open) }
            <div class="row">
                <button class="main">{ cx.t(Key::PanelSave) }</button>
                <button type="button" onclick={cx.act(CaseAction::Panel(None))}>{ cx.t(Key::AppCancel) }</button>
            </div>
        </form>
    }
}

/// Why the last act was not taken.
pub fn fault(cx: Cx, open: &OpenCase) -> Html {
    html! {
        <p class="fault" role="alert" hidden={open.fault.is_none()}>
            { open.fault.clone().map(|fault| cx.t(fault)).unwrap_or_default() }
        </p>
    }
}

fn title(panel: &Panel) -> Text {
    match panel {
        Panel::Disagree => Key::PanelDisagreeTitle.into(),
        Panel::Strike { label, .. } => say::panel_strike_title(label.clone()),
        Panel::Attachment => Key::PanelAttachmentTitle.into(),
        Panel::WhatIf => Key::PanelWhatIfTitle.into(),
        Panel::Event => Key::PanelEventTitle.into(),
        Panel::Skip(_) => Key::PanelSkipTitle.into(),
        Panel::Wait(_) => Key::PanelWaitTitle.into(),
        Panel::Close => Key::PanelCloseTitle.into(),
        Panel::Turn => Key::PanelTurnTitle.into(),
        Panel::HandOver => Key::PanelHandTitle.into(),
        Panel::Contact(channel) => say::panel_contact_title(channel_title(*channel)),
        Panel::Met(_) => Key::PanelMetTitle.into(),
        Panel::Reopen => Key::PanelReopenTitle.into(),
        Panel::Redact(_) => Key::PanelRedactTitle.into(),
        Panel::Escalate(true) => Key::PanelEscalateTitle.into(),
        Panel::Escalate(false) => Key::PanelResumeTitle.into(),
    }
}

fn hint(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    let text = match panel {
        Panel::Close => {
            let plan = open.plan(&cx.state.library, cx.today);
            let steps = plan.map(|plan| {
                let open_steps = plan.steps.iter().filter(|step| plan.open.contains(&step.id));
                open_steps.map(|step| step.title.clone()).collect::<Vec<Text>>()
            });
            match steps {
                Some(steps) if !steps.is_empty() => say::panel_close_hint(steps),
                _ => Key::PanelCloseHintNone.into(),
            }
        }
        Panel::Turn => Key::PanelTurnHint.into(),
        Panel::Attachment => Key::PanelAttachmentHint.into(),
        Panel::Escalate(true) => Key::PanelEscalateHint.into(),
        Panel::Contact(_) => Key::PanelContactHint.into(),
        Panel::HandOver => Key::PanelHandHint.into(),
        Panel::Redact(_) => Key::PanelRedactHint.into(),
        _ => return nothing(),
    };
    html! { <p class="small muted">{ cx.t(text) }</p> }
}

fn draft(open: &OpenCase, panel: &Panel, field: &str) -> String {
    open.drafts.get(&panel.key(field)).cloned().unwrap_or_default()
}

/// One line of text.
fn line(cx: Cx, open: &OpenCase, panel: &Panel, field: &str, label: Key) -> Html {
    let id = panel.key(field);
    html! {
        <div class="field">
            <label for={id.clone()}>{ cx.t(label) }</label>
            <input id={id} value={draft(open, panel, field)} oninput={cx.typed::<InputEvent>(panel.key(field))} />
        </div>
    }
}

fn reason(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    line(cx, open, panel, "reason", Key::PanelReason)
}

fn note(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    line(cx, open, panel, "note", Key::PanelNote)
}

/// A choice among a closed set of words.
fn choice(cx: Cx, open: &OpenCase, panel: &Panel, field: &str, label: Key, options: Vec<(&'static str, Text)>) -> Html {
    let (id, chosen) = (panel.key(field), draft(open, panel, field));
    html! {
        <div class="field">
            <label for={id.clone()}>{ cx.t(label) }</label>
            <select id={id.clone()} onchange={cx.typed::<Event>(id)}>
                <option value="" selected={chosen.is_empty()}>{ cx.t(Key::FormChoose) }</option>
                { for options.into_iter().map(|(word, text)| html! {
                    <option key={word} value={word} selected={chosen == word}>{ cx.t(text) }</option>
                }) }
            </select>
        </div>
    }
}

fn paths(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    const CHOICES: [Path; 5] = [Path::Honour, Path::CleanBreak, Path::Settle, Path::SecondChance, Path::Repair];
    let options = CHOICES.iter().map(|path| (path.word(), path_name(*path).into())).collect();
    choice(cx, open, panel, "path", Key::PanelPath, options)
}

fn waits_on(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    let options = WaitsOn::ALL.iter().map(|on| (on.word(), waits_on_title(*on))).collect();
    choice(cx, open, panel, "on", Key::PanelWaitOn, options)
}

fn wish_how(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    let label = |how| match how {
        WishHow::InWriting => Key::PanelHowInWriting,
        WishHow::ByPhone => Key::PanelHowByPhone,
        WishHow::InPerson => Key::PanelHowInPerson,
    };
    let options = WishHow::ALL.iter().map(|how| (how.word(), label(*how).into())).collect();
    choice(cx, open, panel, "how", Key::PanelHow, options)
}

fn event(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    let label = |kind| match kind {
        EventKind::Failure => Key::PanelEventFailure,
        EventKind::RepairAttempt => Key::PanelEventRepairAttempt,
        EventKind::RepairConfirmed => Key::PanelEventRepairConfirmed,
        EventKind::RepairFailed => Key::PanelEventRepairFailed,
        EventKind::Promise => Key::PanelEventPromise,
        EventKind::PromiseKept => Key::PanelEventPromiseKept,
        EventKind::Outreach => Key::PanelEventOutreach,
        EventKind::ExitNotice => Key::PanelEventExitNotice,
        EventKind::Purchase => Key::PanelEventPurchase,
        EventKind::Payment => Key::PanelEventPayment,
        EventKind::PriceChange => Key::PanelEventPriceChange,
    };
    let options = EventKind::ALL.iter().map(|kind| (kind.word(), label(*kind).into())).collect();
    let id = panel.key("on");
    html! {
        <>
            <div class="fields">
                { choice(cx, open, panel, "kind", Key::PanelEventKind, options) }
                <div class="field">
                    <label for={id.clone()}>{ cx.t(Key::PanelEventOn) }</label>
                    <input id={id} type="date" value={draft(open, panel, "on")} oninput={cx.typed::<InputEvent>(panel.key("on"))} />
                </div>
            </div>
            { note(cx, open, panel) }
        </>
    }
}

/// Three questions; the customer's own words stand beside them and count for nothing by themselves.
fn attachment(cx: Cx, open: &OpenCase, panel: &Panel) -> Html {
    const QUESTIONS: [(&str, Key); 3] =
        [("1", Key::PanelAttachment1), ("2", Key::PanelAttachment2), ("3", Key::PanelAttachment3)];
    let quotes = &open.assessment.identity_quotes;
    html! {
        <div class="stack">
            <div class="stack tight small" hidden={quotes.is_empty()}>
                <p class="muted">{ cx.t(Key::PanelAttachmentQuotes) }</p>
                <ul class="reasons">
                    { for quotes.iter().enumerate().map(|(at, quote)| html! {
                        <li key={at}>{ ["“", quote.quote.trim(), "”"].concat() }</li>
                    }) }
                </ul>
            </div>
            { for QUESTIONS.iter().map(|(field, question)| {
                let name = panel.key(field);
                let chosen = draft(open, panel, field);
                html! {
                    <fieldset key={*field} class="stack tight">
                        <legend class="check">{ cx.t(*question) }</legend>
                        <div class="scale">
                            { for ["0", "1", "2", "3", "4"].iter().map(|value| html! {
                                <label key={*value} class="check">
                                    <input type="radio" name={name.clone()} value={*value} checked={chosen == *value}
                                        onchange={cx.typed::<Event>(name.clone())} />
                                    { *value }
                                </label>
                            }) }
                        </div>
                    </fieldset>
                }
            }) }
        </div>
    }
}
