// The main job: from a real ticket to a finished clean break, with a reload after every single step.
import { choose, drop, exported, fill, reload, start, step, tampered, ticket, verdict } from "./agent.ts";
import { expect, test } from "./page.ts";

test("a clean break from the ticket to the farewell", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));

  await expect(verdict(page)).toHaveText(/asked to leave\. Honour it today/);
  await expect(page.getByText("I want to cancel my contract").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /“.*I want to cancel my contract.*”/ })).toBeVisible();
  await expect(page.getByText("high", { exact: true })).toBeVisible();
  await expect(page.getByText("uncalibrated", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("did not help")).not.toHaveCount(0);

  await page.getByRole("button", { name: "Start the clean break" }).click();
  await reload(page, "Confirm the wish");
  await page.getByRole("button", { name: "in writing" }).click();
  await expect(page.getByLabel(/^Country/)).toHaveValue("DE");
  await fill(page, { "Notice received on": "2026-11-03" });
  await reload(page, "Confirm the wish");
  await expect(page.getByLabel(/^Notice received on/)).toHaveValue("2026-11-03");
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Say it once");
  await expect(page.getByLabel(/^Letter in the customer’s language/)).toHaveValue(/Hannah/);
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Cancel in billing");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Reference of the cancellation, Last day of the contract and Last charge" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Skip, because…" })).toHaveCount(0);
  await fill(page, {
    "Reference of the cancellation": "K-2291-77",
    "Last day of the contract": "2026-03-01",
    "Last charge still to be paid": "0",
  });
  const early = page.getByRole("listitem").filter({ hasText: /^○.*must not be before “Notice received on”/ });
  await expect(early).toContainText(/1 Mar\w* 2026.*3 Nov\w* 2026/);
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByLabel(/^Last day of the contract/)).toHaveAccessibleDescription(/must not be before “Notice received on”/);
  await fill(page, { "Last day of the contract": "2026-11-24" });
  await expect(early).toHaveCount(0);
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Settle the money");
  await fill(page, {
    "Paid in advance from": "2026-11-01",
    "Paid in advance until": "2026-11-30",
    "Paid for that period": "29.90",
    "Refund paid by": "2026-12-05",
  });
  // 29.90 × 6 unused of 30 days.
  await expect(page.getByRole("row", { name: /To the customer/ }).last()).toContainText("5.98");
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Data");
  await choose(page, { "Wants a copy of the data": "yes", "Wants the data erased": "yes" });
  await fill(page, { "Data request received on": "2026-11-20", "What the law makes us keep": "Invoices" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /^Not done yet\. Look at: / })).toBeVisible();
  await fill(page, { "Copy not sent yet: by": "2026-12-04", "Data erased on": "2026-11-21" });
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Alternatives");
  await fill(page, { "The most they want to pay in a month": "30" });
  await choose(page, { "How tied down may it be": "free" });
  // The catalogue that comes along is invented: its names must not reach a real customer.
  await expect(page.getByRole("button", { name: "Put these names on the leaving sheet" })).toHaveCount(0);
  await fill(page, { "Alternatives named": "Two fibre providers at the address; doing without" });
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "The leaving sheet");
  await fill(page, { "Whom to ask": "help@examplenet.test" });
  await expect(page.getByRole("article")).toContainText("K-2291-77");
  await expect(page.getByRole("article")).toContainText("5.98");
  await expect(page.getByRole("article")).toContainText("You will receive a copy by");
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Farewell");
  await expect(page.getByLabel(/^Letter in the customer’s language/)).toHaveValue(/send you the copy of your data by/);
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Stop contact");
  await expect(page.getByText("Our own rule, not the law’s").first()).toBeVisible();
  await fill(page, { "Objection to advertising received on": "2026-11-19" });
  await expect(page.getByText(/overdue since 19 Nov/).first()).toBeVisible();
  for (let left = 7; left > 0; left--) {
    await expect(page.getByRole("button", { name: "Stopped…" })).toHaveCount(left);
    await page.getByRole("button", { name: "Stopped…" }).first().click();
    await page.getByLabel(/^How can it be seen/).fill("never used");
    await page.getByRole("button", { name: "Save" }).click();
  }
  await expect(page.getByRole("button", { name: "Stopped…" })).toHaveCount(0);
  await page.getByRole("button", { name: "Done", exact: true }).click();

  await reload(page, "Close");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(page.getByText(/^Closed 21/)).toBeVisible();
  await expect(page.getByText("Every step is done or was skipped with a reason.")).toBeVisible();

  const file = await exported(page, "Export");
  await page.getByRole("link", { name: "Desk" }).click();
  await page.getByRole("button", { name: "Delete Hannah Example" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();

  await drop(page, "tampered.json", tampered(file, 7));
  await expect(page.getByRole("alert").filter({ hasText: /Entry 7, of .*it was changed after it was written.*What to do:/ })).toBeVisible();
  await drop(page, "export.json", file);
  await expect(page.getByText(/^Closed 21/)).toBeVisible();
});

