/** Follows the link that stands where an anchor or a page was, so that an old address leads on at once; without a script a reader does. */

function follow() {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const link = there?.matches("a.fw-moved") ? there : document.querySelector("a.fw-moved[data-page]");
  if (link instanceof HTMLAnchorElement) location.replace(link.href);
}

addEventListener("hashchange", follow);
const pages = /** @type {any} */ (window).document$;
if (pages) pages.subscribe(follow);
else follow();

export {};
