// The element <clean-break> on a page of its own, and its frame: contract, policies, hostile neighbours.
import type { Page } from "@playwright/test";
import { CHATWOOT, DESK, EVIL, WIDGET, ZENDESK, expect, frameOf, mounts, test, withElement } from "../hosts/site.ts";
import { accessibilityFaults } from "./page.ts";
import { page as payload } from "../hosts/payloads.js";

const PAGE = `${DESK}/`;
/** Gathers the element's events before it can fire any. */
const LISTEN = `<script>
  events = [];
  for (const name of ["ready", "insert-reply", "add-note", "add-tags", "copy", "error"])
    addEventListener("cb-" + name, (event) => {
      const { type, detail, cancelable, composed } = event;
      events.push({ type, detail: { ...detail, cause: undefined }, cancelable, composed });
      if (window.handle) event.preventDefault();
    });
</script>`;

const events = (page: Page, type?: string): Promise<any[]> =>
  page.evaluate((type) => (window as any).events.filter((event: any) => !type || event.type === type), type);
const codes = async (page: Page) => (await events(page, "cb-error")).map(({ detail }) => detail.code);
const element = (page: Page) => page.locator("clean-break");
const setContext = (page: Page, id: string) =>
  page.evaluate((context) => (document.querySelector("clean-break")!.context = context), payload(id));
const ready = (page: Page) => expect.poll(() => events(page, "cb-ready")).toHaveLength(1);

test("the module loads nothing before an element is there", async ({ page, world }) => {
  world.page = `${LISTEN}<script type="module" src="${WIDGET}/clean-break.js"></script>`;
  await page.goto(PAGE);
  await page.waitForFunction(() => customElements.get("clean-break"));
  await page.waitForLoadState("networkidle");
  expect(world.asked.sort()).toEqual(["/clean-break.js", "/embed/context.js", "/embed/looks.js", "/embed/pure.js", "/embed/words.js"]);
});

test("the class can be had without the name being taken", async ({ page, world }) => {
  world.page = `<script type="module">
    import { CleanBreak } from "${WIDGET}/embed/pure.js";
    customElements.define("other-name", CleanBreak);
    await import("${WIDGET}/clean-break.js").catch((error) => (window.refused = error.name));
  </script>`;
  await page.goto(PAGE);
  await page.waitForFunction(() => customElements.get("other-name") && (window as any).refused);
  // One class has one name: the second registration is refused, the first stands.
  expect(await page.evaluate(() => customElements.get("clean-break"))).toBeUndefined();
});

