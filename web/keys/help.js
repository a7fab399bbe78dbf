/** The overlay that lists the keys and lets the operator change them. */

import { el, button } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { keycap, redrawKeycaps } from "./key_caps.js";
import { KeyLayout, LAYOUTS } from "./key_layout.js";
import { changeKeys, chordOf, commandOf, keyLayout } from "./keys.js";

// Columns of the overlay: the title, and the commands under it.
/** @type {[string, string[]][]} */
const GROUPS = [
  ["help_keying", ["next_field", "previous_field", "finish_record", "next_record", "previous_record",
    "ditto", "carry", "help"]],
  ["help_flags", ["illegible", "wrong_document", "blank"]],
  ["help_image", ["zoom_in", "zoom_out", "fit", "rotate", "upright", "original", "pan_up", "pan_down",
    "pan_left", "pan_right"]],
  ["help_settle", ["pick_first", "pick_second"]],
];

/** Show the overlay, if it is not there already. */
export function showHelp() {
  if (!document.querySelector("dialog.help")) new Help().show();
}

/**
 * Show it for its key; where nothing is typed, also for "?" as long as the key is the usual one.
 *
 * @param {KeyboardEvent} event
 */
export function helpKey(event) {
  const isTyping = /** @type {Element} */ (event.target).matches("input, select, textarea");
  const isUsual = Object.values(LAYOUTS).some(({ help }) => help === keyLayout().chord("help"));
  if (commandOf(event) !== "help" && (isTyping || event.key !== "?" || !isUsual)) return;
  event.preventDefault();
  showHelp();
}

class Help {
  /** @type {HTMLDialogElement} */
  #dialog;
  #said = el("p", { class: "said", role: "status" });
  /** @type {string | null} */
  #waiting = null; // the command that waits for its new keys

  show() {
    this.#dialog = el("dialog", { class: "help", "aria-labelledby": "help-title" },
      el("header", {},
        el("h2", { id: "help-title" }, t("help_title")),
        button(t("close"), () => this.#dialog.close(), "", { autofocus: true })),
      this.#layouts(),
      el("p", { class: "hint" }, t("keys_how")),
      this.#said,
      el("div", { class: "groups" }, GROUPS.map((group) => this.#group(group))));
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("close", () => this.#dialog.remove());
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  #layouts() {
    return el("fieldset", { class: "layouts" },
      el("legend", {}, t("layout")),
      Object.keys(LAYOUTS).map((name) => el("label", {},
        el("input", {
          type: "radio", name: "layout", value: name, checked: name === keyLayout().layout,
          onchange: () => this.#use(new KeyLayout({ layout: name }), t("keys_layout_used")),
        }), t(`layout_${name}`))),
      button(t("keys_reset"), () => {
        this.#use(new KeyLayout({ layout: keyLayout().layout }), t("keys_were_reset"));
      }, "quiet"));
  }

  /** @param {[string, string[]]} group */
  #group([title, commands]) {
    return el("section", {},
      el("h3", {}, t(title)),
      el("dl", {}, commands.map((command) => el("div", {},
        el("dt", {}, button(keycap(command), () => this.#wait(command), "chord", {
          "aria-describedby": `does-${command}`,
        })),
        el("dd", { id: `does-${command}` }, t(`key_${command}`))))));
  }

  /** @param {string} command */
  #wait(command) {
    this.#waiting = command;
    this.#said.textContent = t("keys_press", { what: t(`key_${command}`) });
  }

  /**
   * The keys that are pressed while a command waits for its own.
   *
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const command = this.#waiting;
    const chord = chordOf(event);
    if (!command || !chord || event.key === "Tab") return;
    event.preventDefault(); // Escape, too: it leaves the keys as they are, not the overlay
    this.#waiting = null;
    if (event.key === "Escape") this.#said.textContent = "";
    else this.#give(command, chord);
  }

  /**
   * @param {string} command
   * @param {string} chord
   */
  #give(command, chord) {
    const objection = keyLayout().objection(command, chord);
    if (!objection) return this.#use(keyLayout().with(command, chord), t("keys_changed", {
      keys: chord, what: t(`key_${command}`),
    }));
    const { code, command: holder } = objection;
    this.#said.textContent = t(code, { keys: chord, what: holder && t(`key_${holder}`) });
    return undefined;
  }

  /**
   * @param {KeyLayout} layout
   * @param {string} said
   */
  #use(layout, said) {
    changeKeys(layout);
    redrawKeycaps();
    this.#waiting = null;
    this.#said.textContent = said;
  }
}
