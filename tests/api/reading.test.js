// readMessage and readMessages: phrases with their places; what cannot be read says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, fault, leaving } from "./api.js";

const places = (text, list) => {
  for (const { quote, start, end } of list) {
    assert.notEqual(quote, "");
    assert.equal(text.slice(start, end), quote);
  }
};

test("a wish to leave is found, quoted and counted", () => {
  const { text } = leaving.messages[0];
  const reading = api.readMessage(text);
  assert.equal(reading.lang, "en");
  assert.equal(reading.notRead, null);
  assert.equal(reading.voice, "complaint");
  const wish = reading.signals.find(({ kind }) => kind === "wish_to_leave");
  assert.match(wish.quote, /cancel/);
  assert.ok(wish.points > 0);
  places(text, reading.signals);
  const { negative, neutral, positive } = reading.tone;
  assert.ok(Math.abs(negative + neutral + positive - 1) < 1e-12);
});

test("quotes are at their place behind emoji, accents and lone surrogates", () => {
  for (const before of ["", "é", "😀", "👩‍👩‍👧 ", "e\u0301 ", "\ud83d "]) {
    const text = `${before}Ça suffit. Je veux résilier mon contrat d’accès à Internet. 😡`;
    const { signals, lang } = api.readMessage(text);
    assert.equal(lang, "fr");
    const wish = signals.find(({ kind }) => kind === "wish_to_leave");
    assert.match(wish.quote, /résilier/);
    places(text, signals);
  }
});

test("quoted history is set aside, at its place", () => {
  const text = "😀 The router is broken again and nobody answers.\n\nOn Monday we wrote:\n> I want to cancel my contract now\n> please";
  const { asides, signals } = api.readMessage(text);
  assert.ok(asides.some(({ kind, quote }) => kind === "quoted" && quote.includes("cancel")));
  places(text, asides);
  assert.ok(!signals.some(({ kind }) => kind === "wish_to_leave"));
});

test("what is not read is unknown, never neutral", () => {
  for (const [text, why] of [
    ["ok", "too_short"],
    ["もう解約したいです。返事をください。", "unknown_language"],
  ]) {
    const reading = api.readMessage(text);
    assert.equal(reading.notRead, why);
    const { tone, voice, arousal, signals } = reading;
    assert.deepEqual({ tone, voice, arousal, signals }, { tone: null, voice: null, arousal: null, signals: [] });
  }
});

test("staff's words are read as staff's", () => {
  const kinds = (author) => api.readMessage("I want to cancel my contract today.", { author }).signals.map(({ kind }) => kind);
  assert.ok(kinds("customer").includes("wish_to_leave"));
  assert.ok(!kinds("staff").includes("wish_to_leave"));
});

test("each word says what it gave, at its place", () => {
  const text = "😡 Ça suffit, votre service est vraiment nul et personne ne répond.";
  const { lang, words, logits } = api.explainMessage(text);
  assert.equal(lang, "fr");
  places(text, words);
  assert.ok(words.some(({ quote }) => quote === "nul"));
  for (const side of ["negative", "positive", "complaint", "compliment"]) {
    const sum = words.reduce((sum, { weights }) => sum + weights[side], 0);
    // What is left is its length, its marks and the language.
    assert.ok(Math.abs(logits[side] - sum) < 5, `${side}: ${sum} of ${logits[side]}`);
  }
  const strongest = words.reduce((one, other) => (other.weights.negative > one.weights.negative ? other : one));
  assert.ok(strongest.weights.negative > 0);
  assert.deepEqual(api.explainMessage(text, { lang: "it" }), { lang, words, logits });
  assert.deepEqual(api.explainMessage("ok"), { lang: null, words: [], logits: null });
});

test("bad input is named", () => {
  assert.throws(() => api.readMessage(), fault("bad_text", "."));
  assert.throws(() => api.readMessage(7), fault("bad_text", "."));
  assert.throws(() => api.readMessage("text", { author: "bot" }), fault("bad_options", "author"));
  assert.throws(() => api.readMessage("text", { lang: 7 }), fault("bad_lang", "lang"));
  assert.throws(() => api.readMessage("text", "fr"), fault("bad_options", "."));
  assert.throws(() => api.explainMessage(7), fault("bad_text", "."));
  assert.throws(() => api.explainMessage("text", { lang: 7 }), fault("bad_lang", "lang"));
});

test("many messages are read as each by itself", () => {
  const texts = [
    "😀 I am leaving Acme for Bolt. I want to cancel my contract today!",
    "ok",
    "もう解約したいです。返事をください。",
    "Je veux résilier mon contrat d’accès à Internet. Je pense partir.",
    "How do I change my address, please?",
    "",
  ];
  for (const options of [undefined, { lang: "en" }, { author: "staff" }, { ownNames: ["ACME"] }]) {
    const all = api.readMessages(texts, options);
    const { words, signals, tone } = all;
    const word = (list, code) => (code === 255 ? null : list[code]);
    assert.equal(all.count, texts.length);
    let next = 0;
    for (const [at, text] of texts.entries()) {
      const one = api.readMessage(text, options);
      assert.equal(word(words.lang, all.lang[at]), one.lang);
      assert.equal(word(words.notRead, all.notRead[at]), one.notRead);
      assert.equal(word(words.voice, all.voice[at]), one.voice);
      for (const [name, share] of [...Object.entries(one.tone ?? { negative: NaN, neutral: NaN, positive: NaN })]) {
        assert.equal(tone[name][at], Math.fround(share));
      }
      assert.equal(all.arousal[at], Math.fround(one.arousal ?? NaN));
      for (const { kind, start, end, time, target } of one.signals) {
        assert.deepEqual(
          [signals.message[next], signals.start[next], signals.end[next]],
          [at, start, end],
        );
        assert.equal(words.kind[signals.kind[next]], kind);
        assert.equal(word(words.time, signals.time[next]), time);
        assert.equal(word(words.target, signals.target[next]), target);
        next += 1;
      }
    }
    for (const column of Object.values(signals)) assert.equal(column.length, next);
    assert.equal(next > 2, options?.author !== "staff");
  }
  assert.equal(api.readMessages([]).count, 0);
});

test("a list of messages that is none is refused at its place", () => {
  assert.throws(() => api.readMessages(), fault("bad_text", "."));
  assert.throws(() => api.readMessages("text"), fault("bad_text", "."));
  assert.throws(() => api.readMessages(["text", 7]), fault("bad_text", "[1]"));
  assert.throws(() => api.readMessages([], { author: "bot" }), fault("bad_options", "author"));
});
