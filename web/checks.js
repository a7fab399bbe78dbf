/**
 * Whether a keyed value can be right, by its field's kind. Pure; the server has the last word.
 *
 * Only a missing value stops the operator. The others ask for a second look: what stands on the paper
 * may itself be wrong, and is to be keyed as it stands.
 */

// What each part of a date's format looks like.
const DATE_TOKENS = {
  yyyy: "(?<year>\\d{4})",
  yy: "(?<year>\\d{2})",
  mmm: "[A-Za-z]{3}",
  mm: "(?<month>\\d{2})",
  dd: "(?<day>\\d{2})",
};

/**
 * Name what is wrong with a value as a key of the texts, `fault_…` for what has to be mended and
 * `doubt_…` for what has to be looked at again; null when nothing is.
 */
export function fault(field, value) {
  if (value === "") return field.required ? "fault_required" : null;
  if (field.kind === "integer") return isNumber(value, 0) ? null : "doubt_integer";
  if (field.kind === "decimal") return isNumber(value, field.places) ? null : "doubt_decimal";
  if (field.kind === "date") return isDate(value, field.format) ? null : "doubt_date";
  return null;
}

function isNumber(value, places) {
  // Commas stand between groups in any grouping: lakhs or thousands.
  const match = /^-?\d+(?:,\d+)*(?:\.(\d+))?$/.exec(value);
  return match !== null && (match[1] ?? "").length <= (places ?? Infinity);
}

function isDate(value, format) {
  const pattern = (format ?? "dd/mm/yyyy")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/yyyy|yy|mmm|mm|dd/g, (token) => DATE_TOKENS[token]);
  const parts = new RegExp(`^${pattern}$`).exec(value)?.groups;
  return parts ? isDay(parts) : false;
}

function isDay({ day = "1", month = "1", year = "2000" }) {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(fullYear, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
}
