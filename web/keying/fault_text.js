/** What is wrong with a value, in the operator's language. */

import { keyText } from "../keys/key_caps.js";
import { catalogueText, knows, t } from "../texts/texts.js";
import { LONGEST } from "./characters.js";
import { isConfirmable } from "./checks.js";
import { kindOf } from "./kinds/registry.js";

/**
 * Say it. A code that this page does not know, from a newer server, is told in the server's words.
 *
 * @param {string} code what `Entry.fault` found, or a `code` of the API's details
 * @param {string} [message] the server's words, or ""
 * @param {Field} field
 */
export function faultText(field, code, message = "") {
  const how = isConfirmable(code) ? ` ${t("fault_confirm")}` : "";
  return what(field, code, message) + how;
}

/**
 * @param {Field} field
 * @param {string} code
 * @param {string} message
 */
function what(field, code, message) {
  if (code === "pattern" && field.pattern_hint) return catalogueText(field.pattern_hint).text;
  const key = keyOf(field, code);
  return knows(key) ? t(key, placesToFill(field)) : message;
}

/**
 * @param {Field} field
 * @param {string} code
 */
function keyOf({ kind, places, min, max }, code) {
  if (code === "format" && kind === "decimal" && places !== null) return "fault_places";
  if (code === "format") return knows(`fault_${kind}`) ? `fault_${kind}` : "fault_like";
  if (code !== "range" || (min && max)) return `fault_${code}`;
  return min ? "fault_min" : "fault_max";
}

/** @param {Field} field */
function placesToFill(field) {
  const { kind, format, places, min, max } = field;
  const { example, shown } = kindOf(field);
  return {
    places,
    longest: LONGEST,
    key: keyText("illegible"),
    format: format ?? "dd/mm/yyyy",
    example,
    name: kind.toUpperCase(),
    min: min && (shown?.(field, min) ?? min),
    max: max && (shown?.(field, max) ?? max),
  };
}
