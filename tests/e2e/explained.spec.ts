// What the screen explains of itself: what moved the relationship, what the customer states, how a date was understood.
import { drop, fill, start, step, ticket, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const THREAD = `Robin Fox, 2 Nov 2026: My internet is not working and nobody answers. I have been with you for 6 years.
Support, 3 Nov 2026: We are sorry to hear that.
Robin Fox, 9 Nov 2026: Still not working. My contract ends in March.`;

async function paste(page: Page, thread: string) {
  await start(page);
  await page.getByLabel("Thread, or a ticket as JSON").fill(thread);
  await page.getByRole("button", { name: "Read it", exact: true }).click();
  await expect(verdict(page)).toBeVisible();
}

test("the relationship's bar says what it is made of, the largest first", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  const evidence = page.getByRole("region", { name: "What counts" });
  const bar = evidence.getByRole("listitem").filter({ hasText: "How the relationship has gone" }).first();
  await expect(bar).toContainText("This is made of what happened, the largest first");
  const parts = bar.getByRole("listitem");
  await expect(parts.filter({ hasText: /A repair failed · \d+ \w+ 2026/ }).first()).toBeVisible();
  await bar.getByText(/smaller part/).click();
  const numbers = (await parts.locator(".numbers").allTextContents()).map((text) => Number(text.replace("−", "-")));
  expect(numbers.length).toBeGreaterThan(3);
  const sizes = numbers.map(Math.abs);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  const whole = Number((await bar.locator(":scope > .numbers").textContent())!.replace("−", "-"));
  expect(Math.abs(numbers.reduce((sum, part) => sum + part, 0) - whole)).toBeLessThan(0.05 * (numbers.length + 2));
  await expect(bar.getByText("they had just been helped and now expect help").filter({ visible: true }).first()).toBeVisible();
  await expect(evidence.getByText("All of them are on one scale")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("what the customer states is offered, taken over by a click, and then counts", async ({ page }) => {
  await paste(page, THREAD);
  const offered = page.getByRole("group", { name: /The customer writes this/ });
  await expect(offered.getByText("with you for 6 years")).toBeVisible();
  await expect(page.getByText(/missing: .*how long they have been a customer/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await offered.getByRole("button", { name: /^Take over: Customer since about/ }).click();
  await expect(page.getByText(/missing: .*how long they have been a customer/)).toHaveCount(0);
  await expect(page.getByText("Customer for 72 months")).toBeVisible();
  await expect(verdict(page)).toBeFocused();
  await offered.getByRole("button", { name: "Take over: The contract ends on 31 Mar 2027" }).click();
  await expect(page.getByText(/Contract ends in \d+ days/)).toBeVisible();
  await expect(offered).toBeHidden();
  await page.reload();
  await expect(page.getByText("Customer for 72 months")).toBeVisible();
});

test("a date is shown as it was understood, and the day of notice is filled in", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  const notice = page.getByLabel(/^Notice received on/);
  await expect(notice).toHaveValue("2026-11-03");
  await expect(notice).toHaveAccessibleDescription("= 3 Nov 2026");
  await fill(page, { "Notice received on": "2026-03-05" });
  await expect(notice).toHaveAccessibleDescription("= 5 Mar 2026");
});

test("Enter in a choice never loses the keyboard", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Rate the bond…" }).first().click();
  const radios = page.getByRole("radiogroup");
  await radios.first().getByLabel("3").check();
  await page.keyboard.press("Enter");
  await expect(radios.nth(1).getByLabel("0")).toBeFocused();
  for (const at of [1, 2]) await radios.nth(at).getByLabel("2").check();
  await page.keyboard.press("Enter");
  await expect(radios).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Rate the bond…" }).first()).toBeFocused();
  // A choice that stays keeps it. (What goes with its act gives it on: see "taken over by a click".)
  const outcome = page.getByLabel("Did this attempt help?").first();
  await outcome.focus();
  await outcome.selectOption("helped");
  await expect(page.getByText("resolved").first()).toBeVisible();
  await expect(outcome).toBeFocused();
});
