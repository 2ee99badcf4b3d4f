// Chatwoot, as a dashboard app. It pushes the whole conversation in one message and takes nothing back, so what the
// agent wants written is copied. Three generations of payloads; only `conversation` is certain in any.
import { LONGEST } from "../context.js";
import { exactOrigin, originAround } from "./origin.js";

/** @typedef {import("../types.d.ts").Context} Context */

/** Compared by Chatwoot character by character. */
export const FETCH = "chatwoot-dashboard-app:fetch-info";

/** When to ask again, in milliseconds: the host may still be mounting, and asks come cheap. */
export const RETRIES = [250, 1_000, 3_000];

/** Without a word by then, the agent is told, in milliseconds (design default). */
const PATIENCE = 10_000;

/**
 * A message's data, if it is Chatwoot's context.
 * @param {unknown} data
 * @returns {Record<string, any> | undefined} the event as it came
 */
export function appContext(data) {
  // Chatwoot sends JSON as text; an object would come from someone else.
  if (typeof data !== "string" || !data.includes("appContext")) return undefined;
  try {
    const event = JSON.parse(data);
    return event?.event === "appContext" && event.data?.conversation ? event : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Record<string, any>} event of `appContext`
 * @param {string} origin
 * @param {"pinned" | "first_use"} trust
 * @returns {Context}
 */
export function contextOf(event, origin, trust) {
  const { conversation, currentAgent, theme } = event.data;
  const open = conversation.id !== undefined && conversation.id !== null;
  return {
    desk: "chatwoot",
    // Conversations are numbered by account; the payload names it.
    place: new URL(origin).host,
    ticket: open ? String(conversation.id) : "",
    capabilities: { insert_reply: false, add_note: false, add_tags: false },
    agent: currentAgent ? { name: String(currentAgent.name ?? ""), language: "" } : null,
    theme: theme === "dark" || theme === "light" ? theme : null,
    payload: open ? event : null,
    origin,
    trust,
  };
}

/**
 * @param {import("../types.d.ts").DeskSetup} setup
 * @returns {import("../types.d.ts").Desk}
 */
export function connect({ window, query, allowed = [], onContext, onTheme, onError }) {
  const { document } = window;
  const named = [...query.getAll("host_origin"), ...allowed];
  const pins = named.flatMap((text) => exactOrigin(text)?.origin ?? []);
  const trust = named.length > 0 ? "pinned" : "first_use";
  // The page around us, if the browser tells; else the one that is pinned, or whoever shows a conversation first.
  let origin = originAround(window) ?? (pins.length === 1 ? pins[0] : undefined);
  let last = "";
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];

  if (trust === "pinned" && (pins.length < named.length || (origin && !pins.includes(origin)))) {
    queueMicrotask(() => onError("desk_untrusted", origin ?? named.join(" ")));
    return { send: async () => ({ done: false, reason: "desk_untrusted" }), refresh() {}, close() {} };
  }

  const ask = () => {
    if (origin && document.visibilityState === "visible") window.parent.postMessage(FETCH, origin);
  };

  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
  };

  /** @param {MessageEvent} message */
  const hear = (message) => {
    if (message.source !== window.parent || (origin && message.origin !== origin)) return;
    if (trust === "pinned" && !pins.includes(message.origin)) return;
    if (message.data?.length > LONGEST) return onError("message_too_large");
    const event = appContext(message.data);
    if (!event || !exactOrigin(message.origin)) return;
    origin = message.origin;
    stop();
    // It comes on load and again when asked for.
    if (message.data === last) return;
    last = message.data;
    const context = contextOf(event, message.origin, trust);
    if (context.theme) onTheme?.(context.theme);
    onContext(context);
  };

  window.addEventListener("message", hear);
  window.addEventListener("focus", ask);
  document.addEventListener("visibilitychange", ask);
  ask();
  timers = RETRIES.map((delay) => setTimeout(ask, delay));
  timers.push(setTimeout(() => onError("desk_silent"), PATIENCE));

  return {
    send: async () => ({ done: false, reason: "not_possible" }),
    refresh() {
      // Whoever asks wants to be told, also what was told before.
      last = "";
      ask();
    },
    close() {
      stop();
      window.removeEventListener("message", hear);
      window.removeEventListener("focus", ask);
      document.removeEventListener("visibilitychange", ask);
    },
  };
}
