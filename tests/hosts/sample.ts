// The messages of a sample of the site, as Chatwoot tells a conversation's.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The messages of `www/samples/NAME.json`. */
export function conversation(name: string) {
  const file = fileURLToPath(new URL(`../../www/samples/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, "utf8")).messages.map((message: any, index: number) => ({
    id: index,
    content: message.text,
    message_type: message.author === "customer" ? 0 : 1,
    created_at: Date.parse(message.at) / 1000,
    private: message.audience === "internal",
    sender: { id: 1, name: "Customer", type: message.author === "customer" ? "contact" : "user" },
  }));
}
