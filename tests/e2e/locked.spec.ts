// An export behind a passphrase: made in one browser, opened in another, and refused when it was changed.
import { createCipheriv, createDecipheriv, pbkdf2Sync } from "node:crypto";
import { drop, exported, field, start, step, ticket, verdict } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";

const PASSPHRASE = "a long way home";
/** As some keyboards write it: letters and their accents apart. */
const APART = "le café où Zoë attend".normalize("NFD");

/** The same file behind another passphrase: what opens it must be the first one, byte by byte. */
function locked(file: string, opened: string, by: string) {
  const locked = JSON.parse(file);
  const bytes = (text: string) => Buffer.from(text, "base64url");
  const key = (passphrase: string) => pbkdf2Sync(passphrase, bytes(locked.salt), locked.iterations, 32, "sha256");
  const content = bytes(locked.content);
  const decipher = createDecipheriv("aes-256-gcm", key(opened), bytes(locked.vector));
  decipher.setAAD(Buffer.from(locked.schema)).setAuthTag(content.subarray(-16));
  const plain = Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()]);
  const cipher = createCipheriv("aes-256-gcm", key(by), bytes(locked.vector));
  cipher.setAAD(Buffer.from(locked.schema));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({ ...locked, content: sealed.toString("base64url") });
}

test("a file behind a passphrase opens with it in another browser, and with nothing else", async ({ page, browser }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(verdict(page)).toBeVisible();
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await expect(step(page, "Confirm the wish")).toBeVisible();
  await page.getByRole("button", { name: "Export with a passphrase" }).click();
  const form = page.getByRole("form", { name: "Export with a passphrase" });
  await field(page, "Passphrase").fill("too short");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Choose at least 12 characters.")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await field(page, "Passphrase").fill(PASSPHRASE);
  const file = await exported(page, "Save");
  const locked = JSON.parse(file);
  expect(locked).toMatchObject({ schema: "clean-break/locked-export@1", iterations: 600000, cipher: "AES-256-GCM" });
  expect(file).not.toContain("Hannah");
  // The passphrase is kept nowhere: a form that is opened again is empty.
  await page.getByRole("button", { name: "Export with a passphrase" }).click();
  await expect(field(page, "Passphrase")).toHaveValue("");

  const other = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: "en-GB" });
  const elsewhere = await other.newPage();
  await start(elsewhere);
  await drop(elsewhere, "case.json", file);
  const asked = elsewhere.getByLabel("This file is encrypted. Which passphrase opens it?");
  await expect(asked).toBeFocused();
  await asked.fill("another way home");
  await asked.press("Enter");
  await expect(elsewhere.getByRole("alert").filter({ hasText: "This passphrase does not open the file" })).toBeVisible();
  expect(await accessibilityFaults(elsewhere)).toEqual([]);
  const swap = locked.content.startsWith("A") ? "B" : "A";
  await drop(elsewhere, "case.json", JSON.stringify({ ...locked, content: swap + locked.content.slice(1) }));
  await asked.fill(PASSPHRASE);
  await asked.press("Enter");
  await expect(elsewhere.getByRole("alert").filter({ hasText: "or the file was changed" })).toBeVisible();
  // What is known to be wrong is named before anybody is asked.
  await drop(elsewhere, "case.json", JSON.stringify({ ...locked, cipher: "ROT13" }));
  const told = "The file cannot be read at cipher: here is “ROT13”, where “AES-256-GCM” is needed.";
  await expect(elsewhere.getByRole("alert").filter({ hasText: told })).toBeVisible();
  await drop(elsewhere, "case.json", file);
  await asked.fill(PASSPHRASE);
  await asked.press("Enter");
  await expect(verdict(elsewhere).or(step(elsewhere, "Confirm the wish")).first()).toBeVisible();
  await expect(asked).toHaveCount(0);
  await other.close();
});

test("a passphrase with accents opens its file from every keyboard, and files of before as they were typed", async ({ page }) => {
  await start(page);
  await drop(page, "ticket.json", ticket("zendesk-english-germany"));
  await expect(verdict(page)).toBeVisible();
  await page.getByRole("button", { name: "Start the clean break" }).click();
  await page.getByRole("button", { name: "Export with a passphrase" }).click();
  await field(page, "Passphrase").fill(APART);
  const file = await exported(page, "Save");
  const earlier = locked(file, APART.normalize("NFC"), APART);
  for (const [of, typed] of [
    [file, APART],
    [file, APART.normalize("NFC")],
    [earlier, APART],
  ] as const) {
    await page.goto("/");
    await drop(page, "case.json", of);
    const asked = page.getByLabel("This file is encrypted. Which passphrase opens it?");
    await asked.fill(typed);
    await asked.press("Enter");
    await expect(verdict(page).or(step(page, "Confirm the wish")).first()).toBeVisible();
  }
});
