// What a user would pick instead, on the same incidents and the same questions; runs in the page.
import * as duckdb from "@duckdb/duckdb-wasm";
import * as aq from "arquero";
import crossfilter from "crossfilter2";
import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";
import Papa from "papaparse";

const month = (at) => new Date(at).toISOString().slice(0, 7);
const utc = (text) => (text ? Date.parse(`${text.replace(" ", "T")}Z`) : null);

/** The incidents of a snapshot as plain objects. */
export function incidents(csv) {
  const { data } = Papa.parse(csv, { header: true, skipEmptyLines: true });
  return data.map((row, id) => ({
    id, number: row.number, title: row.short_description, description: row.description, priority: Number(row.priority),
    channel: row.contact_type, severity: Number(row.severity), state: Number(row.incident_state), changed: utc(row.sys_updated_on), open: !["6", "7"].includes(row.incident_state), opened: utc(row.opened_at), resolved: utc(row.resolved_at),
  }));
}

/** An audit log as records with their history, as our importer folds it. */
export function foldAudit(csv) {
  const records = new Map();
  const when = (text) => {
    if (!text || text === "?") return null;
    const [day, month, year, hour, minute] = text.split(/[/ :]/).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  const { data } = Papa.parse(csv, { header: true, skipEmptyLines: true });
  for (const row of data) {
    const at = when(row.sys_updated_at);
    let record = records.get(row.number);
    if (!record) records.set(row.number, record = { number: row.number, opened: when(row.opened_at), history: [], last: {} });
    const { last } = record;
    for (const column of ["incident_state", "assignment_group", "assigned_to", "priority", "reopen_count", "reassignment_count"]) {
      if (last[column] !== row[column]) record.history.push({ at, column, from: last[column], to: row[column] });
    }
    if (row.incident_state === "Active" && record.acknowledged === undefined) record.acknowledged = at;
    record.resolved = when(row.resolved_at);
    record.closed = when(row.closed_at);
    record.last = row;
  }
  for (const record of records.values()) record.history.sort((one, other) => one.at - other.at);
  return records;
}

/** Three conditions, newest first. */
export const filterAndSort = (all) => all
  .filter((one) => one.priority <= 2 && !one.open && one.channel === "phone")
  .sort((one, other) => other.opened - one.opened);

const forgiven = (term) => (term.length < 4 ? 0 : term.length < 8 ? 1 : 2);

export function miniSearch(all) {
  const index = new MiniSearch({ fields: ["number", "title", "description"] });
  index.addAll(all);
  const search = (text) => index.search(text, { prefix: true, fuzzy: forgiven, combineWith: "AND", boost: { title: 4, number: 2 } });
  return { search: (text) => search(text).length, titles: (text) => search(text).slice(0, 10).map(({ id }) => all[id].title) };
}

export function flexSearch(all) {
  const index = new FlexSearch.Document({ document: { id: "id", index: ["title", "number", "description"] }, tokenize: "forward" });
  for (const one of all) index.add(one);
  const search = (text) => index.search(text, { limit: 200_000, merge: true });
  return { search: (text) => search(text).length, titles: (text) => search(text).slice(0, 10).map(({ id }) => all[id].title) };
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

/** Milliseconds from Monday to Friday, 9 to 17 o'clock UTC, between two moments. */
function worked(from, to) {
  if (to <= from) return 0;
  const weeks = Math.floor((to - from) / (7 * DAY));
  let [sum, at] = [weeks * 40 * HOUR, from + weeks * 7 * DAY];
  while (at < to) {
    const date = new Date(at);
    const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    if (date.getUTCDay() % 6 !== 0) sum += Math.max(0, Math.min(midnight + 17 * HOUR, to) - Math.max(midnight + 9 * HOUR, at));
    at = midnight + DAY;
  }
  return sum;
}

/** When so much of them will have passed. */
function after(from, length) {
  for (let at = from, left = length; ;) {
    const midnight = Math.floor(at / DAY) * DAY;
    const [start, end] = [Math.max(midnight + 9 * HOUR, at), midnight + 17 * HOUR];
    const room = new Date(midnight).getUTCDay() % 6 === 0 ? 0 : Math.max(0, end - start);
    if (room >= left) return start + left;
    [left, at] = [left - room, midnight + DAY];
  }
}

const business = { worked, after };
const always = { worked: (from, to) => Math.max(0, to - from), after: (from, length) => from + length };
const byPriority = (minutes) => minutes.map((target, place) => ({ when: { priority: place + 1 }, target: target * MINUTE }));
const ended = [{ reached: "resolved" }];
/** The policy of the preset "ITIL, business hours" for incidents. */
const POLICY = [
  { name: "acknowledge", hours: business, start: [{ reached: "opened" }], pause: [], stop: [{ reached: "acknowledged" }], cancel: [{ state: "cancelled" }, ...ended], rules: byPriority([15, 30, 60, 240, 480]) },
  { name: "update", hours: always, start: [{ reached: "opened" }], pause: [], stop: [], cancel: [{ state: "cancelled" }, ...ended],
    rules: [{ when: { severity: 1 }, target: 30 * MINUTE }, { when: { severity: 2 }, target: HOUR }, { when: { priority: 1 }, target: HOUR }] },
  { name: "resolve", hours: business, start: [{ reached: "opened" }], pause: [{ state: "on-hold" }], stop: ended, cancel: [{ state: "cancelled" }], rules: byPriority([240, 480, 1440, 2400, 4800]) },
];
const STATES = { 1: "new", 2: "investigating", 3: "on-hold", 6: "resolved", 7: "closed" };
const fits = (when, facts) => Object.entries(when).every(([part, value]) => (part === "reached" ? facts.reached.has(value) : facts[part] === value));
const any = (whens, facts) => whens.some((when) => fits(when, facts));

/** All clocks of one incident: what happened to it in order, and each clock moved along. */
function clocksOf(one, now) {
  const points = [{ at: one.opened, reached: "opened" }];
  if (one.resolved !== null) points.push({ at: one.resolved, reached: "resolved" });
  points.push({ at: one.changed, state: STATES[one.state] });
  points.sort((one, other) => one.at - other.at);
  return POLICY.map((clock) => {
    const facts = { reached: new Set(), state: one.state === 1 ? "new" : undefined, priority: one.priority, severity: one.severity };
    const run = { clock: clock.name, status: "waiting", counted: 0, mark: 0, start: 0, target: undefined, rule: undefined, end: undefined, due: undefined };
    for (const point of points) {
      if (run.status === "running") run.counted += clock.hours.worked(run.mark, point.at);
      run.mark = point.at;
      if (point.reached) facts.reached.add(point.reached);
      else facts.state = point.state;
      if (run.status === "waiting") {
        if (!any(clock.start, facts)) continue;
        run.start = point.at;
      }
      run.rule = clock.rules.findIndex((rule) => fits(rule.when, facts));
      run.target = clock.rules[run.rule]?.target;
      if (any(clock.stop, facts)) run.status = "stopped";
      else if (any(clock.cancel, facts)) run.status = "cancelled";
      if (run.status === "stopped" || run.status === "cancelled") {
        run.end = point.at;
        break;
      }
      run.status = any(clock.pause, facts) ? "paused" : "running";
    }
    if (run.status === "running" && run.target !== undefined) run.due = clock.hours.after(run.mark, Math.max(0, run.target - run.counted));
    // A snapshot does not tell when somebody wrote, nor when what is not new any more was acknowledged: nobody can judge that.
    const isUntold = clock.name === "update" || (clock.name === "acknowledge" && one.state !== 1);
    if (isUntold || ((run.status === "running" || run.status === "paused") && one.state >= 6)) run.status = "missing";
    return run;
  });
}

/** All clocks of all incidents. */
export const clocks = (all, now) => all.map((one) => clocksOf(one, now));

/** How they stand. */
export function standing(runs, now) {
  let [met, breached, others] = [0, 0, 0];
  const hours = Object.fromEntries(POLICY.map(({ name, hours }) => [name, hours]));
  for (const run of runs.flat()) {
    const elapsed = run.counted + (run.status === "running" ? hours[run.clock].worked(run.mark, now) : 0);
    if (run.target === undefined || run.status === "missing") others += 1;
    else if (elapsed > run.target) breached += 1;
    else if (run.status === "stopped") met += 1;
    else others += 1;
  }
  return `${met} met, ${breached} breached, ${others} others`;
}

const percentile = (sorted, share) => sorted[Math.floor((sorted.length - 1) * share)];
function byMonth(list) {
  const months = new Map();
  for (const one of list) {
    if (one.resolved === null) continue;
    const key = month(one.opened);
    const held = months.get(key);
    if (held) held.push(one.resolved - one.opened);
    else months.set(key, [one.resolved - one.opened]);
  }
  return [...months].map(([key, list]) => {
    const sorted = Float64Array.from(list).sort();
    return [key, sorted.length, percentile(sorted, 0.5), percentile(sorted, 0.9)];
  });
}

/** Month by month p50 and p90 of the time to resolve, each made ready first: { name: () => months }. */
export async function percentiles(all) {
  const cf = crossfilter(all);
  const table = aq.from(all.map(({ opened, resolved }) => ({ month: month(opened), took: resolved === null ? null : resolved - opened })));
  const bundle = { mainModule: new URL("duckdb-eh.wasm", location.href).href, mainWorker: new URL("duckdb-browser-eh.worker.js", location.href).href };
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(bundle.mainWorker));
  await db.instantiate(bundle.mainModule);
  await db.registerFileText("all.csv", Papa.unparse(all.map(({ opened, resolved }) => ({ opened, resolved }))));
  const connection = await db.connect();
  await connection.query("create table incidents as select opened::bigint opened, resolved::bigint resolved from read_csv_auto('all.csv')");
  const sql = "select strftime(epoch_ms(opened), '%Y-%m') m, count(*)::int n, quantile_disc(resolved - opened, [0.5, 0.9]) q from incidents where resolved is not null group by 1 order by 1";
  return {
    "plain JavaScript": () => byMonth(all).length,
    crossfilter2: () => byMonth(cf.allFiltered()).length,
    arquero: () => table.filter((d) => d.took !== null).groupby("month")
      .rollup({ n: aq.op.count(), p50: aq.op.quantile("took", 0.5), p90: aq.op.quantile("took", 0.9) }).numRows(),
    "duckdb-wasm": async () => (await connection.query(sql)).numRows,
    close: async () => { await connection.close(); await db.terminate(); },
  };
}
