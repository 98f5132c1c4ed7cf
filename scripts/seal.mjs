// Seals a built page: one style sheet, the content policy, a version, and the worker that keeps that version.
// Trunk runs it after every build and it acts on releases only, since Trunk's development reloader is an
// inline script and a service worker would hide edits. By hand: node scripts/seal.mjs DIR
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const policy = readFileSync(join(root, "scripts/csp.txt"), "utf8").trim();
const worker = readFileSync(join(root, "src/browser/sw.js"), "utf8");

const hash = (data, encoding) => createHash("sha256").update(data).digest(encoding);

// The links' order is the order of the layers, so the sheets are joined as they stand.
function bundle(page, dir) {
  const links = page.match(/<link\b[^>]*rel="stylesheet"[^>]*>/g) ?? [];
  if (!links.length) return page;
  const files = links.map((link) => join(dir, link.match(/href="([^"]+)"/)[1]));
  const { code, warnings } = transformSync(files.map((file) => readFileSync(file, "utf8")).join("\n"),
    { loader: "css", minify: true, logLevel: "warning" });
  if (warnings.length) throw new Error("The style sheets have errors, see above.");
  for (const file of files) rmSync(file);
  const name = `sitrep-${hash(code, "hex").slice(0, 16)}.css`;
  writeFileSync(join(dir, name), code);
  return links.slice(1).reduce((page, link) => page.replace(link, ""), page)
    .replace(links[0], `<link rel="stylesheet" href="./${name}">`);
}

function guard(page) {
  if (page.includes("Content-Security-Policy")) return page;
  return page.replace("<head>", () =>
    `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">\n<link rel="serviceworker" href="./sw.js">`);
}

function listFiles(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

// May be repeated on a sealed folder: an unchanged one keeps its version.
function seal(dir) {
  const html = join(dir, "index.html");
  const name = (page, version) => page.replace(/data-version="[^"]*"/, `data-version="${version}"`);
  const page = name(guard(bundle(readFileSync(html, "utf8"), dir)), "");
  writeFileSync(html, page);

  for (const file of ["sw.js", "_headers"]) rmSync(join(dir, file), { force: true });
  const files = listFiles(dir);
  const sums = () => Object.fromEntries(files.map((file) => [file, `sha256-${hash(readFileSync(join(dir, file)), "base64")}`]));
  const version = hash(JSON.stringify(sums()) + worker, "hex").slice(0, 12);
  writeFileSync(html, name(page, version));

  writeFileSync(join(dir, "sw.js"),
    `const VERSION = "${version}";\nconst FILES = ${JSON.stringify(sums(), null, 1)};\n\n${worker}`);
  writeFileSync(join(dir, "_headers"), [
    "/*",
    `Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
    "Cache-Control: no-cache", // Trunk names files before wasm-opt changes them: a name promises nothing
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
  ].join("\n  ") + "\n");
  return version;
}

const dir = process.argv[2] ?? (process.env.TRUNK_PROFILE === "release" && process.env.TRUNK_STAGING_DIR);
if (dir) console.log(`Sealed as version ${seal(dir)}`);
