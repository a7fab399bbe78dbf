/** What the pages of heads and office say: their own texts, fetched with them, and numbers and moments in words. */

import { textsOf } from "../texts/texts.js";

const INDIA = "Asia/Kolkata";

/** @type {Record<string, string>} */
let texts = {};

/** Speak the page's language; raise OfflineError. */
export async function learn() {
  texts = await textsOf("overseeing");
}

/**
 * A text of these pages, with `{name}` filled in.
 *
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function say(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => /** @type {string} */ (values[name]));
}

/**
 * A kind of field by its name; one without a name here, from a newer server, by its id in capitals.
 *
 * @param {string} kind
 */
export function kindName(kind) {
  return texts[`kind_${kind}`] ?? kind.toUpperCase();
}

/**
 * A moment of today by its time, else with its day; in India.
 *
 * @param {string} iso
 */
export function moment(iso) {
  const date = new Date(iso);
  const isToday = day(date) === day(new Date());
  return write(date, { hour: "numeric", minute: "2-digit", ...(!isToday && { day: "numeric", month: "short" }) });
}

/**
 * A whole number, grouped as in India.
 *
 * @param {number} value
 */
export function number(value) {
  return new Intl.NumberFormat(`${spoken()}-IN`).format(value);
}

/**
 * A share, with as many places as it takes to tell small ones apart.
 *
 * @param {number | string} share
 */
export function percent(share) {
  const style = /** @type {const} */ ({ style: "percent", maximumSignificantDigits: 2 });
  return new Intl.NumberFormat(`${spoken()}-IN`, style).format(/** @type {number} */ (share));
}

/** @param {Date} date */
function day(date) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: INDIA }).format(date);
}

/**
 * @param {Date} date
 * @param {Intl.DateTimeFormatOptions} options
 */
function write(date, options) {
  return new Intl.DateTimeFormat(`${spoken()}-IN`, { timeZone: INDIA, ...options }).format(date);
}

function spoken() {
  return document.documentElement.lang;
}
