/**
 * The service worker: keeps the files of one version of the page, and serves them without asking anybody. It
 * knows nothing of the work: calls of the API and images of the work pass it by.
 *
 * A version is kept whole. A new one waits until the page says that nothing is under the operator's hands
 * (updates.js), or no page is open.
 */

import { FILES, LATER, VERSION } from "./precache.js";

const PREFIX = "hinterland-";
const CACHE = PREFIX + VERSION;
const OF_THE_PAGE = ["script", "style", "font", "image", "manifest"];
const CONFIG = new URL("config.json", self.registration.scope).href;
const HOME = ["", "index.html"].map((name) => new URL(name, self.registration.scope).pathname);
const PATIENCE = 3_000; // milliseconds
const DAY = 86_400_000;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data, source }) => data === "go over" && goOver(source));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function keep() {
  const cache = await caches.open(CACHE);
  // What this visit has fetched comes from the browser's own cache: the files of a version never change.
  await cache.addAll([...FILES, CONFIG]);
  await Promise.all(LATER.map((file) => keepIfFetched(cache, file)));
}

/** Keep a file that not everybody needs if this browser has it already, as it has the operator's language. */
async function keepIfFetched(cache, file) {
  try {
    const response = await fetch(file, { cache: "only-if-cached", mode: "same-origin" });
    if (response.ok) await cache.put(file, response);
  } catch {
    // It has not.
  }
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await self.clients.claim();
}

async function goOver(asking) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length === 1) await self.skipWaiting();
  else asking.postMessage("not now");
}

function answerTo(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return null;
  if (request.mode === "navigate") return HOME.includes(pathname) ? fromCache("./") : null;
  if (request.url === CONFIG) return fresh(request);
  return OF_THE_PAGE.includes(request.destination) ? fromCache(request) : null;
}

/** A file of this version; one that was not wanted before is kept from now on. */
async function fromCache(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** What is not part of a version: as it was on this day, else as it is now, or without a link as it was. */
async function fresh(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (Date.now() - Date.parse(kept?.headers.get("Date")) < DAY) return kept;
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new Error(`answer ${response.status}`);
    await cache.put(request, response.clone());
    return response;
  } catch (error) {
    if (!kept) throw error;
    return kept;
  }
}
