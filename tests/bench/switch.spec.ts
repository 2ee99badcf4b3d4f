// A desk makes the widget's frame anew at every switch of tickets: how soon is the verdict there, and how soon React's
// hello page in the same place? Cold: a browser profile that has never been here. Warm: the files are cached, the ticket
// is new.
import { test, type Browser, type Page } from "@playwright/test";
import { conversation } from "../hosts/sample.ts";
import { serve } from "./files.ts";
import { spread } from "./figures.ts";

const ROUNDS = 17;
const SWITCHES = 5;

/** How long an agent stays with the first ticket, in milliseconds; the others are left as soon as they are shown. */
const READS = 4_000;

const messages = conversation("repair-english");

const programs = [
  { name: "verdict", path: "/embed.html?host=chatwoot&host_origin=", ready: ".verdict h2" },
  { name: "React hello", path: "/react/", ready: "#ready" },
];

/** Milliseconds from the frame's making until what it is for has been painted. */
function open(page: Page, address: string, ready: string, ticket: number, reads = 0): Promise<number> {
  return page.evaluate(
    async ([address, ready, ticket, messages, reads]) => {
      const sender = { id: 1, name: "Customer", type: "contact" };
      const conversation = { id: ticket, account_id: 5, status: "open", messages, labels: [], meta: { sender }, created_at: 1 };
      const told = JSON.stringify({ event: "appContext", data: { conversation, contact: sender } });
      const frame = document.createElement("iframe");
      frame.width = "360";
      frame.height = "740";
      const tell = () => frame.contentWindow!.postMessage(told, "*");
      const asked = ({ data }: MessageEvent) => data === "chatwoot-dashboard-app:fetch-info" && tell();
      addEventListener("message", asked);
      frame.addEventListener("load", tell);
      const start = performance.now();
      frame.src = address;
      document.body.append(frame);
      const time = await new Promise<number>((done, fail) => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => done(performance.now() - start);
        const look = () => {
          if (frame.contentDocument?.querySelector(ready)) painted.port2.postMessage(0);
          else if (performance.now() - start > 30_000) fail(new Error(`no ${ready} in ${address}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      removeEventListener("message", asked);
      await new Promise((read) => setTimeout(read, reads));
      frame.remove();
      return time;
    },
    [address, ready, ticket, messages, reads] as const,
  );
}

async function measure(browser: Browser, origin: string, slowdown: number, program: (typeof programs)[number]) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const debug = await context.newCDPSession(page);
    await debug.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(`${origin}/desk/`);
    const address = `${origin}${program.path}${program.path.endsWith("=") ? encodeURIComponent(origin) : ""}`;
    const cold = await open(page, address, program.ready, 1, READS);
    const warm = [];
    for (let ticket = 2; ticket < 2 + SWITCHES; ticket++) warm.push(await open(page, address, program.ready, ticket));
    return { cold: [cold], warm };
  } finally {
    await context.close();
  }
}

for (const slowdown of [1, 4]) {
  test(`ticket switch, CPU slowed ${slowdown}x`, async ({ browser }) => {
    test.setTimeout(600_000);
    const server = await serve();
    const times = programs.map(() => ({ cold: [] as number[], warm: [] as number[] }));
    try {
      for (let round = 0; round < ROUNDS; round++) {
        // In turns, so that whatever else the machine does falls on both.
        for (const [index, program] of programs.entries()) {
          const { cold, warm } = await measure(browser, server.origin, slowdown, program);
          // The first round warms the server and the browser.
          if (round === 0) continue;
          times[index]!.cold.push(...cold);
          times[index]!.warm.push(...warm);
        }
      }
    } finally {
      server.close();
    }
    for (const kind of ["cold", "warm"] as const) {
      const [verdict, hello] = times.map((time) => spread(time[kind]));
      const ratio = (verdict!.median / hello!.median).toFixed(2);
      const description = `${kind}: verdict ${verdict!.text}; React hello ${hello!.text}; ${ratio} times`;
      test.info().annotations.push({ type: "figure", description });
    }
  });
}
