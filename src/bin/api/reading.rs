//! `readMessage` and `explainMessage`: one message, without a case around it; `readMessages`: many at once, in columns.

use std::cell::RefCell;

use clean_break::case::{Author, Language};
use clean_break::json_output;
use clean_break::signals::Thresholds;
use clean_break::text::{
    AsideKind, Finding, FindingKind, LeaveTarget, LeaveTime, NotRead, Practised, Reading, Span, Tone, Utf16, Voice,
};
use js_sys::{Array, Float32Array, JsString, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::fault::{Code, Fault};
use super::options::Options;
use super::{reader, to_js};

json_output! {
    struct ReadingJs<'a> {
        lang: Option<Language>,
        lang_confidence as "langConfidence": f64,
        not_read as "notRead": Option<NotRead>,
        tone: Option<ToneJs>,
        voice: Option<Voice>,
        arousal: Option<f64>,
        signals: Vec<FindingJs<'a>>,
        asides: Vec<AsideJs<'a>>,
    }
}

json_output! {
    struct ToneJs {
        negative: f64,
        neutral: f64,
        positive: f64,
    }
}

json_output! {
    struct FindingJs<'a> {
        kind: FindingKind,
        time: Option<LeaveTime>,
        target: Option<LeaveTarget>,
        place: PlaceJs<'a> = flat,
        points: f64,
    }
}

json_output! {
    struct AsideJs<'a> {
        kind: AsideKind,
        place: PlaceJs<'a> = flat,
    }
}

json_output! {
    struct ExplainedJs<'a> {
        lang: Option<Language>,
        words: Vec<WordJs<'a>>,
        logits: Option<WeightsJs>,
    }
}

json_output! {
    struct WordJs<'a> {
        place: PlaceJs<'a> = flat,
        weights: WeightsJs,
    }
}

json_output! {
    struct WeightsJs {
        negative: f64,
        positive: f64,
        complaint: f64,
        compliment: f64,
    }
}

impl From<[f64; 4]> for WeightsJs {
    fn from([negative, positive, complaint, compliment]: [f64; 4]) -> Self {
        Self { negative, positive, complaint, compliment }
    }
}

json_output! {
    /// Words and where they stand, in UTF-16 units: `text.slice(start, end) === quote`.
    struct PlaceJs<'a> {
        quote: &'a str,
        start: usize,
        end: usize,
    }
}

impl<'a> PlaceJs<'a> {
    fn new(text: &'a str, units: &mut Utf16<'_>, span: Span) -> Self {
        let (start, end) = units.span(span);
        Self { quote: span.quote(text), start, end }
    }
}

/// What a finding adds to the leaving score by itself; most only move the relationship.
fn points(found: &Finding) -> f64 {
    let thresholds = Thresholds::default();
    match found.kind {
        FindingKind::WishToLeave => match found.leave {
            Some(leave) if leave.is_certain() => thresholds.wish_points,
            Some(leave) if leave.target != LeaveTarget::Other => thresholds.thinking_points,
            _ => 0.0,
        },
        FindingKind::Ultimatum => thresholds.ultimatum_points,
        FindingKind::Competitor => thresholds.competitor_points,
        _ => 0.0,
    }
}

thread_local! {
    /// Remembers words from one call to the next.
    static PRACTISED: RefCell<Practised> = RefCell::new(Practised::new(reader()));
}

/// How messages are to be read.
struct How {
    own: Vec<String>,
    author: Author,
    hint: Option<Language>,
}

impl How {
    fn new(options: JsValue) -> Result<Self, Fault> {
        let options = Options::new(options)?;
        let author = options.read("author", Code::Options)?.unwrap_or(Author::Customer);
        let own: Option<Vec<String>> = options.read("ownNames", Code::Options)?;
        Ok(Self { own: own.unwrap_or_default(), author, hint: options.hint()? })
    }

    /// Calls `with` with what reads a message so. Nothing of JavaScript may run in it, since that might read, too.
    fn read<T>(&self, with: impl FnOnce(&mut dyn FnMut(&str) -> Reading) -> T) -> T {
        PRACTISED.with_borrow_mut(|reader| {
            reader.own_names(&self.own);
            with(&mut |text| reader.read(text, self.author, self.hint))
        })
    }
}

