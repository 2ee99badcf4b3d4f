// Starts the program; when it cannot start, or should ever stop, says so in the reader's language.
import init from "./clean_break_app.js";

function showFault() {
  const fault = document.getElementById("fault");
  const words = [...fault.querySelectorAll("[lang]")];
  const spoken = [document.documentElement.lang, ...navigator.languages].map((tag) => tag.split("-")[0]);
  const language = spoken.find((code) => words.some((text) => text.lang === code)) ?? "en";
  for (const text of words) text.hidden = text.lang !== language;
  fault.hidden = false;
  fault.focus();
}

addEventListener("clean-break-fault", showFault);

try {
  await init({ module_or_path: new URL("clean_break_app_bg.wasm", import.meta.url) });
  performance.mark("clean-break-started");
} catch (cause) {
  console.error("Clean Break could not start:", cause);
  showFault();
}
