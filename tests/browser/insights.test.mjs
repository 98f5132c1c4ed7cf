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
  const rows = await page.locator("[data-group]").evaluateAll((rows) => rows.map((row) => {
    const part = (name) => Number(row.querySelector(`[data-${name}]`).dataset[name]);
    return { volume: row.querySelector("td").textContent, backlog: part("backlog"), ...Object.fromEntries(["n", "mean", "median", "p90"].map((name) => [name, part(name)])) };
  }));
  const byPriority = Object.entries(truth.priority_last_event).sort().map(([, count]) => String(count));
  assert.deepEqual(rows.map(({ volume }) => volume), byPriority);
  assert.deepEqual(rows.map(({ backlog }) => backlog), [0, 0, 0, 0]);
  Object.values(truth.MTTR_by_priority_h).forEach((each, place) => {
    assert.equal(rows[place].n, each.n);
    isHours(rows[place].mean, each.mean_h);
    isHours(rows[place].median, each.median_h);
    isHours(rows[place].p90, each.p90_nearest_rank_h);
  });

  // How long it stayed in each state, in all, and how long until it was closed. A stay here is what lies between two
  // changes of the state; the oracle counts rows.
  for (const [slug, state] of [["new", "New"], ["investigating", "Active"], ["hold-caller", "Awaiting User Info"], ["hold-vendor", "Awaiting Vendor"], ["resolved", "Resolved"], ["closed", "Closed"], ["unknown", "-100"]]) {
    const [count, minutes] = waiting["state dwell minutes mean"][state];
    await go(page, `#/insights?period=all&proof=in-${slug}`);
    await page.locator(".proof__figure", { hasText: `${Math.floor(count * minutes / 1440)} d in all` }).waitFor();
  }
  const closing = truth["opened->closed_at (calendar h)"];
  await go(page, "#/insights?period=all&proof=resolve");
  await page.getByLabel("What is measured").selectOption({ label: "Time to close" });
  await page.locator(`.proof__figure[data-n="${closing.n}"]`).waitFor();
  isHours(Number(await page.locator(".proof__figure").getAttribute("data-mean")), closing.mean_h);

  // Grouped by what is said in words; each group leads to just its records.
  for (const by of ["state", "origin", "reporter", "impact", "urgency"]) {
    await go(page, `#/insights?period=all&by=${by}`);
    const first = page.locator("[data-group]").first();
    await first.waitFor();
    const count = await first.locator("td").first().innerText();
    await first.getByRole("link").click();
    await page.locator(`table[data-shown="${count.replace(/\D/g, "")}"]`).waitFor();
  }

  // Stays by group add up to the stays of all.
  const stays = async (by) => {
    await go(page, `#/insights?period=all&by=${by}`);
    await page.locator("[data-stays]").first().waitFor();
    return page.locator("[data-stays] td[data-n]").evaluateAll((cells) => {
      const counts = {};
      for (const { dataset } of cells) counts[dataset.place] = (counts[dataset.place] ?? 0) + Number(dataset.n);
      return counts;
    });
  };
  const all = await stays("kind");
  assert.ok(all.new > 0 && all["hold-caller"] > 0);
  assert.deepEqual(await stays("priority"), all);

  // The small line of a card opens as a table of the same values.
  const volume = page.locator("[data-kpi=volume]");
  await volume.locator(".kpi__course").click();
  await volume.locator(".popover td").first().waitFor();
  const counted = await volume.locator(".popover td").allInnerTexts();
  assert.equal(counted.reduce((sum, count) => sum + (Number(count) || 0), 0), truth.incidents);
  await axe(page);
  await shot(page, "insights-course");
  for (const [kind, ending] of [["SVG", "svg"], ["PNG", "png"], ["CSV", "csv"]]) {
    await volume.getByRole("button", { name: "Save Volume" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: `Save as ${kind}` }).click();
    assert.equal((await download).suggestedFilename(), `volume-course.${ending}`);
  }
  await page.keyboard.press("Escape");

  for (const [day, said] of [["2016-03-31", "31/3/2016"], ["2016-04-30", "30/4/2016"], ["2016-05-31", "31/5/2016"]]) {
    await go(page, `#/insights?period=2016-01-01..${day}`);
    assert.equal((await figure(page, "backlog")).value, waiting[`backlog (opened<=t<closed) ${said} 23:59`]);
  }

  // A bin of the distribution leads to the records that it counts, and to no others.
  await go(page, "#/insights?period=all");
  const spread = page.locator("[data-chart=distribution]").first();
  await spread.getByRole("button", { name: / as a table$/ }).click();
  const counts = await spread.getByRole("table").locator("button").allInnerTexts();
  assert.equal(counts.reduce((sum, count) => sum + Number(count), 0), oracle.n);
  await spread.getByRole("table").locator("button").nth(1).click();
  await page.getByText(`: ${counts[1]} of ${oracle.n} records.`).waitFor();
  assert.match(page.url(), /proof=resolve&between=\d+\.\.\d+/);
  const [from, to] = page.url().match(/between=(\d+)\.\.(\d+)/).slice(1).map(Number);
  assert.equal(await page.locator(".proof__table").getAttribute("aria-rowcount"), String(Number(counts[1]) + 1));
  const values = await page.locator(".proof__table [data-value]").evaluateAll((rows) => rows.map((row) => row.dataset.value / 1000));
  assert.ok(values.length && values.every((value) => from <= value && value < to), String(values));
  await axe(page);
  await shot(page, "insights-bin");
  await page.getByRole("button", { name: "Show all that entered" }).click();
  await page.getByRole("tab", { name: /Entered/, exact: false }).getByText(String(oracle.n)).waitFor();

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
  rows.push("INC99,8,2026-10-05 08:00:00,,2 - High"); // cancelled: no figure counts it, and no list that a figure leads to
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
  assert.equal(await page.locator("[data-part=state]").innerText(), "Is not cancelled");

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

