// What every browser test starts from: the built page on a sub-path, a real profile, and a watch on everything
// that a page must never do. A profile is a folder, since Chromium keeps a throw-away context's IndexedDB in
// memory, where nothing can be learned about durability.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { findChromium } from "./chromium.mjs";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const dist = join(root, "dist");
export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/**
 * Serves the page where people put such pages, on some sub-path, and opens a profile: { url, server, profile }.
 * When the test ends both are closed, and it fails if any page did what none may do, but for what `except` matches.
 */
export async function stage(test, { dir = dist, base = "/team/sitrep/", except, ...options } = {}) {
  const server = await serve({ dir, base });
  afterwards(test, () => server.close());
  const profile = await openProfile(test, { except, ...options });
  return { url: server.url, server, profile };
}

/** A Chromium with a profile of its own. A given folder is reopened, and stays when the test ends. */
export async function openProfile(test, { folder, except, viewport = sizes.desk, colorScheme = "light", ...more } = {}) {
  const path = folder ?? newFolder(test, "profile-");
  const profile = await chromium.launchPersistentContext(path, {
    executablePath: findChromium(), viewport, colorScheme, locale: "en-GB", timezoneId: "Europe/London", ...more,
  });
  profile.setDefaultTimeout(60_000); // a busy machine is slow, and only what fails waits that long
  const problems = watch(profile);
  afterwards(test, async () => {
    await closed(profile, path);
    assert.deepEqual(problems.filter((problem) => !except?.test(problem)), []);
  });
  return profile;
}

/** Closes a browser; one that does not close within half a minute is killed, and the test says so. */
async function closed(profile, folder) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("the browser did not close by itself")), 30_000).unref());
  await Promise.race([profile.close(), late]).catch((error) => {
    kill(folder);
    throw error;
  });
}

/** Kills every process of the browser that was started with this profile. */
export function kill(folder) {
  const list = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8", maxBuffer: 64 << 20 }).split("\n");
  for (const line of list.filter((line) => line.includes(`--user-data-dir=${folder}`))) {
    try {
      process.kill(Number.parseInt(line, 10), "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error; // it ended with the one before
    }
  }
}

/** A folder for one test, under target/, where a Chromium that may not see /tmp can write too. */
export function newFolder(test, prefix) {
  mkdirSync(join(root, "target"), { recursive: true });
  const folder = mkdtempSync(join(root, "target", prefix));
  afterwards(test, () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}

const endings = new WeakMap();

/** Does something when the test ends, the last thing first: a browser is closed before its folder goes. */
function afterwards(test, end) {
  if (!endings.has(test)) {
    const ends = [];
    endings.set(test, ends);
    test.after(async () => {
      const failures = [];
      for (const next of ends.reverse()) await Promise.resolve().then(next).catch((error) => failures.push(error));
      if (failures.length) throw failures[0];
    });
  }
  endings.get(test).push(end);
}

function watch(context) {
  const problems = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack ?? error.error()}`));
  context.on("requestfailed", (request) => {
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") problems.push(`failed request: ${request.url()} ${errorText}`); // aborted: by leaving the page
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on("request", (request) => {
    if (request.isNavigationRequest() || !request.url().startsWith("http")) return;
    const from = request.serviceWorker() ?? request.frame();
    if (new URL(request.url()).origin !== new URL(from.url()).origin) problems.push(`request to another origin: ${request.url()}`);
  });
  context.addInitScript(() => document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  return problems;
}

/** Waits until the log is loaded and the view can be used. */
export async function ready(page) {
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached" }).catch(async (error) => {
    const shown = page.evaluate(() => `${document.readyState}, ${JSON.stringify({ ...document.documentElement.dataset })}: ${document.body.textContent}`);
    const silence = new Promise((done) => setTimeout(done, 5_000, "the page's own thread does not answer").unref());
    const words = await Promise.race([shown.catch(String), silence]);
    throw new Error(`${error.message}\n${page.url()} is not ready: ${words.slice(0, 4_000)}`);
  });
}

/** Waits until the tab bears a title that a pattern finds: titles follow what the view shows a moment later. */
export async function titled(page, pattern) {
  for (let tries = 0; tries < 200 && !pattern.test(await page.title()); tries++) await pause(50);
  assert.match(await page.title(), pattern);
}

/** A new tab at an address, once this version is kept for use without network. */
export async function visit(profile, url) {
  const page = await profile.newPage();
  await page.goto(url);
  await page.locator('html[data-offline="ready"]').waitFor({ state: "attached" });
  return page;
}

/** No violation of WCAG 2.2 AA nor of axe's best practices in what the page shows now. */
export async function axe(page) {
  // Half-way from one colour to the other, or half faded in, no contrast is right.
  await page.evaluate(async () => {
    const ends = (one) => one.effect.getTiming().iterations !== Infinity && !one.effect.target?.matches(".toast__life");
    for (let moving; (moving = document.getAnimations().filter(ends)).length;)
      await Promise.all(moving.map((one) => one.finished.catch(() => {})));
  });
  // What is half below something that sticks is too small only until it is scrolled on.
  const stick = (sticks) => page.evaluate((sticks) => {
    window.stuck ??= [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).position === "sticky");
    for (const one of window.stuck) one.style.position = sticks ? "" : "static";
    if (sticks) delete window.stuck;
  }, sticks);
  await stick(false);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"])
    .analyze();
  await stick(true);
  assert.deepEqual(violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.html) })), []);
}

/** Writes target/screens/NAME.png, to be looked at. */
export async function shot(page, name) {
  await page.screenshot({ path: join(root, "target/screens", `${name}.png`), fullPage: true });
}

/** The path of a fixture; undefined, and the test counts as skipped, where SITREP_FIXTURES is not set. */
export function fixture(test, name) {
  const folder = process.env.SITREP_FIXTURES;
  if (folder) return join(folder, name);
  console.error(`skipped: "${test.name}" needs ${name} from SITREP_FIXTURES`);
  test.skip("SITREP_FIXTURES is not set");
}
