// Letters: how the customer is addressed, what is not known, and remarks on the words, which are advice.
import { readFileSync } from "node:fs";
import { drop, fill, start, step, ticket } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const letter = (page: Page) => page.getByLabel(/^Letter in the customer’s language/);
const remarks = (page: Page) => page.getByRole("list", { name: "Words to look at" }).getByRole("listitem");
const told = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });

/** A plan at its first letter. */
async function begin(page: Page, change: (text: string) => string = (text) => text) {
  await start(page);
  await drop(page, "ticket.json", change(ticket("zendesk-english-germany")));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  await page.getByRole("button", { name: "in writing" }).click();
}

test("a remark shows its words, and goes when they are mended", async ({ page }) => {
  await begin(page);
  await expect(told(page, "No remarks on the words")).toBeVisible();
  const text = "Dear Zoë 👋🏽,\n\nPlease stay with us. Your contract ends on 31 December 2026.";
  await letter(page).fill(text);
  await expect(remarks(page)).toHaveCount(1);
  await expect(remarks(page)).toContainText("Pleading");
  await expect(remarks(page)).toContainText("Our reading of a study: Johnson, Matear and Thomson 2011");
  await expect(told(page, "1 remark on the words")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await remarks(page).getByRole("button", { name: "Show in the letter: Please stay with us" }).click();
  await expect(letter(page)).toBeFocused();
  const selected = () => letter(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(await selected()).toBe("Please stay with us");
  await page.keyboard.type("Nobody will call you");
  await expect(remarks(page)).toHaveCount(0);
  await expect(told(page, "No remarks on the words")).toBeVisible();
});

test("advice keeps nothing from being sent, and the text can be brought back", async ({ page }) => {
  await begin(page);
  await fill(page, { "Notice received on": "2026-11-03" });
  await letter(page).fill("Please stay with us.");
  await page.getByRole("button", { name: "Start again from the facts" }).click();
  await expect(letter(page)).toHaveValue(/We received your notice on 3 November 2026\./);
  await expect(remarks(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Bring back what I wrote" }).click();
  await expect(letter(page)).toHaveValue("Please stay with us.");
  await expect(remarks(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(step(page, "Say it once")).toBeVisible();
});

test("the address is one click, and is kept with the case", async ({ page }) => {
  await begin(page);
  await expect(letter(page)).toHaveValue(/^Dear Hannah Example,/);
  await page.getByRole("radio", { name: "Informal (Hannah)" }).check();
  await expect(letter(page)).toHaveValue(/^Hello Hannah,/);
  await expect(page.getByText(/^Left out, because it is not known yet: Last day of the contract/)).toBeVisible();
  await page.reload();
  await expect(letter(page)).toHaveValue(/^Hello Hannah,/);
  await page.getByRole("radio", { name: "Formal (Hannah Example)" }).check();
  await expect(letter(page)).toHaveValue(/^Dear Hannah Example,/);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("where they wrote in public, the last answer there is short, and money in it is marked", async ({ page }) => {
  await start(page);
  await drop(page, "case.json", readFileSync("www/samples/clean-break-french.json", "utf8"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByText("They wrote in public: draft the last answer there").click();
  const answer = page.getByLabel(/^Last answer in public \(Français\)/);
  await expect(answer).toHaveValue(/^Bonjour,\n\nNous avons lu votre message/);
  await page.getByRole("radio", { name: "Informal (tu)" }).check();
  await expect(answer).toHaveValue(/^Bonjour,\n\nNous avons lu ton message/);
  await answer.fill("Nous te remboursons 20 €.");
  await expect(remarks(page)).toContainText("Money in public");
  expect(await accessibilityFaults(page)).toEqual([]);
});
