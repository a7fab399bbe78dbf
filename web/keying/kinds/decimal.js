import { amountOf } from "./amounts.js";

/** Decimal: an amount, which may be marked as money. @type {Kind} */
export const decimal = {
  fault({ places }, text) {
    const number = amountOf(text);
    const decimals = number?.split(".")[1] ?? "";
    return number !== null && decimals.length <= (places ?? Infinity) ? null : "format";
  },
  amount: (_, text) => amountOf(text),
  inputmode: "decimal",
};
