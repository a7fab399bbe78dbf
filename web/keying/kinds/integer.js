import { NUMBER, amountOf } from "./amounts.js";

/** Integer: a whole number. @type {Kind} */
export const integer = {
  fault: (_, text) => (NUMBER.test(text) && !text.includes(".") ? null : "format"),
  amount: (_, text) => amountOf(text),
  inputmode: "numeric",
};
