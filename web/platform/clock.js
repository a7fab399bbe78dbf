/**
 * The server's clock, as far as we know it: the one in an old PC may be wrong by years, and leases
 * end by the server's.
 */

const KEPT = "hinterland.clock"; // what was learned, for when the page opens without a link

let ahead = remembered(); // milliseconds by which the server's clock is ahead of ours

/**
 * Learn from an answer of the API.
 *
 * @param {Response} response
 */
export function learn(response) {
  const date = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isNaN(date)) return;
  ahead = date - Date.now();
  localStorage.setItem(KEPT, JSON.stringify({ ahead, date }));
}

/** The time by the server's clock, in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

/**
 * Milliseconds from now to a moment that the server named.
 *
 * @param {string} moment
 */
export function until(moment) {
  return Date.parse(moment) - now();
}

/** A PC that was switched off may have lost its clock; it cannot be earlier than it has been. */
function remembered() {
  const { ahead: then = 0, date = 0 } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  return Math.max(then, date - Date.now());
}

/**
 * Wait.
 *
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
export function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

/**
 * Active time on a record: the gaps between signs of life, each counted only up to a limit, so that
 * a tea break is not work.
 */
export class Stopwatch {
  static longestGap = 30_000;
  /** @type {number | null} */
  #last = null;

  /** Note a sign of life; return the milliseconds of work since the one before. */
  tick(now = performance.now()) {
    const gap = this.#last === null ? 0 : now - this.#last;
    this.#last = now;
    return Math.round(Math.min(gap, Stopwatch.longestGap));
  }
}
