// Incidents: the list, its filters, its keys, its narrow and dark looks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { category, many, writeLog } from "./log.mjs";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const day = 24 * 3600_000;
const table = (page) => page.locator("table.incidents");
const counts = async (page) => {
  const { total, shown } = await table(page).evaluate((element) => ({ ...element.dataset }));
  return [Number(total), Number(shown)];
};
const refs = (page) => page.locator("table.incidents tr[data-ref]").evaluateAll((rows) => rows.map((row) => row.dataset.ref));
const cursor = (page) => page.locator("tr[data-cursor]").getAttribute("data-ref");
const shows = (page, shown) => page.locator(`table.incidents[data-shown="${shown}"]`).waitFor();
const hash = (page) => page.evaluate(() => location.hash);

async function list(t, records, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/incidents");
  await table(page).waitFor();
  return page;
}

test("shows every incident, open ones first, and answers the text filter", async (t) => {
  const page = await list(t, many(120));
  assert.deepEqual(await counts(page), [120, 120]);
  const states = await page.locator("tr[data-state]").evaluateAll((rows) => rows.map((row) => row.dataset.state));
  assert.ok(states.slice(0, 20).every((state) => !["resolved", "closed"].includes(state)), states.join());
  assert.ok(states.length < 60, "only the rows of the window are in the page");
  assert.equal(await table(page).getAttribute("aria-rowcount"), "121");
  assert.equal(await page.locator("tr[data-ref]").first().getAttribute("aria-rowindex"), "2");

  await page.keyboard.press("/");
  await page.keyboard.type("usb stick ");
  await shows(page, 10);
  assert.equal(await page.locator("#list-filter").inputValue(), "usb stick ");
  await page.waitForFunction(() => location.hash === "#/incidents?q=usb+stick");
  assert.match(await page.locator(".grid-foot").innerText(), /Rows 1 to 10 of 10 shown, 110 filtered out/);
  await page.keyboard.press("Escape");
  await shows(page, 120);

  await page.goto((await page.url()).split("#")[0] + "#/incidents?q=%22ward+4%22&sort=-reported");
  await shows(page, 10);
  assert.equal(await page.locator("#list-filter").inputValue(), '"ward 4"');
  assert.equal(await page.locator("th[data-col=opened]").getAttribute("aria-sort"), "descending");
  await axe(page);
});

