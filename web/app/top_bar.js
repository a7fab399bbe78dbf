/** The bar at the top: who works here, what was earned, help, the way out. */

import { showHelp } from "../keys/help.js";
import { button, byId, el } from "../platform/dom.js";
import { money, t } from "../texts/texts.js";

/**
 * Draw the bar for an operator.
 *
 * @param {Me} me
 * @param {() => unknown} signOut
 */
export function showBar(me, signOut) {
  const bar = byId("bar");
  bar.hidden = false;
  bar.replaceChildren(
    el("span", { class: "brand" }, "Hinterland"),
    el("span", { class: "who" }, el("b", {}, me.name), el("span", {}, me.centre_name ?? me.centre)),
    el("dl", { class: "earned" }, amount("today", me.earnings.today), amount("month", me.earnings.month)),
    button(t("keys"), showHelp, "quiet", { "aria-haspopup": "dialog" }),
    button(t("sign_out"), signOut, "quiet"),
  );
}

/**
 * Show new earnings, here and wherever else they are shown.
 *
 * @param {Earnings} earnings
 */
export function showEarnings(earnings) {
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = document.querySelectorAll("[data-earned]");
  for (const node of nodes) node.textContent = money(earnings[/** @type {keyof Earnings} */ (node.dataset.earned)]);
}

/**
 * @param {"today" | "month"} period
 * @param {string} value
 */
function amount(period, value) {
  return el("div", {},
    el("dt", {}, t(`earned_${period}`)),
    el("dd", { id: `earned-${period}`, "data-earned": period }, money(value)));
}
