/** The four calls to Amazon Cognito that the page makes. No state. */

import { request } from "../platform/connection.js";
import { el } from "../platform/dom.js";

/** @typedef {{AccessToken: string, ExpiresIn: number, RefreshToken?: string}} Tokens */

/**
 * Tokens, or a challenge.
 * @typedef {{AuthenticationResult: Tokens, ChallengeName?: string, Session: string}} CognitoAnswer
 */

/** Cognito said no; `code` is its exception's name. */
export class CognitoError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** Cognito's client for one user pool client. */
export class Cognito {
  #config;

  /** @param {Promise<{ userPoolClientId: string, cognitoUrl: string }>} config a promise of config.json: `{userPoolClientId, cognitoUrl}` */
  constructor(config) {
    this.#config = config;
  }

  /** Let the browser connect while a password is typed. */
  async reach() {
    const { cognitoUrl } = await this.#config;
    document.head.append(el("link", { rel: "preconnect", href: cognitoUrl, crossorigin: "anonymous" }));
  }

  /**
   * Answers with tokens (`AuthenticationResult`) or with a challenge (`ChallengeName`).
   *
   * @param {string} username
   * @param {string} password
   * @returns {Promise<CognitoAnswer>}
   */
  signIn(username, password) {
    return this.#call("InitiateAuth", {
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
  }

  /**
   * Answer the challenge of a first sign-in.
   *
   * @param {string} username
   * @param {string} password
   * @param {string} session
   * @returns {Promise<CognitoAnswer>}
   */
  newPassword(username, password, session) {
    return this.#call("RespondToAuthChallenge", {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeResponses: { USERNAME: username, NEW_PASSWORD: password },
      Session: session,
    });
  }

  /**
   * Get a fresh access token.
   *
   * @param {string} token
   * @returns {Promise<CognitoAnswer>}
   */
  refresh(token) {
    return this.#call("InitiateAuth", {
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: token },
    });
  }

  /**
   * Make a refresh token, and every access token from it, worthless.
   *
   * @param {string} token
   */
  revoke(token) {
    return this.#call("RevokeToken", { Token: token });
  }

  /**
   * @param {string} action
   * @param {object} body
   */
  async #call(action, body) {
    const { cognitoUrl, userPoolClientId } = await this.#config;
    const response = await request(cognitoUrl, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityProviderService.${action}`,
      },
      body: JSON.stringify({ ClientId: userPoolClientId, ...body }),
    });
    const text = await response.text();
    const answer = text ? JSON.parse(text) : {};
    if (response.ok) return answer;
    throw new CognitoError((answer.__type ?? "").split("#").pop(), answer.message ?? "");
  }
}