/// Reads one message: its language, tone and voice, and the phrases that tell something, each with its place.
///
/// What was not read is `null`, never neutral: see `notRead`. Throws `bad_text` or `bad_options`.
#[wasm_bindgen(js_name = readMessage, unchecked_return_type = "Reading")]
pub fn read_message(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ReadOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    let text = text.as_string().ok_or_else(|| Code::Text.at(".", "the message must be a string"))?;
    let reading = How::new(options)?.read(|read| read(&text));
    let heard = reading.not_read.is_none();
    let mut units = Utf16::new(&text);
    let mut finding = |found: &Finding| FindingJs {
        kind: found.kind,
        time: found.leave.map(|leave| leave.time),
        target: found.leave.map(|leave| leave.target),
        place: PlaceJs::new(&text, &mut units, found.span),
        points: points(found),
    };
    let signals = reading.findings.iter().map(&mut finding).collect();
    let mut aside = |kind, span| AsideJs { kind, place: PlaceJs::new(&text, &mut units, span) };
    to_js(&ReadingJs {
        lang: reading.language,
        lang_confidence: reading.language_confidence.get(),
        not_read: reading.not_read,
        tone: heard.then_some(ToneJs {
            negative: reading.tone.negative,
            neutral: reading.tone.neutral,
            positive: reading.tone.positive,
        }),
        voice: heard.then_some(reading.voice),
        arousal: heard.then_some(reading.arousal.get()),
        signals,
        asides: reading.asides.iter().map(|one| aside(one.kind, one.span)).collect(),
    })
}

json_output! {
    /// The words that codes stand for.
    struct WordsJs {
        lang: &'static [Language],
        not_read as "notRead": &'static [NotRead],
        voice: &'static [Voice],
        kind: &'static [FindingKind],
        time: &'static [LeaveTime],
        target: &'static [LeaveTarget],
    }
}

/// The code of what is unknown.
const NONE: u8 = u8::MAX;

/// The signals of all messages.
#[derive(Default)]
struct Signals {
    message: Vec<u32>,
    kind: Vec<u8>,
    start: Vec<u32>,
    end: Vec<u32>,
    time: Vec<u8>,
    target: Vec<u8>,
}

impl Signals {
    fn add(&mut self, message: u32, text: &str, findings: &[Finding]) {
        let mut units = Utf16::new(text);
        for found in findings {
            let (start, end) = units.span(found.span);
            self.message.push(message);
            self.kind.push(found.kind as u8);
            self.start.push(start as u32);
            self.end.push(end as u32);
            self.time.push(found.leave.map_or(NONE, |leave| leave.time as u8));
            self.target.push(found.leave.map_or(NONE, |leave| leave.target as u8));
        }
    }
}

/// What is read in all messages.
struct Columns {
    lang: Vec<u8>,
    not_read: Vec<u8>,
    voice: Vec<u8>,
    /// Negative, neutral and positive tone, and arousal.
    shares: [Vec<f32>; 4],
    signals: Signals,
}

impl Columns {
    fn new(count: usize) -> Self {
        let codes = || Vec::with_capacity(count);
        Self {
            lang: codes(),
            not_read: codes(),
            voice: codes(),
            shares: [(); 4].map(|()| Vec::with_capacity(count)),
            signals: Signals::default(),
        }
    }

    fn add(&mut self, message: u32, text: &str, reading: &Reading) {
        let heard = reading.not_read.is_none();
        self.lang.push(reading.language.map_or(NONE, |language| language as u8));
        self.not_read.push(reading.not_read.map_or(NONE, |why| why as u8));
        self.voice.push(if heard { reading.voice as u8 } else { NONE });
        let Tone { negative, neutral, positive } = reading.tone;
        for (column, share) in self.shares.iter_mut().zip([negative, neutral, positive, reading.arousal.get()]) {
            column.push(if heard { share as f32 } else { f32::NAN });
        }
        self.signals.add(message, text, &reading.findings);
    }
}

/// So many texts come from JavaScript at once.
const AT_ONCE: u32 = 256;

