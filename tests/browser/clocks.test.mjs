// The clocks of a record: promised, at risk, late, turned by hand, proven, and begun anew. Time is the test's own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { declare, go } from "./people.mjs";

const minute = 60_000;
const began = Date.UTC(2026, 10, 17, 2, 0);
const cell = (page, clock) => page.locator(`.strip [data-clock=${clock}]`);
const status = (page, clock, name) => page.locator(`.strip [data-clock=${clock}][data-status=${name}]`).waitFor();
const look = (page, clock, name) => page.locator(`.strip [data-clock=${clock}][data-state=${name}]`).waitFor();
const text = (page, clock) => cell(page, clock).innerText();
const dialog = (page) => page.getByRole("dialog");
const closed = (page) => page.locator("dialog[open]").waitFor({ state: "detached" });

/** The room of a fresh P1 that was declared at 02:00. */
async function room(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.clock.install({ time: began });
  await page.goto(url);
  await ready(page);
  await declare(page, "East Clinic offline", { impact: "1", urgency: "1" });
  await go(page, "#/incident/INC-1");
  await cell(page, "resolve").waitFor();
  return page;
}

/** Lets so many minutes pass. */
const wait = (page, minutes) => page.clock.fastForward(minutes * minute);

async function act(page, name) {
  const button = page.locator(`[data-action=${name}]`);
  if (!(await button.isVisible())) await page.getByRole("button", { name: "More acts" }).click();
  await button.click();
}

/** Opens a clock's proof and turns the clock. */
async function turn(page, clock, button, fields, submit) {
  await cell(page, clock).click();
  await dialog(page).getByRole("button", { name: button }).click();
  for (const [name, value] of Object.entries(fields)) await dialog(page).locator(`[name=${name}]`).fill(value);
  await dialog(page).getByRole("button", { name: submit }).click();
}

/** The sums of the open proof, which have to add up to the wall and to their intervals. */
async function sums(page) {
  const data = await dialog(page).locator("figcaption").evaluate((one) => ({ ...one.dataset }));
  const [counted, paused, held, off, wall] = ["counted", "paused", "held", "offHours", "wall"].map((name) => Number(data[name]));
  assert.equal(counted + paused + held + off, wall);
  const rows = await dialog(page).locator("tr[data-seconds]").evaluateAll((found) => found.map((row) => Number(row.dataset.seconds)));
  assert.equal(rows.reduce((sum, seconds) => sum + seconds, 0), wall);
  return { counted, paused, held, off, wall };
}

test("a P1 is promised a quarter and four hours, comes to be at risk, and is late", async (t) => {
  const page = await room(t);
  assert.match(await text(page, "acknowledge"), /target 15 min[\s\S]*Due 02:15/);
  assert.match(await text(page, "resolve"), /target 4 h[\s\S]*Due 06:00/);
  assert.match(await text(page, "update"), /every 1 h/);
  const due = Number(await cell(page, "acknowledge").getAttribute("data-due"));
  assert.ok(Math.abs(due - began - 15 * minute) < minute);
  await look(page, "acknowledge", "run");
  await wait(page, 12);
  await look(page, "acknowledge", "risk");
  await wait(page, 6);
  await status(page, "acknowledge", "late");
  assert.match(await text(page, "acknowledge"), /[23] min late[\s\S]*Was due 02:15/);
  await axe(page);
  await shot(page, "clocks-late");
  await act(page, "acknowledge");
  await status(page, "acknowledge", "breached");
});

test("a clock is paused, extended and resumed by hand, each with its reason, and can be taken back", async (t) => {
  const page = await room(t);
  await wait(page, 30);
  await turn(page, "resolve", "Pause…", {}, "Pause the clock");
  await page.locator("dialog [role=alert][data-error=no-clock-reason]").waitFor();
  await axe(page);
  await dialog(page).locator("[name=reason]").fill("Waiting for the duct to be opened");
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await status(page, "resolve", "paused");
  assert.equal(await cell(page, "resolve").getAttribute("data-due"), null);
  await page.locator("[data-entry]").getByText("paused the clock").waitFor();
  await page.locator("[data-entry]").getByText("Waiting for the duct to be opened").waitFor();
  await wait(page, 20);
  assert.match(await text(page, "resolve"), /Paused 20 min by hand/);

  await turn(page, "resolve", "Extend…", { length: "soon", reason: "The duct is flooded" }, "Extend the clock");
  await page.locator("dialog [role=alert][data-error=no-length]").waitFor();
  await dialog(page).locator("[name=length]").fill("1h30");
  await dialog(page).getByRole("button", { name: "Extend the clock" }).click();
  await closed(page);
  assert.match(await text(page, "resolve"), /target 5 h 30[\s\S]*(5 h|4 h 59) left/);
  await page.keyboard.press("Control+z");
  await page.locator('.strip [data-clock=resolve]', { hasText: "target 4 h" }).waitFor();

  await turn(page, "resolve", "Resume…", {}, "Resume the clock");
  await closed(page);
  await status(page, "resolve", "running");
  await wait(page, 10);
  await cell(page, "resolve").click();
  await page.locator(".clock-proof summary").click();
  const { held, counted, paused } = await sums(page);
  assert.ok(Math.abs(held - 20 * 60) < 60, `held ${held}`);
  assert.ok(Math.abs(counted - 40 * 60) < 60, `counted ${counted}`);
  assert.equal(paused, 0);
  await dialog(page).getByText("Rule 1 of 6 fits first: kind is incident, priority is P1.").waitFor();
  await dialog(page).getByText("Policy “ITIL, around the clock”, built in.").waitFor();
  await dialog(page).locator("[aria-label='By hand']").getByText("Waiting for the duct to be opened").waitFor();
  await axe(page);
  await shot(page, "clocks-proof");
  const download = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Save as CSV" }).click();
  const table = await readFile(await (await download).path(), "utf8");
  assert.match(table, /^reference,clock,interval,meaning,from,to,seconds\r\nINC-1,Resolve,counted,/);
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.clock), "resolve");
});

