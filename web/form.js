/** The form of one record: its fields in order, and the flags for one that cannot be keyed. */

import { isConfirmable } from "./checks.js";
import { complaint } from "./complaints.js";
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
      }, (row) => this.#rows.includes(row) && this.#check(row)));
    for (const row of this.#rows) if (this.#entry.isConfirmed(row.name)) row.keep();
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
    const row = this.#row(name) ?? this.#rows[0];
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

  /**
   * Whether the operator may go on from the field that has the cursor. What it has wrong is shown at
   * first; asked again, what may be printed so is confirmed.
   */
  passes() {
    const row = this.#row(this.focused);
    if (!row) return true;
    if (isConfirmable(row.code)) {
      this.#entry.confirm(row.name);
      row.keep();
      return true;
    }
    this.#check(row);
    return !isConfirmable(row.code);
  }

  /** Show everything that is wrong with the record and put the cursor there; false if nothing is. */
  complain() {
    if (this.#entry.state.flag !== null) return false;
    for (const row of this.#rows) this.#check(row);
    const first = this.#rows.find(({ code }) => code !== null);
    first?.focus();
    return first !== undefined;
  }

  /** Show what the server has found wrong. */
  refuse(details) {
    for (const { field, code, message } of details) {
      this.#row(field)?.complain(code, complaint(this.#entry.field(field), code, message));
    }
  }

  #check(row) {
    const code = this.#entry.fault(row.name);
    if (code) row.complain(code, complaint(this.#entry.field(row.name), code));
  }

  #row(name) {
    return this.#rows.find((row) => row.name === name);
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
