/**
 * The service worker: keeps the files of one version of the page, and serves them without asking anybody. It
 * knows nothing of the work: calls of the API and images of the work pass it by.
 *
 * A version is kept whole. A new one waits until the page says that nothing is under the operator's hands
 * (updates.js), or no page is open.
 */

import { FILES, LATER, VERSION } from "./precache.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const PREFIX = "hinterland-";
const CACHE = PREFIX + VERSION;
const OF_THE_PAGE = ["script", "style", "font", "image", "manifest"];
const CONFIG = new URL("config.json", worker.registration.scope).href;
const HOME = ["", "index.html"].map((name) => new URL(name, worker.registration.scope).pathname);
const PATIENCE = 3_000; // milliseconds
const DAY = 86_400_000;

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", ({ data, source }) => data === "go over" && source && goOver(source));
worker.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function keep() {
  const cache = await caches.open(CACHE);
  // What this visit has fetched comes from the browser's own cache: the files of a version never change.
  await cache.addAll([...FILES, CONFIG]);
  await Promise.all(LATER.map((file) => keepIfFetched(cache, file)));
}

/**
 * Keep a file that not everybody needs if this browser has it already, as it has the operator's language.
 *
 * @param {Cache} cache
 * @param {string} file
 */
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
  await worker.clients.claim();
}

/** @param {Client | ServiceWorker | MessagePort} asking */
async function goOver(asking) {
  const pages = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length === 1) await worker.skipWaiting();
  else asking.postMessage("not now");
}

/**
 * @param {Request} request
 * @returns {Promise<Response> | null}
 */
function answerTo(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return null;
  if (request.mode === "navigate") return HOME.includes(pathname) ? fromCache("./") : null;
  if (request.url === CONFIG) return fresh(request);
  return OF_THE_PAGE.includes(request.destination) ? fromCache(request) : null;
}

/**
 * A file of this version; one that was not wanted before is kept from now on.
 *
 * @param {Request | string} request
 */
async function fromCache(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/**
 * What is not part of a version: as it was on this day, else as it is now, or without a link as it was.
 *
 * @param {Request} request
 */
async function fresh(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept && Date.now() - Date.parse(kept.headers.get("Date") ?? "") < DAY) return kept;
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
