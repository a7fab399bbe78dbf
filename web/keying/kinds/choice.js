/** Choice: one of the values that the work type lists. @type {Kind} */
export const choice = {
  fault: ({ choices }, text) =>
    choices.some((each) => each.toLowerCase() === text.toLowerCase()) ? null : "choice",
  options: ({ choices }) => choices.map((value) => ({ value, text: value })),
};
