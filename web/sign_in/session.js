/**
 * Who is signed in, and the access token that proves it.
 *
 * The access token is in memory only. The refresh token is in sessionStorage as well: a reload must not
 * cost the operator a sign-in in the middle of a record; it is gone when the tab is closed, no other
 * tab or person sees it, and signing out revokes it. What outlives the tab is sealed (people.js).
 */

import { pause } from "../platform/clock.js";
import { CognitoError } from "./cognito.js";

/** @import { Cognito, Tokens } from "./cognito.js" */

/** @typedef {{token: string, username: string, operator: string | null}} KeptSession */

const KEPT = "hinterland.session";
const PATIENCE = 3_000; // milliseconds
const EARLY = 120_000; // milliseconds before its end at which an access token is renewed

/** The operator has to sign in again; what was keyed is kept. */
export class SessionEndedError extends Error {}

/** A signed-in operator. */
export class Session {
  #cognito;
  /** @type {string | null} */
  #access = null;
  #ends = 0;
  #kept = kept();
  /** @type {Promise<void> | null} */
  #refreshing = null;
  /** Set by the page: lets the operator sign in again where they are; resolves with Cognito's tokens. @type {(() => Promise<Tokens>) | null} */
  again = null;

  /** @param {Cognito} cognito */
  constructor(cognito) {
    this.#cognito = cognito;
  }

  /** Whether a reload found a session to go on with. */
  get isOpen() {
    return this.#kept !== null;
  }

  /** The operator, as far as known. */
  get operator() {
    return this.#kept?.operator ?? null;
  }

  get username() {
    return this.#kept?.username ?? "";
  }

  /** The refresh token. */
  get refreshToken() {
    return /** @type {KeptSession} */ (this.#kept).token;
  }

  /**
   * Begin with what Cognito answered to a sign-in.
   *
   * @param {Tokens} result
   * @param {string} [username]
   */
  begin(result, username = this.username) {
    this.#access = result.AccessToken;
    this.#ends = performance.now() + result.ExpiresIn * 1000;
    // A refresh brings no new refresh token.
    if (result.RefreshToken) this.resume({ operator: null, ...this.#kept, username, token: result.RefreshToken });
  }

  /**
   * Go on with `{token, username, operator}`: without a link there is no access token to be had.
   *
   * @param {KeptSession} session
   */
  resume(session) {
    this.#kept = session;
    sessionStorage.setItem(KEPT, JSON.stringify(session));
  }

  /**
   * Note who it turned out to be.
   *
   * @param {string} operator
   */
  know(operator) {
    this.resume({ .../** @type {KeptSession} */ (this.#kept), operator });
  }

  /**
   * An access token that is good for a while; `refused` is one that the API did not take.
   *
   * @param {string | null} [refused]
   * @returns {Promise<string>}
   */
  async token(refused = null) {
    const isGood = this.#access !== refused && performance.now() < this.#ends - EARLY;
    if (this.#access && isGood) return this.#access;
    // Many requests may find out at once; one refresh serves them all.
    this.#refreshing ??= this.#renew().finally(() => { this.#refreshing = null; });
    await this.#refreshing;
    return /** @type {string} */ (this.#access);
  }

  async #renew() {
    if (!this.#kept) throw new SessionEndedError();
    try {
      this.begin((await this.#cognito.refresh(this.#kept.token)).AuthenticationResult);
    } catch (error) {
      if (!(error instanceof CognitoError)) throw error;
      if (!this.again) throw new SessionEndedError("refresh refused", { cause: error });
      this.begin(await this.again());
    }
  }

  /** Sign out: revoke the tokens if the link allows, and forget them in any case. */
  async end() {
    const token = this.#kept?.token;
    this.#access = null;
    this.#ends = 0;
    this.#kept = null;
    sessionStorage.removeItem(KEPT);
    try {
      if (token) await Promise.race([this.#cognito.revoke(token), pause(PATIENCE)]);
    } catch {
      // No link, or already worthless: there is nothing left here that could be used.
    }
  }
}

/** @returns {KeptSession | null} */
function kept() {
  const text = sessionStorage.getItem(KEPT);
  if (text?.startsWith("{")) return JSON.parse(text);
  return text === null ? null : { token: text, username: "", operator: null }; // as older pages kept it
}
