// What others install: the npm package, the Zendesk app, the page of snippets; and the element against its contract.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { buildSync } from "esbuild";
import * as blocks from "../../www/snippet/blocks.js";
import { LANGUAGES, TODAY } from "./agent.ts";
import { accessibilityFaults, expect, test } from "./page.ts";
import type { Page } from "@playwright/test";

const PACKAGE = "dist/embed";
const TYPES: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".css": "text/css" };
const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const contract = json("xtask/contract/element.json");
const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
const sorted = (list: Iterable<string>) => [...new Set(list)].sort();

/** Every file under a folder. */
const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

function run(command: string, args: string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  expect(status, `${stdout}${stderr}`.slice(0, 4000)).toBe(0);
  return stdout;
}

/** A folder in which `clean-break` is installed. */
function consumer(act: (folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), "clean-break-consumer-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(join(process.cwd(), PACKAGE), join(folder, "node_modules/clean-break"));
    act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.describe("the npm package", () => {
  test("packs what it names and needs, and nothing else", () => {
    const [{ name, version, files: packed }] = JSON.parse(run("npm", ["pack", "--dry-run", "--json"], PACKAGE));
    const paths: string[] = packed.map(({ path }: { path: string }) => path);
    expect(name).toBe("clean-break");
    expect(readFileSync("Cargo.toml", "utf8")).toContain(`version = "${version}"`);
    const { exports, types, customElements, sideEffects } = json(`${PACKAGE}/package.json`);
    const named = Object.values<any>(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values<string>(entry)));
    for (const path of [...named, types, customElements, ...sideEffects]) expect(paths).toContain(path.replace("./", ""));
    for (const path of ["embed.html", "styles.css", "clean_break_app_bg.wasm", "locales/fr.json", "phrases/it.txt", "rules/eu.json", "README.md", "LICENSE-MIT"]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => /^(demo|snippet|samples|zendesk|index\.html|pure\.js)/.test(path))).toEqual([]);
    // Whatever the program loads, the package has: also parts of it that come later.
    const program = readdirSync("dist").filter((path) => /\.(wasm|js)$/.test(path) && path !== "boot.js");
    for (const path of program) expect(paths).toContain(path);
  });

  test("has the right hash of every file that is loaded", () => {
    const { files: hashes, version } = json(`${PACKAGE}/sri.json`);
    expect(version).toBe(json(`${PACKAGE}/package.json`).version);
    for (const [path, hash] of Object.entries(hashes)) {
      expect(hash).toBe(`sha384-${createHash("sha384").update(readFileSync(join(PACKAGE, path))).digest("base64")}`);
    }
    for (const path of ["clean-break.js", "embed/pure.js", "clean_break_app.js", "clean_break_app_bg.wasm"]) expect(hashes).toHaveProperty([path]);
  });

  test("gives the class and the API in Node, and touches nothing", () => {
    const script = `
      const before = Object.getOwnPropertyNames(globalThis).sort().join();
      const { CleanBreak } = await import("clean-break/pure");
      if (typeof CleanBreak !== "function") throw new Error("no class");
      if (Object.getOwnPropertyNames(globalThis).sort().join() !== before) throw new Error("globals were changed");
      const { readFile } = await import("node:fs/promises");
      const { default: init, readMessage } = await import("clean-break/api");
      await init({ module_or_path: await readFile(new URL(import.meta.resolve("clean-break/api.wasm"))) });
      if (readMessage("Please cancel my contract.").lang !== "en") throw new Error("no reading");`;
    consumer((folder) => {
      writeFileSync(join(folder, "use.mjs"), script);
      run(process.execPath, ["use.mjs"], folder);
    });
  });

  test("has types that a strict consumer compiles against, and that refuse what is wrong", () => {
    const source = `
      import { CleanBreak, type Context, type FaultCode } from "clean-break";
      import { CleanBreak as Pure } from "clean-break/pure";
      import { readMessage } from "clean-break/api";
      const widget = document.createElement("clean-break");
      const same: CleanBreak = widget;
      const pure: Pure = same;
      const context: Context = { ticket: 7, payload: { id: "7" }, capabilities: { add_note: false } };
      pure.context = context;
      widget.setContext(null);
      widget.mode = "frame";
      widget.allowedOrigins = "https://desk.example.test";
      widget.addEventListener("cb-insert-reply", (event) => {
        event.preventDefault();
        const text: string = event.detail.text + event.detail.ticket;
        console.log(text);
      });
      document.addEventListener("cb-error", ({ detail: { code } }) => {
        const known: FaultCode = code;
        console.log(known, readMessage("hello").lang);
      });
      const state: Promise<object | null> = widget.getState();
      // @ts-expect-error
      widget.mode = "window";
      // @ts-expect-error
      widget.addEventListener("cb-add-tags", ({ detail }) => detail.text);
      // @ts-expect-error
      const wrong: Context = { ticket: 7 };
      console.log(state, wrong);`;
    consumer((folder) => {
      writeFileSync(join(folder, "use.ts"), source);
      const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "ES2022", module: "ESNext", moduleResolution: "bundler", lib: ["ES2022", "DOM"], types: [], skipLibCheck: false };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
      run(process.execPath, [join(process.cwd(), "node_modules/typescript/bin/tsc"), "-p", folder], folder);
    });
  });

  test("runs from a CDN under a strict policy, with every script checked", async ({ page, faults }) => {
    await page.clock.setFixedTime(TODAY);
    const base = "https://cdn.example.test/clean-break@0.1.0/";
    const hashes = json(`${PACKAGE}/sri.json`).files;
    await onDesk(page, base, await blocks.page(base, "https://desk.example.test", { mode: "inline", files: hashes }));
    await expect(page.locator("clean-break").getByRole("heading", { name: /asked to leave/ })).toBeVisible();
    expect(faults.filter((fault) => !fault.startsWith(`asked for: ${base}`) && !fault.startsWith("asked for: https://desk."))).toEqual([]);
    faults.length = 0;
  });

  test("a script that was changed on the CDN does not run", async ({ page, faults }) => {
    const base = "https://cdn.example.test/clean-break@0.1.0/";
    const hashes = { ...json(`${PACKAGE}/sri.json`).files };
    hashes["clean_break_app.js"] = hashes["clean-break.js"];
    await onDesk(page, base, await blocks.page(base, "https://desk.example.test", { mode: "inline", files: hashes }));
    await expect(page.locator("clean-break").getByRole("alert")).toBeVisible();
    faults.length = 0;
  });
});

