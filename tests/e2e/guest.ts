// A help desk's page around the program, and the ways to it: what the tests of the guest share.
import type { Page } from "@playwright/test";
import { TODAY, ticket } from "./agent.ts";

const HOST = `<!doctype html><html lang="de"><title>Help desk</title><link rel="icon" href="data:,">
<style>* { color: red !important; } button { display: none; } h1, p { font-size: 60px; text-transform: uppercase; }</style>
<label>Reply <textarea id="reply"></textarea></label><div id="place"></div>`;

/** A help desk's page with the program mounted in a shadow root; `desk` in the page is the way to it. */
export async function visit(page: Page, options: object = {}, clock: "fixed" | "by hand" = "fixed") {
  if (clock === "fixed") await page.clock.setFixedTime(TODAY);
  else await page.clock.install({ time: TODAY });
  await page.route("**/desk.html", (route) => route.fulfill({ contentType: "text/html", body: HOST }));
  await page.goto("/desk.html");
  await page.evaluate(async (options) => {
    const path = "/clean_break_app.js";
    const program = await import(path);
    const wasm = await program.default({ module_or_path: "/clean_break_app_bg.wasm" });
    const styles = new CSSStyleSheet();
    await styles.replace(await (await fetch("/styles.css")).text());
    const desk = { sent: [] as object[], asked: 0, answer: { done: true } as object | null, widget: null as any, wasm };
    (window as any).desk = desk;
    (desk as any).mount = () => {
      const element = document.createElement("div");
      const shadow = element.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [styles];
      const root = shadow.appendChild(document.createElement("div"));
      document.getElementById("place")!.append(element);
      const widget = program.mount(root, {
        embedded: true,
        base: "/",
        lang: "en",
        send: (intent: object) => {
          desk.sent.push(intent);
          return desk.answer ? Promise.resolve(desk.answer) : new Promise(() => {});
        },
        refresh: () => desk.asked++,
        ...options,
      });
      return { element, widget };
    };
    desk.widget = (desk as any).mount().widget;
  }, options);
}

/** What the desk says of a ticket. */
export function contextOf(number: string, more: object = {}) {
  const payload = JSON.parse(ticket("zendesk-english-germany").replaceAll("20431", number));
  const capabilities = { insert_reply: true, add_note: true, add_tags: true };
  return JSON.stringify({ desk: "zendesk", place: "acme.zendesk.com", ticket: number, capabilities, payload, ...more });
}

/** Tells the widget a ticket. */
export function tell(page: Page, number: string, more: object = {}) {
  return page.evaluate((json) => (window as any).desk.widget.setContext(json), contextOf(number, more));
}

/** What the widget has asked of the desk. */
export const sent = (page: Page) => page.evaluate(() => (window as any).desk.sent);
