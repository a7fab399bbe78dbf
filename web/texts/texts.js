/** The page's language: its own texts, the catalogue's texts, and money. */

import { OfflineError } from "../platform/connection.js";
import { LANGUAGES } from "./languages.js";

/** @import { Language, Texts } from "./register.js" */

const CHOSEN = "hinterland.language";

let language = "en";
let texts = LANGUAGES.en.first;

/**
 * Begin in the language last used on this computer, else the browser's, with what is said before anybody is
 * signed in. The rest is fetched meanwhile, unless all that speaks for English is the browser: most people
 * who speak Tamil or Hindi have an English one.
 */
export function beginSpeaking() {
  const last = localStorage.getItem(CHOSEN);
  use(last ?? navigator.language.slice(0, 2), {});
  if (last || language !== "en") fetchAhead(language);
}

/**
 * Fetch what will be said in a language.
 *
 * @param {string} wanted
 */
export function fetchAhead(wanted) {
  fetched(LANGUAGES[known(wanted)].page).catch(() => {});
}

/**
 * Say what is said before anybody is signed in, in a language that was chosen.
 *
 * @param {string} wanted
 */
export function choose(wanted) {
  use(wanted, {});
  localStorage.setItem(CHOSEN, language);
}

/**
 * Speak a language from now on, or English if we don't know it; raise OfflineError.
 *
 * @param {string} [wanted]
 */
export async function speak(wanted = language) {
  const all = await fetched(LANGUAGES[known(wanted)].page);
  use(wanted, all);
  localStorage.setItem(CHOSEN, language);
}

/**
 * Fetch what a part of the page says, in the page's language; raise OfflineError.
 *
 * @param {"account" | "overseeing"} part
 */
export function textsOf(part) {
  return fetched(async () => (await LANGUAGES[language].page())[part]());
}

/**
 * Say what a part of the page says as well, from now on. Raise OfflineError.
 *
 * @param {"account" | "overseeing"} part
 */
export async function speakOf(part) {
  Object.assign(texts, await textsOf(part));
}

/**
 * @param {string} wanted
 * @param {Texts} more
 */
function use(wanted, more) {
  language = known(wanted);
  texts = { ...LANGUAGES[language].first, ...more };
  document.documentElement.lang = language;
}

/** @param {string} wanted */
function known(wanted) {
  return wanted in LANGUAGES ? wanted : "en";
}

/** @param {() => Promise<{ default: Texts }>} load */
async function fetched(load) {
  try {
    return (await load()).default;
  } catch (cause) {
    throw new OfflineError("language not fetched", { cause });
  }
}

/**
 * A text of the page, with `{name}` filled in.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function t(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => /** @type {string} */ (values[name]));
}

/**
 * Whether there is such a text.
 *
 * @param {string} key
 */
export function knows(key) {
  return key in texts;
}

/**
 * A text of the catalogue in the operator's language, else in English: `{text, lang}`.
 *
 * @param {ByLanguage} byLanguage
 * @returns {CatalogueText}
 */
export function catalogueText(byLanguage) {
  const lang = language in byLanguage ? language : "en";
  return { text: byLanguage[lang] ?? "", lang: lang === language ? null : lang };
}

/**
 * An amount of rupees, given as a string so that it stays exact.
 *
 * @param {string | number} amount
 */
export function money(amount) {
  return new Intl.NumberFormat(`${language}-IN`, { style: "currency", currency: "INR" }).format(/** @type {number} */ (amount));
}

/**
 * A time that is left, in words.
 *
 * @param {number} milliseconds
 */
export function timeLeft(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return t("time_under_a_minute");
  if (minutes < 60) return t("time_minutes", { minutes });
  return t("time_hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
