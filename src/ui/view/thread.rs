//! The thread with its evidence lit: what was read stands out, what was set aside is said.

mod read;

use yew::AttrValue;

use super::files::file_input;
use super::step::inputs::country_name;
use super::{Cx, count};
use crate::case::{Audience, Author, CustomerKind, Language, Message};
use crate::relationship::is_ahead;
use crate::signals::Signal;
use crate::text::{Aside, AsideKind, NotRead, Reading, Span};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::{Action, CaseAction, OpenCase};
use crate::words::{Key, Text, say};

/// The thread.
pub fn thread(cx: &Cx, open: &OpenCase) -> El {
    let case = &open.record.case;
    let kind = match case.customer.kind {
        CustomerKind::Consumer => Key::KindConsumer,
        CustomerKind::Business => Key::KindBusiness,
        CustomerKind::Unknown => Key::KindUnknown,
    };
    let mut about = vec![cx.t(kind)];
    about.extend(case.customer.jurisdiction.as_deref().map(|place| country_name(cx, place)));
    about.extend(case.customer.since.map(|since| cx.t(say::thread_with_since(since))));
    if !case.tickets.is_empty() {
        about.push(cx.t(say::thread_tickets(case.tickets.join(", "))));
    }
    let name = case.customer.name.clone().map_or_else(|| cx.t(Key::ThreadTitle), AttrValue::from);
    let messages = case.messages.iter().zip(&open.assessment.readings);
    el("section")
        .class("card stack")
        .attr("aria-labelledby", "thread-title")
        .child(
            el("div")
                .class("stack tight")
                .child(el("h2").attr("id", "thread-title").text(name))
                .child(el("p").class("small muted").text(about.join(" · "))),
        )
        .child(el("p").class("muted").hidden(!case.messages.is_empty()).text(cx.t(Key::ThreadEmpty)))
        .child(
            el("ol")
                .class("stack")
                .children(messages.map(|(message, reading)| self::message(cx, open, message, reading))),
        )
        .child(summary(cx, open))
}

/// How much of the thread was read, and what was set aside.
fn summary(cx: &Cx, open: &OpenCase) -> El {
    let (mut theirs, mut read) = (0, 0);
    for (message, reading) in open.record.case.messages.iter().zip(&open.assessment.readings) {
        if message.author == Author::Customer {
            theirs += 1;
            read += usize::from(reading.not_read.is_none());
        }
    }
    let text = if read == theirs {
        say::thread_read_all(count(read))
    } else {
        say::thread_read_part(count(read), theirs.to_string())
    };
    let asides = open.assessment.readings.iter().any(|reading| !reading.asides.is_empty());
    let show =
        el("input").attr("type", "checkbox").checked(open.asides).on_change(cx.act(CaseAction::Asides(!open.asides)));
    el("div")
        .class("stack tight small muted")
        .child(el("p").text(cx.t(text)))
        .child(join(cx))
        .child(el("label").class("check small").hidden(!asides).child(show).text(cx.t(Key::ThreadShowAside)))
}

/// Several tickets of one customer are read as one case.
fn join(cx: &Cx) -> El {
    let file = file_input(cx, |text| Action::Case(CaseAction::Join(text)));
    el("div").child(el("label").class("button small").text(cx.t(Key::CaseJoinHint)).child(file))
}

fn message(cx: &Cx, open: &OpenCase, message: &Message, reading: &Reading) -> El {
    let (class, author) = match (message.author, message.audience) {
        (_, Audience::Internal) => ("internal staff", Key::ThreadNote),
        (Author::Customer, _) => ("customer", Key::ThreadCustomer),
        (Author::Staff, _) => ("staff", Key::ThreadStaff),
        (Author::System, _) => ("system", Key::ThreadSystem),
    };
    let unread = not_read(reading).filter(|_| message.author == Author::Customer);
    let explained = read::explained(cx, open, message);
    let moved = read::moved(explained.as_ref());
    let mut who = el("span").text(cx.t(author));
    if message.audience == Audience::Public {
        who = who.text(" · ").text(cx.t(Key::ThreadPublic));
    }
    if is_ahead(message.at, cx.today) {
        who = who.text(" · ").child(el("strong").text(cx.t(Key::ThreadAhead)));
    }
    let on = cx.day(message.at);
    el("li")
        .key(message.id.as_str())
        .class("message")
        .class(class)
        .child(
            el("div")
                .class("between small muted")
                .child(who)
                .child(el("time").attr("datetime", on.to_string()).text(cx.words.date(on))),
        )
        .child(
            body(open, message, reading, &moved).attr("dir", "auto").attr("lang", reading.language.map(Language::word)),
        )
        .child(
            el("p").class("small muted").hidden(unread.is_none()).text(unread.map(|key| cx.t(key)).unwrap_or_default()),
        )
        .child(set_aside(cx, &reading.asides))
        .child(el("div").class("no-print").hidden(message.author == Author::System).child(read::opener(
            cx,
            message,
            explained.is_some(),
        )))
        .child(explained.map_or_else(nothing, |explained| read::panel(cx, message, reading, &explained)))
}

