// What the program draws first, from one that stands by (standby.js): here sooner than the program itself, which takes its
// place as soon as it has drawn the same. See docs/ticket-switch.md.

/** @typedef {import("./types.d.ts").Asked} Asked */
/** @typedef {import("./types.d.ts").Recipe} Recipe */
/** @typedef {{drawn: string, missed: string[]}} Answer */

/** When the last frame went that knew of a program standing by. */
const MARK = "clean-break.standby";

/** Names of cases with acts (`src/store/marks.rs`): many, and not settings. */
const ACTS = "clean-break.acts.";

/** For how long there is one then, in milliseconds: browsers keep it for half a minute. */
const LIVES = 20_000;

/** How long its answer may take, in milliseconds (design default). */
const PATIENCE = 100;

/** How much later than the program it is started, in milliseconds (design default). */
const LATER = 1_000;

/** How often it draws then before it is needed: what has run often is quicker (design default). */
const PRACTICE = 30;

/** Classes of what follows the verdict's words once they are painted, where it is known from the frame before how high it is. */
const SECOND = ["bar", "tabs", "axes"];

/** How wide that frame was, and how high each was there. */
let width = 0;
/** @type {number[]} */
let heights = [];

/**
 * @param {boolean} [isKept] whether it is known that this browser keeps it when the last frame is gone
 * @returns {SharedWorker | undefined} none where browsers do not, or the site's policy forbids it
 */
function connect(isKept = false) {
  const options = {
    type: "module",
    // One of another build draws otherwise.
    name: "$BUILD",
    get extendedLifetime() {
      return (isKept = true);
    },
  };
  try {
    /** @type {any} the site's policy asks for the address to be one that it was meant to be */
    const { trustedTypes } = globalThis;
    const policy = trustedTypes?.createPolicy("clean-break", { createScriptURL: (/** @type {string} */ url) => url });
    const worker = (/** @type {string} */ url) =>
      new SharedWorker(policy?.createScriptURL(url) ?? url, /** @type {any} */ (options));
    try {
      if (!isKept) worker("https://[");
    } catch {
      // No address, so no worker; a browser that keeps workers has asked whether to.
    }
    return isKept ? worker(new URL("standby.js", import.meta.url).href) : undefined;
  } catch {
    // Without it all is as it is on a first visit.
    return undefined;
  }
}

/** Where one surely stands by. */
function isThere() {
  try {
    const [gone = 0, ...rest] = (localStorage.getItem(MARK) ?? "").split(",").map(Number);
    [width = 0, ...heights] = rest;
    return Date.now() - gone < LIVES;
  } catch {
    // A sandboxed frame's storage throws on first touch.
    return false;
  }
}

/** The program that stands by; where there is none, the frame's own is asked for at once. */
export const standing = isThere() ? connect(true) : undefined;
if (!standing) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  link.href = new URL("../clean_break_app_bg.wasm", import.meta.url).href;
  document.head.append(link);
}

/**
 * Starts it, for the frames to come.
 * @param {Asked} asked what this frame would ask, so that it has been done before
 */
export function standBy(asked) {
  const practise = async () => {
    const worker = connect();
    for (let times = 0; worker && times < PRACTICE; times++) await ask(worker, asked);
    measure(document);
  };
  setTimeout(() => practise().catch(() => {}), LATER);
}

/** @param {ParentNode} drawn */
function measure(drawn) {
  width = innerWidth;
  heights = SECOND.map((name) => drawn.querySelector(`.${name}`)?.getBoundingClientRect().height ?? 0);
}

const mark = () => localStorage.setItem(MARK, [Date.now(), width, heights].join());

/**
 * @param {SharedWorker} worker
 * @param {Asked} asked
 * @returns {Promise<Answer | undefined>}
 */
async function ask({ port }, asked) {
  const kept = Object.fromEntries(Object.entries(localStorage).filter(([name]) => !name.startsWith(ACTS)));
  /** @type {Promise<Answer | undefined>} */
  const answer = new Promise((resolve) => (port.onmessage = ({ data }) => resolve(data)));
  // As text: a clone of the same takes the browser several times as long.
  port.postMessage(JSON.stringify({ ...asked, kept, languages: navigator.languages }));
  const answered = await answer;
  addEventListener("pagehide", mark);
  return answered;
}

/** @type {{root: HTMLElement, picture: HTMLElement, drawn: MutationObserver} | undefined} what is drawn early */
let shown;

/** Takes it away. */
export function over() {
  if (!shown) return;
  shown.drawn.disconnect();
  shown.root.hidden = false;
  shown.picture.remove();
  shown = undefined;
}

/**
 * Draws what the program will, and hides its place until it has. Nobody can act on it, and it is not read out. Resolved when
 * it is painted, or there is nothing.
 * @param {HTMLElement} root
 * @param {Asked} asked
 * @param {() => boolean} isStill whether it is still what is to be shown
 */
export async function early(root, asked, isStill) {
  if (!standing) return;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  /** @type {Answer | undefined} */
  const answer = await Promise.race([ask(standing, asked).catch(() => undefined), patience]);
  // What it knows nothing of, such as acts in this case, may make it wrong.
  if (!answer || !isStill() || answer.missed.some((name) => localStorage.getItem(name) !== null)) return;
  const picture = /** @type {HTMLElement} */ (root.cloneNode(false));
  picture.inert = true;
  if (width !== innerWidth) heights = [];
  /** @type {(() => void)[]} */
  const second = [];
  for (const part of JSON.parse(answer.drawn)) draw(picture, part, second);
  root.before(picture);
  root.hidden = true;
  // Has it laid out now: the next frame may be some milliseconds away, and has less to do then.
  picture.getBoundingClientRect();
  shown = { root, picture, drawn: new MutationObserver(() => root.querySelector("#verdict-title") && over()) };
  shown.drawn.observe(root, { childList: true, subtree: true });
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    requestAnimationFrame(() => port2.postMessage(0));
    // A frame out of view may not be painted at all.
    setTimeout(resolve, PATIENCE);
  });
  for (const follow of second) follow();
  measure(picture);
}

/**
 * @param {Node} to
 * @param {Recipe} recipe
 * @param {(() => void)[]} second draws the rest
 */
function draw(to, recipe, second) {
  if (typeof recipe === "string") {
    to.appendChild(document.createTextNode(recipe));
    return;
  }
  const [tag, attributes, set, ...inside] = recipe;
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  Object.assign(element, set);
  const follow = () => inside.forEach((part) => draw(element, part, second));
  const height = heights[SECOND.indexOf(element.className)];
  if (height) {
    element.style.height = `${height}px`;
    second.push(() => {
      element.style.height = "";
      follow();
    });
  } else follow();
  to.appendChild(element);
}
