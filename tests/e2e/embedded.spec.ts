// The program itself on four desks: what the stand-in of the other specs cannot show.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CHATWOOT, DESK, FRONT, WIDGET, ZENDESK, expect, test, withElement } from "../hosts/site.ts";

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const CASE = JSON.parse(readFileSync(file("www/samples/clean-break-french.json"), "utf8"));
/** The strictest page that lets the program run. */
const POLICY = `default-src 'none'; script-src ${WIDGET} 'wasm-unsafe-eval'; connect-src ${WIDGET}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`;

test.beforeEach(({ world }) => {
  world.site = file("dist");
});

for (const mode of ["inline", "frame"]) {
  test(`${mode}: a verdict, its tag as an event, and the next ticket`, async ({ page, world }) => {
    world.page = withElement(`mode="${mode}" lang="en"`);
    if (mode === "inline") world.policy = POLICY;
    await page.goto(`${DESK}/`);
    const element = page.locator("clean-break");
    const inner = mode === "frame" ? element.locator("iframe").contentFrame() : element;
    const tags = element.evaluate(
      (one) =>
        new Promise((resolve) => {
          one.addEventListener("cb-add-tags", (event: any) => {
            event.preventDefault();
            resolve(event.detail);
          });
        }),
    );
    await element.evaluate((one: any, given) => (one.context = given), CASE);
    await expect(inner.getByRole("heading", { name: "Stop trying to win them back" })).toBeVisible();
    await element.evaluate((one: any) => (one.tag = "leaving"));
    await inner.getByRole("button", { name: "Tag ticket" }).click();
    expect(await tags).toMatchObject({ desk: "page", place: "desk.example.test", ticket: CASE.id, tags: ["leaving"] });
    await expect(inner.getByText(`Ticket ${CASE.id} now has the tag`)).toBeVisible();
    expect(await element.evaluate((one: any) => one.getState())).toMatchObject({ schema: "clean-break/export@1" });
    await element.evaluate((one: any) => (one.lang = "it"));
    await expect(inner.getByRole("button", { name: "Esporta" }).first()).toBeVisible();
    await element.evaluate((one: any, given) => (one.context = given), { ...CASE, id: "R-7" });
    await expect(inner.getByRole("heading", { name: /R-7/ })).toBeAttached();
  });
}

for (const [name, desk, ticket, writes] of [
  ["Zendesk", ZENDESK, "8421", ["Étiqueter le ticket", "Ajouter la note au ticket"]],
  ["Chatwoot", CHATWOOT, "131", []],
  ["Front", FRONT, "cnv_1", ["Tag ticket"]],
] as const) {
  test(`${name}: the ticket as its desk tells it, with scripts as text, and what the desk takes`, async ({ page }) => {
    // The tag is set by the frame's address, and in Zendesk by the app's setting.
    const app = encodeURIComponent(`${WIDGET}/embed.html${name === "Front" ? "?tag=vip" : ""}`);
    await page.goto(`${desk}/?app=${app}${name === "Zendesk" ? "&tag=leaving" : ""}`);
    const inner = page.frameLocator("iframe");
    await expect(inner.getByRole("heading", { name: new RegExp(`${ticket}, Léa Bernard <img`) })).toBeAttached();
    for (const write of writes) {
      await inner.getByRole("button", { name: write }).click();
      await expect(inner.getByRole("button", { name: /^(Fermer|Dismiss)$/ })).toBeVisible();
      await inner.getByRole("button", { name: /^(Fermer|Dismiss)$/ }).click();
    }
    const { editor, values, tagged } = await page.evaluate(() => JSON.parse(JSON.stringify((window as any).host)));
    if (name === "Zendesk") {
      expect(editor).toMatch(/^Clean Break, [^<]*<br>.*<br>clean-break\/state@1:[\w-]+\.$/);
      expect(values["ticket.comment"].type).toBe("internalNote");
    }
    if (writes.length > 0) expect(tagged ?? values["ticket.tags"]).toContain(name === "Front" ? "tag_2" : "leaving");
  });
}
