/** What stands above the work: what it is, its records, the time left, the way to give it back. */

import { button, el } from "../platform/dom.js";
import { catalogueText, t } from "../texts/texts.js";

/** @import { Entry } from "./entry.js" */

/** @type {Set<string>} */
const instructed = new Set(); // work types whose instructions were shown since the page was opened

/** The header above one work item. */
export class ItemHeader {
  node;
  #position = el("span", { class: "position", "aria-live": "polite" });
  #tabs = el("nav", { class: "tabs", "aria-label": t("records") });
  #go;

  /**
   * `time` is the lease timer's node; `go(index)` opens a record; `giveBack()` gives the item back; `rest()`, where
   * there is such a thing, leads home.
   *
   * @param {WorkType} workType
   * @param {Stage | "training"} stage
   * @param {HTMLElement} time
   * @param {(index: number) => void} go
   * @param {() => void} giveBack
   * @param {(() => void) | null} [rest]
   */
  constructor(workType, stage, time, go, giveBack, rest = null) {
    this.#go = go;
    this.node = el("header", { class: "item" },
      heading(workType, stage), this.#tabs, this.#position, time,
      rest && button(t("home"), rest, "quiet"),
      button(t(stage === "training" ? "leave_training" : "give_back"), giveBack, "quiet"));
  }

  /**
   * Show where the entry stands.
   *
   * @param {Entry} entry
   */
  draw({ records, index, states }) {
    this.#position.textContent = t("position", { number: index + 1, of: records.length });
    this.#tabs.replaceChildren(...records.map(({ record }, at) => (
      this.#tab(at, states[record], at === index)
    )));
    const room = this.#tabs.getBoundingClientRect();
    const tab = this.#tabs.children[index].getBoundingClientRect();
    // Not scrollIntoView: much enlarged, it would take the page away from the cursor.
    this.#tabs.scrollLeft += tab.left + tab.width / 2 - room.left - room.width / 2;
  }

  /**
   * @param {number} at
   * @param {RecordState} state
   * @param {boolean} isCurrent
   */
  #tab(at, { done, flag }, isCurrent) {
    const state = flag ? "flagged" : done && "done";
    return button(String(at + 1), () => this.#go(at), state || "", {
      tabindex: "-1", // PageUp and PageDown lead there
      "aria-current": isCurrent && "true",
      "aria-label": t(state ? `record_${state}` : "record", { number: at + 1 }),
    });
  }
}

/**
 * The instructions of a work type: open when they are new to the operator.
 *
 * @param {WorkType} workType
 */
export function instructions({ work_type: name, instructions: texts }) {
  const { text, lang } = catalogueText(texts);
  if (!text) return null;
  const isNew = !instructed.has(name);
  instructed.add(name);
  return el("details", { class: "instructions", open: isNew },
    el("summary", {}, t("instructions")), el("p", { lang }, text));
}

/**
 * @param {WorkType} workType
 * @param {Stage | "training"} stage
 */
function heading({ title }, stage) {
  const { text, lang } = catalogueText(title);
  return el("h1", {},
    el("span", { lang }, text),
    stage !== "key" && el("span", { class: "stage" }, t(`stage_${stage}`)));
}
