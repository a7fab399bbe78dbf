/**
 * What is keyed and not yet accepted, kept in this browser. Nothing else writes here.
 *
 * A draft is `{operator, id, lease, records, at, finished, uploaded}`: the lease document, the state of
 * each record (see entry.js), where the cursor was, and how far sending came.
 */

const STORE = "drafts";

/** The drafts of one operator. Another operator's are never read. */
export class Drafts {
  #database;
  #operator;

  constructor(database, operator) {
    this.#database = database;
    this.#operator = operator;
  }

  /** Open the store; raises when the browser refuses to keep anything. */
  static async open(operator) {
    const opening = indexedDB.open("hinterland", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(STORE, { keyPath: ["operator", "id"] });
    };
    return new Drafts(await settled(opening), operator);
  }

  /** Keep a draft. It is on the disk when the promise resolves. */
  save(draft) {
    return this.#write((store) => store.put({ ...draft, operator: this.#operator }));
  }

  /** Every draft of this operator. */
  all() {
    const store = this.#database.transaction(STORE).objectStore(STORE);
    return settled(store.getAll(this.#mine()));
  }

  /** Forget a draft: the server has it, or the operator does not want it. */
  drop(id) {
    return this.#write((store) => store.delete([this.#operator, id]));
  }

  /** Forget all drafts of this operator. */
  wipe() {
    return this.#write((store) => store.delete(this.#mine()));
  }

  #mine() {
    return IDBKeyRange.bound([this.#operator], [this.#operator, []]);
  }

  #write(change) {
    const transaction = this.#database.transaction(STORE, "readwrite", { durability: "strict" });
    change(transaction.objectStore(STORE));
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    transaction.commit(); // not left to the event loop: the page may be closed before its next turn
    return done;
  }
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
