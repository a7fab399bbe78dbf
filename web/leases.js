/** The leases that the operator holds: what is here to be worked on, in which order, and looked after. */

import { ApiError, LinkDeadError } from "./api.js";
import { Bringing } from "./bringing.js";
import { now, pause as wait, until } from "./clock.js";
import { OfflineError, insist, link } from "./connection.js";
import { isOutgoing } from "./drafts.js";
import { holdsWork } from "./entry.js";
import { atHome, busy, noWork, ready } from "./home.js";

const LOOK_AGAIN = 30; // seconds, when the server does not say
const TEND = 60_000; // milliseconds between looks at what is here
const AWAY = 15 * 60_000; // without a key pressed, leases are left to end
const HOUR = 3_600_000;
const SHORT = 10 * 60_000; // left of a lease that is to be renewed

/** The leases of one operator; a row is one of stock.js, with `draft` where something was keyed. */
export class Leases {
  #desk;
  #bringing;
  #rows = new Map(); // all that are here, also those on their way to the office
  #queue = []; // of those, what waits for the operator
  #current = null;
  #shown = null; // the row whose screen is there
  #taking = null;
  #request = null;
  #isReconciled = false;
  #isTending = false;
  #isStale = false;
  #askedFor = null;
  #returns = new Set();
  #seen = performance.now();
  #wake = () => {};

