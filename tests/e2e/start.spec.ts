// The start screen: what only a browser shows of it.
import { drop, start, ticket } from "./agent.ts";
import { expect, test } from "./page.ts";

test("a pasted text survives a reload, and goes once it was read", async ({ page }) => {
  await start(page);
  const box = page.getByLabel("Thread, or a ticket as JSON");
  const thread = "Ann Fox, 2 Nov 2026: It does not work.\nSupport, 3 Nov 2026: We are sorry.";
  // It is written while the page stays, which nothing tells: on a busy machine a moment may be too short.
  await expect(async () => {
    await box.fill(thread);
    await page.waitForTimeout(500);
    await page.reload();
    await expect(box).toHaveValue(thread, { timeout: 1000 });
  }).toPass();
  await page.getByRole("button", { name: "Read it" }).click();
  const ann = page.getByRole("button", { name: /^Ann Fox/ });
  await ann.or(page.getByRole("link", { name: "Desk" })).first().waitFor();
  if (await ann.isVisible()) await ann.click();
  await expect(page.getByText("Read as: Pasted text, desk “paste”.")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Saved" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Desk" }).click();
  await expect(box).toHaveValue("");
  await page.reload();
  await expect(page.getByRole("link", { name: /Ann Fox|paste/ }).first()).toBeVisible();
  await expect(box).toHaveValue("");
});

test("saved cases of one name are told apart, and a file says its desk", async ({ page }) => {
  await start(page);
  const file = JSON.parse(ticket("zendesk-english-germany"));
  await drop(page, "one.json", JSON.stringify(file));
  await expect(page.getByText(/^Read as: Zendesk ticket, desk “/)).toBeVisible();
  await page.getByRole("link", { name: "Desk" }).click();
  file.ticket.id += 1;
  await drop(page, "two.json", JSON.stringify(file));
  await expect(page.getByText(/^Read as: Zendesk ticket/)).toBeVisible();
  await page.getByRole("link", { name: "Desk" }).click();
  for (const number of [file.ticket.id - 1, file.ticket.id]) {
    const link = page.getByRole("link", { name: new RegExp(`Hannah Example.*Case ${number}.*last act `) });
    await expect(link).toHaveCount(1);
    await expect(page.getByRole("button", { name: new RegExp(`^Delete Hannah Example \\(.*/${number}\\)$`) })).toHaveCount(1);
  }
  await drop(page, "cut.json", '{"ticket": ');
  await expect(page.getByRole("alert").filter({ hasText: "At the top: " })).toBeVisible();
});
