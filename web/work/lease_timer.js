/** Keeps a lease alive while its operator works, and says how long it lasts. */

import { until } from "../platform/clock.js";
import { OfflineError } from "../platform/connection.js";
import { el } from "../platform/dom.js";
import { timeLeft, t } from "../texts/texts.js";

const TICK = 5_000; // milliseconds
const PATIENCE = 60_000; // between two attempts
const SHORT = 2 * 60_000; // time left that is worth a warning

/** The time of one lease. */
export class LeaseTimer {
  node = el("span", { class: "time", role: "timer" });
  #lease;
  #fresh;
  #failed;
  #renewed = performance.now();
  #isActive = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  /**
   * @param {() => Promise<unknown>} fresh brings the lease its full time again, and fresh links
   * @param {(error: unknown) => void} failed `failed(error)` is called when it cannot be kept: it is lost, or worse
   * @param {Lease} lease
   */
  constructor(lease, fresh, failed) {
    this.#lease = lease;
    this.#fresh = fresh;
    this.#failed = failed;
    this.#draw();
  }

  /** Begin, or go on. */
  start() {
    this.stop();
    this.#ticking = setInterval(() => this.#tick(), TICK);
  }

  /** Note that the operator is at work. */
  active() {
    this.#isActive = true;
  }

  /** Get fresh links now; resolves when the lease has them, or it is known that it cannot. */
  async renew() {
    this.#renewed = performance.now();
    this.#isActive = false;
    try {
      await this.#fresh();
    } catch (error) {
      if (error instanceof OfflineError) this.#isActive = true; // the next one that is due
      else this.#failed(error);
    }
  }

  /** Leave the lease alone from now on. */
  stop() {
    clearInterval(this.#ticking);
  }

  async #tick() {
    this.#draw();
    const age = performance.now() - this.#renewed;
    // A third of its time before the end, so that attempts may fail.
    if (this.#isActive && age > PATIENCE && age * 2 > until(this.#lease.expires_at)) await this.renew();
    this.#draw();
  }

  #draw() {
    const left = until(this.#lease.expires_at);
    this.node.textContent = left > 0 ? t("time_left", { time: timeLeft(left) }) : t("time_over");
    this.node.classList.toggle("short", left < SHORT);
  }
}
