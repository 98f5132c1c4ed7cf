// How a person uses the page: by mouse on a desk, by keyboard alone, by touch on a phone. A journey that is told
// once in these words is done by each of them. All input is real.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { axe, shot, sizes } from "./page.mjs";

const isToggle = (target) => target.evaluate((element) => ["radio", "checkbox"].includes(element.type));

/** Whether the keys go to a target. */
export const focused = (target) => target.evaluate((element) => element === document.activeElement);

/** Presses a key until it has led to a target. */
export async function tabTo(page, target, key = "Tab") {
  await target.waitFor({ state: "attached" });
  for (let step = 0; step < 200 && !await focused(target); step++) await page.keyboard.press(key);
  assert.ok(await focused(target), `${key} leads to ${target}`);
}

/** Asks the open palette for a command; it is the first that is offered. */
async function ask(page, command) {
  await page.getByRole("combobox", { name: "Search or run a command" }).waitFor();
  await page.keyboard.type(`>${command}`);
  return page.getByRole("option", { name: command, selected: true });
}

/** Gives a file to what asks for one when it is pressed. */
export async function give(page, file, press) {
  for (let tries = 0; tries < 3; tries++) {
    const chooser = page.waitForEvent("filechooser", { timeout: 20_000 }).catch(() => undefined);
    await press();
    const asked = await chooser;
    if (asked) return asked.setFiles(file);
  }
  assert.fail("no file is asked for");
}

/** Runs a command of the palette. */
export async function run(page, command) {
  await page.keyboard.press("Control+k");
  await (await ask(page, command)).waitFor();
  await page.keyboard.press("Enter");
}

/** Nothing lies beyond the right edge, on a desk nor at the width of a phone. */
export async function fits(page) {
  const within = () => page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
  const size = page.viewportSize();
  await within();
  if (size.width === sizes.phone.width) return;
  await page.setViewportSize(sizes.phone);
  await within();
  await page.setViewportSize(size);
}

/** What is looked at in every view on the way. */
export async function look(page, name) {
  await axe(page);
  await fits(page);
  await shot(page, `journey-${name}`);
}

/** By pointing: `touch` is a click or a tap. Words are typed on the keyboard that a press on a field gives. */
function pointer(touch) {
  // A segment's or a choice's own box may be out of sight: people press its words.
  const press = async (target) => {
    const word = await isToggle(target) ? target.locator("xpath=ancestor::label[1]") : target;
    await touch(word);
  };
  return {
    press,
    async write(field, text) {
      await press(field);
      await field.page().keyboard.press("Control+a");
      await field.page().keyboard.type(text);
    },
    async go(page, name) {
      const link = page.getByRole("link", { name }).locator("visible=true").last();
      if (await link.count()) return press(link);
      await press(page.getByRole("button", { name: "Search", exact: true })); // a phone has room for five
      await press(await ask(page, name));
    },
    async act(page, slug) {
      const action = page.locator(`[data-action=${slug}]`);
      await action.waitFor({ state: "attached" });
      if (!await action.isVisible()) await press(page.getByRole("button", { name: "More acts" }));
      await press(action);
    },
  };
}

/** A tap that the page hears: one that comes while it still glides only stops it. Then the finger comes again. */
async function tap(target) {
  for (let tries = 0; ; tries++) {
    const heard = await target.evaluateHandle(() => {
      const heard = { click: false };
      addEventListener("click", () => { heard.click = true; }, { capture: true, once: true });
      return heard;
    });
    await target.tap();
    // Where the press led to another page, nothing is left to ask.
    const isHeard = () => heard.evaluate(({ click }) => click).catch(() => true);
    for (let waits = 0; waits < 40 && !await isHeard(); waits++) await pause(50);
    if (await isHeard() || tries === 2) return;
  }
}

/** The letters after `g`. */
const letters = { Incidents: "i", Now: "n", Share: "s" };

const keyboard = {
  async press(target) {
    const page = target.page();
    const group = await target.evaluate((element) => element.type === "radio" && element.name);
    if (group === false) {
      await tabTo(page, target);
      await page.keyboard.press(await isToggle(target) ? "Space" : "Enter");
      return;
    }
    // Tab leads to the one of them that is taken, arrows to the others.
    const within = () => page.evaluate((name) => document.activeElement.type === "radio" && document.activeElement.name === name, group);
    for (let step = 0; step < 200 && !await within(); step++) await page.keyboard.press("Tab");
    for (let step = 0; step < 20 && !await focused(target); step++) await page.keyboard.press("ArrowDown");
    assert.ok(await focused(target), `arrows lead to ${target}`);
    if (!await target.isChecked()) await page.keyboard.press("Space");
  },
  async write(field, text) {
    await tabTo(field.page(), field);
    await field.page().keyboard.press("Control+a");
    await field.page().keyboard.type(text);
  },
  async go(page, name) {
    // In a field a letter is a letter.
    const writes = () => page.evaluate(() => document.activeElement.matches("input:not([type=radio], [type=checkbox], [type=file]), textarea, select"));
    for (let step = 0; step < 60 && await writes(); step++) await page.keyboard.press("Tab");
    if (!letters[name]) return run(page, name);
    await page.keyboard.press("g");
    await page.keyboard.press(letters[name]);
  },
  act: (page, _slug, label) => run(page, label),
};

/** [what a test is called by, options of the profile, a short name, the hand]. */
export const hands = [
  ["by mouse on a desk", {}, "mouse", pointer((target) => target.click())],
  ["by keyboard alone, in dark", { colorScheme: "dark" }, "keyboard", keyboard],
  ["by touch on a phone, in dark", { viewport: sizes.phone, hasTouch: true, isMobile: true, colorScheme: "dark" }, "touch", pointer(tap)],
];
