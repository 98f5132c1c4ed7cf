// Pages for bad days: a program that broke, a log that is damaged, storage that vanishes under an open page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, ready, shot, stage } from "./page.mjs";
import { asFile, board, clear, damage, declare, events, exportText, go, mergeFile } from "./people.mjs";

async function opened(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  return { url, page, profile };
}

async function text(download) {
  const chunks = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

test("a program that broke says so, saves what is stored, and starts again", async (t) => {
  const { page } = await opened(t, { except: /panicked|unreachable|RuntimeError/ });
  for (const title of ["One", "Two", "Three"]) await declare(page, title);
  const [digest, count] = [await board(page), await events(page)];
  // A browser without randomness is one of the few things that the program can't go on without.
  await page.evaluate(() => { window.randomness = crypto.getRandomValues; crypto.getRandomValues = () => { throw new Error("no randomness"); }; });
  await page.getByRole("button", { name: "Declare incident" }).first().click();
  const alert = page.locator("[role=alert][data-error=panic]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /What was saved is on this device/);
  assert.equal(await page.locator("html").getAttribute("data-ready"), null);
  await page.evaluate(() => { crypto.getRandomValues = window.randomness; });
  await axe(page);
  await shot(page, "panic");

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save my data" }).click();
  const saved = await text(download);
  assert.equal(JSON.parse(saved).events.length, count);
  await page.getByText(`${count} events saved`).waitFor();
  await page.getByRole("button", { name: "Load again" }).click();
  await ready(page);
  assert.equal(await board(page), digest);

  const other = await opened(t);
  await mergeFile(other.page, asFile("rescued.json", saved));
  assert.equal(await board(other.page), digest);
});

test("a damaged line stops the start, every other line can be saved, and a file brings it back", async (t) => {
  const { page } = await opened(t);
  await declare(page, "One");
  for (const title of ["Two", "Three"]) await declare(page, title);
  const backup = await exportText(page);
  await declare(page, "Four"); // in no file
  const [digest, count] = [await board(page), await events(page)];
  await page.evaluate(damage);
  await page.reload();
  const alert = page.locator("[role=alert][data-error=storage-damaged]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /line 1/);
  await axe(page);
  await shot(page, "broken");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save what can be read" }).click();
  const saved = await text(download);
  await page.getByText(`${count} events saved`).waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await alert.waitFor();

  const other = await opened(t);
  await go(other.page, "#/share");
  await other.page.locator("#import-file").setInputFiles(asFile("rescued.json", saved));
  await other.page.locator('#import-report[data-state="preview"][data-rejected="1"]').waitFor();

  await page.locator("input[type=file]").setInputFiles(asFile("not-a-log.json", "{}"));
  await page.getByText("Nothing was changed.").nth(1).waitFor();
  await page.locator("input[type=file]").setInputFiles(asFile("backup.json", backup));
  await ready(page);
  assert.equal(await events(page), count);
  assert.equal(await board(page), digest);
  await declare(page, "Five");
  await page.reload();
  await ready(page);
  assert.equal(await events(page), count + 1);
});

test("a workspace that one tab removes is left by the other, with nothing of it behind", async (t) => {
  const { page, profile, url } = await opened(t);
  await page.getByRole("button", { name: "Load the sample" }).click();
  await page.getByText("This is the sample.").waitFor();
  const other = await profile.newPage();
  await other.goto(url);
  await other.getByText("This is the sample.").waitFor();
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await page.getByLabel("Your name").waitFor();
  await other.getByText("removed in another tab").waitFor();
  await other.getByLabel("Your name").waitFor();
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => /^sitrep\.(draft|canary)/.test(key)));
  assert.deepEqual(kept, []);
});

for (const storageTypes of ["indexeddb", "indexeddb,local_storage"]) test(`a log that storage lost under an open page is stored anew: ${storageTypes}`, async (t) => {
  const { page, profile, url } = await opened(t, { except: /favicon|404/ });
  for (const title of ["One", "Two"]) await declare(page, title);
  const digest = await board(page);
  await clear(profile, url, storageTypes);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const alert = page.locator("[role=alert][data-error=storage-lost]");
  await alert.waitFor();
  assert.match(await alert.innerText(), /still holds \d+ events in its memory/);
  await axe(page);
  await shot(page, "recovery-memory");
  await page.getByRole("button", { name: "Go on with what is here" }).click();
  await ready(page);
  assert.equal(await board(page), digest);
  await page.reload();
  await ready(page);
  assert.equal(await board(page), digest);
  await declare(page, "Three");
});

test("recovery refuses a file that is no log, and one of another workspace", async (t) => {
  const { page, profile, url } = await opened(t, { except: /favicon|404/ });
  await declare(page, "One");
  await page.goto("about:blank");
  await clear(profile, url, "indexeddb");
  await page.goto(url);
  await page.locator("[role=alert][data-error=storage-lost]").waitFor();
  await page.locator("input[type=file]").setInputFiles(asFile("notes.json", "{}"));
  await page.locator("[role=alert][data-error=not-sitrep]").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Begin anew" }).click();
  await ready(page);
  await page.reload();
  await ready(page);
});

test("a browser that refuses to store says so, keeps the draft, and a file can hold it", async (t) => {
  const { url, profile } = await stage(t);
  await profile.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException("storage is off", "SecurityError"); };
  });
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await page.getByText("This browser stores nothing here.").first().waitFor();
  await page.getByRole("button", { name: /^Declare/ }).first().click();
  const form = page.locator("#declare-form");
  await form.locator("[name=title]").fill("While storage is off");
  await form.getByRole("button", { name: /^Declare/ }).last().click();
  await page.locator("[data-error=storage-denied]").first().waitFor();
  assert.equal(await events(page), 0);
  assert.equal(await form.locator("[name=title]").inputValue(), "While storage is off");
  await axe(page);
  await shot(page, "storage-denied");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save to a file" }).first().click();
  assert.match(await text(await download), /While storage is off/);
});
