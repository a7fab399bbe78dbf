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

  /** @param {{ database: IDBDatabase, me: Me }} services `{database, me}` */
  constructor({ database, me }) {
    this.#database = database;
    this.#operator = me.operator;
  }

  /**
   * What is kept of an attempt at a set, or undefined.
   *
   * @param {string} set
   * @returns {Promise<AttemptDraft | undefined>}
   */
  get(set) {
    return settled(this.#database.transaction("attempts").objectStore("attempts").get([this.#operator, set]));
  }

  /** @param {AttemptDraft} row */
  save(row) {
    return change(this.#database, ["attempts"], (attempts) => {
      attempts.put({ ...row, operator: this.#operator });
    });
  }

  /** @param {string} set */
  drop(set) {
    return change(this.#database, ["attempts"], (attempts) => attempts.delete([this.#operator, set]));
  }
}
