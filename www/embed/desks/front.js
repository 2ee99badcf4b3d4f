// Speaks with Front: opens the port, reads messages page by page, writes drafts and tags.
import { HANDSHAKE, contextOf, drafting, frontOrigin, tagIds } from "./front-pure.js";
import { isFor, newId } from "../context.js";

export * from "./front-pure.js";

/** How long Front may take to answer, in milliseconds (design default). */
const PATIENCE = 10_000;

/** The most pages of messages, comments or tags (design default): a list without end must not hold a ticket up. */
const MOST_PAGES = 20;

/** Nothing to list. */
const NONE = { results: [] };

/** Thrown when another conversation is open than the one written for. */
const SWITCHED = new Error("another conversation is open");

/** Thrown when no answer came: what was asked may have been done or not. */
const SILENT = new Error("no answer in time");

/**
 * @param {import("../types.d.ts").DeskSetup} setup
 * @returns {import("../types.d.ts").Desk}
 */
export function connect({ window, query, allowed = [], onContext, onError }) {
  const found = frontOrigin(window, [...query.getAll("host_origin"), ...allowed]);
  if (!found) {
    queueMicrotask(() => onError("desk_untrusted"));
    return { send: async () => ({ done: false, reason: "desk_untrusted" }), refresh() {}, close() {} };
  }
  const origin = found;
  const { port1: port, port2: theirs } = new MessageChannel();
  /** @type {Map<string, {resolve(value: any): void, reject(cause: unknown): void}>} */
  const pending = new Map();
  /** @type {Record<string, any> | undefined} what Front told last */
  let told;
  /** @type {import("../types.d.ts").Context | undefined} */
  let open;
  let reading = 0;
  let closed = false;

  /**
   * @param {string} name
   * @param {any[]} args
   * @param {string | undefined} contextId
   * @returns {Promise<any>}
   */
  const call = (name, args, contextId = told?.id) =>
    new Promise((resolve, reject) => {
      if (!Number.isInteger(told?.functionArities?.[name])) return reject(new Error(`${name} is not offered`));
      const id = newId();
      const timer = setTimeout(() => {
        port.postMessage({ type: "function_cancel", id });
        settle(reject)(SILENT);
      }, PATIENCE);
      /** @param {(value: any) => void} how */
      const settle = (how) => (/** @type {any} */ value) => {
        clearTimeout(timer);
        pending.delete(id);
        how(value);
      };
      pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
      port.postMessage({ type: "function_call", id, contextId, name, args });
    });

  /**
   * The pages of a list; a token of the next page is left where there are more than were read, and what kept them from
   * being read.
   * @param {string} name
   * @param {(soFar: any[]) => boolean} [enough]
   * @returns {Promise<import("./front-pure.js").List & {cause?: unknown}>}
   */
  const list = async (name, enough = () => false) => {
    /** @type {any[]} */
    const all = [];
    let token;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      try {
        const { results, nextPageToken } = await call(name, token === undefined ? [] : [token]);
        all.push(...(Array.isArray(results) ? results : []));
        token = nextPageToken || undefined;
      } catch (cause) {
        if (page === 0) throw cause;
        return { results: all, nextPageToken: token, cause };
      }
      if (!token || enough(all)) break;
    }
    return token === undefined ? { results: all } : { results: all, nextPageToken: token };
  };

  const leave = () => {
    for (const [id, { reject }] of [...pending]) {
      port.postMessage({ type: "function_cancel", id });
      reject(SWITCHED);
    }
  };

  const read = async () => {
    const turn = ++reading;
    const asked = told;
    if (!asked) return;
    /** @type {import("./front-pure.js").List & {cause?: unknown}} */
    let messages = NONE;
    /** @type {import("./front-pure.js").List & {cause?: unknown}} */
    let comments = NONE;
    /** @type {unknown} */
    let failure;
    if (asked.type === "singleConversation") {
      try {
        messages = await list("listMessages");
        comments = await list("listComments").catch((cause) => {
          // A plugin may be refused the comments, and still has the messages.
          if (cause === SILENT || cause === SWITCHED) throw cause;
          return NONE;
        });
        if (comments.cause) throw comments.cause;
        failure = messages.cause;
      } catch (cause) {
        messages = NONE;
        failure = cause;
      }
    }
    // Another conversation may have come up while this one was read.
    if (turn !== reading || closed) return;
    if (failure) onError("desk_silent", failure);
    // A conversation that could not be read is no empty one; a part of one is better than nothing, and no better than
    // what is on screen already.
    if (failure && (messages.results.length === 0 || open?.ticket === asked.conversation?.id)) return;
    messages.results.sort((a, b) => Number(new Date(a?.date)) - Number(new Date(b?.date)));
    open = contextOf(asked, messages, comments, origin);
    onContext(open);
  };

  /** @param {MessageEvent} event */
  const hear = ({ data }) => {
    if (data === null || typeof data !== "object") return;
    if (data.type === "context_update" && data.context && typeof data.context === "object") {
      clearTimeout(silence);
      const isOther = data.context.conversation?.id !== told?.conversation?.id;
      if (isOther) leave();
      told = data.context;
      // The conversation before is off the screen at once, however long the other takes to read.
      if (isOther && open?.ticket) onContext((open = contextOf({}, NONE, NONE, origin)));
      read();
    } else if (data.type === "function_result") {
      pending.get(data.id)?.resolve(data.value);
    } else if (data.type === "function_error") {
      pending.get(data.id)?.reject(new Error(String(data.error)));
    }
  };

  /** @param {import("../types.d.ts").Intent} intent */
  const here = (intent) => {
    if (!isFor(intent, open) || told?.conversation?.id !== intent.ticket) throw SWITCHED;
    return told;
  };

  const writes = {
    /** @param {import("../types.d.ts").Intent} intent */
    insert_reply: async (intent) => {
      const { conversation } = here(intent);
      const messages = /** @type {any} */ (open?.payload).messages.results;
      const inbound = messages.filter((/** @type {any} */ message) => message?.status === "inbound");
      const original = (inbound.at(-1) ?? messages.at(-1))?.id;
      const { name, args } = drafting(conversation, intent.text ?? "", original);
      const draft = await call(name, args);
      // Until Front says so itself: a second click must not open a second draft.
      if (name === "createDraft" && draft?.id && told?.conversation?.id === intent.ticket) {
        told.conversation.draftId = draft.id;
      }
    },
    add_note: async () => {
      throw new Error("Front offers no call that adds a comment");
    },
    /** @param {import("../types.d.ts").Intent} intent */
    add_tags: async (intent) => {
      const { id } = here(intent);
      const wanted = intent.tags ?? [];
      const { results: known, cause } = await list("listTags", (soFar) => tagIds(soFar, wanted).missing.length === 0);
      if (cause) throw cause;
      const { ids, missing } = tagIds(known, wanted);
      if (missing.length > 0) throw new Error(`the team has no tag ${missing.join(", ")}`);
      here(intent);
      await call("tag", [ids], id);
    },
  };

  port.addEventListener("message", hear);
  port.start();
  const silence = setTimeout(() => onError("desk_silent"), PATIENCE);
  window.parent.postMessage(HANDSHAKE, origin, [theirs]);

  return {
    async send(intent) {
      if (intent.type === "add_note") return { done: false, reason: "not_possible" };
      try {
        await writes[intent.type](intent);
        return { done: true };
      } catch (cause) {
        if (cause === SWITCHED) return { done: false, reason: "other_ticket" };
        const silent = cause === SILENT;
        if (!closed) onError(silent ? "desk_silent" : "desk_refused", cause);
        return { done: false, reason: silent ? "timeout" : "desk_refused" };
      }
    },
    refresh: read,
    close() {
      closed = true;
      clearTimeout(silence);
      leave();
      port.removeEventListener("message", hear);
      port.close();
    },
  };
}
