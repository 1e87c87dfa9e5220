/** The tools above a form: projects, undo, files, sharing. All words come with the page or from Python. */
import { asked, today } from "./fieldworthy.js";
import { download, keep, receive } from "./files.js";
import { parsed } from "./markup.js";
import { forget } from "./memory.js";
import { SITE, store } from "./store.js";

const SHARED = "#shared=";

class Desk extends HTMLElement {
  #shares = 0;
  /** @type {AbortController | undefined} */
  #receiving;

  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.addEventListener("change", this.#change);
    this.addEventListener("input", this.#type);
    store.addEventListener("changed", this.#show);
    for (const [kind, heard] of this.#heard) addEventListener(kind, /** @type {EventListener} */ (heard));
    this.#show();
    this.#arrive();
    this.#receiving = receive(this, (files) => this.#read(files));
  }

  disconnectedCallback() {
    this.#receiving?.abort();
    store.removeEventListener("changed", this.#show);
    for (const [kind, heard] of this.#heard) removeEventListener(kind, /** @type {EventListener} */ (heard));
    if (store.copy) store.look(null);
  }

  /** @type {Record<string, (button: HTMLElement) => unknown>} what each button does */
  #does = {
    undo: () => store.undo(),
    redo: () => store.redo(),
    save: () => this.#save(),
    open: () => this.#one("[type=file]").click(),
    new: () => this.#named(store.create({})),
    duplicate: () => this.#named(store.create({ ...structuredClone(store.project), name: `${this.#name} 2`.trim(), unsaved: 0 })),
    delete: () => store.remove(),
    erase: () => this.#erase(),
    share: () => this.#share(),
    copy: (button) => this.#copy(button),
    export: (button) => this.#export(button.dataset.kind ?? ""),
    print: () => print(),
    keep: () => this.#leave(() => store.create({ ...structuredClone(store.project), unsaved: 1 })),
    drop: () => this.#leave(() => store.look(null)),
    projects: () => /** @type {HTMLDialogElement} */ (this.#one(".fw-projects")).showModal(),
    close: (button) => button.closest("dialog")?.close(),
  };

  #press = (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    if (button) this.#does[button.dataset.do ?? ""](button);
  };

  #change = (/** @type {Event} */ event) => {
    const control = /** @type {HTMLSelectElement} */ (event.target);
    if (control.matches("[data-open]")) store.open(control.value);
  };

  #type = (/** @type {Event} */ event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (control.matches("[data-name]")) store.rename(control.value);
  };

  #keys = (/** @type {KeyboardEvent} */ event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const typing = /** @type {Element} */ (event.target).matches?.("textarea, input:not([type=radio], [type=checkbox])");
    const key = event.key.toLowerCase();
    const does = key === "s" ? "save" : typing ? "" : key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : "";
    if (!does) return;
    event.preventDefault();
    this.#does[does](this);
  };

  /** What would be lost is asked about before the page goes: only where nothing can be kept. */
  #stay = (/** @type {Event} */ event) => {
    if (store.trouble && store.project.unsaved) event.preventDefault();
  };

