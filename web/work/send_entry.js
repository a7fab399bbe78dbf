/** Sending an entry, once: upload, submit, and only then forget the draft. */

import { entryDocument, isTooLarge } from "../keying/entry.js";
import { ApiError, LinkDeadError } from "../platform/api.js";
import { t } from "../texts/texts.js";

/** @import { Api } from "../platform/api.js" */
/** @import { Drafts } from "./drafts.js" */

/**
 * Send a draft; resolve with the server's answer to the submit.
 *
 * Both steps are safe to repeat, so a lost answer neither loses nor doubles anything; a page that was
 * closed between them goes on with the second. Raise OfflineError when the link fails, ApiError or
 * LinkDeadError when the server refuses; the draft stays.
 *
 * @param {Draft} draft
 * @param {{ api: Api, drafts: Drafts }} services
 */
export async function send(draft, { api, drafts }) {
  if (!draft.uploaded) {
    await upload(draft, api);
    draft.uploaded = true;
    // Only spares a second upload; that a full disk cannot note it does no harm.
    await drafts.save(draft).catch(() => {});
  }
  const answer = await submit(draft, api);
  await drafts.drop(draft.id);
  return answer;
}

/**
 * @param {Draft} draft
 * @param {Api} api
 */
async function submit(draft, api) {
  try {
    return await api.submit(draft.id);
  } catch (error) {
    if (error instanceof ApiError && error.code === "no_upload") draft.uploaded = false; // so the next try brings it
    throw error;
  }
}

/**
 * @param {Draft} draft
 * @param {Api} api
 */
async function upload(draft, api) {
  const entry = entryDocument(draft);
  if (isTooLarge(entry)) throw new ApiError(422, { code: "bad_entry", message: t("entry_too_large") });
  try {
    await api.upload(draft.lease.upload, entry);
  } catch (error) {
    if (!(error instanceof LinkDeadError)) throw error;
    draft.lease.upload = await freshForm(draft.id, api);
    await api.upload(draft.lease.upload, entry);
  }
}

/**
 * A lost lease, too, is given a form: what was keyed under it is kept.
 *
 * @param {string} lease
 * @param {Api} api
 * @returns {Promise<UploadForm>}
 */
async function freshForm(lease, api) {
  try {
    return (await api.renew(lease)).upload;
  } catch (error) {
    if (error instanceof ApiError && error.body.upload) return error.body.upload;
    throw error;
  }
}
