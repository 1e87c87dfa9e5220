/** All projects side by side: Python makes the tables, this chooses among projects, sorts and hides rows, and keeps what is settled. */
import { ask } from "./engine.js";
import { asked } from "./fieldworthy.js";
import { download, keep, receive } from "./files.js";
import { parsed, replace } from "./markup.js";
import { SITE, own, store } from "./store.js";

class Projects extends HTMLElement {
  /** What people agree on, to which what is settled is added. @type {any} */
  #agreed = null;

  /** The table for a spreadsheet. @type {import("./files.js").Taken | null} */
  #file = null;

  /** Numbers of the newest that was asked: a reply to an older one comes too late. */
  #listed = 0;
  #besides = 0;

  /** @type {AbortController | undefined} */
  #receiving;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.addEventListener("change", this.#change);
    store.addEventListener("changed", this.#show);
    this.#show();
    this.#receiving = receive(this, (files) => this.#read(files));
  }

  disconnectedCallback() {
    this.#receiving?.abort();
    store.removeEventListener("changed", this.#show);
  }

  #show = () => {
    const chosen = new Set(this.#chosen);
    const choices = this.#projects.map(({ id, name }) => choice(id, name, chosen.has(id)));
    replace(this.#one("[data-projects]"), ...choices);
    this.#one("[data-none]").hidden = choices.length > 0;
    this.#list();
  };

  #press = (/** @type {Event} */ event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const verb = /** @type {HTMLElement | null} */ (target.closest("[data-ask]"))?.dataset.ask;
    const head = /** @type {HTMLElement | null} */ (target.closest("thead button"));
    if (head) resort(head);
    if (verb === "open") this.#one("[type=file]").click();
    else if (verb === "table") this.#file && download(this.#file);
    else if (verb === "settle") this.#settle();
    else if (verb) this.#beside(verb);
  };

  #change = (/** @type {Event} */ event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (control.matches("[data-which]")) this.#list();
    else if (control.matches("[data-filter]")) this.#filter();
  };

