/** The sign-in screen, and the choice of a password on the first sign-in. */

import { CognitoError } from "./cognito.js";
import { OfflineError } from "./connection.js";
import { button, el, show } from "./dom.js";
import { LANGUAGES, speak, t } from "./texts.js";

const WRONG = new Set(["NotAuthorizedException", "UserNotFoundException"]);
const WEAK = new Set(["InvalidPasswordException", "InvalidParameterException"]);

/** Show the screen until somebody is signed in; resolves with Cognito's tokens. */
export async function signIn(cognito, message = null) {
  const { answer, username } = await credentials(cognito, message);
  if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") return answer.AuthenticationResult;
  return newPassword(cognito, username, answer.Session);
}

function credentials(cognito, message) {
  return new Promise((resolve) => {
    const draw = () => screen({
      title: t("sign_in_title"),
      message,
      inputs: [
        text("username", "username", t("username")),
        text("password", "current-password", t("password"), "password"),
      ],
      action: t("sign_in"),
      footer: languages(draw),
      attempt: async ({ username, password }) => {
        const answer = await cognito.signIn(username.trim(), password);
        resolve({ answer, username: username.trim() });
      },
    });
    draw();
  });
}

function newPassword(cognito, username, session) {
  return new Promise((resolve) => {
    screen({
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
        resolve((await cognito.newPassword(username, password, session)).AuthenticationResult);
      },
    });
  });
}

function screen({ title, message, inputs, action, footer, attempt }) {
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
      await attempt(Object.fromEntries(new FormData(form)));
    } catch (error) {
      fault.textContent = explain(error);
      form.querySelector("[type=password]").select();
    }
    submit.disabled = false;
  });
  show(form);
  form.querySelector("input:not([hidden])").focus();
}

function explain(error) {
  if (error instanceof OfflineError) return t("offline_sign_in");
  if (!(error instanceof CognitoError)) throw error;
  if (error.code === "differ") return t("passwords_differ");
  if (WRONG.has(error.code)) return t("wrong_password");
  if (WEAK.has(error.code)) return t("weak_password", { reason: error.message });
  return t("refused", { message: error.message });
}

function text(name, autocomplete, label, type = "text") {
  return el("label", {}, label, el("input", {
    name, type, autocomplete, required: true, autocapitalize: "none", spellcheck: "false",
  }));
}

function languages(redraw) {
  return el("p", { class: "languages" }, Object.entries(LANGUAGES).map(([language, name]) => (
    button(name, () => speak(language).then(redraw, (error) => {
      document.querySelector(".sign-in .fault").textContent = explain(error);
    }), "link", { lang: language })
  )));
}
