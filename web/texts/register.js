/** The list that each language puts itself on (see languages.js). */

/**
 * The texts of one part of the page, by key.
 * @typedef {Record<string, string>} Texts
 */

/**
 * A language: its few texts that come with the page, and the way to fetch the others. These come in the operator's
 * language alone: `page` once that is known, `account` and `overseeing` when their pages are opened.
 * @typedef {object} Language
 * @property {string} name in the language itself
 * @property {Texts} first
 * @property {() => Promise<TextsOfPage>} page
 */

/**
 * @typedef {object} TextsOfPage
 * @property {Texts} default
 * @property {() => Promise<{default: Texts}>} account
 * @property {() => Promise<{default: Texts}>} overseeing
 */

/** @type {Record<string, Language>} by code */
export const LANGUAGES = {};

/**
 * Put a language on the list.
 *
 * @param {string} code as in `lang="en"`
 * @param {Language} language
 */
export function register(code, language) {
  LANGUAGES[code] = language;
}
