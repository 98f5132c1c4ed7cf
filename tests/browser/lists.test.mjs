// Incidents as a list to work with: tidying, groups, many records at once, saved views, files and paper.
import assert from "node:assert/strict";
import { test } from "node:test";
import { category, many, writeLog } from "./log.mjs";
import { axe, ready, sizes, stage } from "./page.mjs";
import { asFile, board, events, go, mergeFile } from "./people.mjs";

const day = 24 * 3600_000;
const table = (page) => page.locator("table.incidents");
const shows = (page, shown) => page.locator(`table.incidents[data-shown="${shown}"]`).waitFor();
const chosen = (page, count) => page.locator(".bulk").getByText(`${count} selected`, { exact: true }).waitFor();
const hash = (page) => page.evaluate(() => location.hash);
const bulk = (page, name) => page.getByRole("toolbar", { name: "Selected records" }).getByRole("button", { name });
const states = (page) => page.locator("tr[data-ref]").evaluateAll((rows) => rows.map((row) => row.dataset.state));

// The window only: a page of its full length shows the dock in its middle.
const shot = (page, name) => page.screenshot({ path: new URL(`../../target/screens/${name}.png`, import.meta.url).pathname });

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

async function saved(page, press) {
  const download = page.waitForEvent("download");
  await press();
  const chunks = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const few = () => {
  const now = Date.now();
  return [
    { title: "Forgotten", reported: now - 40 * day, impact: 1, urgency: 1, category: category(2), owner: "Ben", acts: ["acknowledged"] },
    { title: "Bare", reported: now - 3600_000 },
    { title: "Never acknowledged", reported: now - 2 * day, impact: 3, urgency: 3, category: category(4), acts: ["resolved"] },
    { title: "Whole", reported: now - day, impact: 3, urgency: 3, category: category(4), owner: "Ana", acts: ["acknowledged"] },
  ];
};

test("finds what needs tidying, with counts, and keeps it in the address", async (t) => {
  const page = await list(t, few());
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("search").getByRole("button", { name: "Needs tidying", exact: true }).click();
  const ways = page.getByRole("group", { name: "Needs tidying" });
  assert.match((await ways.innerText()).replace(/\s+/g, " "), /^No owner 2 No category 1 /);
  await ways.getByRole("checkbox", { name: /^No owner/ }).check();
  await shows(page, 2);
  await ways.getByRole("checkbox", { name: /^Nothing recorded for 14 days/ }).check();
  await shows(page, 3);
  await shot(page, "lists-tidying");
  await axe(page);
  await page.keyboard.press("Escape");
  assert.equal(await hash(page), "#/incidents?hygiene=no-owner,stale");
  await page.getByText("Needs tidying: no owner or nothing recorded for 14 days").waitFor();
  await page.getByRole("button", { name: /^Remove the filter "Needs tidying/ }).click();
  await shows(page, 4);
});

test("groups by what records have in common, and is folded by mouse and by keys", async (t) => {
  const page = await list(t, many(200));
  await page.getByRole("button", { name: /^Group: none/ }).click();
  await page.getByRole("menuitemradio", { name: "Priority" }).click();
  await page.waitForFunction(() => location.hash === "#/incidents?group=priority");
  const groups = Number(await table(page).getAttribute("data-groups"));
  assert.ok(groups > 1);
  assert.equal(Number(await table(page).getAttribute("aria-rowcount")), 200 + groups + 1);
  const heads = page.locator("tr.group");
  const first = heads.first();
  const count = Number(await first.getAttribute("data-count"));
  await shot(page, "lists-groups");
  await axe(page);

  await first.getByRole("button").click();
  assert.equal(await first.getByRole("button").getAttribute("aria-expanded"), "false");
  assert.equal(Number(await table(page).getAttribute("aria-rowcount")), 200 - count + groups + 1);
  await shows(page, 200);

  // By keys: over the heading, unfold, into the rows, fold from within.
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.activeElement.matches("tr.group .group__toggle"));
  await page.keyboard.press("ArrowRight");
  await page.locator("tr.group [aria-expanded=true]").first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.activeElement.closest("tr[data-ref][aria-rowindex='4']"));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.activeElement.matches("tr.group[aria-rowindex='2'] .group__toggle"));
  assert.equal(await page.locator("tr.group").first().getByRole("button").getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("tr.group").first().getByRole("button").getAttribute("aria-expanded"), "true");

  await first.getByRole("checkbox").check();
  await chosen(page, count);
  await page.getByRole("button", { name: "Collapse all" }).click();
  await shot(page, "lists-folded");
  assert.equal(Number(await table(page).getAttribute("aria-rowcount")), groups + 1);
});

