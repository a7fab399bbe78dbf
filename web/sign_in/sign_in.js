/** The sign-in screen, and the choice of a password on the first sign-in. */

import { OfflineError } from "../platform/connection.js";
import { button, el, show } from "../platform/dom.js";
import { LANGUAGES } from "../texts/languages.js";
import { choose, speak, t } from "../texts/texts.js";
import { CognitoError } from "./cognito.js";
import { WrongPasswordError } from "./people.js";

/** @import { Attributes, Child } from "../platform/dom.js" */
/** @import { Cognito, CognitoAnswer, Tokens } from "./cognito.js" */
/** @import { People } from "./people.js" */

/** @typedef {{operator: string, username: string, token: string}} Opened */
/** @typedef {{answer?: CognitoAnswer, username: string, password: string, opened?: Opened}} Admitted */

/**
 * How somebody signed in: with a password and Cognito's tokens, or by what was sealed on this computer.
 * @typedef {{username: string, password: string, tokens?: Tokens, opened?: Opened}} Entered
 */

/**
 * @typedef {object} How
 * @property {People} [people]
 * @property {string | null} [message]
 * @property {string} [username] of whom signs in again
 * @property {(form: HTMLFormElement) => void} place
 */

/**
 * @typedef {object} ScreenParts
 * @property {string} title
 * @property {string | null} [message]
 * @property {HTMLElement[]} inputs
 * @property {string} action
 * @property {Child} [footer]
 * @property {(form: HTMLFormElement) => void} place
 * @property {(typed: Record<string, string>) => Promise<void>} attempt
 */

const WRONG = new Set(["NotAuthorizedException", "UserNotFoundException"]);
const WEAK = new Set(["InvalidPasswordException", "InvalidParameterException"]);

/**
 * Show the screen until somebody is signed in; resolves with `{username, password, tokens}`, Cognito's, or,
 * without a link, with `{opened}`, what `people` had sealed.
 *
 * @param {Cognito} cognito
 * @param {People} people
 * @param {string | null} [message]
 * @returns {Promise<Entered>}
 */
export function signIn(cognito, people, message = null) {
  return enter(cognito, { people, message, place: show });
}

/**
 * Let an operator sign in again over the screen that is there; null if they want to sign out instead.
 *
 * @param {Cognito} cognito
 * @param {string} username
 */
export async function signInAgain(cognito, username) {
  const dialog = el("dialog", { class: "again", oncancel: (event) => event.preventDefault() });
  document.body.append(dialog);
  const left = new Promise((resolve) => {
    dialog.addEventListener("leave", () => resolve(null));
  });
  const entered = enter(cognito, {
    username,
    message: t("session_ended"),
    place: (form) => {
      dialog.replaceChildren(form, button(t("sign_out"), () => dialog.dispatchEvent(new Event("leave")), "link"));
      if (!dialog.open) dialog.showModal();
    },
  });
  try {
    return await Promise.race([entered, left]);
  } finally {
    dialog.remove();
  }
}

/**
 * @param {Cognito} cognito
 * @param {How} how
 * @returns {Promise<Entered>}
 */
async function enter(cognito, how) {
  const { answer, ...entered } = await credentials(cognito, how);
  if (!answer) return entered;
  if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") return { ...entered, tokens: answer.AuthenticationResult };
  return newPassword(cognito, entered.username, answer.Session, how.place);
}

/**
 * @param {Cognito} cognito
 * @param {How} how
 * @returns {Promise<Admitted>}
 */
function credentials(cognito, { people, message, username: known, place }) {
  return new Promise((resolve) => {
    const draw = () => screen({
      title: t("sign_in_title"),
      message,
      inputs: [
        text("username", "username", t("username"), "text", { value: known, readonly: known !== undefined }),
        text("password", "current-password", t("password"), "password", {
          onfocus: () => cognito.reach(),
        }),
      ],
      action: t("sign_in"),
      footer: known === undefined && languages(draw),
      place,
      attempt: async ({ username: typed, password }) => {
        const username = typed.trim();
        resolve(await admitted(cognito, people, username, password));
      },
    });
    draw();
  });
}

/**
 * Ask Cognito; without a link, whoever can open what is sealed here may go on.
 *
 * @param {Cognito} cognito
 * @param {People | undefined} people
 * @param {string} username
 * @param {string} password
 * @returns {Promise<Admitted>}
 */
async function admitted(cognito, people, username, password) {
  try {
    const answer = await cognito.signIn(username, password);
    if (answer.ChallengeName) await speak(); // there is more to be said than on the way in
    return { answer, username, password };
  } catch (error) {
    const opened = error instanceof OfflineError && await people?.unseal(username, password);
    if (!opened) throw error;
    return { username, password, opened };
  }
}

/**
 * @param {Cognito} cognito
 * @param {string} username
 * @param {string} session
 * @param {How["place"]} place
 * @returns {Promise<Entered>}
 */
function newPassword(cognito, username, session, place) {
  return new Promise((resolve) => {
    screen({
      place,
      title: t("new_password_title"),
      message: t("new_password_why"),
      inputs: [
        // For the browser's password store only.
        el("input", { hidden: true, name: "username", autocomplete: "username", value: username }),
        text("password", "new-password", t("new_password"), "password"),
        text("again", "new-password", t("new_password_again"), "password"),
      ],
      action: t("new_password_save"),
      attempt: async ({ password, again }) => {
        if (password !== again) throw new CognitoError("differ");
        const { AuthenticationResult: tokens } = await cognito.newPassword(username, password, session);
        resolve({ username, password, tokens });
      },
    });
  });
}

/** @param {ScreenParts} parts */
function screen({ title, message, inputs, action, footer, place, attempt }) {
  const fault = el("p", { class: "fault", role: "alert" });
  const submit = el("button", { class: "main" }, action);
  const form = el("form", { class: "card sign-in" },
    el("p", { class: "brand" }, "Hinterland"),
    el("h1", {}, title),
    message && el("p", { class: "hint" }, message),
    inputs, fault, submit, footer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    fault.textContent = "";
    try {
      await attempt(/** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form))));
    } catch (error) {
      fault.textContent = explain(error);
      /** @type {HTMLInputElement | null} */ (form.querySelector("[type=password]"))?.select();
    }
    submit.disabled = false;
  });
  place(form);
  /** @type {HTMLInputElement | null} */ (form.querySelector("input:not([hidden], [readonly])"))?.focus();
}

/** @param {unknown} error */
function explain(error) {
  if (error instanceof OfflineError) return t("offline_sign_in");
  if (error instanceof WrongPasswordError) return t("wrong_password");
  if (!(error instanceof CognitoError)) throw error;
  if (error.code === "differ") return t("passwords_differ");
  if (WRONG.has(error.code)) return t("wrong_password");
  if (WEAK.has(error.code)) return t("weak_password", { reason: error.message });
  return t("refused", { message: error.message });
}

/**
 * @param {string} name
 * @param {string} autocomplete
 * @param {string} label
 * @param {string} [type]
 * @param {Attributes} [more]
 */
function text(name, autocomplete, label, type = "text", more = {}) {
  return el("label", {}, label, el("input", {
    name, type, autocomplete, required: true, autocapitalize: "none", spellcheck: "false", ...more,
  }));
}

/** @param {() => void} redraw */
function languages(redraw) {
  return el("p", { class: "languages" }, Object.entries(LANGUAGES).map(([language, { name }]) => (
    button(name, () => {
      choose(language);
      redraw();
    }, "link", { lang: language })
  )));
}
