// The SLA policy: edited without code, tried over history, adopted, compared, taken up again; and the figures
// of a real audit log under a policy that was set by hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { id, writeLog } from "./log.mjs";
import { axe, fixture, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, declare, go, mergeFile } from "./people.mjs";

const clock = (page, name) => page.getByRole("region", { name: `Clock ${name}`, exact: true });
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const target = (of, rule) => of.getByRole("textbox", { name: `Target of rule ${rule}`, exact: true });

async function policy(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(`${url}#/sla`);
  await ready(page);
  await page.getByRole("heading", { level: 1, name: "SLA policy" }).waitFor();
  return page;
}

/** Writes a target, as by hand. */
async function promise(of, rule, text) {
  await target(of, rule).fill(text);
  await target(of, rule).press("Enter");
}

/** Asks a rule or a condition for one thing more. */
async function ask(page, cell, label) {
  await cell.click();
  await page.locator(".popover:popover-open").getByRole("checkbox", { name: label, exact: true }).check();
  await page.keyboard.press("Escape");
}

async function adopt(page, note = "") {
  if (note) await page.locator("input[name=note]").fill(note);
  await press(page, "Adopt the policy");
  await page.locator(".toast", { hasText: "The SLA policy was adopted" }).first().waitFor();
  await page.locator(".sla__adopt").waitFor({ state: "detached" });
}

test("a new workspace has the ITIL policy, and nothing is odd about it", async (t) => {
  const page = await policy(t);
  assert.equal(await page.locator("#policy-preset").inputValue(), "itil");
  assert.deepEqual(await page.locator("[data-clock]").evaluateAll((all) => all.map((it) => it.dataset.clock)),
    ["acknowledge", "update", "resolve", "fulfil"]);
  assert.equal(await target(clock(page, "Acknowledge"), 1).inputValue(), "15 min");
  assert.equal(await target(clock(page, "Resolve"), 1).inputValue(), "4 h");
  assert.equal(await page.locator("[data-findings]").count(), 0);
  await axe(page);
  await shot(page, "sla-light");
});

test("a target is changed, tried, adopted, and the version before is taken up again", async (t) => {
  const page = await policy(t);
  await declare(page, "WAN down");
  await go(page, "#/sla");
  await promise(clock(page, "Resolve"), 1, "6 h");
  await page.getByText("1 change not adopted yet").waitFor();
  await page.locator("[data-changed]").waitFor();
  await go(page, "#/now");
  await go(page, "#/sla");
  assert.equal(await target(clock(page, "Resolve"), 1).inputValue(), "6 h", "the draft outlives the view");
  await adopt(page, "Vendors are slow");
  const versions = page.getByRole("region", { name: "Versions", exact: true });
  await versions.getByText("Resolve, Incident, P1: 4 h → 6 h").waitFor();
  await versions.getByText("Vendors are slow").waitFor();
  await versions.getByRole("button", { name: /^Take up ITIL, around the clock again/ }).last().click();
  assert.equal(await target(clock(page, "Resolve"), 1).inputValue(), "4 h");
  await adopt(page);
  await page.reload();
  await ready(page);
  assert.equal(await target(clock(page, "Resolve"), 1).inputValue(), "4 h");
});

test("what can't be is told in a sentence, and nothing is changed", async (t) => {
  const page = await policy(t);
  const resolve = clock(page, "Resolve");
  for (const [typed, error] of [["0 min", "no-target"], ["soon", "bad-target"]]) {
    await promise(resolve, 1, typed);
    assert.match(await page.locator(`[data-error="${error}"]`).innerText(), /nothing was changed/i);
  }
  assert.equal(await page.locator(".sla__adopt").count(), 0);

  await press(page, "Add a calendar");
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=calendar-name]").fill("Ward");
  await dialog.locator("[name=calendar-zone]").fill("Mars/Olympus");
  for (const day of ["mon", "tue", "wed", "thu", "fri"]) await dialog.locator(`[name=${day}]`).fill("");
  await dialog.locator("[name=holidays]").fill("25.12.2026 Christmas");
  await press(dialog, "Keep in the draft");
  for (const [error, words] of [["bad-zone", /no time zone/], ["no-hours", /needs working hours/], ["bad-date", /Line 1: "25.12.2026"/]]) {
    const said = dialog.locator(`[data-error="${error}"], [role=alert]`).filter({ hasText: words });
    assert.match(await said.first().innerText(), /Nothing was changed/);
  }
  await axe(page);
  await press(dialog, "Cancel");
  assert.equal(await page.locator(".sla__adopt").count(), 0);

  // A policy that can't work may be adopted, but not unseen.
  const pauses = resolve.locator(".sla__conditions");
  await pauses.locator("summary").click();
  await press(resolve, "Pauses: remove alternative 1");
  await press(resolve, "Pauses: add an alternative");
  await page.getByText("Resolve can never run on once it is paused").waitFor();
});

