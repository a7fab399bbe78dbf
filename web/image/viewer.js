/** The page image: zoom, pan and turn, by keys and by mouse. */

import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { FIRST, panned, place, zoomed } from "./view.js";
import { ViewerTools } from "./viewer_tools.js";

/** @import { PageMemory } from "./page_memory.js" */
/** @import { View } from "./view.js" */

const STEP = 1.25; // of one zoom
const PAN = 0.25; // of the pane, by one key

// The keys when the image itself has the focus; the operator's own (keys.js) work from everywhere.
/** @type {Record<string, string>} */
const OWN_KEYS = {
  ArrowUp: "pan_up", ArrowDown: "pan_down", ArrowLeft: "pan_left", ArrowRight: "pan_right",
  "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", 0: "fit", r: "rotate", R: "rotate", o: "original",
};

/** A pane that shows one image at a time, each as the one before it was looked at. */
export class Viewer {
  node;
  #pane;
  #image = el("img", { draggable: "false" });
  #failed;
  #coming = el("p", { class: "coming", role: "status", hidden: true }, t("image_coming"));
  #tools = new ViewerTools((name) => this.command(name));
  #memory;
  #view;
  /** @type {{ record: string, url: string | null, original: string | null }} */
  #shown;
  /** @type {Set<string>} */
  #inFull = new Set(); // records of which the original is shown
  #reload;
  #drawn;

