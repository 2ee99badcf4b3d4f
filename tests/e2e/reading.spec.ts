// How a message was read: the trained reader comes after the verdict, and each message says what moved it.
import { drop, start, ticket, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const thread = (page: Page) => page.locator("ol").filter({ has: page.locator(".message") });
const first = (page: Page) => thread(page).getByRole("listitem").filter({ has: page.locator("time") }).first();

async function sample(page: Page) {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(verdict(page)).toBeVisible();
}

async function showThread(page: Page) {
  const tab = page.getByRole("link", { name: "Thread", exact: true }).or(page.getByRole("tab", { name: "Thread" }));
  if (await tab.first().isVisible()) await tab.first().click();
}

test("a message says how it was read: in words, and by bars that add up", async ({ page }) => {
  const model = page.waitForResponse(/models\/reader-1\.dat$/);
  await sample(page);
  expect((await model).status()).toBe(200);
  const opener = first(page).getByRole("button", { name: /^How this was read: message of \d/ });
  await expect(opener).toHaveAttribute("aria-expanded", "false");
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(opener).toHaveAttribute("aria-expanded", "true");
  await expect(opener).toBeFocused();
  const panel = first(page).getByRole("group", { name: /^How this was read: message of \d/ });
  await expect(panel.getByText(/^Language: English, \d+% sure$/)).toBeVisible();
  await expect(panel.getByText(/^negative: \d+%$/)).toBeVisible();
  await expect(panel.getByText("Voice: complaint")).toBeVisible();
  await expect(panel.getByText(/^Heat: /)).toBeVisible();
  await expect(panel.getByText("A negative tone is no wish to leave. Only phrases give signals.")).toBeVisible();
  const tone = panel.getByRole("list").filter({ hasText: "Together" }).first();
  const numbers = (await tone.locator(".numbers").allTextContents()).map((text) => Number(text.replace("−", "-")));
  const whole = numbers.pop()!;
  expect(Math.abs(numbers.reduce((sum, part) => sum + part, 0) - whole)).toBeLessThan(0.05 * (numbers.length + 2));
  // The words that are named stand in the message, and are marked there while the panel is open.
  const named = (await tone.locator(".what").allTextContents()).filter((text) => text.startsWith("“"));
  expect(named.length).toBeGreaterThan(0);
  const text = await first(page).locator("p").first().textContent();
  for (const quote of named) expect(text).toContain(quote.slice(1, -1));
  await expect(first(page).locator(".moved").first()).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(panel).toHaveCount(0);
  await expect(first(page).locator(".moved")).toHaveCount(0);
});

test("it fits every width, light and dark", async ({ page }) => {
  const model = page.waitForResponse(/models\/reader-1\.dat$/);
  await sample(page);
  await model;
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await showThread(page);
    const opener = first(page).getByRole("button", { name: /^How this was read/ });
    if ((await opener.getAttribute("aria-expanded")) === "false") await opener.click();
    await expect(first(page).getByText("What moved the tone")).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `test-results/pictures/how-read-${width}-${colorScheme}.png`, fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${width} ${colorScheme}`).toBeLessThanOrEqual(0);
      expect(await accessibilityFaults(page), `${width} ${colorScheme}`).toEqual([]);
    }
  }
});

test("without the trained reader phrases tell the tone, and a word says so", async ({ page, faults }) => {
  await page.route(/models\/reader-1\.dat$/, (route) => route.fulfill({ status: 404, body: "" }));
  await sample(page);
  await expect(page.getByText(/^The trained reader of tone could not be loaded/)).toBeVisible();
  await showThread(page);
  await first(page).getByRole("button", { name: /^How this was read/ }).click();
  await expect(first(page).getByText(/^Only phrases were read here/)).toBeVisible();
  await expect(verdict(page)).toBeVisible();
  faults.length = 0;
});

test("whom a customer leaves is asked with the names of the own company, which are kept", async ({ page }) => {
  const leaving = ticket("zendesk-english-germany").replaceAll("I want to cancel my contract.", "I am leaving Orange for Free.");
  await start(page);
  await drop(page, "ticket.json", leaving);
  await expect(verdict(page)).toBeVisible();
  const names = page.getByRole("textbox", { name: "Names of your own company, separated by commas" });
  await names.pressSequentially("Acme, Or");
  // Something else is drawn anew meanwhile.
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await expect(names).toHaveValue("Acme, Or");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await names.pressSequentially("ange");
  await names.press("Enter");
  await expect(page.getByRole("heading", { name: /^They have asked to leave/ })).toBeVisible();
  await expect(names).toHaveValue("Acme, Orange");
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.reload();
  await expect(names).toHaveValue("Acme, Orange");
});
