/** The page of a centre's head: its people, what they hold, what waits, how right it is, and what they earn. */

import { el } from "../platform/dom.js";
import { money } from "../texts/texts.js";
import { section } from "./table.js";
import { kindName, moment, number, percent, say } from "./wording.js";

/** @import { Accuracy, CentreAnswer, HeldLease, OutboxFacts, PersonOfCentre } from "./documents.js" */

/** Draws the answer of `GET /centre`. */
export class Centre {
  /** @param {CentreAnswer} answer */
  draw({ name, people }) {
    const held = people.flatMap((person) => person.leases.map((lease) => ({ ...lease, name: person.name })));
    const accuracy = people.flatMap((person) => person.accuracy.map((kind) => ({ ...kind, name: person.name })));
    return [el("h1", {}, name), persons(people), leases(held), quality(accuracy)];
  }
}

/** @param {PersonOfCentre[]} people */
function persons(people) {
  return section(say("people"), [
    [say("person")], [say("holds"), "number"], [say("waits"), "number"], [say("waits_since")],
    [say("today"), "number"], [say("month"), "number"],
  ], people.map(({ name, leases: held, outbox, pay }) => [
    name, number(held.length), ...waiting(outbox), money(pay.today), money(pay.month),
  ]), say("people_none"));
}

/**
 * What the person's browser last said; it may be off since.
 *
 * @param {OutboxFacts | null} outbox
 */
function waiting(outbox) {
  if (!outbox) return ["", el("span", { class: "hint" }, say("never_said"))];
  const said = say("said_at", { moment: moment(outbox.as_of) });
  return [number(outbox.waiting), [
    outbox.oldest ? `${moment(outbox.oldest)} ` : "", el("span", { class: "hint" }, `(${said})`),
  ]];
}

/** @param {(HeldLease & { name: string })[]} held */
function leases(held) {
  const soonest = [...held].sort((one, other) => one.expires_at.localeCompare(other.expires_at));
  return section(say("leases"), [[say("person")], [say("work_type")], [say("stage")], [say("ends")]],
    soonest.map((lease) => [
      lease.name, lease.work_type, say(`stage_${lease.stage}`), moment(lease.expires_at),
    ]), say("leases_none"));
}

/** @param {(Accuracy & { name: string })[]} accuracy */
function quality(accuracy) {
  return section(say("quality"), [
    [say("person")], [say("kind")], [say("checked"), "number"], [say("wrong"), "number"],
    [say("error_rate"), "number"], [say("at_most"), "number"],
  ], accuracy.map((each) => [each.name, kindName(each.kind), ...figures(each)]), say("quality_none"));
}

/**
 * The cells of how right something is.
 *
 * @param {Accuracy} each
 */
export function figures({ checked, wrong, error_rate: rate, error_rate_upper_bound: bound }) {
  return [number(checked), number(wrong), rate === null ? "" : percent(rate), percent(bound)];
}
