// The room of a record: where it stands, what is known, what happened, and all that can be done about it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openProfile, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, declare, events, exportLog, exportText, go, mergeFile } from "./people.mjs";
import { writeLog } from "./log.mjs";

const main = (page) => page.locator("main[data-ref]");
const state = (page, name) => page.locator(`main[data-state=${name}]`).waitFor();
const entry = (page, kind) => page.locator(`[data-entry][data-kind=${kind}]`);
const dialog = (page) => page.getByRole("dialog");
const closed = (page) => page.locator("dialog[open]").waitFor({ state: "detached" });
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

async function room(t, { title = "East Clinic offline", ...options } = {}) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await declare(page, title, { impact: "1", urgency: "2" });
  await go(page, "#/incident/INC-1");
  await main(page).waitFor();
  return page;
}

/** Presses the button of an act, in the menu where it stands there. */
async function act(page, name) {
  const button = page.locator(`[data-action=${name}]`);
  assert.equal(await button.count(), 1, name);
  if (!(await button.isVisible())) await page.getByRole("button", { name: "More acts" }).click();
  await button.click();
}

async function entryMenu(page, row, item) {
  await row.getByRole("button", { name: /^More about the entry/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a record goes its whole road by its buttons, and back once", async (t) => {
  const page = await room(t);
  const road = [
    ["acknowledge", "triage"], ["take", "assigned"], ["start", "investigating"], ["mitigate", "mitigated"],
    ["resolve", "resolved"], ["close", "closed"], ["reopen", "investigating"], ["resolve", "resolved"],
  ];
  for (const [name, reached] of road) {
    await act(page, name);
    await state(page, reached);
  }
  await page.getByRole("heading", { name: "Cycle 2" }).waitFor();
  await page.locator('[data-action="acknowledge"]').waitFor({ state: "detached" });
  assert.equal(await page.locator(".stepper [aria-current=step]").innerText().then((text) => text.split("\n")[0]), "Resolved");
  await axe(page);
});

test("letters act on the open record, and S lets choose among its acts", async (t) => {
  const page = await room(t);
  await page.keyboard.press("a");
  await state(page, "triage");
  await page.keyboard.press("m");
  await state(page, "assigned");
  await page.keyboard.press("s");
  await dialog(page).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.closest("label")?.textContent.trim());
  assert.equal(await focused(), "Start work");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Escalate");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), "Put on hold");
  await page.keyboard.press("Enter");
  await page.locator("dialog [role=alert][data-error=no-reason]").waitFor();
  await dialog(page).getByRole("radio", { name: "Vendor" }).focus();
  await page.keyboard.press("Space");
  await dialog(page).getByLabel("Note").fill("Waiting for the carrier");
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await state(page, "hold");
  await entry(page, "state").first().getByText("Waiting for the carrier").waitFor();
  await page.locator(".stepper [data-step=hold]", { hasText: "Assigned" }).waitFor();
  await page.keyboard.press("Control+z");
  await state(page, "assigned");
});

test("assigning and escalating name new people and teams in the same action", async (t) => {
  const page = await room(t);
  await act(page, "assign");
  await dialog(page).getByRole("button", { name: "Assign", exact: true }).click();
  await page.locator("dialog [role=alert][data-error=nobody]").waitFor();
  await dialog(page).locator("[name=person]").selectOption("new");
  await dialog(page).getByLabel("Name of the person").fill("Ben");
  await page.keyboard.press("Control+Enter");
  await state(page, "assigned");
  await page.locator(".room__marks").getByText("Ben").waitFor();
  await act(page, "escalate");
  await dialog(page).locator("[name=team]").selectOption("new");
  await dialog(page).getByLabel("Name of the new team").fill("Network");
  await dialog(page).getByLabel("Why?").fill("Both links are down");
  await page.keyboard.press("Control+Enter");
  await closed(page);
  await entry(page, "state").first().getByText("escalated to").waitFor();
});

