// The main job from the first visit to a teammate's list: by mouse, by keyboard alone, by touch. All input is real.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { focused, hands, look, run, tabTo } from "./hands.mjs";
import { newFolder, openProfile, ready, stage } from "./page.mjs";
import { board } from "./people.mjs";

const title = "East Clinic offline: both WAN links down";
const note = "The carrier has a crew at the duct";
const update = "East Clinic has no network. Use paper forms. Next update at 14:00.";

const form = (page) => page.locator("#declare-form");
const button = (page, name) => page.getByRole("button", { name, exact: true }).locator("visible=true");
const cell = (page) => form(page).getByRole("radio", { name: "Urgency Now, impact Site: P1" });
const composer = (page) => page.getByRole("form", { name: "Add to the timeline" });
const entry = (page, kind, text) => page.locator(`[data-entry][data-kind=${kind}]`, { hasText: text });
const declared = (page) => page.locator("[data-entry]", { hasText: "Ana declared this" });
const row = (page) => page.locator('tr[data-ref="INC-1"]');
const room = (page, state) => page.locator(`main[data-ref="INC-1"][data-state=${state}]`).waitFor();
const at = (page, route) => page.waitForFunction((route) => location.hash === route, route);
const report = (page, state) => page.locator(`#import-report[data-state=${state}]`);

async function opened(profile, url) {
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  return page;
}

/** Both hold the same board, and the teammate finds the incident closed in the list. */
async function equal(one, other) {
  const digest = await board(one);
  assert.match(digest, /./);
  assert.equal(await board(other), digest);
  await row(other).and(other.locator("[data-state=closed]")).getByText(title).waitFor();
}

