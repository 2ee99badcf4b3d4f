// Starts the program; when it cannot start, or should ever stop, says so in the reader's language.
import init, { mount } from "./clean_break_app.js";

function showFault() {
  const fault = document.getElementById("fault");
  const words = [...fault.querySelectorAll("[lang]")];
  // Once started, the program has told the page its language; before that, only the browser knows the reader's.
  const started = performance.getEntriesByName("clean-break-started").length > 0;
  const tags = started ? [document.documentElement.lang] : navigator.languages;
  const spoken = tags.map((tag) => tag.split("-")[0]);
  const language = spoken.find((code) => words.some((text) => text.lang === code)) ?? "en";
  for (const text of words) text.hidden = text.lang !== language;
  fault.hidden = false;
  fault.focus();
}

addEventListener("clean-break-fault", showFault);

try {
  await init({ module_or_path: new URL("clean_break_app_bg.wasm", import.meta.url) });
  const copying = () => import("./embed/copy.js");
  mount(document.getElementById("clean-break"), {
    embedded: false,
    base: new URL(".", import.meta.url).href,
    copy: async (text) => (await copying()).copy(text),
  });
  // Only now, so that it keeps nothing waiting; and here already should the network go.
  copying().catch(() => {});
  performance.mark("clean-break-started");
} catch (cause) {
  console.error("Clean Break could not start:", cause);
  showFault();
}
