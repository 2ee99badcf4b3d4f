// A desk makes the widget's frame anew at each ticket: what is drawn first is right, and waits for nothing that it can do
// without.
import type { Page } from "@playwright/test";
import { conversation } from "../hosts/sample.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

const samples = ["repair-english", "honour-english", "clean-break-french"].map(conversation);

/** A desk that shows a ticket in a frame made for it, with the customer that its tens tell; gives the frame. */
async function show(page: Page, ticket: number, width = 360) {
  const messages = samples[Math.floor(ticket / 10)];
  await page.evaluate(
    ([ticket, messages, width]) => {
      const sender = { id: 1, name: "Customer", type: "contact" };
      const conversation = { id: ticket, account_id: 5, status: "open", messages, labels: [], meta: { sender }, created_at: 1 };
      const told = JSON.stringify({ event: "appContext", data: { conversation, contact: sender } });
      const frame = document.createElement("iframe");
      frame.style.cssText = `width: ${width}px; height: 740px`;
      frame.addEventListener("load", () => frame.contentWindow!.postMessage(told, "*"));
      frame.src = `/embed.html?host=chatwoot&host_origin=${encodeURIComponent(location.origin)}`;
      document.body.replaceChildren(frame);
    },
    [ticket, messages, width] as const,
  );
  return page.frameLocator("iframe");
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const seen = { verdicts: [] as string[], opened: 0, openedBefore: -1, early: "", drawn: "" };
    (window as any).seen = seen;
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      seen.opened++;
      return open.apply(this, given);
    };
    const look = (changes: MutationRecord[]) => {
      // The program draws where nobody sees it yet, and what stood there for it goes.
      const gone = changes.flatMap(({ removedNodes }) => [...removedNodes]).find((node) => (node as HTMLElement).inert);
      if (gone) {
        // What comes second had its height.
        seen.early = (gone as HTMLElement).innerHTML.replaceAll(' style=""', "");
        // What nobody sees is not drawn early.
        const drawn = document.getElementById("widget")!.cloneNode(true) as HTMLElement;
        for (const unseen of drawn.querySelectorAll("[hidden], .skip, .visually-hidden")) unseen.remove();
        seen.drawn = drawn.innerHTML;
      }
      const text = document.querySelector(".verdict h2")?.textContent;
      if (!text || seen.verdicts.at(-1) === text) return;
      if (seen.verdicts.length === 0) seen.openedBefore = seen.opened;
      seen.verdicts.push(text);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.route("**/desk.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Desk</title><body>" }));
  await page.goto("/desk.html");
});

const seen = (page: Page) => page.frames().at(-1)!.evaluate(() => (window as any).seen);

test("a verdict that nothing stored can contradict waits for no database, and the signals follow it", async ({ page }) => {
  const frame = await show(page, 1);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  expect(await seen(page)).toMatchObject({ openedBefore: 0 });
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  // It was only opened before.
  await show(page, 2);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  await show(page, 1);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  expect(await seen(page)).toMatchObject({ openedBefore: 0 });
});

test("a verdict that was changed is never shown as it would be without", async ({ page }) => {
  const frame = await show(page, 1);
  await frame.getByRole("button", { name: "Stop and escalate…" }).click();
  await frame.getByLabel("Reason, for the journal").fill("Spoke to the team lead");
  await frame.getByRole("button", { name: "Save" }).click();
  await expect(frame.getByRole("button", { name: "No longer escalated…" })).toBeVisible();
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  const changed = await frame.locator(".verdict h2").textContent();
  await show(page, 2);
  await expect(frame.locator(".verdict h2")).not.toHaveText(changed!);
  await show(page, 1);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  expect((await seen(page)).verdicts).toEqual([changed]);
});

