/** Taking work for the next hours: for when the link, or the power, is known to go. */

import { ask } from "../platform/ask.js";
import { OfflineError } from "../platform/connection.js";
import { button } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/** @import { Services } from "./held_item.js" */

const HOURS = [1, 2, 4, 8];
const AT_ONCE = 20; // leases in one request
const MOST = 100; // items at home; others want work, too
const SLOW = 3 * 60_000; // milliseconds for an item, of an operator whose pace is not known yet

/**
 * A button that asks for how long, and takes as many items as the operator does in that time.
 *
 * @param {Services} services
 * @param {string} [look]
 */
export function batchButton(services, look = "") {
  return button(t("batch"), async () => {
    /** @type {[string, string][]} */
    const hours = HOURS.map((each) => [String(each), t("batch_hours", { hours: each })]);
    const answer = await ask(t("batch_how"), [["none", t("batch_none")], ...hours]);
    if (answer !== "none") await takeHome(Number(answer), services).catch(services.fail);
  }, look, { "aria-haspopup": "dialog" });
}

/**
 * Note how long an item took: the pace is that of the last few.
 *
 * @param {number | undefined} pace
 * @param {number} milliseconds
 */
export function paceAfter(pace, milliseconds) {
  return pace ? Math.round(pace * 0.8 + milliseconds * 0.2) : milliseconds;
}

/**
 * @param {number} hours
 * @param {Services} services
 */
async function takeHome(hours, { leases, notice, pace }) {
  const wanted = Math.min(Math.ceil((hours * 3_600_000) / (pace ?? SLOW)), MOST);
  notice.good(t("fetching"));
  try {
    await leases.keepFor(hours);
    for (let left = leases.count.all; left < wanted; left = leases.count.all) {
      if (await leases.take(Math.min(wanted - left, AT_ONCE), hours) > 0) break;
    }
    leases.sync();
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error;
    notice.bad(t("needs_link"));
  }
}
