/** What the operator earned: a month, day by day, and what each piece of work paid. */

import { button, el } from "../platform/dom.js";
import { catalogueText, knows, money, t } from "../texts/texts.js";
import { dayName, monthAfter, monthName, monthNow } from "./dates.js";
import { Page } from "./page.js";

/** @import { AccountServices, PayLine, PayOfMonth } from "./documents.js" */

/**
 * Open the page; resolves when the operator goes back.
 *
 * @param {AccountServices} services
 */
export function open(services) {
  const page = new Page(services, t("earnings"));
  const months = new Months((month) => page.fill(`/pay/${month}`, async (answer) => (
    drawn(answer, await services.store.titles()))));
  page.tools(months.node);
  months.show();
  return page.open();
}

/** The month shown, and the way to the one before and after. */
class Months {
  node;
  #month = monthNow();
  #name = el("b", { class: "month", "aria-live": "polite" });
  #after = button("›", () => this.#go(1), "", { "aria-label": t("month_after") });
  /** @type {(month: string) => unknown} */
  #changed;

  /** @param {(month: string) => unknown} changed */
  constructor(changed) {
    this.#changed = changed;
    const before = button("‹", () => this.#go(-1), "", { "aria-label": t("month_before") });
    this.node = el("div", { class: "months", role: "group" }, before, this.#name, this.#after);
  }

  show() {
    this.#name.textContent = monthName(this.#month);
    // Not "disabled": that would take the focus away from whoever came here by this button.
    this.#after.setAttribute("aria-disabled", String(this.#month >= monthNow()));
    this.#changed(this.#month);
  }

  /** @param {number} by */
  #go(by) {
    if (by > 0 && this.#month >= monthNow()) return;
    this.#month = monthAfter(this.#month, by);
    this.show();
  }
}

/**
 * `titles` are those of the work types that this computer knows, by name.
 *
 * @param {PayOfMonth} pay
 * @param {Record<string, ByLanguage>} titles
 */
function drawn({ month, total, lines }, titles) {
  const sum = el("p", { class: "sum" }, t("earned_in", { month: monthName(month) }), " ", el("b", {}, money(total)));
  if (lines.length === 0) return [sum, el("p", {}, t("earned_nothing"))];
  return [sum, el("table", { class: "pay" },
    el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, t("pay_work")),
      el("th", { scope: "col" }, t("pay_for")),
      el("th", { scope: "col", class: "number" }, t("pay_records")),
      el("th", { scope: "col", class: "number" }, t("pay_amount")))),
    [...new Set(lines.map(({ day }) => day))].map((day) => (
      dayRows(day, lines.filter((line) => line.day === day), titles))))];
}

/**
 * @param {string} day
 * @param {PayLine[]} lines
 * @param {Record<string, ByLanguage>} titles
 */
function dayRows(day, lines, titles) {
  return el("tbody", {},
    el("tr", { class: "day" },
      el("th", { scope: "rowgroup", colspan: "3" }, dayName(day)),
      el("td", { class: "number" }, money(sumOf(lines)))),
    lines.map((line) => row(line, titles[line.work_type ?? ""])));
}

/**
 * @param {PayLine} line
 * @param {ByLanguage | undefined} title
 */
function row({ work_type: name, purpose, records, amount }, title) {
  const { text, lang } = title ? catalogueText(title) : { text: name ?? "", lang: "en" };
  return el("tr", {},
    el("td", { lang }, text),
    el("td", {}, knows(`pay_${purpose}`) ? t(`pay_${purpose}`) : purpose),
    el("td", { class: "number" }, String(records)),
    el("td", { class: "number" }, money(amount)));
}

/**
 * Add up rupees exactly: in hundredths of a paisa, which are whole numbers.
 *
 * @param {PayLine[]} lines
 */
function sumOf(lines) {
  return lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 10_000), 0) / 10_000;
}
