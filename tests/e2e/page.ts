// What every end-to-end test gets: a page that is watched. A test fails when its page breaks the site's own policy,
// writes an error or a warning to the console, throws, or asks anything of another origin.
import axe from "axe-core";
import { expect, test as base, type Page } from "@playwright/test";
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

/** What axe-core finds wrong with the page's accessibility, or a part's; it looks into open shadow roots. */
export async function accessibilityFaults(page: Page, part = "html"): Promise<string[]> {
  // Evaluated by the browser's debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((part) => (window as any).axe.run(part), part);
  return violations.flatMap((rule: axe.Result) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}
