/** Keeps what is keyed on the disk, and shows whether all of it is there. */

import { isFull } from "../platform/database.js";
import { el } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/**
 * The saving of one item's draft. One write is under way at a time, and the next one is of the latest state:
 * however fast somebody types on however slow a disk, a key is there after two writes at most.
 */
export class DraftSaver {
  /** Says "saved here"; busy until what was keyed last is on the disk. */
  node = el("span", { class: "saved" });
  #how;
  /** @type {Draft | null} */
  #latest = null; // not yet given to the disk
  /** @type {Promise<void> | null} */
  #running = null;
  /** @type {Promise<void> | null} */
  #flushed = null;

  /** @param {{ write: (draft: Draft) => Promise<unknown>, makeRoom: () => Promise<unknown>, failed: () => void }} how `write(draft)`, `makeRoom()` for when the disk is full, `failed()` to say that nothing helps */
  constructor(how) {
    this.#how = how;
  }

  /**
   * Keep a state. Resolves when the disk has it, or a later one, or the operator was told that it has not.
   *
   * @param {Draft} draft
   */
  keep(draft) {
    this.#latest = draft;
    this.node.setAttribute("aria-busy", "true");
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Give the latest state to the disk now: the page may soon be gone, or somebody else write the draft. */
  flush() {
    if (this.#latest) this.#flushed = this.#put();
  }

  async #run() {
    while (this.#latest) {
      await this.#put();
      await this.#flushed;
    }
    this.#running = null;
    this.node.removeAttribute("aria-busy");
  }

  async #put() {
    const draft = /** @type {Draft} */ (this.#latest);
    this.#latest = null;
    const { write, makeRoom, failed } = this.#how;
    try {
      await write(draft).catch(async (error) => {
        if (!isFull(error)) throw error;
        await makeRoom();
        await write(draft);
      });
      this.node.textContent = t("saved_here");
    } catch {
      this.node.textContent = "";
      failed();
    }
  }
}
