// People who share files: what they hold in the end is equal, whatever the order.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { id, writeLog } from "./log.mjs";
import { axe, openProfile, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, board, declare, events, exportLog, exportText, go, mergeFile, pickFile } from "./people.mjs";

async function person(t, url, options) {
  const profile = await openProfile(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  return page;
}

async function room(page, reference) {
  await go(page, `#/incident/${reference}`);
  await page.locator(`[data-ref="${reference}"]`).first().waitFor();
}

async function note(page, reference, text) {
  await room(page, reference);
  const before = await events(page);
  await page.locator(".composer textarea").fill(text);
  await page.locator(".composer textarea").press("Control+Enter");
  await page.waitForFunction((count) => Number(document.documentElement.dataset.events) > count, before);
}

/** Gives a title, and waits until it is on disk. */
async function retitle(page, reference, title) {
  await room(page, reference);
  const before = await events(page);
  await page.getByLabel("Title", { exact: true }).first().fill(title);
  await page.getByLabel("Title", { exact: true }).first().press("Enter");
  await page.waitForFunction((count) => Number(document.documentElement.dataset.events) > count, before);
}

const report = (page, state) => page.locator(`#import-report[data-state="${state}"]`);

/** The report's heading has the focus: what was pressed is gone. */
const headed = (page, text) => page.waitForFunction((expected) => {
  const heading = document.activeElement;
  return heading.closest("#import-report") && /^H[23]$/.test(heading.tagName) && heading.textContent.includes(expected);
}, text);

test("two people edit the same incident and exchange files in either order: equal, and the disputed field shows both", async (t) => {
  const { url, profile } = await stage(t);
  const ana = await profile.newPage();
  await ana.goto(url);
  await ready(ana);
  await declare(ana, "Shared incident");
  const ben = await person(t, url);
  await mergeFile(ben, asFile("ana.json", await exportText(ana)));
  for (const [page, title] of [[ana, "Title by Ana"], [ben, "Title by Ben"]]) await retitle(page, "INC-1", title);
  const [fromAna, fromBen] = [await exportText(ana), await exportText(ben)];
  assert.equal((await mergeFile(ana, asFile("ben.json", fromBen))).conflicts, "1");
  assert.equal((await mergeFile(ben, asFile("ana.json", fromAna))).conflicts, "1");
  assert.equal(await board(ana), await board(ben));
  for (const page of [ana, ben]) {
    await room(page, "INC-1");
    for (const title of ["Title by Ana", "Title by Ben"]) await page.locator(".versus").getByText(title).first().waitFor();
  }
  await shot(ana, "conflict");
  await axe(ana);
  const before = await events(ana);
  await ana.getByRole("button", { name: /^Keep .*Title by Ana/ }).first().click();
  await ana.waitForFunction((count) => Number(document.documentElement.dataset.events) > count, before);
  await mergeFile(ben, asFile("ana.json", await exportText(ana)));
  assert.equal(await board(ana), await board(ben));
  await room(ben, "INC-1");
  assert.equal(await ben.locator(".versus").count(), 0);
  await ben.getByText("Title by Ana").first().waitFor();
});

test("a file of a workspace that is on this device already gets a second report, against that one", async (t) => {
  const { url, profile } = await stage(t);
  const ben = await person(t, url);
  await declare(ben, "Of the clinic");
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "Of our own");
  const ours = await board(page);
  await mergeFile(page, asFile("first.json", await exportText(ben)));
  assert.equal(await board(page), await board(ben), "the first time it comes into an empty workspace at once");
  await retitle(page, "INC-1", "Title here");
  await retitle(ben, "INC-1", "Title by Ben");
  const theirs = await board(page);
  await go(page, "#/settings");
  const places = page.getByLabel("Open workspace");
  const home = await places.evaluate((select) => [...select.options].find((option) => !option.selected).value);
  await places.selectOption(home);
  await page.locator(`html[data-ready="true"][data-board="${ours}"]`).waitFor({ state: "attached" });

  const first = await pickFile(page, asFile("second.json", await exportText(ben)));
  assert.equal(await first.getAttribute("data-conflicts"), "0");
  await headed(page, "second.json");
  await page.locator("#import-confirm").click();
  await page.locator('#import-report[data-state="preview"][data-conflicts="1"][data-new="1"]').waitFor();
  await page.getByText("is on this device already and is open now").waitFor();
  await headed(page, "second.json");
  assert.equal(await board(page), theirs, "nothing is merged before the second report is confirmed");
  const choices = page.getByRole("radiogroup", { name: "INC-1, Title" });
  const later = choices.getByRole("radio", { name: /Decide later/ });
  assert.equal(await later.isChecked(), true);
  await choices.getByRole("radio", { name: /Title by Ben/ }).check();
  await later.check();
  await choices.getByRole("radio", { name: /Title here/ }).check();
  await axe(page);
  await shot(page, "second-report");
  await page.locator("#import-confirm").click();
  await report(page, "done").waitFor();
  await room(page, "INC-1");
  await page.getByText("Title here").first().waitFor();
  assert.equal(await page.locator(".versus").count(), 0);
});

