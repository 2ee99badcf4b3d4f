// A stand-in for Chatwoot's side of a dashboard app, in the three generations of its payload.
import { chatwoot } from "./payloads.js";

const query = new URLSearchParams(location.search);
const generation = Number(query.get("generation") ?? 3);
const host = {
  log: [],
  id: 131,
  tell() {
    host.frame.contentWindow.postMessage(chatwoot(generation, host.id), "*");
  },
  /** Chatwoot makes the frame anew with each conversation. */
  switchTo(id) {
    host.id = id;
    host.frame.remove();
    host.open();
  },
  open() {
    const frame = document.createElement("iframe");
    frame.src = query.get("app");
    frame.title = "app";
    if (query.has("sandbox")) frame.sandbox.value = query.get("sandbox");
    if (!query.has("deaf")) frame.addEventListener("load", () => host.tell());
    host.frame = frame;
    document.body.append(frame);
  },
};
globalThis.host = host;

addEventListener("message", (event) => {
  host.log.push(event.data);
  if (event.data === "chatwoot-dashboard-app:fetch-info" && !query.has("silent")) host.tell();
});
host.open();
