// The leaving sheet as a document: on paper, in a mail, as a file.
import { readFileSync } from "node:fs";
import type { Frame, Page } from "@playwright/test";
import { TODAY, choose, drop, fill, start, step, ticket, verdict, words } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

const say = words("en");
const done = (page: Page) => page.getByRole("button", { name: say("ui.done"), exact: true }).click();
const press = (page: Page, key: string) => page.getByRole("button", { name: say(key), exact: true }).click();

/** A plan with everything in it, up to the leaving sheet. */
async function toSheet(page: Page) {
  await start(page);
  await throughPlan(page);
}

async function throughPlan(page: Page) {
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(verdict(page)).toHaveText(say("advice.honour.title"));
  await press(page, "verdict.start_clean_break");
  await press(page, "panel.how_in_writing");
  await fill(page, { [say("step.field.notice_on")]: "2026-11-03" });
  await done(page);
  await expect(step(page, say("step.say_it_once.title"))).toBeVisible();
  await done(page);
  await expect(step(page, say("step.cancel.title"))).toBeVisible();
  const label = (id: string) => say(`step.field.${id}`);
  await fill(page, { [label("reference")]: `K-1 <b> & "co"`, [label("end_date")]: "2026-11-30", [label("last_charge")]: "0" });
  await done(page);
  await expect(step(page, say("step.money.title"))).toBeVisible();
  await fill(page, {
    [label("prepaid_from")]: "2026-11-15",
    [label("prepaid_to")]: "2026-12-14",
    [label("prepaid_paid")]: "24.90",
    [label("deposit")]: "50",
    [label("equipment_fee")]: "19.95",
    [label("refund_by")]: "2026-12-10",
  });
  await done(page);
  await expect(step(page, say("step.data.title"))).toBeVisible();
  await choose(page, { [label("wants_copy")]: "yes", [label("wants_erasure")]: "yes" });
  await fill(page, {
    [label("request_on")]: "2026-11-03",
    [label("copy_by")]: "2026-12-03",
    [label("erase_by")]: "2026-12-03",
    [label("kept")]: "Invoices",
    [label("kept_until")]: "2034-12-31",
  });
  await done(page);
  await expect(step(page, say("step.alternatives.title"))).toBeVisible();
  await done(page);
  await expect(step(page, say("step.sheet.title"))).toBeVisible();
  await fill(page, { [label("contact")]: "help@example.test, +49 30 000000", [label("equipment")]: "Router with its cable" });
  await fill(page, { [label("equipment_by")]: "2026-12-14" });
}

/** How many pages a PDF has. */
const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

test("on paper it is one page, black on white, with nothing of the program", async ({ page }) => {
  await toSheet(page);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce", media: "screen" });
    await page.getByRole("article").screenshot({ path: `test-results/pictures/sheet-1280-${theme}.png` });
    expect(await accessibilityFaults(page), theme).toEqual([]);
  }
  await page.getByRole("combobox", { name: say("app.theme") }).selectOption("dark");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const sheet = page.getByRole("article");
  await expect(sheet).toContainText("30 Nov 2026");
  for (const role of ["button", "navigation", "banner", "textbox", "combobox", "link", "status"] as const) {
    for (const one of await page.getByRole(role).all()) await expect(one).toBeHidden();
  }
  await expect(verdict(page)).toBeHidden();
  await expect(step(page, say("step.sheet.title"))).toBeHidden();
  const looks = await sheet.evaluate((element) => {
    const root = element.closest(".clean-break")!;
    const of = (one: Element) => getComputedStyle(one);
    const seen = [...root.querySelectorAll("*")].filter((one) => one.checkVisibility() && one.textContent!.trim());
    return {
      paper: of(root).backgroundColor,
      ink: of(element).color,
      outside: seen.filter((one) => !element.contains(one) && !one.contains(element)).length,
      dyed: [...element.querySelectorAll("*"), element].filter((one) => !["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(of(one).backgroundColor)).length,
      right: [...element.querySelectorAll("td.numbers")].every((one) => of(one).textAlign === "right"),
    };
  });
  expect(looks).toEqual({ paper: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", outside: 0, dyed: 0, right: true });
  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format, preferCSSPageSize: true, path: `test-results/pictures/sheet-${format}.pdf` });
    expect(pages(pdf), format).toBe(1);
  }
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({ path: "test-results/pictures/sheet-paper.png" });
});

