/** The form of one record: its fields in order, and the flags for one that cannot be keyed. */

import { button, el } from "./dom.js";
import { FLAGS } from "./entry.js";
import { FieldRow } from "./field.js";
import { keycap } from "./help.js";
import { t } from "./texts.js";

/** Draws the current record of an entry, and reports what is done to it. */
export class RecordForm {
  node = el("div", { class: "record" });
  #entry;
  #changed;
  #toggled;
  #rows = [];

  /** `changed(wasDone)` after a value was keyed; `toggled(flag)` when a flag is asked for. */
  constructor(entry, changed, toggled) {
    this.#entry = entry;
    this.#changed = changed;
    this.#toggled = toggled;
  }

  /** Draw the current record. */
  draw() {
    const { state, current } = this.#entry;
    this.#rows = this.#entry.fields().map((field) => new FieldRow(
      field, state.values[field.name], current.candidates?.[field.name], (value) => {
        const wasDone = state.done;
        this.#entry.set(field.name, value);
        this.#changed(wasDone);
      }));
    const isFlagged = state.flag !== null;
    this.node.replaceChildren(el("div", {},
      this.#doubt(current),
      el("fieldset", { disabled: isFlagged }, this.#rows.map(({ node }) => node)),
      isFlagged && el("p", { class: "hint" }, t("flagged_how")),
      this.#flags(state.flag)));
  }

  /** Put the cursor in a field, by default the first; false when there is none to put it in. */
  focus(name = null) {
    if (this.#entry.state.flag !== null) return false;
    const row = this.#rows.find((each) => each.name === name) ?? this.#rows[0];
    row?.focus();
    return row !== undefined;
  }

  /** Move the cursor by one field; false when it is on the first or the last already. */
  step(by) {
    const from = this.#rows.findIndex(({ hasFocus }) => hasFocus);
    const row = this.#rows[from + by];
    row?.focus();
    return row !== undefined;
  }

  /** The name of the field that has the cursor, or null. */
  get focused() {
    return this.#rows.find(({ hasFocus }) => hasFocus)?.name ?? null;
  }

  /** Take a candidate for the field that has the cursor. */
  pick(index) {
    this.#rows.find(({ hasFocus }) => hasFocus)?.pick(index);
  }

  /** Show complaints by field. */
  complain(texts) {
    for (const row of this.#rows) row.complain(texts[row.name] ?? "");
  }

  /** Two people keyed the record; that one of them flagged it is worth knowing before settling. */
  #doubt({ flags = [] }) {
    const set = flags.filter((flag) => flag);
    if (set.length === 0) return null;
    const names = set.map((flag) => t(`flag_${flag}`)).join(", ");
    return el("p", { class: "hint" }, t("flagged_before", { flag: names }));
  }

  #flags(set) {
    return el("div", { class: "flags", role: "group", "aria-label": t("help_flags") },
      FLAGS.map((flag) => button(
        [keycap(flag), t(`flag_${flag}`)], () => this.#toggled(flag), "flag",
        { "aria-pressed": String(set === flag) })));
  }
}
