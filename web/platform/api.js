/** The operator API (routes of /openapi.json), and the two kinds of S3 links in a lease. */

import { learn } from "./clock.js";
import { json, OfflineError, request, whole } from "./connection.js";

/** The API refused: `code` and `message` are its own, `body` the whole answer. */
export class ApiError extends Error {
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
  #session;

  constructor(session) {
    this.#session = session;
  }

  me() {
    return this.call("GET", "/me");
  }

  leases() {
    return this.call("GET", "/leases");
  }

  /** Take leases that last for so many hours at least; the same `key` returns the same ones. */
  take({ key, count, hours }) {
    return this.call("POST", "/leases", { count, hours }, { "Idempotency-Key": key });
  }

  renew(lease, hours) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/renew`, hours && { hours });
  }

  /** Tell how much waits in this browser. */
  tellOutbox(waiting, oldest) {
    return this.call("PUT", "/me/outbox", { waiting, oldest });
  }

  submit(lease) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/submit`);
  }

  giveBack(lease) {
    return this.call("POST", `/leases/${encodeURIComponent(lease)}/return`);
  }

  workType(name, version) {
    return this.call("GET", `/work-types/${encodeURIComponent(name)}/${version}`);
  }

  /** Fetch the records of a lease. */
  async input(url) {
    const response = await request(url);
    if (!response.ok) throw new LinkDeadError();
    return json(response);
  }

  /** Fetch an image. It may take minutes on a slow link. */
  async image(url) {
    const response = await request(url, { timeout: 300_000 });
    if (!response.ok) throw new LinkDeadError();
    return whole(response.blob());
  }

  /** Post an entry with the form that the lease carries. S3 wants the file last. */
  async upload({ url, fields }, entry) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", new Blob([JSON.stringify(entry)], { type: "application/json" }));
    const response = await request(url, { method: "POST", body: form });
    if (!response.ok) throw new LinkDeadError();
  }

  /** Make any request of the API: the pages that are fetched on demand have their own. */
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
