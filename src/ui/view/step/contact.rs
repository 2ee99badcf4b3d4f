//! The stop-contact ledger: channel by channel and scheduled message by message, each ticked with its evidence; what is kept
//! so that the silence holds; and that nobody asks them back.

use yew::AttrValue;

use crate::leaving::{Act, FreeText, PlanView, StepKind, StepView, Ticked};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::case::Panel;
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::case::opener;
use crate::ui::view::{Cx, button, form_here, plan};
use crate::words::{Key, say};

/// The ledger.
pub fn ledger(cx: &Cx, open: &OpenCase, view: &PlanView) -> El {
    let channels = view.contact.iter().map(|channel| {
        let never = |evidence| Act::ContactStopped { channel: channel.channel, evidence };
        let state = match &channel.stopped {
            Some(ticked) => el("span").class("row").child(stopped(cx, open, ticked)).child(
                opener(cx, Panel::Contact(channel.channel), cx.t(Key::UiStoppedCorrect))
                    .class("plain small")
                    .attr("aria-label", cx.t(say::ui_stopped_correct_for(channel.title.clone()))),
            ),
            None => stop(cx, Panel::Contact(channel.channel), never),
        };
        let title = el("span").text(cx.t(channel.title.clone()));
        el("li").key(channel.channel.word()).class("between").child(title).child(state)
    });
    el("div")
        .class("stack")
        .child(el("ul").class("plan-steps").children(channels))
        .child(form_here(cx, open, &["contact"]))
        .child(sends(cx, open))
        .child(suppression(cx, open))
}

/// That it is stopped, since when and how that can be seen.
fn stopped(cx: &Cx, open: &OpenCase, ticked: &Ticked) -> El {
    el("span").class("small muted").text(cx.t(say::ui_stopped_on(ticked.on))).text(" · ").text(plan::words(
        cx,
        open,
        &ticked.evidence,
    ))
}

/// The ways to tick it off: with evidence, or that it was never used.
fn stop(cx: &Cx, panel: Panel, act: impl Fn(FreeText) -> Act) -> El {
    let never = act(FreeText::typed(cx.words.string(Key::AfterNeverUsed)));
    el("span")
        .class("row")
        .child(opener(cx, panel, cx.t(Key::UiStop)).class("small"))
        .child(button(cx.t(Key::AfterNeverUsed), cx.act(CaseAction::act(never))).class("plain small"))
}

/// Messages that systems would send by themselves.
fn sends(cx: &Cx, open: &OpenCase) -> El {
    let sends = &open.record.after.sends;
    let list = (1_u32..).zip(sends).map(|(number, send)| {
        let on = send.on.map(|on| cx.t(say::after_send_on(on))).unwrap_or_default();
        let never = |evidence| Act::SendStopped { send: number, evidence };
        let state = match &send.stopped {
            Some(ticked) => stopped(cx, open, ticked),
            None => stop(cx, Panel::SendStop(number), never),
        };
        let name = el("span").text(plan::words(cx, open, &send.name));
        let when = el("span").class("small muted").hidden(send.on.is_none()).text(" · ").text(on);
        el("li").key(number).class("between").child(name.child(when)).child(state)
    });
    el("div")
        .class("stack tight")
        .child(el("h4").text(cx.t(Key::AfterSends)))
        .child(el("p").class("small muted").text(cx.t(Key::AfterSendsHint)))
        .child(el("p").class("small").hidden(!sends.is_empty()).text(cx.t(Key::AfterSendsNone)))
        .child(el("ul").class("plan-steps").hidden(sends.is_empty()).children(list))
        .child(el("div").child(opener(cx, Panel::Send, cx.t(Key::AfterSendAdd)).class("small")))
        .child(form_here(cx, open, &["send", "send_stop"]))
}

/// What is kept, why, and that it serves nothing else.
fn suppression(cx: &Cx, open: &OpenCase) -> El {
    let after = &open.record.after;
    let kept = after
        .suppression
        .as_ref()
        .map(|kept| cx.t(say::after_suppression_is(kept.on, kept.kept.text(), plan::words(cx, open, &kept.place))));
    let block = match &after.blocked {
        Some(_) => nothing(),
        None => opener(cx, Panel::Block, cx.t(Key::AfterBlock)).class("small"),
    };
    el("div")
        .class("stack tight")
        .child(el("h4").text(cx.t(Key::AfterSuppression)))
        .child(el("p").class("small").text(cx.t(Key::AfterSuppressionWhy)))
        .child(el("p").class("small muted").text(cx.t(Key::AfterSuppressionDoubt)))
        .child(el("p").class("small").hidden(kept.is_none()).text(kept.unwrap_or_default()))
        .child(
            el("div")
                .class("row")
                .child(opener(cx, Panel::Suppress, cx.t(Key::AfterSuppressionAdd)).class("small"))
                .child(block),
        )
        .child(form_here(cx, open, &["suppress", "block"]))
}

/// On the farewell itself: that it was the last message. On whatever else could be sent: that it would be one more.
pub fn after_goodbye(cx: &Cx, view: &PlanView, step: &StepView) -> El {
    let Some(on) = view.goodbye() else { return nothing() };
    let (class, text): (_, AttrValue) = match step {
        _ if step.kind == StepKind::Farewell => ("notice", cx.t(say::after_last_message(on))),
        _ if step.letter.is_some() => ("notice warn", cx.t(say::after_further(on))),
        _ => return nothing(),
    };
    el("p").class(class).text(text)
}
