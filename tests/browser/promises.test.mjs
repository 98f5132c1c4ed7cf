// Promises from end to end, under a clock of the test's own: warned of, broken, extended, paused, begun anew, tried
// over history, adopted, taken up again, with holidays, and in a calendar file. By mouse, by keyboard, on a phone.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import ICAL from "ical.js";
import { give, hands, look } from "./hands.mjs";
import { newFolder, ready, stage } from "./page.mjs";
import { declare, go } from "./people.mjs";

const minute = 60_000;
const began = Date.UTC(2026, 10, 17, 9, 0);
const dialog = (page) => page.getByRole("dialog");
const within = (of, name) => of.getByRole("button", { name, exact: true }).locator("visible=true").first();
const cell = (page, clock) => page.locator(`.strip [data-clock=${clock}]`);
const target = (page, clock, rule) => page.getByRole("region", { name: `Clock ${clock}`, exact: true })
  .getByRole("textbox", { name: `Target of rule ${rule}`, exact: true });

/** What another calendar program writes. */
const holidays = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Another//Program//EN",
  "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20261225", "SUMMARY:Christmas", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");

for (const [way, options, name, hand] of hands) {
  test(`promises are warned of, broken, turned, tried, adopted and taken back ${way}`, async (t) => {
    const { url, profile } = await stage(t, options);
    const page = await profile.newPage();
    await page.clock.install({ time: began });
    await page.goto(url);
    await ready(page);
    const wait = (minutes) => page.clock.fastForward(minutes * minute);
    const status = (clock, is) => page.locator(`.strip [data-clock=${clock}][data-status=${is}]`).waitFor();
    const closed = () => page.locator("dialog[open]").waitFor({ state: "detached" });

    await declare(page, "East Clinic offline", { impact: "1", urgency: "1" });
    await go(page, "#/incident/INC-1");
    await cell(page, "acknowledge").waitFor();
    await wait(12);
    await page.locator(".strip [data-clock=acknowledge][data-state=risk]").waitFor();
    await look(page, `${name}-promise-risk`);
    await wait(6);
    await status("acknowledge", "late");
    await look(page, `${name}-promise-late`);
    await hand.act(page, "acknowledge", "Acknowledge");
    await status("acknowledge", "breached");

    const turn = async (button, fields, submit) => {
      await hand.press(cell(page, "resolve"));
      await hand.press(within(dialog(page), button));
      for (const [field, text] of Object.entries(fields)) await hand.write(dialog(page).locator(`[name=${field}]`), text);
      await look(page, `${name}-promise-${submit.split(" ")[0].toLowerCase()}`);
      await hand.press(dialog(page).getByRole("button", { name: submit }));
      await closed();
    };
    await turn("Extend…", { length: "10 min", reason: "The duct is flooded" }, "Extend the clock");
    const due = Number(await cell(page, "resolve").getAttribute("data-due"));
    assert.ok(Math.abs(due - began - 250 * minute) < minute);
    await turn("Pause…", { reason: "No crew before noon" }, "Pause the clock");
    await status("resolve", "paused");
    await wait(30);
    await turn("Resume…", {}, "Resume the clock");
    await status("resolve", "running");
    await hand.act(page, "resolve", "Resolve");
    const form = page.locator("dialog[open]:has([type=submit])");
    await Promise.race([status("resolve", "met"), form.waitFor().then(() => page.keyboard.press("Control+Enter"))]);
    await status("resolve", "met");
    await wait(10);
    await hand.act(page, "reopen", "Reopen");
    await Promise.race([status("resolve", "running"), form.waitFor().then(() => page.keyboard.press("Control+Enter"))]);
    await status("resolve", "running");

    await hand.go(page, "SLA policy");
    await page.getByRole("heading", { level: 1, name: "SLA policy" }).waitFor();
    const adopt = async (note) => {
      if (note) await hand.write(page.locator("input[name=note]"), note);
      await hand.press(within(page, "Adopt the policy"));
      await page.locator(".sla__adopt").waitFor({ state: "detached" });
    };
    await hand.write(target(page, "Resolve", 1), "5 min");
    await page.keyboard.press("Enter");
    const tried = page.locator("[data-what-if=Resolve] td[data-before]");
    await tried.waitFor();
    assert.deepEqual(await tried.evaluate((it) => [it.dataset.before, it.dataset.after]), ["1", "0"]);
    await look(page, `${name}-promise-tried`);
    await adopt("Shorter after the audit");
    const versions = page.getByRole("region", { name: "Versions", exact: true });
    await versions.getByText("Resolve, Incident, P1: 4 h → 5 min").waitFor();
    await versions.getByText("Shorter after the audit").waitFor();
    await look(page, `${name}-promise-versions`);
    await hand.press(versions.getByRole("button", { name: "Take up ITIL, around the clock again, as built in" }));
    assert.equal(await target(page, "Resolve", 1).inputValue(), "4 h");
    await adopt();
    await versions.getByText("Resolve, Incident, P1: 5 min → 4 h").waitFor();

    await hand.press(within(page.getByRole("navigation", { name: "Parts of this page" }), "Calendars"));
    await hand.press(within(page, "Edit the calendar Business hours"));
    const file = join(newFolder(t, "file-"), "holidays.ics");
    writeFileSync(file, holidays);
    await give(page, file, () => hand.press(within(dialog(page), "Add the days of a calendar file (.ics)")));
    await dialog(page).locator("[data-added]").waitFor();
    await look(page, `${name}-promise-holidays`);
    await hand.press(within(dialog(page), "Keep in the draft"));
    await closed();
    await adopt("Christmas");
    await versions.getByText("Business hours: 1 holiday added").waitFor();
    await versions.getByText("Christmas").waitFor();
    await hand.press(versions.getByRole("button", { name: /^Take up ITIL, around the clock again/ }).first());
    await page.locator(".sla__adopt").getByText("1 change not adopted yet").waitFor();
    await hand.press(within(page, "Discard"));
    await page.locator(".sla__adopt").waitFor({ state: "detached" });

    await hand.go(page, "Now");
    await page.getByRole("heading", { name: "Coming deadlines" }).waitFor();
    await hand.press(page.getByRole("button", { name: /\(\.ics\)/ }));
    const download = page.waitForEvent("download");
    await hand.press(page.getByRole("menuitem", { name: "All deadlines" }));
    const root = new ICAL.Component(ICAL.parse(readFileSync(await (await download).path(), "utf8")));
    const events = root.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    const end = events.find((event) => event.summary === "INC-1: Resolve").startDate.toJSDate().getTime();
    const left = end - await page.evaluate(() => Date.now());
    assert.ok(left > 230 * minute && left <= 240 * minute, `${left / minute} min left`);
  });
}
