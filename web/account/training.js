/** Training: sets of records with known answers; passing one earns its skill. */

import { instructions } from "../keying/item_header.js";
import { button, el } from "../platform/dom.js";
import { catalogueText, money, t } from "../texts/texts.js";
import { attempt } from "./attempt.js";
import { Attempts } from "./attempts.js";
import { workTypeOf } from "./cached_read.js";
import { momentName } from "./dates.js";
import { Page } from "./page.js";
import { result } from "./result.js";

/** @import { AccountServices, Graded, TrainingSet } from "./documents.js" */

/**
 * Open the list of sets; resolves when the operator goes back.
 *
 * @param {AccountServices} services
 */
export function open(services) {
  const page = new Page(services, t("training"));
  const fill = () => page.fill("/training", ({ sets }) => list(sets, async (set) => {
    await openSet(services, set);
    page.open();
    await fill();
    page.focus(`[name="${CSS.escape(set.set)}"]`);
  }));
  fill();
  return page.open();
}

/**
 * @param {TrainingSet[]} sets
 * @param {(set: TrainingSet) => unknown} look
 */
function list(sets, look) {
  if (sets.length === 0) return [el("p", {}, t("training_none"))];
  return [
    el("p", { class: "hint" }, t("training_how")),
    el("ul", { class: "choices" }, sets.map((set) => el("li", {}, link(set, look)))),
  ];
}

/**
 * @param {TrainingSet} set
 * @param {(set: TrainingSet) => unknown} look
 */
function link(set, look) {
  const { text, lang } = catalogueText(set.title);
  return button([
    el("b", { lang }, text),
    el("span", {}, t("training_size", { records: set.records, percent: percentOf(set.pass) })),
    set.passed_at && el("span", { class: "stage passed" }, t("passed")),
  ], () => look(set), "choice", { name: set.set });
}

/**
 * Open a set: what it is, and from there an attempt, its result, another attempt.
 *
 * @param {AccountServices} services
 * @param {TrainingSet} set
 */
function openSet(services, set) {
  const page = new Page(services, catalogueText(set.title).text);
  prepare(services, set, page);
  return page.open();
}

/**
 * @param {AccountServices} services
 * @param {TrainingSet} set
 * @param {Page} page
 */
function prepare(services, set, page) {
  page.run(async (isCurrent) => {
    const workType = await workTypeOf(services.api, set.work_type, set.work_type_version);
    const kept = await new Attempts(services).get(set.set);
    if (!isCurrent()) return;
    const again = set.attempts > 0 ? "try_training_again" : "begin";
    const begin = button(t(kept ? "go_on" : again), () => make(services, set, page, kept), "main");
    page.put(facts(set, workType), opened(instructions(workType)), el("p", {}, begin));
    begin.focus();
  });
}

/**
 * What there is to know before beginning.
 *
 * @param {TrainingSet} set
 * @param {WorkType} workType
 */
function facts(set, { title }) {
  const { text, lang } = catalogueText(title);
  const isPaid = set.paid_attempts_left > 0 && Number(set.pay_per_record) > 0;
  const pay = { amount: money(set.pay_per_record), attempts: set.paid_attempts_left };
  return el("ul", { class: "facts" },
    el("li", {}, t("training_for"), " ", el("b", { lang }, text)),
    el("li", {}, t("training_size", { records: set.records, percent: percentOf(set.pass) })),
    el("li", {}, isPaid ? t("training_paid", pay) : t("training_unpaid")),
    set.attempts > 0 && el("li", {}, t("training_attempts", { attempts: set.attempts })),
    set.passed_at && el("li", {}, t("passed_at", { moment: momentName(set.passed_at) })));
}

/**
 * Make an attempt, or go on with the one that was `kept`, and show its result.
 *
 * @param {AccountServices} services
 * @param {TrainingSet} set
 * @param {Page} page
 * @param {AttemptDraft | undefined} kept
 */
function make(services, set, page, kept) {
  // One key for the whole attempt: a repeat after a lost answer, or a reload, finds the same.
  const key = kept?.key ?? crypto.randomUUID();
  const path = `/training/${encodeURIComponent(set.set)}/attempts`;
  const attempts = new Attempts(services);
  return page.run(async () => {
    const begun = await services.api.call("POST", path, {}, { "Idempotency-Key": key });
    const workType = await workTypeOf(services.api, begun.work_type, begun.version);
    const graded = await attempt(services, workType, begun, {
      kept,
      // A disk that is full costs no more than this: a reload begins the attempt again.
      keep: ({ records, at }) => attempts.save({ set: set.set, key, records, at }).catch(() => {}),
      handIn: (records) => services.api.call("POST", `${path}/${encodeURIComponent(begun.attempt)}`, { records }),
    });
    await attempts.drop(set.set);
    page.open();
    if (!graded) return page.close();
    const again = () => prepare(services, afterwards(set, graded), page);
    return page.put(result(workType, begun, graded, again, () => page.close()));
  });
}

/**
 * A set as it stands after an attempt, until the server is asked again.
 *
 * @param {TrainingSet} set
 * @param {Graded} graded
 * @returns {TrainingSet}
 */
function afterwards(set, { passed }) {
  return {
    ...set,
    attempts: set.attempts + 1,
    paid_attempts_left: Math.max(set.paid_attempts_left - 1, 0),
    passed_at: passed ? set.passed_at ?? new Date().toISOString() : set.passed_at,
  };
}

/** @param {HTMLDetailsElement | null} details */
function opened(details) {
  if (details) details.open = true;
  return details;
}

/** @param {string} share */
function percentOf(share) {
  return Math.round(Number(share) * 1000) / 10;
}
