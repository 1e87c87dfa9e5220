/**
 * The elements around the server-made questions. They carry answers between the page, the store and Python, and decide nothing:
 * every input holds the answer that it stands for, every sentence comes with the page or from Python.
 */
import { SITE, store } from "./store.js";

const INTENT = ["pointerover", "touchstart", "focusin", "keydown"];
const QUIET = 600; // milliseconds until something is said aloud
const PAUSE = 150; // and until what is folded follows

/** Questions whose answers are kept and shown wherever the same item is asked. */
class Questions extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#choose);
    this.addEventListener("input", this.#type);
    this.addEventListener("click", this.#clear);
    store.addEventListener("changed", this.#show);
    this.querySelector(".fw-form")?.addEventListener("submit", (event) => event.preventDefault());
    this.#early();
    this.#show();
  }

  disconnectedCallback() {
    store.removeEventListener("changed", this.#show);
  }

  /** Called after the inputs show what the store holds. @param {boolean} _typed whether only a text went on */
  shown(_typed) {}

  /** Keep what was chosen before this script came. */
  #early() {
    for (const input of this.querySelectorAll(/** @type {"input"} */ ("fieldset [type=radio]:checked"))) {
      const { fact = "", item = "", ...rest } = /** @type {HTMLElement} */ (input.closest("fieldset")).dataset;
      const { facts, answers, target } = store.project;
      const held = "target" in rest ? target : (facts[fact] ?? answers[item]);
      if (!held && !input.defaultChecked) input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  #choose = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const group = input.closest("fieldset");
    if (!group || input.dataset.part) return;
    if (group.dataset.fact) store.state(group.dataset.fact, input.value);
    else if ("target" in group.dataset) store.aim(input.value);
    else if (group.dataset.item) this.#answer(group, input.type === "text" ? reasoned(group) : input);
  };

  /** Texts are kept with each letter. */
  #type = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const item = input.closest("fieldset")?.dataset.item;
    if (item && input.dataset.part) store.keep(item, input.dataset.part, input.value);
  };

  /** @param {HTMLElement} group @param {HTMLInputElement} input */
  #answer(group, input) {
    const answer = { ...JSON.parse(input.dataset.answer ?? "{}"), edition: this.dataset.edition };
    if ("not_applicable" in answer) {
      answer.not_applicable = reason(group).value.trim();
      if (!answer.not_applicable) return input.matches(":focus-visible") || reason(group).focus(); // arrow keys may only pass by
    }
    store.answer(group.dataset.item ?? "", answer);
  }

  #clear = (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-clear]");
    const group = button?.closest("fieldset");
    if (!group) return;
    if (group.dataset.fact) store.state(group.dataset.fact, null);
    else if ("target" in group.dataset) store.aim(null);
    else if (group.dataset.item) store.answer(group.dataset.item, null);
    group.querySelector("input")?.focus();
  };

  #show = (/** @type {Event | undefined} */ event = undefined) => {
    const { facts, answers, target } = store.project;
    for (const group of this.querySelectorAll("fieldset")) {
      const choice = "target" in group.dataset ? target : facts[group.dataset.fact ?? ""];
      const answer = answers[group.dataset.item ?? ""];
      group.disabled = store.copy !== null;
      for (const input of group.querySelectorAll(/** @type {"input"} */ ("input, textarea"))) show(input, choice, answer);
      group.querySelector(".fw-beside")?.toggleAttribute("data-kept", hasBeside(group, answer));
      const clear = /** @type {HTMLElement | null} */ (group.querySelector("[data-clear]"));
      if (clear) clear.hidden = !(choice || isSaid(answer));
    }
    for (const note of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-trouble]"))) {
      note.hidden = note.dataset.trouble !== store.trouble;
    }
    this.shown(/** @type {CustomEvent | undefined} */ (event)?.detail?.typed ?? false);
  };
}

/** A questionnaire with its result beside it. */
class Form extends Questions {
  /** The text of a questionnaire that the guide does not hold. @type {string | undefined} */
  compiled;
  #wanted = false;
  #latest = 0;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | undefined} */
  #delay;
  /** Items that were in the fast lane since it was switched on. @type {Set<string> | null} */
  #lane = null;

