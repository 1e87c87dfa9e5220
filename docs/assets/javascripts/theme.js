/** Names and roles that the theme leaves out, put in after each page, also those that instant navigation brings. */

/** What they are called in the language of the page. @returns {DOMStringMap} */
const names = () => /** @type {HTMLElement | null} */ (document.querySelector("meta[name=fieldworthy-names]"))?.dataset ?? {};

function mend() {
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", names().search ?? "");
  for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const name = document.getElementById(nav.getAttribute("aria-labelledby") ?? "")?.textContent?.trim();
    if (name) continue;
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", nav.querySelector(".md-nav__title")?.textContent?.trim() || names().section || "");
  }
  for (const nav of document.querySelectorAll("nav.md-nav[aria-expanded]")) nav.removeAttribute("aria-expanded");
  for (const corner of document.querySelectorAll("th:empty")) corner.setAttribute("role", "cell");
  for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) widths.observe(wrap);
}

/** What scrolls sideways in a window as wide as this can be reached by keyboard. */
const widths = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    if (target.scrollWidth <= target.clientWidth) continue;
    target.setAttribute("tabindex", "0");
    target.setAttribute("role", "region");
    target.setAttribute("aria-label", names().table ?? "");
  }
});

/** A letter alone does nothing, where the theme would leave the page for the next one: who speaks to a computer says many letters. */
addEventListener(
  "keydown",
  (event) => {
    if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  },
  { capture: true },
);

/**
 * The theme notes where a page stands a moment after it was scrolled. When a link was followed in that moment, the note would be taken for
 * one of the page to come, and the section that the link leads to would not be gone to.
 */
let shown = location.pathname;
const note = history.replaceState.bind(history);
history.replaceState = (...noted) => {
  if (location.pathname === shown) note(...noted);
};

const pages = /** @type {any} */ (window).document$;
if (pages) pages.subscribe(() => (shown = location.pathname));
if (pages) pages.subscribe(mend);
else mend();

export {};
