// `cargo xtask bench reading`, its part in Node.
import { api } from "../api/api.js";
import { messages } from "./messages.js";
import { measure } from "./reading.js";

const all = messages();
const bytes = all.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(`Node ${process.versions.node}: ${all.length} messages of ${Math.round(bytes / all.length)} bytes`);
for (const line of measure(api, all)) console.log(`Node: ${line}`);
