// Help desks and the widget's site at addresses of their own, answered by the browser's driver: real names, https and
// frames across sites, without a server.
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { expect, test as base, type BrowserContext, type Frame, type Page, type Route } from "@playwright/test";
import { watch } from "../e2e/faults.ts";

export { expect };

export const WIDGET = "https://widget.example.net";
/** The widget's site once more, on the same site as the desk without SDK: another origin, and yet no third party. */
export const SISTER = "https://widget.example.test";
export const ZENDESK = "https://acme.zendesk.com";
export const CHATWOOT = "https://chat.example.test";
export const FRONT = "https://app.frontapp.com";
export const DESK = "https://desk.example.test";
/** A copy of the widget's files among the desk's own. */
export const COPY = `${DESK}/clean-break`;
export const EVIL = "https://evil.test";
/** The SDKs' own apps. */
export const REFERENCE = "https://reference.example.test";

const here = fileURLToPath(new URL(".", import.meta.url));
const www = join(here, "../../www");

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The smallest module there is. */
const WASM = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]);

/** The headers that every server of the site must send, as the hosting guide has them. */
const guide = readFileSync(join(here, "../../docs/hosting.md"), "utf8");
const HEADERS = Object.fromEntries([...guide.matchAll(/add_header ([\w-]+) "([^"]+)" always;/g)].map(([, name, value]) => [name, value]));

const desks = [ZENDESK, CHATWOOT, FRONT, DESK, EVIL].join(" ");
const siteHeaders = {
  ...HEADERS,
  // As the guide says for a desk's frame, and for other sites that load the element.
  "Content-Security-Policy": HEADERS["Content-Security-Policy"]!.replace("frame-ancestors 'self'", `frame-ancestors 'self' ${desks}`),
  "Access-Control-Allow-Origin": "*",
};

const html = (body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title>
<link rel="icon" href="data:,"></head><body>${body}</body></html>`;

/** A page of a desk: one of the stand-ins of this folder. */
const deskPage = (name: string) => html(`<script type="module" src="/${name}.js"></script>`);

const bundles = new Map<string, string>();
function bundle(name: string): string {
  const known = bundles.get(name);
  if (known) return known;
  const built = buildSync({ entryPoints: [join(here, name)], bundle: true, write: false, format: "esm", logLevel: "error" });
  const text = built.outputFiles[0]!.text;
  bundles.set(name, text);
  return text;
}

/** What a test may set: its own page of the desk without SDK, that page's policy, files of the site that are missing. */
export interface World {
  page: string;
  policy: string | undefined;
  /** Whether that policy only reports. */
  reports: boolean;
  missing: string[];
  /** Whether the site lets nobody else show it in a frame. */
  unframed: boolean;
  /** What was asked of the site. */
  asked: string[];
  /** Where the real program is, if not its stand-in is to run: the folder of a released site. */
  site: string | undefined;
}

/** The path among the widget's files, where the address is one of those. */
function ownPath({ origin, pathname }: URL) {
  // The site is there twice.
  if (origin === WIDGET || origin === SISTER) return pathname.replace(/^\/copy(?=\/)/, "");
  return origin === DESK && pathname.startsWith("/clean-break/") ? pathname.slice("/clean-break".length) : undefined;
}

async function answer(route: Route, world: World) {
  const url = new URL(route.request().url());
  const { pathname } = url;
  const file = (body: string | Buffer, headers: Record<string, string> = {}) =>
    route.fulfill({ body, contentType: TYPES[extname(pathname)] ?? TYPES[".html"]!, headers });
  const local = (name: string) => readFileSync(join(here, name));
  const path = ownPath(url);
  if (path !== undefined) {
    world.asked.push(path);
    if (world.missing.includes(path)) return route.fulfill({ status: 404, body: "none", headers: siteHeaders });
    const read = () => {
      if (world.site && existsSync(join(world.site, path))) return readFileSync(join(world.site, path));
      if (path === "/clean_break_app_bg.wasm") return WASM;
      if (path === "/clean_break_app.js") return local("clean_break_app.js");
      // What is made when the site is built, and the parts of the real program that the stand-in has no use for.
      if (path.startsWith("/first/")) return Buffer.from('export default ["", ""];');
      if (/^\/clean_break_app_\w+\.js$/.test(path)) return Buffer.from("export {};");
      return readFileSync(join(www, path));
    };
    return file(read(), world.unframed ? { ...siteHeaders, ...HEADERS } : siteHeaders);
  }
  if (url.origin === REFERENCE) {
    if (pathname.endsWith(".js")) return file(bundle(pathname.slice(1)));
    return file(html(`<script type="module" src="/reference-${pathname.slice(1)}.js"></script>`));
  }
  if (pathname.endsWith(".js")) return file(local(pathname));
  if (url.origin === DESK || url.origin === EVIL) {
    const name = `Content-Security-Policy${world.reports ? "-Report-Only" : ""}`;
    return file(world.page, world.policy ? { [name]: world.policy } : {});
  }
  return file(deskPage(new Map([[ZENDESK, "zendesk"], [CHATWOOT, "chatwoot"], [FRONT, "front"]]).get(url.origin)!));
}

export async function open(context: BrowserContext, world: World) {
  await context.route(/^https?:/, async (route) => {
    const { origin } = new URL(route.request().url());
    const known = [WIDGET, SISTER, ZENDESK, CHATWOOT, FRONT, DESK, EVIL, REFERENCE].includes(origin);
    await (known ? answer(route, world) : route.abort());
  });
}

/** A page of the desk without SDK, with the element on it. */
export const withElement = (attributes = "", more = "") =>
  html(`<script type="module" src="${WIDGET}/clean-break.js"></script>${more}<clean-break ${attributes}></clean-break>`);

export const test = base.extend<{ world: World; faults: string[]; partitioned: boolean }>({
  // A browser as people have it, which keeps apart what frames store on other sites; the tests' own keeps nothing there.
  partitioned: [false, { option: true }],
  context: async ({ context, partitioned, playwright, launchOptions, viewport, locale, timezoneId }, use) => {
    if (!partitioned) return use(context);
    // The last such flag counts, and Playwright's own turns partitions off.
    const args = [...(launchOptions.args ?? []), "--disable-features=Translate"];
    const kept = await playwright.chromium.launchPersistentContext("", { ...launchOptions, args, viewport, locale, timezoneId });
    await use(kept);
    await kept.close();
  },
  world: [
    async ({ context }, use) => {
      const world: World = { page: withElement(), policy: undefined, reports: false, missing: [], unframed: false, asked: [], site: undefined };
      await open(context, world);
      await use(world);
    },
    { auto: true },
  ],
  // In all frames; a test that expects one empties the list.
  faults: [
    async ({ page }, use) => {
      const faults = await watch(page);
      await use(faults);
      expect(faults, "faults that no one saw").toEqual([]);
      for (const frame of page.frames()) {
        expect(await frame.evaluate(() => (window as any).hurt), "a script from a ticket ran").toBeUndefined();
      }
    },
    { auto: true },
  ],
});

/** The first frame of an address, once it is there. */
export async function frameOf(page: Page, origin: string): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${origin}/`));
  await expect.poll(() => find() !== undefined).toBe(true);
  return find()!;
}

/** Every widget that was mounted in a frame, without the functions. */
export const mounts = (frame: Frame | Page) =>
  frame.evaluate(() => JSON.parse(JSON.stringify((window as any).standIn ?? []))) as Promise<any[]>;
