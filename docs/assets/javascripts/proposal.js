/** A readiness chapter for a proposal: the reader chooses a project and sections, Python writes the chapter, this shows and hands it out. */
import { item } from "./cite.js";
import { ask } from "./engine.js";
import { asked, today } from "./fieldworthy.js";
import { download } from "./files.js";
import { parsed, replace } from "./markup.js";
import { SITE, store } from "./store.js";

const QUIET = 250; // milliseconds until a choice is taken for the last one

/** @typedef {import("./files.js").Taken} Taken */

class Proposal extends HTMLElement {
  /** The rows of the ledger, fetched once. @type {Promise<string> | undefined} */
  #sources;
  /** The chapter as it is shown, and as text. @type {{ html: Taken, markdown: Taken } | null} */
  #made = null;
  /** The sections as Python chose them, which is the order of the chapter; what the reader adds comes after. @type {string[]} */
  #order = [];
  #latest = 0;
  #choices = 0;
  /** @type {number | undefined} */
  #delay;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.addEventListener("input", this.#type);
    store.addEventListener("changed", this.#show);
    this.#show();
    const { value } = /** @type {HTMLInputElement} */ (this.#one("[type=search]"));
    if (value) this.#find(value); // what was done before this script came; a lesson that was opened stays so
    if (this.#chosen.length) this.#later();
  }

  disconnectedCallback() {
    store.removeEventListener("changed", this.#show);
  }

  #show = () => {
    const list = /** @type {HTMLSelectElement} */ (this.#one("[data-project]"));
    const chosen = list.value;
    const options = store.filled.map(({ id, project }) => new Option(project.name || list.dataset.unnamed, id, false, id === chosen));
    list.replaceChildren(list.options[0], ...options);
    if (this.#made) this.#later();
  };

  #press = (/** @type {Event} */ event) => {
    const verb = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-ask]"))?.dataset.ask;
    if (verb === "gaps") this.#gaps();
    else if (verb === "none") this.#choose([]);
    else if (verb === "copy") this.#copy();
    else if (verb) this.#take(verb);
  };

  #type = (/** @type {Event} */ event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (control.type === "search") this.#find(control.value);
    else {
      this.#choices += 1;
      this.#later();
    }
  };

  /** Show the sections in which every word stands. @param {string} text */
  #find(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const lesson of this.querySelectorAll("details")) {
      const labels = [...lesson.querySelectorAll("label")];
      for (const label of labels) label.hidden = !words.every((word) => label.textContent?.toLowerCase().includes(word));
      lesson.hidden = labels.every((label) => label.hidden);
      lesson.open = words.length > 0 || lesson.querySelector(":checked") !== null;
    }
  }

  async #gaps() {
    const turn = (this.#choices += 1);
    const { sections, html = "" } = await this.#ask("gaps", this.#answers, today());
    if (turn !== this.#choices) return;
    this.#one(".fw-told").replaceChildren(parsed(html));
    if (sections) this.#choose(sections);
  }

  /** @param {string[]} sections */
  #choose(sections) {
    this.#choices += 1;
    this.#order = sections;
    for (const box of this.#boxes) box.checked = sections.includes(box.value);
    const search = /** @type {HTMLInputElement} */ (this.#one("[type=search]"));
    search.value = "";
    this.#find("");
    this.#later();
  }

  #later() {
    this.#one("[data-number]").textContent = String(this.#chosen.length);
    clearTimeout(this.#delay);
    this.#delay = setTimeout(() => this.#write(), QUIET);
  }

  async #write() {
    const turn = (this.#latest += 1);
    if (!this.#chosen.length) return this.#present(null, "");
    if (!this.#made) this.#say("starting");
    const [html, markdown] = await Promise.all([this.#propose("html"), this.#propose("markdown")]);
    if (turn !== this.#latest) return;
    this.#say("");
    this.#present(html.text ? { html, markdown } : null, html.text ?? html.html);
  }

  /** @param {{ html: Taken, markdown: Taken } | null} made @param {string} shown */
  #present(made, shown) {
    this.#made = made;
    this.#one("[data-takes]").hidden = made === null;
    this.#one("[data-empty]").hidden = shown !== "";
    replace(this.#one(".fw-chapter"), parsed(shown));
  }

  /** @param {string} state whose sentence is said; "" says nothing */
  #say(state) {
    this.#one(".fw-told").textContent = state && this.#one(`[data-when="${state}"]`).textContent;
  }

  /** @param {string} kind */
  async #take(kind) {
    download(await this.#propose(kind));
  }

  /** With live links where they can be, as Markdown elsewhere; where copying is not allowed the chapter is selected. */
  async #copy() {
    const { html, markdown } = this.#made ?? {};
    const [copied, select] = [this.#one("[data-copied]"), this.#one("[data-select]")];
    [copied.hidden, select.hidden] = [true, true];
    try {
      await navigator.clipboard.write([item(html?.text ?? "", markdown?.text ?? "")]);
      copied.hidden = false;
    } catch {
      getSelection()?.selectAllChildren(this.#one(".fw-chapter"));
      select.hidden = false;
    }
  }

  /** @param {string} kind */
  async #propose(kind) {
    this.#sources ??= rows();
    const sources = await this.#sources.catch((why) => {
      this.#sources = undefined;
      this.#say("missing");
      throw why;
    });
    return this.#ask("propose", kind, this.#answers, this.#chosen.join(","), SITE.href, today(), sources);
  }

  /** Ask Python; when it cannot answer, its sentence is said. @param {string} verb @param {...string} args */
  async #ask(verb, ...args) {
    const { bundle, questionnaire = "" } = this.dataset;
    return ask(bundle, { questionnaire, verb, args }).catch((why) => {
      this.#say(why);
      throw why;
    });
  }

  /** The answers of the chosen project as Python takes them, or "" for none. */
  get #answers() {
    const { value } = /** @type {HTMLSelectElement} */ (this.#one("[data-project]"));
    const found = store.projects.find(({ id }) => id === value);
    return found ? JSON.stringify(asked(found.project)) : "";
  }

  /** @returns {HTMLInputElement[]} */
  get #boxes() {
    return [...this.querySelectorAll(/** @type {"input"} */ ("[type=checkbox]"))];
  }

  get #chosen() {
    const chosen = this.#boxes.filter(({ checked }) => checked).map(({ value }) => value);
    return [...new Set([...this.#order.filter((id) => chosen.includes(id)), ...chosen])];
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** What the sections rest on, which only this page loads. */
async function rows() {
  const found = await fetch(new URL("data/sources.json", SITE));
  if (!found.ok) throw new Error(`${found.status} for ${found.url}`);
  return found.text();
}

customElements.define("fieldworthy-proposal", Proposal);
