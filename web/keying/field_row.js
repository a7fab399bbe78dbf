/** One field of the form: its label, its input by kind, what is wrong with it. */

import { keycap } from "../keys/key_caps.js";
import { el, button } from "../platform/dom.js";
import { catalogueText, t } from "../texts/texts.js";
import { kindOf } from "./kinds/registry.js";

/** @typedef {{value?: string, candidates?: [string, string], snippet?: Node | null}} FieldState */

/**
 * @typedef {object} FieldHooks
 * @property {(value: string) => void} changed
 * @property {(row: FieldRow) => void} left
 * @property {(row: FieldRow) => void} [repeat]
 * @property {(row: FieldRow) => void} [carry]
 */

const TYPED = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" };

/** A field of the form. */
export class FieldRow {
  node;
  #input;
  #fault;
  /** @type {HTMLElement} */
  #repeat;
  /** @type {HTMLButtonElement[]} */
  #picks = [];
  #changed;
  /** The code of what the row complains of, null while it does not. @type {string | null} */
  code = null;

  /**
   * @param {Field} field the field of the work type
   * @param {FieldState} now what the record has: `{value?, candidates?, snippet?}`, with the two values to settle
   *   between, and the node that shows where the field is on the image
   * @param {FieldHooks} heard `changed(value)` with each new value, `left(row)` when the operator goes on after a
   *   change; and for a field whose values can be repeated `repeat(row)` and `carry(row)`, when one of
   *   these is asked for
   */
  constructor(field, { value, candidates, snippet }, { changed, left, repeat, carry }) {
    this.name = field.name;
    this.#changed = changed;
    this.#input = inputOf(field);
    this.#input.id = `field-${field.name}`;
    this.#input.value = value ?? "";
    // Said aloud as well: when it appears, the cursor may be in the next field already.
    this.#fault = el("p", { class: "fault", id: `fault-${field.name}`, "aria-live": "polite" });
    this.#input.addEventListener("input", () => this.#change(this.#input.value));
    this.#input.addEventListener("change", () => left(this));
    this.node = el("div", { class: "field" },
      el("div", { class: "head" }, this.#label(field), repeat && carry && this.#repeating(repeat, carry)),
      snippet, candidates && this.#settle(candidates), this.#input, this.#fault);
    if (candidates) {
      this.#input.setAttribute("placeholder", t("or_type"));
      this.#mark(value);
    }
  }

  /** Put the cursor here: on the candidates first, while the field is not settled. */
  focus() {
    const isOpen = this.#picks.length > 0 && this.#input.value === "";
    (isOpen ? this.#picks[0] : this.#input).focus();
    if (!isOpen) /** @type {Partial<HTMLInputElement>} */ (this.#input).select?.();
  }

  /** Whether the cursor is here. */
  get hasFocus() {
    return this.node.contains(document.activeElement);
  }

  /**
   * Take candidate 0 or 1.
   *
   * @param {number} index
   */
  pick(index) {
    this.#picks[index]?.click();
  }

  /**
   * Say what is wrong, or with no code that nothing is.
   *
   * @param {string | null} [code]
   * @param {string} [text]
   */
  complain(code = null, text = "") {
    this.code = code;
    this.#fault.textContent = text;
    this.#fault.className = "fault";
    if (code === null) this.#input.removeAttribute("aria-invalid");
    else this.#input.setAttribute("aria-invalid", "true");
  }

  /** Say that the value stays as it is printed. */
  keep() {
    this.complain(null, t("as_printed"));
    this.#fault.className = "hint";
  }

  /**
   * Put a value in as if it had been typed.
   *
   * @param {string} value
   */
  fill(value) {
    this.#input.value = value;
    this.#change(value);
    /** @type {Partial<HTMLInputElement>} */ (this.#input).select?.();
  }

  /**
   * Show what can be repeated here: the value before, whether it is carried on, whether it stands here.
   *
   * @param {string} value
   * @param {boolean} isCarried
   * @param {boolean} isRepeated
   */
  showRepeat(value, isCarried, isRepeated) {
    const [ditto, carry, mark] = /** @type {Iterable<HTMLElement>} */ (/** @type {unknown} */ (this.#repeat.children));
    ditto.hidden = value === "";
    /** @type {Element} */ (ditto.lastElementChild).textContent = value;
    carry.setAttribute("aria-pressed", String(isCarried));
    // Not only hidden: what describes the input is read out even so.
    mark.textContent = isRepeated ? t("repeated") : "";
    this.node.classList.toggle("repeated", isRepeated);
  }

  /** @param {string} value */
  #change(value) {
    this.complain();
    if (this.#picks.length > 0) this.#mark(value);
    this.#changed(value);
  }

  /** @param {Field} field */
  #label(field) {
    const { text, lang } = catalogueText(field.label);
    this.#input.setAttribute("aria-describedby", this.#fault.id);
    if (field.required) this.#input.setAttribute("aria-required", "true");
    return el("label", { for: this.#input.id },
      el("span", { lang }, text),
      !field.required && el("span", { class: "optional" }, t("optional")));
  }

  /**
   * The two ways to repeat, for the mouse: the keys they show do the same.
   *
   * @param {(row: FieldRow) => void} repeat
   * @param {(row: FieldRow) => void} carry
   */
  #repeating(repeat, carry) {
    const mark = el("span", { class: "mark", id: `repeated-${this.name}` });
    const describing = this.#input.getAttribute("aria-describedby");
    this.#input.setAttribute("aria-describedby", `${mark.id} ${describing}`);
    const act = (/** @type {(row: FieldRow) => void} */ action) => () => {
      this.#input.focus();
      action(this);
    };
    this.#repeat = el("div", { class: "repeat" },
      button([keycap("ditto"), el("span", {})], act(repeat), "ditto", {
        title: t("key_ditto"), tabindex: "-1", hidden: true,
      }),
      button("⤓", act(carry), "carry", {
        "aria-label": t("key_carry"), title: t("key_carry"), "aria-pressed": "false", tabindex: "-1",
      }), mark);
    return this.#repeat;
  }

  /** @param {[string, string]} candidates */
  #settle(candidates) {
    this.#picks = candidates.map((candidate, index) => button(
      [keycap(index === 0 ? "pick_first" : "pick_second"), el("span", {}, candidate || t("empty"))],
      () => {
        this.fill(candidate);
        this.#input.focus();
      }, "pick", { value: candidate, onkeydown: (event) => this.#pickKey(event) }));
    return el("div", { class: "picks", role: "group", "aria-label": t("candidates") }, this.#picks);
  }

  /**
   * On a candidate, 1 and 2 pick; anything else that is typed goes to the input.
   *
   * @param {KeyboardEvent} event
   */
  #pickKey(event) {
    if (event.ctrlKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
    if (event.key !== "1" && event.key !== "2") return this.#input.focus();
    event.preventDefault();
    this.pick(Number(event.key) - 1);
  }

  /** @param {string | undefined} value */
  #mark(value) {
    for (const pick of this.#picks) pick.setAttribute("aria-pressed", String(pick.value === value));
  }
}

/**
 * The input of a field, by its kind: a list to choose from, or something to type in.
 *
 * @param {Field} field
 */
function inputOf(field) {
  const { options, inputmode, placeholder } = kindOf(field);
  if (!options) {
    return el("input", {
      type: "text", ...TYPED, ...(inputmode && { inputmode }),
      ...(placeholder && { placeholder: placeholder(field) }),
    });
  }
  return el("select", {}, el("option", { value: "" }, "—"), options(field).map(
    ({ value, text, key }) => el("option", { value }, key ? t(key) : text ?? value)));
}
