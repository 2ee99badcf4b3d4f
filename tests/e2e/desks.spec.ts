// Four desks, their sides played by `tests/hosts`, which the vendors' own SDKs prove faithful first.
import type { Page } from "@playwright/test";
import { CHATWOOT, DESK, EVIL, FRONT, REFERENCE, WIDGET, ZENDESK, expect, frameOf, mounts, test } from "../hosts/site.ts";

const APP = `${WIDGET}/embed.html`;
const at = (desk: string, app: string, more = "") => `${desk}/?app=${encodeURIComponent(app)}${more}`;
const widget = (page: Page) => page.frameLocator("iframe");
const click = (page: Page, name: string) => widget(page).getByRole("button", { name }).click();
const host = (page: Page) => page.evaluate(() => JSON.parse(JSON.stringify((window as any).host)));
const lastOutcome = async (page: Page) => (await mounts(await frameOf(page, WIDGET))).at(-1)?.outcomes.at(-1);

/** What an app said, without what differs by chance or by design: ids, versions, size and life signs. */
const said = (log: any[]) =>
  log
    .filter((message) => message?.key !== "session.live" && !message?.params?.resize)
    .map((message) => (typeof message === "string" ? message : { ...message, id: message.id && "id", ...(message.key === "iframe.handshake" ? { message: "version" } : {}) }));

/** The desk turns to one ticket after the other, and only then answers what was asked before. */
async function answerAfter(page: Page, ...tickets: number[]) {
  await expect.poll(async () => (await host(page)).held.length).toBe(1);
  await page.evaluate((tickets) => {
    const { host } = window as any;
    host.hold = false;
    for (const ticket of tickets) host.switchTo(ticket);
    host.send(host.held[0]);
  }, tickets);
}