test("another workspace is taken in with its file, or not at all", async (t) => {
  const { url, profile } = await stage(t);
  const ben = await person(t, url);
  await declare(ben, "Of the clinic");
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "Of our own");
  const before = await board(page);
  const file = asFile("clinic.json", await exportText(ben));
  await page.evaluate(() => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (window.full && mode === "readwrite") throw new DOMException("no room", "QuotaExceededError");
      return transaction.call(this, stores, mode, options);
    };
    window.full = true;
  });
  await pickFile(page, file);
  await page.getByRole("radio", { name: /Take it into this one/ }).check();
  await page.locator("#import-confirm").click();
  await report(page, "failed").waitFor();
  const sentence = await report(page, "failed").innerText();
  assert.match(sentence, /Nothing of clinic\.json was merged\. The file itself is unchanged\./);
  assert.doesNotMatch(sentence, /What you typed/);
  assert.equal(await board(page), before);
  await page.evaluate(() => { window.full = false; });
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  await pickFile(page, file);
  await page.getByRole("radio", { name: /Take it into this one/ }).check();
  await page.locator("#import-confirm").click();
  await report(page, "done").waitFor();
  await go(page, "#/incidents");
  await page.locator('table[data-total="2"]').waitFor();
});

test("several files have their reports one after the other, and what became of each stays in sight", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "Here");
  const text = await exportText(page);
  await page.locator("#import-file").setInputFiles([
    asFile("empty.json", ""), asFile("known.json", text), asFile("words.txt", "hello there"), asFile("again.json", text),
  ]);
  await report(page, "preview").waitFor();
  await headed(page, "known.json");
  await page.getByText("2 more files wait.").waitFor();
  await page.locator("#import-file").setInputFiles(asFile("late.json", text));
  await page.getByText("3 more files wait.").waitFor();
  const results = page.getByRole("region", { name: "Results" }).getByRole("listitem");
  const listed = () => results.evaluateAll((rows) => rows.map((row) => [row.querySelector("h3").textContent, row.dataset.state]));
  assert.deepEqual(await listed(), [["empty.json", "failed"]]);
  await axe(page);
  await shot(page, "files-waiting");
  await page.locator("#import-confirm").click();
  await headed(page, "again.json");
  await page.getByText("1 more file waits.").waitFor();
  assert.deepEqual(await listed(), [["empty.json", "failed"], ["known.json", "done"], ["words.txt", "failed"]]);
  await page.getByRole("button", { name: "Cancel" }).click();
  await headed(page, "late.json");
  await page.locator("#import-confirm").click();
  await report(page, "done").waitFor();
  await headed(page, "late.json");
  assert.equal((await listed()).length, 4);
  await axe(page);
  await shot(page, "files-done");
  await page.getByRole("button", { name: "Dismiss" }).first().click();
  assert.equal(await page.locator("#import-report").count(), 0);
  await page.waitForFunction(() => document.activeElement.id === "import-file");
});

test("a file that is dropped on any view is taken to Share; a card that is dragged is not", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "Here");
  const text = await exportText(page);
  await go(page, "#/matrix");
  const drop = (kind) => page.evaluate(([what, content]) => {
    const data = new DataTransfer();
    if (what === "file") data.items.add(new File([content], "dropped.json"));
    else data.setData("text/plain", content);
    const at = document.querySelector("#main");
    const fire = (name) => !at.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer: data }));
    return [fire("dragover"), fire("drop")];
  }, [kind, text]);
  assert.deepEqual(await drop("words"), [false, false]);
  assert.deepEqual(await drop("file"), [true, true]);
  await report(page, "preview").waitFor();
  await headed(page, "dropped.json");
  assert.equal(new URL(page.url()).hash, "#/share");
});