  /**
   * @param {PageMemory} memory the view to begin with, kept there too: a PageMemory
   * @param {(record: string, isOriginal: boolean) => Promise<string>} reload `reload(record, isOriginal)` resolves with a fresh link, for a link that died
   * @param {(image: HTMLImageElement, turn: number) => void} drawn called when the image is there, or was turned: `drawn(image, turn)`
   */
  constructor(memory, reload, drawn) {
    this.#memory = memory;
    this.#view = memory.view;
    this.#reload = reload;
    this.#drawn = drawn;
    this.#failed = el("p", { class: "failed", role: "alert", hidden: true }, t("image_failed"),
      button(t("try_again"), () => this.#again()));
    this.#pane = el("div", {
      class: "pane", tabindex: "0", role: "group", "aria-label": t("image_pane"),
      onkeydown: (event) => this.#key(event),
      onwheel: (event) => this.#wheel(event),
      onpointerdown: (event) => this.#grab(event),
      onpointermove: (event) => this.#drag(event),
    }, this.#image);
    // With the mouse, too, the cursor stays in the field: one hand moves the image, the other keys.
    this.node = el("div", { class: "viewer", onmousedown: (event) => event.preventDefault() },
      this.#pane, this.#coming, this.#failed, this.#tools.node);
    this.#image.addEventListener("load", () => { this.#draw(); this.#tell(); });
    this.#image.addEventListener("error", () => { this.#failed.hidden = false; });
    new ResizeObserver(() => this.#draw()).observe(this.#pane);
  }

  /**
   * Show a record's image, or with no `url` that it is on its way; `original` is the link to it as the client
   * sent it, if that is another.
   *
   * @param {string} record
   * @param {string | null} url
   * @param {string | null} original
   * @param {string} name
   */
  show(record, url, original, name) {
    this.#shown = { record, url, original };
    this.#image.alt = name;
    this.#image.classList.add("loading"); // rather nothing than the page of another record
    this.#load();
  }

  /**
   * The image and its turn, once it is there.
   *
   * @returns {[HTMLImageElement, number] | null}
   */
  get page() {
    const isThere = this.#image.complete && this.#image.naturalWidth && !this.#image.matches(".loading");
    return isThere ? [this.#image, this.#view.turn] : null;
  }

  /** The point of the page that is in view; null when all of it is. */
  get inView() {
    const placed = this.page && this.#placed();
    return placed?.overflows ? placed.at : null;
  }

  /**
   * Bring a point of the page into view.
   *
   * @param {Point} at
   */
  goTo(at) {
    this.#view = { ...this.#view, at };
    if (this.page) this.#draw(true);
  }

  /**
   * Carry out a command of keys.js; say whether it was one for the image.
   *
   * @param {string} name
   */
  command(name) {
    /** @type {Record<string, () => View>} */
    const commands = {
      zoom_in: () => this.#zoom(STEP),
      zoom_out: () => this.#zoom(1 / STEP),
      fit: () => ({ ...this.#view, fit: this.#view.fit === "width" ? "whole" : "width" }),
      rotate: () => ({ ...this.#view, turn: (this.#view.turn + 1) % 4, fit: "whole" }),
      upright: () => FIRST,
      pan_up: () => this.#pan(0, PAN),
      pan_down: () => this.#pan(0, -PAN),
      pan_left: () => this.#pan(PAN, 0),
      pan_right: () => this.#pan(-PAN, 0),
    };
    if (name === "original") this.#toggleOriginal();
    else if (name in commands) this.#look(commands[name]());
    return name in commands || name === "original";
  }

  #load() {
    const { record, url, original } = this.#shown;
    const isFull = this.#inFull.has(record);
    const wanted = isFull ? original : url;
    this.#tools.showOriginal(Boolean(original), isFull);
    this.#failed.hidden = true;
    this.#coming.hidden = wanted !== null;
    if (wanted === null) this.#image.removeAttribute("src");
    else if (this.#image.src !== wanted) this.#image.src = wanted;
    else if (this.#image.naturalWidth) { this.#draw(); this.#tell(); }
  }

  #toggleOriginal() {
    const { record, original } = this.#shown;
    if (!original) return;
    if (!this.#inFull.delete(record)) this.#inFull.add(record);
    this.#load();
  }

  async #again() {
    const shown = this.#shown;
    const isFull = this.#inFull.has(shown.record);
    this.#image.removeAttribute("src");
    shown[isFull ? "original" : "url"] = await this.#reload(shown.record, isFull);
    if (this.#shown === shown) this.#load();
    this.#pane.focus();
  }

  /**
   * Look at the page another way, from now on and at the next one too.
   *
   * @param {View} view
   */
  #look(view) {
    const isTurned = view.turn !== this.#view.turn;
    this.#view = view;
    this.#draw();
    if (isTurned) this.#tell();
  }

  #tell() {
    if (this.page) this.#drawn(...this.page);
  }

  /** @returns {[Point, Point]} */
  #geometry() {
    return [
      [this.#pane.clientWidth, this.#pane.clientHeight],
      [this.#image.naturalWidth, this.#image.naturalHeight],
    ];
  }

  #placed() {
    return this.#image.naturalWidth ? place(this.#view, ...this.#geometry()) : null;
  }

  /** @param {boolean} [isGliding] */
  #draw(isGliding = false) {
    const placed = this.#placed();
    if (!placed || !this.#pane.clientWidth) return;
    const { scale, size, offset, at } = placed;
    const { turn } = this.#view;
    this.#view = { ...this.#view, at };
    this.#memory.view = this.#view;
    // Turning about the corner moves the image out of its box; this moves it back in.
    const back = [[0, 0], [size[0], 0], size, [0, size[1]]][turn];
    this.#image.classList.toggle("gliding", isGliding && !this.#image.matches(".loading"));
    this.#image.style.transform = `translate(${offset[0]}px, ${offset[1]}px) scale(${scale}) `
      + `translate(${back[0]}px, ${back[1]}px) rotate(${turn * 90}deg)`;
    if (this.#image.complete) this.#image.classList.remove("loading");
  }

  /**
   * @param {number} factor
   * @param {Point} [point]
   */
  #zoom(factor, point) {
    return this.#placed() ? zoomed(this.#view, ...this.#geometry(), factor, point) : this.#view;
  }

  /**
   * @param {number} right
   * @param {number} down
   */
  #pan(right, down) {
    return this.#moved(right * this.#pane.clientWidth, down * this.#pane.clientHeight);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #moved(x, y) {
    return this.#placed() ? panned(this.#view, ...this.#geometry(), [x, y]) : this.#view;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const command = !event.altKey && !event.ctrlKey && OWN_KEYS[event.key];
    if (!command) return;
    event.preventDefault();
    this.command(command);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const pane = this.#pane.getBoundingClientRect();
    const factor = event.deltaY < 0 ? STEP : 1 / STEP;
    this.#look(event.ctrlKey
      ? this.#zoom(factor, [event.clientX - pane.left, event.clientY - pane.top])
      : this.#moved(-event.deltaX, -event.deltaY));
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    this.#pane.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#pane.hasPointerCapture(event.pointerId)) return;
    this.#look(this.#moved(event.movementX, event.movementY));
  }
}