for (const mode of ["inline", "frame"] as const) {
  test.describe(mode, () => {
    const inner = (page: Page) => (mode === "inline" ? page.locator("clean-break") : element(page).locator("iframe").contentFrame());
    const world = async (page: Page) => mounts(mode === "inline" ? page : await frameOf(page, WIDGET));

    test("a ticket is shown, and what the agent writes comes as events", async ({ page, world: site }) => {
      site.page = withElement(`mode="${mode}"`, LISTEN);
      await page.goto(PAGE);
      await ready(page);
      expect(await events(page, "cb-ready")).toMatchObject([{ detail: { mode }, composed: true, cancelable: false }]);
      await setContext(page, "T-1");
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      const [{ contexts, options }] = await world(page);
      expect(contexts.at(-1)).toMatchObject({ desk: "page", place: "desk.example.test", ticket: "T-1", payload: payload("T-1") });
      expect(options).toMatchObject({ embedded: true, base: `${WIDGET}/` });
      expect(await page.evaluate(() => document.querySelector("clean-break")!.getState())).toEqual({ ticket: "T-1" });

      const outcomes = async () => (await world(page))[0].outcomes;
      await inner(page).getByRole("button", { name: "Insert reply" }).click();
      await expect.poll(outcomes).toEqual([{ done: false, reason: "not_handled" }]);
      await page.evaluate(() => void ((window as any).handle = true));
      await inner(page).getByRole("button", { name: "Add note" }).click();
      await inner(page).getByRole("button", { name: "Add tags" }).click();
      await expect.poll(outcomes).toEqual([{ done: false, reason: "not_handled" }, { done: true }, { done: true }]);
      const about = { desk: "page", place: "desk.example.test", ticket: "T-1" };
      const written = (await events(page)).filter(({ cancelable }) => cancelable);
      expect(written.map(({ type, detail }) => [type, detail])).toEqual([
        ["cb-insert-reply", { ...about, requestId: "r1", text: "Dear <b>Léa</b>,\nit is settled." }],
        ["cb-add-note", { ...about, requestId: "r2", text: "Verdict: <honour>" }],
        ["cb-add-tags", { ...about, requestId: "r3", tags: ["clean-break:parting"] }],
      ]);
      await inner(page).getByRole("button", { name: "Copy" }).click();
      await expect.poll(() => events(page, "cb-copy")).toHaveLength(1);
      expect((await events(page, "cb-copy"))[0].detail).toMatchObject({ ticket: "T-1", text: "copied text", done: true });
      // This browser keeps nothing for frames of other sites.
      expect(await codes(page)).toEqual(mode === "frame" ? ["storage_unavailable"] : []);
    });

    test("language, theme and density are followed; what was set early counts", async ({ page, world: site }) => {
      site.page = `${LISTEN}<clean-break id="one" mode="${mode}" lang="fr"></clean-break>
        <script>
          one.context = ${JSON.stringify(payload("T-5")).replaceAll("<", "\\u003c")};
          one.theme = "dark";
          one.density = "compact";
        </script>
        <script type="module" src="${WIDGET}/clean-break.js"></script>`;
      await page.goto(PAGE);
      await expect(inner(page).getByText("ticket T-5")).toBeVisible();
      const last = async () => {
        const [{ options, set }] = await world(page);
        const { lang, theme, density } = { ...options, ...set.at(-1) };
        return { lang, theme, density };
      };
      await expect.poll(last).toEqual({ lang: "fr", theme: "dark", density: "compact" });
      await page.evaluate(() => {
        const one = document.querySelector("clean-break")!;
        one.theme = "light";
        one.lang = "it";
      });
      await expect.poll(last).toEqual({ lang: "it", theme: "light", density: "compact" });
      // Taken back, they are said to be: what is left out would stay.
      await page.evaluate(() => {
        for (const name of ["lang", "density"]) document.querySelector("clean-break")!.removeAttribute(name);
      });
      await expect.poll(last).toEqual({ lang: "", theme: "light", density: "" });
      expect(await element(page).evaluate((one: any) => [one.mode, one.host, one.src, one.getAttribute("theme"), one.allowedOrigins])).toEqual([mode, "auto", "", "light", ""]);
    });

    test("an intent for a ticket that is no longer open is refused", async ({ page, world: site }) => {
      site.page = withElement(`mode="${mode}"`, LISTEN);
      await page.goto(PAGE);
      await ready(page);
      await setContext(page, "T-1");
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      await setContext(page, "T-2");
      await expect(inner(page).getByText("ticket T-2")).toBeVisible();
      const intent = { type: "insert_reply", desk: "page", place: "desk.example.test", ticket: "T-1", text: "x", requestId: "late" };
      const runs = mode === "inline" ? page : await frameOf(page, WIDGET);
      const outcome = await runs.evaluate((intent) => (window as any).standIn[0].options.send(intent), intent);
      expect(outcome).toEqual({ done: false, reason: "other_ticket" });
      expect(await events(page, "cb-insert-reply")).toEqual([]);
    });

    test("a context that is none clears the ticket before it", async ({ page, world: site }) => {
      site.page = withElement(`mode="${mode}" lang="it"`, LISTEN);
      await page.goto(PAGE);
      await ready(page);
      await setContext(page, "T-1");
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      await page.evaluate(() => (document.querySelector("clean-break")!.context = { subject: "no id" }));
      await expect(inner(page).getByText("no ticket")).toBeVisible();
      await expect(element(page).getByRole("alert")).toHaveText("Non è stato possibile leggere questo ticket. Lo riapra; se non basta, incolli la conversazione.");
      expect(await codes(page)).toContain("bad_context");
      await setContext(page, "T-2");
      await expect(inner(page).getByText("ticket T-2")).toBeVisible();
      await expect(element(page).getByRole("alert")).toHaveCount(0);
      await page.evaluate(() => (document.querySelector("clean-break")!.context = null));
      await expect(inner(page).getByText("no ticket")).toBeVisible();
    });

    test("removed it is gone, added again it is back, a thousand times without a rest", async ({ page, world: site }) => {
      const times = mode === "inline" ? 1000 : 20;
      site.page = withElement(`mode="${mode}"`, LISTEN);
      await page.goto(PAGE);
      await ready(page);
      await setContext(page, "T-1");
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      await page.evaluate(async (times) => {
        const one = document.querySelector("clean-break")!;
        for (let at = 0; at < times; at += 1) {
          one.remove();
          await new Promise((resolve) => setTimeout(resolve));
          const back = new Promise((resolve) => one.addEventListener("cb-ready", resolve, { once: true }));
          document.body.append(one);
          // Every other time it is gone again before it was there.
          if (at % 2) await back;
        }
      }, times);
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      await expect(element(page).locator(mode === "inline" ? ".clean-break" : "iframe")).toHaveCount(1);
      if (mode === "inline") expect((await mounts(page)).filter(({ alive }) => alive)).toHaveLength(1);
      await page.evaluate(() => document.querySelector("clean-break")!.remove());
      await expect.poll(async () => (await mounts(page)).filter(({ alive }) => alive)).toEqual([]);
      expect(page.frames().filter((frame) => frame.url().startsWith(WIDGET))).toEqual([]);
    });

    test("moved in the page it stays what it was", async ({ page, world: site }) => {
      site.page = withElement(`mode="${mode}"`, `${LISTEN}<main></main>`);
      await page.goto(PAGE);
      await ready(page);
      await setContext(page, "T-1");
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      await page.evaluate(() => document.querySelector("main")!.append(document.querySelector("clean-break")!));
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      if (mode === "inline") expect(await mounts(page)).toHaveLength(1);
      // Browsers load a moved frame anew; it gets its ticket again, and what the agent does still arrives.
      await inner(page).getByRole("button", { name: "Insert reply" }).click();
      await expect.poll(() => events(page, "cb-insert-reply")).toHaveLength(1);
      expect((await codes(page)).filter((code) => code !== "storage_unavailable")).toEqual([]);
    });

    test("a program that cannot be loaded is told of calmly, and can be tried again", async ({ page, world: site, faults }) => {
      site.page = withElement(`mode="${mode}" lang="fr"`, LISTEN);
      site.missing = ["/clean_break_app_bg.wasm"];
      await page.goto(PAGE);
      // The server answers: nobody is sent to look at their connection.
      await expect(element(page).getByRole("alert")).toContainText("ne se trouvent pas là où cette page les cherche");
      expect(await codes(page)).toEqual(["files_missing"]);
      expect((await events(page, "cb-error"))[0].detail.message).toContain("La connexion fonctionne");
      expect(await accessibilityFaults(page, "clean-break")).toEqual([]);
      site.missing = [];
      await element(page).getByRole("button", { name: "Réessayer" }).click();
      await ready(page);
      await expect(element(page).getByRole("alert")).toHaveCount(0);
      faults.length = 0;
    });

    test("why nothing is there stays on screen, whatever the page gives meanwhile", async ({ page, world: site, faults }) => {
      site.page = withElement(`mode="${mode}"`, LISTEN);
      site.missing = ["/clean_break_app_bg.wasm"];
      await page.goto(PAGE);
      const alert = element(page).getByRole("alert");
      await expect(alert).toContainText("are not where this page looks");
      await page.evaluate(() => (document.querySelector("clean-break")!.context = { subject: "no id" }));
      expect(await codes(page)).toEqual(["files_missing", "bad_context"]);
      await expect(alert).toContainText("are not where this page looks");
      await setContext(page, "T-1");
      await expect(alert).toContainText("are not where this page looks");
      site.missing = [];
      await element(page).getByRole("button", { name: "Try again" }).click();
      await expect(inner(page).getByText("ticket T-1")).toBeVisible();
      faults.length = 0;
    });

    test("a program that stops says so", async ({ page, world: site, faults }) => {
      site.page = withElement(`mode="${mode}"`, LISTEN);
      await page.goto(PAGE);
      await ready(page);
      const runs = mode === "inline" ? page : await frameOf(page, WIDGET);
      // Later, because the frame goes with it.
      await runs.evaluate(() => void setTimeout(() => dispatchEvent(new Event("clean-break-fault"))));
      await expect(element(page).getByRole("alert")).toContainText("Clean Break has stopped");
      expect(await codes(page)).toContain("stopped");
      await expect(element(page).getByText("no ticket")).toHaveCount(0);
      faults.length = 0;
    });
  });
}

