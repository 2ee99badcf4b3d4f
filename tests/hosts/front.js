// A stand-in for Front's side of the plugin SDK: one conversation, pages of messages and tags, and a log.
import { front, frontMessages, frontTags } from "./payloads.js";

const query = new URLSearchParams(location.search);
const functionArities = { listMessages: 2, listComments: 2, createDraft: 2, updateDraft: 3, listTags: 2, tag: 2, untag: 2, openUrl: 2 };
let port;
const host = {
  log: [],
  drafts: [],
  tagged: [],
  context: { ...front(), functionArities },
  /** Whether calls are left without an answer. */
  mute: false,
  /** Which call is left without an answer. */
  deaf: "",
  /** Which call is refused, as in `listMessages 1` for its second page. */
  fails: "",
  tell: () => port.postMessage({ type: "context_update", context: host.context }),
  switchTo(id) {
    host.context = { ...front(id), functionArities };
    host.tell();
  },
};
globalThis.host = host;

/** One thing a page, so that paging is used. */
const paged = (list, token) => {
  const at = Number(token ?? 0);
  return { results: list.slice(at, at + 1), ...(at + 1 < list.length ? { nextPageToken: String(at + 1) } : {}) };
};

const functions = {
  listMessages: (token) => paged(frontMessages, token),
  listComments: () => ({ results: [] }),
  listTags: (token) => paged(frontTags, token),
  createDraft(draft) {
    host.drafts.push(draft);
    return { id: `dra_${host.drafts.length}`, ...draft };
  },
  updateDraft(id, draft) {
    host.drafts.push({ id, ...draft });
  },
  tag(ids) {
    host.tagged.push(...ids);
  },
};

const frame = document.createElement("iframe");
frame.src = query.get("app");
frame.title = "app";
addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.data !== "@frontapp/ui-sdk#WebViewBridge.handshake") return;
  [port] = event.ports;
  host.log.push(event.data);
  port.addEventListener("message", async ({ data }) => {
    host.log.push(data);
    if (data.type !== "function_call" || host.mute || host.deaf === data.name) return;
    const reply = host.fails !== [data.name, ...data.args].join(" ") && functions[data.name];
    if (reply) port.postMessage({ type: "function_result", id: data.id, value: await reply(...data.args) });
    else port.postMessage({ type: "function_error", id: data.id, error: "Unsupported" });
  });
  port.start();
  host.tell();
});
document.body.append(frame);
