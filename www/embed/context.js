// What may be shown and written to: contexts as pages give them, and the guard before every write.
/** @typedef {import("./types.d.ts").Context} Context */

/** The longest message or context, in UTF-16 units (design default). */
export const LONGEST = 4 * 1024 * 1024;

/** An id that nobody can guess; `randomUUID` exists on secure pages only. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

/**
 * Whether it is the same ticket that a desk tells again.
 * @param {Context} one
 * @param {Context | undefined} other
 */
export const isSame = (one, other) =>
  other !== undefined && one.desk === other.desk && one.place === other.place && one.ticket === other.ticket;

/**
 * The guard before every write, the same for all desks: an intent goes to the ticket that is open, or nowhere; and to none
 * once the agent was told that the desk does not answer, and may have asked again.
 * @param {import("./types.d.ts").Intent} intent
 * @param {Context | undefined} open
 */
export const isFor = (intent, open) =>
  open !== undefined &&
  open.payload !== null &&
  intent.desk === open.desk &&
  intent.place === open.place &&
  intent.ticket === open.ticket &&
  !(Date.now() > (intent.until ?? NaN));

/**
 * No ticket is open.
 * @param {string} place
 * @returns {Context}
 */
export const nothing = (place) => ({
  desk: "page",
  place,
  ticket: "",
  capabilities: { insert_reply: false, add_note: false, add_tags: false },
  agent: null,
  theme: null,
  payload: null,
});

/**
 * What a page gave, a context or a bare payload, as a context; throws when it is nothing that can be one.
 * @param {any} given
 * @param {string} place where a page that names none is
 * @returns {Context}
 */
export function contextOf(given, place) {
  if (given === null) return nothing(place);
  if (typeof given !== "object" || Array.isArray(given)) throw new TypeError("a context is an object");
  const text = JSON.stringify(given);
  if (text.length > LONGEST) throw new RangeError("a context is at most 4 MB");
  // A copy, so that the page cannot change it later.
  const copy = JSON.parse(text);
  const told = Object.hasOwn(copy, "payload") ? copy : { payload: copy };
  const { payload } = told;
  if (payload === null) return nothing(place);
  if (!["object", "string"].includes(typeof payload)) throw new TypeError("a payload is an object or a text");
  const named = told.ticket ?? payload.id ?? payload.ticket?.id;
  const ticket = ["string", "number"].includes(typeof named) ? String(named).trim() : "";
  if (!ticket) throw new TypeError("a context names its ticket");
  const desk = told.desk ?? "page";
  if (!["zendesk", "chatwoot", "front", "page"].includes(desk)) throw new TypeError("a desk is one of four");
  return {
    desk,
    place: typeof told.place === "string" ? told.place.trim() : place,
    ticket,
    capabilities: { insert_reply: true, add_note: true, add_tags: true, ...told.capabilities },
    agent: told.agent ?? null,
    theme: told.theme ?? null,
    payload,
    ...(typeof told.tag === "string" ? { tag: told.tag } : {}),
    ...(typeof told.ownNames === "string" ? { ownNames: told.ownNames } : {}),
    ...(typeof told.saved === "string" ? { saved: told.saved } : {}),
  };
}
