// Playbooks of a team's own: copied, edited, published, followed, exported and taken over in another browser.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { drop, start, step } from "./agent.ts";
import { accessibilityFaults, expect, look, test } from "./page.ts";

const CASE = (() => {
  const all = JSON.parse(readFileSync("www/samples/honour-english.json", "utf8"));
  return JSON.stringify({ ...all, contract: { ...all.contract, kind: "other" } });
})();

/** The file that a button hands out. */
async function file(page: Page, name: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

const publish = (page: Page, version: number) => page.getByRole("button", { name: `Publish as version ${version}` });

test("a copy is edited, broken, mended, published, followed, and taken over elsewhere", async ({ page, browser }) => {
  await start(page);
  await page.getByRole("link", { name: "Playbooks: look at them, make your own" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Playbooks" })).toBeVisible();
  await look(page, "books-list");
  await page.getByRole("button", { name: "Copy “Clean break” to make your own", exact: true }).first().click();
  await expect(page.getByText("Copied. It is a draft until you publish it.")).toBeVisible();
  await page.getByRole("button", { name: "Edit “Clean break (our own)”" }).click();

  // Own words, with the step beside them as the agent will see it.
  await page.getByRole("button", { name: "1. Confirm the wish" }).click();
  const preview = page.getByRole("region", { name: "As the agent will see it" });
  await expect(preview.getByRole("heading", { name: "Confirm the wish" })).toBeVisible();
  await page.getByLabel("Title of the step").fill("Ask what they want");
  await expect(preview.getByRole("heading", { name: "Ask what they want" })).toBeVisible();
  await expect(page.getByText(/To note: Own words are missing in:/).first()).toBeVisible();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await expect(page.getByText("Error: Words are missing here").first()).toBeVisible();
  await expect(publish(page, 1)).toBeDisabled();
  await page.getByLabel("Label of the field").last().fill("Our reference");
  await expect(preview.getByLabel("Our reference")).toBeVisible();
  await expect(publish(page, 1)).toBeEnabled();

  // Broken: without the step that ends the contract no plan can follow it.
  await page.getByRole("button", { name: "Remove “Cancel in billing”" }).click();
  await expect(page.getByText("It leads out, and no step ends the contract").first()).toBeVisible();
  await expect(publish(page, 1)).toBeDisabled();
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "1. Ask what they want" }).click();
  await look(page, "books-broken");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("No errors: it can be published.")).toBeVisible();
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Edit “Clean break (our own)”" }).click();
  await expect(page.getByRole("button", { name: "1. Ask what they want" })).toBeVisible();
  await publish(page, 1).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();

  // A plan follows it, before the playbook of the site that fits as well.
  await page.goto("/");
  await drop(page, "case.json", CASE);
  await expect(page.getByLabel("Playbook that the plan will follow")).toHaveValue("generic_own");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Ask what they want")).toBeVisible();
  // It is written while the page stays, which nothing tells: on a busy machine a moment may be too short.
  const reference = page.getByLabel("Our reference");
  await expect(async () => {
    await reference.fill("K-7");
    await page.waitForTimeout(500);
    await page.reload();
    await expect(step(page, "Ask what they want")).toBeVisible();
    await expect(reference).toHaveValue("K-7", { timeout: 1000 });
  }).toPass();
  const exported = await file(page, "Export");

  // Published again with a difference; the plan keeps its version and is offered the new one.
  await page.goto("/#/playbooks");
  await page.getByRole("button", { name: "Edit “Clean break (our own)”" }).click();
  await page.getByRole("button", { name: "Remove “Alternatives”" }).click();
  await expect(page.getByText("Step no longer there: Alternatives")).toBeVisible();
  await publish(page, 2).click();
  await expect(page.getByText("Version 2 is published.")).toBeVisible();
  const book = await file(page, "Export version 1 of “Clean break (our own)”");
  expect(JSON.parse(book).schema).toBe("clean-break/playbook@1");
  await page.goBack();
  await expect(step(page, "Ask what they want")).toBeVisible();
  await expect(page.getByText("Version 2 of this playbook is here.")).toBeVisible();

  // A colleague has the case and not the playbook: what to do is said, and does it.
  const other = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: "en-GB" });
  const colleague = await other.newPage();
  await start(colleague);
  await drop(colleague, "export.json", exported);
  await expect(colleague.getByText(/follows the playbook “generic_own”, version 1, which is not in this browser/)).toBeVisible();
  await colleague.goto("/#/playbooks");
  const box = colleague.getByLabel("Playbook as text");
  await box.fill(book.replace('"kind":"confirm_wish"', '"kind":"confirm"'));
  await expect(colleague.getByRole("alert")).toContainText("steps");
  expect(await accessibilityFaults(colleague)).toEqual([]);
  await box.fill(book);
  await colleague.getByRole("button", { name: "Take over “Clean break (our own)”, version 1" }).click();
  await expect(colleague.getByText("Taken over.")).toBeVisible();
  await colleague.goBack();
  await expect(step(colleague, "Ask what they want")).toBeVisible();
  await other.close();
});
