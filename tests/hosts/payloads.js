// What four desks tell, with invented people. Field names are the desks' own; texts carry HTML and scripts on purpose.

export const HOSTILE = `<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>"'&`;

const person = {
  id: 77,
  name: `Léa Bernard ${HOSTILE}`,
  email: "lea@example.test",
  role: "end-user",
  locale: "fr",
  tags: [],
  organizations: [],
  identities: [{ id: 1, type: "email", value: "lea@example.test", primary: true }],
  timeZone: { ianaName: "Europe/Paris", offset: 60 },
};

const agent = { id: 9, name: "Sam Agent", email: "sam@example.test", role: "agent", locale: "fr" };

/** Values of `client.get([...])`. @param {number} id */
export const zendesk = (id = 8421) => ({
  "ticket.id": id,
  "ticket.description": "J’ai été débitée deux fois.",
  "ticket.status": "open",
  "ticket.tags": ["billing"],
  "ticket.createdAt": "2026-09-10T00:26:40Z",
  "ticket.requester": person,
  "ticket.requester.customField:customer_since": "2019-04-01",
  "ticket.organization.customField:country": "FR",
  "ticket.comment": { text: "", type: "publicReply", useRichText: true, attachments: [] },
  "ticket.conversation": [
    {
      author: { id: 77, avatar: "", name: person.name, role: "end-user" },
      attachments: [],
      channel: { name: "email" },
      message: { content: `<p>J’ai été débitée deux fois. ${HOSTILE}</p>`, contentType: "text/html" },
      timestamp: "2026-09-10T00:26:40Z",
    },
    {
      author: { id: null, avatar: "", name: "System", role: "system" },
      attachments: [],
      channel: { name: "web" },
      message: { content: null, contentType: null },
      timestamp: "2026-09-10T00:29:00Z",
    },
  ],
  currentUser: agent,
  currentAccount: { subdomain: "acme", planName: "Enterprise", timeZone: { ianaName: "Europe/Paris" } },
});

/**
 * Chatwoot's `appContext`, as the text that is sent.
 * @param {1 | 2 | 3} generation
 * @param {number} id
 */
export const chatwoot = (generation, id = 131) => {
  const sender = { id: 188, name: person.name, email: person.email, type: "contact", additional_attributes: {}, custom_attributes: {} };
  const conversation = {
    meta: { sender, channel: "Channel::WebWidget", hmac_verified: false },
    id,
    account_id: 5,
    messages: [
      { id: 9001, content: `J’ai été débitée deux fois. ${HOSTILE}`, message_type: 0, created_at: 1789000000, private: false, sender },
      { id: 9002, content: "Conversation was assigned", message_type: 2, created_at: 1789000060, private: false },
    ],
    labels: ["billing"],
    status: "open",
    created_at: 1789000000,
    can_reply: true,
    allMessagesLoaded: false,
  };
  const data = { conversation, contact: sender };
  if (generation > 1) Object.assign(data, { currentAgent: { id: 1, name: "Sam Agent", email: "sam@example.test" } });
  if (generation > 2) Object.assign(data, { customAttributes: [], theme: "dark" });
  return JSON.stringify({ event: "appContext", data });
};

/** Front's context without its functions. @param {string} id */
export const front = (id = "cnv_1") => ({
  id: `ctx_${id}`,
  type: "singleConversation",
  preferences: {},
  teammate: { id: "tea_1", name: "Sam Agent", username: "sam", email: "sam@example.test", is_admin: false },
  company: { id: "cmp_1", name: "Acme" },
  conversation: {
    id,
    type: "email",
    status: "open",
    subject: `Double prélèvement ${HOSTILE}`,
    recipient: { handle: "lea@example.test", name: person.name, type: "email" },
    tags: [],
  },
});

export const frontMessages = [
  {
    id: "msg_2",
    subject: "Double prélèvement",
    date: new Date("2026-09-10T08:00:00Z"),
    status: "inbound",
    content: { body: `<p>Toujours rien. ${HOSTILE}</p>`, type: "html", attachments: [] },
    from: { handle: "lea@example.test", name: person.name, type: "email" },
  },
  {
    id: "msg_1",
    subject: "Double prélèvement",
    date: new Date("2026-09-10T00:26:40Z"),
    status: "inbound",
    content: { body: "<p>Débitée deux fois.</p>", type: "html", attachments: [] },
    from: { handle: "lea@example.test", name: person.name, type: "email" },
  },
];

export const frontTags = [
  { id: "tag_1", name: "billing" },
  { id: "tag_2", name: "vip" },
  { id: "tag_3", name: "clean-break:parting" },
];

/** A clean-break/case@1. @param {string} id */
export const page = (id = "T-1") => ({
  schema: "clean-break/case@1",
  id,
  customer: { id: "C-77", name: person.name, language: "fr" },
  messages: [{ id: "m1", at: "2026-09-10T00:26:40Z", author: "customer", text: `Débitée deux fois. ${HOSTILE}` }],
});
