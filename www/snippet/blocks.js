// What has to be put where, desk by desk. Pure: addresses in, titles and lines out.

/** @typedef {{title: string, code: string, note?: string}} Block keys of the words, and what is to be copied */

/** Where Front shows plugins. */
export const FRONT = "https://app.frontapp.com";

/**
 * An address as people type it, as a URL; undefined when it is none that a browser would load.
 * @param {string} text
 */
export function addressOf(text) {
  const typed = text.trim();
  const url = URL.parse?.(typed) ?? (URL.canParse(typed) ? new URL(typed) : null);
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : undefined;
}

/** The folder of the files: no query, no fragment, a slash at its end. @param {URL} url */
export function folderOf(url) {
  const folder = new URL(url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`, url.origin);
  return folder.href;
}

/** The header that lets a desk show the site in a frame. @param {string} origin */
export const framing = (origin) => `frame-ancestors 'self' ${origin}`;

/** @returns {Block[]} */
export const zendesk = () => [
  { title: "zendeskPackage", code: "cargo xtask build\ncd dist/zendesk\nzip -r ../clean-break-zendesk.zip .", note: "zendeskAuthor" },
  { title: "zendeskInstall", code: "", note: "zendeskSteps" },
];

/** @param {string} base @param {string} desk an origin @returns {Block[]} */
export function chatwoot(base, desk) {
  const url = new URL("embed.html", base);
  url.searchParams.set("host", "chatwoot");
  url.searchParams.set("host_origin", desk);
  return [
    { title: "chatwootUrl", code: url.href, note: "chatwootSteps" },
    { title: "framing", code: framing(desk), note: "framingNote" },
  ];
}

/** @param {string} base @returns {Block[]} */
export const front = (base) => [
  { title: "frontUrl", code: `${base}embed.html?host=front`, note: "frontSteps" },
  { title: "framing", code: framing(FRONT), note: "framingNote" },
];

/**
 * @param {string} base
 * @param {string} desk the page's origin
 * @param {{mode: string, files?: Record<string, string> | undefined}} options `files`: hashes by path, to have them checked
 * @returns {Promise<Block[]>}
 */
export async function page(base, desk, { mode, files }) {
  const widget = new URL(base).origin;
  const foreign = widget !== desk;
  const map = files && importMap(base, files);
  const script = [
    ...(map ? [`<script type="importmap">${map}</script>`] : []),
    `<script type="module" src="${base}clean-break.js"${files ? ` integrity="${files["clean-break.js"]}"` : ""}${foreign ? " crossorigin" : ""}></script>`,
    `<clean-break host="page"${mode === "auto" ? "" : ` mode="${mode}"`}></clean-break>`,
  ];
  const source = foreign ? widget : "'self'";
  const hash = map ? ` 'sha256-${await sha256(map)}'` : "";
  const policy = [
    `script-src ${source}${mode === "frame" ? "" : " 'wasm-unsafe-eval'"}${hash}`,
    ...(mode === "frame" ? [] : [`connect-src ${source}`]),
    ...(mode === "inline" ? [] : [`frame-src ${source}`]),
  ];
  return [
    { title: "pageHtml", code: script.join("\n"), ...(map ? { note: "integrityNote" } : {}) },
    { title: "pageScript", code: SCRIPT, note: "pageScriptNote" },
    { title: "pagePolicy", code: policy.join("; "), ...(mode === "auto" ? { note: "pagePolicyNote" } : {}) },
    ...(foreign ? [{ title: "cors", code: "Access-Control-Allow-Origin: *" }] : []),
    ...(foreign && mode !== "inline" ? [{ title: "framing", code: framing(desk), note: "framingNote" }] : []),
  ];
}

const SCRIPT = `const widget = document.querySelector("clean-break");
// When a ticket is opened; the payload is a clean-break/case@1, or the ticket as Zendesk, Chatwoot or Front tell it:
widget.context = { ticket: "T-8421", payload: ticket };
// When the agent clicks; preventDefault() says that the page has done it:
widget.addEventListener("cb-insert-reply", (event) => {
  if (event.detail.ticket !== String(openTicketId)) return;
  event.preventDefault();
  composer.value += event.detail.text;
});`;

/**
 * An import map that has the browser check every module, also those loaded later.
 * @param {string} base
 * @param {Record<string, string>} files
 */
export function importMap(base, files) {
  // The JS API is no part of the widget.
  const modules = Object.keys(files).filter((path) => path.endsWith(".js") && path !== "clean_break.js");
  const integrity = Object.fromEntries(modules.map((path) => [`${base}${path}`, files[path]]));
  return JSON.stringify({ integrity });
}

/** As a policy names an inline script. @param {string} text */
async function sha256(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...digest));
}