test("packed by a bundler it runs from the folder that `src` names, and without one says that files are missing", async ({ page, faults }) => {
  await page.clock.setFixedTime(TODAY);
  const source = `import "clean-break";
    const widget = document.querySelector("clean-break");
    widget.addEventListener("cb-error", ({ detail: { code } }) => (document.title = code));
    widget.context = { ticket: "R-1001", payload: ${readFileSync("www/samples/honour-english.json", "utf8")} };`;
  const packed = new Map<string, string>();
  consumer((folder) => {
    const stdin = { contents: source, resolveDir: folder };
    const { outputFiles, metafile } = buildSync({ stdin, bundle: true, splitting: true, format: "esm", outdir: "/packed", write: false, metafile: true });
    for (const { path, text } of outputFiles) packed.set(path, text);
    // Others put a file of their own in the place of such an address.
    for (const path of Object.keys(metafile.inputs).filter((path) => path.endsWith(".js"))) {
      expect(readFileSync(path, "utf8"), path).not.toMatch(/new URL\([^)]*import\.meta\.url/);
    }
  });
  await page.route(/^https:/, (route) => {
    const { pathname, search } = new URL(route.request().url());
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title><link rel="icon" href="data:,"></head>
      <body><clean-break ${search.slice(1)}></clean-break><script type="module" src="/packed/stdin.js"></script></body></html>`;
    if (pathname === "/") return route.fulfill({ body: html, contentType: "text/html" });
    const path = join(PACKAGE, pathname.replace(/^\/clean-break\//, ""));
    const body = packed.get(pathname) ?? (pathname.startsWith("/clean-break/") && existsSync(path) ? readFileSync(path) : undefined);
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType: TYPES[extname(pathname)] ?? "text/plain" });
  });
  await page.goto("https://desk.example.test/?src=/clean-break/");
  await expect(page.locator("clean-break").getByRole("heading", { name: /asked to leave/ })).toBeVisible();
  await page.goto("https://desk.example.test/?");
  await expect(page.locator("clean-break").getByRole("alert")).toContainText("not where this page looks for them");
  await expect(page).toHaveTitle("files_missing");
  faults.length = 0;
});

/** A page of another origin with what the snippet says, and a policy of just that. */
async function onDesk(page: Page, base: string, said: blocks.Block[]) {
  const code = (title: string) => said.find((block) => block.title === title)!.code;
  const facts = readFileSync("www/samples/honour-english.json", "utf8");
  const script = `const openTicketId = "R-1001";
    const composer = {value: ""};
    const ticket = ${facts};
    ${code("pageScript").replaceAll("T-8421", "R-1001")}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Desk</title><link rel="icon" href="data:,">${code("pageHtml").replace("<clean-break", "</head><body><clean-break")}
    <script type="module" src="/desk.js"></script></body></html>`;
  const policy = `default-src 'none'; img-src data:; ${code("pagePolicy").replace("script-src", "script-src 'self'")}`;
  await page.route(/^https:/, (route) => {
    const { href, pathname } = new URL(route.request().url());
    if (href.startsWith(base)) {
      const path = join(PACKAGE, href.slice(base.length));
      return existsSync(path)
        ? route.fulfill({ body: readFileSync(path), contentType: TYPES[extname(path)] ?? "text/plain", headers: { "Access-Control-Allow-Origin": "*" } })
        : route.fulfill({ status: 404 });
    }
    if (pathname === "/desk.js") return route.fulfill({ body: script, contentType: "text/javascript" });
    return route.fulfill({ body: html, contentType: "text/html", headers: { "Content-Security-Policy": policy } });
  });
  await page.goto("https://desk.example.test/");
}

test.describe("the element against its contract", () => {
  test("attributes, properties, methods and codes", async ({ page }) => {
    await page.goto("/snippet.html");
    const found = await page.evaluate(async () => {
      const [pure, words] = ["/embed/pure.js", "/embed/words.js"];
      const { CleanBreak } = await import(pure);
      const { FATAL } = await import(words);
      const own = Object.entries(Object.getOwnPropertyDescriptors(CleanBreak.prototype)).filter(([name]) => name !== "constructor" && !name.endsWith("Callback"));
      return {
        defined: customElements.get("clean-break") !== undefined,
        attributes: [...CleanBreak.observedAttributes],
        properties: own.filter(([, { get }]) => get).map(([name]) => name),
        methods: own.filter(([, { value }]) => value).map(([name]) => name),
        fatal: [...FATAL],
        source: await (await fetch(pure)).text(),
      };
    });
    expect(found.defined, "the class alone defines nothing").toBe(false);
    expect(found.attributes.sort()).toEqual(names(contract.attributes));
    const reflected = contract.attributes.flatMap(({ property }: any) => property ?? []);
    expect(found.properties.sort()).toEqual([...reflected, ...names(contract.properties)].sort());
    expect(found.methods.sort()).toEqual(names(contract.methods));
    expect(found.fatal.sort()).toEqual(contract.faults.filter(({ fatal }: any) => fatal).map(({ code }: any) => code).sort());
    expect(sorted(found.source.match(/cb-[a-z]+(-[a-z]+)*(?=")/g)!.filter((name) => name !== "cb-fault"))).toEqual(names(contract.events));
  });

  test("types: those of the package are those that the element is checked against", () => {
    consumer((folder) => {
      const same = (name: string) => `type ${name} = Same<Public.${name}, Own.${name}>; const ${name}: ${name} = true; console.log(${name});`;
      // Each way: what one allows the other must.
      const shapes = ["ReadyDetail", "WriteDetail", "TagsDetail", "CopyDetail", "ErrorDetail", "FaultCode"].map(same);
      writeFileSync(
        join(folder, "same.ts"),
        [
          `import type * as Public from "clean-break";`,
          `import type * as Own from "./own/types";`,
          `type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;`,
          ...shapes,
        ].join("\n"),
      );
      mkdirSync(join(folder, "own"));
      // Without the global part: both would say what `clean-break` is.
      const own = readFileSync("www/embed/types.d.ts", "utf8").split("declare global")[0]!.replace(/^import .*$/m, "");
      writeFileSync(join(folder, "own/types.d.ts"), own);
      const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "ES2022", module: "ESNext", moduleResolution: "bundler", lib: ["ES2022", "DOM"], types: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["same.ts"] }));
      run(process.execPath, [join(process.cwd(), "node_modules/typescript/bin/tsc"), "-p", folder], folder);
    });
  });

  test("events with their details, parts and custom properties", async ({ page, faults }) => {
    await page.clock.setFixedTime(TODAY);
    const parts = new Set<string>();
    const collect = async () => {
      const found = await page.evaluate(() =>
        [...document.querySelector("clean-break")!.shadowRoot!.querySelectorAll("[part]")].flatMap((element) => [...element.part]),
      );
      for (const part of found) parts.add(part);
    };
    await page.goto("/demo/page.html");
    const heading = /asked to leave/;
    await expect(page.locator("clean-break").getByRole("heading", { name: heading })).toBeVisible();
    await page.evaluate((all) => {
      const seen: Record<string, any> = ((window as any).seen = {});
      const wrap = document.createElement("div");
      document.querySelector("clean-break")!.before(wrap);
      // On the document: events must bubble and be composed.
      for (const { name } of all) document.addEventListener(name, (event: any) => (seen[name] = { detail: Object.keys(event.detail), cancelable: event.cancelable, composed: event.composed }));
    }, contract.events);
    const widget = page.locator("clean-break");
    await widget.getByRole("button", { name: "Add note to ticket" }).click();
    await widget.getByRole("button", { name: "Tag ticket" }).click();
    await widget.getByRole("button", { name: "Start the clean break" }).click();
    await widget.getByRole("button", { name: "Insert into reply" }).first().click();
    await widget.getByRole("button", { name: "Copy", exact: true }).first().click();
    await collect();
    // Anew, in a frame; then with a context that cannot be read, and with files that cannot be loaded.
    await page.evaluate(() => (document.querySelector("clean-break") as any).setAttribute("mode", "frame"));
    await expect.poll(() => page.evaluate(() => Boolean((window as any).seen["cb-ready"]))).toBe(true);
    await collect();
    await page.evaluate(() => ((document.querySelector("clean-break") as any).context = 7));
    await page.evaluate(() => {
      const element = document.querySelector("clean-break")!;
      element.setAttribute("mode", "inline");
      element.setAttribute("src", "/nowhere/");
    });
    await expect(widget.getByRole("button", { name: "Try again" })).toBeVisible();
    await collect();
    expect([...parts].sort()).toEqual(names(contract.parts));

    const seen = await page.evaluate(() => (window as any).seen);
    expect(Object.keys(seen).sort()).toEqual(names(contract.events));
    for (const { name, detail, cancelable } of contract.events) {
      const { fields } = contract.types.find((type: any) => type.name === detail);
      expect({ name, cancelable: seen[name].cancelable, composed: seen[name].composed }).toEqual({ name, cancelable, composed: true });
      for (const field of fields.filter((field: any) => !field.optional)) expect(seen[name].detail, name).toContain(field.name);
      for (const field of seen[name].detail) expect(names(fields), name).toContain(field);
    }
    // In the styles of both modules, each with the default that the contract tells.
    const styles = ["dist/styles.css", "src/ui/later.css"].map((path) => readFileSync(path, "utf8")).join();
    expect(sorted(styles.match(/(?<=var\()--cb-[\w-]+/g)!)).toEqual(names(contract.cssProperties));
    for (const { name, light, dark } of contract.cssProperties.filter(({ name }: any) => name !== "--cb-font")) {
      // Released without blanks.
      expect(styles.replaceAll(", ", ",")).toContain(`var(${name},light-dark(${light},${dark}))`.replaceAll(", ", ","));
    }
    faults.length = 0;
  });

  test("a custom property changes what is on screen", async ({ page }) => {
    await page.clock.setFixedTime(TODAY);
    await page.goto("/demo/page.html");
    const button = page.locator("clean-break").getByRole("button", { name: "Start the clean break" });
    await expect(button).toBeVisible();
    await page.evaluate(() => (document.querySelector("clean-break") as HTMLElement).style.setProperty("--cb-accent", "rgb(1, 2, 3)"));
    await expect(button).toHaveCSS("background-color", "rgb(1, 2, 3)");
  });
});

test("the Zendesk app has what its manifest names, and all that the widget loads", () => {
  const manifest = json("dist/zendesk/manifest.json");
  const { url } = manifest.location.support.ticket_sidebar;
  expect(existsSync(join("dist/zendesk", url))).toBe(true);
  for (const key of ["name", "author", "defaultLocale", "location", "version", "frameworkVersion"]) expect(manifest).toHaveProperty(key);
  expect(manifest.frameworkVersion).toBe("2.0");
  for (const language of LANGUAGES) {
    const { app } = json(`dist/zendesk/translations/${language}.json`);
    for (const key of ["name", "short_description", "long_description", "installation_instructions"]) expect(app[key], language).toBeTruthy();
  }
  for (const [name, size] of [["logo.png", 320], ["logo-small.png", 128]] as const) {
    const png = readFileSync(`dist/zendesk/assets/${name}`);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  // Zendesk's validator refuses packages with such files, whatever is in them, and settings without a label.
  const refused = /\.(vnd\.rar|rar|zip|gzip|pdf|docx?|avi|bin|bz2?|csh|sh|jar|mp3|mpeg|odt|pptx?|xlsx?|7z)$/;
  expect(files("dist/zendesk").filter((path) => refused.test(path))).toEqual([]);
  const { parameters, author, defaultLocale } = manifest;
  expect(LANGUAGES).toContain(defaultLocale);
  for (const key of ["name", "email", "url"]) expect(typeof author[key]).toBe("string");
  for (const language of LANGUAGES) {
    const { app } = json(`dist/zendesk/translations/${language}.json`);
    expect(Object.keys(app.parameters).sort()).toEqual(parameters.map(({ name }: { name: string }) => name).sort());
  }
  // Nothing but what the site has, byte by byte.
  for (const path of files("dist/zendesk/assets").filter((path) => !path.startsWith("logo"))) {
    expect(readFileSync(join("dist/zendesk/assets", path)).equals(readFileSync(join("dist", path))), path).toBe(true);
  }
  for (const text of ["embed.html", "embed/frame.js", "clean_break_app_bg.wasm"]) expect(existsSync(join("dist/zendesk/assets", text)), text).toBe(true);
});

test.describe("the page of snippets", () => {
  for (const desk of ["zendesk", "chatwoot", "front", "page"]) {
    test(`${desk}: light, dark, narrow; axe finds nothing`, async ({ page }) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`/snippet.html?desk=${desk}`);
        await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
        expect(await accessibilityFaults(page), colorScheme).toEqual([]);
        await page.screenshot({ path: `test-results/pictures/snippet-${desk}-${colorScheme}.png`, fullPage: true });
      }
      await page.setViewportSize({ width: 320, height: 640 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }

  test("Chatwoot's address pins the desk, by keyboard alone, and is copied", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/snippet.html");
    await page.getByRole("radio", { name: "Zendesk" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Address of your help desk")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("https://Chat.example.test/app/accounts/1");
    const copy = page.getByRole("button", { name: "Copy" }).first();
    await copy.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status")).toHaveText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(copied).searchParams.get("host_origin")).toBe("https://chat.example.test");
    await expect(page.getByText("frame-ancestors 'self' https://chat.example.test")).toBeVisible();
  });

  test("what is no address makes no snippet", async ({ page }) => {
    await page.goto("/snippet.html?desk=chatwoot");
    const field = page.getByLabel("Address of your help desk");
    await expect(field).toHaveAccessibleDescription(/^As the agents’ browser shows it, for example \S+$/);
    for (const wrong of ["chat", "javascript:alert(1)", "https://user:word@chat.example.test"]) {
      await field.fill(wrong);
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByRole("alert").filter({ hasText: "This is no address" })).toBeVisible();
      await expect(field).toHaveAccessibleDescription(/^This is no address that can be used/);
      await expect(page.locator("pre")).toHaveCount(0);
    }
  });

  test("addresses with quotes and tags stay inside their attributes", async () => {
    const url = blocks.addressOf('https://cdn.example.test/"><script>/')!;
    const [html] = await blocks.page(blocks.folderOf(url), "https://desk.example.test", { mode: "auto" });
    expect(html!.code.match(/<script/g)).toHaveLength(1);
  });

  for (const [locale, title] of [["fr-FR", /Installer Clean Break/], ["it-CH", /Installare Clean Break/]] as const) {
    test.describe(locale, () => {
      test.use({ locale });
      test(`speaks ${locale}`, async ({ page }) => {
        await page.goto("/snippet.html?desk=page");
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
        expect(await page.evaluate(() => document.body.innerText)).not.toContain("undefined");
      });
    });
  }
});
