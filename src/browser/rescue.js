// Gets the stored log into a file when the program can't: it reads the database by itself and
// needs nothing but the layout that journal.rs describes. Plain syntax, as in boot.js.

const MARK = "M8 2.2 14.4 13.4H1.6ZM8 6.5v3M8 11.5h.01";

// The workspace that the address names, else the one that this tab or this browser showed last.
function workspace() {
  const asked = new URLSearchParams(location.search).get("w");
  if (asked) return asked;
  for (const storage of [sessionStorage, localStorage]) {
    const last = JSON.parse(storage.getItem("sitrep.last"));
    if (last) return last;
  }
  return undefined;
}

function open(name) {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name);
    // Asking for a database that is not there would make it.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onsuccess = () => done(request.result);
    request.onerror = () => (request.error.name === "AbortError" ? done(undefined) : failed(request.error));
  });
}

async function read(ws) {
  const database = await open(`sitrep.${ws}`);
  if (!database) return [];
  try {
    const chunks = await new Promise((done, failed) => {
      const request = database.transaction("log").objectStore("log").getAll();
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const decoder = new TextDecoder();
    return chunks.flatMap((chunk) => decoder.decode(chunk).split("\n").filter(Boolean));
  } finally {
    database.close();
  }
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** Saves every stored line as a log file, damaged ones too, and resolves to what to tell the person. */
export async function save() {
  const ws = workspace();
  const lines = ws ? await read(ws) : [];
  if (!lines.length) return "There is nothing in this browser's storage to save.";
  const top = JSON.stringify({
    format: "sitrep-log", version: 1, workspace: ws, exported_at: Date.now(), exported_by: "", heads: {}, gaps: [],
  });
  download("sitrep-rescued.json", `${top.slice(0, -1)},\n"events":[\n${lines.join(",\n")}\n]}\n`);
  return `${lines.length} events saved as sitrep-rescued.json. Check that it is in your downloads.`;
}

function element(tag, properties, ...children) {
  const { dataset, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

function icon() {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", MARK);
  svg.append(path);
  return svg;
}

/** Shows a page that needs no program: what happened, what was kept, what to do. */
export function show({ kind, heading, text, details }) {
  const said = element("p", { className: "soft", role: "status" });
  const saveData = async () => {
    said.textContent = await save().catch((error) => `Storage can't be read (${error.message}). Load again and try once more.`);
  };
  const button = (label, look, onclick) => element("button", { type: "button", className: `button ${look}`, onclick }, label);
  const page = element("main", { className: "landing", id: "main" },
    element("div", { className: "landing__verdict", role: "alert", dataset: { tone: "danger", error: kind } },
      icon(), element("div", {}, element("h1", {}, heading), element("p", {}, text))),
    element("div", { className: "landing__actions" },
      button("Load again", "button--primary", () => location.reload()), button("Save my data", "", saveData)),
    said);
  if (details) {
    page.append(element("details", { className: "landing__details" },
      element("summary", {}, "Technical details"), element("pre", {}, details)));
  }
  document.documentElement.removeAttribute("data-ready");
  document.body.replaceChildren(page);
}
