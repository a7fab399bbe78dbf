/** What is done about the news of the outbox: it is shown, and what comes back is worked on again. */

import { money, t } from "../texts/texts.js";

/** @import { Services } from "../work/held_item.js" */
/** @import { OutboxHooks } from "../work/outbox.js" */
/** @import { StatusBar, StatusItem } from "./status_bar.js" */

/**
 * @param {Services} services
 * @param {StatusBar} statusBar
 * @param {() => void} emptied called when all has been accepted
 * @returns {OutboxHooks}
 */
export function outboxNews(services, statusBar, emptied) {
  /** @type {(draft: Draft, state: StatusItem["state"], detail?: string) => void} */
  const show = (draft, state, detail) => (
    statusBar.put(draft.id, state, draft.title ?? draft.lease.work_type, detail));
  const { notice, fail } = services;
  return {
    waiting: (draft) => show(draft, "waiting"),
    accepted: (draft, { outcome, earned }, isEmpty) => {
      show(draft, outcome, Number(earned) > 0 ? money(earned) : "");
      if (draft.late && outcome === "kept") notice.bad(t("lost_and_sent"));
      else notice.good(t(`outcome_${outcome}`, { earned: money(earned) }));
      services.leases.forget(draft.id);
      if (isEmpty) emptied();
    },
    refused: (draft) => {
      show(draft, "back");
      notice.bad(t("came_back"));
      services.leases.comeBack(draft);
    },
    stuck: (draft, error) => {
      show(draft, "stuck");
      notice.bad(t("not_taken", { message: error.message }));
    },
    failed: fail,
  };
}
