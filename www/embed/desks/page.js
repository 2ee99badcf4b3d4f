// A page that has <clean-break> in frame mode: the line to the element around us.
import { newId } from "../context.js";
import { Line, pack } from "../line.js";
import { exactOrigin } from "./origin.js";

/** What the element may say. @type {readonly string[]} */
export const HEARD = ["context", "options", "state"];

/**
 * The exact origin of the page around us, as the element wrote it into our address.
 * @param {URLSearchParams} query
 */
export const parentOf = (query) => exactOrigin(query.get("parent"))?.origin;

/**
 * Where a ticket is, as the frame calls it: cases are named by place, and all pages share the frame's storage. So a page has
 * its own host for a place; any other that it names stands before that, and no page can reach another's cases.
 * @param {unknown} told
 * @param {string} host of the page around us
 */
export const placeWithin = (told, host) => (told === host ? host : `${told ?? ""}@${host}`);

/**
 * The place that the page told.
 * @param {string} place of `placeWithin`
 * @param {string} host
 */
export const placeTold = (place, host) => (place.endsWith(`@${host}`) ? place.slice(0, -host.length - 1) : place);

/**
 * @param {import("../types.d.ts").DeskSetup & {
 *   onOptions?(options: import("../types.d.ts").Options): void,
 *   onState?(): unknown,
 * }} setup
 * @returns {import("../types.d.ts").Desk & {
 *   tell(type: "ready" | "copied" | "fault", payload?: unknown): void,
 * }}
 */
export function connect({ window, query, onContext, onOptions, onState, onError }) {
  const origin = parentOf(query);
  if (!origin || window.parent === window) {
    queueMicrotask(() => onError("desk_untrusted", query.get("parent")));
    return { send: async () => ({ done: false, reason: "desk_untrusted" }), refresh() {}, close() {}, tell() {} };
  }
  const { host } = new URL(origin);
  const { port1, port2 } = new MessageChannel();
  const line = new Line(
    port1,
    {
      context: (context) => onContext({ ...context, place: placeWithin(context.place, host) }),
      options: (options) => onOptions?.(options ?? {}),
      state: () => onState?.() ?? null,
    },
    (code) => onError(code),
  );
  // Only a page of exactly this origin gets the port, so whatever comes through it comes from there.
  window.parent.postMessage(pack("hello", null, newId()), origin, [port2]);
  return {
    async send(intent) {
      return (await line.ask("write", { ...intent, place: placeTold(intent.place, host) })) ?? { done: false, reason: "timeout" };
    },
    refresh: () => void line.send("refresh"),
    resize: (height) => void line.send("resize", { height }),
    tell: (type, payload) => void line.send(type, payload),
    close: () => line.close(),
  };
}
