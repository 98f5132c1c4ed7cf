// Made-up incidents for benchmarks, as a ServiceNow snapshot or as its audit log: the same seed gives the same file.
//   node tests/bench/generate.mjs [--audit] [count] [seed] [now] > incidents.csv

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const VOCABULARY = 6_000;

/** Numbers from 0 to 1, by mulberry32. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Made-up words of two to four syllables, none twice. */
function vocabulary(roll) {
  const heads = "b br c ch d dr f g gr h k l m n p pl qu r s sh sl st t tr v w".split(" ");
  const hearts = "a ai e ea i io o ou u y".split(" ");
  const tails = ["", "n", "r", "s", "t", "l", "ck", "m"];
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const words = new Set();
  while (words.size < VOCABULARY) {
    const syllables = 2 + Math.floor(roll() * 3);
    let word = "";
    for (let i = 0; i < syllables; i++) word += pick(heads) + pick(hearts) + pick(tails);
    words.add(word);
  }
  return [...words];
}

const COLUMNS = [
  "number", "short_description", "description", "incident_state", "hold_reason", "impact", "urgency",
  "priority", "severity", "category", "subcategory", "assignment_group", "assigned_to", "caller_id",
  "opened_by", "contact_type", "reassignment_count", "reopen_count", "made_sla", "opened_at",
  "resolved_at", "closed_at", "sys_created_on", "sys_updated_on",
];
const CATEGORIES = ["hardware", "network", "software", "security", "inquiry", "database"];
const CHANNELS = ["phone", "email", "self-service", "walk-in", "chat", ""];
const MATRIX = ["123", "234", "345"];

