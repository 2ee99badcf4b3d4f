// States that an agent meets beside the straight road: what cannot be read, what was removed, tabs that disagree,
// storage that refuses, a program that stops.
import { readFileSync } from "node:fs";
import { choose, drop, fill, reload, start, step, ticket, TODAY, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

test("a message in another language is not read, and says so", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", readFileSync("tests/fixtures/ingest/zendesk-portuguese.json", "utf8"));
  await expect(page.getByText("Not read: this language cannot be read yet")).toBeVisible();
  await expect(verdict(page)).toHaveText(/Too little is known/);
  await expect(page.getByText("withheld: too little is known")).not.toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Start the/ })).toHaveCount(0);
});

test("a pasted thread asks who the customer is when it cannot know", async ({ page }) => {
  await start(page);
  const thread = "Robin, 2026-11-02: The parcel is broken.\nKim, 2026-11-03: We have sent a new one.";
  await page.getByLabel("Thread, or a ticket as JSON").fill(thread);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByRole("group", { name: "Who is the customer?" }).getByRole("button", { name: /Robin/ }).click();
  await expect(page.getByText("The parcel is broken", { exact: true })).toBeVisible();
});

test("what cannot be read keeps its place and says what is wrong", async ({ page }) => {
  await start(page);
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "nothing to read" })).toBeVisible();
  const broken = ticket("zendesk-english-germany").replace("2026-09-15T13:40:05Z", "yesterday");
  await page.getByLabel("Thread, or a ticket as JSON").fill(broken);
  await page.getByRole("button", { name: "Read it" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /comments\[1\]\.created_at.*yesterday/ })).toBeVisible();
  await expect(page.getByLabel("Thread, or a ticket as JSON")).toHaveValue(broken);
});

test("a signal is struck out with a reason, counts again, and its reason can be removed", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Strike out: Asks to leave" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Reason, for the journal")).toHaveAccessibleDescription(/^Say why/);
  await fill(page, { "Reason, for the journal": "Meant the other contract of Ms Example" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("struck out", { exact: true })).toBeVisible();
  await expect(verdict(page)).not.toHaveText(/asked to leave/);

  // Nobody has given a name: the journal's word for that is shown in the language of the screen.
  const told = page.locator("li").filter({ hasText: "Meant the other contract" }).last();
  await expect(told).toContainText("someone on the team");
  await page.getByLabel("Language").selectOption("de");
  await expect(told).toContainText("jemand aus dem Team");
  await page.locator("header select").first().selectOption("en");
  await expect(told).toContainText("someone on the team");
  await page.getByText("Journal", { exact: true }).last().click();
  await page.getByRole("button", { name: "Remove this text…" }).click();
  await fill(page, { "Reason, for the journal": "Names a person" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("(text removed)")).toBeVisible();
  await expect(page.getByText("Meant the other contract")).toHaveCount(0);
  await page.reload();
  await page.getByRole("button", { name: "Count it again" }).click();
  await expect(verdict(page)).toHaveText(/asked to leave/);
});

