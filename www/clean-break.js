// Defines <clean-break>. Nothing else is loaded before the first one is on a page; `embed/pure.js` has the class alone.
import { CleanBreak } from "./embed/pure.js";

export { CleanBreak };

if (!customElements.get("clean-break")) customElements.define("clean-break", CleanBreak);
