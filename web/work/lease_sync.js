/** Looks after what the operator holds, in the background: whenever the link is back, and every minute. */

import { ApiError, LinkDeadError } from "../platform/api.js";
import { until } from "../platform/clock.js";
import { OfflineError, link } from "../platform/connection.js";
import { isTouched } from "./work_queue.js";

const EVERY = 60_000; // milliseconds between looks at what is here
const AWAY = 15 * 60_000; // without a key pressed, leases are left to end
const SHORT = 10 * 60_000; // left of a lease that is to be renewed

/** The look after one operator's leases. */
export class Tending {
  #desk;
  #leases;
  #line;
  #bringing;
  #isReconciled = false;
  #isUnderWay = false;
  #isStale = false;
  #askedFor = null;
  #returns = new Set();
  #seen = performance.now();

  /** @param leases what can be done with them: a Leases, of which `line` and `bringing` are the parts */
  constructor(desk, leases, line, bringing) {
    this.#desk = desk;
    this.#leases = leases;
    this.#line = line;
    this.#bringing = bringing;
    document.addEventListener("keydown", () => { this.#seen = performance.now(); });
    addEventListener("online", () => this.tend());
    link.addEventListener("change", () => link.isUp && this.tend());
    setInterval(() => this.tend(), EVERY);
  }

  /** Whether what is missing is on its way. */
  get isUnderWay() {
    return this.#isUnderWay;
  }

  /** Do all that is to be done, now; what the link does not allow, at the next occasion. */
  async tend() {
    this.#isStale = true;
    if (this.#isUnderWay) return;
    this.#isUnderWay = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#tendOnce();
      }
    } catch (error) {
      // Without a link, or with one that died: at the next occasion.
      if (!(error instanceof OfflineError || error instanceof LinkDeadError)) this.#desk.fail(error);
    } finally {
      this.#isUnderWay = false;
      this.#line.current?.watch?.ended();
      this.#desk.stocked();
    }
  }

  /** Compare what is here with what the server says. */
  async reconcile() {
    await this.#leases.taken;
    const known = [...this.#line.waiting];
    const { leases } = await this.#held();
    const held = new Set(leases.map(({ lease }) => lease));
    for (const lease of leases) {
      const row = this.#line.get(lease.lease);
      if (row) Object.assign(row.lease, lease);
      else if (!this.#returns.has(lease.lease)) await this.#leases.add(lease);
    }
    for (const row of known.filter(({ id }) => !held.has(id))) {
      if (!this.#line.waiting.includes(row)) continue; // the screen has it by now, and finds out itself
      if (isTouched(row)) await this.#leases.orLost(row, () => this.#leases.renew(row));
      else await this.#leases.drop(row);
    }
    this.#isReconciled = true;
  }

  /** Give leases back; without a link, as soon as there is one. */
  giveBack(...ids) {
    for (const id of ids) this.#returns.add(id);
    return this.#return();
  }

  async #tendOnce() {
    if (!this.#isReconciled) await this.reconcile();
    await this.#return();
    await this.#renewDue();
    const { current } = this.#line;
    if (current) await this.#bring(current);
    const isStill = current && current === this.#line.current;
    if (isStill && this.#line.waiting.length === 0 && this.#askedFor !== current) {
      this.#askedFor = current;
      await this.#leases.take();
    }
    // With no room on the disk, only what comes next is fetched, and held in memory.
    for (const row of this.#line.waiting.slice(0, this.#bringing.isKeeping ? Infinity : 1)) {
      await this.#bring(row);
      this.#desk.stocked();
      if (this.#isStale) return;
      await this.#renewDue();
    }
  }

  #bring(row) {
    const bring = () => this.#bringing.images(row, {
      arrived: (record, blob) => row.watch?.arrived(record, blob),
      // When something has changed, what is on the screen goes first again.
      isUrgent: () => row === this.#line.current || !this.#isStale,
    });
    return this.#leases.orLost(row, () => this.#leases.orSetAside(row, bring));
  }

  /** The screen renews what is worked on (keeper.js); this is for what waits. */
  async #renewDue() {
    if (performance.now() - this.#seen > AWAY) return;
    for (const row of this.#line.waiting.filter(({ lease }) => until(lease.expires_at) < SHORT)) {
      await this.#leases.orLost(row, () => this.#leases.renew(row));
    }
  }

  async #return() {
    // A request for work that is under way would get what is given back.
    if (this.#returns.size > 0) await this.#leases.taken;
    for (const id of this.#returns) {
      await this.#desk.api.giveBack(id).catch((error) => {
        if (!(error instanceof ApiError)) throw error; // refused: it is no longer ours to give
      });
      this.#returns.delete(id);
    }
  }

  /** What the server says is held: as it was asked on the way in, for the first time. */
  async #held() {
    const asked = this.#desk.asked;
    this.#desk.asked = null;
    return await asked?.catch(() => null) ?? this.#desk.api.leases();
  }
}
