/** A questionnaire of the reader's own: opened from a file, read by Python, and from then on like any other. */
import "./desk.js"; // which stands beside every questionnaire, and so beside the one that is opened here
import { ask } from "./engine.js";
import { receive } from "./files.js";
import { parsed } from "./markup.js";
import { SITE, store } from "./store.js";

class Own extends HTMLElement {
  #latest = 0;
  /** @type {AbortController | undefined} */
  #receiving;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    if (store.own) this.#read(store.own);
    this.#receiving = receive(this, (files, dropped) => this.#take(files, dropped));
  }

  disconnectedCallback() {
    this.#receiving?.abort();
  }

  #press = (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-own]"));
    if (button?.dataset.own === "open") this.#one("[type=file]").click();
    else if (button) this.#close();
  };

  /** @param {File[]} files @param {boolean} dropped which may be files of answers, for the desk */
  async #take(files, dropped) {
    const file = dropped ? files.find(({ name }) => /\.ya?ml$/i.test(name)) : files[0];
    if (!file) return;
    await this.#read({ name: file.name, text: await file.text() });
    if (!dropped) this.#go();
  }

  /** To what was opened. */
  #go() {
    const heading = /** @type {HTMLElement | null} */ (this.querySelector(".fw-opened > h2"));
    if (!heading || this.#one(".fw-told").hasChildNodes()) return;
    heading.tabIndex = -1;
    heading.focus();
  }

  /** @param {{ name: string, text: string }} file stays open when it can be read; otherwise what is wrong is said, line by line */
  async #read(file) {
    const turn = (this.#latest += 1);
    const { bundle = "" } = this.dataset;
    this.#say("starting");
    const args = [file.name, file.text, bundle, SITE.pathname];
    await ask(bundle, { questionnaire: "own", verb: "read", args }).then(
      (reply) => turn === this.#latest && this.#present(file, reply),
      (failure) => turn === this.#latest && this.#say(failure),
    );
  }

  /** @param {{ name: string, text: string }} file @param {{ html: string, compiled?: string }} reply */
  #present(file, { html, compiled }) {
    this.#one(".fw-told").replaceChildren(...(compiled ? [] : [parsed(html)]));
    if (compiled) this.#open(file, html, compiled);
  }

  /** @param {string} state */
  #say(state) {
    this.#one(".fw-told").textContent = this.#one(`[data-when="${state}"]`).textContent;
  }

  /** @param {{ name: string, text: string }} file @param {string} html @param {string} compiled */
  #open(file, html, compiled) {
    store.own = file;
    const part = document.importNode(parsed(html), true);
    const form = /** @type {any} */ (part.querySelector("fieldworthy-form"));
    form.compiled = compiled;
    this.#one(".fw-opened").replaceChildren(part);
    this.#one("[data-own=close]").hidden = false;
  }

  #close() {
    this.#latest += 1; // what is still being read is not wanted any more
    store.own = null;
    this.#one(".fw-told").replaceChildren();
    this.#one(".fw-opened").replaceChildren();
    this.#one("[data-own=close]").hidden = true;
    this.#one("[data-own=open]").focus();
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define("fieldworthy-own", Own);
