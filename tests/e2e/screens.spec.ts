// Every screen, light and dark, wide and in a sidebar, in every language: axe finds nothing, nothing overflows; the
// pictures of the README are taken here.
import { LANGUAGES, choose, drop, fill, start, step, ticket, verdict, words } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

type Words = (key: string) => string;
const english = words("en");

const screens: Record<string, (page: Page, say: Words) => Promise<void>> = {
  start: async () => {},
  about: async (page, say) => {
    await page.getByRole("link", { name: say("app.about"), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("about.title"));
  },
  rules: async (page, say) => {
    await page.getByRole("link", { name: say("app.about"), exact: true }).click();
    await page.getByRole("link", { name: say("rule.list.all"), exact: true }).click();
    await page.locator('a[href="#/rules/US-CA"]').click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("rule.list.title"));
  },
  alternatives: async (page, say) => {
    await page.getByRole("link", { name: say("alternatives.manage") }).click();
    await page.getByRole("button", { name: say("alternatives.begin") }).click();
    const box = page.getByLabel(say("alternatives.import_box"));
    await box.fill("name,what,price,currency,interest,checked,source\nA,a,cheap,EUR,none,2026-11-02,b\nB,b,1,EUR,none,2026-11-02,b");
    await page.getByText(say("alternatives.import_columns")).click();
    await page.getByRole("button", { name: say("alternatives.add") }).click();
    await page.getByRole("button", { name: say("alternatives.save") }).click();
    await expect(page.getByText(say("alternatives.wrong.empty"))).toHaveCount(3);
  },
  case: async (page, say) => {
    await drop(page, "ticket.json", ticket("zendesk-english-germany"));
    await expect(verdict(page)).toHaveText(say("advice.honour.title"));
  },
  plan: async (page, say) => {
    await toCancel(page, say);
  },
};

async function check(page: Page, say: Words, width: number, themes: readonly ("light" | "dark")[], picture: string) {
  for (const [name, open] of Object.entries(screens)) {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await start(page);
      await page.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => indexedDB.deleteDatabase(name!))));
      await start(page);
      await open(page, say);
      await fits(page, `${name}-${width}-${picture}${theme}`);
    }
  }
}

/** What is on screen is accessible and no wider than the window. */
async function fits(page: Page, name: string) {
  await page.screenshot({ path: `test-results/pictures/${name}.png` });
  expect(await accessibilityFaults(page), name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name}: wider than the window`).toBeLessThanOrEqual(0);
}

test("every screen, wide", async ({ page }) => {
  await check(page, english, 1280, ["light", "dark"], "");
});

test("every screen, in a sidebar", { tag: "@sidebar" }, async ({ page }) => {
  await check(page, english, 360, ["light", "dark"], "");
});

for (const language of LANGUAGES) {
  test.describe(language, { tag: "@sidebar" }, () => {
    test.use({ locale: language });

    test("every screen in the reader’s language, in a sidebar and narrower", async ({ page }) => {
      const say = words(language);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        await check(page, say, width, ["light"], `${language}-`);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        await toSheet(page, say);
        await fits(page, `sheet-${width}-${language}`);
      }
    });
  });
}

test("the whole start works by keyboard alone", async ({ page }) => {
  await start(page);
  await page.getByLabel("Thread, or a ticket as JSON").focus();
  await page.keyboard.insertText("Robin (customer), 2026-11-02: It is still not working. I want to cancel my contract.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(verdict(page)).toHaveText(/asked to leave/);
});

test("the leaving sheet prints as a document of its own", async ({ page }) => {
  await start(page);
  await toCancel(page, english);
  await toSheet(page, english);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("article")).toBeVisible();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("button", { name: "Copy as text" })).toBeHidden();
  await expect(verdict(page)).toBeHidden();
});

/** From an empty desk to the step that ends the contract. */
async function toCancel(page: Page, say: Words) {
  await screens.case(page, say);
  await page.getByRole("button", { name: say("verdict.start_clean_break") }).click();
  await page.getByRole("button", { name: say("panel.how_in_writing") }).click();
  await fill(page, { [say("step.field.notice_on")]: "2026-11-03" });
  await done(page, say);
  await expect(step(page, say("step.say_it_once.title"))).toBeVisible();
  await done(page, say);
  await expect(step(page, say("step.cancel.title"))).toBeVisible();
}

/** From there to the leaving sheet. */
async function toSheet(page: Page, say: Words) {
  await fill(page, {
    [say("step.field.reference")]: "K-1",
    [say("step.field.end_date")]: "2026-11-30",
    [say("step.field.last_charge")]: "0",
  });
  await done(page, say);
  await expect(step(page, say("step.money.title"))).toBeVisible();
  await done(page, say);
  await expect(step(page, say("step.data.title"))).toBeVisible();
  await choose(page, { [say("step.field.wants_copy")]: say("panel.no"), [say("step.field.wants_erasure")]: say("panel.no") });
  await done(page, say);
  await expect(step(page, say("step.alternatives.title"))).toBeVisible();
  await done(page, say);
  await expect(step(page, say("step.sheet.title"))).toBeVisible();
}

const done = (page: Page, say: Words) => page.getByRole("button", { name: say("ui.done"), exact: true }).click();
