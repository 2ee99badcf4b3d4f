// The parts of embedding that need no browser: who may speak for a desk, payloads to contexts, intents to messages.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "node:test";
import * as chatwoot from "../../www/embed/desks/chatwoot.js";
import * as front from "../../www/embed/desks/front.js";
import * as page from "../../www/embed/desks/page.js";
import * as zendesk from "../../www/embed/desks/zendesk.js";
import { LONGEST, contextOf, isFor, isSame, nothing } from "../../www/embed/context.js";
import { exactOrigin, isVendor } from "../../www/embed/desks/origin.js";
import { deskAround, deskOf } from "../../www/embed/desks/which.js";
import { Line, pack, unpack } from "../../www/embed/line.js";
import { fetchAhead, filesOf } from "../../www/embed/files.js";
import { importAhead } from "../../www/embed/first.js";
import { paper, recipe } from "../../www/embed/paper.js";
import { FATAL, pickLanguage, say } from "../../www/embed/words.js";
import * as payloads from "../hosts/payloads.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const languages = readdirSync(join(root, "www/locales")).map((name) => name.replace(".json", "")).sort();
const embed = join(root, "www/embed");
const scripts = [join(root, "www/clean-break.js"), ...[embed, join(embed, "desks")].flatMap(modules)];

/** @param {string} folder */
function modules(folder) {
  return readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => join(folder, name));
}

test("the modules have the types they say", () => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", join(root, "tests/hosts/tsconfig.json")], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout.slice(0, 4000));
});

test("nothing is ever set as HTML, evaluated, or sent to just anyone", () => {
  for (const file of scripts) {
    const text = readFileSync(file, "utf8");
    for (const word of ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", 'setAttribute("style"', '"*"', "'*'"]) {
      assert.ok(!text.includes(word), `${file} has ${word}`);
    }
  }
});

test("Zendesk is https, a subdomain, and written as an origin", () => {
  const from = (origin, ours = "widget.example.test") =>
    zendesk.handshakeOf(new URLSearchParams({ origin, app_guid: "G" }), ours)?.origin;
  assert.equal(from("https://acme.zendesk.com"), "https://acme.zendesk.com");
  for (const origin of [
    "https://evil.test/.zendesk.com",
    "https://acme.zendesk.com.evil.test",
    "https://evil.test#.zendesk.com",
    "https://evil.test?.zendesk.com",
    "https://evil.test\\.zendesk.com",
    "https://acme.zendesk.com@evil.test",
    "https://evilzendesk.com",
    "https://zendesk.com",
    "https://.zendesk.com",
    "https://acme.zendesk.com/",
    "https://acme.zendesk.com:8443",
    "https://ACME.zendesk.com",
    "http://acme.zendesk.com",
    "javascript://acme.zendesk.com",
    "null",
    "",
    "http://localhost:4567",
    "http://127.0.0.1:4567",
  ]) {
    assert.equal(from(origin), undefined, origin);
  }
  assert.equal(zendesk.handshakeOf(new URLSearchParams({ origin: "https://acme.zendesk.com" }), ""), undefined);
});

test("a machine's own address counts only on that machine", () => {
  const vendor = (origin, ours) => isVendor(origin, ["zendesk.com"], ours);
  assert.ok(vendor("http://localhost:4567", "127.0.0.1"));
  assert.ok(vendor("http://127.0.0.1:4567", "localhost"));
  assert.ok(!vendor("http://localhost.evil.test", "localhost"));
  assert.ok(!vendor("http://localhost:4567", "widget.example.test"));
});

test("an origin is one only as browsers write it", () => {
  assert.equal(exactOrigin("https://a.test:8443")?.origin, "https://a.test:8443");
  for (const text of ["https://a.test/", "https://a.test:443", "a.test", "null", "*", "file:///", null, undefined]) {
    assert.equal(exactOrigin(text), undefined, String(text));
  }
});

