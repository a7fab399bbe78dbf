/** One operator at work: one item after another until they sign out. */

import { holdsWork } from "../keying/entry.js";
import { RepeatValues } from "../keying/repeat_values.js";
import { helpKey } from "../keys/help.js";
import { useKeys } from "../keys/keys.js";
import { ApiError } from "../platform/api.js";
import { ask } from "../platform/ask.js";
import { pause } from "../platform/clock.js";
import { OfflineError, retryUntilAnswered } from "../platform/connection.js";
import { wipe } from "../platform/database.js";
import { byId } from "../platform/dom.js";
import { Settings } from "../platform/settings.js";
import { goOver, keepPage, wasGoing } from "../platform/updates.js";
import { SessionEndedError } from "../sign_in/session.js";
import { signInAgain } from "../sign_in/sign_in.js";
import { languageOf } from "../texts/language_choice.js";
import { speak, t } from "../texts/texts.js";
import { batchButton, paceAfter } from "../work/batch.js";
import { Drafts } from "../work/drafts.js";
import { workOn } from "../work/item_screen.js";
import { Leases } from "../work/leases.js";
import { OfflineStore } from "../work/offline_store.js";
import { Outbox } from "../work/outbox.js";
import { handFree } from "./hand_free.js";
import { atHome, busy, noWork, ready } from "./home.js";
import { outboxNews } from "./outbox_news.js";
import { StatusBar } from "./status_bar.js";
import { claimTab } from "./tab_lock.js";
import { showBar, showEarnings } from "./top_bar.js";

/** @import { Api } from "../platform/api.js" */
/** @import { Cognito, Tokens } from "../sign_in/cognito.js" */
/** @import { People } from "../sign_in/people.js" */
/** @import { Session } from "../sign_in/session.js" */
/** @import { Entered } from "../sign_in/sign_in.js" */
/** @import { OpenItem, Services } from "../work/held_item.js" */
/** @import { Outcome } from "../work/item_screen.js" */
/** @import { Notice } from "./notice.js" */

/**
 * What a shift begins with.
 * @typedef {object} Page
 * @property {Session} session
 * @property {Cognito} cognito
 * @property {IDBDatabase} database
 * @property {People} people
 * @property {Notice} notice
 * @property {Partial<Entered>} entered how the operator signed in
 * @property {Api} api
 * @property {{me?: Promise<Me> | null, leases?: Promise<{leases: Lease[]}> | null}} asked answers, if asked for already
 */

const SETTLING = 15_000; // milliseconds in which nothing that can wait takes up the link, but for the first item

/**
 * Work until there is a reason not to; resolves with it, for the sign-in screen.
 *
 * @param {Page} page `{session, cognito, database, people, notice, entered, api, asked}`; `entered` is how the operator signed
 *   in, `asked` has the API's answers `me` and `leases` if they were asked for already
 */
export async function shift(page) {
  busy();
  try {
    await new Shift(page).work();
  } catch (error) {
    if (error instanceof SessionEndedError) return t("session_ended");
    if (error instanceof ApiError) return t("refused", { message: error.message });
    throw error;
  }
}

async function overseeing() {
  try {
    return await import("../overseeing/overseeing.js");
  } catch (cause) {
    throw new OfflineError("page not fetched", { cause });
  }
}

