/** Sending an entry: upload, submit, and only then forget the draft. */

import { ApiError, LinkDeadError } from "./api.js";
import { insist } from "./connection.js";
import { document as entryDocument } from "./entry.js";

/**
 * Send a draft, however long it takes; resolve with the server's answer to the submit.
 *
 * Both steps are safe to repeat, so a lost answer neither loses nor doubles anything; a page that was
 * closed between them goes on with the second. Raise ApiError when the server refuses; the draft stays.
 *
 * @param desk `{api, drafts, notice}`
 */
export async function send(draft, { api, drafts, notice }) {
  if (!draft.uploaded && draft.lease.upload) {
    await upload(draft, api, notice);
    await drafts.save({ ...draft, uploaded: true });
  }
  const answer = await insist(() => api.submit(draft.id), notice);
  await drafts.drop(draft.id);
  return answer;
}

async function upload(draft, api, notice) {
  const entry = entryDocument(draft);
  try {
    await insist(() => api.upload(draft.lease.upload, entry), notice);
  } catch (error) {
    if (!(error instanceof LinkDeadError)) throw error;
    const form = await freshForm(draft.id, api, notice);
    await insist(() => api.upload(form, entry), notice);
  }
}

/** A lost lease, too, is given a form: what was keyed under it is kept. */
async function freshForm(lease, api, notice) {
  try {
    return (await insist(() => api.renew(lease), notice)).upload;
  } catch (error) {
    if (error instanceof ApiError && error.body.upload) return error.body.upload;
    throw error;
  }
}
