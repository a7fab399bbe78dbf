/** Opens the page: signs the operator in, and hands over to the shift. */

import { Api } from "../platform/api.js";
import { OfflineError, retryUntilAnswered, json, request } from "../platform/connection.js";
import { NoStorageError, openDatabase } from "../platform/database.js";
import { button, byId, el, show } from "../platform/dom.js";
import { goOver } from "../platform/updates.js";
import { Cognito } from "../sign_in/cognito.js";
import { People } from "../sign_in/people.js";
import { Session } from "../sign_in/session.js";
import { signIn } from "../sign_in/sign_in.js";
import { languageOf } from "../texts/language_choice.js";
import { beginSpeaking, fetchAhead, t } from "../texts/texts.js";
import { Notice } from "./notice.js";

/** @import { Entered } from "../sign_in/sign_in.js" */

const MESSAGE = "hinterland.message"; // why the last shift ended

const notice = new Notice(byId("notice"));

async function main() {
  beginSpeaking();
  await goOver();
  const database = await openDatabase(() => notice.bad(t("close_tabs")));
  const people = new People(database);
  const cognito = new Cognito(retryUntilAnswered(async () => json(await request("config.json")), notice));
  const session = new Session(cognito);
  shiftModule().catch(() => {}); // fetched while the operator signs in
  /** @type {Partial<Entered>} */
  const entered = session.isOpen ? {} : await enter(session, cognito, people);
  const api = new Api(session);
  const asked = entered.tokens ? askAhead(api) : {};
  const { shift } = await retryUntilAnswered(shiftModule, notice);
  const message = await shift({ session, cognito, database, people, notice, entered, api, asked });
  // A shift ends with a page that is loaded anew, so that nothing of its operator stays in memory.
  if (message) sessionStorage.setItem(MESSAGE, message);
  await session.end();
  location.reload();
}

/**
 * @param {Session} session
 * @param {Cognito} cognito
 * @param {People} people
 * @returns {Promise<Entered>}
 */
async function enter(session, cognito, people) {
  const message = sessionStorage.getItem(MESSAGE);
  sessionStorage.removeItem(MESSAGE);
  const entered = await signIn(cognito, people, message);
  if (entered.opened) session.resume(entered.opened);
  else if (entered.tokens) session.begin(entered.tokens, entered.username);
  return entered;
}

/**
 * Ask what the shift will ask first; the rest of the page may still be on its way.
 *
 * @param {Api} api
 */
function askAhead(api) {
  const me = api.me();
  const leases = api.leases(); // of those who key nothing it is refused, which is no harm
  me.then((known) => fetchAhead(languageOf(known))).catch(() => {});
  leases.catch(() => {});
  return { me, leases };
}

async function shiftModule() {
  try {
    return await import("./shift.js");
  } catch (cause) {
    throw new OfflineError("page not fetched", { cause });
  }
}

main().catch((error) => {
  const again = button(t("reload"), () => location.reload(), "main");
  if (!(error instanceof NoStorageError)) {
    notice.bad(t("unexpected", { error: error.name }), again);
    throw error;
  }
  show(el("section", { class: "card", role: "alert" },
    el("h1", {}, t("no_storage")), el("p", {}, t("no_storage_how")), again));
  again.focus();
});