class Shift {
  #page;
  /** @type {Services} */
  #services;
  /** @type {StatusBar} */
  #statusBar;
  #failed;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    const services = { api: page.api, notice: page.notice, asked: page.asked.leases };
    this.#services = /** @type {Services} */ (/** @type {unknown} */ (services)); // the rest comes once it is known who works
    this.#failed = new Promise((_, reject) => { this.#services.fail = reject; });
    page.session.again = () => this.#signInAgain();
  }

  /** @returns {Promise<unknown>} */
  work() {
    return Promise.race([this.#failed, this.#work()]);
  }

  /** @returns {Promise<unknown>} */
  async #work() {
    const me = await this.#whoAmI();
    await retryUntilAnswered(() => speak(languageOf(me)), this.#services.notice);
    document.addEventListener("keydown", helpKey);
    pause(SETTLING).then(keepPage);
    if (me.roles && !me.roles.includes("operator")) return this.#oversee(me);
    // While another tab works, the answer grows old.
    if (await claimTab(me.operator)) this.#services.asked = null;
    await this.#open(me);
    showBar(me, () => this.#signOut());
    navigator.storage?.persist?.();
    await this.#services.leases.carryOn();
    /** @type {Outcome} */
    let outcome = wasGoing() ? "finished" : "returned";
    /** @type {OpenItem | null} */
    let row = null;
    for (;;) {
      await goOver(outcome === "finished");
      const resting = outcome === "resting" ? row : null;
      row = await this.#services.leases.next({ pause: outcome === "returned", resting });
      keepPage();
      this.#statusBar.put(row.id, "saved", row.workType.title);
      outcome = await workOn(row, this.#services);
      if (outcome === "finished" && row.draft) this.#notePace(row.draft);
    }
  }

  /**
   * The pages of heads and office, for somebody who keys nothing; they end with signing out.
   *
   * @param {Me} me
   * @returns {Promise<void>}
   */
  async #oversee(me) {
    const { session, database, notice } = this.#page;
    const { oversee } = await retryUntilAnswered(overseeing, notice);
    const signOut = async () => {
      await session.end();
      await wipe(database, me.operator, { keepDrafts: false });
      location.reload();
      return "stay"; // until the page is loaded anew
    };
    return oversee({ ...this.#services, me }, { text: t("sign_out"), action: signOut });
  }

  /**
   * The operator: as remembered if they are, so that nothing waits for the link.
   *
   * @returns {Promise<Me>}
   */
  async #whoAmI() {
    const { session, people, entered } = this.#page;
    const known = session.operator === null ? undefined : await people.get(session.operator);
    if (known?.me) {
      this.#freshMe();
      return known.me;
    }
    const me = await retryUntilAnswered(() => this.#me(), this.#services.notice);
    session.know(me.operator);
    await people.note(me.operator, { me });
    this.#seal(entered);
    return me;
  }

  /** @returns {Promise<Me>} */
  #me() {
    const asked = this.#page.asked.me;
    this.#page.asked.me = null;
    return asked ?? this.#services.api.me();
  }

  /**
   * So that the operator can go on without a link after the tab was closed.
   *
   * @param {Partial<Entered>} entered
   */
  #seal({ username, password }) {
    const { session, people } = this.#page;
    const { operator } = session;
    if (password && operator !== null) people.seal(operator, /** @type {string} */ (username), password, session.refreshToken).catch(() => {});
  }

  /**
   * Everything that the work is done with.
   *
   * @param {Me} me
   */
  async #open(me) {
    const { database, people } = this.#page;
    const settings = await Settings.open(me.operator);
    useKeys(settings);
    const { pace } = await people.get(me.operator) ?? {};
    Object.assign(this.#services, {
      me, database, settings, pace,
      repeatValues: new RepeatValues(settings),
      drafts: new Drafts(database, me.operator),
      store: new OfflineStore(database, me.operator),
      stocked: () => this.#statusBar.count(this.#services.leases.count),
      slots: { batch: () => batchButton(this.#services) },
      screens: { atHome, busy, noWork, ready },
    });
    this.#statusBar = new StatusBar(byId("strip"), () => this.#services.outbox.wake(),
      batchButton(this.#services, "link"));
    this.#services.outbox = new Outbox(this.#services,
      outboxNews(this.#services, this.#statusBar, () => this.#freshMe()));
    this.#services.leases = new Leases(this.#services);
  }

  /** What the server says of the operator, earnings above all; it may come later. */
  async #freshMe() {
    try {
      const me = await this.#services.api.me();
      await this.#page.people.note(me.operator, { me });
      if (this.#services.me) Object.assign(this.#services.me, me);
      showEarnings(me.earnings);
    } catch (error) {
      if (!(error instanceof OfflineError)) this.#services.fail(error);
    }
  }

  /** @param {Draft} draft */
  #notePace({ records }) {
    const milliseconds = Object.values(records).reduce((sum, { ms }) => sum + ms, 0);
    this.#services.pace = paceAfter(this.#services.pace, milliseconds);
    this.#page.people.note(this.#services.me.operator, { pace: this.#services.pace }).catch(() => {});
  }

  /**
   * The session is over in mid-shift: keying goes on, and the operator signs in when they have a hand free.
   *
   * @returns {Promise<Tokens>}
   */
  async #signInAgain() {
    const { session, cognito } = this.#page;
    for (;;) {
      await handFree(this.#services.notice);
      const entered = await signInAgain(cognito, session.username || this.#services.me?.operator);
      if (entered) {
        session.begin(entered.tokens, entered.username);
        this.#seal(entered);
        return entered.tokens;
      }
      await this.#signOut();
    }
  }

  async #signOut() {
    const { drafts, leases, me } = this.#services;
    const { session, database } = this.#page;
    const hasUnsent = (await drafts.all()).some(holdsWork);
    const answer = !hasUnsent ? "delete" : await ask(t("unsent"), [
      ["stay", t("go_on_working")], ["keep", t("sign_out_keep")], ["delete", t("sign_out_delete")],
    ]);
    if (answer === "stay") return;
    busy();
    await leases.giveBackAll({ all: answer === "delete" });
    await session.end();
    await wipe(database, me.operator, { keepDrafts: answer === "keep" });
    location.reload(); // nothing of this operator stays in memory
  }
}
