/** A question that has to be answered before work goes on. */

import { el, button } from "./dom.js";

/**
 * Ask, and resolve with the answer's name. The first answer is the safe one: it has the focus, and
 * Escape gives it.
 *
 * @param {string} question the text
 * @param {[string, string][]} answers `[[name, text], …]`
 * @returns {Promise<string>}
 */
export function ask(question, answers) {
  return new Promise((resolve) => {
    /** @type {HTMLDialogElement} */
    const dialog = el("dialog", { class: "ask", "aria-labelledby": "question" },
      el("p", { id: "question" }, question),
      el("div", { class: "answers" }, answers.map(([name, text], index) => (
        button(text, () => dialog.close(name), index === 0 ? "main" : "", { autofocus: index === 0 })
      ))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue || answers[0][0]);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
