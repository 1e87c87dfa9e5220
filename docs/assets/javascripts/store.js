/**
 * Keeps what the reader answered: in this browser's storage, by project and by item id, for every page of the guide.
 *
 * @typedef {{ level?: string, dont_know?: boolean, not_applicable?: string, edition?: string, note?: string, link?: string,
 *   owner?: string, date?: string, review_by?: string, settled_by?: string }} Answer
 * @typedef {{ name: string, facts: Record<string, string>, answers: Record<string, Answer>, target?: string, unsaved: number }} Project
 *   `unsaved` counts the changes that no file holds
 * @typedef {{ id: string, at: string[], before: any, after: any, typed: string }} Change of one place in a project; no place means all
 *   of it; `typed` names the text that went on
 */

/** Where the site begins, whatever path it lies under. */
export const SITE = new URL("../../", import.meta.url);
const PROJECT = "fieldworthy/project/";
const LAST = "fieldworthy/last";
const OWN = "fieldworthy/own";
const SETTING = "fieldworthy/setting/";
const DAMAGED = "fieldworthy/damaged/";
const SAID = ["level", "dont_know", "not_applicable", "edition", "settled_by"];
const MOST_STEPS = 500;

/** Dispatches `changed` when anything changes, here or in another tab. */
class Store extends EventTarget {
  /** What is wrong with the storage, if anything: `off` when nothing can be kept. @type {"off" | null} */
  trouble = null;
  /** A project to look at that is not kept: what a shared link holds. @type {Project | null} */
  copy = null;
  /** What is kept here when the storage keeps nothing. @type {Map<string, string>} */
  #memory = new Map();
  /** @type {Project} */
  #project;
  #id = "";
  /** @type {Change[][]} */
  #done = [];
  /** @type {Change[][]} */
  #undone = [];
  /** @type {Change[] | null} */
  #step = null;