/// Where bytes are zero. The standard library's search is for what stands far apart.
fn zeros(bytes: &[u8]) -> Vec<usize> {
    const ONE: u64 = u64::from_ne_bytes([1; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut zeros = Vec::with_capacity(AT_ONCE as usize);
    let mut look = |at: usize, bytes: &[u8]| {
        zeros.extend((at..).zip(bytes).filter(|(_, byte)| **byte == 0).map(|(at, _)| at));
    };
    for (number, eight) in eights.iter().enumerate() {
        let all = u64::from_ne_bytes(*eight);
        if all.wrapping_sub(ONE) & !all & ONE << 7 != 0 {
            look(number * 8, eight);
        }
    }
    look(eights.len() * 8, rest);
    zeros
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own, which copies many texts in one step: as a `String` they would come letter by letter.
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, bytes: &mut [u8]) -> Encoded;

    /// How much of a text was copied.
    type Encoded;

    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> u32;
}

/// Calls `with` for each text of a list and its place. To come one by one would take some texts a tenth of their time.
fn each(texts: &Array, with: &mut dyn FnMut(u32, &str)) -> Result<(), Fault> {
    let (encoder, mut bytes) = (TextEncoder::new(), Vec::new());
    for first in (0..texts.length()).step_by(AT_ONCE as usize) {
        let some = texts.slice(first, first + AT_ONCE);
        let fault = |at: u32| Code::Text.at(format!("[{}]", first + at), "a message must be a string");
        if let Some(at) = (0..some.length()).find(|&at| !some.get(at).is_string()) {
            return Err(fault(at));
        }
        let joined = some.join("\0");
        // A unit of a JavaScript text takes three bytes at most.
        bytes.resize(bytes.len().max(3 * joined.length() as usize), 0);
        let written = encoder.encode_into(&joined, &mut bytes).written() as usize;
        let joined = bytes.get(..written).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default();
        let ends = zeros(joined.as_bytes());
        if ends.len() + 1 == some.length() as usize {
            let mut start = 0;
            for (at, end) in (first..).zip(ends.into_iter().chain([joined.len()])) {
                with(at, joined.get(start..end).unwrap_or_default());
                start = end + 1;
            }
        } else {
            // One of them has what was put between them.
            for at in 0..some.length() {
                with(first + at, &some.get(at).as_string().ok_or_else(|| fault(at))?);
            }
        }
    }
    Ok(())
}

/// Reads many messages at once, and gives columns: an object for each of a hundred thousand would take longer than
/// reading them.
///
/// Throws `bad_text` or `bad_options`.
#[wasm_bindgen(js_name = readMessages, unchecked_return_type = "Readings")]
pub fn read_messages(
    #[wasm_bindgen(unchecked_param_type = "readonly string[]")] texts: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ReadOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    if !Array::is_array(&texts) {
        return Err(Code::Text.at(".", "the messages must be a list of strings"));
    }
    let texts = Array::from(&texts);
    let how = How::new(options)?;
    let count = texts.length();
    let columns = how.read(|read| {
        let mut columns = Columns::new(count as usize);
        each(&texts, &mut |at, text| columns.add(at, text, &read(text)))?;
        Ok(columns)
    })?;
    let Columns { lang, not_read, voice, shares, signals } = columns;
    let bytes = |codes: &[u8]| Uint8Array::from(codes).into();
    let places = |places: &[u32]| Uint32Array::from(places).into();
    let [negative, neutral, positive, arousal] = shares.map(|column| Float32Array::from(column.as_slice()).into());
    let words = to_js(&WordsJs {
        lang: Language::ALL,
        not_read: NotRead::ALL,
        voice: Voice::ALL,
        kind: FindingKind::ALL,
        time: LeaveTime::ALL,
        target: LeaveTarget::ALL,
    })?;
    let tone = object([("negative", negative), ("neutral", neutral), ("positive", positive)]);
    let signals = object([
        ("message", places(&signals.message)),
        ("kind", bytes(&signals.kind)),
        ("start", places(&signals.start)),
        ("end", places(&signals.end)),
        ("time", bytes(&signals.time)),
        ("target", bytes(&signals.target)),
    ]);
    Ok(object([
        ("count", count.into()),
        ("lang", bytes(&lang)),
        ("notRead", bytes(&not_read)),
        ("tone", tone),
        ("voice", bytes(&voice)),
        ("arousal", arousal),
        ("signals", signals),
        ("words", words),
    ]))
}

/// An object of these fields.
fn object<const N: usize>(fields: [(&str, JsValue); N]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// Why the trained reader reads one message as it does: each word with what it gives to the log-odds of tone and voice.
///
/// Where it weighed no word (see `notRead` of `readMessage`), `words` is empty and `logits` is `null`. Phrases count
/// besides, and are in `readMessage`. Throws `bad_text`, `bad_lang` or `bad_options`.
#[wasm_bindgen(js_name = explainMessage, unchecked_return_type = "MessageExplained")]
pub fn explain_message(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ExplainOptions")] options: JsValue,
) -> Result<JsValue, Fault> {
    let text = text.as_string().ok_or_else(|| Code::Text.at(".", "the message must be a string"))?;
    let hint = Options::new(options)?.hint()?;
    let (reader, mut units) = (reader(), Utf16::new(&text));
    let explained = reader.explain(&text, hint);
    let words = explained
        .words
        .iter()
        .map(|word| WordJs { place: PlaceJs::new(&text, &mut units, word.span), weights: word.weights.into() });
    to_js(&ExplainedJs {
        lang: explained.language,
        words: words.collect(),
        logits: explained.language.map(|_| explained.logits.into()),
    })
}
