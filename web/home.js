/** The screens between two work items: ready to begin, and no work to be had. */

import { button, el, show } from "./dom.js";
import { t } from "./texts.js";

/** Wait until the operator wants work. */
export function ready(me) {
  return new Promise((resolve) => {
    const get = button(t("get_work"), () => resolve(), "main large");
    show(el("section", { class: "card home" },
      el("h1", {}, t("welcome", { name: me.name })),
      el("p", {}, t("welcome_how")),
      get));
    get.focus();
  });
}

/** Say that there is no work, and wait: for that many seconds, or until the operator asks. */
export function noWork(seconds) {
  const until = performance.now() + seconds * 1000;
  const count = el("p", { class: "count", "aria-hidden": "true" });
  return new Promise((resolve) => {
    const go = () => {
      clearInterval(ticking);
      resolve();
    };
    const tick = () => {
      const left = Math.max(Math.ceil((until - performance.now()) / 1000), 0);
      count.textContent = t("no_work_again_in", { seconds: left });
      if (left === 0) go();
    };
    const ticking = setInterval(tick, 250);
    const now = button(t("look_now"), go, "main");
    show(el("section", { class: "card home", role: "status" },
      el("h1", {}, t("no_work")),
      el("p", {}, t("no_work_how")),
      count, now));
    now.focus();
    tick();
  });
}

/** Say that something is being fetched. */
export function busy() {
  show(el("p", { class: "busy", role: "status" }, t("fetching")));
}
