// The palette: finding, acting, going, running; and the sheet of keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { many, writeLog } from "./log.mjs";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const palette = (page) => page.getByRole("dialog", { name: "Search or run a command" });
const field = (page) => palette(page).getByRole("combobox");
const options = (page) => palette(page).getByRole("option");
const chosen = (page) => palette(page).locator('[role=option][aria-selected="true"]');
const hash = (page) => page.evaluate(() => location.hash);

async function filled(t, records, more) {
  const { url, profile } = await stage(t, more);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/now");
  return page;
}

async function open(page, text = "") {
  await page.keyboard.press("Control+k");
  await field(page).waitFor();
  await page.keyboard.type(text);
}

test("finds a record by its words or its number and opens it", async (t) => {
  const page = await filled(t, many(60));
  await open(page, "ward 4");
  await options(page).first().waitFor();
  assert.deepEqual([...new Set((await palette(page).locator("mark").allInnerTexts()).map((text) => text.toLowerCase()))].sort(), ["4", "ward"]);
  await axe(page);
  await shot(page, "palette");
  const id = await field(page).getAttribute("aria-activedescendant");
  assert.equal(await chosen(page).getAttribute("id"), id);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/incident/INC-"));
  await palette(page).waitFor({ state: "detached" });

  await open(page, "17");
  assert.match(await options(page).first().innerText(), /INC-17\b/);
  await options(page).first().click();
  await page.waitForFunction(() => location.hash === "#/incident/INC-17");
});

test("acts on the row under the cursor, and offers only what it allows", async (t) => {
  const page = await filled(t, [{ title: "Orders time out", reported: Date.now() - 60_000 }]);
  await page.locator("body").press("j");
  await open(page, ">");
  const group = palette(page).getByRole("group", { name: "On INC-1" });
  await group.waitFor();
  assert.equal(await group.getByRole("option", { name: "Reopen" }).count(), 0);
  await group.getByRole("option", { name: /^Acknowledge/ }).click();
  await page.locator(".toast", { hasText: "INC-1 acknowledged" }).waitFor();
});

test("goes to places, declares what was typed, and runs commands", async (t) => {
  const page = await filled(t, many(12));
  await open(page, "matrix");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/matrix");

  await open(page, "Label printer jams");
  await options(page).filter({ hasText: "Declare “Label printer jams”" }).click();
  const title = page.locator("#declare-form [name=title]");
  await title.waitFor();
  assert.equal(await title.inputValue(), "Label printer jams");
  await page.keyboard.press("Escape");
  await title.waitFor({ state: "detached" });

  await open(page, ">dark");
  await page.keyboard.press("Enter");
  await page.locator('html[data-theme="dark"]').waitFor({ state: "attached" });
  await open(page);
  await axe(page);
  await shot(page, "palette-dark");
  await page.keyboard.press("Escape");

  const download = page.waitForEvent("download");
  await open(page, "save every");
  await page.keyboard.press("Enter");
  assert.match((await download).suggestedFilename(), /\.json$/);
});

test("moves by arrows around both ends, says when nothing fits, and gives the focus back", async (t) => {
  const page = await filled(t, many(12));
  const opener = page.getByRole("button", { name: "Search or run a command" });
  await opener.click();
  const count = await options(page).count();
  await page.keyboard.press("ArrowUp");
  assert.equal(await chosen(page).getAttribute("id"), `palette-line-${count - 1}`);
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(page).getAttribute("id"), "palette-line-0");
  await page.keyboard.type(">no such command");
  await palette(page).getByText("Nothing fits").waitFor();
  assert.equal(await field(page).getAttribute("aria-activedescendant"), null);
  await page.keyboard.press("Escape");
  await palette(page).waitFor({ state: "detached" });
  assert.ok(await opener.evaluate((button) => button === document.activeElement));
});

test("answers at once over 25,000 records", async (t) => {
  const page = await filled(t, many(25_000));
  await open(page, "w");
  await options(page).first().waitFor();
  const slow = await field(page).evaluate(async (input) => {
    const times = [];
    for (const text of ["wa", "war", "ward", "ward ", "ward 4", "ward", "server", "inc-24999"]) {
      const start = performance.now();
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      times.push(performance.now() - start);
    }
    return times;
  });
  console.error(`keystrokes over 25,000 records: ${slow.map(Math.round).join(" ")} ms`);
  assert.equal(await palette(page).getByRole("group", { name: "Incidents" }).getByRole("option").count() <= 8, true);
});

test("the sheet lists the keys, fits a phone, and G leads to places", async (t) => {
  const page = await filled(t, many(12));
  await page.locator("body").press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await sheet.waitFor();
  await axe(page);
  await shot(page, "keys");
  await page.setViewportSize(sizes.phone);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  for (const [key, route] of [["i", "#/incidents"], ["m", "#/matrix"], ["s", "#/share"], ["n", "#/now"]]) {
    await page.locator("body").press("g");
    await page.keyboard.press(key);
    await page.waitForFunction((route) => location.hash === route, route);
  }
  // With caps lock on, the letter comes as a capital without Shift.
  await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "C", code: "KeyC", bubbles: true })));
  await page.locator("#declare-form").waitFor();
});
