/** Brings home what a lease is worked on with: the form, the records, the images. */

import { LinkDeadError } from "../platform/api.js";
import { isFull } from "../platform/database.js";
import { t } from "../texts/texts.js";

/** @import { HeldItem, OpenItem, Services } from "./held_item.js" */

/**
 * Brings rows of the offline store home. In memory a row has two members more: `workType`, and `images`, the images
 * by record: `true` for one in the database, a blob for one that found no room there.
 */
export class Prefetch {
  #services;
  #renew;
  /** Whether there is room for images on the disk. */
  isKeeping = true;
  /** @type {Map<string, WorkType>} */
  #workTypes = new Map();

  /**
   * `renew(row)` brings fresh links.
   *
   * @param {Pick<Services, "api" | "notice" | "store">} services
   * @param {(row: HeldItem) => Promise<unknown>} renew
   */
  constructor(services, renew) {
    this.#services = services;
    this.#renew = renew;
  }

  /** There is no room for images: say so, once. */
  stopKeeping() {
    if (this.isKeeping) this.#services.notice.bad(t("storage_full"));
    this.isKeeping = false;
  }

  /**
   * Bring what the item's screen cannot be drawn without.
   *
   * @param {HeldItem} row
   * @returns {Promise<OpenItem>}
   */
  async essentials(row) {
    [row.workType, row.input] = await Promise.all([this.#workType(row.lease), this.#input(row)]);
    row.images ??= new Map((await this.#services.store.pictured(row.id)).map((record) => [record, true]));
    return /** @type {OpenItem} */ (row);
  }

  /**
   * Bring the images that are missing, one after another, for as long as nothing is more urgent:
   * `arrived(record, blob)` for each.
   *
   * @param {HeldItem} row
   * @param {{ arrived: (record: string, blob: Blob) => void, isUrgent: () => boolean }} hooks
   */
  async images(row, { arrived, isUrgent }) {
    const open = await this.essentials(row);
    for (const record of this.missing(open)) {
      if (!isUrgent()) return;
      const blob = await this.#alive(row, () => this.#services.api.image(/** @type {Record<string, string>} */ (row.lease.images)[record]));
      arrived(record, blob);
      open.images.set(record, await this.#keep(row, record, blob) || blob);
    }
  }

  /**
   * The records whose images are not here, in the order in which they are keyed.
   *
   * @param {OpenItem} row
   */
  missing({ input, lease, images }) {
    return input.records.map(({ record }) => record)
      .filter((record) => record in (lease.images ?? {}) && !images.has(record));
  }

  /**
   * Whether all of a row is here.
   *
   * @param {HeldItem} row
   */
  isComplete(row) {
    return Boolean(row.workType && row.input && row.images) && this.missing(/** @type {OpenItem} */ (row)).length === 0;
  }

  /**
   * The images that are here: `{record: blob}`.
   *
   * @param {OpenItem} row
   * @returns {Promise<Record<string, Blob>>}
   */
  async imagesOf(row) {
    const loose = /** @type {[string, Blob][]} */ ([...row.images].filter(([, blob]) => blob !== true));
    return { ...await this.#services.store.images(row.id), ...Object.fromEntries(loose) };
  }

  /**
   * @param {Lease} lease
   * @returns {Promise<WorkType>}
   */
  async #workType({ work_type: name, version }) {
    const key = `${name} ${version}`;
    const known = this.#workTypes.get(key);
    if (known) return known;
    const { store, api } = this.#services;
    const found = await store.workType(name, version) ?? await api.workType(name, version);
    this.#workTypes.set(key, found);
    await store.keepWorkType(found).catch(() => {});
    return found;
  }

  /** @param {HeldItem} row */
  async #input(row) {
    if (row.input) return row.input;
    const input = await this.#alive(row, () => this.#services.api.input(row.lease.input_url));
    await this.#services.store.keep({ ...row, input }).catch(() => {});
    return input;
  }

  /**
   * Follow a link of a lease; one that has died is replaced.
   *
   * @template T
   * @param {HeldItem} row
   * @param {() => Promise<T>} action
   */
  async #alive(row, action) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof LinkDeadError)) throw error;
      await this.#renew(row);
      return action();
    }
  }

  /**
   * @param {HeldItem} row
   * @param {string} record
   * @param {Blob} blob
   */
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
