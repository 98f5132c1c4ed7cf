// Now: the welcome, the quick line, the queue with its cursor and piles, the sample.
import assert from "node:assert/strict";
import { test } from "node:test";
import { category, many, writeLog } from "./log.mjs";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, board, declare, events, go, mergeFile } from "./people.mjs";

const minute = 60_000;
const line = (page) => page.locator("input[name=capture]");
const rows = (page) => page.locator(".queue__row");
const refs = (page) => rows(page).evaluateAll((found) => found.map((row) => row.dataset.ref));
const cursor = (page) => page.locator(".queue__row[data-cursor]").getAttribute("data-ref");
const row = (page, ref) => page.locator(`.queue__row[data-ref="${ref}"]`);
const toast = (page, text) => page.locator(".toast", { hasText: text });
const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function fresh(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  return page;
}

async function filled(t, records, options) {
  const page = await fresh(t, options);
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/now");
  await rows(page).first().waitFor();
  return page;
}

const night = (now = Date.now()) => [
  { title: "East Clinic offline: both WAN links down", reported: now - 33 * minute, impact: 1, urgency: 1, category: category(2), owner: "Ben", acts: ["acknowledged"] },
  { title: "Medication orders time out on Ward 4", reported: now - 13 * minute, impact: 2, urgency: 2, category: category(3) },
  { title: "CT scanner 2 console disk failing", reported: now - 200 * minute, impact: 3, urgency: 2, category: category(1), owner: "Chidi", acts: ["acknowledged"] },
  { title: "Guest Wi-Fi drops every 20 minutes", reported: now - 120 * minute, impact: 4, urgency: 4, category: category(2), acts: ["acknowledged", "held"] },
  { title: "Roster e-mailed to the wrong list", reported: now - 400 * minute, impact: 5, urgency: 4, acts: ["acknowledged", "resolved"] },
];

test("welcomes who is new, and keeps nobody from working without a name", async (t) => {
  const page = await fresh(t);
  await page.getByRole("heading", { name: "Incident management that opens in a browser tab" }).waitFor();
  await axe(page);
  await shot(page, "welcome");
  await page.getByLabel("Your name").fill("Ana");
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel("Your name").inputValue(), "Ana");

  await page.getByRole("button", { name: "Declare the first incident" }).click();
  await page.locator("#declare-form [name=title]").fill("East Clinic offline");
  await page.keyboard.press("Control+Enter");
  await row(page, "INC-1").waitFor();
  assert.equal(await page.getByLabel("Your name").count(), 0);
  await page.emulateMedia({ colorScheme: "dark" });
  await axe(page);
});

test("declares a line with Enter, shows what it understood, and can be undone", async (t) => {
  const page = await fresh(t);
  await declare(page, "The first one");
  await line(page).fill("Printer down on ward 3 #hardware !2 ~10m ago");
  const understood = page.locator("#capture-parts");
  await understood.getByText("Hardware").waitFor();
  assert.match(await understood.innerText(), /Hardware\s+Impact Site, P\d\s+Since \d\d:\d\d/);
  await shot(page, "now-capture");
  await line(page).press("Enter");
  await row(page, "INC-2").waitFor();
  assert.equal(await line(page).inputValue(), "");
  assert.equal(await row(page, "INC-2").locator(".queue__title a").innerText(), "Printer down on ward 3");
  assert.equal(await row(page, "INC-2").getAttribute("data-state"), "new");
  assert.match(await row(page, "INC-2").getAttribute("data-priority"), /p\d/);
  await toast(page, "INC-2 declared").getByRole("button", { name: "Undo" }).click();
  await row(page, "INC-2").waitFor({ state: "detached" });
});

test("keeps the line through a reload, and keeps it when it is refused", async (t) => {
  const page = await fresh(t);
  await declare(page, "The first one");
  await line(page).fill("#hardware !2");
  await page.reload();
  await ready(page);
  assert.equal(await line(page).inputValue(), "#hardware !2");
  const before = await events(page);
  await line(page).press("Enter");
  await page.locator("[role=alert][data-error=no-title]").waitFor();
  assert.equal(await line(page).inputValue(), "#hardware !2");
  assert.equal(await events(page), before);
  await line(page).pressSequentially(" x");
  await page.locator("[role=alert][data-error=no-title]").waitFor({ state: "hidden" });
});

