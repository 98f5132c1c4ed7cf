// Tables of any tool through Share: the mapping is guessed, corrected, kept and offered again.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { axe, fixture, newFolder, openProfile, ready, shot, sizes, stage } from "./page.mjs";
import { asFile, board, declare, exportText, go, mergeFile, pickFile } from "./people.mjs";

const csv = (name, text) => asFile(name, text, "text/csv");
/** As Windows spelled it before UTF-8: one byte a letter. */
const western = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text, "latin1") });

async function open(t, options) {
  const { url, profile } = await stage(t, options);
  const page = await profile.newPage();
  await page.goto(`${url}#/share`);
  await ready(page);
  return { page, url };
}

const LIST = `Nr;Störung;Status;Priorität;Gemeldet am;Raum
1;Drucker druckt nicht;Offen;Hoch;03/04/2026 08:00;4B
2;WLAN fällt aus;Liegt;Mittel;05/04/2026 09:30;
3;Tür klemmt;Erledigt;Egal;06/04/2026 10:00;2A
`;

test("20 issues of a real Jira export come in with nobody's help, and the same file adds nothing", async (t) => {
  const file = fixture(t, "jira/hive_dev20.csv");
  if (!file) return;
  const oracle = JSON.parse(readFileSync(file.replace(".csv", ".oracle.json"), "utf8"))["hive_dev20.csv"];
  const { page } = await open(t);
  const report = await pickFile(page, file);
  const numbers = await report.evaluate((element) => ({ ...element.dataset }));
  assert.equal(numbers.format, "csv");
  assert.equal(numbers.records, String(oracle.rows));
  assert.equal(numbers.rejected, "0");
  const becomes = async (column) => page.locator(`[data-column="${column}"]`).getAttribute("data-target");
  assert.deepEqual(
    await Promise.all(["Issue key", "Summary", "Status", "Created", "Resolved", "Component/s"].map(becomes)),
    ["number", "title", "state", "reported", "resolved", "category"],
  );
  await axe(page);
  await shot(page, "mapping-jira");
  await page.locator("#import-confirm").click();
  await page.locator("#import-report[data-state=done]").waitFor();
  await go(page, "#/incidents");
  await page.locator(`table[data-total="${oracle.rows}"]`).waitFor();
  const again = await pickFile(page, file);
  assert.equal(await again.getAttribute("data-new"), "0");
  await page.getByText("kept in this workspace for these columns").waitFor();
});

test("a list in Windows-1252 is asked about what it leaves open, and the next one is read without asking", async (t) => {
  const { page, url } = await open(t, { viewport: sizes.phone, colorScheme: "dark" });
  const report = await pickFile(page, western("Nachtdienst.csv", LIST));
  assert.equal(await report.getAttribute("data-rejected"), "3");
  const confirm = page.locator("#import-confirm");
  assert.equal(await confirm.isDisabled(), true);
  await page.getByText("Windows-1252", { exact: false }).first().waitFor();
  await page.locator('[data-column="Störung"][data-target="title"]').waitFor();
  await axe(page);
  await shot(page, "mapping-list-dark");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);

  // By the keyboard alone; the focus stays where it is while the numbers change.
  const order = page.getByLabel("Gemeldet am: day or month first");
  await order.focus();
  await page.keyboard.type("Day");
  await page.locator('#import-report[data-rejected="1"]').waitFor();
  assert.equal(await order.evaluate((element) => document.activeElement === element), true);
  await page.getByText("Status is “Liegt”, and nobody said yet what that means").waitFor();
  await page.getByLabel("Liegt means").selectOption({ label: "On hold: vendor" });
  await page.locator('#import-report[data-rejected="0"][data-records="3"]').waitFor();
  await page.getByLabel("Störung becomes").selectOption("");
  await page.locator('[data-column="Störung"]:not([data-target])').waitFor();
  await page.getByLabel("Störung becomes").selectOption({ label: "Title" });
  await page.locator("#import-zone").selectOption("Europe/Berlin");
  assert.equal(await page.getByLabel("Name of the mapping").inputValue(), "Nachtdienst");
  await confirm.click();
  await page.locator("#import-report[data-state=done]").waitFor();
  await go(page, "#/incident/2");
  await page.locator('[data-ref="2"][data-state="hold"]').first().waitFor();

  const newer = LIST.replace("Erledigt", "Liegt") + "4;Licht flackert;Neu;Hoch;07/04/2026 08:00;\n";
  const second = await pickFile(page, western("Nachtdienst 2.csv", newer));
  const numbers = await second.evaluate((element) => ({ ...element.dataset }));
  assert.deepEqual([numbers.new, numbers.known, numbers.rejected], ["2", "2", "0"]);
  await page.getByText("Nachtdienst, kept in this workspace for these columns").waitFor();
  assert.equal(await page.locator("#import-zone").inputValue(), "Europe/Berlin");
  await page.locator("#import-confirm").click();
  await page.locator("#import-report[data-state=done]").waitFor();

  await go(page, "#/settings");
  await page.getByLabel("Name of mapping Nachtdienst").waitFor();
  const text = await exportText(page);
  const ben = await (await openProfile(t)).newPage();
  await ben.goto(url);
  await ready(ben);
  await mergeFile(ben, asFile("ana.json", text));
  assert.equal(await board(ben), await board(page));
  const known = await pickFile(ben, western("Nachtdienst 2.csv", newer));
  assert.equal(await known.getAttribute("data-new"), "0");
});

