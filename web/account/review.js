/** Looking at keyed records again: the source at one side, what is said of it at the other. */

import { ImageSource, RowSource } from "../image/source.js";
import { keycap } from "../keys/key_caps.js";
import { commandOf } from "../keys/keys.js";
import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";

/** @import { Source } from "../keying/keying.js" */
/** @import { Child } from "../platform/dom.js" */

/**
 * What the records of a work type are keyed from; `renew` resolves when `images` has fresh links.
 *
 * @param {WorkType} workType
 * @param {Record<string, string>} images
 * @param {() => Promise<unknown>} renew
 */
export function sourceOf(workType, images, renew) {
  return workType.input === "images" ? new ImageSource({ images }, renew) : new RowSource();
}

/**
 * The records of a correction, or of a training attempt.
 * @template {Pick<InputRecord, "record" | "show">} R
 */
export class Review {
  node;
  #records;
  #source;
  #draw;
  #at = 0;
  #position = el("span", { class: "position", "aria-live": "polite" });
  #findings = el("div", { class: "findings" });

  /**
   * @param {R[]} records `[{record, show}, …]`
   * @param {Source} source what `sourceOf` made
   * @param {(record: R) => Node[]} draw makes the nodes that say what there is to say of a record
   * @param {{ above?: Child[], below?: Child[] }} [more] nodes about all of the records
   */
  constructor(records, source, draw, { above = [], below = [] } = {}) {
    this.#records = records;
    this.#source = source;
    this.#draw = draw;
    this.node = el("div", { class: "desk review", onkeydown: (event) => this.#key(event) },
      source.node,
      el("div", { class: "side" }, el("div", { class: "record", tabindex: "-1" },
        above, records.length > 1 && this.#ways(), this.#findings, below)));
    this.#go(0);
  }

  #ways() {
    return el("p", { class: "ways" },
      this.#way("previous_record", -1), this.#position, this.#way("next_record", 1));
  }

  /**
   * @param {string} command
   * @param {number} by
   */
  #way(command, by) {
    return button(keycap(command), () => this.#go(by), "", { "aria-label": t(`key_${command}`) });
  }

  /** @param {number} by */
  #go(by) {
    const record = this.#records[this.#at + by];
    if (!record) return;
    this.#at += by;
    this.#position.textContent = t("position", { number: this.#at + 1, of: this.#records.length });
    this.#source.show(record, this.#records[this.#at + 1]);
    this.#findings.replaceChildren(...this.#draw(record));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const command = commandOf(event);
    if (/** @type {Element} */ (event.target).matches("textarea") || !command) return;
    if (command === "next_record") this.#go(1);
    else if (command === "previous_record") this.#go(-1);
    else if (!this.#source.command(command)) return;
    event.preventDefault();
  }
}

/**
 * What was keyed next to what else there is.
 *
 * @param {CatalogueText} label of the field, and `why`, an explanation: both `{text, lang}`
 * @param {[string, string, boolean?][]} values `[[what, value, isRight], …]`
 * @param {CatalogueText | null | undefined} [why]
 */
export function comparison({ text, lang }, values, why = null) {
  return el("section", { class: "comparison" },
    el("h2", { lang }, text),
    el("dl", {}, values.map(([what, value, isRight]) => el("div", { class: isRight && "right" },
      el("dt", {}, what),
      el("dd", {}, value || t("empty"))))),
    why && el("p", { class: "why", lang: why.lang }, why.text));
}
