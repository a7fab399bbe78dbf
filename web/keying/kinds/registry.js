/** The kinds of field there are, each with all that is its own: a module here, and a line below. */

import { boolean } from "./boolean.js";
import { choice } from "./choice.js";
import { date } from "./date.js";
import { decimal } from "./decimal.js";
import { gstin } from "./gstin.js";
import { ifsc } from "./ifsc.js";
import { integer } from "./integer.js";
import { pan } from "./pan.js";
import { pin } from "./pin.js";
import { text } from "./text.js";

/** @type {Record<string, Kind>} */
const KINDS = { text, date, decimal, integer, choice, boolean, gstin, pan, ifsc, pin };

/**
 * The kind of a field. One that this page does not know, from a newer server, is a text to it.
 *
 * @param {Field} field
 */
export function kindOf({ kind }) {
  return KINDS[kind] ?? KINDS.text;
}
