/**
 * The elements around the server-made questions. They carry answers between the page, the store and Python, and decide nothing:
 * every input holds the answer that it stands for, every sentence comes with the page or from Python.
 */
import { call } from "./engine.js";
import { store } from "./store.js";

const SITE = new URL("../../", import.meta.url);
const INTENT = ["pointerover", "touchstart", "focusin", "keydown"];
const QUIET = 600;

/** Questions whose answers are kept and shown wherever the same item is asked. */
class Questions extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#keep);
    this.addEventListener("click", this.#clear);
    store.addEventListener("changed", this.#show);
    this.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
    this.#show();
  }

  disconnectedCallback() {
    store.removeEventListener("changed", this.#show);
  }

  /** Called after the inputs show what the store holds. */
  shown() {}

  #keep = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const group = input.closest("fieldset");
    if (!group) return;
    if (group.dataset.fact) store.state(group.dataset.fact, input.value);
    else if ("target" in group.dataset) store.aim(input.value);
    else if (group.dataset.item) this.#answer(group, input.type === "text" ? reasoned(group) : input);
  };

  /** @param {HTMLElement} group @param {HTMLInputElement} input */
  #answer(group, input) {
    const answer = { ...JSON.parse(input.dataset.answer ?? "{}"), edition: this.dataset.edition };
    if ("not_applicable" in answer) {
      answer.not_applicable = reason(group).value.trim();
      if (!answer.not_applicable) return reason(group).focus();
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

  #show = () => {
    const { facts, answers, target } = store.project;
    for (const group of this.querySelectorAll("fieldset")) {
      const choice = "target" in group.dataset ? target : facts[group.dataset.fact ?? ""];
      const answer = answers[group.dataset.item ?? ""];
      for (const input of group.querySelectorAll("input")) {
        if (input.type === "text") {
          if (answer?.not_applicable) input.value = answer.not_applicable;
        } else input.checked = group.dataset.item ? stands(input, answer) : input.value === choice;
      }
      const clear = group.querySelector("[data-clear]");
      if (clear) /** @type {HTMLElement} */ (clear).hidden = !(choice || answer);
    }
    for (const note of this.querySelectorAll("[data-trouble]")) {
      /** @type {HTMLElement} */ (note).hidden = note.getAttribute("data-trouble") !== store.trouble;
    }
    this.shown();
  };
}

/** A questionnaire with its result beside it. */
class Form extends Questions {
  #wanted = false;
  #latest = 0;
  /** @type {number | undefined} */
  #timer;

  connectedCallback() {
    this.#say("idle");
    this.#toggle?.addEventListener("click", this.#fold);
    for (const kind of INTENT) this.addEventListener(kind, this.#want, { once: true, passive: true });
    super.connectedCallback();
  }

  shown() {
    if (this.#wanted || !store.isEmpty) this.#score();
  }

  #want = () => {
    if (!this.#wanted) this.#score();
  };

  async #score() {
    this.#wanted = true;
    const turn = (this.#latest += 1);
    if (!this.#output.hasChildNodes()) this.#say("starting");
    try {
      const reply = JSON.parse(await call(this.#request()));
      if (turn === this.#latest) this.#present(reply);
    } catch (failure) {
      if (turn === this.#latest) this.#say(typeof failure === "string" ? failure : "crashed");
    }
  }

  #request() {
    const { facts, answers, target } = store.project;
    return {
      bundle: new URL(`assets/bundle/${this.dataset.bundle}/`, SITE).href,
      questionnaire: this.dataset.questionnaire ?? "",
      verb: "assess",
      args: [JSON.stringify({ facts, answers, target }), SITE.pathname, new Date().toISOString().slice(0, 10)],
    };
  }

  /** @param {{ html: string }} reply */
  #present({ html }) {
    if (store.isEmpty) {
      this.#output.replaceChildren();
      return this.#say("idle");
    }
    const opened = [...this.#output.querySelectorAll("details")].map((one) => one.open);
    this.#output.replaceChildren(parsed(html));
    this.#output.querySelectorAll("details").forEach((one, n) => (one.open = opened[n] ?? false));
    if (this.#toggle) this.#toggle.textContent = this.#output.querySelector(".fw-brief")?.textContent ?? "";
    this.#say("scored");
    this.#announce();
  }

  /** @param {string} state shows the one sentence that belongs to a state */
  #say(state) {
    this.dataset.state = state;
    for (const sentence of this.querySelectorAll("[data-when]")) {
      /** @type {HTMLElement} */ (sentence).hidden = sentence.getAttribute("data-when") !== state;
    }
  }

  /** Tells a screen reader the new verdict once the reader pauses, and only when it changed. */
  #announce() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const status = this.querySelector("[role=status]");
      const text = [...this.#output.querySelectorAll(".fw-says > *")].map((one) => one.textContent).join(" ");
      if (status && status.textContent !== text) status.textContent = text;
    }, QUIET);
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

/** @param {HTMLInputElement} input @param {import("./store.js").Answer | undefined} answer as stored, which may be anything */
function stands(input, answer) {
  const own = JSON.parse(input.dataset.answer ?? "{}");
  const said = Object(answer);
  return Object.entries(own).every(([key, value]) => (key === "not_applicable" ? key in said : said[key] === value));
}

/** @param {Element} group @returns {HTMLInputElement} */
const reason = (group) => /** @type {HTMLInputElement} */ (group.querySelector(".fw-reason"));

/** @param {Element} group @returns {HTMLInputElement} the *not applicable* button, chosen because its reason was written */
function reasoned(group) {
  return /** @type {HTMLInputElement} */ (reason(group).closest(".fw-reasoned")?.querySelector("[type=radio]"));
}

/** The one place where text becomes markup; it is made by the engine, which escapes by construction. @param {string} html */
function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

customElements.define("fieldworthy-item", Questions);
customElements.define("fieldworthy-form", Form);
