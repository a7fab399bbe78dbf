/**
 * The browser's own database: what is keyed, what was brought home, who works here. Each row names its
 * operator, and nobody reads another's.
 */

const NAME = "hinterland";
const VERSION = 2;
const OF_OPERATORS = ["drafts", "stock", "images", "work_types", "attempts"];

/** The browser keeps nothing: storage is forbidden or broken. */
export class NoStorageError extends Error {}

/**
 * Open it; `blocked()` is called when another tab has an older page open and has to be closed first.
 *
 * @param {() => void} blocked
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase(blocked) {
  return new Promise((resolve, reject) => {
    /** @param {unknown} [cause] */
    const refuse = (cause) => reject(new NoStorageError("no database", { cause }));
    try {
      const opening = indexedDB.open(NAME, VERSION);
      opening.onupgradeneeded = ({ oldVersion }) => upgrade(opening.result, oldVersion);
      opening.onblocked = blocked;
      opening.onerror = () => refuse(opening.error);
      opening.onsuccess = () => resolve(watched(opening.result));
    } catch (error) {
      refuse(error);
    }
  });
}

/**
 * What a request to the database answers.
 *
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Change stores in one go; with "strict" it is on the disk when the promise resolves. An `action` that
 * reads before it writes has to keep the transaction open: `commits` is false.
 *
 * @param {IDBDatabase} database
 * @param {string[]} stores
 * @param {(...stores: IDBObjectStore[]) => unknown} action
 * @param {IDBTransactionDurability} [durability]
 * @param {boolean} [commits]
 * @returns {Promise<void>}
 */
export async function change(database, stores, action, durability = "strict", commits = true) {
  const transaction = database.transaction(stores, "readwrite", { durability });
  /** @type {Promise<void>} */
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  action(...stores.map((store) => transaction.objectStore(store)));
  if (commits) transaction.commit?.(); // not left to the event loop: the page may be closed before its next turn
  return done;
}

/**
 * The keys of one operator's rows, or of those among them that begin with `rest`.
 *
 * @param {string} operator
 * @param {...string} rest
 */
export function keysOf(operator, ...rest) {
  return IDBKeyRange.bound([operator, ...rest], [operator, ...rest, []]);
}

/**
 * Forget an operator on this computer; what was keyed and not sent is kept if they want it.
 *
 * @param {IDBDatabase} database
 * @param {string} operator
 * @param {{ keepDrafts?: boolean }} [options]
 */
export function wipe(database, operator, { keepDrafts = false } = {}) {
  const stores = OF_OPERATORS.filter((store) => !(keepDrafts && store === "drafts"));
  return change(database, [...stores, "people"], (...opened) => {
    opened.pop()?.delete(operator);
    for (const store of opened) store.delete(keysOf(operator));
  });
}

/**
 * Whether an error says that the disk is full.
 *
 * @param {any} error
 */
export function isFull(error) {
  return error?.name === "QuotaExceededError";
}

/**
 * @param {IDBDatabase} database
 * @param {number} from
 */
function upgrade(database, from) {
  if (from < 1) database.createObjectStore("drafts", { keyPath: ["operator", "id"] });
  if (from < 2) {
    database.createObjectStore("stock", { keyPath: ["operator", "id"] });
    database.createObjectStore("images", { keyPath: ["operator", "id", "record"] });
    database.createObjectStore("work_types", { keyPath: ["operator", "work_type", "version"] });
    database.createObjectStore("attempts", { keyPath: ["operator", "set"] });
    database.createObjectStore("people", { keyPath: "operator" });
  }
}

/**
 * A newer page in another tab wants to upgrade: step aside. All that was keyed is on the disk.
 *
 * @param {IDBDatabase} database
 */
function watched(database) {
  database.onversionchange = () => {
    database.close();
    location.reload();
  };
  return database;
}
