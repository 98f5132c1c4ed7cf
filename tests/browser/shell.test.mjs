// The page as files on some host: its policy, its life without a server, its updates.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { axe, dist, newFolder, ready, shot, sizes, stage, visit } from "./page.mjs";

const version = (page) => page.locator("html").getAttribute("data-version");
const attached = (page, selector) => page.locator(selector).waitFor({ state: "attached" });

function copyOfDist(test) {
  const dir = newFolder(test, "dist-");
  cpSync(dist, dir, { recursive: true });
  return dir;
}

function release(dir) {
  appendFileSync(join(dir, "boot.js"), "document.documentElement.dataset.novel = true;\n");
  execFileSync("node", ["scripts/seal.mjs", dir]);
}

test("opens from a sub-path with a workspace and a route, under its policy", async (t) => {
  const { url, profile } = await stage(t);
  const { headers } = await fetch(url);
  assert.match(headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/);

  const page = await visit(profile, `${url}?w=unknown#/incidents`);
  await ready(page);
  assert.match(await version(page), /^[0-9a-f]{12}$/);
  assert.equal(await page.evaluate(() => location.hash), "#/incidents");
  await axe(page);
  await shot(page, "shell");
  await page.setViewportSize(sizes.phone);
  await shot(page, "shell-phone");
});

test("stops an inline style, and the watch sees it", async (t) => {
  const { url, profile } = await stage(t, { except: /style-src/ });
  const page = await visit(profile, url);
  const reported = page.waitForEvent("console", (message) => message.text().startsWith("policy violated"));
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>styled</p>"));
  await reported;
});

test("opens in a new tab when the server is gone", async (t) => {
  const { url, server, profile } = await stage(t);
  const page = await visit(profile, `${url}#/now`);
  await server.close();
  const tab = await visit(profile, `${url}?w=other#/now`);
  await ready(tab);
  assert.equal(await version(tab), await version(page));
  await tab.goto(`${url}index.html`);
  await ready(tab);
});

test("offers a new version and takes it only after acceptance", async (t) => {
  const dir = copyOfDist(t);
  const { url, profile } = await stage(t, { dir });
  const one = await visit(profile, url);
  const two = await visit(profile, url);
  const old = await version(one);

  release(dir);
  await one.reload();
  await attached(one, "html[data-update=ready]");
  await attached(two, "html[data-update=ready]");

  // Until then the old version is whole, in old tabs and in new ones.
  const three = await visit(profile, url);
  await ready(three);
  assert.equal(await version(three), old);
  assert.equal(await three.locator("html[data-novel]").count(), 0);
  await attached(three, "html[data-update=ready]");
  await three.close();

  await two.evaluate(() => { window.draft = "kept"; });
  await one.getByRole("button", { name: "Update now" }).click();
  await attached(one, "html[data-novel]");
  assert.notEqual(await version(one), old);
  await attached(two, "html[data-update=taken]");
  assert.equal(await two.evaluate(() => window.draft), "kept");
  assert.equal(await version(two), old);

  await one.close();
  await two.close();
  const last = await visit(profile, url);
  await last.waitForFunction(async () => (await caches.keys()).length === 1);
});

test("a half-uploaded version is neither offered nor kept", async (t) => {
  const dir = copyOfDist(t);
  const { url, profile } = await stage(t, { dir, except: /integrity/ });
  const page = await visit(profile, url);
  const old = await version(page);

  release(dir);
  appendFileSync(join(dir, "boot.js"), "// not what was sealed\n");
  const fate = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing;
    return new Promise((done) => worker.addEventListener("statechange", () => done(worker.state)));
  });
  assert.equal(fate, "redundant");
  await page.reload();
  await ready(page);
  assert.equal(await version(page), old);
  assert.equal(await page.locator("html[data-update]").count(), 0);
});

test("says so in a sentence when its program can't be loaded", async (t) => {
  const dir = copyOfDist(t);
  for (const file of readdirSync(dir)) if (file.endsWith(".wasm")) writeFileSync(join(dir, file), "broken");
  const { url, profile } = await stage(t, { dir, except: /WebAssembly|CompileError|integrity/ });
  const page = await profile.newPage();
  await page.goto(url);
  await page.locator("[role=alert][data-error=boot]").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /Your incidents are untouched\. This browser is too old/);
  await shot(page, "shell-broken");
});
