/** What came of a training attempt: passed or not, what it earned, and each mistake beside its source. */

import { FLAGS } from "../keying/entry.js";
import { button, el } from "../platform/dom.js";
import { catalogueText, money, t } from "../texts/texts.js";
import { comparison, Review, sourceOf } from "./review.js";

/** @import { Begun, Graded, Mistake } from "./documents.js" */

/**
 * Make the nodes of a result.
 *
 * @param {Begun} begun the API's answer to the beginning of the attempt
 * @param {Graded} graded its answer to the end
 * @param {WorkType} workType
 * @param {() => void} again
 * @param {() => void} back
 */
export function result(workType, begun, graded, again, back) {
  const onward = [
    button(t("try_training_again"), again, graded.passed ? "" : "main"),
    button(t("done_training"), back, graded.passed ? "main" : ""),
  ];
  const above = [verdict(graded), el("p", { class: "answers" }, onward)];
  if (graded.mistakes.length === 0) return above;
  const wrong = begun.records.filter(({ record }) => mistakesIn(record, graded).length > 0);
  const source = sourceOf(workType, begun.images ?? {}, async () => {});
  return new Review(wrong, source, ({ record }) => [
    el("h2", {}, t("mistakes")),
    ...mistakesIn(record, graded).map((mistake) => explained(mistake, workType)),
  ], { above }).node;
}

/** @param {Graded} graded */
function verdict({ passed, checked, right, needed, earned, skill }) {
  return el("div", { class: `verdict ${passed ? "passed" : "failed-set"}`, role: "status" },
    el("p", {}, el("b", {}, t(passed ? "passed" : "not_passed"))),
    el("p", {}, t("right_of", { right, checked, needed })),
    skill && passed && el("p", {}, t("skill_earned", { skill })),
    el("p", {}, t("training_earned", { earned: money(earned) })));
}

/**
 * @param {string} record
 * @param {Graded} graded
 */
function mistakesIn(record, { mistakes }) {
  return mistakes.filter((mistake) => mistake.record === record);
}

/**
 * @param {Mistake} mistake
 * @param {WorkType} workType
 */
function explained({ field: name, keyed, right, why }, { fields }) {
  // Where the right answer is a flag, the mistake is in no field.
  const field = fields.find((each) => each.name === name);
  return comparison(field ? catalogueText(field.label) : { text: t("help_flags") }, [
    [t("mine"), said(keyed)], [t("right_value"), said(right), true],
  ], why && catalogueText(why));
}

/**
 * A flag stands for the values of a record that was set aside.
 *
 * @param {string} value
 */
function said(value) {
  return FLAGS.includes(/** @type {Flag} */ (value)) ? t(`flag_${value}`) : value;
}
