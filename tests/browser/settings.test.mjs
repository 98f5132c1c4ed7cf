// Settings: who acts, what forms offer, how priorities come about, what stays on this device, and the way out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { board, declare, events, go } from "./people.mjs";

const section = (page, name) => page.getByRole("region", { name, exact: true });
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const focused = (target) => target.evaluate((element) => element === document.activeElement);
const offered = (page, name) => page.locator(`#declare-form [name=${name}] option`).allInnerTexts();

async function settings(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(`${url}#/settings`);
  await ready(page);
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  return page;
}

async function declaring(page) {
  await page.getByRole("button", { name: "Declare incident" }).first().click();
  await page.locator("#declare-form").waitFor();
}

async function tabTo(page, target, key = "Tab") {
  for (let step = 0; step < 80 && !await focused(target); step++) await page.keyboard.press(key);
  assert.ok(await focused(target), `${key} leads to ${target}`);
}

const author = (page, name) => page.locator("[data-entry]", { hasText: `${name} declared this` }).waitFor();

test("what is done bears my name, or that of whom I act as", async (t) => {
  const page = await settings(t);
  await field(page, "Your name").fill("Ana");
  await page.keyboard.press("Enter");
  await field(page, "New person").fill("Ben");
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Acting as" }).selectOption({ label: "Ben" });
  await declare(page, "By Ben");
  await go(page, "#/incident/INC-1");
  await author(page, "Ben");
  await go(page, "#/settings");
  assert.equal(await field(page, "Your name").inputValue(), "Ben");
  await page.getByRole("combobox", { name: "Acting as" }).selectOption({ label: "Ana" });
  await field(page, "Your name").fill("Ana B.");
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "You are Ana B." }).waitFor(); // saved
  await page.reload();
  await ready(page);
  assert.equal(await field(page, "Your name").inputValue(), "Ana B.");
  await declare(page, "By Ana");
  await go(page, "#/incident/INC-2");
  await author(page, "Ana B.");
});

for (const [one, title, name] of [["person", "People", "owner"], ["team", "Teams", "team"], ["service", "Services", "service"]]) {
  test(`a ${one} is added, renamed, no longer offered, and offered again`, async (t) => {
    const page = await settings(t);
    const list = section(page, title);
    await field(list, `New ${one}`).fill("East");
    await press(list, "Add");
    await field(list, `Name of ${one} East`).fill("East Clinic");
    await page.keyboard.press("Enter");
    await field(list, `Name of ${one} East Clinic`).waitFor();
    await declaring(page);
    assert.ok((await offered(page, name)).includes("East Clinic"));
    await page.keyboard.press("Escape");
    await press(list, "Stop offering East Clinic");
    await list.getByRole("button", { name: "Offer East Clinic again" }).waitFor();
    await declaring(page);
    assert.ok(!(await offered(page, name)).includes("East Clinic"));
    await page.keyboard.press("Escape");
    await press(list, "Offer East Clinic again");
    await list.getByRole("button", { name: "Stop offering East Clinic" }).waitFor();
    await page.reload();
    await ready(page);
    await declaring(page);
    assert.ok((await offered(page, name)).includes("East Clinic"));
  });
}

test("a category and one below it are added, renamed, and no longer offered", async (t) => {
  const page = await settings(t);
  const list = section(page, "Categories");
  const chip = (name) => page.locator("#declare-form").getByRole("radio", { name, exact: true });
  for (const name of ["Building", "Building: Heating"]) {
    await field(list, "New category").fill(name);
    await press(list, "Add");
  }
  await field(list, "Name of category Heating").fill("Cooling");
  await page.keyboard.press("Enter");
  await field(list, "Name of category Cooling").waitFor();
  await declaring(page);
  await chip("Building").check();
  assert.ok((await page.locator("#declare-form option").allInnerTexts()).includes("Cooling"));
  await chip("Hardware").check();
  await page.keyboard.press("Escape");
  await press(list, "Stop offering Building");
  await list.getByRole("button", { name: "Offer Building again" }).waitFor();
  await declaring(page);
  await chip("Hardware").waitFor();
  assert.equal(await chip("Building").count(), 0);
});

test("a category below one that does not exist is refused with a sentence, and what was typed stays", async (t) => {
  const page = await settings(t);
  const list = section(page, "Categories");
  await field(list, "New category").fill("Buildnig: Heating");
  await press(list, "Add");
  await page.locator("[role=alert], .toast").first().waitFor();
  assert.equal(await field(list, "New category").inputValue(), "Buildnig: Heating");
});

