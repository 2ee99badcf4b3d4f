// The program as a guest in somebody's page: mounted by a script into a shadow root, told its tickets, and taken off again.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { ticket } from "./agent.ts";
import { contextOf, sent, tell, visit } from "./guest.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

test("a guest waits for its ticket, says so when it is late, and asks again", async ({ page }) => {
  await visit(page, {}, "by hand");
  await expect(page.getByRole("heading", { name: "Waiting for the ticket…" })).toBeVisible();
  await expect(page.getByText("Who is unhappy?")).toHaveCount(0);
  await page.clock.runFor(5100);
  await expect(page.getByText(/The help desk has not sent a ticket yet/)).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  expect(await page.evaluate(() => (window as any).desk.asked)).toBe(1);
  // What it sends then is wrong: that is said, and no longer that nothing was sent.
  const wrong = contextOf("8421", { ticket: "8422" });
  await page.evaluate((json) => (window as any).desk.widget.setContext(json), wrong);
  await expect(page.getByRole("heading", { name: /the messages of another ticket/ })).toBeVisible();
  await expect(page.getByText(/The help desk has not sent a ticket yet/)).toBeHidden();
});

test("a guest leaves the page around alone: address, title, language, keyboard, looks", async ({ page }) => {
  await visit(page);
  await page.locator("#reply").focus();
  await tell(page, "8421");
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  await expect(page.locator("#reply")).toBeFocused();
  await page.getByRole("link", { name: "About" }).click();
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.getByText(/a note or a tag goes into the ticket when you press its button/)).toBeVisible();
  await page.getByRole("link", { name: "Clean Break" }).click();
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  const around = () => [location.hash, document.title, document.documentElement.lang, document.body.className];
  expect(await page.evaluate(around)).toEqual(["", "Help desk", "de", ""]);
  const heading = page.locator(".verdict h2");
  await expect(heading).toHaveCSS("font-size", "19px");
  await expect(heading).toHaveCSS("text-transform", "none");
  await expect(heading).not.toHaveCSS("color", "rgb(255, 0, 0)");
  expect(await accessibilityFaults(page, "#place")).toEqual([]);
});

