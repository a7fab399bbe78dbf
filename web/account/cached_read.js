/**
 * What was read of the API since sign-in, kept in memory for when the link is down. Never on the disk:
 * corrections show a client's data, and the computer is shared.
 */

import { OfflineError } from "../platform/connection.js";

/** @import { Api } from "../platform/api.js" */

const kept = new WeakMap(); // by API client: the next operator has another

/**
 * Read; without a link, what was read before: `{answer, isOld}`. Raise OfflineError if there is neither.
 *
 * @param {Api} api
 * @param {string} path
 * @returns {Promise<{ answer: any, isOld: boolean }>}
 */
export async function read(api, path) {
  const answers = answersOf(api);
  try {
    answers.set(path, await api.call("GET", path));
    return { answer: answers.get(path), isOld: false };
  } catch (error) {
    if (!(error instanceof OfflineError) || !answers.has(path)) throw error;
    return { answer: answers.get(path), isOld: true };
  }
}

/**
 * Read what never changes: a version of a work type.
 *
 * @param {Api} api
 * @param {string} name
 * @param {number} version
 * @returns {Promise<WorkType>}
 */
export async function workTypeOf(api, name, version) {
  const path = `/work-types/${encodeURIComponent(name)}/${version}`;
  return answersOf(api).get(path) ?? (await read(api, path)).answer;
}

/**
 * @param {Api} api
 * @returns {Map<string, any>}
 */
function answersOf(api) {
  if (!kept.has(api)) kept.set(api, new Map());
  return kept.get(api);
}
