/**
 * How each operator likes the page, kept in this browser: keys, zoom, what is carried on. Preferences
 * only: nothing that was keyed is ever written here.
 */

import { settled } from "./database.js";

const STORE = "settings";

/** The settings of one operator. They are read once; reading one is immediate from then on. */
export class Settings {
  /** @type {IDBDatabase | null} */
  #database;
  #operator;
  #values;

  /**
   * @param {IDBDatabase | null} database
   * @param {string} operator
   * @param {Map<string, any>} values
   */
  constructor(database, operator, values) {
    this.#database = database;
    this.#operator = operator;
    this.#values = values;
  }

  /**
   * Open those of an operator. A browser that keeps nothing gives settings for this visit only.
   *
   * @param {string} operator
   */
  static async open(operator) {
    try {
      const opening = indexedDB.open("hinterland-settings", 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(STORE, { keyPath: ["operator", "name"] });
      };
      const database = await settled(opening);
      const mine = IDBKeyRange.bound([operator], [operator, []]);
      const rows = await settled(database.transaction(STORE).objectStore(STORE).getAll(mine));
      return new Settings(database, operator, new Map(rows.map(({ name, value }) => [name, value])));
    } catch {
      return new Settings(null, operator, new Map());
    }
  }

  /**
   * A setting, or undefined.
   *
   * @param {string} name
   */
  get(name) {
    return this.#values.get(name);
  }

  /**
   * Change a setting. That it could not be kept is no reason to disturb the operator.
   *
   * @param {string} name
   * @param {unknown} value
   */
  set(name, value) {
    this.#values.set(name, value);
    try {
      this.#database?.transaction(STORE, "readwrite").objectStore(STORE)
        .put({ operator: this.#operator, name, value });
    } catch {
      this.#database = null; // closed under our hands; for this visit they are in memory
    }
  }
}
