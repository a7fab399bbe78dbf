/** The languages of the page, in the order in which they are offered. A new one is a folder like `en/`, and a line here. */

import "./en/index.js";
import "./ta/index.js";
import "./hi/index.js";

export { LANGUAGES } from "./register.js";
