/** The images of one item as its screen is given them: those that are here, and links to the others. */

/** Stands in for the lease where its images are wanted; `close` it when its screen is. */
export class ImageUrls {
  #lease;
  /** @type {Map<string, string>} */
  #urls = new Map();
  #isComing;
  /** Called when an image has come, or will not come by itself; set by who shows them. */
  changed = () => {};

  /**
   * `isComing()`: whether those that are not here are on their way; what fetches ahead leaves them alone.
   *
   * @param {Pick<Lease, "images" | "originals">} lease
   * @param {() => boolean} isComing
   */
  constructor(lease, isComing) {
    this.#lease = lease;
    this.#isComing = isComing;
  }

  /**
   * The image of a record is here.
   *
   * @param {string} record
   * @param {Blob} blob
   */
  arrived(record, blob) {
    if (this.#urls.has(record)) return;
    this.#urls.set(record, URL.createObjectURL(blob));
    this.changed();
  }

  /**
   * A link for each record.
   *
   * @returns {Record<string, string>}
   */
  get images() {
    return { ...this.#lease.images, ...Object.fromEntries(this.#urls) };
  }

  /**
   * Links to the pictures as the client sent them, where those are others.
   *
   * @returns {Record<string, string>}
   */
  get originals() {
    const { images = {}, originals = {} } = this.#lease;
    return Object.fromEntries(Object.entries(originals).filter(([record, url]) => (
      withoutSignature(url) !== withoutSignature(images[record] ?? ""))));
  }

  /**
   * Whether an image will be here soon, without anybody asking for it.
   *
   * @param {string} record
   */
  isComing(record) {
    return !this.#urls.has(record) && this.#isComing();
  }

  close() {
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
  }
}

/**
 * Two links to one object differ in how they are signed.
 *
 * @param {string} link
 */
function withoutSignature(link) {
  return link.split("?")[0];
}
