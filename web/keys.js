/** Which keys do what. One table: the page acts by it and the help shows it. */

/** `[chord, command]`; the text of a command is `key_{command}`. */
export const KEYS = [
  ["Enter", "next_field"],
  ["Shift+Enter", "previous_field"],
  ["Ctrl+Enter", "finish_record"],
  ["PageDown", "next_record"],
  ["PageUp", "previous_record"],
  ["F2", "illegible"],
  ["F3", "wrong_document"],
  ["F4", "blank"],
  ["Alt+ArrowUp", "pan_up"],
  ["Alt+ArrowDown", "pan_down"],
  ["Alt+ArrowLeft", "pan_left"],
  ["Alt+ArrowRight", "pan_right"],
  ["Alt++", "zoom_in"],
  ["Alt+-", "zoom_out"],
  ["Alt+0", "fit"],
  ["Alt+R", "rotate"],
  ["Alt+1", "pick_first"],
  ["Alt+2", "pick_second"],
  ["F1", "help"],
];

const COMMANDS = new Map(KEYS);

/** The command of a keyboard event, or undefined. */
export function commandOf(event) {
  // While an input method composes a Tamil or Hindi letter, Enter and the rest belong to it.
  if (event.isComposing || event.keyCode === 229) return undefined;
  return COMMANDS.get(chord(event));
}

function chord(event) {
  const key = nameOf(event);
  const isShift = event.shiftKey && key !== "+"; // "+" needs Shift on most keyboards
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${isShift ? "Shift+" : ""}${key}`;
}

/** By the place of the key where a letter is meant: with a Tamil layout on, R is not "r". */
function nameOf({ key, code }) {
  if (code === "Equal" || code === "NumpadAdd") return "+";
  if (code === "Minus" || code === "NumpadSubtract") return "-";
  return /^(?:Key|Digit|Numpad)(\w)$/.exec(code)?.[1] ?? key;
}
