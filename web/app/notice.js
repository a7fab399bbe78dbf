/** What the page tells the operator outside the work itself: results, and the state of the link. */

import { el, button } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/** @import { Child } from "../platform/dom.js" */

const SHOWN = 8_000; // milliseconds

/** The line under the bar. */
export class Notice {
  #node;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #fading;

  /** @param {HTMLElement} node the element to fill */
  constructor(node) {
    this.#node = node;
  }

  /**
   * Say that something went well, for a while.
   *
   * @param {string} text
   */
  good(text) {
    this.#put("good", "status", text);
    this.#fading = setTimeout(() => this.clear(), SHOWN);
  }

  /**
   * Say that something went wrong; it stays until the next notice.
   *
   * @param {string} text
   * @param {...Node} more
   */
  bad(text, ...more) {
    this.#put("bad", "alert", text, ...more);
  }

  /** Say that the link is back. */
  online() {
    this.good(t("online_again"));
  }

  /**
   * Say that there is no link, and wait: that many seconds, a click, or the browser seeing a link.
   *
   * @param {number} seconds
   * @returns {Promise<void>}
   */
  offline(seconds) {
    const until = performance.now() + seconds * 1000;
    const count = el("span", { "aria-hidden": "true" });
    return new Promise((resolve) => {
      const go = () => {
        clearInterval(ticking);
        removeEventListener("online", go);
        resolve();
      };
      const tick = () => {
        const left = Math.ceil((until - performance.now()) / 1000);
        count.textContent = t("offline_again_in", { seconds: Math.max(left, 0) });
        if (left <= 0) go();
      };
      const ticking = setInterval(tick, 250);
      addEventListener("online", go);
      this.#put("bad", "alert", t("offline"), count, button(t("try_now"), go));
      tick();
    });
  }

  /** Say nothing. */
  clear() {
    clearTimeout(this.#fading);
    this.#node.replaceChildren();
  }

  /**
   * @param {string} look
   * @param {string} role
   * @param {...Child} content
   */
  #put(look, role, ...content) {
    this.clear();
    this.#node.replaceChildren(el("p", { class: `notice ${look}`, role }, ...content));
  }
}