test("three people, random edits and files for 200 rounds: equal at the end", { timeout: 600_000 }, async (t) => {
  const { url, profile } = await stage(t);
  const first = await profile.newPage();
  await first.goto(url);
  await ready(first);
  await declare(first, "Round 0");
  const people = [first, await person(t, url), await person(t, url)];
  const start = await exportText(first);
  for (const page of people.slice(1)) await mergeFile(page, asFile("start.json", start));
  let seed = 7;
  const random = (below) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 1; round <= 200; round++) {
    const page = people[random(3)];
    switch (random(4)) {
      case 0: await declare(page, `Round ${round}`); break;
      case 1: await note(page, "INC-1", `Note of round ${round}`); break;
      case 2: {
        await room(page, "INC-1");
        await page.getByLabel("Title", { exact: true }).first().fill(`Title of round ${round}`);
        await page.getByLabel("Title", { exact: true }).first().press("Enter");
        break;
      }
      default: {
        const from = people[random(3)];
        if (from !== page) await mergeFile(page, asFile("part.json", partOf(await exportText(from), random)));
      }
    }
  }
  const files = [];
  for (const page of people) files.push(await exportText(page));
  for (const page of people) for (const file of files) await mergeFile(page, asFile("all.json", file));
  assert.equal(new Set(await Promise.all(people.map(board))).size, 1);
});

/** Now and then a file arrives without its last events. */
function partOf(text, random) {
  const lines = text.split("\n");
  if (random(2)) return text;
  const kept = lines.slice(2, -2).slice(0, 1 + random(lines.length));
  kept.push(kept.pop().replace(/,$/, ""));
  return [...lines.slice(0, 2), ...kept, "]}", ""].join("\n");
}

/** Confirms the preview of a file, known by its name. */
async function confirm(page, name) {
  await page.locator("#import-report[data-state=preview]", { hasText: name }).waitFor();
  await page.locator("#import-confirm").click();
}

/** A person with one incident of their own. */
async function working(t, title) {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, title);
  return { url, page };
}

const total = (page, count) => page.locator(`table[data-total="${count}"]`).waitFor();
const merged = (page) => page.locator("#import-report[data-state=done]").waitFor();
const yesterday = Date.now() - 24 * 3600_000;
const northwind = (...titles) => writeLog(titles.map((title) => ({ title, reported: yesterday })));

test("what is in no file yet is counted in sight, and one press saves it", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, "WAN down");
  const line = page.locator(".side").getByRole("button", { name: /events? not in any file yet$/ });
  const count = Number((await line.innerText()).match(/^\d+/)[0]);
  assert.equal(count, await events(page));
  for (const route of ["#/incidents", "#/insights", "#/settings"]) {
    await go(page, route);
    assert.ok(await line.isVisible(), route);
  }
  const download = page.waitForEvent("download");
  await line.click();
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  assert.equal(file.events.length, count);
  await page.locator(".side").getByText("All of it is in a file.").waitFor();
  await declare(page, "Wi-Fi down");
  await line.waitFor();
});

test("a file that erases words asks first, and may be refused", async (t) => {
  const { url } = await stage(t);
  const ana = await person(t, url), ben = await person(t, url);
  await declare(ana, "WAN down");
  await note(ana, "INC-1", "The password is swordfish");
  const before = await exportText(ana);
  await go(ben, "#/share");
  await mergeFile(ben, asFile("ana.json", before));
  await room(ana, "INC-1");
  const entry = ana.locator("[data-entry][data-kind=note]");
  await entry.getByRole("button", { name: /^More/ }).click();
  await ana.getByRole("menuitem", { name: /^Erase the words/ }).click();
  await ana.getByRole("dialog").getByRole("button", { name: "Erase for good" }).click();
  await entry.locator(".tag", { hasText: "withheld" }).waitFor();
  const after = await exportText(ana);

  await go(ben, "#/share");
  await pickFile(ben, asFile("ana.json", after));
  const question = ben.getByRole("checkbox", { name: /^Remove the words of 1 entries here too/ });
  assert.ok(await question.isChecked());
  await question.uncheck();
  await ben.locator("#import-confirm").click();
  await report(ben, "done").waitFor();
  assert.match(await exportText(ben), /swordfish/);
  await pickFile(ben, asFile("ana.json", after));
  await ben.getByRole("checkbox", { name: /^Remove the words/ }).waitFor();
  await ben.locator("#import-confirm").click();
  await report(ben, "done").waitFor();
  assert.doesNotMatch(await exportText(ben), /swordfish/);
});

