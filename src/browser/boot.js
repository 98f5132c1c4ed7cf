// Starts the page, keeps it for offline use and tells of a new version.
// Plain syntax on purpose: a browser too old for the page must still get as far as saying so.

const root = document.documentElement;
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const worker = document.querySelector("link[rel=serviceworker]"); // release builds only
const at = (path) => new URL(path, document.baseURI).href;

async function start() {
  const { default: init } = await import(at(js));
  await init({ module_or_path: at(wasm) });
}

// What can be said and saved without the program is in a file of its own, fetched when it is needed.
const rescue = () => import(at("rescue.js"));
window.sitrepRescue = () => rescue().then(({ save }) => save());

function explain(error) {
  console.error(error);
  const old = error instanceof SyntaxError || error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  const text = "Your incidents are untouched. " + (old
    ? "This browser is too old for it: open this page in a current Chrome, Edge, Firefox or Safari."
    : `Check the connection, then load the page again. (${error.message || error})`);
  tellWithoutProgram("boot", "Sitrep could not start", text);
}

function tellWithoutProgram(kind, heading, text, details) {
  rescue().then(({ show }) => show({ kind, heading, text, details })).catch(() => {
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "alert");
    sentence.dataset.error = kind;
    sentence.textContent = `${heading}. ${text}`;
    document.body.append(sentence);
  });
}

// After a panic or a trap the program answers no more, though its buttons still stand there.
let broken = "";
function breakDown(details) {
  if (!broken) {
    tellWithoutProgram("panic", "Something broke",
      "It is a fault of Sitrep's. What was saved is on this device, and so are your drafts. Load again to go on; save your data first to be on the safe side.",
      details);
  }
  broken = broken || details;
}
window.addEventListener("sitrep:panic", (event) => breakDown(event.detail));
window.addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && breakDown(error.stack));
window.addEventListener("unhandledrejection", ({ reason }) => reason instanceof WebAssembly.RuntimeError && breakDown(reason.stack));

// A new version is offered, never forced: its worker waits until someone accepts it in one of the tabs.
// html[data-update]: "ready", a new version waits · "taken", another tab took it and this one still runs the old.
async function keepOffline() {
  const registration = await navigator.serviceWorker.register(worker.href, { updateViaCache: "none" });
  let accepted = false;

  const tell = (news) => {
    root.dataset.update = news;
    window.dispatchEvent(new CustomEvent(`sitrep:update-${news}`));
  };
  const offer = (next) => {
    tell("ready");
    next.addEventListener("statechange", () => {
      if (next.state !== "activated") return;
      if (accepted) location.reload();
      else tell("taken");
    });
  };

  if (registration.active && registration.waiting) offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next.addEventListener("statechange", () => {
      // The first version of all waits for nobody and is no update.
      if (next.state === "installed" && registration.active) offer(next);
    });
  });
  window.addEventListener("sitrep:update-accept", () => {
    accepted = true;
    if (registration.waiting) registration.waiting.postMessage("update");
    else location.reload(); // another tab took it already
  });

  await navigator.serviceWorker.ready;
  root.dataset.offline = "ready";

  // A board stays open for weeks: look again when someone comes back to it, hourly at most.
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < 3600000) return;
    looked = Date.now();
    registration.update().catch(() => {}); // no network: the version at hand stays
  });
}

start().catch(explain).then(() => {
  // Also after a failed start, since the new version may be the one that mends it.
  if (worker && navigator.serviceWorker) keepOffline().catch((error) => console.info("Not kept for offline use:", error));
});