  connectedCallback() {
    engine().catch(() => {}); // it comes while the reader reads, and when it does not, the first answer says so
    this.#say("idle");
    this.#toggle?.addEventListener("click", this.#fold);
    this.querySelector("[data-lane]")?.addEventListener("change", this.#fast);
    for (const kind of INTENT) this.addEventListener(kind, this.#want, { once: true, passive: true });
    super.connectedCallback();
  }

  /** Ask Python about this questionnaire; rejects with a Failure. @param {string} verb @param {...string} args @returns {Promise<any>} */
  async ask(verb, ...args) {
    const { ask } = await engine();
    return ask(this.dataset.bundle, { questionnaire: this.dataset.questionnaire ?? "", compiled: this.compiled, verb, args });
  }

  /** @param {boolean} typed */
  shown(typed) {
    clearTimeout(this.#delay);
    if (!this.#wanted && store.isEmpty) return;
    if (typed) this.#delay = setTimeout(() => this.#score(), QUIET);
    else this.#score();
  }

  #want = () => {
    if (!this.#wanted) this.#score();
  };

  async #score() {
    this.#wanted = true;
    const turn = (this.#latest += 1);
    if (!this.#output.hasChildNodes()) this.#say("starting"); // and all of the result comes at once, so that nothing of it moves
    else {
      const glance = await this.#reply("glance", turn); // what is read first comes first, and the rest when the reader pauses
      if (!glance) return;
      this.#present(glance, true);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    const whole = turn === this.#latest && (await this.#reply("assess", turn));
    if (whole) this.#present(whole, false);
  }

  /**
   * What Python says of the open project; nothing when that comes too late, or not at all, which is said.
   *
   * @param {"glance" | "assess"} verb @param {number} turn
   */
  async #reply(verb, turn) {
    try {
      const { parsed } = await engine();
      const { html, ...reply } = await this.ask(verb, JSON.stringify(asked()), SITE.pathname, today());
      return turn === this.#latest ? { ...reply, fresh: parsed(html) } : null;
    } catch (failure) {
      if (turn === this.#latest) this.#say(String(failure));
      return null;
    }
  }

  /**
   * @param {{ fresh: DocumentFragment, lane?: string[], lane_says?: string, progress?: Record<string, string>, again?: string[] }} reply
   * @param {boolean} partly whether the folded parts are still to come
   */
  #present({ fresh, lane = [], lane_says = "", progress = {}, again = [] }, partly) {
    for (const id of again) this.#ask(id);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-progress]"))) {
      place.textContent = store.isEmpty ? "" : (progress[place.dataset.progress ?? ""] ?? "");
    }
    this.#narrow(lane);
    const says = this.querySelector("[data-lane-says]");
    if (says) says.textContent = this.#lane && lane_says;
    if (store.isEmpty && !this.#lane) {
      const held = this.#output.contains(document.activeElement);
      this.#output.replaceChildren();
      this.#say("idle");
      if (held) this.#resume();
      return;
    }
    const held = this.#output.contains(document.activeElement) ? document.activeElement : null;
    this.#replace(fresh, partly);
    if (held && !held.isConnected) this.#resume(held);
    if (this.#toggle) this.#toggle.textContent = this.#output.querySelector(".fw-brief")?.textContent ?? "";
    this.#say("scored");
  }

  /** Put in what changed and leave the rest as it is, open or folded. @param {DocumentFragment} fresh @param {boolean} partly */
  #replace(fresh, partly) {
    let place = this.#output.firstElementChild;
    for (const part of [...fresh.children]) {
      const old = [...this.#output.children].find((one) => one.className === part.className && !fresh.contains(one) && !one.matches("p"));
      if (part instanceof HTMLDetailsElement && old instanceof HTMLDetailsElement) part.open = old.open;
      const stays = old && ((partly && part.matches("details[hidden]")) || old.isEqualNode(part)) ? old : part;
      if (stays === part) this.#output.insertBefore(part, place);
      else {
        while (place && place !== stays) place = without(place); // moving what stays would take the focus from it
        place = stays.nextElementSibling;
      }
    }
    while (place) place = without(place);
  }

  /** Put the focus where it was before something new took that place. @param {Element} [held] */
  #resume(held) {
    const reached = /** @type {HTMLElement[]} */ ([...this.#output.querySelectorAll("a, summary")]);
    const again = reached.find((one) => one.textContent === held?.textContent);
    const heading = /** @type {HTMLElement} */ (this.querySelector(".fw-body > h2"));
    heading.tabIndex = -1;
    (again ?? heading).focus({ preventScroll: true });
  }

  /** Show no choice where a question means something else since it was answered, so that the same one can be made again. @param {string} item */
  #ask(item) {
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector(`fieldset[data-item="${item}"] [type=radio]:checked`));
    if (chosen) chosen.checked = false;
  }

  /** @param {string} state shows the one sentence that belongs to a state */
  #say(state) {
    this.dataset.state = state;
    for (const sentence of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-when]"))) {
      sentence.hidden = sentence.dataset.when !== state;
    }
    if (state !== "starting") this.#announce();
  }

  /** Tells a screen reader the new verdict, or why there is none, once the reader pauses, and only when it changed. */
  #announce() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { state } = this.dataset;
      const status = this.querySelector(".fw-side > [role=status]");
      const said = state === "scored" ? this.#output.querySelectorAll(".fw-says > *") : this.querySelectorAll(`[data-when="${state}"]`);
      const text = state === "idle" ? "" : [...said].map((one) => one.textContent).join(" ");
      if (status && status.textContent !== text) status.textContent = text;
    }, QUIET);
  }

  #fast = (/** @type {Event} */ event) => {
    this.#lane = /** @type {HTMLInputElement} */ (event.target).checked ? new Set() : null;
    this.#score();
  };

  /** Show only what can still change the verdict, and what was answered on the way; what is being read stays where it is. @param {string[]} lane */
  #narrow(lane) {
    const held = /** @type {Element | null} */ (this.contains(document.activeElement) ? document.activeElement : null);
    const before = held?.getBoundingClientRect().top ?? 0;
    const shown = this.#lane;
    for (const id of lane) shown?.add(id);
    const open = new Set(lane);
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("fieldset[data-item]"))) {
      const id = group.dataset.item ?? "";
      group.hidden = shown !== null && !open.has(id) && !(shown.has(id) && isSaid(store.project.answers[id]));
    }
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-dimension]"))) {
      part.hidden = [...part.querySelectorAll("fieldset")].every((group) => group.hidden);
    }
    if (!held || !shown) return;
    if (held.closest("[hidden]")) this.#next(held).focus();
    else window.scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
  }

  /** What comes after a question that went away. @param {Element} gone @returns {HTMLElement} */
  #next(gone) {
    const following = Node.DOCUMENT_POSITION_FOLLOWING;
    const groups = [...this.querySelectorAll("fieldset[data-item]:not([hidden])")];
    const after = groups.find((group) => gone.compareDocumentPosition(group) & following);
    return /** @type {HTMLElement} */ (after?.querySelector("input:checked, input") ?? this.querySelector("[data-lane]"));
  }

  #fold = () => {
    const open = this.#toggle?.getAttribute("aria-expanded") === "true";
    this.#toggle?.setAttribute("aria-expanded", String(!open));
  };

  get #toggle() {
    return this.querySelector(".fw-toggle");
  }

  get #output() {
    return /** @type {HTMLElement} */ (this.querySelector(".fw-output"));
  }
}

