// The declare dialog: a title is enough, the rest helps, and nothing that was typed is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, ready, shot, sizes, stage } from "./page.mjs";
import { events, go } from "./people.mjs";

const form = (page) => page.locator("#declare-form");
const field = (page, name) => form(page).locator(`[name=${name}]`);
const send = (page) => form(page).locator("button[type=submit]");
const gone = (page) => form(page).waitFor({ state: "detached" });
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

async function opened(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(url);
  await ready(page);
  return page;
}

async function declaring(t, options) {
  const page = await opened(t, options);
  await page.getByRole("button", { name: "Declare incident" }).first().click();
  await form(page).waitFor();
  return page;
}

test("a title and Enter declare an incident, by keyboard alone", async (t) => {
  const page = await opened(t);
  await page.keyboard.press("c");
  await form(page).waitFor();
  await page.keyboard.type("Printer on fire");
  await page.keyboard.press("Enter");
  await gone(page);
  const toast = page.locator(".toast", { hasText: "INC-1 declared" });
  await toast.getByRole("link", { name: "Open" }).click();
  await page.locator('main[data-ref="INC-1"][data-state=new][data-priority=none][data-kind=incident]').waitFor();
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Printer on fire/);
});

test("undo cancels what was declared by mistake, and its reference is not reused", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("A slip");
  await page.keyboard.press("Control+Enter");
  await gone(page);
  await page.locator(".toast", { hasText: "INC-1 declared" }).getByRole("button", { name: "Undo" }).click();
  await page.locator(".toast", { hasText: "Undone" }).waitFor();
  await go(page, "#/incident/INC-1");
  await page.locator('main[data-ref="INC-1"][data-state=cancelled]').waitFor();
});

test("the matrix and its selects stay in step, and the button says the priority", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("WAN down");
  assert.equal(await send(page).innerText().then((text) => text.split("\n")[0].trim()), "Declare");
  await page.getByRole("radio", { name: "Urgency Next hours, impact Site: P2" }).click();
  assert.equal(await field(page, "impact").inputValue(), "2");
  assert.equal(await field(page, "urgency").inputValue(), "2");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  const cell = page.getByRole("radio", { name: "Urgency Now, impact Everyone: P1" });
  assert.equal(await cell.getAttribute("aria-checked"), "true");
  assert.equal(await cell.evaluate((element) => element === document.activeElement), true);
  assert.equal(await page.locator("#declare-form [role=radio][tabindex='0']").count(), 1);
  await field(page, "urgency").selectOption("5");
  await page.getByRole("button", { name: "Declare P3" }).click();
  await gone(page);
  await go(page, "#/incident/INC-1");
  await page.locator("main[data-priority=p3]").waitFor();
});

test("half a judgement is refused at the matrix, and what was typed stays", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("WAN down");
  await field(page, "impact").selectOption("1");
  await send(page).click();
  await form(page).locator("[role=alert][data-error=no-cell]").waitFor();
  assert.equal(await field(page, "title").inputValue(), "WAN down");
  assert.equal(await events(page), 0);
});

test("another priority than the matrix gives needs a reason", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("WAN down");
  await page.getByRole("radio", { name: /Urgency Can wait, impact One person/ }).click();
  await page.getByRole("button", { name: "Override with a reason" }).click();
  await field(page, "priority").selectOption("p1");
  await page.getByRole("button", { name: "Declare P1" }).click();
  const alert = form(page).locator("[role=alert][data-error=no-reason]");
  assert.match(await alert.innerText(), /needs a reason/);
  await axe(page);
  await field(page, "reason").fill("The mayor is watching");
  await page.getByRole("button", { name: "Declare P1" }).click();
  await gone(page);
});

test("a title over its budget is shown, over the limit refused, without one refused", async (t) => {
  const page = await declaring(t);
  await send(page).click();
  await form(page).locator("[role=alert][data-error=no-title]").waitFor();
  await field(page, "title").fill("x".repeat(501));
  await form(page).locator(".field__count[data-over]", { hasText: "501 / 80" }).waitFor();
  await send(page).click();
  await form(page).locator("[role=alert][data-error=too-long]").waitFor();
  assert.equal(await field(page, "title").getAttribute("aria-invalid"), "true");
  await field(page, "title").fill("x".repeat(81));
  await send(page).click();
  await gone(page);
});

test("a draft survives closing and reloading, and is gone when it was sent", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("Half a thought");
  await form(page).locator("[name=category][value=security]").check();
  await form(page).locator("[name=kind][value=request]").check();
  await form(page).getByText("Draft saved on this device").waitFor();
  await page.keyboard.press("Escape");
  await gone(page);
  await page.reload();
  await ready(page);
  await page.keyboard.press("c");
  assert.equal(await field(page, "title").inputValue(), "Half a thought");
  assert.equal(await form(page).locator("[name=category][value=security]").isChecked(), true);
  await page.keyboard.press("Control+Enter");
  await gone(page);
  await page.locator(".toast", { hasText: "REQ-1 declared" }).waitFor();
  await page.keyboard.press("c");
  assert.equal(await field(page, "title").inputValue(), "");
  assert.equal(await form(page).getByText("Draft saved on this device").count(), 0);
});

