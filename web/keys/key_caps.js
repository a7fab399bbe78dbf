/** Drawing keys as key caps, which follow the operator's layout. */

import { el } from "../platform/dom.js";
import { keyLayout } from "./keys.js";

/** @type {Record<string, string>} */
const SIGNS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/**
 * The keys of a command.
 *
 * @param {string} command
 */
export function keycap(command) {
  const node = el("span", { class: "keys", "data-command": command });
  draw(node);
  return node;
}

/** Draw all key caps on the page again, after the layout was changed. */
export function redrawKeycaps() {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".keys[data-command]")).forEach((node) => draw(node));
}

/**
 * The keys of a command as text.
 *
 * @param {string} command
 */
export function keyText(command) {
  return keysOf(command).join("+");
}

/** @param {HTMLElement} node */
function draw(node) {
  node.replaceChildren(...keysOf(node.dataset.command ?? "").map((key) => el("kbd", {}, key)));
}

/** @param {string} command */
function keysOf(command) {
  const keys = keyLayout().chord(command).split(/\+(?=.)/); // the last "+" of "Alt++" is a key itself
  return keys.map((key) => SIGNS[key] ?? key);
}
