// Writes logs by a script, from what the format promises: a head in canonical JSON, hashed, chained.
import { createHash } from "node:crypto";

const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("base64url");
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
};

/** 16 bytes that are the same for the same words, in base64url. */
export const id = (...words) => createHash("sha256").update(words.join(" ")).digest().subarray(0, 16).toString("base64url");

/** The id of a built-in category: 1 hardware, 2 network, 3 software, 4 security, 5 human error. */
export const category = (number) => Buffer.concat([Buffer.alloc(14), Buffer.from([number >> 8, number & 255])]).toString("base64url");

/**
 * A log of one replica as the text of a file. Of a record: `title`, `reported` (a time in ms), and where wanted `kind`,
 * `impact` with `urgency` (and `scale`, `priority` of another matrix), `category`, `owner`, `team` (an id), `severity`, `channel`, `acts`:
 * names of events such as "acknowledged", in order, and `writings`: pairs of a kind such as "noted" and its body. Of the
 * workspace: `settings`, pairs of a kind such as "team_defined" and its body.
 */
export function writeLog(records, { workspace = id("workspace"), name = "Northwind Health", people = ["Ana", "Ben", "Chidi"], settings = [] } = {}) {
  const replica = id("replica", workspace);
  const lines = [];
  let [seq, prev, clock] = [0, undefined, 0];
  const write = (wall, subject, kind, body, more = {}) => {
    const salt = id("salt", seq);
    clock = Math.max(clock, wall);
    const head = {
      ws: workspace, replica, seq: ++seq, prev, hlc: [clock, seq], wall, by: id("person", people[0]), subject, kind, ...more,
      body_hash: sha("sitrep/body/1\n", Buffer.from(salt, "base64url"), canonical(body)),
    };
    prev = sha("sitrep/event/1\n", canonical(head));
    lines.push(canonical({ id: prev, head, body, salt }));
    return prev;
  };
  const first = Math.min(...records.map((record) => record.reported));
  write(first, "workspace", "workspace_founded", { name, zone: "Europe/London" });
  for (const person of people) write(first, "workspace", "person_defined", { id: id("person", person), name: person });
  for (const [kind, body] of settings) write(first, "workspace", kind, body);
  const numbers = {};
  for (const record of records) {
    const { title, reported, kind = "incident", impact, urgency, scale = "sitrep-5x5", priority, owner, team, acts = [], writings = [], ...rest } = record;
    const letters = { incident: "INC", request: "REQ", drill: "DRL" }[kind];
    const reference = `${letters}-${(numbers[letters] = (numbers[letters] ?? 0) + 1)}`;
    const subject = `record/${id("record", reference)}`;
    const assessment = impact && { scale, impact, urgency, priority: priority ?? stock(impact, urgency) };
    const body = { kind, reference, title, reported, assessment: assessment || undefined, ...rest };
    let over = write(reported, subject, "reported", body);
    if (team) over = write(reported, subject, "assigned", { team }, { over: [over] });
    let wall = reported;
    for (const act of acts) {
      wall += 60_000;
      over = write(wall, subject, act, { held: { reason: "vendor" }, resumed: { state: "investigating" } }[act] ?? {}, { over: [over] });
    }
    for (const [kind, body] of writings) write(wall += 60_000, subject, kind, body);
    if (owner) over = write(wall + 60_000, subject, "assigned", { person: id("person", owner), team }, { over: [over] });
  }
  const heads = { [replica]: [[seq, prev]] };
  const top = { format: "sitrep-log", version: 1, workspace, exported_at: clock, exported_by: people[0], heads, gaps: [] };
  return `${JSON.stringify(top).slice(0, -1)},\n"events":[\n${lines.join(",\n")}\n]}\n`;
}

/** The priority of a cell of the stock matrix. */
const stock = (impact, urgency) => `p${["11233", "12334", "23344", "33445", "34455"][urgency - 1][impact - 1]}`;

const titles = [
  "East Clinic offline: both WAN links down", "Phishing page collected six staff sign-ins", "Medication orders time out on Ward 4",
  "DHCP scope deleted for the Pharmacy floor", "CT scanner 2 console disk failing", "Patient portal shows last week's visits",
  "Server room B at 31 °C, one unit stopped", "Unknown USB stick plugged in at reception", "Wristband printers print blank labels",
  "Guest Wi-Fi drops every 20 minutes", "Roster e-mailed to the wrong distribution list", "Storage array 1 lost one power supply",
];

/** So many made-up incidents, the newest last, a few minutes apart; a fifth is open, one in ten not judged. */
export function many(count, { now = Date.now(), apart = 7 * 60_000 } = {}) {
  return Array.from({ length: count }, (_, place) => {
    const left = count - place;
    const is_open = left % 5 === 0;
    const judged = left % 10 !== 3;
    return {
      title: `${titles[left % titles.length]}${left > titles.length ? ` (${left})` : ""}`,
      reported: now - left * apart,
      impact: judged ? 1 + ((left * 7) % 5) : undefined,
      urgency: judged ? 1 + ((left * 3) % 5) : undefined,
      category: category(1 + (left % 5)),
      owner: is_open && left % 3 ? ["Ana", "Ben", "Chidi"][left % 3] : undefined,
      channel: ["phone", "monitoring", "email"][left % 3],
      acts: is_open ? (left % 2 ? ["acknowledged"] : []) : ["acknowledged", "resolved", "closed"],
    };
  });
}