/// Why a message was not read, where it was not.
fn not_read(reading: &Reading) -> Option<Key> {
    Some(match reading.not_read? {
        NotRead::UnknownLanguage => Key::ThreadNotReadUnknownLanguage,
        NotRead::TooShort => Key::ThreadNotReadTooShort,
        NotRead::OnlyBoilerplate => Key::ThreadNotReadOnlyBoilerplate,
    })
}

const fn kind_of_aside(kind: AsideKind) -> Key {
    match kind {
        AsideKind::Quoted => Key::ThreadAsideQuoted,
        AsideKind::Signature => Key::ThreadAsideSignature,
        AsideKind::Disclaimer => Key::ThreadAsideDisclaimer,
        AsideKind::AutoReply => Key::ThreadAsideAutoReply,
    }
}

fn set_aside(cx: &Cx, asides: &[Aside]) -> El {
    let mut kinds: Vec<AsideKind> = asides.iter().map(|aside| aside.kind).collect();
    kinds.dedup();
    let labels: Vec<Text> = kinds.into_iter().map(|kind| kind_of_aside(kind).into()).collect();
    el("p").class("small muted").hidden(labels.is_empty()).text(cx.t(say::thread_set_aside(labels)))
}

/// The text in pieces: plain, lit, set aside. Every piece is text; nothing of it is ever markup.
fn body(open: &OpenCase, message: &Message, reading: &Reading, moved: &[Span]) -> El {
    let marks: Vec<&Signal> =
        open.assessment.signals.iter().filter(|signal| signal.evidence.message_id == message.id).collect();
    let spans = marks.iter().map(|signal| signal.evidence.span).chain(reading.asides.iter().map(|aside| aside.span));
    let spans = spans.chain(moved.iter().copied());
    let mut cuts = vec![0, message.text.len()];
    for span in spans {
        for cut in [span.start, span.end] {
            if let Err(at) = cuts.binary_search(&cut) {
                cuts.insert(at, cut);
            }
        }
    }
    let pieces = cuts.windows(2).filter_map(|cut| match cut {
        [start, end] => {
            let text = message.text.get(*start..*end)?;
            let moved = moved.iter().any(|span| span.start <= *start && *end <= span.end);
            let piece = piece(open, &marks, &reading.asides, (*start, *end), text);
            Some(piece.class(moved.then_some("moved")))
        }
        _ => None,
    });
    el("p").children(pieces)
}

fn piece(open: &OpenCase, marks: &[&Signal], asides: &[Aside], (start, end): (usize, usize), text: &str) -> El {
    let text = text.to_owned();
    if asides.iter().any(|aside| aside.span.start <= start && end <= aside.span.end) {
        return el("span").key(start).class("aside").hidden(!open.asides).text(text);
    }
    let is_lit = |signal: &Signal| open.lit.as_ref() == Some(&signal.id);
    let mut over = marks.iter().filter(|signal| signal.evidence.span.start <= start && end <= signal.evidence.span.end);
    match over.clone().find(|signal| is_lit(signal)).or_else(|| over.next()) {
        Some(signal) => el("mark")
            .key(start)
            .attr("tabindex", is_lit(signal).then_some("-1"))
            .class((signal.author == Author::Staff).then_some("ours"))
            .class(is_lit(signal).then_some("lit"))
            .class(signal.struck.then_some("struck"))
            .text(text),
        None => el("span").key(start).text(text),
    }
}
