/** Requests over a link that drops: what counts as "try again", and trying again. */

/**
 * What the operator is told outside the work itself; the app shows it.
 * @typedef {object} Notice
 * @property {(text: string) => void} good
 * @property {(text: string, ...more: Node[]) => void} bad
 * @property {() => void} online the link is back
 * @property {(seconds: number) => Promise<void>} offline there is no link; resolves when it is time to try again
 * @property {() => void} clear
 */

const TIMEOUT = 30_000; // milliseconds
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between attempts; the last one repeats

/** No answer, or one (then it is `answered`) to come back later. The same request may be made again. */
export class OfflineError extends Error {
  answered = false;
}

/** The link to the office, as the last request found it; tells of a "change". */
export const link = Object.assign(new EventTarget(), { isUp: true });

/** @type {Promise<unknown> | null} */
let held = null; // until requests may go out again

/**
 * Let no request go out while something is under way.
 *
 * @template T
 * @param {Promise<T>} underWay
 */
export function holdWhile(underWay) {
  held = underWay;
  return underWay.finally(() => { held = null; });
}

/**
 * Make a request; raise OfflineError when there is no answer that settles it.
 *
 * @param {string} url
 * @param {RequestInit & { timeout?: number }} [options]
 */
export async function request(url, { timeout = TIMEOUT, ...options } = {}) {
  await held;
  let response;
  try {
    response = await fetch(url, { cache: "no-store", ...options, signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    found(false);
    throw new OfflineError("no answer", { cause });
  }
  const isAnswer = response.status < 500 && response.status !== 429;
  found(isAnswer);
  if (!isAnswer) throw Object.assign(new OfflineError(`answer ${response.status}`), { answered: true });
  return response;
}

/**
 * Read a JSON body.
 *
 * @param {Response} response
 * @returns {Promise<any>}
 */
export function json(response) {
  return whole(response.json());
}

/**
 * Read a body to its end; a connection may also break in the middle of one.
 *
 * @template T
 * @param {Promise<T>} reading
 */
export async function whole(reading) {
  try {
    return await reading;
  } catch (cause) {
    throw new OfflineError("broken answer", { cause });
  }
}

/** @param {boolean} isUp */
function found(isUp) {
  if (link.isUp === isUp) return;
  link.isUp = isUp;
  link.dispatchEvent(new Event("change"));
}

/**
 * Repeat `action` until it is settled, for as long as it takes, telling the operator through
 * `notice`. Only for actions that are safe to repeat.
 *
 * @template T
 * @param {() => Promise<T>} action
 * @param {Pick<Notice, "online" | "offline">} notice
 * @returns {Promise<T>}
 */
export async function retryUntilAnswered(action, notice) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const result = await action();
      if (attempt > 0) notice.online();
      return result;
    } catch (error) {
      if (!(error instanceof OfflineError)) {
        if (attempt > 0) notice.online();
        throw error;
      }
    }
    await notice.offline(waitBefore(attempt));
  }
}

/**
 * Whole seconds to wait: doubling, and spread out, so that a centre does not return as one.
 *
 * @param {number} attempt
 */
export function waitBefore(attempt) {
  const seconds = WAITS[Math.min(attempt, WAITS.length - 1)];
  return Math.ceil(seconds * (0.75 + Math.random() / 2));
}
