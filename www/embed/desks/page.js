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
  const { port1, port2 } = new MessageChannel();
  const line = new Line(
    port1,
    {
      context: (context) => onContext(context),
      options: (options) => onOptions?.(options ?? {}),
      state: () => onState?.() ?? null,
    },
    (code) => onError(code),
  );
  // Only a page of exactly this origin gets the port, so whatever comes through it comes from there.
  window.parent.postMessage(pack("hello", null, newId()), origin, [port2]);
  return {
    async send(intent) {
      return (await line.ask("write", intent)) ?? { done: false, reason: "timeout" };
    },
    refresh: () => void line.send("refresh"),
    resize: (height) => void line.send("resize", { height }),
    tell: (type, payload) => void line.send(type, payload),
    close: () => line.close(),
  };
}
