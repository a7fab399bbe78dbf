/** What the operator holds, and the order in which it comes to the screen. In memory only. */

import { until } from "../platform/clock.js";
import { isOutgoing } from "./drafts.js";
import { holdsWork } from "../keying/entry.js";

/** The queue; a row is one of offline_store.js, with `draft` where something was keyed. */
export class WorkQueue {
  #rows = new Map(); // all that are here, also those on their way to the office
  /** Of those, what waits for the operator. */
  waiting = [];
  /** What the operator has before them, or will have in a moment. */
  current = null;

  /** Begin with what this browser kept; returns the drafts that are the outbox's. */
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

  /** What is the operator's to key. */
  get held() {
    return [this.current, ...this.waiting].filter((row) => row);
  }

  get(id) {
    return this.#rows.get(id);
  }

  /** A row that is new here, at the end. */
  add(row) {
    this.#rows.set(row.id, row);
    this.waiting.push(row);
  }

  /** A draft that was on its way comes back, before all others. */
  comeBack(draft) {
    const row = this.#rowOf(draft);
    row.draft = draft;
    this.waiting.unshift(row);
  }

  /** Forget a row. */
  remove(id) {
    this.#rows.delete(id);
    this.leave(id);
    if (this.current?.id === id) this.current = null;
  }

  /** A row waits no more. */
  leave(id) {
    this.waiting = this.waiting.filter((row) => row.id !== id);
  }

  /** Take out what is next: what was begun goes first, then what is still ours for sure, as far as we know. */
  next() {
    const isFirst = (row) => isTouched(row) || until(row.lease.expires_at) > 0;
    const row = this.waiting.find((each) => each.input && isFirst(each)) ?? this.waiting.find(isFirst)
      ?? this.waiting[0];
    if (row) this.leave(row.id);
    return row;
  }

  #rowOf({ id, lease }) {
    if (!this.#rows.has(id)) this.#rows.set(id, { id, lease, order: 0 });
    return this.#rows.get(id);
  }
}

/** Whether something was keyed for a row. */
export function isTouched({ draft }) {
  return Boolean(draft && holdsWork(draft));
}

/** What was keyed last first; else in the order of taking. */
function inOrder(rows) {
  return rows.sort((one, other) => (
    (isTouched(other) ? other.draft.kept_at ?? 1 : 0) - (isTouched(one) ? one.draft.kept_at ?? 1 : 0)
    || one.order - other.order));
}
