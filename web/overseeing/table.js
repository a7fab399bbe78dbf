/** Tables as these pages have them: under a heading, and scrolled sideways where there is no room. */

import { el } from "../platform/dom.js";

/** @import { Child } from "../platform/dom.js" */

/** @typedef {Child | Child[]} Cell */

/**
 * A section with a heading and a table, or with what to say when there are no rows.
 *
 * @param {[string, string?][]} columns `[heading, look]`; a look of "number" sets figures under each other
 * @param {Cell[][]} rows lists of cells; the first cell is the row's heading
 * @param {string} title
 * @param {string} none
 */
export function section(title, columns, rows, none) {
  return el("section", {},
    el("h2", {}, title, rows.length > 0 && el("span", { class: "count" }, ` ${rows.length}`)),
    rows.length === 0 ? el("p", { class: "hint" }, none) : scrolled(title, table(columns, rows)));
}

/**
 * A button in a table; its name brings the focus back to it when the table is drawn anew.
 *
 * @param {string} text
 * @param {string} name
 * @param {() => unknown} action
 * @param {string} label
 */
export function act(text, name, action, label) {
  return el("button", { type: "button", name, onclick: action, "aria-label": label }, text);
}

/**
 * Whom the focus can reach, the keyboard can scroll.
 *
 * @param {string} title
 * @param {Node} content
 */
function scrolled(title, content) {
  return el("div", { class: "wide", role: "region", "aria-label": title, tabindex: "0" }, content);
}

/**
 * @param {[string, string?][]} columns
 * @param {Cell[][]} rows
 */
function table(columns, rows) {
  return el("table", {},
    el("thead", {}, el("tr", {}, columns.map(([heading, look]) => (
      el("th", { scope: "col", class: look }, heading))))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, index) => (
      index === 0
        ? el("th", { scope: "row" }, cell)
        : el("td", { class: columns[index][1] }, cell)))))));
}
