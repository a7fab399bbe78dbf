/** The keys of the operator at work: from a keyboard event to a command. */

import { KeyLayout } from "./key_layout.js";

/** @import { Settings } from "../platform/settings.js" */

const KEPT = "keys"; // in settings.js
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "OS", "CapsLock", "NumLock", "Process",
  "Dead", "Unidentified"];

let layout = new KeyLayout();
/** @type {Settings | null} */
let settings = null;

/**
 * Act by an operator's own layout from now on; without settings, by the standard one.
 *
 * @param {Settings | null} [kept]
 */
export function useKeys(kept = null) {
  settings = kept;
  layout = new KeyLayout(kept?.get(KEPT));
}

/** The layout in use. */
export function keyLayout() {
  return layout;
}

/**
 * Use another layout and remember it.
 *
 * @param {KeyLayout} changed
 */
export function changeKeys(changed) {
  layout = changed;
  settings?.set(KEPT, { layout: changed.layout, own: changed.own });
}

/**
 * The command of a keyboard event, or undefined: also when something else has dealt with it.
 *
 * @param {KeyboardEvent} event
 */
export function commandOf(event) {
  if (event.defaultPrevented) return undefined;
  const chord = chordOf(event);
  return chord && layout.command(chord);
}

/**
 * The chord of a keyboard event; null for what belongs to the system's input method.
 *
 * @param {KeyboardEvent} event
 */
export function chordOf(event) {
  // While an input method composes a Tamil or Hindi letter, Enter and the rest belong to it; and
  // AltGr, which Windows reports as Ctrl and Alt, writes the letters of the third level.
  // Alt with the number pad writes a character by its number.
  if (event.isComposing || event.keyCode === 229 || event.getModifierState?.("AltGraph")) return null;
  if (MODIFIERS.includes(event.key) || (event.altKey && /^Numpad\d$/.test(event.code))) return null;
  const key = nameOf(event);
  const isShift = event.shiftKey && key !== "+"; // "+" needs Shift on most keyboards
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${isShift ? "Shift+" : ""}${key}`;
}

/**
 * By the place of the key where a letter is meant: with a Tamil layout on, R is not "r".
 *
 * @param {KeyboardEvent} event
 */
function nameOf({ key, code }) {
  if (code === "Equal" || code === "NumpadAdd") return "+";
  if (code === "Minus" || code === "NumpadSubtract") return "-";
  return /^(?:Key|Digit)(\w)$/.exec(code)?.[1] ?? key;
}