test("what follows the verdict moves nothing of it", async ({ page }) => {
  await page.addInitScript(() => {
    const places = ((window as any).places = new Set<string>());
    const look = () => {
      const at = (part: string) => document.querySelector(part)?.getBoundingClientRect();
      const parts = [".bar", ".tabs", ".verdict h2", ".verdict h2 + p"].map(at);
      if (parts[2]) {
        // Both axes may come a moment later, and where they begin is known.
        const axes = at(".axes")!.top;
        // A scroll bar that came later would make all narrower.
        const scrolls = document.documentElement.scrollHeight > innerHeight;
        // Nor is there ever another ground below.
        const fills = at("#main")!.bottom >= innerHeight;
        places.add([scrolls, fills, axes, ...parts.map((part) => part && `${part.top} to ${part.bottom}`)].join(", "));
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto("/desk.html");
  await warm(page);
  // At a width of before, what comes second has its place kept; at another one it is drawn at once.
  for (const [ticket, width] of [[2, 360], [3, 360], [4, 800], [5, 800], [6, 1200], [7, 1200]] as const) {
    await inTime(async () => {
      const frame = await show(page, ticket, width);
      await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
      await expect(frame.getByText(/^Saved/)).toBeVisible();
      await expect(frame.getByLabel("Language")).toBeVisible();
      expect((await seen(page)).early).not.toBe("");
    });
    expect(await page.frames().at(-1)!.evaluate(() => [...(window as any).places])).toHaveLength(1);
  }
});

/** Tries again: the program that stands by may answer too late on a machine with much to do, and nothing is drawn early. */
const inTime = (shown: () => Promise<void>) => expect(shown).toPass();

/** Shows a ticket until a program stands by for the next. */
async function warm(page: Page) {
  await inTime(async () => {
    const frame = await show(page, 1);
    await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
    await page.waitForTimeout(2_000);
    await show(page, 1);
    await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
    expect((await seen(page)).early).not.toBe("");
  });
}

test("what the program that stands by drew is what the program draws, for each ticket its own", async ({ page }) => {
  await warm(page);
  const verdicts = [];
  for (const ticket of [2, 12, 3, 13]) {
    await inTime(async () => {
      const frame = await show(page, ticket);
      await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
      const { early, drawn, verdicts: shown, openedBefore } = await seen(page);
      expect(shown).toHaveLength(1);
      expect(openedBefore).toBe(0);
      await expect(frame.locator("#widget")).toHaveCount(1);
      expect(early).toContain(`>Case ${ticket}</a>`);
      expect(early).toBe(drawn);
      verdicts.push(shown[0]);
    });
  }
  // In another language than the agent's, the first one waits for its phrases, mostly too long to be drawn early; the next
  // ones are as quick.
  const french = await show(page, 22);
  await expect(french.getByRole("heading", { name: "What counts" })).toBeVisible();
  const first = await seen(page);
  expect(["", first.drawn]).toContain(first.early);
  for (const ticket of [23, 4]) {
    await inTime(async () => {
      await show(page, ticket);
      await expect(french.getByRole("heading", { name: `Case ${ticket}, Customer` })).toHaveCount(1);
      const { early, drawn } = await seen(page);
      expect(early).toContain(`>Case ${ticket}</a>`);
      expect(early).toBe(drawn);
    });
  }
  expect(verdicts).toEqual([verdicts[0], verdicts[1], verdicts[0], verdicts[1]]);
  expect(verdicts[0]).not.toBe(verdicts[1]);
});

test("tickets switched faster than the program starts end with the last", async ({ page }) => {
  await warm(page);
  for (const ticket of [2, 12, 2, 13]) {
    await show(page, ticket);
    await page.waitForTimeout(40);
  }
  const frame = await show(page, 3);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  await expect(frame.getByRole("heading", { name: "Case 3, Customer" })).toHaveCount(1);
  expect((await seen(page)).verdicts).toHaveLength(1);
});

test("a verdict that was changed is not drawn early", async ({ page }) => {
  await warm(page);
  const frame = await show(page, 4);
  await frame.getByRole("button", { name: "Stop and escalate…" }).click();
  await frame.getByLabel("Reason, for the journal").fill("Spoke to the team lead");
  await frame.getByRole("button", { name: "Save" }).click();
  await expect(frame.getByRole("button", { name: "No longer escalated…" })).toBeVisible();
  await expect(frame.getByText(/^Saved/)).toBeVisible();
  const changed = await frame.locator(".verdict h2").textContent();
  await show(page, 2);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  await show(page, 4);
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  expect(await seen(page)).toMatchObject({ early: "", verdicts: [changed] });
});

test("what is drawn early can be read and not used, until the program is here", async ({ page, faults }) => {
  await warm(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/clean_break_app_bg.wasm", async (route) => {
    await held;
    await route.continue();
  });
  const frame = page.frameLocator("iframe");
  await inTime(async () => {
    await show(page, 2);
    await expect(frame.locator("main[inert] h2")).toBeVisible();
  });
  await expect(frame.locator("main[inert]").getByText("Can it still be repaired?")).toBeVisible();
  await expect(frame.getByRole("heading", { name: "What counts" })).toHaveCount(0);
  expect(await accessibilityFaults(page.frames().at(-1)!, "main[inert]")).toEqual([]);
  await page.keyboard.press("Tab");
  expect(await page.frames().at(-1)!.evaluate(() => document.activeElement === document.body)).toBe(true);
  release();
  await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
  await expect(frame.locator("main[inert]")).toHaveCount(0);
  expect(faults).toEqual([]);
});

test("where nothing can stand by, all is as on a first visit", async ({ page }) => {
  await page.addInitScript(() => delete (window as any).SharedWorker);
  await page.goto("/desk.html");
  await page.evaluate(() => localStorage.setItem("clean-break.standby", String(Date.now())));
  for (const ticket of [1, 2]) {
    const frame = await show(page, ticket);
    await expect(frame.getByRole("heading", { name: "What counts" })).toBeVisible();
    expect((await seen(page)).early).toBe("");
  }
});
