// Timeline: all incidents as bars on one axis, and as a month of the calendar.
import assert from "node:assert/strict";
import { test } from "node:test";
import { many, writeLog } from "./log.mjs";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const hour = 3600_000;
const day = 24 * hour;
// Noon in London: whatever lies a few hours before is of the same day.
const now = Date.UTC(2026, 10, 17, 12);
const few = [
  { title: "Long ago", reported: now - 200 * day, impact: 3, urgency: 4, acts: ["acknowledged", "resolved", "closed"] },
  { title: "Wristband printers print blank labels", reported: now - 30 * hour, impact: 3, urgency: 3, acts: ["acknowledged", "held"] },
  { title: "Storage array 1 lost one power supply", reported: now - 20 * hour, impact: 3, urgency: 2, acts: ["acknowledged", "mitigated", "resolved"] },
  { title: "East Clinic offline: both WAN links down", reported: now - 4 * hour, started: now - 6 * hour, impact: 1, urgency: 1, acts: ["acknowledged"] },
  { title: "Guest Wi-Fi drops every 20 minutes", reported: now - 2 * hour, impact: 4, urgency: 4 },
  { title: "A new laptop", reported: now - hour, kind: "request", impact: 5, urgency: 5 },
];

async function timeline(t, records, { route = "#/timeline", ...options } = {}) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.clock.setFixedTime(now);
  await page.goto(url);
  await ready(page);
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, route);
  return page;
}

const refs = (page) => page.locator(".lanes tbody [data-ref]").evaluateAll((rows) => rows.map((row) => row.dataset.ref));
const phases = (page, ref) => page.locator(`[data-ref="${ref}"] .lane__bar`).evaluateAll((bars) => bars.map((bar) => bar.dataset.phase));
const said = (page, ref) => page.locator(`[data-ref="${ref}"] .lane`).getAttribute("aria-label");
const hash = (page) => page.evaluate(() => location.hash);
/** The window that the address names, in ms. */
const windowOf = async (page) => {
  const query = new URLSearchParams((await hash(page)).split("?")[1]);
  const [from, to] = ["from", "to"].map((key) => Date.parse(query.get(key)));
  return { from, to, length: to - from };
};
const rested = (page, before) => page.waitForFunction((before) => location.hash !== before, before);
const drawn = (page) => page.locator(".lanes .lane__bar").first().waitFor();

test("bars say their phases, the newest first, and open the record", async (t) => {
  const page = await timeline(t, few);
  await drawn(page);
  await page.getByText("30 days", { exact: true }).click();
  await page.waitForFunction(() => location.hash.includes("from="));
  assert.deepEqual(await refs(page), ["INC-5", "INC-4", "INC-3", "INC-2"]);
  assert.deepEqual(await phases(page, "INC-4"), ["unseen", "waiting", "working"]);
  assert.deepEqual(await phases(page, "INC-2"), ["waiting", "working", "held"]);
  assert.deepEqual(await phases(page, "INC-3"), ["waiting", "working", "mitigated"]);
  assert.equal(await page.locator('[data-ref="INC-3"] .lane__end').count(), 1);
  assert.equal(await said(page, "INC-4"), "Impact, nobody knew 2 h, not acknowledged 60 s, worked on 3 h 59, open for 6 h");
  assert.equal(await said(page, "INC-3"), "Not acknowledged 60 s, worked on 60 s, mitigated 60 s, resolved after 3 min");
  assert.match(await page.locator('[data-ref="INC-2"]').textContent(), /On hold, vendor/);

  await page.locator('[data-ref="INC-2"] .lanes__course').hover();
  const tip = page.locator(".lanes__tip");
  await tip.waitFor();
  assert.match(await tip.innerText(), /On hold\s+1 d 5 h/);
  await axe(page);
  await shot(page, "timeline-bars");
  await page.locator('[data-ref="INC-2"] .lane').click({ position: { x: 30, y: 14 } });
  await page.waitForFunction(() => location.hash === "#/incident/INC-2");
});

