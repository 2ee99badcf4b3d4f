// Two programs and a help desk on one server: the same brotli, the same caching, the same headers for both.
import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { buildSync } from "esbuild";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const DIST = here("../../dist");

const page = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Desk</title><link rel="icon" href="data:,"><body>${body}`;

function peer(): string {
  const built = buildSync({
    entryPoints: [here("react.js")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
  });
  return built.outputFiles[0]!.text;
}

/** Serves `dist` under `/`, React's page under `/react/`, and an empty desk under `/desk/`; nothing is compressed twice. */
export async function serve(): Promise<{ origin: string; close: () => void }> {
  const made: Record<string, string> = {
    "/desk/": page(""),
    "/react/": page('<div id="root"></div><script src="app.js"></script>'),
    "/react/app.js": peer(),
  };
  const packed = new Map<string, Buffer>();
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url!, "http://desk").pathname;
    const file = join(DIST, path);
    if (!(path in made) && !(file.startsWith(DIST) && statSync(file, { throwIfNoEntry: false })?.isFile())) {
      response.writeHead(404).end();
      return;
    }
    if (!packed.has(path)) packed.set(path, brotliCompressSync(made[path] ?? readFileSync(file)));
    response.writeHead(200, {
      "Content-Type": TYPES[extname(path) || ".html"] ?? "application/octet-stream",
      "Content-Encoding": "br",
      "Cache-Control": "max-age=3600",
    });
    response.end(packed.get(path));
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
