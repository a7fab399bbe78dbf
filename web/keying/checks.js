/**
 * Whether a keyed value can be right, by its field. Pure; the server makes the same checks and has the
 * last word (hinterland/fields/checks.py; tests/field-checks.json holds both to them).
 */

import { clean, textFault } from "./characters.js";
import { kindOf } from "./kinds/registry.js";

const LONGEST = 300; // characters; a longer value fits no pattern

/**
 * Name the check that a value fails: the `code` of the API's details. Null when it passes all.
 *
 * @param {Field} field
 * @param {string} value
 */
export function check(field, value) {
  const text = clean(value);
  if (text === "") return field.required ? "required" : null;
  return textFault(text) ?? kindOf(field).fault?.(field, text) ?? rangeFault(field, text)
    ?? patternFault(field, text);
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
 * @param {Field} field
 * @param {string} text
 */
function rangeFault(field, text) {
  const { amount, measure = Number } = kindOf(field);
  const value = amount?.(field, text) ?? null;
  if (value === null) return null;
  const isBelow = field.min && measure(value) < measure(field.min);
  const isAbove = field.max && measure(value) > measure(field.max);
  return isBelow || isAbove ? "range" : null;
}

/**
 * @param {Field} field
 * @param {string} text
 */
function patternFault(field, text) {
  if (!field.pattern) return null;
  const value = kindOf(field).written?.(text) ?? text;
  const isShort = [...value].length <= LONGEST;
  return isShort && new RegExp(`^(?:${field.pattern})$`, "su").test(value) ? null : "pattern";
}
