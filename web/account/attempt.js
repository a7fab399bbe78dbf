/** The screen of a training attempt: keyed in the same form and beside the same source as real work. */

import { Entry, entryDocument } from "../keying/entry.js";
import { ItemHeader } from "../keying/item_header.js";
import { Keying } from "../keying/keying.js";
import { RepeatValues } from "../keying/repeat_values.js";
import { ApiError } from "../platform/api.js";
import { ask } from "../platform/ask.js";
import { Stopwatch } from "../platform/clock.js";
import { retryUntilAnswered } from "../platform/connection.js";
import { el, show } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { sourceOf } from "./review.js";

/** @import { AccountServices, Begun, Graded } from "./documents.js" */

/**
 * @typedef {object} AttemptHooks
 * @property {AttemptDraft} [kept]
 * @property {(draft: EntryDraft) => unknown} keep
 * @property {(records: SentRecord[]) => Promise<Graded>} handIn
 */

/**
 * Let the operator make an attempt.
 *
 * @param {Begun} begun the API's answer to its beginning
 * @param {AttemptHooks} hooks `kept`, what was keyed before the page was closed, or undefined; `keep(draft)` keeps it;
 *   `handIn(records)` resolves with the API's grading
 * @param {AccountServices} services
 * @param {WorkType} workType
 * @returns the grading, or null when the operator leaves
 */
export function attempt(services, workType, begun, hooks) {
  return new AttemptScreen(services, workType, begun, hooks).run();
}

class AttemptScreen {
  #services;
  #hooks;
  #entry;
  #keying;
  #stopwatch = new Stopwatch();
  #closing = new AbortController();
  /** @type {{ resolve(graded: Graded | null): void, reject(error: unknown): void }} */
  #settle;

  /**
   * @param {AccountServices} services
   * @param {WorkType} workType
   * @param {Begun} begun
   * @param {AttemptHooks} hooks
   */
  constructor(services, workType, begun, hooks) {
    this.#services = services;
    this.#hooks = hooks;
    /** @type {EntryLease & { images: Record<string, string> }} */
    const lease = { lease: begun.attempt, work_type: begun.work_type, stage: "key", images: begun.images ?? {} };
    this.#entry = new Entry(lease, workType.fields, begun.records, hooks.kept);
    this.#keying = new Keying(this.#entry, {
      workType,
      header: new ItemHeader(workType, "training", el("span", { class: "time" }),
        (index) => this.#keying.go(index), () => this.#leave()),
      source: sourceOf(workType, lease.images, async () => {}),
      repeats: new RepeatValues(services.settings).of(this.#entry), // apart from what is repeated in real work
    }, { changed: () => this.#keep(), send: () => this.#handIn(), sending: () => t("hand_in") });
  }

  /** @returns {Promise<Graded | null>} */
  run() {
    this.#keying.obey({ leave: () => this.#leave() }, () => {
      this.#entry.state.ms += this.#stopwatch.tick();
    }, this.#closing.signal);
    show(this.#keying.node);
    this.#keying.draw(this.#entry.at.field);
    const ended = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    return ended.finally(() => this.#closing.abort());
  }

  #keep() {
    this.#entry.at.field = this.#keying.focused;
    this.#hooks.keep(this.#entry.draft());
  }

  async #handIn() {
    const { notice } = this.#services;
    this.#keying.end(t("handing_in"));
    const { records } = entryDocument({ ...this.#entry.draft(), finished: true });
    try {
      this.#settle.resolve(await retryUntilAnswered(() => this.#hooks.handIn(records), notice));
    } catch (error) {
      if (!(error instanceof ApiError)) return this.#settle.reject(error);
      this.#keying.node.inert = false;
      notice.bad(t("refused", { message: error.message }));
      this.#keying.draw();
    }
  }

  async #leave() {
    /** @type {[string, string][]} */
    const answers = [["stay", t("go_on_working")], ["leave", t("leave_training")]];
    if (this.#entry.isTouched && await ask(t("leave_training_sure"), answers) === "stay") return;
    this.#settle.resolve(null);
  }
}