test("several share one program", async ({ page, world }) => {
  world.page = withElement(`mode="inline"`, `${LISTEN}<clean-break mode="inline"></clean-break><clean-break></clean-break>`);
  await page.goto(PAGE);
  await expect.poll(() => events(page, "cb-ready")).toHaveLength(3);
  expect(await mounts(page)).toHaveLength(3);
  for (const file of ["/clean_break_app_bg.wasm", "/clean_break_app.js", "/styles.css"]) {
    expect(world.asked.filter((path) => path === file), file).toHaveLength(1);
  }
});

test("a program that has stopped is not mounted again, and takes no other with it", async ({ page, world }) => {
  world.page = withElement(`mode="inline" id="well"`, `${LISTEN}<clean-break mode="inline" id="dead" src="${WIDGET}/copy?v=1"></clean-break>`);
  await page.goto(PAGE);
  await expect.poll(() => events(page, "cb-ready")).toHaveLength(2);
  const dead = page.locator("#dead");
  const well = page.locator("#well");
  await page.evaluate((detail) => dispatchEvent(new CustomEvent("clean-break-fault", { detail })), `${WIDGET}/copy/`);
  await expect(dead.getByRole("alert")).toContainText("has stopped");
  // Moved out and in again.
  await dead.evaluate(async (one) => {
    one.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    document.body.append(one);
  });
  await expect.poll(() => codes(page)).toEqual(["stopped", "stopped"]);
  await expect(dead.getByRole("alert")).toContainText("has stopped");
  expect(await mounts(page)).toHaveLength(2);
  await well.evaluate((one: any) => (one.context = { id: "T-1" }));
  await expect(well.getByText("ticket T-1")).toBeVisible();
  await expect(well.getByRole("alert")).toHaveCount(0);
});

