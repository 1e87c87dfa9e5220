/** Filters the rows of the ledger. Controls and words come with the page, and every row is there without this script. */

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/\s+/g, " ").replace(/ %/g, "%");

class Ledger extends HTMLElement {
  connectedCallback() {
    this.#form.addEventListener("input", this.#filter);
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("reset", () => setTimeout(this.#filter)); // the controls change after the event
    window.addEventListener("hashchange", this.#reveal);
    this.#form.hidden = false;
    this.#filter();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#reveal);
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  get #tables() {
    const tables = (this.closest("article") ?? document).querySelectorAll("table");
    return [...tables].filter((table) => table.querySelector("[data-kind]"));
  }

  #filter = () => {
    const asked = Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
    const words = plain(asked.search ?? "").split(" ");
    let shown = 0;
    let all = 0;
    for (const table of this.#tables) {
      const rows = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("tr[data-kind]")]);
      for (const row of rows) row.hidden = !fits(row, asked, words);
      const left = rows.filter((row) => !row.hidden).length;
      section(table, left === 0);
      shown += left;
      all += rows.length;
    }
    const status = /** @type {HTMLElement} */ (this.querySelector("[role=status]"));
    status.textContent = (status.dataset.said ?? "").replace("{shown}", String(shown)).replace("{all}", String(all));
  };

  /** Whoever follows a link to a row that is filtered out sees all rows again, and this one. */
  #reveal = () => {
    const row = document.getElementById(location.hash.slice(1));
    if (!row?.matches("tr[data-kind][hidden]")) return;
    this.#form.reset();
    setTimeout(() => row.scrollIntoView());
  };
}

/** @param {HTMLElement} row @param {Record<string, string>} asked @param {string[]} words */
function fits(row, asked, words) {
  const { kind, grade, status, lesson } = row.dataset;
  if (asked.kind && asked.kind !== kind) return false;
  if (asked.grade && asked.grade !== grade) return false;
  if (asked.status && asked.status !== status) return false;
  if (asked.lesson && !(lesson ?? "").split(" ").includes(asked.lesson)) return false;
  const text = plain(row.textContent ?? "");
  return words.every((word) => text.includes(word));
}

/** Hide or show a table with all that stands between it and its heading. @param {Element} table @param {boolean} hidden */
function section(table, hidden) {
  for (let part = /** @type {Element | null} */ (table); part; part = part.previousElementSibling) {
    /** @type {HTMLElement} */ (part).hidden = hidden;
    if (part.tagName === "H2") return;
  }
}

customElements.define("fieldworthy-ledger", Ledger);
