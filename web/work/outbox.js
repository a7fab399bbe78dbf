/** Finished items on their way to the office: one after another, again and again, until each is there. */

import { ApiError, LinkDeadError } from "../platform/api.js";
import { now } from "../platform/clock.js";
import { OfflineError, link, waitBefore } from "../platform/connection.js";
import { send } from "./send_entry.js";

/** @import { Services } from "./held_item.js" */

/**
 * What is done about the news of the outbox.
 * @typedef {object} OutboxHooks
 * @property {(draft: Draft) => void} waiting
 * @property {(draft: Draft, answer: SubmitAnswer, isEmpty: boolean) => void} accepted
 * @property {(draft: Draft, error: ApiError) => void} refused it can be mended
 * @property {(draft: Draft, error: Error) => void} stuck it cannot
 * @property {(error: unknown) => void} failed
 */

const TELL = 60_000; // milliseconds: the office is told how much waits no more often than this

/** The outbox of one operator. */
export class Outbox {
  #services;
  #hears;
  /** @type {Draft[]} */
  #queue = [];
  /** @type {Set<string>} */
  #over = new Set(); // leases that are settled: the server's list may still name them
  #isSending = false;
  #wake = () => {};
  #told = { waiting: 0, at: -TELL };

  /**
   * @param {Pick<Services, "api" | "drafts">} services `{api, drafts}`
   * @param {OutboxHooks} hears `waiting(draft)`, `accepted(draft, answer, isEmpty)`, `refused(draft, error)` for what can be
   *   mended, `stuck(draft, error)` for what cannot, `failed(error)`
   */
  constructor(services, hears) {
    this.#services = services;
    this.#hears = hears;
    addEventListener("online", () => this.wake());
    link.addEventListener("change", () => link.isUp && this.wake());
  }

  /**
   * Whether a lease is, or was, in here.
   *
   * @param {string} id
   */
  knows(id) {
    return this.#over.has(id) || this.#queue.some((draft) => draft.id === id);
  }

  /**
   * Take over drafts, oldest first; they are in the database already.
   *
   * @param {...Draft} drafts
   */
  add(...drafts) {
    for (const draft of drafts.sort((one, other) => (one.finished_at ?? 0) - (other.finished_at ?? 0))) {
      this.#over.delete(draft.id);
      this.#queue.push(draft);
      this.#hears.waiting(draft);
    }
    this.#run();
  }

  /** Try now. */
  wake() {
    this.#wake();
  }

  async #run() {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let attempt = 0; this.#queue.length > 0;) {
      try {
        await this.#sendFirst();
        attempt = 0;
      } catch (error) {
        if (!(error instanceof OfflineError)) return this.#hears.failed(error);
        if (error.answered) this.#tell();
        // A server that stumbles over one item must not hold up the others.
        if (error.answered && attempt > 1) this.#queue.push(/** @type {Draft} */ (this.#queue.shift()));
        await this.#rest(waitBefore(attempt));
        attempt += 1;
      }
    }
    this.#isSending = false;
  }

  async #sendFirst() {
    const draft = this.#queue[0];
    try {
      const answer = await send(draft, this.#services);
      this.#over.add(draft.id);
      this.#queue.shift();
      this.#hears.accepted(draft, answer, this.#queue.length === 0);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof LinkDeadError)) throw error;
      await this.#refused(draft, error);
    }
    this.#tell();
  }

  /**
   * One that cannot be sent does not hold up the others.
   *
   * @param {Draft} draft
   * @param {ApiError | LinkDeadError} error
   */
  async #refused(draft, error) {
    const isAnswer = error instanceof ApiError;
    if (isAnswer && error.code === "no_upload" && !draft.retried) {
      draft.retried = true;
      return;
    }
    this.#queue.shift();
    if (isAnswer && error.status === 422 && !draft.late) {
      const { message, body: { details = [] } } = error;
      const mended = { ...draft, finished: false, uploaded: false, refusal: { message, details } };
      await this.#services.drafts.save(mended).catch(() => {});
      this.#hears.refused(mended, error);
    } else this.#hears.stuck(draft, error);
  }

  /** Let the office know how much waits here. It is no harm if it does not hear. */
  async #tell() {
    const waiting = this.#queue.length;
    const isOften = waiting > 0 && performance.now() - this.#told.at < TELL;
    if (waiting === this.#told.waiting || isOften) return;
    this.#told = { waiting, at: performance.now() };
    const since = this.#queue[0]?.finished_at;
    const oldest = since ? new Date(now() - Date.now() + since).toISOString() : null;
    try {
      await this.#services.api.tellOutbox(waiting, oldest);
    } catch {
      // It will hear of the next change.
    }
  }

  /**
   * @param {number} seconds
   * @returns {Promise<void>}
   */
  #rest(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