test("the policy fits a phone, the dark, and hands that stay on the keys", async (t) => {
  const page = await policy(t, { viewport: sizes.phone, colorScheme: "dark" });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await axe(page);
  await shot(page, "sla-phone-dark");
  await page.setViewportSize(sizes.desk);
  const cell = clock(page, "Acknowledge").locator("[data-rule='6'] [data-facet=priority]");
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.locator(".popover:popover-open").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  assert.equal(await cell.innerText(), "P1");
  await axe(page);
  await shot(page, "sla-dark");
});

test("compliance of a real audit log is that of the oracle, under a policy set by hand", async (t) => {
  const csv = fixture(t, "servicenow/incident_event_log_1k.csv");
  if (!csv) return;
  const truth = JSON.parse(readFileSync(csv.replace(".csv", ".oracle_sla.json"), "utf8"));
  const page = await policy(t);
  await go(page, "#/share");
  await mergeFile(page, csv);
  await go(page, "#/sla");
  await page.locator("#policy-preset").selectOption("none");
  await press(page, "Add a clock");
  await page.getByRole("menuitem", { name: "Resolve", exact: true }).click();
  const resolve = clock(page, "Resolve");
  for (const [place, [priority, hours]] of [["P1", 4], ["P2", 8], ["P3", 24], ["P4", 48]].entries()) {
    await press(resolve, "Add a rule");
    await ask(page, resolve.locator(`[data-rule='${place + 1}'] [data-facet=priority]`), priority);
    await promise(resolve, place + 1, `${hours} h`);
  }
  await resolve.locator(".sla__conditions summary").click();
  await press(resolve, "Pauses: remove alternative 1");
  await adopt(page, "Four steps");

  const figure = async () => {
    await go(page, "#/insights");
    await page.locator("select#period").selectOption("all");
    const { numerator, denominator } = await page.locator("[data-kpi=sla]").evaluate((card) => ({ ...card.dataset }));
    return [Number(numerator), Number(denominator)];
  };
  const [wall, hours] = Object.values(truth).filter((it) => it.met !== undefined);
  assert.deepEqual(await figure(), [wall.met, wall.of]);

  await go(page, "#/sla");
  // The oracle reads the file's times as they are written, which the page keeps as UTC.
  await press(page, "Edit the calendar Business hours");
  await page.getByRole("dialog").locator("[name=calendar-zone]").fill("UTC");
  await press(page.getByRole("dialog"), "Keep in the draft");
  await resolve.getByRole("combobox", { name: "Calendar of the clock" }).selectOption({ label: "Business hours" });
  const tried = page.locator("[data-what-if=Resolve] td[data-before]");
  await tried.waitFor();
  assert.deepEqual(await tried.evaluate((it) => [Number(it.dataset.before), Number(it.dataset.after)]), [wall.met, hours.met]);
  await shot(page, "sla-what-if");
  await adopt(page);
  assert.deepEqual(await figure(), [hours.met, hours.of]);
});

test("what another pause, matrix or preset would have meant is told before it counts", async (t) => {
  const page = await policy(t);
  await go(page, "#/share");
  // The reports lie on both sides of the last month's beginning; each waited a minute for a vendor.
  const now = new Date();
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 10, 12);
  const held = (place, reported) => ({ title: `Incident ${place}`, reported, impact: 1, urgency: 1, acts: ["acknowledged", "held", "resumed", "resolved"] });
  const old = month - 60 * 24 * 3600_000;
  await mergeFile(page, asFile("log.json", writeLog([held(1, month), held(2, month + 60_000), held(3, old), held(4, old + 60_000), held(5, old + 120_000)])));
  await go(page, "#/sla");
  const resolve = clock(page, "Resolve");
  // Three of the four minutes count: kept within 3 min, and no more without the pause.
  await promise(resolve, 1, "3 min");
  await adopt(page);
  const row = page.locator("[data-what-if=Resolve]");
  const [recent, all] = [row.locator("td").nth(0), row.locator("td[data-before]")];
  await resolve.locator(".sla__conditions summary").click();
  await press(resolve, "Pauses: remove alternative 1");
  await row.waitFor();
  assert.deepEqual(await all.evaluate((it) => [it.dataset.before, it.dataset.after]), ["5", "0"]);
  assert.match(await recent.innerText(), /100\.0 % of 2\s*→\s*0\.0 % of 2/);
  await page.getByText("The verdict changes for 5 records.").waitFor();
  await axe(page);
  await press(page, "Discard");

  await page.locator("summary", { hasText: "Priority matrix" }).click();
  await page.getByRole("combobox", { name: "Now, Everyone", exact: true }).selectOption("p2");
  await page.getByText("5 records would be rated differently").waitFor();
  await page.getByText("The priority matrix is ").waitFor({ state: "attached" });
  await press(page, "Discard");
  for (const preset of ["itil-business", "service-desk", "none"]) {
    await page.locator("#policy-preset").selectOption(preset);
    await page.getByText("not adopted yet").waitFor();
    assert.equal(await page.locator("#policy-preset").inputValue(), preset);
    assert.equal(await page.locator("[data-findings]").count(), 0, preset);
  }
  await press(page, "Discard");
});

