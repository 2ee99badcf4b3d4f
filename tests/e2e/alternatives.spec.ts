// The catalogue of alternatives, and a plan's choice among them: what only a browser shows.
import { readFileSync } from "node:fs";
import { LANGUAGES, choose, drop, field, fill, start, step, ticket, words } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const HEADER = "name,what,price,currency,term,notice,regions,interest,interest_text,checked,migration,source,Fibre";
const CHEAP = "Cheap Cable,Cable for two years,19.90,EUR,24,30,*,none,,2026-11-02,Keep the old line until the new one works,their price list,no";
const FREE = "Free Fibre,Fibre by the month,49.90,EUR,1,30,*,affiliate,We receive 10 euros.,2026-03-02,,their price list,yes";
const BAD = "Late Line,A line,cheap,EUR,1,30,*,none,,2026-11-02,,their price list,yes";

/** Opens the catalogue and begins one of one's own. */
async function begin(page: Page) {
  await start(page);
  await page.getByRole("link", { name: "Catalogue of alternatives" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Alternatives to name" })).toBeVisible();
  await page.getByRole("button", { name: "Start your own catalogue" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Your own catalogue has begun." })).toBeVisible();
}

/** Takes a list over, all of it. */
async function take(page: Page, lines: string[]) {
  await page.getByLabel("Table or catalogue as text").fill([HEADER, ...lines].join("\n"));
  await page.getByRole("button", { name: /^Take over/ }).click();
  await expect(page.getByRole("status").filter({ hasText: /taken over\./ })).toBeVisible();
}

test("the sample is shown as one, and nothing of it can be edited", async ({ page }) => {
  await start(page);
  await page.getByRole("link", { name: "Catalogue of alternatives" }).click();
  await expect(page.getByText("This is the sample: every provider in it is invented.")).toBeVisible();
  await expect(page.getByText("Example Fibre", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Edit|Remove) / })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: "test-results/alternatives-sample.png", fullPage: true });
});

test("a list with a bad line is mended, taken over, edited, and still there after a reload", async ({ page }) => {
  await begin(page);
  const box = page.getByLabel("Table or catalogue as text");
  await box.fill([HEADER, CHEAP, BAD, FREE].join("\n"));
  const bad = page.getByRole("row").filter({ hasText: "Late Line" });
  await expect(bad).toContainText("3");
  await expect(bad).toContainText("Price of a month: “cheap” is not an amount in EUR.");
  await expect(page.getByText("One line has a fault and stays out until it is mended")).toBeVisible();
  await expect(page.getByRole("button", { name: "Take over 2 options" })).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: "test-results/alternatives-import.png", fullPage: true });
  await box.fill((await box.inputValue()).replace("cheap", "29.90"));
  await expect(page.getByText("One line has a fault")).toHaveCount(0);
  await page.getByRole("button", { name: "Take over 3 options" }).click();
  await expect(page.getByRole("status").filter({ hasText: "3 options were taken over." })).toBeVisible();
  await expect(page.getByText("checked 2 Mar 2026, more than six months ago")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Late Line", { exact: true })).toBeVisible();
  await expect(page.getByText("5 options of your own, kept in this browser.")).toBeVisible();

  // One more by hand: what is wrong stands beside its field.
  await page.getByRole("button", { name: "Add an option" }).click();
  await expect(page.getByLabel("Kind")).toBeFocused();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("What we gain")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("What we gain")).toBeFocused();
  await expect(page.getByText("Write it in at least one language.")).toHaveCount(3);
  await fill(page, { Name: "Typed Line", "What it is, in a sentence": "A line by hand", "Where the facts come from": "a letter", "Price of a month": "25" });
  await choose(page, { "What we gain": "It belongs to our group", Fibre: "Yes" });
  await page.getByLabel("What we gain, in words").fill("Our sister company.");
  await choose(page, { "Texts for customers who read": "Deutsch" });
  await fill(page, { Name: "Getippte Leitung" });
  await expect(page.getByText("Texts so far: English and Deutsch")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.screenshot({ path: "test-results/alternatives-form.png", fullPage: true });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Typed Line was saved.")).toBeVisible();
  await page.getByRole("button", { name: "Remove Cheap Cable" }).click();
  await expect(page.getByText("Cheap Cable", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Cheap Cable", { exact: true })).toBeVisible();

  // Another tab sees it, and hears of what changes here.
  const other = await page.context().newPage();
  await other.clock.setFixedTime("2026-11-21T10:00:00+01:00");
  await other.goto("/#/alternatives");
  await expect(other.getByText("Typed Line", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove Typed Line" }).click();
  await expect(other.getByText("Another tab has changed the catalogue.")).toBeVisible();
  await expect(other.getByText("Typed Line", { exact: true })).toHaveCount(0);
  await other.close();

  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as CSV" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe("clean-break-alternatives.csv");
  expect(readFileSync(await file.path(), "utf8")).toContain("Free Fibre");
});

test("a file is dropped, and its columns can be said to be others", async ({ page }) => {
  await begin(page);
  const transfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "list.csv", { type: "text/csv" }));
    return transfer;
  }, "Wer;what;interest;checked;source\nAda;a line;none;2.11.2026;a list\n");
  const box = page.getByRole("heading", { name: "Take over a list" });
  await box.dispatchEvent("dragover", { dataTransfer: transfer });
  await box.dispatchEvent("drop", { dataTransfer: transfer });
  await expect(page.getByText("Name: Write it in at least one language.")).toBeVisible();
  await page.getByText("What each column is").click();
  await page.getByLabel("Wer").selectOption({ label: "Name (English)" });
  await page.getByRole("button", { name: "Take over one option" }).click();
  await expect(page.getByText("Ada", { exact: true })).toBeVisible();
});

