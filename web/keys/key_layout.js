/**
 * Which keys do what: layouts to choose from, and an operator's own changes to one. Pure.
 *
 * A chord is written like `Ctrl+Shift+ArrowUp`. A plain letter, digit or sign is never one: in a text
 * field it belongs to the text, and to whatever turns it into a Tamil or Hindi letter.
 */

/** @type {Record<string, string>} */
const STANDARD = {
  next_field: "Enter",
  previous_field: "Shift+Enter",
  finish_record: "Ctrl+Enter",
  next_record: "PageDown",
  previous_record: "PageUp",
  ditto: "Ctrl+D",
  carry: "Ctrl+Shift+D",
  illegible: "F2",
  wrong_document: "F3",
  blank: "F4",
  zoom_in: "Alt++",
  zoom_out: "Alt+-",
  fit: "Alt+0",
  rotate: "Alt+R",
  upright: "Alt+Shift+R",
  original: "Alt+O",
  pan_up: "Alt+ArrowUp",
  pan_down: "Alt+ArrowDown",
  pan_left: "Alt+ArrowLeft",
  pan_right: "Alt+ArrowRight",
  pick_first: "Alt+1",
  pick_second: "Alt+2",
  help: "F1",
};

/** The layouts to choose from; the text of one is `layout_{name}`. @type {Record<string, Record<string, string>>} */
export const LAYOUTS = {
  standard: STANDARD,
  // As in a spreadsheet: up and down lead from field to field.
  arrows: {
    ...STANDARD,
    next_field: "ArrowDown",
    previous_field: "ArrowUp",
    next_record: "Ctrl+ArrowDown",
    previous_record: "Ctrl+ArrowUp",
  },
  // Small keyboards have F keys, PageUp and PageDown behind another key, or not at all.
  letters: {
    ...STANDARD,
    next_record: "Alt+N",
    previous_record: "Alt+P",
    illegible: "Alt+U",
    wrong_document: "Alt+W",
    blank: "Alt+B",
    help: "Alt+K",
  },
};
export const COMMANDS = Object.keys(STANDARD);

/** @type {Record<string, string>} */
const ALWAYS = { Enter: "next_field" }; // Enter moves on, whatever else does
const NOT_CHANGED = ["Tab", "Shift+Tab", "Escape", "ContextMenu"]; // these are the browser's, for everybody
const BROWSERS = ["Ctrl+N", "Ctrl+T", "Ctrl+W", "Ctrl+Shift+N", "Ctrl+Shift+T", "Ctrl+Shift+W", "Alt+F4"];
const EDITING = /^Ctrl\+(?:Shift\+)?(?:[ACVXYZ]|Arrow(?:Left|Right)|Home|End|Backspace|Delete)$/;
const MOVES_IN_TEXT = /^(?:Shift\+)?(?:Arrow(?:Left|Right)|Home|End|Backspace|Delete|Insert)$/;

/** One operator's keys: a layout of `LAYOUTS`, and own chords for some of the commands. */
export class KeyLayout {
  /** @type {Map<string, string>} */
  #commands = new Map();

  /** @param {{ layout?: string, own?: Record<string, string> }} [kept] */
  constructor({ layout = "standard", own = {} } = {}) {
    this.layout = layout in LAYOUTS ? layout : "standard";
    this.own = own;
    for (const command of COMMANDS) this.#commands.set(this.chord(command), command);
    for (const [chord, command] of Object.entries(ALWAYS)) this.#commands.set(chord, command);
  }

  /**
   * The command of a chord, or undefined.
   *
   * @param {string} chord
   */
  command(chord) {
    return this.#commands.get(chord);
  }

  /**
   * The chord that is shown for a command.
   *
   * @param {string} command
   */
  chord(command) {
    return this.own[command] ?? LAYOUTS[this.layout][command];
  }

  /**
   * Why a command cannot have a chord: `{code, command?}`; null when it can.
   *
   * @param {string} command
   * @param {string} chord
   * @returns {{ code: string, command?: string } | null}
   */
  objection(command, chord) {
    if (!isFree(chord)) return { code: "keys_not_free" };
    const holder = this.#commands.get(chord);
    if (holder === undefined || holder === command) return null;
    return { code: "keys_in_use", command: holder };
  }

  /**
   * The same layout with another chord for a command.
   *
   * @param {string} command
   * @param {string} chord
   */
  with(command, chord) {
    return new KeyLayout({ layout: this.layout, own: { ...this.own, [command]: chord } });
  }
}

/** @param {string} chord */
function isFree(chord) {
  const isTyped = /^(?:Shift\+)?.$/u.test(chord) || /(?:^|\+) $/.test(chord);
  return !isTyped && !NOT_CHANGED.includes(chord) && !BROWSERS.includes(chord)
    && !EDITING.test(chord) && !MOVES_IN_TEXT.test(chord);
}
