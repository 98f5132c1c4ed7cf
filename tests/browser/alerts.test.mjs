// Alerts under a controlled clock: at a threshold and at a breach, after an absence, with a merge, and as a calendar file.
import assert from "node:assert/strict";
import { test } from "node:test";
import ICAL from "ical.js";
import { id, writeLog } from "./log.mjs";
import { axe, ready, shot, sizes, stage, titled } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const minute = 60_000;
const start = Date.parse("2026-11-17T03:14:00Z");
const clinic = { title: "East Clinic offline: both WAN links down", reported: start, impact: 1, urgency: 1, owner: "Ben" };
const toast = (page, text) => page.locator(".toast", { hasText: text });
const bell = (page) => page.getByRole("button", { name: /^What fired/ });
const away = (page) => page.getByRole("region", { name: "While you were away" });
const deadlines = (page) => page.getByRole("region", { name: "Coming deadlines" });
const said = (page, voice) => page.locator(`[data-voice="${voice}"]`).innerText();
/** What a list of what fired says: time and sentence. */
const fired = (list) => list.locator("[data-fired]").evaluateAll((lines) =>
  lines.map((line) => `${line.querySelector("time").textContent} ${line.querySelector("a").textContent}`));

/** The page at 03:14 with a log merged just then; ticks happen only where the test lets time pass. */
async function night(t, records = [clinic], { hour = start, fake, settings, ...options } = {}) {
  const { url, profile } = await stage(t, options);
  await profile.clock.install({ time: hour });
  if (fake) await profile.addInitScript(fake);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  if (records.length) await mergeFile(page, asFile("log.json", writeLog(records, { settings })));
  await go(page, "#/now");
  return { page, profile, url };
}

test("a threshold and a breach show a message, are listed, counted in the title, and spoken once", async (t) => {
  const { page } = await night(t);
  await page.clock.runFor(5_000);
  await titled(page, /^Now · Sitrep$/);
  const row = deadlines(page).locator("li").first();
  assert.match(await row.innerText(), /Acknowledge\s+INC-1\s+03:29\s+in 14 min/);
  assert.equal(await row.getAttribute("data-tone"), "mute");

  await page.clock.runFor(11.5 * minute);
  await toast(page, "INC-1: Acknowledge is at risk.").waitFor();
  assert.equal(await toast(page, "50 %").count(), 0);
  assert.match(await said(page, "polite"), /INC-1: Acknowledge is at risk\./);
  assert.equal(await row.getAttribute("data-tone"), "warn");
  await shot(page, "alerts-at-risk");

  await page.clock.runFor(4 * minute);
  await toast(page, "INC-1: Acknowledge is late.").waitFor();
  await titled(page, /^\(1 late\) Now · Sitrep$/);
  assert.equal(await page.locator("link[rel=icon]").getAttribute("href"), "icon-late.svg");
  assert.match(await said(page, "assertive"), /INC-1: Acknowledge is late\./);
  assert.equal(await row.getAttribute("data-tone"), "danger");
  assert.match(await row.innerText(), /late/);
  await axe(page);
  await shot(page, "alerts-late");

  assert.match(await bell(page).getAttribute("aria-label"), /^What fired, \d+ new$/);
  await bell(page).focus();
  await page.keyboard.press("Enter");
  const list = page.getByRole("region", { name: "What fired" });
  await list.waitFor();
  const lines = (await fired(list)).filter((line) => line.includes("Acknowledge"));
  assert.deepEqual(lines, [
    "03:29 INC-1: Acknowledge is late", "03:27 INC-1: Acknowledge is at 90 %",
    "03:25 INC-1: Acknowledge is at risk", "03:21 INC-1: Acknowledge is at 50 %",
  ]);
  await page.getByRole("button", { name: "What fired", exact: true }).waitFor(); // read, as soon as the layer has told
  await axe(page);
  await shot(page, "alerts-list");
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "hidden" });

  await toast(page, "INC-1: Acknowledge is late.").getByRole("link", { name: "Open" }).click();
  await page.waitForURL(/#\/incident\/INC-1/);
  await titled(page, /^\(1 late\) INC-1 · Sitrep$/);
});

