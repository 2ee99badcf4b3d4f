// The form of a playbook: conditions, clocks, fields and what a version does better, by role and label; each finding stands
// beside what has to be changed, and the step beside the form follows.
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { drop, start, step } from "./agent.ts";
import { expect, look, test } from "./page.ts";

const CASE = (() => {
  const all = JSON.parse(readFileSync("www/samples/honour-english.json", "utf8"));
  return JSON.stringify({ ...all, contract: { ...all.contract, kind: "other" } });
})();

/** A copy of the playbook for any contract, open in the form. */
async function opened(page: Page) {
  await start(page);
  await page.goto("/#/playbooks");
  const shipped = page.getByRole("listitem").filter({ has: page.getByText("Clean break", { exact: true }) });
  await shipped.getByRole("button", { name: "Copy “Clean break” to make your own", exact: true }).click();
  await page.getByRole("button", { name: "Edit “Clean break (our own)”" }).click();
}

const preview = (page: Page) => page.getByRole("region", { name: "As the agent will see it" });
const publish = (page: Page, version: number) => page.getByRole("button", { name: `Publish as version ${version}` });
const group = (page: Page, name: string | RegExp): Locator => page.getByRole("group", { name, exact: true });

test("a condition is chosen in plain words, set part by part, and holds in a plan", async ({ page }) => {
  await opened(page);
  await page.getByRole("button", { name: "1. Confirm the wish" }).click();
  const conditions = page.getByRole("group", { name: "Before this step is done", exact: true });
  await conditions.getByText("Add a condition", { exact: true }).click();
  // There is no earlier step and no amount here.
  await expect(conditions.getByRole("button", { name: "Another step is done" })).toBeDisabled();
  await expect(conditions.getByRole("button", { name: "An amount is 0 from a certain day on" })).toBeDisabled();
  await conditions.getByRole("button", { name: "Some days lie between two dates" }).click();
  const apart = page.getByRole("group", { name: /^At least 14 days lie between/ });
  await expect(apart.getByLabel("Earlier date", { exact: true })).toBeFocused();
  await apart.getByLabel("Earlier date", { exact: true }).selectOption({ label: "Contract made on" });
  await apart.getByLabel("Later date", { exact: true }).selectOption({ label: "Notice received on" });
  await page.getByRole("group", { name: /^At least 14 days/ }).getByLabel("Days", { exact: true }).fill("30");
  await page.keyboard.press("Tab");
  const sentence = "At least 30 days lie between “Contract made on” and “Notice received on”";
  await expect(group(page, sentence)).toBeVisible();
  await expect(preview(page).getByText(sentence)).toBeVisible();
  await expect(preview(page).getByText("Clocks", { exact: true })).toBeHidden();

  // One is open at a time.
  await conditions.getByRole("button", { name: "“Notice received on” is today or earlier", exact: true }).click();
  await expect(group(page, sentence).getByLabel("Days", { exact: true })).toHaveCount(0);
  await conditions.getByRole("button", { name: sentence, exact: true }).click();

  // Taken back and made again; removed, the keyboard goes to what is next.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("group", { name: /^At least 14 days/ })).toBeVisible();
  await group(page, /^At least 14 days/).getByLabel("Days", { exact: true }).fill("30");
  await page.keyboard.press("Tab");
  await expect(group(page, sentence)).toBeVisible();
  await conditions.getByRole("button", { name: "The wish to leave is there in writing" }).click();
  await page.getByRole("button", { name: "Remove “The customer’s wish to leave is there in writing”" }).click();
  await expect(page.getByRole("button", { name: `Remove “${sentence}”` })).toBeFocused();
  await look(page, "condition");
  await expect(page.getByText("No errors: it can be published.")).toBeVisible();
  await publish(page, 1).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();

  // A plan keeps to it.
  await page.goto("/");
  await drop(page, "case.json", CASE);
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  await page.getByLabel("Contract made on").fill("2026-11-01");
  await page.getByLabel("Notice received on").fill("2026-11-03");
  await expect(page.getByText(/^“Notice received on” must not be before 1 Dec 2026, when the period from/)).toBeVisible();
  await page.getByRole("button", { name: "in writing" }).click();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();

  // The next version says what it does better; the plan is offered it with these words.
  await page.goto("/#/playbooks");
  await page.getByRole("button", { name: "Edit “Clean break (our own)”" }).click();
  await page.getByRole("button", { name: "1. Confirm the wish" }).click();
  await page.getByRole("button", { name: `Remove “${sentence}”` }).click();
  await page.getByLabel("What is better in this version, in a sentence").fill("Nobody waits thirty days any more.");
  await publish(page, 2).click();
  await page.goBack();
  await expect(page.getByText(/Version 2 of this playbook is here\. Nobody waits thirty days any more\./)).toBeVisible();
});