test("a log is dropped on the page, and the same log again brings nothing", async (t) => {
  const { url, page } = await working(t, "Dropped");
  const text = await exportText(page);
  const ben = await person(t, `${url}#/share`);
  const data = await ben.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.json", { type: "application/json" }));
    return data;
  }, text);
  for (const kind of ["dragenter", "dragover", "drop"]) await ben.locator("main").dispatchEvent(kind, { dataTransfer: data });
  await confirm(ben, "dropped.json");
  await merged(ben);
  assert.equal(await board(ben), await board(page));
  const count = await events(ben);
  const again = await pickFile(ben, asFile("again.json", text));
  assert.equal(await again.getAttribute("data-new"), "0");
  assert.equal(await again.getAttribute("data-known"), String(count));
});

test("a log is pasted", async (t) => {
  const { url, page } = await working(t, "Pasted");
  const text = await exportText(page);
  const ben = await person(t, `${url}#/share`);
  await ben.getByText(/^Paste a log/).click();
  const field = ben.getByRole("textbox", { name: "Text of a log file" });
  await field.fill("not a log");
  await ben.getByRole("button", { name: /pasted text/ }).click();
  await ben.locator("#import-report[data-state=failed] [role=alert][data-error]").waitFor();
  if (!await field.isVisible()) await ben.getByText(/^Paste a log/).click();
  await field.fill(text);
  await ben.getByRole("button", { name: /pasted text/ }).click();
  await ben.locator("#import-report[data-state=preview]").waitFor();
  await ben.locator("#import-confirm").click();
  await merged(ben);
  assert.equal(await board(ben), await board(page));
});

test("two files are picked at once, and both are merged, one after the other", async (t) => {
  const { url, page: ana } = await working(t, "Known to both");
  const ben = await person(t, url);
  await mergeFile(ben, asFile("start.json", await exportText(ana)));
  await declare(ana, "By Ana");
  await declare(ben, "By Ben");
  const files = [asFile("ana.json", await exportText(ana)), asFile("ben.json", await exportText(ben))];
  const chidi = await person(t, `${url}#/share`);
  await chidi.locator("#import-file").setInputFiles(files);
  await confirm(chidi, "ana.json");
  await confirm(chidi, "ben.json");
  await merged(chidi);
  await go(chidi, "#/incidents");
  await total(chidi, 3);
  for (const [page, file] of [[ana, files[1]], [ben, files[0]]]) {
    await mergeFile(page, file);
    assert.equal(await board(page), await board(chidi));
  }
});

