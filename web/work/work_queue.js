/** What the operator holds, and the order in which it comes to the screen. In memory only. */

import { holdsWork } from "../keying/entry.js";
import { until } from "../platform/clock.js";
import { isOutgoing } from "./drafts.js";

/** @import { HeldItem } from "./held_item.js" */

/** The queue; a row is one of offline_store.js, with `draft` where something was keyed. */
export class WorkQueue {
  /** @type {Map<string, HeldItem>} */
  #rows = new Map(); // all that are here, also those on their way to the office
  /** Of those, what waits for the operator. @type {HeldItem[]} */
  waiting = [];
  /** What the operator has before them, or will have in a moment. @type {HeldItem | null} */
  current = null;

  /**
   * Begin with what this browser kept; returns the drafts that are the outbox's.
   *
   * @param {HeldItem[]} rows
   * @param {Draft[]} drafts
   */
  begin(rows, drafts) {
    for (const row of rows) this.#rows.set(row.id, row);
    for (const draft of drafts) this.#rowOf(draft).draft = draft;
    this.waiting = inOrder([...this.#rows.values()].filter(({ draft }) => !draft || !isOutgoing(draft)));
    return drafts.filter(isOutgoing);
  }

  /** Everything that is here. */
  get rows() {
    return [...this.#rows.values()];
  }

  /**
   * What is the operator's to key.
   *
   * @returns {HeldItem[]}
   */
  get held() {
    return [this.current, ...this.waiting].filter((row) => row !== null);
  }

  /** @param {string} id */
  get(id) {
    return this.#rows.get(id);
  }

  /**
   * A row that is new here, at the end.
   *
   * @param {HeldItem} row
   */
  add(row) {
    this.#rows.set(row.id, row);
    this.waiting.push(row);
  }

  /**
   * A draft that was on its way comes back, before all others.
   *
   * @param {Draft} draft
   */
  comeBack(draft) {
    const row = this.#rowOf(draft);
    row.draft = draft;
    this.waiting.unshift(row);
  }

  /**
   * Forget a row.
   *
   * @param {string} id
   */
  remove(id) {
    this.#rows.delete(id);
    this.leave(id);
    if (this.current?.id === id) this.current = null;
  }

  /**
   * A row waits no more.
   *
   * @param {string} id
   */
  leave(id) {
    this.waiting = this.waiting.filter((row) => row.id !== id);
  }

  /** Take out what is next: what was begun goes first, then what is still ours for sure, as far as we know. */
  next() {
    const isFirst = (/** @type {HeldItem} */ row) => isTouched(row) || until(row.lease.expires_at) > 0;
    const row = this.waiting.find((each) => each.input && isFirst(each)) ?? this.waiting.find(isFirst)
      ?? this.waiting[0];
    if (row) this.leave(row.id);
    return row;
  }

  /**
   * @param {Draft} draft
   * @returns {HeldItem}
   */
  #rowOf({ id, lease }) {
    const row = this.#rows.get(id) ?? { id, lease, order: 0 };
    this.#rows.set(id, row);
    return row;
  }
}

/**
 * Whether something was keyed for a row.
 *
 * @param {HeldItem} row
 */
export function isTouched({ draft }) {
  return Boolean(draft && holdsWork(draft));
}

/**
 * What was keyed last first; else in the order of taking.
 *
 * @param {HeldItem[]} rows
 */
function inOrder(rows) {
  const keptAt = (/** @type {HeldItem} */ row) => (isTouched(row) ? row.draft?.kept_at ?? 1 : 0);
  return rows.sort((one, other) => keptAt(other) - keptAt(one) || one.order - other.order);
}
