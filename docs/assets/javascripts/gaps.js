/** Marks the sections where an answer left a gap, and narrows the navigation to them; loaded once there are answers. */
import { SITE, store } from "./store.js";

class Gaps extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#switch);
    store.addEventListener("changed", this.#show);
    this.#show();
  }

  disconnectedCallback() {
    store.removeEventListener("changed", this.#show);
    for (const one of document.querySelectorAll(".md-nav__item[hidden]")) /** @type {HTMLElement} */ (one).hidden = false;
  }

  #switch = (/** @type {Event} */ event) => {
    const { name, checked } = /** @type {HTMLInputElement} */ (event.target);
    store.set(name, checked);
  };

  #show = () => {
    const marks = store.setting("marks", true);
    const only = marks && store.setting("only", false);
    this.hidden = store.isEmpty;
    const [first, second] = this.querySelectorAll("input");
    [first.checked, second.checked, second.disabled] = [marks, only, !marks];
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fw-gap"))) {
      const chosen = /** @type {HTMLElement | null} */ (mark.closest("fieldworthy-item")?.querySelector("[data-gap]:checked"));
      mark.textContent = chosen?.dataset.gap ?? "";
      mark.hidden = !marks || chosen === null;
    }
    this.#narrow(only && !store.isEmpty);
  };

  /** Leave in the navigation only the sections of this page and the lessons that hold a gap. @param {boolean} only */
  #narrow(only) {
    const { answers } = store.project;
    const gaps = Object.keys(answers).filter((item) => answers[item]?.level && answers[item].level !== this.dataset.best);
    const lessons = /** @type {Record<string, string>} */ (JSON.parse(this.dataset.lessons ?? "{}"));
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".md-nav a[href]"))) {
      const item = link.hash.slice(1).toUpperCase();
      const lesson = Object.keys(lessons).find((id) => new URL(lessons[id], SITE).pathname === link.pathname);
      const place = link.closest(".md-nav__item");
      if (!lesson || !place || place.querySelector(".md-nav")) continue;
      const here = link.closest(".md-nav--secondary");
      const gap = here ? gaps.includes(item) : gaps.some((one) => one.startsWith(`${lesson}-`));
      /** @type {HTMLElement} */ (place).hidden = only && !gap;
    }
  }
}

customElements.define("fieldworthy-gaps", Gaps);
