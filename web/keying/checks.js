/**
 * Whether a keyed value can be right, by its field. Pure; the server makes the same checks and has the
 * last word (hinterland/fields/checks.py; tests/field-checks.json holds both to them).
 */

import { clean, textFault } from "./characters.js";

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december"];
const BETWEEN = /[/. ,-]+/;
// How paper marks an amount of money, in small letters.
const MARK = "(?:(?:us|s|a|c|hk|nz)?\\$|[₹₨€£¥৳]|rs|re|inr|rm|myr|usd|sgd|aed|dhs?|eur|gbp|lkr|npr|bdt" +
  "|ரூ|रु|रू)\\.?";
const UNSIGNED = "(?:\\d+(?:,\\d+)*(?:\\.\\d+)?|\\.\\d+)"; // commas group in any way: lakhs or thousands
const NUMBER = new RegExp(`^-?${UNSIGNED}$`);
const AMOUNT = new RegExp(`^(-?)(?:${MARK} *(-?))?(${UNSIGNED})(?: */[-=])?(?: *${MARK})?$`);
const LONGEST = 300; // characters; a longer value fits no pattern
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"; // of a GSTIN
/** @type {Record<string, RegExp>} */
const CODES = {
  gstin: /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/,
  pan: /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/,
  ifsc: /^[A-Z]{4}0[\dA-Z]{6}$/,
  pin: /^[1-9]\d{5}$/,
};

/**
 * Name the check that a value fails: the `code` of the API's details. Null when it passes all.
 *
 * @param {Field} field
 * @param {string} value
 */
export function check(field, value) {
  const text = clean(value);
  if (text === "") return field.required ? "required" : null;
  return textFault(text) ?? kindFault(field, text) ?? rangeFault(field, text) ?? patternFault(field, text);
}

/**
 * Whether the operator may say of a failed check that the paper shows it so.
 *
 * @param {string | null} code
 */
export function isConfirmable(code) {
  return code !== null && ["format", "checksum", "range", "pattern"].includes(code);
}

/**
 * Write a bound as people do: ISO dates in the field's format.
 *
 * @param {string} bound
 * @param {Field} field
 */
export function written(bound, { kind, format }) {
  if (kind !== "date") return bound;
  const [year, month, day] = bound.split("-");
  /** @type {Record<string, string | number>} */
  const parts = { yyyy: year, yy: year.slice(2), mm: month, m: +month, dd: day, d: +day };
  const short = MONTHS[+month - 1].slice(0, 3);
  parts.mmm = short[0].toUpperCase() + short.slice(1);
  return (format ?? "dd/mm/yyyy").replace(/y+|m+|d+/g, (token) => /** @type {string} */ (parts[token]));
}

/**
 * @param {Field} field
 * @param {string} text
 */
function kindFault({ kind, format, places, choices }, text) {
  const lower = text.toLowerCase();
  if (kind in CODES) return codeFault(kind, code(text));
  if (kind === "date") return day(text, format) === null ? "format" : null;
  if (kind === "integer") return NUMBER.test(text) && !text.includes(".") ? null : "format";
  if (kind === "decimal") return amountFault(amount(text), places);
  if (kind === "choice") return choices.some((each) => each.toLowerCase() === lower) ? null : "choice";
  if (kind === "boolean") return ["true", "false", "yes", "no"].includes(lower) ? null : "choice";
  return null;
}

/**
 * @param {string} kind
 * @param {string} text
 */
function codeFault(kind, text) {
  if (!CODES[kind].test(text)) return "format";
  return kind === "gstin" && text[14] !== checkDigit(text) ? "checksum" : null;
}

/**
 * The last character of a GSTIN: Luhn's sum in base 36.
 *
 * @param {string} gstin
 */
function checkDigit(gstin) {
  let total = 0;
  for (let at = 0; at < 14; at += 1) {
    const product = DIGITS.indexOf(gstin[at]) * (1 + at % 2);
    total += Math.floor(product / 36) + product % 36;
  }
  return DIGITS[(36 - total % 36) % 36];
}

/**
 * @param {string | null} number
 * @param {number | null | undefined} places
 */
function amountFault(number, places) {
  const decimals = number?.split(".")[1] ?? "";
  return number !== null && decimals.length <= (places ?? Infinity) ? null : "format";
}

/**
 * @param {Field} field
 * @param {string} text
 */
function rangeFault({ kind, format, min, max }, text) {
  // ISO dates are in order as numbers too.
  const measure = (/** @type {string | null} */ each) => (kind === "date" ? Number(each?.replaceAll("-", "")) : Number(each));
  if (!min && !max) return null;
  const value = measure(kind === "date" ? day(text, format) : amount(text));
  const isOut = (min && value < measure(min)) || (max && value > measure(max));
  return isOut ? "range" : null;
}

/**
 * @param {Field} field
 * @param {string} text
 */
function patternFault({ kind, pattern }, text) {
  if (!pattern) return null;
  const value = kind in CODES ? code(text) : text;
  const isShort = [...value].length <= LONGEST;
  return isShort && new RegExp(`^(?:${pattern})$`, "su").test(value) ? null : "pattern";
}

/** @param {string} text */
function code(text) {
  return text.replace(/\s+/g, "").toUpperCase();
}

/**
 * The number of an amount that may be marked as money, with a point and no commas; null if it is none.
 *
 * @param {string} text
 */
function amount(text) {
  const [, sign, inner, unsigned] = AMOUNT.exec(text.toLowerCase()) ?? [];
  if (unsigned === undefined || (sign && inner)) return null;
  return (sign || inner || "") + unsigned.replaceAll(",", "");
}

/**
 * The day that a text names, its parts in the order of a format, as ISO 8601; null if it names none.
 *
 * @param {string} text
 * @param {string | null | undefined} format
 */
function day(text, format) {
  const tokens = (format ?? "dd/mm/yyyy").split(BETWEEN);
  const apart = text.toLowerCase().replace(/(\d)([a-z])|([a-z])(\d)/g, "$1$3 $2$4");
  const parts = apart.split(BETWEEN);
  if (parts.length !== tokens.length) return null;
  // A year that comes first has four digits: 01-02-26 may be anything.
  if (tokens[0] === "yyyy" && parts[0].length !== 4) return null;
  const at = Object.fromEntries(tokens.map((token, index) => [token[0], part(parts[index], token[0])]));
  const date = new Date(0);
  date.setUTCFullYear(at.y, at.m - 1, at.d);
  const isDay = at.y > 0 && date.getUTCMonth() === at.m - 1 && date.getUTCDate() === at.d;
  return isDay ? date.toISOString().slice(0, 10) : null;
}

/**
 * A day, month or year, by its letter; 0, which is none of them, when the part does not fit.
 *
 * @param {string} text
 * @param {string} letter
 */
function part(text, letter) {
  if (letter === "m" && text.length > 2) return MONTHS.findIndex((name) => name.startsWith(text)) + 1;
  const fits = letter === "y" ? [2, 4].includes(text.length) : text.length <= 2;
  if (!fits || !/^\d+$/.test(text)) return 0;
  // Two-digit years: 69 to 99 belong to the last century.
  return Number(text) + (letter === "y" && text.length === 2 ? (text < "69" ? 2000 : 1900) : 0);
}
