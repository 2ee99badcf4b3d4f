// Where the program runs: one row a policy, a frame or a storage, with the real program. The rows are the tables of
// docs/embedding/policies.md too, so that what is promised there is what was seen here.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { CHATWOOT, COPY, DESK, SISTER, WIDGET, expect, test } from "../hosts/site.ts";
import { TODAY } from "./agent.ts";

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const CASE = JSON.parse(readFileSync(file("www/samples/clean-break-french.json"), "utf8"));

interface Row {
  /** As the table has it: the page, what happens, what to add. */
  told: [page: string, what: string, add: string];
  policy?: string;
  mode?: "auto" | "inline" | "frame";
  /** Where the files are. */
  files?: string;
  /** Instead of the element: a frame that a desk makes, with this sandbox. */
  sandbox?: string;
  /** The browser keeps something for frames of other sites, apart from all else. */
  partitioned?: true;
  /** Storage throws at the first touch. */
  throws?: true;
  /** The policy only reports. */
  reports?: true;
  /** The site lets nobody show it in a frame. */
  unframed?: true;
  runs?: "inline" | "frame";
  /** What the element must say, where the program does not run. */
  says?: RegExp;
  /** The events' codes, in order. */
  codes?: string[];
  /** Where it lives: "browser", "page" or, where that is not the row's subject, anywhere. */
  kept?: "browser" | "page";
  /** The only faults that the browser may write or report; none, where not given. */
  faults?: RegExp;
  /** How many `securitypolicyviolation` among them. */
  violations?: number;
}

/** A policy that allows nothing but what is named; ORIGIN stands for where the files are. */
const strict = (...directives: string[]) =>
  ["default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'", ...directives].join("; ").replaceAll("ORIGIN", WIDGET);

const WASM = "script-src ORIGIN 'wasm-unsafe-eval'";
const TYPED = ["require-trusted-types-for 'script'", "trusted-types 'none'"];
const NONCE = "script-src 'nonce-r4nd0m' 'strict-dynamic'";
const FRAMES = "frame-src ORIGIN";
/** What is written and reported when a page that does not allow WebAssembly is asked for it. */
const ASKED = /wasm-eval|WebAssembly/;
const UNKEPT = ["storage_unavailable"];