test("ranks what is open, says why, and carries its hooks", async (t) => {
  const page = await filled(t, night());
  assert.deepEqual(await refs(page), ["INC-1", "INC-2", "INC-3", "INC-4"]);
  assert.match(await row(page, "INC-2").innerText(), /Not acknowledged, 13 min/);
  assert.match(await row(page, "INC-4").innerText(), /On hold for vendor since/);
  assert.equal(await row(page, "INC-1").getAttribute("data-kind"), "incident");
  assert.equal(await row(page, "INC-1").getAttribute("data-priority"), "p1");
  const tallies = await page.locator(".choices .chip").allInnerTexts();
  assert.deepEqual(tallies.map((text) => text.replace(/\s+/g, " ")), ["4 open", "1 not acknowledged", "2 no owner", "1 on hold"]);
  await axe(page);
  await shot(page, "now");
  await page.emulateMedia({ colorScheme: "dark" });
  await axe(page);
  await shot(page, "now-dark");
});

test("is worked by keyboard alone, and the actions stay in one place", async (t) => {
  const page = await filled(t, night());
  const foot = page.locator(".queue__foot");
  const place = await foot.boundingBox();
  await page.locator("body").press("j");
  assert.equal(await cursor(page), "INC-1");
  await page.keyboard.press("ArrowDown");
  assert.equal(await cursor(page), "INC-2");
  await page.getByRole("group", { name: "Actions for INC-2" }).waitFor();
  assert.deepEqual(await foot.boundingBox(), place);

  await page.keyboard.press("a");
  await toast(page, "INC-2 acknowledged").waitFor();
  assert.equal(await row(page, "INC-2").getAttribute("data-state"), "triage");
  await page.keyboard.press("m");
  await toast(page, "INC-2 is yours").waitFor();
  assert.match(await row(page, "INC-2").innerText(), /Ana|Unnamed/);
  assert.equal(await foot.getByRole("button", { name: "Take it" }).getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Control+z");
  await toast(page, "Undone: INC-2 is yours").waitFor();

  await page.keyboard.press("p");
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.keyboard.press("s");
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });

  await page.keyboard.press("k");
  assert.equal(await cursor(page), "INC-1");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/incident/INC-1");
});

test("letters rest in fields, on request, and with a dialog open; Enter and Space stay a button's own", async (t) => {
  const page = await filled(t, night());
  const before = await board(page);
  await page.locator("body").press("j");
  await line(page).focus();
  await page.keyboard.type("amps");
  assert.equal(await line(page).inputValue(), "amps");
  await line(page).fill("");

  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.locator("dialog.keys").waitFor();
  await page.keyboard.press("a");
  await page.getByText("Single letters do something").click();
  await page.keyboard.press("Escape");
  await page.locator("dialog.keys").waitFor({ state: "detached" });
  await page.locator("body").press("a");
  await page.locator("body").press("c");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await board(page), before);
});

test("shows a pile at a press, keeps it in the address, and teaches where it is empty", async (t) => {
  const page = await filled(t, night());
  await page.getByRole("button", { name: "2 no owner" }).click();
  assert.deepEqual(await refs(page), ["INC-2", "INC-4"]);
  assert.equal(await page.evaluate(() => location.hash), "#/now?show=no-owner");
  await page.reload();
  await ready(page);
  assert.deepEqual(await refs(page), ["INC-2", "INC-4"]);
  await page.getByRole("button", { name: "2 no owner" }).click();
  assert.equal((await refs(page)).length, 4);
  await go(page, "#/now?show=mine");
  await page.getByRole("heading", { name: "Nothing is yours" }).waitFor();
  await axe(page);

  const side = page.getByRole("complementary");
  await side.getByRole("button", { name: "Take it: INC-2" }).click();
  await row(page, "INC-2").waitFor();
  await side.getByRole("button", { name: "Take it: INC-2" }).waitFor({ state: "detached" });
});

