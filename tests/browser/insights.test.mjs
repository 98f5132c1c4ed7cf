// Insights: figures of real history, their proof, their variants; by mouse, keyboard, phone, in the dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { axe, fixture, openProfile, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, declare, go, mergeFile } from "./people.mjs";

const HOUR = 3_600;

/** The numbers of a figure, as scripts outside read them. */
async function figure(page, name) {
  const data = await page.locator(`[data-kpi=${name}]`).evaluate((card) => ({ ...card.dataset }));
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Number.isNaN(Number(value)) ? value : Number(value)]));
}

/** Whether a number of seconds is so many hours, to the four digits that the truth is given with. */
function isHours(seconds, hours) {
  assert.ok(Math.abs(seconds / HOUR - hours) < 0.000_051, `${seconds / HOUR} h instead of ${hours} h`);
}

test("the figures of a real ServiceNow audit log are those that others computed from it", async (t) => {
  const csv = fixture(t, "servicenow/incident_event_log_1k.csv");
  if (!csv) return;
  const truth = JSON.parse(readFileSync(csv.replace(".csv", ".oracle.json"), "utf8"));
  const waiting = JSON.parse(readFileSync(csv.replace(".csv", ".oracle_sla.json"), "utf8"));
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const report = await mergeFile(page, csv);
  assert.deepEqual([report.format, report.records, report.rejected], ["servicenow-audit-log", String(truth.incidents), "0"]);

  await go(page, "#/insights");
  await page.locator("select#period").selectOption("all");
  const resolve = await figure(page, "resolve"), oracle = truth["opened->resolved_at (last event, calendar h)"];
  assert.deepEqual([resolve.n, resolve.missing], [oracle.n, truth.resolved_at_missing_incidents]);
  isHours(resolve.mean, oracle.mean_h);
  isHours(resolve.median, oracle.median_h);
  isHours(resolve.p90, oracle.p90_nearest_rank_h);
  const mtta = await figure(page, "mtta"), seen = truth["MTTA proxy: opened_at -> first event with state != New"];
  assert.deepEqual([mtta.n, mtta.invalid], [seen.n, truth.ack_negative]);
  isHours(mtta.mean, seen.mean_h);
  isHours(mtta.median, seen.median_h);
  isHours(mtta.p90, seen.p90_nearest_rank_h);
  assert.equal((await figure(page, "volume")).value, truth.incidents);
  const { numerator, denominator } = await figure(page, "reopen");
  assert.deepEqual([numerator, denominator], [truth["reopened_incidents (last reopen_count>0)"], truth.incidents]);
  const again = await figure(page, "recurrence");
  const recurred = waiting["recurrence: incident opened <=30 days after an earlier one with same caller_id and subcategory"];
  assert.deepEqual([again.numerator, again.denominator], [recurred.count, recurred.of]);
  const held = waiting["time in Awaiting* states (min, event to next event)"];
  const hold = await figure(page, "hold");
  assert.deepEqual([hold.numerator, hold.seconds], [held.incidents_with_pause, held.total * 60]);

  assert.equal((await figure(page, "fcr")).numerator, truth.incidents - truth.reassigned_incidents);
  await page.locator('select[data-variant-of="fcr"]').selectOption("strict");
  const strict = await figure(page, "fcr");
  assert.equal(strict.variant, "strict");
  assert.equal(strict.numerator, truth["fcr proxy: reassignment_count==0 and reopen_count==0"]);

  await go(page, "#/insights?period=all&by=priority");
  const rows = await page.locator("[data-group]").evaluateAll((rows) => rows.map((row) => [row.querySelectorAll("td")[0].textContent, row.querySelectorAll("td")[3].dataset.mean]));
  const byPriority = Object.entries(truth.priority_last_event).sort().map(([, count]) => String(count));
  assert.deepEqual(rows.map(([count]) => count), byPriority);
  Object.values(truth.MTTR_by_priority_h).forEach((each, place) => isHours(Number(rows[place][1]), each.mean_h));

  for (const [day, said] of [["2016-03-31", "31/3/2016"], ["2016-04-30", "30/4/2016"], ["2016-05-31", "31/5/2016"]]) {
    await go(page, `#/insights?period=2016-01-01..${day}`);
    assert.equal((await figure(page, "backlog")).value, waiting[`backlog (opened<=t<closed) ${said} 23:59`]);
  }

  await go(page, "#/insights?period=all&proof=resolve");
  const entered = page.getByRole("tab", { name: /Entered/ }), left = page.getByRole("tab", { name: /Left out/ });
  assert.match(await entered.textContent(), /865/);
  await left.click();
  assert.equal(await page.locator("[data-why=missing]").first().locator("td").last().textContent(), "ended without a time of resolution");
  await axe(page);
});

test("figures answer to what is done, by keyboard, on a phone and in the dark", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "WAN down");
  await page.locator("[data-ref]").first().focus();
  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await page.locator("[data-kpi=mtta]").waitFor();
  assert.deepEqual(await figure(page, "mtta"), { kpi: "mtta", n: 0, open: 1, missing: 0, invalid: 0 });
  assert.equal((await figure(page, "backlog")).value, 1);
  await page.getByText("Small numbers: 1 record in this period.").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "How MTTA is computed" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: /Left out/ }).click();
  await page.getByText("not acknowledged yet").waitFor();
  assert.match(page.url(), /proof=mtta/);
  await page.getByRole("button", { name: "All figures" }).click();
  await page.locator("[data-kpi=mtta]").waitFor();

  const dark = await openProfile(t, { viewport: sizes.phone, colorScheme: "dark" });
  const phone = await dark.newPage();
  await phone.goto(`${url}#/insights?period=all`);
  await ready(phone);
  await phone.locator("[data-kpi=mtta]").waitFor();
  await phone.getByRole("link", { name: "bring your history in" }).waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  await axe(phone);
  await shot(phone, "insights-phone-dark");
});

test("a chart has a table twin, and its marks lead to the list", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const rows = Array.from({ length: 30 }, (_, place) => `INC${place},7,2026-10-${String(place % 28 + 1).padStart(2, "0")} 08:00:00,2026-10-${String(place % 28 + 1).padStart(2, "0")} 1${place % 9}:00:00,2 - High`);
  await mergeFile(page, asFile("incidents.csv", `number,state,opened_at,resolved_at,priority\n${rows.join("\n")}\n`, "text/csv"));
  await go(page, "#/insights?period=2026-10&by=priority");
  const chart = page.locator("[data-chart=bars]");
  await chart.getByRole("button", { name: "Volume by priority as a table" }).click();
  await chart.getByRole("table").waitFor();
  await axe(page);
  await shot(page, "insights");
  await chart.getByRole("button", { name: "Volume by priority as a chart" }).click();
  await page.getByRole("link", { name: "P2" }).click();
  await page.locator('table[data-shown="30"]').waitFor();
  assert.match(page.url(), /#\/incidents\?.*priority=p2/);

  // An hour of the week leads to as many records as it counts.
  await page.goBack();
  const week = page.locator("[data-chart=heatmap]");
  await week.getByRole("button", { name: "When they are reported as a table" }).click();
  const hour = week.getByRole("table").locator("button").first();
  const count = await hour.innerText();
  await hour.click();
  await page.locator(`table[data-shown="${count}"]`).waitFor();
  assert.match(page.url(), /hour=[a-z]{3}-\d\d/);
  assert.match(await page.locator("[data-part=hour]").innerText(), /Reported on \w+days from 0\d:00 to/);
});