test("a rule on a team that a teammate retired meanwhile is refused, and the draft stays", async (t) => {
  const page = await policy(t);
  const wards = { id: id("wards"), name: "Wards" };
  const records = [{ title: "WAN down", reported: Date.now() - 3600_000 }];
  const log = (...settings) => asFile("log.json", writeLog(records, { settings }));
  await go(page, "#/share");
  await mergeFile(page, log(["team_defined", wards]));
  await go(page, "#/sla");
  const resolve = clock(page, "Resolve");
  await ask(page, resolve.locator("[data-rule='1'] [data-facet=team]"), "Wards");
  await go(page, "#/share");
  await mergeFile(page, log(["team_defined", wards], ["team_defined", { ...wards, retired: true }]));
  await go(page, "#/sla");
  await press(page, "Adopt the policy");
  const error = page.locator(".sla__adopt [role=alert]");
  await error.waitFor();
  assert.match(await error.innerText(), /The clock Resolve names a team that is not offered any more.*Nothing was changed\./s);
  await axe(page);
  await page.reload();
  await ready(page);
  const versions = page.getByRole("region", { name: "Versions", exact: true });
  assert.equal(await versions.locator("li").count(), 1);
});

/** A calendar file of another program. */
const holidays = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Another//Program//EN",
  "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas\\, of course", "END:VEVENT",
  "BEGIN:VEVENT", "UID:2", "DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY", "SUMMARY:New Year’s", "  Day", "END:VEVENT",
  "BEGIN:VEVENT", "UID:3", "DTSTART:20261231T180000Z", "SUMMARY:Party", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");

test("holidays come from a calendar file, and of a broken one nothing is taken", async (t) => {
  const page = await policy(t);
  await press(page, "Add a calendar");
  const dialog = page.getByRole("dialog");
  await dialog.locator("[name=calendar-name]").fill("Ward");
  const lines = async () => (await dialog.locator("[name=holidays]").inputValue()).split("\n");
  const file = (name, text) => dialog.locator("#holidays-file").setInputFiles({ name, mimeType: "text/calendar", buffer: Buffer.from(text) });
  await dialog.locator("[name=holidays]").fill("2026-12-25 Xmas");

  for (const [text, error, words] of [
    [holidays.slice(0, holidays.indexOf("END:VEVENT")), "cut-off", /broken.ics: The file was cut off: the VEVENT that begins on line 4 never ends.* Nothing was changed/],
    ["<!doctype html><title>Sign in</title>", "no-calendar", /no calendar file: line 1 is .*<!doctype html>.*Nothing was changed/],
    ["", "empty", /is empty/],
    [holidays.replace("20261225", "20261325"), "bad-date", /“20261325” on line 6 is no date/],
    [holidays.replaceAll("DTSTART;VALUE=DATE", "X-NONE"), "no-day", /No day could be taken.*line 4: It has no date/],
  ]) {
    await file("broken.ics", text);
    await dialog.locator(`[data-error="${error}"]`).filter({ hasText: words }).waitFor();
    assert.deepEqual(await lines(), ["2026-12-25 Xmas"]);
  }

  await file("ward.ics", holidays);
  await dialog.locator("[data-added]").waitFor();
  const said = await dialog.getByRole("status").innerText();
  assert.match(said, /ward.ics: \d+ holidays added, 1 day was there already. 1 entry was left out:/);
  assert.match(said, /Line 16, "Party": It has a time of day/);
  assert.equal(await dialog.locator("[role=alert]:visible").count(), 0);
  const found = await lines();
  assert.equal(found[0], "2026-01-01 New Year’s Day");
  assert.ok(found.includes("2027-01-01 New Year’s Day") && found.includes("2026-12-25 Xmas"));
  await axe(page);
  await shot(page, "sla-holidays");
  await file("ward.ics", holidays);
  await dialog.getByText("ward.ics: 0 holidays added").waitFor();
  await press(dialog, "Keep in the draft");
  await dialog.waitFor({ state: "detached" });
  await page.getByText("1 change not adopted yet").waitFor();
  await adopt(page);
  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: "Edit the calendar Ward" }).click();
  assert.deepEqual(await lines(), found);
});