test("a duplicate is cancelled and linked to the record that stays", async (t) => {
  const page = await room(t);
  await declare(page, "The same again");
  await go(page, "#/incident/INC-2");
  await page.locator('main[data-ref="INC-2"]').waitFor();
  await act(page, "cancel");
  await dialog(page).getByRole("radio", { name: "Duplicate" }).check();
  await dialog(page).getByLabel("Search by reference or title").fill("clinic");
  await dialog(page).getByRole("radio", { name: /INC-1/ }).check();
  await dialog(page).getByRole("button", { name: "Cancel", exact: true }).click();
  await state(page, "cancelled");
  await page.getByText("this is a duplicate of it").waitFor();
  await page.getByRole("link", { name: "East Clinic offline" }).click();
  await page.getByText("a duplicate of this").waitFor();
});

test("the priority changes by P, with its reason, and a changed mind closes without a trace", async (t) => {
  const page = await room(t);
  const before = await events(page);
  await page.keyboard.press("p");
  await dialog(page).getByRole("button", { name: "Set P1" }).click();
  await page.locator("dialog [role=alert][data-error=no-change]").waitFor();
  await page.keyboard.press("Escape");
  await closed(page);
  assert.equal(await events(page), before);
  await page.keyboard.press("p");
  await dialog(page).getByRole("radio", { name: "Urgency Today, impact Department: P3" }).click();
  await dialog(page).getByLabel("Why?").fill("Only one ward");
  await dialog(page).getByRole("button", { name: "Set P3" }).click();
  await page.locator("main[data-priority=p3]").waitFor();
  await entry(page, "change").first().getByText("Only one ward").waitFor();
});

