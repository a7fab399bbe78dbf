import { register } from "../register.js";
import first from "./first.js";

register("en", {
  name: "English",
  first,
  page: () => import("./page.js"),
});
