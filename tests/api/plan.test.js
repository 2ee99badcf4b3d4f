// planOffboarding: a dry plan of the delivered playbooks, its clocks and its settlement.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, fault, json, leaving, samples, today } from "./api.js";

const eur = (minor) => ({ minor, currency: "EUR" });

/** Every form up to the farewell. */
const answers = {
  confirm_wish: { notice_on: "2026-11-20", withdrawal_on: "2026-11-10" },
  say_it_once: {},
  cancel_in_billing: { reference: "B-1", end_date: "2026-11-21", last_charge: eur(0) },
  settle_money: {
    at_once: "asked_and_told",
    prepaid_from: "2026-11-01",
    prepaid_to: "2026-11-30",
    prepaid_paid: eur(3000),
    credit: eur(250),
  },
  data: { wants_copy: true, wants_erasure: false, request_on: "2026-10-31", copy_by: "2026-11-28" },
  alternatives: { named: "Invented Films" },
  leaving_sheet: { contact: "help desk" },
  farewell: {},
};

const plan = (options, given = leaving) => api.planOffboarding(given, { today, ...options });
const states = ({ steps }) => Object.fromEntries(steps.map(({ id, state }) => [id, state]));

test("a customer who asks to leave gets the parting's playbook", () => {
  const found = plan();
  assert.equal(found.path, "honour");
  assert.equal(found.playbook, "generic", "the kind of contract is not known");
  assert.equal(found.version, 2);
  assert.equal(found.savesLeft, 0);
  assert.equal(found.settlement, null);
  assert.equal(states(found).confirm_wish, "current");
  assert.equal(states(found).farewell, "locked");
});

test("the kind of contract decides which playbook, and another one can be chosen", () => {
  const of = (kind, options = {}) => plan(options, { ...leaving, contract: { kind } }).playbook;
  assert.equal(of("subscription"), "consumer_subscription_eu");
  assert.equal(of("goods"), "consumer_goods");
  assert.equal(of("telecom"), "consumer_switching");
  assert.equal(of("goods", { playbook: "generic" }), "generic");
  assert.throws(() => of("goods", { playbook: "repair" }), fault("bad_options", "playbook"));
});

test("what the case knows is filled in, what is missing is a condition", () => {
  const [wish] = plan().steps;
  const value = (id) => wish.fields.find((field) => field.id === id).value;
  assert.equal(value("customer_kind"), "consumer");
  assert.equal(value("jurisdiction"), "DE");
  assert.equal(value("notice_on"), null);
  assert.equal(wish.conditions.filter(({ met }) => !met).length, 1);
});

test("answers do their steps in order, as far as their conditions hold", () => {
  assert.deepEqual(states(plan({ answers })), {
    confirm_wish: "done",
    say_it_once: "done",
    cancel_in_billing: "done",
    settle_money: "done",
    data: "done",
    alternatives: "done",
    leaving_sheet: "done",
    farewell: "done",
    stop_contact: "current",
    close: "locked",
  });
});

test("no farewell without the proof of the cancellation", () => {
  const { end_date, ...unproved } = answers.cancel_in_billing;
  const found = plan({ answers: { ...answers, cancel_in_billing: unproved } });
  assert.equal(states(found).cancel_in_billing, "current");
  assert.equal(states(found).farewell, "locked");
  const kept = found.steps.find(({ id }) => id === "cancel_in_billing").fields;
  assert.equal(kept.find(({ id }) => id === "reference").value, "B-1");
});

test("clocks run from what was answered", () => {
  const found = plan({ answers });
  const clock = (step) => found.clocks.find((one) => one.step === step);
  const refund = clock("settle_money");
  assert.deepEqual(
    [refund.rule, refund.due, refund.n, refund.unit, refund.confidence, refund.daysLeft],
    ["refund_after_withdrawal", "2026-11-24", 14, "days", "high", 3],
  );
  assert.equal(refund.article, "Directive 2011/83/EU, Art. 13(1)");
  const german = plan({ answers, lang: "de" }).clocks.find(({ rule }) => rule === refund.rule);
  assert.equal(german.article, "Richtlinie 2011/83/EU, Art. 13 Abs. 1");
  assert.match(german.source, /^Verbraucherrechterichtlinie, Artikel 13/);
  assert.deepEqual([clock("data").due, clock("data").unit, clock("data").daysLeft], ["2026-11-30", "months", 9]);
  const of = (step) => found.steps.find(({ id }) => id === step).clocks;
  assert.deepEqual(of("cancel_in_billing").map(({ rule, unit }) => [rule, unit]), [
    ["withdrawal_button", "at_once"],
    ["confirm_notice", "at_once"],
  ]);
  assert.deepEqual(of("data"), [clock("data")]);
  const due = found.clocks.map(({ due }) => due);
  assert.deepEqual(due, due.toSorted());
});

