// Three invented customers, told as each desk tells a ticket. Field names are the desks' own.

/** Which of the sample desk's cases, and what their tickets are called. */
const CHOSEN = [
  ["honour-english", "Charged twice in September"],
  ["clean-break-french", "Ligne coupée"],
  ["honour-italian", "Linea lenta"],
];

/** Who works at the desk. */
export const AGENT = { id: 9, name: "Sam Rehearsal", email: "sam@example.test" };

/**
 * @typedef {object} Ticket
 * @property {number} number
 * @property {string} subject
 * @property {any} facts the clean-break/case@1 that it was made of
 * @property {any[]} messages oldest first; what staff add here comes to the end
 * @property {string[]} tags
 * @property {{reply: string, note: string}} drafts what stands in the composer
 */

/** @returns {Promise<Ticket[]>} */
export async function load() {
  return Promise.all(
    CHOSEN.map(async ([name, subject]) => {
      const response = await fetch(new URL(`../samples/${name}.json`, import.meta.url));
      const facts = await response.json();
      const number = Number(facts.id.replace(/\D/g, ""));
      const { messages, tags } = facts;
      return { number, subject, facts, messages: [...messages], tags: [...(tags ?? [])], drafts: { reply: "", note: "" } };
    }),
  );
}

const seconds = (/** @type {string} */ time) => Math.floor(Date.parse(time) / 1000);

const html = (/** @type {string} */ text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>");

const emailOf = (/** @type {Ticket} */ { number }) => `customer-${number}@example.test`;

/** The reverse of what a rich composer is given: text with `<br>` and entities. */
export const textOf = (/** @type {string} */ given) =>
  given
    .replace(/<br>/g, "\n")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");

/**
 * The values that Zendesk's `get` gives, by path.
 * @param {Ticket} ticket
 * @param {string} locale the agent's
 * @returns {Record<string, unknown>}
 */
export function zendesk(ticket, locale) {
  const { customer } = ticket.facts;
  return {
    "ticket.id": ticket.number,
    "ticket.status": "open",
    "ticket.tags": ticket.tags,
    "ticket.createdAt": ticket.messages[0].at,
    "ticket.requester": {
      id: ticket.number + 50_000,
      name: customer.name,
      email: emailOf(ticket),
      role: "end-user",
      locale: customer.language,
      tags: [],
      organizations: [],
      identities: [{ id: 1, type: "email", value: emailOf(ticket), verified: true, primary: true }],
    },
    // Fields that an administrator made.
    "ticket.requester.customField:country": customer.jurisdiction,
    "ticket.requester.customField:customer_since": customer.since,
    "ticket.conversation": ticket.messages.map(({ at, author, audience, text }) => ({
      author:
        author === "customer"
          ? { id: ticket.number + 50_000, avatar: "", name: customer.name, role: "end-user" }
          : { id: AGENT.id, avatar: "", name: AGENT.name, role: "admin" },
      attachments: [],
      channel: { name: audience === "internal" ? "internal" : "email" },
      message: { content: html(text), contentType: "text/html" },
      timestamp: at,
    })),
    currentUser: { ...AGENT, role: "agent", locale },
    currentAccount: { subdomain: "rehearsal", planName: "Rehearsal", timeZone: { ianaName: "Europe/Paris" } },
  };
}

/**
 * Chatwoot's context, as versions from September 2026 on tell it.
 * @param {Ticket} ticket
 * @param {"light" | "dark"} theme
 */
export function chatwoot(ticket, theme) {
  const { customer } = ticket.facts;
  const contact = {
    id: ticket.number + 50_000,
    name: customer.name,
    email: emailOf(ticket),
    phone_number: null,
    identifier: customer.id,
    thumbnail: "",
    additional_attributes: { browser_language: customer.language },
    custom_attributes: {},
    created_at: seconds(ticket.messages[0].at),
  };
  const messages = ticket.messages.map(({ at, author, audience, text }, index) => ({
    id: ticket.number * 100 + index,
    content: text,
    account_id: 1,
    inbox_id: 1,
    conversation_id: ticket.number,
    message_type: author === "customer" ? 0 : 1,
    created_at: seconds(at),
    private: audience === "internal",
    status: "sent",
    content_type: "text",
    content_attributes: {},
    sender: author === "customer" ? { ...contact, type: "contact" } : { id: AGENT.id, name: AGENT.name, type: "user" },
  }));
  return {
    conversation: {
      meta: { sender: contact, channel: "Channel::Email", hmac_verified: false },
      id: ticket.number,
      account_id: 1,
      inbox_id: 1,
      messages,
      labels: ticket.tags,
      status: "open",
      can_reply: true,
      created_at: seconds(ticket.messages[0].at),
      last_activity_at: seconds(ticket.messages.at(-1).at),
      custom_attributes: {},
      additional_attributes: {},
      allMessagesLoaded: true,
    },
    contact,
    currentAgent: AGENT,
    customAttributes: [],
    theme,
  };
}

/**
 * Front's context, without its functions.
 * @param {Ticket} ticket
 * @param {string | undefined} draftId of the draft that is open, if one is
 */
export function front(ticket, draftId) {
  const { customer } = ticket.facts;
  return {
    id: `ctx_${ticket.number}`,
    type: "singleConversation",
    preferences: {},
    authentication: {},
    teammate: { id: "tea_1", name: AGENT.name, username: "sam", email: AGENT.email, is_admin: false },
    company: { id: "cmp_1", name: "Rehearsal" },
    entryPoint: { type: "SIDE_PANEL" },
    conversation: {
      id: `cnv_${ticket.number}`,
      type: "email",
      status: "open",
      subject: ticket.subject,
      blurb: ticket.messages.at(-1).text.slice(0, 80),
      recipient: { handle: emailOf(ticket), name: customer.name, type: "email" },
      channels: [],
      inboxes: [{ id: "inb_1", ownerId: "tim_1", name: "Support" }],
      tags: FRONT_TAGS.filter(({ name }) => ticket.tags.includes(name)),
      links: [],
      ticketIds: [],
      customFieldAttributes: [],
      ...(draftId ? { draftId } : {}),
    },
  };
}

/** The team's tags: Front tags by id, so those that the widget uses must be there. */
export const FRONT_TAGS = ["billing", "panne", "linea_lenta", "clean-break:parting"].map((name, at) => ({
  id: `tag_${at + 1}`,
  ownerId: "cmp_1",
  name,
}));

/** What customers and staff wrote. @param {Ticket} ticket */
export const frontMessages = (ticket) =>
  ticket.messages
    .filter(({ audience }) => audience !== "internal")
    .map(({ id, at, author, text }) => ({
      id: `msg_${id}`,
      subject: ticket.subject,
      date: new Date(at),
      status: author === "customer" ? "inbound" : "outbound",
      content: { body: html(text), type: "html", attachments: [] },
      from:
        author === "customer"
          ? { handle: emailOf(ticket), name: ticket.facts.customer.name, type: "email" }
          : { handle: AGENT.email, name: AGENT.name, type: "email" },
      to: [],
      cc: [],
      bcc: [],
    }));

/** What staff wrote to one another. @param {Ticket} ticket */
export const frontComments = (ticket) =>
  ticket.messages
    .filter(({ audience }) => audience === "internal")
    .map(({ id, at, text }) => ({ id: `com_${id}`, date: new Date(at), content: { body: text }, author: { name: AGENT.name } }));
