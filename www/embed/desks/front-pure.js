// Front, the plugin SDK's protocol spoken directly over its port. Drafts and tags can be written; there is no call that
// adds a comment. The pure half; the wire is `front.js`.
import { exactOrigin, isVendor, originAround } from "./origin.js";

/** @typedef {import("../types.d.ts").Context} Context */

/** What opens the line; sent with a port. */
export const HANDSHAKE = "@frontapp/ui-sdk#WebViewBridge.handshake";

/** Where Front lives, when the browser does not tell what is around us. */
const HOME = "https://app.frontapp.com";

/**
 * The exact origin to open the line with, or undefined when the page around us is not Front.
 * @param {Window} window
 * @param {readonly string[]} named by whoever installed the widget
 */
export function frontOrigin(window, named) {
  const around = originAround(window) ?? (named.length === 1 ? named[0] : undefined) ?? HOME;
  const known = named.length > 0 ? named.includes(around) : isVendor(around, ["frontapp.com"], window.location.hostname);
  return known ? exactOrigin(around)?.origin : undefined;
}

/** @typedef {{results: any[], nextPageToken?: string | undefined}} List as Front pages it; a token: there is more */

/**
 * @param {Record<string, any>} told a `context_update`'s context
 * @param {List} messages of the conversation, oldest first
 * @param {List} comments of the team
 * @param {string} origin
 * @returns {Context}
 */
export function contextOf(told, messages, comments, origin) {
  const open = told.type === "singleConversation" && typeof told.conversation?.id === "string";
  /** @param {string} name */
  const can = (name) => open && Number.isInteger(told.functionArities?.[name]);
  const { teammate, conversation } = told;
  return {
    desk: "front",
    place: new URL(origin).host,
    ticket: open ? conversation.id : "",
    capabilities: {
      insert_reply: can(conversation?.draftId ? "updateDraft" : "createDraft"),
      add_note: false,
      add_tags: can("tag") && can("listTags"),
    },
    agent: teammate ? { name: String(teammate.name ?? ""), language: "" } : null,
    theme: null,
    payload: open ? { context: told, messages: pages(messages), comments: pages(comments) } : null,
    origin,
    trust: "pinned",
  };
}

/** @param {List} list */
const pages = ({ results, nextPageToken }) => (nextPageToken ? { results, nextPageToken } : { results });

/** @typedef {{name: string, args: any[]}} Call */

/**
 * The call that puts a text into the reply: into the draft, if there is one.
 * @param {Record<string, any>} conversation
 * @param {string} text
 * @param {string | undefined} original the message replied to
 * @returns {Call}
 */
export function drafting(conversation, text, original) {
  const content = { body: text, type: "text" };
  return conversation.draftId
    ? { name: "updateDraft", args: [conversation.draftId, { updateMode: "insert", content }] }
    : {
        name: "createDraft",
        args: [{ content, ...(original ? { replyOptions: { type: "reply", originalMessageId: original } } : {}) }],
      };
}

/**
 * Front tags by id.
 * @param {readonly any[]} known the team's tags
 * @param {readonly string[]} wanted names
 * @returns {{ids: string[], missing: string[]}}
 */
export function tagIds(known, wanted) {
  /** @type {string[]} */
  const ids = [];
  /** @type {string[]} */
  const missing = [];
  for (const name of wanted) {
    const tag = known.find((tag) => tag?.name === name);
    if (tag) ids.push(tag.id);
    else missing.push(name);
  }
  return { ids, missing };
}
