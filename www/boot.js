// Starts the app; when it cannot start, says so in the reader's language and leaves the cause on the console.
import init from "./clean_break_app.js";

try {
  await init({ module_or_path: new URL("clean_break_app_bg.wasm", import.meta.url) });
} catch (cause) {
  console.error("Clean Break could not start:", cause);
  const fault = document.getElementById("fault");
  const words = [...fault.querySelectorAll("[lang]")];
  const spoken = navigator.languages.map((tag) => tag.split("-")[0]);
  const language = spoken.find((code) => words.some((text) => text.lang === code)) ?? "en";
  for (const text of words) text.hidden = text.lang !== language;
  fault.hidden = false;
}
