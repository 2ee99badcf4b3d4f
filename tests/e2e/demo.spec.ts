// The rehearsal desks: each desk's protocol around the real widget, read and written to; the guide's pictures are taken
// here.
import { buildSync } from "esbuild";
import { TODAY } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { FrameLocator, Locator, Page } from "@playwright/test";

type Widget = FrameLocator | Locator;

const DESKS = ["zendesk", "chatwoot", "front", "page"] as const;
type Name = (typeof DESKS)[number];

/** Opens a desk, and the widget where it is a tab. */
async function visit(page: Page, name: Name, query = ""): Promise<Widget> {
  await page.clock.setFixedTime(TODAY);
  await page.goto(`/demo/${name}.html${query}`);
  await expect(page.locator("main > h1")).toContainText("1001");
  if (name === "chatwoot") await page.getByRole("button", { name: "Clean Break", exact: true }).click();
  return name === "page" ? page.locator("clean-break") : page.frameLocator("section.app iframe");
}

const verdict = (widget: Widget) => widget.getByRole("heading", { name: /asked to leave|demandé à partir|chiesto di andarsene/ });
const composer = (page: Page) => page.getByLabel("Text", { exact: true });
const ticket = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(name) });
const log = (page: Page) => page.locator(".log");

for (const name of DESKS) {
  test(`${name}: the open ticket is read, and read again when another is opened`, async ({ page }) => {
    const widget = await visit(page, name);
    await expect(verdict(widget)).toBeVisible();
    await ticket(page, "Margaux").click();
    if (name === "chatwoot") {
      // The desk destroys the frame with each conversation.
      await expect(page.locator("iframe")).toHaveCount(0);
      await page.getByRole("button", { name: "Clean Break", exact: true }).click();
    }
    await expect(widget.getByText(/1002/).first()).toBeVisible();
    await expect(verdict(widget)).toBeHidden();
  });

  test(`${name}: looks right, light and dark, and axe finds nothing`, async ({ page }) => {
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const widget = await visit(page, name);
      await expect(verdict(widget)).toBeVisible();
      expect(await accessibilityFaults(page), theme).toEqual([]);
      await page.screenshot({ path: `test-results/pictures/desk-${name}-${theme}.png` });
    }
  });
}

test("desks fit a narrow window", { tag: "@sidebar" }, async ({ page }) => {
  for (const name of DESKS) {
    await visit(page, name);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, name).toBeLessThanOrEqual(0);
  }
});

