// Inline mode: the program runs in the page, behind the element's shadow root.
import { canCompile, load, mount } from "./program.js";
import { own } from "./files.js";
import { FRAME, RESET } from "./looks.js";
import { CleanBreakError } from "./words.js";

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/** @param {URL} base */
function styles(base) {
  const key = base.href;
  const known = sheets.get(key);
  if (known) return known;
  const sheet = fetchSheet(new URL("styles.css", base)).catch((cause) => {
    sheets.delete(key);
    throw cause instanceof CleanBreakError ? cause : new CleanBreakError("wasm_load_failed", cause);
  });
  sheets.set(key, sheet);
  return sheet;
}

/** @param {URL} url */
async function fetchSheet(url) {
  const response = await own(url);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  return sheet;
}

/**
 * @param {import("./pure.js").Setup} setup
 * @returns {Promise<import("./types.d.ts").Running>}
 */
export async function open({ shadow, base, options, host, signal }) {
  // Before anything is asked for: where nothing can run, nothing more should be reported to whoever looks after the page.
  if (!canCompile()) throw new CleanBreakError("wasm_blocked");
  const [program, sheet] = await Promise.all([load(base, options.lang), styles(base)]);
  signal.throwIfAborted();
  const root = document.createElement("div");
  root.setAttribute("part", "widget");
  shadow.adoptedStyleSheets = [RESET, sheet, FRAME];
  shadow.append(root);
  try {
    const running = mount(program, root, { base, options, host });
    return {
      ...running,
      close() {
        running.close();
        root.remove();
      },
    };
  } catch (cause) {
    root.remove();
    throw new CleanBreakError("stopped", cause);
  }
}