test("notes, updates, decisions and evidence are written, copied and counted", async (t) => {
  const page = await room(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const choose = (name) => page.locator(".composer").getByRole("radio", { name }).check();
  await choose("Update");
  await page.getByLabel("Audience").fill("All staff");
  await page.getByLabel("Update text").fill("Use *paper* forms.");
  await page.locator(".composer .field__count", { hasText: "18 / 280" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Copy update as Markdown" }).click();
  await page.locator(".toast", { hasText: "Update copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^\*\*INC-1: East Clinic offline\*\*[^]*Use \\\*paper\\\* forms\./);
  await entryMenu(page, entry(page, "update"), "Copy as text");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("Use *paper* forms."));
  await choose("Decision");
  await page.getByLabel("Decision text").fill("Paper until 06:00");
  await page.keyboard.press("Control+Enter");
  await entry(page, "decision").waitFor();
  await choose("Evidence");
  await page.getByLabel("Title of the evidence").fill("Router log");
  await page.getByLabel("Address of the evidence").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Add evidence" }).click();
  await page.locator(".composer [role=alert][data-error=bad-address]").waitFor();
  await page.getByLabel("Address of the evidence").fill("https://example.org/router.log");
  await page.getByRole("button", { name: "Add evidence" }).click();
  assert.equal(await entry(page, "evidence").getByRole("link").getAttribute("href"), "https://example.org/router.log");
  await choose("Note");
  await page.getByRole("button", { name: "Add note" }).click();
  await page.locator(".composer [role=alert][data-error=no-text]").waitFor();
  await page.getByLabel("Note text").fill("Carrier has a crew at the duct");
  await page.getByRole("button", { name: "Happened now" }).click();
  await page.locator(".popover:popover-open").getByRole("button", { name: "30 min ago" }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel("Note text").inputValue(), "Carrier has a crew at the duct");
  await page.getByRole("button", { name: "Add note" }).click();
  await entry(page, "note").getByText(/^entered \d\d:\d\d$/).waitFor();
  await page.getByRole("group", { name: "Show" }).getByRole("button", { name: /Decisions\s*1/ }).click();
  await entry(page, "note").waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-entry]").count(), 1);
});

test("an entry is taken back, and its words are erased for good after a warning", async (t) => {
  const page = await room(t);
  await page.getByLabel("Note text").fill("Anders Andersson's password is swordfish");
  await page.keyboard.press("Control+Enter");
  await entryMenu(page, entry(page, "note"), "Take back");
  await page.locator("[data-entry][data-kind=note][data-undone]").waitFor();
  await entryMenu(page, entry(page, "note"), /^Erase the words/);
  await dialog(page).getByText("can't be brought back").waitFor();
  await axe(page);
  await dialog(page).getByRole("button", { name: "Erase for good" }).click();
  await closed(page);
  await entry(page, "note").locator(".tag", { hasText: "withheld" }).waitFor();
  assert.doesNotMatch(await exportText(page), /swordfish/);
});

test("when a milestone happened is corrected, from its entry and from the facts", async (t) => {
  const page = await room(t);
  await act(page, "acknowledge");
  await state(page, "triage");
  await entryMenu(page, entry(page, "state").first(), /^Correct the time/);
  await dialog(page).getByRole("button", { name: "30 min ago" }).click();
  await dialog(page).getByRole("button", { name: "Correct the time" }).click();
  await closed(page);
  await page.getByRole("button", { name: "Say when: Detected" }).click();
  await dialog(page).locator("[type=datetime-local]").fill("2999-01-01T00:00");
  await dialog(page).getByRole("button", { name: "Correct the time" }).click();
  await page.locator("dialog [role=alert][data-error=in-future]").waitFor();
  await dialog(page).getByRole("button", { name: "10 min ago" }).click();
  await dialog(page).getByRole("button", { name: "Correct the time" }).click();
  await closed(page);
  await page.getByRole("button", { name: "Correct when: Detected" }).waitFor();
  const { events } = await exportLog(page);
  const at = (kind) => events.find(({ head }) => head.kind === kind).body.happened;
  assert.ok(Date.now() - at("acknowledged_at") > 25 * 60_000);
  assert.ok(Date.now() - at("detected_at") > 8 * 60_000);
});

test("facts are edited where they stand, by E and by the mouse", async (t) => {
  const page = await room(t);
  await page.keyboard.press("e");
  const title = page.getByLabel("Title", { exact: true });
  assert.equal(await title.evaluate((element) => element === document.activeElement), true);
  await title.fill("");
  await page.keyboard.press("Enter");
  await page.locator(".fact [role=alert][data-error=no-title]").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await title.inputValue(), "East Clinic offline");
  await title.fill("East Clinic offline: both WAN links");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /both WAN links/ }).waitFor();
  await page.getByLabel("Affected", { exact: true }).fill("140 staff");
  await page.getByLabel("Vendor", { exact: true }).focus();
  await page.locator(".room__marks", { hasText: "140 staff" }).waitFor();
  const categories = page.getByLabel("Category", { exact: true });
  await categories.selectOption({ label: "Network: VPN" });
  await categories.press("Enter");
  await page.locator(".room__marks", { hasText: "VPN" }).waitFor();
  await page.getByLabel("Service", { exact: true }).selectOption("new");
  await page.getByLabel("Name of the new service").fill("East Clinic WAN");
  await page.keyboard.press("Enter");
  await page.locator(".room__marks", { hasText: "East Clinic WAN" }).waitFor();
  await page.getByLabel("Kind", { exact: true }).selectOption("request");
  await page.locator(".fact").getByRole("button", { name: "Save" }).click();
  await page.locator("main[data-kind=request]").waitFor();
  await axe(page);
});

test("records are linked, seen from both sides, and parted", async (t) => {
  const page = await room(t);
  await declare(page, "Carrier maintenance");
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await page.getByRole("button", { name: "Link", exact: true }).last().click();
  await page.getByText("Choose the record to link to.").waitFor();
  await page.getByLabel("This is").selectOption("cause");
  await page.getByRole("radio", { name: /INC-2/ }).check();
  await page.getByRole("button", { name: "Link", exact: true }).last().click();
  await page.getByText("caused this").waitFor();
  await page.getByRole("link", { name: "Carrier maintenance" }).click();
  await page.getByText("caused by this").waitFor();
  await page.getByRole("link", { name: "East Clinic offline" }).click();
  await page.getByRole("button", { name: "Remove the link to INC-2" }).click();
  await page.getByText("caused this").waitFor({ state: "detached" });
});