  #unfold = () => {
    const folded = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("article details:not([open])"));
    for (const one of folded) one.open = true;
    addEventListener("afterprint", () => folded.forEach((one) => (one.open = false)), { once: true });
  };

  #arrive = async () => {
    const { hash } = location;
    if (!hash.startsWith(SHARED)) return;
    const reply = await this.#ask("shared", hash.slice(SHARED.length));
    if (hash !== location.hash) return; // the reader went on
    this.#tell(parsed(reply.html));
    if (reply.project) store.look(reply.project);
  };

  /** @type {[string, Function][]} */
  #heard = [
    ["keydown", this.#keys],
    ["beforeunload", this.#stay],
    ["beforeprint", this.#unfold],
    ["hashchange", this.#arrive],
  ];

  #show = () => {
    const list = /** @type {HTMLSelectElement} */ (this.#one("[data-open]"));
    const unnamed = list.dataset.unnamed ?? "";
    const options = store.projects.map(({ id, project }) => new Option(project.name || unnamed, id, false, id === store.id));
    list.replaceChildren(...options);
    const name = /** @type {HTMLInputElement} */ (this.#one("[data-name]"));
    if (name.value !== store.project.name) name.value = store.project.name;
    this.#one("[data-unsaved]").textContent = String(store.project.unsaved);
    this.#one("[data-reminder]").hidden = !store.project.unsaved;
    this.#one("[data-do=undo]").ariaDisabled = String(!store.canUndo); // which keeps the focus, as `disabled` does not
    this.#one("[data-do=redo]").ariaDisabled = String(!store.canRedo);
    this.#one(".fw-copied").hidden = store.copy === null;
    this.#one(".fw-tools").hidden = store.copy !== null;
  };

  /** Nothing stays, Python's memory and the copy of the site included. */
  async #erase() {
    store.erase();
    await forget(SITE.href);
    await (await import("./offline.js")).remove();
  }

  /** A file with all of the open project; it needs no Python. */
  #save() {
    const { facts, answers, target } = store.project;
    const edition = this.closest("fieldworthy-form")?.getAttribute("data-edition");
    const text = JSON.stringify({ format: "fieldworthy-answers/1", name: this.#name, edition, facts, answers, target }, null, 1);
    download({ name: `${slug(this.#name)}.json`, type: "application/json", text });
    store.filed();
  }

  /** @param {File[]} files each becomes a project of its own, or a sentence that says why not; a questionnaire is none */
  async #read(files) {
    const answers = files.filter(({ name }) => !/\.ya?ml$/i.test(name));
    this.#tell(await keep(answers, (...asked) => this.#ask(...asked)));
  }

  async #share() {
    const turn = (this.#shares += 1);
    this.#fill({}); // what was shared before may not be what is shared now
    /** @type {HTMLDialogElement} */ (this.#one(".fw-share")).showModal();
    const answers = JSON.stringify(asked());
    const { fragment } = await this.#ask("share", answers);
    const address = location.href.split("#")[0] + SHARED + fragment;
    if (turn === this.#shares) this.#fill({ link: address });
    const snippets = await this.#ask("badge", answers, address, today());
    if (turn === this.#shares) this.#fill({ link: address, ...snippets });
  }

  /** @param {Record<string, string>} texts to copy: the link, and each snippet by its kind */
  #fill(texts) {
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("[data-link], [data-snippet]"))) {
      field.value = texts[field.dataset.snippet ?? "link"] ?? "";
    }
  }

  /** @param {HTMLElement} button copies what stands in the field before it, or selects it where copying is not allowed */
  async #copy(button) {
    const field = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input, textarea"));
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.#copied(true);
    } catch {
      this.#copied(false);
    }
  }

  /** @param {boolean} copied says so, or that it is left to the reader */
  #copied(copied) {
    this.#one("[data-copied]").hidden = !copied;
    this.#one("[data-select]").hidden = copied;
  }

  /** @param {string} kind */
  async #export(kind) {
    download(await this.#ask("export", kind, JSON.stringify(asked()), SITE.href, today()));
  }

  /** @param {() => void} decide keeps or drops a shared copy */
  #leave(decide) {
    history.replaceState(history.state, "", location.pathname + location.search);
    decide();
    this.#tell();
    this.#one("[data-open]").focus();
  }

  /** Let the reader name what was just made. @param {unknown} _made */
  #named(_made) {
    /** @type {HTMLInputElement} */ (this.#one("[data-name]")).select();
  }

  /** Ask Python of the form below; when it cannot answer, its sentence is said. @param {string} verb @param {...string} args */
  #ask(verb, ...args) {
    return /** @type {any} */ (this.closest("fieldworthy-form")).ask(verb, ...args).catch((/** @type {string} */ why) => {
      this.#tell(this.closest("fieldworthy-form")?.querySelector(`[data-when="${why}"]`)?.textContent ?? "");
      throw why;
    });
  }

  /** @param {...(Node | string)} said */
  #tell(...said) {
    this.#one(".fw-told").replaceChildren(...said);
  }

  get #name() {
    return store.project.name.trim();
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** A name as a file can have it. @param {string} name */
const slug = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "fieldworthy";

customElements.define("fieldworthy-desk", Desk);