test("a Zendesk ticket becomes a context, its payload as it came", () => {
  const values = { ...payloads.zendesk(), errors: {} };
  const context = zendesk.contextOf(values, "https://acme.zendesk.com");
  const { errors: _, ...payload } = values;
  assert.deepEqual(context, {
    desk: "zendesk",
    place: "acme.zendesk.com",
    ticket: "8421",
    capabilities: { insert_reply: true, add_note: true, add_tags: true },
    agent: { name: "Sam Agent", language: "fr" },
    theme: null,
    payload,
    origin: "https://acme.zendesk.com",
    trust: "pinned",
  });
  assert.deepEqual(JSON.parse(JSON.stringify(context)), context);
});

test("a closed Zendesk ticket can be read and not written to", () => {
  const context = zendesk.contextOf({ ...payloads.zendesk(), "ticket.status": "closed" }, "https://acme.zendesk.com");
  assert.equal(context.ticket, "8421");
  assert.deepEqual(context.capabilities, { insert_reply: false, add_note: false, add_tags: false });
});

test("a Zendesk that refuses every path gives no ticket", () => {
  const context = zendesk.contextOf({ errors: { "ticket.id": { message: "No such Api" } } }, "https://acme.zendesk.com");
  assert.equal(context.ticket, "");
  assert.equal(context.payload, null);
});

test("a Zendesk conversation that could not be read is told from an empty one", () => {
  const { "ticket.conversation": conversation, ...rest } = payloads.zendesk();
  assert.equal(zendesk.missing({ ...rest, "ticket.conversation": conversation, errors: {} }), undefined);
  assert.equal(zendesk.missing({ ...rest, "ticket.conversation": [] }), undefined);
  assert.match(zendesk.missing({ ...rest, errors: { "ticket.conversation": { message: "Timeout" } } }).message, /Timeout/);
  assert.ok(zendesk.missing({ ...rest, "ticket.conversation": null }));
  // Where there is no ticket, none was missed.
  assert.equal(zendesk.missing({ errors: { "ticket.id": {}, "ticket.conversation": {} } }), undefined);
});

