// What an agent does, by role and label: the words that the tests share.
import { readFileSync, readdirSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { accessibilityFaults } from "./page.ts";

/** The day on which the invented tickets are read. */
export const TODAY = "2026-11-21T10:00:00+01:00";

/** Opens the site on that day. */
export async function start(page: Page) {
  await page.clock.setFixedTime(TODAY);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The languages that the project ships. */
export const LANGUAGES = readdirSync("www/locales").map((name) => name.replace(".json", "")).sort();

/** What a language says for a key; a plural's form for many. */
export function words(language: string): (key: string) => string {
  const all = JSON.parse(readFileSync(`www/locales/${language}.json`, "utf8"));
  return (key) => key.split(".").reduce((part, name) => part[name], all);
}

/** The text of an invented ticket. */
export const ticket = (name: string) => readFileSync(`tests/fixtures/tickets/${name}.json`, "utf8");

/** Drops a file on the start screen. */
export async function drop(page: Page, name: string, text: string) {
  const transfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "application/json" }));
      return transfer;
    },
    [name, text],
  );
  const target = page.getByRole("heading", { level: 1 });
  await target.dispatchEvent("dragover", { dataTransfer: transfer });
  await target.dispatchEvent("drop", { dataTransfer: transfer });
}

/** Reloads, as after a crash: what was saved must be there again, and axe finds nothing on the step. */
export async function reload(page: Page, title: string) {
  await expect(step(page, title)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /Saved|Enregistré|Salvato/ }).first()).toBeVisible();
  await page.reload();
  await expect(step(page, title)).toBeVisible();
  expect(await accessibilityFaults(page), title).toEqual([]);
}

/** The verdict in one sentence. */
export const verdict = (page: Page) => page.locator("#verdict-title");

/** The heading of the step on screen. */
export const step = (page: Page, title: string) => page.getByRole("heading", { level: 3, name: title, exact: true });

/** A field by its label, which may go on with "· needed". */
export const field = (page: Page, label: string) =>
  page.getByLabel(new RegExp(`^${label.replace(/[()]/g, "\\$&")}`)).and(page.locator("input, select, textarea"));

/** Types into a form by its labels. */
export async function fill(page: Page, values: Record<string, string>) {
  for (const [label, value] of Object.entries(values)) {
    await field(page, label).fill(value);
  }
}

/** Chooses options by their labels. */
export async function choose(page: Page, values: Record<string, string>) {
  for (const [label, value] of Object.entries(values)) {
    await field(page, label).selectOption(value);
  }
}

/** Exports the case and gives the file's text. */
export async function exported(page: Page, button: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

/** The file with one byte of an entry changed. */
export function tampered(file: string, entry: number): string {
  const data = JSON.parse(file);
  const body: string = data.entries[entry - 1].body;
  const at = body.indexOf('"at":"2026') + 6;
  data.entries[entry - 1].body = body.slice(0, at) + "9" + body.slice(at + 1);
  return JSON.stringify(data);
}
