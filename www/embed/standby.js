// The program standing by, in a worker that browsers keep for a while when the last frame is gone: it answers the next one
// with what the program would draw first. It has the program itself draw that, on paper, and takes it off again, so that
// nothing of a ticket stays. See docs/ticket-switch.md.
import { importAhead } from "./first.js";
import { paper, recipe, spread } from "./paper.js";
import { chosenLanguage } from "./files.js";
import { firstTexts, load, mount } from "./program.js";
import { pickLanguage } from "./words.js";

/** @typedef {import("./types.d.ts").Asked} Asked */

/** Turns that a drawing may take; most take one. */
const TURNS = 4;

const base = new URL("../", import.meta.url);
const later = setTimeout;

/** @type {import("./types.d.ts").Host} nothing is asked of a desk on paper */
const host = {
  send: async () => ({ done: false, reason: "timeout" }),
  ticket: () => "",
  copied() {},
  refresh() {},
  fault() {},
  language: () => "en",
};

/** What the frame that asks has in its storage, which a worker has not. @type {Record<string, string>} */
let kept = {};
/** What the program looked for there in vain. @type {string[]} */
let missed = [];
const localStorage = {
  /** @param {string} name */
  getItem(name) {
    const value = kept[name] ?? null;
    if (value === null) missed.push(name);
    return value;
  },
  setItem() {},
  removeItem() {},
};

/** @type {Promise<import("./types.d.ts").Program> | undefined} */
let program;

/** Texts that are at hand, by their language. @type {Map<string, Promise<void>>} */
const texts = new Map();

/** @param {string} language */
async function learn(language) {
  if (!texts.has(language)) texts.set(language, importAhead(base, firstTexts(language), language));
  await texts.get(language);
}

/** @param {string | undefined} lang */
async function start(lang) {
  const started = await load(base, lang, importAhead);
  spread();
  // What the program does some time after is for a page to do.
  Object.assign(self, { setTimeout: (/** @type {() => void} */ call, after = 0) => (after > 0 ? 0 : later(call)) });
  return started;
}

/** @param {Asked & {kept: Record<string, string>, languages: string[]}} asked */
async function answer({ context, options, languages, ...asked }) {
  Object.defineProperty(navigator, "languages", { value: languages, configurable: true });
  Object.assign(self, { localStorage });
  [kept, missed] = [asked.kept, []];
  const ready = await (program ??= start(options.lang));
  await learn(pickLanguage([options.lang, chosenLanguage(), context.agent?.language, ...languages]));
  const root = paper.createElement("main");
  const running = mount(ready, /** @type {any} */ (root), { base, options, host });
  try {
    // Told, and not given beforehand: what waits in vain for its time keeps what it was mounted with.
    running.setContext(context);
    for (let turns = 0; turns < TURNS; turns++) {
      await new Promise((done) => (turns ? later(done) : queueMicrotask(() => queueMicrotask(() => done(0)))));
      const drawn = JSON.stringify(root.childNodes.map(recipe));
      if (drawn.includes('"verdict-title"')) return { drawn, missed };
    }
    return undefined;
  } finally {
    running.close();
    [kept, missed] = [{}, []];
  }
}

/** One frame after the other. @type {Promise<unknown>} */
let turn = Promise.resolve();

addEventListener("connect", (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  if (!port) return;
  port.onmessage = ({ data }) => {
    turn = turn.then(() => answer(JSON.parse(data))).then(
      (answered) => port.postMessage(answered),
      // One that has stopped is of no use to anybody.
      () => close(),
    );
  };
});
