/** Making and replacing elements. No text of the page lives here. */

/**
 * Make an element. A name that begins with "on" adds a listener; true sets an empty attribute;
 * false, null and undefined leave it out. Children that are false or null are left out too.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** Show one screen in the main part of the page, in place of what was there. */
export function show(...nodes) {
  document.getElementById("main").replaceChildren(...nodes);
}

/** A button that does `action`; `content` is text or nodes, `look` a class of style.css. */
export function button(content, action, look = "", attributes = {}) {
  return el("button", { type: "button", class: look, onclick: action, ...attributes }, content);
}
