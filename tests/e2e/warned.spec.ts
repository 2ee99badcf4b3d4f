// What a plan warns of before it is done: a day promised after the law's own, a withdrawal that no law gives, an answer that
// they leave; and a channel ticked off by mistake.
import { choose, drop, fill, start, step, ticket } from "./agent.ts";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessibilityFaults, expect, test } from "./page.ts";

const done = (page: Page) => page.getByRole("button", { name: "Done", exact: true }).click();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** The plan of an invented German customer, by telephone or in a shop, up to the first step. */
async function begun(page: Page, concludedBy: string) {
  const german = JSON.parse(ticket("carry-german"));
  const contract = { ...german.contract, concludedOn: "2026-11-12", concludedBy };
  await start(page);
  await drop(page, "case.json", JSON.stringify({ ...german, contract, customer: { ...german.customer, language: "en" } }));
  await press(page, "Start the clean break");
  await press(page, "in writing");
  await fill(page, { "Notice received on": "2026-11-20", "Withdrawal declared on (within the withdrawal period only)": "2026-11-20" });
}

test("a withdrawal where no law gives one, and days promised too late", async ({ page }) => {
  await begun(page, "shop");
  const none = page.getByText(/the law gives no right to withdraw/);
  await expect(none).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await choose(page, { "How the contract was made": "phone" });
  await expect(none).toHaveCount(0);
  await done(page);
  await done(page);
  await fill(page, { "Reference of the cancellation": "K-1", "Last day of the contract": "2026-11-20", "Last charge still to be paid (0 if none)": "0" });
  await done(page);
  await choose(page, { "Did they expressly ask": "not_shown" });
  await fill(page, { "Paid in advance from": "2026-11-12", "Paid in advance until": "2026-12-11", "Paid for that period": "30", "Refund paid by": "2026-12-04" });
  const late = page.getByText(/by when the law wants it/);
  await expect(late).toHaveCount(0);
  await fill(page, { "Refund paid by": "2026-12-05" });
  await expect(late).toHaveText(/“Refund paid by” lies after 4 Dec 2026.*Directive 2011\/83\/EU, Art\. 13\(1\)/);
  expect(await accessibilityFaults(page)).toEqual([]);
  await done(page);
  await choose(page, { "Wants a copy of the data": "yes", "Wants the data erased": "no" });
  await fill(page, { "Data request received on": "2026-11-20", "Copy not sent yet: by": "2026-12-21" });
  await expect(late).toHaveText(/after 20 Dec 2026.*GDPR Art\. 12\(3\)/);
  await done(page);
  await done(page);
  await fill(page, { "Whom to ask": "help@example.test" });
  const sheet = page.getByRole("article");
  await expect(sheet).toContainText(/GDPR Art\. 12\(3\).*due 20 Dec 2026/);
  await done(page);
  await done(page);

  // A channel ticked off by mistake.
  await page.getByRole("button", { name: "Never used" }).first().click();
  const fix = page.getByRole("button", { name: /^Correct: / });
  await expect(fix).toHaveCount(1);
  await fix.click();
  await page.getByRole("form").getByRole("textbox").fill("taken off list 7");
  await press(page, "Save");
  await expect(page.getByText(/stopped 21 Nov 2026 · taken off list 7/)).toBeVisible();
  await expect(fix).toHaveCount(1);
});

test("who answers that they leave is not kept on the path", async ({ page }) => {
  await start(page);
  await drop(page, "case.json", readFileSync("www/samples/repair-english.json", "utf8"));
  await press(page, "Start the repair");
  await page.locator("details.different summary").click();
  await expect(page.getByText(/this plan is the same for every contract/)).toBeVisible();
  await fill(page, { "Person in charge": "Ann", "What happened": "The line was down." });
  await done(page);
  await fill(page, { "What we did": "We replaced the router." });
  await done(page);
  await done(page);
  await press(page, "We asked once whether they want to stay");
  await choose(page, { Outcome: "leaves" });
  const said = page.getByText(/They said that they want to leave\. Nothing more is asked of them on this path/);
  await expect(said).toHaveCount(0);
  await done(page);
  await expect(said).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole("button", { name: "They want to leave…" }).first().click();
  const form = page.getByRole("form", { name: "The customer changed their mind" });
  await form.getByRole("combobox").selectOption({ label: "by telephone" });
  await form.getByRole("textbox").fill("she said so when asked");
  await press(page, "Save");
  await expect(step(page, "Confirm the wish")).toBeVisible();
  await expect(said).toHaveCount(0);
});