test("in a plan a weight moved by keyboard moves the order, and the comparison prints", async ({ page }) => {
  await begin(page);
  await take(page, [CHEAP, FREE]);
  await page.getByRole("link", { name: "Desk" }).click();
  await toAlternatives(page);
  await expect(page.getByText("every provider in it is invented")).toBeHidden();
  const order = page.getByRole("status").filter({ hasText: "Order now:" });
  const names = page.locator("ol.options > li strong");
  // Three questions, by keyboard; what is left empty takes no part.
  await field(page, "The most they want to pay in a month").fill("30");
  await choose(page, { "How tied down may it be?": "Month by month" });
  await page.getByLabel("Fibre", { exact: true }).check();
  await expect(page.getByText("Not shown to have what they must have")).toBeVisible();
  // As a wish, fibre keeps nobody apart.
  const fibre = page.getByRole("slider", { name: "Fibre" });
  await expect(fibre).toHaveAttribute("aria-valuetext", "must have");
  await fibre.focus();
  for (let times = 0; times < 3; times++) await page.keyboard.press("ArrowLeft");
  await expect(fibre).toHaveAttribute("aria-valuetext", "counts a little");
  const price = page.getByRole("slider", { name: "Price within the budget" });
  await price.focus();
  await page.keyboard.press("Home");
  await expect(price).toHaveAttribute("aria-valuetext", "does not count");
  await expect(names.first()).toHaveText("1. Free Fibre");
  await expect(order).toContainText("Order now: 1. Free Fibre");
  await page.keyboard.press("End");
  await expect(price).toHaveAttribute("aria-valuetext", "most important");
  const term = page.getByRole("slider", { name: "Minimum term" });
  await term.focus();
  await page.keyboard.press("Home");
  await expect(term).toHaveAttribute("aria-valuetext", "does not count");
  await expect(term).toBeFocused();
  await expect(names.first()).toHaveText("1. Cheap Cable");
  await expect(order).toContainText("Order now: 1. Cheap Cable");
  await expect(page.getByText("How to move: Keep the old line until the new one works")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);

  // All is shown; less only when asked for, and it says so.
  await page.getByLabel("Show only what meets every need").check();
  await expect(page.getByText(/ options are hidden\./)).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByText(/ options are hidden\./)).toHaveCount(0);

  await page.getByRole("button", { name: "Compare side by side" }).click();
  const paper = page.getByRole("article");
  await expect(paper.getByRole("row", { name: /Free Fibre/ })).toContainText("We receive a commission. We receive 10 euros.");
  await expect(paper).toContainText("Compared by: Price within the budget (most important)");
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const theme of ["light", "dark"] as const) {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: `test-results/alternatives-step-${width}-${theme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await expect(paper.getByRole("columnheader", { name: "What we gain" })).toBeVisible();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("slider").first()).toBeHidden();
  await page.pdf({ path: "test-results/alternatives.pdf", format: "A4" });
  await page.emulateMedia({ media: "screen" });

  // What was moved is there again after a reload, and goes back with one press.
  await page.reload();
  await opened(page);
  await expect(price).toHaveAttribute("aria-valuetext", "most important");
  await page.getByRole("button", { name: "Weights as at the start" }).click();
  await expect(price).toHaveAttribute("aria-valuetext", "very important");
  await expect(page.getByRole("button", { name: "Weights as at the start" })).toHaveCount(0);
});

/** From an empty desk to the choice of alternatives. */
async function toAlternatives(page: Page) {
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-03" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await opened(page);
}

/** The step, opened by hand. */
async function opened(page: Page) {
  const title = words("en")("step.alternatives.title");
  await page.getByRole("button", { name: new RegExp(`^${title}`) }).click();
  await expect(step(page, title)).toBeVisible();
}

for (const language of LANGUAGES) {
  test(`the catalogue reads right in ${language}`, { tag: "@sidebar" }, async ({ page }) => {
    const say = words(language);
    await start(page);
    await page.getByLabel("Language").selectOption(language);
    await page.getByRole("link", { name: say("alternatives.manage") }).click();
    await page.getByRole("button", { name: say("alternatives.begin") }).click();
    await page.getByRole("button", { name: say("alternatives.add") }).click();
    await expect(page.getByRole("heading", { name: say("alternatives.form_new") })).toBeVisible();
    await expect(page.locator("#main")).not.toContainText(/[{}]/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.screenshot({ path: `test-results/alternatives-360-${language}.png`, fullPage: true });
  });
}
