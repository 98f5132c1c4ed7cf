// Real records of a ServiceNow instance through Share.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { axe, fixture, openProfile, ready, shot, stage } from "./page.mjs";
import { asFile, board, exportText, go, mergeFile, pickFile } from "./people.mjs";

test("67 records of a ServiceNow snapshot come in, and one of them is worked to closure and shared", async (t) => {
  const file = fixture(t, "servicenow/incidents_rest.csv");
  if (!file) return;
  const oracle = JSON.parse(readFileSync(file.replace(".csv", ".oracle.json"), "utf8"));
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  const report = await mergeFile(page, file);
  assert.equal(report.format, "servicenow-snapshot");
  assert.equal(report.records, String(oracle.rows));
  assert.equal(report.rejected, "0");

  await go(page, "#/incidents");
  await page.locator(`table[data-total="${oracle.rows}"][data-shown="${oracle.rows}"]`).waitFor();
  const seen = new Map();
  for (let step = 0; step < 40; step++) {
    for (const [ref, state] of await page.locator("tr[data-ref]").evaluateAll((rows) => rows.filter((row) => row.dataset.ref).map((row) => [row.dataset.ref, row.dataset.state]))) seen.set(ref, state);
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(60);
  }
  assert.equal(seen.size, oracle.rows);
  const count = (state) => [...seen.values()].filter((one) => one === state).length;
  assert.deepEqual(
    { 1: count("new"), 2: count("investigating"), 3: count("hold"), 7: count("closed") },
    Object.fromEntries(Object.entries(oracle.incident_state)),
  );
  await shot(page, "servicenow-list");

  await go(page, "#/matrix");
  for (const [cell, records] of Object.entries(oracle["impact x urgency -> priority"])) {
    const [impact, urgency, priority] = cell.match(/\d/g);
    const found = page.locator(`[data-impact="${impact}"][data-urgency="${urgency}"]`).first();
    await found.waitFor({ state: "attached" });
    assert.equal(await found.getAttribute("data-priority"), `p${priority}`, cell);
    assert.equal(await found.getAttribute("data-count"), String(records), cell);
  }
  await axe(page);
  await shot(page, "servicenow-matrix");

  // The means. Eight records that its source closed are open again: they enter with their first closure where that is asked for.
  const proved = async (address, truth) => {
    await go(page, address);
    const figure = page.locator(`.proof__figure[data-n="${truth.n}"]`);
    await figure.waitFor();
    const mean = Number(await figure.getAttribute("data-mean"));
    assert.ok(Math.abs(mean - truth.mean) < 0.051, `${mean} s instead of ${truth.mean} s`);
  };
  await proved("#/insights?period=all&proof=resolve", oracle["opened->resolved s"]);
  await page.getByLabel("What is measured").selectOption({ label: "Time to close" });
  await page.locator(`.proof__figure[data-n="${oracle.active.false}"]`).waitFor();
  await page.getByLabel("Which resolution counts").selectOption("first");
  await proved(`#/${page.url().split("#/")[1]}`, oracle["opened->closed s"]);
  await axe(page);

  const open = [...seen].find(([, state]) => state === "new")[0];
  await go(page, `#/incident/${open}`);
  for (const [action, state] of [["acknowledge", "triage"], ["start", "investigating"], ["resolve", "resolved"], ["close", "closed"]]) {
    await page.locator(`[data-action="${action}"]`).first().evaluate((button) => button.click());
    const dialog = page.locator("dialog[open]");
    const there = page.locator(`[data-ref="${open}"][data-state="${state}"]`).first();
    await Promise.race([there.waitFor(), dialog.waitFor().then(() => dialog.locator("button[type=submit]").click())]);
    await there.waitFor();
  }
  await axe(page);
  await shot(page, "servicenow-room");
  const text = await exportText(page);
  const again = await pickFile(page, file);
  assert.equal(await again.getAttribute("data-new"), "0");

  const profileOfBen = await openProfile(t);
  const ben = await profileOfBen.newPage();
  await ben.goto(url);
  await ready(ben);
  await mergeFile(ben, asFile("ana.json", text));
  assert.equal(await board(ben), await board(page));
  await go(ben, `#/incident/${open}`);
  await ben.locator(`[data-ref="${open}"][data-state="closed"]`).first().waitFor();
});
