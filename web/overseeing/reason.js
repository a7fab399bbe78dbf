/** A question that takes a reason for an answer. */

import { button, el } from "../platform/dom.js";
import { say } from "./wording.js";

const LONGEST = 500;

/**
 * Ask for a reason; resolves with it, or with "" when it is left.
 *
 * @param {string} question
 * @returns {Promise<string>}
 */
export function askReason(question) {
  return new Promise((resolve) => {
    const reason = el("textarea", { name: "reason", rows: 3, maxlength: LONGEST, required: true, autofocus: true });
    const form = el("form", {},
      el("p", { id: "question" }, question),
      el("label", {}, say("reason"), reason),
      el("div", { class: "answers" },
        button(say("leave"), () => dialog.close(), "main"),
        el("button", { type: "submit" }, say("cancel"))));
    /** @type {HTMLDialogElement} */
    const dialog = el("dialog", { class: "ask", "aria-labelledby": "question" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close(reason.value.trim());
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