test("a clock that is kept or paused says nothing late, and the pause is spoken", async (t) => {
  const { page } = await night(t);
  await page.locator("body").press("j");
  await page.keyboard.press("a");
  await page.locator('.queue__row[data-ref="INC-1"]:not([data-state="new"])').waitFor();
  await page.clock.runFor(20 * minute);
  assert.equal(await toast(page, "Acknowledge is").count(), 0);
  await go(page, "#/incident/INC-1");
  const hold = page.locator('[data-action="hold"]');
  if (!(await hold.isVisible())) await page.getByRole("button", { name: "More acts" }).click();
  await hold.click();
  await page.getByRole("dialog").getByRole("radio", { name: "Vendor" }).check();
  await page.keyboard.press("Control+Enter");
  await page.locator('[data-voice="polite"]', { hasText: "paused" }).waitFor({ state: "attached" });
});

test("after an absence exactly what was crossed meanwhile is told, in order, and once", async (t) => {
  const { page, profile, url } = await night(t);
  await page.clock.runFor(minute);
  await page.goto("about:blank");
  await profile.clock.setSystemTime(start + 40 * minute);
  await page.goto(url);
  await ready(page);
  await away(page).waitFor();
  assert.match(await away(page).locator("summary").innerText(), /^While you were away \(since 03:15\): \d clocks? (is|are) late/);
  if (!(await away(page).locator("ol").isVisible())) await away(page).locator("summary").click();
  const lines = await fired(away(page));
  const acknowledge = lines.filter((line) => line.includes("Acknowledge"));
  assert.deepEqual(acknowledge, [
    "03:21 INC-1: Acknowledge is at 50 %", "03:25 INC-1: Acknowledge is at risk",
    "03:27 INC-1: Acknowledge is at 90 %", "03:29 INC-1: Acknowledge is late",
  ]);
  assert.deepEqual(lines, [...lines].sort((one, other) => one.slice(0, 5).localeCompare(other.slice(0, 5))));
  assert.equal(await page.locator(".toast").count(), 0);
  await titled(page, /^\(1 late\) Now · Sitrep$/);
  await axe(page);
  await shot(page, "alerts-away");
  await away(page).getByRole("button", { name: /^Dismiss/ }).click();
  await away(page).waitFor({ state: "detached" });

  await page.reload();
  await ready(page);
  await page.clock.runFor(10_000);
  assert.equal(await away(page).count(), 0);
  assert.equal(await bell(page).getAttribute("aria-label"), "What fired");
  await bell(page).click();
  assert.ok((await fired(page.getByRole("region", { name: "What fired" }))).length >= 4);
});

test("a merge that brings what is late says so", async (t) => {
  const over = { title: "Over", reported: start - 20 * 60 * minute, impact: 5, urgency: 5, acts: ["resolved"] };
  const { page } = await night(t, [over]);
  const old = Array.from({ length: 5 }, (_, place) => ({ title: `Old ${place}`, reported: start - (10 + place) * 60 * minute, impact: 1, urgency: 1 }));
  await mergeFile(page, asFile("old.json", writeLog([over, ...old])));
  await page.clock.runFor(5_000);
  await toast(page, /\d+ clocks are late.*already when they came in/).waitFor();
  await titled(page, /^\(5 late\) /);
  await bell(page).click();
  const lines = await fired(page.getByRole("region", { name: "What fired" }));
  assert.ok(lines.some((line) => /INC-2: Resolve was late when it came in/.test(line)), lines.join("\n"));
});

test("what fills an empty workspace fires nothing", async (t) => {
  const { page } = await night(t, [{ ...clinic, reported: start - 600 * minute }]);
  await page.clock.runFor(10_000);
  await titled(page, /^\(1 late\) /);
  assert.equal(await toast(page, "late").count(), 0);
  assert.equal(await bell(page).getAttribute("aria-label"), "What fired");
});