test("by keyboard one gets past the bar", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  await page.getByRole("button", { name: "Skip to content" }).press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("a desk's verdict does not wait for the rest, which can be asked for again", async ({ page, faults }) => {
  const rest = "**/clean_break_app_later.wasm";
  await page.route(rest, (route) => route.abort());
  await visit(page);
  const payload = { ...JSON.parse(readFileSync("www/samples/repair-english.json", "utf8")), id: "8421" };
  await tell(page, "8421", { desk: "page", payload });
  await expect(page.getByRole("button", { name: "Start the repair" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "This part could not be loaded" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Not saved" })).toBeVisible();
  expect(await accessibilityFaults(page, "#place")).toEqual([]);
  // What is done meanwhile is done once it can be.
  await page.getByRole("button", { name: "Disagree…" }).click();
  await page.unroute(rest);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(page.getByText("Which path instead?")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  expect(faults.join("\n")).toContain("Failed to fetch");
  faults.length = 0;
});

test("a ticket that only the rest can read waits for it", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
});

test("a trap is told with the folder of its program; those of others are not ours", async ({ page, faults }) => {
  await page.route("**/copy/**", async (route) => {
    await route.fulfill({ response: await route.fetch({ url: route.request().url().replace("/copy/", "/") }) });
  });
  await visit(page);
  await tell(page, "8421");
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  const told = await page.evaluate(async (context) => {
    const told: string[] = [];
    addEventListener("clean-break-fault", ({ detail }: any) => told.push(detail));
    const trapped = (call: () => unknown) => {
      try {
        return call();
      } catch (cause) {
        return `${cause}`;
      }
    };
    // A module of the page's own: (func (export "f") unreachable).
    const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11);
    const { instance } = await WebAssembly.instantiate(bytes);
    const other = trapped(instance.exports.f as () => unknown);
    // Our own, from another folder.
    const path = "/copy/clean_break_app.js";
    const copy = await import(path);
    const { memory } = await copy.default({ module_or_path: "/copy/clean_break_app_bg.wasm" });
    const mount = (root: Element) => copy.mount(root, { embedded: true, base: "/copy/", lang: "en" });
    const widget = mount(document.body.appendChild(document.createElement("div")));
    new Uint8Array(memory.buffer).fill(255);
    return { other, before: [...told], ours: trapped(() => widget.setContext(context)), after: told };
  }, contextOf("8422"));
  expect(told).toEqual({
    other: expect.stringContaining("RuntimeError"),
    before: [],
    ours: expect.stringContaining("RuntimeError"),
    after: ["/copy/"],
  });
  await tell(page, "8422");
  await expect(page.getByRole("heading", { name: "Case 8422, Hannah Example" })).toBeAttached();
  expect(faults).toEqual([]);
});

test("what is written goes into its own ticket only, and its outcome is said", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Tag ticket" }).click();
  await expect(page.getByText("Ticket 8421 now has the tag clean-break:parting.")).toBeVisible();
  await page.getByRole("button", { name: "Add note to ticket" }).click();
  await expect(page.getByText("The note stands in ticket 8421. It is kept only once it is saved there: do so before you open another ticket.")).toBeVisible();
  const [tags, note] = await sent(page);
  expect(tags).toMatchObject({ type: "add_tags", desk: "zendesk", place: "acme.zendesk.com", ticket: "8421" });
  expect(note.text).toMatch(/^Clean Break, .*\n[^]*\nclean-break\/state@1:[\w-]+\.$/);

  // The desk has gone on to another ticket before the widget heard of it.
  await page.evaluate(() => ((window as any).desk.answer = { done: false, reason: "other_ticket" }));
  await page.getByRole("button", { name: "Add note to ticket" }).click();
  await expect(page.getByText("Another ticket is on screen by now, so nothing was written.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy it instead" })).toBeVisible();
  await tell(page, "8422");
  await expect(page.getByRole("heading", { name: "Case 8422, Hannah Example" })).toBeAttached();
  await expect(page.getByText("Another ticket is on screen by now")).toHaveCount(0);
});

test("a desk's address that nobody has set is named, and the agent's name stands by the journal", async ({ page }) => {
  await visit(page);
  await tell(page, "8421", { origin: "https://chat.example.test", trust: "first_use", agent: { name: "Noor", language: "" } });
  await expect(page.getByText(/^This ticket comes from https:\/\/chat\.example\.test\./)).toBeVisible();
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(page.getByText(/^Acts are signed as Noor,/)).toBeVisible();
  await expect(page.getByLabel(/^Your role or desk number/)).toHaveCount(0);
});

test("a desk that does not answer is not waited for, and a ticket switch forgets what it was asked", async ({ page }) => {
  await visit(page, {}, "by hand");
  await tell(page, "8421");
  await page.evaluate(() => ((window as any).desk.answer = null));
  await page.getByRole("button", { name: "Tag ticket" }).click();
  await expect(page.getByText("Waiting for the help desk…")).toBeVisible();
  await page.clock.runFor(15_100);
  await expect(page.getByText(/The help desk did not answer/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy it instead" })).toHaveCount(0);
});

test("each ticket keeps its plan and what was half-typed", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await page.getByLabel("Notice received on").fill("2026-11-03");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  const letter = page.getByLabel(/^Letter/);
  // The step takes the keyboard when it comes; whoever types before that types elsewhere.
  await expect(page.locator(".step-card h3")).toBeFocused();
  await letter.fill("Dear Hannah, half");
  await expect(letter).toHaveValue("Dear Hannah, half");
  await tell(page, "8422");
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  await tell(page, "8421");
  await expect(letter).toHaveValue("Dear Hannah, half");
  await page.getByRole("button", { name: "Insert into reply" }).click();
  expect((await sent(page)).at(-1)).toMatchObject({ type: "insert_reply", ticket: "8421", text: "Dear Hannah, half" });
  const state = await page.evaluate(() => (window as any).desk.widget.getState());
  expect(JSON.parse(state)).toMatchObject({ schema: "clean-break/export@1", case: "zendesk:acme/8421" });
});

test("a colleague's widget on another machine goes on from the note", async ({ page, browser }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(page.getByRole("button", { name: "in writing" })).toBeVisible();
  await page.getByRole("button", { name: "Add note to ticket" }).click();
  const { text } = (await sent(page)).at(-1);
  const elsewhere = await (await browser.newContext()).newPage();
  await visit(elsewhere);
  const payload = JSON.parse(ticket("zendesk-english-germany").replaceAll("20431", "8421"));
  payload.comments.push({ id: 9, author_id: 7, public: false, created_at: "2026-11-20T10:00:00Z", plain_body: text });
  await tell(elsewhere, "8421", { payload });
  await expect(elsewhere.getByText("A colleague went further with this case")).toBeVisible();
  await elsewhere.getByRole("button", { name: "Continue from the note" }).click();
  await expect(elsewhere.getByRole("button", { name: "in writing" })).toBeVisible();
  await elsewhere.context().close();
});

test("a second widget of a page reads no words and no phrases again", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  const start = page.getByRole("button", { name: "Start the clean break" });
  await expect(start).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluate((json) => (window as any).desk.mount().widget.setContext(json), contextOf("8422"));
  await expect(start).toHaveCount(2);
  expect(asked.filter((path) => /^\/(locales|phrases)\//.test(path))).toEqual([]);
  await expect(page.getByRole("heading", { level: 1, name: /8422/ })).toHaveCount(1);
});

test("without storage the widget says where the plan lives, in a sidebar too", { tag: "@sidebar" }, async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get: () => {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await visit(page);
  await tell(page, "8421");
  await expect(page.getByText(/Kept only while this ticket stays open/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Export" }).first()).toBeVisible();
  expect(await page.evaluate(() => document.getElementById("place")!.scrollWidth)).toBeLessThanOrEqual(320);
});

test("in a narrow place of a wide page nothing is covered by the row of acts", async ({ page }) => {
  await visit(page);
  await tell(page, "8421");
  const acts = page.locator(".verdict .acts");
  await expect(acts).toHaveCSS("position", "sticky");
  await page.evaluate(() => (document.getElementById("place")!.style.width = "320px"));
  await expect(acts).toHaveCSS("position", "static");
});

test("a thousand mounts leave nothing behind", async ({ page }) => {
  test.setTimeout(240_000);
  await page.addInitScript(() => {
    // What is open: databases and channels, which no counter of the browser's tells.
    const open = ((window as any).open_ = { databases: 0, channels: 0 });
    const request = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...given) {
      const opening = request.apply(this, given);
      opening.addEventListener("success", () => open.databases++);
      return opening;
    };
    const close = IDBDatabase.prototype.close;
    IDBDatabase.prototype.close = function () {
      open.databases--;
      return close.apply(this);
    };
    const Channel = window.BroadcastChannel;
    window.BroadcastChannel = class extends Channel {
      constructor(name: string) {
        super(name);
        open.channels++;
      }
      close() {
        open.channels--;
        super.close();
      }
    };
  });
  await visit(page);
  await tell(page, "8421");
  // The first widget is complete: what is loaded later is drawn too.
  await expect(page.locator(".plan h2").first()).toBeAttached();
  const session = await page.context().newCDPSession(page);
  /** What is still there; the browser lets go of elements in several rounds. */
  async function left() {
    await session.send("HeapProfiler.collectGarbage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    const bytes = await page.evaluate(() => (window as any).desk.wasm.memory.buffer.byteLength);
    const open = await page.evaluate(() => (window as any).open_);
    return { nodes, bytes, ...open };
  }
  /** Mounts and unmounts a hundred, and has the browser let go of them. */
  async function mount() {
    const args: [number, string] = [100, contextOf("8421")];
    await page.evaluate(async ([times, context]) => {
      const desk = (window as any).desk;
      const wait = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
      for (let at = 0; at < times; at++) {
        const { element, widget } = desk.mount();
        // Some go before storage is open, some with it, and some with a ticket on screen.
        if (at % 20 === 0) {
          widget.setContext(context);
          while (!element.shadowRoot.querySelector(".verdict h2")) await wait(5);
        } else {
          await wait(at % 4 ? 0 : 15);
        }
        widget.unmount();
        widget.unmount();
        widget.free();
        element.remove();
      }
      await wait(500);
    }, args);
    await session.send("HeapProfiler.collectGarbage");
  }
  // So many that memory is as large as it gets: those that come and go at the same time need some each.
  for (let at = 0; at < 5; at++) await mount();
  const first = await left();
  for (let at = 0; at < 10; at++) await mount();
  // Yew 0.23 itself never lets go of one empty element a mount, and of some 2 KB of listeners on it.
  await expect.poll(async () => (await left()).nodes - first.nodes, { timeout: 20_000 }).toBeLessThan(1050);
  const last = await left();
  // The first widget's own, which is still there.
  expect([last.databases, last.channels]).toEqual([1, 1]);
  // A widget that stays, and its words, take some 73 KB.
  expect((last.bytes - first.bytes) / 1000).toBeLessThan(8192);
  await expect(page.getByRole("heading", { name: "Case 8421, Hannah Example" })).toBeAttached();
});
