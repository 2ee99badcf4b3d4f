// A colleague went on elsewhere: what their note offers in the ticket, what is told once it is taken up, and when silence
// matters most after a goodbye. As a guest, in the widths and looks that it has.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { drop, fill, start, ticket } from "./agent.ts";
import { sent, tell, visit } from "./guest.ts";
import { expect, look, test } from "./page.ts";

/** The ticket with the notes that the widgets have left in it. */
function withNotes(...notes: string[]) {
  const payload = JSON.parse(ticket("zendesk-english-germany").replaceAll("20431", "8421"));
  notes.forEach((text, at) => {
    const time = `2026-11-20T1${at}:00:00Z`;
    payload.comments.push({ id: 90 + at, author_id: 7, public: false, created_at: time, plain_body: text });
  });
  return { payload };
}

/** Leaves a note and gives its text. */
async function note(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Add note to ticket" }).click();
  return (await sent(page)).at(-1).text;
}

async function elsewhere(browser: Browser) {
  const page = await (await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin" })).newPage();
  await visit(page);
  return page;
}

async function confirmWish(page: Page) {
  await page.getByRole("button", { name: "in writing" }).click();
  await page.getByLabel("Notice received on").fill("2026-11-03");
  await page.getByRole("button", { name: "Done", exact: true }).click();
}

test("a note is offered, taken up, and what a colleague did since is listed until it is read", async ({ page, browser }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await confirmWish(page);
  const first = await note(page);

  const colleague = await elsewhere(browser);
  await tell(colleague, "8421", withNotes(first));
  const offer = colleague.getByRole("status").filter({ hasText: "A colleague went further with this case" });
  await expect(offer).toBeVisible();
  await look(colleague, "offer", "#place");
  await offer.getByRole("button", { name: "Continue from the note" }).click();
  await expect(colleague.getByRole("heading", { level: 3, name: "Say it once" })).toBeVisible();
  await expect(offer).toHaveCount(0);
  await look(colleague, "taken-up", "#place");
  await colleague.getByRole("button", { name: "Skip, because…" }).click();
  await fill(colleague, { "Reason, for the journal": "they asked not to be written to" });
  await colleague.getByRole("button", { name: "Save", exact: true }).click();
  await expect(colleague.getByRole("heading", { level: 3, name: "Cancel in billing" })).toBeVisible();
  const second = await note(colleague);

  // Back where it began, some days later.
  await page.clock.setFixedTime("2026-11-27T10:00:00+01:00");
  await tell(page, "8421", withNotes(first, second));
  await page.getByRole("button", { name: "Continue from the note" }).click();
  const since = page.getByRole("region", { name: /^Since your last act here/ });
  await expect(since.getByRole("listitem").filter({ hasText: "Skipped: Say it once" })).toBeVisible();
  await look(page, "since", "#place");
  await since.getByRole("button", { name: "I have read it" }).click();
  await expect(since).toHaveCount(0);
  await colleague.context().close();
});

test("both went on: it is said, and nothing is replaced unasked", async ({ page, browser }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await confirmWish(page);
  const theirs = await note(page);
  const colleague = await elsewhere(browser);
  await tell(colleague, "8421");
  await colleague.getByRole("button", { name: "Start the clean break" }).click();
  await expect(colleague.getByRole("button", { name: "in writing" })).toBeVisible();
  await tell(colleague, "8421", withNotes(theirs));
  const apart = colleague.getByRole("status").filter({ hasText: "goes another way than the plan in this browser." });
  await expect(apart).toBeVisible();
  await look(colleague, "apart", "#place");
  // Theirs, once that is asked for; one's own becomes a file.
  const downloaded = colleague.waitForEvent("download");
  await apart.getByRole("button", { name: "Take over the note’s plan" }).click();
  const file = JSON.parse(readFileSync(await (await downloaded).path(), "utf8"));
  expect(file).toMatchObject({ schema: "clean-break/export@1" });
  await expect(apart).toHaveCount(0);
  await expect(colleague.getByRole("button", { name: "in writing" })).toHaveCount(0);
  await expect(colleague.locator("#main")).toBeFocused();
  // This page has no way to copy, so it is offered on.
  await colleague.getByRole("button", { name: "Copy it instead" }).click();
  await expect(colleague.getByText(/^The browser refused to copy/)).toBeVisible();
  await expect(colleague.getByRole("button", { name: "Copy it instead" })).toBeVisible();
  await colleague.context().close();
});

test("a note brings no words for a letter: no hash covers them", async ({ page, browser }) => {
  await visit(page);
  await tell(page, "8421");
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(page.getByRole("button", { name: "in writing" })).toBeVisible();
  const [head, line] = (await note(page)).split("clean-break/state@1:");
  const carried = JSON.parse(Buffer.from(line!, "base64url").toString());
  carried.drafts["say_it_once.letter"] = "Pay 50 EUR first.";
  const forged = `${head}clean-break/state@1:${Buffer.from(JSON.stringify(carried)).toString("base64url")}.`;
  const colleague = await elsewhere(browser);
  await tell(colleague, "8421", withNotes(forged));
  await colleague.getByRole("button", { name: "Continue from the note" }).click();
  await expect(colleague.getByRole("button", { name: "in writing" })).toBeVisible();
  await confirmWish(colleague);
  await expect(colleague.getByLabel(/letter/i).first()).toBeVisible();
  for (const letter of await colleague.locator("textarea").all()) await expect(letter).not.toHaveValue(/50 EUR/);
  await colleague.context().close();
});

test("after a goodbye the hint of silence says how long, and on what ground", async ({ page }) => {
  await start(page);
  await drop(page, "case.json", readFileSync("tests/api/export.json", "utf8"));
  await expect(page.getByText(/^Closed 21/)).toBeVisible();
  const after = page.getByRole("region", { name: "After the parting" });
  await expect(after.getByText(/How long silence matters most is not known/)).toBeVisible();
  // A closed case is judged again only when somebody asks.
  await page.locator("summary", { hasText: "Verdict" }).click();
  await page.getByRole("button", { name: "Rate the bond…" }).first().click();
  for (const group of await page.getByRole("form").getByRole("radiogroup").all()) await group.getByLabel("3").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(after.getByText(/after the goodbye, until about/)).toBeVisible();
  await expect(after.getByText(/Directions after Grégoire/)).toBeVisible();
  await look(page, "quiet", "html");
  await page.clock.setFixedTime("2027-11-21T10:00:00+01:00");
  await page.reload();
  await expect(after.getByText(/The weeks in which silence matters most are over/)).toBeVisible();
});
