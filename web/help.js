/** The overlay that lists the keys. */

import { el, button } from "./dom.js";
import { KEYS } from "./keys.js";
import { t } from "./texts.js";

// Columns of the overlay: the title, and the commands under it.
const GROUPS = [
  ["help_keying", ["next_field", "previous_field", "finish_record", "next_record", "previous_record"]],
  ["help_flags", ["illegible", "wrong_document", "blank"]],
  ["help_image", ["zoom_in", "zoom_out", "fit", "rotate", "pan_up", "pan_down", "pan_left", "pan_right"]],
  ["help_settle", ["pick_first", "pick_second"]],
];
const ARROWS = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const CHORDS = new Map(KEYS.map(([chord, command]) => [command, chord]));

/** Show the overlay, if it is not there already. */
export function showHelp() {
  if (document.querySelector("dialog.help")) return;
  const dialog = el("dialog", { class: "help", "aria-labelledby": "help-title" },
    el("header", {},
      el("h2", { id: "help-title" }, t("help_title")),
      button(t("close"), () => dialog.close(), "", { autofocus: true })),
    el("div", { class: "groups" }, GROUPS.map(group)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function group([title, commands]) {
  return el("section", {},
    el("h3", {}, t(title)),
    el("dl", {}, commands.map((command) => el("div", {},
      el("dt", {}, keycaps(CHORDS.get(command))),
      el("dd", {}, t(`key_${command}`))))));
}

/** Draw the keys of a command as key caps. */
export function keycap(command) {
  return keycaps(CHORDS.get(command));
}

function keycaps(chord) {
  const keys = chord.split(/\+(?=.)/); // the last "+" of "Alt++" is the key itself
  return el("span", { class: "keys" }, keys.map((key) => el("kbd", {}, ARROWS[key] ?? key)));
}
