import { codes } from "./code.js";

/** The IFSC of a bank's branch. */
export const ifsc = codes(/^[A-Z]{4}0[\dA-Z]{6}$/, "SBIN0001234");
