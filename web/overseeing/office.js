/** The page of the office: every job, what waits, what may be stuck, and the buttons that help. */

import { ask } from "../platform/ask.js";
import { el } from "../platform/dom.js";
import { catalogueText } from "../texts/texts.js";
import { figures } from "./centre.js";
import { askReason } from "./reason.js";
import { held, setAside } from "./set_aside.js";
import { act, section } from "./table.js";
import { kindName, moment, number, say } from "./wording.js";

/** @import { Backlog, ExpiringLease, JobRow, ObjectionRow, OfficeAnswer, QualityRow } from "./documents.js" */

/** @typedef {(path: string, body: object, done: string) => Promise<void>} Act */

const OVER = ["delivered", "rejected", "cancelling"];

/** Draws the answer of `GET /office`. */
export class Office {
  #act;

  /**
   * `act(path, body, done)` carries out a button's request and says `done`.
   *
   * @param {Act} act
   */
  constructor(act) {
    this.#act = act;
  }

  /** @param {OfficeAnswer} answer */
  draw(answer) {
    return [
      el("h1", {}, say("page_office")),
      this.#jobs(answer.jobs, answer.as_of),
      setAside(answer.set_aside, this.#act),
      backlog(answer.backlog),
      held(answer.held),
      this.#nearExpiry(answer.near_expiry),
      quality(answer.quality),
      objections(answer.objections),
    ];
  }

  /**
   * @param {JobRow[]} jobs
   * @param {string} now
   */
  #jobs(jobs, now) {
    return section(say("jobs"), [
      [say("job")], [say("client")], [say("work_type")], [say("state")], [say("progress")], [say("due")], [say("help")],
    ], jobs.map((job) => [
      el("span", { title: job.drop }, job.drop.split("/").slice(2).join("/") || job.drop),
      job.client, job.work_type, state(job), progress(job), due(job, now), this.#helps(job),
    ]), say("jobs_none"));
  }

  /** @param {JobRow} job */
  #helps({ job, drop, actions }) {
    const does = { retry: () => this.#retry(job, drop), cancel: () => this.#cancel(job, drop) };
    return el("span", { class: "helps" }, actions.map((action) => (
      act(say(action), `${action} ${job}`, does[action], say(`${action}_what`, { drop })))));
  }

  /**
   * @param {string} job
   * @param {string} drop
   */
  async #retry(job, drop) {
    const answer = await ask(say("retry_sure", { drop }), [["no", say("leave")], ["yes", say("retry")]]);
    if (answer === "yes") await this.#act(`/office/jobs/${job}/retry`, {}, say("retry_done"));
  }

  /**
   * @param {string} job
   * @param {string} drop
   */
  async #cancel(job, drop) {
    const reason = await askReason(say("cancel_sure", { drop }));
    if (reason) await this.#act(`/office/jobs/${job}/cancel`, { reason }, say("cancel_done"));
  }

  /** @param {ExpiringLease[]} leases */
  #nearExpiry(leases) {
    return section(say("near_expiry"), [
      [say("person")], [say("centre")], [say("work_type")], [say("stage")], [say("ends")], [say("help")],
    ], leases.map((lease) => [
      lease.operator, lease.centre, lease.work_type, say(`stage_${lease.stage}`), moment(lease.expires_at),
      act(say("reassign"), `reassign ${lease.lease}`, () => this.#reassign(lease),
        say("reassign_what", { person: lease.operator })),
    ]), say("near_expiry_none"));
  }

  /** @param {ExpiringLease} lease */
  async #reassign({ lease, operator }) {
    const answer = await ask(say("reassign_sure", { person: operator }),
      [["no", say("leave")], ["yes", say("reassign")]]);
    if (answer === "yes") await this.#act(`/office/leases/${lease}/reassign`, {}, say("reassign_done"));
  }
}

/** @param {JobRow} job */
function state({ state: name, failure }) {
  const isWaiting = name === "failed" && !failure; // for the attempt that was asked for
  return [
    el("b", { class: "job", "data-state": name }, say(isWaiting ? "job_retried" : `job_${name}`)),
    failure && el("span", { class: "reason" }, `${failure.code}: ${failure.message}`),
  ];
}

/** @param {JobRow} job */
function progress({ records, done, queried }) {
  if (!records) return "";
  const text = say("done_of", { done: number(done), records: number(records) });
  return [
    el("progress", { max: records, value: done, "aria-label": text }), ` ${text}`,
    queried > 0 && ` ${say("of_them_queried", { queried: number(queried) })}`,
  ];
}

/**
 * @param {JobRow} job
 * @param {string} now
 */
function due({ due_at: dueAt, state: name }, now) {
  if (!dueAt) return "";
  const isLate = dueAt < now && !OVER.includes(name);
  return [moment(dueAt), isLate && el("b", { class: "job", "data-state": "failed" }, ` ${say("late")}`)];
}

/** @param {Backlog[]} queues */
function backlog(queues) {
  return section(say("backlog"), [
    [say("work_type")], [say("skills")], [say("stage")], [say("waiting"), "number"], [say("oldest")],
  ], queues.map((queue) => [
    named(queue.title), queue.skills.join(", "), say(`stage_${queue.stage}`),
    number(queue.waiting) + (queue.more ? "+" : ""), queue.oldest && moment(queue.oldest),
  ]), say("backlog_none"));
}

/** @param {ByLanguage} title */
function named(title) {
  const { text, lang } = catalogueText(title);
  return el("span", { lang }, text);
}

/** @param {QualityRow[]} rows */
function quality(rows) {
  return section(say("quality"), [
    [say("person")], [say("centre")], [say("work_type")], [say("kind")], [say("checked"), "number"],
    [say("wrong"), "number"], [say("error_rate"), "number"], [say("at_most"), "number"],
  ], rows.map((row) => [
    row.operator, row.centre, row.work_type, kindName(row.kind), ...figures(row),
  ]), say("quality_none"));
}

/** @param {ObjectionRow[]} rows */
function objections(rows) {
  return section(say("objections"), [[say("person")], [say("work_type")], [say("when")], [say("note")]],
    rows.map((row) => [row.operator, row.work_type, moment(row.objected_at), row.note]), say("objections_none"));
}
