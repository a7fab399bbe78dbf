/** Days, months and moments, written as people in India write them, in the page's language. */

import { now } from "../platform/clock.js";

const INDIA = "Asia/Kolkata";

/** The month that it is in India, by the server's clock: `2026-11`. */
export function monthNow() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: INDIA, year: "numeric", month: "2-digit" }).format(now());
}

/**
 * The month that many months after one.
 *
 * @param {string} month
 * @param {number} by
 */
export function monthAfter(month, by) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by)).toISOString().slice(0, 7);
}

/**
 * A month in words.
 *
 * @param {string} month
 */
export function monthName(month) {
  return write(`${month}-01`, { month: "long", year: "numeric", timeZone: "UTC" });
}

/**
 * A day of the calendar in words.
 *
 * @param {string} day
 */
export function dayName(day) {
  return write(day, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
}

/**
 * A moment: day and time of day in India.
 *
 * @param {string} moment
 */
export function momentName(moment) {
  // Not in one: the words that would join the two fit no sentence of ours.
  const day = write(moment, { day: "numeric", month: "long", timeZone: INDIA });
  return `${day}, ${write(moment, { hour: "numeric", minute: "2-digit", timeZone: INDIA })}`;
}

/**
 * @param {string} date
 * @param {Intl.DateTimeFormatOptions} options
 */
function write(date, options) {
  return new Intl.DateTimeFormat(`${document.documentElement.lang}-IN`, options).format(new Date(date));
}
