// Front's own SDK, making the calls that our wire makes: what a Front host is proven with.
import Front from "@frontapp/plugin-sdk";

globalThis.front = Front;
Front.contextUpdates.subscribe((context) => {
  globalThis.context = context;
});

const all = async (context, name, enough = () => false) => {
  const found = [];
  let token;
  do {
    const { results, nextPageToken } = await (token === undefined ? context[name]() : context[name](token));
    found.push(...results);
    token = nextPageToken;
  } while (token !== undefined && !enough(found));
  return found;
};
globalThis.reference = {
  async read(context) {
    globalThis.messages = await all(context, "listMessages");
    await all(context, "listComments");
  },
  insert_reply: (context, text, originalMessageId) =>
    context.createDraft({ content: { body: text, type: "text" }, replyOptions: { type: "reply", originalMessageId } }),
  update_reply: (context, id, text) =>
    context.updateDraft(id, { updateMode: "insert", content: { body: text, type: "text" } }),
  async add_tags(context, names) {
    const tags = await all(context, "listTags", (found) => names.every((name) => found.some((tag) => tag.name === name)));
    await context.tag(names.map((name) => tags.find((tag) => tag.name === name).id));
  },
};
