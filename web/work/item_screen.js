/** The screen of one work item: the source at one side, the form at the other, record by record. */

import { ImageUrls } from "../image/image_urls.js";
import { PageMemory } from "../image/page_memory.js";
import { ImageSource, RowSource } from "../image/source.js";
import { Entry } from "../keying/entry.js";
import { ItemHeader } from "../keying/item_header.js";
import { Keying } from "../keying/keying.js";
import { ApiError } from "../platform/api.js";
import { ask } from "../platform/ask.js";
import { Stopwatch } from "../platform/clock.js";
import { show } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { DraftSaver } from "./draft_saver.js";
import { LeaseTimer } from "./lease_timer.js";

/** @import { OpenItem, Services } from "./held_item.js" */

/** @typedef {"finished" | "returned" | "resting" | "lost"} Outcome */

/**
 * Work on an item until it is finished, given back or lost.
 *
 * @param {OpenItem} row the lease and what it is worked on with (held_item.d.ts)
 * @param {Services} services `{drafts, leases, outbox, notice, settings, repeatValues}`
 * @returns {Promise<Outcome>} "finished", "returned", "resting" or "lost"
 */
export async function workOn(row, services) {
  const images = new ImageUrls(row.lease, () => services.leases.isPrefetching);
  await services.leases.showImages(row, {
    arrived: (record, blob) => images.arrived(record, blob),
    ended: () => images.changed(),
  });
  const entry = new Entry(row.lease, row.workType.fields, row.input.records, row.draft);
  try {
    return await new ItemScreen(services, row, entry, images).run();
  } finally {
    row.watch = null;
    images.close();
  }
}

class ItemScreen {
  #services;
  #row;
  #entry;
  #timer;
  #keying;
  #saver;
  #stopwatch = new Stopwatch();
  #closing = new AbortController();
  /** @type {{ resolve(outcome: Outcome): void, reject(error: unknown): void }} */
  #settle;
  #isOver = false;

