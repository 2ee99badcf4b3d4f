// filterRelationship: reference values, computed independently of this project.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, fault } from "./api.js";

const ticks = (...list) => list.map(([u, e, y]) => ({ u, e, y }));
const quiet = ["quiet", 0, "silent"];
const complaint = ["quiet", 0, "private"];

const histories = {
  "two complaints in private, one in public": {
    ticks: ticks(quiet, complaint, ["failure_open", 0, "private"], ["failure_open", 0, "public"], quiet),
    loglik: -9.83855,
    states: { broken: 0.719014, strained: 0.256461, sound: 0.024526 },
    exit13: 0.41548,
  },
  "a repair that was thanked for": {
    ticks: ticks(quiet, complaint, ["repair_ok", 1, "silent"], ["quiet", 1, "silent"], ["quiet", 1, "compliment"]),
    loglik: -8.13753,
    states: { broken: 0.005121, strained: 0.063411, sound: 0.931468 },
    exit13: 0.085763,
  },
  "twelve silent weeks": {
    ticks: ticks(...Array(12).fill(quiet)),
    loglik: -1.475685,
    states: { broken: 0.014667, strained: 0.075939, sound: 0.909394 },
    exit13: 0.091669,
  },
  "a failure that stays open": {
    ticks: ticks(quiet, complaint, ["failure_open", 0, "private"]),
    loglik: -6.631551,
    states: { broken: 0.355372, strained: 0.587875, sound: 0.056754 },
    exit13: 0.312224,
  },
};

// Half of the sixth digit, and the rounding of the reference itself.
const near = (value, golden) => assert.ok(Math.abs(value - golden) < 5.1e-7, `${value} is not ${golden}`);

for (const [name, { ticks, loglik, states, exit13 }] of Object.entries(histories)) {
  test(`golden: ${name}`, () => {
    const found = api.filterRelationship({ ticks });
    near(found.loglik, loglik);
    near(found.exit13, exit13);
    for (const state of ["broken", "strained", "sound"]) near(found.states[state], states[state]);
  });
}

test("an empty history is the prior, of the model that was given", () => {
  const { states, loglik } = api.filterRelationship({ ticks: [] });
  assert.deepEqual(states, { broken: 0.03, strained: 0.17, sound: 0.8 });
  assert.equal(loglik, 0);
  const other = api.filterRelationship({ ticks: [], model: { start: [0.5, 0.25, 0.25] } });
  assert.deepEqual(other.states, { broken: 0.5, strained: 0.25, sound: 0.25 });
});

test("notice ends a history", () => {
  const notice = api.filterRelationship({ ticks: ticks(quiet, ["quiet", 0, "exit"]) });
  assert.equal(notice.exit13, 1);
  assert.deepEqual(api.filterRelationship({ ticks: ticks(quiet, ["quiet", 0, "exit"], complaint) }), notice);
});

test("a message that could not be read is neither silence nor a complaint", () => {
  const [unread, silent] = [null, "silent"].map((y) => api.filterRelationship({ ticks: ticks(["quiet", 0, y]) }));
  assert.notDeepEqual(unread.states, silent.states);
});

test("bad histories are named", () => {
  const bad = (history, code, path) => assert.throws(() => api.filterRelationship(history), fault(code, path));
  const one = (tick) => ({ ticks: [{ u: "quiet", e: 0, y: "silent" }, { u: "quiet", e: 0, y: "silent", ...tick }] });
  bad({}, "bad_ticks", "ticks");
  bad({ ticks: 7 }, "bad_ticks", "ticks");
  bad(one({ u: "loud" }), "bad_ticks", "ticks[1].u");
  bad(one({ e: 2 }), "bad_ticks", "ticks[1].e");
  bad(one({ e: 0.5 }), "bad_ticks", "ticks[1].e");
  bad(one({ y: "loud" }), "bad_ticks", "ticks[1].y");
  bad({ ticks: [{ u: "quiet", e: 0 }] }, "bad_ticks", "ticks[0]");
  bad({ ticks: [], model: { start: [1, 1, 1] } }, "bad_model", "model.start");
  bad({ ticks: [], model: { start: [1, 0] } }, "bad_model", "model.start");
  bad(7, "bad_options", ".");
});