  constructor() {
    super();
    this.#id = this.#get(LAST) ?? "1";
    this.#project = this.#read(this.#id) ?? empty();
    addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith("fieldworthy/")) this.#reread();
    });
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.#reread(); // a page that was kept aside hears of nothing meanwhile
    });
  }

  /** @returns {Project} the project that is open */
  get project() {
    return this.copy ?? this.#project;
  }

  get id() {
    return this.copy ? "" : this.#id;
  }

  get isEmpty() {
    return isBlank(this.project);
  }

  get canUndo() {
    return !this.copy && this.#done.length > 0;
  }

  get canRedo() {
    return !this.copy && this.#undone.length > 0;
  }

  /** Every project that is kept, the open one included, by name. @returns {{ id: string, project: Project }[]} */
  get projects() {
    const ids = new Set([this.#id, ...this.#keys(PROJECT).map((key) => key.slice(PROJECT.length))]);
    const found = [...ids].map((id) => ({ id, project: id === this.#id ? this.#project : this.#read(id) }));
    const kept = /** @type {{ id: string, project: Project }[]} */ (found.filter((one) => one.project));
    return kept.sort((a, b) => a.project.name.localeCompare(b.project.name) || a.id.localeCompare(b.id, "en", { numeric: true }));
  }

  /** Every project that holds an answer or a fact, by name. */
  get filled() {
    return this.projects.filter(({ project }) => !isBlank(project));
  }

  /** @param {string} item @param {Answer | null} said null to leave the item open; what is kept beside the answer stays */
  answer(item, said) {
    const beside = Object.entries(this.#kept(item)).filter(([part]) => !SAID.includes(part));
    const answer = { ...Object.fromEntries(beside), ...said };
    this.#write(["answers", item], Object.keys(answer).length ? answer : undefined);
  }

  /** @param {string} item @param {string} part such as `note` @param {string} text */
  keep(item, part, text) {
    const { [/** @type {keyof Answer} */ (part)]: _, ...rest } = this.#kept(item);
    const answer = text ? { ...rest, [part]: text } : rest;
    this.#write(["answers", item], Object.keys(answer).length ? answer : undefined, part);
  }

  /** @param {string} fact @param {string | null} choice null when it is not known */
  state(fact, choice) {
    this.#write(["facts", fact], choice ?? undefined);
  }

  /** @param {string | null} stage the stage that is wanted next, null for none in particular */
  aim(stage) {
    this.#write(["target"], stage ?? undefined);
  }

  /** @param {string} name */
  rename(name) {
    this.#write(["name"], name, "name");
  }

  /** Open a project that is kept. @param {string} id */
  open(id) {
    this.copy = null;
    this.#project = this.#read(id) ?? empty();
    this.#id = id;
    this.#set(LAST, id);
    this.#tell();
  }

  /** Keep a new project, and open it. @param {Partial<Project>} content */
  create(content) {
    const numbers = [this.#id, ...this.#keys(PROJECT).map((key) => key.slice(PROJECT.length))].map(Number).filter(Number.isInteger);
    const id = String(Math.max(0, ...numbers) + 1);
    this.copy = null;
    this.together(() => {
      this.#write([], { ...empty(), ...content }, "", id);
      this.open(id);
    });
  }

  /** Remove the open project, which can be undone; another one is opened. */
  remove() {
    if (this.copy) return;
    this.together(() => {
      this.#write([], undefined);
      const [next] = this.#keys(PROJECT);
      this.open(next ? next.slice(PROJECT.length) : "1");
    });
  }

  /** A file that stays open from visit to visit. @returns {{ name: string, text: string } | null} */
  get own() {
    try {
      const { name, text } = JSON.parse(this.#get(OWN) ?? "null");
      return typeof name === "string" && typeof text === "string" ? { name, text } : null;
    } catch {
      return null; // none, or not ours
    }
  }

  set own(file) {
    if (file) this.#set(OWN, JSON.stringify(file));
    else this.#drop(OWN);
  }

  /** @param {string} name @param {boolean} otherwise what holds while the reader chose nothing */
  setting(name, otherwise) {
    return (this.#get(SETTING + name) ?? String(otherwise)) === "true";
  }

  /** @param {string} name @param {boolean} value */
  set(name, value) {
    this.#set(SETTING + name, String(value));
    this.#tell();
  }

  /** Remember that a file holds all of the open project; a copy to look at is not the reader's own. */
  filed() {
    if (this.copy) return;
    this.#project = { ...this.#project, unsaved: 0 };
    this.#save(this.#id, this.#project);
    this.#tell();
  }

  /** Leave nothing of ours in this browser, and nothing of the theme's, which names what it keeps by the site's path. */
  erase() {
    const theme = `${SITE.pathname}.__`;
    for (const start of ["fieldworthy/", theme]) for (const key of this.#keys(start)) this.#drop(key);
    forget(theme);
    [this.#done, this.#undone, this.#id, this.#project, this.copy] = [[], [], "1", empty(), null];
    this.#tell();
  }

  /** Look at a project without keeping it, or go back to one's own. @param {Partial<Project> | null} content */
  look(content) {
    this.copy = content && sound({ ...empty(), ...content });
    this.#tell();
  }

  /** Make several changes that are undone as one. @param {() => void} changes */
  together(changes) {
    this.#step = [];
    changes();
    const step = this.#step;
    this.#step = null;
    if (step.length) this.#remember(step);
    this.#tell();
  }

  undo() {
    const step = this.canUndo && this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    for (const { id, at, before } of [...step].reverse()) this.#put(id, at, before);
    this.#follow(step);
  }

  redo() {
    const step = this.canRedo && this.#undone.pop();
    if (!step) return;
    this.#done.push(step);
    for (const { id, at, after } of step) this.#put(id, at, after);
    this.#follow(step);
  }

  #reread() {
    this.#project = this.#read(this.#id) ?? empty();
    this.#tell();
  }

  /** @param {string} item @returns {Answer} */
  #kept(item) {
    const answer = this.#project.answers[item];
    return isMap(answer) ? answer : {};
  }

  /** @param {string[]} at @param {any} after undefined to leave nothing there @param {string} typed the text that goes on, in one step */
  #write(at, after, typed = "", id = this.#id) {
    if (this.copy) return;
    const before = this.#put(id, at, after);
    const last = this.#done.at(-1)?.at(-1);
    const change = { id, at, before, after, typed };
    if (this.#step) this.#step.push(change);
    else if (last && typed && !this.#undone.length && same(last, change)) last.after = after;
    else this.#remember([change]);
    if (!this.#step) this.#tell(typed !== "");
  }

  /** @param {Change[]} step */
  #remember(step) {
    this.#done = [...this.#done.slice(-MOST_STEPS), step];
    this.#undone = [];
  }

  /** Change one place, reading anew what other tabs kept. @param {string} id @param {string[]} at @param {any} value */
  #put(id, at, value) {
    const found = this.#read(id) ?? (id === this.#id ? this.#project : null);
    const project = sound(found ?? empty());
    const [part, key] = at;
    const place = /** @type {any} */ (key === undefined ? project : project[/** @type {"facts" | "answers"} */ (part)]);
    const before = at.length ? place[key ?? part] : (found ?? undefined);
    if (at.length) {
      if (value === undefined) delete place[key ?? part];
      else place[key ?? part] = value;
      project.unsaved += 1;
    }
    const after = at.length ? project : value;
    this.#save(id, after);
    if (id === this.#id) this.#project = after ?? empty();
    return before;
  }

  /** Show the project that was changed. @param {Change[]} step */
  #follow(step) {
    const { id } = step[step.length - 1];
    const [next = PROJECT + "1"] = this.#get(PROJECT + id) === null ? this.#keys(PROJECT) : [PROJECT + id];
    this.open(next.slice(PROJECT.length));
  }

  #tell(typed = false) {
    if (!this.#step) this.dispatchEvent(new CustomEvent("changed", { detail: { typed } }));
  }

  /** @param {string} id @returns {Project | null} */
  #read(id) {
    const text = this.#get(PROJECT + id);
    if (text === null) return null;
    try {
      return sound(JSON.parse(text));
    } catch {
      this.#set(DAMAGED + id, text);
      return null;
    }
  }

  /** @param {string} id @param {Project | undefined} project */
  #save(id, project) {
    if (project === undefined) this.#drop(PROJECT + id);
    else {
      this.#set(PROJECT + id, JSON.stringify(project));
      if (id === this.#id) this.#set(LAST, id);
    }
  }

  /** @param {string} start @returns {string[]} */
  #keys(start) {
    try {
      return [...Object.keys(localStorage), ...this.#memory.keys()].filter((key) => key.startsWith(start));
    } catch {
      return [...this.#memory.keys()].filter((key) => key.startsWith(start));
    }
  }

  /** @param {string} key */
  #get(key) {
    try {
      return this.#memory.get(key) ?? localStorage.getItem(key);
    } catch {
      this.trouble = "off";
      return null;
    }
  }

  /** @param {string} key @param {string} text */
  #set(key, text) {
    try {
      localStorage.setItem(key, text);
      this.#memory.delete(key);
      if (!this.#memory.size) this.trouble = null;
    } catch {
      this.#memory.set(key, text);
      this.trouble = "off";
    }
  }

  /** @param {string} key */
  #drop(key) {
    this.#memory.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      this.trouble = "off";
    }
  }
}

/** @returns {Project} */
const empty = () => ({ name: "", facts: own({}), answers: own({}), unsaved: 0 });

/** @param {Project} project */
const isBlank = ({ facts, answers }) => !Object.keys(answers).length && !Object.keys(facts).length;

/** A map's own entries and nothing inherited, so that an item may be called `constructor`. @template T @param {Record<string, T>} map */
export const own = (map) => /** @type {Record<string, T>} */ (Object.assign(Object.create(null), map));

/** Drop what this tab alone keeps. @param {string} start */
function forget(start) {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
  } catch {
    // nothing is kept there anyway
  }
}

/** Whether two changes are of the same text. @param {Change} one @param {Change} other */
const same = (one, other) => one.id === other.id && one.typed === other.typed && one.at.join("\n") === other.at.join("\n");

/** @param {any} project what was stored @returns {Project} the same as one to write to, or an exception when it is not ours */
function sound(project) {
  const { name, facts, answers, unsaved = 0 } = project;
  if (typeof name !== "string" || !isMap(answers) || !isMap(facts) || !Number.isInteger(unsaved)) throw new TypeError("not ours");
  return { ...project, facts: own(facts), answers: own(answers), unsaved };
}

/** @param {unknown} value */
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const store = new Store();
