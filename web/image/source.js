/** What a record is keyed from: its page image, or its row. Both have the same methods. */

import { el } from "../platform/dom.js";
import { catalogueText, t } from "../texts/texts.js";
import { PageMemory } from "./page_memory.js";
import { Snippet } from "./snippet.js";
import { Viewer } from "./viewer.js";

/** @typedef {Pick<InputRecord, "record" | "show">} SourceRecord */

/**
 * @typedef {object} SourceImages
 * @property {Record<string, string>} images
 * @property {Record<string, string>} [originals]
 * @property {(record: string) => boolean} [isComing]
 */

/** The images of a lease. */
export class ImageSource {
  #lease;
  #memory;
  #viewer;
  /** @type {Snippet[]} */
  #snippets = [];
  /** @type {HTMLImageElement | null} */
  #ahead = null; // held, so that the browser does not let go of it before its turn
  /** @type {Map<string, string>} */
  #links = new Map(); // as first used: a renewed lease has others, but they fetch the same again
  /** @type {{ record: string, name: string }} */
  #shown;

  /**
   * @param {SourceImages} lease `{images, originals?, isComing?}`: links by record; in `originals` only those to another
   *   picture than the one in `images`
   * @param {() => Promise<unknown>} renew resolves when the lease has fresh links
   * @param {PageMemory} [memory] how the operator looks at pages of the work type
   */
  constructor(lease, renew, memory = new PageMemory()) {
    this.#lease = lease;
    this.#memory = memory;
    this.#viewer = new Viewer(memory, async (record, isOriginal) => {
      await renew();
      const kind = isOriginal ? "originals" : "images";
      this.#links.delete(kind + record);
      return this.#link(kind, record);
    }, (image, turn) => this.#drawSnippets(image, turn));
    this.node = this.#viewer.node;
  }

  /**
   * Show a record; `next` is the one that will probably follow, fetched ahead.
   *
   * @param {SourceRecord} current
   * @param {SourceRecord} [next]
   */
  show({ record, show }, next) {
    this.#snippets = [];
    this.#shown = { record, name: nameOf(show) };
    this.#load();
    if (!next || this.#lease.isComing?.(next.record)) return;
    this.#ahead = new Image();
    this.#ahead.src = this.#link("images", next.record);
  }

  /** Images have come, or will not come by themselves: look whether that of the record is among them. */
  look() {
    if (this.#shown && !this.#viewer.page) this.#load();
  }

  /** Show the image; one that is on its way is waited for, so that it is not fetched twice. */
  #load() {
    const { record, name } = this.#shown;
    const link = this.#lease.isComing?.(record) ? null : this.#link("images", record);
    this.#viewer.show(record, link, link && this.#original(record), name);
  }

  /**
   * The part of the image where a field is, as a node; null when the work type does not say where.
   *
   * @param {Field} field
   */
  snippet({ zone, label }) {
    if (!zone) return null;
    const snippet = new Snippet(zone, catalogueText(label).text);
    this.#snippets.push(snippet);
    if (this.#viewer.page) snippet.draw(...this.#viewer.page);
    return snippet.node;
  }

  /**
   * The cursor is in a field: go where it is, or where the operator found it on the last record.
   *
   * @param {Field} field
   */
  attend({ name, zone }) {
    /** @type {Point | undefined} */
    const at = zone ? [zone[0] + zone[2] / 2, zone[1] + zone[3] / 2] : this.#memory.placeOf(name);
    if (at) this.#viewer.goTo(at);
  }

  /**
   * Something was keyed in a field: what is in view now is where it is.
   *
   * @param {Field} field
   */
  note({ name }) {
    const at = this.#viewer.inView;
    if (at) this.#memory.note(name, at);
  }

  /** @param {string} name */
  command(name) {
    return this.#viewer.command(name);
  }

  /**
   * @param {HTMLImageElement} image
   * @param {number} turn
   */
  #drawSnippets(image, turn) {
    for (const snippet of this.#snippets) snippet.draw(image, turn);
  }

  /**
   * The link to a picture as the client sent it; null when it is the one that is shown anyway.
   *
   * @param {string} record
   */
  #original(record) {
    return this.#lease.originals?.[record] ? this.#link("originals", record) : null;
  }

  /**
   * @param {"images" | "originals"} kind
   * @param {string} record
   * @returns {string}
   */
  #link(kind, record) {
    const key = kind + record;
    const link = /** @type {string} */ (this.#lease[kind]?.[record]);
    if (!this.#links.has(key) || isHere(link)) this.#links.set(key, link);
    return /** @type {string} */ (this.#links.get(key));
  }
}

/** The rows of a lease. */
export class RowSource {
  node = el("div", { class: "row-source", tabindex: "0", role: "group", "aria-label": t("row_pane") });

  /** @param {SourceRecord} current */
  show({ show }) {
    this.node.replaceChildren(el("dl", {}, Object.entries(show).map(([column, value]) => el("div", {},
      el("dt", {}, column),
      el("dd", {}, value === "" ? "—" : String(value))))));
    this.node.scrollTop = 0;
  }

  look() {
    // A row comes with its record.
  }

  snippet() {
    return null;
  }

  attend() {
    // All of a row is in view.
  }

  note() {
    // There is no place to remember.
  }

  command() {
    return false;
  }
}

/** @param {string | undefined} link */
function isHere(link) {
  return Boolean(link?.startsWith("blob:"));
}

/**
 * The name of a page image: its file, and its page where there are several.
 *
 * @param {Record<string, string | number>} show
 */
function nameOf({ file, page }) {
  return page ? t("file_page", { file, page }) : String(file);
}
