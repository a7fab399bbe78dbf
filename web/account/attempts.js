/**
 * Training attempts in the making, kept in this browser: a reload, or a power cut, must not cost what was keyed.
 *
 * A row is `{set, key, records, at}`: the set's name, the key under which the server began the attempt, the
 * state of each record (see entry.js), and where the cursor was.
 */

import { change, settled } from "../platform/database.js";

/** The attempts of one operator. */
export class Attempts {
  #database;
  #operator;

  /** @param services `{database, me}` */
  constructor({ database, me }) {
    this.#database = database;
    this.#operator = me.operator;
  }

  /** What is kept of an attempt at a set, or undefined. */
  get(set) {
    return settled(this.#database.transaction("attempts").objectStore("attempts").get([this.#operator, set]));
  }

  save(row) {
    return change(this.#database, ["attempts"], (attempts) => {
      attempts.put({ ...row, operator: this.#operator });
    });
  }

  drop(set) {
    return change(this.#database, ["attempts"], (attempts) => attempts.delete([this.#operator, set]));
  }
}