test("the filter is the list's and stands in the address with the window", async (t) => {
  const page = await timeline(t, few, { route: "#/timeline?q=wi-fi&from=2026-11-16T00:00Z&to=2026-11-17T18:00Z" });
  await drawn(page);
  assert.deepEqual(await refs(page), ["INC-5"]);
  await page.getByLabel("Filter", { exact: true }).fill("");
  await page.locator('[data-ref="INC-4"]').waitFor();
  await page.waitForFunction(() => !location.hash.includes("q="));
  assert.equal(await hash(page), "#/timeline?from=2026-11-16T00:00Z&to=2026-11-17T18:00Z");
  await page.getByRole("button", { name: /^Order/ }).click();
  await page.getByRole("menuitemradio", { name: "Oldest first" }).click();
  await page.waitForFunction(() => document.querySelector(".lanes tbody [data-ref]").dataset.ref === "INC-2");
  await page.getByText("Requests", { exact: true }).click();
  await page.locator('[data-ref="REQ-1"]').waitFor();
  assert.match(await hash(page), /kind=request.*from=/);
});

test("zooms and moves by mouse: drag, wheel and buttons", async (t) => {
  const page = await timeline(t, few, { route: "#/timeline?from=2026-11-15T12:00Z&to=2026-11-17T12:00Z" });
  await drawn(page);
  const axis = await page.locator(".lanes__axis").boundingBox();
  let before = await hash(page);
  const was = await windowOf(page);
  await page.mouse.move(axis.x + axis.width / 2, axis.y + 100);
  await page.mouse.down();
  await page.mouse.move(axis.x + axis.width * 0.6, axis.y + 100, { steps: 4 });
  await page.mouse.move(axis.x + axis.width * 0.75, axis.y + 100, { steps: 4 });
  await page.mouse.up();
  await rested(page, before);
  const dragged = await windowOf(page);
  assert.equal(dragged.length, was.length);
  assert.ok(Math.abs(was.from - dragged.from - was.length / 4) < 10 * 60_000, "a quarter of the width is a quarter of the window");
  assert.match(await hash(page), /^#\/timeline/, "a drag opens no record");

  before = await hash(page);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await rested(page, before);
  const zoomed = await windowOf(page);
  assert.ok(zoomed.length < dragged.length * 0.6, "the wheel with Ctrl comes closer");
  const at = (window) => window.from + 0.75 * window.length;
  assert.ok(Math.abs(at(zoomed) - at(dragged)) < 5 * 60_000, "what is under the pointer stays there");

  before = await hash(page);
  await page.getByRole("button", { name: "Fit all" }).click();
  await rested(page, before);
  await page.locator('[data-ref="INC-1"]').waitFor();
  assert.equal((await refs(page)).length, 5);
  before = await hash(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await rested(page, before);
});

test("keys go through rows and through time", async (t) => {
  const page = await timeline(t, few, { route: "#/timeline?from=2026-11-15T12:00Z&to=2026-11-17T12:00Z" });
  await drawn(page);
  const was = await windowOf(page);
  let before = await hash(page);
  await page.keyboard.press("ArrowLeft");
  await rested(page, before);
  assert.ok(Math.abs(was.from - (await windowOf(page)).from - was.length / 5) <= 60_000);
  before = await hash(page);
  await page.keyboard.press("+");
  await rested(page, before);
  assert.ok((await windowOf(page)).length < was.length);
  before = await hash(page);
  await page.keyboard.press("0");
  await rested(page, before);
  await page.locator('[data-ref="INC-1"]').waitFor();

  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement.closest("tr")?.dataset.ref === "INC-5");
  assert.match(await page.locator(".lanes__tip").textContent(), /Not acknowledged/);
  await page.keyboard.press("j");
  await page.waitForFunction(() => document.activeElement.closest("tr")?.dataset.ref === "INC-4");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/incident/INC-4");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForFunction(() => location.hash === "#/timeline");
  await page.waitForFunction(() => document.title.includes("Timeline"));
});

test("few of many bars are on the page at a time", async (t) => {
  const page = await timeline(t, many(600, { now, apart: 40 * 60_000 }));
  await drawn(page);
  await page.keyboard.press("0");
  await page.locator('.lanes[data-shown="600"]').waitFor();
  const kept = () => page.locator(".lanes tbody [data-ref]").count();
  assert.ok(await kept() < 80, `${await kept()} rows`);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.locator('[data-ref="INC-1"]').waitFor();
  assert.ok(await kept() < 80, `${await kept()} rows`);
});

test("the calendar counts what was reported and resolved, names the major ones and leads to the list", async (t) => {
  const page = await timeline(t, few, { route: "#/timeline?view=month" });
  const box = (date) => page.locator(`[data-day="${date}"]`);
  await box("2026-11-17").waitFor();
  const counts = (date) => box(date).evaluate(({ dataset }) => [dataset.reported, dataset.resolved]);
  assert.deepEqual(await counts("2026-11-17"), ["2", "0"]);
  assert.deepEqual(await counts("2026-11-16"), ["2", "1"]);
  assert.match(await box("2026-11-17").innerText(), /P1\s+East Clinic offline/);
  assert.equal(await page.locator(".calendar__grid [data-day]").count(), 42);
  await axe(page);
  await shot(page, "timeline-calendar");

  const until = (date) => page.waitForFunction((date) => document.activeElement.closest("[data-day]")?.dataset.day === date, date);
  await box("2026-11-17").locator(".calendar__day").focus();
  await page.keyboard.press("ArrowUp");
  await until("2026-11-10");
  await page.keyboard.press("ArrowLeft");
  await until("2026-11-09");
  await page.keyboard.press("PageUp");
  await until("2026-10-09");
  assert.equal(await hash(page), "#/timeline?view=month&month=2026-10");
  await page.getByRole("heading", { name: "October 2026" }).waitFor();
  await page.keyboard.press("PageDown");
  await until("2026-11-09");
  await page.keyboard.press("End");
  await until("2026-11-15");
  await page.keyboard.press("ArrowRight");
  await until("2026-11-16");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/incidents?"));
  assert.match(await hash(page), /reported=2026-11-16/);
  await page.locator('.incidents[data-shown="2"]').waitFor();

  await page.goBack();
  await box("2026-11-16").locator('[data-count="resolved"]').click();
  await page.waitForFunction(() => location.hash.includes("resolved=2026-11-16"));
  await page.locator('.incidents[data-shown="1"]').waitFor();
  assert.match(await page.locator('[data-part="resolved"]').innerText(), /Resolved on 2026-11-16/);
});

test("on a phone there is an agenda, and no sideways scroll", async (t) => {
  const page = await timeline(t, few, { viewport: sizes.phone, colorScheme: "dark" });
  const items = page.locator(".agenda__item");
  await items.first().waitFor();
  assert.deepEqual(await items.evaluateAll((all) => all.map((one) => one.dataset.ref)), ["INC-5", "INC-4", "INC-3", "INC-2", "INC-1"]);
  assert.match(await items.nth(1).innerText(), /East Clinic offline/);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await overflow(), 0);
  await axe(page);
  await shot(page, "timeline-phone-dark");
  await page.getByText("Calendar", { exact: true }).click();
  await page.locator('.calendar__list [data-day="2026-11-17"]').waitFor();
  assert.equal(await overflow(), 0);
  await axe(page);
  await shot(page, "timeline-calendar-phone-dark");
  await page.locator('[data-day="2026-11-17"] .calendar__day').click();
  await page.waitForFunction(() => location.hash.includes("reported=2026-11-17"));
});

test("from bars to the calendar, to nothing found and back, again and again", async (t) => {
  const page = await timeline(t, few);
  for (let round = 0; round < 3; round++) {
    await drawn(page);
    await page.getByText("Calendar", { exact: true }).click();
    await page.locator(".calendar__grid").waitFor();
    await page.getByLabel("Filter", { exact: true }).fill("nothing is called so");
    await page.getByRole("region", { name: "Nothing found" }).waitFor();
    await page.getByLabel("Filter", { exact: true }).fill("");
    await page.locator(".calendar__grid").waitFor();
    await page.getByText("Bars", { exact: true }).click();
    await drawn(page);
    await page.setViewportSize(sizes.phone);
    await page.locator(".lanes").waitFor({ state: "detached" });
    await page.setViewportSize(sizes.desk);
  }
  await ready(page);
});

test("both faces hold in the dark", async (t) => {
  const page = await timeline(t, few, { colorScheme: "dark" });
  await drawn(page);
  await axe(page);
  await shot(page, "timeline-bars-dark");
  await go(page, "#/timeline?view=month&month=2026-11");
  await page.locator(".calendar__grid").waitFor();
  await axe(page);
  await shot(page, "timeline-calendar-dark");
});
