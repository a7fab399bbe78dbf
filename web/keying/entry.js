/**
 * What one operator keys under one lease: the values, flag and time of each record. Pure: it draws
 * nothing, stores nothing, sends nothing.
 *
 * The state of a record is `{values, flag, ms, done, printed}`: `done` once the operator has finished it;
 * `printed` has the values that fail a check and that the operator confirmed to be printed so.
 */

import { clean } from "./characters.js";
import { check } from "./checks.js";

/** What an upload may hold at most; the server says the same (hinterland/work/entry_json.py). */
export const ENTRY_BYTES = 2 * 1024 * 1024;

/** @type {Flag[]} */
export const FLAGS = ["illegible", "wrong_document", "blank"];

/** An entry being made. */
export class Entry {
  #fields;

  /**
   * @param {EntryLease} lease the lease document
   * @param {Field[]} fields the work type's fields
   * @param {InputRecord[]} records the records of the input document
   * @param {Partial<EntryDraft>} [draft] what was kept of an earlier sitting, or undefined
   */
  constructor(lease, fields, records, draft) {
    this.lease = lease;
    this.records = records;
    this.at = draft?.at ?? { record: records[0].record, field: null };
    this.finished = draft?.finished ?? false;
    this.uploaded = draft?.uploaded ?? false;
    this.refusal = draft?.refusal ?? null;
    this.states = Object.fromEntries(records.map(({ record }) => [
      record, { values: {}, flag: null, ms: 0, done: false, printed: {}, ...draft?.records?.[record] },
    ]));
    this.#fields = fields;
  }

  get current() {
    return this.records.find(({ record }) => record === this.at.record) ?? this.records[0];
  }

  get index() {
    return this.records.indexOf(this.current);
  }

  get state() {
    return this.states[this.current.record];
  }

  /**
   * The fields to key for a record: an adjudicator settles those in dispute and no other.
   *
   * @param {InputRecord} [record]
   */
  fields(record = this.current) {
    if (this.lease.stage !== "adjudicate") return this.#fields;
    return this.#fields.filter(({ name }) => record.candidates?.[name]);
  }

  /**
   * The field of that name.
   *
   * @param {string} name
   */
  field(name) {
    return /** @type {Field} */ (this.#fields.find((field) => field.name === name));
  }

  /** Whether anything has been keyed at all. */
  get isTouched() {
    return holdsWork({ records: this.states });
  }

  get isDone() {
    return Object.values(this.states).every(({ done }) => done);
  }

  /**
   * The code of what is wrong with a field, null when nothing is or the operator confirmed it.
   *
   * @param {string} name
   */
  fault(name) {
    const { values } = this.state;
    if (this.lease.stage === "adjudicate" && !(name in values)) return "unsettled";
    return this.isConfirmed(name) ? null : check(this.field(name), clean(values[name] ?? ""));
  }

  /**
   * Whether the operator confirmed that a field's value is printed so.
   *
   * @param {string} name
   */
  isConfirmed(name) {
    return name in this.state.printed && this.state.printed[name] === clean(this.state.values[name]);
  }

  /**
   * Key a value.
   *
   * @param {string} field
   * @param {string} value
   */
  set(field, value) {
    this.state.values[field] = value;
    this.#reopen();
  }

  /**
   * The operator looked again: the value fails a check, and is printed so.
   *
   * @param {string} field
   */
  confirm(field) {
    this.state.printed[field] = clean(this.state.values[field] ?? "");
    this.#reopen();
  }

  /** The operator has finished the current record: what was left empty is meant to be empty. */
  finish() {
    if (!this.state.flag) for (const { name } of this.fields()) this.state.values[name] ??= "";
    this.state.done = true;
  }

  /**
   * Set a flag, or take it off when it is the one that is set.
   *
   * @param {Flag} flag
   */
  toggle(flag) {
    this.state.flag = this.state.flag === flag ? null : flag;
    this.#reopen();
  }

  /** After a change the record has to be finished, and the entry sent, again. */
  #reopen() {
    this.state.done = false;
    this.finished = this.uploaded = false;
  }

  /**
   * What drafts.js keeps.
   *
   * @returns {EntryDraft}
   */
  draft() {
    const { lease, states, at, finished, uploaded, refusal } = this;
    return { id: lease.lease, lease, records: states, at, finished, uploaded, refusal };
  }
}

/**
 * The document to upload for a draft: of an unfinished one, the records that were touched.
 *
 * @param {EntryDraft} draft
 * @returns {EntryDocument}
 */
export function entryDocument(draft) {
  const states = Object.entries(draft.records)
    .filter(([, state]) => draft.finished || isTouched(state));
  return {
    lease: draft.lease.lease,
    records: states.map(([record, { values, flag, ms, printed }]) => {
      const sent = flag ? {} : tidied(values);
      const confirmed = Object.keys(sent).filter((name) => printed?.[name] === sent[name]);
      return { record, values: sent, flag, ms, ...(confirmed.length && { as_printed: confirmed }) };
    }),
  };
}

/**
 * Whether an upload is larger than the server takes.
 *
 * @param {object} document
 */
export function isTooLarge(document) {
  return new TextEncoder().encode(JSON.stringify(document)).length > ENTRY_BYTES;
}

/**
 * Whether a draft holds anything that would be missed.
 *
 * @param {Pick<EntryDraft, "records">} draft
 */
export function holdsWork({ records }) {
  return Object.values(records).some(isTouched);
}

/** @param {RecordState} state */
function isTouched({ values, flag, done }) {
  return done || flag !== null || Object.values(values).some((value) => value !== "");
}

/** @param {Record<string, string>} values */
function tidied(values) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clean(value)]));
}
