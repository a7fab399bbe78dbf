import { register } from "../register.js";
import first from "./first.js";

register("ta", {
  name: "தமிழ்",
  first,
  page: () => import("./page.js"),
});