test("the services are kept by keyboard alone", async (t) => {
  const page = await settings(t);
  const list = section(page, "Services");
  await tabTo(page, field(list, "New service"));
  await page.keyboard.type("East WAN");
  await page.keyboard.press("Enter");
  await field(list, "Name of service East WAN").waitFor();
  assert.ok(await focused(field(list, "New service")));
  await tabTo(page, field(list, "Name of service East WAN"), "Shift+Tab");
  await page.keyboard.press("End");
  await page.keyboard.type(" and LAN");
  await page.keyboard.press("Enter");
  await field(list, "Name of service East WAN and LAN").waitFor();
  await tabTo(page, list.getByRole("button", { name: "Stop offering East WAN and LAN" }));
  await page.keyboard.press("Enter");
  await list.getByRole("button", { name: "Offer East WAN and LAN again" }).waitFor();
});

test("where a list is sorted anew, the focus goes with what it was on", async (t) => {
  const page = await settings(t);
  const list = section(page, "Services");
  for (const name of ["East WAN", "West WAN"]) {
    await field(list, "New service").fill(name);
    await page.keyboard.press("Enter");
    await field(list, `Name of service ${name}`).waitFor();
  }
  await list.getByRole("button", { name: "Stop offering East WAN" }).focus();
  await page.keyboard.press("Enter");
  const again = list.getByRole("button", { name: "Offer East WAN again" });
  await again.waitFor();
  assert.ok(await focused(again));
});

test("somebody without a name has one in the list", async (t) => {
  const page = await settings(t);
  await declare(page, "By nobody in particular");
  await section(page, "People").getByRole("listitem").waitFor();
  await section(page, "People").getByRole("button", { name: /^Stop offering \S/ }).waitFor({ timeout: 2_000 });
});

test("the name and the zone of the workspace, and the budgets, are shared settings", async (t) => {
  const page = await settings(t);
  await field(page, "Workspace name").fill("Northwind Health");
  await page.keyboard.press("Enter");
  await page.locator(".side__brand", { hasText: "Northwind Health" }).waitFor();
  const zone = page.getByRole("combobox", { name: "Time zone" });
  const count = await events(page);
  await zone.fill("Nowhere/Land");
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "no time zone" }).waitFor();
  assert.equal(await events(page), count);
  await zone.fill("Asia/Kathmandu");
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "Time zone is Asia/Kathmandu" }).waitFor();
  await page.getByRole("spinbutton", { name: "Characters of a title" }).fill("20");
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "Characters of a title: 20" }).waitFor();
  await page.reload();
  await ready(page);
  assert.equal(await zone.inputValue(), "Asia/Kathmandu");
  await declaring(page);
  await page.locator("#declare-form").getByText("0 / 20", { exact: true }).waitFor();
});

test("a cell changed by hand makes the matrix one's own, and a preset gives all cells", async (t) => {
  const page = await settings(t);
  const preset = page.getByRole("combobox", { name: "Priority matrix" });
  const cell = (impact, urgency) => page.locator(`[data-impact="${impact}"][data-urgency="${urgency}"][data-priority]`).first();
  const shown = async (count, priorities) => {
    await go(page, "#/matrix");
    await page.getByRole("heading", { level: 1, name: "Matrix" }).waitFor();
    assert.equal(await page.locator("[data-impact][data-urgency][data-count]").count(), count);
    for (const [impact, urgency, priority] of priorities) {
      assert.equal(await cell(impact, urgency).getAttribute("data-priority"), priority, `${impact} × ${urgency}`);
    }
    await go(page, "#/settings");
  };
  await page.getByRole("combobox", { name: "Now, One person", exact: true }).selectOption("p5");
  await page.locator(".toast", { hasText: "Priority matrix changed" }).waitFor();
  assert.equal(await preset.locator("option:checked").innerText(), "Your own");
  await shown(25, [[5, 1, "p5"], [4, 1, "p3"]]);
  await preset.selectOption({ label: "ServiceNow 3 × 3" });
  await page.locator(".toast", { hasText: "Priorities follow ServiceNow" }).waitFor();
  await shown(9, [[1, 1, "p1"], [1, 2, "p2"], [2, 2, "p3"], [3, 2, "p4"], [3, 3, "p5"]]);
  await preset.selectOption({ label: "GLPI 5 × 5" });
  await page.locator(".toast", { hasText: "Priorities follow GLPI" }).waitFor();
  await shown(25, [[1, 1, "p1"], [3, 3, "p3"], [5, 5, "p5"]]);
});

