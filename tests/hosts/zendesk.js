// A stand-in for Zendesk's side of the Apps Framework: one ticket, one frame, and a log of what the app says.
import { zendesk } from "./payloads.js";

const query = new URLSearchParams(location.search);
const app = new URL(query.get("app"));
const host = {
  values: zendesk(),
  log: [],
  /** What stands in the one composer, which keeps it when its type changes. */
  get editor() {
    return host.values["ticket.comment"].text;
  },
  set editor(text) {
    host.values["ticket.comment"].text = text;
  },
  sent: [],
  submit() {
    host.sent.push({ ...host.values["ticket.comment"] });
    Object.assign(host.values["ticket.comment"], { text: "", type: "publicReply" });
  },
  height: "",
  /** Whether answers to `get` are kept back, and which. */
  hold: false,
  held: [],
  /** Called before an answer, so that a test can have things happen in between. */
  before(_message) {},
  send(message) {
    frame.contentWindow.postMessage(JSON.stringify(message), app.origin);
  },
  switchTo(id) {
    host.values["ticket.id"] = id;
    host.send({ key: "zaf.context.updated", message: { ticketId: id } });
  },
};
globalThis.host = host;

const frame = document.createElement("iframe");
app.searchParams.set("origin", location.origin);
app.searchParams.set("app_guid", "GUID-1");
frame.src = app.href;
frame.title = "app";
frame.width = "320";

const answers = {
  get: (paths) => {
    const result = { errors: {} };
    for (const path of paths) {
      if (path in host.values) result[path] = host.values[path];
      else result.errors[path] = { message: "No such Api" };
    }
    return result;
  },
  set: (values) => {
    const type = values["ticket.comment.type"];
    if (type) host.values["ticket.comment"].type = type;
    return { errors: {} };
  },
  invoke: (calls) => {
    for (const [path, args] of Object.entries(calls)) {
      if (path === "ticket.editor.insert" || path === "ticket.comment.appendText") host.editor += args[0];
      else if (path === "ticket.tags.add") host.values["ticket.tags"].push(...args[0]);
      else if (path === "resize") frame.style.height = host.height = args[0].height;
      else return { errors: { [path]: { message: "No such Api" } } };
    }
    return { errors: {} };
  },
};

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== app.origin) return;
  // The SDK sends its replies as objects, all else as text.
  const message = typeof event.data === "string" ? JSON.parse(event.data) : event.data;
  host.log.push(message);
  if (query.has("silent")) return;
  if (message.key === "iframe.handshake") {
    const context = { instanceGuid: message.instanceGuid, product: "support", location: "ticket_sidebar", account: { subdomain: "acme" }, ticketId: host.values["ticket.id"] };
    host.send({ key: "zaf.app.registered", message: { metadata: { appId: 1, settings: query.has("tag") ? { tag: query.get("tag") } : {} }, context } });
  } else if (message.request) {
    if (message.params["boom"]) return host.send({ id: message.id, error: { name: "Error", message: "boom", stack: "" } });
    host.before(message);
    // As it is now, however late it is sent.
    const answer = structuredClone({ id: message.id, result: answers[message.request](message.params) });
    // The frame may tell its height at any time.
    if (host.hold && message.request === "get") host.held.push(answer);
    else host.send(answer);
  }
});
document.body.append(frame);