test("does one thing to many records, says what was left out, and takes it all back", async (t) => {
  const page = await list(t, many(60).map((record, place) => ({ ...record, owner: undefined, acts: place < 4 ? ["acknowledged", "resolved", "closed"] : [] })));
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  await chosen(page, 60);
  await shot(page, "lists-bulk");
  await axe(page);
  const before = await board(page);
  const written = await events(page);
  await page.keyboard.press("a");
  await page.getByText(/^56 records acknowledged\. Left out: /).waitFor();
  assert.equal(await events(page) - written >= 56, true);
  await shot(page, "lists-bulk-done");
  assert.notEqual(await board(page), before);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone: 56 records acknowledged/).waitFor();
  const left = await states(page);
  assert.ok(left.slice(0, 20).every((state) => state === "new"), left.join());

  await bulk(page, /^Priority/).click();
  const dialog = page.getByRole("dialog", { name: "Priority of 60 records" });
  await dialog.locator("[name=impact]").selectOption("1");
  await dialog.locator("[name=urgency]").selectOption("1");
  await shot(page, "lists-bulk-priority");
  await axe(page);
  await dialog.getByRole("button", { name: /^Set priority/ }).click();
  await page.getByText(/records are P1/).waitFor();
  assert.equal(await page.locator("tr[data-priority=p1]").count(), await page.locator("tr[data-ref]").count());
  await page.locator(".toast", { hasText: "records are P1" }).getByRole("button", { name: "Undo" }).click();
  await page.getByText(/^Undone: .*records are P1/).waitFor();

  await bulk(page, /^Category/).click();
  await page.locator("dialog [name=category]").selectOption({ label: "Security" });
  await page.getByRole("button", { name: /^Set category/ }).click();
  await page.getByText(/records are Security/).waitFor();
});

test("chooses with Shift and arrows, and lets go on the way back", async (t) => {
  const page = await list(t, many(40));
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await chosen(page, 4);
  await page.keyboard.press("Shift+ArrowUp");
  await chosen(page, 3);
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "What happens to 3 records" });
  await dialog.locator("[name=person]").selectOption({ index: 1 });
  await dialog.getByRole("button", { name: /^Assign/ }).last().click();
  await page.getByText(/^3 records assigned|^\d records assigned\. Left out/).waitFor();
  await page.getByRole("checkbox", { name: /^Select INC/ }).nth(10).click({ modifiers: ["Shift"] });
  await page.keyboard.press("Escape");
  await page.locator(".bulk").waitFor({ state: "detached" });
});

test("cancels duplicates of one record in one step", async (t) => {
  const page = await list(t, few());
  await page.getByRole("checkbox", { name: "Select INC-1", exact: true }).check();
  await page.getByRole("checkbox", { name: "Select INC-2", exact: true }).check();
  await bulk(page, /^Link/).click();
  const dialog = page.getByRole("dialog", { name: "Link of 2 records" });
  await dialog.getByRole("button", { name: "Cancel as duplicates" }).click();
  await dialog.locator("[data-error=no-record]").waitFor();
  await dialog.locator("label", { hasText: "Whole" }).click();
  await page.waitForFunction(() => document.querySelector("dialog input[type=radio][value]:checked"));
  await shot(page, "lists-bulk-link");
  await axe(page);
  await dialog.getByRole("button", { name: "Cancel as duplicates" }).click();
  await page.getByText("2 records cancelled, duplicate of INC-4").waitFor();
  await page.locator("tr[data-ref=INC-1][data-state=cancelled]").waitFor();
  await page.keyboard.press("Control+z");
  await page.locator("tr[data-ref=INC-1]:not([data-state=cancelled])").waitFor();
});

