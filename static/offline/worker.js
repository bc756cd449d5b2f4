// The service worker: keeps the app's files, answers with them, and sends records in the background.

import {program, setProgram} from "./program.js";
import {sync} from "./sending.js";
import {leaseStands} from "./store.js";

/** Keep the app's shell and `files` under this version; the addresses of data are never kept. */
export function serve({version, files, app}) {
  setProgram(app);
  const {shell} = program;
  const name = prefix() + version;
  const kept = new Set(files);

  self.addEventListener("install", (event) => event.waitUntil(keepAll(name, shell, files)));
  self.addEventListener("activate", (event) => event.waitUntil(takeOver(name)));
  self.addEventListener("message", ({data}) => {
    if (data === "activate") self.skipWaiting();
  });
  self.addEventListener("message", (event) => {
    if (event.data === "renew-shell") event.waitUntil(renewTexts(name, shell, files).finally(() => event.ports[0]?.postMessage("done")));
  });
  self.addEventListener("fetch", (event) => {
    const {pathname, origin} = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== self.location.origin) return;
    const isPage = event.request.mode === "navigate";
    if (isPage && pathname === shell) event.respondWith(fromDevice(name, shell, event.request));
    else if (isPage && opens(pathname)) event.respondWith(openInApp(pathname, event.request));
    else if (kept.has(pathname)) event.respondWith(fromDevice(name, pathname, event.request));
  });
  self.addEventListener("sync", (event) => {
    if (event.tag === "kirim") event.waitUntil(sendInBackground());
  });
}

/** Of the caches of this app; another one on the same site keeps its own. */
const prefix = () => `kaderjkn-${program.role}-`;

const isText = (file) => file.endsWith(".json") || file.endsWith(".webmanifest");

async function keepAll(name, shell, files) {
  const cache = await caches.open(name);
  await Promise.all([shell, ...files].map((address) => keep(cache, address)));
}

/** Fetch past the browser's own cache; what is redirected (to sign in) is not the file. */
async function keep(cache, address) {
  const response = await fetch(address, {cache: "no-cache", credentials: "same-origin"});
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response);
}

/** Shell and texts in another language; not while a new version waits, whose files this one does not keep. */
async function renewTexts(name, shell, files) {
  if (self.registration.waiting) return;
  const cache = await caches.open(name);
  await Promise.all([shell, ...files.filter(isText)].map((address) => keep(cache, address)));
}

async function takeOver(name) {
  for (const old of await caches.keys()) if (old.startsWith(prefix()) && old !== name) await caches.delete(old);
  await self.clients.claim();
}

async function fromDevice(name, address, request) {
  const cache = await caches.open(name);
  return (await cache.match(address)) ?? fetch(request);
}

const opens = (pathname) => program.opens?.find(([page]) => page.test(pathname));

/** Where no slice is kept, the address leads where it says. */
const openInApp = async (pathname, request) =>
  (await leaseStands()) ? Response.redirect(program.shell + pathname.replace(...opens(pathname))) : fetch(request);

/** Background Sync tries again later where this throws. */
async function sendInBackground() {
  const {state} = await sync({force: true, wantSlice: false});
  if (state === "offline") throw new Error("offline");
}
