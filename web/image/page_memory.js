/** How an operator looks at the pages of a work type: the view, and where each field was found. */

import { FIRST } from "./view.js";

/** @import { Settings } from "../platform/settings.js" */
/** @import { View } from "./view.js" */

const RESTS = 400; // milliseconds: what moves is not written at each step

/** The memory of one work type, in the operator's settings; without them, for as long as it is used. */
export class PageMemory {
  #settings;
  #name;
  #view;
  /** @type {Record<string, Point>} */
  #places;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /**
   * @param {Settings | null} [settings]
   * @param {string} [workType]
   */
  constructor(settings = null, workType = "") {
    this.#settings = settings;
    this.#name = `pages ${workType}`;
    const { view = FIRST, places = {} } = settings?.get(this.#name) ?? {};
    this.#view = view;
    this.#places = { ...places };
  }

  /** The view to begin a page with. */
  get view() {
    return this.#view;
  }

  set view(view) {
    this.#view = view;
    this.#keep();
  }

  /**
   * The point of the page that was in view when this field was last keyed, or undefined.
   *
   * @param {string} field
   * @returns {Point | undefined}
   */
  placeOf(field) {
    return this.#places[field];
  }

  /**
   * Note where a field was keyed from.
   *
   * @param {string} field
   * @param {Point} at
   */
  note(field, at) {
    this.#places[field] = at;
    this.#keep();
  }

  #keep() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#settings?.set(this.#name, { view: this.#view, places: { ...this.#places } });
    }, RESTS);
  }
}
