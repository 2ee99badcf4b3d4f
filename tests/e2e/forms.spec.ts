// Forms: what is wrong is said where it is, the keyboard gets there and back, and what was understood is shown.
import { choose, drop, fill, start, step, ticket, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const done = (page: Page) => page.getByRole("button", { name: "Done", exact: true });

/** A plan that has just begun. */
async function begin(page: Page) {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
}

/** A plan at the step that ends the contract. */
async function beginBilling(page: Page) {
  await begin(page);
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-03" });
  await done(page).click();
  await expect(step(page, "Say it once")).toBeVisible();
  await done(page).click();
  await expect(step(page, "Cancel in billing")).toBeVisible();
}

test("a step that is refused says so at every field, and the keyboard goes to the first", async ({ page }) => {
  await beginBilling(page);
  await done(page).click();
  const reference = page.getByLabel(/^Reference of the cancellation/);
  await expect(reference).toBeFocused();
  for (const [label, text] of [
    ["Reference of the cancellation", "Write it in a few words."],
    ["Last day of the contract", "Choose a day."],
    ["Last charge still to be paid", "Write an amount; 0 if there is none."],
  ]) {
    const field = page.getByLabel(new RegExp(`^${label}`));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(text);
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await reference.fill("K-1");
  await expect(reference).not.toHaveAttribute("aria-invalid");
  await expect(page.getByLabel(/^Last day of the contract/)).toHaveAttribute("aria-invalid", "true");
});

test("an amount is checked when its field is left, and shown as it was understood", async ({ page }) => {
  await beginBilling(page);
  const amount = page.getByLabel(/^Last charge still to be paid/);
  await amount.fill("1.500");
  await expect(amount).not.toHaveAttribute("aria-invalid");
  await amount.blur();
  await expect(amount).toHaveAccessibleDescription(/could mean two amounts/);
  await amount.fill("€ 1 500,00");
  await expect(amount).toHaveAccessibleDescription("= €1,500.00");
  await page.getByLabel("Language", { exact: true }).selectOption("fr");
  const french = page.getByLabel(/^Dernier montant encore à payer/);
  await french.fill("1.500");
  await french.blur();
  await expect(french).toHaveAccessibleDescription(/^= 1\s?500,00\s€$/);
});

test("a letter is not copied while it lacks what it is about, and the reason is said", async ({ page }) => {
  await beginBilling(page);
  const copy = page.getByRole("button", { name: "Copy", exact: true });
  await expect(copy).toBeDisabled();
  await expect(page.getByText(/^It cannot be used yet\. Missing: Reference of the cancellation/)).toBeVisible();
  await fill(page, { "Reference of the cancellation": "K-1", "Last day of the contract": "2026-11-30", "Last charge still to be paid": "0" });
  await expect(copy).toBeEnabled();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await copy.click();
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("K-1");
});

test("the country is chosen by name, and one that is not in the list stays", async ({ page }) => {
  await begin(page);
  const country = page.getByLabel(/^Country/);
  await expect(country.locator("option:checked")).toHaveText("Germany");
  await choose(page, { Country: "Switzerland" });
  await expect(country).toHaveValue("CH");
  const names = await country.locator("option").allTextContents();
  expect(names.indexOf("Austria")).toBeLessThan(names.indexOf("Belgium"));
  await page.getByLabel("Language", { exact: true }).selectOption("fr");
  await expect(page.getByLabel(/^Pays/).locator("option:checked")).toHaveText("Suisse");

  await start(page);
  const american = ticket("zendesk-english-germany").replaceAll('"DE"', '"US-CA"').replaceAll("20431", "20432");
  await drop(page, "ticket.json", american);
  await page.getByLabel("Langue", { exact: true }).selectOption("en");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(page.getByLabel(/^Country/).locator("option:checked")).toHaveText("United States (California)");
});

test("Escape closes a form and the keyboard goes back; Control and Enter sends", async ({ page }) => {
  await start(page);
  const box = page.getByLabel("Thread, or a ticket as JSON");
  await box.fill("Robin (customer), 2026-11-02: It is still not working. I want to cancel my contract.");
  await box.press("Control+Enter");
  await expect(verdict(page)).toHaveText(/asked to leave/);

  await page.getByRole("button", { name: "Disagree…" }).click();
  await page.getByLabel("Reason, for the journal").fill("half a");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("form")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Disagree…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Reason, for the journal")).toHaveValue("half a");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "Disagree…" })).toBeFocused();

  await page.getByRole("button", { name: "Rate the bond…" }).first().click();
  await page.getByRole("button", { name: "Save" }).click();
  const first = page.getByRole("radiogroup").first();
  await expect(first).toHaveAccessibleDescription("Choose a number from 0 to 4.");
  await expect(first.getByLabel("0")).toBeFocused();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await choose(page, { "Consumer or business": "consumer", Country: "FR" });
  await fill(page, { "Notice received on": "2026-11-03" });
  await page.getByLabel(/^Letter in the customer’s language/).press("Control+Enter");
  await expect(step(page, "Say it once")).toBeVisible();
});

test("what was not given is not ticked", async ({ page }) => {
  await begin(page);
  const condition = (text: string) => page.getByRole("listitem").filter({ hasText: text }).last();
  const notice = condition("“Notice received on” is today or earlier");
  await fill(page, { "Notice received on": "" });
  await expect(notice).toContainText("not given");
  await expect(notice).not.toContainText("✓");
  await fill(page, { "Notice received on": "2026-11-03" });
  // What is met is counted, and told when asked for.
  await page.getByText(/^Met: \d+ of \d+$/).click();
  await expect(notice).toContainText("✓");
  await expect(page.getByText("“Contract made on” is today or earlier")).toHaveCount(0);
  await fill(page, { "Contract made on": "2020-01-01" });
  await expect(condition("“Contract made on” is today or earlier")).toContainText("✓");
});

test("in whose hands a step is stands on the step and in the list", async ({ page }) => {
  await beginBilling(page);
  await page.getByRole("button", { name: "Waiting for…" }).click();
  await choose(page, { "Waiting for": "billing" });
  await fill(page, { Remark: "asked Kim" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(step(page, "Data")).toBeVisible();
  await expect(page.getByText("Waiting for billing since 21 Nov 2026 · asked Kim")).toBeVisible();
  await page.getByRole("button", { name: /^Cancel in billing/ }).click();
  await expect(page.getByText("Waiting for billing since 21 Nov 2026 · asked Kim")).toBeVisible();

  await page.getByRole("button", { name: "Hand over…" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("To whom")).toHaveAccessibleDescription(/^Write who goes on with the case/);
  await expect(page.getByLabel("To whom")).toBeFocused();
  await fill(page, { "To whom": "Team South" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("With Team South since 21 Nov 2026")).toBeVisible();
});

test("the title of the page follows the screen, the case and the language", async ({ page }) => {
  await start(page);
  await expect(page).toHaveTitle("Desk · Clean Break");
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(page).toHaveTitle("Verdict: Hannah Example · 20431 · Clean Break");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(page).toHaveTitle("Clean break: Hannah Example · 20431 · Clean Break");
  await page.getByLabel("Language", { exact: true }).selectOption("fr");
  await expect(page).toHaveTitle(/^Séparation nette\s: Hannah Example · 20431 · Clean Break$/);
  await page.getByRole("link", { name: "Bureau" }).click();
  await expect(page).toHaveTitle("Bureau · Clean Break");
});

test("on a small screen the bar of acts covers no field", { tag: "@sidebar" }, async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await beginBilling(page);
  await page.getByRole("button", { name: "Waiting for…" }).click();
  for (const field of await page.locator(".step-card :is(input, select, textarea)").all()) {
    await field.scrollIntoViewIfNeeded();
    await field.focus();
    const covered = await field.evaluate((field) => {
      const box = field.getBoundingClientRect();
      const [x, bottom] = [box.left + box.width / 2, Math.min(box.bottom, window.innerHeight) - 3];
      return !field.contains(document.elementFromPoint(x, bottom));
    });
    expect(covered, (await field.getAttribute("id")) ?? "a field without a name").toBe(false);
  }
});
