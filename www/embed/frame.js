// The page inside a frame, a help desk's or the element's own. The desk is spoken to and the program loaded at the same
// time: desks make such frames anew at every switch of tickets.
import { early, over, standBy, standing } from "./early.js";
import { load, mount } from "./program.js";
import { importAhead } from "./first.js";
import { connect, connectFirst, deskAround } from "./desks/which.js";
import { CleanBreakError, FATAL, MENDABLE, panel, pickLanguage } from "./words.js";
import { isFor, isSame } from "./context.js";

/** @typedef {import("./types.d.ts").Context} Context */
/** @typedef {import("./types.d.ts").FaultCode} FaultCode */

/** How often the height is told at most, in milliseconds (design default). */
const STEADY = 50;

/** How much longer than the program the ticket may take before the widget says that it waits for one, in milliseconds
 * (design default). */
const SOON = 100;

/** How long what was drawn early may stay when the program is mounted, in milliseconds (design default). */
const STAYS = 1_000;

/** How long a write may take to begin, in milliseconds (design default): less than the program waits for its outcome. */
const WRITES = 12_000;

const query = new URLSearchParams(location.search);
const base = new URL("../", import.meta.url);
const root = /** @type {HTMLElement} */ (document.getElementById("widget"));
const faults = /** @type {HTMLElement} */ (document.getElementById("fault"));

/** @type {import("./types.d.ts").Options} */
let options = {
  lang: query.get("lang") ?? undefined,
  theme: query.get("theme") ?? undefined,
  density: query.get("density") ?? undefined,
  tag: query.get("tag") ?? undefined,
  ownNames: query.get("own-names") ?? undefined,
};
/** @type {import("./types.d.ts").Running | undefined} */
let running;
/** @type {Context | undefined} */
let context;
/** @type {(value?: unknown) => void} */
let come = () => {};
/** Resolved when the ticket is here. */
const ticket = new Promise((resolve) => (come = resolve));
/** @type {"dark" | "light" | undefined} what the desk looks like */
let deskTheme;

/** @type {any} the element's line can be told more than a desk */
let desk;
/** @type {[string, unknown][]} */
const untold = [];
/** @param {string} type @param {unknown} [payload] */
const tell = (type, payload) => (desk ? desk.tell?.(type, payload) : untold.push([type, payload]));

const language = () => pickLanguage([options.lang, context?.agent?.language, ...navigator.languages]);

/**
 * @param {FaultCode} code
 * @param {unknown} [cause]
 */
function fault(code, cause) {
  const fatal = FATAL.includes(code);
  if (fatal || code.startsWith("desk_")) console.warn(`Clean Break: ${code}`, cause ?? "");
  tell("fault", { code, cause: cause === undefined ? undefined : String(cause) });
  if (!fatal) return;
  running = undefined;
  over();
  root.hidden = true;
  const retry = MENDABLE.includes(code) ? () => location.reload() : undefined;
  faults.replaceChildren(panel({ document, code, language: language(), retry }));
}

/** With every option, since one that is left out stays what it was. */
function shown() {
  const { lang = "", theme = "", density = "", tag = "", ownNames = "" } = options;
  return { lang, theme: (theme && theme !== "auto" ? theme : deskTheme) ?? theme, density, tag, ownNames };
}

const setup = {
  window,
  query,
  allowed: [],
  /** @param {Context} told */
  onContext(told) {
    if (!isSame(told, context)) over();
    context = told;
    come();
    running?.setContext(told);
  },
  /** @param {"dark" | "light"} theme */
  onTheme(theme) {
    deskTheme = theme;
    running?.setOptions(shown());
  },
  /** @param {import("./types.d.ts").Options} told */
  onOptions({ lang, theme, density, tag, ownNames }) {
    options = { lang, theme, density, tag, ownNames };
    running?.setOptions(shown());
  },
  onState: () => running?.getState() ?? null,
  onError: fault,
};

/** @type {import("./types.d.ts").Host} */
const host = {
  async send(intent) {
    if (!isFor(intent, context)) {
      fault("other_ticket");
      return { done: false, reason: "other_ticket" };
    }
    return desk ? desk.send({ ...intent, until: Date.now() + WRITES }) : { done: false, reason: "timeout" };
  },
  ticket: () => context?.ticket ?? "",
  copied: (text, done, ticket) => tell("copied", { text, done, ticket }),
  refresh: () => desk?.refresh(),
  fault,
  language,
};

async function speak() {
  const name = deskAround(query, window);
  desk = name ? await connect(name, setup) : await connectFirst(setup);
  for (const [type, payload] of untold) desk.tell?.(type, payload);
  if (desk.resize) measure();
}

/** Tells the desk how high the widget is. */
function measure() {
  let told = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      if (height !== told && height > 0) desk.resize((told = height));
    }, STEADY);
  }).observe(document.body);
}

/** Shows what the program will draw first, where one stands by and the ticket is here. */
async function foresee() {
  const asked = context && { context, options: shown() };
  if (asked) await early(root, asked, () => isSame(asked.context, context));
}

async function run() {
  try {
    const soon = Promise.race([ticket, new Promise((resolve) => setTimeout(resolve, SOON))]);
    // What is drawn early may fail; the program does not for that.
    if (standing) await soon.then(foresee).catch(over);
    const program = await load(base, options.lang, importAhead);
    await soon;
    running = mount(program, root, { base, options: shown(), host, context });
    tell("ready");
    if (standing) setTimeout(over, STAYS);
    // An element keeps its frame.
    else if (context && deskAround(query, window) !== "page") standBy({ context, options: shown() });
  } catch (cause) {
    if (cause instanceof CleanBreakError) fault(cause.code, cause.cause);
    else fault("stopped", cause);
  }
}

speak().catch((cause) => fault("wasm_load_failed", cause));
run();
