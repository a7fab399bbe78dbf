/** Puts the page together: sign in, then one work item after another until the operator signs out. */

import { Api, ApiError } from "./api.js";
import { ask } from "./ask.js";
import { hideBar, showBar, showEarnings } from "./bar.js";
import { Cognito } from "./cognito.js";
import { OfflineError, insist, json, request } from "./connection.js";
import { workOn } from "./desk.js";
import { button } from "./dom.js";
import { Drafts } from "./drafts.js";
import { holdsWork } from "./entry.js";
import { showHelp } from "./help.js";
import { busy } from "./home.js";
import { commandOf } from "./keys.js";
import { Leases } from "./leases.js";
import { Notice } from "./notice.js";
import { Session, SessionEndedError } from "./session.js";
import { signIn } from "./sign_in.js";
import { firstLanguage, money, speak, t } from "./texts.js";

const notice = new Notice(document.getElementById("notice"));

async function main() {
  document.addEventListener("keydown", helpKey);
  await insist(() => speak(firstLanguage()), notice);
  const config = await insist(async () => json(await request("config.json")), notice);
  const cognito = new Cognito(config);
  const session = new Session(cognito);
  for (let message = null; ;) {
    hideBar();
    if (!session.isOpen) session.begin(await signIn(cognito, message));
    message = await shift(session);
    await session.end();
  }
}

/** One operator at work; resolves with why it ended, for the sign-in screen. */
async function shift(session) {
  notice.clear();
  busy();
  try {
    await work(session);
  } catch (error) {
    if (error instanceof SessionEndedError) return t("session_ended");
    if (error instanceof ApiError) return t("refused", { message: error.message });
    throw error;
  }
}

async function work(session) {
  const api = new Api(session);
  const me = await insist(() => api.me(), notice);
  await insist(() => speak(me.language), notice);
  const drafts = await Drafts.open(me.operator);
  const desk = { api, drafts, notice, me };
  showBar(me, () => signOut(session, drafts));
  const leases = new Leases(desk);
  await leases.carryOn();
  for (let outcome = "returned"; ;) {
    const lease = await leases.next({ pause: outcome === "returned" });
    busy();
    const result = await workOn(lease, desk);
    outcome = result.outcome;
    if (outcome === "sent") await tell(result.answer, api);
  }
}

/** Say what became of an entry, and what it earned. */
async function tell({ outcome, earned }, api) {
  notice.good(t(`outcome_${outcome}`, { earned: money(earned) }));
  try {
    showEarnings((await api.me()).earnings);
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error; // the next item will bring them
  }
}

async function signOut(session, drafts) {
  const hasUnsent = (await drafts.all()).some(holdsWork);
  const answer = !hasUnsent ? "delete" : await ask(t("unsent"), [
    ["stay", t("go_on_working")], ["keep", t("sign_out_keep")], ["delete", t("sign_out_delete")],
  ]);
  if (answer === "stay") return;
  if (answer === "delete") await drafts.wipe();
  await session.end();
  location.reload(); // nothing of this operator stays in memory
}

function helpKey(event) {
  const isTyping = event.target.matches("input, select");
  if (commandOf(event) !== "help" && (isTyping || event.key !== "?")) return;
  event.preventDefault();
  showHelp();
}

main().catch((error) => {
  notice.bad(t("unexpected", { error: error.name }));
  document.querySelector(".notice").append(button(t("reload"), () => location.reload()));
  throw error;
});