test("filters by fields with the mouse, and says so in chips and in the address", async (t) => {
  const now = Date.now();
  const page = await list(t, [
    { title: "Old and on hold", reported: now - 40 * day, impact: 1, urgency: 1, category: category(2), acts: ["acknowledged", "held"] },
    { title: "New today", reported: now - 3600_000, category: category(1), owner: "Ben" },
    { title: "Solved yesterday", reported: now - day, impact: 3, urgency: 3, category: category(4), acts: ["acknowledged", "resolved"] },
    { title: "A new laptop", kind: "request", reported: now - day },
  ]);
  assert.deepEqual(await counts(page), [3, 3]);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("search").getByRole("button", { name: "State", exact: true }).click();
  await page.getByRole("checkbox", { name: "On hold" }).check();
  await shows(page, 1);
  await page.getByRole("checkbox", { name: "Assigned" }).check();
  await shows(page, 2);
  await shot(page, "incidents-filter");
  await axe(page);
  await page.keyboard.press("Escape");
  assert.equal(await hash(page), "#/incidents?state=hold,assigned");
  assert.equal((await page.locator(".chip[data-part=state]").innerText()).replace(/\s+/g, " "), "State is On hold or Assigned");

  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("search").getByRole("button", { name: "Reported", exact: true }).click();
  await page.locator("label.chip", { hasText: "7 days" }).click();
  await shows(page, 1);
  await page.keyboard.press("Escape");
  assert.deepEqual(await refs(page), ["INC-2"]);
  await page.getByRole("button", { name: /^Remove the filter "State/ }).click();
  await shows(page, 2);

  await page.locator("label", { hasText: "Requests" }).click();
  assert.deepEqual(await counts(page), [1, 1]);
  await page.getByRole("tab", { name: "No owner" }).click();
  await page.waitForFunction(() => location.hash.includes("owner=none") && location.hash.includes("open=yes"));
  await page.goBack();
  await page.goForward();
});

test("is worked by keyboard alone", async (t) => {
  const page = await list(t, many(300));
  await page.keyboard.press("j");
  const first = await cursor(page);
  assert.equal(first, (await refs(page))[0]);
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  assert.equal(await cursor(page), (await refs(page))[1]);
  await page.waitForFunction(() => document.activeElement.closest("tr[data-cursor]"));

  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("X");
  await page.getByText("3 selected", { exact: true }).waitFor();
  await shot(page, "incidents-chosen");
  await axe(page);
  await page.keyboard.press("Escape");
  await page.getByText("3 selected", { exact: true }).waitFor({ state: "detached" });

  await page.keyboard.press("End");
  await page.waitForFunction(() => document.activeElement.closest("tr[aria-rowindex='301']"));
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Home");
  assert.equal(await cursor(page), first);
  await page.waitForFunction(() => document.activeElement.closest("tr[aria-rowindex='2']"));
  await page.keyboard.press("Enter");
  await page.waitForFunction((ref) => location.hash === `#/incident/${ref}`, first);
});

test("sorts by its heads, one way, the other way, and back", async (t) => {
  const page = await list(t, many(30));
  const head = page.locator("th[data-col=title]");
  const first = async () => (await refs(page)).slice(0, 20); // how many rows stand below the window varies
  const byRank = await first();
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const titles = () => page.locator(".cell-title a").allInnerTexts();
  assert.match((await titles())[0], /^CT scanner/);
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  assert.match((await titles())[0], /^Wristband/);
  await head.getByRole("button").click();
  assert.equal(await head.getAttribute("aria-sort"), null);
  assert.deepEqual(await first(), byRank);
});

test("orders by what is due next, and what has no deadline stays last", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  const ago = (minutes) => Date.now() - minutes * 60_000;
  const records = [
    { title: "Ends in 71 h", reported: ago(60), impact: 4, urgency: 4, acts: ["acknowledged"] },
    { title: "Over", reported: ago(90), impact: 1, urgency: 1, acts: ["acknowledged", "resolved", "closed"] },
    { title: "Ends in 3 h", reported: ago(61), impact: 1, urgency: 1, acts: ["acknowledged"] },
    { title: "Late since half an hour", reported: ago(45), impact: 1, urgency: 1 },
    { title: "Waits for a vendor", reported: ago(30), impact: 4, urgency: 4, acts: ["acknowledged", "held"] },
  ];
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/incidents?sort=due");
  await page.locator("tr[data-ref]").nth(4).waitFor();
  const order = () => page.locator("tr[data-ref]").evaluateAll((rows) => rows.map((row) => row.dataset.ref));
  const ahead = await order();
  assert.deepEqual(ahead.slice(0, 3), ["INC-4", "INC-3", "INC-1"]);
  assert.deepEqual(ahead.slice(3).sort(), ["INC-2", "INC-5"]);
  await go(page, "#/incidents?sort=-due");
  await page.waitForFunction(() => document.querySelector("tr[data-ref]").dataset.ref === "INC-1");
  assert.deepEqual((await order()).slice(0, 3), ["INC-1", "INC-3", "INC-4"]);
});

test("chooses rows and saves them as a log and as a table", async (t) => {
  const page = await list(t, many(30));
  const boxes = page.locator("tbody .check");
  await boxes.nth(1).click();
  await boxes.nth(4).click({ modifiers: ["Shift"] });
  await page.getByText("4 selected", { exact: true }).waitFor();
  const chosen = (await refs(page)).slice(1, 5);
  const text = async (act) => {
    const download = page.waitForEvent("download");
    await act();
    const chunks = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  };
  const exporting = async (name) => {
    await page.locator(".dock").getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  const log = JSON.parse(await text(() => exporting(/log file/)));
  const inside = log.events.filter(({ head }) => head.kind === "reported").map(({ body }) => body.reference);
  assert.deepEqual(inside.sort(), [...chosen].sort());
  await exporting(/CSV/);
  const save = page.getByRole("dialog").getByRole("button", { name: "Save CSV" });
  const rows = (await text(() => save.click())).trim().split(/\r?\n/);
  assert.deepEqual(rows.slice(1).map((row) => row.split(",")[0]), chosen);

  await page.locator("#list-filter").fill("no such words");
  await page.getByText("4 selected, 4 not shown").waitFor();
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("checkbox", { name: "Select all 0" }).waitFor();
});

test("names the filter that hides most when nothing fits", async (t) => {
  const page = await list(t, many(40));
  await go(page, "#/incidents?state=triage&q=no+such+words");
  await page.getByRole("heading", { name: "No incident matches these filters" }).waitFor();
  const says = page.getByText("2 filters hide 40 incidents. “Text has “no such words”” hides the most.");
  await says.waitFor();
  await shot(page, "incidents-no-match");
  await axe(page);
  await page.getByRole("button", { name: /^Remove “Text has/ }).click();
  await says.waitFor({ state: "detached" });
  assert.equal(await hash(page), "#/incidents?state=triage");
  await page.locator("#list-filter").fill("no such words");
  await page.getByRole("heading", { name: "No incident matches these filters" }).waitFor();
  await page.getByRole("button", { name: "Clear all" }).click();
  await shows(page, 40);
});

test("shows the ways in while there is nothing", async (t) => {
  const { url, profile } = await stage(t);
  const page = await profile.newPage();
  await page.goto(`${url}#/incidents`);
  await ready(page);
  await page.getByRole("heading", { name: "No incidents yet" }).waitFor();
  await page.getByRole("link", { name: "Open a file" }).waitFor();
  await axe(page);
  await shot(page, "incidents-empty");
});

test("keeps columns and density on this device", async (t) => {
  const page = await list(t, many(12));
  const shown = () => page.locator("thead th").evaluateAll((heads) => heads.map((head) => head.dataset.col));
  assert.ok(!(await shown()).includes("team"));
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Team" }).check();
  await page.getByRole("checkbox", { name: "Category" }).uncheck();
  await page.keyboard.press("Escape");
  await page.locator("label", { hasText: "Roomy" }).click();
  await page.reload();
  await table(page).waitFor();
  const columns = await shown();
  assert.ok(columns.includes("team") && !columns.includes("category"), columns.join());
  assert.equal(await table(page).getAttribute("data-density"), "roomy");
});

for (const [name, options] of [["phone", { viewport: sizes.phone }], ["dark", { colorScheme: "dark" }], ["phone-dark", { viewport: sizes.phone, colorScheme: "dark" }]]) {
  test(`looks right: ${name}`, async (t) => {
    const page = await list(t, many(60), options);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, "no sideways scroll");
    await page.locator("tbody .check").first().click();
    await axe(page);
    await page.screenshot({ path: `target/screens/incidents-${name}.png` });
    await page.locator("tr[data-ref] .cell-title a").first().click();
    await page.waitForFunction(() => location.hash.startsWith("#/incident/"));
  });
}