test("keys stop at the border, styles too", async ({ page, world }) => {
  world.page = withElement(`mode="inline"`, `${LISTEN}<style>* { color: rgb(255, 0, 0); font-size: 40px; text-transform: uppercase; letter-spacing: 9px; } p { display: none }</style>
    <script>keys = []; for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, (event) => keys.push(event.key))</script><input id="outside">`);
  await page.goto(PAGE);
  await ready(page);
  await element(page).getByLabel("Name").press("a");
  await expect(element(page).getByLabel("Name")).toHaveValue("a");
  expect(await page.evaluate(() => (window as any).keys)).toEqual([]);
  await page.locator("#outside").press("b");
  expect(await page.evaluate(() => (window as any).keys)).toContain("b");
  const words = element(page).getByText("no ticket");
  await expect(words).toBeVisible();
  await expect(words).toHaveCSS("font-size", "14px");
  await expect(words).toHaveCSS("letter-spacing", "normal");
  await expect(words).toHaveCSS("text-transform", "none");
  expect(await element(page).evaluate((one) => getComputedStyle(one).display)).toBe("block");
  await element(page).evaluate((one: HTMLElement) => (one.hidden = true));
  await expect(words).toBeHidden();
});

test("the frame is as high as what is in it", async ({ page, world }) => {
  world.page = withElement(`mode="frame"`, LISTEN);
  await page.goto(PAGE);
  await ready(page);
  const frame = element(page).locator("iframe");
  await expect(frame).toHaveAttribute("title", "Clean Break");
  await expect(frame).toHaveAttribute("allow", "clipboard-write");
  await expect(frame).toHaveAttribute("part", "frame");
  const height = (to: number) => async () => {
    const box = await frame.boundingBox();
    return Math.abs(box!.height - to) < 40;
  };
  for (const high of [900, 1500, 400]) {
    await (await frameOf(page, WIDGET)).evaluate((high) => document.querySelector<HTMLElement>(".clean-break")!.style.setProperty("height", `${high}px`), high);
    await expect.poll(height(high), { message: String(high) }).toBe(true);
  }
});

