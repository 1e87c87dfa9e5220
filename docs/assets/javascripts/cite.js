/** The copy menu of a heading: every form stands in the page, this puts the site's address into it and hands it to the clipboard. */
import { SITE } from "./store.js";

const ROOT = /\{root\}/g;

/** Open the page's one menu for what an element cites. @param {HTMLElement} cited */
export function open(cited) {
  const dialog = /** @type {HTMLDialogElement} */ (document.querySelector(".fw-citing"));
  const name = cited.querySelector("button")?.getAttribute("aria-label") ?? "";
  dialog.setAttribute("aria-label", name);
  part(dialog, ".fw-title").textContent = name;
  show(dialog, text(cited, "plain"), "");
  dialog.onclick = (event) => {
    const form = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-form]"))?.dataset.form;
    if (form === "close") dialog.close();
    else if (form) copy(dialog, cited, form);
  };
  dialog.showModal();
}

/** @param {HTMLDialogElement} dialog @param {HTMLElement} cited @param {string} form */
async function copy(dialog, cited, form) {
  const rich = form === "rich";
  const plain = text(cited, rich ? "plain" : form);
  try {
    if (rich) await navigator.clipboard.write([item(text(cited, "html"), plain)]);
    else await navigator.clipboard.writeText(plain);
    show(dialog, plain, "copied");
  } catch {
    show(dialog, plain, "selected");
    /** @type {HTMLTextAreaElement} */ (part(dialog, "textarea")).select();
  }
}

/** What pastes as a live link where links can be, and as text elsewhere. @param {string} html @param {string} plain */
export function item(html, plain) {
  const kinds = { "text/html": html, "text/plain": plain };
  return new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })])));
}

/** @param {HTMLElement} cited @param {string} form */
const text = (cited, form) => (cited.dataset[form] ?? "").replace(ROOT, () => SITE.href);

/** A sentence that is shown once more is said once more. @param {HTMLElement} dialog @param {string} shown @param {string} said */
function show(dialog, shown, said) {
  /** @type {HTMLTextAreaElement} */ (part(dialog, "textarea")).value = shown;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-said]"))) one.hidden = true;
  setTimeout(() => said && (part(dialog, `[data-said=${said}]`).hidden = false));
}

/** @param {HTMLElement} dialog @param {string} selector @returns {HTMLElement} */
const part = (dialog, selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
