// The program: loaded once a page, however many widgets share it, with everything fetched at the same time.
import { CleanBreakError, pickLanguage } from "./words.js";
import { chosenLanguage, fetchAhead, filesOf, own, stored } from "./files.js";

/** @typedef {import("./types.d.ts").Program} Program */
/** @typedef {import("./types.d.ts").Running} Running */

/** @type {Map<string, Promise<Program>>} */
const programs = new Map();

/** Folders whose program has stopped: it must not be called any more. @type {Set<string>} */
const stopped = new Set();

/** How long the first texts may take longer than the program, in milliseconds (design default). */
const PATIENCE = 100;

/** What the first verdict does not need is fetched this much later, in milliseconds (design default). */
const LATER = 1_000;

const copying = () => import("./copy.js");

/** What a first verdict is written in and read by. @param {string} language */
export const firstTexts = (language) => [`locales/${language}.json`, `phrases/${language}.txt`];

/** The event by which the program says that it has stopped; its detail is the folder. */
export const STOPPED = "clean-break-fault";

/**
 * Whether it is this program that has stopped: a page may have it twice, from two folders. One that does not say counts.
 * @param {Event} event
 * @param {string} folder
 */
const concerns = (event, folder) => [folder, "", undefined].includes(/** @type {CustomEvent} */ (event).detail ?? undefined);

/** Whether the page's policy lets WebAssembly be compiled; asked with the smallest module there is. */
export function canCompile() {
  try {
    return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

/**
 * @param {URL} base the folder of the files, with a slash at its end
 * @param {string} [lang] the language that the page sets
 * @param {typeof import("./first.js").importAhead} [ahead] how the first texts come
 * @returns {Promise<Program>}
 */
export function load(base, lang, ahead = fetchAhead) {
  const key = base.href;
  if (stopped.has(key)) return Promise.reject(new CleanBreakError("stopped"));
  const known = programs.get(key);
  if (known) return known;
  const program = start(base, lang, ahead).catch((cause) => {
    // So that it can be tried again.
    programs.delete(key);
    throw cause instanceof CleanBreakError ? cause : new CleanBreakError("wasm_load_failed", cause);
  });
  programs.set(key, program);
  addEventListener(STOPPED, (event) => void (concerns(event, key) && stopped.add(key)));
  return program;
}

/**
 * @param {URL} base
 * @param {string | undefined} lang
 * @param {typeof import("./first.js").importAhead} ahead
 */
async function start(base, lang, ahead) {
  const wasm = own(new URL("clean_break_app_bg.wasm", base));
  // Whichever fails first is reported; the other must not be called unhandled.
  wasm.catch(() => {});
  // Most customers write in the agent's language; the desk may know better, a moment later.
  const language = pickLanguage([lang, chosenLanguage(), ...navigator.languages]);
  const files = ahead(base, firstTexts(language), language);
  /** @type {Program} */
  const program = await import(new URL("clean_break_app.js", base).href).catch(async (cause) => {
    await wasm;
    // The same server has just answered, so the connection is not at fault.
    throw new CleanBreakError("files_missing", cause);
  });
  try {
    await program.default({ module_or_path: wasm });
  } catch (cause) {
    throw canCompile() ? cause : new CleanBreakError("wasm_blocked", cause);
  }
  // Only then, so that it keeps nothing waiting; and here already should the network go.
  setTimeout(() => copying().catch(() => {}), LATER);
  // On a slow line the widget draws without them, and says what it waits for.
  await Promise.race([files, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  return program;
}

/**
 * Mounts a widget and gives it the shape that the element knows.
 * @param {Program} program
 * @param {HTMLElement} root
 * @param {{base: URL, options: import("./types.d.ts").Options, host: import("./types.d.ts").Host,
 *   context?: import("./types.d.ts").Context | undefined}} setup with the ticket, where it is known already
 * @returns {Running}
 */
export function mount(program, root, { base, options, host, context }) {
  if (stopped.has(base.href)) throw new CleanBreakError("stopped");
  const widget = program.mount(root, {
    embedded: true,
    base: base.href,
    file: filesOf(base),
    stored,
    context: context && JSON.stringify(context),
    ...options,
    send: async (intent) => {
      const { done, reason } = await host.send(intent);
      return { done, reason };
    },
    copy: async (text, html) => {
      // Another ticket may be on screen once the browser has answered.
      const ticket = host.ticket();
      const done = await (await copying()).copy(text, root.parentNode ?? root, html);
      host.copied(text, done, ticket);
      return done;
    },
    refresh: () => host.refresh(),
    fault: (code) => host.fault(code),
  });
  /** @param {Event} event */
  const over = (event) => {
    if (concerns(event, base.href)) host.fault("stopped");
  };
  addEventListener(STOPPED, over);
  // The widget itself tells the agent; this is for the page.
  const refusal = storageRefusal();
  if (refusal) host.fault("storage_unavailable", refusal);
  return {
    setContext: (context) => widget.setContext(JSON.stringify(context)),
    setOptions: (options) => widget.setOptions(JSON.stringify(options)),
    getState: async () => JSON.parse(widget.getState() || "null"),
    close() {
      removeEventListener(STOPPED, over);
      if (stopped.has(base.href)) return;
      widget.unmount();
      widget.free();
    },
  };
}

/** Why there is no storage, if there is none: a sandboxed frame's throws on first touch. */
function storageRefusal() {
  try {
    return indexedDB && localStorage ? undefined : new Error("no storage");
  } catch (cause) {
    return cause;
  }
}
