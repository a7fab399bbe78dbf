/** The language that each operator chose on this computer; until then, the catalogue's. */

import { OfflineError } from "../platform/connection.js";
import { button, el } from "../platform/dom.js";
import { LANGUAGES } from "./languages.js";
import { speak, t } from "./texts.js";

/** @import { Notice } from "../platform/connection.js" */

const CHOSEN = "hinterland.languages";

/**
 * The language of an operator, as `/me` describes one.
 *
 * @param {Pick<Me, "operator" | "language">} me
 */
export function languageOf({ operator, language }) {
  return chosen()[operator] ?? language;
}

/**
 * A button for each language.
 *
 * @param {Me} me the operator who chooses
 * @param {Notice} notice told when the language cannot be fetched
 */
export function languageButtons(me, notice) {
  return el("p", { class: "languages", role: "group", "aria-label": t("language") },
    Object.entries(LANGUAGES).map(([language, { name }]) => (
      button(name, () => choose(me.operator, language, notice), "link", {
        lang: language, "aria-pressed": String(language === document.documentElement.lang),
      }))));
}

/**
 * @param {string} operator
 * @param {string} language
 * @param {Notice} notice
 */
async function choose(operator, language, notice) {
  try {
    await speak(language);
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error;
    return notice.bad(t("needs_link"));
  }
  localStorage.setItem(CHOSEN, JSON.stringify({ ...chosen(), [operator]: language }));
  return location.reload(); // all that is shown is said anew; what is keyed is on the disk
}

/** @returns {Record<string, string>} */
function chosen() {
  return JSON.parse(localStorage.getItem(CHOSEN) ?? "{}");
}
