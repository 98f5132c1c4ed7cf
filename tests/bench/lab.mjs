// Holds the watch in the page: Sitrep's wasm and its peers on the same data, one after the other.
import { audit, many } from "./generate.mjs";
import * as peers from "./peers.mjs";
import init, { Bench, read } from "./bench.js";

const breathe = () => new Promise((next) => setTimeout(next));

/** Times of several runs in milliseconds, sorted, and what the last one gave. */
async function watch(task, runs) {
  const times = [];
  let result;
  for (let run = 0; run < runs; run++) {
    await breathe();
    const start = performance.now();
    result = await task();
    times.push(performance.now() - start);
  }
  return { times: times.sort((one, other) => one - other), result };
}

const now = Date.UTC(2026, 10, 17, 3, 14);
const CONDITIONS = "kind=incident&priority=p1,p2&open=no&channel=phone&sort=-reported";

/** What is searched for, made of the words that the incidents hold. */
function questions(all) {
  const counts = new Map();
  for (const { title } of all) for (const word of title.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCount = [...counts].sort((one, other) => other[1] - one[1]).map(([word]) => word);
  const long = byCount.filter((word) => word.length >= 8);
  const [common, rare] = [byCount[3], long[Math.floor(long.length / 2)]];
  const pair = all[Math.floor(all.length / 2)].title.split(" ").slice(0, 2).join(" ");
  return { "a rare word": rare, "a common word": common, "two words": pair, "a beginning": rare.slice(0, 3), "a misspelling": rare.slice(0, 3) + rare.slice(4) };
}

/** How many of the first ten have all the words in their title. */
const hits = (titles, text) => titles.slice(0, 10).filter((title) => text.split(" ").every((word) => title.split(" ").some((one) => one.startsWith(word)))).length;

const runs = (count, many, few) => (count > 30_000 ? few : many);

/** All clocks with business calendars, from nothing and after one event. */
async function clocks(bench, all, count, out) {
  bench.promise();
  const ours = await watch(() => bench.clocks(), runs(count, 15, 7));
  out["all clocks from nothing: Sitrep"] = { ...ours, result: bench.standing() };
  let held;
  const theirs = await watch(() => { held = peers.clocks(all, now); }, runs(count, 15, 7));
  out["all clocks from nothing: plain JavaScript"] = { ...theirs, result: peers.standing(held, now) };
  const times = [];
  for (let run = 0; run < 25; run++) {
    bench.post(Math.floor((count - 1) * run / 25));
    times.push(...(await watch(() => bench.mend(), 1)).times);
  }
  out["all clocks after one event: Sitrep"] = { times: times.sort((one, other) => one - other) };
}

/** Median and 90th percentile of the time to resolve, month by month. */
async function months(bench, all, count, out) {
  bench.facts();
  out["month × p50/p90: Sitrep"] = await watch(() => bench.months(), runs(count, 25, 15));
  const { close, ...tools } = await peers.percentiles(all);
  for (const [name, ask] of Object.entries(tools)) out[`month × p50/p90: ${name}`] = await watch(ask, runs(count, 15, 9));
  await close();
}

window.lab = async function lab(count, only) {
  const wasm = await init();
  const out = {};
  const csv = many(count);
  const bytes = new TextEncoder().encode(csv);
  const start = performance.now();
  const bench = new Bench(bytes, now);
  out["snapshot read, planned, imported: Sitrep"] = { times: [performance.now() - start], result: bench.records() };
  const all = peers.incidents(csv);
  if (only) {
    const part = {};
    await { clocks, months }[only](bench, all, count, part);
    bench.free();
    return part;
  }
  out.logBytes = bench.log_bytes();
  out["log read and folded: Sitrep"] = await watch(() => bench.load(), 3);
  out["columns made: Sitrep"] = await watch(() => bench.index(), 3);
  out["words read: Sitrep"] = await watch(() => { bench.index(); while (bench.read_words(1 << 20)); }, runs(count, 3, 2));
  out.wasmBytes = wasm.memory.buffer.byteLength;

  out["three conditions, sorted: Sitrep"] = await watch(() => bench.find(CONDITIONS), 25);
  out["three conditions, sorted: plain JavaScript"] = await watch(() => peers.filterAndSort(all).length, 25);

  const asked = questions(all);
  out.asked = asked;
  const sought = { "a misspelling": asked["a rare word"] };
  const engines = { Sitrep: { search: (text) => bench.find(`q=${encodeURIComponent(text)}`), titles: (text) => bench.titles(`q=${encodeURIComponent(text)}`) } };
  for (const [name, make] of [["MiniSearch", peers.miniSearch], ["FlexSearch", peers.flexSearch]]) {
    const built = await watch(() => (engines[name] = make(all)) && all.length, 1);
    out[`words read: ${name}`] = built;
  }
  for (const [what, text] of Object.entries(asked)) {
    for (const [name, engine] of Object.entries(engines)) {
      out[`search, ${what}: ${name}`] = { ...(await watch(() => engine.search(text), runs(count, 15, 7))), hits: hits(engine.titles(text), sought[what] ?? text) };
    }
  }
  delete engines.MiniSearch;
  delete engines.FlexSearch;
  await months(bench, all, count, out);
  await clocks(bench, all, count, out);
  bench.free();
  const log = audit(count);
  const logBytes = new TextEncoder().encode(log);
  // A table of more than 100 MB is refused.
  if (logBytes.length > 100 << 20) return out;
  out["audit log read as records: Sitrep"] = await watch(() => read(logBytes), 3);
  out["audit log read as records: PapaParse and JavaScript"] = await watch(() => peers.foldAudit(log).size, 3);
  out["audit log read, planned, hashed and folded into a log: Sitrep"] = await watch(() => {
    const imported = new Bench(logBytes, now);
    const records = imported.records();
    imported.free();
    return records;
  }, count > 5_000 ? 1 : 3);
  return out;
};
