/** The bar at the foot of the page: where each item is, what is here, whether there is a link. */

import { link } from "../platform/connection.js";
import { button, el } from "../platform/dom.js";
import { catalogueText, t } from "../texts/texts.js";

/**
 * @typedef {object} StatusItem
 * @property {"saved" | "waiting" | "accepted" | "kept" | "back" | "stuck"} state
 * @property {ByLanguage | string} title
 * @property {string} detail
 */

const SETTLED = ["accepted", "kept"];
const KEPT = 3; // settled items that are still shown
const MOST = 6; // items shown at once

/** Draws it. */
export class StatusBar {
  #node;
  #try;
  /** @type {Map<string, StatusItem>} */
  #items = new Map(); // id → `{state, title, detail}`, in the order of finishing
  #list = el("ol", { class: "items", "aria-label": t("strip") });
  #more = el("span", {});
  #link = el("span", { class: "link", role: "status" });
  #counts = el("span", { class: "stock" });

  /**
   * `tryNow()` tries to send; `batch` is the node with which work is taken home.
   *
   * @param {HTMLElement} node
   * @param {() => void} tryNow
   * @param {Node} batch
   */
  constructor(node, tryNow, batch) {
    this.#node = node;
    this.#try = button(t("try_now"), tryNow, "link");
    node.hidden = false;
    node.replaceChildren(this.#link, this.#list, this.#more, this.#counts, batch);
    link.addEventListener("change", () => this.#drawLink());
    addEventListener("offline", () => this.#drawLink());
    addEventListener("online", () => this.#drawLink());
    this.#drawLink();
  }

  /**
   * Show where an item is.
   *
   * @param {StatusItem["state"]} state "saved" (it is on the screen), "waiting", "accepted", "kept", "back" or "stuck"
   * @param {ByLanguage | string} title the work type's, by language; or its name
   * @param {string} id
   * @param {string} [detail]
   */
  put(id, state, title, detail = "") {
    if (state === "saved") this.#remove((item) => item.state === state);
    this.#items.set(id, { state, title, detail });
    const settled = [...this.#items.values()].filter((item) => SETTLED.includes(item.state));
    this.#remove((item) => settled.slice(0, -KEPT).includes(item));
    const items = [...this.#items.values()];
    this.#list.replaceChildren(...items.slice(-MOST).map(chip));
    this.#more.textContent = items.length > MOST ? t("strip_more", { count: items.length - MOST }) : "";
  }

  /**
   * Show what is here to be worked on without a link.
   *
   * @param {{ home: number, all: number }} counts
   */
  count({ home, all }) {
    this.#counts.textContent = home < all ? t("stock_coming", { home, all }) : t("stock_here", { all });
    this.#counts.hidden = all === 0;
  }

  /** @param {(item: StatusItem) => boolean} isGone */
  #remove(isGone) {
    for (const [id, item] of this.#items) if (isGone(item)) this.#items.delete(id);
  }

  #drawLink() {
    const isUp = link.isUp && navigator.onLine;
    this.#node.classList.toggle("offline", !isUp);
    this.#link.replaceChildren(...isUp ? [] : [t("offline"), " ", this.#try]);
  }
}

/** @param {StatusItem} item */
function chip({ state, title, detail }) {
  const { text, lang } = typeof title === "string" ? { text: title } : catalogueText(title);
  return el("li", { class: `is-${state}` }, el("span", { lang }, text), " ", el("b", {}, t(`state_${state}`)), " ", detail);
}