test("colours and letters are chosen for this device, and stay", async (t) => {
  const page = await settings(t);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("combobox", { name: "Colours" }).selectOption("dark");
  await page.waitForFunction((light) => getComputedStyle(document.documentElement).backgroundColor !== light, light);
  const dark = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await ground(), dark);
  await page.getByRole("combobox", { name: "Colours" }).selectOption("light");
  await page.waitForFunction((light) => getComputedStyle(document.documentElement).backgroundColor === light, light);
  const letters = section(page, "This device").getByRole("switch");
  assert.equal(await letters.isChecked(), true);
  await letters.uncheck();
  await page.reload();
  await ready(page);
  assert.equal(await ground(), light);
  assert.equal(await letters.isChecked(), false);
  const palette = page.getByRole("dialog", { name: "Search or run a command" });
  await page.keyboard.press("c");
  await page.keyboard.press("Control+k");
  await palette.waitFor();
  assert.equal(await page.locator("#declare-form").count(), 0);
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  await letters.check();
  await letters.blur();
  await page.keyboard.press("c");
  await page.locator("#declare-form").waitFor();
});

for (const [answer, said] of [[true, "The browser has promised to keep it"], [false, "The browser may remove it"]]) {
  test(`the browser is asked to keep the log after the first save, and its ${answer ? "promise" : "refusal"} is told`, async (t) => {
    const { url, profile } = await stage(t);
    await profile.addInitScript((answer) => {
      if (!navigator.storage) return; // the blank page before
      let persisted = false;
      window.asked = 0;
      navigator.storage.persisted = async () => persisted;
      navigator.storage.persist = async () => {
        window.asked += 1;
        return (persisted = answer);
      };
    }, answer);
    const page = await profile.newPage();
    await page.goto(url);
    await ready(page);
    assert.equal(await page.evaluate(() => window.asked), 0);
    await declare(page, "The first");
    await page.waitForFunction(() => window.asked > 0);
    await declare(page, "The second");
    assert.equal(await page.evaluate(() => window.asked), 1);
    await go(page, "#/settings");
    await section(page, "Data").getByText(said).waitFor();
  });
}

test("everything goes to a file, and erasing words is a link away", async (t) => {
  const page = await settings(t);
  await declare(page, "Kept in a file");
  const download = page.waitForEvent("download");
  await press(page, "Save everything to a file");
  const log = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  assert.equal(log.events.length, await events(page));
  await section(page, "Data").getByRole("link", { name: "Go to Incidents" }).click();
  await page.waitForFunction(() => location.hash === "#/incidents");
});

test("workspaces are switched, and starting over removes only the one that is open", async (t) => {
  const page = await settings(t);
  await field(page, "Workspace name").fill("Ours");
  await page.keyboard.press("Enter");
  await declare(page, "Stays");
  const ours = await board(page);
  const places = page.getByRole("combobox", { name: "Open workspace" });
  const first = await places.inputValue();
  // Another tab of an unknown workspace begins a second one.
  const other = await page.context().newPage();
  await other.goto(`${page.url().split("?")[0].split("#")[0]}?w=AAAAAAAAAAAAAAAAAAAAAA#/settings`);
  await ready(other);
  await field(other, "Workspace name").fill("Theirs");
  await other.keyboard.press("Enter");
  await declare(other, "Goes");
  const theirs = await board(other);
  assert.notEqual(theirs, ours);
  await other.close();

  await page.reload();
  await ready(page);
  assert.equal(await board(page), ours);
  await places.selectOption({ label: "Theirs" });
  await page.locator(`html[data-board="${theirs}"][data-ready=true]`).waitFor({ state: "attached" });
  await press(page, "Remove…");
  const dialog = page.getByRole("dialog", { name: "Remove this workspace?" });
  assert.match(await dialog.innerText(), /Removed from this browser: 1 record\. \d+ events of yours in no file yet/);
  await axe(page);
  await shot(page, "settings-remove");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await board(page), theirs);
  await press(page, "Remove…");
  await press(page, "Remove it");
  await page.locator(`html[data-board="${ours}"][data-ready=true]`).waitFor({ state: "attached" });
  assert.equal(await places.inputValue(), first);
  assert.deepEqual(await places.locator("option").allInnerTexts(), ["Ours"]);
  await page.reload();
  await ready(page);
  assert.equal(await board(page), ours);
});

for (const [name, options] of [
  ["a desk", {}], ["a desk in dark", { colorScheme: "dark" }],
  ["a phone", { viewport: sizes.phone, hasTouch: true }], ["a phone in dark", { viewport: sizes.phone, colorScheme: "dark", hasTouch: true }],
]) {
  test(`settings fit ${name}`, async (t) => {
    const page = await settings(t, options);
    await field(page, "New service").fill("A service with a name that is far longer than the room for it, in German Rindfleischetikettierung");
    await page.keyboard.press("Enter");
    await section(page, "Services").getByRole("listitem").waitFor();
    await axe(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await shot(page, `settings-${name.replaceAll(" ", "-")}`);
  });
}