/** The text of a snapshot with `count` incidents of the two years before `now`. */
export function many(count, seed = 1, now = Date.UTC(2026, 10, 17, 3, 14)) {
  const roll = dice(seed);
  const words = vocabulary(roll);
  const groups = Array.from({ length: 40 }, (_, i) => `${words[i]} desk`);
  const people = Array.from({ length: 400 }, (_, i) => `${words[50 + i]} ${words[900 + i]}`);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  // A few words are common and most are rare, as in any language (Zipf).
  const word = () => words[Math.min(VOCABULARY - 1, Math.floor(VOCABULARY ** roll()) - 1 + Math.floor(roll() * 3))];
  const text = (least, most) => {
    const length = least + Math.floor(roll() * (most - least + 1));
    return Array.from({ length }, word).join(" ");
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const lognormal = (median, spread) => median * Math.exp(spread * normal());
  const time = (at) => (at === null ? "" : new Date(at).toISOString().slice(0, 19).replace("T", " "));
  const cell = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
  const level = () => 3 - Math.floor(roll() ** 2 * 3);

  const lines = [COLUMNS.join(",")];
  for (let i = 0; i < count; i++) {
    const opened = Math.floor(now - 730 * DAY * (1 - i / count) - roll() * DAY);
    const lasts = lognormal(9 * 60 * MINUTE, 1.6);
    const resolved = opened + lasts < now && roll() < 0.99 ? Math.floor(opened + lasts) : null;
    const closed = resolved !== null && resolved + 5 * DAY < now ? resolved + 5 * DAY : null;
    const state = closed ? 7 : resolved ? 6 : [1, 2, 2, 3][Math.floor(roll() * 4)];
    const impact = level();
    const urgency = level();
    const changed = closed ?? resolved ?? Math.min(now, opened + Math.floor(roll() * 5 * 60 * MINUTE));
    const row = [
      `INC${String(i + 1).padStart(7, "0")}`,
      text(4, 10),
      roll() < 0.8 ? `${text(10, 40)}.${roll() < 0.3 ? `\n${text(5, 15)}, "${word()}"` : ""}` : "",
      state, state === 3 ? pick([1, 3, 4, 5]) : "", impact, urgency,
      MATRIX[urgency - 1][impact - 1], pick([3, 3, 3, 2, 1]), pick(CATEGORIES),
      roll() < 0.6 ? word() : "", pick(groups), state === 1 ? "" : pick(people), pick(people),
      pick(people), pick(CHANNELS), Math.floor(roll() ** 3 * 6), roll() < 0.04 ? 1 : 0,
      lasts < 24 * 60 * MINUTE, time(opened), time(resolved), time(closed), time(opened + 2_000),
      time(changed),
    ];
    lines.push(row.map(cell).join(","));
  }
  return `${lines.join("\n")}\n`;
}

const AUDIT_COLUMNS = [
  "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count", "made_sla", "caller_id",
  "opened_by", "opened_at", "sys_created_by", "sys_created_at", "sys_updated_by", "sys_updated_at", "contact_type", "location",
  "category", "subcategory", "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to",
  "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by", "closed_code", "resolved_by",
  "resolved_at", "closed_at",
];
const LEVELS = ["1 - High", "2 - Medium", "3 - Low"];
const PRIORITIES = ["1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"];

/** The text of an audit log in the shape of UCI 498: several rows for each incident, final times on each of them. */
export function audit(count, seed = 1, now = Date.UTC(2026, 10, 17, 3, 14)) {
  const roll = dice(seed);
  const upTo = (most) => 1 + Math.floor(roll() * most);
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  const time = (at) => {
    const date = new Date(at);
    const two = (value) => String(value).padStart(2, "0");
    return `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  };
  const lines = [AUDIT_COLUMNS.join(",")];
  for (let i = 0; i < count; i++) {
    const opened = Math.floor(now - 730 * DAY * (1 - i / count) - roll() * DAY);
    const resolved = Math.floor(opened + 24 * 60 * MINUTE * Math.exp(1.6 * normal()));
    const closed = resolved + 5 * DAY;
    const impact = upTo(3), urgency = upTo(3);
    const priority = PRIORITIES[impact + urgency - 2];
    const rows = 2 + Math.min(30, Math.floor(-3.7 * Math.log(1 - roll())));
    const fixed = { caller: upTo(5000), by: upTo(200), location: upTo(220), category: upTo(58), sub: upTo(250), symptom: upTo(500) };
    let group = upTo(70), person = upTo(230), moved = 0, reopened = 0;
    for (let row = 0; row < rows; row++) {
      const share = row / (rows - 1);
      const at = row === rows - 1 ? closed : row === rows - 2 ? resolved : Math.floor(opened + (resolved - opened) * share);
      let state = "Active";
      if (row === 0) state = "New";
      else if (row === rows - 1) state = "Closed";
      else if (row === rows - 2) state = "Resolved";
      else if (roll() < 0.15) state = "Awaiting User Info";
      if (row > 0 && roll() < 0.2) { group = upTo(70); person = upTo(230); moved += 1; }
      if (row === rows - 2 && roll() < 0.03) reopened += 1;
      lines.push([
        `INC${String(i + 1).padStart(7, "0")}`, state, state !== "Closed", moved, reopened, row, resolved - opened < 5 * DAY,
        `Caller ${fixed.caller}`, `Opened by  ${fixed.by}`, time(opened), `Created by ${fixed.by}`, time(opened + MINUTE),
        `Updated by ${upTo(900)}`, time(at), "Phone", `Location ${fixed.location}`, `Category ${fixed.category}`,
        `Subcategory ${fixed.sub}`, roll() < 0.5 ? `Symptom ${fixed.symptom}` : "?", "?", LEVELS[impact - 1], LEVELS[urgency - 1],
        priority, `Group ${group}`, roll() < 0.2 ? "?" : `Resolver ${person}`, roll() < 0.2, false, "Do Not Notify", "?", "?", "?",
        "?", `code ${upTo(12)}`, `Resolved by ${fixed.by}`, time(resolved), time(closed),
      ].join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

// The browser takes these functions too, and has no process.
if (globalThis.process?.argv[1] === decodeURI(new URL(import.meta.url).pathname)) {
  const given = process.argv.slice(2);
  const make = given[0] === "--audit" ? audit : many;
  const [count = "25000", seed = "1", now] = given.slice(make === audit ? 1 : 0);
  process.stdout.write(make(Number(count), Number(seed), now ? Date.parse(now) : undefined));
}
