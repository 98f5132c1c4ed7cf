// Measures the built page, and Sitrep's wasm beside what a user would pick instead, in headless Chromium: one run, the same
// data. Writes tests/bench/RESULTS.md. Nothing here is asserted: figures depend on the machine.
//   scripts/bench [--sizes 1000,25000,100000] [--pages 1000,25000,100000] [--only clocks|months]
// With --only, just those rows of the table are measured and put in the place of the old ones.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createRequire } from "node:module";
import { buildSync } from "esbuild";
import { serve } from "../../scripts/serve.mjs";
import { findChromium } from "../browser/chromium.mjs";

const { chromium } = createRequire(new URL("../browser/page.mjs", import.meta.url))("playwright-core");
const root = new URL("../../", import.meta.url).pathname;
const dist = join(root, "dist");
const { values: given } = parseArgs({ options: { sizes: { type: "string", default: "1000,25000,100000" }, pages: { type: "string" }, only: { type: "string" } } });
const list = (text) => text.split(",").filter(Boolean).map(Number);
const counts = list(given.sizes);
const pageCounts = list(given.pages ?? given.sizes);
const notes = [];
/** For each thing that is measured: for each count of incidents, its sorted times. */
const measured = new Map();
/** What takes long, and leaves things behind, is done so often, each time in a new profile. */
const ROUNDS = 3;
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const note = (sentence) => { notes.push(sentence); console.log(sentence); };
function record(what, count, times, result) {
  if (!measured.has(what)) measured.set(what, new Map());
  measured.get(what).set(count, { times: [...times].sort((a, b) => a - b), result });
  console.log(`${what}, ${count}: ${median(times).toFixed(2)} ms${result === undefined ? "" : ` → ${result}`}`);
}

function sizes() {
  const files = readdirSync(dist).filter((name) => /\.(html|js|css|wasm|webmanifest)$/.test(name) && !["sw.js", "rescue.js"].includes(name));
  let [raw, gzip, brotli] = [0, 0, 0];
  for (const name of files) {
    const bytes = readFileSync(join(dist, name));
    raw += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
    brotli += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  note(`The page loads ${files.length} files first: ${kib(brotli)} brotli, ${kib(gzip)} gzip, ${kib(raw)} raw.`);
}

const ready = (page, timeout = 120_000) => page.locator('html[data-ready="true"]').waitFor({ state: "attached", timeout });

async function coldStarts(profile, url, count) {
  const times = [];
  for (let run = 0; run < 7; run++) {
    const page = await profile.newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.documentElement.dataset.ready !== "true") return;
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => { window.usableAt = performance.now(); }));
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
    });
    await page.goto(url);
    await page.waitForFunction(() => window.usableAt, null, { timeout: 120_000 });
    times.push(await page.evaluate(() => window.usableAt));
    await page.close();
  }
  record("page: cold start to a usable queue", count, times);
}

async function keystrokes(page, count) {
  const input = page.locator("main input").first();
  await input.focus();
  await page.evaluate(() => {
    window.keys = [];
    addEventListener("keydown", () => {
      const start = performance.now();
      requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => window.keys.push(performance.now() - start); channel.port2.postMessage(0); });
    }, true);
  });
  for (const word of ["printer", "network", "mail", "ward", "vpn"]) {
    await page.keyboard.type(word, { delay: 60 });
    for (let letter = 0; letter < word.length; letter++) await page.keyboard.press("Backspace", { delay: 20 });
  }
  const times = await page.evaluate(() => window.keys);
  record("page: key press in the filter to the next frame", count, times);
}

async function scrolling(page, count) {
  for (const step of [100, 400, 4_000]) {
    const frames = await page.evaluate(async (step) => {
      scrollTo(0, 0);
      await new Promise((next) => setTimeout(next, 300));
      const times = [];
      let last = performance.now();
      for (let frame = 0; frame < 120; frame++) {
        await new Promise((next) => requestAnimationFrame(next));
        const now = performance.now();
        times.push(now - last);
        last = now;
        scrollBy(0, step);
      }
      return times.slice(5);
    }, step);
    record(`page: a frame while scrolling ${step} px a frame`, count, frames);
  }
}

/** The most memory that the page's process has had, in bytes, where the system says so. */
async function peak(profile) {
  const cdp = await profile.browser()?.newBrowserCDPSession() ?? await profile.newCDPSession(profile.pages().at(-1));
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo").catch(() => ({ processInfo: [] }));
  const peaks = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try { return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) * 1024; } catch { return 0; }
  });
  return Math.max(0, ...peaks);
}

