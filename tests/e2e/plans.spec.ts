// Plans found again: after the desk has destroyed the frame and made it anew, in the place where the browser keeps them,
// and nowhere else; and as a file, anywhere.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "@playwright/test";
import { CHATWOOT, DESK, EVIL, SISTER, WIDGET, expect, test, withElement, type World } from "../hosts/site.ts";
import { drop, exported, ticket, TODAY } from "./agent.ts";

const GIVEN = { ticket: "20431", payload: JSON.parse(ticket("zendesk-english-germany")) };
const begin = (inner: Place) => inner.getByRole("button", { name: "Start the clean break" });
const at = (inner: Place, title: string) => inner.getByRole("heading", { level: 3, name: title, exact: true });
type Place = FrameLocator | Page;

/** A desk that shows the widget in a frame of this site, with the ticket in it. */
async function visit(page: Page, world: World, site: string, desk = DESK): Promise<FrameLocator> {
  world.site = fileURLToPath(new URL("../../dist", import.meta.url));
  world.page = withElement(`mode="frame" lang="en" src="${site}"`);
  await page.clock.setFixedTime(TODAY);
  await page.goto(`${desk}/`);
  await page.evaluate((given) => (document.querySelector("clean-break")!.context = given), GIVEN);
  return page.frameLocator("iframe");
}

/** As desks do at each switch of tickets: the frame is gone, and another one comes. */
async function remake(page: Page) {
  await page.evaluate(async (given) => {
    const old = document.querySelector("clean-break")!;
    old.remove();
    await new Promise((resolve) => setTimeout(resolve));
    const next = old.cloneNode() as HTMLElement & { context: unknown };
    document.body.append(next);
    next.context = given;
  }, GIVEN);
}

/** Begins the plan and does its first step. */
async function work(inner: FrameLocator) {
  await begin(inner).click();
  await inner.getByRole("button", { name: "in writing" }).click();
  await inner.getByLabel("Notice received on").fill("2026-11-03");
  await inner.getByRole("button", { name: "Done", exact: true }).click();
  await expect(at(inner, "Say it once")).toBeVisible();
}

const saved = (inner: Place) => expect(inner.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();

test("a frame of the same site: the plan is there again, and on the widget's own site", async ({ page, world }) => {
  const inner = await visit(page, world, SISTER);
  await work(inner);
  await saved(inner);
  await remake(page);
  await expect(at(inner, "Say it once")).toBeVisible();
  await expect(begin(inner)).toHaveCount(0);
  await page.goto(`${SISTER}/index.html`);
  await page.getByRole("link", { name: /Hannah Example/ }).click();
  await expect(at(page, "Say it once")).toBeVisible();
});

test.describe("a frame of another site, in a partition", () => {
  test.use({ partitioned: true });

  test("the plan is there again, for this desk only, and says so; the file goes on", async ({ page, world }) => {
    const inner = await visit(page, world, WIDGET);
    await expect(inner.getByText("The plan is kept in this browser, for this help desk only.")).toBeVisible();
    await work(inner);
    await saved(inner);
    await remake(page);
    await expect(at(inner, "Say it once")).toBeVisible();

    const elsewhere = await visit(page, world, WIDGET, EVIL);
    await expect(begin(elsewhere)).toBeVisible();
    await page.goto(`${WIDGET}/index.html`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("link", { name: /Hannah Example/ })).toHaveCount(0);

    await visit(page, world, WIDGET);
    await expect(at(inner, "Say it once")).toBeVisible();
    await goOn(page, await exportedFrom(page, inner));
  });
});

test("where nothing is kept, it says so, and the exported file goes on", async ({ page, world }) => {
  const inner = await visit(page, world, WIDGET);
  await expect(inner.getByText(/^Kept only while this ticket stays open: the browser refused/)).toBeVisible();
  await expect(inner.getByText("for this help desk only")).toBeHidden();
  await work(inner);
  const text = await exportedFrom(page, inner);
  await remake(page);
  await expect(begin(inner)).toBeVisible();
  await goOn(page, text);
});

test("a sandboxed frame of a desk hands its plan on as a file", async ({ page, world }) => {
  world.site = fileURLToPath(new URL("../../dist", import.meta.url));
  await page.clock.setFixedTime(TODAY);
  const app = encodeURIComponent(`${WIDGET}/embed.html?host=chatwoot&lang=en`);
  await page.goto(`${CHATWOOT}/?app=${app}&sandbox=allow-scripts allow-downloads`);
  const inner = page.frameLocator("iframe");
  await expect(inner.getByText(/^Kept only while this ticket stays open/)).toBeVisible();
  expect(JSON.parse(await exportedFrom(page, inner))).toMatchObject({ schema: "clean-break/export@1" });
});

/** The file that "Export" hands out in the frame. */
async function exportedFrom(page: Page, inner: FrameLocator) {
  const waiting = page.waitForEvent("download");
  await inner.getByRole("button", { name: "Export" }).first().click();
  return readFileSync(await (await waiting).path(), "utf8");
}

/** The widget's own site takes the file, goes on with it, and still has it after a reload. */
async function goOn(page: Page, text: string) {
  await page.goto(`${WIDGET}/index.html`);
  await drop(page, "case.json", text);
  await expect(at(page, "Say it once")).toBeVisible();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(at(page, "Cancel in billing")).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(at(page, "Cancel in billing")).toBeVisible();
  expect(JSON.parse(await exported(page, "Export")).entries.length).toBeGreaterThan(JSON.parse(text).entries.length);
}
