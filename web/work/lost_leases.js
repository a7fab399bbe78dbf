/** What becomes of leases that turn out to be lost: what was keyed under them is sent in all the same, and kept. */

import { ApiError, LinkDeadError } from "../platform/api.js";
import { t } from "../texts/texts.js";
import { isTouched } from "./work_queue.js";

/** @import { HeldItem, Services } from "./held_item.js" */
/** @import { WorkQueue } from "./work_queue.js" */

/** The lost leases of one operator. */
export class LostLeases {
  #services;
  #queue;
  #isShown;

  /**
   * @param {Services} services
   * @param {WorkQueue} queue
   * @param {(row: HeldItem) => boolean} isShown whether a row is on the screen, which finds out itself
   */
  constructor(services, queue, isShown) {
    this.#services = services;
    this.#queue = queue;
    this.#isShown = isShown;
  }

  /**
   * Do something with a lease; false when it is lost: then what was keyed is sent in, and kept.
   *
   * @param {HeldItem} row
   * @param {() => Promise<unknown>} action
   */
  async orLost(row, action) {
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError && [404, 409].includes(error.status))) throw error;
      if (this.#isShown(row)) return false; // its screen finds out itself
      if (isTouched(row)) await this.handIn(row, /** @type {Draft} */ (row.draft), error);
      else await this.drop(row);
      return false;
    }
  }

  /**
   * Bring something home for a lease; if its records cannot be had, fresh links or not, it is left to end.
   *
   * @param {HeldItem} row
   * @param {() => Promise<unknown>} action
   */
  async orSetAside(row, action) {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof LinkDeadError)) throw error;
      if (row.input) return; // only an image is missing, and the screen says so
      this.#services.notice.bad(t("not_opened"));
      if (isTouched(row)) this.#queue.remove(row.id); // what was keyed stays here
      else await this.drop(row);
    }
  }

  /**
   * Hand in what was keyed under a lease that is lost.
   *
   * @param {HeldItem} row
   * @param {Draft} draft
   * @param {ApiError} error
   */
  async handIn(row, draft, error) {
    this.#queue.leave(row.id);
    const lease = { ...row.lease, upload: error.body.upload ?? row.lease.upload };
    const late = { ...draft, lease, late: true, finished_at: Date.now() };
    await this.#services.drafts.save(late).catch(() => {});
    this.#services.outbox.add(late);
  }

  /**
   * Forget a lease and all that was brought home for it.
   *
   * @param {HeldItem} row
   */
  async drop(row) {
    this.#queue.remove(row.id);
    await this.#services.drafts.drop(row.id);
  }
}
