/** Drawing keys as key caps, which follow the operator's layout. */

import { el } from "../platform/dom.js";
import { keyLayout } from "./keys.js";

const SIGNS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** The keys of a command. */
export function keycap(command) {
  const node = el("span", { class: "keys", "data-command": command });
  draw(node);
  return node;
}

/** Draw all key caps on the page again, after the layout was changed. */
export function redrawKeycaps() {
  document.querySelectorAll(".keys[data-command]").forEach(draw);
}

/** The keys of a command as text. */
export function keyText(command) {
  return keysOf(command).join("+");
}

function draw(node) {
  node.replaceChildren(...keysOf(node.dataset.command).map((key) => el("kbd", {}, key)));
}

function keysOf(command) {
  const keys = keyLayout().chord(command).split(/\+(?=.)/); // the last "+" of "Alt++" is a key itself
  return keys.map((key) => SIGNS[key] ?? key);
}
