/** The bar at the top: who works here, what was earned, help, the way out. */

import { button, el } from "../platform/dom.js";
import { showHelp } from "../keys/help.js";
import { money, t } from "../texts/texts.js";

/** Draw the bar for an operator. */
export function showBar(me, signOut) {
  const bar = document.getElementById("bar");
  bar.hidden = false;
  bar.replaceChildren(
    el("span", { class: "brand" }, "Hinterland"),
    el("span", { class: "who" }, el("b", {}, me.name), el("span", {}, me.centre_name ?? me.centre)),
    el("dl", { class: "earned" }, amount("today", me.earnings.today), amount("month", me.earnings.month)),
    button(t("keys"), showHelp, "quiet", { "aria-haspopup": "dialog" }),
    button(t("sign_out"), signOut, "quiet"),
  );
}

/** Show new earnings, here and wherever else they are shown. */
export function showEarnings(earnings) {
  for (const node of document.querySelectorAll("[data-earned]")) {
    node.textContent = money(earnings[node.dataset.earned]);
  }
}

function amount(period, value) {
  return el("div", {},
    el("dt", {}, t(`earned_${period}`)),
    el("dd", { id: `earned-${period}`, "data-earned": period }, money(value)));
}
