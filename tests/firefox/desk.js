// A desk and the widget's site on two origins of this machine, for a browser whose network tests cannot answer for.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));
const site = process.env.CLEAN_BREAK_SITE ?? join(project, "dist");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** The headers that every server of the site must send, as the hosting guide has them. */
const guide = readFileSync(join(project, "docs/hosting.md"), "utf8");
const HEADERS = Object.fromEntries([...guide.matchAll(/add_header ([\w-]+) "([^"]+)" always;/g)].map(([, name, value]) => [name, value]));

/** @param {import("node:http").RequestListener} answer */
async function listen(answer) {
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  return { server, port: /** @type {import("node:net").AddressInfo} */ (server.address()).port };
}

/** Opens both; the desk's pages are told their mode and their policy by `desk`. */
export async function open() {
  const pages = await listen((request, response) => {
    const asked = new URL(request.url ?? "/", "http://desk").searchParams;
    response.writeHead(200, {
      "Content-Type": TYPES[".html"],
      "Content-Security-Policy": `default-src 'none'; img-src data:; ${asked.get("policy")?.replaceAll("ORIGIN", widget)}`,
    });
    response.end(`<!doctype html><html lang="en"><title>Desk</title><link rel="icon" href="data:,">
<script type="module" src="${widget}/clean-break.js"></script><clean-break lang="en" mode="${asked.get("mode")}"></clean-break>`);
  });
  // Another name of this machine is another site, so that the frame is a third party's.
  const origin = `http://localhost:${pages.port}`;
  const files = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const path = join(site, pathname);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      ...HEADERS,
      "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace("frame-ancestors 'self'", `frame-ancestors ${origin}`),
      "Access-Control-Allow-Origin": "*",
      "Content-Type": TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? "text/plain",
    });
    response.end(readFileSync(path));
  });
  const widget = `http://127.0.0.1:${files.port}`;
  return {
    widget,
    /** The address of a page; ORIGIN in its policy stands for where the widget's files are. @param {string} mode @param {string} policy */
    desk: (mode, policy) => `${origin}/?${new URLSearchParams({ mode, policy })}`,
    close() {
      for (const { server } of [pages, files]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
