/** The page's language: its own texts, the catalogue's texts, and money. */

import { OfflineError } from "./connection.js";
import english from "./texts/en.js";

export const LANGUAGES = { en: "English", ta: "தமிழ்", hi: "हिन्दी" };
const FETCHED = { ta: () => import("./texts/ta.js"), hi: () => import("./texts/hi.js") };
const CHOSEN = "hinterland.language";

let language = "en";
let texts = english;

/** The language to begin in: the last one used on this computer, else the browser's. */
export function firstLanguage() {
  return localStorage.getItem(CHOSEN) ?? navigator.language.slice(0, 2);
}

/** Speak a language from now on, or English if we don't know it; raise OfflineError. */
export async function speak(wanted) {
  const known = wanted in LANGUAGES ? wanted : "en";
  texts = known === "en" ? english : await fetched(known);
  language = known;
  document.documentElement.lang = language;
  localStorage.setItem(CHOSEN, language);
}

async function fetched(wanted) {
  try {
    return (await FETCHED[wanted]()).default;
  } catch (cause) {
    throw new OfflineError("language not fetched", { cause });
  }
}

/** A text of the page, with `{name}` filled in. */
export function t(key, values = {}) {
  return (texts[key] ?? english[key]).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Whether there is such a text. */
export function knows(key) {
  return key in english;
}

/** A text of the catalogue in the operator's language, else in English: `{text, lang}`. */
export function catalogueText(byLanguage) {
  const lang = language in byLanguage ? language : "en";
  return { text: byLanguage[lang] ?? "", lang: lang === language ? null : lang };
}

/** An amount of rupees, given as a string so that it stays exact. */
export function money(amount) {
  return new Intl.NumberFormat(`${language}-IN`, { style: "currency", currency: "INR" }).format(amount);
}

/** A time that is left, in words. */
export function timeLeft(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return t("time_under_a_minute");
  if (minutes < 60) return t("time_minutes", { minutes });
  return t("time_hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
