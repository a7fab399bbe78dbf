/** What a record is keyed from: its page image, or its row. Both have the same three methods. */

import { el } from "./dom.js";
import { t } from "./texts.js";
import { Viewer } from "./viewer.js";

/** The images of a lease. */
export class ImageSource {
  #lease;
  #viewer;
  #links = new Map(); // as first used: a renewed lease has others, but they fetch the same again

  /** `renew` resolves when the lease has fresh links. */
  constructor(lease, renew) {
    this.#lease = lease;
    this.#viewer = new Viewer(async (record) => {
      await renew();
      this.#links.delete(record);
      return this.#link(record);
    });
    this.node = this.#viewer.node;
  }

  /** Show a record; `next` is the one that will probably follow, fetched ahead. */
  show({ record, show }, next) {
    this.#viewer.show(record, this.#link(record), nameOf(show));
    if (next) new Image().src = this.#link(next.record);
  }

  command(name) {
    return this.#viewer.command(name);
  }

  #link(record) {
    if (!this.#links.has(record)) this.#links.set(record, this.#lease.images[record]);
    return this.#links.get(record);
  }
}

/** The rows of a lease. */
export class RowSource {
  node = el("div", { class: "row-source", tabindex: "0", role: "group", "aria-label": t("row_pane") });

  show({ show }) {
    this.node.replaceChildren(el("dl", {}, Object.entries(show).map(([column, value]) => el("div", {},
      el("dt", {}, column),
      el("dd", {}, value === "" ? "—" : String(value))))));
    this.node.scrollTop = 0;
  }

  command() {
    return false;
  }
}

/** The name of a page image: its file, and its page where there are several. */
function nameOf({ file, page }) {
  return page ? t("file_page", { file, page }) : String(file);
}
