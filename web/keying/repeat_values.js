/** Repeating what was keyed: once, from the record before, or in every next record until switched off. */

/** @import { Settings } from "../platform/settings.js" */
/** @import { Entry } from "./entry.js" */

/** What one operator has the page repeat. Which fields, is a setting; the values are never kept. */
export class RepeatValues {
  #settings;
  /** @type {Map<string, Entry>} */
  #last = new Map(); // work type → the entry keyed last

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * For a new entry; what was keyed last in this work type comes before its first record.
   *
   * @param {Entry} entry
   */
  of(entry) {
    const { work_type: workType, lease } = entry.lease;
    const before = this.#last.get(workType);
    this.#last.set(workType, entry);
    return new EntryRepeats(this.#settings, entry, before?.lease.lease === lease ? null : before);
  }
}

export class EntryRepeats {
  #settings;
  #name;
  #entry;
  #before;

  /**
   * @param {Settings} settings
   * @param {Entry} entry
   * @param {Entry | null | undefined} before
   */
  constructor(settings, entry, before) {
    this.#settings = settings;
    this.#name = `carry ${entry.lease.work_type}`;
    this.#entry = entry;
    this.#before = before;
  }

  /** Whether values may be repeated at all: an adjudicator looks at each by itself. */
  get isOn() {
    return this.#entry.lease.stage !== "adjudicate";
  }

  /**
   * What the record before has in a field, or "".
   *
   * @param {string} field
   */
  previous(field) {
    const { records, index, states } = this.#entry;
    return lastKeyed(records.slice(0, index), states, field)
      ?? (this.#before && lastKeyed(this.#before.records, this.#before.states, field)) ?? "";
  }

  /**
   * Whether a field is carried on from record to record.
   *
   * @param {string} field
   */
  carries(field) {
    return this.isOn && this.#fields.includes(field);
  }

  /**
   * Carry a field on from now, or no longer.
   *
   * @param {string} field
   */
  toggle(field) {
    const others = this.#fields.filter((name) => name !== field);
    this.#settings.set(this.#name, this.carries(field) ? others : [...others, field]);
  }

  /** Fill what is carried on into the current record, where nothing was keyed yet. */
  prefill() {
    const { state } = this.#entry;
    if (state.done || state.flag) return;
    for (const { name } of this.#entry.fields()) {
      const value = this.carries(name) ? this.previous(name) : "";
      if (value === "" || state.values[name] !== undefined) continue;
      this.#entry.set(name, value);
      this.noteRepeated(name, value);
    }
  }

  /**
   * Note that the value of a field of the current record came from the one before.
   *
   * @param {string} field
   * @param {string} value
   */
  noteRepeated(field, value) {
    const { state } = this.#entry;
    state.repeated = { ...state.repeated, [field]: value };
  }

  /**
   * Whether what stands in a field of the current record came from the one before.
   *
   * @param {string} field
   */
  isRepeated(field) {
    const { values, repeated } = this.#entry.state;
    return repeated?.[field] !== undefined && repeated[field] === values[field];
  }

  /** @returns {string[]} */
  get #fields() {
    return this.#settings.get(this.#name) ?? [];
  }
}

/**
 * The value of the last record that has one; a flagged record has none.
 *
 * @param {InputRecord[]} records
 * @param {Record<string, RecordState>} states
 * @param {string} field
 */
function lastKeyed(records, states, field) {
  const found = records.findLast(({ record }) => (
    !states[record].flag && states[record].values[field] !== undefined));
  return found && states[found.record].values[field];
}
