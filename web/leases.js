/** The leases that the operator holds: carried on with after a restart, taken when there are none. */

import { ApiError } from "./api.js";
import { insist } from "./connection.js";
import { holdsWork } from "./entry.js";
import { busy, noWork, ready } from "./home.js";
import { sendLate } from "./sending.js";
import { t } from "./texts.js";

const LOOK_AGAIN = 30; // seconds, when the server does not say

/** The leases of one operator. */
export class Leases {
  #desk;
  #held = [];

  /** @param desk what the operator works with: `{api, drafts, notice, me}` */
  constructor(desk) {
    this.#desk = desk;
  }

  /** Find what is held already, and what was keyed before the page was closed. */
  async carryOn() {
    const { api, drafts, notice } = this.#desk;
    busy();
    this.#held = (await insist(() => api.leases(), notice)).leases;
    for (const draft of await drafts.all()) {
      const isHeld = this.#held.some(({ lease }) => lease === draft.id);
      if (isHeld) continue;
      if (holdsWork(draft)) await this.#recover(draft);
      else await drafts.drop(draft.id);
    }
  }

  /** The next lease to work on; waits for work, and for the operator if `pause`. */
  async next({ pause }) {
    if (this.#held.length === 0 && pause) await ready(this.#desk.me);
    while (this.#held.length === 0) {
      busy();
      const { leases, retry_after: seconds } = await this.#take();
      this.#held = leases;
      if (leases.length === 0) await noWork(seconds ?? LOOK_AGAIN);
    }
    return this.#held.shift();
  }

  #take() {
    // Kept until there is an answer, so that a repeat after a lost answer finds the same lease.
    const key = crypto.randomUUID();
    return insist(() => this.#desk.api.take(key), this.#desk.notice);
  }

  /** A draft whose lease has ended: get the lease back, or send in what was keyed as it is. */
  async #recover(draft) {
    const { api, notice } = this.#desk;
    try {
      const fresh = await insist(() => api.renew(draft.id), notice);
      this.#held.push({ ...draft.lease, ...fresh });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (await sendLate(draft, error.body.upload, this.#desk)) notice.good(t("sent_late"));
    }
  }
}
