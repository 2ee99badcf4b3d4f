// A desk that speaks Front's protocol: one plugin in the side panel, told of each conversation that is opened.
import { Desk, appAddress, newFrame } from "./desk.js";
import { FrontHost } from "./hosts/front.js";
import { FRONT_TAGS, front, frontComments, frontMessages } from "./tickets.js";
import { language } from "./words.js";

/** How many a page, as Front pages long lists. */
const PAGE = 4;

const desk = await Desk.open("front");

/** The draft of a conversation, once there is one. */
const draftId = () => (desk.ticket.drafts.reply ? `dra_${desk.ticket.number}` : undefined);

/** @param {any[]} list @param {string | undefined} token */
const paged = (list, token) => {
  const start = Number(token ?? 0);
  const results = list.slice(start, start + PAGE);
  return start + PAGE < list.length ? { results, nextPageToken: String(start + PAGE) } : { results };
};

/** @param {{content: {body: string}}} draft */
const write = ({ content }) => {
  desk.use("reply");
  desk.insert(content.body);
  const draft = { id: draftId(), content };
  host.tell();
  return draft;
};

const host = new FrontHost({
  frame: newFrame(desk),
  app: appAddress({ host: "front", host_origin: location.origin, lang: language }),
  read: () => front(desk.ticket, draftId()),
  // The number of arguments is told to the plugin, so none may have a default.
  functions: {
    listMessages: (token) => paged(frontMessages(desk.ticket), token),
    listComments: (token) => paged(frontComments(desk.ticket), token),
    listTags: (token) => paged(FRONT_TAGS, token),
    createDraft: (draft) => write(draft),
    updateDraft: (id, draft) => {
      if (id !== draftId()) throw new Error("no such draft");
      write(draft);
    },
    tag: (ids) => {
      desk.addTags(FRONT_TAGS.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
      host.tell();
    },
  },
  onLog: (entry) => desk.log(entry),
});
host.start();
globalThis.host = host;

desk.onSwitch = () => host.tell();
desk.onMessage = () => host.tell();