test("the sample comes without an alarm", async (t) => {
  const { page } = await night(t, []);
  await page.getByRole("button", { name: "Load the sample" }).click();
  await page.getByText("This is the sample.").waitFor();
  await page.clock.runFor(10_000);
  await go(page, "#/now");
  assert.equal(await page.locator(".toast", { hasText: /late|at risk|came in/ }).count(), 0);
  assert.equal(await bell(page).getAttribute("aria-label"), "What fired");
});

test("a sound is made where it was asked for: one tone for at risk, two for late", async (t) => {
  const { page } = await night(t, [clinic], { fake: () => {
    window.tones = [];
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (...when) {
      window.tones.push(this.frequency.value);
      return start.apply(this, when);
    };
  } });
  const tones = () => page.evaluate(() => window.tones.splice(0).length);
  await page.clock.runFor(12 * minute);
  await toast(page, "INC-1: Acknowledge is at risk.").waitFor();
  assert.equal(await tones(), 0, "nobody asked for it");
  await go(page, "#/settings");
  await page.getByRole("button", { name: "Hear it" }).click();
  assert.ok(await tones() > 0);
  await page.getByText("Sound", { exact: true }).last().click();
  await page.clock.runFor(4 * minute);
  await toast(page, "INC-1: Acknowledge is late.").waitFor();
  assert.equal(await tones(), 2);
  await page.clock.runFor(31 * minute);
  await toast(page, "INC-1: Next update is at risk.").waitFor();
  assert.equal(await tones(), 1);
});

test("two tabs tell once between them, and both list it", async (t) => {
  const { page, profile, url } = await night(t);
  const other = await profile.newPage();
  await other.goto(url);
  await ready(other);
  for (const passed of Array(13).keys()) {
    await page.clock.runFor(minute);
    if (passed === 0) assert.equal(await page.locator(".toast", { hasText: "at risk" }).count(), 0);
  }
  const count = async (tab) => tab.locator(".toast", { hasText: "Acknowledge is at risk" }).count();
  assert.equal(await count(page) + await count(other), 1);
  for (const tab of [page, other]) {
    await tab.bringToFront();
    await bell(tab).click();
    const lines = await fired(tab.getByRole("region", { name: "What fired" }));
    assert.equal(lines.filter((line) => line.includes("Acknowledge is at risk")).length, 1, lines.join("\n"));
  }
});

/** A browser whose system notifications can be counted. */
const fakeNotifications = () => {
  window.asked = 0;
  window.notified = [];
  window.Notification = class {
    static permission = "default";
    static async requestPermission() {
      window.asked += 1;
      this.permission = "granted";
      return "granted";
    }
    constructor(title, options) { window.notified.push({ title, body: options.body, click: () => this.onclick?.() }); }
    close() {}
  };
  document.hasFocus = () => false;
};

