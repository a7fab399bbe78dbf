/** The screen of one work item: the source at one side, the form at the other, record by record. */

import { ApiError, LinkDeadError } from "./api.js";
import { ask } from "./ask.js";
import { Stopwatch } from "./clock.js";
import { insist } from "./connection.js";
import { button, el, show } from "./dom.js";
import { Entry } from "./entry.js";
import { RecordForm } from "./form.js";
import { keycap } from "./help.js";
import { instructions, ItemHeader } from "./item_header.js";
import { Keeper } from "./keeper.js";
import { commandOf } from "./keys.js";
import { send, sendLate } from "./sending.js";
import { ImageSource, RowSource } from "./source.js";
import { t } from "./texts.js";

/**
 * Work on a lease until it is sent, given back or lost.
 *
 * @param desk `{api, drafts, notice}`
 * @returns `{outcome: "sent", answer}`, `{outcome: "returned"}` or `{outcome: "lost"}`
 */
export async function workOn(lease, desk) {
  const [workType, input, drafts] = await insist(() => Promise.all([
    desk.api.workType(lease.work_type, lease.version),
    fetchInput(lease, desk.api),
    desk.drafts.all(),
  ]), desk.notice);
  const draft = drafts.find(({ id }) => id === lease.lease);
  const entry = new Entry(lease, workType.fields, input.records, draft);
  return new ItemScreen(desk, workType, entry).run();
}

async function fetchInput(lease, api) {
  try {
    return await api.input(lease.input_url);
  } catch (error) {
    if (!(error instanceof LinkDeadError)) throw error;
    Object.assign(lease, await api.renew(lease.lease));
    return api.input(lease.input_url);
  }
}

class ItemScreen {
  #desk;
  #entry;
  #keeper;
  #header;
  #form;
  #source;
  #stopwatch = new Stopwatch();
  #closing = new AbortController();
  #settle;
  #saved = el("span", { class: "saved" });
  #done = button("", () => this.#act(() => this.#finish()), "main");
  #node;

  constructor(desk, workType, entry) {
    this.#desk = desk;
    this.#entry = entry;
    this.#keeper = new Keeper(entry.lease, desk.api, (error) => this.#act(() => this.#lose(error)));
    this.#header = new ItemHeader(workType, entry.lease.stage, this.#keeper.node,
      (index) => this.#go(index), () => this.#act(() => this.#giveBack()));
    this.#form = new RecordForm(entry, (wasDone) => this.#keyed(wasDone), (flag) => this.#flag(flag));
    this.#source = workType.input === "images"
      ? new ImageSource(entry.lease, () => this.#keeper.renew())
      : new RowSource();
    this.#node = this.#layout(workType);
  }

  /** Show the screen; resolves when the item is out of the operator's hands. */
  run() {
    const { signal } = this.#closing;
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    document.addEventListener("pointerdown", () => this.#alive(), { signal });
    this.#keeper.start();
    // Where the cursor is, is kept too.
    this.#form.node.addEventListener("focusin", () => this.#act(() => this.#save()), { signal });
    show(this.#node);
    const ended = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#draw(this.#entry.at.field);
    // It was finished before the page was closed: only sending is left.
    if (this.#entry.finished) this.#act(() => this.#send());
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
    if (event.target.matches("select") && event.altKey && event.key.startsWith("Arrow")) return;
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
    if (this.#entry.isDone && document.activeElement === this.#done) return this.#send();
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
    this.#entry.at.field = this.#form.focused;
    try {
      await this.#desk.drafts.save(this.#entry.draft());
      this.#saved.textContent = t("saved_here");
    } catch {
      this.#saved.textContent = "";
      this.#desk.notice.bad(t("not_saved"));
    }
  }

  async #send() {
    this.#entry.finished = true;
    await this.#save();
    this.#node.inert = true;
    this.#keeper.stop(); // once the entry is accepted the lease is over
    this.#done.textContent = t("sending");
    try {
      const answer = await send(this.#entry.draft(), this.#desk);
      this.#settle.resolve({ outcome: "sent", answer });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#node.inert = false;
      this.#keeper.start();
      this.#refused(error);
    }
  }

  /** The server wants something changed: show it where it is. */
  #refused({ message, body }) {
    const details = body.details ?? [];
    this.#entry.finished = this.#entry.uploaded = false;
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
    const { lease, isTouched } = this.#entry;
    const answers = [["stay", t("go_on_working")], ["back", t("give_back_anyway")]];
    if (isTouched && await ask(t("give_back_sure"), answers) === "stay") return;
    await insist(() => this.#desk.api.giveBack(lease.lease), this.#desk.notice);
    await this.#desk.drafts.drop(lease.lease);
    this.#settle.resolve({ outcome: "returned" });
  }

  /** Somebody else has the item. What was keyed is sent in all the same, and kept. */
  async #lose(error) {
    if (!(error instanceof ApiError)) throw error;
    this.#node.inert = true;
    this.#keeper.stop();
    if (!this.#entry.isTouched) this.#desk.notice.bad(t("lost"));
    else if (await sendLate(this.#entry.draft(), error.body.upload, this.#desk)) {
      this.#desk.notice.bad(t("lost_and_sent"));
    }
    this.#settle.resolve({ outcome: "lost" });
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