test("keeps requests in a queue of their own", async (t) => {
  const now = Date.now();
  const page = await filled(t, [...night(now), { title: "A new badge for Dara", reported: now - minute, kind: "request" }]);
  assert.equal(await rows(page).count(), 4);
  await page.getByText("Requests", { exact: true }).click();
  await row(page, "REQ-1").waitFor();
  assert.deepEqual(await refs(page), ["REQ-1"]);
  await line(page).fill("A second screen");
  await line(page).press("Enter");
  await page.locator('.queue__row[data-kind="request"]').nth(1).waitFor();
});

test("of thousands it shows the most pressing and says where the rest is", async (t) => {
  const page = await filled(t, many(6_000));
  assert.equal(await rows(page).count(), 200);
  const more = page.locator(".queue__more");
  assert.match(await more.innerText(), /200 most pressing of 1200/);
  await page.locator("body").press("j");
  for (let step = 0; step < 20; step++) await page.keyboard.press("j");
  await more.getByRole("link").click();
  await page.locator('table.incidents[data-shown="1200"]').waitFor();
});

test("fits a phone and a window at 400 %", async (t) => {
  const page = await filled(t, night(), { viewport: sizes.phone });
  assert.equal(await wide(page), 0);
  await axe(page);
  await shot(page, "now-phone");
  await line(page).fill("Down on ward 3 #network !2 ~5m ago");
  await page.locator("#capture-parts").waitFor();
  assert.equal(await wide(page), 0);
  await page.getByRole("button", { name: "Declare", exact: true }).click();
  await row(page, "INC-A1").waitFor(); // this browser joined the log's founder
  await page.setViewportSize({ width: 320, height: 256 });
  assert.equal(await wide(page), 0);
});

test("the sample is a workspace of its own, says so, and goes at one press", async (t) => {
  const page = await fresh(t);
  const home = await board(page);
  await page.getByRole("button", { name: "Load the sample" }).click();
  await page.getByText("This is the sample.").waitFor();
  await rows(page).first().waitFor();
  await axe(page);
  await shot(page, "now-sample");
  assert.ok((await events(page)) > 500);

  await page.getByRole("button", { name: "Go to your own workspace" }).click();
  await page.getByLabel("Your name").waitFor();
  assert.equal(await board(page), home);
  await page.getByRole("button", { name: "Load the sample" }).click();
  await page.getByText("This is the sample.").waitFor();
  await page.reload();
  await page.getByText("This is the sample.").waitFor();
  await page.getByRole("button", { name: "Remove the sample" }).click();
  await toast(page, "The sample is gone").waitFor();
  await page.getByLabel("Your name").waitFor();
});

test("clocks tick where they are seen, and on paper all of them", async (t) => {
  const page = await fresh(t, {});
  await page.clock.install({ time: Date.UTC(2026, 10, 17, 12) });
  await page.goto(page.url());
  await ready(page);
  const records = Array.from({ length: 60 }, (_, place) =>
    ({ title: `P3 number ${place}`, reported: Date.UTC(2026, 10, 17, 11, place), impact: 3, urgency: 3 }));
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/now");
  await rows(page).nth(59).waitFor();
  const text = (place) => rows(page).nth(place).innerText();
  await page.clock.runFor(2_000); // the browser looks what is in sight
  const [first, last] = [await text(0), await text(59)];
  await page.clock.runFor(3 * minute);
  await page.waitForFunction((text) => document.querySelector(".queue__row").innerText !== text, first);
  assert.equal(await text(59), last);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const printed = await text(59);
  assert.notEqual(printed, last);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.clock.runFor(3 * minute);
  assert.equal(await text(59), printed);
  await rows(page).nth(59).scrollIntoViewIfNeeded();
  await page.waitForFunction((text) => [...document.querySelectorAll(".queue__row")].at(-1).innerText !== text, printed);
});
