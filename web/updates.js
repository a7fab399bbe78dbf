/** The service worker, which lets the page open without a link, and new versions of the page. */

const HOUR = 3_600_000;
const GOING = "hinterland.going";
let looked = performance.now();

/** Have the page kept in this browser. */
export async function keepPage() {
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
  if (!registration.waiting) return;
  const changed = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
  });
  registration.waiting.postMessage("go over");
  // Refused while another tab of the page is open.
  if (!await Promise.race([changed, new Promise((resolve) => { setTimeout(resolve, 1_000, null); })])) return;
  if (isGoing) sessionStorage.setItem(GOING, "yes");
  location.reload();
  await new Promise(() => {});
}

/** Whether the page was loaded anew while the operator was on the way to the next item. */
export function wasGoing() {
  const was = sessionStorage.getItem(GOING) !== null;
  sessionStorage.removeItem(GOING);
  return was;
}
