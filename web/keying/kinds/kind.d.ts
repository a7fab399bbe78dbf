/** What the page knows of a kind of field. Texts are clean and not empty. */
interface Kind {
  /** The code of what is wrong with how a value is written; null if nothing is. */
  fault?(field: Field, text: string): "format" | "checksum" | "choice" | null;
  /** What `min` and `max` are held against, written as they are; null if it is none. */
  amount?(field: Field, text: string): string | null;
  /** A number that puts amounts in order. */
  measure?(amount: string): number;
  /** What the pattern is held against; without it the text as it stands. */
  written?(text: string): string;
  /** A bound as people write it; without it as it is. */
  shown?(field: Field, bound: string): string;
  /** A value that is right, for a message in any language. */
  example?: string;
  /** The keyboard that a phone should show. */
  inputmode?: "numeric" | "decimal";
  /** What an empty input shows. */
  placeholder?(field: Field): string;
  /** To choose from: values, each with its text or the key of its text. */
  options?(field: Field): { value: string; text?: string; key?: string }[];
}
