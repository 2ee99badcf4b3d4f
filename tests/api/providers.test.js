// rankProviders: the sample catalogue, and bad input.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, catalogue, fault, today } from "./api.js";

const needs = { budget: { minor: 2500, currency: "EUR" }, tie: "free", mustHave: ["fibre"], region: "FR" };

test("options are ranked by their points, with a reason for every point", () => {
  const { ranked, apart, excluded, us, sample } = api.rankProviders(catalogue, needs, { today });
  assert.equal(sample, true);
  assert.ok(["none", "yourself"].every((kind) => ranked.some((one) => one.kind === kind)));
  assert.ok(!ranked.some(({ kind }) => kind === "us") && (us === null || us.kind === "us"));
  for (const [at, { score, reasons, place }] of ranked.entries()) {
    const points = reasons.map(({ met, weight }) => ({ yes: weight, no: -weight, unknown: 0 })[met]);
    assert.equal(points.reduce((sum, one) => sum + one, 0), score);
    const before = at && ranked[at - 1];
    assert.ok(at === 0 || (place >= before.place && (ranked[at].fit !== before.fit || score <= before.score)));
  }
  const ids = [...ranked, ...apart, ...excluded].map(({ id }) => id);
  assert.equal(ids.length, catalogue.providers.filter(({ kind }) => kind !== "us").length);
});

test("what is not shown to have a must stands apart", () => {
  const { ranked, apart } = api.rankProviders(catalogue, needs, { today });
  assert.ok(apart.length > 0 && apart.every(({ fit, kind }) => fit !== "shown" && kind === "company"));
  assert.ok(ranked.every(({ fit, kind }) => fit === "shown" || kind !== "company"));
});

test("our interest is disclosed, and moves nothing", () => {
  const order = (given) => api.rankProviders(given, needs, { today }).ranked.map(({ id }) => id);
  const bought = structuredClone(catalogue);
  for (const one of bought.providers) one.interest = { kind: "affiliate", text: { en: "we get 10 %" } };
  assert.deepEqual(order(bought), order(catalogue));
  const [first] = api.rankProviders(bought, needs, { today }).ranked;
  assert.equal(first.interest.kind, "affiliate");
  assert.match(first.interest.text.text, /we get 10 %/);
});

test("names and reasons are in the language asked for, money as Intl writes it", () => {
  // Ties stand by name, so the order may differ by language: the same option is compared.
  const priced = ({ reasons }) => reasons.find(({ note }) => note.args.price);
  const { id } = api.rankProviders(catalogue, needs, { today, lang: "en" }).ranked.find(priced);
  const note = (lang) => {
    const { ranked } = api.rankProviders(catalogue, needs, { today, lang });
    return priced(ranked.find((one) => one.id === id)).note;
  };
  const [en, fr] = [note("en"), note("fr")];
  assert.deepEqual(en.args, fr.args);
  assert.equal(en.args.price.currency, "EUR");
  assert.match(en.text, /€\d+\.\d\d/);
  assert.match(fr.text, /\d+,\d\d[\s\u00a0\u202f]€/);
});

test("without needs nothing is compared", () => {
  const { ranked, ties } = api.rankProviders(catalogue, {}, { today });
  assert.ok(ranked.every(({ score, tied, reasons }) => score === 0 && tied && reasons.length === 0));
  assert.equal(ties.key, "provider.ties");
});

test("weights move the order, say so, and 0 leaves a need out", () => {
  const asked = { budget: { minor: 3600, currency: "EUR" }, tie: "free", mustHave: ["fibre"], region: "DE" };
  const rank = (weights) => api.rankProviders(catalogue, { ...asked, weights }, { today });
  assert.deepEqual(rank({ price: 3, term: 2, notice: 1, features: { fibre: 4 } }), rank(undefined), "these are the defaults");
  assert.deepEqual(rank({}).by.map(({ criterion, weight }) => [criterion, weight]), [["price", 3], ["term", 2], ["notice", 1], ["feature", 4]]);
  assert.equal(rank({ price: 1 }).by[0].text.text, "Price within the budget (counts a little)");
  const none = rank({ price: 0, term: 0, notice: 0, features: { fibre: 0 } });
  assert.deepEqual(none.ranked, api.rankProviders(catalogue, { region: "DE" }, { today }).ranked);
  assert.deepEqual(none.by, []);
  const wished = rank({ features: { fibre: 3 } });
  assert.ok(wished.ranked.length > rank({}).ranked.length, "a wish keeps nobody apart");
});

test("old facts are marked", () => {
  const later = api.rankProviders(catalogue, needs, { today: "2030-01-01" }).ranked;
  assert.ok(later.every(({ stale, kind }) => stale === (kind === "company")));
});

test("bad input is named", () => {
  const bad = (given, needs, options, code, path) =>
    assert.throws(() => api.rankProviders(given, needs, options), fault(code, path));
  const broken = structuredClone(catalogue);
  broken.providers[1].checkedOn = "last week";
  bad({}, {}, { today }, "bad_catalogue", ".");
  bad(broken, {}, { today }, "bad_catalogue", "providers[1].checkedOn");
  bad(catalogue, undefined, { today }, "bad_needs", ".");
  bad(catalogue, { mustHave: ["warp drive"] }, { today }, "bad_needs", "mustHave[0]");
  bad(catalogue, { budget: { minor: 18.4, currency: "EUR" } }, { today }, "bad_needs", "budget.minor");
  bad(catalogue, { weights: { price: 5 } }, { today }, "bad_needs", "weights.price");
  bad(catalogue, { weights: { features: { warp: 1 } } }, { today }, "bad_needs", "weights.features.warp");
  bad(catalogue, {}, undefined, "bad_date", "today");
  bad(catalogue, {}, { today, lang: "xx" }, "bad_lang", "lang");
});