const POLICIES: Row[] = [
  { told: ["none", "in the page", ""], runs: "inline" },
  {
    told: [`\`${WASM}; connect-src ORIGIN\``, "in the page", ""],
    policy: strict(WASM, "connect-src ORIGIN"),
    runs: "inline",
  },
  {
    told: [`the same and \`${TYPED.join("; ")}\``, "in the page", ""],
    policy: strict(WASM, "connect-src ORIGIN", ...TYPED),
    runs: "inline",
  },
  {
    told: ["`script-src 'nonce-…' 'strict-dynamic' 'wasm-unsafe-eval'; connect-src ORIGIN`", "in the page", "the nonce on the one script"],
    policy: strict(`${NONCE} 'wasm-unsafe-eval'`, "connect-src ORIGIN"),
    runs: "inline",
  },
  {
    told: ["files copied to the page’s own origin, `script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'`", "in the page", ""],
    policy: strict("script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"),
    files: COPY,
    runs: "inline",
  },
  {
    told: [`\`${WASM}; connect-src ORIGIN; frame-src 'none'\``, "in the page", ""],
    policy: strict(WASM, "connect-src ORIGIN", "frame-src 'none'"),
    runs: "inline",
  },
  {
    told: ["`script-src ORIGIN; frame-src ORIGIN`", "in a frame, after one report", "`mode=\"frame\"`, and there is no report"],
    policy: strict("script-src ORIGIN", FRAMES),
    runs: "frame",
    codes: UNKEPT,
    faults: ASKED,
    violations: 1,
  },
  {
    told: ["the same, `mode=\"frame\"`", "in a frame", ""],
    policy: strict("script-src ORIGIN", FRAMES),
    mode: "frame",
    runs: "frame",
    codes: UNKEPT,
  },
  {
    told: ["the same and Trusted Types, `mode=\"frame\"`", "in a frame", ""],
    policy: strict("script-src ORIGIN", FRAMES, ...TYPED),
    mode: "frame",
    runs: "frame",
    codes: UNKEPT,
  },
  {
    told: ["`script-src 'nonce-…' 'strict-dynamic'; frame-src ORIGIN`, `mode=\"frame\"`", "in a frame", "the nonce on the one script"],
    policy: strict(NONCE, FRAMES),
    mode: "frame",
    runs: "frame",
    codes: UNKEPT,
  },
  {
    told: [`\`${WASM}; frame-src ORIGIN\``, "in a frame, after reports", "`connect-src ORIGIN`, and it runs in the page"],
    policy: strict(WASM, FRAMES),
    runs: "frame",
    codes: UNKEPT,
    faults: /connect-src|Content Security Policy/,
  },
  {
    told: ["`script-src ORIGIN`, `mode=\"inline\"`", "`wasm_blocked`", "`'wasm-unsafe-eval'`, or a frame"],
    policy: strict("script-src ORIGIN", FRAMES),
    mode: "inline",
    says: /does not allow WebAssembly/,
    codes: ["wasm_blocked"],
    faults: ASKED,
    violations: 1,
  },
  {
    told: ["`script-src ORIGIN; frame-src 'none'`", "`frame_blocked`", "`frame-src ORIGIN`, or `'wasm-unsafe-eval'` and `connect-src ORIGIN`"],
    policy: strict("script-src ORIGIN", "frame-src 'none'"),
    says: /must be in the page’s frame-src/,
    codes: ["frame_blocked"],
    faults: /wasm-eval|WebAssembly|frame-src|Framing/,
    violations: 2,
  },
  {
    told: ["any, and a site without the page’s origin in its `frame-ancestors`, `mode=\"frame\"`", "`frame_refused`", "the origin there"],
    mode: "frame",
    unframed: true,
    says: /frame-ancestors/,
    codes: ["frame_refused"],
    faults: /frame-ancestors|Framing|ERR_BLOCKED_BY_RESPONSE/,
  },
  {
    told: ["`script-src` without ORIGIN", "nothing: the element itself may not run", "ORIGIN, or a nonce"],
    policy: strict("script-src 'self'"),
    says: /^$/,
    faults: /script-src/,
  },
  {
    told: ["`sandbox allow-scripts`", "in the page; keeps nothing", "`allow-same-origin`"],
    policy: "sandbox allow-scripts",
    runs: "inline",
    kept: "page",
    codes: UNKEPT,
  },
  {
    told: ["the same, `mode=\"frame\"`", "`page_sandboxed`: such a page has no origin to speak to", "`allow-same-origin`"],
    policy: "sandbox allow-scripts",
    mode: "frame",
    says: /allow-same-origin/,
    codes: ["page_sandboxed"],
  },
  {
    told: ["a `Content-Security-Policy-Report-Only` that would forbid all", "in the page, with its reports", ""],
    policy: strict("script-src 'self'"),
    reports: true,
    runs: "inline",
    faults: /script-src|connect-src|report-only|WebAssembly|wasm/i,
  },
  {
    told: ["the same, `mode=\"frame\"`", "in a frame, with its reports", ""],
    policy: strict("script-src 'self'"),
    reports: true,
    mode: "frame",
    runs: "frame",
    codes: UNKEPT,
    faults: /script-src|frame-src|report-only/i,
  },
];

const PLACES: Row[] = [
  { told: ["the page itself", "the page’s browser storage", ""], runs: "inline", kept: "browser" },
  { told: ["a frame of the same site", "the widget’s own, as on its site", ""], mode: "frame", files: SISTER, runs: "frame", kept: "browser" },
  {
    told: ["a frame of another site", "apart for each desk", ""],
    mode: "frame",
    partitioned: true,
    runs: "frame",
    kept: "browser",
  },
  {
    told: ["the same, where the browser keeps nothing for other sites", "this tab only; `storage_unavailable`", "a frame of the same site"],
    mode: "frame",
    runs: "frame",
    kept: "page",
    codes: UNKEPT,
  },
  { told: ["storage that throws", "this tab only; `storage_unavailable`", ""], throws: true, runs: "inline", kept: "page", codes: UNKEPT },
  {
    told: ["`sandbox=\"allow-scripts allow-same-origin allow-downloads\"`", "as without `sandbox`", ""],
    sandbox: "allow-scripts allow-same-origin allow-downloads",
    partitioned: true,
    runs: "frame",
    kept: "browser",
  },
  {
    told: ["`sandbox=\"allow-scripts allow-downloads\"`", "this tab only", "`allow-same-origin`"],
    sandbox: "allow-scripts allow-downloads",
    partitioned: true,
    runs: "frame",
    kept: "page",
  },
];

