/** One tab works for an operator at a time: two would write the same drafts. */

import { button, el, show } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/**
 * Become the operator's one tab; if there is one, say so, wait until they want this one, and answer true.
 *
 * @param {string} operator
 */
export async function claimTab(operator) {
  const name = `hinterland.${operator}`;
  if (!navigator.locks || await hold(name, { ifAvailable: true })) return false;
  await new Promise((resolve) => {
    const here = button(t("work_here"), resolve, "main large");
    show(el("section", { class: "card home" },
      el("h1", {}, t("elsewhere")), el("p", {}, t("elsewhere_how")), here));
    here.focus();
  });
  await hold(name, { steal: true });
  return true;
}

/**
 * Hold a lock for as long as the tab is open; false when it is taken.
 *
 * @param {string} name
 * @param {LockOptions} options
 */
function hold(name, options) {
  return new Promise((resolve) => {
    navigator.locks.request(name, options, (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    }).catch(() => location.reload()); // another tab took over: begin anew, and say so
  });
}