test("keeps views for everybody: saves, updates, renames, moves and deletes them", async (t) => {
  const page = await list(t, few());
  const main = page.getByRole("main");
  const save = async (query, name) => {
    await go(page, `#/incidents?${query}`);
    await main.getByRole("button", { name: "Save view" }).click();
    await page.locator("dialog [name=name]").fill(name);
    await page.locator("dialog").getByRole("button", { name: "Save view" }).click();
    await page.getByRole("tab", { name: new RegExp(`^${name}`), selected: true }).waitFor();
  };
  await save("category=security&sort=title&group=state", "Security");
  await save("hygiene=no-owner", "Unowned");
  assert.match(await hash(page), /hygiene=no-owner&columns=.*&view=/);
  const side = page.getByRole("group", { name: "Saved views" });
  await side.getByRole("link", { name: /^Security 2/ }).waitFor();
  await side.getByRole("link", { name: /^Unowned 2/ }).waitFor();
  await shot(page, "lists-views");
  await axe(page);

  // A changed view says so, and keeps the change when told.
  await side.getByRole("link", { name: /^Security/ }).click();
  await shows(page, 2);
  assert.equal(await main.getByRole("button", { name: "Update view" }).count(), 0);
  await page.locator("#list-filter").fill("whole");
  await shows(page, 1);
  await main.getByRole("button", { name: "Update view" }).click();
  await side.getByRole("link", { name: /^Security 1/ }).waitFor();

  const act = async (name) => {
    await page.getByRole("button", { name: "This view" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await act("Rename…");
  await page.locator("dialog [name=name]").fill("");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.locator("dialog [data-error=no-name]").waitFor();
  await page.locator("dialog [name=name]").fill("Guard");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await side.getByRole("link", { name: /^Guard 1/ }).waitFor();
  const order = () => side.getByRole("link").allInnerTexts().then((texts) => texts.slice(2).map((text) => text.split("\n")[0].trim()));
  assert.deepEqual(await order(), ["Guard", "Unowned"]);
  await act("Move right");
  await page.getByText("View “Guard” moved").waitFor();
  assert.deepEqual(await order(), ["Unowned", "Guard"]);
  await act("Delete");
  await side.getByRole("link", { name: /^Guard/ }).waitFor({ state: "detached" });
  await page.locator(".toast", { hasText: "deleted" }).getByRole("button", { name: "Undo" }).click();
  await side.getByRole("link", { name: /^Guard 1/ }).waitFor();

  await page.reload();
  await ready(page);
  await side.getByRole("link", { name: /^Unowned 2/ }).click();
  await page.getByRole("tab", { name: /^Unowned/, selected: true }).waitFor();
});

test("saves the list as CSV with the columns that were chosen", async (t) => {
  const page = await list(t, few());
  await go(page, "#/incidents?category=security&sort=title");
  const open = async () => {
    await page.getByRole("button", { name: "Print or save this list" }).click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
  };
  await open();
  const dialog = page.getByRole("dialog", { name: "Save 2 records as CSV" });
  await shot(page, "lists-csv");
  await axe(page);
  await dialog.getByRole("checkbox", { name: "All columns" }).uncheck();
  assert.equal(await dialog.getByRole("button", { name: "Save CSV" }).isDisabled(), true);
  await dialog.getByRole("checkbox", { name: "title", exact: true }).check();
  await dialog.getByRole("checkbox", { name: "reference", exact: true }).check();
  const text = await saved(page, () => dialog.getByRole("button", { name: "Save CSV" }).click());
  assert.equal(text, "\ufeffreference,title\r\nINC-3,Never acknowledged\r\nINC-4,Whole\r\n");

  // What was chosen is remembered; the selection is saved in the order of the list.
  await page.getByRole("checkbox", { name: "Select INC-4" }).check();
  await bulk(page, /^Export/).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  const part = page.getByRole("dialog", { name: "Save 1 record as CSV" });
  await part.getByRole("checkbox", { name: /byte order mark/ }).uncheck();
  assert.equal(await saved(page, () => part.getByRole("button", { name: "Save CSV" }).click()), "reference,title\r\nINC-4,Whole\r\n");

  await go(page, "#/share");
  const all = await saved(page, () => page.locator("#export-csv").click());
  assert.equal(all.trim().split("\r\n").length, 5);
  assert.match(all, /^reference,kind,title,/);
});

test("prints every shown row with what was asked for", async (t) => {
  const page = await list(t, many(150));
  await go(page, "#/incidents?group=priority&sort=-reported");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".print-list");
  assert.equal(await sheet.locator("tbody tr:has(td)").count(), 150);
  assert.match(await sheet.innerText(), /Northwind Health: 150 incidents\s+All of them · sorted by reported, backwards · grouped by priority\./);
  assert.equal(await page.locator("table.incidents").isVisible(), false);
  assert.equal(await page.locator(".side").isVisible(), false);
  await page.setViewportSize({ width: 720, height: 1000 });
  await shot(page, "lists-print");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `the list is ${wide} px too wide for paper`);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await sheet.locator("tr").count(), 0);
});

for (const [name, options] of [["phone", { viewport: sizes.phone }], ["dark", { colorScheme: "dark" }], ["phone-dark", { viewport: sizes.phone, colorScheme: "dark" }]]) {
  test(`groups and bulk actions look right: ${name}`, async (t) => {
    const page = await list(t, many(60), options);
    await go(page, "#/incidents?group=state");
    await page.locator("tr.group").first().waitFor();
    await page.getByRole("checkbox", { name: /^Select INC/ }).first().check();
    await chosen(page, 1);
    await axe(page);
    await shot(page, `lists-${name}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
  });
}

test("a thousand records change as one action", async (t) => {
  const page = await list(t, many(1000).map((record) => ({ ...record, owner: undefined, acts: [] })));
  await page.getByRole("checkbox", { name: /^Select all/ }).check();
  await chosen(page, "1,000");
  const before = await events(page);
  const started = Date.now();
  await page.keyboard.press("a");
  await page.getByText(/^1,000 records acknowledged/).waitFor();
  const done = Date.now();
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone: 1,000 records acknowledged/).waitFor();
  t.diagnostic(`acknowledged in ${done - started} ms, taken back in ${Date.now() - done} ms`);
  assert.ok(await events(page) - before >= 2000);
  // A long log that is opened anew: the first view comes first, and the counts beside it soon after.
  await go(page, "#/now");
  await page.reload();
  await ready(page);
  await page.getByRole("group", { name: "Saved views" }).getByRole("link", { name: /^No owner 1,000/ }).waitFor();
});
