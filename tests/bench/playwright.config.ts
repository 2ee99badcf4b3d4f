// The page benchmarks, `cargo xtask bench`: the same server and browser as the end-to-end tests, one at a time.
import { defineConfig } from "@playwright/test";
import tests from "../../playwright.config.ts";

export default defineConfig({
  ...tests,
  testDir: ".",
  outputDir: "../../test-results/bench",
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  reporter: "./figures.ts",
  use: { ...tests.use, trace: "off", screenshot: "off", viewport: { width: 360, height: 740 } },
  projects: [{ name: "bench" }],
  // The JS API alone needs no site.
  webServer: process.env.CLEAN_BREAK_API ? [] : tests.webServer!,
});
