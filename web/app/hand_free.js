/** Waiting for a moment in which the operator keys nothing. */

import { button, byId } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/** @import { Notice } from "../platform/connection.js" */

/**
 * Resolves between two items, or when the operator says so: meanwhile they are told that they have to sign in.
 *
 * @param {Notice} notice
 * @returns {Promise<void>}
 */
export function handFree(notice) {
  const isKeying = () => document.querySelector("#main > .desk");
  return new Promise((resolve) => {
    const go = () => {
      watch.disconnect();
      notice.clear();
      resolve();
    };
    const watch = new MutationObserver(() => isKeying() || go());
    if (!isKeying()) return go();
    watch.observe(byId("main"), { childList: true });
    notice.bad(t("session_ended"), button(t("sign_in"), go));
  });
}
