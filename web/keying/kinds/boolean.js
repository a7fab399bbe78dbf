/** Boolean: true or false. @type {Kind} */
export const boolean = {
  fault: (_, text) => (["true", "false", "yes", "no"].includes(text.toLowerCase()) ? null : "choice"),
  options: () => [{ value: "true", key: "yes" }, { value: "false", key: "no" }],
};