test("a clock is chosen by its rule and place, and its findings stand beside it", async ({ page }) => {
  await opened(page);
  await page.getByRole("button", { name: "2. Say it once" }).click();
  const clocks = page.getByRole("group", { name: "Clocks", exact: true });
  await clocks.getByRole("button", { name: "Add a clock", exact: true }).click();
  const rule = clocks.getByLabel("Rule, and where it holds", { exact: true });
  await expect(rule).toBeFocused();
  await rule.selectOption({ label: "Requests about personal data (a copy, erasure) must be answered (European Union, United Kingdom, United States (California))" });
  await clocks.getByLabel("Runs from", { exact: true }).selectOption({ label: "Confirm the wish: Notice received on" });
  await expect(clocks.getByText(/California.*45 days/)).toBeVisible();
  const words = "Requests about personal data (a copy, erasure) must be answered. Runs from: Confirm the wish: Notice received on";
  await expect(preview(page).getByText(words)).toBeVisible();
  await clocks.getByLabel(/^Doing the step only starts what is owed/).check();
  await clocks.getByRole("button", { name: "Add one for when this one cannot run" }).click();
  await expect(clocks.getByLabel("Rule, and where it holds", { exact: true }).last()).toBeFocused();
  await clocks.getByLabel("Runs from", { exact: true }).last().selectOption({ label: "the day on which “Confirm the wish” is done" });
  await expect(clocks.getByText("Otherwise:")).toBeVisible();

  // A second clock beside it has a rule of its own.
  const rules = clocks.getByLabel("Rule, and where it holds", { exact: true });
  await clocks.getByRole("button", { name: "Add a clock", exact: true }).click();
  await expect(rules).toHaveCount(3);
  await expect(rules.last()).toBeFocused();
  await expect(rules.last().getByRole("option", { name: /^Requests about personal data/ })).toHaveCount(0);
  await clocks.getByRole("button", { name: "Add what it depends on" }).last().click();
  await clocks.getByLabel("Filled in", { exact: true }).selectOption({ label: "Confirm the wish: Kind of contract" });
  await expect(clocks.getByLabel("Only a business has to say it")).not.toBeChecked();
  for (const left of [3, 3, 2]) {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rules).toHaveCount(left);
  }

  // What the clock runs from goes: it says so, and the closed step does.
  await page.getByRole("button", { name: "1. Confirm the wish" }).click();
  await page.getByRole("button", { name: "Remove “Notice received on”" }).click();
  await page.getByRole("button", { name: "2. Say it once" }).click();
  const line = page.getByRole("group", { name: /^Requests about personal data/ });
  await expect(line.getByText("Error: It names the field “notice_on”, which is not there")).toBeVisible();
  await look(page, "clock");
  await expect(publish(page, 1)).toBeDisabled();
  await line.getByLabel("Runs from", { exact: true }).selectOption({ label: "the day on which the plan started" });
  await expect(page.getByText("Error: It names the field “notice_on”, which is not there").and(line.locator("p"))).toHaveCount(0);

  // What runs in its place is the clock once the first one is gone.
  await line.getByRole("button", { name: /^Remove “Requests/ }).click();
  await expect(clocks.getByText("Otherwise:")).toHaveCount(0);
  await expect(clocks.getByLabel("Rule, and where it holds", { exact: true })).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(clocks.getByText("Otherwise:")).toBeVisible();
});

test("a field is of any kind, moves, and one that the program reads keeps its kind", async ({ page }) => {
  await opened(page);
  await page.getByRole("button", { name: "1. Confirm the wish" }).click();
  const fields = page.getByRole("group", { name: "Fields", exact: true });
  await expect(fields.getByText("Kind of field: Choice").first()).toBeVisible();
  await fields.getByRole("button", { name: "Text", exact: true }).click();
  const label = fields.getByLabel("Label of the field", { exact: true }).last();
  await expect(label).toBeFocused();
  await expect(fields.getByText("Error: Words are missing here")).toBeVisible();
  await expect(fields.getByRole("checkbox", { name: "“no name yet” must be filled in" })).not.toBeChecked();
  await page.keyboard.type("Seats");
  await expect(fields.getByText("Error: Words are missing here")).toHaveCount(0);
  await fields.getByLabel("Kind of field", { exact: true }).selectOption({ label: "Choice" });
  // Missing words are said once for each choice, beneath it, and until then it is called by its want of a name.
  await expect(fields.getByText("Error: Words are missing here")).toHaveCount(2);
  await expect(fields.getByRole("button", { name: "Remove “no name yet”" })).toHaveCount(2);
  await fields.getByLabel("Label of the choice", { exact: true }).last().fill("More than ten");
  await expect(fields.getByText("Error: Words are missing here")).toHaveCount(1);
  await expect(preview(page).getByLabel("Seats").getByRole("option", { name: "More than ten" })).toBeAttached();
  await fields.getByLabel("Kind of field", { exact: true }).selectOption({ label: "Number" });
  await expect(preview(page).getByRole("textbox", { name: "Seats" })).toBeVisible();
  await fields.getByLabel("“Seats” must be filled in").check();
  await expect(preview(page).getByLabel("Seats (required)")).toBeVisible();
  await fields.getByRole("button", { name: "Move “Seats” up" }).click();
  await expect(fields.getByRole("button", { name: "Move “Seats” up" })).toBeFocused();
  await look(page, "field");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(fields.getByRole("button", { name: "Move “Seats” down" })).toBeDisabled();
});
