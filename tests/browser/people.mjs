// What a person does with the page, in words that tests share. Only the public hooks and accessible names are used.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ready, root } from "./page.mjs";

/** Declares an incident through the dialog, and returns when it is on disk. */
export async function declare(page, title, fields = {}) {
  await page.getByRole("button", { name: "Declare incident" }).first().click();
  const form = page.locator("#declare-form");
  await form.locator("[name=title]").fill(title);
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name=${name}]`).selectOption(value);
  await form.getByRole("button", { name: /^Declare/ }).last().click();
  await form.waitFor({ state: "detached" });
}

/** Runs inside the page: declares COUNT incidents as fast as the page confirms them, and tells each to `window.confirmed`. */
export const declareMany = async ([name, count]) => {
  // Timers and frames of tabs in the background are slowed down; observers are not.
  const until = (found, what) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`${name}: for five minutes there was ${what}: ${document.body.innerText.slice(0, 2_000)}`)), 300_000);
    const observer = new MutationObserver(() => look());
    const look = () => {
      const result = found();
      if (!result) return;
      observer.disconnect();
      done(result);
    };
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
  const button = () => [...document.querySelectorAll("button[aria-label='Declare incident']")].find((one) => one.checkVisibility());
  for (let number = 0; number < count; number++) {
    (await until(button, "no button")).click();
    const form = await until(() => document.querySelector("#declare-form"), "no form");
    const title = form.querySelector("[name=title]");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    set.call(title, `${name} ${number}`);
    title.dispatchEvent(new Event("input", { bubbles: true }));
    form.requestSubmit();
    await until(() => !document.querySelector("#declare-form"), "no end of sending");
    await window.confirmed?.(`${name} ${number}`);
  }
};

/** The titles of all incidents in the log, wherever the table has to be scrolled to. */
export async function titles(page) {
  if (await events(page) === 0) return []; // there is no file of nothing
  const file = await exportLog(page);
  return file.events.filter(({ head }) => head.kind === "reported").map(({ body }) => body.title);
}

/** Saves the whole log through Share and returns what is in the file, with its text. */
export async function exportLog(page) {
  const text = await exportText(page);
  return JSON.parse(text);
}

/** Saves the whole log through Share and returns the file's text. */
export async function exportText(page) {
  await go(page, "#/share");
  const download = page.waitForEvent("download");
  await page.locator("#export-json").click();
  const stream = await (await download).createReadStream();
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** How long a large file may take on a busy machine. */
const patient = { timeout: 120_000 };
const LARGE = 1 << 20;

/** Picks a file on Share and waits for its report. */
export async function pickFile(page, file) {
  await go(page, "#/share");
  const folder = file.buffer?.length > LARGE ? mkdtempSync(join(root, "target", "file-")) : undefined;
  try {
    // What is handed over in memory is unpacked by the page's own thread, which takes seconds.
    const path = folder && join(folder, file.name);
    if (path) writeFileSync(path, file.buffer);
    await page.locator("#import-file").setInputFiles(path ?? file, patient);
    const report = page.locator("#import-report[data-state=preview], #import-report[data-state=failed]");
    await report.waitFor(patient);
    return report;
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

/** Merges a file through Share: picks it, and confirms its report. */
export async function mergeFile(page, file) {
  const report = await pickFile(page, file);
  const numbers = await report.evaluate((element) => ({ ...element.dataset }));
  if (numbers.state === "failed") throw new Error(await report.innerText());
  await page.locator("#import-confirm").click();
  await page.locator("#import-report[data-state=done]").waitFor(patient);
  await ready(page);
  return numbers;
}

/** A text as a file to pick. */
export const asFile = (name, text, mimeType = "application/json") => ({ name, mimeType, buffer: Buffer.from(text) });

/** Goes to a route of the open page. */
export async function go(page, route) {
  await page.evaluate((hash) => { location.hash = hash; }, route);
  await ready(page);
}

/** The digest of the board: equal on two machines exactly when their boards are equal. */
export const board = (page) => page.locator("html").getAttribute("data-board");

/** Events known to be on disk. */
export const events = async (page) => Number(await page.locator("html").getAttribute("data-events"));

/** Runs inside the page: changes the first stored chunk of the open workspace. */
export const damage = async () => {
  const ws = JSON.parse(sessionStorage.getItem("sitrep.last"));
  const database = await new Promise((done, failed) => Object.assign(indexedDB.open(`sitrep.${ws}`), {
    onsuccess: (event) => done(event.target.result), onerror: failed }));
  const transaction = database.transaction("log", "readwrite");
  const store = transaction.objectStore("log");
  const [[key], [chunk]] = await Promise.all([store.getAllKeys(), store.getAll()].map((request) =>
    new Promise((done) => Object.assign(request, { onsuccess: () => done(request.result) }))));
  const lines = new TextDecoder().decode(chunk).split("\n");
  lines[0] = lines[0].slice(0, 40);
  store.put(new TextEncoder().encode(lines.join("\n")), key);
  await new Promise((done) => Object.assign(transaction, { oncomplete: done }));
  database.close();
};

/** Takes from a browser what it stores for the page, as browsers do by themselves. */
export async function clear(profile, url, storageTypes) {
  const page = await profile.newPage();
  await page.goto(new URL("icon.svg", url).href);
  const session = await profile.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(url).origin, storageTypes });
  await page.close();
}
