/** The operator API (routes of /openapi.json), and the two kinds of S3 links in a lease. */

import { learn } from "./clock.js";
import { json, OfflineError, request, whole } from "./connection.js";

/**
 * Where access tokens come from (sign_in/session.js); `refused` is one that the API did not take.
 * @typedef {{token(refused?: string): Promise<string>}} TokenSource
 */

/** @typedef {{key: string, count: number, hours?: number}} TakeRequest */

/** The API refused: `code` and `message` are its own, `body` the whole answer. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {any} body
   */
  constructor(status, body) {
    super(body.message ?? `answer ${status}`);
    this.status = status;
    this.code = body.code ?? "";
    this.body = body;
  }
}

/** S3 refused a link: it is out of date, and renewing the lease gives fresh ones. */
export class LinkDeadError extends Error {}

/** All that the page asks of the server. Every call is safe to repeat. */
export class Api {
  /** @type {TokenSource} */
  #session;

  /** @param {TokenSource} session */
  constructor(session) {
    this.#session = session;
  }

  /** @returns {Promise<Me>} */
  me() {
    return this.call("GET", "/me");
  }

  /** @returns {Promise<{ leases: Lease[] }>} */
  leases() {
    return this.call("GET", "/leases");
  }

  /**
   * Take leases that last for so many hours at least; the same `key` returns the same ones.
   *
   * @param {TakeRequest} request
   * @returns {Promise<{ leases: Lease[], retry_after?: number }>}
   */
  take({ key, count, hours }) {
    return this.call("POST", "/leases", { count, hours }, { "Idempotency-Key": key });
  }

  /**
   * @param {string} lease
   * @param {number} [hours]
   * @returns {Promise<Lease>}
   */
  renew(lease, hours) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/renew`, hours ? { hours } : undefined);
  }

  /**
   * Tell how much waits in this browser.
   *
   * @param {number} waiting
   * @param {string | null} oldest
   */
  tellOutbox(waiting, oldest) {
    return this.call("PUT", "/me/outbox", { waiting, oldest });
  }

  /**
   * @param {string} lease
   * @returns {Promise<SubmitAnswer>}
   */
  submit(lease) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/submit`);
  }

  /** @param {string} lease */
  giveBack(lease) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/return`);
  }

  /**
   * @param {string} name
   * @param {number} version
   * @returns {Promise<WorkType>}
   */
  workType(name, version) {
    return this.call("GET", `/work-types/${encodeURIComponent(name)}/${version}`);
  }

  /**
   * Fetch the records of a lease.
   *
   * @param {string} url
   * @returns {Promise<InputDocument>}
   */
  async input(url) {
    const response = await request(url);
    if (!response.ok) throw new LinkDeadError();
    return json(response);
  }

  /**
   * Fetch an image. It may take minutes on a slow link.
   *
   * @param {string} url
   */
  async image(url) {
    const response = await request(url, { timeout: 300_000 });
    if (!response.ok) throw new LinkDeadError();
    return whole(response.blob());
  }

  /**
   * Post an entry with the form that the lease carries. S3 wants the file last.
   *
   * @param {UploadForm} form
   * @param {EntryDocument} entry
   */
  async upload({ url, fields }, entry) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([JSON.stringify(entry)], { type: "application/json" }));
    const response = await request(url, { method: "POST", body: form });
    if (!response.ok) throw new LinkDeadError();
  }

  /**
   * Make any request of the API: the pages that are fetched on demand have their own.
   *
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<any>}
   */
  async call(method, path, body, headers = {}) {
    const token = await this.#session.token();
    let response = await this.#send(method, path, body, headers, token);
    if (response.status === 401) {
      const fresh = await this.#session.token(token);
      response = await this.#send(method, path, body, headers, fresh);
    }
    if (response.status === 401) throw new OfflineError("a fresh token was refused"); // ask again later
    learn(response);
    const answer = await json(response);
    if (!response.ok) throw new ApiError(response.status, answer);
    return answer;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object | undefined} body
   * @param {Record<string, string>} headers
   * @param {string} token
   */
  #send(method, path, body, headers, token) {
    return request(path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
  }
}