test("a table for spreadsheets holds nothing that a spreadsheet would run", async (t) => {
  const { page } = await working(t, "Nothing special");
  const titles = ["=1+1", '=HYPERLINK("https://evil.example","x")', "+49 30 1234", "-2+3", "@SUM(A1:A9)"];
  for (const title of titles) await declare(page, title);
  await go(page, "#/share");
  const download = page.waitForEvent("download");
  await page.locator("#export-csv").click();
  assert.match((await download).suggestedFilename(), /\.csv$/);
  const text = readFileSync(await (await download).path(), "utf8");
  for (const title of titles) assert.ok(text.includes(`'${title.replaceAll('"', '""')}`), title);
  assert.doesNotMatch(text, /(^|[,\n]"?)[=+\-@]/);
});

test("the log of another team is taken into this workspace, with what it brings later", async (t) => {
  const { page } = await working(t, "Ours");
  await pickFile(page, asFile("northwind.json", northwind("Theirs")));
  await page.getByText("This file belongs to another workspace").waitFor();
  await axe(page);
  await shot(page, "share-foreign");
  await page.getByRole("radio", { name: /^Take it into this one/ }).check();
  await page.locator("#import-confirm").click();
  await merged(page);
  await go(page, "#/incidents");
  await total(page, 2);
  const own = await events(page);
  await mergeFile(page, asFile("later.json", northwind("Theirs", "Theirs, too")));
  assert.ok(await events(page) > own);
  await go(page, "#/incidents");
  await total(page, 3);
  await go(page, "#/settings");
  assert.notEqual(await page.getByRole("textbox", { name: "Workspace name" }).inputValue(), "Northwind Health");
});

test("the log of another team is opened beside this workspace, which stays as it was", async (t) => {
  const { page } = await working(t, "Ours");
  const [ours, count] = [await board(page), await events(page)];
  await pickFile(page, asFile("northwind.json", northwind("Theirs", "Theirs, too")));
  await page.getByRole("radio", { name: /^Open it beside this one/ }).check();
  await page.locator("#import-confirm").click();
  await merged(page);
  await ready(page);
  await go(page, "#/incidents");
  await total(page, 2);
  assert.notEqual(await board(page), ours);
  await go(page, "#/settings");
  assert.equal(await page.getByRole("textbox", { name: "Workspace name" }).inputValue(), "Northwind Health");
  const places = page.getByRole("combobox", { name: "Open workspace" });
  const [other] = (await places.locator("option").allInnerTexts()).filter((name) => name !== "Northwind Health");
  await places.selectOption({ label: other });
  await page.locator(`html[data-ready=true][data-board="${ours}"]`).waitFor({ state: "attached" });
  assert.equal(await events(page), count);
});

test("a file whose every field is a script payload runs nothing", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  let ran = false;
  page.on("dialog", (dialog) => { ran = true; dialog.dismiss(); });
  await page.goto(url);
  await ready(page);
  await profile.exposeBinding("alert", () => { ran = true; });
  const { payloads } = await import("./payloads.mjs");
  assert.ok(payloads.length >= 300);
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const header = "number,short_description,description,incident_state,impact,urgency,priority,category,subcategory,assignment_group,assigned_to,caller_id,contact_type,opened_at,sys_updated_on,close_notes";
  const rows = payloads.map((text, number) => [
    `${text.slice(0, 60)}${number}`, text, text, "1", "2", "2", "3", text, text, text, text, text, text,
    "2024-01-01 10:00:00", "2024-01-01 10:00:00", text,
  ].map(cell).join(","));
  await mergeFile(page, asFile("hostile.csv", [header, ...rows].join("\r\n"), "text/csv"));
  await declare(page, payloads[0].slice(0, 400));
  for (const route of ["#/now", "#/incidents", "#/matrix", "#/share", "#/settings", "#/incident/INC-1"]) {
    await go(page, route);
    await page.waitForTimeout(200);
  }
  const log = await exportLog(page);
  for (const { body } of log.events.filter(({ head }) => head.kind === "imported").slice(0, 40)) {
    await go(page, `#/incident/${encodeURIComponent(body.number)}`);
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("script");
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(ran, false);
});

test("a log in which every text is a script payload shows them all and runs nothing", { timeout: 300_000 }, async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  let ran = false;
  page.on("dialog", (dialog) => { ran = true; dialog.dismiss(); });
  await page.goto(url);
  await ready(page);
  const { payloads } = await import("./payloads.mjs");
  const defined = (kind) => payloads.map((name) => [`${kind}_defined`, { id: id(kind, name), name }]);
  const level = (name) => ({ name, hint: name });
  const levels = payloads.slice(0, 5).map(level);
  const cells = [1, 2, 3, 4, 5].map((urgency) => [1, 2, 3, 4, 5].map((impact) => `p${Math.max(impact, urgency)}`));
  const all = {
    title: payloads[0], description: payloads[1], reporter: payloads[2], category: id("category", payloads[3]), service: id("service", payloads[4]),
    owner: payloads[5], impact: 1, urgency: 1, reported: yesterday - payloads.length * 4 * 60_000,
    writings: [
      ...["affected", "cause", "workaround", "vendor"].map((kind, place) => [`${kind}_set`, { text: payloads[6 + place] }]),
      ["held", { reason: "vendor", note: payloads[10] }],
      ["escalated", { team: id("team", payloads[11]), note: payloads[12] }],
      ...payloads.flatMap((text) => [
        ["noted", { text }], ["decided", { text }], ["update_posted", { text, audience: text }], ["evidence_linked", { title: text, url: text }],
      ]),
    ],
  };
  const others = payloads.slice(1).map((title, place) => ({
    title, description: title, reporter: title, reported: yesterday + place * 60_000, impact: 1 + (place % 5), urgency: 1 + (place % 4),
    category: id("category", title), service: id("service", title), owner: title,
  }));
  const settings = [...["team", "service", "category"].flatMap(defined), ["matrix_defined", { name: payloads[13], impact: levels, urgency: levels, cells }]];
  const name = payloads[14];
  const log = writeLog([all, ...others], { name, people: payloads, settings });
  const report = await pickFile(page, asFile(`${payloads[15].replaceAll("/", "")}.json`, log));
  assert.match(await report.innerText(), /saved by <script>/);
  assert.equal(await report.getAttribute("data-rejected"), "0");
  await page.locator("#import-confirm").click();
  await merged(page);
  await page.getByText(name, { exact: true }).first().waitFor();

  // Whatever a view shows of a payload, it shows as text.
  const texts = () => page.evaluate(() => [document.body.innerText, ...Array.from(document.querySelectorAll("input, textarea"), (field) => field.value)].join("\n"));
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const shown = async (where, wanted, least = wanted.length) => {
    const text = flat(await texts());
    const found = wanted.filter((payload) => text.includes(flat(payload)));
    assert.ok(found.length >= least, `${where} shows ${found.length} of ${wanted.length}, not ${least}: ${wanted.filter((one) => !found.includes(one)).slice(0, 3)}`);
    const links = await page.evaluate(() => Array.from(document.querySelectorAll("[href], [src], [action]"), (element) => element.href || element.src || element.action));
    assert.deepEqual(links.filter((link) => typeof link === "string" && !/^(https?|mailto):/.test(link)), [], where);
    assert.equal(await page.evaluate(() => window.pwned), undefined, where);
    assert.equal(ran, false, where);
  };
  await shown("Share", [name]);
  await go(page, "#/now");
  await page.locator("[data-ref]").first().waitFor();
  await shown("Now", payloads, 5);
  await go(page, "#/incidents");
  await page.locator(`table[data-total="${payloads.length}"]`).waitFor();
  await shown("Incidents", payloads, 10);
  await go(page, "#/matrix");
  await page.locator("[data-impact][data-urgency]").first().waitFor();
  await shown("Matrix", payloads, 10);
  await go(page, "#/incident/INC-1");
  await page.locator('main[data-ref="INC-1"]').waitFor();
  await page.locator("[data-entry]").first().waitFor();
  await shown("the room", payloads);
  await go(page, "#/settings");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await shown("Settings", payloads);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("script");
  await page.getByRole("dialog").getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.locator("#declare-form").waitFor();
  await shown("Declare", payloads.slice(0, 5));
});

test("bad files get a sentence that says what was wrong, and change nothing", async (t) => {
  const { page } = await working(t, "Kept");
  const [digest, count, text] = [await board(page), await events(page), await exportText(page)];
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const zip = Buffer.from("504b0304140000000800000021004a8a", "hex");
  const noise = Buffer.from(Array.from({ length: 5_000 }, (_, place) => (place * 7 + (place >> 3)) & 255));
  const snow = (...rows) => ["number,short_description,state,impact,urgency,opened_at,sys_updated_on", ...rows].join("\n");
  const cases = [
    ["empty.json", ""], ["space.json", " \n "], ["list.json", "[1,2,3]"], ["deep.json", "[".repeat(1_000_000)],
    ["future.json", text.replace('"version":1', '"version":2'), /version 2/], ["twice.json", '{"format":"sitrep-log","format":"sitrep-log"}'],
    ["picture.png", png], ["workbook.xlsx", zip, /Excel/], ["noise.bin", noise], ["renamed.json", png],
    ["page.html", "<!doctype html><html><body>hello</body></html>"], ["words.txt", "hello there"],
    ["alerts.json", '{"receiver":"ops","status":"firing","alerts":[{"labels":{"alertname":"Down"}}]}', /Alertmanager/],
    ["jira.json", '{"issues":[{"key":"OPS-1","fields":{"summary":"Down"}}]}', /Jira/], ["other.json", '{"incidents":[]}'],
  ];
  // Of a table the report says what stays out.
  const tables = [
    ["table.csv", "a,b\n1,2\n", "0", "1"],
    ["words-for-dates.csv", snow("INC1,Down,1,1,1,yesterday,yesterday"), "1", "0"],
    ["no-such-date.csv", snow("INC1,Down,1,1,1,2024-13-45 99:00:00,2024-13-45 99:00:00"), "1", "0"],
  ];
  for (const [name, content, words = /./] of cases) {
    const report = await pickFile(page, asFile(name, content));
    assert.equal(await report.getAttribute("data-state"), "failed", name);
    const sentence = await report.locator("[role=alert][data-error]").innerText();
    assert.match(sentence, /Nothing was changed\./, name);
    assert.match(sentence, words, name);
    assert.deepEqual([await board(page), await events(page)], [digest, count], name);
    await page.getByRole("button", { name: "Dismiss" }).first().click();
  }
  for (const [name, content, rejected, found] of tables) {
    const report = await pickFile(page, asFile(name, content));
    assert.deepEqual([await report.getAttribute("data-rejected"), await report.getAttribute("data-new")], [rejected, found], name);
    await page.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual([await board(page), await events(page)], [digest, count], name);
  }
});

test("of a file that is good in part, every bad line is told with its number, and nothing is changed until it is confirmed", async (t) => {
  const { page } = await working(t, "Kept");
  const [digest, count, text] = [await board(page), await events(page), await exportText(page)];
  const noted = (happened) => writeLog([{ title: "Fine", reported: yesterday, writings: [["noted", { text: "When?", happened }]] }]);
  const snow = (...rows) => ["number,short_description,state,impact,urgency,opened_at,sys_updated_on", "INC1,Fine,1,1,1,2024-01-01 10:00:00,2024-01-01 10:00:00", ...rows].join("\n");
  const long = "x".repeat(5_000_000);
  const cases = [
    ["half.json", text.slice(0, Math.floor(text.length * 0.8))],
    ["date-in-words.json", noted("yesterday")], ["date-too-late.json", noted(253_402_300_800_000)],
    ["long-title.json", writeLog([{ title: "Fine", reported: yesterday }, { title: long, reported: yesterday }])],
    ["words-for-dates.csv", snow("INC2,Down,1,1,1,yesterday,yesterday")],
    ["no-such-date.csv", snow("INC2,Down,1,1,1,2024-13-45 99:00:00,2024-13-45 99:00:00")],
    ["long-title.csv", snow(`INC2,${long},1,1,1,2024-01-01 10:00:00,2024-01-01 10:00:00`)],
  ];
  for (const [name, content] of cases) {
    const report = await pickFile(page, asFile(name, content));
    assert.equal(await report.getAttribute("data-state"), "preview", name);
    assert.equal(await report.getAttribute("data-rejected"), "1", name);
    const line = page.getByRole("table", { name: /can.t be (read|imported)/ }).getByRole("row").last();
    assert.match(await line.innerText(), /^\d+\s[^]*\w/, name);
    if (name === "half.json") await shot(page, "half-a-file");
    await page.getByRole("button", { name: "Cancel" }).first().click();
    await report.waitFor({ state: "detached" });
    assert.deepEqual([await board(page), await events(page)], [digest, count], name);
  }
});

test("a title of 5 MB is refused in the form, and nothing is written", async (t) => {
  const { page } = await working(t, "Kept");
  const [digest, count] = [await board(page), await events(page)];
  await page.getByRole("button", { name: "Declare incident" }).first().click();
  const form = page.locator("#declare-form");
  await form.locator("[name=title]").fill("x".repeat(5_000_000));
  await form.getByRole("button", { name: /^Declare/ }).last().click();
  await form.locator("[role=alert][data-error=too-long]").waitFor();
  assert.deepEqual([await board(page), await events(page)], [digest, count]);
});

test("share works at 390 px and in dark, and axe finds nothing", async (t) => {
  const { url, profile } = await stage(t, { viewport: sizes.phone, colorScheme: "dark" });
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  await axe(page);
  await declare(page, "From a phone");
  await go(page, "#/share");
  await axe(page);
  await shot(page, "share-phone-dark");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});
