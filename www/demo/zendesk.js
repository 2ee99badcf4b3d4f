// A desk that speaks Zendesk's protocol: a new app for each ticket, as Zendesk makes one for each tab of a ticket.
import { Desk, appAddress, newFrame } from "./desk.js";
import { ZendeskHost } from "./hosts/zendesk.js";
import { textOf, zendesk } from "./tickets.js";
import { language, say } from "./words.js";

const TYPES = { reply: "publicReply", note: "internalNote" };

const desk = await Desk.open("zendesk");
/** @type {ZendeskHost | undefined} */
let host;

function show() {
  host?.close();
  const { ticket } = desk;
  const frame = newFrame(desk);
  host = new ZendeskHost({
    frame,
    app: appAddress(),
    metadata: { appId: 1, installationId: 1, name: "Clean Break", settings: {} },
    read: (path) =>
      path === "ticket.comment"
        ? { text: ticket.drafts[desk.kind], type: TYPES[desk.kind], useRichText: true, attachments: [] }
        : zendesk(ticket, language)[path],
    set: { "ticket.comment.type": (type) => desk.use(type === TYPES.note ? "note" : "reply") },
    invoke: {
      "ticket.editor.insert": (html) => desk.insert(textOf(html)),
      "ticket.comment.appendText": (text) => desk.insert(text),
      "ticket.tags.add": (tags) => {
        desk.addTags(tags);
        host.emit("ticket.tags.changed");
      },
      resize: ({ height }) => frame.style.setProperty("height", height),
    },
    onLog: (entry) => desk.log(entry),
  });
  host.start();
  globalThis.host = host;
}

desk.onSwitch = show;
desk.onMessage = () => host.emit("ticket.conversation.changed");
show();
if (!["localhost", "127.0.0.1"].includes(location.hostname)) desk.tell(say("localOnly"));
