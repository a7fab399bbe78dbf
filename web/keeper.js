/** Keeps a lease alive while its operator works, and says how long it lasts. */

import { until } from "./clock.js";
import { OfflineError } from "./connection.js";
import { el } from "./dom.js";
import { timeLeft, t } from "./texts.js";

const TICK = 5_000; // milliseconds
const OFTEN = 5 * 60_000; // links die before leases do: never renew less often than this
const SHORT = 2 * 60_000; // time left that is worth a warning

/** The keeper of one lease. */
export class Keeper {
  node = el("span", { class: "time", role: "timer" });
  #api;
  #lease;
  #failed;
  #renewed = performance.now();
  #isActive = false;
  #ticking;

  /** `failed(error)` is called when the lease cannot be kept: somebody else has it, or worse. */
  constructor(lease, api, failed) {
    this.#lease = lease;
    this.#api = api;
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
      Object.assign(this.#lease, await this.#api.renew(this.#lease.lease));
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
    // A third of what is left at most, so that two attempts may fail.
    const isDue = age > OFTEN || age * 2 > until(this.#lease.expires_at);
    if (this.#isActive && isDue) await this.renew();
    this.#draw();
  }

  #draw() {
    const left = until(this.#lease.expires_at);
    this.node.textContent = left > 0 ? t("time_left", { time: timeLeft(left) }) : t("time_over");
    this.node.classList.toggle("short", left < SHORT);
  }
}
