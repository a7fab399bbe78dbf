/** The leases that the operator holds: taken, opened one after another, renewed, lost. */

import { ApiError } from "../platform/api.js";
import { now, pause as wait, until } from "../platform/clock.js";
import { OfflineError, retryUntilAnswered } from "../platform/connection.js";
import { goOver } from "../platform/updates.js";
import { LeaseSync } from "./lease_sync.js";
import { LostLeases } from "./lost_leases.js";
import { Prefetch } from "./prefetch.js";
import { WorkQueue, isTouched } from "./work_queue.js";

/** @import { TakeRequest } from "../platform/api.js" */
/** @import { HeldItem, OpenItem, Services, Watch } from "./held_item.js" */

const LOOK_AGAIN = 30; // seconds, when the server does not say
const HOUR = 3_600_000;

/** The leases of one operator. */
export class Leases {
  #services;
  #queue = new WorkQueue();
  /** What becomes of leases that are lost. */
  lost;
  #prefetch;
  #sync;
  /** @type {HeldItem | null} */
  #shown = null; // the row whose screen is there
  /** @type {Promise<number> | null} */
  #taking = null;
  /** @type {TakeRequest | null} */
  #request = null;
  /** @type {(value?: unknown) => void} */
  #wake = () => {};

  /** @param {Services} services what the operator works with; `asked`, if the server was asked already what is held */
  constructor(services) {
    this.#services = services;
    this.lost = new LostLeases(services, this.#queue, (row) => row === this.#shown);
    this.#prefetch = new Prefetch(services, (row) => this.renew(row));
    this.#sync = new LeaseSync(services, this, this.#queue, this.#prefetch);
  }

  /** Find what is here from before, and what the server says that is held. */
  async carryOn() {
    const { drafts, store, outbox, notice } = this.#services;
    const [rows, kept] = await Promise.all([store.all(), drafts.all()]);
    outbox.add(...this.#queue.begin(rows, kept));
    // What can be worked on at once is; the server is asked meanwhile.
    if (!this.#queue.waiting.some(({ input }) => input)) await retryUntilAnswered(() => this.#sync.reconcile(), notice);
    this.sync();
  }

  /**
   * The next row to work on, ready to be shown; waits for work, and for the operator if `pause`. From a
   * row that is `resting` they went home, and will go on with it.
   *
   * @param {{ pause: boolean, resting?: HeldItem | null }} how
   * @returns {Promise<OpenItem>}
   */
  async next({ pause, resting = null }) {
    this.#queue.current = this.#shown = null;
    this.#services.stocked();
    if (resting) {
      this.#queue.waiting.unshift(resting);
      await this.#screens.ready(this.#services, { isResting: true });
    }
    for (;;) {
      const row = this.#queue.next();
      if (row && await this.#open(row)) return /** @type {OpenItem} */ (row);
      if (row) continue;
      if (pause) await this.#unlessWoken(() => this.#screens.ready(this.#services));
      else await this.#fetch();
      pause = false;
    }
  }

  /** What is here, and how much of it is ready to be worked on without a link: `{all, home}`. */
  get count() {
    const { held } = this.#queue;
    return { all: held.length, home: held.filter((row) => this.#prefetch.isComplete(row)).length };
  }

  /**
   * The row is on the screen: `arrived(record, blob)` for each of its images that is here, or comes, and
   * `ended()` when no more are on their way.
   *
   * @param {OpenItem} row
   * @param {Watch} watch
   */
  async showImages(row, watch) {
    this.#shown = row;
    row.watch = watch;
    for (const [record, blob] of Object.entries(await this.#prefetch.imagesOf(row))) watch.arrived(record, blob);
  }

  /** Whether images that are missing are on their way. */
  get isPrefetching() {
    return this.#sync.isUnderWay;
  }

  /** The disk is full: images can be fetched again, what is keyed cannot. */
  async makeRoom() {
    this.#prefetch.stopKeeping();
    await this.#services.store.clearImages();
    for (const row of this.#queue.rows) row.images?.clear();
  }

  /**
   * Take leases, for so many hours if given. Resolves with 0, or, if there were none, with the seconds after
   * which it is worth asking again.
   *
   * @param {number} [count]
   * @param {number} [hours]
   */
  take(count = 1, hours = undefined) {
    // What is asked for already may be enough.
    this.#taking ??= this.#take(count, hours).finally(() => { this.#taking = null; });
    return this.#taking;
  }

  /** Resolves when no lease is being taken. */
  get taken() {
    return this.#taking?.catch(() => {});
  }

  /**
   * Have a lease's full time again, and fresh links.
   *
   * @param {HeldItem} row
   */
  async renew(row) {
    const left = row.needed && Math.ceil(until(row.needed) / HOUR);
    const hours = left ? Math.min(Math.max(left, 1), 8) : undefined;
    Object.assign(row.lease, await this.#services.api.renew(row.id, hours));
    await this.#services.store.keep(row).catch(() => {});
  }

  /**
   * Hold what is here for so many hours, too.
   *
   * @param {number} hours
   */
  async keepFor(hours) {
    for (const row of this.#queue.held) {
      row.needed = neededFor(hours);
      await this.lost.orLost(row, () => this.renew(row));
    }
  }

  /**
   * A lease that the server says is held; it may be known.
   *
   * @param {Lease} lease
   * @param {number | null} [hours]
   */
  async add(lease, hours = null) {
    if (this.#queue.get(lease.lease) || this.#services.outbox.knows(lease.lease)) return;
    const row = { id: lease.lease, lease, needed: hours ? neededFor(hours) : null, order: now() };
    this.#queue.add(row);
    await this.#services.store.keep(row).catch(() => {}); // then it is here until the page is closed
    this.#wake();
  }

  /**
   * What was finished has come back to be mended: it is next.
   *
   * @param {Draft} draft
   */
  comeBack(draft) {
    this.#queue.comeBack(draft);
    this.#wake();
  }

  /**
   * A lease is over.
   *
   * @param {string} id
   */
  forget(id) {
    this.#queue.remove(id);
  }

  /**
   * Give a lease back; without a link, as soon as there is one.
   *
   * @param {string} id
   */
  async giveBack(id) {
    this.forget(id);
    await this.#services.drafts.drop(id);
    await this.#sync.giveBack(id).catch((error) => {
      if (!(error instanceof OfflineError)) throw error;
    });
  }

  /**
   * Give back all that nobody keyed anything of, or with `all` everything; as far as the link allows.
   *
   * @param {{ all?: boolean }} [which]
   */
  async giveBackAll({ all = false } = {}) {
    const rows = this.#queue.held.filter((row) => all || !isTouched(row));
    await Promise.race([this.#sync.giveBack(...rows.map(({ id }) => id)).catch(() => {}), wait(3_000)]);
  }

  /** Look after what is here, in the background. */
  sync() {
    return this.#sync.run();
  }

  /**
   * @param {number} count
   * @param {number | undefined} hours
   * @returns {Promise<number>}
   */
  async #take(count, hours) {
    // Kept until there is an answer, so that a repeat after a lost answer finds the same leases.
    this.#request ??= { key: crypto.randomUUID(), count, hours };
    const request = this.#request;
    const answer = await this.#services.api.take(request).catch((error) => {
      if (error instanceof ApiError) this.#request = null;
      throw error;
    });
    this.#request = null;
    for (const lease of answer.leases) await this.add(lease, request.hours);
    return answer.leases.length > 0 ? 0 : answer.retry_after ?? LOOK_AGAIN;
  }

  /**
   * Bring what the form needs, while nothing else takes up the link; false when the lease turns out to be lost.
   *
   * @param {HeldItem} row
   * @returns {Promise<boolean>}
   */
  async #open(row) {
    this.#queue.current = row;
    if (!row.input || !row.workType) this.#screens.busy();
    const bring = () => retryUntilAnswered(() => this.#prefetch.essentials(row), this.#services.notice);
    const isHere = await this.lost.orLost(row, () => this.lost.orSetAside(row, bring));
    if (isHere && row.input) this.sync();
    else this.#queue.current = null;
    return isHere && Boolean(row.input);
  }

  /** What the operator sees between two items. */
  get #screens() {
    return this.#services.screens;
  }

  async #fetch() {
    this.#screens.busy();
    const seconds = await retryUntilAnswered(() => this.take(), this.#services.notice);
    if (seconds > 0 && this.#queue.waiting.length === 0) {
      await this.#unlessWoken(() => this.#screens.noWork(this.#services, seconds));
      this.#screens.busy();
      await goOver(true); // a page may wait for work for days
    }
  }

  /** @param {() => Promise<unknown>} screen */
  #unlessWoken(screen) {
    return Promise.race([screen(), new Promise((resolve) => { this.#wake = resolve; }).then(() => this.#screens.atHome())]);
  }
}

/**
 * A moment, by the server's clock.
 *
 * @param {number} hours
 */
function neededFor(hours) {
  return new Date(now() + hours * HOUR).toISOString();
}