test("a Californian's request has two clocks, and what only lasts says so", () => {
  const confirm_wish = { ...answers.confirm_wish, jurisdiction: "US-CA", withdrawal_on: undefined };
  const stop_contact = { opted_out_on: "2026-11-18" };
  const given = { ...answers, confirm_wish, data: { ...answers.data, receipt_confirmed_on: "2026-11-10" }, stop_contact };
  const { clocks } = plan({ answers: given });
  const of = (rule) => clocks.find((clock) => clock.rule === rule);
  // 2-6, 9, 10, 12, 13 and 16 November: the 11th is Veterans Day.
  assert.deepEqual([of("privacy_confirm").due, of("privacy_confirm").metOn], ["2026-11-16", "2026-11-10"]);
  assert.deepEqual([of("privacy_reply").due, of("privacy_reply").lasts], ["2026-12-15", false]);
  assert.deepEqual([of("no_reask").due, of("no_reask").lasts], ["2027-11-18", true]);
});

test("a notice of another day starts its clocks on that day", () => {
  const wish = { ...answers.confirm_wish, notice_on: "2026-11-18" };
  const { clocks } = plan({ answers: { confirm_wish: wish } });
  const confirm = clocks.find(({ rule }) => rule === "confirm_notice");
  assert.deepEqual([confirm.due, confirm.daysLeft], ["2026-11-18", -3]);
  assert.ok(!clocks.some(({ step }) => step === "stop_contact"), "a notice is no objection to advertising");
});

test("without an objection, advertising ends with the contract by our own rule", () => {
  const stop = plan({ answers }).clocks.find(({ step }) => step === "stop_contact");
  assert.deepEqual([stop.rule, stop.due, stop.flags], ["stop_contact_at_end", "2026-11-21", ["house"]]);
});

test("an end before the notice and a wished copy without a day leave their steps open", () => {
  const early = { ...answers.cancel_in_billing, end_date: "2026-03-01" };
  const cancel = (form) => states(plan({ answers: { ...answers, cancel_in_billing: form } })).cancel_in_billing;
  assert.equal(cancel(early), "current");
  assert.equal(cancel({ ...early, earlier_because: "withdrawal" }), "done");
  const { copy_by, ...undated } = answers.data;
  assert.equal(states(plan({ answers: { ...answers, data: undated } })).data, "current");
});

test("the settlement is worked out to the cent, line by line", () => {
  const { withdrawal_on, ...notice } = answers.confirm_wish;
  const { at_once, ...money } = answers.settle_money;
  const ended = { ...answers, confirm_wish: notice, settle_money: money };
  const [settlement] = plan({ answers: ended }).settlement.sums;
  assert.deepEqual(settlement.total, eur(900 + 250));
  assert.equal(settlement.direction, "to_customer");
  assert.deepEqual(settlement.lines.map(({ amount }) => amount.minor), [900, 250]);
  const french = plan({ answers: ended, lang: "fr" }).settlement.sums[0].lines[0];
  assert.deepEqual(french.reason.args.paid ?? Object.values(french.reason.args)[0], eur(3000));
  assert.match(french.reason.text, /30,00[\s\u00a0\u202f]€/);
});

test("a withdrawal gives every payment back, less the service until then where that is owed", () => {
  const settled = (at_once) => plan({ answers: { ...answers, settle_money: { ...answers.settle_money, at_once } } });
  assert.deepEqual(settled("asked_and_told").settlement.sums[0].total, eur(3000 - 1000 + 250));
  assert.deepEqual(settled("not_shown").settlement.sums[0].total, eur(3000 + 250));
  const { at_once, ...unanswered } = answers.settle_money;
  const found = plan({ answers: { ...answers, settle_money: unanswered } });
  assert.equal(found.settlement, null, "unknown is neither yes nor no");
  assert.equal(states(found).settle_money, "current");
});

test("what a step records stops its clock, and says when that was late", () => {
  const data = { wants_copy: true, wants_erasure: false, request_on: "2026-10-10", copy_sent_on: "2026-11-12" };
  const clock = plan({ answers: { ...answers, data } }).clocks.find(({ step }) => step === "data");
  assert.deepEqual([clock.due, clock.metOn, clock.daysLate, clock.daysLeft], ["2026-11-10", "2026-11-12", 2, null]);
  assert.match(clock.checkedOn, /^\d{4}-\d\d-\d\d$/);
});

test("advice without a plan has no playbook; a path can be chosen", () => {
  const sample = samples["unclear-italian"];
  const none = plan({}, sample);
  assert.deepEqual([none.path, none.playbook, none.steps, none.clocks], ["unclear", null, [], []]);
  assert.equal(plan({ path: "clean_break" }, sample).playbook, "consumer_subscription_eu");
  assert.equal(plan({ path: "repair" }, sample).playbook, "repair");
});

