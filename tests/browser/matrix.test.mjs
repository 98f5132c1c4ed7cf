// Matrix: where records lie, and how they are moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { many, writeLog } from "./log.mjs";
import { axe, ready, sizes, stage } from "./page.mjs";
import { asFile, go, mergeFile } from "./people.mjs";

const day = 24 * 3600_000;
const now = Date.now();
const cell = (page, impact, urgency) => page.locator(`.cell[data-impact="${impact}"][data-urgency="${urgency}"]`);
const data = (locator) => locator.evaluate((element) => ({ ...element.dataset }));
const cards = (within) => within.locator(".card").evaluateAll((all) => all.map((card) => card.dataset.ref));
const cursor = (page) => page.locator(".card[data-cursor]").getAttribute("data-ref");

async function matrix(t, records, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  await mergeFile(page, asFile("log.json", writeLog(records)));
  await go(page, "#/matrix");
  await page.locator(".cell").first().waitFor({ state: "attached" });
  return page;
}

const few = [
  { title: "East Clinic offline", reported: now - 2 * day, impact: 2, urgency: 1, owner: "Ben" },
  { title: "Phishing page", reported: now - day, impact: 2, urgency: 1 },
  { title: "Was solved", reported: now - 3 * day, impact: 2, urgency: 1, acts: ["acknowledged", "resolved"] },
  { title: "Long ago", reported: now - 90 * day, impact: 2, urgency: 1, acts: ["acknowledged", "resolved", "closed"] },
  { title: "Guest Wi-Fi drops", reported: now - day, impact: 3, urgency: 4 },
  { title: "Nobody judged it", reported: now - day },
  { title: "A new laptop", reported: now - day, kind: "request", impact: 5, urgency: 5 },
];

test("counts every incident of a cell and shows the open ones", async (t) => {
  const page = await matrix(t, few);
  assert.equal(await page.locator(".cell").count(), 25);
  const { priority, count, open } = await data(cell(page, 2, 1));
  assert.deepEqual([priority, count, open], ["p1", "4", "2"]);
  assert.match(await cell(page, 2, 1).innerText(), /2 of 4/);
  assert.deepEqual(await cards(cell(page, 2, 1)), ["INC-2", "INC-1"]);
  assert.equal((await data(cell(page, 5, 5))).count, "0");
  assert.deepEqual(await cards(page.getByRole("region", { name: "Not judged" })), ["INC-6"]);
  assert.deepEqual(await data(page.locator('[data-ref="INC-1"]')).then(({ state, priority, kind }) => [state, priority, kind]), ["assigned", "p1", "incident"]);

  await page.locator("label", { hasText: "Last 30 days" }).click();
  await page.locator('[data-ref="INC-3"]').waitFor();
  assert.deepEqual(await cards(cell(page, 2, 1)), ["INC-2", "INC-1", "INC-3"]);
  assert.equal((await data(cell(page, 2, 1))).count, "4");
  await page.locator(".segment__part").getByText("All", { exact: true }).click();
  await page.locator('[data-ref="INC-4"]').waitFor();
  assert.equal(await page.evaluate(() => location.hash), "#/matrix?show=all");
  await page.locator("label", { hasText: "Requests" }).click();
  await page.locator('[data-ref="REQ-1"]').waitFor();
  assert.equal((await data(cell(page, 5, 5))).count, "1");
  await axe(page);
});

test("moves the cursor by arrow keys and opens a card", async (t) => {
  const page = await matrix(t, few);
  await page.keyboard.press("ArrowRight");
  assert.equal(await cursor(page), "INC-2");
  await page.keyboard.press("ArrowDown");
  assert.equal(await cursor(page), "INC-1");
  await page.waitForFunction(() => document.activeElement.closest(".card")?.dataset.ref === "INC-1");
  await page.keyboard.press("ArrowRight");
  assert.equal(await cursor(page), "INC-6");
  await page.keyboard.press("k");
  assert.equal(await cursor(page), "INC-5");
  await page.keyboard.press("Home");
  assert.equal(await cursor(page), "INC-2");
  await page.waitForFunction(() => document.activeElement.closest(".card")?.dataset.ref === "INC-2");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/incident/INC-2");
});

test("asks why when a card is dragged, or by key", async (t) => {
  const page = await matrix(t, few);
  const dialog = page.locator("dialog[open]");
  await page.locator('[data-ref="INC-5"]').dragTo(cell(page, 1, 1));
  await dialog.waitFor();
  await axe(page);
  await dialog.locator("textarea, input:not([type=radio])").first().fill("Now it is everywhere");
  await dialog.locator("button[type=submit]").click();
  await page.locator('.cell[data-impact="1"][data-urgency="1"] [data-ref="INC-5"]').waitFor();
  assert.equal((await data(cell(page, 3, 4))).count, "0");
  assert.equal((await data(page.locator('[data-ref="INC-5"]'))).priority, "p1");

  await page.locator('[data-ref="INC-6"] a').focus();
  await page.keyboard.press("p");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.locator('[data-ref="INC-1"]').hover();
  await page.getByRole("button", { name: "Judge INC-1 again" }).click();
  await dialog.waitFor();
});

test("shows the matrix that most records use, each on its own tab", async (t) => {
  const other = { scale: "servicenow-3x3" };
  const page = await matrix(t, [
    { title: "One", reported: now - day, impact: 1, urgency: 1, priority: "p1", ...other },
    { title: "Two", reported: now - day, impact: 2, urgency: 3, priority: "p4", ...other },
    ...Array.from({ length: 30 }, (_, place) => ({ title: `Like two ${place}`, reported: now - day, impact: 2, urgency: 3, priority: "p4", ...other })),
  ]);
  assert.equal(await page.locator(".cell").count(), 9);
  assert.equal((await data(cell(page, 2, 3))).count, "31");
  assert.equal((await cards(cell(page, 2, 3))).length, 12);
  await page.getByText("New judgements use").waitFor();
  const more = page.getByRole("link", { name: "19 more" });
  await axe(page);
  await page.getByRole("tab", { name: /^Sitrep 5 × 5/ }).click();
  await page.locator('.cell[data-impact="5"]').first().waitFor();
  assert.equal(await page.locator(".cell").count(), 25);
  await page.getByRole("tab", { name: /^ServiceNow/ }).click();
  await more.click();
  await page.locator('table[data-shown="31"]').waitFor();
  assert.match(await page.locator(".chip[data-part=scale]").innerText(), /^Matrix is\s+ServiceNow 3 × 3/);
});

for (const [name, options] of [["light", {}], ["phone", { viewport: sizes.phone }], ["dark", { colorScheme: "dark" }], ["phone-dark", { viewport: sizes.phone, colorScheme: "dark" }]]) {
  test(`looks right: ${name}`, async (t) => {
    const page = await matrix(t, many(60), options);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, "no sideways scroll");
    await page.keyboard.press("j");
    await axe(page);
    await page.screenshot({ path: `target/screens/matrix-${name}.png`, fullPage: true });
  });
}
