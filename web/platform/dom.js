/** Making and replacing elements. No text of the page lives here. */

/** @typedef {Node | string | number | boolean | null | undefined} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>} Attributes */

/**
 * Make an element. A name that begins with "on" adds a listener; true sets an empty attribute;
 * false, null and undefined leave it out. Children that are false or null are left out too.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else node.setAttribute(name, value === true ? "" : /** @type {string} */ (value));
  }
  node.append(.../** @type {(Node | string)[]} */ (children.flat().filter((child) => child || child === 0)));
  return node;
}

/**
 * An element that index.html has.
 *
 * @param {"bar" | "notice" | "main" | "strip"} id
 */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Show one screen in the main part of the page, in place of what was there.
 *
 * @param {...(Node | string)} nodes
 */
export function show(...nodes) {
  byId("main").replaceChildren(...nodes);
}

/**
 * A button that does `action`; `content` is text or nodes, `look` a class of style.css.
 *
 * @param {Child | Child[]} content
 * @param {(event: any) => unknown} action
 * @param {string} [look]
 * @param {Attributes} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(content, action, look = "", attributes = {}) {
  return el("button", { type: "button", class: look, onclick: action, ...attributes }, content);
}