test("staff rate the bond with the brand, try a what-if, and choose another path with a reason", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "What if…" }).click();
  const trial = page.getByRole("region", { name: "What if…" });
  await trial.getByLabel("They want to leave").selectOption("no");
  await expect(trial.getByRole("status")).toContainText(/^Then:|ask one question/);
  await trial.getByLabel("Bond with the brand").selectOption("4");
  await expect(trial.getByRole("status")).toContainText("a clean break");
  await trial.getByRole("button", { name: "Close" }).click();
  await expect(verdict(page)).toHaveText(/asked to leave/);

  await page.getByRole("button", { name: "Rate the bond…" }).click();
  await expect(page.getByText("Words of theirs that you may want to weigh:")).toBeVisible();
  for (const group of await page.getByRole("form").getByRole("radiogroup").all()) await group.getByLabel("3").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Risk of lasting anger after leaving: high")).toBeVisible();

  await page.getByRole("button", { name: "Disagree…" }).click();
  await choose(page, { Path: "second_chance" });
  const against = page.getByText(/^The customer asked to leave on 3 Nov\w* 2026: “I want to cancel my contract”/);
  await expect(against).toBeVisible();
  await fill(page, { "Reason, for the journal": "Spoke to her: she would stay for a working line" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Their words when they took it back")).toHaveAccessibleDescription(/^Write their words/);
  await fill(page, { "Taken back on": "2026-11-20" });
  await choose(page, { "How do you know": "by_phone" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Start the second chance" })).toBeVisible();
  await page.getByRole("button", { name: "Follow the advice after all" }).click();
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
});

test("a step waits, is skipped with a reason, and is opened again; close now leaves clocks running", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-03" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("button", { name: "Skip, because…" }).click();
  await fill(page, { "Reason, for the journal": "Said on the phone already" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(step(page, "Cancel in billing")).toBeVisible();
  await expect(page.getByText("Because: Said on the phone already")).toBeVisible();
  await page.getByRole("button", { name: /^Say it once/ }).click();
  await page.getByRole("button", { name: "Reopen", exact: true }).click();
  await reload(page, "Say it once");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await page.getByRole("button", { name: "Waiting for…" }).click();
  await choose(page, { "Waiting for": "billing" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Waiting for billing since/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Cancel in billing/ }).click();
  await page.getByRole("button", { name: "They did it" }).click();
  await expect(page.getByText(/Waiting for billing since/)).toHaveCount(0);
  await expect(page.getByLabel(/^Reference of the cancellation/)).toBeEditable();
  await page.getByRole("button", { name: "Waiting for…" }).click();
  await choose(page, { "Waiting for": "billing" });
  await page.getByRole("button", { name: "Save" }).click();

  await page.getByRole("button", { name: "Close now…" }).click();
  await expect(page.getByText(/Still open: .*Farewell/)).toBeVisible();
  await fill(page, { "Reason, for the journal": "Moves to the team lead" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Left open: /)).toBeVisible();
  await expect(page.getByText(/due|overdue/).first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: /^Closed 21 Nov/ })).toBeVisible();
  await expect(verdict(page)).toBeHidden();
  await page.locator("summary", { hasText: "Verdict" }).click();
  await expect(verdict(page)).toBeVisible();
  await page.getByRole("button", { name: "Open again…" }).click();
  await fill(page, { "Reason, for the journal": "It was not over" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Waiting for billing since/).first()).toBeVisible();
});

test("two tabs on one case do not overwrite each other", async ({ page, context }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();

  const listening = await context.newPage();
  await listening.goto(page.url());
  await expect(step(listening, "Confirm the wish")).toBeVisible();
  const deaf = await context.newPage();
  await deaf.addInitScript(() => Reflect.deleteProperty(window, "BroadcastChannel"));
  await deaf.goto(page.url());
  await expect(step(deaf, "Confirm the wish")).toBeVisible();

  await page.getByRole("button", { name: "in writing" }).click();
  await expect(listening.getByText("Brought up to date: 1 act was added in another tab.")).toBeVisible();
  await deaf.getByRole("button", { name: "face to face" }).click();
  await expect(deaf.getByText("This case went on in another tab.")).toBeVisible();
  await expect(deaf.getByRole("button", { name: "face to face" })).toHaveCount(0);
});

test("where the browser refuses storage, the page says so and everything still works", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get: () => {
        throw new DOMException("refused", "SecurityError");
      },
    });
  });
  await start(page);
  await expect(page.getByText(/Kept only until this page closes/)).toBeVisible();
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
});

test("where the browser's storage never answers, what was done meanwhile follows without it", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(page.getByText(/Kept only until this page closes: the browser’s storage does not answer/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
});

test("what was typed in another tab is there when this one has the keyboard again", async ({ page, context }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  const other = await context.newPage();
  await other.clock.setFixedTime(TODAY);
  await other.goto(page.url());
  await choose(page, { "Country": "FR" });
  await choose(other, { "Country": "IT" });
  await fill(other, { "Notice received on": "2026-11-03" });
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect(page.getByLabel(/^Notice received on/)).toHaveValue("2026-11-03", { timeout: 500 });
  }).toPass();
  await expect(page.getByLabel(/^Country/)).toHaveValue("FR");
});

