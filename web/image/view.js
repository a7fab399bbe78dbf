/**
 * Where a page stands in its pane. Pure.
 *
 * A view is `{fit, zoom, turn, at}`: `fit` is "width", "whole" or null; `zoom`, when nothing is fitted, is
 * the width of the page as it stands over that of the pane; `turn` counts quarter turns clockwise; `at`
 * is the point of the page, in fractions of the unturned page, that is in the middle of the pane. Being
 * fractions, they mean the same on a page of another size, and on one loaded in more detail.
 */

/** @typedef {{fit: "width" | "whole" | null, zoom: number, turn: number, at: Point}} View */

const SMALLEST = 0.05; // scales
const LARGEST = 8;
const LARGEST_FIT = 1.2; // a small image is not blown up to a blur by itself

/** The view of a page that nobody looked at before. @type {View} */
export const FIRST = { fit: "width", zoom: 1, turn: 0, at: [0.5, 0] };

/**
 * Place a page of `image` pixels in a pane: `{scale, size, offset, at, overflows}`, with the size of the
 * page as it stands, in its own pixels, and `at` as near to the wanted point as the page's edges allow.
 *
 * @param {View} view
 * @param {Point} pane
 * @param {Point} image
 */
export function place(view, pane, image) {
  /** @type {Point} */
  const size = view.turn % 2 ? [image[1], image[0]] : image;
  const scale = scaleOf(view, pane, size);
  const middle = turned(view.at, view.turn);
  const offset = both((axis) => (
    clamp(pane[axis] / 2 - middle[axis] * size[axis] * scale, pane[axis], size[axis] * scale)));
  const overflows = [0, 1].map((axis) => size[axis] * scale > pane[axis]);
  const reached = both((axis) => (
    // Where all is in sight anyway, what was wanted stays wanted until it is zoomed in again.
    overflows[axis] ? (pane[axis] / 2 - offset[axis]) / (size[axis] * scale) : middle[axis]));
  return { scale, size, offset, overflows: overflows.includes(true), at: turned(reached, -view.turn) };
}

/**
 * Zoom about a point of the pane; by default the point that is in its middle stays there.
 *
 * @param {View} view
 * @param {Point} pane
 * @param {Point} image
 * @param {number} factor
 * @param {Point | null} [point]
 * @returns {View}
 */
export function zoomed(view, pane, image, factor, point = null) {
  const { scale: before, size, offset } = place(view, pane, image);
  const scale = Math.min(Math.max(before * factor, SMALLEST), LARGEST);
  const at = point && turned(both((axis) => (
    ((point[axis] - offset[axis]) / before + (pane[axis] / 2 - point[axis]) / scale) / size[axis])), -view.turn);
  return { ...view, fit: null, zoom: (scale * size[0]) / pane[0], at: at ?? view.at };
}

/**
 * Move the page by so many pixels of the pane.
 *
 * @param {View} view
 * @param {Point} pane
 * @param {Point} image
 * @param {Point} by
 * @returns {View}
 */
export function panned(view, pane, image, by) {
  const { scale, size } = place(view, pane, image);
  const middle = turned(view.at, view.turn);
  const moved = both((axis) => {
    const fraction = middle[axis];
    const length = size[axis] * scale;
    return length > pane[axis] ? fraction - by[axis] / length : fraction;
  });
  return { ...view, at: turned(moved, -view.turn) };
}

/**
 * The same for both axes: 0 is across, 1 is down.
 *
 * @param {(axis: number) => number} one
 * @returns {Point}
 */
function both(one) {
  return [one(0), one(1)];
}

/**
 * A point of the page, in fractions, after so many quarter turns clockwise.
 *
 * @param {Point} point
 * @param {number} turn
 * @returns {Point}
 */
export function turned([x, y], turn) {
  /** @type {Point[]} */
  const all = [[x, y], [1 - y, x], [1 - x, 1 - y], [y, 1 - x]];
  return all[(turn + 4) % 4];
}

/**
 * @param {View} view
 * @param {Point} pane
 * @param {Point} size
 */
function scaleOf({ fit, zoom }, pane, size) {
  const byWidth = pane[0] / size[0];
  if (!fit) return Math.min(Math.max(zoom * byWidth, SMALLEST), LARGEST);
  const byBoth = Math.min(byWidth, pane[1] / size[1]);
  return Math.min(fit === "width" ? byWidth : byBoth, LARGEST_FIT);
}

/**
 * Keep an edge where it can be seen: centred when there is room, else no gap at either side.
 *
 * @param {number} offset
 * @param {number} room
 * @param {number} length
 */
function clamp(offset, room, length) {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, offset));
}
