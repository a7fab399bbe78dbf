/** The pages of a centre's head and of the office: read-only but for the buttons that help, and kept up to date. */

import { ApiError } from "../platform/api.js";
import { OfflineError, retryUntilAnswered } from "../platform/connection.js";
import { button, byId, el, show } from "../platform/dom.js";
import { languageButtons } from "../texts/language_choice.js";
import { t } from "../texts/texts.js";
import { Centre } from "./centre.js";
import { Office } from "./office.js";
import { learn, moment, say } from "./wording.js";

/** @import { OverseeingServices, RolePage } from "./documents.js" */
/** @import { Act } from "./office.js" */

const EVERY = 30_000; // milliseconds between looks, while somebody can see the page
/** @type {Record<string, [string, new (act: Act) => RolePage]>} role → the route, and what draws its answer */
const PAGES = { head: ["/centre", Centre], office: ["/office", Office] };

/**
 * Show the pages of somebody's roles until they leave.
 *
 * @param {OverseeingServices} services `{api, me, notice}`
 * @param {{ text: string, action: () => unknown }} leave what leads out: `{text, action}`; they stay when `action()` resolves with "stay"
 * @returns {Promise<void>}
 */
export async function oversee(services, { text, action }) {
  await retryUntilAnswered(learn, services.notice);
  return new Promise((resolve, reject) => {
    const board = new Board(services, reject);
    board.open(button(text, async () => {
      if (await action() === "stay") return;
      board.stop();
      resolve();
    }, "quiet"));
  });
}

/**
 * Show them to somebody who has work of their own as well, until they go back to it.
 *
 * @param {OverseeingServices} services
 */
export function open(services) {
  return oversee(services, { text: t("back"), action: () => "back" });
}

/** The frame around one page at a time. */
class Board {
  #services;
  #fail;
  /** @type {string} */
  #role;
  /** @type {RolePage} */
  #page;
  #turn = 0; // of looks: an answer that comes late is not drawn over a later one
  #wasToldOff = false;
  #body = el("div", { class: "overseeing" });
  #asOf = el("span", { class: "hint" });
  /** @type {HTMLButtonElement[]} */
  #ways;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #barBefore = [...byId("bar").childNodes];
  #lookIfSeen = () => { if (!document.hidden) this.#look(); };

  /**
   * @param {OverseeingServices} services
   * @param {(error: unknown) => void} fail
   */
  constructor(services, fail) {
    this.#services = services;
    this.#fail = fail;
  }

  /**
   * Draw the frame with the page of the first role, and keep that up to date.
   *
   * @param {Node} leave
   */
  open(leave) {
    const roles = (this.#services.me.roles ?? []).filter((role) => role in PAGES);
    this.#ways = roles.map((role) => button(say(`page_${role}`), () => this.#open(role), "", { name: role }));
    this.#head(leave);
    show(this.#body);
    document.addEventListener("visibilitychange", this.#lookIfSeen);
    this.#timer = setInterval(this.#lookIfSeen, EVERY);
    this.#open(roles[0]);
  }

  /** Look no more. */
  stop() {
    this.#turn += 1;
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#lookIfSeen);
    byId("bar").replaceChildren(...this.#barBefore);
  }

  /** @param {Node} leave */
  #head(leave) {
    const { name, centre_name: centre } = this.#services.me;
    const bar = byId("bar");
    bar.hidden = false;
    bar.replaceChildren(
      el("span", { class: "brand" }, "Hinterland"),
      el("span", { class: "who" }, el("b", {}, name), el("span", {}, centre ?? say("page_office"))),
      ...(this.#ways.length > 1 ? [el("nav", { class: "ways", "aria-label": t("ways") }, this.#ways)] : []),
      el("span", { class: "as-of" }, this.#asOf, button(say("look_again"), () => this.#look(), "quiet")),
      leave);
  }

  /** @param {string} role */
  #open(role) {
    for (const way of this.#ways) way.setAttribute("aria-pressed", String(way.name === role));
    this.#role = role;
    this.#page = new PAGES[role][1]((path, body, done) => this.#act(path, body, done));
    this.#body.replaceChildren(el("p", { class: "hint", role: "status" }, t("fetching")));
    this.#look();
  }

  /** Fetch the page anew and draw it, unless somebody is being asked something. */
  async #look() {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const answer = await this.#services.api.call("GET", PAGES[this.#role][0]);
      if (turn === this.#turn && !document.querySelector("dialog[open]")) this.#draw(answer);
    } catch (error) {
      if (turn === this.#turn) this.#tell(error);
    }
  }

  /** @param {any} answer */
  #draw(answer) {
    const { activeElement } = document;
    const focused = this.#body.contains(activeElement) && activeElement?.getAttribute("name");
    const { me, notice } = this.#services;
    this.#body.replaceChildren(...this.#page.draw(answer), languageButtons(me, notice));
    this.#asOf.textContent = say("as_of", { moment: moment(answer.as_of) });
    if (this.#wasToldOff) notice.clear();
    this.#wasToldOff = false;
    const again = focused && this.#body.querySelector(`[name="${CSS.escape(focused)}"]`);
    if (again) /** @type {HTMLElement} */ (again).focus();
  }

  /**
   * Do what a button stands for, say what came of it, and look again.
   *
   * @param {string} path
   * @param {object} body
   * @param {string} done
   */
  async #act(path, body, done) {
    try {
      await this.#services.api.call("POST", path, body);
    } catch (error) {
      this.#tell(error);
      return;
    }
    this.#services.notice.good(done);
    await this.#look();
  }

  /**
   * Tell what is a matter of link or answer; what was last seen stays on the screen.
   *
   * @param {unknown} error
   */
  #tell(error) {
    const { notice } = this.#services;
    this.#wasToldOff = error instanceof OfflineError;
    if (this.#wasToldOff) notice.bad(say("no_link"));
    else if (error instanceof ApiError) notice.bad(t("refused", { message: error.message }));
    else this.#fail(error);
  }
}
