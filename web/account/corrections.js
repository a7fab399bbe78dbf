/** Corrections: where the operator's keying was found wrong, and a way to say that it was not. */

import { button, el } from "../platform/dom.js";
import { catalogueText, t } from "../texts/texts.js";
import { workTypeOf } from "./cached_read.js";
import { momentName } from "./dates.js";
import { Objection } from "./objection.js";
import { Page } from "./page.js";
import { comparison, Review, sourceOf } from "./review.js";

/** @import { Api } from "../platform/api.js" */
/** @import { AccountServices, ComparedField, Correction, CorrectionRecord, CorrectionSummary } from "./documents.js" */

/**
 * Open the list; resolves when the operator goes back.
 *
 * @param {AccountServices} services
 */
export function open(services) {
  const page = new Page(services, t("corrections"));
  const fill = () => page.fill("/corrections", async ({ corrections }) => {
    const workTypes = await Promise.all(corrections.map((/** @type {CorrectionSummary} */ each) => (
      workTypeOf(services.api, each.work_type, each.version))));
    return list(corrections, workTypes, async (correction) => {
      await openOne(services, correction);
      page.open();
      await fill();
      page.focus(`[name="${CSS.escape(correction)}"]`);
    });
  });
  fill();
  return page.open();
}

/**
 * @param {CorrectionSummary[]} corrections
 * @param {WorkType[]} workTypes
 * @param {(correction: string) => unknown} look
 */
function list(corrections, workTypes, look) {
  if (corrections.length === 0) return [el("p", {}, t("corrections_none"))];
  return [
    el("p", { class: "hint" }, t("corrections_how")),
    el("ul", { class: "choices" }, corrections.map((each, index) => (
      el("li", {}, link(each, workTypes[index], look))))),
  ];
}

/**
 * @param {CorrectionSummary} summary
 * @param {WorkType} workType
 * @param {(correction: string) => unknown} look
 */
function link({ correction, at, fields, records, objected_at: objectedAt }, { title }, look) {
  const { text, lang } = catalogueText(title);
  return button([
    el("b", { lang }, text),
    el("span", {}, momentName(at)),
    el("span", {}, t("correction_size", { fields, records })),
    objectedAt && el("span", { class: "stage" }, t("objected")),
  ], () => look(correction), "choice", { name: correction });
}

/**
 * Open one correction.
 *
 * @param {AccountServices} services
 * @param {string} correction
 */
function openOne(services, correction) {
  const page = new Page(services, t("correction"));
  const path = `/corrections/${encodeURIComponent(correction)}`;
  page.fill(path, async (answer) => {
    const workType = await workTypeOf(services.api, answer.work_type, answer.version);
    return review(page, services.api, path, answer, workType).node;
  });
  return page.open();
}

/**
 * @param {Page} page
 * @param {Api} api
 * @param {string} path
 * @param {Correction} answer
 * @param {WorkType} workType
 */
function review(page, api, path, { records, objected_at: objectedAt }, workType) {
  const images = imagesOf(records);
  const renew = () => page.attempt(async () => {
    Object.assign(images, imagesOf((await api.call("GET", path)).records));
  }, el("p"));
  const objection = new Objection(page, objectedAt, (note) => api.call("POST", `${path}/objection`, { note }));
  return new Review(records, sourceOf(workType, images, renew), ({ fields, flags }) => (
    fields.map((field) => compared(field, flags, workType))), { below: [objection.node] });
}

/** @param {CorrectionRecord[]} records */
function imagesOf(records) {
  return Object.fromEntries(records.flatMap(({ record, image }) => (image ? [[record, image]] : [])));
}

/**
 * @param {ComparedField} field
 * @param {CorrectionRecord["flags"]} flags
 * @param {WorkType} workType
 */
function compared({ field: name, mine, theirs, settled }, flags, { fields }) {
  return comparison(catalogueText(/** @type {Field} */ (fields.find((field) => field.name === name)).label), [
    [t("mine"), said(mine, flags.mine)],
    [t("theirs"), said(theirs, flags.theirs)],
    [t("settled"), settled, true],
  ]);
}

/**
 * Whoever set a record aside keyed nothing in it.
 *
 * @param {string} value
 * @param {Flag | null} flag
 */
function said(value, flag) {
  return flag ? t(`flag_${flag}`) : value;
}
