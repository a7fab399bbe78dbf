import { register } from "../register.js";
import first from "./first.js";

register("hi", {
  name: "हिन्दी",
  first,
  page: () => import("./page.js"),
});