/** What opens the copy menu of a heading; the menu's script comes with the first one. */
class Cite extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async () => (await import("./cite.js")).open(this));
  }
}

/** @type {Promise<Pick<typeof import("./engine.js"), "ask"> & Pick<typeof import("./markup.js"), "parsed">> | undefined} */
let brought;

/** What asks Python, and what makes markup of its reply: a page that is only read loads neither. */
function engine() {
  brought ??= Promise.all([import("./engine.js"), import("./markup.js")]).then(([{ ask }, { parsed }]) => ({ ask, parsed }));
  return brought.catch(() => {
    brought = undefined; // the next answer tries again
    throw "missing"; // which is the name of a Failure
  });
}

/** Remove an element. @param {Element} place @returns {Element | null} the one that came after it */
function without(place) {
  const next = place.nextElementSibling;
  place.remove();
  return next;
}

/** What is asked of Python about the open project. */
export const asked = ({ name, facts, answers, target } = store.project) => ({ name, facts, answers, target });

/** The day here, as an ISO date. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** @param {HTMLInputElement} input @param {string | undefined} choice @param {import("./store.js").Answer | undefined} answer */
function show(input, choice, answer) {
  const { part } = input.dataset;
  if (input.type === "radio") input.checked = input.dataset.answer ? stands(input, answer) : input.value === choice;
  else if (part) fill(input, Object(answer)[part]);
  else if (answer?.not_applicable) fill(input, answer.not_applicable);
}

