/** Sending an entry: upload, submit, and only then forget the draft. */

import { ApiError, LinkDeadError } from "./api.js";
import { insist } from "./connection.js";
import { entryDocument } from "./entry.js";
import { t } from "./texts.js";

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
    // Only spares a second upload; that a full disk cannot note it does no harm.
    await drafts.save({ ...draft, uploaded: true }).catch(() => {});
  }
  const answer = await insist(() => api.submit(draft.id), notice);
  await drafts.drop(draft.id);
  return answer;
}

/**
 * Send what was keyed under a lease that is lost: the server keeps it. What it will not even keep
 * stays in this browser; then the answer is false.
 */
export async function sendLate(draft, form, desk) {
  try {
    await send({ ...draft, lease: { ...draft.lease, upload: form } }, desk);
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    desk.notice.bad(t("not_taken", { message: error.message }));
    return false;
  }
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
