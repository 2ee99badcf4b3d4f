// Speaks with Zendesk: handshake, reading, and writing only into the ticket that an intent was made for.
import { EVENTS, PATHS, commentType, contextOf, handshakeOf, insertion, isEmpty, missing, tagging } from "./zendesk-pure.js";
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
  // Other apps in this window count from 1 and hear the same answers; so may a second widget.
  let calls = 2 ** 32 + Number(crypto.getRandomValues(new Uint32Array(1))[0]);
  let reading = 0;
  let registered = false;
  /** @type {{ tag?: string, ownNames?: string }} the app's settings */
  const set = {};
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
      const values = (await request({ request: "get", params: PATHS })) ?? {};
      // An answer to an older question may be about another ticket.
      if (turn !== reading || closed) return;
      const failure = missing(values);
      const told = () => (open = { ...contextOf(failure ? {} : values, origin), ...set });
      // What is on screen may stay while it is still about this ticket.
      if (!failure || (open && open.ticket !== String(values["ticket.id"]))) onContext(told());
      if (failure) onError("desk_silent", failure);
    } catch (cause) {
      if (turn === reading && !closed) onError("desk_silent", cause);
    }
  };

  /** @param {unknown} cause */
  const leave = (cause) => {
    for (const { reject } of [...pending.values()]) reject(cause);
  };

  const readSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(read, SETTLE);
  };

  /**
   * Asked right before every write: is it still that ticket, and what stands in its composer?
   * @param {import("../types.d.ts").Intent} intent
   */
  const check = async (intent) => {
    const values = await request({ request: "get", params: ["ticket.id", "ticket.comment"] });
    if (!isFor(intent, open) || String(values?.["ticket.id"]) !== intent.ticket) throw SWITCHED;
    return values["ticket.comment"];
  };

  /**
   * Puts a text into the composer, as an internal note or as none. One composer holds both, and keeps its text when its
   * type changes: a note about a customer must never stand beside a reply to them. So neither is put to the other, and
   * the composer stays what the text is.
   * @param {import("../types.d.ts").Intent} intent
   * @param {boolean} isNote
   */
  const write = async (intent, isNote) => {
    const ready = async () => {
      const comment = await check(intent);
      if (!comment) throw new Error("the composer cannot be read");
      return { comment, fits: (comment.type === "internalNote") === isNote };
    };
    let { comment, fits } = await ready();
    if (!fits) {
      if (!isEmpty(comment)) throw IN_USE;
      await act(commentType(isNote ? "internalNote" : "publicReply"));
      ({ comment, fits } = await ready());
      if (!fits) throw new Error(`the composer is ${isNote ? "no" : "still an"} internal note`);
    }
    await act(insertion(intent.text ?? "", comment.useRichText !== false));
  };

  const writes = {
    /** @param {import("../types.d.ts").Intent} intent */
    insert_reply: (intent) => write(intent, false),
    /** @param {import("../types.d.ts").Intent} intent */
    add_note: (intent) => write(intent, true),
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
    if (key === "app.registered" && !registered) {
      registered = true;
      const { tag, own_names: ownNames } = message.message?.metadata?.settings ?? {};
      if (typeof tag === "string" && tag) set.tag = tag;
      if (typeof ownNames === "string" && ownNames) set.ownNames = ownNames;
      clearTimeout(silence);
      for (const name of ["context.updated", ...EVENTS]) post({ key: `iframe.on:${name}`, message: { subscriberCount: 1 } });
      read();
    } else if (key === "context.updated" || EVENTS.includes(key)) {
      const now = message.message?.ticketId;
      // The ticket before is off the screen at once, however long the other takes to read; what is still to be told of
      // it, or to be written there, comes too late, also if it is open again by then.
      if (now !== undefined && String(now) !== open?.ticket) {
        reading += 1;
        leave(SWITCHED);
        if (open) onContext((open = contextOf({}, origin)));
      }
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
        if (cause === IN_USE) return { done: false, reason: "composer_in_use" };
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
      leave(new Error("closed"));
    },
  };
}

/** Thrown when another ticket is open than the one written for. */
const SWITCHED = new Error("another ticket is open");

/** Thrown when a text of the other kind stands in the composer. */
const IN_USE = new Error("the composer is in use");

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