test.describe("Zendesk", () => {
  test("the stand-in is faithful, and our wire says what the SDK says", async ({ page }) => {
    await page.goto(at(ZENDESK, `${REFERENCE}/zendesk`));
    const sdk = await frameOf(page, REFERENCE);
    await sdk.waitForFunction(() => (window as any).client?.ready);
    const read = await sdk.evaluate(() => (window as any).reference.read());
    expect(read["ticket.id"]).toBe(8421);
    await sdk.evaluate(() => (window as any).reference.insert_reply("Dear <b>Léa</b>,\nit is settled."));
    await page.evaluate(() => (window as any).host.submit());
    await sdk.evaluate(() => (window as any).reference.add_note("Verdict: <honour>"));
    await page.evaluate(() => (window as any).host.submit());
    await sdk.evaluate(() => (window as any).reference.add_tags(["clean-break:parting"]));
    const reference = await host(page);

    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    for (const [name, done] of [["Insert reply", "settled"], ["Add note", "honour"], ["Add tags", ""]] as const) {
      await click(page, name);
      await expect.poll(() => lastOutcome(page)).toEqual({ done: true });
      expect((await host(page)).editor).toContain(done);
      if (done) await page.evaluate(() => (window as any).host.submit());
      await (await frameOf(page, WIDGET)).evaluate(() => void ((window as any).standIn.at(-1).outcomes = []));
    }
    const ours = await host(page);
    expect(said(ours.log)).toEqual(said(reference.log));
    expect(ours.sent).toEqual(reference.sent);
    expect(ours.values["ticket.tags"]).toEqual(["billing", "clean-break:parting"]);
    expect(ours.sent).toMatchObject([
      { type: "publicReply", text: "Dear &lt;b&gt;Léa&lt;/b&gt;,<br>it is settled." },
      { type: "internalNote", text: "Verdict: &lt;honour&gt;" },
    ]);
  });

  test("the stand-in answers errors as the SDK expects them", async ({ page }) => {
    await page.goto(at(ZENDESK, `${REFERENCE}/zendesk`));
    const sdk = await frameOf(page, REFERENCE);
    await sdk.waitForFunction(() => (window as any).client?.ready);
    const single = sdk.evaluate(() => (window as any).client.get("ticket.nope").catch((error: Error) => error.message));
    expect(await single).toBe("No such Api");
    const list = await sdk.evaluate(() => (window as any).client.get(["ticket.nope", "ticket.id"]));
    expect(list).toEqual({ errors: { "ticket.nope": { message: "No such Api" } }, "ticket.id": 8421 });
    expect(await sdk.evaluate(() => (window as any).client.set("boom", 1).catch((error: Error) => error.message))).toBe("boom");
    await page.evaluate(() => (window as any).host.send({ key: "zaf.app.activated", message: { a: 1 } }));
    await sdk.waitForFunction(() => (window as any).heard.length === 1);
    expect(await sdk.evaluate(() => (window as any).heard)).toEqual([["app.activated", { a: 1 }]]);
    await page.evaluate(() => (window as any).host.send({ key: "zaf.ticket.save", needsReply: true }));
    await expect.poll(async () => (await host(page)).log.at(-1).key).toBe("iframe.reply:ticket.save");
  });

  test("the ticket comes as it is, and again when it changes", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    const [{ contexts, options }] = await mounts(await frameOf(page, WIDGET));
    expect(options.embedded).toBe(true);
    expect(options.base).toBe(`${WIDGET}/`);
    const { "ticket.comment": _, ...payload } = (await host(page)).values;
    expect(contexts.at(-1).payload).toEqual(payload);
    expect(contexts.at(-1)).toMatchObject({ desk: "zendesk", place: "acme.zendesk.com", agent: { language: "fr" } });
    await page.evaluate(() => {
      const { host } = window as any;
      host.values["ticket.tags"].push("new");
      for (let times = 0; times < 5; times += 1) host.send({ key: "zaf.ticket.tags.changed", message: {} });
    });
    const tags = async () => (await mounts(await frameOf(page, WIDGET)))[0].contexts.at(-1).payload["ticket.tags"];
    await expect.poll(tags).toContain("new");
    expect((await mounts(await frameOf(page, WIDGET)))[0].contexts, "changes at once are read once").toHaveLength(2);
    await page.evaluate(() => (window as any).host.switchTo(8422));
    await expect(widget(page).getByText("ticket 8422")).toBeVisible();
  });

  test("a save is the page's own to answer, and activity keeps the session alive", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await page.evaluate(() => (window as any).host.send({ key: "zaf.ticket.save", needsReply: true }));
    const keys = async () => (await host(page)).log.map(({ key }: { key: string }) => key);
    await widget(page).getByLabel("Name").fill("a");
    await widget(page).getByLabel("Name").press("b");
    await widget(page).getByLabel("Name").press("c");
    await expect.poll(keys).toContain("session.live");
    expect((await keys()).filter((key: string) => key === "session.live")).toHaveLength(1);
    expect(await keys()).not.toContain("iframe.reply:ticket.save");
  });

  test("nothing is inserted once the ticket was switched", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    // The desk has another ticket, and the widget has not heard of it yet.
    await page.evaluate(() => void ((window as any).host.values["ticket.id"] = 8422));
    for (const name of ["Insert reply", "Add note", "Add tags"]) {
      await click(page, name);
      await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "other_ticket" });
      await expect(widget(page).getByText("ticket 8422")).toBeVisible();
      await page.evaluate(() => (window as any).host.switchTo(8421));
      await expect(widget(page).getByText("ticket 8421")).toBeVisible();
      await page.evaluate(() => void ((window as any).host.values["ticket.id"] = 8422));
    }
    const { editor, log } = await host(page);
    expect(editor).toBe("");
    expect(log.filter(({ request, params }: any) => request === "set" || (request === "invoke" && !params.resize))).toEqual([]);
  });

  test("an answer about the ticket before comes too late", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await page.evaluate(() => {
      const { host } = window as any;
      host.hold = true;
      host.send({ key: "zaf.ticket.tags.changed", message: {} });
    });
    // At once, before the other is even asked for; and once more when it is there.
    await answerAfter(page, 8422);
    await expect(widget(page).getByText("ticket 8422")).toBeVisible();
    await page.evaluate(() => (window as any).host.send((window as any).host.held[0]));
    await page.waitForTimeout(200);
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    expect(contexts.map(({ ticket }: any) => ticket)).toEqual(["8421", "", "8422"]);
  });

  test("a ticket that is switched during the first reading is not shown", async ({ page }) => {
    await page.addInitScript(() => {
      const keep = (host: any) => Object.defineProperty(window, "host", { value: Object.assign(host, { hold: true }) });
      Object.defineProperty(window, "host", { set: keep, configurable: true });
    });
    await page.goto(at(ZENDESK, APP));
    await answerAfter(page, 8422);
    await expect(widget(page).getByText("ticket 8422")).toBeVisible();
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    expect(contexts.map(({ ticket }: any) => ticket)).toEqual(["8422"]);
  });

  test("what was to be written before a switch is not written after coming back", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await page.evaluate(() => void ((window as any).host.hold = true));
    await click(page, "Insert reply");
    await answerAfter(page, 8422, 8421);
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "other_ticket" });
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    expect((await host(page)).editor).toBe("");
  });

  test("a conversation that cannot be read is no empty ticket", async ({ page, faults }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await page.evaluate(() => {
      const { host } = window as any;
      host.kept = host.values["ticket.conversation"];
      delete host.values["ticket.conversation"];
      host.send({ key: "zaf.ticket.conversation.changed", message: {} });
    });
    await expect.poll(() => faults.join()).toContain("desk_silent");
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    // Another ticket, which the desk did not tell of: nothing stands there for it.
    await page.evaluate(() => {
      const { host } = window as any;
      host.values["ticket.id"] = 8422;
      host.send({ key: "zaf.ticket.conversation.changed", message: {} });
    });
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    await page.evaluate(() => {
      const { host } = window as any;
      host.values["ticket.conversation"] = host.kept;
      host.send({ key: "zaf.ticket.conversation.changed", message: {} });
    });
    await expect(widget(page).getByText("ticket 8422")).toBeVisible();
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    expect(contexts.map(({ ticket, payload }: any) => [ticket, payload?.["ticket.conversation"].length])).toEqual([["8421", 2], ["", undefined], ["8422", 2]]);
    faults.length = 0;
  });

  test("a note is not inserted when the ticket is switched half-way", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await page.evaluate(() => {
      const { host } = window as any;
      host.before = ({ request }: any) => {
        if (request === "set") host.values["ticket.id"] = 8422;
      };
    });
    await click(page, "Add note");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "other_ticket" });
    expect((await host(page)).editor).toBe("");
  });

  test("a note stays an internal note, and is none where the composer refuses to be one", async ({ page, faults }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    await click(page, "Add note");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: true });
    expect((await host(page)).values["ticket.comment"].type).toBe("internalNote");
    await page.evaluate(() => {
      const { host } = window as any;
      host.editor = "";
      host.before = ({ request, params }: any) => {
        if (request === "get" && params.length === 2) host.values["ticket.comment"].type = "publicReply";
      };
    });
    await click(page, "Add note");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "desk_refused" });
    expect((await host(page)).editor).toBe("");
    expect(faults.splice(0).join()).toContain("no internal note");
  });

  const inUse = "composer_in_use";

  test("a note never comes beside a reply, nor a reply beside a note", async ({ page }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    for (const [first, second, type] of [["Add note", "Insert reply", "internalNote"], ["Insert reply", "Add note", "publicReply"]] as const) {
      await click(page, first);
      await expect.poll(() => lastOutcome(page)).toEqual({ done: true });
      const { editor } = await host(page);
      await click(page, second);
      await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: inUse });
      expect((await host(page)).values["ticket.comment"]).toMatchObject({ text: editor, type });
      await page.evaluate(() => (window as any).host.submit());
    }
    // What the agent began to write is a reply as well.
    await page.evaluate(() => void ((window as any).host.editor = "<p>Dear Léa, half</p>"));
    await click(page, "Add note");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: inUse });
    expect((await host(page)).values["ticket.comment"]).toMatchObject({ text: "<p>Dear Léa, half</p>", type: "publicReply" });
    // An empty paragraph is nothing; a second text of the same kind follows the first.
    await page.evaluate(() => void ((window as any).host.editor = "<p><br></p>"));
    for (const times of [1, 2]) {
      await click(page, "Add note");
      await expect.poll(() => lastOutcome(page)).toEqual({ done: true });
      await expect.poll(async () => (await host(page)).editor.split("Verdict").length - 1).toBe(times);
    }
    // A reply leaves an empty internal note for what it is: a reply.
    await page.evaluate(() => void ((window as any).host.editor = ""));
    await click(page, "Insert reply");
    await expect.poll(async () => (await host(page)).editor).toContain("Dear");
    expect((await host(page)).values["ticket.comment"].type).toBe("publicReply");
  });

  test("look-alike and foreign senders are not heard", async ({ page, faults }) => {
    await page.goto(at(ZENDESK, APP));
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
    const before = (await mounts(await frameOf(page, WIDGET)))[0].contexts.length;
    // The right origin, but not the page around us; then messages of the right page that are no answers.
    await (await frameOf(page, WIDGET)).evaluate(() => {
      const event = (init: MessageEventInit) => dispatchEvent(new MessageEvent("message", init));
      const data = JSON.stringify({ key: "zaf.context.updated", message: {} });
      event({ data, origin: "https://acme.zendesk.com", source: window });
      event({ data, origin: "https://acme.zendesk.com.evil.test", source: window.parent });
    });
    await page.evaluate(() => {
      const { host } = window as any;
      const [{ contentWindow }] = document.getElementsByTagName("iframe");
      for (const data of ["", "{", "null", 7, null, '{"key":7}', '{"id":1,"result":{"ticket.id":666}}']) contentWindow!.postMessage(data, "*");
      host.send({ id: 1, result: { "ticket.id": 666 } });
      contentWindow!.postMessage("x".repeat(4 * 1024 * 1024 + 1), "*");
    });
    await expect.poll(() => faults.some((fault) => fault.includes("thrown"))).toBe(false);
    await page.waitForTimeout(300);
    expect((await mounts(await frameOf(page, WIDGET)))[0].contexts).toHaveLength(before);
    await expect(widget(page).getByText("ticket 8421")).toBeVisible();
  });

  for (const origin of ["https://evil.test/.zendesk.com", "https://acme.zendesk.com.evil.test", EVIL]) {
    test(`${origin} is not Zendesk`, async ({ page, world, faults }) => {
      world.page = `<iframe title="app" src="${APP}?origin=${encodeURIComponent(origin)}&app_guid=G"></iframe>`;
      await page.goto(`${EVIL}/`);
      await expect(widget(page).getByRole("alert")).toContainText("not one that Clean Break trusts");
      expect((await mounts(await frameOf(page, WIDGET))).flatMap(({ contexts }) => contexts)).toEqual([]);
      expect(faults.splice(0).join()).toContain("desk_untrusted");
    });
  }

  test("another page that claims to be Zendesk hears nothing", async ({ page, world, faults }) => {
    world.page = `<script>heard = []; onmessage = (event) => heard.push(event.data)</script>
      <iframe title="app" src="${APP}?origin=${ZENDESK}&app_guid=G"></iframe>`;
    await page.goto(`${EVIL}/`);
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => (window as any).heard)).toEqual([]);
    expect(faults.splice(0).every((fault) => fault.includes("does not match the recipient"))).toBe(true);
  });

  test("a desk that never answers is told of", async ({ page, faults }) => {
    await page.clock.install();
    await page.goto(at(ZENDESK, APP, "&silent"));
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    await page.clock.runFor(10_100);
    await expect.poll(() => faults.join()).toContain("desk_silent");
    faults.length = 0;
  });
});

