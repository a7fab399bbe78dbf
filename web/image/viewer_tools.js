/** The buttons over the page image, for the mouse: the operator's keys do the same. */

import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";

const TOOLS = [
  ["zoom_out", "−"], ["zoom_in", "+"], ["fit", "⤢"], ["rotate", "↻"],
  ["pan_left", "←"], ["pan_up", "↑"], ["pan_down", "↓"], ["pan_right", "→"],
];

/** The toolbar. */
export class ViewerTools {
  node;
  #original;

  /** @param {(name: string) => unknown} command carries out what a button stands for */
  constructor(command) {
    this.#original = button(t("original"), () => command("original"), "tool wide", {
      title: t("key_original"), tabindex: "-1", hidden: true,
    });
    this.node = el("div", { class: "tools", role: "toolbar", "aria-label": t("image_tools") },
      TOOLS.map(([name, sign]) => button(sign, () => command(name), "tool", {
        "aria-label": t(`key_${name}`), title: t(`key_${name}`), tabindex: "-1",
      })), this.#original);
  }

  /**
   * Show whether there is an original to look at, and whether it is looked at.
   *
   * @param {boolean} isThere
   * @param {boolean} isShown
   */
  showOriginal(isThere, isShown) {
    this.#original.hidden = !isThere;
    this.#original.setAttribute("aria-pressed", String(isShown));
  }
}
