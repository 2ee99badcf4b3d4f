// Which desk is around us, by what our address says; when it says nothing, whoever speaks first in a known way.
import { isVendor, originAround } from "./origin.js";

/** @typedef {"zendesk" | "chatwoot" | "front" | "page"} Name */
/** @typedef {import("../types.d.ts").DeskSetup} DeskSetup */

const DESKS = ["zendesk", "chatwoot", "front", "page"];

/**
 * The desk of an element or a frame.
 * @param {string} host the attribute, or the query's word
 * @param {URLSearchParams} query
 * @param {Window} window
 * @returns {Name}
 */
export function deskOf(host, query, window) {
  if (DESKS.includes(host)) return /** @type {Name} */ (host);
  const framed = window.parent !== window;
  return framed && query.has("origin") && query.has("app_guid") ? "zendesk" : "page";
}

/**
 * The desk around `embed.html`; undefined when only a message can tell.
 * @param {URLSearchParams} query
 * @param {Window} window
 * @returns {Name | undefined}
 */
export function deskAround(query, window) {
  const host = query.get("host") ?? "auto";
  if (DESKS.includes(host)) return /** @type {Name} */ (host);
  if (query.has("parent")) return "page";
  if (query.has("origin") && query.has("app_guid")) return "zendesk";
  const around = originAround(window);
  return around && isVendor(around, ["frontapp.com"], "") ? "front" : undefined;
}

/**
 * @param {Name} name
 * @param {DeskSetup} setup
 * @returns {Promise<import("../types.d.ts").Desk>}
 */
export async function connect(name, setup) {
  const { connect } = await (name === "zendesk"
    ? import("./zendesk.js")
    : name === "chatwoot"
      ? import("./chatwoot.js")
      : name === "front"
        ? import("./front.js")
        : import("./page.js"));
  return connect(setup);
}

/**
 * Front or Chatwoot, whichever shows a ticket first.
 * @param {DeskSetup} setup
 * @returns {Promise<import("../types.d.ts").Desk>}
 */
export async function connectFirst(setup) {
  /** @type {import("../types.d.ts").Desk[]} */
  const desks = [];
  /** @type {number | undefined} */
  let chosen;
  const silent = new Set();
  const names = /** @type {const} */ (["chatwoot", "front"]);
  await Promise.all(
    names.map(async (name, at) => {
      desks[at] = await connect(name, {
        ...setup,
        onContext(context) {
          chosen ??= at;
          if (chosen !== at) return;
          desks.forEach((desk, other) => other !== at && desk.close());
          setup.onContext(context);
        },
        onTheme: (theme) => chosen === undefined || chosen === at ? setup.onTheme?.(theme) : undefined,
        onError(code, cause) {
          if (chosen !== undefined && chosen !== at) return;
          silent.add(at);
          // Only once neither speaks is the desk silent.
          if (chosen === at || silent.size === names.length) setup.onError(code, cause);
        },
      });
      if (chosen !== undefined && chosen !== at) desks[at]?.close();
    }),
  );
  const used = () => desks[chosen ?? 0];
  return {
    send: async (intent) => (await used()?.send(intent)) ?? { done: false, reason: "timeout" },
    refresh: () => used()?.refresh(),
    close: () => desks.forEach((desk) => desk.close()),
  };
}