test("a withdrawal gives all payments back, less the service that was asked for", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await expect(page.getByText(/It is not known whether they can still withdraw/)).toBeVisible();
  await fill(page, { "Notice received on": "2026-11-10", "Withdrawal declared on": "2026-11-10" });
  await expect(page.getByRole("listitem").filter({ hasText: /may be too late.*, not known/ }).last()).toBeVisible();
  await fill(page, { "Contract made on": "2026-11-01" });
  await expect(page.getByText("may be too late")).toHaveCount(0);
  const done = page.getByRole("button", { name: "Done", exact: true });
  await done.click();
  await expect(step(page, "Say it once")).toBeVisible();
  await done.click();
  await expect(step(page, "Cancel in billing")).toBeVisible();
  await fill(page, { "Reference of the cancellation": "W-1", "Last day of the contract": "2026-11-10", "Last charge still to be paid": "18.40" });
  await done.click();
  await expect(page.getByLabel(/^Last charge/)).toHaveAccessibleDescription(/is 0, because/);
  await fill(page, { "Last charge still to be paid": "0" });
  await done.click();
  await expect(step(page, "Settle the money")).toBeVisible();
  await fill(page, { "Paid in advance from": "2026-11-01", "Paid in advance until": "2026-11-30", "Paid for that period": "30" });
  await done.click();
  await expect(page.getByLabel(/^Did they expressly ask/)).toHaveAccessibleDescription("Choose one from the list.");
  await choose(page, { "Did they expressly ask": "asked_and_told" });
  // 30.00 × 10 of 30 days are for the service.
  await expect(page.getByRole("row", { name: /To the customer/ }).last()).toContainText("20.00");
  await expect(page.getByRole("row", { name: /Art\. 14\(3\)/ })).toContainText("10.00");
  await choose(page, { "Did they expressly ask": "not_shown" });
  await expect(page.getByRole("row", { name: /To the customer/ }).last()).toContainText("30.00");
  await done.click();
  await reload(page, "Data");
  await page.goto("/");
  await expect(page.getByRole("link", { name: /Hannah Example/ })).toHaveAttribute("href", /\/plan$/);
});

test("the same in French", async ({ page }) => {
  await start(page);
  await page.getByLabel("Language").selectOption("fr");
  await drop(page, "ticket.json", ticket("zendesk-french-france"));
  await page.getByRole("button", { name: "Commencer la séparation" }).click();
  const done = () => page.getByRole("button", { name: "Fait", exact: true }).click();
  const titles = ["confirm_wish", "say_it_once", "cancel", "money", "data", "alternatives", "sheet", "farewell"];
  const french = (await import("../../www/locales/fr.json", { with: { type: "json" } })).default.step as any;
  const label = (field: string) => french.field[field].replace(/\s*\(.*/, "");
  for (const title of titles) {
    await reload(page, french[title].title);
    if (title === "confirm_wish") {
      await page.getByRole("button", { name: "par écrit" }).click();
      await fill(page, { [label("notice_on")]: "2026-11-03" });
    }
    if (title === "cancel") {
      await fill(page, { [label("reference")]: "R-1", [label("end_date")]: "2026-11-30", [label("last_charge")]: "0" });
    }
    if (title === "data") await choose(page, { [label("wants_copy")]: "no", [label("wants_erasure")]: "no" });
    if (title === "sheet") await fill(page, { [label("contact")]: "aide@example.test" });
    if (title === "farewell") await expect(page.getByRole("textbox", { name: /^Lettre/ })).toHaveValue(/Bonjour|Madame|Monsieur/);
    await done();
  }
  await reload(page, french.stop_contact.title);
  const channels = page.getByRole("button", { name: "Arrêté…" });
  for (let left = 7; left > 0; left--) {
    await expect(channels).toHaveCount(left);
    await channels.first().click();
    await page.getByRole("form").getByRole("textbox").fill("jamais utilisé");
    await page.getByRole("button", { name: "Enregistrer" }).click();
  }
  await done();
  await reload(page, french.close.title);
  await done();
  await expect(page.getByText(/^Clos le 21/)).toBeVisible();
  const file = await exported(page, "Exporter");
  await page.getByRole("link", { name: "Bureau" }).click();
  await drop(page, "tampered.json", tampered(file, 5));
  await expect(page.getByRole("alert").filter({ hasText: "entrée 5" })).toBeVisible();
});

test("the customer takes the wish back half-way, and the plan turns into a repair", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "in writing" }).click();
  await fill(page, { "Notice received on": "2026-11-03" });
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(step(page, "Say it once")).toBeVisible();

  await page.getByRole("button", { name: "They want to stay after all…" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Reason, for the journal")).toHaveAccessibleDescription(/^Say why/);
  await choose(page, { "How do you know": "by_phone" });
  await fill(page, { "Reason, for the journal": "Called today: wants to stay if the line holds" });
  await page.getByRole("button", { name: "Save" }).click();
  await reload(page, "Take it on");
  await expect(page.getByRole("heading", { level: 2, name: "Second chance" })).toBeVisible();

  await page.getByRole("button", { name: "They want to leave…" }).click();
  await choose(page, { "How do you know": "in_writing" });
  await fill(page, { "Reason, for the journal": "The line dropped again" });
  await page.getByRole("button", { name: "Save" }).click();
  await reload(page, "Confirm the wish");
});