/** @param {HTMLInputElement} input @param {unknown} stored which may be anything */
function fill(input, stored) {
  const text = typeof stored === "string" ? stored : "";
  if (input.value !== text) input.value = text; // setting the same text would move the caret
}

/** @param {HTMLInputElement} input @param {import("./store.js").Answer | undefined} answer as stored, which may be anything */
function stands(input, answer) {
  const own = JSON.parse(input.dataset.answer ?? "{}");
  const said = Object(answer);
  return Object.entries(own).every(([key, value]) => (key === "not_applicable" ? key in said : said[key] === value));
}

/** @param {any} answer as stored, which may be anything */
const isSaid = (answer) => answer !== undefined && !(answer?.level === undefined && !answer?.dont_know && !answer?.not_applicable);

/** Whether anything is kept beside an answer. @param {Element} group @param {any} answer as stored, which may be anything */
function hasBeside(group, answer) {
  const parts = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[data-part]")]);
  return parts.some(({ dataset }) => Object(answer)[dataset.part ?? ""]);
}

/** @param {Element} group @returns {HTMLInputElement} */
const reason = (group) => /** @type {HTMLInputElement} */ (group.querySelector(".fw-reason"));

/** @param {Element} group @returns {HTMLInputElement} the *not applicable* button, chosen because its reason was written */
function reasoned(group) {
  return /** @type {HTMLInputElement} */ (reason(group).closest(".fw-reasoned")?.querySelector("[type=radio]"));
}

/** Marks in the guide come with the first answer, so that a reader who answers nothing loads nothing for them. */
function mark() {
  if (store.isEmpty) return;
  store.removeEventListener("changed", mark);
  import("./gaps.js");
}

store.addEventListener("changed", mark);
mark();
customElements.define("fieldworthy-cite", Cite);
customElements.define("fieldworthy-item", Questions);
customElements.define("fieldworthy-form", Form);

/** Elements whose script comes with the first page that holds one, so that a page that is only read loads none of them. */
const ELSEWHERE = ["calculator", "desk", "ledger", "offline", "own", "projects", "proposal"];

function bring() {
  for (const name of ELSEWHERE) {
    const element = /** @type {HTMLElement | null} */ (document.querySelector(`fieldworthy-${name}:not(:defined)`));
    if (element) again(element, import(`./${name}.js`));
  }
  if (document.querySelector("a.fw-moved")) import("./moved.js");
}

/** Press again what was pressed before the script came. @param {HTMLElement} element @param {Promise<unknown>} script */
async function again(element, script) {
  /** @type {HTMLElement[]} */
  const pressed = [];
  const keep = (/** @type {Event} */ { target }) => pressed.push(/** @type {HTMLElement} */ (target));
  element.addEventListener("click", keep);
  await script;
  element.removeEventListener("click", keep);
  for (const one of pressed) /** @type {HTMLElement | null} */ (one.closest("button[type=button]"))?.click();
}

const visited = /** @type {any} */ (window).document$;
if (visited) visited.subscribe(bring);
else bring();
if (navigator.serviceWorker?.controller) import("./offline.js"); // installed only where the reader keeps a copy of the site
