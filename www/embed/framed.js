// Frame mode: the widget runs in a frame of `embed.html`, under a policy of its own. This is the page's side.
import { nothing } from "./context.js";
import { Line, unpack } from "./line.js";
import { CleanBreakError, FATAL } from "./words.js";

/** How long the frame may take until its first word, in milliseconds (design default). */
const PATIENCE = 15_000;

/** How long its program may take to load from then on. */
const LOADING = 60_000;

/** How long it may stay silent once it has loaded: then it was refused, or its script was. */
const SILENCE = 4_000;

/** How high a frame may grow, in CSS pixels (design default): a frame must not push the whole page away. */
const HIGHEST = 20_000;

/**
 * @param {import("./pure.js").Setup} setup
 * @returns {Promise<import("./types.d.ts").Running>}
 */
export async function open({ shadow, base, options, host, title, signal }) {
  const { origin } = base;
  const frame = document.createElement("iframe");
  /** @type {Line | undefined} */
  let line;
  /** @type {import("./types.d.ts").Context | undefined} */
  let context;
  let current = options;
  let isReady = false;
  /** @type {Set<unknown>} every hello is heard once */
  const hellos = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;

  signal.throwIfAborted();
  // The frame speaks to one exact origin; a page in a sandbox may have none.
  if (self.origin === "null") throw new CleanBreakError("page_sandboxed");
  return new Promise((resolve, reject) => {
    let patience = setTimeout(() => fail("frame_timeout"), PATIENCE);

    const close = () => {
      clearTimeout(patience);
      clearTimeout(silence);
      removeEventListener("message", hear);
      document.removeEventListener("securitypolicyviolation", refused);
      line?.close();
      frame.remove();
    };

    /**
     * @param {import("./types.d.ts").FaultCode} code
     * @param {unknown} [cause]
     */
    const fail = (code, cause) => {
      close();
      // Whoever opened it has long heard that it runs.
      if (isReady) host.fault(code, cause);
      else reject(new CleanBreakError(code, cause));
    };

    /** @param {SecurityPolicyViolationEvent} event */
    const refused = ({ disposition, effectiveDirective, blockedURI }) => {
      // A policy that only reports lets the frame load.
      if (disposition !== "enforce") return;
      if (/^(frame|child|default)-src$/.test(effectiveDirective) && `${blockedURI}/`.startsWith(`${origin}/`)) fail("frame_blocked");
    };

    const show = () => {
      if (!line || !context) return;
      // One that is too long for the line must not leave the ticket before on screen.
      if (line.send("context", context) === undefined) line.send("context", nothing(context.place));
    };

    /** @type {import("./types.d.ts").Running} */
    const running = {
      setContext(told) {
        context = told;
        show();
      },
      setOptions(options) {
        current = options;
        line?.send("options", options);
      },
      getState: async () => (await line?.ask("state")) ?? null,
      close,
    };

    /** @param {MessageEvent} event */
    const hear = (event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const { message, fault } = unpack(event.data);
      if (!message) return host.fault(fault);
      const [port] = event.ports;
      if (message.type !== "hello" || !port || !message.id) return host.fault("message_unknown");
      if (hellos.has(message.id)) return host.fault("message_replayed");
      hellos.add(message.id);
      // A second hello is a frame that was loaded again, as browsers do when it is moved in the page.
      line?.close();
      line = new Line(
        port,
        {
          ready() {
            isReady = true;
            clearTimeout(patience);
            clearTimeout(silence);
            document.removeEventListener("securitypolicyviolation", refused);
            resolve(running);
          },
          write: (intent) => host.send(intent),
          copied: ({ text, done, ticket }) => host.copied(String(text), Boolean(done), String(ticket)),
          refresh: () => host.refresh(),
          resize({ height }) {
            if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 0), HIGHEST)}px`;
          },
          fault({ code, cause }) {
            if (FATAL.includes(code)) fail(code, cause);
            else host.fault(code, cause);
          },
        },
        (code) => host.fault(code),
      );
      clearTimeout(silence);
      clearTimeout(patience);
      if (!isReady) patience = setTimeout(() => fail("frame_timeout"), LOADING);
      line.send("options", current);
      show();
    };

    frame.addEventListener("load", () => {
      // A frame that is moved before its first word is loaded twice.
      clearTimeout(silence);
      if (!line) silence = setTimeout(() => fail("frame_refused"), SILENCE);
    });
    addEventListener("message", hear);
    document.addEventListener("securitypolicyviolation", refused);
    const address = new URL("embed.html", base);
    address.searchParams.set("parent", location.origin);
    for (const [name, value] of Object.entries(options)) if (value) address.searchParams.set(name, value);
    frame.src = address.href;
    frame.title = title;
    frame.allow = "clipboard-write";
    frame.setAttribute("part", "frame");
    signal.addEventListener("abort", close, { once: true });
    shadow.append(frame);
  });
}