  /**
   * @param {Services} services
   * @param {OpenItem} row
   * @param {Entry} entry
   * @param {ImageUrls} images
   */
  constructor(services, row, entry, images) {
    this.#services = services;
    this.#row = row;
    this.#entry = entry;
    this.#timer = new LeaseTimer(row.lease, () => services.leases.renew(row),
      (error) => this.#act(() => this.#lose(error)));
    this.#saver = new DraftSaver({
      write: (draft) => services.drafts.save(draft),
      makeRoom: () => services.leases.makeRoom(),
      failed: () => services.notice.bad(t("not_saved")),
    });
    const source = this.#source(images);
    images.changed = () => source.look();
    this.#keying = new Keying(entry, {
      workType: row.workType, header: this.#header(), source, repeats: services.repeatValues.of(entry), foot: [this.#saver.node],
    }, {
      changed: () => this.#act(() => this.#save()),
      send: () => this.#act(() => this.#handOver()),
      sending: () => t("send", { count: entry.records.length }),
    });
  }

  #header() {
    return new ItemHeader(this.#row.workType, this.#entry.lease.stage, this.#timer.node,
      (index) => this.#keying.go(index), () => this.#act(() => this.#giveBack()), () => this.#act(() => this.#rest()));
  }

  /** @param {ImageUrls} images */
  #source(images) {
    const { workType, lease } = this.#row;
    if (workType.input !== "images") return new RowSource();
    return new ImageSource(images, () => this.#timer.renew(),
      new PageMemory(this.#services.settings, lease.work_type));
  }

  /**
   * Show the screen; resolves when the item is out of the operator's hands.
   *
   * @returns {Promise<Outcome>}
   */
  run() {
    this.#listen(this.#closing);
    this.#timer.start();
    show(this.#keying.node);
    const ended = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#keying.draw(this.#entry.at.field);
    if (this.#entry.refusal) this.#refused(this.#entry.refusal);
    return ended.finally(() => {
      this.#closing.abort();
      this.#timer.stop();
    });
  }

  /** @param {AbortController} closing */
  #listen({ signal }) {
    const { form } = this.#keying;
    this.#keying.obey({}, () => this.#alive(), signal);
    document.addEventListener("pointerdown", () => this.#alive(), { signal });
    // Zoomed in, or with a keyboard on the screen, there is less room: the cursor stays in sight.
    addEventListener("resize", () => form.querySelector(":focus")?.scrollIntoView({ block: "nearest" }), { signal });
    // Where the cursor is, is kept too.
    form.addEventListener("focusin", () => this.#act(() => this.#save()), { signal });
    addEventListener("pagehide", () => this.#saver.flush(), { signal });
    document.addEventListener("visibilitychange", () => this.#saver.flush(), { signal });
  }

  /** Note that the operator is at work on this record. */
  #alive() {
    this.#timer.active();
    this.#entry.state.ms += this.#stopwatch.tick();
  }

  async #save() {
    if (this.#isOver) return; // the draft is the outbox's, or gone
    this.#entry.at.field = this.#keying.focused;
    await this.#keep(this.#draft());
  }

  /** @returns {Draft} */
  #draft() {
    return { ...this.#entry.draft(), lease: this.#row.lease, title: this.#row.workType.title };
  }

  /** @param {Draft} draft */
  #keep(draft) {
    this.#row.draft = draft;
    return this.#saver.keep(draft);
  }

  /** The item is finished: the outbox sends it, while the operator goes on with the next. */
  async #handOver() {
    this.#entry.finished = true;
    this.#entry.refusal = null;
    const draft = { ...this.#draft(), finished_at: Date.now() };
    this.#end();
    await this.#keep(draft);
    this.#services.outbox.add(draft);
    this.#settle.resolve("finished");
  }

  /**
   * The server wants something changed: show it where it is.
   *
   * @param {Refusal} refusal
   */
  #refused({ message, details }) {
    const first = details.find(({ record }) => this.#entry.states[record]);
    if (first) this.#entry.at = { record: first.record, field: first.field };
    for (const { record } of details) {
      if (this.#entry.states[record]) this.#entry.states[record].done = false;
    }
    this.#services.notice.bad(t("refused", { message: [message, ...general(details)].join(" ") }));
    this.#keying.draw(first?.field);
    this.#keying.refuse(details.filter(({ record }) => record === first?.record));
  }

  async #giveBack() {
    /** @type {[string, string][]} */
    const answers = [["stay", t("go_on_working")], ["back", t("give_back_anyway")]];
    if (this.#entry.isTouched && await ask(t("give_back_sure"), answers) === "stay") return;
    this.#end();
    await this.#services.leases.giveBack(this.#row.id);
    this.#settle.resolve("returned");
  }

  /** The operator goes home for a while; the item stays theirs, as it is. */
  async #rest() {
    await this.#save();
    this.#end();
    this.#settle.resolve("resting");
  }

  /**
   * The item is no longer the operator’s. What was keyed is sent in all the same, and kept.
   *
   * @param {unknown} error
   */
  async #lose(error) {
    if (!(error instanceof ApiError)) throw error;
    if (this.#isOver) return;
    this.#end();
    if (this.#entry.isTouched) await this.#services.leases.lost.handIn(this.#row, this.#draft(), error);
    else {
      this.#services.notice.bad(t("lost"));
      await this.#services.leases.lost.drop(this.#row);
    }
    this.#settle.resolve("lost");
  }

  /** From now on nothing on this screen counts. */
  #end() {
    this.#isOver = true;
    this.#saver.flush(); // before anything else writes or drops the draft
    this.#keying.end();
    this.#timer.stop();
  }

  /**
   * Do something that takes time; what it cannot deal with ends the screen.
   *
   * @param {() => Promise<unknown>} action
   */
  #act(action) {
    action().catch((error) => this.#settle.reject(error));
  }
}

/**
 * What is wrong that belongs to no field on the form.
 *
 * @param {FaultDetail[]} details
 */
function general(details) {
  return details.filter(({ field }) => !field).map(({ message }) => message);
}