test("on a repair path the customer is asked once, and not when they leave", () => {
  const own = { owner: "Team 2", what_happened: "two outages" };
  const repair = { own, make_good: { what_we_did: "a new router" }, write: {}, ask: { outcome: "stays" } };
  const fields = plan({ path: "repair" }).steps.flatMap(({ fields }) => fields);
  const [choice] = fields.find(({ id }) => id === "outcome").choices;
  repair.ask.outcome = choice.id;
  const make = plan({ path: "repair" }).steps.find(({ id }) => id === "make_good");
  for (const { id, kind, required } of make.fields) if (required && kind === "date") repair.make_good[id] = today;
  const asked = plan({ path: "repair", answers: repair });
  assert.equal(states(asked).ask, "done");
  assert.equal(asked.savesLeft, 0);
  const leaves = plan({ path: "repair", answers: repair, wish: { how: "in_writing" } });
  assert.notEqual(states(leaves).ask, "done");
});

test("rule packs can be given", () => {
  assert.deepEqual(plan({ packs: [] }).clocks, []);
  const packs = [json("www/rules/eu.json")];
  assert.ok(!plan({ packs, answers }).clocks.some(({ rule }) => rule === "confirm_notice"), "which is German law");
});

test("the clocks are those of the customer's place, with holidays", () => {
  const packs = [json("www/rules/us-ca.json")];
  packs[0].rules = packs[0].rules.filter(({ id }) => id === "privacy_confirm");
  // What the data step counts by, in ten working days here.
  packs[0].rules[0].was = ["gdpr_reply", "privacy_reply"];
  const california = { ...leaving, customer: { ...leaving.customer, jurisdiction: "US-CA" } };
  const wish = { ...answers.confirm_wish, jurisdiction: "US-CA" };
  const data = { ...answers.data, request_on: "2026-11-20" };
  const { clocks } = plan({ packs, answers: { ...answers, confirm_wish: wish, data } }, california);
  const clock = clocks.find(({ step }) => step === "data");
  assert.deepEqual([clock.due, clock.unit, clock.who, clock.note], ["2026-12-08", "working_days", "company", null]);
});

test("amounts in two currencies are two sums", () => {
  const mixed = { ...answers.settle_money, credit: { minor: 1, currency: "USD" } };
  const { sums } = plan({ answers: { ...answers, settle_money: mixed } }).settlement;
  assert.deepEqual(sums.map(({ total }) => total.currency).sort(), ["EUR", "USD"]);
  assert.ok(sums.every(({ lines, total }) => lines.every(({ amount }) => amount.currency === total.currency)));
});

test("bad input is named", () => {
  const bad = (options, code, path) => assert.throws(() => plan(options), fault(code, path));
  assert.throws(() => plan({}, { ...leaving, id: " " }), fault("bad_case", "id"));
  assert.throws(() => api.planOffboarding(leaving), fault("bad_date", "today"));
  bad({ lang: "xx" }, "bad_lang", "lang");
  bad({ path: "flee" }, "bad_options", "path");
  bad({ wish: { how: "by_pigeon" } }, "bad_options", "wish.how");
  bad({ wish: { how: "by_phone", on: "then" } }, "bad_date", "wish.on");
  bad({ answers: { dance: {} } }, "bad_answers", "answers.dance");
  bad({ answers: { confirm_wish: { shoe_size: "44" } } }, "bad_answers", "answers.confirm_wish.shoe_size");
  bad({ answers: { confirm_wish: { notice_on: "soon" } } }, "bad_answers", "answers.confirm_wish.notice_on");
  bad({ answers: { confirm_wish: { customer_kind: "alien" } } }, "bad_answers", "answers.confirm_wish.customer_kind");
  bad({ answers: { confirm_wish: { jurisdiction: "Germany" } } }, "bad_answers", "answers.confirm_wish");
  bad({ answers: { data: { wants_copy: "yes" } } }, "bad_answers", "answers.data.wants_copy");
  const charge = (last_charge) => ({ answers: { cancel_in_billing: { last_charge } } });
  bad(charge({ minor: 1, currency: "€" }), "bad_answers", "answers.cancel_in_billing.last_charge");
  bad({ packs: 7 }, "bad_packs", "packs");
  bad({ packs: [{ ...json("www/rules/eu.json"), schema: "x" }] }, "bad_packs", "packs[0]");
  bad({ packs: [{ schema: "clean-break/rules@1", jurisdiction: "EU", rules: 1 }] }, "bad_packs", "packs[0].rules");
});
