// End-to-end tests: the released site in the system's Chromium. `cargo xtask test --only e2e` builds the site, finds
// the browser and a free port, and runs this; `npx playwright test` alone takes what was built before.
import { defineConfig } from "@playwright/test";

const port = process.env.PORT ?? "8099";
const origin = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/files",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A machine with other work takes several times as long; what fails, fails all the same.
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  use: {
    baseURL: origin,
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // A test that is about the sidebar says so: `test("...", { tag: "@sidebar" }, ...)`; it runs in that width only.
  projects: [
    { name: "desktop", grepInvert: /@sidebar/, use: { viewport: { width: 1280, height: 800 } } },
    { name: "sidebar", grep: /@sidebar/, use: { viewport: { width: 360, height: 740 } } },
  ],
  webServer: {
    command: `cargo xtask serve --release --no-build --port ${port}`,
    url: `${origin}/index.html`,
    timeout: 120_000,
    reuseExistingServer: false,
  },
});
