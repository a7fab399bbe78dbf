import { codes } from "./code.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The GSTIN, a company's tax number. */
export const gstin = codes(/^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/, "33AAAAA0000A1Z9",
  (code) => code[14] === checkDigit(code));

/**
 * The last character of a GSTIN: Luhn's sum in base 36.
 *
 * @param {string} code
 */
function checkDigit(code) {
  let total = 0;
  for (let at = 0; at < 14; at += 1) {
    const product = DIGITS.indexOf(code[at]) * (1 + at % 2);
    total += Math.floor(product / 36) + product % 36;
  }
  return DIGITS[(36 - total % 36) % 36];
}
