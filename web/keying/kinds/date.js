/** Date: a day, its parts in the order of the field's format. */

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
  "october", "november", "december"];
const BETWEEN = /[/. ,-]+/;
const FIRST_YEAR = 1969; // of the hundred that two digits mean where nothing says more

/** @type {Kind} */
export const date = {
  fault: (field, text) => (dayOf(field, text) === null ? "format" : null),
  amount: dayOf,
  // ISO dates are in order as numbers too.
  measure: (day) => Number(day.replaceAll("-", "")),
  shown: written,
  placeholder: formatOf,
};

/** @param {Field} field */
function formatOf({ format }) {
  return format ?? "dd/mm/yyyy";
}

/**
 * Write an ISO date in the field's format.
 *
 * @param {Field} field
 * @param {string} day
 */
function written(field, day) {
  const [year, month, date] = day.split("-");
  const short = MONTHS[+month - 1].slice(0, 3);
  /** @type {Record<string, string | number>} */
  const parts = {
    yyyy: year, yy: year.slice(2), mm: month, m: +month, dd: date, d: +date,
    mmm: short[0].toUpperCase() + short.slice(1),
  };
  return formatOf(field).replace(/y+|m+|d+/g, (token) => String(parts[token]));
}

/**
 * The day that a text names, as ISO 8601; null if it names none.
 *
 * @param {Field} field
 * @param {string} text
 */
function dayOf(field, text) {
  const tokens = formatOf(field).split(BETWEEN);
  const apart = text.toLowerCase().replace(/(\d)([a-z])|([a-z])(\d)/g, "$1$3 $2$4");
  const parts = apart.split(BETWEEN);
  if (parts.length !== tokens.length) return null;
  // A year that comes first has four digits: 01-02-26 may be anything.
  if (tokens[0] === "yyyy" && parts[0].length !== 4) return null;
  const at = Object.fromEntries(tokens.map((token, index) => [token[0], parts[index]]));
  const days = years(field, at.y).map((year) => iso(year, month(at.m), digits(at.d, [1, 2])))
    .filter((day) => day !== null);
  return days.find((day) => holds(field, day)) ?? days[0] ?? null;
}

/**
 * The years that a text may stand for, the likeliest first (`Years` in hinterland/fields/dates.py).
 *
 * @param {Field} field
 * @param {string} text
 */
function years({ century, min, max }, text) {
  if (text.length === 4) return [digits(text, [4])];
  if (!/^\d\d$/.test(text)) return [];
  const first = century ?? FIRST_YEAR;
  const likeliest = first + (Number(text) - first % 100 + 100) % 100;
  if (century || !max) return [likeliest];
  return [likeliest, likeliest - 100, ...(min ? [likeliest + 100] : [])];
}

/**
 * @param {Field} field
 * @param {string} day
 */
function holds({ min, max }, day) {
  return (!min || day >= min) && (!max || day <= max);
}

/** @param {string} text */
function month(text) {
  if (text.length > 2) return MONTHS.findIndex((name) => name.startsWith(text)) + 1;
  return digits(text, [1, 2]);
}

/**
 * A number written with so many digits; 0, which is no day, month or year, for any other text.
 *
 * @param {string} text
 * @param {number[]} lengths
 */
function digits(text, lengths) {
  return lengths.includes(text.length) && /^\d+$/.test(text) ? Number(text) : 0;
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function iso(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
