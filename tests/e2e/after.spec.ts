// After the parting: scheduled messages, the suppression record, no win-back, the outcome, a dispute, what the desk shows as
// owed, the hand-over page, and an erasure after which the journal still holds.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { choose, drop, exported, field, fill, start, step } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

/** A parting of an invented customer, done and closed, as an earlier version exported it. */
const CLOSED = readFileSync("tests/api/export.json", "utf8");

const closing = (page: Page) => page.getByRole("region", { name: "After the parting" });

async function opened(page: Page) {
  await start(page);
  await drop(page, "case.json", CLOSED);
  await expect(page.getByText(/^Closed 21/)).toBeVisible();
}

async function save(page: Page, name = "Save") {
  await page.getByRole("button", { name, exact: true }).click();
}

test("silence, outcome and erasure after a parting", async ({ page }) => {
  await opened(page);
  const after = closing(page);
  await expect(after.getByText(/How long silence matters most is not known/)).toBeVisible();
  await expect(after.getByRole("row", { name: /Messages after the goodbye/ })).toContainText("0");

  // The ledger goes on after closing.
  await after.getByText("Stop contact", { exact: true }).click();
  await after.getByRole("button", { name: "Add a scheduled message…" }).click();
  await save(page);
  await expect(after.getByText("Write what the message is called.")).toBeVisible();
  await fill(page, { "Name, as the system has it": "Renewal reminder", "When it would go out": "2026-12-01" });
  expect(await accessibilityFaults(page)).toEqual([]);
  await save(page);
  const send = after.getByRole("listitem").filter({ hasText: "Renewal reminder" });
  await expect(send).toContainText(/would go out 1 Dec/);
  await send.getByRole("button", { name: "Never used" }).click();
  await expect(send).toContainText(/stopped 21 Nov.*Never used/);

  // Just enough is kept, and nobody asks them back.
  await expect(after.getByText(/never to ask them back in/)).toBeVisible();
  await after.getByRole("button", { name: "Record what is kept…" }).click();
  await choose(page, { "What is kept": "email" });
  await fill(page, { "On which list, in which system": "Suppression list 7" });
  await save(page);
  await expect(after.getByText(/Kept since 21 Nov.*the e-mail address, on: Suppression list 7/)).toBeVisible();
  await after.getByRole("button", { name: "Never ask them back…" }).click();
  await expect(page.getByText("For good: no act takes it back.")).toBeVisible();
  await fill(page, { "Where is it blocked": "CRM, flag “no contact”" });
  await save(page);
  await expect(after.getByRole("button", { name: "Never ask them back…" })).toHaveCount(0);
  const blocked = page.getByText(/Win-back is blocked for good since 21 Nov/);
  await expect(blocked).toBeVisible();

  await after.getByRole("button", { name: "Record a dispute…" }).click();
  await fill(page, { "About what": "the last invoice" });
  await save(page);
  await expect(after.getByText(/A dispute is open: what it needs is kept/)).toBeVisible();
  await expect(after.getByRole("button", { name: "Erase now…" })).toBeDisabled();
  await after.getByRole("button", { name: "It is over…" }).click();
  await fill(page, { "How it ended": "we were wrong, and paid" });
  await save(page);
  await expect(after.getByRole("row", { name: /Disputes, ended of all/ })).toContainText("1 of 1");

  await after.getByRole("button", { name: "Record the outcome…" }).click();
  await choose(page, { "What became of it": "stayed_away" });
  await save(page);
  await expect(after.getByText(/They left and stayed away, recorded 21 Nov/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  // The day of the erasure is proposed, can be set, and stands on the desk when it is the next thing owed.
  await expect(after.getByText(/To be erased by .* no legal period/)).toBeVisible();
  await after.getByRole("button", { name: "Another day…" }).click();
  await fill(page, { Day: "2026-11-22", "Reason, for the journal": "our schedule says so" });
  await save(page);
  await expect(after.getByText(/To be erased by 22 Nov.*our schedule says so/)).toBeVisible();
  await page.reload();
  await expect(after.getByText(/They left and stayed away/)).toBeVisible();
  await page.getByRole("link", { name: "Desk" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Léa Bernard" });
  await expect(row).toContainText(/overdue since|due 22 Nov/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await row.getByRole("link").click();

  await after.getByRole("button", { name: "Erase now…" }).click();
  await expect(page.getByText(/What stays: the ticket’s number/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel", exact: true })).toBeFocused();
  await expect(page.getByText(/Not reached from here/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await save(page, "Erase it");
  await expect(page.getByText(/Erased on 21 Nov/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Erased on 21 Nov/)).toBeVisible();
  await expect(blocked).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  const tab = page.getByRole("navigation", { name: "Parts of the case" }).getByRole("link", { name: "Plan" });
  if (await tab.isVisible()) await tab.click();
  const file = await exported(page, "Export");
  expect(file).not.toContain("Bernard");
  expect(file).not.toContain("Suppression list 7");
  await page.getByRole("link", { name: "Desk" }).click();
  await expect(page.getByText("Bernard")).toHaveCount(0);
  // The journal verifies: it is taken in again, and holds nothing new.
  await drop(page, "erased.json", file);
  await expect(page.getByText(/Erased on 21 Nov/)).toBeVisible();
});

test("the last message is marked last, and a page tells whoever goes on", async ({ page }) => {
  await opened(page);
  const tab = page.getByRole("navigation", { name: "Parts of the case" }).getByRole("link", { name: "Plan" });
  if (await tab.isVisible()) await tab.click();
  await page.getByRole("button", { name: "Hand-over page…" }).click();
  const sheet = page.getByRole("article");
  await expect(sheet.getByRole("heading", { name: "Hand-over of case T-8421" })).toBeVisible();
  await expect(sheet).toContainText("Léa Bernard");
  await expect(sheet.getByText(/Fingerprint of the last entry/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  await expect(sheet).toBeVisible();
  await expect(page.locator("#journal-title")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Open again…" }).click();
  await fill(page, { "Reason, for the journal": "they wrote" });
  await save(page);
  await page.getByRole("button", { name: /^Farewell/ }).click();
  await expect(step(page, "Farewell")).toBeVisible();
  await expect(page.getByText(/Last message: goodbye was said on 21 Nov/)).toBeVisible();
  await page.getByRole("button", { name: /^Say it once/ }).click();
  await expect(page.getByText(/This would be a further message: send it only if they wrote first/)).toBeVisible();
  await expect(field(page, "Reason, for the journal")).toHaveCount(0);
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`looked at: ${width} ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await opened(page);
      await closing(page).getByText("Stop contact", { exact: true }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `test-results/pictures/after-${width}-${colorScheme}.png`, fullPage: true });
      await closing(page).getByRole("button", { name: "Erase now…" }).click();
      expect(await accessibilityFaults(page)).toEqual([]);
      await closing(page).screenshot({ path: `test-results/pictures/erase-${width}-${colorScheme}.png` });
      await page.getByRole("link", { name: "Desk" }).click();
      await expect(page.getByRole("link", { name: "Léa Bernard" })).toBeVisible();
      await page.screenshot({ path: `test-results/pictures/desk-owed-${width}-${colorScheme}.png`, fullPage: true });
    });
  }
}