test.describe("the page's policy", () => {
  const policy = (script: string, more = "") =>
    `default-src 'none'; script-src 'self' ${WIDGET} ${script}; connect-src ${WIDGET}; frame-src ${WIDGET}; style-src 'self'; img-src data:; ${more}`;
  // The page's own listener is a file then, not a script in the page.
  const bare = (attributes: string) => withElement(attributes);
  const used = (page: Page) =>
    page.waitForFunction(() => {
      const root = document.querySelector("clean-break")?.shadowRoot;
      return root?.querySelector("iframe") ? "frame" : root?.querySelector(".clean-break") ? "inline" : undefined;
    });

  for (const [name, value, mode] of [
    ["none", undefined, "inline"],
    ["wasm allowed", policy("'wasm-unsafe-eval'"), "inline"],
    ["Trusted Types", policy("'wasm-unsafe-eval'", "require-trusted-types-for 'script'; trusted-types 'none'"), "inline"],
    ["strict without wasm", policy(""), "frame"],
    ["strict with Trusted Types", policy("", "require-trusted-types-for 'script'; trusted-types 'none'"), "frame"],
  ] as const) {
    test(`${name}: ${mode}`, async ({ page, world, faults }) => {
      world.page = bare("");
      world.policy = value;
      await page.goto(PAGE);
      expect(await (await used(page)).jsonValue()).toBe(mode);
      await setContext(page, "T-1");
      const inner = mode === "inline" ? element(page) : element(page).locator("iframe").contentFrame();
      await expect(inner.getByText("ticket T-1")).toBeVisible();
      // Only the question whether WebAssembly is allowed leaves a trace, and only where it is not.
      const rest = faults.splice(0).filter((fault) => !fault.includes("wasm-eval"));
      expect(mode === "frame" ? rest.filter((fault) => !/WebAssembly|wasm/.test(fault)) : rest).toEqual([]);
    });
  }

  test("inline was asked for, and is not allowed", async ({ page, world, faults }) => {
    world.page = bare(`mode="inline"`);
    world.policy = policy("");
    await page.goto(PAGE);
    await expect(element(page).getByRole("alert")).toContainText("does not allow WebAssembly");
    expect(world.asked).not.toContain("/clean_break_app_bg.wasm");
    faults.length = 0;
  });

  test("a page that keeps the files out is told so, and nobody is sent to look at the connection", async ({ page, world, faults }) => {
    world.page = bare(`mode="inline"`);
    world.policy = policy("'wasm-unsafe-eval'").replace(`connect-src ${WIDGET}`, "connect-src 'none'");
    await page.goto(PAGE);
    const alert = element(page).getByRole("alert");
    await expect(alert).toContainText("must be in the page’s script-src and connect-src");
    await expect(alert).not.toContainText("connection");
    faults.length = 0;
  });

  test("a server that does not answer is told from a file that is not there", async ({ page, world, faults }) => {
    world.page = withElement(`mode="inline"`, LISTEN);
    await page.route("**/clean_break_app_bg.wasm", (route) => route.abort());
    await page.goto(PAGE);
    await expect(element(page).getByRole("alert")).toContainText("Check the connection");
    expect(await codes(page)).toEqual(["wasm_load_failed"]);
    faults.length = 0;
  });

  test("what the program cannot read is an event too, and said once", async ({ page, world }) => {
    world.page = withElement(`mode="inline"`, LISTEN);
    await page.goto(PAGE);
    await ready(page);
    await setContext(page, "T-1");
    await expect(element(page).getByText("ticket T-1")).toBeVisible();
    await page.evaluate(() => (window as any).standIn[0].options.fault("bad_context"));
    expect(await codes(page)).toEqual(["bad_context"]);
    // The program itself tells the agent.
    await expect(element(page).getByRole("alert")).toHaveCount(0);
  });

  test("a page that forbids frames is told so at once", async ({ page, world, faults }) => {
    world.page = bare(`mode="frame"`);
    world.policy = policy("").replace(`frame-src ${WIDGET}`, "frame-src 'none'");
    await page.goto(PAGE);
    // What the page's own policy forbids, only whoever looks after the page can allow.
    const alert = element(page).getByRole("alert");
    await expect(alert).toContainText("must be in the page’s frame-src");
    await expect(alert).not.toContainText("frame-ancestors");
    faults.length = 0;
  });
});

