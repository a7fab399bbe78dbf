/**
 * Who is signed in, and the access token that proves it.
 *
 * The access token is in memory only. The refresh token is in sessionStorage as well: a reload, or a
 * browser that crashed, must not cost the operator a sign-in in the middle of a record; it is gone when
 * the tab is closed, no other tab or person sees it, and signing out revokes it.
 */

import { CognitoError } from "./cognito.js";

const KEPT = "hinterland.session";
const EARLY = 120_000; // milliseconds before its end at which an access token is renewed

/** The operator has to sign in again; what was keyed is kept. */
export class SessionEndedError extends Error {}

/** A signed-in operator. */
export class Session {
  #cognito;
  #access = null;
  #ends = 0;
  #refresh = sessionStorage.getItem(KEPT);
  #refreshing = null;

  constructor(cognito) {
    this.#cognito = cognito;
  }

  /** Whether a reload found a session to go on with. */
  get isOpen() {
    return this.#refresh !== null;
  }

  /** Begin with what Cognito answered to a sign-in. */
  begin(result) {
    this.#access = result.AccessToken;
    this.#ends = performance.now() + result.ExpiresIn * 1000;
    if (!result.RefreshToken) return; // a refresh brings no new one
    this.#refresh = result.RefreshToken;
    sessionStorage.setItem(KEPT, this.#refresh);
  }

  /** An access token that is good for a while; `refused` is one that the API did not take. */
  async token(refused = null) {
    const isGood = this.#access !== refused && performance.now() < this.#ends - EARLY;
    if (this.#access && isGood) return this.#access;
    // Many requests may find out at once; one refresh serves them all.
    this.#refreshing ??= this.#renew().finally(() => { this.#refreshing = null; });
    await this.#refreshing;
    return this.#access;
  }

  async #renew() {
    if (!this.#refresh) throw new SessionEndedError();
    try {
      this.begin((await this.#cognito.refresh(this.#refresh)).AuthenticationResult);
    } catch (error) {
      if (!(error instanceof CognitoError)) throw error;
      this.#forget();
      throw new SessionEndedError("refresh refused", { cause: error });
    }
  }

  /** Sign out: revoke the tokens if the link allows, and forget them in any case. */
  async end() {
    const token = this.#refresh;
    this.#forget();
    try {
      if (token) await this.#cognito.revoke(token);
    } catch {
      // No link, or already worthless: there is nothing left here that could be used.
    }
  }

  #forget() {
    this.#access = null;
    this.#ends = 0;
    this.#refresh = null;
    sessionStorage.removeItem(KEPT);
  }
}
