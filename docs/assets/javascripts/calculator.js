/**
 * A calculator's form with its result. The page comes with the worked example done; Python does every other sum and says every
 * sentence, and this carries numbers one way and the reply the other.
 */
import { ask } from "./engine.js";
import { parsed, replace } from "./markup.js";

const PAUSE = 250; // so that a number that is being typed is not judged digit by digit
const QUIET = 900;

class Calculator extends HTMLElement {
  #latest = 0;
  /** @type {number | undefined} */
  #pause;
  /** @type {number | undefined} */
  #quiet;

  connectedCallback() {
    this.#form.noValidate = true; // what is wrong is said beside the field
    this.#form.addEventListener("input", this.#changed);
    this.#form.addEventListener("reset", () => setTimeout(this.#changed)); // the fields change after the event
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("focusin", () => this.#calculate(), { once: true }); // Python starts while the reader chooses a number
    if (this.#fields.some((field) => field.value !== field.defaultValue)) this.#calculate();
  }

  #changed = () => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#calculate(), PAUSE);
  };

  #calculate() {
    const turn = (this.#latest += 1);
    const slow = setTimeout(() => this.#say("starting"), QUIET);
    const given = Object.fromEntries(this.#fields.map((field) => [field.name, field.value]));
    const args = [this.dataset.calculator ?? "", JSON.stringify(given)];
    ask(this.dataset.bundle, { questionnaire: "calculators", verb: "calculate", args })
      .finally(() => clearTimeout(slow))
      .then(
        (reply) => turn === this.#latest && this.#present(reply),
        (failure) => turn === this.#latest && this.#say(failure),
      );
  }

  /** @param {{ html: string, problems: { where: string, message: string }[] }} reply */
  #present({ html, problems }) {
    for (const field of this.#fields) {
      const wrong = problems.find((problem) => problem.where === field.name);
      field.setAttribute("aria-invalid", String(Boolean(wrong)));
      const said = /** @type {HTMLElement} */ (this.querySelector(`#${field.id}-wrong`));
      said.textContent = wrong ? `${wrong.message}.` : "";
      said.hidden = !wrong;
    }
    replace(/** @type {HTMLElement} */ (this.querySelector(".fw-output")), parsed(html));
    this.#say("calculated");
    this.#announce();
  }

  /** @param {string} state shows the one sentence that belongs to a state */
  #say(state) {
    this.dataset.state = state;
    for (const sentence of this.querySelectorAll("[data-when]")) {
      /** @type {HTMLElement} */ (sentence).hidden = sentence.getAttribute("data-when") !== state;
    }
  }

  /** Tells a screen reader the first sentence once the reader pauses, and only when it changed. */
  #announce() {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const status = this.querySelector("[role=status]");
      const text = this.querySelector(".fw-says > p, p.fw-says")?.textContent ?? "";
      if (status && status.textContent !== text) status.textContent = text;
    }, QUIET);
  }

  get #form() {
    return /** @type {HTMLFormElement} */ (this.querySelector("form"));
  }

  get #fields() {
    return [...this.querySelectorAll("input")];
  }
}

customElements.define("fieldworthy-calculator", Calculator);
