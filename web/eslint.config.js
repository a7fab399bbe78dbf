/**
 * The rules for the page's modules: eslint's recommended ones, and which room may import which.
 *
 * A room is a folder of `web/`. The arrows go for imports, for dynamic ones, and for types that a comment imports;
 * `languages.js` alone fetches the folders of the languages.
 */

import js from "@eslint/js";
import globals from "globals";

/** Room → the rooms it may import, all of them further up in this list: so there is no circle. */
const ARROWS = {
  platform: [],
  texts: ["platform"],
  keys: ["platform", "texts"],
  image: ["platform", "texts"],
  keying: ["platform", "texts", "keys"],
  work: ["platform", "texts", "image", "keying"],
  sign_in: ["platform", "texts"],
  account: ["platform", "texts", "keys", "image", "keying"],
  overseeing: ["platform", "texts"],
  app: ["platform", "texts", "keys", "keying", "work", "sign_in", "account", "overseeing"],
};

Object.entries(ARROWS).forEach(([room, others], at) => {
  const above = Object.keys(ARROWS).slice(0, at);
  const wrong = others.filter((other) => !above.includes(other));
  if (wrong.length > 0) throw new Error(`${room} may not import ${wrong}: it does not stand further up`);
});

const IN_A_COMMENT = /(?:from |import\()["'](\.[^"']+)["']/g;

const arrows = {
  meta: { type: "problem", schema: [], messages: { arrow: "{{from}} may not import {{to}} (see eslint.config.js)" } },
  create(context) {
    const file = new URL(`file://${context.filename}`);
    const root = new URL(".", import.meta.url);
    const roomOf = (url) => url.pathname.slice(root.pathname.length).split("/")[0];
    const from = roomOf(file);
    const look = (node, name) => {
      const to = roomOf(new URL(name, file));
      if (to === from || ARROWS[from]?.includes(to)) return;
      context.report({ loc: node.loc, messageId: "arrow", data: { from, to } });
    };
    const lookAtSource = ({ source }) => source && look(source, source.value);
    return {
      ImportDeclaration: lookAtSource,
      ImportExpression: lookAtSource,
      ExportNamedDeclaration: lookAtSource,
      ExportAllDeclaration: lookAtSource,
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          for (const [, name] of comment.value.matchAll(IN_A_COMMENT)) look(comment, name);
        }
      },
    };
  },
};

export default [
  js.configs.recommended,
  { files: ["*/**/*.js"], plugins: { rooms: { rules: { arrows } } }, rules: { "rooms/arrows": "error" } },
  { files: ["eslint.config.js"], languageOptions: { globals: globals.nodeBuiltin } },
  { files: ["*/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["platform/service_worker/*.js"], languageOptions: { globals: globals.serviceworker } },
];