async function open(folder) {
  return chromium.launchPersistentContext(folder, {
    executablePath: findChromium(), viewport: { width: 1440, height: 900 },
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
  });
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
  const profile = await open(folder);
  try { await work(profile); } finally {
    await profile.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A generated file on disk: what is handed over in memory may have 50 MB at most. */
async function withFile(given, work) {
  const folder = mkdtempSync(join(tmpdir(), "sitrep-file-"));
  const file = join(folder, "generated.csv");
  writeFileSync(file, execFileSync("node", [join(root, "tests/bench/generate.mjs"), ...given.map(String)], { maxBuffer: 1 << 30 }));
  try { await work(file, mb(statSync(file).size)); } finally { rmSync(folder, { recursive: true, force: true }); }
}

/**
 * Takes a file through Share, each time into a new profile: how long preview and import take, the frames meanwhile,
 * and the memory. `then` goes on in the last profile.
 */
async function imports(count, what, given, then) {
  const server = await serve({ dir: dist, base: "/team/sitrep/" });
  const address = (route) => `${server.url}?w=${Buffer.alloc(16, 7).toString("base64url")}${route}`;
  const took = { preview: [], import: [] }, frame = { preview: [], import: [] }, most = [];
  await withFile(given, async (file, size) => {
    for (let round = 1; round <= ROUNDS; round++) {
      await inFolder(async (profile) => {
        const page = await profile.newPage();
        await page.goto(address("#/share"));
        await ready(page);
        const steps = {
          preview: async () => {
            await page.locator("#import-file").setInputFiles(file);
            await page.locator("#import-report[data-state=preview], #import-report[data-state=failed]").waitFor({ timeout: 600_000 });
          },
          import: async () => {
            await page.locator("#import-confirm").click();
            await page.locator("#import-report[data-state=done]").waitFor({ timeout: 600_000 });
          },
        };
        for (const [step, work] of Object.entries(steps)) {
          const start = Date.now();
          const times = await frames(page, work);
          const isRefused = await page.locator("#import-report[data-state=failed]").count();
          if (isRefused && round === 1) note(`${what} of ${count} incidents (${size}) is refused: “${(await page.locator("#import-report").innerText()).replace(/\s+/g, " ")}”`);
          if (isRefused) return;
          took[step].push(Date.now() - start);
          frame[step].push(...times);
        }
        most.push(await peak(profile));
        await page.close();
        if (round === ROUNDS) await then?.(profile, address);
      });
      if (!most.length) break;
    }
    for (const [step, times] of Object.entries(took)) {
      if (!times.length) continue;
      record(`page: ${step} of ${what.toLowerCase()}`, count, times, size);
      record(`page: a frame meanwhile (${step} of ${what.toLowerCase()})`, count, frame[step]);
    }
    if (Math.max(0, ...most)) note(`Importing ${what.toLowerCase()} of ${count} incidents, the page's process took ${mb(Math.max(...most))} at most.`);
  });
  await server.close();
}

/** An audit log through Share: several rows for each incident. */
const auditLog = (count) => imports(count, "An audit log", ["--audit", count]);

/** A snapshot through Share, and the page with what it brought. */
const pages = (count) => imports(count, "A snapshot", [count], async (profile, address) => {
  await coldStarts(profile, address("#/now"), count);
  const incidents = await profile.newPage();
  await incidents.goto(address("#/incidents"));
  await incidents.locator("table[data-total]").waitFor({ timeout: 120_000 });
  await incidents.waitForTimeout(3_000); // words are read in the meantime
  await keystrokes(incidents, count);
  await scrolling(incidents, count);
});

/** The frames that come while something is done, in milliseconds, the longest last. */
async function frames(page, work) {
  await page.evaluate(() => {
    window.frameTimes = [];
    let last;
    const frame = (now) => {
      if (last !== undefined) window.frameTimes?.push(now - last);
      last = now;
      if (window.frameTimes) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return (await page.evaluate(() => { const times = window.frameTimes; window.frameTimes = undefined; return times; })).sort((one, other) => one - other);
}

/** Sitrep's wasm and its peers, without a page around them. */
async function lab(count) {
  const modules = join(root, "tests/bench/node_modules");
  const www = join(root, "target/bench-www");
  mkdirSync(www, { recursive: true });
  buildSync({ entryPoints: [join(root, "tests/bench/lab.mjs")], bundle: true, format: "esm", outfile: join(www, "lab.js"), logLevel: "error",
    external: ["./bench.js"] });
  for (const name of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) copyFileSync(join(modules, "@duckdb/duckdb-wasm/dist", name), join(www, name));
  writeFileSync(join(www, "index.html"), '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="lab.js"></script>');
  const server = await serve({ dir: www, base: "/" });
  await inFolder(async (profile) => {
    const page = await profile.newPage();
    page.on("console", (message) => { if (message.type() === "error") console.error(message.text()); });
    await page.goto(server.url);
    await page.waitForFunction(() => window.lab, null, { timeout: 60_000 });
    page.setDefaultTimeout(0);
    const out = await page.evaluate(([count, only]) => window.lab(count, only), [count, given.only]);
    for (const [what, value] of Object.entries(out)) {
      if (value?.times) record(what, count, value.times, value.hits === undefined ? value.result : `${value.result}, ${value.hits} of ten`);
    }
    if (!given.only) note(`${count} incidents: the log has ${(out.logBytes / count).toFixed(0)} bytes per incident; log, board, columns and words in wasm take ${(out.wasmBytes / count).toFixed(0)} bytes per incident, with what reading needed meanwhile; searched for ${JSON.stringify(out.asked)}.`);
  });
  await server.close();
}

/** How a median grows with the count: 1 is in proportion, less is better. */
function growth(byCount) {
  const points = [...byCount].map(([count, { times }]) => [Math.log(count), Math.log(Math.max(median(times), 0.001))]);
  if (points.length < 2) return "";
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return slope.toFixed(2);
}

/** A row of a table: what it is about, a cell for each count, and how it grows. */
function row(what, all) {
  const digits = (time) => (time < 10 ? time.toFixed(2) : time < 100 ? time.toFixed(1) : time.toFixed(0));
  const ours = measured.get(what.replace(/: .*/, ": Sitrep"));
  const cell = (count) => {
    const held = measured.get(what).get(count);
    if (!held) return "–";
    const { times, result } = held;
    const wins = what.includes(": ") && ours?.has(count) && median(times) < median(ours.get(count).times);
    const middle = wins ? `**${digits(median(times))}**` : digits(median(times));
    const spread = times.length > 1 ? ` (${digits(times[0])}–${digits(times.at(-1))})` : "";
    return `${middle}${spread}${result === undefined ? "" : ` → ${result}`}`;
  };
  return `| ${what} | ${all.map(cell).join(" | ")} | ${growth(measured.get(what))} |`;
}

/** What the tables are about, by how their rows begin. */
const SECTIONS = [
  ["Importing, without a page", /^(snapshot|audit log)/],
  ["Reading the log", /^(log|columns|words) /],
  ["Filtering and sorting", /^three conditions/],
  ["Searching", /^search/],
  ["Figures", /^month/],
  ["Clocks", /^all clocks/],
  ["The page", /^page/],
];

const READ = `Each cell is the median in milliseconds (the least and the most of its runs) → what came of it, by the number of incidents. \
Growth is the exponent: 1 is in proportion, less is better. Of a search, so many records were found, and so many of the first ten \
have all the words in their title. Sitrep and the others worked on the same data, one after the other, in one run; what is \
measured without a page is compiled for speed, the page for size. Where another is faster, its median is **bold**.`;

function tables() {
  const all = [...new Set([...counts, ...pageCounts])].sort((a, b) => a - b);
  const head = `| ms | ${all.map((count) => count.toLocaleString("en")).join(" | ")} | growth |\n| --- |${" --- |".repeat(all.length + 1)}\n`;
  const section = ([title, pattern]) => {
    const rows = [...measured.keys()].filter((what) => pattern.test(what)).map((what) => row(what, all));
    return rows.length ? `## ${title}\n\n${head}${rows.join("\n")}\n` : "";
  };
  return SECTIONS.map(section).filter(Boolean).join("\n");
}

/** Puts the rows that were measured in the place of the old ones. */
function mend() {
  const file = join(root, "tests/bench/RESULTS.md");
  const lines = readFileSync(file, "utf8").split("\n");
  const all = lines.find((line) => line.startsWith("| ms ")).split(" | ").slice(1, -1).map((count) => Number(count.replaceAll(",", "")));
  for (const what of measured.keys()) {
    const held = lines.findIndex((line) => line.startsWith(`| ${what} |`));
    if (held < 0) throw new Error(`${file} has no row for "${what}": measure all of it first.`);
    lines[held] = row(what, all);
  }
  writeFileSync(file, lines.join("\n"));
}

for (const count of counts) await lab(count).catch((error) => note(`Not measured at ${count}, without a page: ${error.message.split("\n")[0]}`));
if (given.only) {
  mend();
  process.exit(0);
}
sizes();
for (const count of pageCounts) await auditLog(count).catch((error) => note(`Not measured at ${count}, an audit log in the page: ${error.message.split("\n")[0]}`));
for (const count of pageCounts) await pages(count).catch((error) => note(`Not measured at ${count}, the page: ${error.message.split("\n")[0]}`));
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "CPU"}, ${execFileSync(findChromium(), ["--version"], { encoding: "utf8" }).trim()}`;
const command = `scripts/bench --sizes ${counts.join(",")} --pages ${pageCounts.join(",")}`;
writeFileSync(join(root, "tests/bench/RESULTS.md"), `# Measured\n\n\`${command}\` on ${machine}.\n\n${READ}\n\n${tables()}\n## Notes\n\n${notes.map((line) => `- ${line}`).join("\n")}\n`);
console.log("Written to tests/bench/RESULTS.md");
process.exit(0);
