import { codes } from "./code.js";

/** The PAN of the income tax department. Its fourth letter says who holds it. */
export const pan = codes(/^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/, "AAAPA1234A");