test("the same ticket read again says that nothing is new", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(verdict(page)).toBeVisible();
  await page.getByRole("link", { name: "Desk" }).click();
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(page.getByText(/^Nothing new since 21 Nov/)).toBeVisible();
});

test("offline is said, and the work goes on", async ({ page, context }) => {
  const library = page.waitForResponse(/providers\/sample\.json$/);
  await start(page);
  await expect(page.getByText("Oliver Sample")).toBeVisible();
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await library;
  await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/You are offline/)).toBeVisible();
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
});

for (const rest of ["wasm", "js"]) {
  test(`where the rest cannot be had the site says so, and it can be asked for again: ${rest}`, async ({ page, faults }) => {
    // A browser that could not have a script asks for it by another address.
    const path = new RegExp(`/clean_break_app_later\\.${rest}\\?*$`);
    await page.route(path, (route) => route.abort());
    await page.goto("/");
    await expect(page.getByRole("alert").filter({ hasText: "This part could not be loaded" })).toBeVisible();
    await page.unroute(path);
    await page.getByRole("button", { name: "Try again" }).click();
    await drop(page, "ticket.json", ticket("zendesk-english-germany"));
    await expect(page.getByRole("button", { name: "Start the clean break" })).toBeVisible();
    expect(faults.join("\n")).toContain("Failed to fetch");
    faults.length = 0;
  });
}

test("a second module of another build is not run", async ({ page, faults }) => {
  await page.route("**/clean_break_app_later.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: Buffer.concat([await response.body(), Buffer.from([0, 2, 1, 120])]) });
  });
  await page.goto("/");
  await expect(page.getByRole("alert").filter({ hasText: "This part could not be loaded" })).toBeVisible();
  expect(faults.join("\n")).toContain("integrity");
  faults.length = 0;
});

test("functions of another build are not given to the second module", async ({ page, faults }) => {
  await page.route("**/clean_break_app_later.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/_[0-9a-f]{16}/g, "_other") });
  });
  await page.goto("/");
  await expect(page.getByRole("alert").filter({ hasText: "This part could not be loaded" })).toBeVisible();
  expect(faults.join("\n")).toContain("Import #");
  faults.length = 0;
});

test("should the program stop, a calm message says that nothing is lost", async ({ page }) => {
  await start(page);
  await page.evaluate(() => {
    scrollTo(0, 300);
    window.dispatchEvent(new Event("clean-break-fault"));
  });
  const told = page.getByRole("alert").filter({ hasText: "Reload the page" });
  await expect(told).toBeInViewport();
  await expect(told).toBeFocused();
});

test("a trap in the program is told as its stop, and nothing is done after it", async ({ page, faults }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.evaluate(async () => {
    const path = "/clean_break_app.js";
    const { memory } = await (await import(path)).default();
    new Uint8Array(memory.buffer).fill(255);
  });
  await page.getByRole("button", { name: "What if…" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Reload the page" })).toBeVisible();
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(/^thrown: (memory access out of bounds|unreachable|table index is out of bounds)/);
  // It is not called any more, so it fails no second time.
  await page.getByRole("button", { name: "What if…" }).click();
  await page.getByRole("button", { name: "Disagree…" }).click();
  expect(faults).toHaveLength(1);
  faults.length = 0;
  await page.reload();
  await page.getByRole("button", { name: "What if…" }).click();
  await expect(page.getByRole("region", { name: "What if…" })).toBeVisible();
});

test("a quote lights up in the thread", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  const quote = page.getByRole("button", { name: /“.*I want to cancel my contract.*”/ });
  await quote.click();
  await expect(page.locator("mark.lit")).toBeFocused();
  await expect(page.locator("mark.lit")).toHaveText(/I want to cancel my contract/);
});

test("markup in a ticket is text", async ({ page }) => {
  await start(page);
  const hostile = ticket("zendesk-english-germany").replaceAll("I have had enough.", "<img src=x onerror=alert(1)><b>enough</b>");
  await drop(page, "ticket.json", hostile);
  await expect(page.getByText("<img src=x onerror=alert(1)>").first()).toBeVisible();
  await expect(page.locator("img")).toHaveCount(0);
});