  /** @param {File[]} files */
  async #read(files) {
    this.#one(".fw-told").replaceChildren(await keep(files, (...asked) => this.#ask(...asked)));
  }

  async #list() {
    const turn = (this.#listed += 1);
    const place = this.#one(".fw-portfolio");
    const projects = this.#projects;
    /** @type {HTMLElement} */ (place.parentElement).hidden = !projects.length;
    if (!projects.length) return place.replaceChildren();
    const { html, table } = await this.#ask("portfolio", JSON.stringify(projects), SITE.pathname);
    if (turn !== this.#listed) return;
    this.#file = table;
    this.#relist(parsed(html));
  }

  /** Show other tables, sorted and narrowed as the reader left those before. @param {DocumentFragment} fresh */
  #relist(fresh) {
    const place = this.#one(".fw-portfolio");
    const sorted = [...place.querySelectorAll("table")].map(sorting);
    const wanted = this.#wanted;
    for (const head of fresh.querySelectorAll("thead th")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
    }
    replace(place, fresh);
    for (const [n, table] of place.querySelectorAll("table").entries()) again(table, sorted[n]);
    for (const filter of this.#filters) {
      const option = [...filter.options].find(({ value }) => value === wanted[filter.dataset.filter ?? ""]);
      if (option) option.selected = true;
    }
    this.#filter();
  }

  /** @param {string} verb */
  async #beside(verb) {
    const turn = (this.#besides += 1);
    const chosen = this.#projects.filter(({ id }) => this.#chosen.includes(id));
    const { html, form = "", project } = await this.#ask(verb, JSON.stringify(chosen), SITE.pathname);
    if (turn !== this.#besides) return;
    const place = this.#one(".fw-beside-each-other");
    place.replaceChildren(parsed(html), parsed(form));
    this.#one(".fw-sides").hidden = false;
    this.#agreed = project ?? null;
    this.#one("[data-settled]").hidden = this.#agreed === null;
    place.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.#one("[data-kept-as]").hidden = true;
    const heading = this.#one("#sides");
    heading.tabIndex = -1;
    heading.focus();
  }

  /** Keep what is agreed with every point that was settled; points that were not stay open. */
  #settle() {
    const place = this.#one(".fw-beside-each-other");
    const by = /** @type {HTMLInputElement | null} */ (place.querySelector("[data-settled-by]"))?.value.trim();
    const project = { ...this.#agreed, facts: own(this.#agreed.facts), answers: own(this.#agreed.answers) };
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll("input:checked"))) {
      const { item, fact } = /** @type {HTMLElement} */ (input.closest("fieldset")).dataset;
      if (fact) project.facts[fact] = input.value;
      if (item) project.answers[item] = { ...JSON.parse(input.dataset.answer ?? "{}"), ...(by ? { settled_by: by } : {}) };
    }
    store.create({ ...project, unsaved: 1 });
    this.#one("[data-kept-as]").hidden = false;
  }

  #filter() {
    const wanted = this.#wanted;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".fw-portfolio tbody tr"))) {
      const gates = (row.dataset.gates ?? "").split(" ");
      const fits = (!wanted.stage || row.dataset.stage === wanted.stage) && (!wanted.gate || gates.includes(wanted.gate));
      row.hidden = !fits;
    }
  }

  /** @returns {HTMLSelectElement[]} */
  get #filters() {
    return [...this.querySelectorAll(/** @type {"select"} */ ("[data-filter]"))];
  }

  /** What is chosen in each filter. */
  get #wanted() {
    return Object.fromEntries(this.#filters.map((one) => [one.dataset.filter, one.value]));
  }

  /** Ask Python by the chosen questionnaire; when it cannot answer, its sentence is said. @param {string} verb @param {...string} args */
  async #ask(verb, ...args) {
    const questionnaire = /** @type {HTMLSelectElement} */ (this.#one("[data-which]")).value;
    return ask(this.dataset.bundle, { questionnaire, verb, args }).catch((why) => {
      this.#one(".fw-told").textContent = this.#one(`[data-when="${why}"]`).textContent;
      throw why;
    });
  }

  /** Every project that holds something, as Python takes it. */
  get #projects() {
    return store.filled.map(({ id, project }) => ({ id, name: project.name || id, text: JSON.stringify(asked(project)) }));
  }

  /** @returns {string[]} */
  get #chosen() {
    const checked = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("[data-projects] input:checked")]);
    return checked.map((one) => one.value);
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** @param {string} id @param {string} name @param {boolean} checked */
function choice(id, name, checked) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  [input.type, input.value, input.checked] = ["checkbox", id, checked];
  label.append(input, name);
  return label;
}

/** Sort a table by a column, the other way round when it is sorted so already. @param {HTMLElement} button */
function resort(button) {
  const head = /** @type {HTMLTableCellElement} */ (button.closest("th"));
  sort(head, head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending");
}

/** How a table is sorted: the name of the column, and which way round. @param {HTMLTableElement} table */
function sorting(table) {
  const head = table.querySelector("[aria-sort]");
  return { name: head?.textContent, order: head?.getAttribute("aria-sort") };
}

/** Sort a table as another one was. @param {HTMLTableElement} table @param {ReturnType<typeof sorting> | undefined} before */
function again(table, before) {
  const head = [...table.querySelectorAll(/** @type {"th"} */ ("thead th"))].find((one) => one.textContent === before?.name);
  if (head && before?.order) sort(head, before.order);
}

/** @param {HTMLTableCellElement} head of the column @param {string} order */
function sort(head, order) {
  const table = /** @type {HTMLTableElement} */ (head.closest("table"));
  for (const one of table.querySelectorAll("thead th")) one.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order);
  const key = (/** @type {HTMLTableRowElement} */ row) => {
    const cell = row.cells[head.cellIndex];
    return cell.dataset.sort ?? cell.textContent ?? "";
  };
  const rows = [...table.tBodies[0].rows].sort((a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }));
  table.tBodies[0].append(...(order === "ascending" ? rows : rows.reverse()));
}

customElements.define("fieldworthy-projects", Projects);
