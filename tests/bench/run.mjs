// Measures the built page in headless Chromium and prints a table. Nothing here is asserted: figures depend on the machine.
//   scripts/serve builds dist/; then: node tests/bench/run.mjs [incidents, 25000 unless given]
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createRequire } from "node:module";
import { serve } from "../../scripts/serve.mjs";
import { findChromium } from "../browser/chromium.mjs";

const { chromium } = createRequire(new URL("../browser/page.mjs", import.meta.url))("playwright-core");
const root = new URL("../../", import.meta.url).pathname;
const dist = join(root, "dist");
const incidents = Number(process.argv[2] ?? 25_000);
const rows = [];
const report = (what, value) => { rows.push([what, value]); console.log(`${what}: ${value}`); };
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const p95 = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)];
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;
const ms = (time) => `${time.toFixed(1)} ms`;

function sizes() {
  const files = readdirSync(dist).filter((name) => /\.(html|js|css|wasm|webmanifest)$/.test(name) && !["sw.js", "rescue.js"].includes(name));
  let [raw, gzip, brotli] = [0, 0, 0];
  for (const name of files) {
    const bytes = readFileSync(join(dist, name));
    raw += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
    brotli += brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  report(`loaded first (${files.length} files)`, `${kib(brotli)} brotli, ${kib(gzip)} gzip, ${kib(raw)} raw (goal: 300 KiB brotli)`);
}

const ready = (page, timeout = 120_000) => page.locator('html[data-ready="true"]').waitFor({ state: "attached", timeout });

async function coldStarts(profile, url, what) {
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
  report(what, `${ms(median(times))} median of ${times.length}, ${ms(Math.max(...times))} worst`);
}

async function keystrokes(page) {
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
  report(`filter key press to next frame, ${incidents} incidents`, `${ms(median(times))} median, ${ms(p95(times))} p95, ${ms(Math.max(...times))} worst of ${times.length} (goal: one frame, 16.7 ms)`);
}

async function scrolling(page) {
  const frames = await page.evaluate(async () => {
    const times = [];
    let last = performance.now();
    for (let frame = 0; frame < 240; frame++) {
      await new Promise((next) => requestAnimationFrame(next));
      const now = performance.now();
      times.push(now - last);
      last = now;
      scrollBy(0, frame < 120 ? 400 : 4_000);
    }
    return times.slice(5);
  });
  report(`scroll, ${incidents} incidents`, `${ms(median(frames))} a frame median, ${ms(p95(frames))} p95, ${ms(Math.max(...frames))} worst of ${frames.length}`);
}

const server = await serve({ dir: dist, base: "/team/sitrep/" });
const folder = mkdtempSync(join(tmpdir(), "sitrep-bench-"));
const profile = await chromium.launchPersistentContext(folder, {
  executablePath: findChromium(), viewport: { width: 1440, height: 900 },
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
});
try {
  sizes();
  const page = await profile.newPage();
  await page.goto(server.url);
  await ready(page);
  await page.getByText("Load the sample").first().click();
  await page.waitForFunction(() => Number(document.documentElement.dataset.events) > 500, null, { timeout: 60_000 });
  await coldStarts(profile, `${server.url}#/now`, "cold start to usable, sample");
  await page.close();

  const csv = execFileSync("node", [join(root, "tests/bench/generate.mjs"), String(incidents)], { maxBuffer: 1 << 30 });
  const big = await profile.newPage();
  await big.goto(`${server.url}?w=${Buffer.alloc(16, 7).toString("base64url")}#/share`);
  await ready(big);
  const start = Date.now();
  await big.locator("#import-file").setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: csv });
  await big.locator("#import-report[data-state=preview]").waitFor({ timeout: 120_000 });
  const previewed = Date.now();
  await big.locator("#import-confirm").click();
  await big.locator("#import-report[data-state=done]").waitFor({ timeout: 300_000 });
  report(`import of ${incidents} ServiceNow rows (${(csv.length / 1e6).toFixed(1)} MB)`, `preview ${previewed - start} ms, saved after ${Date.now() - previewed} ms more`);
  await coldStarts(profile, `${server.url}?w=${Buffer.alloc(16, 7).toString("base64url")}#/now`, `cold start to usable, ${incidents} incidents`);
  await big.evaluate(() => { location.hash = "#/incidents"; });
  await big.locator("table[data-total]").waitFor();
  await keystrokes(big);
  await scrolling(big);
  const memory = await big.evaluate(() => performance.memory?.usedJSHeapSize);
  if (memory) report("JavaScript heap", kib(memory));
} finally {
  await profile.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n| what | measured |\n| --- | --- |\n${rows.map(([what, value]) => `| ${what} | ${value} |`).join("\n")}`);
process.exit(0);