test.describe("Chatwoot", () => {
  for (const generation of [1, 2, 3]) {
    test(`generation ${generation} of its payload is read once`, async ({ page }) => {
      await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`, `&generation=${generation}`));
      await expect(widget(page).getByText("ticket 131")).toBeVisible();
      await expect.poll(async () => (await host(page)).log).toContain("chatwoot-dashboard-app:fetch-info");
      const [{ contexts, set }] = await mounts(await frameOf(page, WIDGET));
      expect(contexts).toHaveLength(1);
      expect(contexts[0]).toMatchObject({ desk: "chatwoot", place: "chat.example.test", origin: CHATWOOT, trust: "first_use" });
      expect(contexts[0].theme).toBe(generation === 3 ? "dark" : null);
      expect(set.some(({ theme }: any) => theme === "dark") || (await mounts(await frameOf(page, WIDGET)))[0].options.theme === "dark").toBe(generation === 3);
    });
  }

  test("it is asked again until it answers, and when the agent comes back", async ({ page }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`, "&deaf"));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    const asked = async () => (await host(page)).log.length;
    const before = await asked();
    await (await frameOf(page, WIDGET)).evaluate(() => void dispatchEvent(new Event("focus")));
    await expect.poll(asked).toBe(before + 1);
  });

  test("asked to read again, it tells what it told before", async ({ page }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    const frame = await frameOf(page, WIDGET);
    const told = async () => (await mounts(frame))[0].contexts.length;
    await frame.evaluate(() => (window as any).standIn[0].options.refresh());
    await expect.poll(told).toBe(2);
    // Unasked it is a repetition.
    await page.evaluate(() => (window as any).host.tell());
    await page.waitForTimeout(100);
    expect(await told()).toBe(2);
  });

  test("a frame made anew shows the other conversation", async ({ page }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    await page.evaluate(() => (window as any).host.switchTo(132));
    await expect(widget(page).getByText("ticket 132")).toBeVisible();
  });

  test("writing is not possible, and copying is, without permission", async ({ page }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    await click(page, "Insert reply");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "not_possible" });
    // The asynchronous clipboard is refused in this frame, so this is the old command.
    const frame = await frameOf(page, WIDGET);
    expect(await frame.evaluate(() => (document as any).featurePolicy.allowsFeature("clipboard-write"))).toBe(false);
    await click(page, "Copy");
    await expect.poll(() => lastOutcome(page)).toBe(true);
    await widget(page).getByLabel("Name").press("Control+V");
    await expect(widget(page).getByLabel("Name")).toHaveValue("copied text");
  });

  test("only the pinned origin is heard", async ({ page, faults }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot&host_origin=${CHATWOOT}`));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    expect((await mounts(await frameOf(page, WIDGET)))[0].contexts[0].trust).toBe("pinned");
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot&host_origin=https://other.example.test`));
    await expect(widget(page).getByRole("alert")).toContainText("not one that Clean Break trusts");
    expect((await mounts(await frameOf(page, WIDGET))).flatMap(({ contexts }) => contexts)).toEqual([]);
    expect(faults.splice(0).join()).toContain("desk_untrusted");
  });

  test("objects, strangers and later origins are not heard", async ({ page, faults }) => {
    await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
    await (await frameOf(page, WIDGET)).evaluate(() => {
      const other = JSON.stringify({ event: "appContext", data: { conversation: { id: 666 } } });
      const event = (init: MessageEventInit) => dispatchEvent(new MessageEvent("message", init));
      event({ data: other, origin: "https://chat.example.test", source: window });
      event({ data: other, origin: "https://chat.example.test.evil.test", source: window.parent });
      event({ data: JSON.parse(other), origin: "https://chat.example.test", source: window.parent });
      event({ data: other.padEnd(4 * 1024 * 1024 + 1), origin: "https://chat.example.test", source: window.parent });
    });
    await page.waitForTimeout(200);
    expect((await mounts(await frameOf(page, WIDGET)))[0].contexts).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  for (const [sandbox, storage] of [["allow-scripts allow-same-origin", "own"], ["allow-scripts", "no"]]) {
    test(`a frame with ${storage} origin and storage works`, async ({ page }) => {
      await page.goto(at(CHATWOOT, `${APP}?host=chatwoot`, `&sandbox=${sandbox}`));
      await expect(widget(page).getByText("ticket 131")).toBeVisible();
      await click(page, "Copy");
      await expect.poll(() => lastOutcome(page)).toBe(true);
    });
  }

  test("it is recognised without being named", async ({ page }) => {
    await page.goto(at(CHATWOOT, APP));
    await expect(widget(page).getByText("ticket 131")).toBeVisible();
  });
});

