/** The form of one record: its fields in order, and the flags for one that cannot be keyed. */

import { keycap } from "../keys/key_caps.js";
import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { isConfirmable } from "./checks.js";
import { FLAGS } from "./entry.js";
import { faultText } from "./fault_text.js";
import { FieldRow } from "./field_row.js";

/** @import { Entry } from "./entry.js" */
/** @import { Source } from "./keying.js" */
/** @import { EntryRepeats } from "./repeat_values.js" */

/** Draws the current record of an entry, and reports what is done to it. */
export class RecordForm {
  node = el("div", { class: "record" });
  #entry;
  #source;
  #repeats;
  #changed;
  #toggled;
  /** @type {FieldRow[]} */
  #rows = [];
  /** @type {string | null} */
  #attended = null; // the field that the source was shown the place of

  /**
   * @param {Entry} entry the entry to draw
   * @param {{ source: Source, repeats: EntryRepeats, changed: (wasDone: boolean) => void, toggled: (flag: Flag) => void }} hooks `source`, what it is keyed from; `repeats`, the `RepeatValues.of` this entry;
   *   `changed(wasDone)` is called after a value was keyed, `toggled(flag)` when a flag is asked for
   */
  constructor(entry, { source, repeats, changed, toggled }) {
    this.#entry = entry;
    this.#source = source;
    this.#repeats = repeats;
    this.#changed = changed;
    this.#toggled = toggled;
    this.node.addEventListener("focusin", () => this.#attend());
  }

  /** Draw the current record. */
  draw() {
    const { state, current } = this.#entry;
    this.#repeats.prefill();
    this.#attended = null;
    this.#rows = this.#entry.fields().map((field) => this.#draw(field));
    for (const row of this.#rows) if (this.#entry.isConfirmed(row.name)) row.keep();
    const isFlagged = state.flag !== null;
    this.node.replaceChildren(el("div", {},
      this.#doubt(current),
      el("fieldset", { disabled: isFlagged }, this.#rows.map(({ node }) => node)),
      isFlagged && el("p", { class: "hint" }, t("flagged_how")),
      this.#flags(state.flag)));
  }

  /** @param {Field} field */
  #draw(field) {
    const { state, current } = this.#entry;
    const row = new FieldRow(field, {
      value: state.values[field.name],
      candidates: current.candidates?.[field.name],
      snippet: this.#source.snippet(field),
    }, {
      changed: (value) => this.#key(row, field, value),
      left: () => this.#rows.includes(row) && this.#check(row),
      ...(this.#repeats.isOn && { repeat: () => this.ditto(), carry: () => this.carry() }),
    });
    this.#markRepeat(row);
    return row;
  }

  /**
   * @param {FieldRow} row
   * @param {Field} field
   * @param {string} value
   */
  #key(row, field, value) {
    const wasDone = this.#entry.state.done;
    this.#entry.set(field.name, value);
    this.#source.note(field);
    this.#markRepeat(row);
    this.#changed(wasDone);
  }

  /** @param {FieldRow} row */
  #markRepeat(row) {
    const { name } = row;
    if (!this.#repeats.isOn) return;
    row.showRepeat(this.#repeats.previous(name), this.#repeats.carries(name), this.#repeats.isRepeated(name));
  }

  /** The source shows the place of the field that the cursor has come to: once, not at each return. */
  #attend() {
    const name = this.focused;
    if (!name || name === this.#attended) return;
    this.#attended = name;
    this.#source.attend(this.#entry.field(name));
  }

  /** Key what the record before has in the field that has the cursor. */
  ditto() {
    const row = this.#row(this.focused);
    if (!row || !this.#repeats.isOn) return;
    const value = this.#repeats.previous(row.name);
    if (value === "") return;
    this.#repeats.noteRepeated(row.name, value);
    row.fill(value);
  }

  /** Carry the field that has the cursor on from record to record, or no longer. */
  carry() {
    const row = this.#row(this.focused);
    if (!row || !this.#repeats.isOn) return;
    this.#repeats.toggle(row.name);
    const isEmpty = !this.#entry.state.values[row.name];
    if (isEmpty && this.#repeats.carries(row.name)) this.ditto();
    this.#markRepeat(row);
  }

  /**
   * Put the cursor in a field, by default the first; false when there is none to put it in.
   *
   * @param {string | null} [name]
   */
  focus(name = null) {
    if (this.#entry.state.flag !== null) return false;
    const row = this.#row(name) ?? this.#rows[0];
    row?.focus();
    return row !== undefined;
  }

  /**
   * Move the cursor by one field; false when it is on the first or the last already.
   *
   * @param {number} by
   */
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

  /**
   * Take a candidate for the field that has the cursor.
   *
   * @param {number} index
   */
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

  /**
   * Show what the server has found wrong.
   *
   * @param {FaultDetail[]} details
   */
  refuse(details) {
    for (const { field, code, message } of details) {
      this.#row(field)?.complain(code, faultText(this.#entry.field(field), code, message));
    }
  }

  /** @param {FieldRow} row */
  #check(row) {
    const code = this.#entry.fault(row.name);
    if (code) row.complain(code, faultText(this.#entry.field(row.name), code));
  }

  /** @param {string | null} name */
  #row(name) {
    return this.#rows.find((row) => row.name === name);
  }

  /**
   * Two people keyed the record; that one of them flagged it is worth knowing before settling.
   *
   * @param {InputRecord} record
   */
  #doubt({ flags = [] }) {
    const set = flags.filter((flag) => flag);
    if (set.length === 0) return null;
    const names = set.map((flag) => t(`flag_${flag}`)).join(", ");
    return el("p", { class: "hint" }, t("flagged_before", { flag: names }));
  }

  /** @param {Flag | null} set */
  #flags(set) {
    return el("div", { class: "flags", role: "group", "aria-label": t("help_flags") },
      FLAGS.map((flag) => button(
        [keycap(flag), t(`flag_${flag}`)], () => this.#toggled(flag), "flag",
        { "aria-pressed": String(set === flag) })));
  }
}
