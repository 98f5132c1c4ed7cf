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
    channel: row.contact_type, open: !["6", "7"].includes(row.incident_state), opened: utc(row.opened_at), resolved: utc(row.resolved_at),
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
  return { search: (text) => search(text).length, first: (text) => all[search(text)[0]?.id]?.title };
}

export function flexSearch(all) {
  const index = new FlexSearch.Document({ document: { id: "id", index: ["title", "number", "description"] }, tokenize: "forward" });
  for (const one of all) index.add(one);
  const search = (text) => index.search(text, { limit: 200_000, merge: true });
  return { search: (text) => search(text).length, first: (text) => all[search(text)[0]?.id]?.title };
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
  const priorities = cf.dimension((one) => one.priority);
  const table = aq.from(all.map(({ opened, resolved, priority }) => ({ month: month(opened), took: resolved === null ? null : resolved - opened, priority })));
  const bundle = { mainModule: new URL("duckdb-eh.wasm", location.href).href, mainWorker: new URL("duckdb-browser-eh.worker.js", location.href).href };
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(bundle.mainWorker));
  await db.instantiate(bundle.mainModule);
  await db.registerFileText("all.csv", Papa.unparse(all.map(({ opened, resolved, priority }) => ({ opened, resolved, priority }))));
  const connection = await db.connect();
  await connection.query("create table incidents as select opened::bigint opened, resolved::bigint resolved, priority from read_csv_auto('all.csv')");
  const sql = "select strftime(epoch_ms(opened), '%Y-%m') m, count(*)::int n, quantile_disc(resolved - opened, [0.5, 0.9]) q from incidents where resolved is not null and priority <= 4 group by 1 order by 1";
  return {
    "plain JavaScript": () => byMonth(all.filter((one) => one.priority <= 4)).length,
    crossfilter2: () => { priorities.filterRange([1, 5]); return byMonth(cf.allFiltered()).length; },
    arquero: () => table.filter((d) => d.priority <= 4 && d.took !== null).groupby("month")
      .rollup({ n: aq.op.count(), p50: aq.op.quantile("took", 0.5), p90: aq.op.quantile("took", 0.9) }).numRows(),
    "duckdb-wasm": async () => (await connection.query(sql)).numRows,
    close: async () => { await connection.close(); await db.terminate(); },
  };
}