test("a site that refuses to be framed here is told of", async ({ page, world, faults }) => {
  world.page = withElement(`mode="frame"`, LISTEN);
  world.unframed = true;
  await page.goto(PAGE);
  const alert = element(page).getByRole("alert");
  await expect(alert).toContainText("must be in that site’s frame-ancestors");
  await expect(alert).not.toContainText("frame-src");
  expect(await codes(page)).toEqual(["frame_refused"]);
  await expect(element(page).locator("iframe")).toHaveCount(0);
  faults.length = 0;
});

test("a page in a sandbox is told why a frame cannot do; in the page it works", async ({ page, world }) => {
  world.policy = "sandbox allow-scripts";
  world.page = withElement(`mode="frame"`, LISTEN);
  await page.goto(PAGE);
  await expect(element(page).getByRole("alert")).toContainText("allow-same-origin");
  expect(await codes(page)).toEqual(["page_sandboxed"]);
  await expect(element(page).locator("iframe")).toHaveCount(0);
  await element(page).evaluate((one: any) => (one.mode = "auto"));
  await ready(page);
  expect(await events(page, "cb-ready")).toMatchObject([{ detail: { mode: "inline" } }]);
  await expect(element(page).getByRole("alert")).toHaveCount(0);
});

test("a frame that is moved before its first word comes up all the same", async ({ page, world, context }) => {
  await page.clock.install();
  let held = true;
  const waiting: (() => void)[] = [];
  // The page in the frame loads, and its script is late.
  await context.route(`${WIDGET}/embed/frame.js`, async (route) => {
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    await route.fallback();
  });
  world.page = withElement(`mode="frame"`, `${LISTEN}<main></main>`);
  await page.goto(PAGE, { waitUntil: "commit" });
  const frame = element(page).locator("iframe");
  await expect(frame).toHaveCount(1);
  // Two loads of the frame, as a move makes them.
  await frame.evaluate((one) => {
    one.dispatchEvent(new Event("load"));
    one.dispatchEvent(new Event("load"));
  });
  held = false;
  for (const go of waiting) go();
  await ready(page);
  await page.clock.runFor(5_000);
  await expect(frame.contentFrame().getByText("no ticket")).toBeVisible();
  expect((await codes(page)).filter((code) => code !== "storage_unavailable")).toEqual([]);
});

