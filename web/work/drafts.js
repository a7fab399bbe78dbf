/**
 * What is keyed and not yet accepted, kept in this browser.
 *
 * A draft is `{operator, id, lease, title, records, at, finished, late, uploaded, refusal, kept_at}`: the lease
 * document, the state of each record (see entry.js), where the cursor was, and how far sending came. One
 * that is not finished belongs to the screen it is keyed on, one that is (or is `late`: its lease was lost)
 * to the outbox: so never do two write the same. Older pages left some of these out.
 */

import { change, keysOf, settled } from "../platform/database.js";

/** The drafts of one operator. Another operator's are never read. */
export class Drafts {
  #database;
  #operator;

  /**
   * @param {IDBDatabase} database
   * @param {string} operator
   */
  constructor(database, operator) {
    this.#database = database;
    this.#operator = operator;
  }

  /**
   * Keep a draft. It is on the disk when the promise resolves.
   *
   * @param {Draft} draft
   */
  save(draft) {
    return change(this.#database, ["drafts"], (drafts) => {
      drafts.put({ ...draft, kept_at: Date.now(), operator: this.#operator });
    });
  }

  /**
   * Every draft of this operator.
   *
   * @returns {Promise<Draft[]>}
   */
  all() {
    const drafts = this.#database.transaction("drafts").objectStore("drafts");
    return settled(drafts.getAll(keysOf(this.#operator)));
  }

  /**
   * Forget a draft and all that was brought home for it: the server has it, or nobody wants it.
   *
   * @param {string} id
   */
  drop(id) {
    return change(this.#database, ["drafts", "stock", "images"], (drafts, stock, images) => {
      drafts.delete([this.#operator, id]);
      stock.delete([this.#operator, id]);
      images.delete(keysOf(this.#operator, id));
    });
  }
}

/**
 * Whether a draft is the outbox's.
 *
 * @param {Draft} draft
 */
export function isOutgoing({ finished, late }) {
  return finished || Boolean(late);
}
