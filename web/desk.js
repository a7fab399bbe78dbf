/** The screen of one work item: the source at one side, the form at the other, record by record. */

import { ApiError } from "./api.js";
import { ask } from "./ask.js";
import { Stopwatch } from "./clock.js";
import { link } from "./connection.js";
import { isFull } from "./database.js";
import { button, el, show } from "./dom.js";
import { Entry } from "./entry.js";
import { RecordForm } from "./form.js";
import { keycap } from "./key_caps.js";
import { instructions, ItemHeader } from "./item_header.js";
import { Keeper } from "./keeper.js";
import { commandOf } from "./keys.js";
import { PageMemory } from "./memory.js";
import { Pictures } from "./pictures.js";
import { ImageSource, RowSource } from "./source.js";
import { t } from "./texts.js";

/**
 * Work on an item until it is finished, given back or lost.
 *
 * @param row the lease and what it is worked on with (leases.js)
 * @param desk `{drafts, leases, outbox, notice, settings, carry}`
 * @returns "finished", "returned", "resting" or "lost"
 */
export async function workOn(row, desk) {
  const pictures = new Pictures(row.lease, () => link.isUp);
  await desk.leases.pictures(row, (record, blob) => pictures.arrived(record, blob));
  const entry = new Entry(row.lease, row.workType.fields, row.input.records, row.draft);
  try {
    return await new ItemScreen(desk, row, entry, pictures).run();
  } finally {
    row.arrived = null;
    pictures.close();
  }
}

class ItemScreen {
  #desk;
  #row;
  #entry;
  #keeper;
  #header;
  #form;
  #source;
  #stopwatch = new Stopwatch();
  #closing = new AbortController();
  #settle;
  #isOver = false;
  #saves = 0; // under way
  #saved = el("span", { class: "saved" });
  #done = button("", () => this.#act(() => this.#finish()), "main");
  #node;