test("the browser is asked for notifications only from a button, and then notifies", async (t) => {
  const { page } = await night(t, [clinic], { fake: fakeNotifications });
  await page.clock.runFor(12 * minute);
  await toast(page, "INC-1: Acknowledge is at risk.").waitFor();
  assert.deepEqual(await page.evaluate(() => [window.asked, window.notified.length]), [0, 0]);
  await go(page, "#/settings");
  const alerts = page.getByRole("region", { name: "Alerts" });
  await alerts.getByText("A closed tab cannot notify anybody").waitFor();
  assert.equal(await page.evaluate(() => window.asked), 0);
  assert.equal(await alerts.getByRole("switch", { name: "Sound" }).isChecked(), false);
  await axe(page);
  await shot(page, "alerts-settings");
  await alerts.getByRole("button", { name: "Allow notifications" }).click();
  await alerts.getByRole("switch", { name: "Notify" }).waitFor();
  assert.equal(await page.evaluate(() => window.asked), 1);
  assert.equal(await alerts.getByRole("switch", { name: "Notify" }).isChecked(), true);
  await page.clock.runFor(4 * minute);
  await toast(page, "INC-1: Acknowledge is late.").waitFor();
  const bodies = await page.evaluate(() => window.notified.map((one) => one.body));
  assert.ok(bodies.includes("INC-1: Acknowledge is late."), bodies.join("\n"));
  await page.evaluate(() => window.notified.at(-1).click());
  await page.waitForURL(/#\/incident\/INC-1/);
});

/** Saves the deadlines of somebody and reads the file with another library. */
async function calendar(page, whose) {
  await deadlines(page).getByRole("button", { name: /\.ics/ }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: whose }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /\.ics$/);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
  const root = new ICAL.Component(ICAL.parse(text));
  const events = root.getAllSubcomponents("vevent").map((one) => ({ event: new ICAL.Event(one), alarms: one.getAllSubcomponents("valarm") }));
  return events.map(({ event, alarms }) => ({
    uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description,
    start: event.startDate.toJSDate().toISOString(),
    alarms: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  }));
}

test("deadlines leave as a calendar file that another library reads, for all and for one person", async (t) => {
  const words = "Roster; ward 4, \\ backslash, 31 °C, and so long that the line has to be folded: Überweisung €";
  const records = [
    { ...clinic, acts: ["acknowledged"] },
    { title: words, reported: start - 5 * minute, impact: 2, urgency: 2, owner: "Chidi", team: id("wards"), acts: ["acknowledged"] },
    { title: "Long over", reported: start - 9_000 * minute, impact: 1, urgency: 1 },
  ];
  const { page } = await night(t, records, { settings: [["team_defined", { id: id("wards"), name: "Wards" }]] });
  await page.clock.runFor(5_000);
  const all = await calendar(page, "All deadlines");
  await toast(page, "A calendar file is a copy of now").waitFor();
  assert.match(await toast(page, "A calendar file").innerText(), /without \d+ that are late/);
  const resolve = all.find((one) => one.summary === "INC-1: Resolve");
  // A P1 is resolved within four hours; three quarters of them are an hour earlier.
  assert.equal(resolve.start, new Date(start + 240 * minute).toISOString());
  assert.deepEqual(resolve.alarms, [-3_600, 0]);
  assert.ok(all.some((one) => one.summary.startsWith("INC-2") && one.description.startsWith(`${words}\n`)));
  assert.ok(all.every((one) => !one.summary.startsWith("INC-3")));
  assert.equal(new Set(all.map((one) => one.uid)).size, all.length);

  const wards = await calendar(page, "Wards");
  assert.ok(wards.length > 0 && wards.every((one) => one.summary.startsWith("INC-2")));
  const ben = await calendar(page, "Ben");
  assert.ok(ben.length > 0 && ben.every((one) => one.summary.startsWith("INC-1")));
  await page.clock.runFor(2 * minute);
  const later = (await calendar(page, "Ben")).find((one) => one.uid === resolve.uid);
  assert.ok(later.sequence > resolve.sequence);
});

test("the panel leads to the list by deadline, and all of it works on a phone and in the dark", async (t) => {
  const { page } = await night(t, [clinic], { viewport: sizes.phone, colorScheme: "dark", hasTouch: true });
  await page.clock.runFor(12 * minute);
  await toast(page, "INC-1: Acknowledge is at risk.").waitFor();
  await axe(page);
  await shot(page, "alerts-phone-dark");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await bell(page).tap();
  const list = page.getByRole("region", { name: "What fired" });
  await list.waitFor();
  await axe(page);
  await shot(page, "alerts-phone-list-dark");
  await page.keyboard.press("Escape");
  await deadlines(page).getByRole("link", { name: "All by deadline" }).tap();
  await page.waitForURL(/#\/incidents\?sort=due&open=yes/);
});
