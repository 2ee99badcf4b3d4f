// Speaks with Zendesk: handshake, reading, and writing only into the ticket that an intent was made for.
import { EVENTS, PATHS, commentType, contextOf, handshakeOf, insertion, tagging } from "./zendesk-pure.js";
import { LONGEST, isFor } from "../context.js";

export * from "./zendesk-pure.js";

/** @typedef {import("../types.d.ts").DeskSetup} DeskSetup */
/** @typedef {import("../types.d.ts").Outcome} Outcome */

/** How long Zendesk may take to answer, in milliseconds (design default). */
const PATIENCE = 10_000;

/** How long activity is gathered before the agent's session is kept alive, in milliseconds, as Zendesk's SDK does. */
const ACTIVITY = 1_000;

/** Several changes at once are one reason to read, in milliseconds (design default). */
const SETTLE = 100;

/** How high Zendesk makes the frame at most, in CSS pixels (design default): beyond that the widget scrolls by itself. */
const HIGHEST = 800;

/** What an agent does when they are there. */
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "scroll", "wheel"];

/**
 * @param {DeskSetup} setup
 * @returns {import("../types.d.ts").Desk}
 */
export function connect({ window, query, onContext, onError }) {
  const hand = handshakeOf(query, window.location.hostname);
  if (!hand) {
    queueMicrotask(() => onError("desk_untrusted", query.get("origin")));
    return { send: async () => ({ done: false, reason: "desk_untrusted" }), refresh() {}, close() {} };
  }
  const { origin, guid } = hand;
  /** @type {Map<number, {resolve(result: any): void, reject(cause: unknown): void}>} */
  const pending = new Map();
  /** @type {import("../types.d.ts").Context | undefined} */
  let open;
  let calls = 0;
  let reading = 0;
  let registered = false;
  /** @type {string | undefined} the app's setting */
  let tag;
  let closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let living;

  /** @param {object} message */
  const post = (message) =>
    window.parent.postMessage(JSON.stringify({ ...message, appGuid: guid, instanceGuid: guid }), origin);

  /**
   * @param {import("./zendesk-pure.js").Call} call
   * @returns {Promise<any>}
   */
  const request = ({ request, params }) =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      const timer = setTimeout(() => settle(reject)(SILENT), PATIENCE);
      /** @param {(value: any) => void} how */
      const settle = (how) => (/** @type {any} */ value) => {
        clearTimeout(timer);
        pending.delete(id);
        how(value);
      };
      pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
      post({ id, request, params });
    });

  /**
   * A call that must succeed: the framework tells failures apart by path inside a result.
   * @param {import("./zendesk-pure.js").Call} call
   */
  const act = async (call) => {
    const result = await request(call);
    const [failure] = Object.entries(result?.errors ?? {});
    if (failure) throw new Error(`${failure[0]}: ${JSON.stringify(failure[1])}`);
  };

  const read = async () => {
    const turn = ++reading;
    try {
      const values = await request({ request: "get", params: PATHS });
      // An answer to an older question may be about another ticket.
      if (turn !== reading || closed) return;
      open = { ...contextOf(values ?? {}, origin), ...(tag ? { tag } : {}) };
      onContext(open);
    } catch (cause) {
      if (turn === reading && !closed) onError("desk_silent", cause);
    }
  };

  const readSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(read, SETTLE);
  };

  /**
   * Asked right before every write: is it still that ticket, and how does its composer take text?
   * @param {import("../types.d.ts").Intent} intent
   */
  const check = async (intent) => {
    const values = await request({ request: "get", params: ["ticket.id", "ticket.comment"] });
    if (!isFor(intent, open) || String(values?.["ticket.id"]) !== intent.ticket) throw SWITCHED;
    return values["ticket.comment"];
  };

  /** @param {import("../types.d.ts").Intent} intent */
  const reply = async (intent) => {
    const comment = await check(intent);
    await act(insertion(intent.text ?? "", comment?.useRichText !== false));
  };

  /** @param {import("../types.d.ts").Intent} intent */
  const note = async (intent) => {
    await check(intent);
    await act(commentType("internalNote"));
    const comment = await check(intent);
    if (comment?.type && comment.type !== "internalNote") throw new Error("the composer is no internal note");
    // It stays an internal note: the composer keeps its text when its type changes back, and a note about a customer
    // must never stand in a reply to them.
    await act(insertion(intent.text ?? "", comment?.useRichText !== false));
  };

  const writes = {
    insert_reply: reply,
    add_note: note,
    /** @param {import("../types.d.ts").Intent} intent */
    add_tags: async (intent) => {
      await check(intent);
      await act(tagging(intent.tags ?? []));
    },
  };

  /** @param {MessageEvent} event */
  const hear = (event) => {
    if (event.origin !== origin || event.source !== window.parent) return;
    if (event.data?.length > LONGEST) return onError("message_too_large");
    const message = parsed(event.data);
    if (!message) return;
    const asked = pending.get(message.id);
    if (asked) return message.error ? asked.reject(message.error) : asked.resolve(message.result);
    if (typeof message.key !== "string" || !message.key.startsWith("zaf.")) return;
    const key = message.key.slice("zaf.".length);
    // A save must not hang because this app has nothing against it.
    if (message.needsReply) return window.parent.postMessage({ appGuid: guid, key: `iframe.reply:${key}` }, origin);
    if (key === "app.registered" && !registered) {
      registered = true;
      const set = message.message?.metadata?.settings?.tag;
      if (typeof set === "string") tag = set;
      clearTimeout(silence);
      for (const name of ["context.updated", ...EVENTS]) post({ key: `iframe.on:${name}`, message: { subscriberCount: 1 } });
      read();
    } else if (key === "context.updated" || EVENTS.includes(key)) {
      const now = message.message?.ticketId;
      // The ticket before is off the screen at once, however long the other takes to read.
      if (open && now !== undefined && String(now) !== open.ticket) onContext((open = contextOf({}, origin)));
      readSoon();
    }
  };

  const live = () => {
    if (!registered) return;
    clearTimeout(living);
    living = setTimeout(() => post({ key: "session.live" }), ACTIVITY);
  };

  window.addEventListener("message", hear);
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, live, { capture: true, passive: true });
  const silence = setTimeout(() => onError("desk_silent"), PATIENCE);
  post({ key: "iframe.handshake", message: { version: "2.0" } });

  return {
    async send(intent) {
      if (!isFor(intent, open)) return { done: false, reason: "other_ticket" };
      try {
        await writes[intent.type](intent);
        return { done: true };
      } catch (cause) {
        if (cause === SWITCHED) {
          readSoon();
          return { done: false, reason: "other_ticket" };
        }
        const silent = cause === SILENT;
        if (!closed) onError(silent ? "desk_silent" : "desk_refused", cause);
        return { done: false, reason: silent ? "timeout" : "desk_refused" };
      }
    },
    refresh() {
      if (registered) read();
    },
    resize(height) {
      const size = { width: "100%", height: `${Math.min(height, HIGHEST)}px` };
      if (registered) request({ request: "invoke", params: { resize: [size] } }).catch(() => {});
    },
    close() {
      closed = true;
      for (const timer of [silence, settling, living]) clearTimeout(timer);
      window.removeEventListener("message", hear);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, live, { capture: true });
      for (const { reject } of [...pending.values()]) reject(new Error("closed"));
    },
  };
}

/** Thrown when another ticket is open than the one written for. */
const SWITCHED = new Error("another ticket is open");

/** Thrown when no answer came: what was asked may have been done or not. */
const SILENT = new Error("no answer in time");

/**
 * Zendesk answers with an object or its JSON.
 * @param {any} data
 * @returns {any}
 */
function parsed(data) {
  if (typeof data !== "string") return data !== null && typeof data === "object" ? data : undefined;
  try {
    const value = JSON.parse(data);
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}
