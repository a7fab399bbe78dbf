/** A page about the operator's own affairs, in place of the home screen: its frame, and what is fetched for it. */

import { ApiError } from "../platform/api.js";
import { OfflineError } from "../platform/connection.js";
import { button, el, show } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { read } from "./cached_read.js";

/** @import { Api } from "../platform/api.js" */
/** @import { Child } from "../platform/dom.js" */

/** One page, or one page within it. */
export class Page {
  node;
  /** Resolves when the operator goes back; rejects with what the page cannot deal with. @type {Promise<unknown>} */
  closed;
  #api;
  #heading;
  #tools = el("div", { class: "own-tools" });
  #body = el("div", { class: "own-body" });
  /** @type {{ resolve(result?: unknown): void, reject(error: unknown): void }} */
  #settle;
  /** @type {AbortController | null} */
  #listening = null;
  #turn = 0; // of what is put: an answer that comes late is not put over what was asked for since

  /**
   * @param {{ api: Api }} services `{api}`
   * @param {string} title
   */
  constructor({ api }, title) {
    this.#api = api;
    this.closed = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#heading = el("h1", { tabindex: "-1" }, title);
    this.node = el("section", { class: "own" },
      el("header", {},
        button([el("kbd", {}, "Esc"), t("back")], () => this.close(), "back"), this.#heading, this.#tools),
      this.#body);
  }

  /** Show the page; again, after another was shown in its place. */
  open() {
    show(this.node);
    this.#listening ??= this.#listen();
    this.#heading.focus();
    return this.closed;
  }

  /** Escape leads back, from wherever the focus is; the answer ends this. */
  #listen() {
    const listening = new AbortController();
    document.addEventListener("keydown", (event) => {
      const isElsewhere = !this.node.isConnected || document.querySelector("dialog[open]");
      if (event.key !== "Escape" || event.isComposing || isElsewhere) return;
      event.preventDefault();
      this.close();
    }, { signal: listening.signal });
    return listening;
  }

  /**
   * Go back.
   *
   * @param {unknown} [result]
   */
  close(result) {
    this.#listening?.abort();
    this.#settle.resolve(result);
  }

  /**
   * Put the focus on an element of the page, if it is there.
   *
   * @param {string} selector
   */
  focus(selector) {
    /** @type {HTMLElement | null} */ (this.node.querySelector(selector))?.focus();
  }

  /**
   * Put something beside the title.
   *
   * @param {...Node} nodes
   */
  tools(...nodes) {
    this.#tools.replaceChildren(...nodes);
  }

  /**
   * Put something under the title.
   *
   * @param {...(Child | Child[])} nodes
   */
  put(...nodes) {
    this.#turn += 1;
    this.#body.replaceChildren(.../** @type {Node[]} */ (nodes.flat().filter((node) => node)));
  }

  /**
   * Fetch from the API, and put what `draw(answer)` makes of it. `draw` may take its time, too.
   *
   * @param {string} path
   * @param {(answer: any) => Child | Child[] | Promise<Child | Child[]>} draw
   */
  async fill(path, draw) {
    await this.run(async (isCurrent) => {
      const { answer, isOld } = await read(this.#api, path);
      const nodes = await draw(answer);
      if (isCurrent()) this.put(isOld && el("p", { class: "hint old", role: "status" }, t("seen_before")), nodes);
    });
  }

  /**
   * Do what needs the link; without it, or refused, say so, with a way to try again. `isCurrent()` tells
   * the action whether the page still waits for it.
   *
   * @param {(isCurrent: () => boolean) => unknown} action
   */
  async run(action) {
    this.put(el("p", { class: "hint", role: "status" }, t("one_moment")));
    const turn = this.#turn;
    const isCurrent = () => turn === this.#turn;
    try {
      await action(isCurrent);
    } catch (error) {
      const why = reason(error);
      if (!why) this.#settle.reject(error);
      else if (isCurrent()) this.#fail(why, action);
    }
  }

  /**
   * Do something beside what is shown; a fault is said in `place`, and nothing else changes.
   *
   * @param {() => Promise<unknown>} action
   * @param {HTMLElement} place
   */
  async attempt(action, place) {
    place.replaceChildren();
    try {
      await action();
    } catch (error) {
      const why = reason(error);
      if (why) place.replaceChildren(why);
      else this.#settle.reject(error);
    }
  }

  /**
   * @param {string} why
   * @param {(isCurrent: () => boolean) => unknown} action
   */
  #fail(why, action) {
    const again = button(t("try_again"), () => this.run(action));
    const isWaiting = document.activeElement === document.body || this.#body.contains(document.activeElement);
    this.put(el("p", { role: "alert" }, why), el("p", {}, again));
    if (isWaiting) again.focus();
  }
}

/**
 * Why something could not be done, in plain words; null for what is no matter of link or answer.
 *
 * @param {unknown} error
 */
function reason(error) {
  if (error instanceof OfflineError) return t("needs_link");
  return error instanceof ApiError ? t("refused", { message: error.message }) : null;
}
