// The journeys beside the main one: a conflict is settled, another team's log is taken in, a lost or damaged log
// comes back, a browser that stores nothing, incidents of ServiceNow come in. Each by mouse, by keyboard alone and by touch on a phone in the dark.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { give, hands, look } from "./hands.mjs";
import { writeLog } from "./log.mjs";
import { newFolder, openProfile, ready, stage } from "./page.mjs";
import { asFile, board, clear, damage, declare, events, exportText, go, mergeFile } from "./people.mjs";

const report = (page, state) => page.locator(`#import-report[data-state=${state}]`);
const button = (page, name) => page.getByRole("button", { name }).locator("visible=true").first();
const radio = (page, name) => page.getByRole("radio", { name });
const total = (page, count) => page.locator(`table[data-total="${count}"]`).waitFor();
const yesterday = Date.now() - 24 * 3600_000;

for (const [way, options, name, hand] of hands) {
  const opened = async (profile, url) => {
    const page = await profile.newPage();
    await page.goto(url);
    await ready(page);
    return page;
  };

  /** A page with one incident, and its server. */
  const working = async (t, more = {}) => {
    const { url, profile } = await stage(t, { ...options, ...more });
    const page = await opened(profile, url);
    await declare(page, "Ours");
    return { url, profile, page };
  };

  /** Opens a file by whatever opens the picker. */
  const choose = (page, opener, path) => give(page, path, () => hand.press(opener));

  const onDisk = (t, file, text) => {
    const path = join(newFolder(t, "file-"), file);
    writeFileSync(path, text);
    return path;
  };

  /** Brings a file in through Share, up to its preview. */
  const bring = async (page, path) => {
    await hand.go(page, "Share");
    await choose(page, page.locator("#import-file"), path);
    await report(page, "preview").waitFor();
  };

  const merge = async (page) => {
    await hand.press(page.locator("#import-confirm"));
    await report(page, "done").waitFor();
    await ready(page);
  };

  const retitled = async (page, title) => {
    await go(page, "#/incident/INC-1");
    const [field, before] = [page.getByLabel("Title", { exact: true }).first(), await events(page)];
    await field.fill(title);
    await field.press("Enter");
    await page.waitForFunction((count) => Number(document.documentElement.dataset.events) > count, before);
  };

  test(`a conflict is seen in the report, left open, and settled in the room ${way}`, async (t) => {
    const { url, page } = await working(t);
    const ben = await opened(await openProfile(t), url);
    await mergeFile(ben, asFile("ana.json", await exportText(page)));
    await retitled(page, "Title by Ana");
    await retitled(ben, "Title by Ben");
    await bring(page, onDisk(t, "ben.json", await exportText(ben)));
    assert.equal(await report(page, "preview").getAttribute("data-conflicts"), "1");
    const choices = page.getByRole("radiogroup", { name: "INC-1, Title" });
    await hand.press(choices.getByRole("radio", { name: /Title by Ben/ }));
    assert.ok(await choices.getByRole("radio", { name: /Title by Ben/ }).isChecked());
    await hand.press(choices.getByRole("radio", { name: /Decide later/ }));
    await look(page, `${name}-conflict-report`);
    await merge(page);
    await hand.go(page, "Incidents");
    await hand.press(page.locator("tr[data-ref=INC-1] a").first());
    await page.locator(".versus").getByText("Title by Ana").first().waitFor();
    await look(page, `${name}-conflict-room`);
    const before = await events(page);
    await hand.press(button(page, /^Keep .*Title by Ben/));
    await page.locator(".versus").waitFor({ state: "detached" });
    assert.ok(await events(page) > before);
    await mergeFile(ben, asFile("ana.json", await exportText(page)));
    assert.equal(await board(ben), await board(page));
  });

  test(`the log of another team is taken in, then a third one opened beside ${way}`, async (t) => {
    const { page } = await working(t);
    const log = (...titles) => writeLog(titles.map((title) => ({ title, reported: yesterday })));
    await bring(page, onDisk(t, "northwind.json", log("Theirs")));
    await hand.press(radio(page, /^Take it into this one/));
    await look(page, `${name}-foreign`);
    await merge(page);
    await look(page, `${name}-taken`);
    await hand.go(page, "Incidents");
    await total(page, 2);

    const third = await opened(await openProfile(t), page.url().split("#")[0]);
    await declare(third, "Of a third team");
    const [ours, theirs] = [await board(page), await board(third)];
    await bring(page, onDisk(t, "third.json", await exportText(third)));
    await hand.press(radio(page, /^Open it beside this one/));
    await merge(page);
    assert.equal(await board(page), theirs);
    await hand.go(page, "Incidents");
    await total(page, 1);
    await page.reload();
    await ready(page);
    assert.equal(await board(page), theirs, "the tab stays where it was");
    assert.notEqual(theirs, ours);
  });

  test(`a log that storage lost comes back from a file ${way}`, async (t) => {
    const { page, profile, url } = await working(t, { except: /favicon|404/ });
    const [digest, path] = [await board(page), onDisk(t, "backup.json", await exportText(page))];
    await page.goto("about:blank");
    await clear(profile, url, "indexeddb");
    await page.goto(url);
    await page.locator("[role=alert][data-error=storage-lost]").waitFor();
    await look(page, `${name}-lost`);
    await choose(page, button(page, "Open a log file"), onDisk(t, "notes.json", "{}"));
    await page.locator("[role=alert][data-error=not-sitrep]").waitFor();
    await look(page, `${name}-lost-refused`);
    await choose(page, button(page, "Open a log file"), path);
    await ready(page);
    assert.equal(await board(page), digest);
  });

  test(`a damaged log is saved as far as it can be read, and comes back from a file ${way}`, async (t) => {
    const { page } = await working(t);
    const [digest, path] = [await board(page), onDisk(t, "backup.json", await exportText(page))];
    await page.evaluate(damage);
    await page.reload();
    await page.locator("[role=alert][data-error=storage-damaged]").waitFor();
    await look(page, `${name}-damaged`);
    const download = page.waitForEvent("download");
    await hand.press(button(page, "Save what can be read"));
    assert.match((await download).suggestedFilename(), /rescued\.json$/);
    await hand.press(button(page, "Try again"));
    await page.locator("[role=alert][data-error=storage-damaged]").waitFor();
    await choose(page, button(page, "Open a log file"), path);
    await ready(page);
    assert.equal(await board(page), digest);
  });

  test(`a program that broke saves what is stored and starts again ${way}`, async (t) => {
    const { page } = await working(t, { except: /panicked|unreachable|RuntimeError/ });
    const [digest, count] = [await board(page), await events(page)];
    await page.evaluate(() => { window.randomness = crypto.getRandomValues; crypto.getRandomValues = () => { throw new Error("no randomness"); }; });
    await hand.press(button(page, "Declare incident"));
    await page.keyboard.type("Two");
    await page.keyboard.press("Control+Enter");
    await page.locator("[role=alert][data-error=panic]").waitFor();
    await page.evaluate(() => { crypto.getRandomValues = window.randomness; });
    await look(page, `${name}-panic`);
    const download = page.waitForEvent("download");
    await hand.press(button(page, "Save my data"));
    assert.equal(JSON.parse(readFileSync(await (await download).path(), "utf8")).events.length, count);
    await hand.press(button(page, "Load again"));
    await ready(page);
    assert.equal(await board(page), digest);
  });

  test(`what a browser refuses to store goes to a file ${way}`, async (t) => {
    const { url, profile } = await stage(t, options);
    await profile.addInitScript(() => {
      IDBFactory.prototype.open = () => { throw new DOMException("storage is off", "SecurityError"); };
    });
    const page = await opened(profile, url);
    await hand.press(button(page, "Declare the first incident"));
    await page.keyboard.type("While storage is off");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-error=storage-denied]").first().waitFor();
    await look(page, `${name}-denied`);
    const download = page.waitForEvent("download");
    await hand.press(button(page, "Save to a file"));
    assert.match(readFileSync(await (await download).path(), "utf8"), /While storage is off/);
  });

  test(`incidents of ServiceNow come in, one is worked to closure and shared ${way}`, async (t) => {
    const { url, profile } = await stage(t, options);
    const page = await opened(profile, url);
    await bring(page, onDisk(t, "incident.csv", snapshot));
    await hand.press(page.locator("summary", { hasText: "Columns: 12 understood, 1 kept as written" }));
    const column = (name) => page.locator(`tr[data-column=${name}]`).innerText();
    assert.match(await column("short_description"), /Title\s+East Clinic offline/);
    assert.match(await column("sys_id"), /Kept as written\s+a1/);
    await look(page, `${name}-servicenow-preview`);
    assert.equal(await report(page, "preview").getAttribute("data-rejected"), "1");
    await merge(page);
    await look(page, `${name}-servicenow-done`);
    await hand.go(page, "Incidents");
    await total(page, 3);
    await hand.press(page.locator("tr[data-ref=INC0010002] a").first());
    const room = (state) => page.locator(`main[data-ref=INC0010002][data-state=${state}]`).waitFor();
    await room("new");
    for (const [act, label, state] of [["acknowledge", "Acknowledge", "triage"], ["start", "Start work", "investigating"], ["resolve", "Resolve", "resolved"], ["close", "Close", "closed"]]) {
      await hand.act(page, act, label);
      const dialog = page.locator("dialog[open]:has([type=submit])");
      await Promise.race([room(state), dialog.waitFor().then(() => page.keyboard.press("Control+Enter"))]);
      await room(state);
    }
    await look(page, `${name}-servicenow-room`);
    await hand.go(page, "Share");
    const download = page.waitForEvent("download");
    await hand.press(page.locator("#export-json"));
    const ben = await opened(await openProfile(t), url);
    await mergeFile(ben, await (await download).path());
    assert.equal(await board(ben), await board(page));
  });
}

/** As a ServiceNow instance exports its table: coded values, times in UTC, one row that is no incident. */
const snapshot = [
  "number,state,impact,urgency,priority,short_description,opened_at,resolved_at,closed_at,sys_updated_on,category,assigned_to,sys_id",
  "INC0010001,7,1,1,1,East Clinic offline,2026-11-01 08:00:00,2026-11-01 09:30:00,2026-11-02 09:30:00,2026-11-02 09:30:00,network,Ana Ruiz,a1",
  "INC0010002,1,2,2,3,Label printers print blanks,2026-11-03 10:00:00,,,2026-11-03 10:00:00,hardware,,a2",
  "INC0010003,3,3,2,4,Guest Wi-Fi drops,2026-11-04 11:00:00,,,2026-11-04 12:00:00,network,Ben Okafor,a3",
  "INC0010004,1,2,2,3,No date,never,,,2026-11-04 12:00:00,network,,a4",
  "",
].join("\n");
