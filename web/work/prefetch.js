/** Brings home what a lease is worked on with: the form, the records, the images. */

import { LinkDeadError } from "../platform/api.js";
import { isFull } from "../platform/database.js";
import { t } from "../texts/texts.js";

/**
 * Brings rows of the stock home. In memory a row has two members more: `workType`, and `pictures`, the images
 * by record: `true` for one in the database, a blob for one that found no room there.
 */
export class Bringing {
  #desk;
  #renew;
  /** Whether there is room for images on the disk. */
  isKeeping = true;
  #workTypes = new Map();

  /** `renew(row)` brings fresh links. */
  constructor(desk, renew) {
    this.#desk = desk;
    this.#renew = renew;
  }

  /** There is no room for images: say so, once. */
  stopKeeping() {
    if (this.isKeeping) this.#desk.notice.bad(t("storage_full"));
    this.isKeeping = false;
  }

  /** Bring what the item's screen cannot be drawn without. */
  async essentials(row) {
    [row.workType, row.input] = await Promise.all([this.#workType(row.lease), this.#input(row)]);
    row.pictures ??= new Map((await this.#desk.stock.pictured(row.id)).map((record) => [record, true]));
  }

  /**
   * Bring the images that are missing, one after another, for as long as nothing is more urgent:
   * `arrived(record, blob)` for each.
   */
  async images(row, { arrived, isUrgent }) {
    await this.essentials(row);
    for (const record of this.missing(row)) {
      if (!isUrgent()) return;
      const blob = await this.#alive(row, () => this.#desk.api.image(row.lease.images[record]));
      arrived(record, blob);
      row.pictures.set(record, await this.#keep(row, record, blob) || blob);
    }
  }

  /** The records whose images are not here, in the order in which they are keyed. */
  missing({ input, lease, pictures }) {
    return input.records.map(({ record }) => record)
      .filter((record) => record in (lease.images ?? {}) && !pictures.has(record));
  }

  /** Whether all of a row is here. */
  isComplete(row) {
    return Boolean(row.workType && row.input && row.pictures) && this.missing(row).length === 0;
  }

  /** The images that are here: `{record: blob}`. */
  async pictures(row) {
    const loose = [...row.pictures].filter(([, blob]) => blob !== true);
    return { ...await this.#desk.stock.images(row.id), ...Object.fromEntries(loose) };
  }

  async #workType({ work_type: name, version }) {
    const key = `${name} ${version}`;
    if (!this.#workTypes.has(key)) {
      const { stock, api } = this.#desk;
      const found = await stock.workType(name, version) ?? await api.workType(name, version);
      this.#workTypes.set(key, found);
      await stock.keepWorkType(found).catch(() => {});
    }
    return this.#workTypes.get(key);
  }

  async #input(row) {
    if (row.input) return row.input;
    const input = await this.#alive(row, () => this.#desk.api.input(row.lease.input_url));
    await this.#desk.stock.keep({ ...row, input }).catch(() => {});
    return input;
  }

  /** Follow a link of a lease; one that has died is replaced. */
  async #alive(row, action) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof LinkDeadError)) throw error;
      await this.#renew(row);
      return action();
    }
  }

  async #keep(row, record, blob) {
    if (!this.isKeeping) return false;
    try {
      await this.#desk.stock.keepImage(row.id, record, blob);
      return true;
    } catch (error) {
      if (isFull(error)) this.stopKeeping();
      return false;
    }
  }
}
