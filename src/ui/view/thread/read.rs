//! How a message was read: its language, tone, voice and heat in words; the words that moved them, as bars that add up;
//! what was set aside or not read, and why. Weighed anew while it is looked at, and only then.

use yew::AttrValue;

use super::{kind_of_aside, not_read};
use crate::case::{Author, Message};
use crate::text::{Explained, Head, Reading, Span, Voice, hint};
use crate::ui::el::{El, el, nothing};
use crate::ui::state::{CaseAction, OpenCase};
use crate::ui::view::verdict::{bar, quoted};
use crate::ui::view::{Cx, button};
use crate::words::{Key, Text, say};

/// So many words or runs of words are named; the others are summed.
const NAMED: usize = 4;

/// Of a part that was set aside, so many characters are quoted.
const QUOTED: usize = 60;

/// From these shares on heat is raised, and high (design default).
const RAISED: f64 = 0.2;
const HIGH: f64 = 0.5;

/// What the model made of the message, where it is shown.
pub fn explained(cx: &Cx, open: &OpenCase, message: &Message) -> Option<Explained> {
    let shown = open.how_read.as_ref() == Some(&message.id);
    shown.then(|| cx.state.library.reader.explain(&message.text, hint(&open.record.case)))
}

/// The words that moved tone or voice most.
pub fn moved(explained: Option<&Explained>) -> Vec<Span> {
    let runs = |head| explained.map(|explained| explained.moved(head, NAMED).0).unwrap_or_default();
    runs(Head::Tone).into_iter().chain(runs(Head::Voice)).map(|(span, _)| span).collect()
}

/// Opens and closes the panel.
pub fn opener(cx: &Cx, message: &Message, is_open: bool) -> El {
    let next = (!is_open).then(|| message.id.clone());
    let name = cx.t(say::reading_named(cx.day(message.at)));
    button(cx.t(Key::ReadingHow), cx.act(CaseAction::HowRead(next)))
        .class("plain small")
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        .attr("aria-label", name)
}

/// The panel.
pub fn panel(cx: &Cx, message: &Message, reading: &Reading, explained: &Explained) -> El {
    let language = match reading.language {
        // Nothing is certain, and rounding must not say so.
        Some(language) => {
            cx.t(say::reading_language(cx.words.language(language), reading.language_confidence.percent().min(99)))
        }
        None => cx.t(Key::ReadingLanguageUnknown),
    };
    let unread = not_read(reading);
    let body = match unread {
        Some(why) => el("p").text(cx.t(why)),
        None => read(cx, message, reading, explained),
    };
    el("div")
        .class("how-read notice stack tight small")
        .attr("role", "group")
        .attr("aria-label", cx.t(say::reading_named(cx.day(message.at))))
        .child(el("p").text(language))
        .child(body)
        .child(asides(cx, message, reading))
        .child(el("p").class("muted").text(cx.t(Key::ReadingNoWish)))
}

fn read(cx: &Cx, message: &Message, reading: &Reading, explained: &Explained) -> El {
    let tone = &reading.tone;
    let shares = [
        (say::reading_negative as fn(u8) -> Text, tone.negative),
        (say::reading_neutral, tone.neutral),
        (say::reading_positive, tone.positive),
    ];
    let tone = shares.into_iter().enumerate().map(|(at, (label, share))| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 1")]
        let percent = (share * 100.0).round() as u8;
        let filled = el("i").style(&["width:", &percent.to_string(), "%"].concat());
        el("li")
            .key(at)
            .class("coverage")
            .child(el("div").class("meter").attr("aria-hidden", "true").child(filled))
            .child(el("span").text(cx.t(label(percent))))
    });
    let voice = match reading.voice {
        Voice::Complaint => Key::ReadingVoiceComplaint,
        Voice::Compliment => Key::ReadingVoiceCompliment,
        Voice::Neutral => Key::ReadingVoiceNeutral,
    };
    let heat = match reading.arousal.get() {
        heat if heat >= HIGH => Key::ReadingHeatHigh,
        heat if heat >= RAISED => Key::ReadingHeatRaised,
        _ => Key::ReadingHeatLow,
    };
    let is_theirs = message.author == Author::Customer;
    let quotes: Vec<AttrValue> =
        reading.findings.iter().map(|found| quoted(cx, found.span.quote(&message.text))).collect();
    let phrases = if quotes.is_empty() { AttrValue::default() } else { cx.t(say::reading_phrases(quotes.join(", "))) };
    let weighed = if explained.words.is_empty() {
        el("p").class("muted").text(cx.t(Key::ReadingPhrasesOnly))
    } else {
        let voice = is_theirs.then(|| weighed(cx, message, explained, Head::Voice));
        el("div")
            .class("stack tight")
            .child(weighed(cx, message, explained, Head::Tone))
            .child(voice.unwrap_or_else(nothing))
    };
    el("div")
        .class("stack tight")
        .child(el("h3").text(cx.t(Key::ReadingTone)))
        .child(el("ul").class("stack tight").children(tone))
        .child(el("p").hidden(!is_theirs).text(cx.t(voice)))
        .child(el("p").text(cx.t(heat)))
        .child(weighed)
        .child(el("p").hidden(phrases.is_empty()).text(phrases))
}

/// The words that moved a head most, and all else, on one scale: together they are what the model made of it.
fn weighed(cx: &Cx, message: &Message, explained: &Explained, head: Head) -> El {
    let (title, scale) = match head {
        Head::Tone => (Key::ReadingMovedTone, Key::ReadingScaleTone),
        Head::Voice => (Key::ReadingMovedVoice, Key::ReadingScaleVoice),
    };
    let (named, words) = explained.moved(head, NAMED);
    let (sum, mut others) = (head.of(&explained.logits), words);
    let mut rows = Vec::new();
    for (span, gave) in &named {
        others -= gave;
        rows.push((quoted(cx, span.quote(&message.text)), *gave));
    }
    rows.push((cx.t(Key::ReadingOtherWords), others));
    rows.push((cx.t(Key::ReadingRest), sum - words));
    rows.push((cx.t(Key::ReadingSum), sum));
    let longest = rows.iter().map(|(_, gave)| gave.abs()).fold(0.1, f64::max);
    let rows = rows.into_iter().enumerate().map(|(at, (label, gave))| {
        el("li")
            .key(at)
            .child(el("span").class("what").text(label))
            .child(el("span").class("numbers").text(cx.words.signed(gave)))
            .child(bar(gave, longest))
    });
    el("div")
        .class("stack tight")
        .child(el("h3").text(cx.t(title)))
        .child(el("p").class("muted").text(cx.t(scale)))
        .child(el("ul").class("signals").children(rows))
}

/// What was set aside, with the beginning of its words, and why.
fn asides(cx: &Cx, message: &Message, reading: &Reading) -> El {
    let asides = reading.asides.iter().enumerate().map(|(at, aside)| {
        let words = aside.span.quote(&message.text).trim();
        let mut begin: String = words.chars().take(QUOTED).collect();
        if begin.len() < words.len() {
            begin.push('…');
        }
        el("li").key(at).text(cx.t(kind_of_aside(aside.kind))).text(" · ").text(quoted(cx, &begin))
    });
    el("div")
        .class("stack tight")
        .hidden(reading.asides.is_empty())
        .child(el("h3").text(cx.t(Key::ReadingSetAside)))
        .child(el("ul").class("reasons").children(asides))
}