test("a tab leaves the form of another alone; taken up in both, it makes one record, then another only when asked again", async (t) => {
  const { url, profile } = await stage(t);
  const [one, two] = [await profile.newPage(), await profile.newPage()];
  await one.goto(url);
  await ready(one);
  await one.keyboard.press("c");
  await field(one, "title").fill("Twice");
  await two.goto(url);
  await ready(two);
  await two.keyboard.press("c");
  assert.equal(await field(two, "title").inputValue(), "");
  await field(two, "title").fill("Once");
  await send(two).click();
  await gone(two);
  await two.keyboard.press("c");
  await two.getByText("Not declared yet: “Twice”.").waitFor();
  await axe(two);
  await shot(two, "declare-earlier");
  await form(one).locator("[name=category][value=security]").check(); // since the other tab looked
  await two.getByRole("button", { name: "Go on with it" }).click();
  assert.equal(await field(two, "title").inputValue(), "Twice");
  assert.equal(await form(two).locator("[name=category][value=security]").isChecked(), true);
  await send(one).click();
  await gone(one);
  await two.bringToFront();
  await send(two).click();
  await two.locator(".toast", { hasText: "declared already, as INC-2" }).waitFor();
  await send(two).click();
  await gone(two);
  await two.locator(".toast", { hasText: "INC-3 declared" }).waitFor();
});

test("what was begun in a tab that is closed is offered by the next, thrown away and brought back", async (t) => {
  const { url, profile } = await stage(t);
  const [one, two] = [await profile.newPage(), await profile.newPage()];
  await one.goto(url);
  await ready(one);
  await one.keyboard.press("c");
  await field(one, "title").fill("Half a thought");
  await one.close();
  await two.goto(url);
  await ready(two);
  await two.keyboard.press("c");
  await two.getByRole("button", { name: "throw it away" }).press("Enter");
  await two.getByText("Thrown away: “Half a thought”.").waitFor();
  assert.equal(await two.getByRole("button", { name: "Bring it back" }).evaluate((one) => one === document.activeElement), true);
  assert.equal(await two.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(".declare.")).length), 0);
  await two.keyboard.press("Enter");
  assert.equal(await field(two, "title").inputValue(), "Half a thought");
  await two.reload();
  await ready(two);
  await two.keyboard.press("c");
  assert.equal(await field(two, "title").inputValue(), "Half a thought");
  await send(two).click();
  await gone(two);
});

test("a new service, owner and team are named in the same action", async (t) => {
  const page = await declaring(t);
  await field(page, "title").fill("WAN down");
  await field(page, "my_name").fill("Ana");
  for (const [name, label, value] of [
    ["service", "Name of the new service", "East Clinic WAN"],
    ["owner", "Name of the person", "Ben"],
    ["team", "Name of the new team", "Network"],
  ]) {
    await field(page, name).selectOption("new");
    await form(page).getByLabel(label).fill(value);
  }
  await send(page).click();
  await gone(page);
  await page.keyboard.press("c");
  assert.equal(await field(page, "my_name").count(), 0);
  for (const [name, value] of [["service", "East Clinic WAN"], ["owner", "Ben"], ["team", "Network"]]) {
    await field(page, name).selectOption({ label: value });
  }
  await field(page, "owner").selectOption({ label: "Me (Ana)" });
});

test("when it started is told by a chip or a time, and the future is refused", async (t) => {
  const page = await declaring(t, { timezoneId: "Asia/Kathmandu" });
  await field(page, "title").fill("WAN down");
  await form(page).getByRole("button", { name: "30 min ago" }).click();
  const at = await field(page, "happened_at").inputValue();
  const ago = Date.now() + 345 * 60_000 - Date.parse(`${at}Z`);
  assert.ok(ago >= 30 * 60_000 && ago < 33 * 60_000, at);
  await field(page, "happened_at").fill("2999-01-01T00:00");
  await send(page).click();
  await form(page).locator("[role=alert][data-error=in-future]").waitFor();
  await form(page).getByRole("button", { name: "Now", exact: true }).click();
  await send(page).click();
  await gone(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`it fills a phone's screen, in ${colorScheme}`, async (t) => {
    const page = await declaring(t, { viewport: sizes.phone, colorScheme, hasTouch: true });
    await field(page, "title").fill("Prescription screens freeze on Wards 4 and 5");
    await form(page).locator("[name=category][value=software]").check();
    await page.getByRole("radio", { name: "Urgency Next hours, impact Site: P2" }).click();
    const box = await page.locator("dialog[open]").boundingBox();
    assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, sizes.phone.width, sizes.phone.height]);
    assert.equal(await sideways(page), false);
    await axe(page);
    await shot(page, `declare-phone-${colorScheme}`);
    await page.getByRole("button", { name: "Declare P2" }).click();
    await gone(page);
  });
}

test("it looks right on a desk, in dark too", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await declaring(t, { colorScheme });
    await field(page, "title").fill("Prescription screens freeze on Wards 4 and 5");
    await page.getByRole("radio", { name: "Urgency Next hours, impact Site: P2" }).click();
    await form(page).locator("summary").click();
    await axe(page);
    await shot(page, `declare-${colorScheme}`);
  }
});
