/** Numbers and amounts of money, as paper writes them. */

// How paper marks an amount of money, in small letters: a sign, or a code or
// abbreviation, which may end in a point. (₹.50 is fifty paise, Rs.50 fifty rupees.)
const MARK = "(?:(?:us|s|a|c|hk|nz)?\\$|[₹₨€£¥৳]" +
  "|(?:rs|re|inr|rm|myr|usd|sgd|aed|dhs?|eur|gbp|lkr|npr|bdt|ரூ|रु|रू)\\.?)";
const UNSIGNED = "(?:\\d+(?:,\\d+)*(?:\\.\\d+)?|\\.\\d+)"; // commas group in any way: lakhs or thousands
const AMOUNT = new RegExp(`^(-?)(?:${MARK} *(-?))?(${UNSIGNED})(?: */[-=])?(?: *${MARK})?$`);

/** A number without any mark of money. */
export const NUMBER = new RegExp(`^-?${UNSIGNED}$`);

/**
 * The number of an amount that may be marked as money, with a point and no commas; null if it is none.
 *
 * @param {string} text
 */
export function amountOf(text) {
  const [, sign, inner, unsigned] = AMOUNT.exec(text.toLowerCase()) ?? [];
  if (unsigned === undefined || (sign && inner)) return null;
  return (sign || inner || "") + unsigned.replaceAll(",", "");
}