test("a frame that never loads is told of, and can be tried again", async ({ page, world, context }) => {
  await page.clock.install();
  await context.route(`${WIDGET}/embed.html*`, async () => {});
  world.page = withElement(`mode="frame"`, LISTEN);
  // The page counts as loaded only when its frames are.
  await page.goto(PAGE, { waitUntil: "commit" });
  await expect(element(page).locator("iframe")).toHaveCount(1);
  await page.clock.runFor(15_100);
  await expect(element(page).getByRole("alert")).toContainText("taking too long");
  expect(await codes(page)).toEqual(["frame_timeout"]);
  await context.unroute(`${WIDGET}/embed.html*`);
  await element(page).getByRole("button", { name: "Try again" }).click();
  await ready(page);
});

test("an address that is none is told of", async ({ page, world }) => {
  world.page = withElement(`src="javascript:alert(1)"`, LISTEN);
  await page.goto(PAGE);
  await expect(element(page).getByRole("alert")).toContainText("no valid address");
  expect(await codes(page)).toEqual(["bad_src"]);
  await element(page).evaluate((one: any, src) => (one.src = src), WIDGET);
  await ready(page);
});

test("neighbours cannot speak for the frame", async ({ page, world }) => {
  world.page = withElement(`mode="frame"`, `<script>heard = []; addEventListener("message", ({ data }) => heard.push(data))</script>${LISTEN}<iframe id="evil" src="${EVIL}/other"></iframe>`);
  await page.goto(PAGE);
  await ready(page);
  await setContext(page, "T-1");
  await expect(element(page).locator("iframe").contentFrame().getByText("ticket T-1")).toBeVisible();
  const before = await codes(page);
  // Another frame, and the page itself: not the frame's window, so not even an error.
  const evil = await frameOf(page, EVIL);
  for (const stranger of [evil, page]) {
    await stranger.evaluate((origin) => {
      const target = window.parent;
      for (const type of ["hello", "write", "nonsense"]) target.postMessage(JSON.stringify({ cb: 1, type, id: type }), origin, [new MessageChannel().port2]);
    }, DESK);
  }
  // Of the right origin, and yet another window.
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    frame.id = "twin";
    document.body.append(frame);
  }, `${WIDGET}/embed.html?parent=${DESK}`);
  await page.waitForTimeout(500);
  expect(await codes(page)).toEqual(before);
  // The frame's own window, but nothing that is known: set aside, by a code.
  const [hello] = await page.evaluate(() => (window as any).heard.filter((data: any) => String(data).includes('"hello"')));
  const own = page.frames().find((frame) => frame.url().startsWith(WIDGET) && frame.url().includes("parent=https%3A"))!;
  await own.evaluate(
    ([hello, origin]) => {
      const say = (data: unknown, ports: MessagePort[] = []) => window.parent.postMessage(data, origin!, ports);
      say(JSON.stringify({ cb: 1, type: "nonsense", id: "n" }), [new MessageChannel().port2]);
      say({ cb: 1, type: "hello", id: "object" });
      say("x".repeat(4 * 1024 * 1024 + 1));
      say(hello, [new MessageChannel().port2]);
    },
    [hello, DESK] as const,
  );
  await expect.poll(async () => (await codes(page)).slice(before.length)).toEqual(["message_unknown", "message_unknown", "message_too_large", "message_replayed"]);
  // The line still stands.
  await setContext(page, "T-2");
  await expect(element(page).locator("iframe").first().contentFrame().getByText("ticket T-2")).toBeVisible();
});

test("the frame speaks to no page but the one in its address", async ({ page, world, faults }) => {
  world.page = `<script>heard = []; addEventListener("message", ({ data }) => heard.push(data))</script><iframe src="${WIDGET}/embed.html?parent=${DESK}"></iframe>`;
  await page.goto(`${EVIL}/`);
  await expect(page.locator("iframe").contentFrame().getByText("no ticket")).toBeVisible();
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => (window as any).heard)).toEqual([]);
  faults.length = 0;
});