async function keep(t, download) {
  const path = join(newFolder(t, "file-"), download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

/** By pointing: a hand clicks or taps. */
function pointer(t, { press, write, go, act: pressAct }, name) {
  const act = async (page, slug, reached) => {
    await pressAct(page, slug);
    await room(page, reached);
  };
  return {
    async declare(page) {
      await write(page.getByLabel("Your name"), "Ana");
      await press(page.getByRole("button", { name: "Declare the first incident" }));
      await write(form(page).locator("[name=title]"), title);
      await press(cell(page));
      await look(page, `${name}-declare`);
      await press(form(page).getByRole("button", { name: "Declare P1" }));
      await press(page.locator(".toast").getByRole("link", { name: "Open" }));
      await room(page, "new");
    },
    async work(page) {
      await declared(page).waitFor();
      await act(page, "acknowledge", "triage");
      await act(page, "start", "investigating");
      await write(composer(page).getByLabel("Note text"), note);
      await press(button(page, "Add note"));
      await entry(page, "note", note).waitFor();
      await press(composer(page).locator("label", { hasText: "Update" }));
      await write(composer(page).getByLabel("Update text"), update);
      await press(button(page, "Post update"));
      await entry(page, "update", update).waitFor();
      await look(page, `${name}-room`);
      await act(page, "resolve", "resolved");
      await act(page, "verify", "resolved");
      await entry(page, "state", "verified that all is normal").waitFor();
      await act(page, "close", "closed");
    },
    async find(page) {
      await go(page, "Incidents");
      await write(page.getByLabel("Filter", { exact: true }), "clinic");
      await page.locator('table[data-total="1"][data-shown="1"]').waitFor();
      await look(page, `${name}-list`);
      await press(row(page).getByText(title));
      await room(page, "closed");
    },
    async save(page) {
      await go(page, "Share");
      const download = page.waitForEvent("download");
      await press(page.locator("#export-json"));
      return keep(t, await download);
    },
    async merge(page, file) {
      page.on("filechooser", (chooser) => chooser.setFiles(file));
      await go(page, "Share");
      await press(page.locator("#import-file"));
      await report(page, "preview").waitFor();
      await look(page, `${name}-preview`);
      await press(page.locator("#import-confirm"));
      await report(page, "done").waitFor();
      await go(page, "Incidents");
    },
  };
}

/** By keyboard: the documented letters, Tab to what has none, and the palette. */
function keyboard(t) {
  const keys = async (page, ...names) => {
    for (const name of names) await page.keyboard.press(name);
  };
  return {
    async declare(page) {
      await tabTo(page, page.getByLabel("Your name"));
      await page.keyboard.type("Ana");
      await tabTo(page, page.getByRole("button", { name: "Declare the first incident" }));
      await keys(page, "Enter");
      await form(page).waitFor();
      assert.ok(await focused(form(page).locator("[name=title]")));
      await page.keyboard.type(title);
      await tabTo(page, form(page).getByRole("radio", { name: "Urgency Now, impact One person: P3" }));
      await keys(page, "ArrowRight", "ArrowRight", "ArrowRight");
      assert.ok(await focused(cell(page)));
      await form(page).getByRole("button", { name: "Declare P1" }).waitFor();
      await look(page, "keyboard-declare");
      await keys(page, "Control+Enter");
      await form(page).waitFor({ state: "detached" });
    },
    async work(page) {
      await keys(page, "g", "i");
      await row(page).waitFor();
      await keys(page, "j", "a");
      await row(page).and(page.locator("[data-state=triage]")).waitFor();
      await keys(page, "Enter");
      await room(page, "triage");
      await declared(page).waitFor();
      await run(page, "Start work");
      await room(page, "investigating");
      await tabTo(page, composer(page).getByLabel("Note text"));
      await page.keyboard.type(note);
      await keys(page, "Control+Enter");
      await entry(page, "note", note).waitFor();
      await tabTo(page, composer(page).getByRole("radio", { name: "Note" }), "Shift+Tab");
      await keys(page, "ArrowRight");
      await tabTo(page, composer(page).getByLabel("Update text"));
      await page.keyboard.type(update);
      await keys(page, "Control+Enter");
      await entry(page, "update", update).waitFor();
      await look(page, "keyboard-room");
      await run(page, "Resolve");
      await page.getByLabel("How was it resolved?").waitFor();
      await keys(page, "Control+Enter");
      await room(page, "resolved");
      await tabTo(page, page.getByRole("link", { name: "Incidents" }).locator("visible=true").first(), "Shift+Tab");
      await keys(page, "s", "Control+Enter");
      await room(page, "closed");
    },
    async find(page) {
      await keys(page, "g", "i");
      await row(page).waitFor();
      await keys(page, "/");
      await page.keyboard.type("clinic");
      await page.locator('table[data-total="1"][data-shown="1"]').waitFor();
      await look(page, "keyboard-list");
      await keys(page, "ArrowDown");
      await page.waitForFunction(() => document.activeElement.closest('tr[data-ref="INC-1"]'));
      await keys(page, "Enter");
      await room(page, "closed");
    },
    async save(page) {
      await keys(page, "g", "s");
      await tabTo(page, page.locator("#export-json"));
      const download = page.waitForEvent("download");
      await keys(page, "Enter");
      return keep(t, await download);
    },
    async merge(page, file) {
      page.on("filechooser", (chooser) => chooser.setFiles(file));
      await keys(page, "g", "s");
      await tabTo(page, page.locator("#import-file"));
      await keys(page, "Enter");
      await report(page, "preview").waitFor();
      await look(page, "keyboard-preview");
      await tabTo(page, page.locator("#import-confirm"));
      await keys(page, "Enter");
      await report(page, "done").waitFor();
      await keys(page, "g", "i");
      await at(page, "#/incidents");
    },
  };
}

for (const [way, options, name, means] of hands) {
  test(`an incident is declared, worked, closed, found, saved and merged elsewhere ${way}`, async (t) => {
    const { url, profile } = await stage(t, options);
    const hand = name === "keyboard" ? keyboard(t) : pointer(t, means, name);
    const page = await opened(profile, url);
    await hand.declare(page);
    await hand.work(page);
    await hand.find(page);
    const file = await hand.save(page);
    const other = await opened(await openProfile(t, options), url);
    await hand.merge(other, file);
    await equal(page, other);
  });
}
