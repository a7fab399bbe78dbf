/** Keying the records of an entry one after another: what the screens of real work and of training share. */

import { keycap } from "../keys/key_caps.js";
import { obeyKeys } from "../keys/key_commands.js";
import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { FLAGS } from "./entry.js";
import { instructions } from "./item_header.js";
import { RecordForm } from "./record_form.js";

/** @import { Entry } from "./entry.js" */
/** @import { ItemHeader } from "./item_header.js" */
/** @import { EntryRepeats } from "./repeat_values.js" */

/**
 * What a record is keyed from, as image/source.js has it.
 * @typedef {object} Source
 * @property {HTMLElement} node
 * @property {(current: InputRecord, next?: InputRecord) => void} show
 * @property {(field: Field) => Node | null} snippet
 * @property {(field: Field) => void} attend
 * @property {(field: Field) => void} note
 * @property {(name: string) => boolean} command
 */

/**
 * @typedef {object} KeyingParts
 * @property {WorkType} workType
 * @property {ItemHeader} header
 * @property {Source} source
 * @property {EntryRepeats} repeats
 * @property {Node[]} [foot]
 */

/** @typedef {{changed: () => void, send: () => void, sending: () => string}} KeyingHooks */

/** The source at one side, the form at the other. */
export class Keying {
  /** The screen. */
  node;
  #entry;
  #header;
  #source;
  #form;
  #hooks;
  #done = button("", () => this.#finish(), "main");

  /**
   * @param {Entry} entry the entry to make
   * @param {KeyingParts} parts `workType`; `header`, its ItemHeader; `source`, what it is keyed from; `repeats`, the `RepeatValues.of`
   *   the entry; `foot`, nodes beside the button
   * @param {KeyingHooks} hooks `changed()` is called after each change, `send()` when all is done and the operator says so;
   *   `sending()` is the text of the button that does
   */
  constructor(entry, { workType, header, source, repeats, foot = [] }, hooks) {
    this.#entry = entry;
    this.#header = header;
    this.#source = source;
    this.#hooks = hooks;
    this.#form = new RecordForm(entry, {
      source,
      repeats,
      changed: (wasDone) => {
        if (wasDone) this.#mark();
        hooks.changed();
      },
      toggled: (flag) => this.#flag(flag),
    });
    this.node = el("section", { class: "desk" },
      header.node, source.node,
      el("div", { class: "side" },
        instructions(workType), this.#form.node, el("footer", {}, this.#done, foot)));
  }

  /** The node of the form. */
  get form() {
    return this.#form.node;
  }

  /** The name of the field that has the cursor, or null. */
  get focused() {
    return this.#form.focused;
  }

  /**
   * Act by the operator's keys; `alive()` is called for each, `more` are commands that only this screen has.
   *
   * @param {Record<string, (event: KeyboardEvent) => unknown>} more
   * @param {() => void} alive
   * @param {AbortSignal} signal
   */
  obey(more, alive, signal) {
    /** @type {Record<string, (event: KeyboardEvent) => unknown>} */
    const commands = {
      next_field: ({ repeat }) => repeat || this.#nextField(),
      previous_field: () => this.#form.step(-1),
      finish_record: ({ repeat }) => repeat || this.#finish(),
      next_record: () => this.go(this.#entry.index + 1),
      previous_record: () => this.go(this.#entry.index - 1),
      ...Object.fromEntries(FLAGS.map((flag) => [flag, () => this.#flag(flag)])),
      ditto: () => this.#form.ditto(),
      carry: ({ repeat }) => repeat || this.#form.carry(),
      pick_first: () => this.#form.pick(0),
      pick_second: () => this.#form.pick(1),
      ...more,
    };
    obeyKeys(this.node, commands, { alive, source: this.#source }, signal);
  }

  /**
   * Show the current record, with the cursor in a field.
   *
   * @param {string | null} [field]
   */
  draw(field = null) {
    const { records, index, current } = this.#entry;
    this.#source.show(current, records[index + 1]);
    this.#form.draw();
    this.#mark();
    if (!this.#form.focus(field)) this.#done.focus();
  }

  /**
   * Show another record.
   *
   * @param {number} index
   */
  go(index) {
    const target = this.#entry.records[index];
    if (!target) return;
    this.#entry.at = { record: target.record, field: null };
    this.draw();
    this.#hooks.changed();
  }

  /**
   * Show what the server has found wrong with the current record.
   *
   * @param {FaultDetail[]} details
   */
  refuse(details) {
    this.#form.refuse(details);
  }

  /**
   * From now on nothing on this screen counts; `text` on the button says why.
   *
   * @param {string | null} [text]
   */
  end(text = null) {
    this.node.inert = true;
    if (text) this.#done.textContent = text;
  }

  /** Bring the tabs and the button up to date with the entry. */
  #mark() {
    this.#header.draw(this.#entry);
    this.#done.replaceChildren(...(this.#entry.isDone
      ? [this.#hooks.sending()]
      : [t("finish_record"), keycap("finish_record")]));
  }

  /** @param {Flag} flag */
  #flag(flag) {
    this.#entry.toggle(flag);
    this.draw();
    this.#hooks.changed();
  }

  #nextField() {
    if (!this.#form.passes()) return;
    if (this.#form.step(1)) this.#mark();
    else this.#close();
  }

  #finish() {
    if (this.#entry.isDone && document.activeElement === this.#done) this.#hooks.send();
    else if (this.#form.passes()) this.#close();
  }

  /** This record is done: on with the next that is not, or to the button that sends all. */
  #close() {
    if (this.#form.complain()) return;
    this.#entry.finish();
    const { records, index, states } = this.#entry;
    const after = [...records.slice(index + 1), ...records.slice(0, index)];
    const next = after.find(({ record }) => !states[record].done);
    if (next) {
      this.go(records.indexOf(next));
      return;
    }
    this.#mark();
    this.#done.focus();
    this.#hooks.changed();
  }
}
