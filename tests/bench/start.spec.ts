// How soon the page can be used: from navigation, in a fresh browser profile each time, so that nothing is cached.
import { test, type Browser } from "@playwright/test";
import { spread } from "./figures.ts";

const RUNS = 15;

/** Milliseconds from navigation until the app has started, and until something is painted. */
async function start(browser: Browser, slowdown: number): Promise<{ started: number; painted: number }> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto("/");
    return await page.evaluate(async () => {
      const time = async (name: string) => {
        for (;;) {
          const entry = performance.getEntriesByName(name).at(0);
          if (entry) return entry.startTime;
          await new Promise((next) => setTimeout(next, 10));
        }
      };
      return { started: await time("clean-break-started"), painted: await time("first-contentful-paint") };
    });
  } finally {
    await context.close();
  }
}

for (const slowdown of [1, 4]) {
  test(`start, CPU slowed ${slowdown}x`, async ({ browser }) => {
    await start(browser, slowdown);
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await start(browser, slowdown));
    const note = (what: string, values: number[]) =>
      test.info().annotations.push({ type: "figure", description: `${what}: ${spread(values).text}` });
    note("app started", runs.map((run) => run.started));
    note("first paint", runs.map((run) => run.painted));
  });
}