/** What a paste would bring, by kind. */
async function pasted(page: Page) {
  await page.evaluate(() =>
    addEventListener("paste", (event) => {
      const of = (kind: string) => event.clipboardData!.getData(kind);
      (window as any).pasted = { text: of("text/plain"), html: of("text/html") };
    }, { once: true }),
  );
  await page.getByLabel(say("step.field.contact")).press("Control+V");
  return page.evaluate(() => (window as any).pasted as { text: string; html: string });
}

test("it is copied for a mail, with its styles", async ({ page }) => {
  await toSheet(page);
  await press(page, "ui.copy_mail");
  await expect(page.getByText(say("app.copied")).first()).toBeVisible();
  const { text, html } = await pasted(page);
  expect(text).toContain(`- Reference: K-1 <b> & "co"`);
  expect(text).toContain("€24.90 × 14 of 30 days = €11.62, rounded half up to €0.01");
  expect(html).toContain("K-1 &lt;b&gt; &amp; ");
  expect(html).toMatch(/<table[^>]*style=[\s\S]*text-align:right[^>]*>€11\.62</);
  expect(html).not.toMatch(/<script|<b>|class=/);
});

test("where the command of old is refused, it is copied the newer way", async ({ page, context, faults }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await toSheet(page);
  await page.evaluate(() => (document.execCommand = () => false));
  await press(page, "ui.copy_mail");
  await expect(page.getByText(say("app.copied")).first()).toBeVisible();
  const { text, html } = await pasted(page);
  expect(text).toContain(`- Reference: K-1 <b> & "co"`);
  expect(html).toMatch(/<table[\s\S]*€11\.62/);
  // The browser parses what is copied this way in the page itself.
  expect(faults.splice(0).every((fault) => /style/.test(fault))).toBe(true);
});

test("it is saved as a file that needs nothing else and prints on one page", async ({ page }) => {
  await toSheet(page);
  const waiting = page.waitForEvent("download");
  await press(page, "ui.save_sheet");
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("leaving-sheet.html");
  const text = readFileSync(await download.path(), "utf8");
  const alone = await page.context().newPage();
  await alone.setContent(text);
  await expect(alone.getByRole("heading", { level: 1 })).toHaveText(/^Leaving sheet for /);
  await expect(alone.getByRole("row", { name: /K-1 <b> & "co"/ })).toBeVisible();
  expect(text).not.toMatch(/<script|<link|src=|href=/);
  expect(pages(await alone.pdf({ format: "A4", preferCSSPageSize: true }))).toBe(1);
  await alone.setViewportSize({ width: 760, height: 1000 });
  await alone.screenshot({ path: "test-results/pictures/sheet-file.png", fullPage: true });
  await alone.close();
});

test("from a frame, the frame prints, and only the sheet of it", async ({ page }) => {
  const desk = `<!doctype html><html lang="en"><title>Help desk</title><link rel="icon" href="data:,"><h1>Desk</h1>
<iframe src="/" title="Clean Break" style="width: 720px; height: 700px"></iframe>`;
  await page.clock.setFixedTime(TODAY);
  await page.route("**/desk.html", (route) => route.fulfill({ contentType: "text/html", body: desk }));
  await page.goto("/desk.html");
  const frame = page.frames().find((one) => one !== page.mainFrame()) as Frame;
  // What an agent does needs nothing that a frame does not have.
  const inner = frame as unknown as Page;
  await expect(inner.getByRole("heading", { level: 1 })).toBeVisible();
  await throughPlan(inner);
  await frame.evaluate(() => (window.print = () => void ((window as any).printed = true)));
  await press(inner, "ui.print");
  await expect.poll(() => frame.evaluate(() => (window as any).printed)).toBe(true);
  await page.emulateMedia({ media: "print" });
  await expect(inner.getByRole("article")).toBeVisible();
  for (const role of ["button", "banner", "textbox", "combobox"] as const) await expect(inner.getByRole(role)).toHaveCount(0);
});

test("in a sidebar it fits", { tag: "@sidebar" }, async ({ page }) => {
  await toSheet(page);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.getByRole("article").screenshot({ path: `test-results/pictures/sheet-360-${theme}.png` });
    expect(await accessibilityFaults(page), theme).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
