//! The thread with its evidence lit: what was read stands out, what was set aside is said.

use yew::prelude::*;

use super::Cx;
use crate::case::{Audience, Author, CustomerKind, Message};
use crate::signals::Signal;
use crate::text::{Aside, AsideKind, NotRead, Reading};
use crate::ui::state::{CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The thread.
pub fn thread(cx: Cx, open: &OpenCase) -> Html {
    let case = &open.record.case;
    let kind = match case.customer.kind {
        CustomerKind::Consumer => Key::KindConsumer,
        CustomerKind::Business => Key::KindBusiness,
        CustomerKind::Unknown => Key::KindUnknown,
    };
    let mut about = vec![cx.t(kind)];
    about.extend(case.customer.jurisdiction.clone().map(AttrValue::from));
    about.extend(case.customer.since.map(|since| cx.t(say::thread_with_since(since))));
    if !case.tickets.is_empty() {
        about.push(cx.t(say::thread_tickets(case.tickets.join(", "))));
    }
    html! {
        <section class="card stack" aria-labelledby="thread-title">
            <div class="stack tight">
                <h2 id="thread-title">{ case.customer.name.clone().map_or_else(|| cx.t(Key::ThreadTitle), AttrValue::from) }</h2>
                <p class="small muted">{ about.join(" · ") }</p>
            </div>
            <p class="muted" hidden={!case.messages.is_empty()}>{ cx.t(Key::ThreadEmpty) }</p>
            <ol class="stack">
                { for case.messages.iter().zip(&open.assessment.readings).map(|(message, reading)| {
                    self::message(cx, open, message, reading)
                }) }
            </ol>
            { summary(cx, open) }
        </section>
    }
}

/// How much of the thread was read, and what was set aside.
fn summary(cx: Cx, open: &OpenCase) -> Html {
    let theirs: Vec<&Reading> = open
        .record
        .case
        .messages
        .iter()
        .zip(&open.assessment.readings)
        .filter(|(message, _)| message.author == Author::Customer)
        .map(|(_, reading)| reading)
        .collect();
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let read = theirs.iter().filter(|reading| reading.not_read.is_none()).count();
    let text = if read == theirs.len() {
        say::thread_read_all(count(read))
    } else {
        say::thread_read_part(count(read), theirs.len().to_string())
    };
    let asides = open.assessment.readings.iter().any(|reading| !reading.asides.is_empty());
    html! {
        <div class="stack tight small muted">
            <p>{ cx.t(text) }</p>
            <label class="check small" hidden={!asides}>
                <input type="checkbox" checked={open.asides} onchange={cx.act::<Event>(CaseAction::Asides(!open.asides))} />
                { cx.t(Key::ThreadShowAside) }
            </label>
        </div>
    }
}

fn message(cx: Cx, open: &OpenCase, message: &Message, reading: &Reading) -> Html {
    let (class, author) = match (message.author, message.audience) {
        (_, Audience::Internal) => ("internal staff", Key::ThreadNote),
        (Author::Customer, _) => ("customer", Key::ThreadCustomer),
        (Author::Staff, _) => ("staff", Key::ThreadStaff),
        (Author::System, _) => ("system", Key::ThreadSystem),
    };
    let not_read = match (message.author, reading.not_read) {
        (Author::Customer, Some(NotRead::UnknownLanguage)) => Some(Key::ThreadNotReadUnknownLanguage),
        (Author::Customer, Some(NotRead::TooShort)) => Some(Key::ThreadNotReadTooShort),
        (Author::Customer, Some(NotRead::OnlyBoilerplate)) => Some(Key::ThreadNotReadOnlyBoilerplate),
        _ => None,
    };
    let public = message.audience == Audience::Public;
    html! {
        <li key={message.id.clone()} class={classes!("message", class)}>
            <div class="between small muted">
                <span>{ cx.t(author) }{ if public { " · " } else { "" } }{ if public { cx.t(Key::ThreadPublic) } else { AttrValue::default() } }</span>
                <time datetime={message.at.date().to_string()}>{ cx.words.date(message.at.date()) }</time>
            </div>
            <p dir="auto" lang={reading.language.map(crate::case::Language::word)}>{ body(open, message, reading) }</p>
            <p class="small muted" hidden={not_read.is_none()}>{ not_read.map(|key| cx.t(key)).unwrap_or_default() }</p>
            { set_aside(cx, &reading.asides) }
        </li>
    }
}

fn set_aside(cx: Cx, asides: &[Aside]) -> Html {
    let mut kinds: Vec<AsideKind> = asides.iter().map(|aside| aside.kind).collect();
    kinds.dedup();
    let labels: Vec<Text> = kinds
        .into_iter()
        .map(|kind| match kind {
            AsideKind::Quoted => Key::ThreadAsideQuoted.into(),
            AsideKind::Signature => Key::ThreadAsideSignature.into(),
            AsideKind::Disclaimer => Key::ThreadAsideDisclaimer.into(),
            AsideKind::AutoReply => Key::ThreadAsideAutoReply.into(),
        })
        .collect();
    html! { <p class="small muted" hidden={labels.is_empty()}>{ cx.t(say::thread_set_aside(labels)) }</p> }
}

/// The text in pieces: plain, lit, set aside. Every piece is text; nothing of it is ever markup.
fn body(open: &OpenCase, message: &Message, reading: &Reading) -> Html {
    let marks: Vec<&Signal> =
        open.assessment.signals.iter().filter(|signal| signal.evidence.message_id == message.id).collect();
    let mut cuts: Vec<usize> = marks
        .iter()
        .map(|signal| signal.evidence.span)
        .chain(reading.asides.iter().map(|aside| aside.span))
        .flat_map(|span| [span.start, span.end])
        .chain([0, message.text.len()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|cut| match cut {
        [start, end] => message.text.get(*start..*end).map(|text| (*start, *end, text)),
        _ => None,
    });
    html! { <>{ for pieces.map(|(start, end, text)| piece(open, &marks, &reading.asides, (start, end), text)) }</> }
}

fn piece(open: &OpenCase, marks: &[&Signal], asides: &[Aside], (start, end): (usize, usize), text: &str) -> Html {
    if asides.iter().any(|aside| aside.span.start <= start && end <= aside.span.end) {
        return html! { <span key={start} class="aside" hidden={!open.asides}>{ text.to_owned() }</span> };
    }
    let over = marks.iter().filter(|signal| signal.evidence.span.start <= start && end <= signal.evidence.span.end);
    let is_lit = |signal: &&&Signal| open.lit.as_ref() == Some(&signal.id);
    match over.clone().find(is_lit).or_else(|| over.clone().next()) {
        Some(signal) => {
            let ours = signal.author == Author::Staff;
            let lit = open.lit.as_ref() == Some(&signal.id);
            html! {
                <mark key={start} tabindex={lit.then_some("-1")}
                    class={classes!(ours.then_some("ours"), lit.then_some("lit"), signal.struck.then_some("struck"))}>
                    { text.to_owned() }
                </mark>
            }
        }
        None => html! { <span key={start}>{ text.to_owned() }</span> },
    }
}
