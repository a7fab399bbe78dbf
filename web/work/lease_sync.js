/** Looks after what the operator holds, in the background: whenever the link is back, and every minute. */

import { ApiError, LinkDeadError } from "../platform/api.js";
import { until } from "../platform/clock.js";
import { OfflineError, link } from "../platform/connection.js";
import { isTouched } from "./work_queue.js";

/** @import { HeldItem, Services } from "./held_item.js" */
/** @import { Leases } from "./leases.js" */
/** @import { Prefetch } from "./prefetch.js" */
/** @import { WorkQueue } from "./work_queue.js" */

const EVERY = 60_000; // milliseconds between looks at what is here
const AWAY = 15 * 60_000; // without a key pressed, leases are left to end
const SHORT = 10 * 60_000; // left of a lease that is to be renewed

/** The sync of one operator's leases. */
export class LeaseSync {
  #services;
  #leases;
  #queue;
  #prefetch;
  #isReconciled = false;
  #isUnderWay = false;
  #isStale = false;
  /** @type {HeldItem | null} */
  #askedFor = null;
  /** @type {Set<string>} */
  #returns = new Set();
  #seen = performance.now();

  /**
   * @param {Leases} leases what can be done with them: a Leases, of which `queue` and `prefetch` are the parts
   * @param {Services} services
   * @param {WorkQueue} queue
   * @param {Prefetch} prefetch
   */
  constructor(services, leases, queue, prefetch) {
    this.#services = services;
    this.#leases = leases;
    this.#queue = queue;
    this.#prefetch = prefetch;
    document.addEventListener("keydown", () => { this.#seen = performance.now(); });
    addEventListener("online", () => this.run());
    link.addEventListener("change", () => link.isUp && this.run());
    setInterval(() => this.run(), EVERY);
  }

  /** Whether what is missing is on its way. */
  get isUnderWay() {
    return this.#isUnderWay;
  }

  /** Do all that is to be done, now; what the link does not allow, at the next occasion. */
  async run() {
    this.#isStale = true;
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#runOnce();
      }
    } catch (error) {
      // Without a link, or with one that died: at the next occasion.
      if (!(error instanceof OfflineError || error instanceof LinkDeadError)) this.#services.fail(error);
    } finally {
      this.#isUnderWay = false;
      this.#queue.current?.watch?.ended();
      this.#services.stocked();
    }
  }

  /** Compare what is here with what the server says. */
  async reconcile() {
    await this.#leases.taken;
    const known = [...this.#queue.waiting];
    const { leases } = await this.#held();
    const held = new Set(leases.map(({ lease }) => lease));
    for (const lease of leases) {
      const row = this.#queue.get(lease.lease);
      if (row) Object.assign(row.lease, lease);
      else if (!this.#returns.has(lease.lease)) await this.#leases.add(lease);
    }
    for (const row of known.filter(({ id }) => !held.has(id))) {
      if (!this.#queue.waiting.includes(row)) continue; // the screen has it by now, and finds out itself
      if (isTouched(row)) await this.#leases.lost.orLost(row, () => this.#leases.renew(row));
      else await this.#leases.lost.drop(row);
    }
    this.#isReconciled = true;
  }

  /**
   * Give leases back; without a link, as soon as there is one.
   *
   * @param {...string} ids
   */
  giveBack(...ids) {
    for (const id of ids) this.#returns.add(id);
    return this.#return();
  }

  async #runOnce() {
    if (!this.#isReconciled) await this.reconcile();
    await this.#return();
    await this.#renewDue();
    const { current } = this.#queue;
    if (current) await this.#fetch(current);
    const isStill = current && current === this.#queue.current;
    if (isStill && this.#queue.waiting.length === 0 && this.#askedFor !== current) {
      this.#askedFor = current;
      await this.#leases.take();
    }
    // With no room on the disk, only what comes next is fetched, and held in memory.
    for (const row of this.#queue.waiting.slice(0, this.#prefetch.isKeeping ? Infinity : 1)) {
      await this.#fetch(row);
      this.#services.stocked();
      if (this.#isStale) return;
      await this.#renewDue();
    }
  }

  /** @param {HeldItem} row */
  #fetch(row) {
    const bring = () => this.#prefetch.images(row, {
      arrived: (record, blob) => row.watch?.arrived(record, blob),
      // When something has changed, what is on the screen goes first again.
      isUrgent: () => row === this.#queue.current || !this.#isStale,
    });
    return this.#leases.lost.orLost(row, () => this.#leases.lost.orSetAside(row, bring));
  }

  /** The screen renews what is worked on (lease_timer.js); this is for what waits. */
  async #renewDue() {
    if (performance.now() - this.#seen > AWAY) return;
    for (const row of this.#queue.waiting.filter(({ lease }) => until(lease.expires_at) < SHORT)) {
      await this.#leases.lost.orLost(row, () => this.#leases.renew(row));
    }
  }

  async #return() {
    // A request for work that is under way would get what is given back.
    if (this.#returns.size > 0) await this.#leases.taken;
    for (const id of this.#returns) {
      await this.#services.api.giveBack(id).catch((error) => {
        if (!(error instanceof ApiError)) throw error; // refused: it is no longer ours to give
      });
      this.#returns.delete(id);
    }
  }

  /** What the server says is held: as it was asked on the way in, for the first time. */
  async #held() {
    const asked = this.#services.asked;
    this.#services.asked = null;
    return await asked?.catch(() => null) ?? this.#services.api.leases();
  }
}
