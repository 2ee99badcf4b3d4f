// Starts the program; when it cannot start, or should ever stop, says so in the reader's language.
import init, { fetchLater, mount } from "./clean_break_app.js";
import { chosenLanguage, fetchAhead, filesOf } from "./embed/files.js";

const base = new URL(".", import.meta.url);
const fault = document.getElementById("fault");
const words = [...fault.querySelectorAll("[lang]")];

function pickLanguage(tags) {
  const spoken = tags.map((tag) => tag?.split("-")[0]);
  return spoken.find((code) => words.some((text) => text.lang === code)) ?? "en";
}

function showFault() {
  // Once started, the program has told the page its language; before that, only the browser knows the reader's.
  const started = performance.getEntriesByName("clean-break-started").length > 0;
  const language = pickLanguage(started ? [document.documentElement.lang] : navigator.languages);
  for (const text of words) text.hidden = text.lang !== language;
  fault.hidden = false;
  fault.focus();
}

addEventListener("clean-break-fault", showFault);

try {
  fetchAhead(base, [`locales/${pickLanguage([chosenLanguage(), ...navigator.languages])}.json`]);
  // The start screen needs it: it comes beside the program, and not after it.
  fetchLater();
  await init({ module_or_path: new URL("clean_break_app_bg.wasm", base) });
  const copying = () => import("./embed/copy.js");
  mount(document.getElementById("clean-break"), {
    embedded: false,
    base: base.href,
    file: filesOf(base),
    copy: async (text, html) => (await copying()).copy(text, undefined, html),
  });
  // Only now, so that it keeps nothing waiting; and here already should the network go.
  copying().catch(() => {});
  performance.mark("clean-break-started");
} catch (cause) {
  console.error("Clean Break could not start:", cause);
  showFault();
}
