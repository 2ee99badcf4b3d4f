// Zendesk, Apps Framework v2, spoken directly: no third-party script, and no report of clicks to anyone.
// The pure half; the wire is `zendesk.js`.
import { isVendor } from "./origin.js";

/** @typedef {import("../types.d.ts").Context} Context */
/** @typedef {import("../types.d.ts").Intent} Intent */

/** Fields of one's own that say where customers live, what they are and since when they are customers. */
const FIELDS = ["country", "country_code", "jurisdiction", "customer_type", "customer_kind", "customer_since"];

/** What is read, in one request; nothing that the assessment does not use. */
export const PATHS = [
  "ticket.id",
  "ticket.description",
  "ticket.status",
  "ticket.tags",
  "ticket.createdAt",
  "ticket.requester",
  "ticket.conversation",
  ...["organization", "requester"].flatMap((whose) => FIELDS.map((field) => `ticket.${whose}.customField:${field}`)),
  "currentUser",
  "currentAccount",
];

/** What is listened to; each is a reason to read again. */
export const EVENTS = ["ticket.conversation.changed", "ticket.tags.changed", "ticket.status.changed", "app.activated"];

/**
 * Where Zendesk says it is, if that can be true.
 * @param {URLSearchParams} query of the frame's address
 * @param {string} ourHostname
 */
export function handshakeOf(query, ourHostname) {
  const origin = query.get("origin");
  const guid = query.get("app_guid");
  return origin && guid && isVendor(origin, ["zendesk.com"], ourHostname) ? { origin, guid } : undefined;
}

/**
 * Why the values are not the whole ticket, if they are not: one whose conversation failed to be read is no empty one.
 * @param {Record<string, any>} values what `get` gave for `PATHS`
 */
export function missing(values) {
  if (values["ticket.id"] === undefined || Array.isArray(values["ticket.conversation"])) return undefined;
  return new Error(`ticket.conversation: ${JSON.stringify(values.errors?.["ticket.conversation"] ?? "no list")}`);
}

/**
 * @param {Record<string, any>} values what `get` gave for `PATHS`
 * @param {string} origin
 * @returns {Context}
 */
export function contextOf(values, origin) {
  const { errors: _, ...payload } = values;
  const id = payload["ticket.id"];
  const open = typeof id === "number" || (typeof id === "string" && id !== "");
  // A closed ticket takes nothing more.
  const writable = open && payload["ticket.status"] !== "closed";
  const user = payload.currentUser;
  return {
    desk: "zendesk",
    place: new URL(origin).host,
    ticket: open ? String(id) : "",
    capabilities: { insert_reply: writable, add_note: writable, add_tags: writable },
    agent: user ? { name: String(user.name ?? ""), language: String(user.locale ?? "") } : null,
    theme: null,
    payload: open ? payload : null,
    origin,
    trust: "pinned",
  };
}

/**
 * Plain text as the rich composer takes it; nothing in it can become a tag.
 * @param {string} text
 */
export const htmlOf = (text) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;")
    .replace(/\r\n?|\n/g, "<br>");

/**
 * Whether nothing stands in the composer. A rich one may tell an empty paragraph.
 * @param {{text?: unknown}} comment as `ticket.comment` has it
 */
export const isEmpty = ({ text }) =>
  String(text ?? "").replace(/<\/?(p|div|span|br)\b[^>]*>|&nbsp;|[\u200b\ufeff]/gi, "").trim() === "";

/** @typedef {{request: "get" | "set" | "invoke", params: any}} Call */

/**
 * The call that puts a text into the composer.
 * @param {string} text
 * @param {boolean} rich whether the composer takes HTML
 * @returns {Call}
 */
export const insertion = (text, rich) =>
  rich
    ? { request: "invoke", params: { "ticket.editor.insert": [htmlOf(text)] } }
    : { request: "invoke", params: { "ticket.comment.appendText": [text] } };

/**
 * @param {string} type `internalNote`, `publicReply` and so on
 * @returns {Call}
 */
export const commentType = (type) => ({ request: "set", params: { "ticket.comment.type": type } });

/**
 * @param {readonly string[]} tags
 * @returns {Call}
 */
export const tagging = (tags) => ({
  request: "invoke",
  // Zendesk's tags have no spaces: one would make two tags.
  params: { "ticket.tags.add": [tags.map((tag) => tag.trim().replace(/\s+/g, "_")).filter(Boolean)] },
});
