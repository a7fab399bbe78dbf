/** Requests over a link that drops: what counts as "try again", and trying again. */

const TIMEOUT = 30_000; // milliseconds
const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between attempts; the last one repeats

/** No answer, or one (then it is `answered`) to come back later. The same request may be made again. */
export class OfflineError extends Error {}

/** The link to the office, as the last request found it; tells of a "change". */
export const link = Object.assign(new EventTarget(), { isUp: true });

let held = null; // until requests may go out again

/** Let no request go out while something is under way. */
export function holdWhile(underWay) {
  held = underWay;
  return underWay.finally(() => { held = null; });
}

/** Make a request; raise OfflineError when there is no answer that settles it. */
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

/** Read a JSON body. */
export function json(response) {
  return whole(response.json());
}

/** Read a body to its end; a connection may also break in the middle of one. */
export async function whole(reading) {
  try {
    return await reading;
  } catch (cause) {
    throw new OfflineError("broken answer", { cause });
  }
}

function found(isUp) {
  if (link.isUp === isUp) return;
  link.isUp = isUp;
  link.dispatchEvent(new Event("change"));
}

/**
 * Repeat `action` until it is settled, for as long as it takes, telling the operator through
 * `notice`. Only for actions that are safe to repeat.
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

/** Whole seconds to wait: doubling, and spread out, so that a centre does not return as one. */
export function waitBefore(attempt) {
  const seconds = WAITS[Math.min(attempt, WAITS.length - 1)];
  return Math.ceil(seconds * (0.75 + Math.random() / 2));
}

