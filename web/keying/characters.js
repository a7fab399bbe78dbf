/**
 * What a keyed text is made of: what cannot be seen is taken out, what cannot be written is a fault.
 * Pure; the server does the same (hinterland/fields/characters.py; tests/field-characters.json holds
 * both to one table).
 */

/** Characters that a value may have at most. */
export const LONGEST = 10_000;

// The signs of Indic scripts that take a vowel away and join what follows.
const VIRAMAS = String.raw`\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u103a\u17d2`
  + String.raw`\ua8c4\uaaf6\uabed\u{11133}\u{11134}\u{111c0}\u{11442}\u{114c2}\u{1163f}\u{11839}`;
const ARABIC = String.raw`\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc`;
const PICTURES = String.raw`\ufe0f\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\u{1f000}-\u{1faff}`;

// All that is not drawn, but for joiners and selectors of variants, which may show.
const UNSEEN = /(?![\u200c\u200d\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const JOINERS = /([\u200c\u200d])[\u200c\u200d]+/gu;
const JOINER = /(.?)([\u200c\u200d])(?=(.?))/gsu; // between its neighbours
const IS_VIRAMA = new RegExp(`[${VIRAMAS}]`, "u");
const IS_ARABIC = new RegExp(`[${ARABIC}]`, "u");
const IS_PICTURE = new RegExp(`[${PICTURES}]`, "u");
const HEAPED = /\p{M}{31}/u; // marks on one letter, beyond all writing
const UNWRITABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/**
 * A keyed text in NFC, without what cannot be seen and without outer space.
 *
 * @param {string} text
 */
export function clean(text) {
  if (HEAPED.test(text)) return text.trim();
  const seen = text.replace(UNSEEN, "").replace(JOINERS, "$1").normalize("NFC");
  return seen.replace(JOINER, (_, before, joiner, after) => before + kept(before, joiner, after)).normalize("NFC").trim();
}

/**
 * What is wrong with a text whatever its field: it cannot be written to a file, or is too long.
 *
 * @param {string} text
 */
export function textFault(text) {
  if (UNWRITABLE.test(text) || HEAPED.test(text)) return "characters";
  return text.length > LONGEST && [...text].length > LONGEST ? "length" : null;
}

/**
 * A joiner if it shows between its neighbours, else nothing: characters.py says when it does.
 *
 * @param {string} before
 * @param {string} joiner
 * @param {string} after
 */
function kept(before, joiner, after) {
  const isJoining = joiner === "\u200d";
  const shows = IS_VIRAMA.test(before)
    || (IS_ARABIC.test(before) ? isJoining || IS_ARABIC.test(after)
      : isJoining && (IS_PICTURE.test(before) ? IS_PICTURE : IS_VIRAMA).test(after));
  return shows ? joiner : "";
}
