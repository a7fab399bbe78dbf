/** Text: whatever is printed. @type {Kind} */
export const text = {};