  /** @param desk what the operator works with */
  constructor(desk) {
    this.#desk = desk;
    this.#bringing = new Bringing(desk, (row) => this.renew(row));
    document.addEventListener("keydown", () => { this.#seen = performance.now(); });
    addEventListener("online", () => this.tend());
    link.addEventListener("change", () => link.isUp && this.tend());
    setInterval(() => this.tend(), TEND);
  }

  /** Find what is here from before, and what the server says that is held. */
  async carryOn() {
    const { drafts, stock, outbox, notice } = this.#desk;
    const [rows, kept] = await Promise.all([stock.all(), drafts.all()]);
    for (const row of rows) this.#rows.set(row.id, row);
    for (const draft of kept) {
      if (!this.#rows.has(draft.id)) this.#rows.set(draft.id, { id: draft.id, lease: draft.lease, order: 0 });
      this.#rows.get(draft.id).draft = draft;
    }
    const outgoing = kept.filter(isOutgoing);
    this.#queue = inOrder([...this.#rows.values()].filter(({ draft }) => !draft || !isOutgoing(draft)));
    outbox.add(...outgoing);
    // What can be worked on at once is; the server is asked meanwhile.
    if (!this.#queue.some(({ input }) => input)) await insist(() => this.#reconcile(), notice);
    this.tend();
  }

  /**
   * The next row to work on, ready to be shown; waits for work, and for the operator if `pause`. From a
   * row that is `resting` they went home, and will go on with it.
   */
  async next({ pause, resting = null }) {
    this.#current = this.#shown = null;
    this.#desk.stocked();
    if (resting) {
      this.#queue.unshift(resting);
      await ready(this.#desk, { isResting: true });
    }
    for (;;) {
      const row = this.#pick();
      if (row && await this.#open(row)) return row;
      if (row) continue;
      if (pause) await this.#unlessWoken(() => ready(this.#desk));
      else await this.#fetch();
      pause = false;
    }
  }

  /** What is here, and how much of it is ready to be worked on without a link: `{all, home}`. */
  get count() {
    const rows = [this.#current, ...this.#queue].filter((row) => row);
    return { all: rows.length, home: rows.filter((row) => this.#bringing.isComplete(row)).length };
  }

  /** The row is on the screen: `arrived(record, blob)` for each of its images that is here, or comes. */
  async pictures(row, arrived) {
    this.#shown = row;
    row.arrived = arrived;
    for (const [record, blob] of Object.entries(await this.#bringing.pictures(row))) arrived(record, blob);
  }

  /** The disk is full: images can be fetched again, what is keyed cannot. */
  async makeRoom() {
    this.#bringing.stopKeeping();
    await this.#desk.stock.clearImages();
    for (const row of this.#rows.values()) row.pictures?.clear();
  }

  /**
   * Take leases, for so many hours if given. Resolves with 0, or, if there were none, with the seconds after
   * which it is worth asking again.
   */
  take(count = 1, hours = undefined) {
    // What is asked for already may be enough.
    this.#taking ??= this.#take(count, hours).finally(() => { this.#taking = null; });
    return this.#taking;
  }

  /** Have a lease's full time again, and fresh links. */
  async renew(row) {
    const left = row.needed && Math.ceil(until(row.needed) / HOUR);
    const hours = left ? Math.min(Math.max(left, 1), 8) : undefined;
    Object.assign(row.lease, await this.#desk.api.renew(row.id, hours));
    await this.#desk.stock.keep(row).catch(() => {});
  }

  /** Hold what is here for so many hours, too. */
  async keepFor(hours) {
    for (const row of [this.#current, ...this.#queue].filter((each) => each)) {
      row.needed = neededFor(hours);
      await this.#orLost(row, () => this.renew(row));
    }
  }

  /** What was finished has come back to be mended: it is next. */
  comeBack(draft) {
    const row = this.#rows.get(draft.id) ?? { id: draft.id, lease: draft.lease, order: 0 };
    row.draft = draft;
    this.#rows.set(row.id, row);
    this.#queue.unshift(row);
    this.#wake();
  }

  /** A lease is over. */
  forget(id) {
    this.#rows.delete(id);
    this.#queue = this.#queue.filter((row) => row.id !== id);
  }

  /** Give a lease back; without a link, as soon as there is one. */
  async giveBack(id) {
    this.forget(id);
    await this.#desk.drafts.drop(id);
    this.#returns.add(id);
    await this.#return().catch((error) => {
      if (!(error instanceof OfflineError)) throw error;
    });
  }

  /** Give back all that nobody keyed anything of, or with `all` everything; as far as the link allows. */
  async giveBackAll({ all = false } = {}) {
    const rows = [this.#current, ...this.#queue].filter((row) => row && (all || !isTouched(row)));
    for (const { id } of rows) this.#returns.add(id);
    await Promise.race([this.#return().catch(() => {}), wait(3_000)]);
  }

  /** Look after what is here, in the background. */
  async tend() {
    this.#isStale = true;
    if (this.#isTending) return;
    this.#isTending = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#tendOnce();
      }
    } catch (error) {
      // Without a link, or with one that died: at the next occasion.
      if (!(error instanceof OfflineError || error instanceof LinkDeadError)) this.#desk.fail(error);
    } finally {
      this.#isTending = false;
      this.#desk.stocked();
    }
  }

  async #tendOnce() {
    if (!this.#isReconciled) await this.#reconcile();
    await this.#return();
    await this.#renewDue();
    const current = this.#current;
    if (current) await this.#bring(current);
    if (current && this.#queue.length === 0 && this.#askedFor !== current) {
      this.#askedFor = current;
      await this.take();
    }
    // With no room on the disk, only what comes next is fetched, and held in memory.
    for (const row of this.#queue.slice(0, this.#bringing.isKeeping ? Infinity : 1)) {
      await this.#bring(row);
      this.#desk.stocked();
      await this.#renewDue();
    }
  }

  #bring(row) {
    return this.#orLost(row, () => this.#bringing.images(row, {
      arrived: (record, blob) => row.arrived?.(record, blob),
    }));
  }

  /** The screen renews what is worked on (keeper.js); this is for what waits. */
  async #renewDue() {
    if (performance.now() - this.#seen > AWAY) return;
    for (const row of this.#queue.filter(({ lease }) => until(lease.expires_at) < SHORT)) {
      await this.#orLost(row, () => this.renew(row));
    }
  }

  async #return() {
    for (const id of this.#returns) {
      await this.#desk.api.giveBack(id).catch((error) => {
        if (!(error instanceof ApiError)) throw error; // refused: it is no longer ours to give
      });
      this.#returns.delete(id);
    }
  }

  /** Compare what is here with what the server says. */
  async #reconcile() {
    await this.#taking?.catch(() => {});
    const known = [...this.#queue];
    const { leases } = await this.#desk.api.leases();
    const held = new Set(leases.map(({ lease }) => lease));
    for (const lease of leases) {
      const row = this.#rows.get(lease.lease);
      if (row) Object.assign(row.lease, lease);
      else if (!this.#desk.outbox.knows(lease.lease) && !this.#returns.has(lease.lease)) await this.#add(lease);
    }
    for (const row of known.filter(({ id }) => !held.has(id))) {
      if (!this.#queue.includes(row)) continue; // the screen has it by now, and finds out itself
      if (isTouched(row)) await this.#orLost(row, () => this.renew(row));
      else await this.drop(row);
    }
    this.#isReconciled = true;
  }

  async #take(count, hours) {
    // Kept until there is an answer, so that a repeat after a lost answer finds the same leases.
    this.#request ??= { key: crypto.randomUUID(), count, hours };
    const request = this.#request;
    const answer = await this.#desk.api.take(request).catch((error) => {
      if (error instanceof ApiError) this.#request = null;
      throw error;
    });
    this.#request = null;
    for (const lease of answer.leases) await this.#add(lease, request.hours);
    return answer.leases.length > 0 ? 0 : answer.retry_after ?? LOOK_AGAIN;
  }

  async #add(lease, hours = null) {
    if (this.#rows.has(lease.lease) || this.#desk.outbox.knows(lease.lease)) return;
    const row = { id: lease.lease, lease, needed: hours && neededFor(hours), order: now() };
    this.#rows.set(row.id, row);
    this.#queue.push(row);
    await this.#desk.stock.keep(row).catch(() => {}); // then it is here until the page is closed
    this.#wake();
  }

  /** What was begun goes first, then what is still ours for sure, by the clock as we know it. */
  #pick() {
    const isFirst = (row) => isTouched(row) || until(row.lease.expires_at) > 0;
    const row = this.#queue.find((each) => each.input && isFirst(each)) ?? this.#queue.find(isFirst)
      ?? this.#queue[0];
    if (row) this.#queue.splice(this.#queue.indexOf(row), 1);
    return row;
  }

  /** Bring what the screen needs; false when the lease turns out to be lost. */
  async #open(row) {
    this.#current = row;
    if (!row.input || !row.workType) busy();
    const isHere = await this.#orLost(row, () => insist(async () => {
      await this.#bringing.essentials(row);
      // The first image, so that it is not fetched twice; any that fails, the screen fetches again.
      if (row.pictures.size === 0) await this.#bringing.images(row, { count: 1 }).catch(() => {});
    }, this.#desk.notice));
    if (isHere) this.tend();
    else this.#current = null;
    return isHere;
  }

  async #fetch() {
    busy();
    const seconds = await insist(() => this.take(), this.#desk.notice);
    if (seconds > 0 && this.#queue.length === 0) {
      await this.#unlessWoken(() => noWork(this.#desk, seconds));
    }
  }

  #unlessWoken(screen) {
    return Promise.race([screen(), new Promise((resolve) => { this.#wake = resolve; }).then(atHome)]);
  }

  /** Do something with a lease; false when it is lost: then what was keyed is sent in, and kept. */
  async #orLost(row, action) {
    try {
      await action();
      return true;
    } catch (error) {
      if (![404, 409].includes(error.status)) throw error;
      if (row === this.#shown) return false; // its screen finds out itself
      if (isTouched(row)) await this.handIn(row, row.draft, error);
      else await this.drop(row);
      return false;
    }
  }

  /** Hand in what was keyed under a lease that is lost. */
  async handIn(row, draft, error) {
    this.#queue = this.#queue.filter((each) => each !== row);
    const lease = { ...row.lease, upload: error.body.upload ?? row.lease.upload };
    const late = { ...draft, lease, late: true, finished_at: Date.now() };
    await this.#desk.drafts.save(late).catch(() => {});
    this.#desk.outbox.add(late);
  }

  /** Forget a lease and all that was brought home for it. */
  async drop(row) {
    this.forget(row.id);
    await this.#desk.drafts.drop(row.id);
  }
}

/** What was keyed last first; else in the order of taking. */
function inOrder(rows) {
  return rows.sort((one, other) => (
    (isTouched(other) ? other.draft.kept_at ?? 1 : 0) - (isTouched(one) ? one.draft.kept_at ?? 1 : 0)
    || one.order - other.order));
}

function isTouched({ draft }) {
  return Boolean(draft && holdsWork(draft));
}

/** A moment, by the server's clock. */
function neededFor(hours) {
  return new Date(now() + hours * HOUR).toISOString();
}