test("a hold pauses one clock and not the others; resolving meets it, and reopening begins new clocks", async (t) => {
  const page = await room(t);
  await wait(page, 5);
  await act(page, "acknowledge");
  await status(page, "acknowledge", "met");
  await act(page, "hold");
  await dialog(page).getByRole("radio", { name: "Vendor" }).check();
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await status(page, "resolve", "paused");
  await wait(page, 43);
  assert.match(await text(page, "resolve"), /Paused 43 min: on hold for vendor/);
  await status(page, "update", "running");
  await act(page, "resume");
  await status(page, "resolve", "running");
  await wait(page, 10);
  await act(page, "resolve");
  await status(page, "resolve", "met");
  await status(page, "update", "cancelled");
  assert.match(await text(page, "resolve"), /Met in 15 min/);
  await wait(page, 60);
  await act(page, "reopen");
  await status(page, "resolve", "running");
  assert.equal(await cell(page, "acknowledge").count(), 0);
  assert.match(await text(page, "resolve"), /4 h left|3 h 59 left/);

  await cell(page, "resolve").click();
  const runs = dialog(page).locator("[name=run]");
  assert.deepEqual(await runs.locator("option").allInnerTexts(), [
    "Resolve, cycle 2", "Next update, cycle 2", "Resolve, cycle 1", "Next update, cycle 1", "Acknowledge, cycle 1",
  ]);
  await runs.selectOption({ label: "Resolve, cycle 1" });
  await dialog(page).locator(".clock-proof__standing[data-status=met]").waitFor();
  assert.equal(await dialog(page).locator("[data-hand]").count(), 0);
  await page.locator(".clock-proof summary").click();
  const { paused, counted } = await sums(page);
  assert.ok(Math.abs(paused - 43 * 60) < 60 && Math.abs(counted - 15 * 60) < 60);
});

test("a late update comes first in the composer, and posting begins its clock anew", async (t) => {
  const page = await room(t);
  const kind = (name) => page.locator(".composer").getByRole("radio", { name, exact: true });
  assert.ok(await kind("Note").isChecked());
  await wait(page, 62);
  await status(page, "update", "late");
  await page.locator(".composer__awaited", { hasText: "min late" }).waitFor();
  await page.locator(".composer").getByRole("button", { name: "Write an update" }).click();
  assert.ok(await kind("Update").isChecked());
  await go(page, "#/now");
  await go(page, "#/incident/INC-1");
  await cell(page, "update").waitFor();
  assert.ok(await kind("Update").isChecked());
  await axe(page);
  await page.locator(".composer [name=text]").fill("Use paper forms. Next word at 04:00.");
  await page.keyboard.press("Control+Enter");
  await status(page, "update", "running");
  await page.locator(".composer__awaited").waitFor({ state: "detached" });
});

test("the palette turns a clock; on a phone, in the dark and on paper the strip is whole", async (t) => {
  const page = await room(t, { viewport: sizes.phone, colorScheme: "dark" });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await wait(page, 18);
  await status(page, "acknowledge", "late");
  assert.ok(await wide() <= 0);
  await axe(page);
  await shot(page, "clocks-phone-dark");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or run a command" }).fill("pause the clock");
  await page.getByRole("option", { name: /Pause the clock Resolve/ }).click();
  await dialog(page).locator("[name=reason]").fill("No crew before dawn");
  await dialog(page).getByRole("button", { name: "Pause the clock" }).click();
  await closed(page);
  await status(page, "resolve", "paused");
  await cell(page, "resolve").click();
  assert.ok(await wide() <= 0);
  await axe(page);
  await shot(page, "clocks-proof-phone-dark");
  await page.keyboard.press("Escape");
  await closed(page);
  await page.emulateMedia({ media: "print" });
  assert.ok(await cell(page, "resolve").isVisible());
  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  await shot(page, "clocks-forced");
});
