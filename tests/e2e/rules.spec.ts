// The rules of a place: what holds, what does not, whose word it is, and that it is no legal advice.
import type { Page } from "@playwright/test";
import { LANGUAGES, choose, drop, fill, start, ticket, words } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

test("all rules can be read by place, with their doubts", async ({ page }) => {
  await start(page);
  await page.getByRole("link", { name: "About", exact: true }).click();
  await page.getByRole("link", { name: "All rules and their sources" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rules and clocks");
  await expect(page.getByText(/This is not legal advice/)).toBeVisible();
  const place = (name: string) => page.getByRole("navigation", { name: "Countries and regions" }).getByRole("link", { name });
  await expect(place("European Union")).toHaveAttribute("aria-current", "page");
  const rule = (text: string) => page.getByRole("listitem").filter({ has: page.getByText(text, { exact: true }) });
  const told = rule("If 30 days are technically not possible, the customer is told so, with reasons and the time needed");
  await expect(told).toContainText("It is for us to act · 14 working days");
  await expect(told).toContainText("Uncertain: have it checked");
  await expect(told).toContainText("Sources differ");

  await place("United States (California)").click();
  await expect(page).toHaveURL(/#\/rules\/US-CA$/);
  const reply = rule("Requests about personal data (a copy, erasure) must be answered");
  await expect(reply).toContainText("It is for us to act · 45 days");
  await expect(reply).toContainText("checked on 15 Nov 2026");
  await expect(page.getByRole("heading", { level: 3, name: "Not in force" })).toBeVisible();
  await expect(rule("“Click to cancel”: leaving as easy as joining")).toContainText("A court set the rule aside");

  await place("United Kingdom").click();
  const dead = page.getByRole("list").filter({ has: page.getByText("Expected for spring 2027; the day is not known") });
  await expect(dead.getByText("not law yet, or without a day from which it holds")).toHaveCount(4);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("a country without rules of its own says so, and so does one without any", async ({ page }) => {
  await page.goto("index.html#/rules/AT");
  await expect(page.getByText("No rules of this country’s own were checked. Those of the European Union are shown.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Austria", exact: true })).toBeVisible();
  await page.goto("index.html#/rules/CH");
  await expect(page.getByText(/No rules are known here for Switzerland/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 })).toHaveCount(0);
});

/** Takes a German customer's notice down; gives the plan's clocks, and the one of its confirmation. */
async function noticed(page: Page) {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-21" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  const clocks = page.getByRole("region", { name: "Clocks" });
  const confirm = clocks.getByRole("listitem").filter({ hasText: "cancellation is confirmed at once" });
  return { clocks, confirm };
}

test("a clock on the plan says who must act and how long there is, and leads to all rules of the place", async ({ page }) => {
  const { clocks, confirm } = await noticed(page);
  await expect(confirm).toContainText("It is for us to act · at once");
  await expect(confirm).toContainText("§ 312k Abs. 4 BGB");
  await page.screenshot({ path: "test-results/pictures/clocks.png", fullPage: true });
  await clocks.getByRole("link", { name: "All rules and their sources" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Germany", exact: true })).toBeVisible();
  await page.goBack();
  await expect(confirm).toBeVisible();
});

test("a clock marked as met by mistake runs again, and the journal keeps both", async ({ page }) => {
  const { confirm } = await noticed(page);
  await confirm.getByRole("button", { name: "Mark as done…" }).click();
  const form = page.getByRole("form");
  await form.getByRole("textbox").fill("mail of today");
  await form.getByRole("button", { name: "Save" }).click();
  const again = confirm.getByRole("button", { name: "Not done after all" });
  await expect(confirm).toContainText("done 21 Nov 2026");
  expect(await accessibilityFaults(page)).toEqual([]);
  await again.click();
  await expect(confirm.getByRole("button", { name: "Mark as done…" })).toBeVisible();
  await expect(again).toHaveCount(0);
  await page.reload();
  await expect(confirm.getByRole("button", { name: "Mark as done…" })).toBeVisible();
  await page.getByText("Journal", { exact: true }).last().click();
  for (const line of ["Clock met:", "Clock runs again:"]) await expect(page.getByText(line)).toHaveCount(1);
});

test("a part of a country that has rules of its own can be chosen", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await choose(page, { Country: "US-CA" });
  await fill(page, { "Notice received on": "2026-11-21" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("region", { name: "Clocks" }).getByRole("link", { name: "All rules and their sources" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "United States (California)", exact: true })).toBeVisible();
});

for (const language of LANGUAGES.filter((language) => language !== "en")) {
  test.describe(language, () => {
    test.use({ locale: language });

    test("what a rule cites is in the reader’s language, place by place", async ({ page }) => {
      const [say, english] = [words(language), words("en")];
      for (const [place, rule, cited] of [
        ["EU", "refund_after_withdrawal", ["article.consumer_13_1", "source.consumer_13"]],
        ["FR", "cancellation_button", ["source.fr_button"]],
        ["US", "click_to_cancel", ["source.us_vacated"]],
      ] as const) {
        await page.goto(`index.html#/rules/${place}`);
        const row = page.getByRole("listitem").filter({ has: page.getByText(say(`rule.${rule}`), { exact: true }) });
        for (const key of cited) await expect(row).toContainText(say(`rule.${key}`));
        // Nothing on the screen is in another language than the screen itself, but for the list of languages.
        await expect(page.locator("main [lang]")).toHaveCount(0);
        for (const foreign of ["Art. 13(1)", "Directive,", english("rule.source.law_firms"), english("rule.source.secondary")]) {
          await expect(page.getByText(foreign)).toHaveCount(0);
        }
      }
    });
  });
}
