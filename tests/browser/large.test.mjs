// A large file comes in slice by slice: the page shows how far it is, answers meanwhile, and lets go when it is told to.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { audit } from "../bench/generate.mjs";
import { newFolder, ready, shot, stage } from "./page.mjs";
import { board } from "./people.mjs";

const INCIDENTS = 3_000;

/** Counts frames from now on, and keeps what the bar said and what was on top of the page. */
const watchFrames = (page) => page.evaluate(() => {
  window.seen = { frames: 0, longest: 0, shares: [] };
  let last = performance.now();
  const frame = (now) => {
    seen.frames += 1;
    seen.longest = Math.max(seen.longest, now - last);
    last = now;
    const bar = document.querySelector('[role="progressbar"]');
    const share = bar?.hasAttribute("value") ? bar.value : undefined;
    if (share !== undefined && share !== seen.shares.at(-1)) seen.shares.push(share);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

test("an audit log comes in while the page stays alive, and goes when it is cancelled", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const empty = await board(page);
  // On disk: what a test hands over in memory is unpacked by the page's own thread.
  const file = join(newFolder(t, "large-"), "audit.csv");
  writeFileSync(file, audit(INCIDENTS));

  // Cancelled while it is read: nothing of it stays. Pressed as soon as it can be, for on a busy machine a hand from
  // outside may come when all is read.
  await page.evaluate(() => {
    const press = new MutationObserver(() => {
      document.querySelector("#import-cancel")?.click();
      if (document.querySelector("#import-cancel")) press.disconnect();
    });
    press.observe(document.body, { childList: true, subtree: true });
    window.pressed = new Promise((done) => document.body.addEventListener("click", (event) => {
      if (event.target.closest("#import-cancel")) done(true);
    }, true));
  });
  await page.locator("#import-file").setInputFiles(file);
  assert.ok(await page.evaluate(() => window.pressed));
  await page.locator('[role="progressbar"]').waitFor({ state: "detached" });
  assert.equal(await page.locator("#import-report").count(), 0);
  assert.equal(await board(page), empty);

  // Left alone it comes in; the bar moves and frames come meanwhile.
  await watchFrames(page);
  const start = Date.now();
  await page.locator("#import-file").setInputFiles(file);
  await page.locator('[role="progressbar"]').waitFor();
  await shot(page, "import-progress");
  const report = page.locator("#import-report");
  await report.waitFor({ timeout: 120_000 });
  assert.equal(await report.getAttribute("data-format"), "servicenow-audit-log");
  assert.equal(await report.getAttribute("data-records"), String(INCIDENTS));
  assert.equal(await report.getAttribute("data-rejected"), "0");
  const read = await page.evaluate(() => ({ ...seen }));
  const took = Date.now() - start;
  assert.ok(read.shares.length >= 5, `the bar said ${read.shares}`);
  assert.deepEqual(read.shares, [...read.shares].sort((one, other) => one - other), "the bar never goes back");
  assert.ok(read.longest < took / 2, `one frame took ${read.longest} of ${took} ms`);

  // Another zone works the report out anew; the button waits for it.
  await page.locator("#import-zone").selectOption("Europe/Berlin");
  await page.locator("#import-confirm:enabled").waitFor({ timeout: 120_000 });
  await page.locator("#import-zone").selectOption("as-written");

  await page.locator("#import-confirm").click();
  await page.locator("#import-report[data-state=done]").waitFor({ timeout: 120_000 });
  await page.goto(`${url}#/incidents`);
  await page.locator(`table[data-total="${INCIDENTS}"]`).waitFor();

  // What the page shows is what is on disk.
  const before = await board(page);
  await page.reload();
  await ready(page);
  assert.equal(await board(page), before);
});
