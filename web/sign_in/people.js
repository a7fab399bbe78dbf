/**
 * Who worked on this computer and did not sign out, so that they can go on without a link.
 *
 * A row is `{operator, username, me, pace, sealed}`. The refresh token is sealed under a key made from
 * the password, which is kept nowhere: without a link, whoever knows the password opens it, and nobody else.
 */

import { change, settled } from "../platform/database.js";

const ROUNDS = 600_000; // of PBKDF2 with SHA-256, as OWASP advises

/** The people of this computer. */
export class People {
  #database;

  /** @param {IDBDatabase} database */
  constructor(database) {
    this.#database = database;
  }

  /**
   * What is known of an operator, or undefined.
   *
   * @param {string} operator
   * @returns {Promise<Person | undefined>}
   */
  get(operator) {
    return settled(this.#database.transaction("people").objectStore("people").get(operator));
  }

  /**
   * Note something about an operator; what was known besides stays.
   *
   * @param {string} operator
   * @param {Partial<Person>} facts
   */
  note(operator, facts) {
    return change(this.#database, ["people"], (people) => {
      const reading = people.get(operator);
      reading.onsuccess = () => people.put({ ...reading.result, ...facts, operator });
    }, "relaxed", false);
  }

  /**
   * Seal a refresh token under a password.
   *
   * @param {string} operator
   * @param {string} username
   * @param {string} password
   * @param {string} token
   */
  async seal(operator, username, password, token) {
    if (!crypto.subtle) return; // only where the page is served securely
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const key = await keyFrom(password, salt, ROUNDS);
    const text = new TextEncoder().encode(token);
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
    await this.note(operator, { username: fold(username), sealed: { salt, iv, rounds: ROUNDS, data } });
  }

  /**
   * Open what was sealed: `{operator, username, token}`. Null when nobody of that name is known here;
   * raise WrongPasswordError.
   *
   * @param {string} username
   * @param {string} password
   */
  async unseal(username, password) {
    const all = await settled(this.#database.transaction("people").objectStore("people").getAll());
    const person = all.find((each) => each.username === fold(username) && each.sealed);
    if (!person || !crypto.subtle) return null;
    const { salt, iv, rounds, data } = person.sealed;
    const key = await keyFrom(password, salt, rounds);
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
      return { operator: person.operator, username, token: new TextDecoder().decode(text) };
    } catch (cause) {
      throw new WrongPasswordError("cannot be opened", { cause });
    }
  }
}

/** What was sealed does not open with this password. */
export class WrongPasswordError extends Error {}

/**
 * @param {string} password
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 */
async function keyFrom(password, salt, iterations) {
  const raw = new TextEncoder().encode(password);
  const base = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/**
 * User names are the same in any case.
 *
 * @param {string} username
 */
function fold(username) {
  return username.trim().toLowerCase();
}
