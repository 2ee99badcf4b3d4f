// verifyJournal: `export.json` is a parting of an invented customer, done and closed, as the app exports it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, fault, json, text } from "./api.js";

const exported = text("tests/api/export.json");
const count = json("tests/api/export.json").entries.length;

test("an export as it was made holds", () => {
  assert.deepEqual(api.verifyJournal(exported), { ok: true, entries: count, erased: null, firstBad: null });
});

test("one changed byte in an entry names the entry", () => {
  // Every entry says who did it, in the order of the entries.
  let at = -1;
  for (let n = 1; n <= count; n += 1) {
    at = exported.indexOf("agent-7", at + 1);
    const changed = `${exported.slice(0, at)}agent-8${exported.slice(at + 7)}`;
    const { ok, entries, firstBad } = api.verifyJournal(changed);
    assert.deepEqual([ok, entries, firstBad.n, firstBad.code], [false, count, n, "hash"]);
    assert.notEqual(firstBad.why, "");
  }
});

const found = (change) => {
  const copy = JSON.parse(exported);
  change(copy);
  const { n, code } = api.verifyJournal(JSON.stringify(copy)).firstBad;
  return [n, code];
};

test("what was changed is told apart", () => {
  assert.deepEqual(found(({ entries }) => entries.splice(4, 1)), [5, "number"]);
  assert.deepEqual(found((copy) => copy.entries.pop())[1], "head");
  assert.equal(found(({ document }) => (document.text += " "))[1], "document");
  assert.equal(found(({ texts }) => (Object.values(texts)[0].text += "!"))[1], "text_changed");
  assert.equal(found(({ texts }) => delete texts[Object.keys(texts)[0]])[1], "text_missing");
  assert.deepEqual(found((copy) => (copy.case = "zendesk:acme/T-1")), [0, "beside"]);
});

test("white space between the fields is nobody's", () => {
  assert.equal(api.verifyJournal(JSON.stringify(JSON.parse(exported), null, 2)).ok, true);
});

test("what is no export is refused", () => {
  const bad = (given, path) => assert.throws(() => api.verifyJournal(given), fault("bad_journal", path));
  bad(undefined, ".");
  bad("no JSON", ".");
  bad("{}", ".");
  bad(exported.replace("clean-break/export@1", "clean-break/export@9"), "schema");
  bad(exported.replace('"entries":[', '"entries":[7,'), "entries[0]");
});
