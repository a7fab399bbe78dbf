/**
 * What was brought home to be worked on without a link: leases with their records, images, forms.
 *
 * A row is `{id, lease, input, needed, order}`: the lease document, the input document once it is here, until
 * when the operator wants to hold it (or null), and its place in the queue.
 */

import { change, keysOf, settled } from "../platform/database.js";

/** @import { HeldItem } from "./held_item.js" */

/** The store of one operator. */
export class OfflineStore {
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
   * Every row.
   *
   * @returns {Promise<HeldItem[]>}
   */
  all() {
    return settled(this.#read("stock").getAll(keysOf(this.#operator)));
  }

  /**
   * Keep a row.
   *
   * @param {HeldItem} item
   */
  keep({ id, lease, input = null, needed = null, order }) {
    return this.#put("stock", { id, lease, input, needed, order });
  }

  /**
   * Keep the image of a record.
   *
   * @param {string} id
   * @param {string} record
   * @param {Blob} blob
   */
  keepImage(id, record, blob) {
    return this.#put("images", { id, record, blob });
  }

  /**
   * The images that are here for a lease: `{record: blob}`.
   *
   * @param {string} id
   * @returns {Promise<Record<string, Blob>>}
   */
  async images(id) {
    const rows = await settled(this.#read("images").getAll(keysOf(this.#operator, id)));
    return Object.fromEntries(rows.map(({ record, blob }) => [record, blob]));
  }

  /**
   * The records whose images are here for a lease.
   *
   * @param {string} id
   * @returns {Promise<string[]>}
   */
  async pictured(id) {
    const keys = await settled(this.#read("images").getAllKeys(keysOf(this.#operator, id)));
    return keys.map((key) => /** @type {string[]} */ (key)[2]);
  }

  /**
   * A work type, or undefined.
   *
   * @param {string} name
   * @param {number} version
   * @returns {Promise<WorkType | undefined>}
   */
  workType(name, version) {
    return settled(this.#read("work_types").get([this.#operator, name, version]));
  }

  /**
   * The titles of the work types that are here, by name: of each its newest version's.
   *
   * @returns {Promise<Record<string, ByLanguage>>}
   */
  async titles() {
    const rows = await settled(this.#read("work_types").getAll(keysOf(this.#operator)));
    return Object.fromEntries(rows.map(({ work_type: name, title }) => [name, title]));
  }

  /**
   * Keep a work type.
   *
   * @param {WorkType} workType
   */
  keepWorkType(workType) {
    return this.#put("work_types", workType);
  }

  /** Give the room that images take to what is keyed: images can be fetched again. */
  clearImages() {
    return change(this.#database, ["images"], (images) => images.delete(keysOf(this.#operator)));
  }

  /** @param {string} store */
  #read(store) {
    return this.#database.transaction(store).objectStore(store);
  }

  /**
   * @param {string} store
   * @param {object} row
   */
  #put(store, row) {
    // What is lost here in a power cut is fetched again.
    return change(this.#database, [store], (opened) => {
      opened.put({ ...row, operator: this.#operator });
    }, "relaxed");
  }
}
