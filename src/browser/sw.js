// Serves one version of the page, complete or not at all. The sealing of a release writes VERSION
// and FILES (name: sha256) above this line, so that every release has a worker of its own.

const scope = self.registration.scope; // caches are shared by an origin, the page lives on one path
const prefix = `sitrep ${scope} `;
const mine = prefix + VERSION;
const address = (file) => scope + (file === "index.html" ? "" : file); // some hosts redirect index.html
const kept = new Set(Object.keys(FILES).map(address));

// The hashes keep a half-uploaded release, or a proxy's stale file, out of the set.
async function keep() {
  const cache = await caches.open(mine);
  await cache.addAll(Object.entries(FILES).map(([file, integrity]) =>
    new Request(address(file), { cache: "reload", integrity })));
}

// A file of ours comes from our own set only. Any other is asked for by a tab that still runs an older version.
async function answer(request, path) {
  const from = kept.has(path) ? { cacheName: mine } : {};
  return (await caches.match(path, { ...from, ignoreVary: true })) ?? fetch(request);
}

// Older sets go once no open tab can need them, and never while a newer one arrives.
async function sweep() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== mine);
  if (registration.installing || registration.waiting) return;
  if ((await clients.matchAll({ type: "window" })).length) return;
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(sweep()));
self.addEventListener("message", (event) => { if (event.data === "update") self.skipWaiting(); });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const path = request.url.split(/[?#]/)[0];
  event.respondWith(answer(request, path === `${scope}index.html` ? scope : path));
  if (request.mode === "navigate") event.waitUntil(sweep());
});
