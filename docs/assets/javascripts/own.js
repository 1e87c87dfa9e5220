/** A questionnaire of the reader's own: opened from a file, read by Python, and from then on like any other. */
import "./desk.js"; // which stands beside every questionnaire, and so beside the one that is opened here
import { call } from "./engine.js";
import { SITE } from "./fieldworthy.js";
import { parsed } from "./markup.js";
import { store } from "./store.js";

class Own extends HTMLElement {
  #latest = 0;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.addEventListener("change", this.#choose);
    addEventListener("dragover", this.#drag);
    addEventListener("drop", this.#drag);
    if (store.own) this.#read(store.own);
    this.#take(); // a file may have been chosen before this script came
  }

  disconnectedCallback() {
    removeEventListener("dragover", this.#drag);
    removeEventListener("drop", this.#drag);
  }

  #press = (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-own]"));
    if (button?.dataset.own === "open") this.#input.click();
    else if (button) this.#close();
  };

  #choose = (/** @type {Event} */ event) => {
    if (event.target === this.#input) this.#take();
  };

  async #take() {
    const [file] = this.#input.files ?? [];
    this.#input.value = "";
    if (!file) return;
    await this.#read({ name: file.name, text: await file.text() });
    this.#go();
  }

  #drag = async (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const file = [...event.dataTransfer.files].find(({ name }) => /\.ya?ml$/i.test(name));
    if (event.type === "drop" && file) this.#read({ name: file.name, text: await file.text() });
  };

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
    const bundle = this.dataset.bundle ?? "";
    const args = [file.name, file.text, bundle, SITE.pathname];
    this.#say("starting");
    try {
      const request = { bundle: new URL(`assets/bundle/${bundle}/`, SITE).href, questionnaire: "own", verb: "read", args };
      const { html, compiled } = JSON.parse(await call(request));
      if (turn !== this.#latest) return;
      this.#one(".fw-told").replaceChildren(...(compiled ? [] : [parsed(html)]));
      if (compiled) this.#open(file, html, compiled);
    } catch (why) {
      if (turn === this.#latest) this.#say(typeof why === "string" ? why : "crashed");
    }
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
    this.#one(".fw-opened").replaceChildren();
    this.#one("[data-own=close]").hidden = true;
    this.#one("[data-own=open]").focus();
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.#one("[type=file]"));
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define("fieldworthy-own", Own);