  constructor(desk, row, entry, pictures) {
    const { workType } = row;
    this.#desk = desk;
    this.#row = row;
    this.#entry = entry;
    this.#keeper = new Keeper(entry.lease, () => desk.leases.renew(row),
      (error) => this.#act(() => this.#lose(error)));
    this.#header = new ItemHeader(workType, entry.lease.stage, this.#keeper.node,
      (index) => this.#go(index), () => this.#act(() => this.#giveBack()), () => this.#act(() => this.#rest()));
    this.#source = workType.input === "images"
      ? new ImageSource(pictures, () => this.#keeper.renew(),
        new PageMemory(desk.settings, entry.lease.work_type))
      : new RowSource();
    this.#form = new RecordForm(entry, {
      source: this.#source,
      carry: desk.carry.of(entry),
      changed: (wasDone) => this.#keyed(wasDone),
      toggled: (flag) => this.#flag(flag),
    });
    this.#node = this.#layout(workType);
  }

  /** Show the screen; resolves when the item is out of the operator's hands. */
  run() {
    const { signal } = this.#closing;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("pointerdown", () => this.#alive(), { signal });
    this.#keeper.start();
    // Zoomed in, or with a keyboard on the screen, there is less room: the cursor stays in sight.
    addEventListener("resize", () => this.#form.node.querySelector(":focus")?.scrollIntoView({ block: "nearest" }), { signal });
    // Where the cursor is, is kept too.
    this.#form.node.addEventListener("focusin", () => this.#act(() => this.#save()), { signal });
    show(this.#node);
    const ended = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#draw(this.#entry.at.field);
    if (this.#entry.refusal) this.#refused(this.#entry.refusal);
    return ended.finally(() => {
      this.#closing.abort();
      this.#keeper.stop();
    });
  }

  #layout(workType) {
    return el("section", { class: "desk" },
      this.#header.node,
      this.#source.node,
      el("div", { class: "side" },
        instructions(workType), this.#form.node,
        el("footer", {}, this.#done, this.#saved)));
  }

  /** Show the current record, with the cursor in a field. */
  #draw(field = null) {
    const { records, index, current } = this.#entry;
    this.#source.show(current, records[index + 1]);
    this.#form.draw();
    this.#mark();
    if (!this.#form.focus(field)) this.#done.focus();
  }

  /** Bring the tabs and the button up to date with the entry. */
  #mark() {
    this.#header.draw(this.#entry);
    this.#done.replaceChildren(...(this.#entry.isDone
      ? [t("send", { count: this.#entry.records.length })]
      : [t("finish_record"), keycap("finish_record")]));
  }

  #key(event) {
    if (this.#node.inert || document.querySelector("dialog[open]")) return;
    this.#alive();
    const command = commandOf(event);
    const isButton = event.target.closest("button, summary");
    if (!command || (isButton && event.key === "Enter" && !event.ctrlKey)) return;
    if (event.target.matches("select") && event.key.startsWith("Arrow")) return; // they choose
    if (!this.#command(command, event)) return;
    event.preventDefault();
  }

  #command(name, event) {
    const commands = {
      next_field: () => event.repeat || this.#nextField(),
      previous_field: () => this.#form.step(-1),
      finish_record: () => event.repeat || this.#act(() => this.#finish()),
      next_record: () => this.#go(this.#entry.index + 1),
      previous_record: () => this.#go(this.#entry.index - 1),
      illegible: () => this.#flag(name),
      wrong_document: () => this.#flag(name),
      blank: () => this.#flag(name),
      ditto: () => this.#form.ditto(),
      carry: () => event.repeat || this.#form.carry(),
      pick_first: () => this.#form.pick(0),
      pick_second: () => this.#form.pick(1),
    };
    commands[name]?.();
    return name in commands || this.#source.command(name);
  }

  /** Note that the operator is at work on this record. */
  #alive() {
    this.#keeper.active();
    this.#entry.state.ms += this.#stopwatch.tick();
  }

  #keyed(wasDone) {
    if (wasDone) this.#mark();
    this.#act(() => this.#save());
  }

  #flag(flag) {
    this.#entry.toggle(flag);
    this.#draw();
    this.#act(() => this.#save());
  }

  #go(index) {
    const target = this.#entry.records[index];
    if (!target) return;
    this.#entry.at = { record: target.record, field: null };
    this.#draw();
    this.#act(() => this.#save());
  }

  #nextField() {
    if (!this.#form.passes()) return;
    if (this.#form.step(1)) this.#mark();
    else this.#act(() => this.#close());
  }

  /** The operator is done with this record; on with the next that is not, or send. */
  async #finish() {
    if (this.#entry.isDone && document.activeElement === this.#done) return this.#handOver();
    if (!this.#form.passes()) return undefined;
    return this.#close();
  }

  async #close() {
    if (this.#form.complain()) return undefined;
    this.#entry.finish();
    const { records, index, states } = this.#entry;
    const after = [...records.slice(index + 1), ...records.slice(0, index)];
    const next = after.find(({ record }) => !states[record].done);
    if (next) return this.#go(records.indexOf(next));
    this.#mark();
    this.#done.focus();
    return this.#save();
  }

  async #save() {
    if (this.#isOver) return; // the draft is the outbox's, or gone
    this.#entry.at.field = this.#form.focused;
    await this.#keep(this.#draft());
  }

  #draft() {
    return { ...this.#entry.draft(), title: this.#row.workType.title };
  }

  async #keep(draft) {
    const { drafts, leases, notice } = this.#desk;
    this.#row.draft = draft;
    this.#saves += 1;
    this.#saved.setAttribute("aria-busy", "true"); // until what was keyed last is on the disk
    try {
      await drafts.save(draft).catch(async (error) => {
        if (!isFull(error)) throw error;
        await leases.makeRoom();
        await drafts.save(draft);
      });
      this.#saved.textContent = t("saved_here");
    } catch {
      this.#saved.textContent = "";
      notice.bad(t("not_saved"));
    }
    this.#saves -= 1;
    if (this.#saves === 0) this.#saved.removeAttribute("aria-busy");
  }

  /** The item is finished: the outbox sends it, while the operator goes on with the next. */
  async #handOver() {
    this.#entry.finished = true;
    this.#entry.refusal = null;
    const draft = { ...this.#draft(), finished_at: Date.now() };
    this.#end();
    await this.#keep(draft);
    this.#desk.outbox.add(draft);
    this.#settle.resolve("finished");
  }

  /** The server wants something changed: show it where it is. */
  #refused({ message, details }) {
    const first = details.find(({ record }) => this.#entry.states[record]);
    if (first) this.#entry.at = { record: first.record, field: first.field };
    for (const { record } of details) {
      if (this.#entry.states[record]) this.#entry.states[record].done = false;
    }
    this.#desk.notice.bad(t("refused", { message: [message, ...general(details)].join(" ") }));
    this.#draw(first?.field);
    this.#form.refuse(details.filter(({ record }) => record === first?.record));
  }

  async #giveBack() {
    const answers = [["stay", t("go_on_working")], ["back", t("give_back_anyway")]];
    if (this.#entry.isTouched && await ask(t("give_back_sure"), answers) === "stay") return;
    this.#end();
    await this.#desk.leases.giveBack(this.#row.id);
    this.#settle.resolve("returned");
  }

  /** The operator goes home for a while; the item stays theirs, as it is. */
  async #rest() {
    await this.#save();
    this.#end();
    this.#settle.resolve("resting");
  }

  /** Somebody else has the item. What was keyed is sent in all the same, and kept. */
  async #lose(error) {
    if (!(error instanceof ApiError)) throw error;
    if (this.#isOver) return;
    this.#end();
    if (this.#entry.isTouched) await this.#desk.leases.handIn(this.#row, this.#draft(), error);
    else {
      this.#desk.notice.bad(t("lost"));
      await this.#desk.leases.drop(this.#row);
    }
    this.#settle.resolve("lost");
  }

  /** From now on nothing on this screen counts. */
  #end() {
    this.#isOver = true;
    this.#node.inert = true;
    this.#keeper.stop();
  }

  /** Do something that takes time; what it cannot deal with ends the screen. */
  #act(action) {
    action().catch((error) => this.#settle.reject(error));
  }
}

/** Complaints that belong to no field on the form. */
function general(details) {
  return details.filter(({ field }) => !field).map(({ message }) => message);
}
