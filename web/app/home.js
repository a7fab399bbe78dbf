/** The screen between work items: who works here, what was earned, and the ways on. */

import { showHelp } from "../keys/help.js";
import { keycap } from "../keys/key_caps.js";
import { pause } from "../platform/clock.js";
import { button, el, show } from "../platform/dom.js";
import { languageButtons } from "../texts/language_choice.js";
import { money, speakOf, t } from "../texts/texts.js";

/** @import { AccountServices } from "../account/documents.js" */

/** @typedef {AccountServices & {slots?: {batch?(): HTMLElement}}} HomeServices */
/** @typedef {{open(services: HomeServices): Promise<unknown>}} HomePage */
/** @typedef {{resolve(): void, reject(error: unknown): void}} Settle */

// Fetched when they are first opened, with what they say: the first visit stays small.
/** @type {Record<string, () => Promise<HomePage>>} */
const PAGES = {
  earnings: () => withTexts(import("../account/earnings.js")),
  corrections: () => withTexts(import("../account/corrections.js")),
  training: () => withTexts(import("../account/training.js")),
  overseeing: () => import("../overseeing/overseeing.js"),
};

const SETTLING = 1_000; // milliseconds

/** @type {Promise<unknown> | null} */
let away = null; // until the operator is back from a page of their own

/** Resolves when no page of their own would be taken from under the operator's hands. */
export function atHome() {
  return away;
}

/**
 * Wait until the operator wants work.
 *
 * @param {HomeServices} services `{api, me, notice, slots}`; `slots.batch()` gives the way to take more work home
 * @param {{ isResting?: boolean }} [options] `isResting`: there is work that they went home from
 * @returns {Promise<void>}
 */
export function ready(services, { isResting = false } = {}) {
  return new Promise((resolve, reject) => {
    new Home(services, () => new Welcome(services.me, isResting), { resolve, reject }).draw();
  });
}

/**
 * Say that there is no work, and wait: for that many seconds, or until the operator asks.
 *
 * @param {HomeServices} services
 * @param {number} seconds
 * @returns {Promise<void>}
 */
export function noWork(services, seconds) {
  return new Promise((resolve, reject) => {
    new Home(services, () => new NoWork(seconds), { resolve, reject }).draw();
  });
}

/** Say that something is being fetched. */
export function busy() {
  show(el("p", { class: "busy", role: "status" }, t("fetching")));
}

/** The screen; `makeHead` makes its upper part, anew whenever the screen is drawn. */
class Home {
  #services;
  #makeHead;
  #settle;
  /** @type {Welcome | NoWork} */
  #head;

  /**
   * @param {HomeServices} services
   * @param {() => Welcome | NoWork} makeHead
   * @param {Settle} settle
   */
  constructor(services, makeHead, settle) {
    this.#services = services;
    this.#makeHead = makeHead;
    this.#settle = settle;
  }

  /**
   * Draw the screen, with the focus on the link of a page, by default on the way to work.
   *
   * @param {string | null} [focus]
   */
  draw(focus = null) {
    const { me, slots } = this.#services;
    const go = () => this.#leave();
    this.#head = this.#makeHead();
    const links = this.#links();
    const start = this.#head.start(go);
    show(el("section", { class: "card home" },
      this.#head.nodes,
      earnings(me.earnings),
      start,
      slots?.batch?.(),
      el("nav", { class: "ways", "aria-label": t("ways") }, Object.values(links)),
      languageButtons(me, this.#services.notice)));
    (links[focus ?? ""] ?? start).focus();
    this.#count(links.corrections);
  }

  /** @returns {Record<string, HTMLButtonElement>} */
  #links() {
    const oversees = this.#services.me.roles?.some((role) => role !== "operator");
    const names = Object.keys(PAGES).filter((name) => name !== "overseeing" || oversees);
    const links = Object.fromEntries(names.map((name) => [
      name, button(t(name), () => this.#open(name).catch(this.#settle.reject), "", { name }),
    ]));
    return { ...links, keys: button(t("keys"), showHelp, "", { "aria-haspopup": "dialog" }) };
  }

  #leave() {
    this.#head.stop();
    this.#settle.resolve();
  }

  /** @param {string} name */
  async #open(name) {
    const module = await fetched(PAGES[name]);
    if (!module) return this.#services.notice.bad(t("needs_link"));
    this.#head.stop();
    this.#services.notice.clear();
    away = module.open(this.#services);
    await away;
    return this.draw(name);
  }

  /**
   * Say how many corrections there are, once that is known.
   *
   * @param {HTMLButtonElement} link
   */
  async #count(link) {
    await pause(SETTLING);
    if (!link.isConnected) return; // they went on at once, and the link is theirs
    try {
      const { corrections } = await this.#services.api.call("GET", "/corrections");
      if (corrections.length > 0) link.append(" ", el("b", { class: "count" }, corrections.length));
    } catch {
      // A number that can wait. What is wrong will be told by whatever is asked for next.
    }
  }
}

/** The upper part of the screen when there is work to be had. */
class Welcome {
  #isResting;

  /**
   * @param {Me} me
   * @param {boolean} isResting
   */
  constructor(me, isResting) {
    this.#isResting = isResting;
    this.nodes = [
      el("h1", {}, t("welcome", { name: me.name })),
      el("p", { class: "centre" }, me.centre_name ?? me.centre),
      !isResting && el("p", { class: "hint" }, howToBegin()),
    ];
  }

  /** @param {() => void} go */
  start(go) {
    return button(t(this.#isResting ? "go_on_working" : "get_work"), () => go(), "main large");
  }

  stop() {}
}

/** The upper part of the screen when there is none: it looks again by itself. */
class NoWork {
  #until;
  #count = el("p", { class: "count", "aria-hidden": "true" });
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  /** @param {number} seconds */
  constructor(seconds) {
    this.#until = performance.now() + seconds * 1000;
    this.nodes = [
      el("div", { role: "status" }, el("h1", {}, t("no_work")), el("p", {}, t("no_work_how"))),
      this.#count,
    ];
  }

  /** @param {() => void} go */
  start(go) {
    this.#ticking = setInterval(() => this.#tick(go), 250);
    this.#tick(go);
    return button(t("look_now"), () => go(), "main");
  }

  stop() {
    clearInterval(this.#ticking);
  }

  /** @param {() => void} go */
  #tick(go) {
    const left = Math.max(Math.ceil((this.#until - performance.now()) / 1000), 0);
    this.#count.textContent = t("no_work_again_in", { seconds: left });
    if (left === 0) go();
  }
}

/** The key that shows the keys is the operator's own. */
function howToBegin() {
  const [before, after] = t("welcome_how", { key: "\n" }).split("\n");
  return [before, keycap("help"), after];
}

/**
 * @template T
 * @param {Promise<T>} module
 */
async function withTexts(module) {
  await Promise.all([module, speakOf("account")]);
  return module;
}

/**
 * @template T
 * @param {() => Promise<T>} load
 */
async function fetched(load) {
  try {
    return await load();
  } catch {
    return null;
  }
}

/** @param {Earnings} earned */
function earnings({ today, month }) {
  return el("dl", { class: "earnings" }, Object.entries({ today, month }).map(([period, amount]) => (
    el("div", {},
      el("dt", {}, t(`earned_${period}`)),
      el("dd", { "data-earned": period }, money(amount))))));
}
