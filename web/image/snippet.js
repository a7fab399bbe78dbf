/** The part of a page image in which a field is found, shown at the field. */

import { el } from "../platform/dom.js";
import { t } from "../texts/texts.js";

const MARGIN = 0.15; // around the zone, of its height: print wanders from page to page
const USUAL = 0.7; // width of a page over its height, until the image is there
const LARGEST = 3; // enlargement; beyond it there is only blur

/** One field's snippet. It draws from the image that the viewer has; nothing is fetched for it. */
export class Snippet {
  node;
  #zone;
  #watch = new ResizeObserver(() => this.#redraw());
  #redraw = () => {};

  /**
   * @param {Zone} zone `[left, top, width, height]`, fractions of the page
   * @param {string} label
   */
  constructor(zone, label) {
    this.#zone = zone;
    this.node = el("canvas", { class: "snippet", role: "img", "aria-label": t("snippet", { label }) });
    const [, , width, height] = crop(zone, { naturalWidth: USUAL, naturalHeight: 1 });
    this.node.style.aspectRatio = `${width} / ${height}`;
    this.#watch.observe(this.node);
  }

  /**
   * Show the zone of a loaded image, turned as the page is.
   *
   * @param {HTMLImageElement} image
   * @param {number} turn
   */
  draw(image, turn) {
    const part = crop(this.#zone, image);
    this.node.style.aspectRatio = (turn % 2 ? [part[3], part[2]] : part.slice(2)).join(" / ");
    this.#redraw = () => paint(this.node, image, part, turn);
    this.#redraw();
  }
}

/**
 * The pixels of a zone with its margin: `[left, top, width, height]`.
 *
 * @param {Zone} zone
 * @param {{ naturalWidth: number, naturalHeight: number }} image
 * @returns {Zone}
 */
function crop([left, top, width, height], { naturalWidth, naturalHeight }) {
  const margin = MARGIN * height * naturalHeight;
  const x = Math.max(left * naturalWidth - margin, 0);
  const y = Math.max(top * naturalHeight - margin, 0);
  const right = Math.min((left + width) * naturalWidth + margin, naturalWidth);
  const bottom = Math.min((top + height) * naturalHeight + margin, naturalHeight);
  return [x, y, right - x, bottom - y];
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLImageElement} image
 * @param {Zone} part
 * @param {number} turn
 */
function paint(canvas, image, [x, y, width, height], turn) {
  const room = [canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio];
  if (!room[0] || !image.naturalWidth) return;
  const [across, down] = turn % 2 ? [height, width] : [width, height];
  const scale = Math.min(room[0] / across, room[1] / down, LARGEST * devicePixelRatio);
  [canvas.width, canvas.height] = room.map(Math.round);
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  brush.imageSmoothingQuality = "high";
  // At the left, where the input's text begins too.
  brush.translate((across * scale) / 2, room[1] / 2);
  brush.rotate((turn * Math.PI) / 2);
  brush.drawImage(image, x, y, width, height,
    (-width * scale) / 2, (-height * scale) / 2, width * scale, height * scale);
}