test.describe("Front", () => {
  test("the stand-in is faithful, and our wire says what the SDK says", async ({ page }) => {
    await page.goto(at(FRONT, `${REFERENCE}/front`));
    const sdk = await frameOf(page, REFERENCE);
    await sdk.waitForFunction(() => (window as any).context);
    await sdk.evaluate(() => (window as any).reference.read((window as any).context));
    const texts = { reply: "Dear <b>Léa</b>,\nit is settled." };
    await sdk.evaluate(({ reply }) => (window as any).reference.insert_reply((window as any).context, reply, "msg_2"), texts);
    await sdk.evaluate(({ reply }) => (window as any).reference.update_reply((window as any).context, "dra_1", reply), texts);
    await sdk.evaluate(() => (window as any).reference.add_tags((window as any).context, ["clean-break:parting"]));
    expect(await sdk.evaluate(() => (window as any).messages[0].date instanceof Date)).toBe(true);
    const unsupported = sdk.evaluate(() => (window as any).context.openUrl("x").catch((error: Error) => error.message));
    expect(await unsupported).toBe("Unsupported");
    const missing = sdk.evaluate(() => (window as any).front.addComment("x").catch((error: Error) => error.message));
    expect(await missing).toContain("is not a valid function");
    const reference = await host(page);

    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    for (const name of ["Insert reply", "Insert reply", "Add tags"]) {
      await click(page, name);
      await expect.poll(() => lastOutcome(page)).toEqual({ done: true });
      await (await frameOf(page, WIDGET)).evaluate(() => void ((window as any).standIn.at(-1).outcomes = []));
    }
    const ours = await host(page);
    expect(said(ours.log)).toEqual(said(reference.log.filter(({ name }: any) => name !== "openUrl")));
    expect(ours.drafts).toEqual(reference.drafts);
    expect(ours.tagged).toEqual(["tag_3"]);
  });

  test("messages come in order, whole, and drafts without end are one", async ({ page }) => {
    await page.goto(at(FRONT, `${APP}?host=front`));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    const { payload, capabilities, place, agent } = contexts.at(-1);
    expect(payload.context.conversation.id).toBe("cnv_1");
    expect(payload.messages.results.map(({ id }: any) => id)).toEqual(["msg_1", "msg_2"]);
    expect(capabilities).toEqual({ insert_reply: true, add_note: false, add_tags: true });
    expect([place, agent.name]).toEqual(["app.frontapp.com", "Sam Agent"]);
    await click(page, "Add note");
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "not_possible" });
  });

  test("a conversation left while it is written to gets nothing more", async ({ page }) => {
    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    await page.evaluate(() => void ((window as any).host.mute = true));
    await click(page, "Add tags");
    await expect.poll(async () => (await host(page)).log.at(-1).name).toBe("listTags");
    await page.evaluate(() => {
      (window as any).host.mute = false;
      (window as any).host.switchTo("cnv_2");
    });
    await expect.poll(() => lastOutcome(page)).toEqual({ done: false, reason: "other_ticket" });
    await expect(widget(page).getByText("ticket cnv_2")).toBeVisible();
    const { log, tagged } = await host(page);
    expect(tagged).toEqual([]);
    expect(log.some(({ type }: any) => type === "function_cancel")).toBe(true);
  });

  test("a conversation left while it is read is never shown", async ({ page }) => {
    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    await page.evaluate(() => {
      (window as any).host.mute = true;
      (window as any).host.switchTo("cnv_2");
    });
    await expect.poll(async () => (await host(page)).log.at(-1).contextId).toBe("ctx_cnv_2");
    await page.evaluate(() => {
      (window as any).host.mute = false;
      (window as any).host.switchTo("cnv_3");
    });
    await expect(widget(page).getByText("ticket cnv_3")).toBeVisible();
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    expect(contexts.map(({ ticket }: any) => ticket)).toEqual(["cnv_1", "", "cnv_3"]);
  });

  test("the conversation before goes at once, and one that cannot be read is no empty one", async ({ page, faults }) => {
    await page.clock.install();
    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    await page.evaluate(() => {
      (window as any).host.mute = true;
      (window as any).host.switchTo("cnv_2");
    });
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    await page.clock.runFor(10_100);
    await expect.poll(() => faults.join()).toContain("desk_silent");
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    const [{ contexts }] = await mounts(await frameOf(page, WIDGET));
    expect(contexts.map(({ ticket }: any) => ticket)).toEqual(["cnv_1", ""]);
    faults.length = 0;
  });

  test("a conversation whose comments do not come is not shown without them", async ({ page, faults }) => {
    await page.clock.install();
    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    await page.evaluate(() => {
      const { host } = window as any;
      host.deaf = "listComments";
      host.switchTo("cnv_2");
    });
    await expect.poll(async () => (await host(page)).log.at(-1)).toMatchObject({ name: "listComments", contextId: "ctx_cnv_2" });
    await page.clock.runFor(10_100);
    await expect.poll(() => faults.join()).toContain("desk_silent");
    await expect(widget(page).getByText("no ticket")).toBeVisible();
    faults.length = 0;
  });

  test("a page that fails costs that page only, and is said to be missing", async ({ page, faults }) => {
    await page.goto(at(FRONT, APP));
    await expect(widget(page).getByText("ticket cnv_1")).toBeVisible();
    const contexts = async () => (await mounts(await frameOf(page, WIDGET)))[0].contexts;
    const before = (await contexts()).length;
    // The one on screen is whole already, and stays.
    await page.evaluate(() => {
      (window as any).host.fails = "listMessages 1";
      (window as any).host.tell();
    });
    await expect.poll(() => faults.join()).toContain("desk_silent");
    expect(await contexts()).toHaveLength(before);
    await page.evaluate(() => (window as any).host.switchTo("cnv_2"));
    await expect(widget(page).getByText("ticket cnv_2")).toBeVisible();
    const { messages } = (await contexts()).at(-1).payload;
    expect([messages.results.map(({ id }: any) => id), messages.nextPageToken]).toEqual([["msg_2"], "1"]);
    // Refused comments are none.
    await page.evaluate(() => {
      (window as any).host.fails = "listComments";
      (window as any).host.switchTo("cnv_3");
    });
    await expect(widget(page).getByText("ticket cnv_3")).toBeVisible();
    expect((await contexts()).at(-1).payload.messages.results).toHaveLength(2);
    faults.length = 0;
  });

  test("no line is opened to a page that is not Front", async ({ page, world, faults }) => {
    world.page = `<script>heard = []; onmessage = (event) => heard.push(event.data)</script>
      <iframe title="app" src="${APP}?host=front"></iframe>`;
    await page.goto(`${EVIL}/`);
    await expect(widget(page).getByRole("alert")).toContainText("not one that Clean Break trusts");
    expect(await page.evaluate(() => (window as any).heard)).toEqual([]);
    expect(faults.splice(0).join()).toContain("desk_untrusted");
  });
});

test("a desk's frame without a desk says so", async ({ page, world, faults }) => {
  await page.clock.install();
  world.page = `<iframe title="app" src="${APP}"></iframe>`;
  await page.goto(`${DESK}/`);
  await expect(widget(page).getByText("no ticket")).toBeVisible();
  await page.clock.runFor(10_100);
  await expect.poll(() => faults.join()).toContain("desk_silent");
  faults.length = 0;
});