test("every chart is walked by keys, tells what it shows, is saved as a picture and as a table, and prints", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const rows = Array.from({ length: 40 }, (_, place) => {
    const day = `2026-10-${String(place % 28 + 1).padStart(2, "0")}`;
    return `INC${place},7,${day} 08:00:00,${day} 1${place % 9}:0${place % 7}:00,${place % 3 + 1} - X`;
  });
  await mergeFile(page, asFile("incidents.csv", `number,state,opened_at,resolved_at,priority\n${rows.join("\n")}\n`, "text/csv"));
  await go(page, "#/insights?period=2026-10&by=priority");
  const charts = page.locator("[data-chart]");
  await charts.first().locator(".plot__mark").first().waitFor();
  const kinds = await charts.evaluateAll((all) => all.map((chart) => chart.dataset.chart));
  assert.ok(kinds.length >= 6, String(kinds));
  const saved = async (chart, name) => {
    await chart.getByRole("button", { name: /^Save / }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name }).click();
    const file = await download;
    return [file.suggestedFilename(), readFileSync(await file.path())];
  };
  for (const [place, kind] of kinds.entries()) {
    const chart = charts.nth(place);
    const marks = chart.locator(".plot__mark");
    if (!await marks.count()) continue; // nothing is promised here
    await marks.first().focus();
    const said = await chart.locator(".plot__mark:focus").getAttribute("aria-label");
    assert.match(said, /\d/, kind);
    await chart.locator(".plot-tip").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("End");
    assert.match(await chart.locator(".plot__mark:focus").getAttribute("aria-label"), /\d/, kind);
    const [svgName, svg] = await saved(chart, "Save as SVG");
    assert.match(svgName, /^[\w-]+\.svg$/);
    assert.match(svg.toString("utf8"), /^<(\?xml|svg)[\s\S]*<\/svg>\s*$/);
    const [pngName, png] = await saved(chart, "Save as PNG");
    assert.match(pngName, /\.png$/);
    assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
    const [csvName, csv] = await saved(chart, "Save as CSV");
    assert.match(csvName, /\.csv$/);
    const lines = csv.toString("utf8").trim().split("\r\n");
    await chart.getByRole("button", { name: / as a table$/ }).click();
    assert.equal(await chart.locator("tbody tr").count(), lines.length - 1, kind);
    await chart.getByRole("button", { name: / as a chart$/ }).click();
    await marks.first().waitFor();
  }

  // Whose spread is drawn stands in the address, and a bin leads to its records.
  await page.getByLabel("Whose spread is drawn").selectOption({ label: "Time to close" });
  await page.waitForFunction(() => location.hash.includes("spread=close"));
  await page.getByLabel("Whose spread is drawn").selectOption({ label: "Time to resolve" });
  const bins = page.locator("[data-chart=distribution] .plot__mark");
  await bins.first().waitFor();
  await bins.last().click();
  await page.waitForFunction(() => /proof=resolve&between=/.test(location.hash));
  await page.goBack();
  await bins.first().waitFor();

  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".chart__menu:visible, .chart__switch:visible").count(), 0);
  await charts.first().locator("svg.plot").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide on paper`);
  await page.emulateMedia({ media: "screen" });
  await axe(page);
  await shot(page, "insights-charts");
});

test("bars of none and days of the backlog lead to what was pressed, and the future is a gap", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.clock.install({ time: Date.parse("2026-10-20T12:00:00Z") });
  await page.goto(`${url}#/share`);
  await ready(page);
  const rows = Array.from({ length: 12 }, (_, place) => `INC${place},${place < 4 ? 7 : 2},2026-10-${String(place + 1).padStart(2, "0")} 08:00:00,${place < 4 ? `2026-10-${String(place + 3).padStart(2, "0")} 09:00:00` : ""}`);
  await mergeFile(page, asFile("incidents.csv", `number,state,opened_at,closed_at\n${rows.join("\n")}\n`, "text/csv"));
  await go(page, "#/insights?period=2026-10&by=severity");
  const twin = async (kind) => {
    const chart = page.locator(`[data-chart=${kind}]`).first();
    await chart.getByRole("button", { name: / as a table$/ }).click();
    return chart.getByRole("table");
  };
  const bars = await twin("bars");
  assert.deepEqual(await bars.getByRole("row", { name: /2026-10-25/ }).getByRole("cell").allInnerTexts().then((cells) => cells.filter((cell) => /\d/.test(cell))), []);
  await bars.getByRole("button").first().click();
  await page.locator('table[data-shown="1"]').waitFor();
  assert.match(page.url(), /severity=none/);
  assert.match(await page.locator("[data-part=severity]").innerText(), /not set/);

  await go(page, "#/insights?period=2026-10");
  const days = await twin("steps");
  const count = await days.getByRole("row", { name: /(^|\s)3 Oct/ }).getByRole("button").innerText();
  await days.getByRole("row", { name: /(^|\s)3 Oct/ }).getByRole("button").click();
  await page.waitForURL(/period=2026-10-01\.\.2026-10-03.*proof=backlog/);
  await page.getByRole("tab", { name: new RegExp(`Entered\\s*${count}$`) }).waitFor();
});
