// `cargo xtask bench reading`, its part in Chromium.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";
import { buildSync } from "esbuild";
import { messages } from "./messages.js";

/** The built JS API. */
const folder = process.env.CLEAN_BREAK_API!;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test("Chromium", async ({ page }) => {
  const built = buildSync({
    stdin: { contents: 'export { measure } from "./reading.js";', resolveDir: here(".") },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "reading",
    legalComments: "none",
  });
  const wasm = readFileSync(join(folder, "clean_break_bg.wasm"));
  // A page of its own: the site's policy would not let the peers in.
  await page.route("http://bench.test/**", (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/clean_break.js") return route.fulfill({ path: join(folder, "clean_break.js") });
    if (path === "/clean_break_bg.wasm") return route.fulfill({ body: wasm, contentType: "application/wasm" });
    return route.fulfill({ body: "<!doctype html><title>bench</title>", contentType: "text/html" });
  });
  await page.goto("http://bench.test/");
  await page.addScriptTag({ content: built.outputFiles[0]!.text });
  const lines = await page.evaluate(async (messages) => {
    const address = "http://bench.test/clean_break.js";
    const api = await import(address);
    await api.default();
    return (globalThis as any).reading.measure(api, messages) as string[];
  }, messages());
  for (const description of lines) test.info().annotations.push({ type: "figure", description });
});
