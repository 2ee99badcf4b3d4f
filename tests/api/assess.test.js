// assess: the sample desk, its quotes, its languages, staff's corrections, and bad input.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, fault, languages, leaving, samples, today } from "./api.js";

/** Every object in a value that passes. */
function* objects(value) {
  if (value === null || typeof value !== "object") return;
  yield value;
  for (const inner of Object.values(value)) yield* objects(inner);
}

const texts = (value) => [...objects(value)].filter((one) => "key" in one && "args" in one);

test("the sample desk gets the advice it was written for", () => {
  const paths = Object.entries(samples).map(([name, sample]) => [name, api.assess(sample, { today }).advice.path]);
  for (const [name, path] of paths) {
    const wanted = ["honour", "clean-break", "second-chance", "repair", "unclear"].find((word) => name.startsWith(word));
    assert.equal(path, wanted.replace("-", "_"), name);
  }
});

test("every quote slices out of its message", () => {
  let count = 0;
  for (const sample of [...Object.values(samples), leaving]) {
    for (const one of objects(api.assess(sample, { today }))) {
      if (!("quote" in one)) continue;
      const message = sample.messages.find(({ id }) => id === one.messageId);
      assert.equal(message.text.slice(one.start, one.end), one.quote);
      count += 1;
    }
  }
  assert.ok(count > 20, `${count} quotes`);
});

test("numbers add up", () => {
  for (const sample of Object.values(samples)) {
    const { churn, relationship, coverage } = api.assess(sample, { today });
    const counted = churn.points.filter(({ struck }) => !struck);
    const sum = counted.reduce((total, { points }) => total + points, 0);
    assert.ok(Math.abs(sum - churn.logOdds) < 1e-9);
    for (const { broken, strained, sound } of [relationship.states, ...relationship.timeline.map(({ states }) => states)]) {
      assert.ok(Math.abs(broken + strained + sound - 1) < 1e-9);
    }
    assert.ok(coverage.share >= 0 && coverage.share <= 1);
    assert.equal(churn.probability, null, "not calibrated");
  }
});

test("texts are in the language asked for; keys and arguments stay", () => {
  const [en, fr, ...others] = ["en", "fr", ...languages].map((lang) => texts(api.assess(samples["clean-break-french"], { today, lang })));
  assert.ok(en.length > 20);
  for (const list of [fr, ...others]) assert.deepEqual(list.map(({ key }) => key), en.map(({ key }) => key));
  for (const list of [en, fr, ...others]) assert.ok(list.every(({ text }) => text !== "" && !text.includes("{")));
  assert.equal(new Set(others.map(([first]) => first.text)).size, languages.length, "each in its own words");
  const percent = fr.find(({ key }) => key === "advice.for.broken");
  assert.equal(typeof percent.args.p, "number");
  assert.match(percent.text, new RegExp(`${percent.args.p}[\\s\\u202f\\u00a0]%`), "as Intl writes it in French");
});

test("English is the default, and a region is welcome", () => {
  const plain = api.assess(leaving, { today });
  assert.deepEqual(api.assess(leaving, { today, lang: "en" }), plain);
  assert.equal(api.assess(leaving, { today, lang: "fr-CA" }).advice.title.text, api.assess(leaving, { today, lang: "fr" }).advice.title.text);
});

test("the same arguments give the same assessment, and stay as they were", () => {
  const copy = structuredClone(leaving);
  const first = api.assess(leaving, { today });
  assert.deepEqual(api.assess(leaving, { today }), first);
  assert.deepEqual(leaving, copy);
  assert.deepEqual(first, JSON.parse(JSON.stringify(first)), "plain objects only");
});

test("staff's corrections count", () => {
  const assess = (corrections) => api.assess(leaving, { today, corrections });
  assert.equal(assess({}).advice.path, "honour");
  assert.notEqual(assess({ wish: false }).advice.path, "honour");
  assert.equal(assess({ wish: false, escalate: true }).advice.path, "escalate");
  const wish = assess({}).signals.find(({ kind }) => kind === "wish_to_leave");
  const struck = assess({ struck: [wish.id] });
  assert.notEqual(struck.advice.path, "honour");
  assert.equal(struck.signals.find(({ id }) => id === wish.id).struck, true);
});

test("an attempt's outcome is set by its id", () => {
  const sample = samples["second-chance-french"];
  const [attempt] = api.assess(sample, { today }).failures.flatMap(({ attempts }) => attempts);
  const outcome = (word) => {
    const found = api.assess(sample, { today, corrections: { outcomes: { [attempt.id]: word } } });
    return found.failures.flatMap(({ attempts }) => attempts).find(({ id }) => id === attempt.id).outcome;
  };
  assert.equal(outcome("ok"), "ok");
  assert.equal(outcome("failed"), "failed");
});

test("settings count", () => {
  const missing = api.assess(samples["repair-english"], { today, settings: { thresholds: { coverageFloor: 1 } } });
  assert.equal(missing.coverage.floor, 1);
  assert.equal(missing.advice.path, "unclear");
});

test("what was not read is named", () => {
  const messages = [{ ...leaving.messages[0], text: "ok" }];
  const { unread, signals } = api.assess({ ...leaving, messages }, { today });
  assert.deepEqual(unread, [{ messageId: "m1", why: "too_short" }]);
  assert.deepEqual(signals, []);
});

test("bad input is named", () => {
  const bad = (given, options, code, path) => assert.throws(() => api.assess(given, options), fault(code, path));
  const message = (fields) => ({ ...leaving, messages: [{ ...leaving.messages[0], ...fields }] });
  const options = { today };
  bad(undefined, options, "bad_case", ".");
  bad({}, options, "bad_case", ".");
  bad({ ...leaving, schema: "clean-break/case@2" }, options, "bad_case", "schema");
  bad(message({ at: "yesterday" }), options, "bad_case", "messages[0].at");
  bad(message({ author: "robot" }), options, "bad_case", "messages[0].author");
  bad({ ...leaving, customer: { id: "C", attachment: { rating: 2, by: "staff" } } }, options, "bad_case", "customer.attachment.rating");
  bad(leaving, undefined, "bad_date", "today");
  bad(leaving, {}, "bad_date", "today");
  bad(leaving, { today: new Date() }, "bad_date", "today");
  bad(leaving, { today: "21.11.2026" }, "bad_date", "today");
  bad(leaving, { today: "2026-02-30" }, "bad_date", "today");
  bad(leaving, today, "bad_options", ".");
  bad(leaving, { today, lang: "pt" }, "bad_lang", "lang");
  bad(leaving, { today, lang: "en-" }, "bad_lang", "lang");
  bad(leaving, { today, settings: { thresholds: { aHigh: 3 } } }, "bad_settings", "settings.thresholds.aHigh");
  bad(leaving, { today, settings: { model: { start: [1, 2, 3] } } }, "bad_settings", "settings.model.start");
  bad(leaving, { today, settings: { thresholds: { nMulti: "two" } } }, "bad_settings", "settings.thresholds.nMulti");
  bad(leaving, { today, corrections: { outcomes: { x: "maybe" } } }, "bad_corrections", "corrections.outcomes.x");
});

test("after a fault the next call works", () => {
  assert.throws(() => api.assess({}, { today }));
  assert.equal(api.assess(leaving, { today }).advice.path, "honour");
});

test("the version is a version", () => assert.match(api.version(), /^\d+\.\d+\.\d+/));
