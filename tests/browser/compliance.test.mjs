// Compliance in Insights: promises kept over real history, by clock, with their proof; by keyboard, phone and in the dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { category, id, writeLog } from "./log.mjs";
import { axe, fixture, openProfile, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The calendars that every log knows: around the clock, and Monday to Friday from 9 to 17. */
const [ALWAYS, BUSINESS] = [category(1), category(2)];

const kpi = (page, name) => page.locator(`[data-kpi=${name}]`).evaluate((card) => ({ ...card.dataset }));

const clock = (promise, stop, targets, more = {}) => ({
  id: id("clock", promise), name: promise[0].toUpperCase() + promise.slice(1), promise, calendar: ALWAYS, on_change: "carry",
  start: [{ reached: ["opened"] }], stop: [{ reached: [stop] }],
  rules: targets.map((target, place) => ({ when: { kinds: ["incident"], priorities: [`p${place + 1}`] }, target })), ...more,
});

test("compliance over a real audit log is that of the oracle, around the clock and in business hours", async (t) => {
  const csv = fixture(t, "servicenow/incident_event_log_1k.csv");
  if (!csv) return;
  const truth = JSON.parse(readFileSync(csv.replace(".csv", ".oracle_sla.json"), "utf8"));
  for (const [calendar, key] of [
    [ALWAYS, "SLA calendar: resolved_at-opened_at <= 4h/8h/24h/48h by final priority (incidents with resolved_at)"],
    [BUSINESS, "SLA business hours Mon-Fri 09-17, same targets in business minutes"],
  ]) {
    const { url, profile } = await stage(t);
    const page = await profile.newPage();
    await page.goto(`${url}#/share`);
    await ready(page);
    const clocks = [clock("resolve", "resolved", [4, 8, 24, 48].map((hours) => hours * HOUR), { calendar })];
    const log = writeLog([{ title: "Rehearsal", kind: "drill", reported: Date.UTC(2015, 0, 5) }], { settings: [["zone_set", { text: "UTC" }], ["policy_defined", { name: "Four steps", clocks }]] });
    await mergeFile(page, asFile("policy.json", log));
    await go(page, "#/share");
    await mergeFile(page, csv);
    await go(page, "#/insights?period=all&by=priority");
    const { met, of, by_priority } = truth[key];
    const sla = await kpi(page, "sla");
    assert.deepEqual([sla.numerator, sla.denominator, sla.variant], [String(met), String(of), "resolve"]);
    assert.equal(Number(sla.value), met / of);
    assert.equal(sla.missing, "53");
    const rows = await page.locator("[data-group] td[data-met]").evaluateAll((cells) => cells.map((cell) => [Number(cell.dataset.met), Number(cell.dataset.of)]));
    assert.deepEqual(rows, Object.entries(by_priority).sort().map(([, pair]) => pair));

    await page.getByRole("button", { name: "How SLA met is computed" }).click();
    assert.match(await page.getByRole("tab", { name: /Decided/ }).innerText(), new RegExp(String(of)));
    await page.getByText(`${met} of ${of} met`).waitFor();
    await page.getByRole("tab", { name: /Left out/ }).click();
    await page.getByText("nothing tells when it stopped").first().waitFor();
  }
});

test("with pauses on, the mean net time to resolve of a real audit log is that of the oracle", async (t) => {
  const csv = fixture(t, "servicenow/incident_event_log_1k.csv");
  if (!csv) return;
  const truth = JSON.parse(readFileSync(csv.replace(".csv", ".oracle_sla.json"), "utf8"));
  const mean = truth["time in Awaiting* states (min, event to next event)"]["mean_net_resolution_min (resolved-opened-pause)"];
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const clocks = [clock("resolve", "resolved", [4, 8, 24, 48].map((hours) => hours * HOUR), { pause: [{ states: ["hold"] }] })];
  const log = writeLog([{ title: "Rehearsal", kind: "drill", reported: Date.UTC(2015, 0, 5) }], { settings: [["zone_set", { text: "UTC" }], ["policy_defined", { name: "Four steps", clocks }]] });
  await mergeFile(page, asFile("policy.json", log));
  await mergeFile(page, csv);
  await go(page, "#/insights?period=all&proof=sla");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
  // Titles of this file hold no comma.
  const [head, ...lines] = readFileSync(await download.path(), "utf8").trim().split("\r\n").map((line) => line.split(","));
  const rows = lines.filter((row) => row[head.indexOf("counted")] === "yes");
  assert.equal(rows.length, 865);
  const minutes = rows.map((row) => Number(row[head.indexOf("elapsed")]) / 60);
  const found = minutes.reduce((sum, one) => sum + one, 0) / rows.length;
  assert.ok(Math.abs(found - mean) < 0.02, `${found} min instead of ${mean}`);
});

test("promises are told by clock, with late ones, extensions, a chart and a proof that leads to the record", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const start = Date.now() - 9 * 24 * HOUR;
  const soon = (impact, place) => ({ title: `Incident ${place}`, reported: start + place * 12 * HOUR, impact, urgency: 1, acts: ["acknowledged", "resolved"] });
  const records = [
    ...Array.from({ length: 9 }, (_, place) => soon(place % 3 ? 3 : 1, place)),
    { title: "Still down", reported: start + 5 * HOUR, impact: 1, urgency: 1, acts: ["acknowledged"] },
  ];
  // Resolved two minutes after their report: too late for a P1, in time for a P2.
  const clocks = [
    clock("acknowledge", "acknowledged", [2, 2, 2].map((minutes) => minutes * MINUTE)),
    clock("resolve", "resolved", [MINUTE, HOUR, HOUR]),
  ];
  await mergeFile(page, asFile("log.json", writeLog(records, { settings: [["policy_defined", { name: "Quick", clocks }]] })));
  await go(page, "#/insights?period=all");
  const sla = await kpi(page, "sla");
  assert.deepEqual([sla.numerator, sla.denominator, sla.variant, sla.late], ["6", "10", "resolve", "1"]);
  const card = page.locator("[data-kpi=sla]");
  assert.match(await card.innerText(), /60\.0 %[\s\S]*6 of 10[\s\S]*100 %/);
  assert.equal(await page.locator("[data-kpi=updates]").count(), 0, "no update is promised");
  await page.locator('select[data-variant-of="sla"]').selectOption("acknowledge");
  await page.locator('[data-kpi=sla][data-variant=acknowledge][data-numerator="10"]').waitFor();
  assert.match(page.url(), /sla=acknowledge/);

  // The chart says the same, by key too.
  const chart = page.locator("[data-chart=lines]");
  const mark = chart.locator(".plot__mark").first();
  await mark.focus();
  assert.match(await mark.getAttribute("aria-label"), /: \w+, \d+ %, \d+ of \d+, few/);
  await page.keyboard.press("ArrowDown");
  await chart.getByRole("button", { name: "SLA met over time as a table" }).click();
  await chart.getByRole("table").waitFor();
  await axe(page);
  await chart.getByRole("button", { name: "SLA met over time as a chart" }).click();
  await shot(page, "insights-sla");

  await page.locator('select[data-variant-of="sla"]').selectOption("resolve");
  await page.getByRole("button", { name: "How SLA met is computed" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("60.0 %: 6 of 10 met; 1 of the breached not over yet.").waitFor();
  await page.getByText("service level management").waitFor();
  const first = page.locator("[data-status]").first();
  assert.equal(await first.getAttribute("data-status"), "late");
  assert.match(await first.innerText(), /Still down[\s\S]*1 min, rule 1[\s\S]*Breached and running/);
  await axe(page);
  await shot(page, "insights-sla-proof");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as CSV" }).click()]);
  const table = readFileSync(await download.path(), "utf8").trim().split("\r\n");
  assert.equal(table.length, 11);
  assert.match(table[0], /^reference,title,kind,counted,status,elapsed,target,/);
  await first.getByRole("link").click();
  await page.getByRole("heading", { name: /Still down/ }).waitFor();

  await go(page, "#/incidents?clock=breached");
  await page.locator('table[data-shown="4"]').waitFor();
});

test("by team, by service and by period the counts are those of the records that were made", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const reported = Date.UTC(2026, 8, 7, 9);
  const [wards, night, portal] = ["wards", "night", "portal"].map((name) => id(name));
  // Resolved two minutes after their report: too late for a P1, in time for the others.
  const one = (impact, more, place) => ({ title: `Incident ${place}`, reported: reported + place * 24 * HOUR, impact, urgency: 1, acts: ["acknowledged", "resolved"], ...more });
  const records = [
    [1, { team: wards, service: portal }], [1, { team: wards, service: portal }], [3, { team: wards }], [3, { team: wards }], [3, { team: wards }],
    [3, { team: night }], [1, {}],
  ].map(([impact, more], place) => one(impact, more, place * 6));
  const clocks = [clock("resolve", "resolved", [MINUTE, HOUR, HOUR])];
  const settings = [
    ["team_defined", { id: wards, name: "Wards" }], ["team_defined", { id: night, name: "Night shift" }],
    ["service_defined", { id: portal, name: "Portal" }], ["policy_defined", { name: "Quick", clocks }],
  ];
  await mergeFile(page, asFile("log.json", writeLog(records, { settings })));
  const groups = async (by) => {
    await go(page, `#/insights?period=all&by=${by}`);
    const rows = page.locator("[data-group]:has(td[data-met])");
    await rows.first().waitFor();
    return Object.fromEntries(await rows.evaluateAll((all) => all.map((row) => {
      const { met, of } = row.querySelector("td[data-met]").dataset;
      return [row.querySelector("th").innerText.trim(), `${met}/${of}`];
    })));
  };
  assert.deepEqual(await groups("team"), { Wards: "3/5", "Night shift": "1/1", "No team": "0/1" });
  assert.deepEqual(await groups("service"), { Portal: "0/2", "No service": "4/5" });
  // Six days apart from the seventh of September on: four of them in that month.
  await go(page, "#/insights?period=2026-09-01..2026-09-30");
  await page.locator('[data-kpi=sla][data-numerator="2"][data-denominator="4"]').waitFor();
  await go(page, "#/insights?period=2026-10-01..2026-10-31");
  await page.locator('[data-kpi=sla][data-numerator="2"][data-denominator="3"]').waitFor();
});

test("compliance on a phone in the dark", async (t) => {
  const { url } = await stage(t);
  const dark = await openProfile(t, { viewport: sizes.phone, colorScheme: "dark" });
  const phone = await dark.newPage();
  await phone.goto(`${url}#/share`);
  await ready(phone);
  const reported = Date.now() - 3 * 24 * HOUR;
  const records = Array.from({ length: 4 }, (_, place) => ({ title: `Incident ${place}`, reported: reported + place * HOUR, impact: 1, urgency: 1, acts: place ? ["acknowledged", "resolved"] : [] }));
  await mergeFile(phone, asFile("log.json", writeLog(records)));
  await go(phone, "#/insights");
  const sla = await kpi(phone, "sla");
  assert.deepEqual([sla.numerator, sla.denominator], ["3", "4"]);
  await phone.locator("[data-kpi=sla]").getByText("n 4").waitFor();
  await phone.locator("[data-kpi=updates]").waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  await axe(phone);
  await phone.locator("[data-kpi=sla]").scrollIntoViewIfNeeded();
  await shot(phone, "insights-sla-phone-dark");
  await go(phone, "#/insights?proof=sla");
  await phone.getByText("75.0 %: 3 of 4 met").waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  await axe(phone);
  await shot(phone, "insights-sla-proof-phone-dark");
});
