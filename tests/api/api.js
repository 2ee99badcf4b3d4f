// The JS API under test: the folder that `cargo xtask test` built, else the one of `cargo xtask build`.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where the built API is. */
export const folder = process.env.CLEAN_BREAK_API ?? join(root, "dist/embed");

/** The API, ready to be called. */
export const api = await import(pathToFileURL(join(folder, "clean_break.js")).href);
await api.default({ module_or_path: readFileSync(join(folder, "clean_break_bg.wasm")) });

/** The text of a file of the project. */
export const text = (path) => readFileSync(join(root, path), "utf8");

/** A JSON file of the project. */
export const json = (path) => JSON.parse(text(path));

/** The sample desk's cases by name. */
export const samples = Object.fromEntries(
  json("www/samples/index.json").map(({ id }) => [id, json(`www/samples/${id}.json`)]),
);

/** The languages that texts are written in. */
export const languages = readdirSync(join(root, "www/locales")).map((name) => name.replace(".json", "")).sort();

export const catalogue = json("www/providers/sample.json");

export const today = "2026-11-21";

/** A consumer in Germany who gives notice, with emoji and accents before the words that count. */
export const leaving = {
  schema: "clean-break/case@1",
  id: "T-8421",
  customer: { id: "C-77", name: "Zoë Ångström", kind: "consumer", jurisdiction: "DE", language: "en" },
  messages: [
    {
      id: "m1",
      at: "2026-11-02T09:14:00Z",
      author: "customer",
      text: "👩‍👩‍👧 Zoë here, façade à part: I want to cancel my subscription. 😡 It does not work.",
    },
  ],
};

/** For `assert.throws`: a CleanBreakError of this code at this place. */
export const fault = (code, path) => (error) => {
  const { name, code: foundCode, path: foundPath, message } = error;
  if (error instanceof Error && name === "CleanBreakError" && foundCode === code && foundPath === path) return true;
  throw new Error(`expected ${code} at ${path}, not ${name} ${foundCode} at ${foundPath}: ${message}`);
};