test("in the frame a page has cases of its own, whatever desk it names", async ({ page, world }) => {
  world.page = withElement(`mode="frame"`, LISTEN);
  await page.goto(PAGE);
  await ready(page);
  const context = { desk: "zendesk", place: "acme.zendesk.com", ticket: "8421", payload: { "ticket.id": 8421 } };
  await page.evaluate((context) => (document.querySelector("clean-break")!.context = context), context);
  const inner = element(page).locator("iframe").contentFrame();
  await expect(inner.getByText("ticket 8421")).toBeVisible();
  const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
  expect(contexts.at(-1)).toMatchObject({ desk: "zendesk", place: "acme.zendesk.com@desk.example.test", ticket: "8421" });
  // The page hears of the place that it told.
  await inner.getByRole("button", { name: "Insert reply" }).click();
  await expect.poll(() => events(page, "cb-insert-reply")).toMatchObject([{ detail: { desk: "zendesk", place: "acme.zendesk.com", ticket: "8421" } }]);
});

test("in a desk's own app the element speaks to the desk, and the page may step in", async ({ page, world }) => {
  world.page = withElement("", LISTEN);
  await page.goto(`${ZENDESK}/?app=${encodeURIComponent(PAGE)}`);
  const app = page.locator("iframe").contentFrame();
  await expect(app.getByText("ticket 8421")).toBeVisible();
  const editor = () => page.evaluate(() => (window as any).host.editor);
  const frame = await frameOf(page, DESK);
  await frame.evaluate(() => void ((window as any).handle = true));
  await app.getByRole("button", { name: "Insert reply" }).click();
  await expect.poll(async () => (await mounts(frame))[0].outcomes).toEqual([{ done: true }]);
  expect(await editor()).toBe("");
  await frame.evaluate(() => void ((window as any).handle = false));
  await app.getByRole("button", { name: "Insert reply" }).click();
  await expect.poll(editor).toContain("Dear");
});

test("a ticket of the page is never shown in the desk's place", async ({ page, world }) => {
  world.page = `${LISTEN}<clean-break id="one" host="zendesk" mode="inline"></clean-break>
    <script type="module">
      await import("${WIDGET}/clean-break.js");
      // Before the desk is spoken with, and while it is.
      for (let times = 0; times < 40; times += 1) {
        one.context = { id: "T-1" };
        one.refresh();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      window.over = true;
    </script>`;
  await page.goto(`${ZENDESK}/?app=${encodeURIComponent(PAGE)}`);
  await expect(page.locator("iframe").contentFrame().getByText("ticket 8421")).toBeVisible();
  const frame = await frameOf(page, DESK);
  await frame.waitForFunction(() => (window as any).over);
  const [{ contexts }] = await mounts(frame);
  expect([...new Set(contexts.map(({ desk, ticket }: any) => `${desk} ${ticket}`))]).toEqual(["zendesk 8421"]);
});

test("two in one window take no answer that was meant for the other", async ({ page, world }) => {
  world.page = withElement(`mode="inline"`, `<clean-break mode="inline"></clean-break>`);
  await page.goto(`${ZENDESK}/?app=${encodeURIComponent(PAGE)}`);
  const app = page.locator("iframe").contentFrame();
  await expect(app.getByText("ticket 8421")).toHaveCount(2);
  const ids = await page.evaluate(() => (window as any).host.log.flatMap(({ id }: any) => id ?? []));
  expect(new Set(ids).size).toBe(ids.length);
  // The SDK counts from 1.
  expect(ids.every((id: number) => id > 1000 && Number.isSafeInteger(id))).toBe(true);
});

test("only allowed origins may speak for a desk", async ({ page, world }) => {
  for (const [allowed, shown] of [[CHATWOOT, "ticket 131"], ["https://other.example.test", "not one that Clean Break trusts"]] as const) {
    world.page = withElement(`host="chatwoot" allowed-origins="${allowed}"`, LISTEN);
    await page.goto(`${CHATWOOT}/?app=${encodeURIComponent(PAGE)}`);
    await expect(page.locator("iframe").contentFrame().getByText(shown)).toBeVisible();
  }
});