/** The element's events, heard from outside the page's policy. */
const listen = (page: Page) =>
  page.addInitScript(() => {
    const codes: string[] = ((window as any).codes = []);
    addEventListener("cb-error", (event) => codes.push((event as CustomEvent).detail.code));
    addEventListener("cb-ready", (event) => ((window as any).ready = (event as CustomEvent).detail.mode));
  });

const refuseStorage = (page: Page) =>
  page.addInitScript(() => {
    for (const name of ["indexedDB", "localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    }
  });

for (const row of [...POLICIES, ...PLACES]) {
  const { told, policy, mode = "auto", files = WIDGET, sandbox, runs, says, codes = [], kept } = row;
  test.describe(() => {
    test.use({ partitioned: Boolean(row.partitioned) });
    test(`${told[0]}: ${told[1]}`, async ({ page, world, faults }) => {
      world.site = file("dist");
      world.policy = policy;
      world.reports = Boolean(row.reports);
      world.unframed = Boolean(row.unframed);
      world.page = `<!doctype html><html lang="en"><title>Desk</title><link rel="icon" href="data:,">
        <script type="module" nonce="r4nd0m" src="${files}/clean-break.js"></script><clean-break lang="en" mode="${mode}"></clean-break>`;
      await page.clock.setFixedTime(TODAY);
      await listen(page);
      if (row.throws) await refuseStorage(page);
      const app = `${files}/embed.html?host=chatwoot&lang=en`;
      await page.goto(sandbox ? `${CHATWOOT}/?app=${encodeURIComponent(app)}&sandbox=${sandbox}` : `${DESK}/`);

      const element = page.locator("clean-break");
      const inner = runs === "frame" ? page.locator("iframe").contentFrame() : element;
      if (!sandbox) await element.evaluate((one: any, given) => (one.context = given), CASE);
      if (runs) {
        await expect(inner.locator("#verdict-title")).toHaveText(sandbox ? /\w/ : /Stop trying to win them back/);
        if (!sandbox) expect(await page.evaluate(() => (window as any).ready)).toBe(runs);
      } else if (says) {
        await expect(element).toHaveText(says);
        if (codes.length > 0) await expect(element.getByRole("alert")).toHaveText(says);
        await expect(element.locator("iframe, .clean-break")).toHaveCount(0);
      }
      expect(await page.evaluate(() => (window as any).codes)).toEqual(codes);
      if (sandbox) {
        // Frames without `allow-forms` never submit one, and this must work there all the same.
        await page.locator("iframe").evaluate((frame: HTMLIFrameElement) => ((frame.width = "400"), (frame.height = "700")));
        await inner.getByRole("button", { name: "Disagree…" }).click();
        await inner.getByLabel("Path", { exact: true }).selectOption("second_chance");
        await inner.getByLabel("Reason, for the journal").fill("Spoke to her");
        await inner.getByLabel("Reason, for the journal").press("Enter");
        await expect(inner.getByRole("button", { name: "Follow the advice after all" })).toBeVisible();
      }
      if (kept) {
        await expect(inner.getByText(/^Kept only while this ticket stays open/)).toHaveCount(kept === "page" ? 1 : 0);
      }
      // For what comes late; the driver never sees a shared worker's requests end.
      await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => {});
      const seen = faults.splice(0);
      expect(seen.filter((fault) => !row.faults?.test(fault))).toEqual([]);
      if (row.violations) expect(seen.filter((fault) => fault.startsWith("policy: "))).toHaveLength(row.violations);
    });
  });
}

/** A table of the guide. */
const table = (head: Row["told"], rows: Row[]) =>
  [head, head.map(() => "---"), ...rows.map(({ told }) => told)].map((cells) => `| ${cells.join(" | ")} |\n`).join("");

test("the guide has these rows, and no others", () => {
  const guide = readFileSync(file("docs/embedding/policies.md"), "utf8");
  expect(guide).toContain(table(["the page’s policy", "the widget", "what to add"], POLICIES));
  expect(guide).toContain(table(["where", "what is kept", "what to add"], PLACES));
  expect(guide.match(/^\| /gm)).toHaveLength(POLICIES.length + PLACES.length + 4);
});
