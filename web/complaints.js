/** What is wrong with a value, in the operator's language. */

import { LONGEST } from "./characters.js";
import { isConfirmable, written } from "./checks.js";
import { keyText } from "./key_caps.js";
import { catalogueText, knows, t } from "./texts.js";

/**
 * Say it. A code that this page does not know, from a newer server, is told in the server's words.
 *
 * @param code what `Entry.fault` found, or a `code` of the API's details
 * @param message the server's words, or ""
 */
export function complaint(field, code, message = "") {
  const how = isConfirmable(code) ? ` ${t("fault_confirm")}` : "";
  return what(field, code, message) + how;
}

function what(field, code, message) {
  if (code === "pattern" && field.pattern_hint) return catalogueText(field.pattern_hint).text;
  const key = keyOf(field, code);
  return knows(key) ? t(key, placesToFill(field)) : message;
}

function keyOf({ kind, places, min, max }, code) {
  if (code === "format" && kind === "decimal" && places !== null) return "fault_places";
  if (code === "format") return `fault_${kind}`;
  if (code !== "range" || (min && max)) return `fault_${code}`;
  return min ? "fault_min" : "fault_max";
}

function placesToFill(field) {
  const { format, places, min, max } = field;
  return {
    places,
    longest: LONGEST,
    key: keyText("illegible"),
    format: format ?? "dd/mm/yyyy",
    min: min && written(min, field),
    max: max && written(max, field),
  };
}
