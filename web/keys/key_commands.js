/** What the keys do on a screen on which records are keyed: real work's, and training's. */

import { commandOf } from "./keys.js";

/**
 * Carry out commands while a screen is there.
 *
 * @param {HTMLElement} node the screen
 * @param {Record<string, (event: KeyboardEvent) => unknown>} commands functions of the keyboard event by name; `leave`, if there is one, is Escape's
 * @param {{ alive: () => void, source: { command(name: string): boolean } }} how `alive()` is called for each key, `source` carries out the commands that are the image's
 * @param {AbortSignal} signal ends it
 */
export function obeyKeys(node, commands, { alive, source }, signal) {
  document.addEventListener("keydown", (event) => {
    if (node.inert || !node.isConnected || document.querySelector("dialog[open]")) return;
    alive();
    const command = event.key === "Escape" && !event.isComposing && commands.leave ? "leave" : commandOf(event);
    if (!command || isElements(event)) return;
    const isOurs = command in commands;
    if (isOurs) commands[command](event);
    if (isOurs || source.command(command)) event.preventDefault();
  }, { signal });
}

/**
 * Whether the key belongs to the element that has the focus: buttons are pressed, lists chosen from.
 *
 * @param {KeyboardEvent} event
 */
function isElements({ target, key, ctrlKey }) {
  const element = /** @type {Element} */ (target);
  if (element.closest("button, summary")) return key === "Enter" && !ctrlKey;
  return element.matches("select") && key.startsWith("Arrow");
}
