/** Brings home what a lease is worked on with: the form, the records, the images. */

import { LinkDeadError } from "../platform/api.js";
import { isFull } from "../platform/database.js";
import { t } from "../texts/texts.js";

/**
 * Brings rows of the offline store home. In memory a row has two members more: `workType`, and `images`, the images
 * by record: `true` for one in the database, a blob for one that found no room there.
 */
export class Prefetch {
  #services;
  #renew;
  /** Whether there is room for images on the disk. */
  isKeeping = true;
  #workTypes = new Map();

  /** `renew(row)` brings fresh links. */
  constructor(services, renew) {
    this.#services = services;
    this.#renew = renew;
  }

  /** There is no room for images: say so, once. */
  stopKeeping() {
    if (this.isKeeping) this.#services.notice.bad(t("storage_full"));
    this.isKeeping = false;
  }

  /** Bring what the item's screen cannot be drawn without. */
  async essentials(row) {
    [row.workType, row.input] = await Promise.all([this.#workType(row.lease), this.#input(row)]);
    row.images ??= new Map((await this.#services.store.pictured(row.id)).map((record) => [record, true]));
  }

  /**
   * Bring the images that are missing, one after another, for as long as nothing is more urgent:
   * `arrived(record, blob)` for each.
   */
  async images(row, { arrived, isUrgent }) {
    await this.essentials(row);
    for (const record of this.missing(row)) {
      if (!isUrgent()) return;
      const blob = await this.#alive(row, () => this.#services.api.image(row.lease.images[record]));
      arrived(record, blob);
      row.images.set(record, await this.#keep(row, record, blob) || blob);
    }
  }

  /** The records whose images are not here, in the order in which they are keyed. */
  missing({ input, lease, images }) {
    return input.records.map(({ record }) => record)
      .filter((record) => record in (lease.images ?? {}) && !images.has(record));
  }

  /** Whether all of a row is here. */
  isComplete(row) {
    return Boolean(row.workType && row.input && row.images) && this.missing(row).length === 0;
  }

  /** The images that are here: `{record: blob}`. */
  async imagesOf(row) {
    const loose = [...row.images].filter(([, blob]) => blob !== true);
    return { ...await this.#services.store.images(row.id), ...Object.fromEntries(loose) };
  }

  async #workType({ work_type: name, version }) {
    const key = `${name} ${version}`;
    if (!this.#workTypes.has(key)) {
      const { store, api } = this.#services;
      const found = await store.workType(name, version) ?? await api.workType(name, version);
      this.#workTypes.set(key, found);
      await store.keepWorkType(found).catch(() => {});
    }
    return this.#workTypes.get(key);
  }

  async #input(row) {
    if (row.input) return row.input;
    const input = await this.#alive(row, () => this.#services.api.input(row.lease.input_url));
    await this.#services.store.keep({ ...row, input }).catch(() => {});
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
      await this.#services.store.keepImage(row.id, record, blob);
      return true;
    } catch (error) {
      if (isFull(error)) this.stopKeeping();
      return false;
    }
  }
}
