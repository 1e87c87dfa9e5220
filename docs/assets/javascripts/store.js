/**
 * Keeps what the reader answered: in this browser's storage, by project and by item id, for every page of the guide.
 *
 * @typedef {{ level?: string, dont_know?: boolean, not_applicable?: string, edition?: string }} Answer
 * @typedef {{ facts: Record<string, string>, answers: Record<string, Answer>, target?: string }} Project
 * @typedef {{ format: 1, current: string, projects: Record<string, Project> }} State
 */

const KEY = "fieldworthy";
const DAMAGED = "fieldworthy-damaged";

/** @returns {State} */
const empty = () => ({ format: 1, current: "1", projects: { 1: { facts: {}, answers: {} } } });

/** Dispatches `changed` when answers change, here or in another tab. */
class Store extends EventTarget {
  /** What is wrong with the storage, if anything: `off` when nothing can be kept. @type {"off" | null} */
  trouble = null;
  /** @type {State} */
  #state = empty();

  constructor() {
    super();
    this.#load();
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) {
        this.#load();
        this.dispatchEvent(new Event("changed"));
      }
    });
  }

  /** @returns {Project} the project that is open */
  get project() {
    return this.#state.projects[this.#state.current];
  }

  get isEmpty() {
    return !Object.keys(this.project.answers).length && !Object.keys(this.project.facts).length;
  }

  /** @param {string} item @param {Answer | null} answer null to leave the item open */
  answer(item, answer) {
    this.#change((project) => put(project.answers, item, answer));
  }

  /** @param {string} fact @param {string | null} choice null when it is not known */
  state(fact, choice) {
    this.#change((project) => put(project.facts, fact, choice));
  }

  /** @param {string | null} stage the stage that is wanted next, null for none in particular */
  aim(stage) {
    this.#change((project) => {
      project.target = stage ?? undefined;
    });
  }

  /** @param {(project: Project) => void} change */
  #change(change) {
    if (!this.trouble) this.#load();
    change(this.project);
    this.#save();
    this.dispatchEvent(new Event("changed"));
  }

  #load() {
    /** @type {string | null} */
    let text = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      this.trouble = "off";
    }
    if (text === null) {
      if (!this.trouble) this.#state = empty();
      return;
    }
    try {
      this.#state = sound(JSON.parse(text));
    } catch {
      this.#state = empty();
      this.#set(DAMAGED, text);
    }
  }

  #save() {
    this.#set(KEY, JSON.stringify(this.#state));
  }

  /** @param {string} key @param {string} text */
  #set(key, text) {
    try {
      localStorage.setItem(key, text);
      this.trouble = null;
    } catch {
      this.trouble = "off";
    }
  }
}

/** @template T @param {Record<string, T>} map @param {string} key @param {T | null} value */
function put(map, key, value) {
  if (value === null) delete map[key];
  else map[key] = value;
}

/** @param {any} state what was stored @returns {State} the same, or an exception when it is not ours */
function sound(state) {
  const project = state.projects[state.current];
  if (state.format !== 1 || !isMap(project.answers) || !isMap(project.facts)) throw new TypeError("not ours");
  return state;
}

/** @param {unknown} value */
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const store = new Store();
