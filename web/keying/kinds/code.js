/**
 * A kind whose values are codes, in which capitals and spaces do not matter.
 *
 * @param {RegExp} shape of a code in capitals
 * @param {string} example
 * @param {(code: string) => boolean} [isSound] whether the check digit of a code of that shape fits
 * @returns {Kind}
 */
export function codes(shape, example, isSound = () => true) {
  /** @param {string} text */
  const written = (text) => text.replace(/\s+/g, "").toUpperCase();
  return {
    example,
    written,
    fault(_, text) {
      if (!shape.test(written(text))) return "format";
      return isSound(written(text)) ? null : "checksum";
    },
  };
}
