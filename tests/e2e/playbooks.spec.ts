// Playbooks for each kind of contract, and what may be different about a customer: recorded, taken back, and moved on.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { choose, drop, fill, start, step } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

const sample = (contract: object | null) => {
  const all = JSON.parse(readFileSync("www/samples/honour-english.json", "utf8"));
  return JSON.stringify({ ...all, contract: contract && { ...all.contract, ...contract } });
};
const done = (page: Page) => page.getByRole("button", { name: "Done", exact: true });
const menu = (page: Page) => page.locator("details.different");
const line = (page: Page, title: string) => page.locator(".plan-steps .step-line").filter({ hasText: title });
const begin = (page: Page) => page.getByRole("button", { name: "Start the clean break" }).click();

/** A case about goods, with the customer's wish to leave in it; on a small screen its plan in front. */
async function goods(page: Page) {
  await start(page);
  await drop(page, "case.json", sample({ kind: "goods" }));
  await expect(page.getByLabel("Playbook that the plan will follow")).toHaveValue("consumer_goods");
}

/** Records a circumstance with the keyboard alone. */
async function record(page: Page, what: string, note?: string) {
  const button = page.getByRole("button", { name: what, exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: what });
  await expect(form.getByLabel("Remark")).toBeFocused();
  if (note) await page.keyboard.type(note);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(form).toHaveCount(0);
}

test("goods go back: the playbook fits, circumstances come and go, and nothing typed is lost", async ({ page }) => {
  await goods(page);
  await begin(page);
  await expect(page.getByRole("heading", { name: "Clean break (goods)" })).toBeVisible();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Last piece delivered on": "2026-11-05", "Notice received on": "2026-11-12" });
  await fill(page, { "Withdrawal declared on": "2026-11-20" });
  await expect(page.getByText(/must not be after .*19 Nov\w* 2026/).first()).toBeVisible();
  await fill(page, { "Withdrawal declared on": "2026-11-12" });
  await done(page).click();
  await expect(step(page, "Say it once")).toBeVisible();
  const steps = await page.locator(".plan-steps .step-line").count();

  await menu(page).locator("summary").click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await record(page, "The customer has died", "Their sister called");
  await expect(step(page, "Stop what is sent")).toBeVisible();
  await expect(line(page, "Say it once")).toHaveCount(0);
  await expect(line(page, "Alternatives")).toHaveCount(0);
  await expect(page.getByText("Added: The customer has died")).toHaveCount(2);
  await expect(menu(page).getByText(/Since 21 Nov\w* 2026.*Their sister called/)).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await fill(page, { "Automatic messages stopped on": "2026-11-21" });
  await done(page).click();
  await expect(step(page, "Who speaks for the estate")).toBeVisible();
  await page.reload();
  await expect(step(page, "Who speaks for the estate")).toBeVisible();

  await page.getByRole("button", { name: "No longer so: The customer has died" }).click();
  await expect(step(page, "Say it once")).toBeVisible();
  expect(await page.locator(".plan-steps .step-line").count()).toBe(steps);

  await menu(page).locator("summary").click();
  await record(page, "The customer disputes a bill");
  await record(page, "I may not decide this");
  await expect(line(page, "Get the decision")).toHaveCount(1);
  await expect(line(page, "The disputed line")).toHaveCount(1);
  await page.getByRole("button", { name: "No longer so: I may not decide this" }).click();
  await expect(line(page, "Get the decision")).toHaveCount(0);
  await expect(line(page, "The disputed line")).toHaveCount(1);

  await page.getByText("Journal", { exact: true }).last().click();
  await expect(page.getByText("Done: Stop what is sent")).toBeVisible();
  await expect(page.getByText("No longer so: The customer has died")).toBeVisible();
});

test("it is another contract: the plan moves and keeps what was typed", async ({ page }) => {
  await start(page);
  await drop(page, "case.json", sample(null));
  await expect(page.getByLabel("Playbook that the plan will follow")).toHaveValue("generic");
  await choose(page, { "Playbook that the plan will follow": "consumer_goods" });
  await begin(page);
  await expect(page.getByRole("heading", { name: "Clean break (goods)" })).toBeVisible();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-12" });
  await done(page).click();
  await menu(page).locator("summary").click();
  await page.getByRole("button", { name: "It is another contract", exact: true }).click();
  await choose(page, { Playbook: "consumer_switching" });
  await fill(page, { "Reason, for the journal": "It is the internet line, not the router" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Clean break (telecom or energy)" })).toBeVisible();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  await expect(page.getByLabel(/^Notice received on/)).toHaveValue("2026-11-12");
  await expect(line(page, "Conditions of transfer")).toHaveCount(1);
});

test("where another playbook fits better, one press chooses it", async ({ page }) => {
  await start(page);
  await drop(page, "case.json", sample({}));
  const best = await page.getByLabel("Playbook that the plan will follow").inputValue();
  await choose(page, { "Playbook that the plan will follow": "consumer_goods" });
  await begin(page);
  await page.getByRole("button", { name: "Move to it" }).press("Enter");
  await expect(page.getByLabel("Playbook", { exact: true })).toHaveValue(best);
  await expect(page.getByLabel("Playbook", { exact: true })).toBeFocused();
  await fill(page, { "Reason, for the journal": "It is a subscription" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Clean break (goods)" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Move to it" })).toHaveCount(0);
});

test("a threat stops everything, from where the plan is", async ({ page }) => {
  await goods(page);
  await begin(page);
  await menu(page).locator("summary").click();
  await page.getByRole("button", { name: "Threats, against themselves or others" }).click();
  await expect(page.getByText(/call the emergency number first/)).toBeVisible();
  await fill(page, { "Reason, for the journal": "Wrote that they would hurt themselves" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Escalated. The plan waits until somebody decides.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Threats/ })).toHaveCount(0);
});

test("what is different fits a sidebar", { tag: "@sidebar" }, async ({ page }) => {
  await goods(page);
  await begin(page);
  await menu(page).locator("summary").click();
  await record(page, "The customer needs particular care", "Calls rather than letters");
  await expect(page.getByText("Added: The customer needs particular care")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await accessibilityFaults(page)).toEqual([]);
});
