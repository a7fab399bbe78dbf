import { codes } from "./code.js";

/** The PIN code of the post. @type {Kind} */
export const pin = { ...codes(/^[1-9]\d{5}$/, "609405"), inputmode: "numeric" };
