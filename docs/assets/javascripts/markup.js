/**
 * The one door by which text becomes markup. The engine escapes by construction, and what comes through here is held to the elements and
 * attributes that its views make all the same: whatever else a text brings is left out, and said on the console.
 */

const EVERYWHERE = new Set(["class", "hidden", "id", "role"]);
const PROTOCOLS = new Set(["http:", "https:", "mailto:"]);

/** What the views make, checked against them by tests/test_markup_door.py. @type {Record<string, string[]>} */
export const MADE = {
  a: ["href", "rel"],
  b: ["data-all", "data-done", "data-unsaved"],
  button: ["aria-controls", "aria-expanded", "data-clear", "data-do", "data-kind", "type"],
  caption: [],
  defs: [],
  details: [],
  dialog: ["aria-label"],
  div: ["aria-label", "data-dimension", "tabindex"],
  fieldset: ["aria-describedby", "data-fact", "data-item", "data-target"],
  "fieldworthy-desk": [],
  "fieldworthy-form": ["data-bundle", "data-edition", "data-questionnaire"],
  "fieldworthy-newer": ["aria-label"],
  form: ["autocomplete"],
  h2: [],
  h3: [],
  input: [
    "accept", "aria-label", "autocomplete", "data-answer", "data-lane", "data-link", "data-name", "data-part", "data-settled-by",
    "data-snippet", "maxlength", "multiple", "name", "readonly", "type", "value",
  ],
  label: [],
  legend: [],
  li: ["data-verdict"],
  line: ["x1", "x2", "y2"],
  noscript: [],
  ol: [],
  option: ["value"],
  p: ["aria-level", "data-lane-says", "data-trouble", "data-when"],
  pattern: ["height", "patterntransform", "patternunits", "width"],
  rect: ["fill", "height", "width", "x"],
  section: ["aria-label", "aria-labelledby"],
  select: ["data-filter", "data-open", "data-unnamed"],
  small: ["data-progress"],
  span: ["data-copied", "data-reminder", "data-select"],
  strong: [],
  summary: [],
  svg: ["aria-hidden"],
  table: [],
  tbody: [],
  td: ["data-heat", "data-sort"],
  textarea: ["data-part", "maxlength", "rows"],
  tfoot: [],
  th: ["scope"],
  thead: [],
  time: ["datetime"],
  tr: ["data-gates", "data-stage"],
  ul: [],
  wbr: [],
};

const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("fieldworthy", { createHTML: (/** @type {string} */ text) => text });

/** @param {string} html made by the engine @returns {DocumentFragment} */
export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = policy ? policy.createHTML(html) : html; // inert: nothing runs or loads in a template
  for (const element of template.content.querySelectorAll("*")) hold(element);
  return template.content;
}

/**
 * Put new content in a place. A reader who stands in it stands on the same control after, or else on the place.
 *
 * @param {HTMLElement} place @param {...Node} parts
 */
export function replace(place, ...parts) {
  const held = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  const alike = () => [...place.querySelectorAll(held?.localName ?? "")].filter((one) => named(one) === named(held));
  const nth = held ? alike().indexOf(held) : 0;
  place.replaceChildren(...parts);
  if (!held) return;
  const again = /** @type {HTMLElement | undefined} */ (alike()[nth]);
  if (!again) place.tabIndex = -1;
  (again ?? place).focus({ preventScroll: true });
}

/** What tells a control from others of its kind. @param {Element | null} control */
const named = (control) => control?.getAttribute("data-filter") || control?.getAttribute("value") || control?.textContent;

/** @param {Element} element */
function hold(element) {
  const tag = element.localName.toLowerCase();
  const allowed = Object.hasOwn(MADE, tag) ? MADE[tag] : null;
  if (!allowed) {
    console.error("Fieldworthy left out an element that no view makes:", tag);
    return element.remove();
  }
  for (const { name, value } of [...element.attributes]) {
    const known = EVERYWHERE.has(name) || allowed.includes(name.toLowerCase());
    if (known && (name !== "href" || leads(value))) continue;
    console.error("Fieldworthy left out an attribute that no view makes:", tag, name);
    element.removeAttribute(name);
  }
}

/** Whether an address leads to a page. @param {string} address */
function leads(address) {
  try {
    return PROTOCOLS.has(new URL(address, location.href).protocol);
  } catch {
    return false;
  }
}