test("values that contradict each other stand on top until one is kept", async (t) => {
  const { url, profile } = await stage(t);
  const ana = await profile.newPage();
  await ana.goto(url);
  await ready(ana);
  await declare(ana, "WAN down");
  const ben = await (await openProfile(t)).newPage();
  await ben.goto(url);
  await ready(ben);
  await mergeFile(ben, asFile("ana.json", await exportText(ana)));
  for (const [page, staff] of [[ana, "140 staff"], [ben, "95 staff"]]) {
    await go(page, "#/incident/INC-1");
    await page.getByLabel("Affected", { exact: true }).fill(staff);
    await page.getByLabel("Vendor", { exact: true }).focus();
    await page.locator(".room__marks", { hasText: staff }).waitFor();
  }
  await mergeFile(ana, asFile("ben.json", await exportText(ben)));
  await go(ana, "#/incident/INC-1");
  const conflict = entry(ana, "conflict");
  await conflict.getByText("counts until it is settled").waitFor();
  await axe(ana);
  await shot(ana, "room-conflict");
  await conflict.getByRole("button", { name: /^Keep .*140 staff/ }).click();
  await conflict.waitFor({ state: "detached" });
  await ana.locator(".room__marks", { hasText: "140 staff" }).waitFor();
});

test("a reference that leads nowhere, and one that two records share, say so", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/incident/INC-9`);
  await page.getByRole("heading", { name: "There is no INC-9 here" }).waitFor();
  await page.getByRole("link", { name: "All incidents" }).waitFor();
  await axe(page);
  const reported = Date.now() - 3_600_000;
  const log = writeLog([{ title: "The first", reported, impact: 1, urgency: 1 }, { title: "The second", reported, reference: "INC-1" }]);
  await mergeFile(page, asFile("log.json", log));
  await go(page, "#/incident/INC-1");
  await page.getByRole("heading", { name: "Several records are called INC-1" }).waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Open The second" }).click();
  await page.locator('main[data-ref^="INC-1~"]').waitFor();
  await page.getByRole("heading", { level: 1, name: /The second/ }).waitFor();
});

for (const [name, options] of [
  ["a desk", {}], ["a desk in dark", { colorScheme: "dark" }],
  ["a phone", { viewport: sizes.phone, hasTouch: true }], ["a phone in dark", { viewport: sizes.phone, colorScheme: "dark", hasTouch: true }],
]) {
  test(`the room fits ${name}`, async (t) => {
    const page = await room(t, { title: "East Clinic offline: both WAN links down since the street works began", ...options });
    for (const [action, reached] of [["acknowledge", "triage"], ["take", "assigned"], ["start", "investigating"]]) {
      await act(page, action);
      await state(page, reached);
    }
    await act(page, "hold");
    await dialog(page).getByRole("radio", { name: "Vendor" }).check();
    await dialog(page).getByRole("button", { name: "Put on hold" }).click();
    await state(page, "hold");
    await page.getByLabel("Note text").fill("Carrier has a crew at the duct. Splice expected 04:30, confidence low.");
    await page.getByRole("button", { name: "Add note" }).click();
    await entry(page, "note").waitFor();
    await axe(page);
    assert.equal(await sideways(page), false);
    await shot(page, `room-${name.replaceAll(" ", "-")}`);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await sideways(page), false);
  });
}

test("on paper the whole timeline stands with both times", async (t) => {
  const page = await room(t);
  await page.getByLabel("Note text").fill("Seen on paper");
  await page.keyboard.press("Control+Enter");
  await entry(page, "note").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".composer").isVisible(), false);
  assert.equal(await entry(page, "note").getByText("entered live").isVisible(), true);
  assert.equal(await page.getByRole("button", { name: "More acts" }).isVisible(), false);
  await shot(page, "room-print");
});