for (const name of ["zendesk", "front", "page"] as const) {
  test(`${name}: reply and tags are written into the ticket that is open, on a click`, async ({ page }) => {
    const widget = await visit(page, name);
    await widget.getByRole("button", { name: "Start the clean break" }).click();
    await expect(composer(page)).toHaveValue("");
    await widget.getByRole("button", { name: "Insert into reply" }).first().click();
    await expect(composer(page)).toHaveValue(/Oliver/);
    expect(await composer(page).inputValue(), "plain text").not.toMatch(/<br>|&amp;|&#39;/);
    await widget.getByRole("button", { name: "Tag ticket" }).click();
    await expect(page.getByText(/^Tags: .*clean-break:parting/)).toBeVisible();
    await ticket(page, "Margaux").click();
    await expect(composer(page)).toHaveValue("");
    await expect(page.getByText("Tags: panne")).toBeVisible();
    await ticket(page, "Oliver").click();
    await expect(composer(page)).toHaveValue(/Oliver/);
  });
}

for (const name of ["zendesk", "page"] as const) {
  test(`${name}: a note goes into an internal note, never into the reply`, async ({ page }) => {
    const widget = await visit(page, name);
    await expect(verdict(widget)).toBeVisible();
    await widget.getByRole("button", { name: "Add note to ticket" }).click();
    await expect(composer(page)).not.toHaveValue("");
    await expect(page.getByRole("radio", { name: "Internal note" })).toBeChecked();
    await page.getByRole("radio", { name: "Reply to the customer" }).check();
    await expect(composer(page)).toHaveValue("");
  });
}

test("chatwoot: what cannot be written is offered as a copy", async ({ page }) => {
  const widget = await visit(page, "chatwoot");
  await expect(widget.getByRole("button", { name: "Add note to ticket" })).toHaveCount(0);
  await widget.getByRole("button", { name: "Copy note for the ticket" }).click();
  await expect(widget.getByText("The note is copied. Paste it as an internal note: it is not meant for the customer.")).toBeVisible();
  // A file may never reach the agent: it is offered as text until it is copied.
  await widget.getByRole("button", { name: "Export" }).first().click();
  await widget.getByRole("button", { name: "Copy it instead" }).click();
  await expect(widget.getByText("Copied", { exact: true })).toBeVisible();
  await expect(widget.getByRole("button", { name: "Copy it instead" })).toHaveCount(0);
});

test("a message that comes in is read where the desk tells of it", async ({ page }) => {
  for (const name of ["zendesk", "front", "page"] as const) {
    const widget = await visit(page, name);
    await expect(verdict(widget)).toBeVisible();
    await page.getByRole("button", { name: "A message comes in" }).click();
    await expect(widget.getByText("Is anybody there?").first(), name).toBeAttached();
  }
});

test("the page's element may be shown in a frame", async ({ page }) => {
  await visit(page, "page", "?mode=frame");
  const widget = page.frameLocator("clean-break iframe");
  await expect(verdict(widget)).toBeVisible();
  await widget.getByRole("button", { name: "Tag ticket" }).click();
  await expect(page.getByText(/^Tags: .*clean-break:parting/)).toBeVisible();
  await expect(log(page)).toContainText('"mode":"frame"');
});

for (const [locale, words, spoken] of [["fr-FR", "Répétition", "Ancienneté"], ["it-IT", "Prova", "Cliente da"]] as const) {
  test.describe(locale, () => {
    test.use({ locale });
    test(`desk and widget speak ${locale}`, async ({ page }) => {
      const widget = await visit(page, "page");
      await expect(page.getByText(new RegExp(words))).toBeVisible();
      await expect(widget.getByText(spoken).first()).toBeVisible();
    });
  });
}

test("both ends speak as recorded: Zendesk's wire", async ({ page }) => {
  const widget = await visit(page, "zendesk");
  await expect(verdict(widget)).toBeVisible();
  const said = await page.evaluate(() => (window as any).host.log.map(({ from, message }: any) => [from, message.key ?? message.request ?? "answer"].join(" ")));
  expect(said.slice(0, 2)).toEqual(["app iframe.handshake", "host zaf.app.registered"]);
  expect(said).toContain("app iframe.on:ticket.conversation.changed");
  expect(said).toContain("app get");
});

test.describe("the vendors' own SDKs take these desks for theirs", () => {
  /** Puts an app made with the SDK where the widget would be. */
  async function withSdk(page: Page, name: "zendesk" | "front") {
    const [bundle] = buildSync({ entryPoints: [`tests/hosts/reference-${name}.js`], bundle: true, write: false, format: "esm", logLevel: "error" }).outputFiles;
    await page.route("**/embed.html?*", (route) =>
      route.fulfill({ contentType: "text/html", body: `<!doctype html><title>app</title><script type="module" src="/reference.js"></script>` }));
    await page.route("**/reference.js", (route) => route.fulfill({ contentType: "text/javascript", body: bundle!.text }));
    await page.goto(`/demo/${name}.html`);
    await expect.poll(() => page.frames().length).toBe(2);
    return page.frames()[1]!;
  }

  test("Zendesk", async ({ page }) => {
    const sdk = await withSdk(page, "zendesk");
    await sdk.waitForFunction(() => (window as any).client?.ready);
    expect(await sdk.evaluate(() => (window as any).reference.read())).toMatchObject({ "ticket.id": 1001, errors: {} });
    expect(await sdk.evaluate(() => (window as any).client.get("ticket.nope").catch((error: Error) => error.message))).toContain("No such Api");
    await sdk.evaluate(() => (window as any).reference.insert_reply("Dear <b>Oliver</b>,\nit is settled."));
    await expect(composer(page)).toHaveValue("Dear <b>Oliver</b>,\nit is settled.");
    await sdk.evaluate(() => (window as any).reference.add_note("For us"));
    await expect(composer(page)).toHaveValue("For us");
    await sdk.evaluate(() => (window as any).reference.add_tags(["one", "two"]));
    await expect(page.getByText("Tags: billing, one, two")).toBeVisible();
    await sdk.waitForFunction(() => (window as any).heard.some(([name]: [string]) => name === "ticket.tags.changed"));
  });

  test("Front", async ({ page }) => {
    const sdk = await withSdk(page, "front");
    await sdk.waitForFunction(() => (window as any).context?.type === "singleConversation");
    const run = (name: string, ...args: unknown[]) =>
      sdk.evaluate(([name, args]) => (window as any).reference[name]((window as any).context, ...args), [name, args] as [string, unknown[]]);
    await run("read");
    expect(await sdk.evaluate(() => (window as any).messages.map(({ date }: any) => date instanceof Date))).toEqual([true, true, true, true]);
    await run("insert_reply", "It is settled.", "msg_1");
    await expect(composer(page)).toHaveValue("It is settled.");
    await sdk.waitForFunction(() => (window as any).context.conversation.draftId);
    await run("update_reply", "dra_1001", "Twice.");
    await expect(composer(page)).toHaveValue("It is settled.\n\nTwice.");
    await run("add_tags", ["clean-break:parting"]);
    await expect(page.getByText(/^Tags: .*clean-break:parting/)).toBeVisible();
  });
});
