// Serves a built page on this machine only, with the headers of its _headers file, under any path.
// node scripts/serve.mjs [--port 8080] [--dir dist] [--base /]
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Resolves to { url, close } once it listens; port 0 takes a free one. */
export function serve({ dir = "dist", base = "/", port = 0 } = {}) {
  const server = createServer((request, response) => {
    const { status, headers, body } = answer(request, resolve(dir), base);
    response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
  });
  const close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return new Promise((listening, failed) => {
    server.on("error", failed);
    server.listen(port, "127.0.0.1", () =>
      listening({ url: `http://127.0.0.1:${server.address().port}${base}`, close }));
  });
}

function answer(request, dir, base) {
  const plain = (status, sentence, headers = {}) => ({ status, headers: { "content-type": "text/plain", ...headers }, body: `${sentence}\n` });
  if (!["GET", "HEAD"].includes(request.method)) return plain(405, "Only reading is possible here.", { allow: "GET, HEAD" });

  const path = decode(new URL(request.url, "http://localhost").pathname);
  if (`${path}/` === base) return plain(301, "The page is one slash further.", { location: base });
  if (!path?.startsWith(base)) return plain(404, "There is nothing here.");

  const file = resolve(dir, path.slice(base.length) || "index.html");
  const inside = file.startsWith(dir + sep) && existsSync(file) && statSync(file).isFile();
  if (!inside || file === join(dir, "_headers")) return plain(404, "There is nothing here.");

  const body = readFileSync(file);
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...ownHeaders(dir), "content-type": types[extname(file)] ?? "application/octet-stream", etag };
  if (request.headers["if-none-match"] === etag) return { status: 304, headers };
  return { status: 200, headers, body };
}

function decode(path) {
  try { return decodeURIComponent(path); } catch { return undefined; }
}

// Of the _headers format only its one section for all files is needed.
function ownHeaders(dir) {
  const file = join(dir, "_headers");
  if (!existsSync(file)) return {};
  return Object.fromEntries(readFileSync(file, "utf8").split("\n")
    .map((line) => line.match(/^\s+([\w-]+):\s*(.+)$/)).filter(Boolean)
    .map(([, name, value]) => [name.toLowerCase(), value]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: { port, dir, base } } = parseArgs({
    options: {
      port: { type: "string", default: "8080" },
      dir: { type: "string", default: "dist" },
      base: { type: "string", default: "/" },
    },
  });
  try {
    const { url } = await serve({ dir, base, port: Number(port) });
    console.log(`Sitrep is at ${url} (Ctrl-C stops it)`);
  } catch (error) {
    console.error(error.code === "EADDRINUSE"
      ? `Port ${port} is in use: stop what listens there, or choose another one: scripts/serve --port ${Number(port) + 1}`
      : `The page can't be served: ${error.message}`);
    process.exit(1);
  }
}
