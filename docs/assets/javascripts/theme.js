/** Names and roles that the theme leaves out, put in after each page, also those that instant navigation brings. */

function mend() {
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  for (const nav of document.querySelectorAll("nav.md-nav[aria-labelledby]")) {
    const name = document.getElementById(nav.getAttribute("aria-labelledby") ?? "")?.textContent?.trim();
    if (name) continue;
    nav.removeAttribute("aria-labelledby");
    nav.setAttribute("aria-label", nav.querySelector(".md-nav__title")?.textContent?.trim() || "Section");
  }
  for (const nav of document.querySelectorAll("nav.md-nav[aria-expanded]")) nav.removeAttribute("aria-expanded");
  for (const corner of document.querySelectorAll("th:empty")) corner.setAttribute("role", "cell");
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (wide.scrollWidth <= wide.clientWidth) continue;
    wide.setAttribute("tabindex", "0");
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", "Table");
  }
}

const pages = /** @type {any} */ (window).document$;
if (pages) pages.subscribe(mend);
else mend();

export {};
