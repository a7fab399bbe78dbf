/** The way to say that a correction is wrong. */

import { button, el } from "../platform/dom.js";
import { t } from "../texts/texts.js";
import { momentName } from "./dates.js";

/** @import { Page } from "./page.js" */

const LONGEST = 500; // characters of a note

/** The form, and what became of it. */
export class Objection {
  node = el("section", { class: "objection" });
  #page;
  #objectedAt;
  #send;

  /**
   * `send(note)` resolves with the API's answer; `page` says what goes wrong.
   *
   * @param {Page} page
   * @param {string | null} objectedAt
   * @param {(note: string) => Promise<{ objected_at: string }>} send
   */
  constructor(page, objectedAt, send) {
    this.#page = page;
    this.#objectedAt = objectedAt;
    this.#send = send;
    this.#draw();
  }

  /** @param {boolean} [isNew] */
  #draw(isNew = false) {
    this.node.replaceChildren(...this.#objectedAt ? this.#told(isNew) : this.#form());
  }

  /** @param {boolean} isNew */
  #told(isNew) {
    return [
      el("p", { class: "told", role: isNew && "status" },
        t("objected_at", { moment: momentName(/** @type {string} */ (this.#objectedAt)) })),
      button(t("objection_again"), () => {
        this.node.replaceChildren(...this.#form());
        this.node.querySelector("textarea")?.focus();
      }, "link"),
    ];
  }

  #form() {
    const note = el("textarea", { id: "note", rows: "3", maxlength: LONGEST });
    const fault = el("p", { class: "fault", role: "alert" });
    const send = button(t("object"), async () => {
      send.disabled = true;
      await this.#page.attempt(async () => {
        this.#objectedAt = (await this.#send(note.value.trim())).objected_at;
        this.#draw(true);
        this.node.querySelector("button")?.focus();
      }, fault);
      send.disabled = false;
    });
    return [
      el("h2", {}, t("objection")),
      el("p", { class: "hint" }, t("objection_how")),
      el("label", { for: "note" }, t("objection_note")), note, fault, send,
    ];
  }
}
