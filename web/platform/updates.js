/** The service worker, which lets the page open without a link, and new versions of the page. */

import { holdWhile } from "./connection.js";

const HOUR = 3_600_000;
const PATIENCE = 5_000; // milliseconds for the new version, on an old PC
const GOING = "hinterland.going";
let looked = performance.now();
let isKept = false; // or being so
let isOver = false; // a worker that this page asked has taken over

/** Have the page kept in this browser. */
export async function keepPage() {
  if (isKept) return;
  isKept = true;
  try {
    await navigator.serviceWorker?.register("sw.js", { updateViaCache: "none" });
  } catch {
    // A browser that cannot: the page needs the link to open.
  }
}

/**
 * Go over to a new version, if one is here: for moments in which nothing is under the operator's hands. The
 * page is loaded anew then, and this never resolves. `isGoing`: the operator was on the way to the next item.
 */
export async function goOver(isGoing = false) {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  if (performance.now() - looked > HOUR) {
    looked = performance.now();
    registration.update().catch(() => {}); // for next time
  }
  // One that could not at once, because the old one was busy, may have done so since.
  if (!isOver && !(registration.waiting && await isGoneOver(registration.waiting))) return;
  if (isGoing) sessionStorage.setItem(GOING, "yes");
  location.reload();
  await new Promise(() => {});
}

/**
 * Ask a worker to take over; it does not while another tab of the page is open. Requests wait meanwhile: one that
 * reaches the old worker while it makes room starts it anew, and then it stays for minutes.
 *
 * @param {ServiceWorker} worker
 * @returns {Promise<boolean>}
 */
function isGoneOver(worker) {
  return holdWhile(new Promise((resolve) => {
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener("controllerchange", () => {
      isOver = true;
      resolve(true);
    }, { once: true });
    serviceWorker.addEventListener("message", () => resolve(false), { once: true });
    setTimeout(resolve, PATIENCE, false);
    worker.postMessage("go over");
  }));
}

/** Whether the page was loaded anew while the operator was on the way to the next item. */
export function wasGoing() {
  const was = sessionStorage.getItem(GOING) !== null;
  sessionStorage.removeItem(GOING);
  return was;
}