test("text stays text in Zendesk's composer", () => {
  const { params } = zendesk.insertion(`a <b>\r\nc & "d" 'e'\n${payloads.HOSTILE}`, true);
  const [html] = params["ticket.editor.insert"];
  assert.ok(html.startsWith("a &lt;b&gt;<br>c &amp; &quot;d&quot; &#39;e&#39;<br>"));
  assert.deepEqual(html.replaceAll("<br>", "").match(/[<>"']/), null);
  assert.deepEqual(zendesk.insertion("a\nb", false).params, { "ticket.comment.appendText": ["a\nb"] });
});

test("an empty composer is told from one in use", () => {
  for (const text of ["", undefined, " \n", "<p></p>", "<div><br></div>", '<p class="x"><br/>&nbsp;</p>', "\u200b"]) {
    assert.ok(zendesk.isEmpty({ text }), String(text));
  }
  for (const text of ["a", "<p>a</p>", "<b>", '<img src="x">', "< p", "0"]) assert.ok(!zendesk.isEmpty({ text }), text);
});

test("Zendesk's tags go out as its SDK sends them", () => {
  assert.deepEqual(zendesk.tagging(["clean-break:parting", " two words ", " "]), {
    request: "invoke",
    params: { "ticket.tags.add": [["clean-break:parting", "two_words"]] },
  });
});

test("all three generations of Chatwoot's payload are read", () => {
  for (const [generation, agent, theme] of [[1, null, null], [2, "Sam Agent", null], [3, "Sam Agent", "dark"]]) {
    const event = chatwoot.appContext(payloads.chatwoot(generation));
    const context = chatwoot.contextOf(event, "https://chat.example.test", "first_use");
    assert.equal(context.place, "chat.example.test");
    assert.equal(context.ticket, "131");
    assert.equal(context.agent?.name ?? null, agent);
    assert.equal(context.theme, theme);
    assert.equal(context.trust, "first_use");
    assert.deepEqual(context.capabilities, { insert_reply: false, add_note: false, add_tags: false });
    assert.deepEqual(context.payload, event);
  }
});

test("only Chatwoot's own text is a context", () => {
  const object = JSON.parse(payloads.chatwoot(3));
  for (const data of [object, "appContext", "{", "null", '{"event":"appContext"}', '{"event":"other","data":{"conversation":{}}}', null, 7]) {
    assert.equal(chatwoot.appContext(data), undefined);
  }
});

test("a Front conversation becomes a context with what Front lets us do", () => {
  const functionArities = { createDraft: 2, updateDraft: 3, tag: 2, listTags: 2, listMessages: 2 };
  const told = { ...payloads.front(), functionArities };
  const NONE = { results: [] };
  const context = front.contextOf(told, { results: payloads.frontMessages }, NONE, "https://app.frontapp.com");
  assert.equal(context.place, "app.frontapp.com");
  assert.equal(context.ticket, "cnv_1");
  assert.deepEqual(context.capabilities, { insert_reply: true, add_note: false, add_tags: true });
  assert.equal(JSON.parse(JSON.stringify(context)).payload.messages.results[0].date, "2026-09-10T08:00:00.000Z");
  const none = front.contextOf({ type: "noConversation", functionArities: {} }, NONE, NONE, "https://app.frontapp.com");
  assert.deepEqual([none.ticket, none.payload, none.capabilities.insert_reply], ["", null, false]);
  const poor = front.contextOf({ ...told, functionArities: {} }, NONE, NONE, "https://app.frontapp.com");
  assert.deepEqual(poor.capabilities, { insert_reply: false, add_note: false, add_tags: false });
});

test("what Front did not list is said to be missing", () => {
  const told = { ...payloads.front(), functionArities: {} };
  const lists = (messages) => front.contextOf(told, messages, { results: [] }, "https://app.frontapp.com").payload;
  assert.deepEqual(lists({ results: [1], nextPageToken: "p2", cause: new Error("x") }).messages, { results: [1], nextPageToken: "p2" });
  assert.deepEqual(lists({ results: [1] }).messages, { results: [1] });
});

test("Front gets plain text, in the draft that is there", () => {
  assert.deepEqual(front.drafting({ id: "cnv_1" }, "<b>", "msg_1"), {
    name: "createDraft",
    args: [{ content: { body: "<b>", type: "text" }, replyOptions: { type: "reply", originalMessageId: "msg_1" } }],
  });
  assert.deepEqual(front.drafting({ draftId: "dra_1" }, "a", "msg_1"), {
    name: "updateDraft",
    args: ["dra_1", { updateMode: "insert", content: { body: "a", type: "text" } }],
  });
  assert.deepEqual(front.tagIds(payloads.frontTags, ["vip", "new"]), { ids: ["tag_2"], missing: ["new"] });
});

const frameAt = (around, ours = "widget.example.test", referrer = "") => ({
  location: { ancestorOrigins: around === undefined ? undefined : [around], hostname: ours },
  document: { referrer },
  parent: {},
});

test("Front's line is opened to Front only", () => {
  const found = (around, named = [], ours) => front.frontOrigin(frameAt(around, ours), named);
  assert.equal(found("https://app.frontapp.com"), "https://app.frontapp.com");
  assert.equal(found("https://app.frontapp.com.evil.test"), undefined);
  assert.equal(found("https://evil.test"), undefined);
  assert.equal(found("https://front.example.test", ["https://front.example.test"]), "https://front.example.test");
  assert.equal(found("https://app.frontapp.com", ["https://front.example.test"]), undefined);
  assert.equal(found(undefined), "https://app.frontapp.com");
  assert.equal(front.frontOrigin(frameAt(undefined, "", "https://evil.test/app.frontapp.com"), []), undefined);
});

test("the desk is known by the address, or by nothing", () => {
  const around = (query, origin) => deskAround(new URLSearchParams(query), frameAt(origin));
  assert.equal(around("origin=https://acme.zendesk.com&app_guid=G"), "zendesk");
  assert.equal(around("parent=https://desk.example.test"), "page");
  assert.equal(around("host=chatwoot&parent=x"), "chatwoot");
  assert.equal(around("", "https://app.frontapp.com"), "front");
  assert.equal(around("host=nonsense", "https://chat.example.test"), undefined);
  const zaf = new URLSearchParams("origin=https://acme.zendesk.com&app_guid=G");
  assert.equal(deskOf("auto", zaf, frameAt("https://acme.zendesk.com")), "zendesk");
  const top = frameAt("");
  top.parent = top;
  assert.equal(deskOf("auto", zaf, top), "page");
  assert.equal(deskOf("front", new URLSearchParams(), top), "front");
});

test("the element's frame answers one exact origin", () => {
  assert.equal(page.parentOf(new URLSearchParams({ parent: "https://desk.example.test" })), "https://desk.example.test");
  for (const parent of ["*", "https://desk.example.test/", "null", ""]) {
    assert.equal(page.parentOf(new URLSearchParams({ parent })), undefined, parent);
  }
});

test("a page over the frame's line cannot name its cases as another's", () => {
  const named = (told, host) => page.placeWithin(told, host);
  assert.equal(named("desk.test", "desk.test"), "desk.test");
  const places = ["acme.zendesk.com", "desk.test", "evil.test", "", "@desk.test", "desk.test@evil.test", "acme.zendesk.com@desk.test", undefined];
  const hosts = ["desk.test", "evil.test", "t.desk.test", "desk.test:8443"];
  const all = hosts.flatMap((host) => places.filter((place) => place !== "").map((place) => [named(place, host), place, host]));
  for (const [name, told, host] of all) {
    // What it is called ends with the page's own host, and no other page gets the same.
    assert.ok(name === host || name.endsWith(`@${host}`), name);
    assert.deepEqual(all.filter(([other, , elsewhere]) => other === name && elsewhere !== host), [], name);
    assert.equal(page.placeTold(name, host), told ?? "");
  }
});

test("messages on the line are read or refused by a code", () => {
  assert.deepEqual(unpack(pack("context", { a: 1 }, 1)).message, { cb: 1, type: "context", id: 1, payload: { a: 1 } });
  assert.equal(unpack(pack("context", "x".repeat(LONGEST), 1)).fault, "message_too_large");
  for (const data of [null, 7, {}, { cb: 1, type: "context" }, "", "null", "{}", '{"cb":2,"type":"x"}', '{"cb":1}']) {
    assert.equal(unpack(data).fault, "message_unknown");
  }
});

test("each message on the line is heard once, and each question answered once", async () => {
  const { port1, port2 } = new MessageChannel();
  const heard = [];
  const faults = [];
  const ours = new Line(port1, {}, (code) => faults.push(code));
  const theirs = new Line(port2, { say: (payload) => void heard.push(payload), sum: ({ a, b }) => a + b }, (code) => faults.push(code));
  try {
    assert.equal(await ours.ask("sum", { a: 2, b: 3 }), 5);
    ours.send("say", "one");
    // What was sent before, once more; older than that; without a number; of no known type; an answer to no question.
    for (const text of [pack("say", "one", 2), pack("say", "old", 1), pack("say", "x"), pack("say", "x", "9"), pack("toString", 0, 3), pack("answer", { to: 7 }, 4)]) {
      port1.postMessage(text);
    }
    ours.send("say", "x".repeat(LONGEST));
    port1.postMessage({ cb: 1, type: "say", id: 5 });
    port1.postMessage("x".repeat(LONGEST + 1));
    assert.equal(await new Promise((resolve) => setTimeout(() => resolve(heard.join()), 50)), "one");
    assert.deepEqual(faults, [
      "message_too_large",
      "message_replayed",
      "message_replayed",
      "message_replayed",
      "message_replayed",
      "message_unknown",
      "message_unknown",
      "message_unknown",
      "message_too_large",
    ]);
    const unanswered = ours.ask("say", "two");
    ours.close();
    assert.equal(await unanswered, undefined);
  } finally {
    theirs.close();
  }
});

test("a page may give a context, a bare case, or nothing", () => {
  const given = payloads.page("T-1");
  const context = contextOf(given, "desk.example.test");
  assert.deepEqual([context.desk, context.place, context.ticket], ["page", "desk.example.test", "T-1"]);
  assert.deepEqual(context.payload, given);
  assert.notEqual(context.payload, given);
  assert.deepEqual(contextOf(null, "p"), nothing("p"));
  assert.deepEqual(contextOf({ ticket: "5", payload: null }, "p"), nothing("p"));
  const whole = contextOf({ ticket: 5, place: "here", capabilities: { add_tags: false }, payload: given }, "p");
  assert.deepEqual([whole.ticket, whole.place], ["5", "here"]);
  assert.deepEqual(whole.capabilities, { insert_reply: true, add_note: true, add_tags: false });
  const loop = {};
  loop.loop = loop;
  const huge = { id: "1", text: "x".repeat(LONGEST) };
  const thread = contextOf({ ticket: "9", payload: "Monday\nAna: it broke", saved: "{}" }, "p");
  assert.deepEqual([thread.payload, thread.saved], ["Monday\nAna: it broke", "{}"]);
  for (const bad of [{ ticket: 1, desk: "other", payload: {} }, { ticket: 1, payload: 5 }, "text", 5, [], {}, { payload: {} }, { id: {} }, loop, { id: "1", n: 1n }, huge]) {
    assert.throws(() => contextOf(bad, "p"));
  }
});

test("an intent goes to the ticket it was made for, or nowhere", () => {
  const open = contextOf(payloads.page("T-1"), "p");
  const intent = { type: "insert_reply", desk: "page", place: "p", ticket: "T-1", text: "x", requestId: "r" };
  assert.ok(isFor(intent, open));
  for (const other of [{ ticket: "T-2" }, { place: "q" }, { desk: "front" }]) assert.ok(!isFor({ ...intent, ...other }, open));
  assert.ok(!isFor(intent, undefined));
  assert.ok(!isFor({ ...intent, ticket: "" }, nothing("p")));
  assert.ok(isFor({ ...intent, until: Date.now() + 1_000 }, open));
  assert.ok(!isFor({ ...intent, until: Date.now() - 1 }, open), "once the agent was told that nobody answers");
});

test("the guide names every attribute, event and code", () => {
  const guide = readFileSync(join(root, "docs/embedding/element.md"), "utf8");
  const types = readFileSync(join(embed, "types.d.ts"), "utf8");
  const names = [
    ...readFileSync(join(embed, "pure.js"), "utf8").match(/observedAttributes = (\[.*?\])/)[1].match(/[a-z-]{3,}/g),
    ...types.match(/interface HTMLElementEventMap {([^}]+)}/)[1].match(/cb-[a-z-]+/g),
    ...types.match(/type FaultCode =([^;]+);/)[1].match(/\w+/g),
  ];
  assert.ok(names.length > 25, names.join());
  for (const name of names) assert.ok(guide.includes(`\`${name}\``), name);
});

test("what speaks before or beside the program speaks every language", async (t) => {
  const page = readFileSync(join(root, "index.html"), "utf8");
  assert.deepEqual([...page.matchAll(/<p lang="(\w+)">/g)].map(([, language]) => language).sort(), languages);
  const { WORDS } = await import("../../www/snippet/words.js");
  assert.deepEqual(Object.keys(WORDS).sort(), languages);
  for (const words of Object.values(WORDS)) assert.deepEqual(Object.keys(words), Object.keys(WORDS.en), words.own);
  globalThis.location = new URL("https://desk.test/");
  t.after(() => delete globalThis.location);
  // Newer versions of Node have one.
  globalThis.navigator ??= { languages: [] };
  const { LANGUAGES } = await import("../../www/demo/words.js");
  assert.deepEqual(LANGUAGES.map(({ code }) => code).sort(), languages);
  for (const { own } of LANGUAGES) assert.ok(own);
});

test("every fault has its own words in every language", () => {
  assert.equal(pickLanguage(["rm-CH", "de-CH", "it-CH"]), "de");
  assert.equal(pickLanguage([undefined, null, "xx", "__proto__"]), "en");
  const codes = readFileSync(join(embed, "types.d.ts"), "utf8").match(/type FaultCode =([^;]+);/)[1].match(/\w+/g);
  assert.ok(FATAL.every((code) => codes.includes(code)));
  for (const code of [...codes, "retry"]) {
    const said = languages.map((language) => say(code, language));
    assert.equal(new Set(said).size, languages.length, code);
    assert.ok(!said.includes(code), code);
  }
});

test("a file that is fetched ahead is fetched once; one that could not be had is asked for again", async (t) => {
  const asked = [];
  let online = false;
  t.mock.method(globalThis, "fetch", async (url) => {
    asked.push(url.pathname);
    return online || url.pathname === "/a/one" ? new Response(url.pathname) : new Response("", { status: 503 });
  });
  const base = new URL("https://desk.test/a/");
  const ahead = fetchAhead(base, ["one", "two"]);
  const file = filesOf(base);
  const text = async (path) => new TextDecoder().decode(await file(path));
  assert.equal(await text("one"), "/a/one");
  online = true;
  assert.equal(await text("two"), "/a/two");
  assert.deepEqual(asked, ["/a/one", "/a/two", "/a/two"]);
  await ahead;
  assert.ok(file("one") instanceof Uint8Array, "at hand: no promise, which would take its turn");
});

test("texts come in one script; where it cannot be had they are fetched one by one", async (t) => {
  const asked = [];
  t.mock.method(globalThis, "fetch", async (url) => {
    asked.push(url.pathname);
    return new Response("fetched");
  });
  const folder = mkdtempSync(join(tmpdir(), "clean-break-first-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "first"));
  writeFileSync(join(folder, "first", "en.js"), "export default ['à','b'];\n");
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const base = pathToFileURL(`${folder}/`);
  await importAhead(base, ["one", "two"], "en");
  const text = (path) => new TextDecoder().decode(filesOf(base)(path));
  assert.deepEqual([text("one"), text("two"), asked.length], ["à", "b", 0]);
  await importAhead(base, ["three", "four"], "it");
  assert.deepEqual([text("three"), text("four"), asked.length], ["fetched", "fetched", 2]);
});

test("what is drawn on paper can be drawn again", () => {
  const list = paper.createElement("ul");
  list.className = "plain";
  list.setAttribute("hidden", "hidden");
  list.removeAttribute("hidden");
  const [one, two] = [paper.createElement("li"), paper.createElement("li")];
  two.insertBefore(paper.createTextNode("<b>two</b>"), null);
  two.style = "order: 1";
  two.__yew_listener_id = 1;
  list.insertBefore(two, null);
  list.insertBefore(one, two);
  assert.equal(one.nextSibling, two);
  assert.equal(list.lastChild, two);
  assert.deepEqual(recipe(list), ["ul", [["class", "plain"]], {}, ["li", [], {}], ["li", [], { style: "order: 1" }, "<b>two</b>"]]);
  assert.deepEqual(recipe(list.cloneNode()), ["ul", [["class", "plain"]], {}]);
  // Elsewhere, it is gone from here.
  list.replaceChildren(one);
  assert.deepEqual([two.parentNode, list.childNodes.length], [null, 1]);
});

test("a ticket is the same when desk, place and number are", () => {
  const one = contextOf({ id: 1 }, "here");
  assert.ok(isSame(one, contextOf({ id: 1, subject: "more" }, "here")));
  for (const other of [undefined, contextOf({ id: 2 }, "here"), contextOf({ id: 1 }, "there"), nothing("here")]) {
    assert.ok(!isSame(one, other));
  }
});
