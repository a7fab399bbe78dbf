/** What the office sees of single items: who holds how many, and which were set aside. */

import { ask } from "../platform/ask.js";
import { el } from "../platform/dom.js";
import { act, section } from "./table.js";
import { moment, number, say } from "./wording.js";

/** @import { HolderRow, SetAsideRow } from "./documents.js" */
/** @import { Act } from "./office.js" */

const KEYS = { "give-out": "give_out", drop: "drop_upload", query: "query_item" };

/** @param {HolderRow[]} rows */
export function held(rows) {
  return section(say("held"), [
    [say("person")], [say("centre")], [say("work_type")], [say("waiting"), "number"], [say("ends")],
  ], rows.map((row) => [
    row.operator, row.centre, Object.keys(row.work_types).join(", "), number(row.items), moment(row.until),
  ]), say("held_none"));
}

/**
 * @param {SetAsideRow[]} items
 * @param {Act} doAct
 */
export function setAside(items, doAct) {
  return section(say("set_aside"), [
    [say("job")], [say("work_type")], [say("stage")], [say("reason")], [say("when")], [say("help")],
  ], items.map((item) => [
    `${item.job} / ${item.work_item}`, item.work_type, say(`stage_${item.stage}`),
    `${item.reason} (${number(item.count)})`, moment(item.set_aside_at),
    el("span", { class: "helps" }, item.actions.map((action) => act(
      say(KEYS[action]), `${action} ${item.job}/${item.work_item}`, () => decide(item, action, doAct),
      say(`${KEYS[action]}_sure`),
    ))),
  ]), say("set_aside_none"));
}

/**
 * @param {SetAsideRow} item
 * @param {keyof typeof KEYS} action
 * @param {Act} doAct
 */
async function decide({ job, work_item: item }, action, doAct) {
  const name = KEYS[action];
  const answer = await ask(say(`${name}_sure`), [["no", say("leave")], ["yes", say(name)]]);
  if (answer === "yes") await doAct(`/office/items/${job}/${item}/${action}`, {}, say("set_aside_done"));
}