test("the matrix of a table is found, and every word of a column can be given a meaning", async (t) => {
  const { page } = await open(t);
  const row = (number) => `${number},Case ${number},Open,${1 + number % 3},${1 + number % 3},${["P1", "P2", "P5"][number % 3]},Kind ${number % 130}`;
  await pickFile(page, csv("cases.csv", `Id,Summary,Status,Impact,Urgency,Priority,Category\n${Array.from({ length: 260 }, (_, number) => row(number)).join("\n")}\n`));
  await page.getByText("ServiceNow 3 × 3, but for 1 cell that gives another priority").waitFor();
  await page.getByRole("button", { name: "Use its matrix here too" }).waitFor();
  const column = page.locator('[data-column="Category"]');
  await page.getByLabel("Category becomes").selectOption({ label: "Category" }); // too many to be guessed at
  await column.locator("summary").click();
  assert.equal(await column.locator("li").count(), 60);
  await column.getByRole("button", { name: "60 more of 130" }).click();
  await column.getByRole("button", { name: "10 more of 130" }).press("Enter");
  const end = column.getByText("All 130 are shown.");
  await end.waitFor();
  assert.equal(await end.evaluate((element) => document.activeElement === element), true);
  assert.equal(await column.locator("li").count(), 130);
  await column.getByLabel("Kind 99 means").selectOption({ label: "Network" });
  await page.locator("#import-report[data-state=preview]").waitFor();
  await axe(page);
  // Where no column is the priority, impact and urgency make it, and there is nothing to find.
  await page.getByLabel("Priority becomes").selectOption("");
  await page.getByText("ServiceNow 3 × 3: no column is the priority, so impact and urgency make it").waitFor();
  await page.getByRole("button", { name: "Use its matrix here too" }).waitFor({ state: "detached" });
});

test("letters that look wrong are read again in another encoding", async (t) => {
  const { page } = await open(t);
  const bytes = Buffer.concat([Buffer.from("Id,Summary,Status\n1,W"), Buffer.from([0xb3]), Buffer.from("adza,Open\n")]);
  await pickFile(page, { name: "pl.csv", mimeType: "text/csv", buffer: bytes });
  await page.getByText("W³adza").waitFor();
  await page.locator("#import-encoding").selectOption("windows-1250");
  await page.getByText("Władza").waitFor();
  await page.locator("#import-report[data-records='1'][data-rejected='0']").waitFor();
});

test("two people who import one list on their own hold the same records", async (t) => {
  const text = LIST.replace(";Liegt;", ";Offen;").replaceAll("/04/2026", ".04.2026");
  const { page, url } = await open(t);
  await declare(page, "Something of ours");
  const other = await (await openProfile(t)).newPage();
  await other.goto(`${url}#/share`);
  await ready(other);
  await mergeFile(other, asFile("ana.json", await exportText(page)));
  await mergeFile(page, csv("a.csv", text));
  await mergeFile(other, csv("b.csv", `sep=,\n${text.replaceAll(";", ",")}`));
  await mergeFile(other, asFile("ana.json", await exportText(page)));
  await mergeFile(page, asFile("ben.json", await exportText(other)));
  assert.equal(await board(other), await board(page));
  await go(page, "#/incidents");
  await page.locator('table[data-total="4"]').waitFor();
});

test("what can't be read is said with its reason, and nothing of it comes in", async (t) => {
  const { page } = await open(t);
  const folder = newFolder(t, "large-");
  const large = join(folder, "large.csv");
  writeFileSync(large, `Id,Summary\n${"1,a row that says the same again and again\n".repeat(5_000_000)}`);
  for (const [file, kind, words] of [
    [{ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("PK\x03\x04\x14\x00\x06\x00") }, "binary", "Excel workbook"],
    [csv("export.csv", "<!doctype html><title>Sign in</title>"), "html", "web page"],
    [csv("cut.csv", 'Id,Summary\n1,"cut in the middle'), "open-quote", "line 2"],
    [csv("names.csv", "Id,Summary\n"), "no-rows", "no row"],
    [large, "too-large", "at most 100 MB"],
  ]) {
    await pickFile(page, file);
    const alert = page.locator("#import-report[data-state=failed] [role=alert]");
    assert.equal(await alert.getAttribute("data-error"), kind);
    assert.match(await alert.innerText(), new RegExp(words));
  }
  const report = await pickFile(page, csv("twice.csv", "Id,Summary,Created,Created\n1,a,29/04/2026,\n2,b,04/29/2026,\n3,c"));
  assert.equal(await report.getAttribute("data-rejected"), "3");
  await page.getByText("Both orders stand here: “29/04/2026” in line 2").waitFor();
  await page.getByText("the file ends here, cut off").waitFor();
  await page.getByText("Created (2)").first().waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await page.locator("html").getAttribute("data-events"), "0");
});
