// Every screen, light and dark, wide and in a sidebar: axe finds nothing, nothing overflows; the pictures of the README
// are taken here.
import { choose, drop, fill, start, step, ticket, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const screens: Record<string, (page: Page) => Promise<void>> = {
  start: async () => {},
  about: async (page) => {
    await page.getByRole("link", { name: "About" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/does not claim/);
  },
  case: async (page) => {
    await drop(page, "ticket.json", ticket("zendesk-english-germany"));
    await expect(verdict(page)).toHaveText(/asked to leave/);
  },
  plan: async (page) => {
    await screens.case(page);
    await page.getByRole("button", { name: "Start the clean break" }).click();
    await page.getByRole("button", { name: "in writing" }).click();
    await fill(page, { "Notice received on": "2026-11-03" });
    await page.getByRole("button", { name: "Done", exact: true }).click();
    await expect(step(page, "Say it once")).toBeVisible();
    await page.getByRole("button", { name: "Done", exact: true }).click();
    await expect(step(page, "Cancel in billing")).toBeVisible();
  },
};

async function check(page: Page, width: number) {
  for (const [name, open] of Object.entries(screens)) {
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await start(page);
      await page.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => indexedDB.deleteDatabase(name!))));
      await start(page);
      await open(page);
      await page.screenshot({ path: `test-results/pictures/${name}-${width}-${theme}.png` });
      expect(await accessibilityFaults(page), `${name}, ${theme}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${name}, ${theme}: wider than the window`).toBeLessThanOrEqual(0);
    }
  }
}

test("every screen, wide", async ({ page }) => {
  test.slow();
  await check(page, 1280);
});

test("every screen, in a sidebar", { tag: "@sidebar" }, async ({ page }) => {
  test.slow();
  await check(page, 360);
});

test("the whole start works by keyboard alone", async ({ page }) => {
  await start(page);
  await page.getByLabel("Thread, or a ticket as JSON").focus();
  await page.keyboard.insertText("Robin (customer), 2026-11-02: It is still not working. I want to cancel my contract.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toHaveText(/asked to leave/);
});

test("the leaving sheet prints as a document of its own", async ({ page }) => {
  test.slow();
  await screensToSheet(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("article")).toBeVisible();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("button", { name: "Copy as text" })).toBeHidden();
  await expect(verdict(page)).toBeHidden();
});

async function screensToSheet(page: Page) {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-03" });
  const done = page.getByRole("button", { name: "Done", exact: true });
  await done.click();
  await expect(step(page, "Say it once")).toBeVisible();
  await done.click();
  await expect(step(page, "Cancel in billing")).toBeVisible();
  await fill(page, { "Reference of the cancellation": "K-1", "Last day of the contract": "2026-11-30", "Last charge still to be paid": "0" });
  await done.click();
  await expect(step(page, "Settle the money")).toBeVisible();
  await done.click();
  await expect(step(page, "Data")).toBeVisible();
  await choose(page, { "Wants a copy of the data": "no", "Wants the data erased": "no" });
  await done.click();
  await expect(step(page, "Alternatives")).toBeVisible();
  await done.click();
  await expect(step(page, "The leaving sheet")).toBeVisible();
}
