// What every end-to-end test gets: a page that is watched. A test fails when its page breaks the site's own policy,
// writes an error or a warning to the console, throws, or asks anything of another origin.
import axe from "axe-core";
import { expect, test as base, type Frame, type Page } from "@playwright/test";
import { watch } from "./faults.ts";

export { expect };

export const test = base.extend<{
  /** What went wrong unseen so far; a test that expects a fault empties it. */
  faults: string[];
}>({
  faults: [
    async ({ page, baseURL }, use) => {
      const faults = await watch(page);
      page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(`${baseURL}/`) && !/^(data|blob|about):/.test(url)) faults.push(`asked for: ${url}`);
      });
      await use(faults);
      expect(faults, "faults that no one saw").toEqual([]);
    },
    { auto: true },
  ],
});

/** What axe-core finds wrong with the accessibility of a page or frame, or of a part; it looks into open shadow roots. */
export async function accessibilityFaults(page: Page | Frame, part = "html"): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((part) => (window as any).axe.run(part), part);
  return violations.flatMap((rule: axe.Result) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}

/** A screen, or a part of it, in both themes, narrow and wide: nothing is wider than the screen, all is accessible, and pictures are kept. */
export async function look(page: Page, name: string, part = "html") {
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
      expect(await accessibilityFaults(page, part), `${name} at ${width}, ${colorScheme}`).toEqual([]);
      await page.screenshot({ path: `test-results/pictures/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}
