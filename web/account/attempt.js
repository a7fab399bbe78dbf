/** The screen of a training attempt: keyed in the same form and beside the same source as real work. */

import { ApiError } from "../api.js";
import { ask } from "../ask.js";
import { Carry } from "../carry.js";
import { Stopwatch } from "../clock.js";
import { insist } from "../connection.js";
import { button, el, show } from "../dom.js";
import { Entry, entryDocument } from "../entry.js";
import { RecordForm } from "../form.js";
import { keycap } from "../key_caps.js";
import { instructions, ItemHeader } from "../item_header.js";
import { commandOf } from "../keys.js";
import { t } from "../texts.js";
import { sourceOf } from "./review.js";

/**
 * Let the operator make an attempt.
 *
 * @param begun the API's answer to its beginning
 * @param hooks `kept`, what was keyed before the page was closed, or undefined; `keep(draft)` keeps it;
 *   `handIn(records)` resolves with the API's grading
 * @returns the grading, or null when the operator leaves
 */
export function attempt(desk, workType, begun, hooks) {
  return new AttemptScreen(desk, workType, begun, hooks).run();
}

class AttemptScreen {
  #desk;
  #hooks;
  #entry;
  #header;
  #form;
  #source;
  #stopwatch = new Stopwatch();
  #closing = new AbortController();
  #settle;
  #done = button("", () => this.#finish(), "main");
  #node;

  constructor(desk, workType, begun, hooks) {
    this.#desk = desk;
    this.#hooks = hooks;
    const lease = { lease: begun.attempt, work_type: begun.work_type, stage: "key", images: begun.images ?? {} };
    this.#entry = new Entry(lease, workType.fields, begun.records, hooks.kept);
    this.#header = new ItemHeader(workType, "training", el("span", { class: "time" }),
      (index) => this.#go(index), () => this.#leave());
    this.#source = sourceOf(workType, lease.images, async () => {});
    this.#form = new RecordForm(this.#entry, {
      source: this.#source,
      carry: new Carry(desk.settings).of(this.#entry), // apart from what is repeated in real work
      changed: (wasDone) => this.#keyed(wasDone),
      toggled: (flag) => this.#flag(flag),
    });
    this.#node = el("section", { class: "desk" },
      this.#header.node, this.#source.node,
      el("div", { class: "side" },
        instructions(workType), this.#form.node, el("footer", {}, this.#done)));
  }

  run() {
    document.addEventListener("keydown", (event) => this.#key(event), { signal: this.#closing.signal });
    show(this.#node);
    this.#draw(this.#entry.at.field);
    const ended = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    return ended.finally(() => this.#closing.abort());
  }

  #draw(field = null) {
    const { records, index, current } = this.#entry;
    this.#source.show(current, records[index + 1]);
    this.#form.draw();
    this.#mark();
    if (!this.#form.focus(field)) this.#done.focus();
  }

  #keyed(wasDone) {
    if (wasDone) this.#mark();
    this.#keep();
  }

  #keep() {
    this.#entry.at.field = this.#form.focused;
    this.#hooks.keep(this.#entry.draft());
  }

  #mark() {
    this.#header.draw(this.#entry);
    this.#done.replaceChildren(...(this.#entry.isDone
      ? [t("hand_in")]
      : [t("finish_record"), keycap("finish_record")]));
  }

  #key(event) {
    if (this.#node.inert || !this.#node.isConnected || document.querySelector("dialog[open]")) return;
    this.#entry.state.ms += this.#stopwatch.tick();
    const command = event.key === "Escape" && !event.isComposing ? "leave" : commandOf(event);
    const isButton = event.target.closest("button, summary");
    if (!command || (isButton && event.key === "Enter" && !event.ctrlKey)) return;
    if (event.target.matches("select") && event.key.startsWith("Arrow")) return; // they choose
    if (this.#command(command, event)) event.preventDefault();
  }

  #command(name, event) {
    const commands = {
      next_field: () => event.repeat || this.#nextField(),
      previous_field: () => this.#form.step(-1),
      finish_record: () => event.repeat || this.#finish(),
      next_record: () => this.#go(this.#entry.index + 1),
      previous_record: () => this.#go(this.#entry.index - 1),
      illegible: () => this.#flag(name),
      wrong_document: () => this.#flag(name),
      blank: () => this.#flag(name),
      ditto: () => this.#form.ditto(),
      carry: () => event.repeat || this.#form.carry(),
      leave: () => this.#leave(),
    };
    commands[name]?.();
    return name in commands || this.#source.command(name);
  }

  #flag(flag) {
    this.#entry.toggle(flag);
    this.#draw();
    this.#keep();
  }

  #go(index) {
    const target = this.#entry.records[index];
    if (!target) return;
    this.#entry.at = { record: target.record, field: null };
    this.#draw();
    this.#keep();
  }

  #nextField() {
    if (!this.#form.passes()) return;
    if (this.#form.step(1)) this.#mark();
    else this.#close();
  }

  #finish() {
    if (this.#entry.isDone && document.activeElement === this.#done) this.#handIn();
    else if (this.#form.passes()) this.#close();
  }

  /** This record is done: on with the next that is not, or to the button that hands all in. */
  #close() {
    if (this.#form.complain()) return;
    this.#entry.finish();
    const { records, index, states } = this.#entry;
    const after = [...records.slice(index + 1), ...records.slice(0, index)];
    const next = after.find(({ record }) => !states[record].done);
    if (next) return this.#go(records.indexOf(next));
    this.#mark();
    this.#done.focus();
    this.#keep();
  }

  async #handIn() {
    const { notice } = this.#desk;
    this.#node.inert = true;
    this.#done.textContent = t("handing_in");
    const { records } = entryDocument({ ...this.#entry.draft(), finished: true });
    try {
      this.#settle.resolve(await insist(() => this.#hooks.handIn(records), notice));
    } catch (error) {
      if (!(error instanceof ApiError)) return this.#settle.reject(error);
      this.#node.inert = false;
      notice.bad(t("refused", { message: error.message }));
      this.#draw();
    }
  }

  async #leave() {
    const answers = [["stay", t("go_on_working")], ["leave", t("leave_training")]];
    if (this.#entry.isTouched && await ask(t("leave_training_sure"), answers) === "stay") return;
    this.#settle.resolve(null);
  }
}
