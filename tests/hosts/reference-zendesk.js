// The SDK's own client, making the calls that our wire makes: what a Zendesk host is proven with.
import ZAFClient from "zendesk_app_framework_sdk";
import { EVENTS, PATHS, htmlOf } from "../../www/embed/desks/zendesk-pure.js";

const client = ZAFClient.init();
globalThis.client = client;
globalThis.heard = [];
for (const name of EVENTS) client.on(name, (event) => globalThis.heard.push([name, event]));

const check = () => client.get(["ticket.id", "ticket.comment"]);
globalThis.reference = {
  read: () => client.get(PATHS),
  async insert_reply(text) {
    await check();
    await client.invoke("ticket.editor.insert", htmlOf(text));
  },
  async add_note(text) {
    await check();
    await client.set("ticket.comment.type", "internalNote");
    await check();
    await client.invoke("ticket.editor.insert", htmlOf(text));
  },
  async add_tags(tags) {
    await check();
    await client.invoke("ticket.tags.add", tags);
  },
};
