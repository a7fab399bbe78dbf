/** The page image: zoom, pan and turn, by keys and by mouse. */

import { button, el } from "./dom.js";
import { t } from "./texts.js";

const STEP = 1.25; // of one zoom
const SMALLEST = 0.05;
const LARGEST = 8;
const LARGEST_FIT = 1.2; // a small image is not blown up to a blur by itself
const PAN = 0.25; // of the pane, by one key

// The keys when the image itself has the focus; with Alt they work from everywhere (keys.js).
const OWN_KEYS = {
  ArrowUp: "pan_up", ArrowDown: "pan_down", ArrowLeft: "pan_left", ArrowRight: "pan_right",
  "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", 0: "fit", r: "rotate", R: "rotate",
};

/** A pane that shows one image at a time. Where one was looked at is remembered for each. */
export class Viewer {
  node;
  #pane;
  #image = el("img", { draggable: "false" });
  #failed;
  #views = new Map();
  #view = null;
  #reload;

  /** `reload(record)` resolves with a fresh link, for a link that died. */
  constructor(reload) {
    this.#reload = reload;
    this.#failed = el("p", { class: "failed", role: "alert", hidden: true }, t("image_failed"),
      button(t("try_again"), () => this.#again()));
    this.#pane = el("div", {
      class: "pane", tabindex: "0", role: "group", "aria-label": t("image_pane"),
      onkeydown: (event) => this.#key(event),
      onwheel: (event) => this.#wheel(event),
      onpointerdown: (event) => this.#grab(event),
      onpointermove: (event) => this.#drag(event),
    }, this.#image);
    this.node = el("div", { class: "viewer" }, this.#pane, this.#failed, this.#tools());
    this.#image.addEventListener("load", () => this.#draw());
    this.#image.addEventListener("error", () => { this.#failed.hidden = false; });
    new ResizeObserver(() => this.#draw()).observe(this.#pane);
  }

  /** Show a record's image. */
  show(record, url, name) {
    const first = { fit: "width", scale: 1, x: 0, y: 0, turn: 0 };
    if (!this.#views.has(record)) this.#views.set(record, { record, ...first });
    this.#view = this.#views.get(record);
    this.#image.alt = name;
    this.#load(url);
  }

  /** Carry out a command of keys.js; say whether it was one for the image. */
  command(name) {
    const commands = {
      zoom_in: () => this.#zoom(STEP),
      zoom_out: () => this.#zoom(1 / STEP),
      fit: () => { this.#view.fit = this.#view.fit === "width" ? "whole" : "width"; },
      rotate: () => { Object.assign(this.#view, { turn: (this.#view.turn + 1) % 4, fit: "whole" }); },
      pan_up: () => this.#pan(0, PAN),
      pan_down: () => this.#pan(0, -PAN),
      pan_left: () => this.#pan(PAN, 0),
      pan_right: () => this.#pan(-PAN, 0),
    };
    commands[name]?.();
    this.#draw();
    return name in commands;
  }

  #load(url) {
    this.#failed.hidden = true;
    if (this.#image.src === url) return this.#draw();
    this.#image.classList.add("loading");
    this.#image.src = url;
  }

  async #again() {
    this.#image.removeAttribute("src");
    this.#load(await this.#reload(this.#view.record));
    this.#pane.focus();
  }

  /** The size of the image as it stands, in its own pixels. */
  #size() {
    const { naturalWidth: width, naturalHeight: height } = this.#image;
    return this.#view.turn % 2 ? [height, width] : [width, height];
  }

  #draw() {
    if (!this.#view || !this.#image.naturalWidth) return;
    const pane = [this.#pane.clientWidth, this.#pane.clientHeight];
    const size = this.#size();
    if (this.#view.fit) this.#fit(pane, size);
    const { scale, turn } = this.#view;
    this.#view.x = clamp(this.#view.x, pane[0], size[0] * scale);
    this.#view.y = clamp(this.#view.y, pane[1], size[1] * scale);
    // Turning about the corner moves the image out of its box; this moves it back in.
    const back = [[0, 0], [size[0], 0], size, [0, size[1]]][turn];
    this.#image.style.transform = `translate(${this.#view.x}px, ${this.#view.y}px) scale(${scale}) `
      + `translate(${back[0]}px, ${back[1]}px) rotate(${turn * 90}deg)`;
    this.#image.classList.remove("loading");
  }

  #fit([paneWidth, paneHeight], [width, height]) {
    const byWidth = paneWidth / width;
    const whole = Math.min(byWidth, paneHeight / height);
    const scale = Math.min(this.#view.fit === "width" ? byWidth : whole, LARGEST_FIT);
    if (scale !== this.#view.scale) Object.assign(this.#view, { scale, x: 0, y: 0 });
  }

  /** Zoom about a point of the pane, its middle by default. */
  #zoom(factor, x = this.#pane.clientWidth / 2, y = this.#pane.clientHeight / 2) {
    const view = this.#view;
    const scale = Math.min(Math.max(view.scale * factor, SMALLEST), LARGEST);
    view.x = x - (x - view.x) * (scale / view.scale);
    view.y = y - (y - view.y) * (scale / view.scale);
    Object.assign(view, { scale, fit: null });
  }

  #pan(right, down) {
    this.#move(right * this.#pane.clientWidth, down * this.#pane.clientHeight);
  }

  #move(x, y) {
    this.#view.x += x;
    this.#view.y += y;
  }

  #key(event) {
    const command = !event.altKey && !event.ctrlKey && OWN_KEYS[event.key];
    if (!command) return;
    event.preventDefault();
    this.command(command);
  }

  #wheel(event) {
    event.preventDefault();
    if (event.ctrlKey) {
      const pane = this.#pane.getBoundingClientRect();
      const factor = event.deltaY < 0 ? STEP : 1 / STEP;
      this.#zoom(factor, event.clientX - pane.left, event.clientY - pane.top);
    } else this.#move(-event.deltaX, -event.deltaY);
    this.#draw();
  }

  #grab(event) {
    this.#pane.setPointerCapture(event.pointerId);
  }

  #drag(event) {
    if (!this.#pane.hasPointerCapture(event.pointerId)) return;
    this.#move(event.movementX, event.movementY);
    this.#draw();
  }

  #tools() {
    const tools = [["zoom_out", "−"], ["zoom_in", "+"], ["fit", "⤢"], ["rotate", "↻"]];
    return el("div", { class: "tools", role: "toolbar", "aria-label": t("image_pane") },
      tools.map(([name, sign]) => button(sign, () => this.command(name), "tool", {
        "aria-label": t(`key_${name}`), title: t(`key_${name}`), tabindex: "-1",
      })));
  }
}

/** Keep an edge where it can be seen: centred when there is room, else no gap at either side. */
function clamp(offset, room, length) {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, offset));
}
